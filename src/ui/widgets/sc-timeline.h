/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ScTimeline:
 *
 * The connection window, drawn: the sensor's attempts, now, and the moment of provisioning. For
 * 90 seconds it shows those; later the line stands for the whole sleep. Everything on it is a
 * child with a style class, so that it follows the theme. It never changes its size.
 */
#define SC_TYPE_TIMELINE (sc_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ScTimeline, sc_timeline, SC, TIMELINE, GtkWidget)

void sc_timeline_set_model (ScTimeline *self, ScModel *model);
void sc_timeline_show (ScTimeline *self, const ScPlan *plan, gint64 now_us);
const char *sc_timeline_get_text (ScTimeline *self);
double sc_timeline_get_now (ScTimeline *self);
double sc_timeline_get_provisioned (ScTimeline *self);

G_END_DECLS
