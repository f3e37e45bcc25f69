/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-sensor-key-form.h"

#include "sc-error.h"
#include "sc-field-hint.h"
#include "sc-secret-entry.h"
#include "sc-ui.h"

struct _ScSensorKeyForm
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *key_row;
  ScFieldHint *key_hint;

  ScSecretEntry *key;
  ScSecurity security;
};

G_DEFINE_FINAL_TYPE (ScSensorKeyForm, sc_sensor_key_form, ADW_TYPE_PREFERENCES_GROUP)

/* The rules of the site network's password in the words of the sensor's. It goes to this computer's
 * Wi-Fi, not through a sensor's form: what that may mangle is fine. */
static gboolean
check_key (const char *text, ScInputWarning *warnings, gpointer user_data, GError **error)
{
  ScSensorKeyForm *self = user_data;
  g_autoptr (GError) rule = NULL;
  gboolean good = sc_validate_key (self->security, text, warnings, &rule);

  *warnings &= ~SC_INPUT_WARNING_PERCENT_OR_PLUS;
  if (!good)
    g_set_error_literal (error, SC_ERROR,
                         text[0] == '\0' ? SC_ERROR_LINK_KEY_NEEDED : SC_ERROR_LINK_KEY_INVALID,
                         rule->message);
  return good;
}

/**
 * sc_sensor_key_form_show:
 * @self: a form
 * @access_point: (nullable): the network that would be joined
 */
void
sc_sensor_key_form_show (ScSensorKeyForm *self, ScAccessPoint *access_point)
{
  gboolean needed = access_point != NULL && sc_access_point_needs_key (access_point);

  g_return_if_fail (SC_IS_SENSOR_KEY_FORM (self));

  if (needed)
    self->security = sc_access_point_get_security (access_point) == SC_AP_SECURITY_WPA3
                         ? SC_SECURITY_WPA3
                         : SC_SECURITY_WPA;
  gtk_widget_set_visible (GTK_WIDGET (self), needed);
}

/**
 * sc_sensor_key_form_check:
 * @self: a form
 *
 * Says beside the entry what is wrong with it, and puts the focus there if something is.
 *
 * Returns: %TRUE if there is something good to take
 */
gboolean
sc_sensor_key_form_check (ScSensorKeyForm *self)
{
  g_return_val_if_fail (SC_IS_SENSOR_KEY_FORM (self), FALSE);
  if (sc_secret_entry_check (self->key, TRUE))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  sc_ui_bring_into_view (GTK_WIDGET (self->key_hint));
  return FALSE;
}

/**
 * sc_sensor_key_form_take:
 * @self: a form that sc_sensor_key_form_check() found good
 *
 * The password is no longer in its entry after this.
 *
 * Returns: (transfer none): the password, valid until the next call
 */
ScSecret *
sc_sensor_key_form_take (ScSensorKeyForm *self)
{
  g_return_val_if_fail (SC_IS_SENSOR_KEY_FORM (self), NULL);
  return sc_secret_entry_take (self->key);
}

static void
sc_sensor_key_form_dispose (GObject *object)
{
  g_clear_object (&SC_SENSOR_KEY_FORM (object)->key);
  G_OBJECT_CLASS (sc_sensor_key_form_parent_class)->dispose (object);
}

static void
sc_sensor_key_form_class_init (ScSensorKeyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_sensor_key_form_dispose;

  g_type_ensure (SC_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-sensor-key-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ScSensorKeyForm, key_row);
  gtk_widget_class_bind_template_child (widget_class, ScSensorKeyForm, key_hint);
}

static void
sc_sensor_key_form_init (ScSensorKeyForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->security = SC_SECURITY_WPA;
  self->key = sc_secret_entry_new (self->key_row, self->key_hint, check_key, self);
}
