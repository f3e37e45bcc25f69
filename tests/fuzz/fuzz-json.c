/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"
#include "sc-json.h"

#include <string.h>

/* The one reader of JSON, with every getter, and the writer of texts. */

typedef struct
{
  guint n_values;
} Seen;

static void
see (const char *member, const char *value, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_true (g_utf8_validate (member, -1, NULL));
  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_cmpuint (strlen (member), <=, SC_JSON_MAX_PATH);
  seen->n_values++;
}

/* A text survives being written and read. */
static void
check_quote (GBytes *input)
{
  gsize size;
  const char *data = g_bytes_get_data (input, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *quoted = sc_json_quote (text);
  g_autofree char *object = g_strconcat ("{\"a\":", quoted, "}", NULL);
  g_autoptr (GBytes) body = g_bytes_new (object, strlen (object));
  g_autoptr (GError) error = NULL;
  g_autoptr (ScJson) json = NULL;
  const char *read = NULL;

  if (strlen (object) > SC_JSON_MAX_BYTES)
    return;
  json = sc_json_new (body, &error);
  g_assert_no_error (error);
  g_assert_true (sc_json_get_string (json, "a", TRUE, G_MAXSIZE, &read, &error));
  g_assert_cmpstr (read, ==, valid);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = sc_fuzz_begin (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScJson) json = sc_json_new (body, &error);
  Seen seen = { 0 };

  g_assert_true ((json == NULL) == (error != NULL));
  g_assert_true (json != NULL || sc_fuzz_is_line (error->message, 256));
  if (json != NULL)
    {
      const char *text = NULL;
      gint64 number = 7;

      g_assert_cmpuint (size, <=, SC_JSON_MAX_BYTES + 3); /* and a byte order mark */
      if (sc_json_get_string (json, "a", TRUE, 16, &text, NULL))
        g_assert_true (strlen (text) <= 16 && g_utf8_validate (text, -1, NULL));
      else
        g_assert_null (text);
      if (sc_json_get_int (json, "n", TRUE, -5, 5, &number, NULL))
        g_assert_true (number >= -5 && number <= 5);
      else
        g_assert_cmpint (number, ==, 7);
      sc_json_foreach (json, see, &seen);
      g_assert_cmpuint (seen.n_values, <=, size);
    }
  check_quote (body);
  return sc_fuzz_end (512 * 1024 + 160 * MIN (size, SC_JSON_MAX_BYTES) + 16 * size);
}
