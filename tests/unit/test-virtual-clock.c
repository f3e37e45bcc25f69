/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clocks of tests and rehearsals. */

#include "sc-scaled-clock.h"
#include "sc-virtual-clock.h"

#define SECOND ((gint64)G_USEC_PER_SEC)

typedef struct
{
  ScVirtualClock *clock;
  GString *log;
  gint64 start_us;
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *name;
} Entry;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = sc_virtual_clock_new ();
  fixture->log = g_string_new (NULL);
  fixture->start_us = sc_clock_now_us (SC_CLOCK (fixture->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->log, TRUE);
}

static void
note (gpointer user_data)
{
  Entry *entry = user_data;
  Fixture *fixture = entry->fixture;
  gint64 us = sc_clock_now_us (SC_CLOCK (fixture->clock)) - fixture->start_us;

  g_string_append_printf (fixture->log, "%s@%d ", entry->name, (int)(us / SECOND));
}

static guint
add (ScVirtualClock *clock, Entry *entry, int seconds)
{
  return sc_clock_add_timer (SC_CLOCK (clock),
                             sc_clock_now_us (SC_CLOCK (clock)) + seconds * SECOND, note, entry);
}

static gboolean
note_idle (gpointer user_data)
{
  note (user_data);
  return G_SOURCE_REMOVE;
}

static void
note_later (gpointer user_data)
{
  g_idle_add (note_idle, user_data);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  Entry a = { fixture, "a" }, b = { fixture, "b" }, c = { fixture, "c" }, d = { fixture, "d" };

  add (fixture->clock, &c, 30);
  add (fixture->clock, &a, 10);
  add (fixture->clock, &b, 10);
  add (fixture->clock, &d, 31);
  sc_virtual_clock_advance (fixture->clock, 30 * SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "a@10 b@10 c@30 ");
  g_assert_cmpuint (sc_virtual_clock_count_timers (fixture->clock), ==, 1);
}

static void
test_idles_settle_between_timers (Fixture *fixture, gconstpointer data)
{
  Entry a = { fixture, "idle" }, b = { fixture, "timer" };
  gint64 now_us = sc_clock_now_us (SC_CLOCK (fixture->clock));

  sc_clock_add_timer (SC_CLOCK (fixture->clock), now_us + SECOND, note_later, &a);
  add (fixture->clock, &b, 2);
  sc_virtual_clock_advance (fixture->clock, 5 * SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "idle@1 timer@2 ");
}

static void
test_removed_timers_stay_silent (Fixture *fixture, gconstpointer data)
{
  Entry a = { fixture, "a" };
  guint id = add (fixture->clock, &a, 1);

  sc_clock_clear_timer (SC_CLOCK (fixture->clock), &id);
  g_assert_cmpuint (id, ==, 0);
  sc_virtual_clock_advance (fixture->clock, 5 * SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "");
}

static gboolean
has_b (gpointer user_data)
{
  return g_strrstr (((Fixture *)user_data)->log->str, "b") != NULL;
}

static void
test_run_until (Fixture *fixture, gconstpointer data)
{
  Entry a = { fixture, "a" }, b = { fixture, "b" }, c = { fixture, "c" };

  add (fixture->clock, &a, 1);
  add (fixture->clock, &b, 2);
  add (fixture->clock, &c, 3);
  g_assert_false (sc_virtual_clock_run_until (fixture->clock, has_b, fixture, SECOND));
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_b, fixture, 10 * SECOND));
  g_assert_cmpstr (fixture->log->str, ==, "a@1 b@2 ");
}

static void
test_suspend (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScVirtualClock) other = sc_virtual_clock_new_beside (fixture->clock);
  Entry a = { fixture, "sleeper" }, b = { fixture, "other" };
  gint64 wall_us = sc_clock_wall_us (SC_CLOCK (fixture->clock));

  add (fixture->clock, &a, 10);
  add (other, &b, 20);
  sc_virtual_clock_suspend (fixture->clock, 60 * SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "other@20 sleeper@60 ");
  g_assert_cmpint (sc_clock_wall_us (SC_CLOCK (fixture->clock)), ==, wall_us + 60 * SECOND);
}

static void
test_wall_clock_is_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScVirtualClock) other = sc_virtual_clock_new_beside (fixture->clock);
  Entry a = { fixture, "a" };

  add (fixture->clock, &a, 10);
  sc_virtual_clock_set_wall (fixture->clock, 0);
  sc_virtual_clock_advance (fixture->clock, 10 * SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "a@10 ");
  g_assert_cmpint (sc_clock_wall_us (SC_CLOCK (fixture->clock)), ==, 10 * SECOND);
  g_assert_cmpint (sc_clock_wall_us (SC_CLOCK (other)), ==,
                   SC_VIRTUAL_CLOCK_START_US + 10 * SECOND);
}

static void
test_reboot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *boot_id = g_strdup (sc_clock_boot_id (SC_CLOCK (fixture->clock)));
  ScMoment before = sc_clock_moment (SC_CLOCK (fixture->clock)), after;
  Entry a = { fixture, "a" };
  guint id = add (fixture->clock, &a, 10);

  sc_virtual_clock_reboot (fixture->clock, 120 * SECOND);
  after = sc_clock_moment (SC_CLOCK (fixture->clock));
  g_assert_cmpstr (fixture->log->str, ==, "");
  g_assert_cmpstr (after.boot_id, !=, boot_id);
  g_assert_cmpuint (strlen (after.boot_id), ==, 36);
  g_assert_cmpint (after.boot_us, ==, 60 * SECOND);
  g_assert_cmpint (after.wall_us - before.wall_us, ==, 120 * SECOND);
  g_assert_cmpint (sc_moment_boot_us (&before, &after), ==, -60 * SECOND);
  sc_clock_clear_timer (SC_CLOCK (fixture->clock), &id);
}

static void
test_scaled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScScaledClock) fast = sc_scaled_clock_new (SC_CLOCK (fixture->clock), 60, NULL);
  ScMoment start = sc_clock_moment (SC_CLOCK (fast)), later;
  Entry a = { fixture, "minute" };

  sc_clock_add_timer (SC_CLOCK (fast), start.boot_us + 60 * SECOND, note, &a);
  sc_virtual_clock_advance (fixture->clock, SECOND / 2);
  g_assert_cmpstr (fixture->log->str, ==, "");
  sc_virtual_clock_advance (fixture->clock, SECOND);
  g_assert_cmpstr (fixture->log->str, ==, "minute@1 ");
  later = sc_clock_moment (SC_CLOCK (fast));
  g_assert_cmpint (later.boot_us - start.boot_us, ==, 90 * SECOND);
  g_assert_cmpint (later.wall_us - start.wall_us, ==, 90 * SECOND);
}

/* A second clock that starts from the first one's present reads the same from then on. */
static void
test_scaled_clocks_agree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScScaledClock) world = sc_scaled_clock_new (SC_CLOCK (fixture->clock), 7.5, NULL);
  g_autoptr (ScScaledClock) app = NULL;
  ScMoment now;

  sc_virtual_clock_advance (fixture->clock, 11 * SECOND);
  now = sc_clock_moment (SC_CLOCK (world));
  app = sc_scaled_clock_new (SC_CLOCK (fixture->clock), 7.5, &now);
  sc_virtual_clock_advance (fixture->clock, 13 * SECOND + 7);
  g_assert_cmpint (ABS (sc_clock_now_us (SC_CLOCK (app)) - sc_clock_now_us (SC_CLOCK (world))), <=,
                   1);
  g_assert_cmpstr (sc_clock_boot_id (SC_CLOCK (app)), ==, sc_clock_boot_id (SC_CLOCK (world)));
}

/* Whatever the speed, a timer is never called before its time. */
static void
early_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

static void
test_scaled_timers_are_not_early (Fixture *fixture, gconstpointer data)
{
  const double speeds[] = { 0.1, 0.7, 1, 3, 59.94, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autoptr (ScScaledClock) clock =
          sc_scaled_clock_new (SC_CLOCK (fixture->clock), speeds[i], NULL);
      gint64 due_us = sc_clock_now_us (SC_CLOCK (clock)) + 1234567;
      gboolean called = FALSE;

      sc_clock_add_timer (SC_CLOCK (clock), due_us, early_cb, &called);
      while (!called)
        {
          sc_virtual_clock_advance (fixture->clock, 331);
          g_assert_true (!called || sc_clock_now_us (SC_CLOCK (clock)) >= due_us);
        }
      g_assert_cmpint (sc_clock_now_us (SC_CLOCK (clock)), <=, due_us + 400 * speeds[i] + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/virtual-clock/timers-in-the-order-they-are-due", test_order);
  ADD ("/virtual-clock/idles-settle-between-timers", test_idles_settle_between_timers);
  ADD ("/virtual-clock/removed-timers-stay-silent", test_removed_timers_stay_silent);
  ADD ("/virtual-clock/run-until", test_run_until);
  ADD ("/virtual-clock/suspend-delays-only-the-sleeper", test_suspend);
  ADD ("/virtual-clock/setting-the-wall-clock-moves-no-timer", test_wall_clock_is_set);
  ADD ("/virtual-clock/reboot-starts-boot-time-anew", test_reboot);
  ADD ("/scaled-clock/runs-faster", test_scaled);
  ADD ("/scaled-clock/two-agree", test_scaled_clocks_agree);
  ADD ("/scaled-clock/timers-are-not-early", test_scaled_timers_are_not_early);
  return g_test_run ();
}
