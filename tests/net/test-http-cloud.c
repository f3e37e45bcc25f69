/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-test-cloud.h"

#include <string.h>

static void
check_header (ScTestCloud *self, const char *route, guint index, const char *name,
              const char *expected)
{
  const ScTestRequest *request = sc_test_server_get_request (self->server, route, index);
  g_autofree char *value = sc_test_request_dup_header (request, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
check_body (ScTestCloud *self, const char *route, const char *expected)
{
  const ScTestRequest *request = sc_test_server_get_request (self->server, route, 0);
  g_autofree char *body =
      g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

  g_assert_cmpstr (body, ==, expected);
}

static void
test_the_documented_calls (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScCloudSensor) sensor = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pem =
      g_strndup (g_bytes_get_data (sc_certificate_get_pem (self->certificate), NULL),
                 g_bytes_get_size (sc_certificate_get_pem (self->certificate)));
  g_auto (GStrv) lines = g_strsplit (pem, "\n", -1);
  g_autofree char *escaped = g_strjoinv ("\\n", lines);
  g_autofree char *json = g_strdup_printf ("{\"cert\":\"%s\"}", escaped);

  sc_test_server_reply (self->server, PROVISION, 201, JSON, SENSOR);
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  g_assert_cmpstr (sc_tenant_get_id (self->tenant), ==, "abc123");
  g_assert_cmpstr (sc_tenant_get_role (self->tenant), ==, "standard");
  sensor = sc_test_cloud_provision (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_provisioned_by (sensor), ==, "APIKEYID");
  sc_test_cloud_get_sensor_to_work (self);

  check_header (self, TOKEN, 0, "Authorization", "Basic Y2xpZW50OnBhc3M6d29yZCA=");
  check_header (self, TOKEN, 0, "Content-Type", "application/x-www-form-urlencoded");
  check_header (self, TOKEN, 0, "User-Agent", "sensor-commissioner/" PACKAGE_VERSION);
  check_body (self, TOKEN, "grant_type=client_credentials");
  check_header (self, PROVISION, 0, "Authorization", "Bearer first");
  check_header (self, PROVISION, 0, "Content-Type", "application/json");
  check_header (self, PROVISION, 0, "Transfer-Encoding", NULL);
  check_body (self, PROVISION, json);
  check_header (self, READ, 0, "Authorization", "Bearer first");
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 3);
}

static void
test_the_endpoints_path_is_kept (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCloudSensor) sensor = NULL;

  sc_test_server_reply (self->server, "POST /prod/oauth/token", 200, JSON,
                        "{\"token_type\":\"Bearer\",\"access_token\":\"t\"}");
  self->tenant = sc_test_cloud_sign_in_with (self, "/prod", SC_TEST_TLS "/ca.pem", &error);
  g_assert_no_error (error);
  g_assert_null (sc_tenant_get_id (self->tenant));
  sc_test_server_reply (self->server, "GET /prod/sensors/a%2F..%3Fb", 200, JSON, SENSOR);
  g_assert_true (sc_test_cloud_get_sensor (self, "a/..?b", &sensor, &error));
  g_assert_nonnull (sensor);
}

static void
test_404_is_an_answer (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  ScCloudSensor *sensor = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sc_test_cloud_get_sensor (self, "unknown", &sensor, &error));
  g_assert_no_error (error);
  g_assert_null (sensor);
}

static void
test_any_2xx_provisions (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint status;
    const char *body;
  } cases[] = { { 200, "" }, { 201, "{}" }, { 202, "accepted" }, { 204, NULL }, { 200, "[1]" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ScCloudSensor) sensor = NULL;

      sc_test_server_reply (self->server, PROVISION, cases[i].status, "text/plain", cases[i].body);
      sensor = sc_test_cloud_provision (self, &error);
      g_assert_no_error (error);
      g_assert_nonnull (sensor);
      g_assert_null (sc_cloud_sensor_get_id (sensor));
      g_assert_null (sc_cloud_sensor_get_provisioned (sensor));
    }
}

static void
test_a_page_is_no_success (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char page[] = "<!DOCTYPE html><title>Sign in</title>";

  sc_test_server_reply (self->server, PROVISION, 200, "text/html; charset=utf-8", page);
  sc_test_server_reply (self->server, READ, 200, "text/plain", page);
  sc_test_server_reply (self->server, TOKEN, 200, "text/html", page);
  sc_test_cloud_fail (sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_NOT_API));
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_NOT_API));
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_NOT_API));
}

static void
test_statuses (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint status;
    ScError code;
  } cases[] = {
    { 301, SC_ERROR_CLOUD_NOT_API },   { 302, SC_ERROR_CLOUD_NOT_API },
    { 307, SC_ERROR_CLOUD_NOT_API },   { 400, SC_ERROR_CLOUD_BAD_REQUEST },
    { 403, SC_ERROR_CLOUD_FORBIDDEN }, { 404, SC_ERROR_CLOUD_NOT_FOUND },
    { 405, SC_ERROR_CLOUD_NOT_API },   { 407, SC_ERROR_CLOUD_PROXY },
    { 408, SC_ERROR_CLOUD_BUSY },      { 409, SC_ERROR_CLOUD_CONFLICT },
    { 413, SC_ERROR_CLOUD_TOO_LARGE }, { 418, SC_ERROR_CLOUD_NOT_API },
    { 429, SC_ERROR_CLOUD_BUSY },      { 500, SC_ERROR_CLOUD_SERVER },
    { 502, SC_ERROR_CLOUD_SERVER },    { 503, SC_ERROR_CLOUD_BUSY },
    { 504, SC_ERROR_CLOUD_SERVER },
  };
  g_autofree char *base = sc_test_server_dup_uri (self->server, "localhost");
  g_autofree char *location = g_strdup_printf ("Location: %s/elsewhere", base);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      sc_test_server_reply_header (self->server, PROVISION, cases[i].status, location, JSON,
                                   "{\"message\":\"because\"}");
      error = sc_test_cloud_provision_to_fail (self, cases[i].code);
      g_assert_cmpuint (sc_error_get_http_status (error), ==, cases[i].status);
      g_assert_nonnull (strstr (error->message, "because"));
    }
  g_assert_cmpuint (sc_test_server_count (self->server, "GET /elsewhere"), ==, 0);
  g_assert_cmpuint (sc_test_server_count (self->server, "POST /elsewhere"), ==, 0);
}

static void
test_wrong_credentials (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  sc_test_server_reply (self->server, TOKEN, 401, JSON,
                        "{\"error\":\"invalid_client\",\"error_description\":"
                        "\"no client client with pass:word \\n(Y2xpZW50OnBhc3M6d29yZCA=)\"}");
  sc_test_server_reply (self->server, TOKEN, 400, JSON, "{\"error\":\"invalid_client\"}");
  sc_test_server_reply (self->server, TOKEN, 403, JSON, "{}");
  error = sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_CREDENTIALS);
  g_assert_cmpstr (error->message, ==, "HTTP status 401: invalid_[…]: no […] […] with […] ([…])");
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_CREDENTIALS));
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_FORBIDDEN));
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 3);
}

static void
test_a_401_renews_the_token_once (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (self, "second", 3600);
  sc_test_server_reply (self->server, READ, 401, JSON, "{\"message\":\"first expired\"}");
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_get_sensor_to_work (self);
  check_header (self, READ, 0, "Authorization", "Bearer first");
  check_header (self, READ, 1, "Authorization", "Bearer second");
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 2);
}

static void
test_a_second_401_is_final (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  sc_test_server_reply (self->server, PROVISION, 401, JSON, "{\"message\":\"not first\"}");
  error = sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_UNAUTHORIZED);
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 2);
  g_assert_cmpuint (sc_test_server_count (self->server, PROVISION), ==, 2);
  g_assert_cmpstr (error->message, ==, "HTTP status 401: not […]");
}

static void
test_a_renewed_token_of_another_tenant_is_not_used (ScTestCloud *self,
                                                    gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply (self->server, PROVISION, 401, NULL, NULL);
  sc_test_server_reply (self->server, TOKEN, 200, JSON,
                        "{\"token_type\":\"bearer\",\"access_token\":\"t\","
                        "\"scope\":\"tenant.tid.other\"}");
  sc_test_cloud_fail (sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_OTHER_TENANT));
  g_assert_cmpuint (sc_test_server_count (self->server, PROVISION), ==, 1);
}

static void
test_reads_renew_a_token_that_is_about_to_expire (ScTestCloud *self,
                                                  gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (self, "short", 30);
  sc_test_cloud_script_token (self, "long", 3600);
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_server_reply (self->server, PROVISION, 201, JSON, SENSOR);
  sc_test_cloud_sign_in (self);

  /* provisioning does not wait for a token while the one at hand is good */
  sc_cloud_sensor_unref (sc_test_cloud_provision (self, NULL));
  check_header (self, PROVISION, 0, "Authorization", "Bearer short");
  sc_test_cloud_get_sensor_to_work (self);
  check_header (self, READ, 0, "Authorization", "Bearer long");
  sc_test_cloud_get_sensor_to_work (self);
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 2);
}

static void
test_a_failed_renewal_beforehand_is_no_failure (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (self, "short", 30);
  sc_test_server_reply (self->server, TOKEN, 500, NULL, NULL);
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_sign_in (self);
  sc_test_cloud_get_sensor_to_work (self);
  check_header (self, READ, 0, "Authorization", "Bearer short");
}

static void
test_a_lost_reply (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply_raw (self->server, PROVISION, "", -1, 0, SC_TEST_END_CLOSE);
  sc_test_server_reply_raw (self->server, PROVISION, "", -1, 0, SC_TEST_END_RESET);
  sc_test_server_reply_raw (self->server, PROVISION,
                            "HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{\"sens", -1, 0,
                            SC_TEST_END_CLOSE);
  sc_test_server_reply_raw (self->server, PROVISION, "nonsense\r\n\r\n", -1, 0, SC_TEST_END_CLOSE);
  sc_test_server_reply_raw (self->server, PROVISION,
                            "HTTP/1.1 201 Created\r\nContent-Length: 99999999\r\n\r\n", -1, 0,
                            SC_TEST_END_HOLD);
  for (guint i = 0; i < 5; i++)
    sc_test_cloud_fail (sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_REPLY_LOST));
  /* each POST left once: nothing is repeated without asking first */
  g_assert_cmpuint (sc_test_server_count (self->server, PROVISION), ==, 5);

  sc_test_server_reply_raw (self->server, READ, "", -1, 0, SC_TEST_END_CLOSE);
  sc_test_server_reply_raw (self->server, READ, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
                            -1, 0, SC_TEST_END_CLOSE);
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_REPLY_LOST));
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_REPLY_LOST));
}

static void
test_odd_success_replies (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const bodies[] = { "", "ok", "[]", "{\"lastConnected\":5}", "{" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      sc_test_server_reply (self->server, READ, 200, JSON, bodies[i]);
      sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_REPLY_INVALID));
    }
  sc_test_server_reply (self->server, TOKEN, 200, JSON, "{}");
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_REPLY_INVALID));
}

/* 8 MiB of blanks, gzipped to a few kB */
static GBytes *
make_bomb (void)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) zip = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree char *blanks = g_strnfill (8 << 20, ' ');

  g_assert_true (g_output_stream_write_all (zip, blanks, 8 << 20, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (zip, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_replies_have_a_cap (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) bomb = make_bomb ();
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                           "Content-Encoding: gzip\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           g_bytes_get_size (bomb));

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 32 * 1024);
  g_byte_array_append (reply, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (reply, g_bytes_get_data (bomb, NULL), (guint)g_bytes_get_size (bomb));
  sc_test_server_reply_raw (self->server, READ, (const char *)reply->data, reply->len, 0,
                            SC_TEST_END_KEEP);
  sc_test_server_reply_raw (self->server, READ, "HTTP/1.1 200 OK\r\n\r\n[0,0,0,0,0,0,0,0,", -1, 0,
                            SC_TEST_END_ENDLESS);
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_REPLY_TOO_LARGE));
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_REPLY_TOO_LARGE));
}

static void
test_compressed_replies_are_read (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  char packed[512];
  gsize n_read, n_packed;
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  g_autofree char *head = NULL;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (gzip), SENSOR, strlen (SENSOR), packed,
                                        sizeof packed, G_CONVERTER_INPUT_AT_END, &n_read, &n_packed,
                                        NULL),
                   ==, G_CONVERTER_FINISHED);
  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          n_packed);
  g_byte_array_append (reply, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (reply, (const guint8 *)packed, (guint)n_packed);
  sc_test_server_reply_raw (self->server, READ, (const char *)reply->data, reply->len, 0,
                            SC_TEST_END_KEEP);
  sc_test_cloud_get_sensor_to_work (self);
}

static void
test_retry_after_travels_with_the_error (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *header;
    gint64 seconds;
  } cases[] = {
    { "Retry-After: 7", 7 },
    { "Date: Mon, 23 Nov 2026 08:00:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 08:01:30 GMT", 90 },
    { "X-Nothing: 1", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      sc_test_server_reply_header (self->server, PROVISION, 503, cases[i].header, NULL, "");
      error = sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_BUSY);
      g_assert_cmpint (sc_error_get_retry_after (error), ==, cases[i].seconds);
    }
}

static void
test_a_network_change_drops_pooled_connections (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_get_sensor_to_work (self);
  before = sc_test_server_count_connections (self->server);
  sc_test_cloud_get_sensor_to_work (self);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, before);
  sc_cloud_network_changed (self->cloud);
  sc_test_cloud_get_sensor_to_work (self);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, before + 1);
}

static gboolean
has_provision (gpointer user_data)
{
  return sc_test_server_count (user_data, PROVISION) > 0;
}

static void
test_cancel (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_test_server_reply_raw (self->server, PROVISION, "", -1, 0, SC_TEST_END_HOLD);
  sc_cloud_provision_async (self->cloud, self->tenant, self->certificate, cancellable,
                            sc_test_call_done, &waiting);
  sc_test_wait_until (has_provision, self->server);
  g_cancellable_cancel (cancellable);
  result = sc_test_call_wait (&waiting);
  g_assert_null (sc_cloud_provision_finish (self->cloud, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define N_CALLS 7

/* Calls that the cloud leaves without an answer until the test is over. */
typedef struct
{
  ScTestServer *server;
  ScTestCall calls[N_CALLS];
  GCancellable *cancellable;
} Held;

static gboolean
has_two_reads (gpointer user_data)
{
  return sc_test_server_count (user_data, READ) >= 2; /* as many as libsoup lets go at once */
}

static void
hold_reads (ScTestCloud *self, Held *held)
{
  sc_test_server_reply_raw (self->server, READ, "", -1, 0, SC_TEST_END_HOLD);
  held->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_CALLS; i++)
    sc_cloud_get_sensor_async (self->cloud, self->tenant, "0000S111A", held->cancellable,
                               sc_test_call_done, &held->calls[i]);
  sc_test_wait_until (has_two_reads, self->server);
}

static void
end_held (Held *held)
{
  g_cancellable_cancel (held->cancellable);
  for (guint i = 0; i < N_CALLS; i++)
    g_object_unref (sc_test_call_wait (&held->calls[i]));
  g_object_unref (held->cancellable);
}

/* The polls of many sensors at a slow cloud: the one request that is in a hurry goes past them, and
 * so does that for the token it needs. */
static void
test_provisioning_goes_past_reads (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCloudSensor) sensor = NULL;
  Held held = { 0 };

  hold_reads (self, &held);
  sc_test_cloud_script_token (self, "second", 3600);
  sc_test_server_reply (self->server, PROVISION, 401, JSON, "{}");
  sc_test_server_reply (self->server, PROVISION, 201, JSON, SENSOR);
  sensor = sc_test_cloud_provision (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_id (sensor), ==, "0000S111A");
  check_header (self, PROVISION, 1, "Authorization", "Bearer second");
  end_held (&held);
}

static gboolean
has_all_provisions (gpointer user_data)
{
  Held *held = user_data;

  return sc_test_server_count (held->server, PROVISION) == N_CALLS || held->calls[0].result != NULL;
}

/* Several sensors wait when the laptop comes online: none waits for another. */
static void
test_provisioning_goes_past_provisioning (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCloudSensor) sensor = NULL;
  Held held = { .server = self->server, .cancellable = g_cancellable_new () };

  for (guint i = 0; i < N_CALLS; i++)
    {
      sc_test_server_reply_raw (self->server, PROVISION, "", -1, 0, SC_TEST_END_HOLD);
      sc_cloud_provision_async (self->cloud, self->tenant, self->certificate, held.cancellable,
                                sc_test_call_done, &held.calls[i]);
    }
  sc_test_server_reply (self->server, PROVISION, 201, JSON, SENSOR);
  sc_test_wait_until (has_all_provisions, &held);
  g_assert_cmpuint (sc_test_server_count (self->server, PROVISION), ==, N_CALLS);
  sensor = sc_test_cloud_provision (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_id (sensor), ==, "0000S111A");
  end_held (&held);
}

#define ADD(path, data, test)                                                                      \
  g_test_add (path, ScTestCloud, data, sc_test_cloud_set_up, test, sc_test_cloud_tear_down)
#define ADD_SIGNED_IN(path, test)                                                                  \
  g_test_add (path, ScTestCloud, NULL, sc_test_cloud_set_up_signed_in, test,                       \
              sc_test_cloud_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_SIGNED_IN ("/http-cloud/documented", test_the_documented_calls);
  ADD ("/http-cloud/path", NULL, test_the_endpoints_path_is_kept);
  ADD_SIGNED_IN ("/http-cloud/404", test_404_is_an_answer);
  ADD_SIGNED_IN ("/http-cloud/2xx", test_any_2xx_provisions);
  ADD_SIGNED_IN ("/http-cloud/page", test_a_page_is_no_success);
  ADD_SIGNED_IN ("/http-cloud/statuses", test_statuses);
  ADD ("/http-cloud/credentials", NULL, test_wrong_credentials);
  ADD_SIGNED_IN ("/http-cloud/401/renews", test_a_401_renews_the_token_once);
  ADD_SIGNED_IN ("/http-cloud/401/twice", test_a_second_401_is_final);
  ADD_SIGNED_IN ("/http-cloud/401/other-tenant",
                 test_a_renewed_token_of_another_tenant_is_not_used);
  ADD ("/http-cloud/token/expiring", NULL, test_reads_renew_a_token_that_is_about_to_expire);
  ADD ("/http-cloud/token/renewal-fails", NULL, test_a_failed_renewal_beforehand_is_no_failure);
  ADD_SIGNED_IN ("/http-cloud/lost", test_a_lost_reply);
  ADD_SIGNED_IN ("/http-cloud/odd", test_odd_success_replies);
  ADD_SIGNED_IN ("/http-cloud/cap", test_replies_have_a_cap);
  ADD_SIGNED_IN ("/http-cloud/gzip", test_compressed_replies_are_read);
  ADD_SIGNED_IN ("/http-cloud/retry-after", test_retry_after_travels_with_the_error);
  ADD_SIGNED_IN ("/http-cloud/network-changed", test_a_network_change_drops_pooled_connections);
  ADD_SIGNED_IN ("/http-cloud/cancel", test_cancel);
  ADD_SIGNED_IN ("/http-cloud/past/reads", test_provisioning_goes_past_reads);
  ADD_SIGNED_IN ("/http-cloud/past/provisioning", test_provisioning_goes_past_provisioning);
  return g_test_run ();
}
