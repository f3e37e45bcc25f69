/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-cloud.h"
#include "sc-error.h"
#include "sc-link.h"

G_BEGIN_DECLS

/**
 * ScWayWatch:
 *
 * What is known of the ways to the cloud on the present network: proven by an answer of the cloud,
 * or, once a call failed without one, by a search: questions of its own wherever the routes lead
 * and, at the same time, through each interface that claims to be a way online. A cable that ends
 * in a machine may have the default route while a phone leads to the cloud; then the cloud is told
 * to use the phone. The routes stay as they are. Signal `changed` when what is known is different,
 * `settled` when a search is over, or made needless.
 */
#define SC_TYPE_WAY_WATCH (sc_way_watch_get_type ())
G_DECLARE_FINAL_TYPE (ScWayWatch, sc_way_watch, SC, WAY_WATCH, GObject)

ScWayWatch *sc_way_watch_new (ScClock *clock, ScLink *link, ScCloud *cloud);
void sc_way_watch_search (ScWayWatch *self);
gboolean sc_way_watch_has_choice (ScWayWatch *self);
void sc_way_watch_doubt (ScWayWatch *self, const GError *error);
void sc_way_watch_prove (ScWayWatch *self);
void sc_way_watch_forget (ScWayWatch *self);
ScWay sc_way_watch_get (ScWayWatch *self);
const char *sc_way_watch_get_interface (ScWayWatch *self); /* nullable: where the routes lead */

/* Pure: may the way be at fault, and not the cloud? */
gboolean sc_way_watch_is_doubtful (ScError code);

G_END_DECLS
