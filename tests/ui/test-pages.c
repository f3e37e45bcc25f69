/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page is a function of the workflow: every state of the visit and every phase of a record
 * gives the right page, sentence and buttons. */

#include "sc-certificate-file.h"
#include "sc-failure-view.h"
#include "sc-sentence.h"
#include "sc-timeline.h"
#include "sc-ui-bed.h"

#include <glib/gstdio.h>

static const char *
secondary_action (UiBed *bed)
{
  return sc_page_get_secondary_action (sc_window_get_page (bed->window));
}

/* NULL: there is no primary button now. */
static void
assert_primary (UiBed *bed, const char *label, gboolean enabled)
{
  GtkWidget *button = sc_page_get_primary (sc_window_get_page (bed->window));
  g_autofree char *text = ui_button_label (button);

  if (label == NULL)
    {
      g_assert_false (gtk_widget_get_visible (button));
      return;
    }
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (text, ==, label);
  g_assert_cmpint (gtk_widget_is_sensitive (button), ==, enabled);
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (bed->window)) == button);
}

static void
assert_page (UiBed *bed, ScStage stage, const char *heading)
{
  ScPage *page = sc_window_get_page (bed->window);

  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, stage);
  g_assert_true (gtk_stack_get_visible_child (bed->window->stack) == GTK_WIDGET (page));
  g_assert_cmpstr (sc_page_get_heading (page), ==, heading);
}

/* States of the visit on the ordinary way */

typedef struct
{
  ScVisitState state;
  ScStage stage;
  const char *heading;
  const char *says;
  const char *primary; /* NULL: none */
  const char *back;    /* action of the other button, NULL: none */
} VisitRow;

static const VisitRow visit_rows[] = {
  { SC_VISIT_IDLE, SC_STAGE_SENSOR, "Find the sensor", "Nothing on it is changed yet", "Join",
    "win.back" },
  { SC_VISIT_JOINING, SC_STAGE_SENSOR, "Joining the sensor", "Nothing on the sensor is changed",
    NULL, "win.cancel-visit" },
  { SC_VISIT_IDENTIFYING, SC_STAGE_SENSOR, "Reading the sensor", "Asking name, versions and MAC",
    NULL, "win.cancel-visit" },
  { SC_VISIT_READING_CERTIFICATE, SC_STAGE_SENSOR, "Reading the sensor", "0000S111A", NULL,
    "win.cancel-visit" },
  { SC_VISIT_COMPARING_NETWORK, SC_STAGE_SENSOR, "Reading the sensor", "Skip This", NULL,
    "win.cancel-visit" },
  { SC_VISIT_REVIEWING, SC_STAGE_REVIEW, "Review", "Sending cannot be undone from here",
    "Send Anyway", "win.cancel-visit" },
  { SC_VISIT_SENDING, SC_STAGE_CONNECT, "Sensor 0000S111A", "Sending the site network", NULL,
    NULL },
  { SC_VISIT_RELEASING, SC_STAGE_CONNECT, "Sensor 0000S111A", NULL, NULL, NULL },
  { SC_VISIT_SENT, SC_STAGE_CONNECT, "Sensor 0000S111A", "Time left to provision", NULL,
    "win.show-done" },
};

static void
test_visit_state (gconstpointer data)
{
  const VisitRow *row = data;
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  ui_bed_go_to (bed, row->state);

  assert_page (bed, row->stage, row->heading);
  if (row->says != NULL)
    g_assert_true (ui_shows (GTK_WIDGET (bed->window), row->says));
  if (row->state != SC_VISIT_RELEASING)
    assert_primary (bed, row->primary, TRUE);
  if (row->state != SC_VISIT_RELEASING)
    g_assert_cmpstr (secondary_action (bed), ==, row->back);
}

static void
test_cancel_leaves_the_sensor_unchanged (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  ui_press (bed, "win.cancel-visit");
  assert_page (bed, SC_STAGE_SENSOR, "Leaving the sensor");
  assert_primary (bed, NULL, FALSE);
  ui_bed_step (bed);
  assert_page (bed, SC_STAGE_SENSOR, "Sensor left unchanged");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "The sensor was not changed."));
  assert_primary (bed, "Find a Sensor", TRUE);
  ui_press (bed, "win.next-sensor");
  assert_page (bed, SC_STAGE_SENSOR, "Find the sensor");
}

static void
test_failure_says_what_and_what_next (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  const ScErrorInfo *info = sc_error_get_info (SC_ERROR_LINK_NOT_JOINED);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_JOINING);
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_NOT_JOINED);
  ui_bed_settle (bed);
  if (sc_visit_get_state (bed->visit) == SC_VISIT_LEAVING)
    ui_bed_step (bed);

  assert_page (bed, SC_STAGE_SENSOR, "This did not work");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), info->what));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), info->cause));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), info->next));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "The sensor was not changed."));
  assert_primary (bed, "Join Again", TRUE);
  ui_press (bed, "win.retry");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_JOINING);
}

static void
test_every_remedy_is_one_button (void)
{
  for (ScRemedy remedy = SC_REMEDY_NONE; remedy <= SC_REMEDY_REPORT; remedy++)
    {
      const char *label = "", *action = "";

      sc_failure_view_get_remedy (remedy, &label, &action);
      g_assert_cmpint (label == NULL, ==, action == NULL);
      g_assert_cmpint (label == NULL, ==, remedy == SC_REMEDY_NONE);
    }
}

static void
test_certificate_is_asked_for (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_find_no_certificate (bed);

  assert_page (bed, SC_STAGE_SENSOR, "Certificate not found");
  assert_primary (bed, "Read from There", TRUE);
  ui_press (bed, "win.go-on"); /* with nothing typed */
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_NEEDS_CERTIFICATE);
  g_assert_true (
      ui_shows (GTK_WIDGET (bed->window), sc_error_get_info (SC_ERROR_PATH_MALFORMED)->what));
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Address (/…)"), "/certificate");
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_READING_CERTIFICATE);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
}

static void
test_certificate_file (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "sensor-chain.pem", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ui_bed_begin (bed);
  ui_bed_find_no_certificate (bed);
  sc_sensor_page_load_certificate (bed->window->sensor_page, file);
  while (sc_visit_get_state (bed->visit) == SC_VISIT_NEEDS_CERTIFICATE)
    g_main_context_iteration (NULL, TRUE); /* the file is read in a thread */
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_COMPARING_NETWORK);
}

static void
on_loaded (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **)user_data, result);
}

static GAsyncResult *
load_certificate_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GAsyncResult *result = NULL;

  sc_certificate_file_load_async (file, NULL, on_loaded, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
test_unfit_certificate_files (void)
{
  static const struct
  {
    const char *text; /* NULL: there is no file */
    gsize n_times;
    ScError error;
  } rows[] = {
    { NULL, 0, SC_ERROR_CERTIFICATE_NONE },
    { "shopping list\n", 1, SC_ERROR_CERTIFICATE_NONE },
    { "-----BEGIN EC PRIVATE KEY-----\n", 1, SC_ERROR_CERTIFICATE_PRIVATE_KEY },
    { "0123456789abcdef", 1 << 16, SC_ERROR_CERTIFICATE_TOO_LARGE },
  };
  g_autofree char *folder = g_dir_make_tmp ("sc-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sensor.pem", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize n = 0; n < rows[i].n_times; n++)
        g_string_append (text, rows[i].text);
      if (rows[i].text != NULL)
        g_assert_true (g_file_set_contents (path, text->str, (gssize)text->len, NULL));
      result = load_certificate_file (path);
      g_assert_null (sc_certificate_file_load_finish (result, &error));
      g_assert_error (error, SC_ERROR, (int)rows[i].error);
    }
  g_unlink (path);
  g_rmdir (folder);
}

/* Joining by hand */

static void
test_joining_by_hand_waits_by_itself (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_by_hand (&ui_prefill);

  ui_bed_sign_in (bed);
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_JOINING);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Join the sensor’s Wi-Fi"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Connect automatically"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "it is noticed by itself"));
  sc_fake_link_grant (bed->fakes);
  ui_bed_settle (bed);
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_IDENTIFYING);
  g_assert_false (ui_shows (GTK_WIDGET (bed->window), "Connect automatically"));
}

static void
test_reasons_after_a_minute (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_advance (bed, 59 * S);
  g_assert_false (ui_shows (GTK_WIDGET (bed->window), "It is not in set-up mode"));
  ui_bed_advance (bed, 2 * S);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "It is not in set-up mode"));
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  g_assert_false (ui_shows (GTK_WIDGET (bed->window), "It is not in set-up mode"));
}

static void
test_list_of_sensors (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GListStore *store;

  ui_bed_begin (bed);
  assert_primary (bed, "Join", FALSE);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "No sensor in set-up mode heard yet"));
  ui_bed_add_access_point (bed, "Guest", "02:00:00:00:00:03", 90, FALSE);
  assert_primary (bed, "Join", FALSE);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  ui_bed_add_access_point (bed, "SMS0000S112A", "02:00:00:00:00:02", 41, TRUE);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Good (72 %)"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Fair (41 %)"));
  assert_primary (bed, "Join", TRUE);
  g_assert_cmpstr (
      sc_access_point_get_bssid (sc_sensor_page_get_selected (bed->window->sensor_page)), ==,
      "02:00:00:00:00:01");

  /* A rescan that brings the same sensor as a new object does not lose the choice. */
  gtk_list_box_select_row (
      GTK_LIST_BOX (gtk_widget_get_parent (ui_find_row (GTK_WIDGET (bed->window), "SMS0000S112A"))),
      GTK_LIST_BOX_ROW (ui_find_row (GTK_WIDGET (bed->window), "SMS0000S112A")));
  store = G_LIST_STORE (sc_link_get_access_points (bed->fakes->link));
  g_list_store_remove (store, 2);
  ui_bed_add_access_point (bed, "SMS0000S112A", "02:00:00:00:00:02", 44, TRUE);
  ui_bed_add_access_point (bed, "SMS0000S113A", "02:00:00:00:00:04", 99, TRUE);
  g_assert_nonnull (sc_sensor_page_get_selected (bed->window->sensor_page));
}

/* Review */

static void
test_consent_to_sending_unencrypted (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *check;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  ui_press (bed, "win.go-on");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Nothing was sent. Tick this first."));
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_REVIEWING);
  g_assert_false (sc_fakes_has_logged (bed->fakes, "delete-profiles"));
  check = ui_find_type (GTK_WIDGET (bed->window), GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (bed->window)) == check);
  gtk_test_accessible_assert_state (check, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_SENDING);
}

static void
test_consent_is_asked_once_a_network (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  const char *const accepted[] = { "48616c6c2031", NULL }; /* "Hall 1" */

  g_settings_set_strv (bed->settings, "unencrypted-warning-accepted", accepted);
  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  g_assert_null (ui_find_type (GTK_WIDGET (bed->window), GTK_TYPE_CHECK_BUTTON));
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_SENDING);
}

static void
test_provisioning_early_has_no_deadline (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_workflow_set_order (bed->workflow, SC_ORDER_ALWAYS_EARLY);
  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "There is no deadline"));
  ui_bed_step (bed);
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_PROVISIONING_EARLY);
  assert_page (bed, SC_STAGE_CONNECT, "Sensor 0000S111A");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Provisioning before sending"));
  assert_primary (bed, NULL, FALSE);
  g_assert_null (ui_find_type (GTK_WIDGET (bed->window), SC_TYPE_TIMELINE));
}

/* Phases of a record */

#define READ                                                                                       \
  SC_STEP_IDENTIFIED, SC_STEP_MAC, SC_STEP_TENANT, SC_STEP_CERTIFICATE, SC_STEP_SITE_NETWORK,      \
      SC_STEP_BASELINE
#define SENT                                                                                       \
  READ, SC_STEP_CONSENT, SC_STEP_DELETE_ASKED, SC_STEP_DELETE_ANSWERED, SC_STEP_ADD_ASKED,         \
      SC_STEP_ADD_ANSWERED, SC_STEP_RELEASED, SC_STEP_AP_GONE
#define PROVISIONED SENT, SC_STEP_UPLINK_BACK, SC_STEP_PROVISION_ASKED, SC_STEP_PROVISION_ACCEPTED

typedef struct
{
  ScPhase phase;
  gint64 later_s;
  ScStage stage;
  const char *primary;
  ScStepKind steps[24];
} PhaseRow;

static const PhaseRow phase_rows[] = {
  { SC_PHASE_READ, 0, SC_STAGE_CONNECT, "Visit the Sensor", { READ } },
  { SC_PHASE_PROVISIONED_NOT_SENT,
    0,
    SC_STAGE_CONNECT,
    "Visit the Sensor",
    { READ, SC_STEP_CONSENT, SC_STEP_PROVISION_ASKED, SC_STEP_PROVISION_ACCEPTED } },
  { SC_PHASE_REFUSED,
    0,
    SC_STAGE_CONNECT,
    NULL,
    { READ, SC_STEP_CONSENT, SC_STEP_DELETE_ASKED, SC_STEP_DELETE_ANSWERED } },
  { SC_PHASE_IN_TIME, 5, SC_STAGE_CONNECT, "Sign In", { SENT } },
  { SC_PHASE_MAYBE_IN_TIME, 70, SC_STAGE_CONNECT, "Sign In", { SENT } },
  { SC_PHASE_ASLEEP, 300, SC_STAGE_CONNECT, "Sign In", { SENT } },
  { SC_PHASE_OVERDUE, 1800, SC_STAGE_CONNECT, "Sign In", { SENT } },
  { SC_PHASE_PROVISIONED, 5, SC_STAGE_CONNECT, "Go On", { PROVISIONED } },
  { SC_PHASE_IN_CONTACT,
    5,
    SC_STAGE_DONE,
    "Commission Another Sensor",
    { PROVISIONED, SC_STEP_CONTACT } },
  { SC_PHASE_NEEDS_VISIT,
    5,
    SC_STAGE_CONNECT,
    "Visit the Sensor Again",
    { PROVISIONED, SC_STEP_NO_CONTACT } },
  { SC_PHASE_STOPPED, 5, SC_STAGE_DONE, "Commission Another Sensor", { SENT, SC_STEP_STOPPED } },
  { SC_PHASE_UNCHANGED,
    5,
    SC_STAGE_DONE,
    "Commission Another Sensor",
    { READ, SC_STEP_LEFT_UNCHANGED } },
};

static void
test_phase (gconstpointer data)
{
  const PhaseRow *row = data;
  g_autoptr (UiBed) bed = ui_bed_new_with_record (row->steps);
  g_autoptr (ScRecord) record = g_list_model_get_item (sc_workflow_get_records (bed->workflow), 0);
  g_autofree char *heading = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *sentence = NULL;
  ScMoment now;
  ScPlan plan;

  gtk_widget_activate_action (GTK_WIDGET (bed->window), "win.open-record", "s",
                              sc_record_get_uid (record));
  ui_bed_advance (bed, row->later_s * S);
  now = sc_clock_moment (SC_CLOCK (bed->clock));
  plan = sc_workflow_get_plan (bed->workflow, record);
  heading = sc_sentence_heading (&plan, &now);
  advice = sc_sentence_advice (&plan, record, &now);
  sentence = sc_sentence_short (&plan, &now);

  g_assert_cmpint (plan.phase, ==, row->phase);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, row->stage);
  if (row->stage == SC_STAGE_CONNECT)
    {
      g_assert_true (ui_shows (GTK_WIDGET (bed->window), heading));
      g_assert_true (ui_shows (GTK_WIDGET (bed->window), advice));
    }
  else
    g_assert_true (ui_shows (GTK_WIDGET (bed->window), sentence));
  if (row->primary != NULL)
    assert_primary (bed, row->primary, TRUE);
}

/* A program that was killed on a sensor's network, on a computer that does not go back by itself.
 */
static void
test_own_network_is_offered (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *root = GTK_WIDGET (bed->window);

  g_assert_false (ui_shows (root, "This computer’s own network"));
  sc_link_emit_displaces (bed->fakes->link, "uuid-1", "Wärme & <Hof>");
  sc_fake_link_set_home (bed->fakes, SC_HOME_AWAY);
  ui_bed_advance (bed, 10 * S);
  g_assert_true (ui_shows (root, "This computer was on “Wärme & <Hof>” before"));

  ui_press (bed, "win.go-home");
  g_assert_true (ui_shows (root, "Going back there."));
  g_assert_false (ui_shows (root, "Go Back There"));
  sc_fake_link_finish_going_home (bed->fakes, SC_ERROR_LINK_RADIO_OFF);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root, "That did not work. Wi-Fi is switched off."));

  ui_press (bed, "win.go-home");
  sc_fake_link_finish_going_home (bed->fakes, 0);
  ui_bed_settle (bed);
  g_assert_false (ui_shows (root, "This computer’s own network"));
  g_assert_true (sc_fakes_has_logged (bed->fakes, "home:none"));
}

static void
test_own_network_can_be_left (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *root = GTK_WIDGET (bed->window);

  sc_link_emit_displaces (bed->fakes->link, "uuid-1", "Office");
  sc_fake_link_set_home (bed->fakes, SC_HOME_AWAY);
  ui_bed_advance (bed, 10 * S);
  g_assert_true (ui_shows (root, "This computer was on “Office” before"));
  ui_press (bed, "win.stay-here");
  g_assert_false (ui_shows (root, "This computer’s own network"));
  g_assert_true (sc_fakes_has_logged (bed->fakes, "home:none"));
}

static void
test_unfinished_record_is_offered (void)
{
  static const ScStepKind steps[] = { SENT, 0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (steps);

  assert_page (bed, SC_STAGE_PREPARE, "Prepare");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Sensor 0000S111A"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "left to provision"));
  ui_press (bed, "win.resume-unfinished");
  assert_page (bed, SC_STAGE_CONNECT, "Sensor 0000S111A");
}

static void
test_stop_and_help_again (void)
{
  static const ScStepKind steps[] = { SENT, SC_STEP_STOPPED, 0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (steps);
  g_autoptr (ScRecord) record = g_list_model_get_item (sc_workflow_get_records (bed->workflow), 0);

  sc_workflow_open_record (bed->workflow, record); /* of an earlier run */
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_DONE);
  ui_click (bed, "Help with It Again");
  g_assert_cmpint (sc_record_get_state (record), ==, SC_RECORD_OPEN);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_CONNECT);
  ui_press (bed, "win.change-network"); /* as Preferences do: for the next sensors */
  assert_page (bed, SC_STAGE_PREPARE, "Prepare");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Sensor 0000S111A"));
}

/* The sensor's own network is back after a while. */
static void
come_back (UiBed *bed)
{
  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  ui_bed_advance (bed, 35 * S);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_SEEN_AGAIN);
  ui_bed_advance (bed, S);
  assert_primary (bed, "Correct the Wi-Fi Password", TRUE);
}

/* After the sensor came back the password is corrected without leaving the page. */
static void
test_wrong_password_is_corrected_in_place (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  come_back (bed);
  ui_press (bed, "win.edit-network");
  assert_primary (bed, "Send Again", TRUE);
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Password"), "the right one");
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_JOINING);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

/* It may have been out of reach: all is still filled in, also what cannot be read any more. */
static void
test_same_password_is_sent_again (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  ScSiteNetwork *network;

  come_back (bed);
  ui_press (bed, "win.edit-network");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "This did not work. Type to replace it."));
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_JOINING);
  network = sc_workflow_get_site_network (bed->workflow);
  g_assert_cmpstr (sc_secret_peek (sc_site_network_get_key (network)), ==, ui_prefill.key);
}

/* Half a password that nobody sees must not go to the sensor later. */
static void
test_a_correction_given_up_is_gone (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  ScSiteNetwork *network;

  come_back (bed);
  ui_press (bed, "win.edit-network");
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Network name"), "Canteen");
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Password"), "given up by half");
  ui_press (bed, "win.back");
  ui_press (bed, "win.edit-network");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "This did not work. Type to replace it."));
  ui_press (bed, "win.go-on");
  network = sc_workflow_get_site_network (bed->workflow);
  g_assert_cmpstr (sc_secret_peek (sc_site_network_get_key (network)), ==, ui_prefill.key);
  g_assert_cmpmem (g_bytes_get_data (sc_site_network_get_ssid (network), NULL),
                   g_bytes_get_size (sc_site_network_get_ssid (network)), UI_SSID,
                   strlen (UI_SSID));
}

static void
test_done_and_next_sensor (void)
{
  static const ScStepKind steps[] = { PROVISIONED, 0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (steps);

  ui_press (bed, "win.resume-unfinished");
  ui_press (bed, "win.show-done");
  assert_page (bed, SC_STAGE_DONE, "Sensor 0000S111A is commissioned");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Assign the sensor to its motor"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Provisioned, waiting for first contact"));
  ui_press (bed, "win.copy-report");
  ui_press (bed, "win.next-sensor");
  assert_page (bed, SC_STAGE_PREPARE, "Prepare"); /* nobody is signed in */
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (visit_rows); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/pages/visit/%s", sc_visit_state_to_string (visit_rows[i].state));

      g_test_add_data_func (path, &visit_rows[i], test_visit_state);
    }
  for (guint i = 0; i < G_N_ELEMENTS (phase_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pages/phase/%u", phase_rows[i].phase);

      g_test_add_data_func (path, &phase_rows[i], test_phase);
    }
#define ADD(name) g_test_add_func ("/pages/" #name, test_##name)
  ADD (cancel_leaves_the_sensor_unchanged);
  ADD (failure_says_what_and_what_next);
  ADD (every_remedy_is_one_button);
  ADD (certificate_is_asked_for);
  ADD (certificate_file);
  ADD (unfit_certificate_files);
  ADD (joining_by_hand_waits_by_itself);
  ADD (reasons_after_a_minute);
  ADD (list_of_sensors);
  ADD (consent_to_sending_unencrypted);
  ADD (consent_is_asked_once_a_network);
  ADD (provisioning_early_has_no_deadline);
  ADD (own_network_is_offered);
  ADD (own_network_can_be_left);
  ADD (unfinished_record_is_offered);
  ADD (stop_and_help_again);
  ADD (wrong_password_is_corrected_in_place);
  ADD (same_password_is_sent_again);
  ADD (a_correction_given_up_is_gone);
  ADD (done_and_next_sensor);
#undef ADD
  return g_test_run ();
}
