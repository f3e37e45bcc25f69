/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-window-private.h"

#include "sc-compat.h"
#include "sc-portal.h"
#include "sc-report-print.h"

#include <glib/gi18n-lib.h>

/* The report of the record shown: to the clipboard, a file, a printer. */

static char *
make_report (ScWindow *self)
{
  ScRecord *record = sc_workflow_get_current (self->workflow);

  return record == NULL ? NULL : self->setup.report (record, self->setup.report_data);
}

static void
copy_report (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  g_autofree char *report = make_report (self);

  if (report == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), report);
  sc_window_toast (self, _ ("Report copied"));
}

static void
on_report_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    sc_window_toast (self, _ ("Report saved"));
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Not saved: %s"), error->message);

      sc_window_toast (self, text);
    }
}

static void
on_report_file (GFile *file, gpointer user_data)
{
  ScWindow *self = user_data;
  g_autofree char *report = make_report (self);
  g_autoptr (GBytes) bytes = NULL;

  if (report == NULL)
    return;
  bytes = g_bytes_new (report, strlen (report));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       on_report_written, g_object_ref (self));
}

static void
save_report (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScRecord *record = sc_workflow_get_current (self->workflow);
  const char *id = record != NULL ? sc_record_get_sensor_id (record) : NULL;
  g_autofree char *file_name = g_strdup_printf ("sensor-%s.txt", id != NULL ? id : "report");

  g_strdelimit (file_name, "/\\", '-');
  sc_compat_save_file (GTK_WINDOW (self), _ ("Save the Report"), file_name, on_report_file,
                       g_object_ref (self), g_object_unref);
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  ScWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  switch (result)
    {
    case GTK_PRINT_OPERATION_RESULT_APPLY:
      sc_window_toast (self, _ ("Report handed to the printer"));
      break;
    case GTK_PRINT_OPERATION_RESULT_ERROR:
      gtk_print_operation_get_error (operation, &error);
      text = g_strdup_printf (_ ("Not printed: %s"), error->message);
      sc_window_toast (self, text);
      break;
    case GTK_PRINT_OPERATION_RESULT_CANCEL:
    case GTK_PRINT_OPERATION_RESULT_IN_PROGRESS:
      break;
    }
}

static void
show_print_dialog (gpointer user_data)
{
  ScWindow *self = user_data;
  g_autofree char *report = make_report (self);
  g_autofree char *title = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  const char *id;

  if (report == NULL)
    return;
  id = sc_record_get_sensor_id (sc_workflow_get_current (self->workflow));
  /* Translators: %s is a sensor's ID */
  title = g_strdup_printf (_ ("Sensor %s"), id != NULL ? id : _ ("without a name"));
  operation = sc_report_print_new (title, report);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           NULL); /* `done` tells of errors, too */
}

static void
print_report (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_portal_then (GTK_WINDOW (widget), SC_PORTAL_PRINT, show_print_dialog, g_object_ref (widget),
                  g_object_unref);
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "win.copy-report", copy_report },
  { "win.save-report", save_report },
  { "win.print-report", print_report },
};

/**
 * sc_window_report_init:
 * @klass: the window's class
 *
 * Installs the commands for the report.
 */
void
sc_window_report_init (ScWindowClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), actions[i].name, NULL,
                                     actions[i].func);
}
