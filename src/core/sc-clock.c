/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-clock.h"

#include <string.h>

G_DEFINE_INTERFACE (ScClock, sc_clock, G_TYPE_OBJECT)

static void
sc_clock_default_init (ScClockInterface *iface G_GNUC_UNUSED)
{
}

/**
 * sc_clock_now_us:
 * @self: a clock
 *
 * Returns: boot time, µs
 */
gint64
sc_clock_now_us (ScClock *self)
{
  g_return_val_if_fail (SC_IS_CLOCK (self), 0);
  return SC_CLOCK_GET_IFACE (self)->now_us (self);
}

/**
 * sc_clock_wall_us:
 * @self: a clock
 *
 * Returns: UTC, µs since the epoch
 */
gint64
sc_clock_wall_us (ScClock *self)
{
  g_return_val_if_fail (SC_IS_CLOCK (self), 0);
  return SC_CLOCK_GET_IFACE (self)->wall_us (self);
}

/**
 * sc_clock_boot_id:
 * @self: a clock
 *
 * Returns: (transfer none): identifies the present boot, 36 characters
 */
const char *
sc_clock_boot_id (ScClock *self)
{
  g_return_val_if_fail (SC_IS_CLOCK (self), "");
  return SC_CLOCK_GET_IFACE (self)->boot_id (self);
}

/**
 * sc_clock_add_timer:
 * @self: a clock
 * @due_us: boot time at which to call, µs; in the past means as soon as possible
 * @func: called once from the main context, never from within this call
 * @user_data: for @func; keep it alive until the call or sc_clock_remove_timer()
 *
 * Returns: the timer's ID, never 0; invalid once @func is called
 */
guint
sc_clock_add_timer (ScClock *self, gint64 due_us, ScClockFunc func, gpointer user_data)
{
  g_return_val_if_fail (SC_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);
  return SC_CLOCK_GET_IFACE (self)->add_timer (self, due_us, func, user_data);
}

/**
 * sc_clock_remove_timer:
 * @self: a clock
 * @id: a timer that has not been called yet
 */
void
sc_clock_remove_timer (ScClock *self, guint id)
{
  g_return_if_fail (SC_IS_CLOCK (self));
  g_return_if_fail (id != 0);
  SC_CLOCK_GET_IFACE (self)->remove_timer (self, id);
}

/**
 * sc_clock_clear_timer:
 * @self: a clock
 * @id: (inout): a timer or 0; 0 afterwards
 *
 * Removes the timer if there is one. Set *@id to 0 yourself first thing in the timer's function.
 */
void
sc_clock_clear_timer (ScClock *self, guint *id)
{
  guint old = *id;

  *id = 0;
  if (old != 0)
    sc_clock_remove_timer (self, old);
}

/**
 * sc_clock_moment:
 * @self: a clock
 *
 * Returns: this instant
 */
ScMoment
sc_clock_moment (ScClock *self)
{
  ScMoment moment = { 0 };

  g_return_val_if_fail (SC_IS_CLOCK (self), moment);
  moment.boot_us = sc_clock_now_us (self);
  moment.wall_us = sc_clock_wall_us (self);
  g_strlcpy (moment.boot_id, sc_clock_boot_id (self), sizeof moment.boot_id);
  return moment;
}

/**
 * sc_moment_is_set:
 * @moment: a moment
 *
 * Returns: whether it has happened
 */
gboolean
sc_moment_is_set (const ScMoment *moment)
{
  return moment->wall_us != 0;
}

/**
 * sc_moment_boot_us:
 * @moment: when something happened, perhaps before the machine was restarted
 * @now: the present
 *
 * Within one boot the clock that counts through suspend decides, whatever was done to the wall
 * clock. Across a restart only the wall clock is left; then the result is never later than @now.
 *
 * Returns: @moment in boot time of @now's boot, µs; negative if it was before this boot
 */
gint64
sc_moment_boot_us (const ScMoment *moment, const ScMoment *now)
{
  if (strcmp (moment->boot_id, now->boot_id) == 0)
    return moment->boot_us;
  return now->boot_us - MAX (now->wall_us - moment->wall_us, 0);
}
