/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-fakes.h"
#include "sc-scenario.h"
#include "sc-sentence.h"
#include "sc-troubled-journal.h"
#include "sc-troubled-keyring.h"
#include "sc-virtual-clock.h"
#include "sc-workflow.h"
#include "sc-world-cloud-port.h"
#include "sc-world-link.h"
#include "sc-world-sensor-port.h"

G_BEGIN_DECLS

#define S ((gint64)G_USEC_PER_SEC)

/**
 * ScPlace:
 *
 * The whole workflow in the simulated world, in virtual time, and a technician who knows what to
 * do. Journal and keyring are scripted, and fail as the world says; everything else is the world's.
 */
typedef struct
{
  ScVirtualClock *clock;
  ScModel *model;
  ScWorld *world;
  ScWorldSensor *sensor; /* the one that is commissioned */
  ScFakes *fakes;        /* what journal and keyring keep */
  ScTroubledJournal *journal;
  ScTroubledKeyring *keyring;
  ScLink *link;
  ScWorldSensorPort *sensor_port;
  ScWorldCloudPort *cloud_port;
  ScWorkflow *workflow;
  ScVisit *visit;
} ScPlace;

void sc_place_set_up (ScPlace *place, gconstpointer data);
void sc_place_set_up_with_seed (ScPlace *place, guint32 seed);
void sc_place_apply (ScPlace *place, const ScScenario *scenario);
void sc_place_tear_down (ScPlace *place, gconstpointer data);
void sc_place_open_workflow (ScPlace *place);
void sc_place_close_workflow (ScPlace *place);
gboolean sc_place_run_until (ScPlace *place, gboolean (*done) (ScPlace *place), gint64 limit_us);

/* What a technician does */
void sc_place_sign_in (ScPlace *place, const char *client_secret); /* NULL: as practised */
void sc_place_set_network (ScPlace *place, const char *key);       /* NULL: as practised; WPA */
void sc_place_protect_network (ScPlace *place, ScSecurity security, const char *key);
void sc_place_prepare (ScPlace *place);
void sc_place_choose_sensor (ScPlace *place);
void sc_place_wait_for_visit (ScPlace *place); /* until it waits for the technician */
void sc_place_go_to_review (ScPlace *place);

/* What one sees */
gboolean sc_place_visit_waits (ScPlace *place);
ScRecord *sc_place_record (ScPlace *place);
ScPlan sc_place_plan (ScPlace *place);
char *sc_place_advice (ScPlace *place);
void sc_place_wait_for_phase (ScPlace *place, ScPhase phase, gint64 limit_us);

/* What is so */
guint sc_place_count_changes (ScPlace *place); /* of the sensor */
guint sc_place_count_claims (ScPlace *place);
gboolean sc_place_is_in_contact (ScPlace *place);

G_END_DECLS
