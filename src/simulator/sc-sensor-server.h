/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScSensorServer:
 *
 * The simulated sensors' HTTP server. It listens only while the laptop is on the network of one
 * (or, with nobody playing the laptop, while one has its network up); connections break when
 * that ends. Always one request a connection. Replies leave as from the device: long ones in
 * fragments, nothing at all from a silent one.
 */
#define SC_TYPE_SENSOR_SERVER (sc_sensor_server_get_type ())
G_DECLARE_FINAL_TYPE (ScSensorServer, sc_sensor_server, SC, SENSOR_SERVER, GObject)

ScSensorServer *sc_sensor_server_new (ScWorld *world, const char *address, GError **error);
const char *sc_sensor_server_get_uri (ScSensorServer *self);

G_END_DECLS
