/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"

G_BEGIN_DECLS

/**
 * ScVirtualClock:
 *
 * A clock for tests: time moves only when told. Several clocks can share one time line (several
 * machines in one world): what happens to one of them – a suspend, a set wall clock, a restart –
 * leaves the others alone.
 */
#define SC_TYPE_VIRTUAL_CLOCK (sc_virtual_clock_get_type ())
G_DECLARE_FINAL_TYPE (ScVirtualClock, sc_virtual_clock, SC, VIRTUAL_CLOCK, GObject)

typedef gboolean (*ScVirtualClockPredicate) (gpointer user_data);

/* The wall clock of a new time line starts here: 2026-03-02 08:00:00 UTC, a Monday. */
#define SC_VIRTUAL_CLOCK_START_US (G_GINT64_CONSTANT (1772438400) * G_USEC_PER_SEC)

ScVirtualClock *sc_virtual_clock_new (void);
ScVirtualClock *sc_virtual_clock_new_beside (ScVirtualClock *other);

void sc_virtual_clock_settle (ScVirtualClock *self);
void sc_virtual_clock_advance (ScVirtualClock *self, gint64 us);
gboolean sc_virtual_clock_run_until (ScVirtualClock *self, ScVirtualClockPredicate predicate,
                                     gpointer user_data, gint64 limit_us);
void sc_virtual_clock_suspend (ScVirtualClock *self, gint64 us);
void sc_virtual_clock_reboot (ScVirtualClock *self, gint64 off_us);
void sc_virtual_clock_set_wall (ScVirtualClock *self, gint64 wall_us);
guint sc_virtual_clock_count_timers (ScVirtualClock *self);

G_END_DECLS
