/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A disk that is full or read-only, and a keyring that is away, locked or says no, as the window
 * tells it. What journal and keyring themselves do then is in the suite store. */

#include "sc-failure-view.h"
#include "sc-ui-bed.h"

static gboolean
is_failure_shown (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return SC_IS_FAILURE_VIEW (widget) && gtk_widget_get_mapped (widget);
}

static void
assert_told (UiBed *bed, ScError code)
{
  const ScErrorInfo *info = sc_error_get_info (code);
  GtkWidget *view = ui_find (GTK_WIDGET (sc_window_get_page (bed->window)), is_failure_shown, NULL);

  g_assert_nonnull (view);
  g_assert_true (ui_shows (view, info->what));
  g_assert_true (ui_shows (view, info->next));
  g_assert_true (ui_shows (view, "What was saved before is still there."));
}

/* Not even the name is kept: the visit ends with the sensor unchanged, and goes on as soon as there
 * is room. */
static void
test_disk_full_while_reading (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_IDENTIFYING);
  sc_fake_journal_fail (bed->fakes, SC_ERROR_JOURNAL_FAILED);
  sc_fake_sensor_answer (bed->fakes, g_strdup ("SMS0000S111A"));
  ui_bed_settle (bed);
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_LEAVING);
  ui_bed_step (bed);

  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_FAILED);
  assert_told (bed, SC_ERROR_JOURNAL_FAILED);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "The sensor was not changed."));

  sc_fake_journal_fail (bed->fakes, 0);
  ui_press (bed, "win.retry");
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
}

/* Nothing is sent without a saved record. */
static void
test_disk_full_at_send (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  sc_fake_journal_fail (bed->fakes, SC_ERROR_JOURNAL_FAILED);
  g_assert_false (sc_visit_send (bed->visit));
  ui_bed_settle (bed);

  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_REVIEW);
  assert_told (bed, SC_ERROR_JOURNAL_FAILED);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "The sensor was not changed."));
  g_assert_false (sc_fakes_has_logged (bed->fakes, "delete-profiles"));

  sc_fake_journal_fail (bed->fakes, 0);
  if (ui_find_row (GTK_WIDGET (bed->window), "I accept") != NULL)
    gtk_widget_activate (ui_find_row (GTK_WIDGET (bed->window), "I accept"));
  ui_click (bed, "Try Again");
  g_assert_true (sc_fake_sensor_is_asked (bed->fakes, SC_SENSOR_DELETE_PROFILES));
}

/* Nothing is asked of the cloud either; it goes on by itself. */
static void
test_disk_full_after_send (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  g_assert_true (sc_fake_cloud_is_asked (bed->fakes, "get"));
  sc_fake_journal_fail (bed->fakes, SC_ERROR_JOURNAL_FAILED);
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_SERVER);
  ui_bed_advance (bed, 10 * S);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Free some disk space"));
  g_assert_false (sc_fake_cloud_is_asked (bed->fakes, "provision"));

  sc_fake_journal_fail (bed->fakes, 0);
  ui_bed_advance (bed, 10 * S);
  g_assert_true (sc_fake_cloud_is_asked (bed->fakes, "provision"));
}

/* On Prepare nothing can be tried again: no button says so and goes on with something else. */
static void
test_disk_full_at_the_start (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_journal_fail (bed->fakes, SC_ERROR_JOURNAL_FAILED);
  g_assert_false (sc_workflow_load (bed->workflow, NULL));
  ui_press (bed, "win.refresh");
  assert_told (bed, SC_ERROR_JOURNAL_FAILED);
  g_assert_null (ui_find_button (GTK_WIDGET (bed->window), "Try Again"));

  sc_fake_journal_fail (bed->fakes, SC_ERROR_JOURNAL_DAMAGED);
  g_assert_false (sc_workflow_load (bed->workflow, NULL));
  ui_press (bed, "win.refresh");
  ui_click (bed, "Copy Details");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Details copied"));
}

/* What was to be remembered is not, and one can go on. */
static void
test_keyring_says_no (gconstpointer code)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_keyring_set (bed->fakes, NULL, (ScError)GPOINTER_TO_INT (code));
  sc_workflow_look_up_account (bed->workflow);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window),
                           sc_error_get_info ((ScError)GPOINTER_TO_INT (code))->what));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "for this session only"));
  ui_bed_begin (bed);
}

#define OLD_JOURNAL                                                                                \
  "/home/technician/.local/share/sensor-commissioner/journal.db.damaged-20260302-080000"

/* Where the damaged file is now, and whether it stays there. */
static void
test_old_journal_is_told (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  static const struct
  {
    const char *path;
    gboolean goes;
    const char *says;
  } rows[] = { { OLD_JOURNAL, FALSE, "an expert may still read certificates from it" },
               { OLD_JOURNAL, TRUE, "is deleted with it" },
               { NULL, FALSE, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const ScWindowSetup setup = { .report = ui_bed_report,
                                    .old_journal = rows[i].path,
                                    .old_journal_goes = rows[i].goes };
      GtkWidget *window = GTK_WIDGET (sc_window_new (NULL, bed->workflow, bed->settings, &setup));

      gtk_window_present (GTK_WINDOW (window));
      ui_bed_settle (bed);
      g_assert_cmpint (ui_shows (window, "A new journal was started"), ==, rows[i].path != NULL);
      g_assert_cmpint (ui_shows (window, OLD_JOURNAL), ==, rows[i].path != NULL);
      if (rows[i].says != NULL)
        g_assert_true (ui_shows (window, rows[i].says));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/store-trouble/disk-full/while-reading", test_disk_full_while_reading);
  g_test_add_func ("/store-trouble/disk-full/at-the-start", test_disk_full_at_the_start);
  g_test_add_func ("/store-trouble/disk-full/at-send", test_disk_full_at_send);
  g_test_add_func ("/store-trouble/disk-full/after-send", test_disk_full_after_send);
  g_test_add_func ("/store-trouble/old-journal-is-told", test_old_journal_is_told);
  g_test_add_data_func ("/store-trouble/keyring/absent", GINT_TO_POINTER (SC_ERROR_KEYRING_ABSENT),
                        test_keyring_says_no);
  g_test_add_data_func ("/store-trouble/keyring/locked", GINT_TO_POINTER (SC_ERROR_KEYRING_LOCKED),
                        test_keyring_says_no);
  g_test_add_data_func ("/store-trouble/keyring/denied", GINT_TO_POINTER (SC_ERROR_KEYRING_DENIED),
                        test_keyring_says_no);
  g_test_add_data_func ("/store-trouble/keyring/unusable",
                        GINT_TO_POINTER (SC_ERROR_KEYRING_FAILED), test_keyring_says_no);
  return g_test_run ();
}
