/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-practise-window.h"

#include "sc-ui.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _ScPractiseWindow
{
  AdwWindow parent_instance;

  GtkSearchEntry *search_entry;
  GtkBox *groups_box;
  GtkWidget *nothing_label;

  GPtrArray *groups; /* of AdwPreferencesGroup; each keeps its rows */
};

G_DEFINE_FINAL_TYPE (ScPractiseWindow, sc_practise_window, ADW_TYPE_WINDOW)

#define EXERCISE_KEY "sc-exercise"
#define ROWS_KEY "sc-rows"

static void
on_row_activated (ScPractiseWindow *self, AdwActionRow *row)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));
  const ScExercise *exercise = g_object_get_data (G_OBJECT (row), EXERCISE_KEY);

  g_action_group_activate_action (G_ACTION_GROUP (app), "rehearse",
                                  g_variant_new_string (exercise->id));
  gtk_window_close (GTK_WINDOW (self));
}

/* Whether each of the words is somewhere in what is said about it. */
static gboolean
matches (const ScExercise *exercise, const char *const *words)
{
  g_autofree char *text = g_strdup_printf ("%s %s %s %s", exercise->group, exercise->title,
                                           exercise->description, exercise->id);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
filter_group (GtkWidget *group, const char *const *words)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), ROWS_KEY);
  gboolean any = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      gboolean visible = matches (g_object_get_data (G_OBJECT (row), EXERCISE_KEY), words);

      gtk_widget_set_visible (row, visible);
      any = any || visible;
    }
  gtk_widget_set_visible (group, any);
  return any;
}

static void
on_search_changed (ScPractiseWindow *self)
{
  g_autofree char *folded =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean any = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    any = filter_group (g_ptr_array_index (self->groups, i), (const char *const *)words) || any;
  gtk_widget_set_visible (self->nothing_label, !any);
}

/* Escape clears first, then closes. */
static void
on_stop_search (ScPractiseWindow *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] == '\0')
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static GtkWidget *
create_row (ScPractiseWindow *self, const ScExercise *exercise)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), exercise->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), exercise->description);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), EXERCISE_KEY, (gpointer)exercise);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
create_group (ScPractiseWindow *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  g_object_set_data_full (G_OBJECT (group), ROWS_KEY, g_ptr_array_new (),
                          (GDestroyNotify)g_ptr_array_unref);
  gtk_box_append (self->groups_box, group);
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
add_exercises (ScPractiseWindow *self, const ScExercise *exercises)
{
  GtkWidget *group = NULL;

  for (const ScExercise *exercise = exercises; exercise->id != NULL; exercise++)
    {
      GtkWidget *row = create_row (self, exercise);

      if (group == NULL || !g_str_equal (exercise->group, exercise[-1].group))
        group = create_group (self, exercise->group);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (g_object_get_data (G_OBJECT (group), ROWS_KEY), row);
    }
}

static void
sc_practise_window_finalize (GObject *object)
{
  g_ptr_array_unref (SC_PRACTISE_WINDOW (object)->groups);

  G_OBJECT_CLASS (sc_practise_window_parent_class)->finalize (object);
}

static void
sc_practise_window_class_init (ScPractiseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_practise_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-practise-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ScPractiseWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ScPractiseWindow, groups_box);
  gtk_widget_class_bind_template_child (widget_class, ScPractiseWindow, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
sc_practise_window_init (ScPractiseWindow *self)
{
  GtkEditable *text;

  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* GTK 4.8 does not hand the entry's name on to the part that takes the focus. */
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search scenarios"), -1);
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

  add_exercises (self, exercises);
  sc_ui_fit_to_parent (GTK_WINDOW (self), parent);
  return GTK_WINDOW (self);
}
