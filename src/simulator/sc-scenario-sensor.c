/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes wrong while the sensor is read. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>

/* 300 bytes */
#define TEN_ZEROS "0000000000"
#define HUNDRED_ZEROS                                                                              \
  TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS        \
      TEN_ZEROS
#define LONG_NAME "SMS" HUNDRED_ZEROS HUNDRED_ZEROS HUNDRED_ZEROS
#define ODD_VERSIONS                                                                               \
  "{\"fw\":[1,4,{\"build\":null}],\"hw\":true,\"\":\"\",\"a\":{\"b\":{\"c\":1e400}},\"fw\":"       \
  "\"twice\"}"

static void
quirk_silent (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->silent = TRUE;
}

/* Longer than anybody waits for a reply. */
static void
quirk_late (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->delay_us = 25 * SC_SECOND_US;
}

/* Slow, and yet in time. */
static void
quirk_slow (ScWorldQuirks *quirks)
{
  quirks->visits = G_MAXUINT;
  quirks->delay_us = 4 * SC_SECOND_US;
}

static void
quirk_resets (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->resets = TRUE;
}

static void
quirk_old (ScWorldQuirks *quirks)
{
  quirks->visits = G_MAXUINT;
  quirks->wire = SC_WORLD_WIRE_OLD;
}

static void
quirk_both (ScWorldQuirks *quirks)
{
  quirks->visits = G_MAXUINT;
  quirks->wire = SC_WORLD_WIRE_BOTH;
}

static void
quirk_cut (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->wire = SC_WORLD_WIRE_CUT;
}

static void
quirk_endless (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->wire = SC_WORLD_WIRE_ENDLESS;
}

static void
quirk_name_none (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->name = "Not Available";
}

static void
quirk_name_empty (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->name = "";
}

static void
quirk_name_long (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->name = LONG_NAME;
}

static void
quirk_name_binary (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->name = "SMS\xff\xfe\x01";
}

static void
quirk_name_not_found (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->name_status = 404;
}

static void
quirk_other_device (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->name_status = 500;
}

static void
quirk_versions (ScWorldQuirks *quirks)
{
  quirks->versions = ODD_VERSIONS;
}

static void
quirk_deaf (ScWorldQuirks *quirks)
{
  quirks->scan = SC_WORLD_SCAN_DEAF;
}

static void
quirk_no_scan (ScWorldQuirks *quirks)
{
  quirks->scan = SC_WORLD_SCAN_NONE;
}

static void
quirk_death_in_review (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->death = SC_WORLD_DEATH_IN_REVIEW;
}

static ScWorldAir *
air_of (ScWorld *world)
{
  return sc_world_sensor_get_air (sc_world_get_sensor (world, 0));
}

static void
apply_semicolon (ScWorld *world)
{
  ScPractice *practice = sc_world_get_practice (world);

  sc_scenario_replace (&practice->ssid, "Hall 1; west");
  sc_world_air_add (air_of (world), practice->ssid, "02:00:5E:00:01:05", '3', practice->key, 70);
}

static void
apply_binary_names (ScWorld *world)
{
  sc_world_air_add (air_of (world), "\xff\xfe caf\xe9", "02:00:5E:00:01:05", '3', "not-your-key",
                    70);
  sc_world_air_add (air_of (world), "\x01\x02", "02:00:5E:00:01:06", '0', NULL, 60);
}

static void
quirk_long_list (ScWorldQuirks *quirks)
{
  quirks->scan = SC_WORLD_SCAN_LONG;
}

static void
apply_long_list (ScWorld *world)
{
  for (guint i = 0; i < 36; i++)
    {
      g_autofree char *ssid = g_strdup_printf ("Neighbour %u", i + 1);
      g_autofree char *bssid = g_strdup_printf ("02:00:5E:00:02:%02X", i);

      sc_world_air_add (air_of (world), ssid, bssid, '3', "not-your-key", 50);
    }
  sc_scenario_change_quirks (world, quirk_long_list);
}

static void
quirk_ap_key (ScWorldQuirks *quirks)
{
  quirks->ap_key = SC_SCENARIO_AP_KEY;
}

static const ScScenarioRow rows[] = {
  { { "sensor-password",
      N_ ("At the sensor"),
      N_ ("The sensor’s network asks for a password"),
      N_ ("Join does not begin without it. Type practice-sensor-9999, as if it was misread: it is "
          "refused. Type practice-sensor-1234; then all is well."),
      "ti, SWRU455M: that it can have one",
      { { SC_SCENARIO_AT_JOIN, SC_ERROR_LINK_KEY_NEEDED, SC_SCENARIO_TYPE },
        { SC_SCENARIO_IN_VISIT, SC_ERROR_LINK_KEY_REFUSED, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_ap_key },
  { { "sensor-silent",
      N_ ("At the sensor"),
      N_ ("The sensor does not answer"),
      N_ ("The visit ends with the sensor unchanged. It answers on the second visit."),
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_SILENT, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_silent },
  { { "sensor-late",
      N_ ("At the sensor"),
      N_ ("The sensor answers too late"),
      SC_EXPECT_NEXT_VISIT,
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_SILENT, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_late },
  { { "sensor-slow",
      N_ ("At the sensor"),
      N_ ("The sensor is slow"),
      SC_EXPECT_WELL,
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_slow },
  { { "sensor-resets",
      N_ ("At the sensor"),
      N_ ("The sensor breaks every connection"),
      SC_EXPECT_NEXT_VISIT,
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_DROPPED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_resets },
  { { "sensor-http-1.0",
      N_ ("At the sensor"),
      N_ ("The sensor speaks HTTP/1.0, without lengths"),
      SC_EXPECT_WELL,
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_old },
  { { "sensor-both-lengths",
      N_ ("At the sensor"),
      N_ ("The sensor states a length and sends pieces"),
      SC_EXPECT_WELL,
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_both },
  { { "sensor-cut",
      N_ ("At the sensor"),
      N_ ("The sensor’s answers break off"),
      SC_EXPECT_NEXT_VISIT,
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_DROPPED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_cut },
  { { "sensor-endless",
      N_ ("At the sensor"),
      N_ ("The sensor’s answers never end"),
      SC_EXPECT_NEXT_VISIT,
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_REPLY_TOO_LARGE, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_endless },
  { { "name-not-available",
      N_ ("At the sensor"),
      N_ ("The sensor’s name is not available"),
      SC_EXPECT_NEXT_VISIT,
      "ti, SWRU368C",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_NO_ANSWER, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_name_none },
  { { "name-empty",
      N_ ("At the sensor"),
      N_ ("The sensor’s name is empty"),
      SC_EXPECT_NEXT_VISIT,
      "guess",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_NAME_ODD, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_name_empty },
  { { "name-long",
      N_ ("At the sensor"),
      N_ ("The sensor’s name is 300 characters long"),
      SC_EXPECT_NEXT_VISIT,
      "guess",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_NAME_ODD, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_name_long },
  { { "name-binary",
      N_ ("At the sensor"),
      N_ ("The sensor’s name is not text"),
      SC_EXPECT_NEXT_VISIT,
      "guess",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_NAME_ODD, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_name_binary },
  { { "name-not-found",
      N_ ("At the sensor"),
      N_ ("The sensor does not know the question for its name"),
      SC_EXPECT_NEXT_VISIT,
      "guess",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_NOT_FOUND, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_name_not_found },
  { { "other-device",
      N_ ("At the sensor"),
      N_ ("Another device answers in the sensor’s place"),
      SC_EXPECT_NEXT_VISIT,
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_ODD_REPLY, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_other_device },
  { { "versions-odd",
      N_ ("At the sensor"),
      N_ ("The sensor’s versions look strange"),
      SC_EXPECT_WELL,
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_versions },
  { { "scan-empty",
      N_ ("At the sensor"),
      N_ ("The sensor hears no network"),
      N_ ("Review warns of it. Send all the same; then all is well."),
      "ti, SWRA513",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_deaf },
  { { "scan-missing",
      N_ ("At the sensor"),
      N_ ("The sensor cannot look for networks"),
      N_ ("Review says that it is not known. Send all the same; then all is well."),
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_no_scan },
  { { "scan-semicolon",
      N_ ("At the sensor"),
      N_ ("The site network has a semicolon in its name"),
      N_ ("The sensor’s list cannot name it, so Review says that it is not known. Send all the "
          "same; then all is well."),
      "adi, Configuring the SMS network profile",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_semicolon },
  { { "scan-binary",
      N_ ("At the sensor"),
      N_ ("Neighbours have names that are not text"),
      SC_EXPECT_WELL,
      "everyday",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_binary_names },
  { { "scan-long",
      N_ ("At the sensor"),
      N_ ("The sensor hears 40 networks"),
      SC_EXPECT_WELL,
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_long_list },
  { { "battery-in-review",
      N_ ("At the sensor"),
      N_ ("The battery ends before anything is sent"),
      N_ ("The visit ends with the sensor unchanged. Put a new battery in, which takes a minute, "
          "and join again."),
      "everyday",
      { { SC_SCENARIO_IN_REVIEW, SC_ERROR_LINK_LOST, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_death_in_review },
};

const ScScenarioPart sc_scenario_part_sensor = { rows, G_N_ELEMENTS (rows) };
