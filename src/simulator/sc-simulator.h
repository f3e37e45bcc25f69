/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-scenario.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScSimulatorOptions:
 * @scenario: (nullable): name; %NULL: %SC_SCENARIO_DEFAULT
 * @speed: how many times faster than life; 0: as fast as life
 * @seed: see sc_world_new()
 * @listen: (nullable): where the sensor answers; %NULL: a free loopback port, as with the others
 * @cloud_listen: (nullable): where the cloud answers
 * @control_listen: (nullable): where the control API answers
 * @ca_out: (nullable): where to write the authority's certificate; %NULL: a private folder that
 *   goes away with the simulator
 * @replay: (nullable): file with a transcript, which is what the first sensor says
 * @on_profile: (nullable): command that gets each stored profile, see #ScProfileHook
 * @on_profile_decides: whether its status says that the sensor has joined
 * @ssid: (nullable): name of the site network; %NULL: the practice network's
 * @key: (nullable): its password, for WPA2; empty for none
 */
typedef struct
{
  const char *scenario;
  double speed;
  guint32 seed;
  const char *listen;
  const char *cloud_listen;
  const char *control_listen;
  const char *ca_out;
  const char *replay;
  const char *on_profile;
  gboolean on_profile_decides;
  const char *ssid;
  const char *key;
} ScSimulatorOptions;

/**
 * ScSimulator:
 *
 * A world in real time (or faster) with all its servers. Every rehearsal goes through one, in the
 * application's own process or in a `sensor-simulator`, and always by way of its control API.
 *
 * Signal `ended` (no arguments): a scenario wants that, and nothing answers any more.
 */
#define SC_TYPE_SIMULATOR (sc_simulator_get_type ())
G_DECLARE_FINAL_TYPE (ScSimulator, sc_simulator, SC, SIMULATOR, GObject)

ScSimulator *sc_simulator_new (const ScSimulatorOptions *options, GError **error);
ScWorld *sc_simulator_get_world (ScSimulator *self);
const char *sc_simulator_get_sensor_uri (ScSimulator *self);
const char *sc_simulator_get_cloud_uri (ScSimulator *self);
const char *sc_simulator_get_control_uri (ScSimulator *self);
const char *sc_simulator_get_ca_file (ScSimulator *self); /* absolute path */
const ScScenario *sc_simulator_get_scenario (ScSimulator *self);

G_END_DECLS
