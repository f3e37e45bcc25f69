/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-nm-air.h"
#include "sc-nm-scan.h"

G_BEGIN_DECLS

/**
 * ScNmListener:
 *
 * The scans that nobody asked for, each for one network by its name: for the laptop's own while it
 * is away, so that NetworkManager still knows it when it is time to go back; and for a sensor's
 * after that was left. A scan takes the radio away for seconds, so there are none while it is
 * needed for something urgent.
 *
 * Signal `heard` (no arguments): a presence may be another one now.
 */
#define SC_TYPE_NM_LISTENER (sc_nm_listener_get_type ())
G_DECLARE_FINAL_TYPE (ScNmListener, sc_nm_listener, SC, NM_LISTENER, GObject)

ScNmListener *sc_nm_listener_new (ScNmClient *client, ScNmScan *scan, ScNmAir *air, ScClock *clock);

void sc_nm_listener_go_away (ScNmListener *self, const char *device, GBytes *home);
void sc_nm_listener_leave (ScNmListener *self, const char *device, GBytes *sensor);
void sc_nm_listener_come_home (ScNmListener *self);
void sc_nm_listener_forget (ScNmListener *self);
void sc_nm_listener_set_online (ScNmListener *self, gboolean online);
void sc_nm_listener_set_quiet (ScNmListener *self, gboolean quiet);
gboolean sc_nm_listener_is_quiet (ScNmListener *self);

G_END_DECLS
