/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ticker.h"

struct _ScTicker
{
  GObject parent_instance;

  ScClock *clock;
  ScTickerFunc func;
  gpointer user_data;
  gint64 anchor_us; /* boot time; 0 = not running */
  guint timer;
};

G_DEFINE_FINAL_TYPE (ScTicker, sc_ticker, G_TYPE_OBJECT)

static void schedule (ScTicker *self);

/**
 * sc_ticker_next_due:
 * @anchor_us: boot time of any whole second
 * @now_us: boot time now
 *
 * Pure. The next moment after now that is whole seconds away from the anchor, which may lie in
 * the past or in the future.
 *
 * Returns: boot time in µs, later than @now_us by at most one second
 */
gint64
sc_ticker_next_due (gint64 anchor_us, gint64 now_us)
{
  gint64 rest = (now_us - anchor_us) % G_USEC_PER_SEC;

  if (rest < 0)
    rest += G_USEC_PER_SEC;
  return now_us + G_USEC_PER_SEC - rest;
}

static void
on_due (gpointer user_data)
{
  g_autoptr (ScTicker) self = g_object_ref (user_data);

  self->timer = 0;
  schedule (self);
  self->func (self->user_data);
}

static void
schedule (ScTicker *self)
{
  gint64 due = sc_ticker_next_due (self->anchor_us, sc_clock_now_us (self->clock));

  self->timer = sc_clock_add_timer (self->clock, due, on_due, self);
}

/**
 * sc_ticker_set_anchor:
 * @self: a ticker
 * @anchor_us: boot time from which seconds are counted; 0 stops
 *
 * Starts, re-aligns or stops. With the same anchor as before nothing happens.
 */
void
sc_ticker_set_anchor (ScTicker *self, gint64 anchor_us)
{
  g_return_if_fail (SC_IS_TICKER (self));

  if (self->anchor_us == anchor_us && (anchor_us == 0 || self->timer != 0))
    return;

  self->anchor_us = anchor_us;
  sc_clock_clear_timer (self->clock, &self->timer);
  if (anchor_us != 0)
    schedule (self);
}

/**
 * sc_ticker_stop:
 * @self: a ticker
 *
 * Stops; after this the callback does not come again until an anchor is set.
 */
void
sc_ticker_stop (ScTicker *self)
{
  sc_ticker_set_anchor (self, 0);
}

static void
sc_ticker_dispose (GObject *object)
{
  ScTicker *self = SC_TICKER (object);

  if (self->clock != NULL)
    sc_clock_clear_timer (self->clock, &self->timer);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sc_ticker_parent_class)->dispose (object);
}

static void
sc_ticker_class_init (ScTickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_ticker_dispose;
}

static void
sc_ticker_init (ScTicker *self G_GNUC_UNUSED)
{
}

/**
 * sc_ticker_new:
 * @clock: the clock to count on
 * @func: called on every whole second
 * @user_data: for @func; must outlive the ticker or its last sc_ticker_stop()
 *
 * Returns: (transfer full): a ticker that does not run yet
 */
ScTicker *
sc_ticker_new (ScClock *clock, ScTickerFunc func, gpointer user_data)
{
  ScTicker *self;

  g_return_val_if_fail (SC_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (SC_TYPE_TICKER, NULL);
  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  return self;
}
