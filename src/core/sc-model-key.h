/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The keys a model file may have, and what their values must look like. For sc-model.c only. */
typedef enum
{
  SC_MODEL_KEY_NAME,
  SC_MODEL_KEY_BASE_URI,
  SC_MODEL_KEY_SUBNET,
  SC_MODEL_KEY_SSID_PATTERNS,
  SC_MODEL_KEY_NAME_PREFIX,
  SC_MODEL_KEY_ID_PATTERN,
  SC_MODEL_KEY_PATH, /* the first of as many as ScModelPath has, in its order */
  SC_MODEL_KEY_PATH_LAST = SC_MODEL_KEY_PATH + 7,
  SC_MODEL_KEY_CERTIFICATE_CANDIDATES,
  SC_MODEL_KEY_SCAN_BODY,
  SC_MODEL_KEY_TIME, /* the first of as many as ScModelTime has, in its order */
  SC_MODEL_KEY_TIME_LAST = SC_MODEL_KEY_TIME + 7,
  SC_MODEL_KEY_ATTEMPTS,
  SC_MODEL_KEY_DIGIT, /* the first of as many as ScSecurity has, in its order */
  SC_MODEL_KEY_DIGIT_LAST = SC_MODEL_KEY_DIGIT + 3,
  SC_MODEL_KEY_HEARD, /* likewise */
  SC_MODEL_KEY_HEARD_LAST = SC_MODEL_KEY_HEARD + 3,
  SC_MODEL_KEY_PRIORITY,
  SC_MODEL_KEY_DOUBLE_PERCENT,
  SC_MODEL_KEY_HELP_WAKE_UP,
  SC_MODEL_KEY_HELP_LIGHTS,
  SC_MODEL_KEY_HELP_CERTIFICATE_PATH,
  SC_MODEL_N_KEYS
} ScModelKey;

int sc_model_key_find (const char *section, const char *key); /* -1: unknown */
gboolean sc_model_key_section_exists (const char *section);
const char *sc_model_key_get_section (ScModelKey key);
const char *sc_model_key_get_name (ScModelKey key);
/* NULL if @value will do, else why not (transfer none) */
const char *sc_model_key_check (ScModelKey key, const char *value);
GRegex *sc_model_key_make_pattern (const char *text);
gint64 sc_model_key_parse_time_us (ScModelKey key, const char *value);

G_END_DECLS
