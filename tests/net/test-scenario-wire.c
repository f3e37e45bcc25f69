/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A rehearsal over real HTTP and TLS meets the same failures as the scenarios' rows state, and as
 * the tests in virtual time meet. Those that wait out a limit of a socket, some 20 s, do so all at
 * the same time. */

#include "sc-http-cloud.h"
#include "sc-http-sensor.h"
#include "sc-scenario.h"
#include "sc-simulator.h"
#include "sc-system-clock.h"
#include "sc-test-call.h"

#include <string.h>

typedef struct
{
  ScSimulator *simulator;
  ScWorldSensor *sensor;
  ScModel *model;
  ScClock *clock;
  ScCloud *cloud;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const ScScenario *scenario = data;
  ScSimulatorOptions options = { .scenario = scenario->name };
  g_autoptr (GError) error = NULL;

  f->simulator = sc_simulator_new (&options, &error);
  g_assert_no_error (error);
  f->sensor = sc_world_get_sensor (sc_simulator_get_world (f->simulator), 0);
  f->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  f->clock = sc_system_clock_new ();
  f->cloud = sc_http_cloud_new (f->clock);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&f->cloud);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
  sc_model_unref (f->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_of_sensor (ScError code)
{
  return g_str_has_prefix (sc_error_get_info (code)->id, "SC-SENSOR-");
}

static ScAccount *
make_account (Fixture *f, const ScPractice *practice)
{
  g_autoptr (ScSecret) id = sc_secret_new (practice->client_id, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (practice->client_secret, -1);
  ScAccount *account = sc_account_new (practice->endpoint, id, secret,
                                       sc_simulator_get_ca_file (f->simulator), NULL);

  g_assert_nonnull (account);
  return account;
}

static ScTenant *
sign_in (Fixture *f, GError **error)
{
  const ScPractice *practice = sc_world_get_practice (sc_simulator_get_world (f->simulator));
  g_autoptr (ScAccount) account = make_account (f, practice);
  g_autoptr (GAsyncResult) result = NULL;
  ScTestCall call = { 0 };

  sc_cloud_sign_in_async (f->cloud, account, NULL, sc_test_call_done, &call);
  result = sc_test_call_wait (&call);
  return sc_cloud_sign_in_finish (f->cloud, result, error);
}

static void
test_sign_in (Fixture *f, gconstpointer data)
{
  const ScScenario *scenario = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (f, &error);

  g_assert_null (tenant);
  g_assert_error (error, SC_ERROR, (int)scenario->acts[0].code);
}

static ScCloudSensor *
provision (Fixture *f, ScTenant *tenant, GError **error)
{
  g_autoptr (ScCertificate) certificate =
      sc_certificate_new (sc_world_sensor_get_pem (f->sensor), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  ScTestCall call = { 0 };

  g_assert_nonnull (certificate);
  sc_cloud_provision_async (f->cloud, tenant, certificate, NULL, sc_test_call_done, &call);
  result = sc_test_call_wait (&call);
  return sc_cloud_provision_finish (f->cloud, result, error);
}

/* That a page in the cloud's place is a sign-in page is found out by a second question; the call
 * itself only knows that something else answered. */
static ScError
code_on_the_wire (const ScScenario *scenario)
{
  ScError code = scenario->acts[0].code;

  return code == SC_ERROR_UPLINK_SIGN_IN ? SC_ERROR_CLOUD_NOT_API : code;
}

static void
test_provision (Fixture *f, gconstpointer data)
{
  const ScScenario *scenario = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (f, &error);
  g_autoptr (ScCloudSensor) sensor = NULL;

  g_assert_no_error (error);
  sensor = provision (f, tenant, &error);
  g_assert_null (sensor);
  g_assert_error (error, SC_ERROR, (int)code_on_the_wire (scenario));
  if (scenario->acts[0].code == SC_ERROR_CLOUD_BUSY)
    g_assert_cmpint (sc_error_get_retry_after (error), <=, SC_ERROR_RETRY_AFTER_MAX_S);
  if (strcmp (scenario->name, "cloud-429-date") == 0)
    {
      g_assert_cmpint (sc_error_get_retry_after (error), >=, 15);
      g_assert_cmpint (sc_error_get_retry_after (error), <=, 21); /* dates have whole seconds */
    }
}

/* Whoever reaches the sensor's address while nobody plays the laptop stands on the first one's
 * network. */
static gpointer
ask (Fixture *f, ScSensorCall call, GError **error)
{
  g_autoptr (ScSensor) port = sc_http_sensor_new (f->model);
  g_autoptr (ScLease) lease = sc_test_lease_new (sc_simulator_get_sensor_uri (f->simulator), NULL);

  return sc_test_sensor_call (port, lease, call, NULL, error);
}

static void
test_sensor_fails (Fixture *f, gconstpointer data)
{
  const ScScenario *scenario = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ask (f, SC_SENSOR_READ_NAME, &error);

  g_assert_null (name);
  g_assert_error (error, SC_ERROR, (int)scenario->acts[0].code);
}

static void
test_sensor_works (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ask (f, SC_SENSOR_READ_NAME, &error);
  g_autoptr (ScCertificate) certificate = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, sc_world_sensor_get_name (f->sensor));
  certificate = ask (f, SC_SENSOR_READ_CERTIFICATE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (certificate);
}

/* A call that nobody answers, or not in time */
typedef struct
{
  Fixture fixture;
  const ScScenario *scenario;
  ScTenant *tenant; /* (nullable): signed in */
  ScSensor *port;   /* (nullable): where a sensor is asked */
  ScTestCall call;
} Patience;

static const char *const patience_names[] = { "sign-in-timeout", "cloud-timeout", "sensor-silent",
                                              "sensor-late", NULL };
#define N_PATIENCE (G_N_ELEMENTS (patience_names) - 1)

static void
begin_at_cloud (Patience *self)
{
  Fixture *f = &self->fixture;
  const ScPractice *practice = sc_world_get_practice (sc_simulator_get_world (f->simulator));
  g_autoptr (ScCertificate) certificate =
      sc_certificate_new (sc_world_sensor_get_pem (f->sensor), NULL);
  g_autoptr (ScAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (self->scenario->acts[0].where == SC_SCENARIO_AT_SIGN_IN)
    {
      account = make_account (f, practice);
      sc_cloud_sign_in_async (f->cloud, account, NULL, sc_test_call_done, &self->call);
      return;
    }
  self->tenant = sign_in (f, &error);
  g_assert_no_error (error);
  sc_cloud_provision_async (f->cloud, self->tenant, certificate, NULL, sc_test_call_done,
                            &self->call);
}

static void
begin_at_sensor (Patience *self)
{
  Fixture *f = &self->fixture;
  g_autoptr (ScLease) lease = sc_test_lease_new (sc_simulator_get_sensor_uri (f->simulator), NULL);

  self->port = sc_http_sensor_new (f->model);
  sc_sensor_call_async (self->port, lease, SC_SENSOR_READ_NAME, NULL, NULL, sc_test_call_done,
                        &self->call);
}

static void
end_patience (Patience *self)
{
  g_autoptr (GAsyncResult) result = sc_test_call_wait (&self->call);
  g_autoptr (GError) error = NULL;

  if (self->port != NULL)
    g_assert_null (sc_sensor_call_finish (self->port, result, &error));
  else if (self->tenant != NULL)
    g_assert_null (sc_cloud_provision_finish (self->fixture.cloud, result, &error));
  else
    g_assert_null (sc_cloud_sign_in_finish (self->fixture.cloud, result, &error));
  g_test_message ("%s: %s", self->scenario->name, error->message);
  g_assert_error (error, SC_ERROR, (int)code_on_the_wire (self->scenario));
  g_clear_object (&self->port);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
}

static void
test_patience_ends (void)
{
  Patience all[N_PATIENCE] = { 0 };

  for (guint i = 0; i < N_PATIENCE; i++)
    {
      all[i].scenario = sc_scenario_find (patience_names[i]);
      set_up (&all[i].fixture, all[i].scenario);
      if (is_of_sensor (all[i].scenario->acts[0].code))
        begin_at_sensor (&all[i]);
      else
        begin_at_cloud (&all[i]);
    }
  for (guint i = 0; i < N_PATIENCE; i++)
    {
      end_patience (&all[i]);
      tear_down (&all[i].fixture, NULL);
    }
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* Which test says most of a scenario on the wire; NULL: it is not about the wire. */
static void (*find_test (const ScScenario *scenario)) (Fixture *, gconstpointer)
{
  static const char *const fine[] = { "sensor-http-1.0", "sensor-both-lengths", NULL };
  /* seen by the follow-up, not by the request */
  static const char *const later[] = { "uplink-late",
                                       "window-missed",
                                       "uplink-dead",
                                       "certificate-of-another",
                                       "no-contact",
                                       "battery-at-send",
                                       "profile-refused",
                                       "ap-stays",
                                       "wrong-wifi-password",
                                       "renamed",
                                       NULL };

  if (is_one_of (scenario->name, patience_names) || is_one_of (scenario->name, later))
    return NULL;
  if (is_one_of (scenario->name, fine))
    return test_sensor_works;
  if (scenario->acts[0].code == 0)
    return NULL;
  switch (scenario->acts[0].where)
    {
    case SC_SCENARIO_AT_SIGN_IN:
      return test_sign_in;
    case SC_SCENARIO_IN_VISIT:
      return is_of_sensor (scenario->acts[0].code) ? test_sensor_fails : NULL;
    case SC_SCENARIO_AFTER_SEND:
      return test_provision;
    case SC_SCENARIO_BEFORE_START:
    case SC_SCENARIO_AT_START:
    case SC_SCENARIO_AT_RESUME:
    case SC_SCENARIO_AT_TEST:
    case SC_SCENARIO_AT_JOIN:
    case SC_SCENARIO_ASKS_CERTIFICATE:
    case SC_SCENARIO_IN_REVIEW:
    case SC_SCENARIO_AT_SEND:
      break;
    }
  return NULL;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < sc_scenario_count (); i++)
    {
      const ScScenario *scenario = sc_scenario_get (i);
      g_autofree char *path = g_strdup_printf ("/scenario-wire/%s", scenario->name);

      if (find_test (scenario) != NULL)
        g_test_add (path, Fixture, scenario, set_up, find_test (scenario), tear_down);
    }
  g_test_add_func ("/scenario-wire/patience-ends", test_patience_ends);
  return g_test_run ();
}
