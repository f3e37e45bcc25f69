/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-field-hint.h"
#include "sc-secret.h"

G_BEGIN_DECLS

/**
 * ScSecretEntry:
 *
 * Controller of an entry row a secret is typed into: memory that is wiped, no undo history,
 * checks as one types, and *taking*: the text leaves the row and becomes an #ScSecret. From then
 * on an empty row means "as taken", and the line under it says so.
 */
#define SC_TYPE_SECRET_ENTRY (sc_secret_entry_get_type ())
G_DECLARE_FINAL_TYPE (ScSecretEntry, sc_secret_entry, SC, SECRET_ENTRY, GObject)

typedef gboolean (*ScSecretCheck) (const char *text, ScInputWarning *warnings, gpointer user_data,
                                   GError **error);

ScSecretEntry *sc_secret_entry_new (AdwEntryRow *row, ScFieldHint *hint, ScSecretCheck check,
                                    gpointer user_data);
gboolean sc_secret_entry_check (ScSecretEntry *self, gboolean demanding);
void sc_secret_entry_put (ScSecretEntry *self, ScSecret *secret);
ScSecret *sc_secret_entry_take (ScSecretEntry *self);
void sc_secret_entry_forget (ScSecretEntry *self);
void sc_secret_entry_set_refused (ScSecretEntry *self, ScSecret *secret); /* nullable */

G_END_DECLS
