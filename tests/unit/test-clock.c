/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-system-clock.h"

#include <string.h>
#include <time.h>

#define MS 1000

typedef struct
{
  ScClock *clock;
  GString *log; /* one letter a call */
  guint id;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->clock = sc_system_clock_new ();
  f->log = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&f->clock);
  g_string_free (f->log, TRUE);
}

static void
wait_for_log (Fixture *f, gsize length)
{
  while (f->log->len < length)
    g_main_context_iteration (NULL, TRUE);
}

static void
log_a (gpointer data)
{
  g_string_append_c (((Fixture *)data)->log, 'a');
}

static void
log_b (gpointer data)
{
  g_string_append_c (((Fixture *)data)->log, 'b');
}

static void
log_c (gpointer data)
{
  g_string_append_c (((Fixture *)data)->log, 'c');
}

static gint64
read_us (clockid_t which)
{
  struct timespec now;

  clock_gettime (which, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
test_reads_boot_and_wall_time (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 boot_us = read_us (CLOCK_BOOTTIME);
  gint64 wall_us = g_get_real_time ();

  g_assert_cmpint (sc_clock_now_us (f->clock), >=, boot_us);
  g_assert_cmpint (sc_clock_now_us (f->clock), <=, read_us (CLOCK_BOOTTIME));
  g_assert_cmpint (ABS (sc_clock_wall_us (f->clock) - wall_us), <, G_USEC_PER_SEC);
}

static void
test_boot_id_is_that_of_the_machine (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScClock) other = sc_system_clock_new ();
  g_autofree char *expected = NULL;

  g_assert_cmpuint (strlen (sc_clock_boot_id (f->clock)), ==, 36);
  g_assert_true (g_uuid_string_is_valid (sc_clock_boot_id (f->clock)));
  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &expected, NULL, NULL))
    {
      g_test_skip ("no /proc");
      return;
    }
  g_assert_cmpstr (sc_clock_boot_id (f->clock), ==, g_strstrip (expected));
  g_assert_cmpstr (sc_clock_boot_id (other), ==, expected);
}

static void
test_timers_come_in_the_order_they_are_due (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 now_us = sc_clock_now_us (f->clock);

  sc_clock_add_timer (f->clock, now_us + 3 * MS, log_c, f);
  sc_clock_add_timer (f->clock, now_us + 1 * MS, log_a, f);
  sc_clock_add_timer (f->clock, now_us + 2 * MS, log_b, f);
  sc_clock_add_timer (f->clock, now_us + 2 * MS, log_c, f); /* equal: in the order added */
  wait_for_log (f, 4);
  g_assert_cmpstr (f->log->str, ==, "abcc");
  g_assert_cmpint (sc_clock_now_us (f->clock), >=, now_us + 3 * MS);
}

static void
test_past_times_are_due_at_once_but_not_within_the_call (Fixture *f,
                                                         gconstpointer data G_GNUC_UNUSED)
{
  sc_clock_add_timer (f->clock, 0, log_b, f);
  sc_clock_add_timer (f->clock, -5, log_a, f);
  sc_clock_add_timer (f->clock, sc_clock_now_us (f->clock) - G_USEC_PER_SEC, log_c, f);
  g_assert_cmpstr (f->log->str, ==, "");
  wait_for_log (f, 3);
  g_assert_cmpstr (f->log->str, ==, "abc");
}

static void
test_removed_timers_are_not_called (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 now_us = sc_clock_now_us (f->clock);
  guint first = sc_clock_add_timer (f->clock, now_us, log_a, f);
  guint last;

  sc_clock_add_timer (f->clock, now_us + 2 * MS, log_b, f);
  last = sc_clock_add_timer (f->clock, now_us + 1 * MS, log_c, f);
  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (first, !=, last);
  sc_clock_remove_timer (f->clock, first);
  sc_clock_clear_timer (f->clock, &last);
  g_assert_cmpuint (last, ==, 0);
  sc_clock_clear_timer (f->clock, &last);
  wait_for_log (f, 1);
  g_assert_cmpstr (f->log->str, ==, "b");
}

static void
remove_other (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->log, 'r');
  sc_clock_clear_timer (f->clock, &f->id);
}

/* Both are due in the same turn of the main loop; the first takes the second away. */
static void
test_a_timer_may_remove_one_that_is_due_too (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_clock_add_timer (f->clock, 1, remove_other, f);
  f->id = sc_clock_add_timer (f->clock, 2, log_a, f);
  sc_clock_add_timer (f->clock, 3, log_b, f);
  wait_for_log (f, 2);
  g_assert_cmpstr (f->log->str, ==, "rb");
}

static void
add_again (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->log, 'x');
  sc_clock_add_timer (f->clock, 0, add_again, f);
}

static gboolean
log_idle (gpointer data)
{
  g_string_append_c (((Fixture *)data)->log, '-');
  return G_SOURCE_REMOVE;
}

static void
test_a_timer_that_adds_itself_starves_nobody (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_clock_add_timer (f->clock, 0, add_again, f);
  g_idle_add_full (G_PRIORITY_DEFAULT, log_idle, f, NULL);
  while (strchr (f->log->str, '-') == NULL || strchr (f->log->str, 'x') == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->log->len, <, 10);
}

static void
drop_clock (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->log, 'd');
  g_clear_object (&f->clock);
}

static void
test_the_clock_may_go_while_a_timer_runs (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_clock_add_timer (f->clock, 1, drop_clock, f);
  sc_clock_add_timer (f->clock, sc_clock_now_us (f->clock) + G_USEC_PER_SEC, log_a, f);
  wait_for_log (f, 1);
  g_assert_null (f->clock);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (f->log->str, ==, "d");
}

static void
test_removing_an_unknown_timer_is_a_mistake (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (g_test_subprocess ())
    {
      sc_clock_remove_timer (f->clock, 77);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*timer 77 does not exist*");
}

static void
test_moment_within_a_boot (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScMoment then = sc_clock_moment (f->clock);
  ScMoment now = then;

  g_assert_true (sc_moment_is_set (&then));
  now.boot_us += 90 * G_USEC_PER_SEC;
  now.wall_us -= 3600 * (gint64)G_USEC_PER_SEC; /* somebody set the wall clock back */
  g_assert_cmpint (sc_moment_boot_us (&then, &now), ==, then.boot_us);
}

static void
test_moment_across_boots (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScMoment then = { .boot_us = 7 * 3600 * (gint64)G_USEC_PER_SEC,
                    .wall_us = 1000 * G_USEC_PER_SEC };
  ScMoment now = { .boot_us = 20 * G_USEC_PER_SEC, .wall_us = 1060 * G_USEC_PER_SEC };
  ScMoment unset = { 0 };

  g_strlcpy (then.boot_id, "00000000-0000-4000-8000-000000000001", sizeof then.boot_id);
  g_strlcpy (now.boot_id, "00000000-0000-4000-8000-000000000002", sizeof now.boot_id);
  g_assert_cmpint (sc_moment_boot_us (&then, &now), ==, -40 * (gint64)G_USEC_PER_SEC);
  now.wall_us = 900 * G_USEC_PER_SEC; /* the wall clock went back: not later than now */
  g_assert_cmpint (sc_moment_boot_us (&then, &now), ==, now.boot_us);
  g_assert_false (sc_moment_is_set (&unset));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/clock/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("reads-boot-and-wall-time", test_reads_boot_and_wall_time);
  ADD ("boot-id", test_boot_id_is_that_of_the_machine);
  ADD ("timer/order", test_timers_come_in_the_order_they_are_due);
  ADD ("timer/past", test_past_times_are_due_at_once_but_not_within_the_call);
  ADD ("timer/removed", test_removed_timers_are_not_called);
  ADD ("timer/removes-another", test_a_timer_may_remove_one_that_is_due_too);
  ADD ("timer/adds-itself", test_a_timer_that_adds_itself_starves_nobody);
  ADD ("timer/clock-goes", test_the_clock_may_go_while_a_timer_runs);
  ADD ("timer/unknown", test_removing_an_unknown_timer_is_a_mistake);
  ADD ("moment/within-a-boot", test_moment_within_a_boot);
  ADD ("moment/across-boots", test_moment_across_boots);
  return g_test_run ();
}
