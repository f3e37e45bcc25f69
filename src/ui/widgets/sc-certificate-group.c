/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-certificate-group.h"

#include "sc-field-hint.h"
#include "sc-ui.h"
#include "sc-validate.h"

#define KEY "certificate-path"

struct _ScCertificateGroup
{
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow *expander;
  AdwEntryRow *path_row;
  ScFieldHint *path_hint;
  GSettings *settings; /* nullable */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScCertificateGroup, sc_certificate_group, ADW_TYPE_PREFERENCES_GROUP)

/**
 * sc_certificate_group_get_path:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): what was typed, good or not; %NULL for nothing
 */
const char *
sc_certificate_group_get_path (ScCertificateGroup *self)
{
  const char *path;

  g_return_val_if_fail (SC_IS_CERTIFICATE_GROUP (self), NULL);
  path = gtk_editable_get_text (GTK_EDITABLE (self->path_row));
  return path[0] == '\0' ? NULL : path;
}

/**
 * sc_certificate_group_is_good:
 * @self: a group
 *
 * Says beside the entry what is wrong with it.
 *
 * Returns: whether the address can be used; so can none
 */
gboolean
sc_certificate_group_is_good (ScCertificateGroup *self)
{
  const char *path;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SC_IS_CERTIFICATE_GROUP (self), FALSE);
  path = sc_certificate_group_get_path (self);
  if (path != NULL)
    sc_validate_sensor_path (path, &error);
  sc_field_hint_show (self->path_hint, error, SC_INPUT_WARNING_NONE);
  return error == NULL;
}

static void
on_path_changed (ScCertificateGroup *self)
{
  const char *path = sc_certificate_group_get_path (self);

  if (sc_certificate_group_is_good (self) && self->settings != NULL)
    g_settings_set_string (self->settings, KEY, path == NULL ? "" : path);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Typed elsewhere, or at the start. */
static void
on_setting_changed (ScCertificateGroup *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, KEY);

  if (g_strcmp0 (path, gtk_editable_get_text (GTK_EDITABLE (self->path_row))) == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->path_row), path);
  if (path[0] != '\0')
    adw_expander_row_set_expanded (self->expander, TRUE);
}

/**
 * sc_certificate_group_bind:
 * @self: a group
 * @settings: has the key `certificate-path`
 *
 * Shows what is set, and sets what is typed as soon as it is good.
 */
void
sc_certificate_group_bind (ScCertificateGroup *self, GSettings *settings)
{
  g_return_if_fail (SC_IS_CERTIFICATE_GROUP (self) && self->settings == NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (on_setting_changed), self,
                           G_CONNECT_SWAPPED);
  on_setting_changed (self);
}

/**
 * sc_certificate_group_focus:
 * @self: a group
 *
 * Unfolds it and puts the focus into the entry.
 */
void
sc_certificate_group_focus (ScCertificateGroup *self)
{
  g_return_if_fail (SC_IS_CERTIFICATE_GROUP (self));
  adw_expander_row_set_expanded (self->expander, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->path_row));
}

static void
sc_certificate_group_dispose (GObject *object)
{
  ScCertificateGroup *self = SC_CERTIFICATE_GROUP (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sc_certificate_group_parent_class)->dispose (object);
}

static void
sc_certificate_group_class_init (ScCertificateGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_certificate_group_dispose;

  /**
   * ScCertificateGroup::changed:
   * @self: the group
   *
   * Something was typed, or filled in.
   */
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_CERTIFICATE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SC_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-certificate-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ScCertificateGroup, expander);
  gtk_widget_class_bind_template_child (widget_class, ScCertificateGroup, path_row);
  gtk_widget_class_bind_template_child (widget_class, ScCertificateGroup, path_hint);
}

static void
sc_certificate_group_init (ScCertificateGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_field_hint_attach (self->path_hint, self->path_row);
  g_signal_connect_object (self->path_row, "changed", G_CALLBACK (on_path_changed), self,
                           G_CONNECT_SWAPPED);
}
