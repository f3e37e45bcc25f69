/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-keyring.h"

G_BEGIN_DECLS

/**
 * ScTroubledKeyring:
 *
 * A rehearsal's keyring. It asks another one, unless something is wrong.
 */
#define SC_TYPE_TROUBLED_KEYRING (sc_troubled_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ScTroubledKeyring, sc_troubled_keyring, SC, TROUBLED_KEYRING, GObject)

ScTroubledKeyring *sc_troubled_keyring_new (ScKeyring *keyring);
void sc_troubled_keyring_set_trouble (ScTroubledKeyring *self, ScError code);

G_END_DECLS
