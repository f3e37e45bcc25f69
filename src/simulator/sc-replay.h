/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-transcript.h"
#include "sc-world-sensor.h"

G_BEGIN_DECLS

/**
 * ScReplay:
 *
 * A transcript of a real sensor, as what the first simulated one says. The nth time something is
 * asked it gives the nth recorded answer to that, in the recorded time; after the last one, the
 * last again. What was never asked is answered as the simulated firmware would. What the
 * transcript hides is made up: certificates are the simulated sensor's, the network that was sent
 * is the one to practise with.
 */
typedef struct _ScReplay ScReplay;

ScReplay *sc_replay_new (ScTranscript *transcript);
ScReplay *sc_replay_new_from_file (const char *path, GError **error);
void sc_replay_free (ScReplay *self);

const char *sc_replay_get_sensor_id (ScReplay *self); /* nullable: none that could be used */
const char *sc_replay_get_mac (ScReplay *self);       /* nullable */
ScWorldReply *sc_replay_handle (ScReplay *self, ScWorldSensor *sensor,
                                const ScWorldRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScReplay, sc_replay_free)

G_END_DECLS
