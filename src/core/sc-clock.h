/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ScClock:
 *
 * Port: time. Two readings, both in microseconds. *boot time* counts from the start of the
 * machine, goes on during suspend and is never set (`CLOCK_BOOTTIME`): deadlines are made of it.
 * *Wall time* is UTC since the epoch: only for display, and for times that outlive a reboot.
 * Timers are due at a boot time, fire once, and run in the main context.
 *
 * Implementations: #ScSystemClock, the simulator's scaled clock, and its virtual clock for tests.
 */
#define SC_TYPE_CLOCK (sc_clock_get_type ())
G_DECLARE_INTERFACE (ScClock, sc_clock, SC, CLOCK, GObject)

typedef void (*ScClockFunc) (gpointer user_data);

struct _ScClockInterface
{
  GTypeInterface parent;

  gint64 (*now_us) (ScClock *self);
  gint64 (*wall_us) (ScClock *self);
  const char *(*boot_id) (ScClock *self);
  guint (*add_timer) (ScClock *self, gint64 due_us, ScClockFunc func, gpointer user_data);
  void (*remove_timer) (ScClock *self, guint id);
};

/**
 * ScMoment:
 * @boot_us: boot time, µs
 * @wall_us: wall time, µs since the epoch; 0 in a moment that has not happened
 * @boot_id: the boot the first belongs to, 36 characters
 *
 * One instant, in a form that survives suspend, clock changes and a restart of the machine.
 */
typedef struct
{
  gint64 boot_us;
  gint64 wall_us;
  char boot_id[37];
} ScMoment;

gint64 sc_clock_now_us (ScClock *self);
gint64 sc_clock_wall_us (ScClock *self);
const char *sc_clock_boot_id (ScClock *self);
guint sc_clock_add_timer (ScClock *self, gint64 due_us, ScClockFunc func, gpointer user_data);
void sc_clock_remove_timer (ScClock *self, guint id);
void sc_clock_clear_timer (ScClock *self, guint *id);

ScMoment sc_clock_moment (ScClock *self);
gboolean sc_moment_is_set (const ScMoment *moment);
/* Boot time of @moment in the boot of @now; through the wall clock if it was another boot (then
 * never later than @now). Pure. */
gint64 sc_moment_boot_us (const ScMoment *moment, const ScMoment *now);

G_END_DECLS
