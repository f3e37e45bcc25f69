/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-diagnostics-window.h"

#include "sc-button-box.h"
#include "sc-compat.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _ScDiagnosticsWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkTextView *view;
  GtkButton *copy_button;
  GtkWidget *save_button;

  GBytes *text;
};

G_DEFINE_FINAL_TYPE (ScDiagnosticsWindow, sc_diagnostics_window, ADW_TYPE_WINDOW)

static void
toast (ScDiagnosticsWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
on_copy (ScDiagnosticsWindow *self)
{
  g_autofree char *text =
      g_strndup (g_bytes_get_data (self->text, NULL), g_bytes_get_size (self->text));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  toast (self, _ ("Diagnostics copied"));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScDiagnosticsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_autofree char *name = g_file_get_basename (G_FILE (source));
      g_autofree char *shown = g_filename_display_name (name);

      text = g_strdup_printf (_ ("Saved as %s"), shown);
    }
  else
    text = g_strdup_printf (_ ("Not saved: %s"), error->message);
  toast (self, text);
}

static void
on_file (GFile *file, gpointer user_data)
{
  ScDiagnosticsWindow *self = user_data;

  g_file_replace_contents_bytes_async (file, self->text, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_written, g_object_ref (self));
}

static void
on_save (ScDiagnosticsWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "sensor-commissioner-%Y-%m-%d-%H%M.txt");

  sc_compat_save_file (GTK_WINDOW (self), _ ("Save Diagnostics"), name, on_file,
                       g_object_ref (self), g_object_unref);
}

static void
sc_diagnostics_window_finalize (GObject *object)
{
  g_bytes_unref (SC_DIAGNOSTICS_WINDOW (object)->text);
  G_OBJECT_CLASS (sc_diagnostics_window_parent_class)->finalize (object);
}

static void
sc_diagnostics_window_class_init (ScDiagnosticsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_diagnostics_window_finalize;
  g_type_ensure (SC_TYPE_BUTTON_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-diagnostics-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ScDiagnosticsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ScDiagnosticsWindow, view);
  gtk_widget_class_bind_template_child (widget_class, ScDiagnosticsWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ScDiagnosticsWindow, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
sc_diagnostics_window_init (ScDiagnosticsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_wrap_button_label (self->copy_button);
  sc_ui_wrap_button_label (GTK_BUTTON (self->save_button));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save_button);
  gtk_window_set_focus (GTK_WINDOW (self), self->save_button);
}

/**
 * sc_diagnostics_window_new:
 * @parent: (nullable): the window it belongs to
 * @text: what is saved, redacted
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
sc_diagnostics_window_new (GtkWindow *parent, const char *text)
{
  ScDiagnosticsWindow *self =
      g_object_new (SC_TYPE_DIAGNOSTICS_WINDOW, "transient-for", parent, NULL);

  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
  self->text = g_bytes_new (text, strlen (text));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  return GTK_WINDOW (self);
}
