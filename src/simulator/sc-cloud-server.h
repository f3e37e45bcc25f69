/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScCloudServer:
 *
 * The simulated cloud's HTTPS server. It listens only while the laptop is online; connections
 * break when that ends.
 */
#define SC_TYPE_CLOUD_SERVER (sc_cloud_server_get_type ())
G_DECLARE_FINAL_TYPE (ScCloudServer, sc_cloud_server, SC, CLOUD_SERVER, GObject)

ScCloudServer *sc_cloud_server_new (ScWorld *world, const char *address, GError **error);
const char *sc_cloud_server_get_uri (ScCloudServer *self);

G_END_DECLS
