/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-shortcuts-window.h"

#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScShortcutsWindow
{
  AdwWindow parent_instance;

  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (ScShortcutsWindow, sc_shortcuts_window, ADW_TYPE_WINDOW)

/* "Ctrl" and "S" as two keys of a keyboard. */
static GtkWidget *
create_caps (const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) names = g_strsplit (label, "+", -1);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *cap = gtk_label_new (names[i]);

      gtk_widget_add_css_class (cap, "key-cap");
      gtk_box_append (GTK_BOX (box), cap);
    }
  return box;
}

static GtkWidget *
create_row (const ScWindowKey *key)
{
  g_autofree char *label = gtk_accelerator_get_label (key->keyval, key->modifiers);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (key->title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_caps (label));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label,
                                  -1);
  return row;
}

static void
sc_shortcuts_window_class_init (ScShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-shortcuts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ScShortcutsWindow, groups);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
sc_shortcuts_window_init (ScShortcutsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sc_shortcuts_window_new:
 * @parent: the main window
 * @keys: what to list, see sc_window_keys_get()
 * @n_keys: how many
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
sc_shortcuts_window_new (GtkWindow *parent, const ScWindowKey *keys, guint n_keys)
{
  ScShortcutsWindow *self = g_object_new (SC_TYPE_SHORTCUTS_WINDOW, "transient-for", parent,
                                          "application", gtk_window_get_application (parent), NULL);
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < n_keys; i++)
    {
      if (i == 0 || !g_str_equal (keys[i].group, keys[i - 1].group))
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (keys[i].group));
          gtk_box_append (self->groups, GTK_WIDGET (group));
        }
      adw_preferences_group_add (group, create_row (&keys[i]));
    }
  sc_ui_fit_to_parent (GTK_WINDOW (self), parent);
  return GTK_WINDOW (self);
}
