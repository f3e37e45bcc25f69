/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The site network tried on this computer, the ways online, and what comes first. */

#include "sc-ap-row.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-site-test-book.h"
#include "sc-ui-bed.h"

#define CAN_TRY (SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR | SC_LINK_CAN_TRY)

static UiBed *
bed_that_can_try (void)
{
  UiBed *bed = ui_bed_new (&ui_prefill);

  g_settings_reset (bed->settings, "site-tests"); /* settings outlive a bed */
  sc_fake_link_set_abilities (bed->fakes, CAN_TRY);
  ui_bed_sign_in (bed);
  return bed;
}

static void
assert_primary (UiBed *bed, const char *label)
{
  g_autofree char *text = ui_button_label (sc_page_get_primary (sc_window_get_page (bed->window)));

  g_assert_cmpstr (text, ==, label);
}

static gboolean
shows (UiBed *bed, const char *text)
{
  return ui_shows (GTK_WIDGET (bed->window), text);
}

static void
let_in (UiBed *bed, ScWay way)
{
  sc_fake_link_grant (bed->fakes);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Joined; asking the cloud through it"));
  sc_fake_cloud_answer_way (bed->fakes, way);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Going back to this computer’s own network"));
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);
}

static void
test_continue_tests_first (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  g_assert_true (shows (bed, "Not tested yet"));
  assert_primary (bed, "Continue");
  ui_press (bed, "win.go-on");
  g_assert_true (sc_fakes_has_logged (bed->fakes, "try"));
  g_assert_true (shows (bed, "Joining with the password that was entered"));
  assert_primary (bed, "Go On without It");
  let_in (bed, SC_WAY_OPEN);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

/* In a window of the usual size it would be below the end of what is seen. */
static void
assert_in_view (GtkWidget *row, const char *title)
{
  GtkWidget *view = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_true (ADW_IS_PREFERENCES_ROW (row));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  g_assert_true (gtk_widget_compute_bounds (row, view, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (view));
}

static void
test_a_refused_password_stays (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  ui_press (bed, "win.go-on");
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_KEY_REFUSED);
  ui_bed_settle (bed);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_PREPARE);
  g_assert_true (shows (bed, "The network refused the password."));
  for (guint n_frames = 0; n_frames < 3; n_frames++)
    ui_bed_paint (bed);
  assert_in_view (gtk_root_get_focus (GTK_ROOT (bed->window)), "On this computer");
  assert_primary (bed, "Continue Anyway");
  ui_press (bed, "win.go-on"); /* nobody is kept from going on, and it is not tested twice */
  g_assert_cmpuint (sc_fakes_count (bed->fakes, "try"), ==, 1);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

/* What was found is not about what is being typed: that is tested like any other. */
static void
test_a_corrected_password_is_tested (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  ui_press (bed, "win.go-on");
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_KEY_REFUSED);
  ui_bed_settle (bed);
  ui_press (bed, "win.edit-network");
  assert_primary (bed, "Continue");
  g_assert_false (shows (bed, "The network refused the password."));
  g_assert_true (shows (bed, "This did not work. Type to replace it."));
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Password"), "given up by half");
  g_assert_false (shows (bed, "This did not work."));
  ui_press (bed, "win.back");
  assert_primary (bed, "Continue Anyway");
  g_assert_true (shows (bed, "The network refused the password."));

  ui_press (bed, "win.edit-network");
  g_assert_true (shows (bed, "This did not work. Type to replace it.")); /* the half is gone */
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Password"), "the right one");
  ui_press (bed, "win.go-on");
  g_assert_cmpuint (sc_fakes_count (bed->fakes, "try"), ==, 2);
  let_in (bed, SC_WAY_OPEN);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
  ui_press (bed, "win.edit-network");
  g_assert_true (shows (bed, "Entered. Type to replace it."));
}

/* Somebody who types meanwhile is not taken away from it. */
static void
test_a_form_opened_meanwhile_stays (gconstpointer action)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  ui_click (bed, "Continue");
  ui_press (bed, action);
  g_assert_nonnull (ui_find_button (GTK_WIDGET (bed->window), "Back"));
  let_in (bed, SC_WAY_OPEN);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_PREPARE);
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (bed->window))));
  ui_click (bed, "Back");
  ui_click (bed, "Continue");
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

/* While the window waits for this computer to be back, nothing leads anywhere else. */
static void
test_closing_stays_closing (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  ui_click (bed, "Continue");
  sc_fake_link_grant (bed->fakes);
  ui_bed_settle (bed);
  sc_fake_cloud_answer_way (bed->fakes, SC_WAY_OPEN);
  ui_bed_settle (bed);
  gtk_window_close (GTK_WINDOW (bed->window));
  ui_bed_advance (bed, S);
  g_assert_true (shows (bed, "Returning to your network…"));
  gtk_widget_activate_action (GTK_WIDGET (bed->window), "win.change-network", NULL);
  gtk_widget_activate_action (GTK_WIDGET (bed->window), "win.edit-account", NULL);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Returning to your network…"));
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);
}

static void
test_going_on_without_it (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  ui_press (bed, "win.go-on");
  ui_press (bed, "win.go-on");
  ui_bed_settle (bed);
  g_assert_false (sc_site_test_is_running (sc_workflow_get_site_test (bed->workflow)));
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

static void
test_cancelling (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();

  ui_press (bed, "win.go-on");
  ui_press (bed, "win.escape");
  ui_bed_settle (bed);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_PREPARE);
  g_assert_true (shows (bed, "Not tested yet"));
  assert_primary (bed, "Continue");
}

/* Every result has its sentence, now and with its date the next time. */
static const struct
{
  ScSiteTestResult result;
  const char *says;
} results[] = {
  { SC_SITE_TEST_WORKED, "It works: joined on 2.4 GHz, and the cloud answers through it." },
  { SC_SITE_TEST_JOINED, "The cloud was not asked." },
  { SC_SITE_TEST_NO_CLOUD, "the cloud does not answer through this network" },
  { SC_SITE_TEST_SIGN_IN, "by its MAC address" },
  { SC_SITE_TEST_REFUSED, "The network refused the password." },
  { SC_SITE_TEST_DOUBTFUL, "may be wrong, or the signal weak" },
  { SC_SITE_TEST_NOT_HEARD, "does not hear the network on 2.4 GHz" },
  { SC_SITE_TEST_NO_ADDRESS, "gives no address" },
  { SC_SITE_TEST_OTHER_SECURITY, "protected in another way" },
};

static gboolean
is_faded (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_has_css_class (widget, "lamp-faded");
}

/* That it was earlier comes first, and is seen. */
static void
assert_earlier (UiBed *bed, const char *when)
{
  GtkWidget *row = ui_find_row (GTK_WIDGET (bed->window), "On this computer");
  g_autofree char *says = g_strdup_printf ("%s, with the password entered then. ", when);

  g_assert_true (ui_shows (row, says));
  g_assert_nonnull (ui_find (row, is_faded, NULL));
}

/* The same day it is the time that tells how long ago it was. */
static void
test_kept_with_its_time (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();
  gint64 now_us = sc_clock_wall_us (SC_CLOCK (bed->clock));
  g_autofree char *time = sc_format_clock_time (now_us);
  g_autofree char *when = g_strdup_printf ("Tested today at %s", time);
  GtkWidget *row = ui_find_row (GTK_WIDGET (bed->window), "On this computer");

  sc_site_test_book_put (bed->settings, sc_workflow_get_site_network (bed->workflow),
                         SC_SITE_TEST_WORKED, now_us / S);
  ui_press (bed, "win.refresh");
  assert_earlier (bed, when);

  ui_press (bed, "win.test-site-network");
  g_assert_null (ui_find (row, is_faded, NULL));
  let_in (bed, SC_WAY_OPEN);
  g_assert_true (ui_shows (row, "It works: joined on 2.4 GHz"));
  g_assert_false (ui_shows (row, "Tested today"));
  g_assert_null (ui_find (row, is_faded, NULL));
}

static void
test_kept_with_its_date (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (UiBed) bed = bed_that_can_try ();
      ScSiteNetwork *network = sc_workflow_get_site_network (bed->workflow);
      gboolean good = sc_site_test_result_is_good (results[i].result);
      g_autofree char *date = sc_format_date (1700000000);
      g_autofree char *when = g_strdup_printf ("Tested on %s", date);

      g_test_message ("result %u", results[i].result);
      sc_site_test_book_put (bed->settings, network, results[i].result, 1700000000);
      ui_press (bed, "win.refresh");
      g_assert_true (shows (bed, results[i].says));
      assert_earlier (bed, when);
      ui_press (bed, "win.test-site-network");
      sc_site_test_cancel (sc_workflow_get_site_test (bed->workflow));
      ui_bed_settle (bed);
      g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_PREPARE);
      g_assert_cmpint (good, ==, results[i].result <= SC_SITE_TEST_JOINED);
    }
}

static void
test_book (void)
{
  g_autoptr (UiBed) bed = bed_that_can_try ();
  ScSiteNetwork *network = sc_workflow_get_site_network (bed->workflow);
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;
  ScSiteTestResult result;
  gint64 seconds;

  ui_press (bed, "win.go-on");
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_NOT_FOUND);
  ui_bed_settle (bed);
  g_assert_true (sc_site_test_book_get (bed->settings, network, &result, &seconds));
  g_assert_cmpint (result, ==, SC_SITE_TEST_NOT_HEARD);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hall %u", 100 + i);
      g_autoptr (GBytes) ssid = g_bytes_new (name, strlen (name));
      g_autoptr (ScSiteNetwork) other = sc_site_network_new (ssid, SC_SECURITY_OPEN, NULL, NULL);

      sc_site_test_book_put (bed->settings, other, SC_SITE_TEST_WORKED, i);
      sc_site_test_book_put (bed->settings, other, SC_SITE_TEST_REFUSED, i);
    }
  all = g_settings_get_value (bed->settings, "site-tests");
  g_assert_cmpuint (g_variant_n_children (all), ==, 20);
  g_assert_false (
      sc_site_test_book_get (bed->settings, network, &result, &seconds)); /* the oldest */
  text = g_variant_print (all, FALSE);
  g_assert_null (strstr (text, UI_KEY));
}

static void
test_not_by_hand (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill); /* a link that cannot */

  ui_bed_sign_in (bed);
  g_assert_false (shows (bed, "Network test"));
  ui_press (bed, "win.go-on");
  g_assert_false (sc_fakes_has_logged (bed->fakes, "try"));
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

/* Ways online */

static void
test_ways_online (void)
{
  static const char *const one[] = { "wlan0", NULL };
  static const char *const two[] = { "wlan0", "lan0", NULL };
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  g_assert_false (shows (bed, "Ways online"));
  sc_fake_link_set_uplinks (bed->fakes, one);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Plug in a cable or a phone, and there is no deadline."));
  sc_fake_link_set_uplinks (bed->fakes, two);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "with the second one there is no deadline"));
  sc_fake_link_set_obstacle (bed->fakes, SC_ERROR_LINK_VPN);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "A VPN takes all of this computer’s traffic."));
  g_assert_true (shows (bed, "Turn the VPN off"));
  g_assert_true (shows (bed, "tun0"));
  sc_fake_link_set_obstacle (bed->fakes, SC_ERROR_LINK_OVERLAP);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Unplug that cable"));
}

/* Signing in takes longer where there is another way to try: that is said. */
static void
test_signing_in_by_another_way (void)
{
  static const char *const two[] = { "lan0", "usb0", NULL };
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_link_set_uplinks (bed->fakes, two);
  ui_press (bed, "win.go-on");
  g_assert_true (shows (bed, "Waiting for the cloud to answer"));
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_TIMEOUT);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Looking for another way to the cloud"));
  sc_fake_cloud_answer_way_through (bed->fakes, "usb0", SC_WAY_OPEN);
  sc_fake_cloud_answer_way_through (bed->fakes, NULL, SC_WAY_DEAD);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Waiting for the cloud to answer"));
  sc_fake_cloud_answer (bed->fakes, sc_tenant_new (UI_ENDPOINT, "abc", "standard"));
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "Signed in"));
}

/* Sent, and the laptop is back; the cloud is asked. */
static UiBed *
bed_in_the_window (void)
{
  UiBed *bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  return bed;
}

static void
fail_the_cloud (UiBed *bed, ScError code)
{
  sc_fake_cloud_fail (bed->fakes, code);
  ui_bed_settle (bed);
}

static void
test_a_sign_in_page_in_the_way (void)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();

  fail_the_cloud (bed, SC_ERROR_CLOUD_NOT_API);
  g_assert_true (sc_fake_cloud_is_asked_way (bed->fakes));
  sc_fake_cloud_answer_way (bed->fakes, SC_WAY_SIGN_IN);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "This network wants a sign-in on a web page first."));
  assert_primary (bed, "Open Sign-in Page");
  g_assert_true (shows (bed, "Time left to provision")); /* the deadline stays in sight */
}

static void
test_a_dead_end (void)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();

  fail_the_cloud (bed, SC_ERROR_CLOUD_TIMEOUT);
  sc_fake_cloud_answer_way (bed->fakes, SC_WAY_DEAD);
  ui_bed_settle (bed);
  g_assert_true (shows (bed, "does not lead to the cloud"));
  assert_primary (bed, "Try Again");
  g_assert_true (shows (bed, "Time left to provision"));
}

/* One radio, one thing at a time */

static GtkWidget *
find_ap_row (UiBed *bed)
{
  GtkWidget *row = ui_find_type (GTK_WIDGET (bed->window), SC_TYPE_AP_ROW);

  g_assert_nonnull (row);
  return row;
}

static void
test_another_sensor_comes_first (void)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();
  ScRecord *record = sc_workflow_get_current (bed->workflow);

  g_assert_true (sc_workflow_get_hold (bed->workflow) == record);
  ui_press (bed, "win.next-sensor");
  ui_bed_add_access_point (bed, "SMS0000S222B", "02:00:00:00:00:22", 60, TRUE);
  ui_bed_settle (bed);
  g_assert_cmpstr (sc_page_get_heading (sc_window_get_page (bed->window)), ==,
                   "Another sensor comes first");
  g_assert_true (shows (bed, "may be in time for another 1:"));
  assert_primary (bed, "Back");
  g_assert_cmpstr (sc_page_get_secondary_action (sc_window_get_page (bed->window)), ==, "win.join");
  gtk_widget_activate (find_ap_row (bed)); /* is chosen by that, but not joined */
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_IDLE);
  ui_bed_advance (bed, 100 * S);
  g_assert_null (sc_workflow_get_hold (bed->workflow));
  assert_primary (bed, "Join");
}

/* That is where Back and Escape lead. */
static void
test_back_to_the_sensor_that_comes_first (gconstpointer action)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();
  ScRecord *record = sc_workflow_get_current (bed->workflow);

  ui_press (bed, "win.next-sensor");
  ui_bed_add_access_point (bed, "SMS0000S222B", "02:00:00:00:00:22", 60, TRUE);
  ui_press (bed, action);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_CONNECT);
  g_assert_true (sc_workflow_get_current (bed->workflow) == record);
}

/* Joining with an adapter that is free takes nothing away from the sensor that waits. */
static void
test_a_second_adapter_waits_for_nobody (void)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();

  g_assert_nonnull (sc_workflow_get_hold (bed->workflow));
  sc_fake_link_add_adapter (bed->fakes, "wlan0", TRUE);
  g_assert_nonnull (sc_workflow_get_hold (bed->workflow)); /* the only one is the way online */
  sc_fake_link_add_adapter (bed->fakes, "wlx02", FALSE);
  g_assert_null (sc_workflow_get_hold (bed->workflow));
  ui_press (bed, "win.next-sensor");
  ui_bed_add_access_point (bed, "SMS0000S222B", "02:00:00:00:00:22", 60, TRUE);
  ui_bed_settle (bed);
  assert_primary (bed, "Join");
}

static void
test_it_is_for_the_technician_to_decide (void)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();

  ui_press (bed, "win.next-sensor");
  ui_bed_add_access_point (bed, "SMS0000S222B", "02:00:00:00:00:22", 60, TRUE);
  ui_bed_settle (bed);
  ui_press (bed, "win.join");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_JOINING);
}

/* A record opened from the list leads to its sensor, if that is in range beyond doubt. */
static void
test_back_to_a_sensor_of_the_list (void)
{
  g_autoptr (UiBed) bed = bed_in_the_window ();
  g_autoptr (ScRecord) record = g_object_ref (sc_workflow_get_current (bed->workflow));
  GListStore *list = G_LIST_STORE (sc_link_get_access_points (bed->fakes->link));
  g_autoptr (GBytes) ssid = g_bytes_new_static ("SMS0000S111A", 12);
  g_autoptr (ScStep) joined = sc_step_new_blob (SC_STEP_JOINED, SC_CLOCK (bed->clock), ssid, NULL);

  sc_record_apply (record, joined); /* the fake's lease does not say which network it is of */
  ui_bed_add_access_point (bed, "SMS0000S222B", "02:00:00:00:00:22", 60, TRUE);
  ui_bed_advance (bed, 100 * S);
  ui_press (bed, "win.next-sensor");
  sc_workflow_open_record (bed->workflow, record);
  ui_bed_settle (bed);
  ui_press (bed, "win.visit-again");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_JOINING);
  g_assert_cmpstr (sc_access_point_get_bssid (sc_visit_get_access_point (bed->visit)), ==,
                   "02:00:00:00:00:01");
  ui_press (bed, "win.cancel-visit");
  g_list_store_remove (list, 0); /* it is not in range any more */
  ui_press (bed, "win.next-sensor");
  sc_workflow_open_record (bed->workflow, record);
  ui_bed_settle (bed);
  ui_press (bed, "win.visit-again");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_IDLE); /* there is a choice */
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ways/continue-tests-first", test_continue_tests_first);
  g_test_add_func ("/ways/a-refused-password-stays", test_a_refused_password_stays);
  g_test_add_func ("/ways/a-corrected-password-is-tested", test_a_corrected_password_is_tested);
  g_test_add_data_func ("/ways/an-account-form-opened-meanwhile", "win.edit-account",
                        test_a_form_opened_meanwhile_stays);
  g_test_add_data_func ("/ways/a-network-form-opened-meanwhile", "win.edit-network",
                        test_a_form_opened_meanwhile_stays);
  g_test_add_func ("/ways/closing-stays-closing", test_closing_stays_closing);
  g_test_add_func ("/ways/going-on-without-it", test_going_on_without_it);
  g_test_add_func ("/ways/cancelling", test_cancelling);
  g_test_add_func ("/ways/kept-with-its-date", test_kept_with_its_date);
  g_test_add_func ("/ways/kept-with-its-time", test_kept_with_its_time);
  g_test_add_func ("/ways/book", test_book);
  g_test_add_func ("/ways/not-by-hand", test_not_by_hand);
  g_test_add_func ("/ways/ways-online", test_ways_online);
  g_test_add_func ("/ways/signing-in-by-another-way", test_signing_in_by_another_way);
  g_test_add_func ("/ways/a-sign-in-page-in-the-way", test_a_sign_in_page_in_the_way);
  g_test_add_func ("/ways/a-dead-end", test_a_dead_end);
  g_test_add_func ("/ways/another-sensor-comes-first", test_another_sensor_comes_first);
  g_test_add_data_func ("/ways/back-to-the-sensor-that-comes-first", "win.back",
                        test_back_to_the_sensor_that_comes_first);
  g_test_add_data_func ("/ways/escape-to-the-sensor-that-comes-first", "win.escape",
                        test_back_to_the_sensor_that_comes_first);
  g_test_add_func ("/ways/a-second-adapter-waits-for-nobody",
                   test_a_second_adapter_waits_for_nobody);
  g_test_add_func ("/ways/it-is-for-the-technician-to-decide",
                   test_it_is_for_the_technician_to_decide);
  g_test_add_func ("/ways/back-to-a-sensor-of-the-list", test_back_to_a_sensor_of_the_list);
  return g_test_run ();
}
