/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-practise-window.h"

#include "sc-ui.h"

struct _ScPractiseWindow
{
  AdwWindow parent_instance;

  GtkListBox *list;
  const ScExercise *exercises;
};

G_DEFINE_FINAL_TYPE (ScPractiseWindow, sc_practise_window, ADW_TYPE_WINDOW)

static void
on_row_activated (ScPractiseWindow *self, GtkListBoxRow *row)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));
  const ScExercise *exercise = &self->exercises[gtk_list_box_row_get_index (row)];

  g_action_group_activate_action (G_ACTION_GROUP (app), "rehearse",
                                  g_variant_new_string (exercise->id));
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
create_row (const ScExercise *exercise)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), exercise->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), exercise->description);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
sc_practise_window_class_init (ScPractiseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-practise-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ScPractiseWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sc_practise_window_init (ScPractiseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sc_practise_window_new:
 * @parent: the main window
 * @exercises: what can be practised, see #ScWindowSetup
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
sc_practise_window_new (GtkWindow *parent, const ScExercise *exercises)
{
  ScPractiseWindow *self = g_object_new (SC_TYPE_PRACTISE_WINDOW, "transient-for", parent,
                                         "application", gtk_window_get_application (parent), NULL);

  self->exercises = exercises;
  for (const ScExercise *exercise = exercises; exercise->id != NULL; exercise++)
    gtk_list_box_append (self->list, create_row (exercise));
  return GTK_WINDOW (self);
}
