/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud.h"
#include "sc-plan.h"
#include "sc-record-book.h"
#include "sc-way-watch.h"

G_BEGIN_DECLS

/**
 * ScFollowUp:
 *
 * The second engine: for every record, does what sc_plan_make() says when it says so. One
 * scheduler, one timer. Keeps the evidence the plans are made from. Signal `changed` when
 * evidence changed without a step being written.
 */
#define SC_TYPE_FOLLOW_UP (sc_follow_up_get_type ())
G_DECLARE_FINAL_TYPE (ScFollowUp, sc_follow_up, SC, FOLLOW_UP, GObject)

ScFollowUp *sc_follow_up_new (ScClock *clock, ScLink *link, ScCloud *cloud, ScWayWatch *way,
                              ScModel *model, ScRecordBook *book);
void sc_follow_up_set_tenant (ScFollowUp *self, ScTenant *tenant);
void sc_follow_up_set_on_sensor_ap (ScFollowUp *self, gboolean on_sensor_ap);
void sc_follow_up_set_visited (ScFollowUp *self, ScRecord *record);
gboolean sc_follow_up_is_cloud_proven (ScFollowUp *self);
ScPlan sc_follow_up_get_plan (ScFollowUp *self, ScRecord *record);
void sc_follow_up_try_now (ScFollowUp *self, ScRecord *record);
void sc_follow_up_poke (ScFollowUp *self);
void sc_follow_up_stop (ScFollowUp *self);

G_END_DECLS
