/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-world-sensor.h"

G_BEGIN_DECLS

/* Why a simulated laptop does not get onto a sensor's network. Pure. */

gboolean sc_world_refusal_is_known_at_once (ScError code);
ScError sc_world_refusal_judge_key (ScWorldSensor *sensor, ScSecret *key);

G_END_DECLS
