/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-keyring.h"

G_BEGIN_DECLS

/**
 * ScSecretKeyring:
 *
 * The saved account in the desktop's keyring, through libsecret: one item with everything in it.
 * Namespaces keep a rehearsal's account from a real one.
 */
#define SC_TYPE_SECRET_KEYRING (sc_secret_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ScSecretKeyring, sc_secret_keyring, SC, SECRET_KEYRING, GObject)

ScSecretKeyring *sc_secret_keyring_new (const char *namespace); /* "real" or "rehearsal" */

G_END_DECLS
