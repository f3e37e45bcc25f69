/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window around the pages: closing, practising, its commands. */

#include "sc-practise-window.h"
#include "sc-ui-bed.h"

static const ScStepKind open_record[] = {
  SC_STEP_IDENTIFIED, SC_STEP_TENANT,       SC_STEP_CERTIFICATE,  SC_STEP_SITE_NETWORK,
  SC_STEP_BASELINE,   SC_STEP_CONSENT,      SC_STEP_DELETE_ASKED, SC_STEP_DELETE_ANSWERED,
  SC_STEP_ADD_ASKED,  SC_STEP_ADD_ANSWERED, SC_STEP_RELEASED,     0
};

static GtkWindow *
other_window (UiBed *bed)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    {
      if (item->data != bed->window && gtk_widget_get_visible (item->data))
        return item->data;
    }
  return NULL;
}

/* Where a question is asked: a window of its own, or with a newer libadwaita a part of ours. */
static GtkWindow *
question_window (UiBed *bed)
{
  GtkWindow *other = other_window (bed);

  return other != NULL ? other : GTK_WINDOW (bed->window);
}

static gboolean
on_tick (gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* A dialog inside a window is there once the window has been drawn, in real time. */
static gboolean
comes_to_show (GtkWindow *window, const char *text)
{
  gint64 end_us = g_get_monotonic_time () + 30 * S;
  guint tick = g_timeout_add (20, on_tick, NULL);
  gboolean shown;

  while (!(shown = ui_shows (GTK_WIDGET (window), text)) && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return shown;
}

static gboolean
is_gone (UiBed *bed)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return g_list_find (windows, bed->window) == NULL;
}

static void
close_window (UiBed *bed)
{
  gtk_window_close (GTK_WINDOW (bed->window));
  ui_bed_settle (bed);
}

static void
test_closes_at_once_if_nothing_is_open (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  close_window (bed);
  g_assert_true (is_gone (bed));
}

static void
test_closing_leaves_the_sensor_first (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  close_window (bed);
  g_assert_true (sc_fakes_has_logged (bed->fakes, "release"));
  g_assert_false (is_gone (bed)); /* not before this computer is free */
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);
  g_assert_true (is_gone (bed));
  g_assert_false (sc_fakes_has_logged (bed->fakes, "delete-profiles"));
}

static gboolean
is_button_called (GtkWidget *widget, gpointer label)
{
  g_autofree char *text = GTK_IS_BUTTON (widget) ? ui_button_label (widget) : NULL;

  return g_strcmp0 (text, label) == 0 && gtk_widget_get_mapped (widget);
}

static void
close_while_on_the_sensors_network (UiBed *bed)
{
  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_JOINING);
  sc_link_emit_displaces (bed->fakes->link, "uuid-1", "Office");
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  close_window (bed);
}

/* It may take a minute; nobody is left to guess why the window stays. */
static void
test_closing_says_what_it_waits_for (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *window = GTK_WIDGET (bed->window);

  close_while_on_the_sensors_network (bed);
  g_assert_false (ui_shows (window, "Returning to your network…")); /* mostly it is quick */
  ui_bed_advance (bed, S);
  g_assert_true (ui_shows (window, "Returning to your network…"));
  g_assert_true (ui_shows (window, "back on “Office”"));
  g_assert_false (ui_shows (window, "Send"));
  ui_press (bed, "win.escape"); /* of the page that is gone */
  g_assert_false (is_gone (bed));
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);
  g_assert_true (is_gone (bed));
}

static void
test_closing_need_not_be_waited_for (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *button;

  close_while_on_the_sensors_network (bed);
  close_window (bed); /* twice on the cross: nothing to read yet, so nothing is decided */
  g_assert_false (is_gone (bed));
  ui_bed_advance (bed, S);
  button = ui_find (GTK_WIDGET (bed->window), is_button_called, (gpointer) "Close Now");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
  g_assert_true (is_gone (bed));
  sc_fake_link_finish_release (bed->fakes); /* and who comes late finds nothing to close */
  ui_bed_settle (bed);
}

/* A site network that is tried takes this computer away as well. */
static void
test_closing_waits_for_the_end_of_a_test (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_link_set_abilities (bed->fakes, SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_TRY);
  ui_bed_sign_in (bed);
  ui_press (bed, "win.test-site-network");
  sc_fake_link_grant (bed->fakes);
  ui_bed_settle (bed);
  close_window (bed);
  ui_bed_advance (bed, S);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "off the network that this program joined"));
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);
  g_assert_true (is_gone (bed));
}

static void
answer (UiBed *bed, const char *label)
{
  GtkWidget *question, *button;

  close_window (bed);
  question = GTK_WIDGET (question_window (bed));
  g_assert_true (comes_to_show (GTK_WINDOW (question), "1 Sensor Is Not Finished"));
  g_assert_true (ui_shows (question, "the next start offers to go on"));

  button = ui_find (question, is_button_called, (gpointer)label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
}

static void
test_closing_asks_about_open_records (gconstpointer data)
{
  gboolean quit = GPOINTER_TO_INT (data);
  g_autoptr (UiBed) bed = ui_bed_new_with_record (open_record);

  answer (bed, quit ? "Quit and Resume Later" : "Stay");
  g_assert_cmpint (is_gone (bed), ==, quit);
}

/* Also where the answers are stacked, Enter loses nothing. */
static void
test_the_harmless_answer_has_the_focus (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_with_record (open_record);
  g_autoptr (ScRecord) record = g_list_model_get_item (sc_workflow_get_records (bed->workflow), 0);
  g_autofree char *focused = NULL;
  GtkWidget *button;

  sc_workflow_open_record (bed->workflow, record);
  ui_press (bed, "win.stop-helping");
  g_assert_true (comes_to_show (question_window (bed), "Stop Helping with This Sensor?"));
  button = gtk_window_get_focus (question_window (bed));
  focused = ui_button_label (button);
  g_assert_cmpstr (focused, ==, "Cancel");
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
}

/* The program was told to end, or another exercise was chosen: whatever is asked meanwhile. */
static void
test_closing_for_good_takes_what_is_asked_along (void)
{
  static const struct
  {
    const char *action;
    const char *text;
  } dialogs[] = {
    { "win.about", "Sensor Commissioner" },
    { "win.stop-helping", "Stop Helping with This Sensor?" },
    { "window.close", "1 Sensor Is Not Finished" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      g_autoptr (UiBed) bed = ui_bed_new_with_record (open_record);
      GListModel *records = sc_workflow_get_records (bed->workflow);
      g_autoptr (ScRecord) record = g_list_model_get_item (records, 0);

      sc_workflow_open_record (bed->workflow, record);
      ui_press (bed, dialogs[i].action);
      g_assert_true (comes_to_show (question_window (bed), dialogs[i].text));
      sc_window_close_without_asking (bed->window);
      ui_bed_settle (bed);
      g_assert_true (is_gone (bed));
      g_assert_null (other_window (bed));
    }
}

/* The desktop lists what runs without a window, and offers to end it there. */
static void
test_asks_where_it_can_be_seen (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_with_record (open_record);

  answer (bed, "Keep Watching in the Background");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bed->window)));
  close_window (bed);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bed->window)));
  g_assert_true (comes_to_show (question_window (bed), "1 Sensor Is Not Finished"));
  sc_window_close_without_asking (bed->window);
  ui_bed_settle (bed);
  g_assert_true (is_gone (bed));
}

static void
test_watches_in_the_background (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_with_record (open_record);
  GListModel *records = sc_workflow_get_records (bed->workflow);
  g_autoptr (ScRecord) record = g_list_model_get_item (records, 0);

  answer (bed, "Keep Watching in the Background");
  g_assert_false (is_gone (bed));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bed->window)));

  /* Opening the program again brings the window back. */
  gtk_window_present (GTK_WINDOW (bed->window));
  answer (bed, "Keep Watching in the Background");
  g_assert_false (is_gone (bed));

  /* Asked while it is out of sight, and left there. */
  answer (bed, "Keep Watching in the Background");
  g_assert_false (is_gone (bed));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bed->window)));

  /* Nothing left to watch: nothing left to run for. */
  sc_workflow_stop_record (bed->workflow, record);
  ui_bed_settle (bed);
  g_assert_true (is_gone (bed));
}

static void
on_rehearse (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  char **chosen = user_data;

  *chosen = g_variant_dup_string (parameter, NULL);
}

static void
test_choosing_an_exercise (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  g_autoptr (GtkApplication) app =
      gtk_application_new ("org.example.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSimpleAction) rehearse = g_simple_action_new ("rehearse", G_VARIANT_TYPE_STRING);
  g_autofree char *chosen = NULL;
  GtkWidget *row, *search;

  /* bare: what it writes to lives as long as this function */
  g_signal_connect (rehearse, "activate", G_CALLBACK (on_rehearse), &chosen);
  g_action_map_add_action (G_ACTION_MAP (app), G_ACTION (rehearse));
  g_application_register (G_APPLICATION (app), NULL, NULL);
  gtk_window_set_application (GTK_WINDOW (bed->window), app);

  ui_press (bed, "win.practise");
  search = ui_find_type (GTK_WIDGET (other_window (bed)), GTK_TYPE_SEARCH_ENTRY);
  ui_type (search, "ONLINE again");
  ui_bed_settle (bed);
  g_signal_emit_by_name (search, "search-changed"); /* it would wait for more to be typed */
  ui_bed_settle (bed);
  g_assert_null (ui_find_row (GTK_WIDGET (other_window (bed)), "A cable"));
  row = ui_find_row (GTK_WIDGET (other_window (bed)), "Late back online");
  g_assert_nonnull (row);
  gtk_widget_activate (row);
  ui_bed_settle (bed);
  g_assert_cmpstr (chosen, ==, "uplink-late");
  g_assert_null (other_window (bed));
  gtk_window_set_application (GTK_WINDOW (bed->window), NULL);
}

static void
test_title_names_tenant_and_network (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (bed->window)), ==, "Sensor Commissioner");
  g_assert_cmpstr (adw_window_title_get_subtitle (bed->window->title), ==, "");
  ui_bed_sign_in (bed);
  g_assert_cmpstr (adw_window_title_get_subtitle (bed->window->title), ==, "abc123 · Hall 1");
}

/* A button whose action does not exist can never be pressed. */
static gboolean
lacks_its_action (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  const char *name =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;
  guint i = 0;
  const char *installed, *property;
  const GVariantType *type;
  GType owner;

  if (name == NULL || !g_str_has_prefix (name, "win."))
    return FALSE;
  while (gtk_widget_class_query_action (g_type_class_peek (SC_TYPE_WINDOW), i++, &owner, &installed,
                                        &type, &property))
    {
      if (g_str_equal (installed, name))
        return FALSE;
    }
  g_test_message ("no such action: %s", name);
  return TRUE;
}

static void
test_every_button_has_its_action (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  g_assert_null (ui_find (GTK_WIDGET (bed->window), lacks_its_action, NULL));
}

static guint
count_rescans (UiBed *bed)
{
  guint n = 0;

  for (guint i = 0; i < bed->fakes->log->len; i++)
    n += g_str_equal (g_ptr_array_index (bed->fakes->log, i), "rescan");
  return n;
}

/* A network service that is connected listens seldom by itself. */
static void
test_looks_around_while_one_looks (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  guint n;

  ui_bed_begin (bed);
  ui_bed_advance (bed, 2 * S);
  g_assert_cmpuint (count_rescans (bed), ==, 1);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  ui_bed_advance (bed, 60 * S);
  n = count_rescans (bed);
  g_assert_cmpuint (n, >=, 6);
  g_assert_cmpuint (n, <=, 8);
  ui_bed_go_to (bed, SC_VISIT_IDENTIFYING);
  n = count_rescans (bed);
  ui_bed_advance (bed, 30 * S);
  g_assert_cmpuint (count_rescans (bed), ==, n);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name) g_test_add_func ("/window/" #name, test_##name)
  ADD (looks_around_while_one_looks);
  ADD (closes_at_once_if_nothing_is_open);
  ADD (closing_leaves_the_sensor_first);
  ADD (closing_says_what_it_waits_for);
  ADD (closing_need_not_be_waited_for);
  ADD (closing_waits_for_the_end_of_a_test);
  ADD (the_harmless_answer_has_the_focus);
  ADD (closing_for_good_takes_what_is_asked_along);
  ADD (asks_where_it_can_be_seen);
  ADD (watches_in_the_background);
  ADD (choosing_an_exercise);
  ADD (title_names_tenant_and_network);
  ADD (every_button_has_its_action);
#undef ADD
  g_test_add_data_func ("/window/closing-asks-about-open-records/stay", GINT_TO_POINTER (FALSE),
                        test_closing_asks_about_open_records);
  g_test_add_data_func ("/window/closing-asks-about-open-records/quit", GINT_TO_POINTER (TRUE),
                        test_closing_asks_about_open_records);
  return g_test_run ();
}
