/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-account.h"

G_BEGIN_DECLS

/* An account as one secret text, for the keyring, and back. Pure. */
ScSecret *sc_account_to_text (ScAccount *account);
ScAccount *sc_account_from_text (const char *text, gsize n_bytes, GError **error);

G_END_DECLS
