/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world.h"

G_BEGIN_DECLS

/* What the control API says about a world, as text. Pure. */

/**
 * ScControlTexts: what is told besides the world
 */
typedef struct
{
  char *scenario;
  char *sensor_uri;
  char *cloud_uri;
  double speed;
} ScControlTexts;

char *sc_control_format_state (ScWorld *world, const ScControlTexts *texts);
char *sc_control_format_events (ScWorld *world, gint64 serial);

G_END_DECLS
