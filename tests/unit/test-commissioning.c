/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The whole workflow in the simulated world, in virtual time. */

#include "sc-fakes.h"
#include "sc-sentence.h"
#include "sc-virtual-clock.h"
#include "sc-workflow.h"
#include "sc-world-cloud-port.h"
#include "sc-world-link.h"
#include "sc-world-sensor-port.h"

#define S ((gint64)G_USEC_PER_SEC)
#define ENDPOINT "https://cloud.example/prod"

typedef struct
{
  ScVirtualClock *clock;
  ScModel *model;
  ScWorld *world;
  ScWorldSensor *sensor; /* the one that is commissioned */
  ScFakes *fakes;        /* journal and keyring */
  ScLink *link;
  ScWorldSensorPort *sensor_port;
  ScWorldCloudPort *cloud_port;
  ScWorkflow *workflow;
  ScVisit *visit;
} Place;

static void
open_workflow (Place *p)
{
  ScPorts ports = { SC_CLOCK (p->clock),      p->link,           SC_SENSOR (p->sensor_port),
                    SC_CLOUD (p->cloud_port), p->fakes->journal, p->fakes->keyring };

  p->workflow = sc_workflow_new (&ports, p->model);
  p->visit = sc_workflow_get_visit (p->workflow);
  g_assert_true (sc_workflow_load (p->workflow, NULL));
}

static void
set_up (Place *p, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  p->clock = sc_virtual_clock_new ();
  p->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  p->world = sc_world_new (SC_CLOCK (p->clock), 1, &error);
  g_assert_no_error (error);
  p->sensor = sc_world_get_sensor (p->world, 0);
  p->fakes = sc_fakes_new ();
  p->link = sc_world_link_new (p->world, p->model);
  p->sensor_port = sc_world_sensor_port_new (p->world, p->model);
  p->cloud_port = sc_world_cloud_port_new (p->world);
  open_workflow (p);
}

static void
close_workflow (Place *p)
{
  g_clear_object (&p->workflow);
  sc_virtual_clock_settle (p->clock);
}

static void
tear_down (Place *p, gconstpointer data G_GNUC_UNUSED)
{
  close_workflow (p);
  g_clear_object (&p->cloud_port);
  g_clear_object (&p->sensor_port);
  g_clear_object (&p->link);
  sc_fakes_free (p->fakes);
  g_clear_object (&p->world);
  sc_model_unref (p->model);
  g_clear_object (&p->clock);
}

/* What a technician does */

static gboolean
is_signed_in (gpointer data)
{
  return sc_workflow_get_sign_in (((Place *)data)->workflow) != SC_SIGN_IN_BUSY;
}

static void
sign_in (Place *p)
{
  ScPractice *practice = sc_world_get_practice (p->world);
  g_autoptr (ScSecret) id = sc_secret_new (practice->client_id, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (practice->client_secret, -1);
  g_autoptr (ScAccount) account = sc_account_new (ENDPOINT, id, secret, NULL, NULL);

  sc_workflow_sign_in (p->workflow, account, FALSE);
  g_assert_true (sc_virtual_clock_run_until (p->clock, is_signed_in, p, 30 * S));
}

static void
set_network (Place *p, const char *key_text)
{
  ScPractice *practice = sc_world_get_practice (p->world);
  g_autoptr (GBytes) ssid = g_bytes_new (practice->ssid, strlen (practice->ssid));
  g_autoptr (ScSecret) key = sc_secret_new (key_text, -1);
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (ssid, SC_SECURITY_WPA, key, NULL);

  sc_workflow_set_site_network (p->workflow, network);
}

static void
prepare (Place *p)
{
  for (guint i = 0; i < 10 && sc_workflow_get_sign_in (p->workflow) != SC_SIGN_IN_DONE; i++)
    {
      sign_in (p);
      sc_virtual_clock_advance (p->clock, 5 * S);
    }
  g_assert_cmpint (sc_workflow_get_sign_in (p->workflow), ==, SC_SIGN_IN_DONE);
  set_network (p, sc_world_get_practice (p->world)->key);
  g_assert_true (sc_workflow_begin (p->workflow));
}

static gboolean
sees_sensor (gpointer data)
{
  GListModel *aps = sc_link_get_access_points (((Place *)data)->link);

  for (guint i = 0; i < g_list_model_get_n_items (aps); i++)
    {
      g_autoptr (ScAccessPoint) ap = g_list_model_get_item (aps, i);

      if (sc_access_point_is_sensor (ap))
        return TRUE;
    }
  return FALSE;
}

static void
choose_sensor (Place *p)
{
  GListModel *aps = sc_link_get_access_points (p->link);

  sc_link_rescan (p->link);
  g_assert_true (sc_virtual_clock_run_until (p->clock, sees_sensor, p, 30 * S));
  for (guint i = 0; i < g_list_model_get_n_items (aps); i++)
    {
      g_autoptr (ScAccessPoint) ap = g_list_model_get_item (aps, i);

      if (g_bytes_equal (sc_access_point_get_ssid (ap), sc_world_sensor_get_ssid (p->sensor)))
        {
          g_assert_true (sc_visit_start (p->visit, ap));
          return;
        }
    }
  g_error ("the sensor is not in the list");
}

static gboolean
is_waiting_for_us (gpointer data)
{
  ScVisitState state = sc_visit_get_state (((Place *)data)->visit);

  return state == SC_VISIT_REVIEWING || state == SC_VISIT_NEEDS_CERTIFICATE
         || sc_visit_state_is_end (state);
}

static void
go_to_review (Place *p)
{
  prepare (p);
  choose_sensor (p);
  g_assert_true (sc_virtual_clock_run_until (p->clock, is_waiting_for_us, p, 120 * S));
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_REVIEWING);
}

/* What one sees */

static ScRecord *
record (Place *p)
{
  ScRecord *found = sc_workflow_get_current (p->workflow);

  g_assert_nonnull (found);
  return found;
}

static ScPlan
plan (Place *p)
{
  return sc_workflow_get_plan (p->workflow, record (p));
}

typedef struct
{
  Place *place;
  ScPhase phase;
} Awaited;

static gboolean
is_in_phase (gpointer data)
{
  Awaited *awaited = data;

  return plan (awaited->place).phase == awaited->phase;
}

static void
wait_for_phase (Place *p, ScPhase phase, gint64 limit_us)
{
  Awaited awaited = { p, phase };

  if (!sc_virtual_clock_run_until (p->clock, is_in_phase, &awaited, limit_us))
    g_error ("phase %d instead of %d", plan (p).phase, phase);
}

static guint
n_changes (Place *p)
{
  return sc_world_sensor_get_changes (p->sensor)->len;
}

static void
test_all_well (Place *p, gconstpointer data G_GNUC_UNUSED)
{
  ScWorldCloud *cloud = sc_world_get_cloud (p->world);

  go_to_review (p);
  g_assert_cmpstr (sc_record_get_sensor_id (record (p)), ==, sc_world_sensor_get_id (p->sensor));
  g_assert_nonnull (sc_record_get_certificate (record (p)));
  g_assert_cmpint (sc_visit_get_heard (p->visit), ==, SC_HEARD_YES);
  g_assert_cmpuint (n_changes (p), ==, 0);

  g_assert_true (sc_visit_send (p->visit));
  wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  g_assert_cmpuint (sc_world_cloud_count_claims (cloud, sc_world_sensor_get_id (p->sensor)), ==, 1);
  wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
  g_assert_true (sc_world_cloud_was_contacted (cloud, sc_world_sensor_get_id (p->sensor)));
  g_assert_cmpint (plan (p).left_lamp, ==, SC_LAMP_ON);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_SENT);
  /* No token request in the window. */
  g_assert_cmpuint (sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_TOKEN), ==, 1);
}

/* The countdown on the laptop's clock, over a suspend and a changed wall clock. */
static void
test_countdown_over_suspend (Place *p, gconstpointer data G_GNUC_UNUSED)
{
  ScMoment now;
  gint64 left_us;

  sc_world_radio_set_uplink_delay (sc_world_get_radio (p->world), 600 * S);
  go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  wait_for_phase (p, SC_PHASE_IN_TIME, 10 * S);
  now = sc_clock_moment (SC_CLOCK (p->clock));
  left_us = plan (p).in_time_until_us - now.boot_us;
  g_assert_cmpint (left_us, >, 50 * S);
  g_assert_cmpint (left_us, <=, 60 * S);

  sc_virtual_clock_set_wall (p->clock, now.wall_us - 3600 * S);
  sc_virtual_clock_suspend (p->clock, 20 * S);
  now = sc_clock_moment (SC_CLOCK (p->clock));
  g_assert_cmpint (plan (p).in_time_until_us - now.boot_us, ==, left_us - 20 * S);
  sc_virtual_clock_suspend (p->clock, 40 * S);
  g_assert_cmpint (plan (p).phase, ==, SC_PHASE_MAYBE_IN_TIME);
  sc_virtual_clock_suspend (p->clock, 30 * S);
  g_assert_cmpint (plan (p).phase, ==, SC_PHASE_ASLEEP);
}

/* The program ends at the n-th thing it wrote, and is started again. */
static void
finish_after_restart (Place *p)
{
  ScRecord *unfinished;
  guint n_records;

  open_workflow (p);
  prepare (p);
  unfinished = sc_workflow_get_unfinished (p->workflow);
  n_records = g_list_model_get_n_items (sc_workflow_get_records (p->workflow));
  if (unfinished == NULL && n_records == 1)
    { /* it went on by itself as soon as somebody had signed in */
      g_autoptr (ScRecord) finished =
          g_list_model_get_item (sc_workflow_get_records (p->workflow), 0);

      sc_workflow_open_record (p->workflow, finished);
    }
  else if (unfinished == NULL || sc_record_get_window_start (unfinished) == NULL)
    { /* nothing was sent: visit the sensor (again) */
      choose_sensor (p);
      g_assert_true (sc_virtual_clock_run_until (p->clock, is_waiting_for_us, p, 120 * S));
      g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_REVIEWING);
      if (unfinished != NULL)
        g_assert_true (sc_workflow_get_current (p->workflow) == unfinished);
      g_assert_true (sc_visit_send (p->visit));
    }
  else
    {
      sc_workflow_open_record (p->workflow, unfinished);
    }
  wait_for_phase (p, SC_PHASE_IN_CONTACT, 60 * 60 * S);
}

static gboolean
has_written (gpointer data)
{
  Place *p = data;
  guint n_steps = 0;

  for (guint i = 0; i < p->fakes->log->len; i++)
    n_steps += g_str_has_prefix (g_ptr_array_index (p->fakes->log, i), "step:") ? 1 : 0;
  return n_steps >= GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (p->clock), "n-steps"));
}

static gboolean
has_written_or_waits (gpointer data)
{
  return has_written (data) || is_waiting_for_us (data);
}

static void
test_killed (Place *p, gconstpointer data)
{
  ScWorldCloud *cloud = sc_world_get_cloud (p->world);
  const char *id = sc_world_sensor_get_id (p->sensor);
  gboolean was_sent;

  g_object_set_data (G_OBJECT (p->clock), "n-steps", (gpointer)data);
  prepare (p);
  choose_sensor (p);
  sc_virtual_clock_run_until (p->clock, has_written_or_waits, p, 120 * S);
  if (!has_written (p))
    {
      g_assert_true (sc_visit_send (p->visit));
      g_assert_true (sc_virtual_clock_run_until (p->clock, has_written, p, 40 * 60 * S));
    }
  was_sent = sc_visit_get_state (p->visit) >= SC_VISIT_SENDING;

  sc_fake_journal_cut_off (p->fakes); /* no farewell */
  close_workflow (p);
  sc_world_radio_leave (sc_world_get_radio (p->world));
  g_assert_cmpuint (n_changes (p) > 0, <=, was_sent);
  sc_virtual_clock_advance (p->clock, 5 * S);
  finish_after_restart (p);
  g_assert_cmpuint (sc_world_cloud_count_claims (cloud, id), ==, 1);
  g_assert_true (sc_world_cloud_was_contacted (cloud, id));
  g_assert_cmpuint (g_list_model_get_n_items (sc_workflow_get_records (p->workflow)), ==, 1);
}

#define ADD(name, func) g_test_add ("/commissioning/" name, Place, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-well", test_all_well);
  ADD ("countdown-over-suspend", test_countdown_over_suspend);
  for (guint n = 1; n <= 21; n++)
    {
      g_autofree char *path = g_strdup_printf ("/commissioning/killed/after-step-%u", n);

      g_test_add (path, Place, GUINT_TO_POINTER (n), set_up, test_killed, tear_down);
    }
  return g_test_run ();
}
