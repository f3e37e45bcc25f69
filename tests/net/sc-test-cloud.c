/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-cloud.h"

#include <string.h>

void
sc_test_cloud_script_token (ScTestCloud *self, const char *token, gint expires_in)
{
  g_autofree char *json = g_strdup_printf (
      "{\"token_type\":\"bearer\",\"access_token\":\"%s\",\"expires_in\":%d," SCOPE "}", token,
      expires_in);

  sc_test_server_reply (self->server, TOKEN, 200, JSON, json);
}

ScAccount *
sc_test_cloud_make_account (ScTestCloud *self, const char *path, const char *ca_file)
{
  g_autofree char *host = sc_test_server_dup_uri (self->server, "localhost");
  g_autofree char *endpoint = g_strconcat (host, path, NULL);
  g_autoptr (ScSecret) id = sc_secret_new ("client", -1);
  g_autoptr (ScSecret) secret = sc_secret_new ("pass:word ", -1);
  g_autoptr (GError) error = NULL;
  ScAccount *account = sc_account_new (endpoint, id, secret, ca_file, &error);

  g_assert_no_error (error);
  return account;
}

ScTenant *
sc_test_cloud_sign_in_with (ScTestCloud *self, const char *path, const char *ca_file,
                            GError **error)
{
  g_autoptr (ScAccount) account = sc_test_cloud_make_account (self, path, ca_file);
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_cloud_sign_in_async (self->cloud, account, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  return sc_cloud_sign_in_finish (self->cloud, result, error);
}

void
sc_test_cloud_sign_in (ScTestCloud *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->tenant, sc_tenant_unref);
  self->tenant = sc_test_cloud_sign_in_with (self, "", SC_TEST_TLS "/ca.pem", &error);
  g_assert_no_error (error);
}

GError *
sc_test_cloud_sign_in_to_fail (ScTestCloud *self, ScError code)
{
  GError *error = NULL;

  g_assert_null (sc_test_cloud_sign_in_with (self, "", SC_TEST_TLS "/ca.pem", &error));
  g_assert_error (error, SC_ERROR, (int)code);
  return error;
}

ScCloudSensor *
sc_test_cloud_provision (ScTestCloud *self, GError **error)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_cloud_provision_async (self->cloud, self->tenant, self->certificate, NULL, sc_test_call_done,
                            &waiting);
  result = sc_test_call_wait (&waiting);
  return sc_cloud_provision_finish (self->cloud, result, error);
}

GError *
sc_test_cloud_provision_to_fail (ScTestCloud *self, ScError code)
{
  GError *error = NULL;

  g_assert_null (sc_test_cloud_provision (self, &error));
  g_assert_error (error, SC_ERROR, (int)code);
  return error;
}

gboolean
sc_test_cloud_get_sensor (ScTestCloud *self, const char *id, ScCloudSensor **sensor, GError **error)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_cloud_get_sensor_async (self->cloud, self->tenant, id, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  return sc_cloud_get_sensor_finish (self->cloud, result, sensor, error);
}

void
sc_test_cloud_get_sensor_to_work (ScTestCloud *self)
{
  g_autoptr (ScCloudSensor) sensor = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sc_test_cloud_get_sensor (self, "0000S111A", &sensor, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_id (sensor), ==, "0000S111A");
}

GError *
sc_test_cloud_get_sensor_to_fail (ScTestCloud *self, ScError code)
{
  ScCloudSensor *sensor = NULL;
  GError *error = NULL;

  g_assert_false (sc_test_cloud_get_sensor (self, "0000S111A", &sensor, &error));
  g_assert_null (sensor);
  g_assert_error (error, SC_ERROR, (int)code);
  return error;
}

void
sc_test_cloud_fail (GError *error)
{
  g_assert_nonnull (error);
  g_error_free (error);
}

void
sc_test_cloud_set_up (ScTestCloud *self, gconstpointer certificate)
{
  g_autofree char *file = g_strconcat (
      SC_TEST_TLS "/", certificate != NULL ? (const char *)certificate : "good.pem", NULL);
  g_autofree char *pem = NULL;
  g_autoptr (GBytes) body = NULL;
  gsize n_bytes;

  self->server = sc_test_server_new (file);
  self->clock = sc_system_clock_new ();
  self->cloud = sc_http_cloud_new (self->clock);
  g_assert_true (g_file_get_contents (SC_TEST_CHAIN, &pem, &n_bytes, NULL));
  body = g_bytes_new (pem, n_bytes);
  self->certificate = sc_certificate_new (body, NULL);
  g_assert_nonnull (self->certificate);
}

void
sc_test_cloud_set_up_signed_in (ScTestCloud *self, gconstpointer data)
{
  sc_test_cloud_set_up (self, data);
  sc_test_cloud_script_token (self, "first", 3600);
  sc_test_cloud_sign_in (self);
}

void
sc_test_cloud_tear_down (ScTestCloud *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (self->cloud);
  g_assert_finalize_object (self->clock);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  sc_certificate_unref (self->certificate);
  sc_test_server_free (self->server);
}
