/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"

G_BEGIN_DECLS

/**
 * ScScaledClock:
 *
 * A clock whose time runs faster (or slower) than that of another one. In a rehearsal the
 * simulated world runs on one, and the application on a second one that started from the world's
 * present moment, so both agree on what time it is.
 */
#define SC_TYPE_SCALED_CLOCK (sc_scaled_clock_get_type ())
G_DECLARE_FINAL_TYPE (ScScaledClock, sc_scaled_clock, SC, SCALED_CLOCK, GObject)

#define SC_SCALED_CLOCK_MIN_SPEED 0.1
#define SC_SCALED_CLOCK_MAX_SPEED 1000.0

ScScaledClock *sc_scaled_clock_new (ScClock *base, double speed, const ScMoment *start);

G_END_DECLS
