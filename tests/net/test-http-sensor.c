/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-http-sensor.h"
#include "sc-test-call.h"
#include "sc-test-model.h"
#include "sc-test-server.h"

#include <string.h>

#define QUICK "[timing]\nrequest-pause-ms = 0\n"
#define WITH_PATH QUICK "[paths]\ncertificate = /cert\n"

typedef struct
{
  ScTestServer *server;
  ScModel *model;
  ScSensor *sensor;
  ScLease *lease;
} Fixture;

static void
set_up_model (Fixture *self, const char *overrides, const char *interface)
{
  g_autofree char *uri = NULL;

  self->server = sc_test_server_new (NULL);
  uri = sc_test_server_dup_uri (self->server, NULL);
  self->model = sc_test_model_new (overrides);
  self->sensor = sc_http_sensor_new (self->model);
  self->lease = sc_test_lease_new (uri, interface);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_model (self, data != NULL ? data : QUICK, "lo");
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (self->sensor);
  g_assert_finalize_object (self->lease);
  sc_model_unref (self->model);
  sc_test_server_free (self->server);
}

static gpointer
call (Fixture *self, ScSensorCall which, gconstpointer argument)
{
  g_autoptr (GError) error = NULL;
  gpointer value = sc_test_sensor_call (self->sensor, self->lease, which, argument, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  return value;
}

static GError *
call_to_fail (Fixture *self, ScSensorCall which, gconstpointer argument, ScError code)
{
  GError *error = NULL;
  gpointer value = sc_test_sensor_call (self->sensor, self->lease, which, argument, &error);

  g_assert_null (value);
  g_assert_error (error, SC_ERROR, (int)code);
  return error;
}

static void
fail (Fixture *self, ScSensorCall which, gconstpointer argument, ScError code)
{
  g_autoptr (GError) error = call_to_fail (self, which, argument, code);

  g_assert_nonnull (error);
}

static void
script (Fixture *self, const char *route, const char *bytes, ScTestEnd end)
{
  sc_test_server_reply_raw (self->server, route, bytes, -1, 0, end);
}

static void
check_name (Fixture *self, const char *expected)
{
  g_autofree char *name = call (self, SC_SENSOR_READ_NAME, NULL);

  g_assert_cmpstr (name, ==, expected);
}

/* The whole request, byte for byte, with the port made PORT. */
static void
check_request (Fixture *self, const char *route, const char *expected)
{
  const ScTestRequest *request = sc_test_server_get_request (self->server, route, 0);
  g_autofree char *host = sc_test_request_dup_header (request, "Host");
  g_auto (GStrv) pieces = g_strsplit (request->head, host, -1);
  g_autofree char *head = g_strjoinv ("HOST", pieces);
  g_autofree char *whole = g_strdup_printf ("%s%.*s", head, (int)g_bytes_get_size (request->body),
                                            (const char *)g_bytes_get_data (request->body, NULL));

  g_assert_cmpstr (whole, ==, expected);
  /* head and body in one segment */
  g_assert_cmpuint (request->n_first_read, ==,
                    strlen (request->head) + g_bytes_get_size (request->body));
}

static ScNetworkProfile
make_profile (void)
{
  g_autoptr (GBytes) ssid = g_bytes_new_static ("Fab & Halle", 11);
  g_autoptr (ScSecret) key = sc_secret_new ("pass+word", -1);
  ScNetworkProfile profile = { sc_site_network_new (ssid, SC_SECURITY_WPA, key, NULL), '3', FALSE };

  g_assert_nonnull (profile.network);
  return profile;
}

static void
test_requests_are_minimal_and_exact (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  ScNetworkProfile profile = make_profile ();

  sc_test_server_reply (self->server, "GET /__SL_G_DNP", 200, "text/html", "SMS0000S111A");
  sc_test_server_reply (self->server, "POST /api/1/wlan/profile_del_all", 204, NULL, NULL);
  sc_test_server_reply (self->server, "POST /api/1/wlan/en_ap_scan", 204, NULL, NULL);
  sc_test_server_reply (self->server, "POST /api/1/wlan/profile_add", 204, NULL, NULL);

  check_name (self, "SMS0000S111A");
  call (self, SC_SENSOR_DELETE_PROFILES, NULL);
  call (self, SC_SENSOR_START_SCAN, NULL);
  call (self, SC_SENSOR_ADD_PROFILE, &profile);

  check_request (self, "GET /__SL_G_DNP",
                 "GET /__SL_G_DNP HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
  check_request (self, "POST /api/1/wlan/profile_del_all",
                 "POST /api/1/wlan/profile_del_all HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n"
                 "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n");
  check_request (self, "POST /api/1/wlan/en_ap_scan",
                 "POST /api/1/wlan/en_ap_scan HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n"
                 "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n\r\n"
                 "__SL_P_SC2=10&__SL_P_SC1=0");
  check_request (self, "POST /api/1/wlan/profile_add",
                 "POST /api/1/wlan/profile_add HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n"
                 "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 77\r\n\r\n"
                 "__SL_P_P.A=Fab%20%26%20Halle&__SL_P_P.B=3&__SL_P_P.C=pass%2Bword&__SL_P_P.D=0");
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, 4);
  sc_site_network_unref (profile.network);
}

static void
test_values (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *mac = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) networks = NULL;

  sc_test_server_reply (self->server, "GET /__SL_G_N.D", 200, "text/html", "00:11:22:33:44:55");
  sc_test_server_reply (self->server, "GET /api/1/host/version/1/sms_version", 200,
                        "application/json", "{\"fw\":\"1.0\"}");
  sc_test_server_reply (self->server, "GET /netlist.txt", 200, "text/plain", "3A;0B;X;X;");

  mac = call (self, SC_SENSOR_READ_MAC, NULL);
  versions = call (self, SC_SENSOR_READ_VERSIONS, NULL);
  networks = call (self, SC_SENSOR_READ_SCAN, NULL);
  g_assert_cmpstr (mac, ==, "00:11:22:33:44:55");
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpuint (networks->len, ==, 2);
}

static void
test_odd_replies_are_read (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const replies[] = {
    "HTTP/1.0 200 OK\r\n\r\nSMS0000S111A",
    "HTTP/1.1 200 OK\r\n\r\nSMS0000S111A",
    "HTTP/1.1 200\r\nContent-Length: 12\r\n\r\nSMS0000S111A",
    "HTTP/1.1 200 OK\nContent-Length: 12\n\nSMS0000S111A",
    "HTTP/1.1 200 OK\r\ncontent-LENGTH:12\r\n\r\nSMS0000S111A",
    ("HTTP/1.1 200 OK\r\nContent-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n"
     "c\r\nSMS0000S111A\r\n0\r\n\r\n"),
    "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nSMS0\r\n8\r\n000S111A\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\nSMS0000S111A\r\n", /* no last chunk
                                                                                   */
    "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nSMS0000S111A", /* miscounted, but whole */
    "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nSMS0000S111A and more",
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_test_message ("%s", replies[i]);
      script (self, "GET /__SL_G_DNP", replies[i], SC_TEST_END_CLOSE);
      check_name (self, "SMS0000S111A");
    }
}

static void
test_what_is_not_whole_is_not_taken (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  script (self, "GET /__SL_G_DNP", "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nSMS0000S",
          SC_TEST_END_CLOSE);
  fail (self, SC_SENSOR_READ_NAME, NULL, SC_ERROR_SENSOR_DROPPED);
  script (self, "GET /netlist.txt", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n3A;3Fact",
          SC_TEST_END_CLOSE);
  fail (self, SC_SENSOR_READ_SCAN, NULL, SC_ERROR_SENSOR_DROPPED);
  script (self, "GET /__SL_G_N.D", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n00:11:22:33:44:5",
          SC_TEST_END_CLOSE);
  fail (self, SC_SENSOR_READ_MAC, NULL, SC_ERROR_SENSOR_DROPPED);
}

static void
test_statuses (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint status;
    ScError code;
  } cases[] = {
    { 301, SC_ERROR_SENSOR_ODD_REPLY }, { 302, SC_ERROR_SENSOR_ODD_REPLY },
    { 400, SC_ERROR_SENSOR_REFUSED },   { 401, SC_ERROR_SENSOR_ODD_REPLY },
    { 404, SC_ERROR_SENSOR_NOT_FOUND }, { 500, SC_ERROR_SENSOR_ODD_REPLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      sc_test_server_reply_header (
          self->server, "POST /api/1/wlan/profile_del_all", cases[i].status,
          "Location: /__SL_G_DNP\r\nWWW-Authenticate: Basic realm=\"x\"", NULL, "text");
      error = call_to_fail (self, SC_SENSOR_DELETE_PROFILES, NULL, cases[i].code);
      g_assert_cmpuint (sc_error_get_http_status (error), ==, cases[i].status);
    }
  /* no redirect was followed, no authentication tried */
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, G_N_ELEMENTS (cases));
}

static void
test_no_answer_with_status_200 (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply (self->server, "GET /__SL_G_DNP", 200, NULL, "Not Available");
  sc_test_server_reply (self->server, "GET /cert", 200, NULL, "Unknown Token");
  sc_test_server_reply (self->server, "POST /api/1/wlan/profile_del_all", 200, NULL,
                        "Not Available");
  fail (self, SC_SENSOR_READ_NAME, NULL, SC_ERROR_SENSOR_NO_ANSWER);
  fail (self, SC_SENSOR_READ_CERTIFICATE, "/cert", SC_ERROR_SENSOR_NO_ANSWER);
  fail (self, SC_SENSOR_DELETE_PROFILES, NULL, SC_ERROR_SENSOR_NO_ANSWER);
}

static void
test_a_dropped_connection (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  ScNetworkProfile profile = make_profile ();

  script (self, "POST /api/1/wlan/profile_add", "", SC_TEST_END_CLOSE);
  script (self, "POST /api/1/wlan/profile_add", "", SC_TEST_END_RESET);
  script (self, "POST /api/1/wlan/profile_add", "HTTP/1.1 20", SC_TEST_END_RESET);
  for (guint i = 0; i < 3; i++)
    fail (self, SC_SENSOR_ADD_PROFILE, &profile, SC_ERROR_SENSOR_DROPPED);
  /* each was sent exactly once */
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 3);
  sc_site_network_unref (profile.network);
}

static void
test_not_http_at_all (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  script (self, "GET /__SL_G_DNP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", SC_TEST_END_CLOSE);
  fail (self, SC_SENSOR_READ_NAME, NULL, SC_ERROR_SENSOR_ODD_REPLY);
}

static void
test_replies_have_a_cap (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  script (self, "GET /__SL_G_DNP", "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nx",
          SC_TEST_END_HOLD);
  fail (self, SC_SENSOR_READ_NAME, NULL, SC_ERROR_SENSOR_REPLY_TOO_LARGE);
  script (self, "GET /cert", "HTTP/1.0 200 OK\r\n\r\n-----BEGIN CERTIFICATE-----\n",
          SC_TEST_END_ENDLESS);
  fail (self, SC_SENSOR_READ_CERTIFICATE, "/cert", SC_ERROR_SENSOR_REPLY_TOO_LARGE);
}

static char *
read_chain (void)
{
  g_autofree char *pem = NULL;
  g_autofree char *note = g_strnfill (600, '#');

  /* more than the 1,500 bytes at which the chip begins to send in fragments */
  g_assert_true (g_file_get_contents (SC_TEST_CHAIN, &pem, NULL, NULL));
  return g_strconcat (note, "\n", pem, NULL);
}

static void
test_a_certificate_in_fragments (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *pem = read_chain ();
  g_autofree char *reply = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", strlen (pem), pem);
  g_autoptr (ScCertificate) certificate = NULL;

  sc_test_server_reply_raw (self->server, "GET /cert", reply, -1, 700, SC_TEST_END_CLOSE);
  certificate = call (self, SC_SENSOR_READ_CERTIFICATE, NULL);
  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 2);
}

static void
test_half_a_certificate_is_not_taken (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *pem = read_chain ();
  const char *second = g_strrstr (pem, "-----BEGIN");
  g_autofree char *reply =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%.*s",
                       strlen (pem), (int)(second - pem) + 100, pem);
  g_autoptr (GError) error = NULL;

  script (self, "GET /cert", reply, SC_TEST_END_CLOSE);
  g_assert_null (
      sc_test_sensor_call (self->sensor, self->lease, SC_SENSOR_READ_CERTIFICATE, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_candidates_are_tried_in_order (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *pem = read_chain ();
  g_autoptr (ScCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  error = call_to_fail (self, SC_SENSOR_READ_CERTIFICATE, NULL, SC_ERROR_CERTIFICATE_PATH_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "/api/1/host/cert/1/sms_cert (HTTP status 404)"));
  g_assert_nonnull (strstr (error->message, "/api/1/host/certificate/1/sms_certificate"));

  sc_test_server_reply (self->server, "GET /api/1/host/certificate/1/sms_certificate", 200, NULL,
                        pem);
  certificate = call (self, SC_SENSOR_READ_CERTIFICATE, NULL);
  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 2);
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 4);
}

static void
test_a_path_stays_on_the_sensor (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fail (self, SC_SENSOR_READ_CERTIFICATE, "@127.0.0.1:1/cert", SC_ERROR_PATH_MALFORMED);
  fail (self, SC_SENSOR_READ_CERTIFICATE, ".example.com/", SC_ERROR_PATH_MALFORMED);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, 0);
}

static void
test_nobody_listens (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) nowhere = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  ScTestServer *gone = sc_test_server_new (NULL);

  uri = sc_test_server_dup_uri (gone, NULL);
  sc_test_server_free (gone);
  nowhere = sc_test_lease_new (uri, NULL);
  g_assert_null (sc_test_sensor_call (self->sensor, nowhere, SC_SENSOR_READ_NAME, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
}

static void
test_the_interface_is_enforced (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *uri = sc_test_server_dup_uri (self->server, NULL);
  g_autoptr (ScLease) other = sc_test_lease_new (uri, "sc-no-such-if");
  g_autoptr (GError) error = NULL;

  g_assert_null (sc_test_sensor_call (self->sensor, other, SC_SENSOR_READ_NAME, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 0);
}

static void
test_nothing_is_sent_after_release (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_lease_release_async (self->lease, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  fail (self, SC_SENSOR_READ_NAME, NULL, SC_ERROR_LINK_LOST);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, 0);
}

static gboolean
has_request (gpointer user_data)
{
  return sc_test_server_count (user_data, NULL) > 0;
}

static void
test_cancel_running_and_queued (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[3] = { NULL };
  ScTestCall running = { NULL }, queued = { NULL }, last = { NULL };
  GError *errors[2] = { NULL };
  g_autofree char *name = NULL;

  script (self, "GET /__SL_G_N.D", "HTTP/1.1 200 OK\r\n", SC_TEST_END_HOLD);
  sc_test_server_reply (self->server, "GET /__SL_G_DNP", 200, NULL, "SMS0000S111A");
  sc_sensor_call_async (self->sensor, self->lease, SC_SENSOR_READ_MAC, NULL, cancellable,
                        sc_test_call_done, &running);
  sc_sensor_call_async (self->sensor, self->lease, SC_SENSOR_READ_SCAN, NULL, cancellable,
                        sc_test_call_done, &queued);
  sc_sensor_call_async (self->sensor, self->lease, SC_SENSOR_READ_NAME, NULL, NULL,
                        sc_test_call_done, &last);
  sc_test_wait_until (has_request, self->server);
  g_cancellable_cancel (cancellable);
  results[0] = sc_test_call_wait (&running);
  results[1] = sc_test_call_wait (&queued);
  results[2] = sc_test_call_wait (&last);

  g_assert_null (sc_sensor_call_finish (self->sensor, results[0], &errors[0]));
  g_assert_error (errors[0], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sc_sensor_call_finish (self->sensor, results[1], &errors[1]));
  g_assert_error (errors[1], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  name = sc_sensor_call_finish (self->sensor, results[2], NULL);
  g_assert_cmpstr (name, ==, "SMS0000S111A");
  g_assert_cmpuint (sc_test_server_count (self->server, "GET /netlist.txt"), ==, 0);
  g_clear_error (&errors[0]);
  g_clear_error (&errors[1]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_object_unref (results[i]);
}

static void
test_one_request_at_a_time_with_a_pause (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  ScTestCall calls[3] = { { NULL } };
  gint64 start = g_get_monotonic_time ();

  sc_test_server_reply (self->server, "GET /__SL_G_DNP", 200, NULL, "SMS0000S111A");
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    sc_sensor_call_async (self->sensor, self->lease, SC_SENSOR_READ_NAME, NULL, NULL,
                          sc_test_call_done, &calls[i]);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GAsyncResult) result = sc_test_call_wait (&calls[i]);
      g_autofree char *name = sc_sensor_call_finish (self->sensor, result, NULL);

      g_assert_cmpstr (name, ==, "SMS0000S111A");
    }
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 2 * 40 * 1000);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, 3);
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  /* a proxy in the environment must not matter */
  g_setenv ("http_proxy", "http://127.0.0.1:9", TRUE);
  g_unsetenv ("no_proxy");
  g_unsetenv ("NO_PROXY");
  g_test_init (&argc, &argv, NULL);
  ADD ("/http-sensor/requests", NULL, test_requests_are_minimal_and_exact);
  ADD ("/http-sensor/values", NULL, test_values);
  ADD ("/http-sensor/odd-replies", NULL, test_odd_replies_are_read);
  ADD ("/http-sensor/not-whole", NULL, test_what_is_not_whole_is_not_taken);
  ADD ("/http-sensor/statuses", NULL, test_statuses);
  ADD ("/http-sensor/no-answer", NULL, test_no_answer_with_status_200);
  ADD ("/http-sensor/dropped", NULL, test_a_dropped_connection);
  ADD ("/http-sensor/not-http", NULL, test_not_http_at_all);
  ADD ("/http-sensor/cap", NULL, test_replies_have_a_cap);
  ADD ("/http-sensor/certificate/fragments", WITH_PATH, test_a_certificate_in_fragments);
  ADD ("/http-sensor/certificate/half", WITH_PATH, test_half_a_certificate_is_not_taken);
  ADD ("/http-sensor/certificate/candidates", NULL, test_candidates_are_tried_in_order);
  ADD ("/http-sensor/certificate/path", NULL, test_a_path_stays_on_the_sensor);
  ADD ("/http-sensor/nobody", NULL, test_nobody_listens);
  ADD ("/http-sensor/interface", NULL, test_the_interface_is_enforced);
  ADD ("/http-sensor/released", NULL, test_nothing_is_sent_after_release);
  ADD ("/http-sensor/cancel", NULL, test_cancel_running_and_queued);
  ADD ("/http-sensor/pause", "[timing]\nrequest-pause-ms = 40\n",
       test_one_request_at_a_time_with_a_pause);
  return g_test_run ();
}
