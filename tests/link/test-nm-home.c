/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whose network is home: sensors' networks that were joined in the desktop's menu, by its profiles,
 * before the visit, beside it, or for it. */

#include "sc-fakes.h"
#include "sc-nm-bed.h"

#define SECONDS(n) ((n)*G_USEC_PER_SEC)

/* What the desktop's menu leaves behind: a profile that connects by itself. */
static void
join_in_the_desktop (ScNmBed *f, const char *ssid)
{
  sc_fake_nm_add_profile (f->nm, "desktop's", ssid, NULL, TRUE);
  sc_fake_nm_connect (f->nm, "wlan0", "desktop's");
  sc_nm_bed_settle (f);
}

static void
start_anew (ScNmBed *f)
{
  g_object_unref (f->link);
  f->link = sc_nm_bed_new_link (f);
}

static void
leave (ScNmBed *f, ScLease *lease)
{
  g_autoptr (GError) error = NULL;

  sc_nm_bed_release (f, lease);
  sc_nm_bed_finish_release (f, lease, SECONDS (60), &error);
  g_assert_no_error (error);
}

/* He signs in, joins the sensor as the vendor's guide says, and then presses Join. */
static void
test_joined_in_the_desktop_before (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  join_in_the_desktop (f, SC_NM_BED_SENSOR);
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (f->displaced, ==, "home"); /* is what the journal has for the next start */
  g_assert_false (sc_fake_nm_is_connected (f->nm, "desktop's"));
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 2); /* nobody's profile was touched */
}

/* Until 30 s after Send that is what one hears of a sensor. */
static void
test_sensor_is_gone_at_return (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  gint64 left_us;

  join_in_the_desktop (f, SC_NM_BED_SENSOR);
  lease = sc_nm_bed_join (f);
  left_us = sc_clock_now_us (SC_CLOCK (f->clock));
  sc_nm_bed_release (f, lease);
  sc_fake_ap_set_on_air (f->nm, f->sensor, FALSE);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (60), NULL));
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
  g_assert_cmpint (sc_clock_now_us (SC_CLOCK (f->clock)) - left_us, <, SECONDS (5));
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "ActivateConnection"), ==, 1);
}

/* The network that is home may be another than when the program began. */
static void
test_home_was_changed_before (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_ap (f->nm, "guests", "02:00:00:00:00:09", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_add_profile (f->nm, "by-choice", "guests", NULL, FALSE);
  sc_fake_nm_connect (f->nm, "wlan0", "by-choice");
  sc_fake_nm_add_profile (f->nm, "vpn", NULL, NULL, FALSE);
  sc_fake_nm_connect_vpn (f->nm, "vpn", "by-choice");
  sc_nm_bed_settle (f);
  join_in_the_desktop (f, SC_NM_BED_SENSOR);
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (f->displaced, ==, "by-choice");
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "by-choice"));
  sc_nm_bed_until (f, sc_fake_nm_is_connected (f->nm, "vpn"), SECONDS (5));
}

/* The program was started on the sensor's network: where to go NetworkManager knows best, but for
 * where it was last. */
static void
test_home_was_never_seen (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  join_in_the_desktop (f, SC_NM_BED_SENSOR);
  start_anew (f);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  lease = sc_nm_bed_join (f);
  g_assert_null (f->displaced);
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
  sc_nm_bed_pass (f, SECONDS (60));
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
}

static void
test_home_was_never_seen_and_there_is_none (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  join_in_the_desktop (f, SC_NM_BED_SENSOR);
  sc_fake_ap_set_on_air (f->nm, f->office, FALSE);
  sc_fake_ap_forget (f->nm, f->office);
  start_anew (f);
  lease = sc_nm_bed_join (f);
  leave (f, lease);
  sc_nm_bed_pass (f, SECONDS (30));
  g_assert_null (sc_fake_nm_get_ssid (f->nm, "wlan0")); /* rather on none than on the sensor's */
}

/* An older profile gets in while the laptop's own network is called. */
static void
test_older_profile_gets_in_at_return (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_profile (f->nm, "desktop's", SC_NM_BED_SENSOR, NULL, TRUE);
  lease = sc_nm_bed_join (f);
  sc_fake_ap_forget (f->nm, f->office);
  leave (f, lease);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "autoconnect"), >, 0);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
}

/* A sensor's network by its address alone. */
static void
test_sensor_of_any_name (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScFakeAp *odd = sc_fake_nm_add_ap (f->nm, "motor 7", "02:00:00:00:00:07", SC_FAKE_OPEN, NULL);
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_set_address (odd, "10.123.45.2", 24);
  sc_fake_nm_hear_all (f->nm);
  join_in_the_desktop (f, "motor 7");
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  sc_nm_bed_start_join (f, "02:00:00:00:00:07");
  sc_nm_bed_wait (f, SECONDS (30));
  lease = sc_link_join_finish (f->link, f->result, NULL);
  g_clear_object (&f->result);
  g_assert_cmpstr (f->displaced, ==, "home");
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
}

static const struct
{
  const char *name;
  const char *address;
  guint prefix_length;
} own[] = {
  { "SMS hall", "192.168.3.4", 24 }, /* Smith Motor Services */
  { "factory", "10.123.45.200", 8 }, /* 10.0.0.0/8 is larger than a sensor's */
  { "factory", "10.123.46.200", 24 },
};

static void
test_own_network_that_looks_like_one (ScNmBed *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  ScFakeAp *ap = sc_fake_nm_add_ap (f->nm, own[i].name, "02:00:00:00:00:07", SC_FAKE_OPEN, NULL);
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_set_address (ap, own[i].address, own[i].prefix_length);
  sc_fake_nm_hear_all (f->nm);
  join_in_the_desktop (f, own[i].name);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
  lease = sc_nm_bed_join (f);
  g_assert_cmpstr (f->displaced, ==, "desktop's");
  leave (f, lease);
  g_assert_true (sc_fake_nm_is_connected (f->nm, "desktop's"));
}

/* Joining by hand while NetworkManager could do it. The sensor names itself as gateway. */

typedef struct
{
  ScNmBed bed;
  ScFakes *fakes; /* its link notices what was joined by hand */
} HandBed;

static void
set_up_by_hand (HandBed *f, gconstpointer data)
{
  sc_nm_bed_set_up (&f->bed, data);
  f->fakes = sc_fakes_new ();
  sc_fake_link_set_uplink (f->fakes, SC_UPLINK_NONE);
  f->bed.by_hand = f->fakes->link;
  f->bed.link = sc_nm_bed_new_link (&f->bed);
}

static void
tear_down_by_hand (HandBed *f, gconstpointer data)
{
  sc_nm_bed_tear_down (&f->bed, data);
  sc_fakes_free (f->fakes);
}

static ScLease *
join_by_hand (HandBed *f)
{
  g_autoptr (GError) error = NULL;
  ScLease *lease;

  sc_nm_bed_start_join (&f->bed, NULL);
  join_in_the_desktop (&f->bed, SC_NM_BED_SENSOR);
  g_assert_cmpstr (sc_fake_nm_get_default (f->bed.nm), ==, "wlan0");
  sc_fake_link_grant_on (f->fakes, "wlan0");
  sc_nm_bed_wait (&f->bed, SECONDS (1));
  lease = sc_link_join_finish (f->bed.link, f->bed.result, &error);
  g_clear_object (&f->bed.result);
  g_assert_no_error (error);
  return lease;
}

static void
test_joined_by_hand (HandBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScNmBed *bed = &f->bed;
  g_autoptr (ScLease) lease = NULL;

  g_assert_cmpint (sc_link_get_uplink (bed->link), ==, SC_UPLINK_READY);
  lease = join_by_hand (f);
  g_assert_cmpint (sc_link_get_uplink (bed->link), ==, SC_UPLINK_NONE);

  /* After Send: its visit is over, and NetworkManager can go home. */
  sc_link_regain_uplink (bed->link);
  sc_nm_bed_until (bed, sc_link_get_uplink (bed->link) == SC_UPLINK_READY, SECONDS (10));
  g_assert_true (sc_fake_nm_is_connected (bed->nm, "home"));
}

static void
test_joined_by_hand_and_home_was_never_seen (HandBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScNmBed *bed = &f->bed;
  g_autoptr (ScLease) lease = NULL;

  sc_nm_bed_start_join (bed, NULL);
  join_in_the_desktop (bed, SC_NM_BED_SENSOR);
  g_cancellable_cancel (bed->cancellable);
  sc_nm_bed_wait (bed, SECONDS (1));
  g_clear_object (&bed->result);
  g_cancellable_reset (bed->cancellable);
  start_anew (bed);
  sc_nm_bed_start_join (bed, NULL);
  sc_fake_link_grant_on (f->fakes, "wlan0");
  sc_nm_bed_wait (bed, SECONDS (1));
  lease = sc_link_join_finish (bed->link, bed->result, NULL);
  g_clear_object (&bed->result);
  g_assert_nonnull (lease);

  sc_link_regain_uplink (bed->link);
  sc_nm_bed_until (bed, sc_link_get_uplink (bed->link) == SC_UPLINK_READY, SECONDS (10));
  g_assert_true (sc_fake_nm_is_connected (bed->nm, "home"));
}

/* He is about to visit the next sensor while the last one's records still wait for the cloud. */
static void
test_not_visited_yet (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  join_in_the_desktop (f, SC_NM_BED_SENSOR);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  sc_link_regain_uplink (f->link);
  sc_nm_bed_pass (f, SECONDS (10));
  g_assert_true (sc_fake_nm_is_connected (f->nm, "desktop's"));
}

/* At no moment, not even before its address is known. */
static void
on_changed (ScLink *link, gpointer n_ready)
{
  if (sc_link_get_uplink (link) == SC_UPLINK_READY)
    ++*(guint *)n_ready;
}

static void
test_never_an_uplink (ScNmBed *f, gconstpointer name)
{
  ScFakeAp *ap = sc_fake_nm_add_ap (f->nm, name, "02:00:00:00:00:07", SC_FAKE_OPEN, NULL);
  guint n_ready = 0;

  sc_fake_ap_set_address (ap, "10.123.45.2", 24);
  sc_fake_ap_set_on_air (f->nm, f->office, FALSE);
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_until (f, sc_link_get_uplink (f->link) == SC_UPLINK_NONE, SECONDS (5));
  g_signal_connect (f->link, "changed", G_CALLBACK (on_changed), &n_ready);
  join_in_the_desktop (f, name);
  sc_nm_bed_pass (f, SECONDS (5));
  g_assert_true (sc_fake_nm_is_connected (f->nm, "desktop's"));
  g_assert_cmpstr (sc_fake_nm_get_default (f->nm), ==, "wlan0");
  g_assert_cmpuint (n_ready, ==, 0);
  g_signal_handlers_disconnect_by_func (f->link, on_changed, &n_ready);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test, data)                                                                      \
  g_test_add ("/nm-home/" path, ScNmBed, data, sc_nm_bed_set_up_link, test, sc_nm_bed_tear_down)
#define ADD_BY_HAND(path, test)                                                                    \
  g_test_add ("/nm-home/by-hand/" path, HandBed, NULL, set_up_by_hand, test, tear_down_by_hand)
  ADD ("joined-in-the-desktop", test_joined_in_the_desktop_before, NULL);
  ADD ("sensor-is-gone-at-return", test_sensor_is_gone_at_return, NULL);
  ADD ("changed-before", test_home_was_changed_before, NULL);
  ADD ("never-seen", test_home_was_never_seen, NULL);
  ADD ("never-seen-and-none", test_home_was_never_seen_and_there_is_none, NULL);
  ADD ("older-profile-gets-in", test_older_profile_gets_in_at_return, NULL);
  ADD ("sensor-of-any-name", test_sensor_of_any_name, NULL);
  ADD ("own/of-a-sensors-name", test_own_network_that_looks_like_one, GUINT_TO_POINTER (0));
  ADD ("own/around-a-sensors", test_own_network_that_looks_like_one, GUINT_TO_POINTER (1));
  ADD ("own/beside-a-sensors", test_own_network_that_looks_like_one, GUINT_TO_POINTER (2));
  ADD ("not-visited-yet", test_not_visited_yet, NULL);
  ADD ("never-an-uplink/sensors-name", test_never_an_uplink, "SMS7");
  ADD ("never-an-uplink/any-name", test_never_an_uplink, "motor 7");
  ADD_BY_HAND ("goes-home", test_joined_by_hand);
  ADD_BY_HAND ("home-was-never-seen", test_joined_by_hand_and_home_was_never_seen);
#undef ADD
#undef ADD_BY_HAND
  return g_test_run ();
}
