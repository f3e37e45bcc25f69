/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit where more than one thing goes wrong. */

#include "sc-visit-bed.h"

/* A record that is not on the disk has not come to be, not even later. */
static void
test_no_record_without_the_journal (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  GListModel *records = sc_workflow_get_records (f->workflow);

  sc_visit_bed_go_to (f, SC_VISIT_IDENTIFYING);
  sc_fake_journal_fail (f->fakes, SC_ERROR_JOURNAL_FAILED);
  sc_fake_sensor_answer (f->fakes, g_strdup ("SMS0000S111A"));
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_JOURNAL_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 0);
  g_assert_null (sc_visit_get_record (f->visit));
  sc_fake_journal_fail (f->fakes, 0);
  g_assert_true (sc_visit_retry (f->visit));
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 1);
  g_assert_false (sc_fakes_has_logged (f->fakes, "step:left-unchanged"));
}

/* What is settled anew during a visit is for the next one. */
static void
test_a_visit_ends_as_it_began (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_JOINING);
  sc_workflow_set_site_network (f->workflow, NULL);
  sc_workflow_cancel_sign_in (f->workflow);
  sc_visit_bed_sign_in (f);
  sc_visit_bed_go_to (f, SC_VISIT_SENT);
  g_assert_nonnull (sc_record_get_site_ssid (sc_visit_get_record (f->visit)));
  g_assert_false (sc_visit_retry (f->visit));
}

/* The first delete may have been carried out although the second did not get there. */
static void
test_delete_dropped_then_unreachable (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_DROPPED);
  sc_visit_bed_settle (f);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_UNREACHABLE);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_UNREACHABLE);
  g_assert_true (sc_visit_sensor_was_changed (f->visit));
}

static void
test_delete_with_an_odd_reply (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_ODD_REPLY);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_ODD_REPLY);
  g_assert_true (sc_visit_sensor_was_changed (f->visit));
}

/* "The sensor's network went away. The sensor was not changed." would not be true. */
static void
test_network_gone_after_delete (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_LINK_LOST);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_UNREACHABLE);
  g_assert_cmpint (sc_record_get_profile_state (sc_visit_get_record (f->visit)), ==,
                   SC_PROFILE_REFUSED);
}

static void
add_is_dropped (ScVisitBed *f, const char *who_answers)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_DROPPED);
  sc_visit_bed_settle (f);
  g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_READ_NAME));
  sc_fake_sensor_answer (f->fakes, g_strdup (who_answers));
  sc_visit_bed_settle (f);
}

/* It answered once more and is gone before it can be told again: it has the profile. */
static void
test_gone_before_the_second_round (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScRecord *record;

  add_is_dropped (f, "SMS0000S111A");
  record = sc_visit_get_record (f->visit);
  for (guint i = 0; i < 2; i++)
    {
      sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_DROPPED);
      sc_visit_bed_settle (f);
    }
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_RELEASING);
  g_assert_cmpint (sc_record_get_profile_state (record), ==, SC_PROFILE_SENT);
  g_assert_nonnull (sc_record_get_window_start (record));
}

/* The profile is never deleted from a sensor that nobody agreed to change. */
static void
test_another_sensor_answers (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  add_is_dropped (f, "SMS0000S222B");
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_RELEASING);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "delete-profiles"), ==, 1);
}

/* A list that was not complete has not said that the sensor does not hear the network. */
static void
test_skipped_is_not_unheard (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  const ScStep *step;

  sc_visit_bed_go_to (f, SC_VISIT_COMPARING_NETWORK);
  sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  sc_virtual_clock_advance (f->clock, 5 * S);
  sc_fake_sensor_answer (f->fakes, sc_visit_bed_heard ("Other"));
  sc_visit_bed_settle (f);
  g_assert_true (sc_visit_skip_comparing (f->visit));
  g_assert_cmpint (sc_visit_get_heard (f->visit), ==, SC_HEARD_UNKNOWN);
  step = sc_record_find_step (sc_visit_get_record (f->visit), SC_STEP_HEARD);
  g_assert_cmpstr (step->text, ==, "unknown");
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (sc_workflow_shut_down_finish (SC_WORKFLOW (source), result, NULL));
  *(gboolean *)user_data = TRUE;
}

/* The laptop is not free before the join has ended, one way or the other. */
static void
test_shut_down_while_joining (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  gboolean done = FALSE;

  sc_visit_bed_go_to (f, SC_VISIT_JOINING);
  sc_workflow_shut_down_async (f->workflow, NULL, on_shut_down, &done);
  g_assert_false (done);
  sc_visit_bed_settle (f);
  g_assert_true (done);
  g_assert_false (sc_fake_link_is_joining (f->fakes));
}

/* A workflow that is dropped takes the visit with it: nothing follows from answers. */
static void
test_dropped_in_the_middle (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  g_clear_object (&f->workflow);
  sc_visit_bed_settle (f);
  while (sc_fake_sensor_has_late (f->fakes))
    sc_fake_sensor_answer_late (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  g_assert_true (sc_fakes_has_logged (f->fakes, "step:delete-answered"));
  g_assert_false (sc_fakes_has_logged (f->fakes, "add-profile"));
  g_assert_cmpuint (sc_virtual_clock_count_timers (f->clock), ==, 0);
}

/* Answered, and replaced before anybody looked: it says nothing any more. */
static void
test_signed_in_twice (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScSecret) word = sc_secret_new ("other", -1);
  g_autoptr (ScAccount) account = sc_account_new (ENDPOINT, word, word, NULL, NULL);

  sc_workflow_sign_in (f->workflow, account, FALSE);
  sc_fake_cloud_answer (f->fakes, sc_tenant_new (ENDPOINT, "first", NULL));
  sc_workflow_sign_in (f->workflow, account, FALSE);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_workflow_get_sign_in (f->workflow), ==, SC_SIGN_IN_BUSY);
  g_assert_null (sc_workflow_get_tenant (f->workflow));
  sc_fake_cloud_answer (f->fakes, sc_tenant_new (ENDPOINT, "second", NULL));
  sc_visit_bed_settle (f);
  g_assert_cmpstr (sc_tenant_get_id (sc_workflow_get_tenant (f->workflow)), ==, "second");
}

/* Another tenant's record is another record: what one cloud said is not mixed with the other. */
static void
test_one_record_per_tenant (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScSecret) word = sc_secret_new ("other", -1);
  g_autoptr (ScAccount) account = sc_account_new (ENDPOINT, word, word, NULL, NULL);
  ScRecord *first;

  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  first = sc_visit_get_record (f->visit);
  sc_visit_cancel (f->visit);
  sc_visit_bed_settle (f);
  sc_visit_bed_step (f);
  sc_fake_cloud_answer (f->fakes, NULL); /* the baseline was on its way */
  sc_visit_bed_settle (f);
  sc_workflow_sign_in (f->workflow, account, FALSE);
  sc_fake_cloud_answer (f->fakes, sc_tenant_new (ENDPOINT, "other", NULL));
  sc_visit_bed_settle (f);
  g_assert_true (sc_visit_reset (f->visit));
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  g_assert_true (sc_visit_get_record (f->visit) != first);
  g_assert_cmpstr (sc_tenant_get_id (sc_record_get_tenant (first)), ==, "abc123");
}

/* Cancelled means: nothing is asked of the cloud any more, but what became of the request that was
 * out. */
static void
test_early_cancelled (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to_early (f);
  g_assert_true (sc_visit_cancel (f->visit));
  sc_visit_bed_settle (f);
  sc_fake_cloud_fail (f->fakes, SC_ERROR_CLOUD_REPLY_LOST);
  sc_visit_bed_settle (f);
  sc_visit_bed_step (f);
  sc_virtual_clock_advance (f->clock, 5 * S);
  g_assert_true (sc_fake_cloud_is_asked (f->fakes, "get"));
  sc_fake_cloud_answer (f->fakes, NULL);
  sc_visit_bed_settle (f);
  sc_virtual_clock_advance (f->clock, 600 * S);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "provision"), ==, 1);
  g_assert_false (sc_visit_bed_saw_a_change (f));
}

/* How an earlier try failed says nothing about this one. */
static void
test_early_after_a_refusal (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  sc_workflow_set_order (f->workflow, SC_ORDER_ALWAYS_EARLY);
  sc_fake_cloud_fail (f->fakes, SC_ERROR_CLOUD_SERVER); /* no baseline */
  sc_visit_bed_settle (f);
  g_assert_true (sc_visit_send (f->visit));
  sc_visit_bed_settle (f);
  sc_fake_cloud_fail (f->fakes, SC_ERROR_CLOUD_SERVER);
  sc_virtual_clock_advance (f->clock, 2 * S);
  sc_fake_cloud_fail (f->fakes, SC_ERROR_CLOUD_FORBIDDEN);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
  g_assert_true (sc_visit_send (f->visit));
  sc_visit_bed_settle (f);
  g_assert_true (sc_fake_cloud_is_asked (f->fakes, "get"));
  sc_fake_cloud_answer (f->fakes, NULL);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_PROVISIONING_EARLY);
}

static gboolean
has_come_back (ScVisitBed *f)
{
  ScRecord *record = sc_workflow_get_current (f->workflow);

  return sc_record_find_step (record, SC_STEP_AP_CAME_BACK) != NULL;
}

/* A scan that missed the sensor's network while that may still be there is no proof; one that hears
 * it after that is. */
static void
test_an_echo_is_no_return (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENT);
  sc_fake_link_set_presence (f->fakes, SC_PRESENCE_GONE);
  sc_virtual_clock_advance (f->clock, 5 * S);
  sc_fake_link_set_presence (f->fakes, SC_PRESENCE_SEEN_AGAIN);
  sc_virtual_clock_advance (f->clock, 5 * S);
  g_assert_false (has_come_back (f));
  sc_fake_link_set_presence (f->fakes, SC_PRESENCE_GONE);
  sc_virtual_clock_advance (f->clock, 60 * S);
  g_assert_false (has_come_back (f));
  sc_fake_link_set_presence (f->fakes, SC_PRESENCE_SEEN_AGAIN);
  sc_visit_bed_settle (f);
  g_assert_true (has_come_back (f));
}

/* The way back to the laptop's own network has its time; after that what helps is said, while it is
 * still looked for. */
static void
test_slow_return_is_being_offline (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScPlan plan;

  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_link_set_uplink (f->fakes, SC_UPLINK_NONE);
  sc_visit_bed_go_to (f, SC_VISIT_RELEASING);
  sc_virtual_clock_advance (f->clock, 9 * S);
  plan = sc_workflow_get_plan (f->workflow, sc_visit_get_record (f->visit));
  g_assert_cmpint (plan.phase, ==, SC_PHASE_IN_TIME);
  g_assert_true (plan.paused);
  sc_virtual_clock_advance (f->clock, 2 * S);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_RELEASING);
  plan = sc_workflow_get_plan (f->workflow, sc_visit_get_record (f->visit));
  g_assert_false (plan.paused);
  g_assert_cmpint (plan.error, ==, SC_ERROR_UPLINK_NONE);
  g_assert_cmpint (plan.action, ==, SC_ACTION_REGAIN_UPLINK);
}

#define ADD(name, func, data)                                                                      \
  g_test_add ("/visit-trouble/" name, ScVisitBed, GINT_TO_POINTER (data), sc_visit_bed_set_up,     \
              func, sc_visit_bed_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-record-without-the-journal", test_no_record_without_the_journal, 0);
  ADD ("a-visit-ends-as-it-began", test_a_visit_ends_as_it_began, 0);
  ADD ("delete-dropped-then-unreachable", test_delete_dropped_then_unreachable, 0);
  ADD ("delete-with-an-odd-reply", test_delete_with_an_odd_reply, 0);
  ADD ("network-gone-after-delete", test_network_gone_after_delete, 0);
  ADD ("gone-before-the-second-round", test_gone_before_the_second_round, 0);
  ADD ("another-sensor-answers", test_another_sensor_answers, 0);
  ADD ("skipped-is-not-unheard", test_skipped_is_not_unheard, 0);
  ADD ("shut-down-while-joining", test_shut_down_while_joining, 0);
  ADD ("dropped-in-the-middle", test_dropped_in_the_middle, 0);
  ADD ("signed-in-twice", test_signed_in_twice, 0);
  ADD ("one-record-per-tenant", test_one_record_per_tenant, 0);
  ADD ("an-echo-is-no-return", test_an_echo_is_no_return, 0);
  ADD ("slow-return-is-being-offline", test_slow_return_is_being_offline, 0);
  ADD ("early/cancelled", test_early_cancelled, 0);
  ADD ("early/after-a-refusal", test_early_after_a_refusal, 0);
  return g_test_run ();
}
