/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-fakes.h"
#include "sc-virtual-clock.h"
#include "sc-workflow.h"

G_BEGIN_DECLS

#define S ((gint64)G_USEC_PER_SEC)
#define ENDPOINT "https://cloud.example/prod"

/**
 * ScVisitBed:
 *
 * The workflow over scripted ports, signed in and with a site network: what a visit needs to begin.
 */
typedef struct
{
  ScVirtualClock *clock;
  ScFakes *fakes;
  ScModel *model;
  ScWorkflow *workflow;
  ScVisit *visit;
} ScVisitBed;

GBytes *sc_visit_bed_pem (void);
void sc_visit_bed_settle (ScVisitBed *f);
void sc_visit_bed_sign_in (ScVisitBed *f);
void sc_visit_bed_set_up (ScVisitBed *f, gconstpointer data);
void sc_visit_bed_tear_down (ScVisitBed *f, gconstpointer data);
void sc_visit_bed_step (ScVisitBed *f);
void sc_visit_bed_go_to (ScVisitBed *f, ScVisitState state);
gboolean sc_visit_bed_saw_a_change (ScVisitBed *f);
void sc_visit_bed_assert_failed (ScVisitBed *f, ScError code);
void sc_visit_bed_go_to_early (ScVisitBed *f);
GPtrArray *sc_visit_bed_heard (const char *ssid);

G_END_DECLS
