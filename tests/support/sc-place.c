/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-place.h"

#include "sc-earlier-run.h"

void
sc_place_open_workflow (ScPlace *place)
{
  ScPorts ports = { SC_CLOCK (place->clock), place->link, SC_SENSOR (place->sensor_port),
                    SC_CLOUD (place->cloud_port) };

  place->journal = sc_troubled_journal_new (place->fakes->journal);
  place->keyring = sc_troubled_keyring_new (place->fakes->keyring);
  ports.journal = SC_JOURNAL (place->journal);
  ports.keyring = SC_KEYRING (place->keyring);
  place->workflow = sc_workflow_new (&ports, place->model);
  place->visit = sc_workflow_get_visit (place->workflow);
  g_assert_true (sc_workflow_load (place->workflow, NULL));
}

void
sc_place_set_up (ScPlace *place, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_set_up_with_seed (place, 1);
}

void
sc_place_set_up_with_seed (ScPlace *place, guint32 seed)
{
  g_autoptr (GError) error = NULL;

  place->clock = sc_virtual_clock_new ();
  place->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  place->world = sc_world_new (SC_CLOCK (place->clock), seed, &error);
  g_assert_no_error (error);
  place->sensor = sc_world_get_sensor (place->world, 0);
  place->fakes = sc_fakes_new ();
  place->link = sc_world_link_new (place->world, place->model);
  place->sensor_port = sc_world_sensor_port_new (place->world, place->model);
  place->cloud_port = sc_world_cloud_port_new (place->world);
  sc_place_open_workflow (place);
}

/* What the program has left of an earlier run is there before it begins again. */
static void
resume_run (ScPlace *place)
{
  g_autoptr (GError) error = NULL;

  sc_place_close_workflow (place);
  sc_earlier_run_write (place->world, place->fakes->journal, &error);
  g_assert_no_error (error);
  sc_place_open_workflow (place);
}

/* Makes something special in the place, as a rehearsal would. */
void
sc_place_apply (ScPlace *place, const ScScenario *scenario)
{
  const ScWorldStore *store = sc_world_get_store (place->world);

  sc_scenario_apply (scenario, place->world);
  if (store->unfinished)
    resume_run (place);
  sc_troubled_journal_set_trouble (place->journal, store->journal);
  sc_troubled_keyring_set_trouble (place->keyring, store->keyring);
}

void
sc_place_close_workflow (ScPlace *place)
{
  g_clear_object (&place->workflow);
  g_clear_object (&place->keyring);
  g_clear_object (&place->journal);
  sc_virtual_clock_settle (place->clock);
}

void
sc_place_tear_down (ScPlace *place, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_close_workflow (place);
  g_clear_object (&place->cloud_port);
  g_clear_object (&place->sensor_port);
  g_clear_object (&place->link);
  sc_fakes_free (place->fakes);
  g_clear_object (&place->world);
  sc_model_unref (place->model);
  g_clear_object (&place->clock);
}

typedef struct
{
  ScPlace *place;
  gboolean (*done) (ScPlace *place);
  ScPhase phase;
} Awaited;

static gboolean
is_done (gpointer data)
{
  Awaited *awaited = data;

  return awaited->done (awaited->place);
}

gboolean
sc_place_run_until (ScPlace *place, gboolean (*done) (ScPlace *place), gint64 limit_us)
{
  Awaited awaited = { place, done, 0 };

  return sc_virtual_clock_run_until (place->clock, is_done, &awaited, limit_us);
}

static gboolean
has_signed_in (ScPlace *place)
{
  return sc_workflow_get_sign_in (place->workflow) != SC_SIGN_IN_BUSY;
}

void
sc_place_sign_in (ScPlace *place, const char *client_secret)
{
  ScPractice *practice = sc_world_get_practice (place->world);
  g_autoptr (ScSecret) id = sc_secret_new (practice->client_id, -1);
  g_autoptr (ScSecret) secret =
      sc_secret_new (client_secret != NULL ? client_secret : practice->client_secret, -1);
  g_autoptr (ScAccount) account = sc_account_new (practice->endpoint, id, secret, NULL, NULL);

  sc_workflow_sign_in (place->workflow, account, FALSE);
  g_assert_true (sc_place_run_until (place, has_signed_in, 60 * S));
}

void
sc_place_protect_network (ScPlace *place, ScSecurity security, const char *key)
{
  ScPractice *practice = sc_world_get_practice (place->world);
  g_autoptr (GBytes) ssid = g_bytes_new (practice->ssid, strlen (practice->ssid));
  g_autoptr (ScSecret) secret = sc_secret_new (key != NULL ? key : practice->key, -1);
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (ssid, security, secret, NULL);

  sc_workflow_set_site_network (place->workflow, network);
}

void
sc_place_set_network (ScPlace *place, const char *key)
{
  sc_place_protect_network (place, SC_SECURITY_WPA, key);
}

void
sc_place_prepare (ScPlace *place)
{
  for (guint i = 0; i < 10 && sc_workflow_get_sign_in (place->workflow) != SC_SIGN_IN_DONE; i++)
    {
      sc_place_sign_in (place, NULL);
      sc_virtual_clock_advance (place->clock, 5 * S);
    }
  g_assert_cmpint (sc_workflow_get_sign_in (place->workflow), ==, SC_SIGN_IN_DONE);
  sc_place_set_network (place, NULL);
  g_assert_true (sc_workflow_begin (place->workflow));
}

static ScAccessPoint *
find_sensor (ScPlace *place)
{
  GListModel *aps = sc_link_get_access_points (place->link);

  for (guint i = 0; i < g_list_model_get_n_items (aps); i++)
    {
      g_autoptr (ScAccessPoint) ap = g_list_model_get_item (aps, i);

      if (g_bytes_equal (sc_access_point_get_ssid (ap), sc_world_sensor_get_ssid (place->sensor)))
        return g_steal_pointer (&ap);
    }
  return NULL;
}

static gboolean
sees_sensor (ScPlace *place)
{
  g_autoptr (ScAccessPoint) ap = find_sensor (place);

  return ap != NULL;
}

void
sc_place_choose_sensor (ScPlace *place)
{
  g_autoptr (ScAccessPoint) ap = NULL;

  sc_link_rescan (place->link);
  g_assert_true (sc_place_run_until (place, sees_sensor, 300 * S));
  ap = find_sensor (place);
  g_assert_true (sc_access_point_is_sensor (ap));
  g_assert_true (sc_visit_start (place->visit, ap));
}

gboolean
sc_place_visit_waits (ScPlace *place)
{
  ScVisitState state = sc_visit_get_state (place->visit);

  return state == SC_VISIT_REVIEWING || state == SC_VISIT_NEEDS_CERTIFICATE
         || sc_visit_state_is_end (state);
}

void
sc_place_wait_for_visit (ScPlace *place)
{
  g_assert_true (sc_place_run_until (place, sc_place_visit_waits, 600 * S));
}

void
sc_place_go_to_review (ScPlace *place)
{
  sc_place_prepare (place);
  sc_place_choose_sensor (place);
  sc_place_wait_for_visit (place);
  g_assert_cmpint (sc_visit_get_state (place->visit), ==, SC_VISIT_REVIEWING);
}

ScRecord *
sc_place_record (ScPlace *place)
{
  ScRecord *record = sc_workflow_get_current (place->workflow);

  g_assert_nonnull (record);
  return record;
}

ScPlan
sc_place_plan (ScPlace *place)
{
  return sc_workflow_get_plan (place->workflow, sc_place_record (place));
}

char *
sc_place_advice (ScPlace *place)
{
  ScMoment now = sc_clock_moment (SC_CLOCK (place->clock));
  ScPlan plan = sc_place_plan (place);

  return sc_sentence_advice (&plan, sc_place_record (place), &now);
}

static gboolean
is_in_phase (gpointer data)
{
  Awaited *awaited = data;

  return sc_place_plan (awaited->place).phase == awaited->phase;
}

void
sc_place_wait_for_phase (ScPlace *place, ScPhase phase, gint64 limit_us)
{
  Awaited awaited = { place, NULL, phase };

  if (!sc_virtual_clock_run_until (place->clock, is_in_phase, &awaited, limit_us))
    g_error ("phase %d instead of %d", sc_place_plan (place).phase, phase);
}

guint
sc_place_count_changes (ScPlace *place)
{
  return sc_world_sensor_get_changes (place->sensor)->len;
}

guint
sc_place_count_claims (ScPlace *place)
{
  return sc_world_cloud_count_claims (sc_world_get_cloud (place->world),
                                      sc_world_sensor_get_id (place->sensor));
}

gboolean
sc_place_is_in_contact (ScPlace *place)
{
  return sc_world_cloud_was_contacted (sc_world_get_cloud (place->world),
                                       sc_world_sensor_get_id (place->sensor));
}
