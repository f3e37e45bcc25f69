/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScAccountForm:
 *
 * Typing a cloud account. Handing it over takes client ID and secret out of the entries (and
 * wipes their buffers); the form keeps them as secrets, so that after a failure an entry left
 * empty means "as entered before".
 */
#define SC_TYPE_ACCOUNT_FORM (sc_account_form_get_type ())
G_DECLARE_FINAL_TYPE (ScAccountForm, sc_account_form, SC, ACCOUNT_FORM, AdwPreferencesGroup)

void sc_account_form_restore (ScAccountForm *self, GSettings *settings);
void sc_account_form_fill (ScAccountForm *self, const char *endpoint, const char *ca_file);
void sc_account_form_show (ScAccountForm *self, gboolean visible, ScAccount *account);
void sc_account_form_discard (ScAccountForm *self);
gboolean sc_account_form_is_typed (ScAccountForm *self);
void sc_account_form_set_refused (ScAccountForm *self, ScAccount *account); /* nullable */
void sc_account_form_fill_secrets (ScAccountForm *self, const char *client_id,
                                   const char *client_secret);
gboolean sc_account_form_check (ScAccountForm *self);
ScAccount *sc_account_form_take (ScAccountForm *self);
gboolean sc_account_form_get_remember (ScAccountForm *self);
gboolean sc_account_form_focus_empty (ScAccountForm *self);
void sc_account_form_focus (ScAccountForm *self);

G_END_DECLS
