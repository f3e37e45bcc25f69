/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world-sensor.h"

G_BEGIN_DECLS

/* What a simulated sensor answers over HTTP, and how its chip reads forms. */

ScWorldReply *sc_world_firmware_handle (ScWorldSensor *sensor, const ScWorldRequest *request);
void sc_world_firmware_read_form (GHashTable *parameters, GBytes *body, gboolean decodes_twice);

G_END_DECLS
