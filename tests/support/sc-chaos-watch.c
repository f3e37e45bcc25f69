/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What must never happen, looked at whenever something has happened. */

#include "sc-chaos.h"

#define MAX_TIMERS_A_MINUTE 1500
#define MAX_CLOUD_CALLS_A_MINUTE 260

/* What was seen of one record so far. */
typedef struct
{
  guint n_steps;
  char tenant[64];
  ScProvisionState provision;
  gboolean withdrawn;     /* no valid consent */
  gint64 consent_wall_us; /* world time */
  gboolean has_certificate;
  guint n_questions; /* that had reached the cloud by the last provisioning */
} Seen;

static Seen *
get_seen (ScChaos *self, ScRecord *record)
{
  Seen *seen = g_hash_table_lookup (self->seen, sc_record_get_uid (record));

  if (seen == NULL)
    {
      seen = g_new0 (Seen, 1);
      seen->withdrawn = TRUE;
      g_hash_table_insert (self->seen, g_strdup (sc_record_get_uid (record)), seen);
    }
  return seen;
}

ScWorldSensor *
sc_chaos_sensor_of (ScChaos *self, ScRecord *record)
{
  for (guint i = 0; i < sc_world_get_n_sensors (self->place.world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (self->place.world, i);

      if (g_strcmp0 (sc_world_sensor_get_id (sensor), sc_record_get_sensor_id (record)) == 0)
        return sensor;
    }
  sc_chaos_fail (self, "a record of no sensor");
}

const char *
sc_chaos_owner (ScChaos *self, ScRecord *record)
{
  return sc_world_cloud_get_owner (sc_world_get_cloud (self->place.world),
                                   sc_record_get_sensor_id (record));
}

static guint
count_questions (ScChaos *self)
{
  return sc_world_cloud_count_calls (sc_world_get_cloud (self->place.world), SC_WORLD_CALL_GET);
}

static gint64
world_wall_us (ScChaos *self)
{
  return sc_clock_wall_us (SC_CLOCK (self->world_clock));
}

static void
check_contact (ScChaos *self, const Seen *seen, const ScStep *step)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (step->text, NULL);
  gint64 at_us;

  if (at == NULL)
    sc_chaos_fail (self, "a contact at no time: %s", step->text);
  at_us = g_date_time_to_unix (at) * S + g_date_time_get_microsecond (at);
  if (at_us + 1000 < seen->consent_wall_us)
    sc_chaos_fail (self, "a contact from before Send: %s", step->text);
}

/* One step more; @checked: it was written just now, not read from the journal. */
static void
see_step (ScChaos *self, Seen *seen, const ScStep *step, gboolean checked)
{
  g_autofree char *tenant = NULL;

  if (checked)
    sc_chaos_tell (self, "  %s %s%s%s", sc_step_kind_to_string (step->kind),
                   step->text && step->kind != SC_STEP_CERTIFICATE ? step->text : "",
                   step->code != 0 ? " " : "",
                   step->code != 0 ? sc_error_get_info ((ScError)step->code)->id : "");
  switch (step->kind)
    {
    case SC_STEP_TENANT:
      tenant = g_strconcat (step->text, "|", step->extra, NULL);
      if (seen->tenant[0] != '\0' && strcmp (seen->tenant, tenant) != 0)
        seen->provision = SC_PROVISION_NONE;
      g_strlcpy (seen->tenant, tenant, sizeof seen->tenant);
      break;
    case SC_STEP_CERTIFICATE:
      seen->has_certificate = TRUE;
      break;
    case SC_STEP_CONSENT:
      seen->withdrawn = g_strcmp0 (step->text, "withdrawn") == 0;
      if (checked && !seen->withdrawn)
        seen->consent_wall_us = world_wall_us (self);
      break;
    case SC_STEP_DELETE_ASKED:
    case SC_STEP_ADD_ASKED:
      if (checked && seen->withdrawn)
        sc_chaos_fail (self, "the sensor is changed without consent");
      break;
    case SC_STEP_PROVISION_ASKED:
      if (checked && seen->provision == SC_PROVISION_ACCEPTED)
        sc_chaos_fail (self, "provisioned again although it was accepted");
      /* The cloud may refuse to say what became of it. */
      if (checked && seen->provision == SC_PROVISION_ASKED
          && seen->n_questions == count_questions (self))
        sc_chaos_fail (self, "provisioned again without asking what became of the first");
      if (checked && seen->withdrawn)
        sc_chaos_fail (self, "provisioned without consent");
      seen->provision = SC_PROVISION_ASKED;
      seen->n_questions = count_questions (self);
      break;
    case SC_STEP_NOT_KNOWN:
      seen->provision = SC_PROVISION_NONE;
      break;
    case SC_STEP_PROVISION_FAILED:
      if (seen->provision != SC_PROVISION_ACCEPTED)
        seen->provision = SC_PROVISION_FAILED;
      break;
    case SC_STEP_PROVISION_ACCEPTED:
    case SC_STEP_ALREADY_OURS:
      seen->provision = SC_PROVISION_ACCEPTED;
      break;
    case SC_STEP_CONTACT:
      if (checked)
        check_contact (self, seen, step);
      break;
    default:
      break;
    }
}

static void
see_steps (ScChaos *self, ScRecord *record, gboolean checked)
{
  Seen *seen = get_seen (self, record);
  GPtrArray *steps = sc_record_get_steps (record);

  for (; seen->n_steps < steps->len; seen->n_steps++)
    see_step (self, seen, g_ptr_array_index (steps, seen->n_steps), checked);
}

static const char *
tenant_of (ScRecord *record)
{
  ScTenant *tenant = sc_record_get_tenant (record);

  return tenant != NULL ? sc_tenant_get_id (tenant) : NULL;
}

static void
check_claims (ScChaos *self, ScRecord *record)
{
  ScWorldCloud *cloud = sc_world_get_cloud (self->place.world);
  const char *id = sc_record_get_sensor_id (record);

  if (sc_record_get_provision_state (record) == SC_PROVISION_ACCEPTED
      && g_strcmp0 (sc_world_cloud_get_owner (cloud, id), tenant_of (record)) != 0)
    sc_chaos_fail (self, "provisioned, says the record of %s; the cloud did not accept it", id);
  if (sc_record_get_state (record) == SC_RECORD_IN_CONTACT
      && !sc_world_cloud_was_contacted (cloud, id))
    sc_chaos_fail (self, "in contact, says the record of %s; the cloud never heard of it", id);
  if (get_seen (self, record)->has_certificate && sc_record_get_certificate (record) == NULL)
    sc_chaos_fail (self, "the certificate of %s is lost", id);
}

static void
check_words (ScChaos *self, ScRecord *record)
{
  ScMoment now = sc_clock_moment (SC_CLOCK (self->place.clock));
  ScPlan plan = sc_workflow_get_plan (self->place.workflow, record);
  g_autofree char *heading = sc_sentence_heading (&plan, &now);
  g_autofree char *advice = sc_sentence_advice (&plan, record, &now);
  g_autofree char *line = sc_sentence_short (&plan, &now);
  guint n_changes = sc_world_sensor_get_changes (sc_chaos_sensor_of (self, record))->len;

  if (heading == NULL || *heading == '\0' || advice == NULL || *advice == '\0' || line == NULL
      || *line == '\0')
    sc_chaos_fail (self, "no words for phase %d, action %d", plan.phase, plan.action);
  if (strstr (advice, "was not changed") != NULL && sc_record_was_changed (record))
    sc_chaos_fail (self, "“%s” of a sensor with %u changes", advice, n_changes);
  if (strstr (advice, "certificate is kept") != NULL && sc_record_get_certificate (record) == NULL)
    sc_chaos_fail (self, "“%s” without a certificate", advice);
}

/* An open record that nobody is working at has something that will happen by itself, or something
 * that is offered to the technician. */
static gboolean
has_offer (const ScPlan *plan)
{
  return plan->action != SC_ACTION_NONE || plan->remedy != SC_REMEDY_NONE;
}

static void
check_offer (ScChaos *self, ScRecord *record)
{
  ScPlan plan = sc_workflow_get_plan (self->place.workflow, record);
  ScRecordState state = sc_record_get_state (record);

  if (!sc_visit_state_is_end (sc_visit_get_state (self->place.visit)))
    return;
  if ((state == SC_RECORD_OPEN || state == SC_RECORD_NEEDS_VISIT) && !has_offer (&plan))
    sc_chaos_fail (self, "a dead end: phase %d, record state %d", plan.phase, state);
}

static void
check_record (ScChaos *self, ScRecord *record, guint position)
{
  GListModel *records = sc_workflow_get_records (self->place.workflow);

  check_claims (self, record);
  check_words (self, record);
  check_offer (self, record);
  for (guint i = 0; i < position; i++)
    {
      g_autoptr (ScRecord) other = g_list_model_get_item (records, i);

      if (g_strcmp0 (sc_record_get_sensor_id (other), sc_record_get_sensor_id (record)) == 0
          && sc_tenant_matches (sc_record_get_tenant (other), sc_record_get_tenant (record)))
        sc_chaos_fail (self, "two records of %s", sc_record_get_sensor_id (record));
    }
}

/* Was it ever said that a sensor was changed, if it was? */
static void
check_sensor (ScChaos *self, guint index)
{
  GListModel *records = sc_workflow_get_records (self->place.workflow);
  ScWorldSensor *sensor = sc_world_get_sensor (self->place.world, index);
  guint n_changes = sc_world_sensor_get_changes (sensor)->len;
  gboolean known = FALSE;

  if (n_changes == self->n_changes[index])
    return;
  self->n_changes[index] = n_changes;
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      known = known
              || (sc_record_was_changed (record)
                  && g_strcmp0 (sc_record_get_sensor_id (record), sc_world_sensor_get_id (sensor))
                         == 0);
    }
  if (!known)
    sc_chaos_fail (self, "%s was changed, and no record says so", sc_world_sensor_get_id (sensor));
}

static void
check_visit (ScChaos *self)
{
  ScVisit *visit = self->place.visit;
  ScVisitState state = sc_visit_get_state (visit);
  ScWorldRadio *radio = sc_world_get_radio (self->place.world);
  ScWorldLaptop laptop = sc_world_radio_get_laptop (radio);

  if (state != self->visit_state)
    sc_chaos_tell (self, "  visit: %s", sc_visit_state_to_string (state));
  if (state == SC_VISIT_JOINING && self->visit_state != SC_VISIT_JOINING)
    for (guint i = 0; i < 2; i++)
      self->visit_n_changes[i] =
          sc_world_sensor_get_changes (sc_world_get_sensor (self->place.world, i))->len;
  self->visit_state = state;
  if (state == SC_VISIT_UNCHANGED
      || (state == SC_VISIT_FAILED && !sc_visit_sensor_was_changed (visit)))
    for (guint i = 0; i < 2; i++)
      if (self->visit_n_changes[i]
          != sc_world_sensor_get_changes (sc_world_get_sensor (self->place.world, i))->len)
        sc_chaos_fail (self, "the visit says that the sensor was not changed, and it was");
  if (laptop == SC_WORLD_LAPTOP_HOME)
    self->joined_by_hand = FALSE;
  if (sc_visit_state_is_end (state) && !self->joined_by_hand
      && (laptop == SC_WORLD_LAPTOP_ON_SENSOR || laptop == SC_WORLD_LAPTOP_JOINING))
    sc_chaos_fail (self, "the visit is over and the laptop is on the sensor's network");
}

static void
never_due (gpointer user_data G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

/* Timers are numbered, so a new one tells how many there were. */
static guint
count_timers_ever (ScChaos *self)
{
  ScClock *clock = SC_CLOCK (self->place.clock);
  guint id = sc_clock_add_timer (clock, G_MAXINT64 / 2, never_due, NULL);

  sc_clock_remove_timer (clock, id);
  return id;
}

static guint
count_cloud_calls (ScChaos *self)
{
  ScWorldCloud *cloud = sc_world_get_cloud (self->place.world);

  return sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_GET)
         + sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_PROVISION)
         + sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_TOKEN);
}

static void
check_pace (ScChaos *self)
{
  gint64 now_us = sc_clock_now_us (SC_CLOCK (self->world_clock));
  guint n_timers = count_timers_ever (self);
  guint n_cloud_calls = count_cloud_calls (self);

  if (sc_virtual_clock_count_timers (self->place.clock) > 2)
    sc_chaos_fail (self, "%u timers", sc_virtual_clock_count_timers (self->place.clock));
  if (n_timers - self->minute_n_timers > MAX_TIMERS_A_MINUTE
      || n_cloud_calls - self->minute_n_cloud_calls > MAX_CLOUD_CALLS_A_MINUTE)
    sc_chaos_fail (self, "restless: %u timers and %u calls within a minute",
                   n_timers - self->minute_n_timers, n_cloud_calls - self->minute_n_cloud_calls);
  if (now_us - self->minute_us < 60 * S)
    return;
  self->minute_us = now_us;
  self->minute_n_timers = n_timers;
  self->minute_n_cloud_calls = n_cloud_calls;
}

/* In the middle of something: what may not even be so for a moment. */
static void
on_changed (ScChaos *self)
{
  GListModel *records;

  if (self->place.workflow == NULL)
    return;
  records = sc_workflow_get_records (self->place.workflow);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      see_steps (self, record, TRUE);
      check_claims (self, record);
    }
  check_visit (self);
}

/**
 * sc_chaos_watch:
 * @self: a place with the program running
 *
 * Fails, with the story and the seed, if something is as it must never be.
 */
void
sc_chaos_watch (ScChaos *self)
{
  GListModel *records;

  if (self->place.workflow == NULL)
    return;
  records = sc_workflow_get_records (self->place.workflow);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      see_steps (self, record, TRUE);
      check_record (self, record, i);
    }
  check_visit (self);
  for (guint i = 0; i < 2; i++)
    check_sensor (self, i);
  check_pace (self);
}

/* A restart: what is not in the journal has not happened; what is has. */
void
sc_chaos_watch_start (ScChaos *self)
{
  GListModel *records = sc_workflow_get_records (self->place.workflow);
  GHashTableIter iter;
  gpointer uid;
  Seen *seen;
  guint n_lost = 0;

  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &uid, (gpointer *)&seen))
    {
      gint64 consent_wall_us = seen->consent_wall_us;

      *seen = (Seen){ .withdrawn = TRUE,
                      .consent_wall_us = consent_wall_us,
                      .has_certificate = seen->has_certificate };
      n_lost++;
    }
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      n_lost -= g_hash_table_contains (self->seen, sc_record_get_uid (record)) ? 1 : 0;
      see_steps (self, record, FALSE);
    }
  if (n_lost > 0)
    sc_chaos_fail (self, "%u records were lost", n_lost);
  self->visit_state = SC_VISIT_IDLE;
  g_signal_connect_swapped (self->place.workflow, "changed", G_CALLBACK (on_changed), self);
  sc_chaos_watch (self);
}

void
sc_chaos_watch_stopped (ScChaos *self)
{
  if (sc_virtual_clock_count_timers (self->place.clock) != 0)
    sc_chaos_fail (self, "%u timers are left of the program",
                   sc_virtual_clock_count_timers (self->place.clock));
}
