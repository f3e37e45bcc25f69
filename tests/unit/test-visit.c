/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit in every state: success, failure, cancel, late answer. */

#include "sc-visit-bed.h"

static void
test_order_of_a_visit (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const expected[] = {
    "join",           "read-name",         "step:identified",   "step:certificate",
    "step:consent",   "step:delete-asked", "delete-profiles",   "step:delete-answered",
    "step:add-asked", "add-profile",       "step:add-answered", "release",
    "step:released",  "provision"
  };
  guint at = 0;

  sc_visit_bed_go_to (f, SC_VISIT_SENT);
  sc_virtual_clock_advance (f->clock, S);
  if (sc_fake_cloud_is_asked (f->fakes, "get"))
    sc_fake_cloud_answer (f->fakes, NULL);
  sc_virtual_clock_advance (f->clock, S);
  for (guint i = 0; i < f->fakes->log->len && at < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (g_ptr_array_index (f->fakes->log, i), expected[at]))
      at++;
  g_assert_cmpstr (at < G_N_ELEMENTS (expected) ? expected[at] : NULL, ==, NULL);
  g_assert_true (sc_visit_sensor_was_changed (f->visit));
  g_assert_cmpint (sc_workflow_get_stage (f->workflow), ==, SC_STAGE_CONNECT);
}

/* Cancel in every state before Send: acknowledged at once, the laptop is released, the sensor
 * saw no change, the forms are as they were. */
static void
test_cancel (ScVisitBed *f, gconstpointer data)
{
  ScVisitState state = GPOINTER_TO_INT (data);

  sc_visit_bed_go_to (f, state);
  g_assert_true (sc_visit_cancel (f->visit));
  g_assert_true (sc_visit_get_state (f->visit) == SC_VISIT_LEAVING
                 || sc_visit_get_state (f->visit) == SC_VISIT_UNCHANGED);
  sc_visit_bed_settle (f);
  if (sc_visit_get_state (f->visit) == SC_VISIT_LEAVING)
    sc_visit_bed_step (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_UNCHANGED);
  g_assert_null (sc_visit_get_error (f->visit));
  g_assert_false (sc_visit_bed_saw_a_change (f));
  g_assert_false (sc_visit_sensor_was_changed (f->visit));
  g_assert_nonnull (sc_workflow_get_site_network (f->workflow));
  if (state != SC_VISIT_JOINING)
    g_assert_cmpuint (sc_fakes_count (f->fakes, "release"), >=, 1);
}

static void
test_cancel_is_too_late_after_send (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  g_assert_false (sc_visit_cancel (f->visit));
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_SENDING);
}

/* The sensor's network goes away before Send. */
static void
test_lost (ScVisitBed *f, gconstpointer data)
{
  sc_visit_bed_go_to (f, (ScVisitState)GPOINTER_TO_INT (data));
  sc_fake_link_lose (f->fakes);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_LINK_LOST);
  g_assert_false (sc_visit_bed_saw_a_change (f));
}

/* An answer to a state that was left moves nothing. */
static void
test_late_answer (ScVisitBed *f, gconstpointer data)
{
  ScVisitState state = GPOINTER_TO_INT (data);

  sc_visit_bed_go_to (f, state);
  g_assert_true (sc_visit_cancel (f->visit));
  sc_visit_bed_settle (f);
  g_assert_true (sc_fake_sensor_has_late (f->fakes));
  sc_visit_bed_step (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_UNCHANGED);
  sc_fake_sensor_answer_late (f->fakes,
                              state == SC_VISIT_IDENTIFYING ? g_strdup ("SMS0000S111A") : NULL);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_UNCHANGED);
}

static void
test_join_refused (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_JOINING);
  sc_fake_link_refuse (f->fakes, SC_ERROR_LINK_NOT_JOINED);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_LINK_NOT_JOINED);
  g_assert_true (sc_visit_retry (f->visit));
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_JOINING);
}

static void
test_name_is_asked_again (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_IDENTIFYING);
  for (guint i = 0; i < 4; i++)
    {
      sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_SILENT);
      sc_visit_bed_settle (f);
      g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_IDENTIFYING);
      sc_virtual_clock_advance (f->clock, 2 * S);
    }
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_SILENT);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_SILENT);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "read-name"), ==, 5);
}

static void
test_odd_name (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_IDENTIFYING);
  sc_fake_sensor_answer (f->fakes, g_strdup ("SMS"));
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_NAME_ODD);
}

static void
test_certificate_needs_the_technician (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_READING_CERTIFICATE);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_NOT_FOUND);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_NEEDS_CERTIFICATE);
  g_assert_error (sc_visit_get_error (f->visit), SC_ERROR, SC_ERROR_SENSOR_NOT_FOUND);
  g_assert_true (sc_visit_use_certificate_path (f->visit, "/other"));
  sc_visit_bed_settle (f);
  g_assert_null (sc_visit_get_error (f->visit));
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
}

static void
test_candidates_are_tried_in_turn (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  guint n = g_strv_length ((char **)sc_model_get_certificate_candidates (f->model));

  sc_workflow_set_certificate_path (f->workflow, NULL);
  g_assert_null (sc_model_get_path (f->model, SC_MODEL_PATH_CERTIFICATE));
  sc_visit_bed_go_to (f, SC_VISIT_READING_CERTIFICATE);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_READING_CERTIFICATE);
      sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_NOT_FOUND);
      sc_visit_bed_settle (f);
    }
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_NEEDS_CERTIFICATE);
  g_assert_error (sc_visit_get_error (f->visit), SC_ERROR, SC_ERROR_CERTIFICATE_PATH_UNKNOWN);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "read-certificate"), ==, n);
}

static void
test_certificate_from_a_file (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) pem = sc_visit_bed_pem ();
  g_autoptr (ScCertificate) certificate = sc_certificate_new (pem, NULL);

  sc_visit_bed_go_to (f, SC_VISIT_READING_CERTIFICATE);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_CERTIFICATE_NONE);
  sc_visit_bed_settle (f);
  g_assert_true (sc_visit_use_certificate (f->visit, certificate));
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  g_assert_nonnull (sc_record_get_certificate (sc_visit_get_record (f->visit)));
}

static void
test_sensor_hears_the_site_network (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_COMPARING_NETWORK);
  sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  sc_virtual_clock_advance (f->clock, 5 * S);
  sc_fake_sensor_answer (f->fakes, sc_visit_bed_heard ("Other"));
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_heard (f->visit), ==, SC_HEARD_NO);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_COMPARING_NETWORK);
  sc_virtual_clock_advance (f->clock, 5 * S);
  sc_fake_sensor_answer (f->fakes, sc_visit_bed_heard ("Hall 1"));
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_heard (f->visit), ==, SC_HEARD_YES);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
}

static void
test_sensor_will_not_scan (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_COMPARING_NETWORK);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_NOT_FOUND);
  sc_visit_bed_settle (f);
  for (guint i = 0; i < 10 && sc_visit_get_state (f->visit) != SC_VISIT_REVIEWING; i++)
    {
      sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_NOT_FOUND);
      sc_visit_bed_settle (f);
      sc_virtual_clock_advance (f->clock, 5 * S);
    }
  /* That it does not say must not keep anybody from going on. */
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
  g_assert_cmpint (sc_visit_get_heard (f->visit), ==, SC_HEARD_UNKNOWN);
}

static void
test_profile_refused (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_REFUSED);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_REFUSED);
  g_assert_true (sc_visit_sensor_was_changed (f->visit)); /* its old networks are deleted */
  g_assert_cmpint (sc_record_get_profile_state (sc_visit_get_record (f->visit)), ==,
                   SC_PROFILE_REFUSED);
}

static void
test_delete_refused (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_REFUSED);
  sc_visit_bed_settle (f);
  sc_visit_bed_assert_failed (f, SC_ERROR_SENSOR_REFUSED);
  g_assert_false (sc_fakes_has_logged (f->fakes, "add-profile"));
}

static void
add_fails (ScVisitBed *f, ScError code, gboolean still_answers)
{

  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  sc_fake_sensor_fail (f->fakes, code);
  sc_visit_bed_settle (f);
  g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_READ_NAME));
  if (still_answers)
    {
      sc_fake_sensor_answer (f->fakes, g_strdup ("SMS0000S111A"));
      sc_visit_bed_settle (f);
      g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_DELETE_PROFILES));
      sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
      sc_visit_bed_settle (f);
      sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
      sc_visit_bed_settle (f);
    }
  else
    {
      sc_virtual_clock_advance (f->clock, 3 * S);
    }
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_RELEASING);
  g_assert_cmpint (sc_record_get_profile_state (sc_visit_get_record (f->visit)), ==,
                   SC_PROFILE_SENT);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "add-profile"), ==, still_answers ? 2 : 1);
  g_assert_nonnull (sc_record_get_window_start (sc_visit_get_record (f->visit)));
}

/* The network goes down under the answer: asked once whether it still answers; it does not. */
static void
test_add_dropped (ScVisitBed *f, gconstpointer still_answers)
{
  add_fails (f, SC_ERROR_SENSOR_DROPPED, GPOINTER_TO_INT (still_answers));
}

/* Only what is known as a refusal is one. */
static void
test_add_oddly_answered (ScVisitBed *f, gconstpointer still_answers)
{
  add_fails (f, SC_ERROR_SENSOR_ODD_REPLY, GPOINTER_TO_INT (still_answers));
}

static void
test_nothing_irreversible_without_the_journal (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  sc_fake_journal_fail (f->fakes, SC_ERROR_JOURNAL_FAILED);
  g_assert_false (sc_visit_send (f->visit));
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
  g_assert_error (sc_visit_get_error (f->visit), SC_ERROR, SC_ERROR_JOURNAL_FAILED);
  g_assert_false (sc_visit_bed_saw_a_change (f));
  sc_fake_journal_fail (f->fakes, 0);
  g_assert_true (sc_visit_send (f->visit));
}

/* Answers of irreversible calls reach the record, whatever happened meanwhile. */
static void
test_late_answer_of_a_change_is_written (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_SENDING);
  sc_workflow_shut_down_async (f->workflow, NULL, NULL, NULL);
  sc_visit_bed_settle (f);
  while (sc_fake_sensor_has_late (f->fakes))
    sc_fake_sensor_answer_late (f->fakes, GINT_TO_POINTER (TRUE));
  sc_visit_bed_settle (f);
  g_assert_true (sc_fakes_has_logged (f->fakes, "step:delete-answered"));
  g_assert_false (sc_fakes_has_logged (f->fakes, "add-profile"));
  sc_fake_link_finish_release (f->fakes);
  sc_visit_bed_settle (f);
}

/* Early: the cloud answered while on the sensor's network. */

static void
test_early_accepted (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to_early (f);
  sc_fake_cloud_answer (f->fakes,
                        sc_cloud_sensor_new ("0000S111A", "2026-03-02T08:00:00Z", "key", NULL));
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_SENDING);
}

static void
test_early_falls_back (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to_early (f);
  sc_fake_cloud_fail (f->fakes, SC_ERROR_CLOUD_BAD_REQUEST);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_SENDING);
}

static void
test_early_needs_a_person (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to_early (f);
  sc_fake_cloud_fail (f->fakes, SC_ERROR_CLOUD_FORBIDDEN);
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
  g_assert_error (sc_visit_get_error (f->visit), SC_ERROR, SC_ERROR_CLOUD_FORBIDDEN);
  g_assert_false (sc_visit_bed_saw_a_change (f));
}

/* Two stated IDs that differ: the sensor in hand is not sent anything until somebody has looked. */
static void
test_early_names_another_sensor (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to_early (f);
  sc_fake_cloud_answer (f->fakes,
                        sc_cloud_sensor_new ("0000S222B", "2026-03-02T08:00:00Z", "key", NULL));
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
  g_assert_error (sc_visit_get_error (f->visit), SC_ERROR, SC_ERROR_IDENTITY_CONFLICT);
  g_assert_false (sc_visit_bed_saw_a_change (f));
}

/* After the profile there is nothing left to stop; it is said. */
static void
test_cloud_names_another_sensor (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScRecord *record;

  sc_visit_bed_go_to (f, SC_VISIT_SENT);
  sc_virtual_clock_advance (f->clock, S);
  g_assert_true (sc_fake_cloud_is_asked (f->fakes, "get"));
  sc_fake_cloud_answer (f->fakes, NULL);
  sc_virtual_clock_advance (f->clock, S);
  g_assert_true (sc_fake_cloud_is_asked (f->fakes, "provision"));
  sc_fake_cloud_answer (f->fakes,
                        sc_cloud_sensor_new ("0000S222B", "2026-03-02T08:00:00Z", "key", NULL));
  sc_visit_bed_settle (f);
  record = sc_visit_get_record (f->visit);
  g_assert_cmpint (sc_record_get_provision_state (record), ==, SC_PROVISION_ACCEPTED);
  g_assert_cmpint (sc_workflow_get_plan (f->workflow, record).error, ==,
                   SC_ERROR_IDENTITY_CONFLICT);
}

static void
test_early_takes_too_long (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to_early (f);
  sc_virtual_clock_advance (f->clock, 31 * S);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
  g_assert_false (sc_visit_bed_saw_a_change (f));
  /* What the cloud says later is kept all the same. */
  sc_fake_cloud_answer (f->fakes,
                        sc_cloud_sensor_new ("0000S111A", "2026-03-02T08:00:00Z", "key", NULL));
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_record_get_provision_state (sc_visit_get_record (f->visit)), ==,
                   SC_PROVISION_ACCEPTED);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_REVIEWING);
}

static void
test_without_uplink_cloud_work_pauses (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_visit_bed_go_to (f, SC_VISIT_JOINING);
  sc_fake_link_set_uplink (f->fakes, SC_UPLINK_NONE);
  sc_visit_bed_settle (f);
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  sc_virtual_clock_advance (f->clock, 60 * S);
  g_assert_false (sc_fakes_has_logged (f->fakes, "get"));
  g_assert_false (sc_fakes_has_logged (f->fakes, "regain-uplink"));
  g_assert_false (sc_workflow_will_provision_early (f->workflow));
}

/* The same sensor again: the same record. */
static void
test_one_record_per_sensor (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  ScRecord *first;

  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  first = sc_visit_get_record (f->visit);
  sc_visit_cancel (f->visit);
  sc_visit_bed_settle (f);
  sc_visit_bed_step (f);
  g_assert_true (sc_visit_reset (f->visit));
  sc_fake_cloud_answer (f->fakes, NULL); /* the baseline was on its way */
  sc_visit_bed_settle (f);
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  g_assert_true (sc_visit_get_record (f->visit) == first);
  g_assert_cmpuint (g_list_model_get_n_items (sc_workflow_get_records (f->workflow)), ==, 1);
}

static void
add_in_states (const char *name, void (*func) (ScVisitBed *, gconstpointer), ScVisitState first,
               ScVisitState last)
{
  for (int state = (int)first; state <= (int)last; state++)
    if (state != SC_VISIT_NEEDS_CERTIFICATE)
      {
        g_autofree char *path =
            g_strdup_printf ("/visit/%s/%s", name, sc_visit_state_to_string ((ScVisitState)state));

        g_test_add (path, ScVisitBed, GINT_TO_POINTER (state), sc_visit_bed_set_up, func,
                    sc_visit_bed_tear_down);
      }
}

#define ADD(name, func, data)                                                                      \
  g_test_add ("/visit/" name, ScVisitBed, GINT_TO_POINTER (data), sc_visit_bed_set_up, func,       \
              sc_visit_bed_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order-of-a-visit", test_order_of_a_visit, 0);
  add_in_states ("cancel", test_cancel, SC_VISIT_JOINING, SC_VISIT_REVIEWING);
  ADD ("cancel-is-too-late-after-send", test_cancel_is_too_late_after_send, 0);
  add_in_states ("lost", test_lost, SC_VISIT_IDENTIFYING, SC_VISIT_REVIEWING);
  add_in_states ("late-answer", test_late_answer, SC_VISIT_IDENTIFYING, SC_VISIT_COMPARING_NETWORK);
  ADD ("join-refused", test_join_refused, 0);
  ADD ("name-is-asked-again", test_name_is_asked_again, 0);
  ADD ("odd-name", test_odd_name, 0);
  ADD ("certificate-needs-the-technician", test_certificate_needs_the_technician, 0);
  ADD ("candidates-are-tried-in-turn", test_candidates_are_tried_in_turn, 0);
  ADD ("certificate-from-a-file", test_certificate_from_a_file, 0);
  ADD ("sensor-hears-the-site-network", test_sensor_hears_the_site_network, 0);
  ADD ("sensor-will-not-scan", test_sensor_will_not_scan, 0);
  ADD ("profile-refused", test_profile_refused, 0);
  ADD ("delete-refused", test_delete_refused, 0);
  ADD ("add-oddly-answered/gone", test_add_oddly_answered, FALSE);
  ADD ("add-oddly-answered/still-answers", test_add_oddly_answered, TRUE);
  ADD ("add-dropped/gone", test_add_dropped, FALSE);
  ADD ("add-dropped/still-answers", test_add_dropped, TRUE);
  ADD ("nothing-irreversible-without-the-journal", test_nothing_irreversible_without_the_journal,
       0);
  ADD ("late-answer-of-a-change-is-written", test_late_answer_of_a_change_is_written, 0);
  ADD ("early/accepted", test_early_accepted, 0);
  ADD ("early/falls-back", test_early_falls_back, 0);
  ADD ("early/needs-a-person", test_early_needs_a_person, 0);
  ADD ("early/takes-too-long", test_early_takes_too_long, 0);
  ADD ("early/names-another-sensor", test_early_names_another_sensor, 0);
  ADD ("cloud-names-another-sensor", test_cloud_names_another_sensor, 0);
  ADD ("without-uplink-cloud-work-pauses", test_without_uplink_cloud_work_pauses, 0);
  ADD ("one-record-per-sensor", test_one_record_per_sensor, 0);
  return g_test_run ();
}
