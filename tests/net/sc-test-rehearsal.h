/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-fakes.h"
#include "sc-http-cloud.h"
#include "sc-http-sensor.h"
#include "sc-rehearsal-link.h"
#include "sc-simulator.h"
#include "sc-workflow.h"

G_BEGIN_DECLS

/**
 * ScTestRehearsal:
 *
 * Workflow, clients and simulator together, without a window: real HTTP and real TLS, in fast
 * motion, and a technician who knows what to do.
 */
typedef struct
{
  ScSimulator *simulator;
  ScWorldSensor *sensor; /* the first one */
  ScModel *model;
  ScFakes *fakes; /* journal and keyring */
  ScRehearsalLink *link;
  ScSensor *sensor_port;
  ScTranscript *transcript; /* of what is said to the sensor */
  ScCloud *cloud_port;
  ScWorkflow *workflow;
  ScVisit *visit;
} ScTestRehearsal;

void sc_test_rehearsal_set_up (ScTestRehearsal *self, const ScSimulatorOptions *options);
void sc_test_rehearsal_tear_down (ScTestRehearsal *self);
void sc_test_rehearsal_prepare (ScTestRehearsal *self);
void sc_test_rehearsal_go_to_review (ScTestRehearsal *self);
gboolean sc_test_rehearsal_give_up (gpointer self);

/* Runs the main loop until the condition holds. */
#define sc_test_rehearsal_wait_until(self, condition)                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint guard = g_timeout_add_seconds (120, sc_test_rehearsal_give_up, self);                    \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (guard);                                                                       \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
