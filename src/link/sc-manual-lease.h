/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-lease.h"
#include "sc-net-monitor.h"

G_BEGIN_DECLS

/**
 * ScManualLease:
 *
 * A stay on a sensor's network that the technician joined by hand. It watches for its own end.
 * Releasing it completes at once: this program cannot leave a network it did not join.
 */
#define SC_TYPE_MANUAL_LEASE (sc_manual_lease_get_type ())
G_DECLARE_FINAL_TYPE (ScManualLease, sc_manual_lease, SC, MANUAL_LEASE, ScLease)

ScLease *sc_manual_lease_new (const char *base_uri, ScNetMonitor *monitor, int index,
                              GInetAddressMask *subnet, GInetAddress *sensor);

G_END_DECLS
