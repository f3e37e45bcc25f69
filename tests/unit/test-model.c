/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-model.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "otosense-sms.ini"

typedef struct
{
  char *folder;
  char *file;    /* an override */
  char *shipped; /* the file in the source tree */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->folder = g_dir_make_tmp ("sc-model-XXXXXX", NULL);
  f->file = g_build_filename (f->folder, FILE_NAME, NULL);
  f->shipped = g_test_build_filename (G_TEST_DIST, "..", "data", "models", FILE_NAME, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_remove (f->file);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->file);
  g_free (f->shipped);
}

static ScModel *
load_with (Fixture *f, const char *override, gssize n_bytes, GError **error)
{
  const char *files[] = { f->shipped, f->file, NULL };

  g_assert_true (g_file_set_contents (f->file, override, n_bytes, NULL));
  return sc_model_load_from_files (files, error);
}

/* @expected: what follows the file's name in the message */
static void
assert_mistake (Fixture *f, const char *override, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strconcat (f->file, expected, NULL);

  g_assert_null (load_with (f, override, -1, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_shipped_facts (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", &error);
  g_autofree char *subnet = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sc_model_get_name (model), ==, "ADI OtoSense SMS");
  g_assert_cmpstr (sc_model_get_base_uri (model), ==, "http://10.123.45.1");
  subnet = g_inet_address_mask_to_string (sc_model_get_subnet (model));
  g_assert_cmpstr (subnet, ==, "10.123.45.0/24");
  g_assert_cmpstr (sc_model_get_name_prefix (model), ==, "SMS");
  g_assert_cmpstr (sc_model_get_scan_body (model), ==, "__SL_P_SC2=10&__SL_P_SC1=0");
  g_assert_cmpuint (sc_model_get_attempts (model), ==, 3);
  g_assert_cmpuint (sc_model_get_priority (model), ==, 0);
  g_assert_false (sc_model_get_double_percent (model));
}

static void
test_shipped_paths (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  static const char *const expected[] = {
    [SC_MODEL_PATH_NAME] = "/__SL_G_DNP",
    [SC_MODEL_PATH_MAC] = "/__SL_G_N.D",
    [SC_MODEL_PATH_VERSIONS] = "/api/1/host/version/1/sms_version",
    [SC_MODEL_PATH_CERTIFICATE] = NULL, /* not public */
    [SC_MODEL_PATH_SCAN_START] = "/api/1/wlan/en_ap_scan",
    [SC_MODEL_PATH_SCAN_RESULTS] = "/netlist.txt",
    [SC_MODEL_PATH_DELETE_PROFILES] = "/api/1/wlan/profile_del_all",
    [SC_MODEL_PATH_ADD_PROFILE] = "/api/1/wlan/profile_add",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (sc_model_get_path (model, (ScModelPath)i), ==, expected[i]);
  g_assert_cmpuint (g_strv_length ((GStrv)sc_model_get_certificate_candidates (model)), ==, 2);
}

static void
test_shipped_times (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  static const gint64 expected_ms[] = {
    [SC_MODEL_TIME_AP_GONE] = 30 * 1000,          [SC_MODEL_TIME_ATTEMPT_INTERVAL] = 30 * 1000,
    [SC_MODEL_TIME_SLEEP] = 20 * 60 * 1000,       [SC_MODEL_TIME_FIRST_CONTACT] = 20 * 60 * 1000,
    [SC_MODEL_TIME_NEEDS_VISIT] = 25 * 60 * 1000, [SC_MODEL_TIME_SCAN_WAIT] = 20 * 1000,
    [SC_MODEL_TIME_SCAN_POLL] = 5 * 1000,         [SC_MODEL_TIME_REQUEST_PAUSE] = 300,
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected_ms); i++)
    g_assert_cmpint (sc_model_get_time_us (model, (ScModelTime)i), ==, expected_ms[i] * 1000);
}

static void
test_security_digits (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  ScSecurity security = SC_SECURITY_OPEN;

  g_assert_cmpint (sc_model_get_security_digit (model, SC_SECURITY_OPEN), ==, '0');
  g_assert_cmpint (sc_model_get_security_digit (model, SC_SECURITY_WEP), ==, '1');
  g_assert_cmpint (sc_model_get_security_digit (model, SC_SECURITY_WPA), ==, '3');
  g_assert_cmpint (sc_model_get_security_digit (model, SC_SECURITY_WPA3), ==, '5');
  g_assert_true (sc_model_security_from_digit (model, '2', &security));
  g_assert_cmpint (security, ==, SC_SECURITY_WPA);
  g_assert_true (sc_model_security_from_digit (model, '5', &security));
  g_assert_cmpint (security, ==, SC_SECURITY_WPA3);
  g_assert_false (sc_model_security_from_digit (model, '7', &security));
  g_assert_false (sc_model_security_from_digit (model, ' ', &security));
  g_assert_false (sc_model_security_from_digit (model, 'X', &security));
  g_assert_cmpint (security, ==, SC_SECURITY_WPA3);
  g_assert_true (sc_model_security_from_digit (model, '0', NULL));
}

static gboolean
ssid_matches (ScModel *model, const char *text, gsize n_bytes)
{
  g_autoptr (GBytes) ssid = g_bytes_new (text, n_bytes);

  return sc_model_ssid_matches (model, ssid);
}

static void
test_patterns (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);

  g_assert_true (sc_model_id_matches (model, "0000S111A"));
  g_assert_false (sc_model_id_matches (model, "0000s111a"));
  g_assert_false (sc_model_id_matches (model, "0000S111AB"));
  g_assert_false (sc_model_id_matches (model, ""));
  g_assert_false (sc_model_id_matches (model, NULL));
  g_assert_true (ssid_matches (model, "SMS0000S111A", 12));
  g_assert_true (ssid_matches (model, "mysimplelink-0a1b2c", 19));
  g_assert_true (ssid_matches (model, "SMS\xff\0\xfe", 6));
  g_assert_false (ssid_matches (model, "Halle SMS", 9));
  g_assert_false (ssid_matches (model, "SM", 2));
  g_assert_false (ssid_matches (model, "", 0));
}

/* An expression that takes far more memory or time than a name is worth does not match. The first
 * matches everything, and would take 400 MB. */
static void
test_expensive_patterns (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new ("[identity]\nid-pattern = ");
  g_autoptr (GError) error = NULL;
  g_autoptr (ScModel) large = NULL;
  g_autoptr (ScModel) slow = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "(.?)");
  large = load_with (f, text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_false (sc_model_id_matches (large, "0000S111A"));

  slow = load_with (f, "[identity]\nid-pattern = ^(([A-Z0-9]+)+)+$\n", -1, &error);
  g_assert_no_error (error);
  g_assert_true (sc_model_id_matches (slow, "0000S111A"));
  g_assert_false (sc_model_id_matches (slow, "0000S111A0000S111A0000S111A0000S111A-"));
}

/* Section and key of each line `KEY = VALUE` in the shipped file. */
static void
test_every_shipped_value_has_its_confidence (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *section = NULL;
  guint n_keys = 0;

  g_assert_true (g_file_get_contents (f->shipped, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (lines[i][0] == '[')
        {
          g_free (section);
          section = g_strndup (lines[i] + 1, strlen (lines[i]) - 2);
        }
      else if (lines[i][0] != '#' && equals != NULL && strstr (lines[i], ".confidence") == NULL)
        {
          g_autofree char *key = g_strchomp (g_strndup (lines[i], (gsize)(equals - lines[i])));
          const char *confidence = sc_model_get_confidence (model, section, key);

          g_test_message ("%s.%s: %s", section, key, confidence);
          g_assert_nonnull (confidence);
          g_assert_cmpstr (confidence, !=, "local");
          n_keys++;
        }
    }
  g_assert_cmpuint (n_keys, >, 30);
  g_assert_null (sc_model_get_confidence (model, "ap", "no-such-key"));
}

static void
test_nothing_is_invented (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);

  g_assert_null (sc_model_get_help (model, "wake-up"));
  g_assert_null (sc_model_get_help (model, "lights"));
  g_assert_null (sc_model_get_help (model, "no-such-topic"));
  g_assert_cmpstr (sc_model_get_confidence (model, "paths", "certificate"), ==, "none");
  g_assert_cmpstr (sc_model_get_confidence (model, "paths", "certificate-candidates"), ==, "guess");
}

static void
test_override_key_by_key (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScModel) model = load_with (f,
                                         "# ours\n"
                                         "[paths]\r\n"
                                         "  certificate=/cert.pem  \r\n"
                                         "certificate-candidates =\n"
                                         "[ap]\n"
                                         "ssid-patterns =  ^A   ^B=C  \n"
                                         "[identity]\n"
                                         "name-prefix =\n"
                                         "[timing]\n"
                                         "sleep-s = 5\n"
                                         "sleep-s.confidence = seen\n"
                                         "[encoding]\n"
                                         "double-percent = true\n"
                                         "[help]\n"
                                         "wake-up = Knopf 3 s drücken",
                                         -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sc_model_get_path (model, SC_MODEL_PATH_CERTIFICATE), ==, "/cert.pem");
  g_assert_null (*sc_model_get_certificate_candidates (model));
  g_assert_true (ssid_matches (model, "B=C", 3));
  g_assert_false (ssid_matches (model, "SMS1", 4));
  g_assert_cmpstr (sc_model_get_name_prefix (model), ==, "");
  g_assert_cmpint (sc_model_get_time_us (model, SC_MODEL_TIME_SLEEP), ==, 5 * G_USEC_PER_SEC);
  g_assert_true (sc_model_get_double_percent (model));
  g_assert_cmpstr (sc_model_get_help (model, "wake-up"), ==, "Knopf 3 s drücken");
  g_assert_cmpstr (sc_model_get_confidence (model, "timing", "sleep-s"), ==, "seen");
  g_assert_cmpstr (sc_model_get_confidence (model, "paths", "certificate"), ==, "local");
  /* and all else as shipped */
  g_assert_cmpstr (sc_model_get_path (model, SC_MODEL_PATH_NAME), ==, "/__SL_G_DNP");
  g_assert_cmpstr (sc_model_get_confidence (model, "paths", "name"), ==, "adi");
}

static void
test_mistakes_name_file_line_and_key (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  assert_mistake (f, "[paths]\n\n# x\ncertificat = /x\n", ":4: paths.certificat: unknown key");
  assert_mistake (f, "[path]\nname = /x\n", ":2: path.name: unknown section");
  assert_mistake (f, "[ap]\nname = /x\n", ":2: ap.name: unknown key");
  assert_mistake (f, "name = /x\n", ":1: a key before the first [section]");
  assert_mistake (f, "[ap\n", ":1: section without “]”");
  assert_mistake (f, "[A P]\n", ":1: section without a proper name");
  assert_mistake (f, "[ap]\nsubnet\n", ":2: neither a comment, a [section], nor KEY = VALUE");
  assert_mistake (f, "[ap]\n= x\n", ":2: key without a proper name");
  assert_mistake (f, "[timing]\nsleep-s = 1\nsleep-s = 2\n",
                  ":3: timing.sleep-s: stands twice in this file");
  assert_mistake (
      f, "[paths]\nname.confidence = sure\n",
      ":2: paths.name.confidence: not one of seen, adi, ti, client, guess, none, local");
  assert_mistake (f, "[paths]\nname.confidance = adi\n", ":2: paths.name.confidance: unknown key");
}

static void
test_values_are_checked (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const bad[][3] = {
    { "ap", "base-uri", "https://10.123.45.1" },
    { "ap", "base-uri", "http://10.123.45.1/" },
    { "ap", "base-uri", "http://" },
    { "ap", "base-uri", "" },
    { "ap", "subnet", "10.123.45.0" },
    { "ap", "subnet", "10.123.45.1/24" },
    { "ap", "subnet", "10.123.45.0/33" },
    { "ap", "ssid-patterns", "^SMS ^(" },
    { "ap", "ssid-patterns", "" },
    { "identity", "id-pattern", "[" },
    { "paths", "name", "" },
    { "paths", "name", "name" },
    { "paths", "certificate", "/a b" },
    { "paths", "certificate-candidates", "/a b" },
    { "scan", "body", "a=b c" },
    { "timing", "sleep-s", "0" },
    { "timing", "sleep-s", "-1" },
    { "timing", "sleep-s", "1.5" },
    { "timing", "sleep-s", "20 min" },
    { "timing", "sleep-s", "86401" },
    { "timing", "request-pause-ms", "60001" },
    { "timing", "attempts", "0" },
    { "security", "wpa", "33" },
    { "security", "wpa", "x" },
    { "security", "heard-wpa", "2,3" },
    { "profile", "priority", "16" },
    { "encoding", "double-percent", "yes" },
    { "model", "name", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]\n%s = %s\n", bad[i][0], bad[i][1], bad[i][2]);
      g_autofree char *place = g_strdup_printf ("%s:2: %s.%s: ", f->file, bad[i][0], bad[i][1]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_null (load_with (f, text, -1, &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID);
      g_assert_true (g_str_has_prefix (error->message, place));
    }
}

static void
test_one_digit_has_one_meaning (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *begin = g_strconcat (
      f->file, ":2: security.heard-wep: has the digit 2, and so has security.heard-wpa at ",
      f->shipped, ":", NULL);

  g_assert_null (load_with (f, "[security]\nheard-wep = 1 2\n", -1, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID);
  g_assert_true (g_str_has_prefix (error->message, begin));
}

static void
test_unreadable_files (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *incomplete[] = { f->file, NULL };
  const char *missing[] = { "/nonexistent/model.ini", NULL };
  g_autofree char *large = g_strnfill (64 * 1024 + 1, '\n');
  g_autoptr (GError) no_model = NULL;
  g_autoptr (GError) bad_bytes = NULL;
  g_autoptr (GError) too_large = NULL;
  g_autoptr (GError) not_there = NULL;
  g_autoptr (GError) not_all = NULL;

  g_assert_null (sc_model_load ("no-such-model", &no_model));
  g_assert_error (no_model, SC_ERROR, SC_ERROR_MODEL_INVALID);
  g_assert_null (load_with (f, "[ap]\n\n\xff\n", -1, &bad_bytes));
  g_assert_nonnull (strstr (bad_bytes->message, FILE_NAME ":3: not UTF-8"));
  g_assert_null (load_with (f, large, -1, &too_large));
  g_assert_nonnull (strstr (too_large->message, "too large"));
  g_assert_null (sc_model_load_from_files (missing, &not_there));
  g_assert_error (not_there, SC_ERROR, SC_ERROR_MODEL_INVALID);
  g_assert_true (g_file_set_contents (f->file, "[model]\nname = x\n", -1, NULL));
  g_assert_null (sc_model_load_from_files (incomplete, &not_all));
  g_assert_nonnull (strstr (not_all->message, FILE_NAME ": ap.base-uri is missing"));
}

static void
test_certificate_path_can_be_replaced (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  g_autoptr (ScModel) with = sc_model_with_certificate_path (model, "/cert");
  g_autoptr (ScModel) without = sc_model_with_certificate_path (with, NULL);

  g_assert_null (sc_model_get_path (model, SC_MODEL_PATH_CERTIFICATE));
  g_assert_cmpstr (sc_model_get_path (with, SC_MODEL_PATH_CERTIFICATE), ==, "/cert");
  g_assert_null (sc_model_get_path (without, SC_MODEL_PATH_CERTIFICATE));
  g_clear_pointer (&model, sc_model_unref);
  g_assert_true (sc_model_id_matches (with, "0000S111A"));
  g_assert_cmpuint (g_strv_length ((GStrv)sc_model_get_certificate_candidates (with)), ==, 2);
}

/* In a process of its own: GLib reads these variables once. */
static void
test_configuration_folders_child (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", &error);

  if (model == NULL)
    g_printerr ("%s\n", error->message);
  else
    g_printerr ("%s %u %u %s\n", sc_model_get_name_prefix (model), sc_model_get_attempts (model),
                sc_model_get_priority (model), sc_model_get_base_uri (model));
}

static void
write_override (const char *folder, const char *text)
{
  g_autofree char *models = g_build_filename (folder, "sensor-commissioner", "models", NULL);
  g_autofree char *file = g_build_filename (models, FILE_NAME, NULL);

  g_assert_cmpint (g_mkdir_with_parents (models, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
remove_override (const char *folder)
{
  g_autofree char *program = g_build_filename (folder, "sensor-commissioner", NULL);
  g_autofree char *models = g_build_filename (program, "models", NULL);
  g_autofree char *file = g_build_filename (models, FILE_NAME, NULL);

  g_remove (file);
  g_rmdir (models);
  g_rmdir (program);
  g_rmdir (folder);
}

static void
run_child (void)
{
  g_test_trap_subprocess ("/model/folders/subprocess/child", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_user_wins_over_system_over_shipped (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *user = g_build_filename (f->folder, "user", NULL);
  g_autofree char *site = g_build_filename (f->folder, "site", NULL);
  g_autofree char *system = g_build_filename (f->folder, "system", NULL);
  g_autofree char *folders = g_strdup_printf ("%s:%s", site, system);

  write_override (system, "[identity]\nname-prefix = SYS\n[timing]\nattempts = 4\n"
                          "[profile]\npriority = 4\n");
  write_override (site, "[timing]\nattempts = 5\n[profile]\npriority = 5\n");
  write_override (user, "[profile]\npriority = 6\n");
  g_setenv ("XDG_CONFIG_HOME", user, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", folders, TRUE);
  run_child ();
  g_test_trap_assert_stderr ("*SYS 5 6 http://10.123.45.1*");

  write_override (user, "[profile]\nprioritty = 6\n");
  run_child ();
  g_test_trap_assert_stderr ("*/user/sensor-commissioner/models/otosense-sms.ini:2: "
                             "profile.prioritty: unknown key*");

  remove_override (user);
  remove_override (site);
  remove_override (system);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/folders/subprocess/child", test_configuration_folders_child);
#define ADD(path, func) g_test_add ("/model/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("folders/user-over-system-over-shipped", test_user_wins_over_system_over_shipped);
  ADD ("shipped/facts", test_shipped_facts);
  ADD ("shipped/paths", test_shipped_paths);
  ADD ("shipped/times", test_shipped_times);
  ADD ("shipped/confidence", test_every_shipped_value_has_its_confidence);
  ADD ("shipped/nothing-is-invented", test_nothing_is_invented);
  ADD ("security-digits", test_security_digits);
  ADD ("patterns", test_patterns);
  ADD ("patterns-that-cost-too-much", test_expensive_patterns);
  ADD ("override/key-by-key", test_override_key_by_key);
  ADD ("override/certificate-path", test_certificate_path_can_be_replaced);
  ADD ("mistakes/file-line-key", test_mistakes_name_file_line_and_key);
  ADD ("mistakes/values", test_values_are_checked);
  ADD ("mistakes/one-digit-one-meaning", test_one_digit_has_one_meaning);
  ADD ("mistakes/unreadable-files", test_unreadable_files);
  return g_test_run ();
}
