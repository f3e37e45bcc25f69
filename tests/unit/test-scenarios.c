/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every scenario through the whole workflow in virtual time: each failure shows where its row says,
 * with its code, sentence and next action; nothing is lost, and it ends as it should. Some have
 * more to them, and a test of their own. */

#include "sc-rehearse.h"

static void
set_up (ScPlace *p, gconstpointer data)
{
  const ScScenario *scenario = sc_scenario_find (data);

  sc_place_set_up (p, NULL);
  g_assert_nonnull (scenario);
  sc_place_apply (p, scenario);
}

static void
assert_advice (ScPlace *p, const char *part)
{
  g_autofree char *advice = sc_place_advice (p);

  if (strstr (advice, part) == NULL)
    g_error ("“%s” does not say “%s”", advice, part);
}

static void
send (ScPlace *p)
{
  g_assert_cmpuint (sc_place_count_changes (p), ==, 0);
  g_assert_true (sc_visit_send (p->visit));
}

static void
wait_for_contact (ScPlace *p, gint64 limit_us)
{
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, limit_us);
  g_assert_true (sc_place_is_in_contact (p));
  g_assert_cmpuint (sc_place_count_claims (p), ==, 1);
  assert_advice (p, "reports to the cloud");
}

static void
visit_again (ScPlace *p)
{
  sc_workflow_begin (p->workflow);
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_REVIEWING);
}

static gboolean
has_left (ScPlace *p)
{
  return sc_visit_get_state (p->visit) == SC_VISIT_SENT;
}

static void
test_all_well (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_IN_TIME, 20 * S);
  assert_advice (p, "Waiting until this computer has left");
  g_assert_true (sc_place_run_until (p, has_left, 20 * S));
  assert_advice (p, "keep the lid open");
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  assert_advice (p, "You can go on");
  wait_for_contact (p, 120 * S);
}

static gboolean
cloud_is_proven (ScPlace *p)
{
  return sc_workflow_is_cloud_proven (p->workflow);
}

static void
test_second_uplink (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  GPtrArray *steps;

  sc_place_go_to_review (p);
  g_assert_true (sc_place_run_until (p, cloud_is_proven, 10 * S));
  g_assert_true (sc_workflow_will_provision_early (p->workflow));
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  /* Provisioned before the profile left: there never was a countdown. */
  steps = sc_record_get_steps (sc_place_record (p));
  for (guint i = 0; i < steps->len; i++)
    {
      const ScStep *step = g_ptr_array_index (steps, i);

      if (step->kind == SC_STEP_PROVISION_ACCEPTED)
        break;
      g_assert_cmpint (step->kind, !=, SC_STEP_ADD_ASKED);
      g_assert_cmpint (step->kind, !=, SC_STEP_DELETE_ASKED);
    }
  wait_for_contact (p, 120 * S);
}

static void
test_already_ours (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  g_assert_true (sc_record_was_already_ours (sc_place_record (p)));
  g_assert_cmpuint (
      sc_world_cloud_count_calls (sc_world_get_cloud (p->world), SC_WORLD_CALL_PROVISION), ==, 0);
  /* It was in contact long ago: only a new one counts. */
  g_assert_cmpint (sc_record_get_state (sc_place_record (p)), ==, SC_RECORD_OPEN);
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 300 * S);
}

static void
test_wrong_client_secret (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_set_network (p, NULL);
  sc_place_sign_in (p, NULL); /* what the rehearsal fills in is wrong */
  g_assert_cmpint (sc_workflow_get_sign_in (p->workflow), ==, SC_SIGN_IN_FAILED);
  g_assert_error (sc_workflow_get_sign_in_error (p->workflow), SC_ERROR,
                  SC_ERROR_CLOUD_CREDENTIALS);
  g_assert_false (sc_workflow_begin (p->workflow));
  g_assert_nonnull (sc_workflow_get_site_network (p->workflow));

  sc_place_sign_in (p, SC_PRACTICE_CLIENT_SECRET);
  g_assert_cmpint (sc_workflow_get_sign_in (p->workflow), ==, SC_SIGN_IN_DONE);
  sc_place_go_to_review (p);
  send (p);
  wait_for_contact (p, 300 * S);
}

static void
test_certificate_path_404 (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_prepare (p);
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_NEEDS_CERTIFICATE);
  g_assert_error (sc_visit_get_error (p->visit), SC_ERROR, SC_ERROR_CERTIFICATE_PATH_UNKNOWN);

  g_assert_true (sc_visit_use_certificate_path (p->visit, SC_SCENARIO_CERTIFICATE_PATH));
  sc_place_wait_for_visit (p);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_REVIEWING);
  send (p);
  wait_for_contact (p, 300 * S);
}

static void
test_sensor_silent (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_prepare (p);
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (p->visit), SC_ERROR, SC_ERROR_SENSOR_SILENT);
  g_assert_cmpint (sc_workflow_get_stage (p->workflow), ==, SC_STAGE_SENSOR);
  g_assert_cmpuint (sc_place_count_changes (p), ==, 0);
  g_assert_false (sc_visit_sensor_was_changed (p->visit));

  visit_again (p);
  send (p);
  wait_for_contact (p, 300 * S);
}

static void
test_profile_refused (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_REFUSED, 60 * S);
  sc_place_wait_for_visit (p);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (p->visit), SC_ERROR, SC_ERROR_SENSOR_REFUSED);
  g_assert_cmpint (sc_workflow_get_stage (p->workflow), ==, SC_STAGE_CONNECT);
  g_assert_true (sc_visit_sensor_was_changed (p->visit));
  assert_advice (p, "Visit it again");
  g_assert_cmpuint (sc_place_count_claims (p), ==, 0);

  visit_again (p);
  g_assert_true (sc_visit_send (p->visit));
  wait_for_contact (p, 300 * S);
}

static gboolean
ap_stays (ScPlace *p)
{
  return sc_place_plan (p).error == SC_ERROR_SENSOR_AP_STAYS;
}

static void
test_ap_stays (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  ScMoment now;
  ScPlan plan;

  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  g_assert_true (sc_place_run_until (p, ap_stays, 60 * S));
  now = sc_clock_moment (SC_CLOCK (p->clock));
  plan = sc_place_plan (p);
  g_assert_cmpint (now.boot_us - plan.window_start_us, >=, 30 * S);
  g_assert_cmpint (now.boot_us - plan.window_start_us, <=, 31 * S);
  g_assert_cmpint (plan.left_lamp, ==, SC_LAMP_TROUBLE);
  assert_advice (p, "still shows its own network");

  visit_again (p);
  g_assert_true (sc_visit_send (p->visit));
  wait_for_contact (p, 300 * S);
}

static gboolean
came_back (ScPlace *p)
{
  return sc_place_plan (p).error == SC_ERROR_SENSOR_AP_CAME_BACK;
}

static void
test_wrong_wifi_password (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  send (p);
  g_assert_true (sc_place_run_until (p, came_back, 300 * S));
  assert_advice (p, "password was probably refused");
  g_assert_false (sc_place_is_in_contact (p));

  sc_place_set_network (p, SC_PRACTICE_KEY);
  visit_again (p);
  g_assert_true (sc_visit_send (p->visit));
  wait_for_contact (p, 300 * S);
}

static void
test_uplink_late (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  ScPlan plan;

  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_IN_TIME, 20 * S);
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 90 * S);
  plan = sc_place_plan (p);
  g_assert_cmpint (plan.provisioned_us, <, plan.in_time_until_us);
  g_assert_cmpint (plan.provisioned_us - plan.window_start_us, >, 20 * S);
  wait_for_contact (p, 120 * S);
}

static void
test_cloud_500 (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  g_assert_nonnull (sc_record_find_step (sc_place_record (p), SC_STEP_PROVISION_FAILED));
  wait_for_contact (p, 120 * S);
}

static void
test_window_missed (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  send (p);
  sc_place_wait_for_phase (p, SC_PHASE_MAYBE_IN_TIME, 100 * S);
  sc_place_wait_for_phase (p, SC_PHASE_ASLEEP, 40 * S);
  assert_advice (p, "not online yet");
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 20 * 60 * S);
  g_assert_false (sc_place_is_in_contact (p));
  wait_for_contact (p, 30 * 60 * S);
}

/* What the journal holds: all but the moments, and the fingerprint of a certificate, which is
 * another each time. */
static char *
list_steps (ScRecord *record)
{
  GPtrArray *steps = sc_record_get_steps (record);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const ScStep *step = g_ptr_array_index (steps, i);
      gboolean is_certificate = step->kind == SC_STEP_CERTIFICATE;

      g_string_append_printf (list, "%s %s %s %d\n", sc_step_kind_to_string (step->kind),
                              is_certificate || step->text == NULL ? "-" : step->text,
                              step->extra != NULL ? step->extra : "-", step->code);
    }
  return g_string_free (list, FALSE);
}

static gboolean
has_taken (ScPlace *p)
{
  return sc_record_find_step (sc_place_record (p), SC_STEP_ADD_ANSWERED) != NULL;
}

/* The earlier run has written what this program writes, up to that moment. */
static void
test_program_ended (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *found = list_steps (sc_workflow_get_unfinished (p->workflow));
  g_autofree char *written = NULL;
  ScPlace real = { 0 };

  sc_place_set_up (&real, NULL);
  sc_place_go_to_review (&real);
  send (&real);
  g_assert_true (sc_place_run_until (&real, has_taken, 60 * S));
  written = list_steps (sc_place_record (&real));
  g_assert_cmpstr (found, ==, written);
  sc_place_tear_down (&real, NULL);
}

static const struct
{
  const char *name;
  void (*func) (ScPlace *, gconstpointer);
} tests[] = {
  { "all-well", test_all_well },
  { "second-uplink", test_second_uplink },
  { "already-ours", test_already_ours },
  { "wrong-client-secret", test_wrong_client_secret },
  { "certificate-path-404", test_certificate_path_404 },
  { "sensor-silent", test_sensor_silent },
  { "profile-refused", test_profile_refused },
  { "ap-stays", test_ap_stays },
  { "wrong-wifi-password", test_wrong_wifi_password },
  { "uplink-late", test_uplink_late },
  { "cloud-500", test_cloud_500 },
  { "window-missed", test_window_missed },
  { "program-ended", test_program_ended },
};

/* The technician who works on the workflow itself */

/* What is done then is the journal's part. */
static void
begin_anew (const ScTechnician *self)
{
}

static void
resume (const ScTechnician *self)
{
  ScPlace *p = self->data;

  sc_workflow_open_record (p->workflow, sc_workflow_get_unfinished (p->workflow));
}

static void
enter_and_sign_in (const ScTechnician *self, const char *secret)
{
  sc_place_set_network (self->data, NULL);
  sc_place_sign_in (self->data, secret);
}

static void
begin (const ScTechnician *self)
{
  ScPlace *p = self->data;

  g_assert_true (sc_workflow_begin (p->workflow));
  sc_place_choose_sensor (p);
}

static void
test_site_network (const ScTechnician *self)
{
  g_assert_true (sc_workflow_test_site_network (((ScPlace *)self->data)->workflow));
}

static void
choose_security (const ScTechnician *self, ScSecurity security)
{
  sc_place_protect_network (self->data, security, NULL);
}

static void
type_ap_key (const ScTechnician *self, const char *key)
{
  ScPlace *p = self->data;
  g_autoptr (ScSecret) secret = sc_secret_new (key, -1);

  sc_link_set_key (p->link, secret);
  g_assert_true (sc_visit_retry (p->visit));
}

static void
type_path (const ScTechnician *self, const char *path)
{
  g_assert_true (sc_visit_use_certificate_path (((ScPlace *)self->data)->visit, path));
}

static void
consent (const ScTechnician *self)
{
  g_assert_true (sc_visit_send (((ScPlace *)self->data)->visit));
}

static void
press (const ScTechnician *self, ScScenarioWhere where, const ScErrorInfo *info)
{
  ScPlace *p = self->data;
  ScRemedy remedy = where == SC_SCENARIO_AFTER_SEND ? sc_place_plan (p).remedy : info->remedy;

  switch (remedy)
    {
    case SC_REMEDY_RETRY:
    case SC_REMEDY_JOIN_AGAIN:
    case SC_REMEDY_FREE_SPACE:
      if (where == SC_SCENARIO_AFTER_SEND)
        sc_workflow_try_now (p->workflow, sc_place_record (p));
      else
        g_assert_true (sc_visit_retry (p->visit));
      break;
    case SC_REMEDY_VISIT_AGAIN:
      begin (self);
      break;
    case SC_REMEDY_EDIT_ACCOUNT:
      sc_place_sign_in (p, NULL);
      break;
    default:
      g_error ("%s has no button that helps", info->id);
    }
}

static void
type_key (const ScTechnician *self, const char *key)
{
  sc_place_set_network (self->data, key);
  begin (self);
}

/* The forms, which would not let it begin, are the window's: here the join itself fails. */
static void
see_join_fail (ScPlace *p, const ScErrorInfo *info)
{
  sc_place_wait_for_visit (p);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (p->visit), SC_ERROR, (int)info->code);
  g_assert_false (sc_visit_sensor_was_changed (p->visit));
}

static gboolean
is_refused_in_window (const ScPlan *plan)
{
  return plan->action == SC_ACTION_NONE
         && (plan->phase == SC_PHASE_IN_TIME || plan->phase == SC_PHASE_MAYBE_IN_TIME);
}

/* The sentence of the record says more than that something failed: what to do, or that it goes on
 * by itself. */
static void
see (const ScTechnician *self, ScScenarioWhere where, const ScErrorInfo *info)
{
  ScPlace *p = self->data;
  g_autofree char *advice = NULL;
  ScPlan plan;

  if (where == SC_SCENARIO_BEFORE_START || where == SC_SCENARIO_AT_START)
    return; /* told, and nothing to press */
  if (where == SC_SCENARIO_AT_JOIN)
    see_join_fail (p, info);
  if (where != SC_SCENARIO_AFTER_SEND)
    {
      g_assert_cmpint (info->remedy, !=, SC_REMEDY_NONE);
      return;
    }
  plan = sc_place_plan (p);
  advice = sc_place_advice (p);
  g_assert_cmpuint (strlen (advice), >, 20);
  if (plan.action == SC_ACTION_NONE || plan.action == SC_ACTION_SIGN_IN)
    g_assert_cmpint (plan.remedy, !=, SC_REMEDY_NONE);
  /* The sentence is what one sees of it for sure, so it holds the next step. */
  if (is_refused_in_window (&plan))
    assert_advice (p, info->next);
}

static void
test_as_promised (ScPlace *p, gconstpointer name)
{
  const ScTechnician technician = { .begin_anew = begin_anew,
                                    .resume = resume,
                                    .sign_in = enter_and_sign_in,
                                    .test = test_site_network,
                                    .choose_security = choose_security,
                                    .begin = begin,
                                    .type_ap_key = type_ap_key,
                                    .type_path = type_path,
                                    .send = consent,
                                    .press = press,
                                    .type_key = type_key,
                                    .see = see,
                                    .data = p };

  sc_rehearse (p, sc_scenario_find (name), &technician);
}

/* What happened and when, on one line. */
static char *
tell (ScPlace *p)
{
  GPtrArray *steps = sc_record_get_steps (sc_place_record (p));
  GString *story = g_string_new (sc_record_get_sensor_id (sc_place_record (p)));

  for (guint i = 0; i < steps->len; i++)
    {
      const ScStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (story, " %d@%" G_GINT64_FORMAT, step->kind, step->moment.boot_us);
    }
  return g_string_free (story, FALSE);
}

static char *
tell_of_seed (guint32 seed)
{
  ScPlace p = { 0 };
  g_autoptr (GError) error = NULL;
  char *story;

  sc_place_set_up_with_seed (&p, seed);
  sc_place_apply (&p, sc_scenario_find ("wrong-wifi-password"));
  test_as_promised (&p, "wrong-wifi-password");
  story = tell (&p);
  sc_place_tear_down (&p, NULL);
  return story;
}

static void
test_seeds_are_repeatable (void)
{
  g_autofree char *once = tell_of_seed (7);
  g_autofree char *again = tell_of_seed (7);
  g_autofree char *other = tell_of_seed (8);

  g_assert_cmpstr (once, ==, again);
  g_assert_cmpstr (once, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < sc_scenario_count (); i++)
    {
      const char *name = sc_scenario_get (i)->name;
      g_autofree char *path = g_strdup_printf ("/scenarios/as-promised/%s", name);

      g_test_add (path, ScPlace, name, set_up, test_as_promised, sc_place_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scenarios/%s", tests[i].name);

      g_test_add (path, ScPlace, tests[i].name, set_up, tests[i].func, sc_place_tear_down);
    }
  g_test_add_func ("/scenarios/seeds-are-repeatable", test_seeds_are_repeatable);
  return g_test_run ();
}
