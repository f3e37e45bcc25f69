/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trying a site network through NetworkManager: by exactly what a sensor would be told. */

#include "sc-nm-bed.h"

#define SITE "02:00:00:00:00:08"
#define SECONDS(n) ((n)*G_USEC_PER_SEC)

static void
on_done (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  ((ScNmBed *)data)->result = g_object_ref (result);
}

static ScFakeAp *
add_site (ScNmBed *f, ScFakeSecurity security, const char *key)
{
  ScFakeAp *site = sc_fake_nm_add_ap (f->nm, "Hall 1", SITE, security, key);

  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  return site;
}

static void
start (ScNmBed *f, const char *ssid, ScSecurity security, const char *key)
{
  g_autoptr (GBytes) name = g_bytes_new (ssid, strlen (ssid));
  g_autoptr (ScSecret) secret = key != NULL ? sc_secret_new (key, -1) : NULL;
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (name, security, secret, NULL);

  g_assert_nonnull (network);
  sc_link_try_async (f->link, network, f->cancellable, on_done, f);
}

static ScLease *
succeed (ScNmBed *f, const char *ssid, ScSecurity security, const char *key)
{
  g_autoptr (GError) error = NULL;
  ScLease *lease;

  start (f, ssid, security, key);
  sc_nm_bed_wait (f, SECONDS (90));
  lease = sc_link_try_finish (f->link, f->result, &error);
  g_assert_no_error (error);
  g_clear_object (&f->result);
  return lease;
}

static void
assert_home (ScNmBed *f)
{
  sc_nm_bed_until (f, sc_fake_nm_is_connected (f->nm, "home"), SECONDS (30));
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1);
  sc_nm_bed_until (f, sc_link_get_uplink (f->link) == SC_UPLINK_READY, SECONDS (2));
}

static void
fail (ScNmBed *f, ScSecurity security, const char *key, ScError code)
{
  g_autoptr (GError) error = NULL;

  start (f, "Hall 1", security, key);
  sc_nm_bed_wait (f, SECONDS (90));
  g_assert_null (sc_link_try_finish (f->link, f->result, &error));
  g_assert_error (error, SC_ERROR, (int)code);
  g_clear_object (&f->result);
  assert_home (f);
}

static void
release (ScNmBed *f, ScLease *lease)
{
  g_autoptr (GError) error = NULL;

  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (60), &error));
  g_assert_no_error (error);
  assert_home (f);
}

static char *
get (ScNmBed *f, const char *setting, const char *key)
{
  g_autoptr (GVariant) all =
      g_variant_lookup_value (sc_fake_nm_get_last_profile (f->nm), setting, NULL);
  g_autoptr (GVariant) value = all != NULL ? g_variant_lookup_value (all, key, NULL) : NULL;

  return value != NULL ? g_variant_print (value, FALSE) : NULL;
}

#define assert_is(f, setting, key, wanted)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = get (f, setting, key);                                                 \
    g_assert_cmpstr (text, ==, wanted);                                                            \
  }                                                                                                \
  G_STMT_END

static void
test_works (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  add_site (f, SC_FAKE_WPA2, "right key");
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA, "right key");
  g_assert_cmpstr (sc_fake_nm_get_ssid (f->nm, "wlan0"), ==, "Hall 1");
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "wlan0");
  g_assert_null (sc_lease_get_base_uri (lease));
  g_assert_null (sc_lease_get_access_point (lease));
  /* it leads somewhere, but it is not this laptop's way */
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  g_assert_cmpstr (sc_fake_nm_get_default (f->nm), ==, "wlan0");
  g_assert_cmpstr (f->displaced, ==, "home");
  release (f, lease);
}

static void
test_profile (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  add_site (f, SC_FAKE_TRANSITION, "right key");
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA, "right key");
  assert_is (f, "802-11-wireless", "band", "'bg'");
  assert_is (f, "802-11-wireless", "hidden", "true");
  assert_is (f, "802-11-wireless", "bssid", NULL);
  assert_is (f, "802-11-wireless-security", "key-mgmt", "'wpa-psk'");
  assert_is (f, "802-11-wireless-security", "pmf", "1"); /* WPA2, as the sensor is told */
  assert_is (f, "connection", "autoconnect", "false");
  assert_is (f, "ipv4", "never-default", NULL);
  assert_is (f, "ipv4", "route-metric", "30000");
  assert_is (f, "ipv4", "dns-priority", "1000");
  assert_is (f, "ipv4", "dhcp-send-hostname", "false");
  assert_is (f, "ipv6", "method", "'disabled'");
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 2); /* the second is volatile, bound */
  release (f, lease);
}

static void
test_wpa3 (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  add_site (f, SC_FAKE_WPA3, "right key");
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA3, "right key");
  assert_is (f, "802-11-wireless-security", "key-mgmt", "'sae'");
  assert_is (f, "802-11-wireless-security", "pmf", NULL);
  release (f, lease);
}

static void
test_refused (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  add_site (f, SC_FAKE_WPA2, "right key");
  fail (f, SC_SECURITY_WPA, "wrong key", SC_ERROR_LINK_KEY_REFUSED);
}

/* What NetworkManager calls "not found" may be a wrong key: the network was heard before. */
static void
test_wpa3_is_never_just_not_found (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  add_site (f, SC_FAKE_WPA3, "right key");
  sc_fake_nm_fail_next (f->nm, 50, 53, 3);
  fail (f, SC_SECURITY_WPA3, "wrong key", SC_ERROR_LINK_TIMEOUT);
}

static void
test_not_heard (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  fail (f, SC_SECURITY_WPA, "right key", SC_ERROR_LINK_NOT_FOUND);
  g_assert_cmpstr (sc_fake_nm_get_last_probe (f->nm), ==, "Hall 1");
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 0);
}

/* That it works there proves nothing for a sensor. */
static void
test_only_on_5_ghz (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScFakeAp *site = sc_fake_nm_add_ap (f->nm, "Hall 1", SITE, SC_FAKE_WPA2, "right key");

  sc_fake_ap_set_frequency (site, 5180);
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  fail (f, SC_SECURITY_WPA, "right key", SC_ERROR_LINK_NOT_FOUND);
}

static void
test_on_both_bands (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScFakeAp *fast =
      sc_fake_nm_add_ap (f->nm, "Hall 1", "02:00:00:00:00:07", SC_FAKE_WPA2, "right key");
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_set_frequency (fast, 5180);
  add_site (f, SC_FAKE_WPA2, "right key");
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA, "right key"); /* the fake checks the band */
  release (f, lease);
}

static void
test_hidden (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_set_hidden (sc_fake_nm_add_ap (f->nm, "Hall 1", SITE, SC_FAKE_WPA2, "right key"));
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA, "right key");
  release (f, lease);
}

static void
test_no_address (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_ap_lack_addresses (add_site (f, SC_FAKE_WPA2, "right key"), 5);
  fail (f, SC_SECURITY_WPA, "right key", SC_ERROR_LINK_NO_ADDRESS);
}

static void
test_other_security (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    ScFakeSecurity really;
    ScSecurity entered;
  } cases[] = { { SC_FAKE_WPA3, SC_SECURITY_WPA },
                { SC_FAKE_WPA2, SC_SECURITY_WPA3 },
                { SC_FAKE_WPA2, SC_SECURITY_OPEN },
                { SC_FAKE_OPEN, SC_SECURITY_WPA },
                { SC_FAKE_ENTERPRISE, SC_SECURITY_WPA } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ScFakeAp *site = add_site (f, cases[i].really, "right key");

      fail (f, cases[i].entered, cases[i].entered == SC_SECURITY_OPEN ? NULL : "right key",
            SC_ERROR_LINK_OTHER_SECURITY);
      sc_fake_ap_set_on_air (f->nm, site, FALSE);
      sc_fake_ap_forget (f->nm, site);
      sc_nm_bed_settle (f);
    }
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 0);
}

static void
test_wep_is_not_tried (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  add_site (f, SC_FAKE_WEP, "abcde");
  fail (f, SC_SECURITY_WEP, "abcde", SC_ERROR_LINK_UNSUPPORTED);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 0);
}

/* What this laptop knows of the network otherwise does not help the password that was entered. */
static void
test_on_that_network_already (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = NULL;

  start (f, "office", SC_SECURITY_WPA, "not the key");
  sc_nm_bed_wait (f, SECONDS (90));
  g_assert_null (sc_link_try_finish (f->link, f->result, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_LINK_KEY_REFUSED);
  g_clear_object (&f->result);
  assert_home (f);
  lease = succeed (f, "office", SC_SECURITY_WPA, "office key");
  g_assert_false (sc_fake_nm_is_connected (f->nm, "home"));
  release (f, lease);
}

static void
test_cancelled (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add_site (f, SC_FAKE_WPA2, "right key");
  start (f, "Hall 1", SC_SECURITY_WPA, "right key");
  sc_nm_bed_pass (f, SECONDS (1));
  g_cancellable_cancel (f->cancellable);
  sc_nm_bed_wait (f, SECONDS (5));
  g_assert_null (sc_link_try_finish (f->link, f->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&f->result);
  assert_home (f);
}

static void
test_dropped (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScLease *lease;

  add_site (f, SC_FAKE_WPA2, "right key");
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA, "right key");
  g_object_unref (lease);
  assert_home (f);
}

/* With a cable, the default route stays where it is: while trying, while visiting, on the ways. */
static void
test_default_route_stays (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  g_autoptr (ScLease) visit = NULL;
  guint before;

  sc_fake_nm_add_cable (f->nm);
  add_site (f, SC_FAKE_WPA2, "right key");
  before = sc_fake_nm_count_default_changes (f->nm);
  g_assert_cmpstr (sc_fake_nm_get_default (f->nm), ==, "lan0");
  lease = succeed (f, "Hall 1", SC_SECURITY_WPA, "right key");
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (60), NULL));
  visit = sc_nm_bed_join (f);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  sc_nm_bed_release (f, visit);
  g_assert_true (sc_nm_bed_finish_release (f, visit, SECONDS (60), NULL));
  sc_nm_bed_pass (f, SECONDS (60));
  g_assert_cmpuint (sc_fake_nm_count_default_changes (f->nm), ==, before);
  g_assert_cmpstr (sc_fake_nm_get_default (f->nm), ==, "lan0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/nm-try/" name, ScNmBed, NULL, sc_nm_bed_set_up_link, func, sc_nm_bed_tear_down)
  ADD ("works", test_works);
  ADD ("profile", test_profile);
  ADD ("wpa3", test_wpa3);
  ADD ("refused", test_refused);
  ADD ("wpa3-is-never-just-not-found", test_wpa3_is_never_just_not_found);
  ADD ("not-heard", test_not_heard);
  ADD ("only-on-5-ghz", test_only_on_5_ghz);
  ADD ("on-both-bands", test_on_both_bands);
  ADD ("hidden", test_hidden);
  ADD ("no-address", test_no_address);
  ADD ("other-security", test_other_security);
  ADD ("wep-is-not-tried", test_wep_is_not_tried);
  ADD ("on-that-network-already", test_on_that_network_already);
  ADD ("cancelled", test_cancelled);
  ADD ("dropped", test_dropped);
  ADD ("default-route-stays", test_default_route_stays);
#undef ADD
  return g_test_run ();
}
