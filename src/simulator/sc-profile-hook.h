/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScProfileHook:
 *
 * Runs a command for every network profile a simulated sensor stores. The profile goes to its
 * standard input as one JSON object and never to its arguments, which other users of the machine
 * can read: `sensor`, `ssid` (text, null if it is not UTF-8), `ssid-base64`, `key` (likewise),
 * `key-base64`, `security` (the digit, text), `priority`.
 *
 * If the command decides (sc_profile_hook_new()), it does with a real radio what the sensor would:
 * it ends with status 0 once it has joined that network, with another if it has not and the
 * sensor's own network is back.
 */
#define SC_TYPE_PROFILE_HOOK (sc_profile_hook_get_type ())
G_DECLARE_FINAL_TYPE (ScProfileHook, sc_profile_hook, SC, PROFILE_HOOK, GObject)

ScProfileHook *sc_profile_hook_new (ScWorld *world, const char *command, gboolean decides,
                                    GError **error);

G_END_DECLS
