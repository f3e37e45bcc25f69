/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* For those who do not see the window or have no mouse: names, roles, focus, keys. */

#include "sc-ui-walk.h"

/* A list of ours. Those libadwaita makes for its groups are only a frame around rows. */
static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) && !GTK_IS_REVEALER (gtk_widget_get_parent (widget))
         && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) == NULL;
}

/* Something that can be operated: it takes the focus, or is pressed. */
static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || is_list (widget);
}

static gboolean
has_label_inside (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_label_inside (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  return GTK_IS_BUTTON (widget) && has_label_inside (widget);
}

/* Window buttons, and what libadwaita puts into its rows, are its own business: their names come
 * from it. */
static gboolean
is_ours (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
         && !(gtk_widget_get_ancestor (widget, ADW_TYPE_PASSWORD_ENTRY_ROW) != NULL
              && gtk_widget_get_tooltip_text (widget) != NULL)
         && !(GTK_IS_TOGGLE_BUTTON (widget)
              && gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) != NULL);
}

static gboolean
is_nameless (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  if (!gtk_widget_get_mapped (widget) || !is_control (widget) || !is_ours (widget)
      || has_name (widget))
    return FALSE;
  g_test_message ("without a name: %s (%s) in %s", G_OBJECT_TYPE_NAME (widget),
                  gtk_widget_get_name (widget),
                  G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  g_test_fail ();
  return FALSE;
}

/* The focus goes from one control to the next with Tab; to which, in order. */
static GPtrArray *
tab_through (GtkWindow *window)
{
  GPtrArray *stops = g_ptr_array_new ();
  GtkWidget *focus;

  gtk_window_set_focus (window, NULL);
  for (;;)
    {
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      if (focus == NULL || g_ptr_array_find (stops, focus, NULL))
        return stops;
      g_ptr_array_add (stops, focus);
    }
}

static gboolean
is_stop_inside (GtkWidget *widget, GPtrArray *stops)
{
  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      if (stop == widget || gtk_widget_is_ancestor (stop, widget))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_out_of_reach (GtkWidget *widget, gpointer stops)
{
  if (!gtk_widget_get_mapped (widget) || !is_control (widget) || !gtk_widget_is_sensitive (widget)
      || !gtk_widget_get_can_focus (widget) || GTK_IS_LIST_BOX (widget)
      || is_stop_inside (widget, stops))
    return FALSE;
  /* A row does what the switch or button in it does. */
  for (GtkWidget *row = widget; row != NULL; row = gtk_widget_get_parent (row))
    {
      if (GTK_IS_LIST_BOX_ROW (row) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row))
          && is_stop_inside (row, stops))
        return FALSE;
    }
  g_test_message ("out of the keyboard's reach: %s (%s) in %s", G_OBJECT_TYPE_NAME (widget),
                  gtk_widget_get_name (widget),
                  G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  g_test_fail ();
  return FALSE;
}

/* From top to bottom, but for the footer, which is below whatever scrolls. */
static void
check_order (GtkWidget *content, GPtrArray *stops)
{
  double last = -1;

  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);
      graphene_rect_t bounds;

      if (!gtk_widget_is_ancestor (stop, content)
          || gtk_widget_get_ancestor (stop, ADW_TYPE_HEADER_BAR) != NULL
          || gtk_widget_get_ancestor (stop, GTK_TYPE_VIEWPORT) == NULL
          || !gtk_widget_compute_bounds (stop, content, &bounds))
        continue;
      if (bounds.origin.y + bounds.size.height < last)
        {
          g_test_message ("the focus jumps up to a %s", G_OBJECT_TYPE_NAME (stop));
          g_test_fail ();
        }
      last = bounds.origin.y;
    }
}

static gboolean
is_shown_icon (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return GTK_IS_IMAGE (widget) && gtk_widget_get_mapped (widget)
         && gtk_image_get_storage_type (GTK_IMAGE (widget)) != GTK_IMAGE_EMPTY;
}

/* What the colour says is also said by an icon and by a word beside it; what is wrong in an entry
 * also by its state. */
static gboolean
is_told_otherwise (GtkWidget *widget)
{
  GtkWidget *place = widget;

  if (ADW_IS_ENTRY_ROW (widget))
    return gtk_test_accessible_has_state (
        GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (widget))),
        GTK_ACCESSIBLE_STATE_INVALID);
  while (!has_label_inside (place) && gtk_widget_get_parent (place) != NULL
         && !GTK_IS_VIEWPORT (gtk_widget_get_parent (place)))
    place = gtk_widget_get_parent (place);
  return has_label_inside (place) && ui_find (place, is_shown_icon, NULL) != NULL;
}

static gboolean
is_by_colour_alone (GtkWidget *widget, gpointer n_coloured)
{
  static const char *const classes[] = { "success", "warning",      "error",       "lamp-on",
                                         "failure", "lamp-trouble", "failure-icon" };

  if (!gtk_widget_get_mapped (widget) || GTK_IS_LABEL (widget))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (!gtk_widget_has_css_class (widget, classes[i]))
        continue;
      ++*(guint *)n_coloured;
      if (!is_told_otherwise (widget))
        {
          g_test_message ("told by colour alone: %s with %s", G_OBJECT_TYPE_NAME (widget),
                          classes[i]);
          g_test_fail ();
        }
    }
  return FALSE;
}

static guint n_coloured;

/* After the walks: they did meet colours. */
static void
test_colours_were_met (void)
{
  g_assert_cmpuint (n_coloured, >, 20);
}

static void
check (GtkWindow *window, GtkWidget *content, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) stops = NULL;

  ui_find (GTK_WIDGET (window), is_nameless, NULL);
  ui_find (content, is_by_colour_alone, &n_coloured);
  ui_walk_allocate (content, 640, 2400);
  stops = tab_through (window);
  g_assert_cmpuint (stops->len, >=, 2);
  ui_find (content, is_out_of_reach, stops);
  check_order (content, stops);
}

static gboolean
is_heading_with_focus (GtkWidget *widget, gpointer window)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_HEADING
         && gtk_window_get_focus (window) == widget;
}

static void
assert_heading_has_focus (UiBed *bed)
{
  ScPage *page = sc_window_get_page (bed->window);

  g_assert_nonnull (ui_find (GTK_WIDGET (page), is_heading_with_focus, bed->window));
}

static void
test_heading_gets_the_focus_on_each_page (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  ScStage seen = SC_STAGE_PREPARE;

  assert_heading_has_focus (bed);
  ui_bed_begin (bed);
  assert_heading_has_focus (bed);
  while (sc_visit_get_state (bed->visit) != SC_VISIT_SENT)
    {
      ui_bed_step (bed);
      if (sc_workflow_get_stage (bed->workflow) != seen)
        assert_heading_has_focus (bed);
      seen = sc_workflow_get_stage (bed->workflow);
    }
  ui_press (bed, "win.show-done");
  assert_heading_has_focus (bed);
}

static void
test_typing_starts_in_the_first_empty_entry (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (bed->window));

  g_assert_true (
      gtk_widget_is_ancestor (focus, ui_find_row (GTK_WIDGET (bed->window), "API endpoint")));
}

/* Presses Enter and waits until it has happened: a button pressed by key shows that for a moment
 * before it acts. */
#define ENTER_UNTIL(condition)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_signal_emit_by_name (bed->window, "activate-default");                                       \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    ui_bed_settle (bed);                                                                           \
  }                                                                                                \
  G_STMT_END

/* Enter, without ever touching the mouse, from the start to the question that needs an answer. */
static void
test_enter_goes_on (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *check;

  ENTER_UNTIL (sc_workflow_get_sign_in (bed->workflow) == SC_SIGN_IN_BUSY);
  sc_fake_cloud_answer (bed->fakes, sc_tenant_new (UI_ENDPOINT, "abc123", "standard"));
  ui_bed_settle (bed);
  ENTER_UNTIL (sc_workflow_get_stage (bed->workflow) == SC_STAGE_SENSOR);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  ENTER_UNTIL (sc_visit_get_state (bed->visit) == SC_VISIT_JOINING);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  check = ui_find_type (GTK_WIDGET (bed->window), GTK_TYPE_CHECK_BUTTON);
  ENTER_UNTIL (gtk_window_get_focus (GTK_WINDOW (bed->window)) == check);
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_REVIEWING);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  ENTER_UNTIL (sc_visit_get_state (bed->visit) == SC_VISIT_SENDING);
}

static void
test_escape_leads_back (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_press (bed, "win.go-on");
  ui_press (bed, "win.escape");
  g_assert_cmpint (sc_workflow_get_sign_in (bed->workflow), ==, SC_SIGN_IN_NONE);
  ui_bed_begin (bed);
  ui_press (bed, "win.escape");
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_PREPARE);
  ui_press (bed, "win.go-on");
  ui_bed_go_to (bed, SC_VISIT_JOINING);
  ui_press (bed, "win.escape");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_UNCHANGED);
}

static gboolean
is_timer (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_TIMER;
}

static void
test_countdown_is_a_timer_that_does_not_chatter (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *timer;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  timer = ui_find (GTK_WIDGET (bed->window), is_timer, NULL);
  g_assert_nonnull (timer);
  ui_bed_advance (bed, 20 * S);
  gtk_test_accessible_assert_property (timer, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "About 60 seconds left to provision");
  ui_bed_advance (bed, 15 * S);
  gtk_test_accessible_assert_property (timer, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "About 30 seconds left to provision");
  ui_bed_advance (bed, 20 * S);
  gtk_test_accessible_assert_property (timer, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "About 10 seconds left to provision");
}

static void
test_stage_is_said (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  gtk_test_accessible_assert_property (GTK_WIDGET (bed->window->indicator),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Step 1 of 5 · Prepare");
  ui_bed_begin (bed);
  gtk_test_accessible_assert_property (GTK_WIDGET (bed->window->indicator),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Step 2 of 5 · Sensor");
}

static void
test_targets_are_large_enough (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  int height;

  gtk_widget_measure (sc_page_get_primary (sc_window_get_page (bed->window)),
                      GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >=, 44);
}

static void
test_rehearsal_says_so (void)
{
  g_autoptr (UiBed) rehearsal = ui_bed_new (&ui_prefill);
  g_autoptr (UiBed) real = ui_bed_new (NULL);

  g_assert_true (gtk_revealer_get_reveal_child (rehearsal->window->banner));
  g_assert_false (gtk_revealer_get_reveal_child (real->window->banner));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name) g_test_add_func ("/access/" #name, test_##name)
  ADD (heading_gets_the_focus_on_each_page);
  ADD (typing_starts_in_the_first_empty_entry);
  ADD (enter_goes_on);
  ADD (escape_leads_back);
  ADD (countdown_is_a_timer_that_does_not_chatter);
  ADD (stage_is_said);
  ADD (targets_are_large_enough);
  ADD (rehearsal_says_so);
#undef ADD
  ui_walk_add_tests ("/access", check, NULL);
  g_test_add_func ("/access/walks/colours-were-met", test_colours_were_met);
  return g_test_run ();
}
