/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"

G_BEGIN_DECLS

/**
 * ScSystemClock:
 *
 * The real #ScClock: `CLOCK_BOOTTIME` and `CLOCK_REALTIME` of the machine. Timers are due in
 * boot time and are called in the main context that was the thread's default when the clock was
 * made; a timer that came due during suspend is called right after resume.
 */
#define SC_TYPE_SYSTEM_CLOCK (sc_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (ScSystemClock, sc_system_clock, SC, SYSTEM_CLOCK, GObject)

ScClock *sc_system_clock_new (void);

G_END_DECLS
