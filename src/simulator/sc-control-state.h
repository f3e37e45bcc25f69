/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScControlState: what the control API's state says that a rehearsal needs
 */
typedef struct
{
  ScMoment now;
  double speed;
  char *scenario;
  char *sensor_uri;
  ScPractice practice;
  ScWorldStore store;
} ScControlState;

ScControlState *sc_control_state_parse (GBytes *body, GError **error);
void sc_control_state_free (ScControlState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScControlState, sc_control_state_free)

G_END_DECLS
