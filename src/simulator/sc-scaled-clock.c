/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-scaled-clock.h"

#include <math.h>

struct _ScScaledClock
{
  GObject parent_instance;

  ScClock *base;
  double speed;
  ScMoment start;       /* what this clock read at @base_start_us */
  gint64 base_start_us; /* boot time of @base */
};

static void sc_scaled_clock_iface_init (ScClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScScaledClock, sc_scaled_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_CLOCK, sc_scaled_clock_iface_init))

static gint64
elapsed_us (ScScaledClock *self)
{
  return (gint64)((double)(sc_clock_now_us (self->base) - self->base_start_us) * self->speed);
}

static gint64
sc_scaled_clock_now_us (ScClock *clock)
{
  ScScaledClock *self = SC_SCALED_CLOCK (clock);

  return self->start.boot_us + elapsed_us (self);
}

static gint64
sc_scaled_clock_wall_us (ScClock *clock)
{
  ScScaledClock *self = SC_SCALED_CLOCK (clock);

  return self->start.wall_us + elapsed_us (self);
}

static const char *
sc_scaled_clock_boot_id (ScClock *clock)
{
  return SC_SCALED_CLOCK (clock)->start.boot_id;
}

static guint
sc_scaled_clock_add_timer (ScClock *clock, gint64 due_us, ScClockFunc func, gpointer user_data)
{
  ScScaledClock *self = SC_SCALED_CLOCK (clock);
  /* One µs more than exact: this clock must read at least @due_us when the timer is called. */
  double wait_us = ceil ((double)(due_us - self->start.boot_us) / self->speed) + 1;

  return sc_clock_add_timer (self->base, self->base_start_us + (gint64)wait_us, func, user_data);
}

static void
sc_scaled_clock_remove_timer (ScClock *clock, guint id)
{
  sc_clock_remove_timer (SC_SCALED_CLOCK (clock)->base, id);
}

static void
sc_scaled_clock_iface_init (ScClockInterface *iface)
{
  iface->now_us = sc_scaled_clock_now_us;
  iface->wall_us = sc_scaled_clock_wall_us;
  iface->boot_id = sc_scaled_clock_boot_id;
  iface->add_timer = sc_scaled_clock_add_timer;
  iface->remove_timer = sc_scaled_clock_remove_timer;
}

static void
sc_scaled_clock_finalize (GObject *object)
{
  g_clear_object (&SC_SCALED_CLOCK (object)->base);
  G_OBJECT_CLASS (sc_scaled_clock_parent_class)->finalize (object);
}

static void
sc_scaled_clock_class_init (ScScaledClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_scaled_clock_finalize;
}

static void
sc_scaled_clock_init (ScScaledClock *self)
{
  self->speed = 1.0;
}

/**
 * sc_scaled_clock_new:
 * @base: the clock to follow, as a rule the system's
 * @speed: how many seconds pass here in one second of @base, clamped to
 *   [%SC_SCALED_CLOCK_MIN_SPEED, %SC_SCALED_CLOCK_MAX_SPEED]
 * @start: (nullable): what the clock reads now; %NULL: the same as @base
 *
 * Returns: (transfer full): a clock that runs from now on
 */
ScScaledClock *
sc_scaled_clock_new (ScClock *base, double speed, const ScMoment *start)
{
  ScScaledClock *self = g_object_new (SC_TYPE_SCALED_CLOCK, NULL);

  g_return_val_if_fail (SC_IS_CLOCK (base), self);
  self->base = g_object_ref (base);
  self->speed = CLAMP (speed, SC_SCALED_CLOCK_MIN_SPEED, SC_SCALED_CLOCK_MAX_SPEED);
  self->start = start ? *start : sc_clock_moment (base);
  self->base_start_us = sc_clock_now_us (base);
  return self;
}
