/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-scenario.h"

G_BEGIN_DECLS

#define SC_SECOND_US ((gint64)G_USEC_PER_SEC)
#define SC_DAY_US (24 * 60 * 60 * SC_SECOND_US)

/* Texts that several scenarios share */
#define SC_EXPECT_WELL N_ ("All is well all the same; nothing to do.")
#define SC_EXPECT_BY_ITSELF                                                                        \
  N_ ("Nothing to do: it is tried again by itself, and the sensor is provisioned.")
#define SC_EXPECT_SIGN_IN N_ ("Signing in fails once. Sign in again; then all is well.")
#define SC_EXPECT_TWO_MINUTES                                                                      \
  N_ ("Signing in fails for two minutes. Wait and sign in again; then all is well.")
#define SC_EXPECT_NEXT_VISIT                                                                       \
  N_ ("The visit ends with the sensor unchanged. The next visit succeeds.")
#define SC_EXPECT_NOT_REMEMBERED                                                                   \
  N_ ("Prepare tells it. The account is forgotten at the end; all else is well.")
#define SC_EXPECT_IN_THE_WAY                                                                       \
  N_ ("Prepare tells it. If you go on, the sensor cannot be reached. It is out of the way two "    \
      "minutes later; try again then.")
#define SC_EXPECT_JOIN_AGAIN                                                                       \
  N_ ("The join fails with the sensor unchanged, and the trouble is over then. Join again; all "   \
      "is "                                                                                        \
      "well.")
#define SC_EXPECT_PATH                                                                             \
  N_ ("The address of the certificate is asked for. Type /api/1/host/identity/1/sms_chain; then "  \
      "all is well.")

typedef void (*ScQuirkChange) (ScWorldQuirks *quirks);

/**
 * ScScenarioRow:
 * @scenario: what people see
 * @apply: (nullable): changes the world
 * @fault: of the cloud, if its @n_times is not 0
 * @join: how the first join fails; 0: it does not
 * @quirk: (nullable): changes each sensor
 */
typedef struct
{
  ScScenario scenario;
  void (*apply) (ScWorld *world);
  ScWorldFault fault;
  ScError join;
  ScQuirkChange quirk;
} ScScenarioRow;

/* A part of the table: one group or two that belong together. */
typedef struct
{
  const ScScenarioRow *rows;
  guint n_rows;
} ScScenarioPart;

extern const ScScenarioPart sc_scenario_part_well;
extern const ScScenarioPart sc_scenario_part_account;
extern const ScScenarioPart sc_scenario_part_computer;
extern const ScScenarioPart sc_scenario_part_sensor;
extern const ScScenarioPart sc_scenario_part_certificate;
extern const ScScenarioPart sc_scenario_part_site;
extern const ScScenarioPart sc_scenario_part_cloud;

void sc_scenario_change_quirks (ScWorld *world, ScQuirkChange change);
void sc_scenario_replace (char **member, const char *value);

G_END_DECLS
