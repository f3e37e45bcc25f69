/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sc-site-network.h"

G_BEGIN_DECLS

/**
 * ScInputWarning:
 *
 * What is allowed but deserves a second look. Input is never trimmed or re-encoded.
 */
typedef enum
{
  SC_INPUT_WARNING_NONE = 0,
  SC_INPUT_WARNING_LEADING_BLANK = 1 << 0,
  SC_INPUT_WARNING_TRAILING_BLANK = 1 << 1,
  SC_INPUT_WARNING_PERCENT_OR_PLUS = 1 << 2, /* the sensor's form decoder may mangle it */
  SC_INPUT_WARNING_SEMICOLON = 1 << 3,       /* splits the sensor's scan list */
  SC_INPUT_WARNING_NOT_UTF8 = 1 << 4
} ScInputWarning;

gboolean sc_validate_ssid (GBytes *ssid, ScInputWarning *warnings, GError **error);
gboolean sc_validate_key (ScSecurity security, const char *key, ScInputWarning *warnings,
                          GError **error);
char *sc_validate_endpoint (const char *text, ScInputWarning *warnings, GError **error);
gboolean sc_validate_client_id (const char *text, ScInputWarning *warnings, GError **error);
gboolean sc_validate_client_secret (const char *text, ScInputWarning *warnings, GError **error);
gboolean sc_validate_sensor_path (const char *text, GError **error);

G_END_DECLS
