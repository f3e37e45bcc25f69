/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-heading.h"

struct _ScHeading
{
  GtkWidget parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (ScHeading, sc_heading, GTK_TYPE_WIDGET)

/**
 * sc_heading_set_text:
 * @self: a heading
 * @text: a few words
 */
void
sc_heading_set_text (ScHeading *self, const char *text)
{
  g_return_if_fail (SC_IS_HEADING (self));

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * sc_heading_get_text:
 * @self: a heading
 *
 * Returns: what it says
 */
const char *
sc_heading_get_text (ScHeading *self)
{
  g_return_val_if_fail (SC_IS_HEADING (self), NULL);
  return gtk_label_get_label (self->label);
}

static void
sc_heading_dispose (GObject *object)
{
  ScHeading *self = SC_HEADING (object);
  GtkWidget *label = GTK_WIDGET (g_steal_pointer (&self->label));

  if (label != NULL)
    gtk_widget_unparent (label);

  G_OBJECT_CLASS (sc_heading_parent_class)->dispose (object);
}

static void
sc_heading_class_init (ScHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_heading_dispose;
  gtk_widget_class_set_css_name (widget_class, "heading");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
}

static void
sc_heading_init (ScHeading *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}
