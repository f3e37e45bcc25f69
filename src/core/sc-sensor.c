/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sensor.h"

#include "sc-certificate.h"

G_DEFINE_INTERFACE (ScSensor, sc_sensor, G_TYPE_OBJECT)

static void
sc_sensor_default_init (ScSensorInterface *iface G_GNUC_UNUSED)
{
}

/**
 * sc_sensor_call_async:
 * @self: a sensor port
 * @lease: the stay under which to call
 * @call: which call
 * @argument: what the call needs, see #ScSensorCall; copied or referenced before this returns
 * @cancellable: (nullable): gives up; a call that changes the sensor may still have happened
 * @callback: called with the result
 * @user_data: for @callback
 *
 * The sensor takes one request at a time: start the next one after the last one's callback.
 */
void
sc_sensor_call_async (ScSensor *self, ScLease *lease, ScSensorCall call, gconstpointer argument,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_SENSOR (self));
  g_return_if_fail (SC_IS_LEASE (lease));
  SC_SENSOR_GET_IFACE (self)->call_async (self, lease, call, argument, cancellable, callback,
                                          user_data);
}

/**
 * sc_sensor_call_finish:
 * @self: a sensor port
 * @result: from the callback
 * @error: an SC_ERROR_SENSOR_… or certificate error, or a cancellation
 *
 * Returns: (transfer full) (nullable): as #ScSensorCall says; %NULL on failure
 */
gpointer
sc_sensor_call_finish (ScSensor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_SENSOR (self), NULL);
  return SC_SENSOR_GET_IFACE (self)->call_finish (self, result, error);
}

/**
 * sc_sensor_call_to_string:
 * @call: a call
 *
 * Returns: (transfer none): its name for logs, untranslated
 */
const char *
sc_sensor_call_to_string (ScSensorCall call)
{
  switch (call)
    {
    case SC_SENSOR_READ_NAME:
      return "read-name";
    case SC_SENSOR_READ_MAC:
      return "read-mac";
    case SC_SENSOR_READ_VERSIONS:
      return "read-versions";
    case SC_SENSOR_READ_CERTIFICATE:
      return "read-certificate";
    case SC_SENSOR_START_SCAN:
      return "start-scan";
    case SC_SENSOR_READ_SCAN:
      return "read-scan";
    case SC_SENSOR_DELETE_PROFILES:
      return "delete-profiles";
    case SC_SENSOR_ADD_PROFILE:
      return "add-profile";
    default:
      g_return_val_if_reached ("?");
    }
}

/**
 * sc_sensor_call_changes_sensor:
 * @call: a call
 *
 * Returns: whether it alters the sensor; such calls happen only after Send
 */
gboolean
sc_sensor_call_changes_sensor (ScSensorCall call)
{
  return call == SC_SENSOR_DELETE_PROFILES || call == SC_SENSOR_ADD_PROFILE;
}

/**
 * sc_sensor_call_result_free_func:
 * @call: a call
 *
 * Returns: (nullable): what frees its result
 */
GDestroyNotify
sc_sensor_call_result_free_func (ScSensorCall call)
{
  switch (call)
    {
    case SC_SENSOR_READ_NAME:
    case SC_SENSOR_READ_MAC:
      return g_free;
    case SC_SENSOR_READ_VERSIONS:
    case SC_SENSOR_READ_SCAN:
      return (GDestroyNotify)g_ptr_array_unref;
    case SC_SENSOR_READ_CERTIFICATE:
      return (GDestroyNotify)sc_certificate_unref;
    default:
      return NULL;
    }
}
