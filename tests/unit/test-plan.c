/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The follow-up's plan, as a table: (record, evidence, time) to (phase, action, when). */

#include "sc-plan-bed.h"
#include "sc-sentence.h"

#define MIN_ (60 * S)
#define OTHER_BOOT "22222222-2222-2222-2222-222222222222"

static void
test_read (void)
{
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan = plan_at (record, &evidence, 5);

  g_assert_cmpint (plan.phase, ==, SC_PHASE_READ);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan.error, ==, 0);
}

static void
test_baseline_is_asked_before_send (void)
{
  static const Row rows[] = { { SC_STEP_IDENTIFIED, 0, "0000S111A", "SMS0000S111A" },
                              { SC_STEP_TENANT, 0, ENDPOINT, "abc123" },
                              { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (rows, NULL);
  ScEvidence evidence = plan_online ();

  evidence.on_sensor_ap = TRUE;
  g_assert_cmpint (plan_at (record, &evidence, 1).action, ==, SC_ACTION_ASK);
  /* The only adapter is on the sensor's network: paused, not failed. */
  evidence.uplink = SC_UPLINK_NONE;
  g_assert_cmpint (plan_at (record, &evidence, 1).action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan_at (record, &evidence, 1).error, ==, 0);
}

static void
test_window (void)
{
  static const struct
  {
    double at_s;
    ScPhase phase;
    const char *figure;
  } rows[] = {
    { 10, SC_PHASE_IN_TIME, "1:00" },          { 10.001, SC_PHASE_IN_TIME, "1:00" },
    { 23, SC_PHASE_IN_TIME, "0:47" },          { 69.5, SC_PHASE_IN_TIME, "0:01" },
    { 70, SC_PHASE_MAYBE_IN_TIME, "0:30" },    { 99.9, SC_PHASE_MAYBE_IN_TIME, "0:01" },
    { 100, SC_PHASE_ASLEEP, "08:21" },         { 100 + 20 * 60 - 1, SC_PHASE_ASLEEP, "08:21" },
    { 100 + 20 * 60, SC_PHASE_OVERDUE, NULL },
  };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, NULL);
  ScEvidence evidence = plan_online ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ScPlan plan = plan_at (record, &evidence, rows[i].at_s);
      ScMoment now = plan_moment_at (rows[i].at_s);
      g_autofree char *figure = sc_sentence_figure (&plan, &now);

      g_test_message ("%.3f s", rows[i].at_s);
      g_assert_cmpint (plan.phase, ==, rows[i].phase);
      g_assert_cmpstr (figure, ==, rows[i].figure);
      /* Missed or not: the cloud is told as soon as it can be. */
      g_assert_cmpint (plan.action, ==, SC_ACTION_PROVISION);
      g_assert_cmpint (plan.due_us, ==, 0);
    }
}

static void
test_window_survives_clock_changes (void)
{
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, NULL);
  ScEvidence evidence = plan_online ();
  ScMoment now = plan_moment_at (23);
  ScPlan plan;

  /* The wall clock is set: nothing moves. */
  now.wall_us += 3600 * S;
  plan = sc_plan_make (record, &evidence, &now, plan_model);
  g_assert_cmpint (plan.in_time_until_us - now.boot_us, ==, 47 * S);

  /* The machine was restarted: only the wall clock is left. */
  now = plan_moment_at (23);
  now.boot_us = 5 * S;
  g_strlcpy (now.boot_id, OTHER_BOOT, sizeof now.boot_id);
  plan = sc_plan_make (record, &evidence, &now, plan_model);
  g_assert_cmpint (plan.in_time_until_us - now.boot_us, ==, 47 * S);

  /* Restarted, and the wall clock is behind: the profile was not sent in the future. */
  now.wall_us = WALL0 - 3600 * S;
  plan = sc_plan_make (record, &evidence, &now, plan_model);
  g_assert_cmpint (plan.in_time_until_us - now.boot_us, ==, 60 * S);
}

static void
test_offline (void)
{
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  evidence.uplink = SC_UPLINK_NONE;
  evidence.cloud_proven = FALSE;
  plan = plan_at (record, &evidence, 20);
  g_assert_cmpint (plan.action, ==, SC_ACTION_REGAIN_UPLINK);
  g_assert_cmpint (plan.due_us, ==, 0);
  g_assert_cmpint (plan.error, ==, SC_ERROR_UPLINK_NONE);
  g_assert_cmpint (plan.online_lamp, ==, SC_LAMP_WAITING);

  evidence.last_regain_us = T0 + 20 * S;
  plan = plan_at (record, &evidence, 21);
  g_assert_cmpint (plan.due_us, ==, T0 + 30 * S);
}

static void
test_contact (void)
{
  static const Row accepted[] = { { SC_STEP_PROVISION_ASKED, 14 },
                                  { SC_STEP_PROVISION_ACCEPTED, 15, "2026-03-02T08:00:15Z", "key" },
                                  { 0 } };
  static const Row contact[] = { { SC_STEP_CONTACT, 75, "2026-03-02T08:01:10Z" }, { 0 } };
  static const Row none[] = { { SC_STEP_NO_CONTACT, 15 + 25 * 60 + 1 }, { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, accepted, NULL);
  g_autoptr (ScRecord) met = plan_make_record (plan_reviewed, plan_sent, accepted, contact, NULL);
  g_autoptr (ScRecord) unmet = plan_make_record (plan_reviewed, plan_sent, accepted, none, NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan = plan_at (record, &evidence, 16);

  /* The countdown is over the moment the POST is accepted. */
  g_assert_cmpint (plan.phase, ==, SC_PHASE_PROVISIONED);
  g_assert_cmpint (plan.action, ==, SC_ACTION_ASK);
  g_assert_cmpint (plan.due_us, ==, T0 + 30 * S);
  evidence.last_ask_us = T0 + 30 * S;
  g_assert_cmpint (plan_at (record, &evidence, 31).due_us, ==, T0 + 60 * S);

  /* 25 minutes after provisioning, but not without a last look. */
  evidence.last_ask_us = T0 + 15 * S + 25 * MIN_ - 3 * S;
  plan = plan_at (record, &evidence, 15 + 25 * 60 + 1);
  g_assert_cmpint (plan.action, ==, SC_ACTION_ASK);
  evidence.last_ask_us = T0 + 15 * S + 25 * MIN_;
  plan = plan_at (record, &evidence, 15 + 25 * 60 + 1);
  g_assert_cmpint (plan.action, ==, SC_ACTION_GIVE_UP);

  plan = plan_at (met, &evidence, 80);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_IN_CONTACT);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
  plan = plan_at (unmet, &evidence, 15 + 26 * 60);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_NEEDS_VISIT);
  g_assert_cmpint (plan.error, ==, SC_ERROR_NO_FIRST_CONTACT);
  g_assert_cmpint (plan.action, ==, SC_ACTION_ASK); /* seldom, in case it is only late */
}

static void
test_early (void)
{
  static const Row early[] = { { SC_STEP_CONSENT, 9, "early" }, { 0 } };
  static const Row accepted[] = { { SC_STEP_PROVISION_ASKED, 9 },
                                  { SC_STEP_PROVISION_ACCEPTED, 10, "2026-03-02T08:00:10Z", "key" },
                                  { 0 } };
  static const Row withdrawn[] = { { SC_STEP_CONSENT, 12, "withdrawn" }, { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, early, NULL);
  g_autoptr (ScRecord) done = plan_make_record (plan_reviewed, early, accepted, NULL);
  g_autoptr (ScRecord) back = plan_make_record (plan_reviewed, early, withdrawn, NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  evidence.on_sensor_ap = TRUE;
  evidence.visiting = TRUE;
  plan = plan_at (record, &evidence, 9);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_EARLY);
  g_assert_cmpint (plan.action, ==, SC_ACTION_PROVISION);
  g_assert_cmpint (plan.window_start_us, ==, 0); /* no countdown at all */

  plan = plan_at (done, &evidence, 11);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_PROVISIONED_NOT_SENT);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);

  plan = plan_at (back, &evidence, 13);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_READ);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
}

static void
test_lamps (void)
{
  static const Row gone[] = { { SC_STEP_AP_GONE, 14 }, { SC_STEP_UPLINK_BACK, 17 }, { 0 } };
  static const Row stays[] = { { SC_STEP_AP_STAYS, 40 }, { 0 } };
  static const Row back[] = { { SC_STEP_AP_GONE, 14 }, { SC_STEP_AP_CAME_BACK, 30 }, { 0 } };
  g_autoptr (ScRecord) waiting = plan_make_record (plan_reviewed, plan_sent, NULL);
  g_autoptr (ScRecord) left = plan_make_record (plan_reviewed, plan_sent, gone, NULL);
  g_autoptr (ScRecord) stayed = plan_make_record (plan_reviewed, plan_sent, stays, NULL);
  g_autoptr (ScRecord) returned = plan_make_record (plan_reviewed, plan_sent, back, NULL);
  ScEvidence evidence = plan_online ();

  g_assert_cmpint (plan_at (waiting, &evidence, 12).left_lamp, ==, SC_LAMP_WAITING);
  g_assert_cmpint (plan_at (left, &evidence, 20).left_lamp, ==, SC_LAMP_ON);
  g_assert_cmpint (plan_at (left, &evidence, 20).left_since_us, ==, T0 + 14 * S);
  g_assert_cmpint (plan_at (left, &evidence, 20).online_since_us, ==, T0 + 17 * S);
  g_assert_cmpint (plan_at (stayed, &evidence, 41).left_lamp, ==, SC_LAMP_TROUBLE);
  g_assert_cmpint (plan_at (stayed, &evidence, 41).error, ==, SC_ERROR_SENSOR_AP_STAYS);
  g_assert_cmpint (plan_at (returned, &evidence, 31).left_lamp, ==, SC_LAMP_TROUBLE);
  g_assert_cmpint (plan_at (returned, &evidence, 31).error, ==, SC_ERROR_SENSOR_AP_CAME_BACK);
  /* Provisioning goes on: then sending again has no deadline. */
  g_assert_cmpint (plan_at (returned, &evidence, 31).action, ==, SC_ACTION_PROVISION);
}

static void
test_killed_while_sending (void)
{
  static const Row before_add[] = { { SC_STEP_CONSENT, 9, "after" },
                                    { SC_STEP_DELETE_ASKED, 9 },
                                    { 0 } };
  static const Row after_add[] = { { SC_STEP_CONSENT, 9, "after" },
                                   { SC_STEP_DELETE_ASKED, 9 },
                                   { SC_STEP_DELETE_ANSWERED, 9.5 },
                                   { SC_STEP_ADD_ASKED, 10 },
                                   { 0 } };
  g_autoptr (ScRecord) before = plan_make_record (plan_reviewed, before_add, NULL);
  g_autoptr (ScRecord) after = plan_make_record (plan_reviewed, after_add, NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  /* Not sent: a visit is needed, and nothing is provisioned behind the technician's back. */
  plan = plan_at (before, &evidence, 20);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_REFUSED);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan.error, !=, 0);

  /* Perhaps sent: its clock may be running. */
  plan = plan_at (after, &evidence, 20);
  g_assert_cmpint (plan.phase, ==, SC_PHASE_IN_TIME);
  g_assert_cmpint (plan.action, ==, SC_ACTION_PROVISION);

  /* Still sending: the answer is awaited. */
  evidence.on_sensor_ap = TRUE;
  evidence.visiting = TRUE;
  g_assert_cmpint (plan_at (after, &evidence, 11).phase, ==, SC_PHASE_SENDING);
}

/* The visit under way is to another sensor: what was interrupted is not under way. */
static void
test_visit_to_another_sensor (void)
{
  static const Row interrupted[] = {
    { SC_STEP_CONSENT, 9, "after" },
    { SC_STEP_DELETE_ASKED, 9 },
    { SC_STEP_DELETE_ANSWERED, 9.5 },
    { SC_STEP_ADD_ASKED, 10 },
    { 0 },
  };
  static const Row early[] = { { SC_STEP_CONSENT, 9, "early" },
                               { SC_STEP_PROVISION_ASKED, 9 },
                               { 0 } };
  g_autoptr (ScRecord) sending = plan_make_record (plan_reviewed, interrupted, NULL);
  g_autoptr (ScRecord) asked = plan_make_record (plan_reviewed, early, NULL);
  ScEvidence evidence = plan_online ();

  evidence.on_sensor_ap = TRUE;
  g_assert_cmpint (plan_at (sending, &evidence, 20).phase, ==, SC_PHASE_IN_TIME);
  g_assert_cmpint (plan_at (sending, &evidence, 20).action, ==, SC_ACTION_PROVISION);
  /* Nothing would follow early provisioning; what became of the request is asked all the same. */
  g_assert_cmpint (plan_at (asked, &evidence, 20).phase, ==, SC_PHASE_READ);
  g_assert_cmpint (plan_at (asked, &evidence, 20).action, ==, SC_ACTION_ASK);
  evidence.uplink = SC_UPLINK_NONE;
  g_assert_true (plan_at (sending, &evidence, 20).paused);
}

/* Visited again, a sensor has spoken to the cloud since the last baseline. */
static void
test_baseline_on_another_visit (void)
{
  static const Row met[] = { { SC_STEP_PROVISION_ASKED, 14 },
                             { SC_STEP_PROVISION_ACCEPTED, 15, "2026-03-02T08:00:15Z", "key" },
                             { SC_STEP_CONTACT, 75, "2026-03-02T08:01:10Z" },
                             { 0 } };
  static const Row again[] = { { SC_STEP_RESUMED, 9000 },
                               { SC_STEP_IDENTIFIED, 9000, "0000S111A", "SMS0000S111A" },
                               { 0 } };
  static const Row resent[] = {
    { SC_STEP_CONSENT, 9010, "after" },  { SC_STEP_DELETE_ASKED, 9010 },
    { SC_STEP_DELETE_ANSWERED, 9010.5 }, { SC_STEP_ADD_ASKED, 9011 },
    { SC_STEP_ADD_ANSWERED, 9011.5 },    { 0 },
  };
  g_autoptr (ScRecord) visited = plan_make_record (plan_reviewed, plan_sent, met, again, NULL);
  g_autoptr (ScRecord) sent_again =
      plan_make_record (plan_reviewed, plan_sent, met, again, resent, NULL);
  ScEvidence evidence = plan_online ();

  g_assert_cmpint (plan_at (visited, &evidence, 9001).action, ==, SC_ACTION_NONE);
  g_assert_true (sc_plan_has_baseline (visited, FALSE)); /* of the try there was */
  evidence.visiting = evidence.on_sensor_ap = TRUE;
  g_assert_cmpint (plan_at (visited, &evidence, 9001).action, ==, SC_ACTION_ASK);
  g_assert_false (sc_plan_has_baseline (visited, TRUE));
  evidence.visiting = evidence.on_sensor_ap = FALSE;
  evidence.last_ask_us = T0 + 9000 * S;
  g_assert_false (sc_plan_has_baseline (sent_again, FALSE));
  g_assert_cmpint (plan_at (sent_again, &evidence, 9012).action, ==, SC_ACTION_ASK);
  g_assert_cmpint (plan_at (sent_again, &evidence, 9012).due_us, ==, 0);
}

/* A sensor seen in set-up mode does not speak to the cloud: what the cloud says then is a baseline
 * for the visit that follows soon. */
static void
test_baseline_from_set_up_mode (void)
{
  static const Row back[] = { { SC_STEP_PROVISION_ASKED, 14 },
                              { SC_STEP_PROVISION_ACCEPTED, 15, "2026-03-02T08:00:15Z", "key" },
                              { SC_STEP_AP_GONE, 16 },
                              { SC_STEP_AP_CAME_BACK, 30 },
                              { 0 } };
  static const Row asked[] = { { SC_STEP_BASELINE, 31, NULL }, { 0 } };
  static const Row soon[] = { { SC_STEP_IDENTIFIED, 600, "0000S111A", "SMS0000S111A" },
                              { SC_STEP_CONSENT, 610, "after" },
                              { 0 } };
  static const Row late[] = { { SC_STEP_IDENTIFIED, 6000, "0000S111A", "SMS0000S111A" },
                              { SC_STEP_CONSENT, 6010, "after" },
                              { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, back, NULL);
  g_autoptr (ScRecord) kept = plan_make_record (plan_reviewed, plan_sent, back, asked, NULL);
  g_autoptr (ScRecord) visited_soon =
      plan_make_record (plan_reviewed, plan_sent, back, asked, soon, NULL);
  g_autoptr (ScRecord) visited_late =
      plan_make_record (plan_reviewed, plan_sent, back, asked, late, NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  g_assert_cmpint (plan_at (record, &evidence, 31).action, ==, SC_ACTION_ASK);
  /* It may join all the same: the cloud is asked now and then, and nothing is said of that. */
  evidence.last_ask_us = T0 + 31 * S;
  plan = plan_at (kept, &evidence, 32);
  g_assert_cmpint (plan.action, ==, SC_ACTION_ASK);
  g_assert_cmpint (plan.due_us, ==, T0 + 61 * S);
  g_assert_cmpint (plan.error, ==, SC_ERROR_SENSOR_AP_CAME_BACK);
  g_assert_cmpint (plan_at (kept, &evidence, 3600).due_us, ==, T0 + 631 * S);
  g_assert_true (sc_plan_has_baseline (visited_soon, FALSE));
  g_assert_false (sc_plan_has_baseline (visited_late, FALSE));
}

/* Restarted, and the wall clock is behind: nothing is due after a time that does not pass. */
static void
test_contact_with_the_clock_set_back (void)
{
  static const Row accepted[] = { { SC_STEP_PROVISION_ASKED, 14 },
                                  { SC_STEP_PROVISION_ACCEPTED, 15, "2026-03-02T08:00:15Z", "key" },
                                  { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, accepted, NULL);
  ScEvidence evidence = plan_online ();
  ScMoment now = { 5 * S, WALL0 - 3600 * S, OTHER_BOOT };

  g_assert_cmpint (sc_plan_make (record, &evidence, &now, plan_model).due_us, ==, 0);
  evidence.last_ask_us = 5 * S;
  g_assert_cmpint (sc_plan_make (record, &evidence, &now, plan_model).due_us, ==, 35 * S);
}

/* There is always a way on: by itself, or a button. */
static void
test_something_is_offered (void)
{
  static const Row refused[] = { { SC_STEP_CONSENT, 9, "after" },
                                 { SC_STEP_DELETE_ASKED, 9 },
                                 { SC_STEP_DELETE_ANSWERED, 9.5 },
                                 { SC_STEP_ADD_ASKED, 10 },
                                 { SC_STEP_ADD_ANSWERED, 10.5, NULL, NULL,
                                   SC_ERROR_SENSOR_REFUSED },
                                 { 0 } };
  g_autoptr (ScRecord) read = plan_make_record (plan_reviewed, NULL);
  g_autoptr (ScRecord) not_taken = plan_make_record (plan_reviewed, refused, NULL);
  ScEvidence evidence = plan_online ();

  g_assert_cmpint (plan_at (read, &evidence, 20).remedy, ==, SC_REMEDY_VISIT_AGAIN);
  g_assert_cmpint (plan_at (not_taken, &evidence, 20).remedy, ==, SC_REMEDY_VISIT_AGAIN);
  g_assert_cmpint (plan_at (not_taken, &evidence, 20).error, ==, SC_ERROR_SENSOR_REFUSED);
  evidence.visiting = TRUE;
  g_assert_cmpint (plan_at (read, &evidence, 20).remedy, ==, SC_REMEDY_NONE);
}

/* What is said is so. */
static void
test_words_are_true (void)
{
  static const Row stays[] = { { SC_STEP_AP_STAYS, 40 }, { 0 } };
  static const Row left[] = { { SC_STEP_LEFT_UNCHANGED, 5 }, { 0 } };
  g_autoptr (ScRecord) stayed = plan_make_record (plan_reviewed, plan_sent, stays, NULL);
  g_autoptr (ScRecord) unread = plan_make_record (plan_reviewed, left, NULL);
  g_autoptr (GError) full = g_error_new_literal (SC_ERROR, SC_ERROR_JOURNAL_FAILED, "full");
  g_autoptr (ScRecord) waiting = plan_make_record (plan_reviewed, plan_sent, NULL);
  ScEvidence evidence = plan_online ();
  ScMoment now = plan_moment_at (50);
  ScPlan plan = plan_at (stayed, &evidence, 50);
  g_autofree char *staying = sc_sentence_advice (&plan, stayed, &now);
  g_autofree char *unchanged = NULL;
  g_autofree char *unsaved = NULL;

  g_assert_nonnull (strstr (staying, "still shows its own network"));
  plan = plan_at (unread, &evidence, 50);
  unchanged = sc_sentence_advice (&plan, unread, &now);
  g_assert_nonnull (strstr (unchanged, "certificate was not read"));
  evidence.last_error = full;
  evidence.cloud_failures = 1;
  plan = plan_at (waiting, &evidence, 50);
  unsaved = sc_sentence_advice (&plan, waiting, &now);
  g_assert_nonnull (strstr (unsaved, "cannot be saved"));
}

static void
test_closed (void)
{
  static const Row stopped[] = { { SC_STEP_STOPPED, 20 }, { 0 } };
  static const Row left[] = { { SC_STEP_LEFT_UNCHANGED, 5 }, { 0 } };
  g_autoptr (ScRecord) a = plan_make_record (plan_reviewed, plan_sent, stopped, NULL);
  g_autoptr (ScRecord) b = plan_make_record (plan_reviewed, left, NULL);
  ScEvidence evidence = plan_online ();

  g_assert_cmpint (plan_at (a, &evidence, 30).phase, ==, SC_PHASE_STOPPED);
  g_assert_cmpint (plan_at (a, &evidence, 30).action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan_at (b, &evidence, 30).phase, ==, SC_PHASE_UNCHANGED);
  g_assert_cmpint (plan_at (b, &evidence, 30).action, ==, SC_ACTION_NONE);
}

static void
test_every_phase_has_words (void)
{
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, NULL);
  ScMoment now = plan_moment_at (20);

  for (int phase = SC_PHASE_READ; phase <= SC_PHASE_UNCHANGED; phase++)
    for (int action = SC_ACTION_NONE; action <= SC_ACTION_PROVISION; action++)
      {
        ScPlan plan = { .phase = (ScPhase)phase, .action = (ScAction)action };
        g_autofree char *heading = sc_sentence_heading (&plan, &now);
        g_autofree char *advice = sc_sentence_advice (&plan, record, &now);
        g_autofree char *line = sc_sentence_short (&plan, &now);

        g_assert_cmpint (g_utf8_strlen (heading, -1), >, 5);
        g_assert_cmpint (g_utf8_strlen (advice, -1), >, 20);
        g_assert_cmpint (g_utf8_strlen (line, -1), >, 5);
      }
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  plan_bed_set_up ();
  g_test_add_func ("/plan/read", test_read);
  g_test_add_func ("/plan/baseline-is-asked-before-send", test_baseline_is_asked_before_send);
  g_test_add_func ("/plan/window", test_window);
  g_test_add_func ("/plan/window-survives-clock-changes", test_window_survives_clock_changes);
  g_test_add_func ("/plan/offline", test_offline);
  g_test_add_func ("/plan/contact", test_contact);
  g_test_add_func ("/plan/early", test_early);
  g_test_add_func ("/plan/lamps", test_lamps);
  g_test_add_func ("/plan/killed-while-sending", test_killed_while_sending);
  g_test_add_func ("/plan/visit-to-another-sensor", test_visit_to_another_sensor);
  g_test_add_func ("/plan/baseline-on-another-visit", test_baseline_on_another_visit);
  g_test_add_func ("/plan/baseline-from-set-up-mode", test_baseline_from_set_up_mode);
  g_test_add_func ("/plan/contact-with-the-clock-set-back", test_contact_with_the_clock_set_back);
  g_test_add_func ("/plan/something-is-offered", test_something_is_offered);
  g_test_add_func ("/plan/words-are-true", test_words_are_true);
  g_test_add_func ("/plan/closed", test_closed);
  g_test_add_func ("/plan/every-phase-has-words", test_every_phase_has_words);
  status = g_test_run ();
  plan_bed_tear_down ();
  return status;
}
