/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-lease.h"
#include "sc-sensor-identity.h"
#include "sc-site-network.h"

G_BEGIN_DECLS

/**
 * ScSensor:
 *
 * Port: the calls to a sensor on its own network. Every call needs the lease it happens under.
 * Calls marked *changes* alter the sensor; nothing before Send makes one.
 */
#define SC_TYPE_SENSOR (sc_sensor_get_type ())
G_DECLARE_INTERFACE (ScSensor, sc_sensor, SC, SENSOR, GObject)

struct _ScSensorInterface
{
  GTypeInterface parent;

  /* One start function for all calls keeps implementations small: @call says which, @argument
   * is what that call needs (see the typed wrappers below). */
  void (*call_async) (ScSensor *self, ScLease *lease, guint call, gconstpointer argument,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gpointer (*call_finish) (ScSensor *self, GAsyncResult *result, GError **error);
};

typedef enum
{
  SC_SENSOR_READ_NAME,        /* -> char *: device name as sent, valid UTF-8, at most 64 bytes */
  SC_SENSOR_READ_MAC,         /* -> char * */
  SC_SENSOR_READ_VERSIONS,    /* -> GPtrArray of ScVersionFact */
  SC_SENSOR_READ_CERTIFICATE, /* argument: path (nullable: the model's); -> ScCertificate */
  SC_SENSOR_START_SCAN,       /* -> GINT_TO_POINTER (TRUE) */
  SC_SENSOR_READ_SCAN,        /* -> GPtrArray of ScHeardNetwork */
  SC_SENSOR_DELETE_PROFILES,  /* changes; -> GINT_TO_POINTER (TRUE) */
  SC_SENSOR_ADD_PROFILE       /* changes; argument: ScNetworkProfile; -> TRUE */
} ScSensorCall;

/**
 * ScNetworkProfile:
 * @network: the site network
 * @digit: security digit for the sensor: as its own scan gave it, else the model's
 * @other_percent: whether `%` is written the other way than the model says: once instead of twice,
 *   or twice instead of once
 *
 * The site network as given to the sensor.
 */
typedef struct
{
  ScSiteNetwork *network;
  char digit;
  gboolean other_percent;
} ScNetworkProfile;

/* The argument is copied (or referenced) before the call returns. The result's type depends on
 * the call, see ScSensorCall; (transfer full), NULL with @error set on failure. */
void sc_sensor_call_async (ScSensor *self, ScLease *lease, ScSensorCall call,
                           gconstpointer argument, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gpointer sc_sensor_call_finish (ScSensor *self, GAsyncResult *result, GError **error);
const char *sc_sensor_call_to_string (ScSensorCall call);
gboolean sc_sensor_call_changes_sensor (ScSensorCall call);
GDestroyNotify sc_sensor_call_result_free_func (ScSensorCall call); /* nullable */

G_END_DECLS
