/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"
#include "sc-sensor.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScWorldSensorPort:
 *
 * The sensor port directly on a world, for tests in virtual time: the bytes of every request and
 * reply are those of the codecs, only the socket is missing.
 */
#define SC_TYPE_WORLD_SENSOR_PORT (sc_world_sensor_port_get_type ())
G_DECLARE_FINAL_TYPE (ScWorldSensorPort, sc_world_sensor_port, SC, WORLD_SENSOR_PORT, GObject)

ScWorldSensorPort *sc_world_sensor_port_new (ScWorld *world, ScModel *model);
void sc_world_sensor_port_fail_next (ScWorldSensorPort *self, ScSensorCall call, int code,
                                     gboolean after);

G_END_DECLS
