/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A page while time passes: what counts, counts by the second, and costs one timer. */

#include "sc-ui-bed.h"

/* The profile is sent. Returns: how much of the time to provision is left, in µs */
static gint64
send_and_get_left_us (UiBed *bed)
{
  ScPlan plan;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  plan = sc_workflow_get_plan (bed->workflow, sc_workflow_get_current (bed->workflow));
  return plan.in_time_until_us - sc_clock_now_us (SC_CLOCK (bed->clock));
}

static void
test_figure_changes_on_the_second (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  gint64 left_us = send_and_get_left_us (bed);

  ui_bed_advance (bed, left_us - 48 * S); /* exactly 48 s are left */
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "0:48"));
  ui_bed_advance (bed, S - 1);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "0:48"));
  ui_bed_advance (bed, 1);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "0:47"));
  g_assert_false (ui_shows (GTK_WIDGET (bed->window), "0:48"));
}

static gboolean
is_in_minutes (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return GTK_IS_LABEL (widget)
         && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (widget)), "in about ");
}

static void
count_change (guint *n_changes)
{
  *n_changes += 1;
}

/* Each second is looked at, but only what changes is touched: nothing flickers, for no reader. */
static void
test_minutes_of_sleep_pass (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *root = GTK_WIDGET (bed->window);
  guint n_changes = 0;
  GtkWidget *label;
  ScPlan plan;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  g_assert_false (ui_shows (root, "in about"));
  plan = sc_workflow_get_plan (bed->workflow, sc_workflow_get_current (bed->workflow));
  ui_bed_advance (bed, plan.asleep_until_us - 600 * S - sc_clock_now_us (SC_CLOCK (bed->clock)));
  label = ui_find (root, is_in_minutes, NULL);
  g_assert_nonnull (label);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "in about 10 minutes");
  g_signal_connect_swapped (label, "notify::label", G_CALLBACK (count_change), &n_changes);
  ui_bed_advance (bed, 180 * S);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "in about 7 minutes");
  g_assert_cmpuint (n_changes, ==, 3);
  ui_bed_advance (bed, 420 * S);
  g_assert_false (ui_shows (root, "in about"));
}

static void
test_after_suspend_the_figure_is_right (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  gint64 left_us = send_and_get_left_us (bed);
  ui_bed_advance (bed, left_us - 50 * S);
  sc_virtual_clock_suspend (bed->clock, 20 * S);
  sc_virtual_clock_set_wall (bed->clock, 0); /* somebody sets the clock */
  ui_bed_advance (bed, S);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "0:29"));
}

static void
test_one_timer_while_something_counts (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  guint n_timers;

  ui_bed_begin (bed);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  n_timers = sc_virtual_clock_count_timers (bed->clock); /* it looks around */
  ui_bed_go_to (bed, SC_VISIT_JOINING);
  g_assert_cmpuint (sc_virtual_clock_count_timers (bed->clock), ==, n_timers);
  ui_bed_advance (bed, 10 * S);
  g_assert_cmpuint (sc_virtual_clock_count_timers (bed->clock), ==, n_timers);
  ui_press (bed, "win.cancel-visit");
  g_assert_cmpuint (sc_virtual_clock_count_timers (bed->clock), ==, n_timers - 1);
}

static void
test_ticker_is_aligned (void)
{
  g_assert_cmpint (sc_ticker_next_due (0, 0), ==, S);
  g_assert_cmpint (sc_ticker_next_due (300, 300 + 5 * S), ==, 300 + 6 * S);
  g_assert_cmpint (sc_ticker_next_due (300, 299 + 5 * S), ==, 300 + 5 * S);
  g_assert_cmpint (sc_ticker_next_due (10 * S + 7, 0), ==, 7); /* the anchor may lie ahead */
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name) g_test_add_func ("/time/" #name, test_##name)
  ADD (figure_changes_on_the_second);
  ADD (minutes_of_sleep_pass);
  ADD (after_suspend_the_figure_is_right);
  ADD (one_timer_while_something_counts);
  ADD (ticker_is_aligned);
#undef ADD
  return g_test_run ();
}
