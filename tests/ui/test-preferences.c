/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is remembered: seen and changed in one place, and taken up again by the forms. */

#include "sc-ca-files.h"
#include "sc-certificate-group.h"
#include "sc-preferences-window.h"
#include "sc-ui-bed.h"
#include "sc-ui.h"

#include <glib/gstdio.h>

#define PRIVATE_ENDPOINT "https://cloud.private.example/prod"
#define CA_FILE "/etc/private/ca.pem"

static void
forget_everything (UiBed *bed)
{
  static const char *const keys[] = { "endpoint",        "ca-files",
                                      "site-ssid",       "certificate-path",
                                      "provision-order", "unencrypted-warning-accepted",
                                      "remember-account" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (bed->settings, keys[i]);
  ui_bed_settle (bed);
}

/* As by its key or from the menu. */
static GtkWidget *
open_preferences (UiBed *bed)
{
  g_autoptr (GList) windows = NULL;

  ui_press (bed, "win.preferences");
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    if (SC_IS_PREFERENCES_WINDOW (item->data))
      return item->data;
  g_assert_not_reached ();
}

static gboolean
is_button_called (GtkWidget *widget, gpointer label)
{
  g_autofree char *text = GTK_IS_BUTTON (widget) ? ui_button_label (widget) : NULL;

  return g_strcmp0 (text, label) == 0 && gtk_widget_get_mapped (widget);
}

static void
click (UiBed *bed, GtkWidget *root, const char *label)
{
  GtkWidget *button = ui_find (root, is_button_called, (gpointer)label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
}

static const char *
typed (GtkWidget *root, const char *title)
{
  GtkWidget *row = ui_find_row (root, title);

  g_assert_nonnull (row);
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
test_shows_what_is_remembered (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *preferences;

  forget_everything (bed);
  g_settings_set_string (bed->settings, "endpoint", PRIVATE_ENDPOINT);
  sc_ca_files_set (bed->settings, PRIVATE_ENDPOINT, CA_FILE);
  g_settings_set_value (bed->settings, "site-ssid", g_variant_new_bytestring ("Hall 1"));
  preferences = open_preferences (bed);
  g_assert_true (ui_shows (preferences, PRIVATE_ENDPOINT));
  g_assert_true (ui_shows (preferences, CA_FILE));
  g_assert_true (ui_shows (preferences, "ADI OtoSense SMS"));
  g_assert_false (ui_shows (preferences, "Saved in the keyring"));
  gtk_window_close (GTK_WINDOW (preferences));
  forget_everything (bed);
}

static void
test_changes_account_and_network_where_they_are_entered (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_sign_in (bed);
  g_assert_null (ui_find_row (GTK_WIDGET (bed->window), "Client ID"));
  click (bed, open_preferences (bed), "Change");
  g_assert_nonnull (ui_find_row (GTK_WIDGET (bed->window), "Client ID"));
  forget_everything (bed);
}

static void
test_forgets_an_authority (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *preferences, *button;
  g_autofree char *gone = NULL;
  g_autofree char *kept = NULL;

  forget_everything (bed);
  sc_ca_files_set (bed->settings, PRIVATE_ENDPOINT, CA_FILE);
  sc_ca_files_set (bed->settings, "https://other.example", "/etc/other.pem");
  preferences = open_preferences (bed);
  button = ui_find_type (ui_find_row (preferences, PRIVATE_ENDPOINT), GTK_TYPE_BUTTON);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
  gone = sc_ca_files_get (bed->settings, PRIVATE_ENDPOINT);
  kept = sc_ca_files_get (bed->settings, "https://other.example");
  g_assert_null (gone);
  g_assert_cmpstr (kept, ==, "/etc/other.pem");
  g_assert_false (ui_shows (preferences, CA_FILE));
  gtk_window_close (GTK_WINDOW (preferences));
  forget_everything (bed);
}

static void
test_known_endpoint_brings_its_authority (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *root = GTK_WIDGET (bed->window);
  GtkWidget *endpoint = ui_find_row (root, "API endpoint");

  forget_everything (bed);
  sc_ca_files_set (bed->settings, PRIVATE_ENDPOINT, CA_FILE);
  ui_type (endpoint, PRIVATE_ENDPOINT "/"); /* as it is known, but for the slash */
  ui_bed_settle (bed);
  g_assert_cmpstr (typed (root, "Authority file"), ==, CA_FILE);
  ui_type (endpoint, "https://public.example");
  ui_bed_settle (bed);
  g_assert_true (ui_holds (root, "https://public.example"));
  g_assert_false (ui_holds (root, CA_FILE));
  forget_everything (bed);
}

static void
test_authority_that_was_typed_stays (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *root = GTK_WIDGET (bed->window);

  forget_everything (bed);
  sc_ca_files_set (bed->settings, PRIVATE_ENDPOINT, CA_FILE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_find_row (root, "Private cloud")), TRUE);
  ui_bed_settle (bed);
  ui_type (ui_find_row (root, "Authority file"), "/home/me/ca.pem");
  ui_type (ui_find_row (root, "API endpoint"), PRIVATE_ENDPOINT);
  ui_bed_settle (bed);
  g_assert_cmpstr (typed (root, "Authority file"), ==, "/home/me/ca.pem");
  forget_everything (bed);
}

static void
test_certificate_address_is_one_setting (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *root = GTK_WIDGET (bed->window);
  GtkWidget *preferences;
  g_autofree char *path = NULL;

  forget_everything (bed);
  preferences = open_preferences (bed);
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (ui_find_row (preferences, "Certificate address")), TRUE);
  ui_bed_settle (bed);
  ui_type (ui_find_row (preferences, "Address (/…)"), "cert"); /* has to begin with / */
  ui_bed_settle (bed);
  path = g_settings_get_string (bed->settings, "certificate-path");
  g_assert_cmpstr (path, ==, "");
  ui_type (ui_find_row (preferences, "Address (/…)"), "/cert.pem");
  ui_bed_settle (bed);
  g_assert_cmpstr (typed (root, "Address (/…)"), ==, "/cert.pem");
  gtk_window_close (GTK_WINDOW (preferences));
  forget_everything (bed);
}

static void
test_order_is_taken_up_at_once (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *preferences;

  forget_everything (bed);
  preferences = open_preferences (bed);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find_row (preferences, "Provision in the cloud")),
                              SC_ORDER_ALWAYS_AFTER);
  ui_bed_settle (bed);
  g_assert_cmpint (g_settings_get_enum (bed->settings, "provision-order"), ==,
                   SC_ORDER_ALWAYS_AFTER);
  g_assert_false (sc_workflow_will_provision_early (bed->workflow));
  gtk_window_close (GTK_WINDOW (preferences));
  forget_everything (bed);
}

/* Files that cannot be opened by name later */

typedef struct
{
  GMainLoop *loop;
  char *path;
  GError *error;
} Keeping;

static void
on_kept (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Keeping *keeping = user_data;

  keeping->path = sc_ca_file_keep_finish (result, &keeping->error);
  g_main_loop_quit (keeping->loop);
}

/* @folder: below the runtime directory, where the file portal's documents are, or elsewhere */
static char *
keep (const char *folder, const char *contents, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "authority.pem", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Keeping keeping = { g_main_loop_new (NULL, FALSE), NULL, NULL };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  sc_ca_file_keep_async (file, NULL, on_kept, &keeping);
  g_main_loop_run (keeping.loop);
  g_main_loop_unref (keeping.loop);
  g_unlink (path);
  if (keeping.error != NULL)
    g_propagate_error (error, keeping.error);
  return keeping.path;
}

static char *
document_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "doc", "5c1f00d", NULL);
}

static void
test_keeps_a_copy_of_a_document (void)
{
  g_autoptr (GBytes) pem = ui_bed_pem ();
  g_autofree char *text = g_strndup (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  g_autofree char *folder = document_folder ();
  g_autofree char *path = keep (folder, text, NULL);
  g_autofree char *again = keep (folder, text, NULL);
  g_autofree char *contents = NULL;

  g_assert_nonnull (path);
  g_assert_true (g_str_has_prefix (path, g_get_user_config_dir ()));
  g_assert_true (g_str_has_suffix (path, "-authority.pem"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL)); /* the document is gone */
  g_assert_cmpstr (contents, ==, text);
  g_assert_cmpstr (path, ==, again);
}

static void
test_names_an_ordinary_file (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "authorities", NULL);
  g_autofree char *expected = g_build_filename (folder, "authority.pem", NULL);
  g_autofree char *path = keep (folder, "not looked at before signing in", NULL);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_copies_nothing_but_certificates (void)
{
  g_autofree char *folder = document_folder ();
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, 'x');
  const char *const wrong[] = { "", "no certificate",
                                "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n",
                                large };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (keep (folder, wrong[i], &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_CA_FILE_INVALID);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name) g_test_add_func ("/preferences/" #name, test_##name)
  ADD (shows_what_is_remembered);
  ADD (changes_account_and_network_where_they_are_entered);
  ADD (forgets_an_authority);
  ADD (known_endpoint_brings_its_authority);
  ADD (authority_that_was_typed_stays);
  ADD (certificate_address_is_one_setting);
  ADD (order_is_taken_up_at_once);
  ADD (keeps_a_copy_of_a_document);
  ADD (names_an_ordinary_file);
  ADD (copies_nothing_but_certificates);
#undef ADD
  return g_test_run ();
}
