/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-link.h"
#include "sc-model.h"
#include "sc-nm-client.h"

G_BEGIN_DECLS

/**
 * ScNmAir:
 *
 * What one adapter hears: the list for the technician, which never changes its order, and the
 * presence of networks that were left.
 */
typedef struct _ScNmAir ScNmAir;

ScNmAir *sc_nm_air_new (ScModel *model, ScClock *clock);
void sc_nm_air_free (ScNmAir *self);
GListModel *sc_nm_air_get_list (ScNmAir *self);

void sc_nm_air_update (ScNmAir *self, ScNmClient *client, const char *device);
/* These three say whether a presence may be another one now. */
gboolean sc_nm_air_listen (ScNmAir *self, ScNmClient *client, const char *device);
gboolean sc_nm_air_scanned (ScNmAir *self, gint64 started_us);
gboolean sc_nm_air_leave (ScNmAir *self, GBytes *ssid);
void sc_nm_air_join (ScNmAir *self, GBytes *ssid);
ScPresence sc_nm_air_get_presence (ScNmAir *self, GBytes *ssid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScNmAir, sc_nm_air_free)

G_END_DECLS
