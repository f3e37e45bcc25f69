/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-lease.h"
#include "sc-sensor.h"

G_BEGIN_DECLS

/* One asynchronous call at a time, waited for. */

typedef struct
{
  GAsyncResult *result;
} ScTestCall;

void sc_test_call_done (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *sc_test_call_wait (ScTestCall *call);
void sc_test_wait_until (gboolean (*condition) (gpointer user_data), gpointer user_data);

ScLease *sc_test_lease_new (const char *base_uri, const char *interface);
gpointer sc_test_sensor_call (ScSensor *sensor, ScLease *lease, ScSensorCall call,
                              gconstpointer argument, GError **error);

G_END_DECLS
