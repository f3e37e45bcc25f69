/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Joining and leaving through NetworkManager, when all goes as it should. */

#include "sc-nm-bed.h"

#define SENSOR "02:00:00:00:00:02"
#define SECONDS(n) ((n)*G_USEC_PER_SEC)

static void
leave (ScNmBed *f, ScLease *lease)
{
  g_autoptr (GError) error = NULL;

  sc_nm_bed_release (f, lease);
  sc_nm_bed_finish_release (f, lease, SECONDS (30), &error);
  g_assert_no_error (error);
}

static GVariant *
sent (ScNmBed *f, const char *setting, const char *key)
{
  g_autoptr (GVariant) all =
      g_variant_lookup_value (sc_fake_nm_get_last_profile (f->nm), setting, NULL);

  g_assert_nonnull (all);
  return g_variant_lookup_value (all, key, NULL);
}

static void
test_abilities (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (sc_link_get_abilities (f->link), ==,
                   SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR | SC_LINK_CAN_TRY);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0");
}

static void
test_join_and_leave (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  g_assert_cmpstr (sc_lease_get_base_uri (lease), ==, "http://10.123.45.1");
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "wlan0");
  g_assert_cmpstr (sc_access_point_get_bssid (sc_lease_get_access_point (lease)), ==, SENSOR);
  g_assert_true (sc_lease_is_alive (lease));
  g_assert_cmpstr (sc_fake_nm_get_ssid (f->nm, "wlan0"), ==, SC_NM_BED_SENSOR);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 2);

  leave (f, lease);
  g_assert_cmpstr (sc_fake_nm_get_ssid (f->nm, "wlan0"), ==, "office");
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1); /* ours is gone */
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "ActivateConnection"), ==, 1);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "DeactivateConnection"), ==, 0);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "autoconnect"), ==, 0); /* we were faster */
  g_assert_cmpuint (f->n_lost, ==, 0); /* leaving is not losing */
}

static void
test_profile_is_harmless (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);
  static const struct
  {
    const char *setting;
    const char *key;
    const char *value;
  } wanted[] = {
    { "connection", "autoconnect", "false" },
    { "connection", "mdns", "0" },
    { "connection", "llmnr", "0" },
    { "connection", "auth-retries", "1" },
    { "connection", "interface-name", "'wlan0'" },
    { "ipv4", "never-default", "true" },
    { "ipv4", "ignore-auto-dns", "true" },
    { "ipv4", "ignore-auto-routes", "true" },
    { "ipv4", "may-fail", "false" },
    { "ipv4", "dhcp-timeout", "15" },
    { "ipv4", "dhcp-send-hostname", "false" },
    { "ipv6", "method", "'disabled'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GVariant) value = sent (f, wanted[i].setting, wanted[i].key);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_assert_cmpstr (text, ==, wanted[i].value);
    }
  g_assert_null (sent (f, "802-11-wireless", "bssid")); /* only one bears this name */
}

static void
test_release_is_idempotent (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  leave (f, lease);
  leave (f, lease);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "ActivateConnection"), ==, 1);
  g_assert_false (sc_lease_is_alive (lease));
}

static void
test_dropping_the_lease_releases (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (sc_nm_bed_join (f));
  sc_nm_bed_until (f, sc_fake_nm_is_connected (f->nm, "home"), SECONDS (10));
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1);
}

static void
test_what_is_displaced_is_told_before (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_nm_bed_start_join (f, SENSOR);
  g_assert_cmpstr (f->displaced, ==, "home"); /* before NetworkManager heard of anything */
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 0);
  sc_nm_bed_wait (f, SECONDS (30));
  lease = sc_link_join_finish (f->link, f->result, NULL);
  g_clear_object (&f->result);
  g_assert_nonnull (lease);
}

static void
test_no_network_before (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_set_on_air (f->nm, f->office, FALSE);
  sc_fake_ap_forget (f->nm, f->office);
  sc_nm_bed_settle (f);
  g_object_unref (f->link);
  f->link = sc_nm_bed_new_link (f);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  lease = sc_nm_bed_join (f);
  leave (f, lease);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "DeactivateConnection"), ==, 1);
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1);
  g_assert_null (sc_fake_nm_get_ssid (f->nm, "wlan0"));
}

static void
test_home_is_not_in_the_list_at_return (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  sc_fake_ap_forget (f->nm, f->office);
  leave (f, lease);
  g_assert_cmpstr (sc_fake_nm_get_last_probe (f->nm), ==, "office"); /* called by its name */
  g_assert_cmpstr (sc_fake_nm_get_ssid (f->nm, "wlan0"), ==, "office");
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1);
}

static void
test_home_does_not_come_back (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);
  g_autoptr (GError) error = NULL;

  sc_fake_ap_set_on_air (f->nm, f->office, FALSE);
  sc_fake_ap_forget (f->nm, f->office);
  sc_nm_bed_release (f, lease);
  g_assert_false (sc_nm_bed_finish_release (f, lease, SECONDS (61), &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_UPLINK_NONE);
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1); /* the sensor's network was left */
  g_assert_null (sc_fake_nm_get_ssid (f->nm, "wlan0"));

  sc_fake_ap_set_on_air (f->nm, f->office, TRUE);
  sc_link_regain_uplink (f->link);
  sc_nm_bed_until (f, sc_link_get_uplink (f->link) == SC_UPLINK_READY, SECONDS (30));
}

static void
test_home_that_does_not_connect_by_itself (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_ap (f->nm, "guests", "02:00:00:00:00:09", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_add_profile (f->nm, "by-choice", "guests", NULL, FALSE);
  sc_fake_nm_connect (f->nm, "wlan0", "by-choice");
  sc_nm_bed_settle (f);
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (f->displaced, ==, "by-choice");
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "by-choice"));
}

/* As the next start does, after a kill. */
static void
test_home_of_an_earlier_run (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  sc_fake_nm_add_ap (f->nm, "guests", "02:00:00:00:00:09", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_add_profile (f->nm, "by-choice", "guests", NULL, FALSE);
  sc_nm_bed_settle (f);
  g_assert_cmpint (sc_link_get_home (f->link, "home"), ==, SC_HOME_THERE);
  g_assert_cmpint (sc_link_get_home (f->link, "by-choice"), ==, SC_HOME_AWAY);

  f->n_changed = 0;
  sc_nm_bed_go_home (f, "by-choice"); /* though the adapter is on another network */
  g_assert_cmpint (sc_link_get_home (f->link, "by-choice"), ==, SC_HOME_COMING);
  g_assert_true (sc_nm_bed_finish_going_home (f, SECONDS (30), &error));
  g_assert_no_error (error);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "by-choice"));
  g_assert_cmpint (sc_link_get_home (f->link, "by-choice"), ==, SC_HOME_THERE);
  g_assert_cmpuint (f->n_changed, >, 0);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "DeactivateConnection"), ==, 0);
}

static void
test_home_of_an_earlier_run_is_gone (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  sc_nm_bed_go_home (f, "deleted-since");
  g_assert_false (sc_nm_bed_finish_going_home (f, SECONDS (30), &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_UPLINK_NONE);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home")); /* nothing was switched for nothing */
  g_clear_error (&error);

  sc_fake_nm_set_radio (f->nm, FALSE, TRUE);
  sc_nm_bed_settle (f);
  sc_nm_bed_go_home (f, "home");
  g_assert_false (sc_nm_bed_finish_going_home (f, SECONDS (30), &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_LINK_RADIO_OFF);
}

static void
test_vpn_is_restored (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_profile (f->nm, "vpn", NULL, NULL, FALSE);
  sc_fake_nm_connect_vpn (f->nm, "vpn", "home");
  sc_nm_bed_settle (f);
  lease = sc_nm_bed_join (f);
  g_assert_false (sc_fake_nm_is_connected (f->nm, "vpn"));
  leave (f, lease);
  sc_nm_bed_until (f, sc_fake_nm_is_connected (f->nm, "vpn"), SECONDS (5));
}

static void
test_home_is_kept_fresh (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  sc_nm_bed_pass (f, SECONDS (90));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 0); /* a scan disturbs what is read */
  sc_nm_bed_pass (f, SECONDS (300));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 3); /* but 250 s is what the list lasts */
  g_assert_cmpstr (sc_fake_nm_get_last_probe (f->nm), ==, "office");
  g_assert_true (sc_lease_is_alive (lease));
}

static void
test_cable_stays_the_uplink (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_cable (f->nm);
  sc_nm_bed_settle (f);
  f->n_changed = 0;
  lease = sc_nm_bed_join (f);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  g_assert_cmpuint (f->n_changed, ==, 0); /* at no time was it anything else */
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "cable"));
}

static void
assert_adapter (const ScAdapter *adapter, const char *interface, gboolean is_usb,
                gboolean is_uplink)
{
  g_assert_cmpstr (adapter->interface, ==, interface);
  g_assert_cmpint (adapter->is_usb, ==, is_usb);
  g_assert_cmpint (adapter->is_uplink, ==, is_uplink);
}

/* Plugged in while the program runs, chosen, pulled out, and in again. */
static void
test_chosen_adapter_comes_and_goes (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_link_set_adapter (f->link, "wlx02"); /* as remembered; it is not there */
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0");
  f->n_changed = 0;
  sc_fake_nm_add_adapter (f->nm, "wlx02");
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlx02");
  g_assert_cmpuint (f->n_changed, >, 0);
  sc_fake_nm_remove_adapter (f->nm, "wlx02");
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0");
  sc_fake_nm_add_adapter (f->nm, "wlx02");
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "wlx02");
  g_assert_null (f->displaced); /* that adapter was on no network */
  sc_link_set_adapter (f->link, "wlan0");
  sc_nm_bed_settle (f);
  g_assert_true (sc_lease_is_alive (lease)); /* not in the middle of a visit */
  leave (f, lease);
}

/* With nothing chosen, the adapter that is free is used, whenever it comes: but one that is as good
 * as the present one changes nothing. */
static void
test_free_adapter_is_plugged_in (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0");
  lease = sc_nm_bed_join (f);
  sc_fake_nm_add_adapter (f->nm, "wlx02");
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0"); /* not in the middle of a visit */
  leave (f, lease);
  sc_nm_bed_pass (f, SECONDS (1));
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlx02");

  sc_fake_nm_add_adapter (f->nm, "wla03"); /* as free, and first by name */
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlx02");
  sc_fake_nm_set_managed (f->nm, "wlx02", FALSE);
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wla03");
}

static void
test_second_adapter_is_preferred (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  g_autoptr (GPtrArray) adapters = NULL;

  sc_fake_nm_add_adapter (f->nm, "wlx02");
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  g_object_unref (f->link);
  f->link = sc_nm_bed_new_link (f);
  adapters = sc_link_list_adapters (f->link);
  g_assert_cmpuint (adapters->len, ==, 2);
  assert_adapter (g_ptr_array_index (adapters, 0), "wlan0", FALSE, TRUE);
  assert_adapter (g_ptr_array_index (adapters, 1), "wlx02", TRUE, FALSE);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlx02");
  sc_nm_bed_settle (f);
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "wlx02");
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home")); /* undisturbed */
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  leave (f, lease);
  sc_link_set_adapter (f->link, "wlan0");
  sc_nm_bed_settle (f);
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0");
}

static void
test_protected_network (ScNmBed *f, gconstpointer security)
{
  g_autoptr (ScSecret) key = sc_secret_new ("sensor key", -1);
  g_autoptr (ScLease) lease = NULL;
  g_autoptr (GVariant) management = NULL;
  static const char *const managements[] = {
    [SC_FAKE_WPA2] = "wpa-psk", [SC_FAKE_TRANSITION] = "wpa-psk", [SC_FAKE_WPA3] = "sae"
  };

  sc_fake_nm_add_ap (f->nm, "SMSlocked", "02:00:00:00:00:05", GPOINTER_TO_INT (security),
                     "sensor key");
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  sc_nm_bed_fail_join (f, "02:00:00:00:00:05", SC_ERROR_LINK_KEY_NEEDED);
  sc_link_set_key (f->link, key);
  sc_nm_bed_start_join (f, "02:00:00:00:00:05");
  sc_nm_bed_wait (f, SECONDS (30));
  lease = sc_link_join_finish (f->link, f->result, NULL);
  g_clear_object (&f->result);
  g_assert_nonnull (lease);
  management = sent (f, "802-11-wireless-security", "key-mgmt");
  g_assert_cmpstr (g_variant_get_string (management, NULL), ==,
                   managements[GPOINTER_TO_INT (security)]);
}

/* The list */

static char *
describe_list (ScNmBed *f)
{
  GListModel *list = sc_link_get_access_points (f->link);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s%s %u", i > 0 ? ", " : "",
                              sc_access_point_get_bssid (one) + 15,
                              sc_access_point_get_strength (one));
    }
  return g_string_free (text, FALSE);
}

#define assert_list(f, wanted)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *now = describe_list (f);                                                      \
    g_assert_cmpstr (now, ==, wanted);                                                             \
  }                                                                                                \
  G_STMT_END

static void
rescan (ScNmBed *f)
{
  sc_link_rescan (f->link);
  sc_nm_bed_pass (f, SECONDS (12));
}

static void
test_list_keeps_its_order (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccessPoint) before = sc_nm_bed_find (f, SENSOR);
  g_autoptr (ScAccessPoint) after = NULL;

  assert_list (f, "01 60, 02 60");
  sc_fake_nm_add_ap (f->nm, "SMSother", "02:00:00:00:00:00", SC_FAKE_OPEN, NULL);
  sc_fake_ap_set_strength (f->office, 90);
  sc_fake_ap_set_strength (f->sensor, 62);
  rescan (f);
  assert_list (f, "01 90, 02 60, 00 60"); /* new ones last; flicker is not shown */
  after = sc_nm_bed_find (f, SENSOR);
  g_assert_true (before == after);
  sc_fake_ap_set_on_air (f->nm, f->office, FALSE);
  rescan (f);
  assert_list (f, "01 90, 02 60, 00 60"); /* one missed scan is normal */
  rescan (f);
  assert_list (f, "02 60, 00 60");
  sc_fake_ap_set_on_air (f->nm, f->office, TRUE);
  rescan (f);
  assert_list (f, "02 60, 00 60, 01 90");
}

static void
test_list_survives_new_paths (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_rename_path (f->nm, f->sensor);
  sc_nm_bed_settle (f);
  assert_list (f, "01 60, 02 60");
  lease = sc_nm_bed_join (f);
}

static void
test_same_name_twice (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  g_autoptr (GVariant) bssid = NULL;

  sc_fake_nm_add_ap (f->nm, SC_NM_BED_SENSOR, "02:00:00:00:00:03", SC_FAKE_OPEN, NULL);
  rescan (f);
  assert_list (f, "01 60, 02 60, 03 60");
  lease = sc_nm_bed_join (f);
  bssid = sent (f, "802-11-wireless", "bssid"); /* the one that was chosen */
  g_assert_nonnull (bssid);
  g_assert_cmpuint (((const guint8 *)g_variant_get_data (bssid))[5], ==, 2);
}

static void
test_hidden_and_secured (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const ScApSecurity wanted[] = {
    [SC_FAKE_OPEN] = SC_AP_SECURITY_OPEN,
    [SC_FAKE_WEP] = SC_AP_SECURITY_WEP,
    [SC_FAKE_WPA2] = SC_AP_SECURITY_WPA,
    [SC_FAKE_TRANSITION] = SC_AP_SECURITY_TRANSITION,
    [SC_FAKE_WPA3] = SC_AP_SECURITY_WPA3,
    [SC_FAKE_OWE] = SC_AP_SECURITY_OWE,
    [SC_FAKE_ENTERPRISE] = SC_AP_SECURITY_ENTERPRISE,
  };
  g_autoptr (ScAccessPoint) hidden = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *bssid = g_strdup_printf ("02:00:00:00:01:%02x", i);

      sc_fake_nm_add_ap (f->nm, "some", bssid, i, NULL);
    }
  sc_fake_ap_set_hidden (
      sc_fake_nm_add_ap (f->nm, "SMShidden", "02:00:00:00:02:00", SC_FAKE_OPEN, NULL));
  rescan (f);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *bssid = g_strdup_printf ("02:00:00:00:01:%02x", i);
      g_autoptr (ScAccessPoint) one = sc_nm_bed_find (f, bssid);

      g_assert_cmpint (sc_access_point_get_security (one), ==, wanted[i]);
      g_assert_cmpuint (sc_access_point_get_frequency (one), ==, 2437);
      g_assert_false (sc_access_point_is_sensor (one));
    }
  hidden = sc_nm_bed_find (f, "02:00:00:00:02:00");
  g_assert_cmpuint (g_bytes_get_size (sc_access_point_get_ssid (hidden)), ==, 0);
  g_assert_false (sc_access_point_is_sensor (hidden));
}

/* Presence */

static ScPresence
presence (ScNmBed *f)
{
  g_autoptr (GBytes) ssid = g_bytes_new_static (SC_NM_BED_SENSOR, strlen (SC_NM_BED_SENSOR));

  return sc_link_get_presence (f->link, ssid);
}

static void
test_gone_and_seen_again (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  gint64 back_us;

  g_assert_cmpint (presence (f), ==, SC_PRESENCE_THERE);
  lease = sc_nm_bed_join (f);
  sc_nm_bed_release (f, lease);
  sc_fake_ap_set_on_air (f->nm, f->sensor, FALSE);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (30), NULL));
  g_assert_cmpint (presence (f), ==, SC_PRESENCE_UNKNOWN); /* the list says what was, not what is */
  sc_nm_bed_pass (f, SECONDS (5));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 0); /* time for what is urgent */
  sc_nm_bed_until (f, presence (f) == SC_PRESENCE_GONE, SECONDS (45));
  sc_nm_bed_pass (f, SECONDS (120));
  g_assert_cmpint (presence (f), ==, SC_PRESENCE_GONE);
  g_assert_cmpstr (sc_fake_nm_get_last_probe (f->nm), ==, SC_NM_BED_SENSOR);

  sc_fake_ap_set_on_air (f->nm, f->sensor, TRUE);
  back_us = sc_clock_now_us (SC_CLOCK (f->clock));
  f->n_changed = 0;
  sc_nm_bed_until (f, presence (f) == SC_PRESENCE_SEEN_AGAIN, SECONDS (20));
  g_assert_cmpuint (f->n_changed, >, 0);
  g_test_message ("seen again after %.1f s",
                  (sc_clock_now_us (SC_CLOCK (f->clock)) - back_us) / 1e6);
  sc_nm_bed_pass (f, SECONDS (60)); /* all is known: it is quiet again */
  back_us = sc_fake_nm_count_scans (f->nm);
  sc_nm_bed_pass (f, SECONDS (60));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, back_us);
}

/* A sensor whose password is refused may be back before a second scan could miss it. */
static void
test_back_after_one_scan (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);
  guint n_scans;

  sc_nm_bed_release (f, lease);
  sc_fake_ap_set_on_air (f->nm, f->sensor, FALSE);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (30), NULL));
  sc_nm_bed_until (f, sc_fake_nm_count_scans (f->nm) == 1, SECONDS (30));
  sc_nm_bed_pass (f, SECONDS (8)); /* what it heard has been told */
  n_scans = sc_fake_nm_count_scans (f->nm);
  g_assert_cmpuint (n_scans, ==, 1);
  g_assert_cmpint (presence (f), ==, SC_PRESENCE_UNKNOWN); /* a scan may miss one */
  sc_fake_ap_set_on_air (f->nm, f->sensor, TRUE);
  sc_nm_bed_until (f, presence (f) == SC_PRESENCE_SEEN_AGAIN, SECONDS (20));
}

/* Somebody else's scan, which ours was served by, has heard it before ours was asked for. */
static void
test_heard_by_another_scan (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  leave (f, lease);
  sc_nm_bed_pass (f, SECONDS (4));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 0);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_ap_set_on_air (f->nm, f->sensor, FALSE);
  sc_nm_bed_until (f, sc_fake_nm_count_scans (f->nm) == 1, SECONDS (5));
  sc_nm_bed_pass (f, SECONDS (8)); /* what it heard has been told */
  sc_fake_ap_set_on_air (f->nm, f->sensor, TRUE);
  sc_nm_bed_until (f, sc_fake_nm_count_scans (f->nm) == 3, SECONDS (60));
  g_assert_cmpint (presence (f), ==, SC_PRESENCE_THERE);
}

/* While a sensor waits for the cloud, nobody takes the radio away; then one looks at once. */
static void
test_quiet_while_urgent (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  sc_link_set_quiet (f->link, TRUE);
  leave (f, lease);
  sc_link_rescan (f->link); /* the next sensor is looked for meanwhile */
  sc_nm_bed_pass (f, SECONDS (90));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 0);
  sc_link_set_quiet (f->link, FALSE);
  sc_nm_bed_pass (f, SECONDS (1));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 1);
  g_assert_cmpstr (sc_fake_nm_get_last_probe (f->nm), ==, SC_NM_BED_SENSOR);
}

static void
test_stays (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  leave (f, lease);
  sc_nm_bed_until (f, presence (f) == SC_PRESENCE_THERE, SECONDS (30));
  for (guint i = 0; i < 60; i++)
    {
      sc_nm_bed_pass (f, SECONDS (2));
      g_assert_cmpint (presence (f), ==, SC_PRESENCE_THERE);
    }
}

static void
test_no_scan_before_the_uplink_is_up (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);
  g_autoptr (GError) error = NULL;

  sc_fake_nm_hang_next (f->nm); /* the return takes its time */
  sc_nm_bed_release (f, lease);
  sc_nm_bed_pass (f, SECONDS (50));
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 0);
  g_assert_false (sc_nm_bed_finish_release (f, lease, SECONDS (30), &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_UPLINK_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test, data)                                                                      \
  g_test_add ("/nm-link/" path, ScNmBed, data, sc_nm_bed_set_up_link, test, sc_nm_bed_tear_down)
  ADD ("abilities", test_abilities, NULL);
  ADD ("join-and-leave", test_join_and_leave, NULL);
  ADD ("profile-is-harmless", test_profile_is_harmless, NULL);
  ADD ("release-is-idempotent", test_release_is_idempotent, NULL);
  ADD ("dropping-the-lease-releases", test_dropping_the_lease_releases, NULL);
  ADD ("displaced-is-told-before", test_what_is_displaced_is_told_before, NULL);
  ADD ("home/none", test_no_network_before, NULL);
  ADD ("home/not-in-the-list", test_home_is_not_in_the_list_at_return, NULL);
  ADD ("home/does-not-come-back", test_home_does_not_come_back, NULL);
  ADD ("home/does-not-connect-by-itself", test_home_that_does_not_connect_by_itself, NULL);
  ADD ("home/of-an-earlier-run", test_home_of_an_earlier_run, NULL);
  ADD ("home/of-an-earlier-run-is-gone", test_home_of_an_earlier_run_is_gone, NULL);
  ADD ("home/vpn", test_vpn_is_restored, NULL);
  ADD ("home/is-kept-fresh", test_home_is_kept_fresh, NULL);
  ADD ("uplink/cable", test_cable_stays_the_uplink, NULL);
  ADD ("adapter/comes-and-goes", test_chosen_adapter_comes_and_goes, NULL);
  ADD ("adapter/free-one-is-plugged-in", test_free_adapter_is_plugged_in, NULL);
  ADD ("uplink/second-adapter", test_second_adapter_is_preferred, NULL);
  ADD ("protected/wpa2", test_protected_network, GINT_TO_POINTER (SC_FAKE_WPA2));
  ADD ("protected/transition", test_protected_network, GINT_TO_POINTER (SC_FAKE_TRANSITION));
  ADD ("protected/wpa3", test_protected_network, GINT_TO_POINTER (SC_FAKE_WPA3));
  ADD ("list/keeps-its-order", test_list_keeps_its_order, NULL);
  ADD ("list/survives-new-paths", test_list_survives_new_paths, NULL);
  ADD ("list/same-name-twice", test_same_name_twice, NULL);
  ADD ("list/hidden-and-secured", test_hidden_and_secured, NULL);
  ADD ("presence/gone-and-seen-again", test_gone_and_seen_again, NULL);
  ADD ("presence/back-after-one-scan", test_back_after_one_scan, NULL);
  ADD ("presence/heard-by-another-scan", test_heard_by_another_scan, NULL);
  ADD ("presence/quiet-while-urgent", test_quiet_while_urgent, NULL);
  ADD ("presence/stays", test_stays, NULL);
  ADD ("presence/no-scan-before-uplink", test_no_scan_before_the_uplink_is_up, NULL);
#undef ADD
  return g_test_run ();
}
