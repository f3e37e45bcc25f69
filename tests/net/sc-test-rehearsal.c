/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-rehearsal.h"

#include <string.h>

#define wait_until(condition) sc_test_rehearsal_wait_until (self, condition)

gboolean
sc_test_rehearsal_give_up (gpointer data)
{
  ScTestRehearsal *self = data;

  g_error ("waited in vain in %s", self->visit
                                       ? sc_visit_state_to_string (sc_visit_get_state (self->visit))
                                       : "the beginning");
  return G_SOURCE_REMOVE;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
open_workflow (ScTestRehearsal *self)
{
  ScPorts ports = { .clock = sc_rehearsal_link_get_clock (self->link),
                    .link = SC_LINK (self->link),
                    .sensor = self->sensor_port,
                    .cloud = self->cloud_port,
                    .journal = self->fakes->journal,
                    .keyring = self->fakes->keyring };

  self->workflow = sc_workflow_new (&ports, self->model);
  self->visit = sc_workflow_get_visit (self->workflow);
}

/**
 * sc_test_rehearsal_set_up:
 * @self: a rehearsal, not yet set up
 * @options: what is simulated
 */
void
sc_test_rehearsal_set_up (ScTestRehearsal *self, const ScSimulatorOptions *options)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->simulator = sc_simulator_new (options, &error);
  g_assert_no_error (error);
  self->sensor = sc_world_get_sensor (sc_simulator_get_world (self->simulator), 0);
  self->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  self->fakes = sc_fakes_new ();
  sc_rehearsal_link_new_async (sc_simulator_get_control_uri (self->simulator), self->model, NULL,
                               keep_result, &result);
  wait_until (result != NULL);
  self->link = sc_rehearsal_link_new_finish (result, &error);
  g_assert_no_error (error);
  self->sensor_port = sc_http_sensor_new (self->model);
  self->transcript = sc_transcript_new ();
  sc_http_sensor_set_transcript (SC_HTTP_SENSOR (self->sensor_port), self->transcript);
  self->cloud_port = sc_http_cloud_new (sc_rehearsal_link_get_clock (self->link));
  open_workflow (self);
}

void
sc_test_rehearsal_tear_down (ScTestRehearsal *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_workflow_shut_down_async (self->workflow, NULL, keep_result, &result);
  wait_until (result != NULL);
  g_assert_true (sc_workflow_shut_down_finish (self->workflow, result, &error));
  g_clear_object (&self->workflow);
  g_clear_object (&self->cloud_port);
  g_clear_object (&self->sensor_port);
  g_clear_pointer (&self->transcript, sc_transcript_unref);
  g_clear_object (&self->link);
  g_clear_object (&self->simulator);
  sc_fakes_free (self->fakes);
  sc_model_unref (self->model);
}

/* What a technician types, as filled in. */
void
sc_test_rehearsal_prepare (ScTestRehearsal *self)
{
  const ScPractice *practice = sc_rehearsal_link_get_practice (self->link);
  g_autoptr (ScSecret) id = sc_secret_new (practice->client_id, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (practice->client_secret, -1);
  g_autoptr (ScSecret) key = sc_secret_new (practice->key, -1);
  g_autoptr (GBytes) ssid = g_bytes_new (practice->ssid, strlen (practice->ssid));
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) account = sc_account_new (
      practice->endpoint, id, secret, sc_simulator_get_ca_file (self->simulator), &error);
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (ssid, SC_SECURITY_WPA, key, &error);

  g_assert_no_error (error);
  sc_workflow_sign_in (self->workflow, account, FALSE);
  wait_until (sc_workflow_get_sign_in (self->workflow) != SC_SIGN_IN_BUSY);
  g_assert_no_error (sc_workflow_get_sign_in_error (self->workflow));
  sc_workflow_set_site_network (self->workflow, network);
  g_assert_true (sc_workflow_begin (self->workflow));
}

/* Everything that only reads. */
void
sc_test_rehearsal_go_to_review (ScTestRehearsal *self)
{
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (SC_LINK (self->link)), 0);

  sc_test_rehearsal_prepare (self);
  g_assert_true (sc_visit_start (self->visit, access_point));
  wait_until (sc_visit_get_state (self->visit) == SC_VISIT_REVIEWING
              || sc_visit_state_is_end (sc_visit_get_state (self->visit)));
  g_assert_no_error (sc_visit_get_error (self->visit));
  g_assert_cmpuint (sc_world_sensor_get_changes (self->sensor)->len, ==, 0);
}
