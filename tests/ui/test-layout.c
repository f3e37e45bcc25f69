/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Room: every page fits 360 pixels, nothing moves while something counts. */

#include "sc-fact-row.h"
#include "sc-stage-indicator.h"
#include "sc-status-row.h"
#include "sc-timeline.h"
#include "sc-ui-walk.h"
#include "sc-ui.h"

#define NARROW 360
#define WIDE 900

static void
assert_fits (UiBed *bed)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (bed->window));

  ui_bed_paint (bed);
  g_assert_cmpint (ui_walk_minimum_width (content, NARROW), <=, NARROW);
}

static void
test_every_page_fits_a_narrow_window (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  assert_fits (bed);
  ui_press (bed, "win.go-on");
  assert_fits (bed);
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_TLS_UNKNOWN_CA);
  ui_bed_settle (bed);
  assert_fits (bed);
  ui_bed_sign_in (bed);
  assert_fits (bed);
  ui_press (bed, "win.go-on");
  ui_bed_advance (bed, 70 * S);
  assert_fits (bed);
  ui_bed_add_access_point (bed, "SMS-a-very-long-name-of-32-bytes", "02:00:00:00:00:09", 72, TRUE);
  while (sc_visit_get_state (bed->visit) != SC_VISIT_SENT)
    {
      assert_fits (bed);
      ui_bed_step (bed);
    }
  for (guint i = 0; i < 25; i++)
    {
      ui_bed_advance (bed, 60 * S);
      assert_fits (bed);
    }
  ui_press (bed, "win.show-done");
  assert_fits (bed);
}

static void
test_empty_form_with_all_errors_fits (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);

  ui_press (bed, "win.go-on");
  assert_fits (bed);
}

static void
test_joining_by_hand_fits (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_by_hand (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_advance (bed, 70 * S);
  assert_fits (bed);
}

static void
measure (UiBed *bed, int width, int sizes[4])
{
  GtkWidget *page = GTK_WIDGET (sc_window_get_page (bed->window));

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &sizes[0], &sizes[1], NULL, NULL);
  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, width, &sizes[2], &sizes[3], NULL, NULL);
}

static void
test_nothing_moves_while_counting (gconstpointer data)
{
  int width = GPOINTER_TO_INT (data);
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  int first[4], now[4];
  ScPhase phase = SC_PHASE_SENDING;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_uplink (bed->fakes, SC_UPLINK_NONE);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  ui_bed_advance (bed, S);

  measure (bed, width, first);
  for (guint i = 0; i < 88; i++)
    {
      measure (bed, width, now);
      g_assert_cmpmem (first, sizeof first, now, sizeof now);
      ui_bed_advance (bed, S);
    }
  phase = sc_workflow_get_plan (bed->workflow, sc_workflow_get_current (bed->workflow)).phase;
  g_assert_cmpint (phase, >=, SC_PHASE_MAYBE_IN_TIME); /* it did count all the way */
}

static void
test_elapsed_time_keeps_its_room (void)
{
  GtkWidget *row = g_object_ref_sink (g_object_new (SC_TYPE_STATUS_ROW, "title", "Lamp", NULL));
  int empty, short_time, long_time;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &empty, NULL, NULL);
  sc_status_row_set_elapsed (SC_STATUS_ROW (row), 1 * S);
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &short_time, NULL, NULL);
  sc_status_row_set_elapsed (SC_STATUS_ROW (row), 3599 * S);
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &long_time, NULL, NULL);
  g_assert_cmpint (empty, ==, short_time);
  g_assert_cmpint (short_time, ==, long_time);
  g_object_set (row, "timed", FALSE, NULL); /* a row that never shows one */
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &short_time, NULL, NULL);
  g_assert_cmpint (short_time, <, empty);
  g_object_unref (row);
}

static void
test_stage_indicator_has_two_forms (void)
{
  GtkWidget *indicator = g_object_ref_sink (g_object_new (SC_TYPE_STAGE_INDICATOR, NULL));
  GtkAllocation allocation = { 0, 0, WIDE, 60 };

  sc_stage_indicator_set_stage (SC_STAGE_INDICATOR (indicator), SC_STAGE_SENSOR);
  gtk_widget_measure (indicator, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (indicator, &allocation, -1);
  g_assert_false (sc_stage_indicator_is_narrow (SC_STAGE_INDICATOR (indicator)));
  allocation.width = NARROW;
  gtk_widget_size_allocate (indicator, &allocation, -1);
  g_assert_true (sc_stage_indicator_is_narrow (SC_STAGE_INDICATOR (indicator)));
  gtk_test_accessible_assert_property (indicator, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 2 of 5 · Sensor");
  g_object_unref (indicator);
}

static void
test_time_line (void)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  ScTimeline *line = g_object_ref_sink (g_object_new (SC_TYPE_TIMELINE, NULL));
  ScPlan plan = { .window_start_us = 100 * S, .asleep_until_us = 1390 * S };

  sc_timeline_set_model (line, model);
  sc_timeline_show (line, &plan, 100 * S);
  g_assert_cmpfloat_with_epsilon (sc_timeline_get_now (line), 0, 0.001);
  sc_timeline_show (line, &plan, 145 * S);
  g_assert_cmpfloat_with_epsilon (sc_timeline_get_now (line), 0.5, 0.001);
  g_assert_cmpfloat (sc_timeline_get_provisioned (line), <, 0);
  g_assert_nonnull (
      strstr (sc_timeline_get_text (line),
              "3 attempts of the sensor, one every half minute; not provisioned yet"));

  plan.provisioned_us = 130 * S;
  sc_timeline_show (line, &plan, 145 * S);
  g_assert_cmpfloat_with_epsilon (sc_timeline_get_provisioned (line), 1.0 / 3, 0.001);
  g_assert_nonnull (strstr (sc_timeline_get_text (line), "Provisioned 0:30 after"));

  /* After 90 seconds the line stands for the whole sleep. */
  sc_timeline_show (line, &plan, 745 * S);
  g_assert_cmpfloat_with_epsilon (sc_timeline_get_now (line), 0.5, 0.001);

  plan.provisioned_us = 50 * S;
  sc_timeline_show (line, &plan, 110 * S);
  g_assert_nonnull (strstr (sc_timeline_get_text (line), "before the sensor’s first attempt"));

  plan = (ScPlan){ 0 };
  sc_timeline_show (line, &plan, 110 * S);
  g_assert_cmpfloat (sc_timeline_get_now (line), <, 0);
  g_object_unref (line);
}

/* Where the children of a time line of this direction are; an unseen one is nowhere. */
static guint
measure_line (GtkTextDirection direction, int width, graphene_rect_t *bounds, guint n_bounds)
{
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", NULL);
  ScTimeline *line = g_object_ref_sink (g_object_new (SC_TYPE_TIMELINE, NULL));
  ScPlan plan = { .window_start_us = 100 * S, .provisioned_us = 120 * S };
  GtkAllocation allocation = { 0, 0, width, 68 };
  guint n = 0;

  gtk_widget_set_direction (GTK_WIDGET (line), direction);
  sc_timeline_set_model (line, model);
  sc_timeline_show (line, &plan, 145 * S);
  gtk_widget_measure (GTK_WIDGET (line), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (line), &allocation, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (line)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_assert_cmpuint (n, <, n_bounds);
      if (gtk_widget_get_child_visible (child))
        g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (line), &bounds[n++]));
    }
  g_object_unref (line);
  return n;
}

static void
test_time_runs_the_way_one_reads (void)
{
  graphene_rect_t there[24], back[24];
  guint n = measure_line (GTK_TEXT_DIR_LTR, WIDE, there, G_N_ELEMENTS (there));

  g_assert_cmpuint (measure_line (GTK_TEXT_DIR_RTL, WIDE, back, G_N_ELEMENTS (back)), ==, n);
  g_assert_cmpuint (n, >, 8); /* the line, the window, three attempts, now, provisioned, times */
  for (guint i = 0; i < n; i++)
    {
      float right = there[i].origin.x + there[i].size.width;

      g_assert_cmpfloat_with_epsilon (back[i].origin.x, WIDE - right, 0.5);
      g_assert_cmpfloat_with_epsilon (back[i].origin.y, there[i].origin.y, 0.5);
    }
}

static void
test_long_values_wrap (void)
{
  GtkWidget *row =
      g_object_ref_sink (g_object_new (SC_TYPE_FACT_ROW, "title", "Fingerprint", NULL));
  int minimum;

  sc_fact_row_set_value (SC_FACT_ROW (row),
                         "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:"
                         "88:99:AA:BB:CC:DD:EE:FF");
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, NARROW - 24);
  g_object_unref (row);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  sc_ui_init ();

#define ADD(name) g_test_add_func ("/layout/" #name, test_##name)
  ADD (every_page_fits_a_narrow_window);
  ADD (empty_form_with_all_errors_fits);
  ADD (joining_by_hand_fits);
  ADD (elapsed_time_keeps_its_room);
  ADD (stage_indicator_has_two_forms);
  ADD (time_line);
  ADD (time_runs_the_way_one_reads);
  ADD (long_values_wrap);
#undef ADD
  g_test_add_data_func ("/layout/nothing-moves-while-counting/narrow", GINT_TO_POINTER (NARROW),
                        test_nothing_moves_while_counting);
  g_test_add_data_func ("/layout/nothing-moves-while-counting/wide", GINT_TO_POINTER (WIDE),
                        test_nothing_moves_while_counting);
  return g_test_run ();
}
