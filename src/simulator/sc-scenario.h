/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScScenario:
 * @name: stable, for command lines and settings, never translated
 * @group: heading for lists, msgid
 * @summary: one line, msgid
 * @expected: how it should end and what the technician has to do for it, msgid
 *
 * Something to practise or to test: a world in which one thing is special.
 */
typedef struct
{
  const char *name;
  const char *group;
  const char *summary;
  const char *expected;
} ScScenario;

#define SC_SCENARIO_DEFAULT "all-well"
/* Where the certificate lives in the scenario certificate-path-404; its text says so. */
#define SC_SCENARIO_CERTIFICATE_PATH "/api/1/host/identity/1/sms_chain"

guint sc_scenario_count (void);
const ScScenario *sc_scenario_get (guint index);
const ScScenario *sc_scenario_find (const char *name);
void sc_scenario_apply (const ScScenario *scenario, ScWorld *world);

G_END_DECLS
