/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * The ways through the window that between them show every page, state and dialog. Whoever adds one
 * adds it here; then it is looked at in each language, direction, text size and style.
 */

#include "config.h"

#include "sc-ui-walk-private.h"

#include "sc-trouble-window.h"
#include "sc-ui.h"

#include <libintl.h>
#include <locale.h>

typedef void (*Walk) (const UiLooker *looker);

typedef struct
{
  UiLooker looker;
  Walk walk;
} Case;

static gboolean
unfold (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  else if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  return FALSE;
}

/* Of an AdwWindow or AdwApplicationWindow. */
static GtkWidget *
content_of (GtkWindow *window)
{
  GtkWidget *content;

  g_object_get (window, "content", &content, NULL);
  g_object_unref (content); /* the window keeps it */
  return content;
}

void
ui_look_at_window (const UiLooker *looker, GtkWindow *window)
{
  GtkWidget *content = content_of (window);

  ui_find (content, unfold, NULL);
  looker->check (window, content, looker->data);
}

void
ui_look (const UiLooker *looker, UiBed *bed)
{
  ui_bed_settle (bed);
  ui_look_at_window (looker, GTK_WINDOW (bed->window));
}

static void
walk_prepare (const UiLooker *looker)
{
  static const char *const ways[] = { "lan0", "usb0", NULL };
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_look (looker, bed);
  sc_fake_link_set_uplinks (bed->fakes, ways);
  ui_press (bed, "win.go-on");
  ui_look (looker, bed);
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_TIMEOUT);
  ui_look (looker, bed);
  sc_fake_cloud_answer_way_through (bed->fakes, "usb0", SC_WAY_OPEN);
  sc_fake_cloud_answer_way_through (bed->fakes, NULL, SC_WAY_DEAD);
  ui_bed_settle (bed);
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_CREDENTIALS);
  ui_look (looker, bed);
  ui_bed_sign_in (bed);
  ui_look (looker, bed);
  ui_press (bed, "win.edit-account");
  ui_look (looker, bed);
  ui_press (bed, "win.edit-network");
  ui_look (looker, bed);
}

static void
walk_first_start (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);

  ui_look (looker, bed);
  ui_press (bed, "win.go-on"); /* with every field still empty: each says what it wants */
  ui_look (looker, bed);
}

static void
walk_unfinished_record (const UiLooker *looker)
{
  static const ScStepKind steps[] = { SC_STEP_IDENTIFIED, SC_STEP_CERTIFICATE,  SC_STEP_CONSENT,
                                      SC_STEP_ADD_ASKED,  SC_STEP_ADD_ANSWERED, 0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (steps);

  ui_look (looker, bed);
  ui_press (bed, "win.resume-unfinished");
  ui_look (looker, bed);
  ui_press (bed, "win.edit-account");
  ui_look (looker, bed);
}

static void
walk_to_done (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_advance (bed, 70 * S); /* no sensor for a minute: likely reasons */
  ui_look (looker, bed);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  ui_bed_add_access_point (bed, "Canteen", "02:00:00:00:00:02", 40, FALSE);
  while (sc_visit_get_state (bed->visit) != SC_VISIT_SENDING)
    {
      ui_look (looker, bed);
      ui_bed_step (bed);
    }
  ui_look (looker, bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  ui_look (looker, bed);
  ui_bed_advance (bed, 70 * S); /* may still be in time */
  ui_look (looker, bed);
  ui_bed_advance (bed, 60 * S); /* still in set-up mode */
  ui_look (looker, bed);
  ui_bed_advance (bed, 25 * 60 * S);
  ui_look (looker, bed);
  ui_press (bed, "win.show-done");
  ui_look (looker, bed);
}

static void
walk_records (const UiLooker *looker)
{
  static const ScStepKind provisioned[] = { SC_STEP_IDENTIFIED,
                                            SC_STEP_MAC,
                                            SC_STEP_CERTIFICATE,
                                            SC_STEP_TENANT,
                                            SC_STEP_SITE_NETWORK,
                                            SC_STEP_CONSENT,
                                            SC_STEP_ADD_ASKED,
                                            SC_STEP_ADD_ANSWERED,
                                            SC_STEP_AP_GONE,
                                            SC_STEP_PROVISION_ASKED,
                                            SC_STEP_PROVISION_ACCEPTED,
                                            0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (provisioned);

  ui_look (looker, bed);
  ui_press (bed, "win.resume-unfinished");
  ui_look (looker, bed);
  ui_press (bed, "win.show-done");
  ui_look (looker, bed);
  ui_bed_advance (bed, 30 * 60 * S);
  ui_look (looker, bed);
}

static void
walk_certificate_asked_for (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_find_no_certificate (bed);
  ui_look (looker, bed);
}

static void
walk_failed_visit (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new_by_hand (&ui_prefill);

  ui_bed_begin (bed);
  ui_look (looker, bed);
  ui_press (bed, "win.join");
  ui_look (looker, bed);
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_NOT_JOINED);
  ui_bed_settle (bed);
  if (sc_visit_get_state (bed->visit) == SC_VISIT_LEAVING)
    {
      ui_look (looker, bed);
      ui_bed_step (bed);
    }
  ui_look (looker, bed);
}

static void
walk_cancelled_visit (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  ui_press (bed, "win.cancel-visit");
  ui_look (looker, bed);
  ui_bed_step (bed);
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_UNCHANGED);
  ui_look (looker, bed);
}

/* The window waits for this computer to be back on its own network, where it knows which. */
static void
walk_closing (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autoptr (UiBed) away = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  gtk_window_close (GTK_WINDOW (bed->window));
  ui_bed_advance (bed, S);
  ui_look (looker, bed);
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);

  ui_bed_begin (away);
  ui_bed_go_to (away, SC_VISIT_JOINING);
  sc_link_emit_displaces (away->fakes->link, "uuid-1", "Canteen");
  ui_bed_go_to (away, SC_VISIT_REVIEWING);
  gtk_window_close (GTK_WINDOW (away->window));
  ui_bed_advance (away, S);
  ui_look (looker, away);
  sc_fake_link_finish_release (away->fakes);
  ui_bed_settle (away);
}

static void
walk_sensor_came_back (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  ui_bed_advance (bed, 5 * S);
  ui_look (looker, bed);
  ui_bed_advance (bed, 120 * S); /* asleep */
  ui_look (looker, bed);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_SEEN_AGAIN);
  ui_bed_advance (bed, S);
  ui_look (looker, bed);
  ui_press (bed, "win.edit-network");
  ui_look (looker, bed);
}

/* The next step is in the sentence under the figure, in every language. */
static void
walk_refused_by_cloud (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  while (sc_fake_cloud_is_asked (bed->fakes, "get")) /* what it knew before */
    {
      sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_SERVER);
      ui_bed_advance (bed, 5 * S);
    }
  g_assert_true (sc_fake_cloud_is_asked (bed->fakes, "provision"));
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_TOO_LARGE);
  ui_bed_settle (bed);
  ui_look (looker, bed);
}

static void
walk_stay_offline (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_uplink (bed->fakes, SC_UPLINK_NONE);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  ui_bed_advance (bed, 10 * S);
  ui_look (looker, bed);
  ui_bed_advance (bed, 120 * S);
  ui_look (looker, bed);
}

/* The one dialog of @window that is open. */
static GtkWindow *
dialog_of (GtkWindow *window)
{
  GtkWindow *dialog = NULL;
  GList *windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    {
      if (gtk_window_get_transient_for (each->data) != window)
        continue;
      g_assert_null (dialog);
      dialog = each->data;
    }
  g_list_free (windows);
  g_assert_nonnull (dialog);
  return dialog;
}

static void
walk_dialogs (const UiLooker *looker)
{
  static const char *const actions[] = { "win.practise", "win.preferences", "win.shortcuts",
                                         "win.save-diagnostics" };
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWindow *dialog;

      ui_press (bed, actions[i]);
      dialog = dialog_of (GTK_WINDOW (bed->window));
      ui_look_at_window (looker, dialog);
      gtk_window_destroy (dialog);
    }
}

/* What the program shows instead of its window when it cannot begin. */
static void
walk_trouble (const UiLooker *looker)
{
  g_autoptr (GError) error =
      g_error_new_literal (SC_ERROR, SC_ERROR_JOURNAL_DAMAGED, "checking the journal");
  GtkWindow *trouble = GTK_WINDOW (sc_trouble_window_new (NULL, TRUE, error));

  gtk_window_present (trouble);
  ui_look_at_window (looker, trouble);
  gtk_window_destroy (trouble);
}

/* After it a new one was started; a home can have a long name. */
static void
walk_old_journal (const UiLooker *looker)
{
  static const char path[] = "/home/elisabeth.langenscheidt/.var/app/" APPLICATION_ID
                             "/data/sensor-commissioner/journal.db.damaged-20260302-080000";
  g_autoptr (UiBed) bed = ui_bed_new (NULL);

  for (gboolean stays = FALSE; stays <= TRUE; stays++)
    {
      sc_prepare_page_tell_old_journal (bed->window->prepare_page, path, stays);
      ui_look (looker, bed);
    }
}

static void
run (gconstpointer data)
{
  const Case *each = data;

  each->walk (&each->looker);
}

/**
 * ui_walk_init:
 * @argc: of main()
 * @argv: of main()
 *
 * Instead of gtk_test_init(): the texts are in the language that LANGUAGE says.
 */
void
ui_walk_init (int *argc, char ***argv)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SC_TEST_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);     /* as the program does: ngettext() looks there */
  gtk_test_init (argc, argv, NULL); /* sets a locale of its own */
  setlocale (LC_ALL, "");
  /* Newer gettexts translate nothing in C.UTF-8; where no other locale is there, older ones do. */
  setlocale (LC_MESSAGES, "en_US.UTF-8");
  adw_init ();
  sc_ui_init ();
}

/**
 * ui_walk_add_tests:
 * @prefix: path of the tests, such as "/languages"
 * @check: what has to hold
 * @data: for @check
 *
 * Adds a test case for each way through the window; @check is called wherever it stops.
 */
void
ui_walk_add_tests (const char *prefix, UiCheck check, gpointer data)
{
  static const struct
  {
    const char *name;
    Walk walk;
  } rows[] = {
    { "prepare", walk_prepare },
    { "first-start", walk_first_start },
    { "unfinished-record", walk_unfinished_record },
    { "to-done", walk_to_done },
    { "records", walk_records },
    { "certificate-asked-for", walk_certificate_asked_for },
    { "failed-visit", walk_failed_visit },
    { "cancelled-visit", walk_cancelled_visit },
    { "closing", walk_closing },
    { "sensor-came-back", walk_sensor_came_back },
    { "refused-by-cloud", walk_refused_by_cloud },
    { "stay-offline", walk_stay_offline },
    { "wifi-trouble", ui_walk_wifi_trouble },
    { "adapters", ui_walk_adapters },
    { "sensor-key", ui_walk_sensor_key },
    { "network-picker", ui_walk_network_picker },
    { "site-test", ui_walk_site_test },
    { "site-test-results", ui_walk_site_test_results },
    { "ways-online", ui_walk_ways_online },
    { "way-in-the-way", ui_walk_way_in_the_way },
    { "second-sensor", ui_walk_second_sensor },
    { "away-from-home", ui_walk_away_from_home },
    { "dialogs", walk_dialogs },
    { "trouble", walk_trouble },
    { "old-journal", walk_old_journal },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, rows[i].name);
      Case *each = g_new (Case, 1);

      *each = (Case){ { check, data }, rows[i].walk };
      g_test_add_data_func_full (path, each, run, g_free);
    }
}

/**
 * ui_walk_allocate:
 * @content: what a window holds
 * @width: pixels
 * @height: pixels; more if @content needs more
 *
 * Lays @content out at that size at once. The window's own next layout ends that.
 */
void
ui_walk_allocate (GtkWidget *content, int width, int height)
{
  GtkAllocation allocation = { 0, 0, width, height };
  int minimum;

  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  allocation.height = MAX (height, minimum);
  gtk_widget_size_allocate (content, &allocation, -1);
}

static gboolean
add_text (GtkWidget *widget, gpointer text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "“%s” ", gtk_label_get_text (GTK_LABEL (widget)));
  return FALSE;
}

static gboolean
name_wide (GtkWidget *widget, gpointer width)
{
  int minimum, most = 0;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int each = 0;

      if (gtk_widget_get_mapped (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &each, NULL, NULL, NULL);
      most = MAX (most, each);
    }
  if (minimum > GPOINTER_TO_INT (width) && most <= GPOINTER_TO_INT (width))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      ui_find (widget, add_text, text);
      g_test_message ("%s with %sneeds %d of %d pixels", G_OBJECT_TYPE_NAME (widget), text->str,
                      minimum, GPOINTER_TO_INT (width));
    }
  return FALSE;
}

/**
 * ui_walk_minimum_width:
 * @content: what a window holds
 * @width: pixels it should do with
 *
 * If @content needs more, the log names the innermost widgets that do.
 *
 * Returns: pixels that @content needs
 */
int
ui_walk_minimum_width (GtkWidget *content, int width)
{
  int minimum;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > width)
    ui_find (content, name_wide, GINT_TO_POINTER (width));
  return minimum;
}
