/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is kept of the log, and what is hidden in it. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sc-test"

#include "sc-log.h"
#include "sc-redact.h"

#include <string.h>

static void
assert_line (const char *text, const char *expected)
{
  g_autofree char *line = sc_redact_line (text);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_redact (void)
{
  assert_line ("GET /api/1/host/version/1/sms_version: 200, 64 bytes, 12 ms",
               "GET /api/1/host/version/1/sms_version: 200, 64 bytes, 12 ms");
  assert_line ("record 5b1c2d60-6a5e-4f6e-9a64-0f6a3c1f2d11",
               "record 5b1c2d60-6a5e-4f6e-9a64-0f6a3c1f2d11");
  assert_line ("token eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9eyJhbGciOiJS.",
               "token (48 bytes hidden).");
  assert_line ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\nrest",
               "(58 bytes hidden)\\x0Arest");
  assert_line ("two\nlines \xff", "two\\x0Alines \\xFF");
  assert_line ("", "");
}

static void
test_redact_word (void)
{
  g_autoptr (GString) text = g_string_new ("Hall 1 and Hall 1, not Hall");

  sc_redact_word (text, "Hall 1", 6, "(name)");
  g_assert_cmpstr (text->str, ==, "(name) and (name), not Hall");
  sc_redact_word (text, "", 0, "x");
  sc_redact_word (text, "longer than all of this text is", 31, "x");
  g_assert_cmpstr (text->str, ==, "(name) and (name), not Hall");
  sc_redact_word (text, "a", 1, "aa"); /* what is written is not looked at again */
  g_assert_cmpstr (text->str, ==, "(naame) aand (naame), not Haall");
}

/* Debug messages of ours are kept though nobody asked for them; those of libraries are not. */
static void
test_kept (void)
{
  g_autofree char *text = NULL;

  g_debug ("debug of %d", 1);
  g_log_structured ("other", G_LOG_LEVEL_DEBUG, "MESSAGE", "%s", "debug of another");
  g_log_structured ("other", G_LOG_LEVEL_MESSAGE, "MESSAGE", "%s", "message of another");
  text = sc_log_dup_text ();
  g_assert_nonnull (strstr (text, " sc-test debug: debug of 1\n"));
  g_assert_null (strstr (text, "debug of another"));
  g_assert_nonnull (strstr (text, " other message: message of another\n"));
}

static void
test_bounded (void)
{
  g_autofree char *long_line = g_strnfill (100000, 'x');
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < SC_LOG_MAX_LINES + 5; i++)
    g_debug ("%u %s", i, long_line);
  text = sc_log_dup_text ();
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + SC_LOG_MAX_LINES + 1);
  g_assert_nonnull (strstr (lines[0], "older lines dropped"));
  g_assert_nonnull (strstr (lines[1], " 5 xxx"));
  g_assert_cmpuint (strlen (text), <, SC_LOG_MAX_LINES * (SC_LOG_MAX_BYTES + 100));
}

int
main (int argc, char **argv)
{
  sc_log_install ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/redact", test_redact);
  g_test_add_func ("/log/redact-word", test_redact_word);
  g_test_add_func ("/log/kept", test_kept);
  g_test_add_func ("/log/bounded", test_bounded);
  return g_test_run ();
}
