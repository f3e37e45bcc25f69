/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-system-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define BOOT_ID_FILE "/proc/sys/kernel/random/boot_id"
#define BOOT_ID_LENGTH 36

typedef struct
{
  guint id;
  gint64 due_us;
  ScClockFunc func;
  gpointer user_data;
} Timer;

/* GLib's own timeouts follow CLOCK_MONOTONIC, which stands still during suspend. One timerfd on
 * CLOCK_BOOTTIME, always set to the earliest timer, wakes the main loop right after resume. */
struct _ScSystemClock
{
  GObject parent_instance;

  char *boot_id;
  int fd;
  GSource *source;
  GSequence *timers; /* of Timer, by due time, then by ID */
  guint last_id;
};

static void sc_system_clock_iface_init (ScClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScSystemClock, sc_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_CLOCK, sc_system_clock_iface_init))

static gint64
read_clock_us (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Without it (no /proc) every run counts as a boot of its own: times of earlier runs are then
 * read from the wall clock, which is what a restart of the machine would ask for too. */
static char *
read_boot_id (void)
{
  g_autofree char *text = NULL;

  if (g_file_get_contents (BOOT_ID_FILE, &text, NULL, NULL)
      && strlen (g_strstrip (text)) == BOOT_ID_LENGTH)
    return g_steal_pointer (&text);
  return g_uuid_string_random ();
}

static int
compare_timers (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  const Timer *one = a;
  const Timer *two = b;

  if (one->due_us != two->due_us)
    return one->due_us < two->due_us ? -1 : 1;
  return one->id < two->id ? -1 : one->id > two->id;
}

static void
arm (ScSystemClock *self)
{
  struct itimerspec when = { 0 };
  GSequenceIter *first = g_sequence_get_begin_iter (self->timers);

  if (!g_sequence_iter_is_end (first))
    {
      const Timer *timer = g_sequence_get (first);
      gint64 due_us = MAX (timer->due_us, 1); /* all zeros would switch it off */

      when.it_value.tv_sec = due_us / G_USEC_PER_SEC;
      when.it_value.tv_nsec = due_us % G_USEC_PER_SEC * 1000;
    }
  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME, &when, NULL) != 0)
    g_error ("cannot set a timer: %s", g_strerror (errno));
}

static Timer *
steal_due_timer (ScSystemClock *self, gint64 now_us, guint last_id)
{
  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->timers);
       !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      Timer *timer = g_sequence_get (iter);

      if (timer->due_us > now_us)
        return NULL;
      if (timer->id <= last_id)
        {
          timer = g_memdup2 (timer, sizeof *timer);
          g_sequence_remove (iter);
          return timer;
        }
    }
  return NULL;
}

/* Timers that were added meanwhile wait for the next turn of the loop, so that one which adds
 * itself again cannot starve everything else. */
static gboolean
on_due (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (ScSystemClock) self = g_object_ref (user_data);
  gint64 now_us = read_clock_us (CLOCK_BOOTTIME);
  guint last_id = self->last_id;
  guint64 expirations;
  Timer *timer;

  if (read (fd, &expirations, sizeof expirations) < 0 && errno != EAGAIN && errno != EINTR)
    g_warning ("cannot read a timer: %s", g_strerror (errno));
  while ((timer = steal_due_timer (self, now_us, last_id)) != NULL)
    {
      timer->func (timer->user_data);
      g_free (timer);
    }
  arm (self);
  return G_SOURCE_CONTINUE;
}

static gint64
sc_system_clock_now_us (ScClock *clock G_GNUC_UNUSED)
{
  return read_clock_us (CLOCK_BOOTTIME);
}

static gint64
sc_system_clock_wall_us (ScClock *clock G_GNUC_UNUSED)
{
  return read_clock_us (CLOCK_REALTIME);
}

static const char *
sc_system_clock_boot_id (ScClock *clock)
{
  return SC_SYSTEM_CLOCK (clock)->boot_id;
}

static guint
sc_system_clock_add_timer (ScClock *clock, gint64 due_us, ScClockFunc func, gpointer user_data)
{
  ScSystemClock *self = SC_SYSTEM_CLOCK (clock);
  Timer *timer = g_new0 (Timer, 1);

  timer->id = ++self->last_id;
  timer->due_us = due_us;
  timer->func = func;
  timer->user_data = user_data;
  g_sequence_insert_sorted (self->timers, timer, compare_timers, NULL);
  arm (self);
  return timer->id;
}

static void
sc_system_clock_remove_timer (ScClock *clock, guint id)
{
  ScSystemClock *self = SC_SYSTEM_CLOCK (clock);

  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->timers);
       !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    if (((const Timer *)g_sequence_get (iter))->id == id)
      {
        g_sequence_remove (iter);
        arm (self);
        return;
      }
  g_critical ("timer %u does not exist", id);
}

static void
sc_system_clock_iface_init (ScClockInterface *iface)
{
  iface->now_us = sc_system_clock_now_us;
  iface->wall_us = sc_system_clock_wall_us;
  iface->boot_id = sc_system_clock_boot_id;
  iface->add_timer = sc_system_clock_add_timer;
  iface->remove_timer = sc_system_clock_remove_timer;
}

static void
sc_system_clock_finalize (GObject *object)
{
  ScSystemClock *self = SC_SYSTEM_CLOCK (object);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->fd);
  g_sequence_free (self->timers);
  g_free (self->boot_id);
  G_OBJECT_CLASS (sc_system_clock_parent_class)->finalize (object);
}

static void
sc_system_clock_class_init (ScSystemClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_system_clock_finalize;
}

static void
sc_system_clock_init (ScSystemClock *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  self->boot_id = read_boot_id ();
  self->timers = g_sequence_new (g_free);
  self->fd = timerfd_create (CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd < 0)
    g_error ("cannot make a timer: %s", g_strerror (errno));
  self->source = g_unix_fd_source_new (self->fd, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_due), self, NULL);
  g_source_set_static_name (self->source, "ScSystemClock");
  g_source_attach (self->source, context);
}

/**
 * sc_system_clock_new:
 *
 * Returns: (transfer full): the machine's clock
 */
ScClock *
sc_system_clock_new (void)
{
  return g_object_new (SC_TYPE_SYSTEM_CLOCK, NULL);
}
