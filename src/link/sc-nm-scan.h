/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-nm-client.h"

G_BEGIN_DECLS

/**
 * ScNmScan:
 *
 * Scans for networks, one at a time. NetworkManager accepts a request and may carry it out later;
 * that `LastScan` changed is what tells of its end.
 *
 * Signal `done` (gboolean heard, gint64 started_us): it ended; @heard is FALSE if it was refused or
 * did not come to an end.
 */
#define SC_TYPE_NM_SCAN (sc_nm_scan_get_type ())
G_DECLARE_FINAL_TYPE (ScNmScan, sc_nm_scan, SC, NM_SCAN, GObject)

ScNmScan *sc_nm_scan_new (ScNmClient *client, ScClock *clock);
void sc_nm_scan_start (ScNmScan *self, const char *device, GBytes *ssid);
gboolean sc_nm_scan_is_running (ScNmScan *self);

G_END_DECLS
