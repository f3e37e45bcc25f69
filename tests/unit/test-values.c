/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-access-point.h"
#include "sc-account.h"
#include "sc-error.h"
#include "sc-site-network.h"
#include "sc-text.h"

#include <string.h>

static ScSiteNetwork *
make_network (const char *name, ScSecurity security, const char *key, GError **error)
{
  g_autoptr (GBytes) ssid = g_bytes_new (name, strlen (name));
  g_autoptr (ScSecret) secret = key != NULL ? sc_secret_new (key, -1) : NULL;

  return sc_site_network_new (ssid, security, secret, error);
}

static void
test_site_network_keeps_name_and_key (void)
{
  g_autoptr (ScSiteNetwork) network =
      make_network (" Halle 3", SC_SECURITY_WPA, " pass+word ", NULL);
  g_autofree char *shown = sc_ssid_to_display (sc_site_network_get_ssid (network));

  g_assert_cmpstr (shown, ==, " Halle 3");
  g_assert_cmpint (sc_site_network_get_security (network), ==, SC_SECURITY_WPA);
  g_assert_cmpstr (sc_secret_peek (sc_site_network_get_key (network)), ==, " pass+word ");
}

static void
test_open_site_network_keeps_no_key (void)
{
  g_autoptr (ScSiteNetwork) without = make_network ("Guest", SC_SECURITY_OPEN, NULL, NULL);
  g_autoptr (ScSiteNetwork) with = make_network ("Guest", SC_SECURITY_OPEN, "left over", NULL);

  g_assert_null (sc_site_network_get_key (without));
  g_assert_null (sc_site_network_get_key (with));
}

static void
test_site_network_refuses_bad_input (void)
{
  g_autoptr (GBytes) ssid = g_bytes_new_static ("Halle", 5);
  g_autoptr (ScSecret) with_nul = sc_secret_new ("12345678\0x", 10);
  g_autoptr (GError) no_name = NULL;
  g_autoptr (GError) no_key = NULL;
  g_autoptr (GError) nul = NULL;

  g_assert_null (make_network ("", SC_SECURITY_OPEN, NULL, &no_name));
  g_assert_error (no_name, SC_ERROR, SC_ERROR_SSID_EMPTY);
  g_assert_null (make_network ("Halle", SC_SECURITY_WPA, NULL, &no_key));
  g_assert_error (no_key, SC_ERROR, SC_ERROR_KEY_EMPTY);
  g_assert_null (sc_site_network_new (ssid, SC_SECURITY_WPA, with_nul, &nul));
  g_assert_error (nul, SC_ERROR, SC_ERROR_KEY_NOT_ASCII);
}

static void
assert_shown (const char *bytes, gsize n_bytes, const char *expected)
{
  g_autofree char *shown = sc_text_to_display (bytes, n_bytes);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
}

static void
test_text_to_display (void)
{
  assert_shown ("", 0, "");
  assert_shown (NULL, 0, "");
  assert_shown ("Wärme 1 工厂 It’s", strlen ("Wärme 1 工厂 It’s"), "Wärme 1 工厂 It’s");
  assert_shown ("<b>&amp;", 8, "<b>&amp;");
  assert_shown ("a\nb\x7f", 4, "a\\x0Ab\\x7F");
  assert_shown ("a\0b", 3, "a\\x00b");
  assert_shown ("\xff\xc3", 2, "\\xFF\\xC3");
  assert_shown ("W\xe4rme", 5, "W\\xE4rme");
  assert_shown ("x\xe2\x80\xaey", 5, "x\\xE2\\x80\\xAEy"); /* right-to-left override */
  assert_shown ("x\xe2\x80\x8by", 5, "x\\xE2\\x80\\x8By"); /* zero-width space */
  assert_shown ("\xe2\x80\xa8", 3, "\\xE2\\x80\\xA8");     /* line separator */
  assert_shown ("\xd9\x85\xe2\x80\x8c\xd9\x87", 7, "\xd9\x85\xe2\x80\x8c\xd9\x87"); /* joiner */
  assert_shown ("\xed\xa0\x80", 3, "\\xED\\xA0\\x80"); /* a surrogate */
}

static ScAccount *
make_account (const char *endpoint, const char *id, const char *secret, const char *ca_file,
              GError **error)
{
  g_autoptr (ScSecret) client_id = id != NULL ? sc_secret_new (id, -1) : NULL;
  g_autoptr (ScSecret) client_secret = secret != NULL ? sc_secret_new (secret, -1) : NULL;

  return sc_account_new (endpoint, client_id, client_secret, ca_file, error);
}

static void
test_account_normalises_only_the_endpoint (void)
{
  g_autoptr (ScAccount) account =
      make_account ("https://API.example.com/v1/", " id ", " se:cret ", "/etc/ca.pem", NULL);

  g_assert_cmpstr (sc_account_get_endpoint (account), ==, "https://api.example.com/v1");
  g_assert_cmpstr (sc_secret_peek (sc_account_get_client_id (account)), ==, " id ");
  g_assert_cmpstr (sc_secret_peek (sc_account_get_client_secret (account)), ==, " se:cret ");
  g_assert_cmpstr (sc_account_get_ca_file (account), ==, "/etc/ca.pem");
}

static void
assert_no_account (const char *endpoint, const char *id, const char *secret, const char *ca_file,
                   int expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (make_account (endpoint, id, secret, ca_file, &error));
  g_assert_error (error, SC_ERROR, expected);
}

static void
test_account_refuses_bad_input (void)
{
  const char *endpoint = "https://api.example.com";

  assert_no_account (NULL, "id", "secret", NULL, SC_ERROR_ENDPOINT_EMPTY);
  assert_no_account ("http://x", "id", "secret", NULL, SC_ERROR_ENDPOINT_NOT_HTTPS);
  assert_no_account (endpoint, NULL, "secret", NULL, SC_ERROR_CLIENT_ID_EMPTY);
  assert_no_account (endpoint, "i:d", "secret", NULL, SC_ERROR_CLIENT_ID_COLON);
  assert_no_account (endpoint, "id", NULL, NULL, SC_ERROR_CLIENT_SECRET_EMPTY);
  assert_no_account (endpoint, "id", "secret", "ca.pem", SC_ERROR_CA_FILE_INVALID);
  assert_no_account (endpoint, "id", "secret", "", SC_ERROR_CA_FILE_INVALID);
}

static void
test_tenants_match_by_endpoint_and_known_id (void)
{
  g_autoptr (ScTenant) abc = sc_tenant_new ("https://a.example", "abc123", "standard");
  g_autoptr (ScTenant) abc_admin = sc_tenant_new ("https://a.example", "abc123", "admin");
  g_autoptr (ScTenant) unknown = sc_tenant_new ("https://a.example", NULL, NULL);
  g_autoptr (ScTenant) xyz = sc_tenant_new ("https://a.example", "xyz789", "standard");
  g_autoptr (ScTenant) elsewhere = sc_tenant_new ("https://b.example", "abc123", "standard");

  g_assert_true (sc_tenant_matches (abc, abc_admin));
  g_assert_true (sc_tenant_matches (abc, unknown));
  g_assert_true (sc_tenant_matches (unknown, abc));
  g_assert_false (sc_tenant_matches (abc, xyz));
  g_assert_false (sc_tenant_matches (abc, elsewhere));
  g_assert_false (sc_tenant_matches (elsewhere, unknown));
  g_assert_false (sc_tenant_matches (abc, NULL));
  g_assert_false (sc_tenant_matches (NULL, NULL));
  g_assert_cmpstr (sc_tenant_get_id (abc), ==, "abc123");
  g_assert_cmpstr (sc_tenant_get_role (abc), ==, "standard");
  g_assert_null (sc_tenant_get_role (unknown));
}

static ScAccessPoint *
make_access_point (const char *name, const char *bssid, guint strength)
{
  g_autoptr (GBytes) ssid = g_bytes_new (name, strlen (name));

  return sc_access_point_new (ssid, bssid, strength, TRUE, TRUE);
}

static void
test_access_points_are_equal_by_radio_and_name (void)
{
  g_autoptr (ScAccessPoint) one = make_access_point ("SMS1", "AA:BB:CC:00:11:22", 70);
  g_autoptr (ScAccessPoint) weaker = make_access_point ("SMS1", "aa:bb:cc:00:11:22", 20);
  g_autoptr (ScAccessPoint) twin = make_access_point ("SMS1", "AA:BB:CC:00:11:23", 70);
  g_autoptr (ScAccessPoint) renamed = make_access_point ("SMS2", "AA:BB:CC:00:11:22", 70);
  g_autoptr (ScAccessPoint) nowhere = make_access_point ("SMS1", NULL, 170);

  g_assert_true (sc_access_point_equal (one, weaker));
  g_assert_false (sc_access_point_equal (one, twin));
  g_assert_false (sc_access_point_equal (one, renamed));
  g_assert_false (sc_access_point_equal (one, nowhere));
  g_assert_true (sc_access_point_equal (nowhere, nowhere));
  g_assert_cmpuint (sc_access_point_get_strength (weaker), ==, 20);
  g_assert_cmpuint (sc_access_point_get_strength (nowhere), ==, 100);
  g_assert_true (sc_access_point_is_open (one));
  g_assert_true (sc_access_point_is_sensor (one));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-network/keeps-name-and-key", test_site_network_keeps_name_and_key);
  g_test_add_func ("/site-network/open-keeps-no-key", test_open_site_network_keeps_no_key);
  g_test_add_func ("/site-network/refuses-bad-input", test_site_network_refuses_bad_input);
  g_test_add_func ("/text/to-display", test_text_to_display);
  g_test_add_func ("/account/normalises-only-the-endpoint",
                   test_account_normalises_only_the_endpoint);
  g_test_add_func ("/account/refuses-bad-input", test_account_refuses_bad_input);
  g_test_add_func ("/tenant/matches", test_tenants_match_by_endpoint_and_known_id);
  g_test_add_func ("/access-point/equal", test_access_points_are_equal_by_radio_and_name);
  return g_test_run ();
}
