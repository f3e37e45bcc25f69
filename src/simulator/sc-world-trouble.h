/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world-sensor.h"

G_BEGIN_DECLS

/* What is wrong with a simulated sensor, as its quirks say; for sc-world-firmware.c. */

ScWorldReply *sc_world_trouble_answer (ScWorldSensor *sensor, const ScWorldRequest *request);
ScWorldReply *sc_world_trouble_spoil (ScWorldSensor *sensor, const ScWorldRequest *request,
                                      ScWorldReply *reply);
void sc_world_trouble_certificate_read (ScWorldSensor *sensor);

G_END_DECLS
