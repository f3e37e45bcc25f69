/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"

G_BEGIN_DECLS

/**
 * ScTicker:
 *
 * The one timer of the window: calls back once a second, on the whole seconds counted from an
 * anchor, so that a figure changes exactly when it should. Runs only while there is an anchor.
 */
#define SC_TYPE_TICKER (sc_ticker_get_type ())
G_DECLARE_FINAL_TYPE (ScTicker, sc_ticker, SC, TICKER, GObject)

typedef void (*ScTickerFunc) (gpointer user_data);

ScTicker *sc_ticker_new (ScClock *clock, ScTickerFunc func, gpointer user_data);
void sc_ticker_set_anchor (ScTicker *self, gint64 anchor_us);
void sc_ticker_stop (ScTicker *self);
gint64 sc_ticker_next_due (gint64 anchor_us, gint64 now_us);

G_END_DECLS
