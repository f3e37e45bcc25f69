/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScScenarioWhere: where a failure meets the technician
 */
typedef enum
{
  SC_SCENARIO_BEFORE_START, /* the program cannot begin its work, and says so */
  SC_SCENARIO_AT_START,     /* Prepare tells it, and one can go on */
  SC_SCENARIO_AT_RESUME,    /* the sensor of an earlier run, which one goes on with, needs it */
  SC_SCENARIO_AT_SIGN_IN,
  SC_SCENARIO_AT_TEST,          /* the test of the site network tells it */
  SC_SCENARIO_AT_JOIN,          /* beside the entry that is missing; or the join fails with it */
  SC_SCENARIO_IN_VISIT,         /* the visit fails before Send */
  SC_SCENARIO_ASKS_CERTIFICATE, /* the visit waits for the certificate */
  SC_SCENARIO_IN_REVIEW,        /* the visit fails while it is reviewed */
  SC_SCENARIO_AT_SEND,          /* the visit fails at Send, and the sensor is as it was */
  SC_SCENARIO_AFTER_SEND
} ScScenarioWhere;

/**
 * ScScenarioCure: what the technician does about it
 */
typedef enum
{
  SC_SCENARIO_NOTHING, /* it goes on by itself, or ends there */
  SC_SCENARIO_PRESS,   /* the failure's one button, and what it asks for */
  SC_SCENARIO_WAIT,    /* two minutes, then the button */
  SC_SCENARIO_TYPE     /* what the scenario's text names: secret, address, password, security */
} ScScenarioCure;

/**
 * ScScenarioAct: one failure; @code 0: there is none
 */
typedef struct
{
  ScScenarioWhere where;
  ScError code;
  ScScenarioCure cure;
} ScScenarioAct;

#define SC_SCENARIO_MAX_ACTS 2

/**
 * ScScenarioEnd: how it ends when the technician has done all that
 */
typedef enum
{
  SC_SCENARIO_IN_CONTACT,
  SC_SCENARIO_REFUSED, /* the cloud does not take the sensor; the record and its next action stay */
  SC_SCENARIO_NEEDS_VISIT, /* provisioned, and never in contact */
  SC_SCENARIO_NOT_BEGUN,   /* the program does not begin; what was there is as before */
  SC_SCENARIO_BROKEN_OFF   /* the rehearsal itself is over; the button begins another */
} ScScenarioEnd;

/**
 * ScScenario:
 * @name: stable, for command lines and settings, never translated
 * @group: heading for lists, msgid
 * @summary: one line, msgid
 * @expected: how it should end and what the technician has to do for it, msgid
 * @basis: why the simulation does it like that: source and confidence as in docs/protocol.md, or
 *   `everyday` for what needs no source
 * @acts: the failures one meets, in their order; the unused ones at the end are all zero
 * @end: how it ends
 *
 * Something to practise or to test: a world in which one thing is special.
 */
typedef struct
{
  const char *name;
  const char *group;
  const char *summary;
  const char *expected;
  const char *basis;
  ScScenarioAct acts[SC_SCENARIO_MAX_ACTS];
  ScScenarioEnd end;
} ScScenario;

#define SC_SCENARIO_DEFAULT "all-well"
/* Where the certificate lives in the scenarios that want its address typed; their text says so. */
#define SC_SCENARIO_CERTIFICATE_PATH "/api/1/host/identity/1/sms_chain"

/* The sensor's own network has this password; the other one is one like it. */
#define SC_SCENARIO_AP_KEY "practice-sensor-1234"
#define SC_SCENARIO_MISREAD_AP_KEY "practice-sensor-9999"

guint sc_scenario_count (void);
const ScScenario *sc_scenario_get (guint index);
const ScScenario *sc_scenario_find (const char *name);
void sc_scenario_apply (const ScScenario *scenario, ScWorld *world);

G_END_DECLS
