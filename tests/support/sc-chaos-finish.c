/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When the trouble is over: a technician who does what the program offers gets there. */

#include "sc-chaos.h"

#define MAX_TRIES 60

/* Whatever went wrong is mended; faults that were planned and not met yet remain. */
void
sc_chaos_heal (ScChaos *self)
{
  ScPlace *place = &self->place;

  sc_chaos_tell (self, "the trouble is over");
  sc_fake_journal_fail (place->fakes, 0);
  sc_troubled_journal_set_trouble (place->journal, 0);
  sc_troubled_keyring_set_trouble (place->keyring, 0);
  sc_world_radio_set_join_trouble (sc_world_get_radio (place->world), 0, 0);
  sc_world_radio_set_obstacle (sc_world_get_radio (place->world), 0, 0);
  sc_world_cloud_set_identity (sc_world_get_cloud (place->world), SC_WORLD_IDENTITY_GOOD, 0);
  sc_world_cloud_set_detour (sc_world_get_cloud (place->world), SC_CHAOS_OTHER_TENANT, 0, 0);
  sc_world_radio_set_uplink_delay (sc_world_get_radio (place->world), 0);
  for (guint i = 0; i < sc_world_get_n_sensors (place->world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (place->world, i);
      ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

      quirks.visits = 0;
      quirks.ap_key = NULL;
      quirks.certificate_path = SC_WORLD_CERTIFICATE_PATH;
      sc_world_sensor_set_quirks (sensor, &quirks);
    }
  sc_workflow_set_order (place->workflow, SC_ORDER_AUTO);
}

static gboolean
is_over (ScRecord *record)
{
  ScRecordState state = sc_record_get_state (record);

  return state == SC_RECORD_IN_CONTACT || state == SC_RECORD_STOPPED
         || state == SC_RECORD_UNCHANGED;
}

static gboolean
has_signed_in (gpointer data)
{
  ScChaos *self = data;

  return sc_workflow_get_sign_in (self->place.workflow) != SC_SIGN_IN_BUSY;
}

static gboolean
visit_waits (gpointer data)
{
  ScChaos *self = data;

  return sc_place_visit_waits (&self->place);
}

static void
sign_in_for (ScChaos *self, ScRecord *record)
{
  ScTenant *tenant = sc_record_get_tenant (record);
  const char *id = tenant != NULL ? sc_tenant_get_id (tenant) : SC_PRACTICE_TENANT;

  sc_chaos_tell (self, "signs in to %s", id);
  if (g_strcmp0 (id, SC_CHAOS_OTHER_TENANT) == 0)
    sc_chaos_sign_in (self, SC_CHAOS_OTHER_ID, SC_CHAOS_OTHER_SECRET);
  else
    sc_chaos_sign_in (self, SC_PRACTICE_CLIENT_ID, SC_PRACTICE_CLIENT_SECRET);
  if (!sc_virtual_clock_run_until (self->place.clock, has_signed_in, self, 120 * S))
    sc_chaos_fail (self, "signing in does not end");
  if (sc_workflow_get_sign_in (self->place.workflow) != SC_SIGN_IN_DONE)
    {
      sc_chaos_tell (self, "  %s", sc_workflow_get_sign_in_error (self->place.workflow)->message);
      sc_chaos_pass (self, 20 * S);
    }
  sc_chaos_pass (self, S);
}

static void
wait_for_visit (ScChaos *self)
{
  if (!sc_virtual_clock_run_until (self->place.clock, visit_waits, self, 600 * S))
    sc_chaos_fail (self, "the visit stays in %s",
                   sc_visit_state_to_string (sc_visit_get_state (self->place.visit)));
  sc_chaos_watch (self);
}

/* A visit is under way: brings it to its end. */
static void
go_on_with_visit (ScChaos *self)
{
  ScVisit *visit = self->place.visit;

  if (sc_visit_get_state (visit) == SC_VISIT_JOINING && sc_visit_get_access_point (visit) == NULL)
    sc_visit_cancel (visit);
  wait_for_visit (self);
  switch (sc_visit_get_state (visit))
    {
    case SC_VISIT_NEEDS_CERTIFICATE:
      sc_visit_use_certificate_path (visit, SC_WORLD_CERTIFICATE_PATH);
      break;
    case SC_VISIT_REVIEWING:
      sc_chaos_pass (self, 5 * S); /* reads it */
      if (sc_visit_get_state (visit) == SC_VISIT_REVIEWING)
        {
          sc_chaos_tell (self, "sends");
          sc_visit_send (visit);
        }
      break;
    default:
      break;
    }
  sc_chaos_pass (self, S);
}

static void
visit_again (ScChaos *self, ScRecord *record)
{
  ScPlace *place = &self->place;
  ScWorldSensor *sensor = sc_chaos_sensor_of (self, record);

  place->sensor = sensor;
  if (!sc_world_sensor_is_ap_up (sensor))
    sc_world_sensor_enter_set_up (sensor);
  sc_chaos_pass (self, 10 * S); /* until it is heard */
  sc_place_set_network (place, NULL);
  sc_workflow_set_certificate_path (place->workflow, NULL);
  if (!sc_workflow_begin (place->workflow))
    return; /* signed out meanwhile */
  sc_chaos_tell (self, "visits %s again", sc_world_sensor_get_id (sensor));
  sc_place_choose_sensor (place);
  sc_chaos_watch (self);
}

static gboolean
wants_visit (const ScPlan *plan)
{
  return plan->remedy == SC_REMEDY_VISIT_AGAIN || plan->remedy == SC_REMEDY_EDIT_SITE_NETWORK
         || plan->remedy == SC_REMEDY_JOIN_AGAIN
         || plan->remedy == SC_REMEDY_EDIT_CERTIFICATE_SOURCE;
}

static gboolean
is_in (ScChaos *self, ScRecord *record)
{
  ScTenant *tenant = sc_workflow_get_tenant (self->place.workflow);

  return tenant != NULL
         && (sc_record_get_tenant (record) == NULL
             || sc_tenant_matches (sc_record_get_tenant (record), tenant));
}

/* The next thing the program offers for @record. */
static void
follow (ScChaos *self, ScRecord *record)
{
  ScWorkflow *workflow = self->place.workflow;
  ScPlan plan = sc_workflow_get_plan (workflow, record);

  if (!sc_visit_state_is_end (sc_visit_get_state (self->place.visit)))
    go_on_with_visit (self);
  else if ((!is_in (self, record) || plan.action == SC_ACTION_SIGN_IN)
           && sc_workflow_get_sign_in (workflow) != SC_SIGN_IN_BUSY)
    sign_in_for (self, record);
  else if (wants_visit (&plan) && is_in (self, record))
    visit_again (self, record);
  else if (plan.remedy != SC_REMEDY_NONE && plan.action == SC_ACTION_NONE)
    {
      sc_chaos_tell (self, "tries now");
      sc_workflow_try_now (workflow, record);
      sc_chaos_pass (self, 60 * S);
    }
  else
    sc_chaos_pass (self, 90 * S);
}

/**
 * sc_chaos_finish:
 * @self: a place where all is well again
 * @record: one of the program's records
 *
 * The technician does what is offered for @record until it is over. Fails if that leads nowhere,
 * unless another tenant has the sensor.
 */
void
sc_chaos_finish (ScChaos *self, ScRecord *record)
{
  ScPlan plan;

  for (guint i = 0; i < MAX_TRIES && !is_over (record); i++)
    follow (self, record);
  if (is_over (record))
    return;
  if (g_strcmp0 (sc_chaos_owner (self, record), sc_tenant_get_id (sc_record_get_tenant (record)))
          == 0
      || sc_chaos_owner (self, record) == NULL)
    {
      plan = sc_workflow_get_plan (self->place.workflow, record);
      sc_chaos_fail (self, "nothing helps %s: phase %d, action %d in %d s, %s; sensor state %d",
                     sc_record_get_sensor_id (record), plan.phase, plan.action,
                     (int)((plan.due_us - sc_clock_now_us (SC_CLOCK (self->place.clock))) / S),
                     sc_error_get_info (plan.error)->id,
                     sc_world_sensor_get_state (sc_chaos_sensor_of (self, record)));
    }
}
