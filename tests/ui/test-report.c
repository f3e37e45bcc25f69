/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the Done page does with a report besides showing it, and the list of keys. */

#include "sc-report-print.h"
#include "sc-shortcuts-window.h"
#include "sc-ui-bed.h"

#include <glib/gstdio.h>

typedef struct
{
  GMainLoop *loop;
  GtkPrintOperationResult result;
} Job;

static void
on_done (GtkPrintOperation *operation G_GNUC_UNUSED, GtkPrintOperationResult result,
         gpointer user_data)
{
  Job *job = user_data;

  job->result = result;
  g_main_loop_quit (job->loop);
}

/* Prints into a PDF file, as the dialog's "Print to File" does; gives the number of pages. */
static guint
print (const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "report.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = sc_report_print_new ("Sensor 0000S111A", text);
  Job job = { g_main_loop_new (NULL, FALSE), GTK_PRINT_OPERATION_RESULT_ERROR };
  g_autofree char *pdf = NULL;
  gsize n_bytes;

  gtk_print_operation_set_export_filename (operation, path);
  /* bare: the job lives until the loop has ended */
  g_signal_connect (operation, "done", G_CALLBACK (on_done), &job);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL)
      == GTK_PRINT_OPERATION_RESULT_IN_PROGRESS)
    g_main_loop_run (job.loop);
  g_main_loop_unref (job.loop);
  g_assert_cmpint (job.result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &pdf, &n_bytes, NULL));
  g_assert_cmpuint (n_bytes, >, 1000);
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  g_unlink (path);
  return (guint)gtk_print_operation_get_n_pages_to_print (operation);
}

static void
test_prints_a_short_report_on_one_page (void)
{
  g_assert_cmpuint (print ("Sensor ID: 0000S111A\nState: In contact with the cloud\n"), ==, 1);
  g_assert_cmpuint (print (""), ==, 1);
}

static void
test_prints_a_long_report_on_as_many_pages_as_it_needs (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  guint n_pages;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (lines, "2026-03-02 08:00:%02u +00:00  Asked the cloud\n", i % 60);
  n_pages = print (lines->str);
  g_assert_cmpuint (n_pages, >=, 3);
  g_assert_cmpuint (n_pages, <=, 6);

  /* One line without an end is broken into lines as well. */
  for (guint i = 0; i < 4000; i++)
    g_string_append (paragraph, "0123456789:");
  g_assert_cmpuint (print (paragraph->str), >, 3);
}

static gboolean
is_caption (GtkWidget *widget, gpointer text)
{
  return gtk_widget_has_css_class (widget, "key-cap")
         && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static void
test_lists_every_key_of_the_window (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  guint n_keys;
  const ScWindowKey *keys = sc_window_keys_get (&n_keys);
  GtkWindow *list = sc_shortcuts_window_new (GTK_WINDOW (bed->window), keys, n_keys);

  gtk_window_present (list);
  ui_bed_settle (bed);
  for (guint i = 0; i < n_keys; i++)
    g_assert_nonnull (ui_find_row (GTK_WIDGET (list), keys[i].title));
  g_assert_nonnull (ui_find (GTK_WIDGET (list), is_caption, (gpointer) "Ctrl"));
  g_assert_nonnull (ui_find (GTK_WIDGET (list), is_caption, (gpointer) "F5"));
  gtk_window_destroy (list);
}

static gboolean
has_action (const char *wanted)
{
  const char *name, *property;
  const GVariantType *type;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (g_type_class_peek (SC_TYPE_WINDOW), i, &owner,
                                                   &name, &type, &property);
       i++)
    if (g_str_equal (name, wanted))
      return TRUE;
  return FALSE;
}

static void
test_every_key_has_its_action (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  guint n_keys;
  const ScWindowKey *keys = sc_window_keys_get (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (keys[i].action != NULL)
      g_assert_true (has_action (keys[i].action));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name) g_test_add_func ("/report/" #name, test_##name)
  ADD (prints_a_short_report_on_one_page);
  ADD (prints_a_long_report_on_as_many_pages_as_it_needs);
  ADD (lists_every_key_of_the_window);
  ADD (every_key_has_its_action);
#undef ADD
  return g_test_run ();
}
