/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud.h"

struct _ScCloudSensor
{
  gatomicrefcount ref_count;
  char *sensor_id;
  char *provisioned;
  char *provisioned_by;
  char *last_connected;
};

G_DEFINE_BOXED_TYPE (ScCloudSensor, sc_cloud_sensor, sc_cloud_sensor_ref, sc_cloud_sensor_unref)
G_DEFINE_INTERFACE (ScCloud, sc_cloud, G_TYPE_OBJECT)

static void
sc_cloud_default_init (ScCloudInterface *iface G_GNUC_UNUSED)
{
}

/**
 * sc_cloud_sensor_new:
 * @sensor_id: (nullable): the cloud's name for it
 * @provisioned: (nullable): when it was claimed, ISO 8601, server time
 * @provisioned_by: (nullable): by which API key
 * @last_connected: (nullable): when it last spoke to the cloud, server time
 *
 * Returns: (transfer full): a new value
 */
ScCloudSensor *
sc_cloud_sensor_new (const char *sensor_id, const char *provisioned, const char *provisioned_by,
                     const char *last_connected)
{
  ScCloudSensor *self = g_new0 (ScCloudSensor, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->sensor_id = g_strdup (sensor_id);
  self->provisioned = g_strdup (provisioned);
  self->provisioned_by = g_strdup (provisioned_by);
  self->last_connected = g_strdup (last_connected);
  return self;
}

ScCloudSensor *
sc_cloud_sensor_ref (ScCloudSensor *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sc_cloud_sensor_unref (ScCloudSensor *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->sensor_id);
  g_free (self->provisioned);
  g_free (self->provisioned_by);
  g_free (self->last_connected);
  g_free (self);
}

const char *
sc_cloud_sensor_get_id (ScCloudSensor *self)
{
  return self->sensor_id;
}

const char *
sc_cloud_sensor_get_provisioned (ScCloudSensor *self)
{
  return self->provisioned;
}

const char *
sc_cloud_sensor_get_provisioned_by (ScCloudSensor *self)
{
  return self->provisioned_by;
}

const char *
sc_cloud_sensor_get_last_connected (ScCloudSensor *self)
{
  return self->last_connected;
}

/**
 * sc_cloud_sign_in_async:
 * @self: a cloud port
 * @account: whom to sign in as; replaces the account signed in before, whatever comes of it
 * @cancellable: (nullable): gives up
 * @callback: called with the tenant or an error
 * @user_data: for @callback
 *
 * Fetches a token now: wrong credentials, tenant, clock or proxy show up while there is time.
 */
void
sc_cloud_sign_in_async (ScCloud *self, ScAccount *account, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_CLOUD (self));
  g_return_if_fail (account != NULL);
  SC_CLOUD_GET_IFACE (self)->sign_in_async (self, account, cancellable, callback, user_data);
}

/**
 * sc_cloud_sign_in_finish:
 * @self: a cloud port
 * @result: from the callback
 * @error: an SC_ERROR_CLOUD_… or a cancellation
 *
 * Returns: (transfer full): whom the token speaks for; %NULL on failure
 */
ScTenant *
sc_cloud_sign_in_finish (ScCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_CLOUD (self), NULL);
  return SC_CLOUD_GET_IFACE (self)->sign_in_finish (self, result, error);
}

/**
 * sc_cloud_sign_out:
 * @self: a cloud port
 *
 * Forgets account and token.
 */
void
sc_cloud_sign_out (ScCloud *self)
{
  g_return_if_fail (SC_IS_CLOUD (self));
  SC_CLOUD_GET_IFACE (self)->sign_out (self);
}

/**
 * sc_cloud_provision_async:
 * @self: a cloud port
 * @tenant: the tenant the record is meant for
 * @certificate: the sensor's certificate; its PEM is sent byte for byte
 * @cancellable: (nullable): gives up waiting; it may have happened
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * `POST /sensors`, once. %SC_ERROR_CLOUD_REPLY_LOST means it may have happened.
 */
void
sc_cloud_provision_async (ScCloud *self, ScTenant *tenant, ScCertificate *certificate,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (SC_IS_CLOUD (self));
  g_return_if_fail (tenant != NULL && certificate != NULL);
  SC_CLOUD_GET_IFACE (self)->provision_async (self, tenant, certificate, cancellable, callback,
                                              user_data);
}

/**
 * sc_cloud_provision_finish:
 * @self: a cloud port
 * @result: from the callback
 * @error: an SC_ERROR_CLOUD_… or a cancellation
 *
 * Returns: (transfer full): what the cloud answered, members may all be %NULL if a 2xx came
 *   without a body; %NULL on failure
 */
ScCloudSensor *
sc_cloud_provision_finish (ScCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_CLOUD (self), NULL);
  return SC_CLOUD_GET_IFACE (self)->provision_finish (self, result, error);
}

/**
 * sc_cloud_get_sensor_async:
 * @self: a cloud port
 * @tenant: the tenant the record is meant for
 * @sensor_id: any text, percent-encoded into the path
 * @cancellable: (nullable): gives up
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
sc_cloud_get_sensor_async (ScCloud *self, ScTenant *tenant, const char *sensor_id,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (SC_IS_CLOUD (self));
  g_return_if_fail (tenant != NULL && sensor_id != NULL);
  SC_CLOUD_GET_IFACE (self)->get_sensor_async (self, tenant, sensor_id, cancellable, callback,
                                               user_data);
}

/**
 * sc_cloud_get_sensor_finish:
 * @self: a cloud port
 * @result: from the callback
 * @sensor: (out) (transfer full) (nullable): what the cloud knows; %NULL: it does not know it
 * @error: an SC_ERROR_CLOUD_… or a cancellation
 *
 * A 404 is an answer, not an error.
 *
 * Returns: whether the cloud answered
 */
gboolean
sc_cloud_get_sensor_finish (ScCloud *self, GAsyncResult *result, ScCloudSensor **sensor,
                            GError **error)
{
  g_return_val_if_fail (SC_IS_CLOUD (self), FALSE);
  g_return_val_if_fail (sensor != NULL, FALSE);
  return SC_CLOUD_GET_IFACE (self)->get_sensor_finish (self, result, sensor, error);
}

/**
 * sc_cloud_network_changed:
 * @self: a cloud port
 *
 * Drops pooled connections: they do not survive a network switch.
 */
void
sc_cloud_network_changed (ScCloud *self)
{
  g_return_if_fail (SC_IS_CLOUD (self));
  SC_CLOUD_GET_IFACE (self)->network_changed (self);
}

/**
 * sc_cloud_try_way_async:
 * @self: a cloud port
 * @interface: (nullable): the network interface to go through; %NULL: wherever the routes lead
 * @cancellable: (nullable): gives up
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * Asks the endpoint of the account that is signed in, or tried to last, and nobody else, without a
 * token.
 */
void
sc_cloud_try_way_async (ScCloud *self, const char *interface, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_CLOUD (self));
  SC_CLOUD_GET_IFACE (self)->try_way_async (self, interface, cancellable, callback, user_data);
}

/**
 * sc_cloud_try_way_finish:
 * @self: a cloud port
 * @result: from the callback
 * @error: %SC_ERROR_CLOUD_SIGNED_OUT: there is no such account; or a cancellation
 *
 * Returns: what is at the end of the way; %SC_WAY_UNKNOWN on failure
 */
ScWay
sc_cloud_try_way_finish (ScCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_CLOUD (self), SC_WAY_UNKNOWN);
  return SC_CLOUD_GET_IFACE (self)->try_way_finish (self, result, error);
}

/**
 * sc_cloud_use_interface:
 * @self: a cloud port
 * @interface: (nullable): the network interface that is known to lead to the cloud; %NULL: wherever
 *   the routes lead
 *
 * For calls from now on, signing in among them. The routes of this computer stay as they are.
 */
void
sc_cloud_use_interface (ScCloud *self, const char *interface)
{
  ScCloudInterface *iface;

  g_return_if_fail (SC_IS_CLOUD (self));
  iface = SC_CLOUD_GET_IFACE (self);
  if (iface->use_interface != NULL)
    iface->use_interface (self, interface);
}
