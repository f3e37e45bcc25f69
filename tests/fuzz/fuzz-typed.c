/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-fuzz.h"
#include "sc-text.h"
#include "sc-validate.h"

#include <string.h>

/* What is typed or pasted, and any bytes made fit to be shown. */

static void
check_endpoint (const char *text)
{
  ScInputWarning warnings;
  g_autoptr (GError) error = NULL;
  g_autofree char *endpoint = sc_validate_endpoint (text, &warnings, &error);
  g_autofree char *again = NULL;

  g_assert_true ((endpoint == NULL) == (error != NULL));
  if (endpoint == NULL)
    return;
  g_assert_true (g_str_has_prefix (endpoint, "https://"));
  g_assert_false (g_str_has_suffix (endpoint, "/"));
  g_assert_null (strpbrk (endpoint, "?# \r\n"));
  g_assert_cmpuint (strcspn (endpoint + strlen ("https://"), "@"), >=,
                    strcspn (endpoint + strlen ("https://"), "/"));
  again = sc_validate_endpoint (endpoint, &warnings, &error); /* normal is normal */
  g_assert_cmpstr (again, ==, endpoint);
}

static void
check_path (const char *text)
{
  if (sc_validate_sensor_path (text, NULL))
    {
      g_assert_true (text[0] == '/');
      g_assert_null (strpbrk (text, " \r\n"));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *shown = sc_text_to_display (data, size);
  ScInputWarning warnings;

  g_assert_true (sc_fuzz_is_line (shown, 4 * size));
  if (size > 0 && g_utf8_validate (text, -1, NULL) && sc_fuzz_is_line (text, 64)
      && strlen (text) == size && g_str_is_ascii (text))
    g_assert_cmpstr (shown, ==, text);
  check_endpoint (valid);
  check_path (valid);
  for (int i = SC_SECURITY_OPEN; i <= SC_SECURITY_WPA3; i++)
    sc_validate_key (i, valid, &warnings, NULL);
  sc_validate_client_id (valid, &warnings, NULL);
  sc_validate_client_secret (valid, &warnings, NULL);
  return sc_fuzz_end (256 * 1024 + 64 * size);
}
