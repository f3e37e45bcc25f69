/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What has to be there before a sensor can be joined through NetworkManager: a radio that is on, an
 * adapter, the right to use it, and NetworkManager itself. */

#include "sc-nm-bed.h"

#define SENSOR "02:00:00:00:00:02"
#define SECONDS(n) ((n)*G_USEC_PER_SEC)

static void
test_radio_off (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_nm_set_radio (f->nm, FALSE, TRUE);
  sc_nm_bed_settle (f);
  sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_RADIO_OFF);
  sc_fake_nm_set_radio (f->nm, FALSE, FALSE);
  sc_nm_bed_settle (f);
  sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_RADIO_BLOCKED);
}

/* NetworkManager's number says only that the adapter went away. */
static void
test_while_joining (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const ScError codes[] = { SC_ERROR_LINK_RADIO_OFF, SC_ERROR_LINK_RADIO_BLOCKED,
                                   SC_ERROR_LINK_FIRMWARE, SC_ERROR_LINK_UNPLUGGED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = NULL;

      sc_nm_bed_start_join (f, SENSOR);
      sc_nm_bed_pass (f, SECONDS (1));
      if (i < 2)
        sc_fake_nm_set_radio (f->nm, FALSE, i == 0);
      else if (i == 2)
        sc_fake_nm_lack_firmware (f->nm, "wlan0");
      else
        sc_fake_nm_remove_adapter (f->nm, "wlan0");
      sc_nm_bed_wait (f, SECONDS (5));
      g_assert_null (sc_link_join_finish (f->link, f->result, &error));
      g_clear_object (&f->result);
      g_assert_error (error, SC_ERROR, (int)codes[i]);
      sc_nm_bed_pass (f, SECONDS (3));
      if (i == 2)
        {
          sc_fake_nm_remove_adapter (f->nm, "wlan0");
          sc_fake_nm_add_adapter (f->nm, "wlan0");
        }
      if (i < 3)
        {
          sc_fake_nm_set_radio (f->nm, TRUE, TRUE);
          sc_fake_nm_hear_all (f->nm);
          sc_nm_bed_pass (f, SECONDS (5));
        }
    }
}

static void
test_adapter_is_not_managed_any_more (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccessPoint) before = sc_nm_bed_find (f, SENSOR);

  sc_fake_nm_set_managed (f->nm, "wlan0", FALSE);
  sc_nm_bed_settle (f);
  g_assert_error (sc_link_get_trouble (f->link), SC_ERROR, SC_ERROR_LINK_UNMANAGED);
  g_assert_false (sc_link_get_abilities (f->link) & SC_LINK_CAN_SWITCH); /* but by hand */
  sc_nm_bed_fail_join_of (f, before, SC_ERROR_LINK_UNMANAGED);           /* chosen a moment ago */
}

static void
test_right_is_withdrawn (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_nm_set_permission (f->nm, "network-control", "auth");
  sc_nm_bed_settle (f);
  sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_DENIED);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 0);
}

/* Joining by hand until that changes */

static void
assert_trouble (ScNmBed *f, ScError code)
{
  sc_nm_bed_settle (f);
  g_assert_error (sc_link_get_trouble (f->link), SC_ERROR, (int)code);
}

static void
assert_switches (ScNmBed *f, gboolean switches)
{
  sc_nm_bed_settle (f);
  g_assert_cmpint ((sc_link_get_abilities (f->link) & SC_LINK_CAN_SWITCH) != 0, ==, switches);
}

/* It may start after this program, at boot for example. */
static void
test_no_network_manager (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_stop (f->nm);
  f->link = sc_nm_bed_new_link (f);
  assert_trouble (f, SC_ERROR_LINK_MANAGER_GONE);
  assert_switches (f, FALSE);
  g_assert_null (sc_link_get_adapter (f->link));
  sc_nm_bed_pass (f, SECONDS (60));

  sc_fake_nm_start (f->nm);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_connect (f->nm, "wlan0", "home");
  assert_switches (f, TRUE);
  g_assert_null (sc_link_get_trouble (f->link));
  g_assert_cmpstr (sc_link_get_adapter (f->link), ==, "wlan0");
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  lease = sc_nm_bed_join (f);
  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (30), NULL));
  sc_nm_bed_until (f, sc_fake_nm_is_connected (f->nm, "home"), SECONDS (30));
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1);
}

/* A new NetworkManager may have been told other rules. */
static void
test_another_network_manager (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  f->link = sc_nm_bed_new_link (f);
  assert_switches (f, TRUE);
  sc_fake_nm_stop (f->nm);
  assert_trouble (f, SC_ERROR_LINK_MANAGER_GONE);
  sc_fake_nm_set_permission (f->nm, "network-control", "no");
  sc_fake_nm_start (f->nm);
  assert_trouble (f, SC_ERROR_LINK_DENIED);
  assert_switches (f, FALSE);
  sc_fake_nm_stop (f->nm);
  sc_fake_nm_set_permission (f->nm, "network-control", "yes");
  sc_fake_nm_start (f->nm);
  assert_switches (f, TRUE);
}

static void
test_no_right (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const rights[] = { "settings.modify.own", "network-control" };

  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      sc_fake_nm_set_permission (f->nm, rights[i], i == 0 ? "no" : "auth");
      f->link = sc_nm_bed_new_link (f);
      assert_trouble (f, SC_ERROR_LINK_DENIED);
      assert_switches (f, FALSE);
      sc_fake_nm_set_permission (f->nm, rights[i], "yes");
      assert_switches (f, TRUE);
      g_assert_null (sc_link_get_trouble (f->link));
      g_clear_object (&f->link);
    }
}

static void
test_no_adapter (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_set_managed (f->nm, "wlan0", FALSE);
  f->link = sc_nm_bed_new_link (f);
  assert_trouble (f, SC_ERROR_LINK_UNMANAGED);
  assert_switches (f, FALSE);
  sc_fake_nm_set_managed (f->nm, "wlan0", TRUE);
  sc_fake_nm_lack_firmware (f->nm, "wlan0");
  assert_trouble (f, SC_ERROR_LINK_FIRMWARE);
  assert_switches (f, FALSE);
  sc_fake_nm_remove_adapter (f->nm, "wlan0");
  assert_trouble (f, SC_ERROR_LINK_NO_ADAPTER);
  g_assert_null (sc_link_get_adapter (f->link));

  sc_fake_nm_add_adapter (f->nm, "wlx02"); /* plugged in now */
  sc_fake_nm_hear_all (f->nm);
  assert_switches (f, TRUE);
  g_assert_null (sc_link_get_trouble (f->link));
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "wlx02");
}

static void
test_wifi_is_switched_on (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_nm_set_radio (f->nm, FALSE, TRUE);
  f->link = sc_nm_bed_new_link (f);
  assert_trouble (f, SC_ERROR_LINK_RADIO_OFF);
  g_assert_true (sc_link_get_abilities (f->link) & SC_LINK_CAN_POWER_ON);
  sc_link_power_on (f->link);
  assert_switches (f, TRUE);
  g_assert_null (sc_link_get_trouble (f->link));
  g_assert_false (sc_link_get_abilities (f->link) & SC_LINK_CAN_POWER_ON);

  sc_fake_nm_set_permission (f->nm, "enable-disable-wifi", "auth");
  sc_fake_nm_set_radio (f->nm, FALSE, TRUE);
  assert_trouble (f, SC_ERROR_LINK_RADIO_OFF);
  g_assert_false (sc_link_get_abilities (f->link) & SC_LINK_CAN_POWER_ON);
  sc_fake_nm_set_permission (f->nm, "enable-disable-wifi", "yes");
  sc_fake_nm_set_radio (f->nm, FALSE, FALSE);
  assert_trouble (f, SC_ERROR_LINK_RADIO_BLOCKED); /* no program can do anything about that */
  g_assert_false (sc_link_get_abilities (f->link) & SC_LINK_CAN_POWER_ON);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "WirelessEnabled"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test, data)                                                                      \
  g_test_add ("/nm-ready/" path, ScNmBed, data, sc_nm_bed_set_up_link, test, sc_nm_bed_tear_down)
  ADD ("adapter/radio-off", test_radio_off, NULL);
  ADD ("adapter/while-joining", test_while_joining, NULL);
  ADD ("adapter/not-managed", test_adapter_is_not_managed_any_more, NULL);
  ADD ("right-is-withdrawn", test_right_is_withdrawn, NULL);
#undef ADD
#define ADD(path, test)                                                                            \
  g_test_add ("/nm-ready/by-hand/" path, ScNmBed, NULL, sc_nm_bed_set_up, test, sc_nm_bed_tear_down)
  ADD ("no-network-manager", test_no_network_manager);
  ADD ("another-network-manager", test_another_network_manager);
  ADD ("no-right", test_no_right);
  ADD ("no-adapter", test_no_adapter);
  ADD ("wifi-is-switched-on", test_wifi_is_switched_on);
#undef ADD
  return g_test_run ();
}
