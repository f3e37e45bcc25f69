/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-status-row.h"

#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-ui.h"

struct _ScStatusRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkLabel *time_label;

  ScLamp lamp;
};

G_DEFINE_FINAL_TYPE (ScStatusRow, sc_status_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_TIMED = 1
};

static const struct
{
  const char *icon;
  const char *css_class;
} lamps[] = {
  [SC_LAMP_OFF] = { "radio-symbolic", "lamp-off" },
  [SC_LAMP_WAITING] = { "content-loading-symbolic", "lamp-waiting" },
  [SC_LAMP_ON] = { "object-select-symbolic", "lamp-on" },
  [SC_LAMP_TROUBLE] = { "dialog-warning-symbolic", "lamp-trouble" },
};

static void
on_title_changed (ScStatusRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * sc_status_row_set_state:
 * @self: a row
 * @lamp: how it stands
 * @text: (nullable): the same in words
 */
void
sc_status_row_set_state (ScStatusRow *self, ScLamp lamp, const char *text)
{
  const char *classes[] = { "lamp", NULL, NULL };

  g_return_if_fail (SC_IS_STATUS_ROW (self));
  g_return_if_fail (lamp < G_N_ELEMENTS (lamps));

  classes[1] = lamps[lamp].css_class;
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_image_set_from_icon_name (self->icon, lamps[lamp].icon);
  sc_format_set_label (self->text_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text == NULL ? "" : text, -1);
  self->lamp = lamp;
}

/**
 * sc_status_row_fade:
 * @self: a row
 *
 * Takes the colour from its lamp, because what it says is of an earlier day. The next
 * sc_status_row_set_state() brings colour back.
 */
void
sc_status_row_fade (ScStatusRow *self)
{
  g_return_if_fail (SC_IS_STATUS_ROW (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "lamp-faded");
}

/**
 * sc_status_row_set_elapsed:
 * @self: a row
 * @elapsed_us: a duration in µs; negative shows none
 *
 * The room for the time stays the same, whatever it is. A row that never shows one has the property
 * `timed` off, and no such room.
 */
void
sc_status_row_set_elapsed (ScStatusRow *self, gint64 elapsed_us)
{
  g_autofree char *text = elapsed_us < 0 ? g_strdup ("") : sc_format_duration (elapsed_us);

  g_return_if_fail (SC_IS_STATUS_ROW (self));
  if (g_strcmp0 (gtk_label_get_label (self->time_label), text) != 0)
    gtk_label_set_label (self->time_label, text);
}

/**
 * sc_status_row_get_lamp:
 * @self: a row
 *
 * Returns: how it stands
 */
ScLamp
sc_status_row_get_lamp (ScStatusRow *self)
{
  g_return_val_if_fail (SC_IS_STATUS_ROW (self), SC_LAMP_OFF);
  return self->lamp;
}

static void
sc_status_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ScStatusRow *self = SC_STATUS_ROW (object);

  if (id == PROP_TIMED)
    gtk_widget_set_visible (GTK_WIDGET (self->time_label), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sc_status_row_class_init (ScStatusRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sc_status_row_set_property;
  g_object_class_install_property (
      object_class, PROP_TIMED,
      g_param_spec_boolean ("timed", NULL, NULL, TRUE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  widget_class->focus = sc_ui_focus_past;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-status-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ScStatusRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ScStatusRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ScStatusRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, ScStatusRow, time_label);
}

static void
sc_status_row_init (ScStatusRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title_changed), NULL); /* own signal */
  sc_status_row_set_state (self, SC_LAMP_OFF, NULL);
  sc_status_row_set_elapsed (self, -1);
}
