/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes wrong when the sensor is given the site network. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>

static void
quirk_refuses_profile (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->refuses_profile = TRUE;
}

static void
quirk_refuses_delete (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->refuses_delete = TRUE;
}

static void
quirk_lost_after (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->loss = SC_WORLD_LOSS_AFTER;
}

static void
quirk_lost_before (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->loss = SC_WORLD_LOSS_BEFORE;
}

static void
quirk_odd_answer (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->loss = SC_WORLD_LOSS_ODD;
}

static void
quirk_death_on_send (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->death = SC_WORLD_DEATH_ON_SEND;
}

static void
quirk_ap_stays (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->ap_stays = TRUE;
}

static void
apply_wrong_wifi_password (ScWorld *world)
{
  sc_scenario_replace (&sc_world_get_practice (world)->key, "practice-key-9999");
}

static void
quirk_renamed (ScWorldQuirks *quirks)
{
  quirks->skips = 1;
  quirks->visits = 2;
  quirks->name = "mysimplelink-0A1B2C";
}

static void
apply_renamed (ScWorld *world)
{
  apply_wrong_wifi_password (world);
  sc_scenario_change_quirks (world, quirk_renamed);
}

static const ScScenarioRow rows[] = {
  { { "profile-refused",
      N_ ("Sending"),
      N_ ("The sensor refuses the network profile"),
      N_ ("The record says so. The sensor takes the profile on the second visit."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_SENSOR_REFUSED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_refuses_profile },
  { { "profile-odd-answer",
      N_ ("Sending"),
      N_ ("The sensor takes the network profile and answers nonsense"),
      N_ ("Nothing to do: that its network ends is what counts. All is well."),
      "everyday",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_odd_answer },
  { { "delete-refused",
      N_ ("Sending"),
      N_ ("The sensor refuses to forget its networks"),
      N_ ("The sensor is left unchanged. It takes the profile on the second visit."),
      "guess",
      { { SC_SCENARIO_AT_SEND, SC_ERROR_SENSOR_REFUSED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_refuses_delete },
  { { "profile-lost-stored",
      N_ ("Sending"),
      N_ ("The answer to the profile is lost"),
      SC_EXPECT_WELL,
      "ti, SWRA513",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_lost_after },
  { { "profile-lost-not-stored",
      N_ ("Sending"),
      N_ ("The profile itself is lost"),
      N_ ("The profile is sent again by itself; then all is well."),
      "everyday",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_lost_before },
  { { "battery-at-send",
      N_ ("Sending"),
      N_ ("The battery ends while the profile is sent"),
      N_ ("The record says so. Put a new battery in, which takes a minute, and visit the sensor "
          "again."),
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_SENSOR_UNREACHABLE, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_death_on_send },
  { { "ap-stays",
      N_ ("Sending"),
      N_ ("The sensor keeps its own network up"),
      N_ ("After 30 seconds the sensor needs another visit; that one succeeds."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_SENSOR_AP_STAYS, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_ap_stays },
  { { "wrong-wifi-password",
      N_ ("Sending"),
      N_ ("The Wi-Fi password is wrong"),
      N_ ("The sensor’s own network comes back. Type practice-key-1234 as the password and visit "
          "the sensor again."),
      "guess, after ti, SWRU455M",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_SENSOR_AP_CAME_BACK, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_wrong_wifi_password },
  { { "renamed",
      N_ ("Sending"),
      N_ ("The sensor comes back with another name"),
      N_ ("The Wi-Fi password is wrong, too. Type practice-key-1234 and visit the sensor again; it "
          "has its own name back on the visit after that."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_SENSOR_AP_CAME_BACK, SC_SCENARIO_TYPE },
        { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_NAME_ODD, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    apply_renamed },
};

const ScScenarioPart sc_scenario_part_site = { rows, G_N_ELEMENTS (rows) };
