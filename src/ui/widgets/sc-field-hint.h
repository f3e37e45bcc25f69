/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-validate.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScFieldHint:
 *
 * The line under an entry row that says what is wrong with it, or deserves a second look. Hidden
 * while there is nothing to say.
 */
#define SC_TYPE_FIELD_HINT (sc_field_hint_get_type ())
G_DECLARE_FINAL_TYPE (ScFieldHint, sc_field_hint, SC, FIELD_HINT, AdwPreferencesRow)

void sc_field_hint_attach (ScFieldHint *self, AdwEntryRow *row);
void sc_field_hint_clear (ScFieldHint *self);
void sc_field_hint_show_note (ScFieldHint *self, const char *text);
void sc_field_hint_show_doubt (ScFieldHint *self, const char *text);
void sc_field_hint_show_error (ScFieldHint *self, const GError *error);
void sc_field_hint_show_warnings (ScFieldHint *self, ScInputWarning warnings);
void sc_field_hint_show (ScFieldHint *self, const GError *error, ScInputWarning warnings);
gboolean sc_field_hint_is_error (ScFieldHint *self);

G_END_DECLS
