/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What works, with or without something special about it. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>

static void
apply_second_uplink (ScWorld *world)
{
  sc_world_radio_set_second_uplink (sc_world_get_radio (world), TRUE);
}

static void
apply_already_ours (ScWorld *world)
{
  gint64 wall_us = sc_clock_wall_us (sc_world_get_clock (world));

  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    if (sc_world_sensor_is_ap_up (sc_world_get_sensor (world, i)))
      sc_world_cloud_claim (sc_world_get_cloud (world),
                            sc_world_sensor_get_id (sc_world_get_sensor (world, i)),
                            SC_PRACTICE_TENANT, wall_us - 30 * SC_DAY_US, wall_us - 2 * SC_DAY_US);
}

/* Over before the sensor is sent its profile. */
static void
apply_token_expires (ScWorld *world)
{
  sc_world_cloud_set_token_life (sc_world_get_cloud (world), 20 * SC_SECOND_US);
}

static const ScScenarioRow rows[] = {
  { { SC_SCENARIO_DEFAULT,
      N_ ("It works"),
      N_ ("All is well"),
      N_ ("The sensor is provisioned in time and in contact within two minutes."),
      "adi, Connecting to the cloud",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    NULL },
  { { "second-uplink",
      N_ ("It works"),
      N_ ("A cable keeps this computer online"),
      N_ ("The sensor is provisioned before the network profile is sent: no deadline."),
      "guess: that the cloud takes it before the profile",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_second_uplink },
  { { "already-ours",
      N_ ("It works"),
      N_ ("The sensor is already in your tenant"),
      N_ ("The sensor is recognised; it only gets the site network, without a deadline."),
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_already_ours },
  { { "token-expires",
      N_ ("It works"),
      N_ ("The sign-in expires on the way"),
      N_ ("The program signs in again by itself; nothing is seen of it."),
      "rfc 6750",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_token_expires },
};

const ScScenarioPart sc_scenario_part_well = { rows, G_N_ELEMENTS (rows) };
