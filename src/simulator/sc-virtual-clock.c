/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-virtual-clock.h"

/* A main loop that is still busy after so many rounds without time passing never settles. */
#define MAX_ROUNDS 1000000

/* What the clocks of one world share. @now_us never goes back and knows no machine. */
typedef struct
{
  gatomicrefcount ref_count;
  gint64 now_us;
  guint last_id;
  guint n_boots;
  GArray *timers; /* of Timer */
} TimeLine;

typedef struct
{
  guint id;
  gint64 due_us; /* on the time line */
  ScVirtualClock *owner;
  ScClockFunc func;
  gpointer user_data;
  gboolean dead; /* its machine was switched off: may be removed, never called */
} Timer;

struct _ScVirtualClock
{
  GObject parent_instance;

  TimeLine *line;
  gint64 boot_us;        /* when this machine started, on the time line */
  gint64 wall_offset_us; /* wall clock minus time line */
  char boot_id[37];
};

static void sc_virtual_clock_iface_init (ScClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScVirtualClock, sc_virtual_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_CLOCK, sc_virtual_clock_iface_init))

static TimeLine *
time_line_new (void)
{
  TimeLine *line = g_new0 (TimeLine, 1);

  g_atomic_ref_count_init (&line->ref_count);
  line->timers = g_array_new (FALSE, FALSE, sizeof (Timer));
  return line;
}

static TimeLine *
time_line_ref (TimeLine *line)
{
  g_atomic_ref_count_inc (&line->ref_count);
  return line;
}

static void
time_line_unref (TimeLine *line)
{
  if (!g_atomic_ref_count_dec (&line->ref_count))
    return;
  g_array_unref (line->timers);
  g_free (line);
}

/* The next timer due not after @until_us, oldest first; @except: (nullable): a sleeping machine. */
static gboolean
time_line_take (TimeLine *line, gint64 until_us, ScVirtualClock *except, Timer *taken)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i < line->timers->len; i++)
    {
      Timer *timer = &g_array_index (line->timers, Timer, i);

      if (timer->dead || timer->owner == except || timer->due_us > until_us)
        continue;
      if (best == G_MAXUINT || timer->due_us < g_array_index (line->timers, Timer, best).due_us)
        best = i;
    }
  if (best == G_MAXUINT)
    return FALSE;
  *taken = g_array_index (line->timers, Timer, best);
  g_array_remove_index (line->timers, best);
  return TRUE;
}

static void
start_machine (ScVirtualClock *self)
{
  self->boot_us = self->line->now_us - 60 * G_USEC_PER_SEC;
  self->line->n_boots++;
  g_snprintf (self->boot_id, sizeof self->boot_id, "00000000-0000-4000-8000-%012u",
              self->line->n_boots);
}

static gint64
sc_virtual_clock_now_us (ScClock *clock)
{
  ScVirtualClock *self = SC_VIRTUAL_CLOCK (clock);

  return self->line->now_us - self->boot_us;
}

static gint64
sc_virtual_clock_wall_us (ScClock *clock)
{
  ScVirtualClock *self = SC_VIRTUAL_CLOCK (clock);

  return self->line->now_us + self->wall_offset_us;
}

static const char *
sc_virtual_clock_boot_id (ScClock *clock)
{
  return SC_VIRTUAL_CLOCK (clock)->boot_id;
}

static guint
sc_virtual_clock_add_timer (ScClock *clock, gint64 due_us, ScClockFunc func, gpointer user_data)
{
  ScVirtualClock *self = SC_VIRTUAL_CLOCK (clock);
  Timer timer = { ++self->line->last_id, due_us + self->boot_us, self, func, user_data, FALSE };

  g_array_append_val (self->line->timers, timer);
  return timer.id;
}

static void
sc_virtual_clock_remove_timer (ScClock *clock, guint id)
{
  GArray *timers = SC_VIRTUAL_CLOCK (clock)->line->timers;

  for (guint i = 0; i < timers->len; i++)
    if (g_array_index (timers, Timer, i).id == id)
      {
        g_array_remove_index (timers, i);
        return;
      }
  g_critical ("timer %u is not pending: it was called or removed before", id);
}

static void
sc_virtual_clock_iface_init (ScClockInterface *iface)
{
  iface->now_us = sc_virtual_clock_now_us;
  iface->wall_us = sc_virtual_clock_wall_us;
  iface->boot_id = sc_virtual_clock_boot_id;
  iface->add_timer = sc_virtual_clock_add_timer;
  iface->remove_timer = sc_virtual_clock_remove_timer;
}

static void
sc_virtual_clock_finalize (GObject *object)
{
  ScVirtualClock *self = SC_VIRTUAL_CLOCK (object);

  for (guint i = self->line->timers->len; i > 0; i--)
    if (g_array_index (self->line->timers, Timer, i - 1).owner == self)
      g_array_remove_index (self->line->timers, i - 1);
  time_line_unref (self->line);
  G_OBJECT_CLASS (sc_virtual_clock_parent_class)->finalize (object);
}

static void
sc_virtual_clock_class_init (ScVirtualClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_virtual_clock_finalize;
}

static void
sc_virtual_clock_init (ScVirtualClock *self)
{
  self->wall_offset_us = SC_VIRTUAL_CLOCK_START_US;
}

/**
 * sc_virtual_clock_new:
 *
 * Returns: (transfer full): a clock on a time line of its own, one minute after its machine
 *   started; the wall clock says %SC_VIRTUAL_CLOCK_START_US
 */
ScVirtualClock *
sc_virtual_clock_new (void)
{
  ScVirtualClock *self = g_object_new (SC_TYPE_VIRTUAL_CLOCK, NULL);

  self->line = time_line_new ();
  start_machine (self);
  return self;
}

/**
 * sc_virtual_clock_new_beside:
 * @other: a clock
 *
 * Returns: (transfer full): the clock of another machine on the time line of @other, with the
 *   true wall time whatever was done to the wall clock of @other
 */
ScVirtualClock *
sc_virtual_clock_new_beside (ScVirtualClock *other)
{
  ScVirtualClock *self = g_object_new (SC_TYPE_VIRTUAL_CLOCK, NULL);

  g_return_val_if_fail (SC_IS_VIRTUAL_CLOCK (other), self);
  self->line = time_line_ref (other->line);
  start_machine (self);
  return self;
}

/**
 * sc_virtual_clock_settle:
 * @self: a clock
 *
 * Runs the default main context until nothing is ready, without time passing: idle functions and
 * task callbacks happen, timers do not.
 */
void
sc_virtual_clock_settle (ScVirtualClock *self)
{
  guint rounds = 0;

  g_return_if_fail (SC_IS_VIRTUAL_CLOCK (self));
  while (g_main_context_iteration (NULL, FALSE))
    if (++rounds == MAX_ROUNDS)
      g_error ("the main loop is busy without time passing");
}

/* Time goes on to @until_us on the time line; the timers of @except wait. */
static void
run_to (ScVirtualClock *self, gint64 until_us, ScVirtualClock *except)
{
  g_autoptr (ScVirtualClock) guard = g_object_ref (self);
  Timer timer;

  sc_virtual_clock_settle (self);
  while (time_line_take (self->line, until_us, except, &timer))
    {
      self->line->now_us = MAX (self->line->now_us, timer.due_us);
      timer.func (timer.user_data);
      sc_virtual_clock_settle (self);
    }
  self->line->now_us = MAX (self->line->now_us, until_us);
}

/**
 * sc_virtual_clock_advance:
 * @self: a clock
 * @us: how much time passes, µs; 0 calls what is due now
 *
 * Lets time pass for every clock of the time line. Timers are called in the order they are due,
 * each at its own time, and the main context settles before the first and after each.
 */
void
sc_virtual_clock_advance (ScVirtualClock *self, gint64 us)
{
  g_return_if_fail (SC_IS_VIRTUAL_CLOCK (self));
  g_return_if_fail (us >= 0);
  run_to (self, self->line->now_us + us, NULL);
}

/**
 * sc_virtual_clock_run_until:
 * @self: a clock
 * @predicate: what is waited for
 * @user_data: for @predicate
 * @limit_us: how much time may pass at most, µs
 *
 * Lets time pass until @predicate holds; it is asked whenever the main context has settled.
 *
 * Returns: whether it held before the limit
 */
gboolean
sc_virtual_clock_run_until (ScVirtualClock *self, ScVirtualClockPredicate predicate,
                            gpointer user_data, gint64 limit_us)
{
  g_autoptr (ScVirtualClock) guard = NULL;
  gint64 until_us;
  Timer timer;

  g_return_val_if_fail (SC_IS_VIRTUAL_CLOCK (self), FALSE);
  g_return_val_if_fail (limit_us >= 0, FALSE);
  guard = g_object_ref (self);
  until_us = self->line->now_us + limit_us;
  sc_virtual_clock_settle (self);
  while (!predicate (user_data))
    {
      if (!time_line_take (self->line, until_us, NULL, &timer))
        {
          self->line->now_us = MAX (self->line->now_us, until_us);
          return predicate (user_data);
        }
      self->line->now_us = MAX (self->line->now_us, timer.due_us);
      timer.func (timer.user_data);
      sc_virtual_clock_settle (self);
    }
  return TRUE;
}

/**
 * sc_virtual_clock_suspend:
 * @self: a clock
 * @us: how long its machine sleeps, µs
 *
 * The machine of @self sleeps: boot time and wall time go on, its timers wait and fire right
 * after it wakes. The other machines of the time line go on meanwhile.
 */
void
sc_virtual_clock_suspend (ScVirtualClock *self, gint64 us)
{
  g_return_if_fail (SC_IS_VIRTUAL_CLOCK (self));
  g_return_if_fail (us >= 0);
  run_to (self, self->line->now_us + us, self);
  run_to (self, self->line->now_us, NULL);
}

/**
 * sc_virtual_clock_reboot:
 * @self: a clock
 * @off_us: how long its machine is off, µs
 *
 * The machine of @self is switched off and on again: boot time starts anew under another boot
 * ID, wall time goes on. Its pending timers are never called (whatever owned them is gone; it may
 * still remove them).
 */
void
sc_virtual_clock_reboot (ScVirtualClock *self, gint64 off_us)
{
  g_return_if_fail (SC_IS_VIRTUAL_CLOCK (self));
  g_return_if_fail (off_us >= 0);
  for (guint i = 0; i < self->line->timers->len; i++)
    {
      Timer *timer = &g_array_index (self->line->timers, Timer, i);

      timer->dead = timer->dead || timer->owner == self;
    }
  run_to (self, self->line->now_us + off_us, NULL);
  start_machine (self);
}

/**
 * sc_virtual_clock_set_wall:
 * @self: a clock
 * @wall_us: UTC, µs since the epoch
 *
 * Somebody sets the wall clock of this machine. Boot time and timers do not notice.
 */
void
sc_virtual_clock_set_wall (ScVirtualClock *self, gint64 wall_us)
{
  g_return_if_fail (SC_IS_VIRTUAL_CLOCK (self));
  self->wall_offset_us = wall_us - self->line->now_us;
}

/**
 * sc_virtual_clock_count_timers:
 * @self: a clock
 *
 * Returns: how many timers of this machine are pending
 */
guint
sc_virtual_clock_count_timers (ScVirtualClock *self)
{
  guint n = 0;

  g_return_val_if_fail (SC_IS_VIRTUAL_CLOCK (self), 0);
  for (guint i = 0; i < self->line->timers->len; i++)
    {
      Timer *timer = &g_array_index (self->line->timers, Timer, i);

      n += timer->owner == self && !timer->dead;
    }
  return n;
}
