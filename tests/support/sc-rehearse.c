/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scenario from the first sign-in to its end, as its row promises: each failure with its code, in
 * its place, with nothing lost, and computer and sensor as they are said to be. */

#include "sc-rehearse.h"

#include "sc-exercise-folder.h"
#include "sc-sqlite-journal.h"

/* Longer than the sensor's sleep, and than its 25 minutes without a contact. */
#define LONG_US (45 * 60 * S)
#define TROUBLE_US (125 * S)

typedef struct
{
  ScPlace *place;
  const ScScenario *scenario;
  const ScTechnician *technician;
  guint n_acts;           /* that are over */
  guint n_changes;        /* of the sensor, before the present visit */
  gboolean has_been_read; /* the certificate is on the disk */
  gboolean is_resumed;    /* after an earlier run */
} Rehearsal;

static const ScScenarioAct *
next_act (Rehearsal *self)
{
  const ScScenarioAct *act;

  if (self->n_acts == SC_SCENARIO_MAX_ACTS)
    return NULL;
  act = &self->scenario->acts[self->n_acts];
  return act->code != 0 ? act : NULL;
}

static const ScScenarioAct *
expect_act (Rehearsal *self, ScScenarioWhere where, int code)
{
  const ScScenarioAct *act = next_act (self);

  if (act == NULL || act->where != where || (int)act->code != code)
    g_error ("%s: %s was not to be expected %s", self->scenario->name,
             sc_error_get_info ((ScError)code)->id,
             act != NULL ? sc_error_get_info (act->code)->id : "any more");
  return act;
}

/* What was typed, and what was read, stays. */
static void
assert_nothing_lost (Rehearsal *self)
{
  ScWorkflow *workflow = self->place->workflow;
  ScRecord *record = sc_workflow_get_current (workflow);

  if (!self->has_been_read)
    return;
  if (!self->is_resumed) /* a Wi-Fi password is never on the disk */
    g_assert_nonnull (sc_workflow_get_site_network (workflow));
  g_assert_nonnull (record);
  g_assert_nonnull (sc_record_get_certificate (record));
  g_assert_nonnull (sc_record_get_sensor_id (record));
}

static guint
n_changes_of_visit (Rehearsal *self)
{
  return sc_place_count_changes (self->place) - self->n_changes;
}

/* Before Send nothing is changed, and who failed is at home. */
static void
assert_untouched (Rehearsal *self, const ScErrorInfo *info)
{
  ScWorldRadio *radio = sc_world_get_radio (self->place->world);

  g_assert_cmpuint (n_changes_of_visit (self), ==, 0);
  g_assert_false (sc_visit_sensor_was_changed (self->place->visit));
  g_assert_cmpint (sc_world_radio_get_laptop (radio), ==, SC_WORLD_LAPTOP_HOME);
  g_assert_cmpint (info->fate, !=, SC_FATE_CHANGED);
}

static void
do_cure (Rehearsal *self, const ScScenarioAct *act)
{
  const ScTechnician *technician = self->technician;
  const ScErrorInfo *info = sc_error_get_info (act->code);

  self->n_acts++;
  if (act->cure == SC_SCENARIO_WAIT)
    sc_virtual_clock_advance (self->place->clock, TROUBLE_US);
  if (act->cure == SC_SCENARIO_WAIT || act->cure == SC_SCENARIO_PRESS)
    technician->press (technician, act->where, info);
}

static ScJournal *
open_journal (const char *path, GError **error)
{
  ScSqliteJournal *journal = sc_sqlite_journal_new (path, error);

  return journal != NULL ? SC_JOURNAL (journal) : NULL;
}

static GBytes *
read_file (const char *path)
{
  char *bytes;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  return g_bytes_new_take (bytes, n_bytes);
}

/* The old file is beside the new one, byte for byte. */
static void
begin_anew (Rehearsal *self, ScExerciseFolder *folder, GBytes *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (ScJournal) journal = NULL;
  g_autoptr (GPtrArray) records = NULL;

  self->technician->begin_anew (self->technician);
  aside = sc_sqlite_journal_set_aside (sc_exercise_folder_get_journal (folder), &error);
  g_assert_no_error (error);
  kept = read_file (aside);
  g_assert_true (g_bytes_equal (before, kept));
  journal = sc_exercise_folder_open (folder, open_journal, &error);
  g_assert_no_error (error);
  records = sc_journal_load (journal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 0);
}

/* The journal is a real file here, opened as the program opens it. Whoever tries again finds it as
 * it is. Returns: whether the program begins */
static gboolean
open_records (Rehearsal *self)
{
  const ScScenarioAct *act = next_act (self);
  ScError trouble = sc_world_get_store (self->place->world)->earlier;
  g_autoptr (ScExerciseFolder) folder =
      sc_exercise_folder_new (g_get_tmp_dir (), self->place->world, NULL);
  g_autofree char *path = g_strdup (sc_exercise_folder_get_path (folder));
  g_autoptr (GBytes) before = NULL;

  g_assert_cmpint (trouble, ==,
                   act != NULL && act->where == SC_SCENARIO_BEFORE_START ? act->code : 0);
  if (trouble == 0)
    return TRUE;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) now = NULL;

      g_assert_null (sc_exercise_folder_open (folder, open_journal, &error));
      g_assert_error (error, SC_ERROR, (int)act->code);
      now = read_file (sc_exercise_folder_get_journal (folder));
      g_assert_true (before == NULL || g_bytes_equal (before, now));
      if (before == NULL)
        before = g_bytes_ref (now);
    }
  self->technician->see (self->technician, act->where, sc_error_get_info (act->code));
  if (act->cure == SC_SCENARIO_PRESS)
    begin_anew (self, folder, before);
  self->n_acts++;
  g_clear_pointer (&folder, sc_exercise_folder_unref);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  return self->scenario->end != SC_SCENARIO_NOT_BEGUN;
}

/* What is wrong with this computer before anything was done; 0: nothing */
static ScError
first_trouble (ScPlace *place)
{
  const GError *keyring = sc_workflow_get_keyring_error (place->workflow);
  const GError *obstacle = sc_link_get_obstacle (place->link);

  if (keyring != NULL)
    return (ScError)keyring->code;
  return obstacle != NULL ? (ScError)obstacle->code : (ScError)0;
}

/* It is told, and gone on with. */
static void
look_around (Rehearsal *self)
{
  const ScScenarioAct *act = next_act (self);
  gboolean expects = act != NULL && act->where == SC_SCENARIO_AT_START;

  sc_workflow_look_up_account (self->place->workflow);
  sc_virtual_clock_settle (self->place->clock);
  g_assert_cmpint (first_trouble (self->place), ==, expects ? act->code : 0);
  if (!expects)
    return;
  self->technician->see (self->technician, act->where, sc_error_get_info (act->code));
  self->n_acts++;
}

/* A failure that could not happen before Send says so. Never a success that is none. */
static void
assert_told_truly (Rehearsal *self, const ScErrorInfo *info)
{
  ScPlan plan = sc_place_plan (self->place);

  assert_nothing_lost (self);
  if (info->fate == SC_FATE_CHANGED)
    g_assert_true (sc_record_was_changed (sc_place_record (self->place)));
  if (n_changes_of_visit (self) > 0)
    g_assert_true (sc_record_was_changed (sc_place_record (self->place)));
  if (info->code != SC_ERROR_IDENTITY_CONFLICT
      && (plan.phase == SC_PHASE_PROVISIONED || plan.phase == SC_PHASE_IN_CONTACT))
    g_assert_nonnull (
        sc_world_cloud_get_owner (sc_world_get_cloud (self->place->world),
                                  sc_record_get_sensor_id (sc_place_record (self->place))));
}

static gboolean
has_signed_in (ScPlace *place)
{
  return sc_workflow_get_tenant (place->workflow) != NULL;
}

/* What an earlier run left is gone on with, before anything else. Returns: whether there was such a
 * sensor */
static gboolean
resume (Rehearsal *self)
{
  ScPlace *p = self->place;
  const ScScenarioAct *act = next_act (self);
  const ScErrorInfo *info;

  g_assert_cmpint (sc_workflow_get_unfinished (p->workflow) != NULL, ==,
                   act != NULL && act->where == SC_SCENARIO_AT_RESUME);
  if (sc_workflow_get_unfinished (p->workflow) == NULL)
    return FALSE;
  self->has_been_read = self->is_resumed = TRUE;
  self->technician->resume (self->technician);
  info = sc_error_get_info (act->code);
  g_assert_cmpint (sc_place_plan (p).error, ==, act->code);
  g_assert_cmpint (sc_place_plan (p).phase, ==, SC_PHASE_IN_TIME);
  assert_told_truly (self, info);
  self->technician->see (self->technician, act->where, info);
  do_cure (self, act);
  g_assert_true (sc_place_run_until (p, has_signed_in, 60 * S));
  return TRUE;
}

static void
sign_in (Rehearsal *self)
{
  ScWorkflow *workflow = self->place->workflow;
  const ScTechnician *technician = self->technician;

  technician->sign_in (technician, NULL);
  while (sc_workflow_get_sign_in (workflow) == SC_SIGN_IN_FAILED)
    {
      const GError *error = sc_workflow_get_sign_in_error (workflow);
      const ScScenarioAct *act = expect_act (self, SC_SCENARIO_AT_SIGN_IN, error->code);
      gboolean types = act->cure == SC_SCENARIO_TYPE;

      technician->see (technician, act->where, sc_error_get_info_for (error));
      g_assert_cmpuint (sc_place_count_changes (self->place), ==, 0);
      self->n_acts++;
      if (act->cure == SC_SCENARIO_WAIT)
        sc_virtual_clock_advance (self->place->clock, TROUBLE_US);
      technician->sign_in (technician, types ? SC_PRACTICE_CLIENT_SECRET : NULL);
    }
  g_assert_cmpint (sc_workflow_get_sign_in (workflow), ==, SC_SIGN_IN_DONE);
}

static gboolean
is_at_home (ScPlace *place)
{
  return sc_world_radio_get_laptop (sc_world_get_radio (place->world)) == SC_WORLD_LAPTOP_HOME;
}

/* There, or on the way and not stopped by anything. */
static void
assert_goes_home (Rehearsal *self)
{
  g_assert_true (sc_place_run_until (self->place, is_at_home, 30 * S));
  g_assert_cmpuint (sc_place_count_changes (self->place), ==, 0);
}

static gboolean
has_tested (ScPlace *place)
{
  return !sc_site_test_is_running (sc_workflow_get_site_test (place->workflow));
}

/* The site network is tested where that is to tell something. */
static void
test_site_network (Rehearsal *self)
{
  const ScTechnician *technician = self->technician;
  const ScScenarioAct *act = next_act (self);
  const GError *error;

  if (act == NULL || act->where != SC_SCENARIO_AT_TEST)
    return;
  technician->test (technician);
  g_assert_true (sc_place_run_until (self->place, has_tested, 300 * S));
  error = sc_site_test_get_error (sc_workflow_get_site_test (self->place->workflow));
  g_assert_error (error, SC_ERROR, (int)act->code);
  technician->see (technician, act->where, sc_error_get_info (act->code));
  assert_goes_home (self);
  self->n_acts++;
  technician->choose_security (technician, SC_SECURITY_WPA3);
}

/* Where the sensor's own network has a password, the first try is one without. */
static void
mend_join (Rehearsal *self)
{
  const ScTechnician *technician = self->technician;
  const ScScenarioAct *act = next_act (self);

  if (act == NULL || act->where != SC_SCENARIO_AT_JOIN)
    return;
  technician->see (technician, act->where, sc_error_get_info (act->code));
  assert_goes_home (self);
  self->n_acts++;
  technician->type_ap_key (technician, SC_SCENARIO_MISREAD_AP_KEY);
}

/* The visit failed, or waits for the certificate. */
static void
mend_visit (Rehearsal *self, ScScenarioWhere where)
{
  const ScTechnician *technician = self->technician;
  const GError *error = sc_visit_get_error (self->place->visit);
  const ScScenarioAct *act = expect_act (self, where, error->code);
  const ScErrorInfo *info = sc_error_get_info_for (error);

  if (where != SC_SCENARIO_ASKS_CERTIFICATE)
    assert_untouched (self, info);
  technician->see (technician, where, info);
  if (act->cure != SC_SCENARIO_TYPE)
    {
      do_cure (self, act);
      return;
    }
  self->n_acts++;
  if (where == SC_SCENARIO_ASKS_CERTIFICATE)
    technician->type_path (technician, SC_SCENARIO_CERTIFICATE_PATH);
  else
    technician->type_ap_key (technician, SC_SCENARIO_AP_KEY);
}

/* The rehearsal is over: its world may be as it is, what was typed stays. */
static gboolean
has_broken_off (Rehearsal *self)
{
  return self->scenario->end == SC_SCENARIO_BROKEN_OFF && next_act (self) == NULL;
}

static gboolean
visit_failed (ScPlace *place)
{
  return sc_visit_get_state (place->visit) == SC_VISIT_FAILED;
}

/* Up to Review, whatever comes in between. Returns: whether it got there */
static gboolean
read_sensor (Rehearsal *self)
{
  ScPlace *p = self->place;

  while (!has_broken_off (self))
    {
      const ScScenarioAct *act = next_act (self);

      sc_place_wait_for_visit (p);
      if (sc_visit_get_state (p->visit) == SC_VISIT_REVIEWING && act != NULL
          && act->where == SC_SCENARIO_IN_REVIEW)
        {
          g_assert_true (sc_place_run_until (p, visit_failed, 300 * S));
          mend_visit (self, SC_SCENARIO_IN_REVIEW);
        }
      else if (sc_visit_get_state (p->visit) == SC_VISIT_REVIEWING)
        break;
      else if (sc_visit_get_state (p->visit) == SC_VISIT_NEEDS_CERTIFICATE)
        mend_visit (self, SC_SCENARIO_ASKS_CERTIFICATE);
      else if (sc_visit_get_state (p->visit) == SC_VISIT_FAILED)
        mend_visit (self, SC_SCENARIO_IN_VISIT);
      else
        g_error ("%s: the visit is %s", self->scenario->name,
                 sc_visit_state_to_string (sc_visit_get_state (p->visit)));
    }
  g_assert_cmpuint (n_changes_of_visit (self), ==, 0);
  if (has_broken_off (self))
    return FALSE;
  self->has_been_read = TRUE;
  assert_nothing_lost (self);
  return TRUE;
}

typedef struct
{
  ScPlace *place;
  ScError code;
} Trouble;

static gboolean
is_in_trouble (gpointer data)
{
  Trouble *trouble = data;

  return sc_workflow_get_current (trouble->place->workflow) != NULL
         && sc_place_plan (trouble->place).error == trouble->code
         && sc_place_visit_waits (trouble->place);
}

/* Returns: whether the sensor has to be sent its network again. */
static gboolean
follow_up (Rehearsal *self)
{
  const ScTechnician *technician = self->technician;
  const ScScenarioAct *act;

  while ((act = next_act (self)) != NULL)
    {
      Trouble trouble = { self->place, act->code };
      const ScErrorInfo *info = sc_error_get_info (act->code);
      ScRemedy remedy;

      g_assert_cmpint (act->where, ==, SC_SCENARIO_AFTER_SEND);
      if (!sc_virtual_clock_run_until (self->place->clock, is_in_trouble, &trouble, LONG_US))
        g_error ("%s: %s did not show", self->scenario->name, info->id);
      remedy = sc_place_plan (self->place).remedy;
      assert_told_truly (self, info);
      technician->see (technician, act->where, info);
      self->n_changes = sc_place_count_changes (self->place);
      if (act->cure == SC_SCENARIO_TYPE)
        {
          self->n_acts++;
          technician->type_key (technician, SC_PRACTICE_KEY);
          return TRUE;
        }
      do_cure (self, act);
      if (act->cure != SC_SCENARIO_NOTHING
          && (remedy == SC_REMEDY_VISIT_AGAIN || remedy == SC_REMEDY_JOIN_AGAIN))
        return TRUE;
    }
  return FALSE;
}

/* Returns: whether the sensor was left unchanged, and is visited again. */
static gboolean
failed_at_send (Rehearsal *self)
{
  const ScScenarioAct *act = next_act (self);

  if (act == NULL || act->where != SC_SCENARIO_AT_SEND)
    return FALSE;
  sc_place_wait_for_visit (self->place);
  g_assert_cmpint (sc_visit_get_state (self->place->visit), ==, SC_VISIT_FAILED);
  mend_visit (self, SC_SCENARIO_AT_SEND);
  return TRUE;
}

static void
assert_refused (Rehearsal *self)
{
  ScPlan plan;

  sc_virtual_clock_advance (self->place->clock, 60 * S);
  plan = sc_place_plan (self->place);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan.remedy, !=, SC_REMEDY_NONE);
  g_assert_cmpint (plan.provisioned_lamp, ==, SC_LAMP_TROUBLE);
  g_assert_cmpint (sc_record_get_state (sc_place_record (self->place)), ==, SC_RECORD_OPEN);
  g_assert_cmpint (plan.phase, !=, SC_PHASE_PROVISIONED);
  g_assert_cmpint (plan.phase, !=, SC_PHASE_IN_CONTACT);
}

static void
assert_end (Rehearsal *self)
{
  ScPlace *p = self->place;

  switch (self->scenario->end)
    {
    case SC_SCENARIO_IN_CONTACT:
      sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, LONG_US);
      g_assert_true (sc_place_is_in_contact (p));
      g_assert_cmpuint (sc_place_count_claims (p), <=, 1);
      break;
    case SC_SCENARIO_REFUSED:
      assert_refused (self);
      break;
    case SC_SCENARIO_NOT_BEGUN:
    case SC_SCENARIO_BROKEN_OFF:
      g_assert_not_reached ();
    case SC_SCENARIO_NEEDS_VISIT:
      sc_place_wait_for_phase (p, SC_PHASE_NEEDS_VISIT, LONG_US);
      g_assert_cmpint (sc_place_plan (p).remedy, ==, SC_REMEDY_VISIT_AGAIN);
      g_assert_false (sc_place_is_in_contact (p));
      break;
    }
  assert_nothing_lost (self);
}

/* From the first sign-in. Returns: whether it got to an end of its own */
static gboolean
commission (Rehearsal *self)
{
  const ScTechnician *technician = self->technician;

  sign_in (self);
  test_site_network (self);
  technician->begin (technician);
  mend_join (self);
  do
    {
      if (!read_sensor (self))
        return FALSE;
      technician->send (technician);
    }
  while (failed_at_send (self) || follow_up (self));
  return TRUE;
}

/**
 * sc_rehearse:
 * @place: a new place in which @scenario was applied
 * @scenario: what is to happen
 * @technician: who acts
 */
void
sc_rehearse (ScPlace *place, const ScScenario *scenario, const ScTechnician *technician)
{
  Rehearsal self = { place, scenario, technician, 0, 0, FALSE, FALSE };

  if (!open_records (&self))
    {
      g_assert_null (next_act (&self));
      return;
    }
  look_around (&self);
  if (!resume (&self) && !commission (&self))
    return;
  g_assert_null (next_act (&self));
  assert_end (&self);
}
