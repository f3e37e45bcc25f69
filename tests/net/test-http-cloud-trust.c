/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-cloud.h"

#include <string.h>

static void
test_a_server_nobody_should_trust (ScTestCloud *self, gconstpointer data)
{
  static const struct
  {
    const char *certificate;
    ScError code;
  } cases[] = {
    { "unknown-ca.pem", SC_ERROR_CLOUD_TLS_UNKNOWN_CA },
    { "wrong-host.pem", SC_ERROR_CLOUD_TLS_WRONG_HOST },
    { "expired.pem", SC_ERROR_CLOUD_TLS_TIME },
    { "not-yet.pem", SC_ERROR_CLOUD_TLS_TIME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strcmp (cases[i].certificate, data) == 0)
      sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, cases[i].code));
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 0);
}

static void
test_a_ca_is_trusted_only_if_named (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sc_test_cloud_sign_in_with (self, "", NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_TLS_UNKNOWN_CA);
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 0);
}

static void
test_ca_files_that_are_none (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const files[] = { "/nonexistent/ca.pem", "/dev/null", "/etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sc_test_cloud_sign_in_with (self, "", files[i], &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_CA_FILE_INVALID);
    }
}

static void
test_nobody_listens (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccount) account = sc_test_cloud_make_account (self, "", SC_TEST_TLS "/ca.pem");
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_test_server_free (self->server);
  self->server = sc_test_server_new (NULL);
  sc_cloud_sign_in_async (self->cloud, account, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  g_assert_null (sc_cloud_sign_in_finish (self->cloud, result, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_UNREACHABLE);
}

static void
test_plain_http_where_tls_should_be (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccount) account = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *endpoint = NULL;
  g_autoptr (ScSecret) id = sc_secret_new ("client", -1);
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ScTestServer *server = sc_test_server_new (NULL);

  plain = sc_test_server_dup_uri (server, "localhost");
  endpoint = g_strconcat ("https", plain + strlen ("http"), NULL);
  account = sc_account_new (endpoint, id, id, NULL, NULL);
  sc_cloud_sign_in_async (self->cloud, account, NULL, sc_test_call_done, &waiting);
  while (sc_test_server_count_connections (server) == 0)
    g_main_context_iteration (NULL, TRUE);
  sc_test_server_free (server);
  result = sc_test_call_wait (&waiting);
  g_assert_null (sc_cloud_sign_in_finish (self->cloud, result, &error));
  g_assert_true (g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_TLS_OTHER)
                 || g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_UNREACHABLE));
}

static void
test_tenants_and_signing_out (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScTenant) mine = sc_tenant_ref (self->tenant);
  g_autoptr (ScTenant) other = sc_tenant_new (sc_tenant_get_endpoint (mine), "other", NULL);

  sc_tenant_unref (self->tenant);
  self->tenant = g_steal_pointer (&other);
  sc_test_cloud_fail (sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_OTHER_TENANT));
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_OTHER_TENANT));
  sc_tenant_unref (self->tenant);
  self->tenant = g_steal_pointer (&mine);
  sc_cloud_sign_out (self->cloud);
  sc_test_cloud_fail (sc_test_cloud_provision_to_fail (self, SC_ERROR_CLOUD_SIGNED_OUT));
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_SIGNED_OUT));
  g_assert_cmpuint (sc_test_server_count (self->server, NULL), ==, 1);
}

/* As in the workflow: whoever wants to be somebody else is nobody until that works. */
static void
test_a_failed_sign_in_ends_the_one_before (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply (self->server, TOKEN, 401, NULL, NULL);
  sc_test_server_reply (self->server, READ, 200, JSON, SENSOR);
  sc_test_cloud_fail (sc_test_cloud_sign_in_to_fail (self, SC_ERROR_CLOUD_CREDENTIALS));
  sc_test_cloud_fail (sc_test_cloud_get_sensor_to_fail (self, SC_ERROR_CLOUD_SIGNED_OUT));
  g_assert_cmpuint (sc_test_server_count (self->server, READ), ==, 0);
}

static void
test_the_last_sign_in_counts (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccount) account = sc_test_cloud_make_account (self, "", SC_TEST_TLS "/ca.pem");
  ScTestCall first = { NULL }, second = { NULL };
  g_autoptr (GAsyncResult) a = NULL;
  g_autoptr (GAsyncResult) b = NULL;
  g_autoptr (GError) error = NULL;

  sc_test_cloud_script_token (self, "t", 3600);
  sc_cloud_sign_in_async (self->cloud, account, NULL, sc_test_call_done, &first);
  sc_cloud_sign_in_async (self->cloud, account, NULL, sc_test_call_done, &second);
  a = sc_test_call_wait (&first);
  b = sc_test_call_wait (&second);
  g_assert_null (sc_cloud_sign_in_finish (self->cloud, a, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  self->tenant = sc_cloud_sign_in_finish (self->cloud, b, NULL);
  g_assert_nonnull (self->tenant);
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
  ADD ("/http-cloud-trust/tls/unknown-ca", "unknown-ca.pem", test_a_server_nobody_should_trust);
  ADD ("/http-cloud-trust/tls/wrong-host", "wrong-host.pem", test_a_server_nobody_should_trust);
  ADD ("/http-cloud-trust/tls/expired", "expired.pem", test_a_server_nobody_should_trust);
  ADD ("/http-cloud-trust/tls/not-yet", "not-yet.pem", test_a_server_nobody_should_trust);
  ADD ("/http-cloud-trust/tls/not-named", NULL, test_a_ca_is_trusted_only_if_named);
  ADD ("/http-cloud-trust/tls/ca-file", NULL, test_ca_files_that_are_none);
  ADD ("/http-cloud-trust/tls/plain", NULL, test_plain_http_where_tls_should_be);
  ADD ("/http-cloud-trust/nobody", NULL, test_nobody_listens);
  ADD_SIGNED_IN ("/http-cloud-trust/tenants", test_tenants_and_signing_out);
  ADD_SIGNED_IN ("/http-cloud-trust/sign-in/failed", test_a_failed_sign_in_ends_the_one_before);
  ADD ("/http-cloud-trust/sign-in/last", NULL, test_the_last_sign_in_counts);
  return g_test_run ();
}
