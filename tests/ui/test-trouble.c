/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window that stands in for the real one when the program cannot begin. Nothing of the user
 * interface is loaded before it, as in the program. */

#include "sc-trouble-window.h"
#include "sc-ui-bed.h"

static void
test_names_the_mistake_in_a_model_file (void)
{
  g_autoptr (GError) error = g_error_new_literal (
      SC_ERROR, SC_ERROR_MODEL_INVALID, "otosense-sms.ini:2: paths.certificat: unknown key");
  ScTroubleWindow *window = sc_trouble_window_new (NULL, FALSE, error);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (ui_shows (GTK_WIDGET (window), "A sensor model file cannot be used."));
  gtk_expander_set_expanded (GTK_EXPANDER (ui_find_type (GTK_WIDGET (window), GTK_TYPE_EXPANDER)),
                             TRUE);
  g_assert_true (ui_holds (GTK_WIDGET (window), "paths.certificat"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "Start a New Journal"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "The damaged file stays in its folder"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "Nothing real happens"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_offers_a_new_journal_for_a_damaged_one (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (SC_ERROR, SC_ERROR_JOURNAL_DAMAGED, "Checking the journal");
  ScTroubleWindow *window = sc_trouble_window_new (NULL, FALSE, error);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (ui_shows (GTK_WIDGET (window), "The saved sensor records are damaged."));
  g_assert_true (ui_shows (GTK_WIDGET (window), "Start a New Journal"));
  g_assert_true (ui_shows (GTK_WIDGET (window), "The damaged file stays in its folder"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/trouble/names-the-mistake-in-a-model-file",
                   test_names_the_mistake_in_a_model_file);
  g_test_add_func ("/trouble/offers-a-new-journal-for-a-damaged-one",
                   test_offers_a_new_journal_for_a_damaged_one);
  return g_test_run ();
}
