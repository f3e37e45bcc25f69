/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-fact-row.h"

#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScFactRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *warning_icon;
  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkWidget *copy_button;

  gboolean is_monospace;
  char *value;
};

G_DEFINE_FINAL_TYPE (ScFactRow, sc_fact_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_CAN_COPY = 1,
  PROP_MONOSPACE,
  PROP_WARNING
};

/* A fingerprint has nowhere to break; give it places, but do not copy them. */
static char *
make_breakable (ScFactRow *self, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ":", self->is_monospace ? -1 : 1);

  return g_strjoinv (":\u200b", parts);
}

/**
 * sc_fact_row_set_value:
 * @self: a row
 * @value: (nullable): what it says; %NULL or empty hides the row
 */
void
sc_fact_row_set_value (ScFactRow *self, const char *value)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (SC_IS_FACT_ROW (self));

  if (g_strcmp0 (self->value, value) == 0)
    return;
  g_free (self->value);
  self->value = g_strdup (value);
  shown = make_breakable (self, value == NULL ? "" : value);
  gtk_label_set_label (self->value_label, shown);
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL && value[0] != '\0');
}

static void
on_copy (ScFactRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->value);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
on_title_changed (ScFactRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* Translators: %s is what the value is, such as "MAC address". */
  g_autofree char *copy = g_strdup_printf (_ ("Copy %s"), title);

  gtk_label_set_label (self->title_label, title);
  gtk_widget_set_tooltip_text (self->copy_button, copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  copy, -1);
}

static void
sc_fact_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ScFactRow *self = SC_FACT_ROW (object);

  switch (id)
    {
    case PROP_CAN_COPY:
      gtk_widget_set_visible (self->copy_button, g_value_get_boolean (value));
      break;
    case PROP_MONOSPACE:
      self->is_monospace = g_value_get_boolean (value);
      if (self->is_monospace)
        gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "monospace");
      break;
    case PROP_WARNING: /* by colour and by an icon */
      gtk_widget_set_visible (self->warning_icon, g_value_get_boolean (value));
      if (g_value_get_boolean (value))
        gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
sc_fact_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean had_focus = gtk_widget_get_focus_child (widget) != NULL;

  if (gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction))
    return TRUE;
  /* From its own button the list goes on by itself. */
  return !had_focus && sc_ui_focus_past (widget, direction);
}

static void
sc_fact_row_finalize (GObject *object)
{
  g_free (SC_FACT_ROW (object)->value);

  G_OBJECT_CLASS (sc_fact_row_parent_class)->finalize (object);
}

static void
sc_fact_row_class_init (ScFactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sc_fact_row_set_property;
  object_class->finalize = sc_fact_row_finalize;
  widget_class->focus = sc_fact_row_focus;
  g_object_class_install_property (object_class, PROP_CAN_COPY,
                                   g_param_spec_boolean ("can-copy", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_MONOSPACE,
                                   g_param_spec_boolean ("monospace", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_WARNING,
                                   g_param_spec_boolean ("warning", NULL, NULL, FALSE, flags));

  gtk_widget_class_set_template_from_resource (widget_class, SC_UI_RESOURCE_PATH "/sc-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ScFactRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ScFactRow, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, ScFactRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, ScFactRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

/* A hyphen at the end of a line would be taken for a part of the value. */
static void
keep_hyphens_out (GtkLabel *label)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

static void
sc_fact_row_init (ScFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_hyphens_out (self->value_label);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title_changed), NULL); /* own signal */
}
