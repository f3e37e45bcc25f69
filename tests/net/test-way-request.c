/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is at the end of a way: asked over real connections. */

#include "sc-test-cloud.h"
#include "sc-way-request.h"

#include <string.h>

#define ASKED "GET /sensors"
#define PLAIN "GET /"

static ScWay
ask (ScTestCloud *self, const char *interface)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ScWay way;

  sc_cloud_try_way_async (self->cloud, interface, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  way = sc_cloud_try_way_finish (self->cloud, result, &error);
  g_assert_no_error (error);
  return way;
}

static void
test_the_endpoint_answers (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *authorization = NULL;

  sc_test_server_reply (self->server, ASKED, 401, JSON, "{}");
  g_assert_cmpint (ask (self, NULL), ==, SC_WAY_OPEN);
  authorization = sc_test_request_dup_header (sc_test_server_get_request (self->server, ASKED, 0),
                                              "Authorization");
  g_assert_null (authorization); /* whoever answers learns nothing */
}

static void
test_through_an_interface (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  sc_test_server_reply (self->server, ASKED, 401, JSON, "{}");
  g_assert_cmpint (ask (self, "lo"), ==, SC_WAY_OPEN);
  before = sc_test_server_count_connections (self->server);
  g_assert_cmpint (ask (self, "nosuch0"), ==, SC_WAY_DEAD);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, before);
}

/* A bound connection must not serve other calls afterwards. */
static void
test_connections_are_its_own (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  sc_test_server_reply (self->server, ASKED, 401, JSON, "{}");
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_get_sensor_to_work (self);
  before = sc_test_server_count_connections (self->server);
  g_assert_cmpint (ask (self, "lo"), ==, SC_WAY_OPEN);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, before + 1);
  sc_test_cloud_get_sensor_to_work (self);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, before + 1);
}

static void
test_a_page_answers (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply (self->server, ASKED, 200, "text/html", "<html>Sign in</html>");
  g_assert_cmpint (ask (self, NULL), ==, SC_WAY_SIGN_IN);
  sc_test_server_reply_header (self->server, ASKED, 302, "Location: https://login.example.net/",
                               "text/plain", "");
  g_assert_cmpint (ask (self, NULL), ==, SC_WAY_SIGN_IN);
}

/* The cloud's calls through one interface, on connections that were made for it. */
static void
test_calls_use_an_interface (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_get_sensor_to_work (self);
  before = sc_test_server_count_connections (self->server);
  sc_cloud_use_interface (self->cloud, "lo");
  sc_test_cloud_get_sensor_to_work (self);
  g_assert_cmpuint (sc_test_server_count_connections (self->server), ==, before + 1);
  sc_cloud_use_interface (self->cloud, "nosuch0");
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_UNREACHABLE));
  sc_cloud_use_interface (self->cloud, NULL);
  sc_test_cloud_get_sensor_to_work (self);
}

/* A call that has to renew the token first is of no use if that goes by the routes. */
static void
test_tokens_use_an_interface (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (self, "short", 30);
  sc_test_cloud_script_token (self, "long", 3600);
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_sign_in (self);
  sc_cloud_use_interface (self->cloud, "nosuch0");
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_UNREACHABLE));
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 2);
  sc_cloud_use_interface (self->cloud, "lo");
  sc_test_cloud_get_sensor_to_work (self);
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 3);
}

/* Whoever signs in does so by the way that is known to lead there. */
static void
test_signing_in_uses_an_interface (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_cloud_use_interface (self->cloud, "nosuch0");
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_UNREACHABLE));
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 1);
  sc_cloud_use_interface (self->cloud, "lo");
  sc_test_cloud_script_token (self, "second", 3600);
  sc_test_cloud_sign_in (self);
  g_assert_cmpuint (sc_test_server_count (self->server, TOKEN), ==, 2);
}

/* The way is looked for before anybody is signed in: the endpoint of who wants to is asked. */
static void
test_after_a_sign_in_that_failed (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply (self->server, ASKED, 401, JSON, "{}");
  sc_test_server_reply (self->server, TOKEN, 503, NULL, NULL);
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_BUSY));
  g_assert_cmpint (ask (self, "lo"), ==, SC_WAY_OPEN);
  /* the account before that is replaced, whatever came of the new one */
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_SIGNED_OUT));
}

static void
test_signed_out (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_cloud_sign_out (self->cloud);
  sc_cloud_try_way_async (self->cloud, NULL, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  g_assert_cmpint (sc_cloud_try_way_finish (self->cloud, result, &error), ==, SC_WAY_UNKNOWN);
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT);
}

/* A server without TLS in the place of the endpoint, as in a network with a sign-in page. */
static ScWay
ask_plain (ScTestServer *server)
{
  g_autofree char *plain = sc_test_server_dup_uri (server, "localhost");
  g_autofree char *endpoint = g_strconcat ("https", strchr (plain, ':'), NULL);
  g_autoptr (ScClock) clock = sc_system_clock_new ();
  g_autoptr (ScSecret) secret = sc_secret_new ("secret", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) account = sc_account_new (endpoint, secret, secret, NULL, &error);
  g_autoptr (ScCloudSession) session = NULL;
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  ScWay way;

  g_assert_no_error (error);
  session = sc_cloud_session_new (clock, account, &error);
  g_assert_no_error (error);
  sc_way_request_async (session, NULL, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  way = sc_way_request_finish (result, &error);
  g_assert_no_error (error);
  return way;
}

static void
test_a_page_without_tls (void)
{
  g_autoptr (ScTestServer) server = sc_test_server_new (NULL);

  sc_test_server_reply (server, PLAIN, 200, "text/html", "<html>Sign in</html>");
  g_assert_cmpint (ask_plain (server), ==, SC_WAY_SIGN_IN);
  sc_test_server_reply_header (server, PLAIN, 302, "Location: http://login.example.net/",
                               "text/plain", "");
  g_assert_cmpint (ask_plain (server), ==, SC_WAY_SIGN_IN);
  g_assert_cmpuint (sc_test_server_count (server, PLAIN), ==, 2);
}

static void
test_nobody (void)
{
  g_autoptr (ScTestServer) server = sc_test_server_new (NULL);

  g_assert_cmpint (ask_plain (server), ==, SC_WAY_DEAD); /* 404 */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/way-request/" name, ScTestCloud, NULL, sc_test_cloud_set_up_signed_in, func,       \
              sc_test_cloud_tear_down)
  ADD ("the-endpoint-answers", test_the_endpoint_answers);
  ADD ("through-an-interface", test_through_an_interface);
  ADD ("connections-are-its-own", test_connections_are_its_own);
  ADD ("a-page-answers", test_a_page_answers);
  ADD ("calls-use-an-interface", test_calls_use_an_interface);
  ADD ("tokens-use-an-interface", test_tokens_use_an_interface);
  ADD ("signing-in-uses-an-interface", test_signing_in_uses_an_interface);
  ADD ("after-a-sign-in-that-failed", test_after_a_sign_in_that_failed);
  ADD ("signed-out", test_signed_out);
#undef ADD
  g_test_add_func ("/way-request/a-page-without-tls", test_a_page_without_tls);
  g_test_add_func ("/way-request/nobody", test_nobody);
  return g_test_run ();
}
