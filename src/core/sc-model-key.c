/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-model-key.h"

#include "sc-validate.h"

#include <gio/gio.h>
#include <string.h>

/* KiB, and steps: a thousand times what a reasonable one takes. */
#define PATTERN_LIMITS "(*LIMIT_HEAP=1024)(*LIMIT_MATCH=100000)"

typedef enum
{
  TEXT,
  OPTIONAL_TEXT,
  BASE_URI,
  SUBNET,
  PATTERN,
  PATTERNS,
  PATH,
  OPTIONAL_PATH,
  OPTIONAL_PATHS,
  FORM_BODY,
  SECONDS,
  MILLISECONDS,
  COUNT,
  PRIORITY,
  DIGIT,
  OPTIONAL_DIGITS,
  BOOLEAN
} Kind;

typedef struct
{
  const char *section;
  const char *name;
  Kind kind;
} Key;

static const Key keys[] = {
  [SC_MODEL_KEY_NAME] = { "model", "name", TEXT },
  [SC_MODEL_KEY_BASE_URI] = { "ap", "base-uri", BASE_URI },
  [SC_MODEL_KEY_SUBNET] = { "ap", "subnet", SUBNET },
  [SC_MODEL_KEY_SSID_PATTERNS] = { "ap", "ssid-patterns", PATTERNS },
  [SC_MODEL_KEY_NAME_PREFIX] = { "identity", "name-prefix", OPTIONAL_TEXT },
  [SC_MODEL_KEY_ID_PATTERN] = { "identity", "id-pattern", PATTERN },
  [SC_MODEL_KEY_PATH] = { "paths", "name", PATH },
  { "paths", "mac", PATH },
  { "paths", "versions", PATH },
  { "paths", "certificate", OPTIONAL_PATH },
  { "paths", "scan-start", PATH },
  { "paths", "scan-results", PATH },
  { "paths", "delete-profiles", PATH },
  [SC_MODEL_KEY_PATH_LAST] = { "paths", "add-profile", PATH },
  [SC_MODEL_KEY_CERTIFICATE_CANDIDATES] = { "paths", "certificate-candidates", OPTIONAL_PATHS },
  [SC_MODEL_KEY_SCAN_BODY] = { "scan", "body", FORM_BODY },
  [SC_MODEL_KEY_TIME] = { "timing", "ap-gone-s", SECONDS },
  { "timing", "attempt-interval-s", SECONDS },
  { "timing", "sleep-s", SECONDS },
  { "timing", "first-contact-s", SECONDS },
  { "timing", "needs-visit-s", SECONDS },
  { "timing", "scan-wait-s", SECONDS },
  { "timing", "scan-poll-s", SECONDS },
  [SC_MODEL_KEY_TIME_LAST] = { "timing", "request-pause-ms", MILLISECONDS },
  [SC_MODEL_KEY_ATTEMPTS] = { "timing", "attempts", COUNT },
  [SC_MODEL_KEY_DIGIT] = { "security", "open", DIGIT },
  { "security", "wep", DIGIT },
  { "security", "wpa", DIGIT },
  [SC_MODEL_KEY_DIGIT_LAST] = { "security", "wpa3", DIGIT },
  [SC_MODEL_KEY_HEARD] = { "security", "heard-open", OPTIONAL_DIGITS },
  { "security", "heard-wep", OPTIONAL_DIGITS },
  { "security", "heard-wpa", OPTIONAL_DIGITS },
  [SC_MODEL_KEY_HEARD_LAST] = { "security", "heard-wpa3", OPTIONAL_DIGITS },
  [SC_MODEL_KEY_PRIORITY] = { "profile", "priority", PRIORITY },
  [SC_MODEL_KEY_DOUBLE_PERCENT] = { "encoding", "double-percent", BOOLEAN },
  [SC_MODEL_KEY_HELP_WAKE_UP] = { "help", "wake-up", OPTIONAL_TEXT },
  [SC_MODEL_KEY_HELP_LIGHTS] = { "help", "lights", OPTIONAL_TEXT },
  [SC_MODEL_KEY_HELP_CERTIFICATE_PATH] = { "help", "certificate-path", OPTIONAL_TEXT },
};

G_STATIC_ASSERT (G_N_ELEMENTS (keys) == SC_MODEL_N_KEYS);

/**
 * sc_model_key_find:
 * @section: a section's name
 * @key: a key's name
 *
 * Returns: the #ScModelKey, or -1 if there is none
 */
int
sc_model_key_find (const char *section, const char *key)
{
  for (int i = 0; i < SC_MODEL_N_KEYS; i++)
    if (g_str_equal (keys[i].section, section) && g_str_equal (keys[i].name, key))
      return i;
  return -1;
}

/**
 * sc_model_key_section_exists:
 * @section: a section's name
 *
 * Returns: whether any key belongs there
 */
gboolean
sc_model_key_section_exists (const char *section)
{
  for (int i = 0; i < SC_MODEL_N_KEYS; i++)
    if (g_str_equal (keys[i].section, section))
      return TRUE;
  return FALSE;
}

/**
 * sc_model_key_get_section:
 * @key: a key
 *
 * Returns: (transfer none): its section's name
 */
const char *
sc_model_key_get_section (ScModelKey key)
{
  return keys[key].section;
}

/**
 * sc_model_key_get_name:
 * @key: a key
 *
 * Returns: (transfer none): its name
 */
const char *
sc_model_key_get_name (ScModelKey key)
{
  return keys[key].name;
}

static gboolean
each_word (const char *value, gboolean (*fits) (const char *word))
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !fits (words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_path (const char *text)
{
  return sc_validate_sensor_path (text, NULL);
}

/**
 * sc_model_key_make_pattern:
 * @text: a regular expression
 *
 * There are expressions that take hundreds of megabytes, or minutes, for a name of ten letters
 * (pcre2pattern(3), LIMIT_HEAP and LIMIT_MATCH). With this one they do not match.
 *
 * Returns: (transfer full) (nullable): it, for bytes; %NULL if it is none
 */
GRegex *
sc_model_key_make_pattern (const char *text)
{
  g_autofree char *limited = g_strconcat (PATTERN_LIMITS, text, NULL);

  return g_regex_new (limited, G_REGEX_RAW, 0, NULL);
}

static gboolean
is_pattern (const char *text)
{
  g_autoptr (GRegex) regex = sc_model_key_make_pattern (text);

  return regex != NULL;
}

static gboolean
is_digit (const char *text)
{
  return g_ascii_isdigit (text[0]) && text[1] == '\0';
}

static gboolean
is_number (const char *text, guint64 minimum, guint64 maximum)
{
  return g_ascii_string_to_unsigned (text, 10, minimum, maximum, NULL, NULL);
}

static gboolean
is_base_uri (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") && g_uri_get_host (uri) != NULL
         && *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL
         && *g_uri_get_path (uri) == '\0' && g_uri_get_query (uri) == NULL
         && g_uri_get_fragment (uri) == NULL;
}

static gboolean
is_subnet (const char *text)
{
  g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (text, NULL);

  return mask != NULL && strchr (text, '/') != NULL;
}

static gboolean
is_form_body (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text <= ' ' || *text > '~')
      return FALSE;
  return TRUE;
}

static const char *
check_filled (Kind kind, const char *value)
{
  switch (kind)
    {
    case TEXT:
    case OPTIONAL_TEXT:
      return NULL;
    case BASE_URI:
      return is_base_uri (value) ? NULL : "not of the form http://ADDRESS or http://ADDRESS:PORT";
    case SUBNET:
      return is_subnet (value) ? NULL : "not of the form ADDRESS/BITS";
    case PATTERN:
      return is_pattern (value) ? NULL : "not a regular expression";
    case PATTERNS:
      return each_word (value, is_pattern) ? NULL : "one of them is not a regular expression";
    case PATH:
    case OPTIONAL_PATH:
      return is_path (value) ? NULL : "not a path on the sensor: /…, ASCII, no blanks";
    case OPTIONAL_PATHS:
      return each_word (value, is_path) ? NULL : "one of them is not a path on the sensor";
    case FORM_BODY:
      return is_form_body (value) ? NULL : "not an encoded form: ASCII, no blanks";
    case SECONDS:
      return is_number (value, 1, 24 * 60 * 60) ? NULL : "not whole seconds from 1 to 86400";
    case MILLISECONDS:
      return is_number (value, 0, 60 * 1000) ? NULL : "not whole milliseconds from 0 to 60000";
    case COUNT:
      return is_number (value, 1, 20) ? NULL : "not a number from 1 to 20";
    case PRIORITY:
      return is_number (value, 0, 15) ? NULL : "not a number from 0 to 15";
    case DIGIT:
      return is_digit (value) ? NULL : "not one digit";
    case OPTIONAL_DIGITS:
      return each_word (value, is_digit) ? NULL : "not digits separated by blanks";
    case BOOLEAN:
      return g_str_equal (value, "true") || g_str_equal (value, "false") ? NULL
                                                                         : "neither true nor false";
    default:
      g_assert_not_reached ();
    }
}

/**
 * sc_model_key_check:
 * @key: a key
 * @value: what a file says
 *
 * Returns: (transfer none) (nullable): why @value will not do, or %NULL if it will
 */
const char *
sc_model_key_check (ScModelKey key, const char *value)
{
  Kind kind = keys[key].kind;

  if (*value != '\0')
    return check_filled (kind, value);
  if (kind == OPTIONAL_TEXT || kind == OPTIONAL_PATH || kind == OPTIONAL_PATHS
      || kind == OPTIONAL_DIGITS)
    return NULL;
  return "must not be empty";
}

/**
 * sc_model_key_parse_time_us:
 * @key: one of the times
 * @value: a checked value of it
 *
 * Returns: the same in µs
 */
gint64
sc_model_key_parse_time_us (ScModelKey key, const char *value)
{
  gint64 unit = keys[key].kind == MILLISECONDS ? 1000 : G_USEC_PER_SEC;

  return g_ascii_strtoll (value, NULL, 10) * unit;
}
