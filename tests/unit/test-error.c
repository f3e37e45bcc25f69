/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"

#include <gio/gio.h>
#include <string.h>

static void
test_catalogue_is_complete (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = SC_ERROR_BUG; code < SC_ERROR_LAST; code++)
    {
      const ScErrorInfo *info = sc_error_get_info ((ScError)code);

      g_test_message ("%s", info->id);
      g_assert_cmpint (info->code, ==, code);
      g_assert_true (g_str_has_prefix (info->id, "SC-"));
      g_assert_true (g_hash_table_add (ids, (gpointer)info->id));
      g_assert_cmpint (sc_error_from_id (info->id), ==, code);
    }
}

/* Whole sentences that fit a dialog; “not”, never “n't”; the typography of GNOME. */
static void
assert_is_sentence (const char *text)
{
  gsize length = strlen (text);

  g_assert_cmpuint (length, >=, 10);
  g_assert_cmpuint (g_utf8_strlen (text, -1), <=, 140);
  g_assert_true (g_ascii_isupper (text[0]));
  g_assert_cmpint (text[length - 1], ==, '.');
  g_assert_null (strstr (text, "n't"));
  g_assert_null (strchr (text, '"'));
  g_assert_null (strchr (text, '\''));
  g_assert_null (strstr (text, "  "));
}

static void
test_catalogue_speaks_in_sentences (void)
{
  for (int code = SC_ERROR_BUG; code < SC_ERROR_LAST; code++)
    {
      const ScErrorInfo *info = sc_error_get_info ((ScError)code);

      g_test_message ("%s", info->id);
      assert_is_sentence (info->what);
      assert_is_sentence (info->next);
      if (info->cause != NULL)
        assert_is_sentence (info->cause);
    }
}

/* Every failure says what became of the sensor and of what was there; one that can only happen
 * before Send has changed nothing, and none is without anything kept. */
static void
test_catalogue_says_what_is_left (void)
{
  for (int code = SC_ERROR_BUG; code < SC_ERROR_LAST; code++)
    {
      const ScErrorInfo *info = sc_error_get_info ((ScError)code);

      g_test_message ("%s", info->id);
      g_assert_cmpint (info->fate, >=, SC_FATE_NOT_CONCERNED);
      g_assert_cmpint (info->fate, <=, SC_FATE_CHANGED);
      g_assert_cmpint (info->kept, !=, 0);
      if (g_str_has_prefix (info->id, "SC-CERTIFICATE-") || g_str_has_prefix (info->id, "SC-LINK-"))
        g_assert_cmpint (info->fate, ==, SC_FATE_UNCHANGED);
      if (g_str_has_prefix (info->id, "SC-CLOUD-"))
        g_assert_cmpint (info->fate, ==, SC_FATE_NOT_CONCERNED);
    }
}

static void
test_no_one_waits_too_long (void)
{
  g_autoptr (GError) absurd = sc_error_new_http (SC_ERROR_CLOUD_BUSY, 429, G_MAXINT64, NULL);

  g_assert_cmpint (sc_error_get_retry_after (absurd), ==, SC_ERROR_RETRY_AFTER_MAX_S);
}

static void
test_unknown_codes_and_domains_are_bugs (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "whatever");

  g_assert_cmpint (sc_error_get_info ((ScError)0)->code, ==, SC_ERROR_BUG);
  g_assert_cmpint (sc_error_get_info (SC_ERROR_LAST)->code, ==, SC_ERROR_BUG);
  g_assert_cmpint (sc_error_get_info ((ScError)-3)->code, ==, SC_ERROR_BUG);
  g_assert_cmpint (sc_error_get_info_for (foreign)->code, ==, SC_ERROR_BUG);
  g_assert_cmpint (sc_error_get_info_for (NULL)->code, ==, SC_ERROR_BUG);
  g_assert_cmpint (sc_error_from_id ("SC-NO-SUCH"), ==, 0);
  g_assert_cmpint (sc_error_from_id (NULL), ==, 0);
}

static void
test_http_facts_travel_with_copies (void)
{
  g_autoptr (GError) error = sc_error_new_http (SC_ERROR_CLOUD_BUSY, 503, 17, "come back later");
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) propagated = NULL;

  g_propagate_error (&propagated, g_steal_pointer (&error));
  g_assert_error (copy, SC_ERROR, SC_ERROR_CLOUD_BUSY);
  g_assert_cmpuint (sc_error_get_http_status (copy), ==, 503);
  g_assert_cmpint (sc_error_get_retry_after (copy), ==, 17);
  g_assert_cmpuint (sc_error_get_http_status (propagated), ==, 503);
  g_assert_cmpint (sc_error_get_info_for (copy)->remedy, ==, SC_REMEDY_RETRY);
}

static void
test_errors_without_http_facts_have_none (void)
{
  g_autoptr (GError) ours = g_error_new_literal (SC_ERROR, SC_ERROR_BUG, "x");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_autoptr (GError) unsaid = sc_error_new_http (SC_ERROR_CLOUD_SERVER, 500, -1, NULL);

  g_assert_cmpuint (sc_error_get_http_status (ours), ==, 0);
  g_assert_cmpint (sc_error_get_retry_after (ours), ==, 0);
  g_assert_cmpuint (sc_error_get_http_status (foreign), ==, 0);
  g_assert_cmpint (sc_error_get_retry_after (foreign), ==, 0);
  g_assert_cmpuint (sc_error_get_http_status (NULL), ==, 0);
  g_assert_cmpint (sc_error_get_retry_after (unsaid), ==, 0);
}

static void
assert_described (GError *error, const char *expected)
{
  g_autofree char *text = sc_error_describe (error);

  g_assert_cmpstr (text, ==, expected);
  g_error_free (error);
}

static void
test_describe (void)
{
  assert_described (sc_error_new_http (SC_ERROR_CLOUD_BUSY, 503, 0, "try later"),
                    "SC-CLOUD-BUSY (HTTP 503): try later");
  assert_described (sc_error_new_http (SC_ERROR_CLOUD_SERVER, 500, 0, NULL),
                    "SC-CLOUD-SERVER (HTTP 500)");
  assert_described (g_error_new_literal (SC_ERROR, SC_ERROR_SENSOR_SILENT, "no reply in 10 s"),
                    "SC-SENSOR-SILENT: no reply in 10 s");
  assert_described (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone"),
                    "SC-BUG (g-io-error-quark 1): gone");
  assert_described (sc_error_new_http (SC_ERROR_CLOUD_NOT_API, 418, 0, "bad \xff byte"),
                    "SC-CLOUD-NOT-API (HTTP 418): bad \xef\xbf\xbd byte");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/catalogue/is-complete", test_catalogue_is_complete);
  g_test_add_func ("/error/catalogue/speaks-in-sentences", test_catalogue_speaks_in_sentences);
  g_test_add_func ("/error/catalogue/says-what-is-left", test_catalogue_says_what_is_left);
  g_test_add_func ("/error/http/no-one-waits-too-long", test_no_one_waits_too_long);
  g_test_add_func ("/error/catalogue/unknown-is-a-bug", test_unknown_codes_and_domains_are_bugs);
  g_test_add_func ("/error/http/travels-with-copies", test_http_facts_travel_with_copies);
  g_test_add_func ("/error/http/none", test_errors_without_http_facts_have_none);
  g_test_add_func ("/error/describe", test_describe);
  return g_test_run ();
}
