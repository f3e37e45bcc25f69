/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Workflow, clients and simulator together, without a window: a sensor is commissioned over real
 * HTTP and real TLS, in fast motion. */

#include "sc-part.h"
#include "sc-record-report.h"
#include "sc-test-rehearsal.h"

#include <string.h>

typedef ScTestRehearsal Fixture;

typedef struct
{
  const char *scenario;
  double speed;
} Case;

#define wait_until(condition) sc_test_rehearsal_wait_until (fixture, condition)

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Case *one = data;
  ScSimulatorOptions options = { .scenario = one->scenario, .speed = one->speed };

  sc_test_rehearsal_set_up (fixture, &options);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_rehearsal_tear_down (fixture);
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

  sc_test_rehearsal_go_to_review (fixture);
  g_assert_true (sc_visit_send (fixture->visit));
  wait_until (phase (fixture) == SC_PHASE_IN_CONTACT);
  g_assert_true (sc_world_cloud_was_contacted (cloud, id));
  g_assert_cmpuint (sc_world_cloud_count_claims (cloud, id), ==, 1);
  g_assert_cmpstr (sc_record_get_sensor_id (sc_workflow_get_current (fixture->workflow)), ==, id);
}

static void
assert_not_in (const char *text, const char *secret)
{
  g_assert_cmpuint (strlen (secret), >, 8);
  if (strstr (text, secret) != NULL)
    g_error ("“%s” is in:\n%s", secret, text);
}

/* What of a record leaves the program: who made it, what it was made with and the certificate are
 * not in it. */
static void
test_report_tells_no_secrets (Fixture *fixture, gconstpointer data)
{
  const ScPractice *practice = sc_rehearsal_link_get_practice (fixture->link);
  const char *pem = g_bytes_get_data (sc_world_sensor_get_pem (fixture->sensor), NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *report = NULL;

  test_in_contact (fixture, data);
  report = sc_record_report (sc_workflow_get_current (fixture->workflow));
  g_assert_nonnull (strstr (report, sc_world_sensor_get_id (fixture->sensor)));
  assert_not_in (report, practice->client_secret);
  assert_not_in (report, practice->client_id);
  assert_not_in (report, practice->key);
  assert_not_in (report, ".practice+token/"); /* in each of the simulated cloud's */
  assert_not_in (report, "BEGIN CERTIFICATE");
  lines = g_strsplit (pem, "\n", 3);
  assert_not_in (report, lines[1]);
}

static void
test_contact_after_the_sleep (Fixture *fixture, gconstpointer data)
{
  sc_test_rehearsal_go_to_review (fixture);
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

  sc_test_rehearsal_go_to_review (fixture);
  g_assert_true (sc_visit_send (fixture->visit));
  record = sc_workflow_get_current (fixture->workflow);
  wait_until (sc_record_find_step (record, SC_STEP_AP_CAME_BACK) != NULL);
}

static void
test_left_unchanged (Fixture *fixture, gconstpointer data)
{
  ScWorldRadio *radio = sc_world_get_radio (sc_simulator_get_world (fixture->simulator));

  sc_test_rehearsal_go_to_review (fixture);
  g_assert_true (sc_visit_cancel (fixture->visit));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_UNCHANGED);
  wait_until (sc_world_radio_get_laptop (radio) == SC_WORLD_LAPTOP_HOME);
  g_assert_cmpuint (sc_world_sensor_get_changes (fixture->sensor)->len, ==, 0);
}

/* How a join fails comes over the control connection; then the laptop is at home, and the next join
 * succeeds. */
static void
test_join_fails (Fixture *fixture, gconstpointer data)
{
  const Case *one = data;
  ScWorldRadio *radio = sc_world_get_radio (sc_simulator_get_world (fixture->simulator));
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (SC_LINK (fixture->link)), 0);

  sc_test_rehearsal_prepare (fixture);
  g_assert_true (sc_visit_start (fixture->visit, access_point));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (fixture->visit), SC_ERROR,
                  (int)sc_scenario_find (one->scenario)->acts[0].code);
  g_assert_cmpint (sc_world_radio_get_laptop (radio), ==, SC_WORLD_LAPTOP_HOME);
  g_assert_true (sc_visit_retry (fixture->visit));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_REVIEWING);
}

static void
give_key (Fixture *fixture, const char *text)
{
  g_autoptr (ScSecret) key = sc_secret_new (text, -1);

  sc_link_set_key (SC_LINK (fixture->link), key);
}

/* The password of the sensor's own network goes to the radio, which judges it. */
static void
test_sensor_has_a_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (SC_LINK (fixture->link)), 0);

  g_assert_true (sc_access_point_needs_key (access_point));
  sc_test_rehearsal_prepare (fixture);
  g_assert_true (sc_visit_start (fixture->visit, access_point));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (fixture->visit), SC_ERROR, SC_ERROR_LINK_KEY_NEEDED);
  give_key (fixture, SC_SCENARIO_MISREAD_AP_KEY);
  g_assert_true (sc_visit_retry (fixture->visit));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (fixture->visit), SC_ERROR, SC_ERROR_LINK_KEY_REFUSED);
  give_key (fixture, SC_SCENARIO_AP_KEY);
  g_assert_true (sc_visit_retry (fixture->visit));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_REVIEWING);
}

/* What is in the way is known before, keeps packets from the sensor, and goes away. */
static void
test_obstacle (Fixture *fixture, gconstpointer data)
{
  ScLink *link = SC_LINK (fixture->link);
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (link), 0);

  g_assert_error (sc_link_get_obstacle (link), SC_ERROR, SC_ERROR_LINK_VPN);
  sc_test_rehearsal_prepare (fixture);
  g_assert_true (sc_visit_start (fixture->visit, access_point));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (fixture->visit), SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
  wait_until (sc_link_get_obstacle (link) == NULL);
  g_assert_true (sc_visit_retry (fixture->visit));
  wait_until (sc_visit_get_state (fixture->visit) == SC_VISIT_REVIEWING);
}

int
main (int argc, char **argv)
{
  static const Case all_well = { "all-well", 20 };
  static const Case second_uplink = { "second-uplink", 20 };
  static const Case cloud_500 = { "cloud-500", 20 };
  static const Case wrong_password = { "wrong-wifi-password", 20 };
  static const Case at_once = { "wifi-denied", 20 };
  static const Case on_the_way = { "join-no-address", 60 };
  static const Case sensor_password = { "sensor-password", 40 };
  static const Case vpn = { "vpn", 60 };
  static const Case window_missed = { "window-missed", 150 };

  g_test_init (&argc, &argv, NULL);

#define ADD(path, one, func)                                                                       \
  sc_part_add ("/rehearsal/" path, Fixture, &one, set_up, func, tear_down)
  ADD ("all-well", all_well, test_in_contact);
  ADD ("report-tells-no-secrets", all_well, test_report_tells_no_secrets);
  ADD ("left-unchanged", all_well, test_left_unchanged);
  ADD ("second-uplink", second_uplink, test_in_contact);
  ADD ("cloud-500", cloud_500, test_in_contact);
  ADD ("window-missed", window_missed, test_contact_after_the_sleep);
  ADD ("wrong-wifi-password", wrong_password, test_the_network_comes_back);
  ADD ("join/known-at-once", at_once, test_join_fails);
  ADD ("join/password", sensor_password, test_sensor_has_a_password);
  ADD ("join/obstacle", vpn, test_obstacle);
  ADD ("join/found-out-on-the-way", on_the_way, test_join_fails);
  return g_test_run ();
}
