/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-net-snapshot.h"

G_BEGIN_DECLS

/**
 * ScNetMonitor:
 *
 * Keeps a snapshot of the computer's network up to date. News from the kernel only say *that*
 * something changed; what it is now is then asked afresh, so news that were lost or replaced one
 * another do no harm. Signal `changed` (no arguments) after each new snapshot.
 */
#define SC_TYPE_NET_MONITOR (sc_net_monitor_get_type ())
G_DECLARE_FINAL_TYPE (ScNetMonitor, sc_net_monitor, SC, NET_MONITOR, GObject)

ScNetMonitor *sc_net_monitor_new (ScClock *clock);
ScNetSnapshot *sc_net_monitor_get_snapshot (ScNetMonitor *self); /* nullable, see get_error */
const GError *sc_net_monitor_get_error (ScNetMonitor *self);     /* nullable, G_IO_ERROR */
void sc_net_monitor_refresh (ScNetMonitor *self);

G_END_DECLS
