/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Workflow, clients and simulator together, without a window: a sensor is commissioned over real
 * HTTP and real TLS, in fast motion. */

#include "sc-fakes.h"
#include "sc-http-cloud.h"
#include "sc-http-sensor.h"
#include "sc-rehearsal-link.h"
#include "sc-simulator.h"
#include "sc-workflow.h"

#include <string.h>

#define LIMIT_S 120

typedef struct
{
  ScSimulator *simulator;
  ScWorldSensor *sensor;
  ScModel *model;
  ScFakes *fakes; /* journal and keyring */
  ScRehearsalLink *link;
  ScSensor *sensor_port;
  ScCloud *cloud_port;
  ScWorkflow *workflow;
  ScVisit *visit;
} Fixture;

typedef struct
{
  const char *scenario;
  double speed;
} Case;

static gboolean
give_up (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_error ("waited in vain in %s",
           fixture->visit ? sc_visit_state_to_string (sc_visit_get_state (fixture->visit))
                          : "the beginning");
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint guard = g_timeout_add_seconds (LIMIT_S, give_up, fixture);                               \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (guard);                                                                       \
  }                                                                                                \
  G_STMT_END

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
open_workflow (Fixture *fixture)
{
  ScPorts ports = { .clock = sc_rehearsal_link_get_clock (fixture->link),
                    .link = SC_LINK (fixture->link),
                    .sensor = fixture->sensor_port,
                    .cloud = fixture->cloud_port,
                    .journal = fixture->fakes->journal,
                    .keyring = fixture->fakes->keyring };

  fixture->workflow = sc_workflow_new (&ports, fixture->model);
  fixture->visit = sc_workflow_get_visit (fixture->workflow);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Case *one = data;
  ScSimulatorOptions options = { .scenario = one->scenario, .speed = one->speed };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->simulator = sc_simulator_new (&options, &error);
  g_assert_no_error (error);
  fixture->sensor = sc_world_get_sensor (sc_simulator_get_world (fixture->simulator), 0);
  fixture->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  fixture->fakes = sc_fakes_new ();
  sc_rehearsal_link_new_async (sc_simulator_get_control_uri (fixture->simulator), fixture->model,
                               NULL, keep_result, &result);
  wait_until (result != NULL);
  fixture->link = sc_rehearsal_link_new_finish (result, &error);
  g_assert_no_error (error);
  fixture->sensor_port = sc_http_sensor_new (fixture->model);
  fixture->cloud_port = sc_http_cloud_new (sc_rehearsal_link_get_clock (fixture->link));
  open_workflow (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_workflow_shut_down_async (fixture->workflow, NULL, keep_result, &result);
  wait_until (result != NULL);
  g_assert_true (sc_workflow_shut_down_finish (fixture->workflow, result, &error));
  g_clear_object (&fixture->workflow);
  g_clear_object (&fixture->cloud_port);
  g_clear_object (&fixture->sensor_port);
  g_clear_object (&fixture->link);
  g_clear_object (&fixture->simulator);
  sc_fakes_free (fixture->fakes);
  sc_model_unref (fixture->model);
}

/* What a technician types, as filled in. */
static void
prepare (Fixture *fixture)
{
  const ScPractice *practice = sc_rehearsal_link_get_practice (fixture->link);
  g_autoptr (ScSecret) id = sc_secret_new (practice->client_id, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (practice->client_secret, -1);
  g_autoptr (ScSecret) key = sc_secret_new (practice->key, -1);
  g_autoptr (GBytes) ssid = g_bytes_new (practice->ssid, strlen (practice->ssid));
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) account = sc_account_new (
      practice->endpoint, id, secret, sc_simulator_get_ca_file (fixture->simulator), &error);
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (ssid, SC_SECURITY_WPA, key, &error);

  g_assert_no_error (error);
  sc_workflow_sign_in (fixture->workflow, account, FALSE);
  wait_until (sc_workflow_get_sign_in (fixture->workflow) != SC_SIGN_IN_BUSY);
  g_assert_no_error (sc_workflow_get_sign_in_error (fixture->workflow));
  sc_workflow_set_site_network (fixture->workflow, network);
  g_assert_true (sc_workflow_begin (fixture->workflow));
}

static void
go_to_review (Fixture *fixture)
{
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (SC_LINK (fixture->link)), 0);

  prepare (fixture);
  g_assert_true (sc_visit_start (fixture->visit, access_point));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_REVIEWING
              || sc_visit_state_is_end (sc_visit_get_state (fixture->visit)));
  g_assert_no_error (sc_visit_get_error (fixture->visit));
  g_assert_cmpuint (sc_world_sensor_get_changes (fixture->sensor)->len, ==, 0);
}

static ScPhase
phase (Fixture *fixture)
{
  return sc_workflow_get_plan (fixture->workflow, sc_workflow_get_current (fixture->workflow))
      .phase;
}

static void
test_in_contact (Fixture *fixture, gconstpointer data)
{
  ScWorldCloud *cloud = sc_world_get_cloud (sc_simulator_get_world (fixture->simulator));
  const char *id = sc_world_sensor_get_id (fixture->sensor);

  go_to_review (fixture);
  g_assert_true (sc_visit_send (fixture->visit));
  wait_until (phase (fixture) == SC_PHASE_IN_CONTACT);
  g_assert_true (sc_world_cloud_was_contacted (cloud, id));
  g_assert_cmpuint (sc_world_cloud_count_claims (cloud, id), ==, 1);
  g_assert_cmpstr (sc_record_get_sensor_id (sc_workflow_get_current (fixture->workflow)), ==, id);
}

static void
test_contact_after_the_sleep (Fixture *fixture, gconstpointer data)
{
  go_to_review (fixture);
  g_assert_true (sc_visit_send (fixture->visit));
  wait_until (phase (fixture) == SC_PHASE_ASLEEP);
  wait_until (sc_world_sensor_get_state (fixture->sensor) == SC_WORLD_SENSOR_ASLEEP);
  wait_until (phase (fixture) == SC_PHASE_PROVISIONED);
  wait_until (phase (fixture) == SC_PHASE_IN_CONTACT);
}

static void
test_the_network_comes_back (Fixture *fixture, gconstpointer data)
{
  ScRecord *record;

  go_to_review (fixture);
  g_assert_true (sc_visit_send (fixture->visit));
  record = sc_workflow_get_current (fixture->workflow);
  wait_until (sc_record_find_step (record, SC_STEP_AP_CAME_BACK) != NULL);
}

static void
test_left_unchanged (Fixture *fixture, gconstpointer data)
{
  ScWorldRadio *radio = sc_world_get_radio (sc_simulator_get_world (fixture->simulator));

  go_to_review (fixture);
  g_assert_true (sc_visit_cancel (fixture->visit));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_UNCHANGED);
  wait_until (sc_world_radio_get_laptop (radio) == SC_WORLD_LAPTOP_HOME);
  g_assert_cmpuint (sc_world_sensor_get_changes (fixture->sensor)->len, ==, 0);
}

int
main (int argc, char **argv)
{
  static const Case all_well = { "all-well", 20 };
  static const Case second_uplink = { "second-uplink", 20 };
  static const Case cloud_500 = { "cloud-500", 20 };
  static const Case wrong_password = { "wrong-wifi-password", 20 };
  static const Case window_missed = { "window-missed", 150 };

  g_test_init (&argc, &argv, NULL);

#define ADD(path, one, func) g_test_add ("/rehearsal/" path, Fixture, &one, set_up, func, tear_down)
  ADD ("all-well", all_well, test_in_contact);
  ADD ("left-unchanged", all_well, test_left_unchanged);
  ADD ("second-uplink", second_uplink, test_in_contact);
  ADD ("cloud-500", cloud_500, test_in_contact);
  ADD ("window-missed", window_missed, test_contact_after_the_sleep);
  ADD ("wrong-wifi-password", wrong_password, test_the_network_comes_back);
  return g_test_run ();
}
