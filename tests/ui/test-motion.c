/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * Whoever has asked the desktop for less motion sees none of ours: pages and rows are there at
 * once, and nothing pulses, turns or counts down in between two seconds, wherever the walks stop.
 * And whoever has not loses nothing: no state waits for the end of an animation. Runs once with
 * SC_TEST_MOTION=yes, as most desktops are, and once without (every other test runs without, too:
 * see with-display).
 */

#include "sc-ui-walk.h"

/* So long nothing is drawn: it stands still. */
#define STILL_MS 80
#define PATIENCE_US (60 * S)

static gboolean
has_motion (void)
{
  return g_getenv ("SC_TEST_MOTION") != NULL;
}

static gboolean
is_under_way (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_STACK (widget))
    return gtk_stack_get_transition_running (GTK_STACK (widget));
  if (GTK_IS_REVEALER (widget))
    return gtk_revealer_get_child_revealed (GTK_REVEALER (widget))
           != gtk_revealer_get_reveal_child (GTK_REVEALER (widget));
  return GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget));
}

typedef struct
{
  guint n_frames;
  gboolean is_over;
} Watch;

static void
on_paint (Watch *watch)
{
  watch->n_frames++;
}

static gboolean
on_over (gpointer watch)
{
  ((Watch *)watch)->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static guint
count_frames (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Watch watch = { 0, FALSE };
  /* bare: disconnected below */
  gulong handler = g_signal_connect_swapped (clock, "paint", G_CALLBACK (on_paint), &watch);

  g_timeout_add (STILL_MS, on_over, &watch);
  while (!watch.is_over)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return watch.n_frames;
}

/* Virtual time stands still; whatever is drawn over and over again moves by itself. */
static void
check (GtkWindow *window, GtkWidget *content, gpointer data G_GNUC_UNUSED)
{
  gint64 end_us = g_get_monotonic_time () + PATIENCE_US;
  guint n_frames;

  g_assert_null (ui_find (content, is_under_way, NULL));
  if (gtk_widget_get_frame_clock (GTK_WIDGET (window)) == NULL)
    return; /* not shown */
  do
    n_frames = count_frames (GTK_WIDGET (window));
  while (n_frames > 0 && g_get_monotonic_time () < end_us);
  g_assert_cmpuint (n_frames, ==, 0);
}

/* The setting does what is claimed, and is seen by the program while it runs. */
static void
test_pages_turn (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  gboolean moved;

  ui_bed_sign_in (bed);
  ui_bed_paint (bed);
  gtk_widget_activate_action (GTK_WIDGET (bed->window), "win.go-on", NULL);
  moved = gtk_stack_get_transition_running (bed->window->stack);
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
  g_assert_cmpint (moved, ==, has_motion ());
}

/* Somebody quicker than any animation: all of a job within what could be one frame. */
static void
test_nothing_waits_for_an_animation (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *primary;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  primary = sc_page_get_primary (sc_window_get_page (bed->window));
  g_assert_true (gtk_widget_get_mapped (primary));
  g_assert_true (gtk_widget_is_sensitive (primary));
  g_assert_true (gtk_stack_get_visible_child (bed->window->stack)
                 == GTK_WIDGET (sc_window_get_page (bed->window)));
  ui_bed_go_to (bed, SC_VISIT_SENT);
  ui_press (bed, "win.show-done");
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_DONE);
  g_assert_true (gtk_stack_get_visible_child (bed->window->stack)
                 == GTK_WIDGET (sc_window_get_page (bed->window)));
  ui_press (bed, "win.next-sensor");
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", has_motion (),
                "gtk-cursor-blink", FALSE, NULL);

  g_test_add_func ("/motion/pages-turn", test_pages_turn);
  g_test_add_func ("/motion/nothing-waits-for-an-animation", test_nothing_waits_for_an_animation);
  if (!has_motion ())
    ui_walk_add_tests ("/motion", check, NULL);
  return g_test_run ();
}
