/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-http-failure.h"
#include "sc-test-call.h"
#include "sc-test-server.h"

#include <string.h>

static const ScHttpRules sensor = { .peer = SC_HTTP_PEER_SENSOR,
                                    .connect_ms = 5000,
                                    .total_ms = 5000,
                                    .body_cap = 1000 };
static const ScHttpRules post = { .peer = SC_HTTP_PEER_CLOUD,
                                  .connect_ms = 5000,
                                  .total_ms = 5000,
                                  .body_cap = 1000 };
static const ScHttpRules get = { .peer = SC_HTTP_PEER_CLOUD,
                                 .repeatable = TRUE,
                                 .connect_ms = 5000,
                                 .total_ms = 5000,
                                 .body_cap = 1000 };

static void
test_failures_by_progress (void)
{
  static const struct
  {
    const ScHttpRules *rules;
    ScHttpProgress progress;
    ScHttpBreak how;
    ScError code;
  } cases[] = {
    { &sensor, SC_HTTP_NOT_CONNECTED, SC_HTTP_BROKE, SC_ERROR_SENSOR_UNREACHABLE },
    { &sensor, SC_HTTP_NOT_CONNECTED, SC_HTTP_EXPIRED, SC_ERROR_SENSOR_UNREACHABLE },
    { &sensor, SC_HTTP_CONNECTED, SC_HTTP_BROKE, SC_ERROR_SENSOR_UNREACHABLE },
    { &sensor, SC_HTTP_CONNECTED, SC_HTTP_EXPIRED, SC_ERROR_SENSOR_SILENT },
    { &sensor, SC_HTTP_WRITTEN, SC_HTTP_BROKE, SC_ERROR_SENSOR_DROPPED },
    { &sensor, SC_HTTP_WRITTEN, SC_HTTP_EXPIRED, SC_ERROR_SENSOR_SILENT },
    { &sensor, SC_HTTP_WRITTEN, SC_HTTP_TOO_LARGE, SC_ERROR_SENSOR_REPLY_TOO_LARGE },
    { &post, SC_HTTP_NOT_CONNECTED, SC_HTTP_BROKE, SC_ERROR_CLOUD_UNREACHABLE },
    { &post, SC_HTTP_NOT_CONNECTED, SC_HTTP_EXPIRED, SC_ERROR_CLOUD_TIMEOUT },
    { &post, SC_HTTP_CONNECTED, SC_HTTP_BROKE, SC_ERROR_CLOUD_UNREACHABLE },
    { &post, SC_HTTP_CONNECTED, SC_HTTP_EXPIRED, SC_ERROR_CLOUD_TIMEOUT },
    { &post, SC_HTTP_WRITTEN, SC_HTTP_BROKE, SC_ERROR_CLOUD_REPLY_LOST },
    { &post, SC_HTTP_WRITTEN, SC_HTTP_EXPIRED, SC_ERROR_CLOUD_REPLY_LOST },
    { &post, SC_HTTP_WRITTEN, SC_HTTP_TOO_LARGE, SC_ERROR_CLOUD_REPLY_LOST },
    { &get, SC_HTTP_WRITTEN, SC_HTTP_BROKE, SC_ERROR_CLOUD_REPLY_LOST },
    { &get, SC_HTTP_WRITTEN, SC_HTTP_EXPIRED, SC_ERROR_CLOUD_TIMEOUT },
    { &get, SC_HTTP_WRITTEN, SC_HTTP_TOO_LARGE, SC_ERROR_CLOUD_REPLY_TOO_LARGE },
  };
  g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "x");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        sc_http_failure_code (cases[i].rules, cases[i].progress, cases[i].how, cause, 0), ==,
        cases[i].code);
}

static void
test_certificate_errors_are_a_bit_field (void)
{
  static const struct
  {
    GTlsCertificateFlags flags;
    ScError code;
  } cases[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, SC_ERROR_CLOUD_TLS_UNKNOWN_CA },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, SC_ERROR_CLOUD_TLS_WRONG_HOST },
    { G_TLS_CERTIFICATE_EXPIRED, SC_ERROR_CLOUD_TLS_TIME },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, SC_ERROR_CLOUD_TLS_TIME },
    { G_TLS_CERTIFICATE_REVOKED, SC_ERROR_CLOUD_TLS_OTHER },
    { G_TLS_CERTIFICATE_INSECURE, SC_ERROR_CLOUD_TLS_OTHER },
    { G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY,
      SC_ERROR_CLOUD_TLS_WRONG_HOST },
    { G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_NOT_ACTIVATED, SC_ERROR_CLOUD_TLS_TIME },
    { G_TLS_CERTIFICATE_VALIDATE_ALL, SC_ERROR_CLOUD_TLS_TIME },
  };
  g_autoptr (GError) cause = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "x");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        sc_http_failure_code (&get, SC_HTTP_NOT_CONNECTED, SC_HTTP_BROKE, cause, cases[i].flags),
        ==, cases[i].code);
  g_assert_cmpint (sc_http_failure_code (&get, SC_HTTP_NOT_CONNECTED, SC_HTTP_BROKE, cause, 0), ==,
                   SC_ERROR_CLOUD_TLS_OTHER);
}

static void
test_retry_after (void)
{
  static const char date[] = "Mon, 23 Nov 2026 08:00:00 GMT";
  static const struct
  {
    const char *value;
    const char *date;
    gint64 seconds;
  } cases[] = {
    { NULL, NULL, 0 },
    { "", NULL, 0 },
    { "7", NULL, 7 },
    { "0", NULL, 1 },
    { "301", NULL, 300 },
    { "99999999999999999999", NULL, 300 },
    { "-5", NULL, 0 },
    { "soon", NULL, 0 },
    { "Mon, 23 Nov 2026 08:01:00 GMT", date, 60 },
    { "Mon, 23 Nov 2026 07:00:00 GMT", date, 1 },
    { "Tue, 24 Nov 2026 08:00:00 GMT", date, 300 },
    { "Monday, 23-Nov-26 08:01:00 GMT", date, 60 },
    /* without Date: by our own clock, given here as 08:00:30 */
    { "Mon, 23 Nov 2026 08:01:00 GMT", NULL, 30 },
    { "Mon, 23 Nov 2026 08:01:00 GMT", "yesterday", 30 },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 8, 0, 30);
  gint64 wall_us = g_date_time_to_unix (now) * G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sc_http_parse_retry_after (cases[i].value, cases[i].date, wall_us), ==,
                     cases[i].seconds);
}

static ScHttpReply *
send (const char *base, const char *path, ScHttpRules rules, GError **error)
{
  g_autofree char *uri = g_strconcat (base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);
  g_autoptr (SoupSession) session = soup_session_new ();
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_http_send_async (session, message, &rules, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  return sc_http_send_finish (result, error);
}

static void
check_expires (const char *base, const char *path, ScError code)
{
  ScHttpRules rules = code < SC_ERROR_CLOUD_UNREACHABLE ? sensor : get;
  g_autoptr (GError) error = NULL;

  rules.total_ms = 150;
  g_assert_null (send (base, path, rules, &error));
  g_assert_error (error, SC_ERROR, (int)code);
}

/* What a sensor has said by then is handed on, marked. */
static void
check_breaks_off (const char *base, const char *path)
{
  ScHttpRules rules = sensor;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScHttpReply) reply = NULL;

  rules.total_ms = 150;
  reply = send (base, path, rules, &error);
  g_assert_no_error (error);
  g_assert_false (reply->whole);
  g_assert_true (reply->timed_out);
  g_assert_cmpuint (g_bytes_get_size (reply->body), >, 0);
}

static void
test_the_total_limit_holds_however_the_time_passes (void)
{
  g_autoptr (ScTestServer) server = sc_test_server_new (NULL);
  g_autofree char *base = sc_test_server_dup_uri (server, NULL);
  g_autofree char *dots = g_strnfill (200, '.');
  g_autofree char *slow = g_strconcat ("HTTP/1.1 200 OK\r\n\r\n", dots, NULL);

  sc_test_server_reply_raw (server, "GET /silent", "", -1, 0, SC_TEST_END_HOLD);
  sc_test_server_reply_raw (server, "GET /half", "HTTP/1.1 200 OK\r\nContent-", -1, 0,
                            SC_TEST_END_HOLD);
  sc_test_server_reply_raw (server, "GET /stops", "HTTP/1.1 200 OK\r\n\r\nx", -1, 0,
                            SC_TEST_END_HOLD);
  sc_test_server_reply_raw (server, "GET /drips", slow, -1, 1, SC_TEST_END_HOLD);
  check_expires (base, "/silent", SC_ERROR_SENSOR_SILENT);
  check_expires (base, "/half", SC_ERROR_SENSOR_SILENT);
  check_expires (base, "/silent", SC_ERROR_CLOUD_TIMEOUT);
  check_expires (base, "/stops", SC_ERROR_CLOUD_TIMEOUT);
  check_expires (base, "/drips", SC_ERROR_CLOUD_TIMEOUT);
  check_breaks_off (base, "/stops");
  check_breaks_off (base, "/drips");
}

/* A listener whose queue is full answers no SYN: the connection is never made. */
static void
test_the_connect_limit (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) full =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autofree char *base = NULL;
  g_autoptr (GError) error = NULL;
  ScHttpRules rules = sensor;

  g_socket_set_listen_backlog (full, 0);
  g_assert_true (g_socket_bind (full, any, FALSE, NULL));
  g_assert_true (g_socket_listen (full, NULL));
  bound = g_socket_get_local_address (full, NULL);
  for (guint i = 0; i < 8; i++)
    {
      GSocket *client =
          g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (client, FALSE);
      g_socket_connect (client, bound, NULL, NULL);
      g_ptr_array_add (clients, client);
    }
  base = g_strdup_printf ("http://127.0.0.1:%u",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  rules.connect_ms = 100;
  g_assert_null (send (base, "/", rules, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
}

static void
test_the_cap_is_exact (void)
{
  g_autoptr (ScTestServer) server = sc_test_server_new (NULL);
  g_autofree char *base = sc_test_server_dup_uri (server, NULL);
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autofree char *more = g_strnfill (1001, 'x');
  g_autofree char *unstated = g_strconcat ("HTTP/1.0 200 OK\r\n\r\n", more, NULL);
  g_autoptr (ScHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;

  sc_test_server_reply (server, "GET /fits", 200, "Text/Plain; charset=x", text);
  sc_test_server_reply (server, "GET /more", 200, NULL, more);
  sc_test_server_reply_raw (server, "GET /unstated", unstated, -1, 0, SC_TEST_END_CLOSE);
  reply = send (base, "/fits", sensor, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 1000);
  g_assert_cmpstr (reply->content_type, ==, "text/plain");
  g_assert_null (send (base, "/more", sensor, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_REPLY_TOO_LARGE);
  g_assert_null (send (base, "/unstated", sensor, &second));
  g_assert_error (second, SC_ERROR, SC_ERROR_SENSOR_REPLY_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/failures/progress", test_failures_by_progress);
  g_test_add_func ("/http/failures/tls", test_certificate_errors_are_a_bit_field);
  g_test_add_func ("/http/retry-after", test_retry_after);
  g_test_add_func ("/http/limits/total", test_the_total_limit_holds_however_the_time_passes);
  g_test_add_func ("/http/limits/connect", test_the_connect_limit);
  g_test_add_func ("/http/limits/cap", test_the_cap_is_exact);
  return g_test_run ();
}
