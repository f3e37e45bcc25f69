/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-http-sensor.h"
#include "sc-log.h"
#include "sc-test-cloud.h"
#include "sc-test-model.h"

#include <string.h>

/* Every call of both clients, with everything logged that can be, and replies that repeat what
 * they were given: no secret and no certificate may come out, neither in the log, on its way out
 * and as it is kept, nor in an error's text, nor in the transcript. */

#define ID "CANARYclientid"
#define SECRET "CANARYclientsecret"
#define ACCESS "CANARYaccesstoken"
#define KEY "CANARYwifikey"
#define SSID "CANARYwifiname"

typedef struct
{
  ScTestServer *sensor_server;
  ScModel *model;
  ScSensor *sensor;
  ScTranscript *transcript;
  ScLease *lease;
  ScSiteNetwork *network;
} SensorSide;

static char *
make_basic (void)
{
  return g_base64_encode ((const guchar *)ID ":" SECRET, strlen (ID ":" SECRET));
}

static char *
read_chain (void)
{
  char *pem = NULL;

  g_assert_true (g_file_get_contents (SC_TEST_CHAIN, &pem, NULL, NULL));
  return pem;
}

/* What of the certificate would be recognised: its first line of base64. */
static char *
first_line_of_pem (void)
{
  g_autofree char *pem = read_chain ();
  g_auto (GStrv) lines = g_strsplit (strstr (pem, "-----BEGIN"), "\n", 3);

  g_assert_cmpuint (strlen (lines[1]), >, 40);
  return g_strdup (lines[1]);
}

static GPtrArray *
list_canaries (void)
{
  GPtrArray *canaries = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (canaries, g_strdup ("CANARY"));
  g_ptr_array_add (canaries, make_basic ());
  g_ptr_array_add (canaries, first_line_of_pem ());
  g_ptr_array_add (canaries, g_strdup ("BEGIN CERTIFICATE"));
  return canaries;
}

/* The error's text goes to the log too, as the program would put it there. */
static void
tell (GError *error)
{
  if (error != NULL)
    g_message ("failed: %s", error->message);
  g_clear_error (&error);
}

static void
sensor_set_up (SensorSide *self)
{
  g_autofree char *uri = NULL;
  g_autofree char *pem = read_chain ();
  /* breaks off in the middle of the certificate */
  g_autofree char *half = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %u\r\n\r\n%.*s",
                                           (guint)strlen (pem), (int)strlen (pem) / 3, pem);
  g_autoptr (GBytes) ssid = g_bytes_new_static (SSID, strlen (SSID));
  g_autoptr (ScSecret) key = sc_secret_new (KEY, -1);

  self->sensor_server = sc_test_server_new (NULL);
  uri = sc_test_server_dup_uri (self->sensor_server, NULL);
  self->model = sc_test_model_new ("[timing]\nrequest-pause-ms = 0\n[paths]\ncertificate = /c\n");
  self->sensor = sc_http_sensor_new (self->model);
  self->transcript = sc_transcript_new ();
  sc_http_sensor_set_transcript (SC_HTTP_SENSOR (self->sensor), self->transcript);
  self->lease = sc_test_lease_new (uri, "lo");
  self->network = sc_site_network_new (ssid, SC_SECURITY_WPA, key, NULL);
  sc_test_server_reply (self->sensor_server, "GET /c", 200, NULL, pem);
  sc_test_server_reply_raw (self->sensor_server, "GET /c", half, -1, 0, SC_TEST_END_CLOSE);
  sc_test_server_reply (self->sensor_server, "GET /__SL_G_DNP", 200, NULL, pem);
  sc_test_server_reply (self->sensor_server, "GET /netlist.txt", 200, NULL, "3" SSID ";X;");
  sc_test_server_reply (self->sensor_server, "POST /api/1/wlan/profile_add", 204, NULL, NULL);
  sc_test_server_reply (self->sensor_server, "POST /api/1/wlan/profile_add", 400, NULL,
                        "bad form: __SL_P_P.C=" KEY);
  sc_test_server_reply_raw (self->sensor_server, "POST /api/1/wlan/profile_add",
                            "no HTTP " KEY "\r\n\r\n", -1, 0, SC_TEST_END_CLOSE);
  sc_test_server_reply_raw (self->sensor_server, "POST /api/1/wlan/profile_add", "", -1, 0,
                            SC_TEST_END_RESET);
}

static void
sensor_tear_down (SensorSide *self)
{
  sc_site_network_unref (self->network);
  g_object_unref (self->lease);
  g_object_unref (self->sensor);
  sc_transcript_unref (self->transcript);
  sc_model_unref (self->model);
  sc_test_server_free (self->sensor_server);
}

/* Where the parent looks for canaries, as everything else. */
static void
tell_transcript (ScTranscript *transcript)
{
  g_autofree char *text = sc_transcript_format (transcript);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTranscript) again = sc_transcript_parse (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sc_transcript_get_n_exchanges (again), ==, 4 * (SC_SENSOR_ADD_PROFILE + 1));
  g_print ("%s", text);
}

static void
call_the_sensor (void)
{
  SensorSide self = { NULL };
  ScNetworkProfile profile;

  sensor_set_up (&self);
  profile = (ScNetworkProfile){ self.network, '3', FALSE };
  for (ScSensorCall call = SC_SENSOR_READ_NAME; call <= SC_SENSOR_ADD_PROFILE; call++)
    for (guint i = 0; i < 4; i++)
      {
        GError *error = NULL;
        GDestroyNotify free_value = sc_sensor_call_result_free_func (call);
        gpointer value = sc_test_sensor_call (
            self.sensor, self.lease, call, call == SC_SENSOR_ADD_PROFILE ? &profile : NULL, &error);

        tell (error);
        if (value != NULL && free_value != NULL)
          free_value (value);
      }
  tell_transcript (self.transcript);
  sensor_tear_down (&self);
}

static void
sign_in (ScTestCloud *self)
{
  g_autofree char *endpoint = sc_test_server_dup_uri (self->server, "localhost");
  g_autoptr (ScSecret) id = sc_secret_new (ID, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (SECRET, -1);
  g_autoptr (ScAccount) account =
      sc_account_new (endpoint, id, secret, SC_TEST_TLS "/ca.pem", NULL);
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ScTenant) tenant = NULL;
  GError *error = NULL;

  sc_cloud_sign_in_async (self->cloud, account, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  tenant = sc_cloud_sign_in_finish (self->cloud, result, &error);
  tell (error);
  if (tenant != NULL && self->tenant == NULL)
    self->tenant = g_steal_pointer (&tenant);
}

static void
script_the_cloud (ScTestCloud *self)
{
  g_autofree char *basic = make_basic ();
  g_autofree char *pem = read_chain ();
  /* what a request holds can come back in its reply */
  g_autofree char *login =
      g_strdup_printf ("{\"message\":\"no " SECRET " for " ID "\",\"error\":\"%s\"}", basic);
  g_autofree char *echo = g_strdup_printf ("%s %s %s %s %s", ID, SECRET, ACCESS, basic, pem);
  g_autofree char *json = g_strdup_printf (
      "{\"message\":\"no " SECRET " for " ID "\",\"error\":\"%s " ACCESS "\"}", basic);

  sc_test_server_reply (self->server, TOKEN, 401, JSON, login);
  sc_test_server_reply (self->server, TOKEN, 200, JSON,
                        "{\"token_type\":\"bearer\",\"access_token\":\"" ACCESS " blank\"}");
  sc_test_server_reply (self->server, TOKEN, 500, JSON,
                        "{\"access_token\":\"" ACCESS "\",\"token_type\":\"bearer\"}");
  sc_test_cloud_script_token (self, ACCESS, 3600);
  sc_test_server_reply (self->server, TOKEN, 500, "text/plain", basic);
  sc_test_server_reply (self->server, PROVISION, 400, "text/plain", echo);
  sc_test_server_reply (self->server, PROVISION, 400, JSON, json);
  sc_test_server_reply_raw (self->server, PROVISION, "", -1, 0, SC_TEST_END_RESET);
  sc_test_server_reply (self->server, PROVISION, 401, JSON, json);
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_server_reply (self->server, READ, 403, "text/html", echo);
  sc_test_server_reply (self->server, READ, 200, JSON, json + 1);
  sc_test_server_reply_header (self->server, READ, 302, "Location: /" ACCESS, NULL, echo);
}

static void
call_the_cloud (void)
{
  ScTestCloud self = { NULL };

  sc_test_cloud_set_up (&self, NULL);
  script_the_cloud (&self);
  for (guint i = 0; i < 4; i++)
    sign_in (&self);
  g_assert_nonnull (self.tenant);
  for (guint i = 0; i < 4; i++)
    {
      ScCloudSensor *sensor = NULL;
      GError *error = NULL;

      g_clear_pointer (&sensor, sc_cloud_sensor_unref);
      sensor = sc_test_cloud_provision (&self, &error);
      tell (error);
      g_assert_null (sensor);
      error = NULL;
      if (sc_test_cloud_get_sensor (&self, "0000S111A", &sensor, &error))
        g_clear_pointer (&sensor, sc_cloud_sensor_unref);
      tell (error);
    }
  sc_test_cloud_tear_down (&self, NULL);
}

static void
test_no_secret_comes_out (void)
{
  g_autoptr (GPtrArray) canaries = NULL;

  if (g_test_subprocess ())
    {
      g_autofree char *log = NULL;

      sc_log_install ();
      call_the_sensor ();
      call_the_cloud ();
      log = sc_log_dup_text ();
      g_assert_nonnull (strstr (log, "POST /sensors: 400"));
      g_print ("kept log:\n%s", log);
      return;
    }

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  /* the log was on, at the level that tells most */
  g_test_trap_assert_stdout ("*POST /api/1/wlan/profile_add: 204*");
  g_test_trap_assert_stdout ("*POST /oauth/token: 200*");
  g_test_trap_assert_stdout ("*POST /sensors: 400*");
  g_test_trap_assert_stdout ("*GET /sensors/0000S111A: 200*");
  g_test_trap_assert_stdout ("*body *\\{pem 1 *");
  g_test_trap_assert_stdout ("*body 3\\{net 1 14};X;*");
  g_test_trap_assert_stdout ("*form __SL_P_P.A=\\{net 1 14}&*");
  g_test_trap_assert_stdout ("*kept log:*sc-net debug: POST /sensors: 400*");
  canaries = list_canaries ();
  for (guint i = 0; i < canaries->len; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("*%s*", (char *)g_ptr_array_index (canaries, i));

      g_test_trap_assert_stdout_unmatched (pattern);
      g_test_trap_assert_stderr_unmatched (pattern);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canary", test_no_secret_comes_out);
  return g_test_run ();
}
