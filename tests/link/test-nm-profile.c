/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The temporary profile, as a value. */

#include "sc-error.h"
#include "sc-nm-profile.h"

#include <string.h>

static GVariant *
make (const char *ssid, gsize n_bytes, ScApSecurity security, const char *key, gboolean pin,
      GError **error)
{
  g_autoptr (GBytes) name = g_bytes_new (ssid, n_bytes);
  g_autoptr (ScAccessPoint) access_point =
      sc_access_point_new_full (name, "02:00:00:0A:bc:fF", 50, security, 2412, TRUE);
  g_autoptr (ScSecret) secret = key != NULL ? sc_secret_new (key, -1) : NULL;
  ScNmProfile profile = { access_point, secret, "uuid", "wlan0", "tina", pin };
  GVariant *settings = sc_nm_profile_to_settings (&profile, error);

  return settings != NULL ? g_variant_ref_sink (settings) : NULL;
}

static char *
get (GVariant *settings, const char *setting, const char *key)
{
  g_autoptr (GVariant) all = g_variant_lookup_value (settings, setting, NULL);
  g_autoptr (GVariant) value = all != NULL ? g_variant_lookup_value (all, key, NULL) : NULL;

  return value != NULL ? g_variant_print (value, FALSE) : NULL;
}

#define assert_is(settings, setting, key, wanted)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = get (settings, setting, key);                                          \
    g_assert_cmpstr (text, ==, wanted);                                                            \
  }                                                                                                \
  G_STMT_END

static void
test_only_for_this_user (void)
{
  g_autoptr (GVariant) settings = make ("SMS1", 4, SC_AP_SECURITY_OPEN, NULL, FALSE, NULL);

  assert_is (settings, "connection", "permissions", "['user:tina:']");
  assert_is (settings, "connection", "id", "'Sensor Commissioner SMS1 (temporary)'");
  assert_is (settings, "connection", "type", "'802-11-wireless'");
}

static void
test_names_are_bytes (void)
{
  static const char name[] = "a\0\xff&;";
  g_autoptr (GVariant) settings = make (name, 5, SC_AP_SECURITY_OPEN, NULL, FALSE, NULL);

  assert_is (settings, "802-11-wireless", "ssid", "[0x61, 0x00, 0xff, 0x26, 0x3b]");
}

static void
test_pinned_where_ambiguous (void)
{
  g_autoptr (GVariant) free = make ("SMS1", 4, SC_AP_SECURITY_OPEN, NULL, FALSE, NULL);
  g_autoptr (GVariant) pinned = make ("SMS1", 4, SC_AP_SECURITY_OPEN, NULL, TRUE, NULL);

  assert_is (free, "802-11-wireless", "bssid", NULL);
  assert_is (pinned, "802-11-wireless", "bssid", "[0x02, 0x00, 0x00, 0x0a, 0xbc, 0xff]");
}

static void
test_security (void)
{
  static const struct
  {
    ScApSecurity security;
    const char *key;
    const char *management;
    const char *psk;
  } cases[] = {
    { SC_AP_SECURITY_OPEN, NULL, NULL, NULL },
    { SC_AP_SECURITY_OWE, NULL, "'owe'", NULL },
    { SC_AP_SECURITY_WPA, "secret key", "'wpa-psk'", "'secret key'" },
    { SC_AP_SECURITY_TRANSITION, "secret key", "'wpa-psk'", "'secret key'" },
    { SC_AP_SECURITY_WPA3, "k", "'sae'", "'k'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) settings =
          make ("SMS1", 4, cases[i].security, cases[i].key, FALSE, NULL);

      assert_is (settings, "802-11-wireless-security", "key-mgmt", cases[i].management);
      assert_is (settings, "802-11-wireless-security", "psk", cases[i].psk);
    }
}

static void
test_what_is_not_joined (void)
{
  static const struct
  {
    ScApSecurity security;
    const char *key;
    ScError code;
  } cases[] = {
    { SC_AP_SECURITY_WEP, "abcde", SC_ERROR_LINK_UNSUPPORTED },
    { SC_AP_SECURITY_ENTERPRISE, "abcde", SC_ERROR_LINK_UNSUPPORTED },
    { SC_AP_SECURITY_WPA, NULL, SC_ERROR_LINK_KEY_NEEDED },
    { SC_AP_SECURITY_UNKNOWN, NULL, SC_ERROR_LINK_KEY_NEEDED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make ("SMS1", 4, cases[i].security, cases[i].key, FALSE, &error));
      g_assert_error (error, SC_ERROR, (int)cases[i].code);
    }
}

static void
test_flags (void)
{
  static const struct
  {
    guint flags, wpa, rsn;
    ScApSecurity security;
  } cases[] = {
    { 0, 0, 0, SC_AP_SECURITY_OPEN },
    { 1, 0, 0, SC_AP_SECURITY_WEP },
    { 1, 0x100, 0, SC_AP_SECURITY_WPA },
    { 1, 0, 0x188, SC_AP_SECURITY_WPA },
    { 1, 0x144, 0x188, SC_AP_SECURITY_WPA },
    { 1, 0, 0x588, SC_AP_SECURITY_TRANSITION },
    { 1, 0, 0x488, SC_AP_SECURITY_WPA3 },
    { 1, 0, 0x888, SC_AP_SECURITY_OWE },
    { 0, 0, 0x1000, SC_AP_SECURITY_OPEN }, /* the open half of OWE's transition */
    { 1, 0, 0x288, SC_AP_SECURITY_ENTERPRISE },
    { 1, 0, 0x2088, SC_AP_SECURITY_ENTERPRISE },
    { 1, 0, 0x80000008, SC_AP_SECURITY_UNKNOWN }, /* from the future */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sc_nm_profile_security (cases[i].flags, cases[i].wpa, cases[i].rsn), ==,
                     cases[i].security);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nm-profile/only-for-this-user", test_only_for_this_user);
  g_test_add_func ("/nm-profile/names-are-bytes", test_names_are_bytes);
  g_test_add_func ("/nm-profile/pinned-where-ambiguous", test_pinned_where_ambiguous);
  g_test_add_func ("/nm-profile/security", test_security);
  g_test_add_func ("/nm-profile/what-is-not-joined", test_what_is_not_joined);
  g_test_add_func ("/nm-profile/flags", test_flags);
  return g_test_run ();
}
