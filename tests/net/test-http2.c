/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-cloud.h"

#include <libsoup/soup.h>
#include <string.h>

/* API gateways speak HTTP/2 to who can: the same calls over it. */

typedef struct
{
  ScTestCloud client;
  SoupServer *server;
  guint n_http2;
  guint n_provisions;
  gboolean drop; /* the connection, when a POST /sensors is in */
} Fixture;

static gboolean
drop_all (gpointer server)
{
  soup_server_disconnect (server);
  return G_SOURCE_REMOVE;
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path,
            GHashTable *query G_GNUC_UNUSED, gpointer user_data)
{
  Fixture *self = user_data;
  const char *json = SENSOR;

  self->n_http2 += soup_server_message_get_http_version (message) == SOUP_HTTP_2_0 ? 1 : 0;
  if (strcmp (path, "/oauth/token") == 0)
    json = "{\"token_type\":\"bearer\",\"access_token\":\"t\",\"expires_in\":3600}";
  else if (strcmp (path, "/sensors") == 0)
    {
      self->n_provisions++;
      if (self->drop)
        {
          soup_server_message_pause (message);
          g_idle_add (drop_all, server);
          return;
        }
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, json,
                                    strlen (json));
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GTlsCertificate) certificate =
      g_tls_certificate_new_from_file (SC_TEST_TLS "/good.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) account = NULL;
  g_autoptr (ScSecret) text = sc_secret_new ("x", -1);
  g_autofree char *endpoint = NULL;
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GSList *uris;

  sc_test_cloud_set_up (&self->client, NULL);
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  endpoint = g_strdup_printf ("https://localhost:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);

  account = sc_account_new (endpoint, text, text, SC_TEST_TLS "/ca.pem", &error);
  g_assert_no_error (error);
  sc_cloud_sign_in_async (self->client.cloud, account, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  self->client.tenant = sc_cloud_sign_in_finish (self->client.cloud, result, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_tear_down (&self->client, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->server);
}

static void
test_the_calls (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScCloudSensor) sensor = NULL;
  g_autoptr (GError) error = NULL;

  sensor = sc_test_cloud_provision (&self->client, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_id (sensor), ==, "0000S111A");
  sc_test_cloud_get_sensor_to_work (&self->client);
  sc_test_cloud_get_sensor_to_work (&self->client);
  g_assert_cmpuint (self->n_http2, ==, 4);
}

static void
test_a_lost_reply (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->drop = TRUE;
  sc_test_cloud_fail (sc_test_cloud_provision_to_fail (&self->client, SC_ERROR_CLOUD_REPLY_LOST));
  g_assert_cmpuint (self->n_provisions, ==, 1);
}

int
main (int argc, char **argv)
{
  /* off in libsoup's server by default */
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/http2/calls", Fixture, NULL, set_up, test_the_calls, tear_down);
  g_test_add ("/http2/lost", Fixture, NULL, set_up, test_a_lost_reply, tear_down);
  return g_test_run ();
}
