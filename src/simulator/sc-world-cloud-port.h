/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScWorldCloudPort:
 *
 * The cloud port directly on a world, for tests in virtual time: the bytes of every request and
 * reply are those of the codecs, only socket and TLS are missing.
 */
#define SC_TYPE_WORLD_CLOUD_PORT (sc_world_cloud_port_get_type ())
G_DECLARE_FINAL_TYPE (ScWorldCloudPort, sc_world_cloud_port, SC, WORLD_CLOUD_PORT, GObject)

ScWorldCloudPort *sc_world_cloud_port_new (ScWorld *world);
void sc_world_cloud_port_fail_next (ScWorldCloudPort *self, ScWorldCall call, int code,
                                    gboolean after);

G_END_DECLS
