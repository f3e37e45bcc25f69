/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-preferences-window.h"

#include "sc-ca-files.h"
#include "sc-certificate-group.h"
#include "sc-fact-row.h"
#include "sc-format.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

#define ENDPOINT_KEY "sc-endpoint"

struct _ScPreferencesWindow
{
  AdwWindow parent_instance;

  ScWorkflow *workflow;
  GSettings *settings;
  GPtrArray *authorities; /* GtkWidget: rows, not owned */

  ScFactRow *endpoint_row;
  GtkWidget *change_account_button;
  GtkSwitch *remember_switch;
  AdwActionRow *forget_row;
  AdwComboRow *order_row;
  AdwPreferencesGroup *authority_group;
  ScFactRow *name_row;
  ScFactRow *security_row;
  GtkWidget *no_network_row;
  GtkWidget *change_network_button;
  GtkWidget *ask_again_row;
  ScFactRow *model_row;
  ScFactRow *path_row;
  ScCertificateGroup *certificate_group;
};

G_DEFINE_FINAL_TYPE (ScPreferencesWindow, sc_preferences_window, ADW_TYPE_WINDOW)

/* Does what a command of the main window does, there. */
static void
leave_for (ScPreferencesWindow *self, const char *action)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), action, NULL);
}

static void
on_change_account (ScPreferencesWindow *self)
{
  leave_for (self, "win.edit-account");
}

static void
on_change_network (ScPreferencesWindow *self)
{
  leave_for (self, "win.change-network");
}

static void
on_forget_account (ScPreferencesWindow *self)
{
  sc_workflow_forget_account (self->workflow);
}

static void
on_ask_again (ScPreferencesWindow *self)
{
  g_settings_reset (self->settings, "unencrypted-warning-accepted");
}

/* Authorities */

static void
on_forget_authority (ScPreferencesWindow *self, GtkButton *button)
{
  sc_ca_files_set (self->settings, g_object_get_data (G_OBJECT (button), ENDPOINT_KEY), NULL);
}

static GtkWidget *
create_authority_row (ScPreferencesWindow *self, const char *endpoint, const char *file)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the address of a cloud's API */
  g_autofree char *label = g_strdup_printf (_ ("Forget the authority of %s"), endpoint);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), endpoint);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), file);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), ENDPOINT_KEY, g_strdup (endpoint), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_forget_authority), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show_authorities (ScPreferencesWindow *self)
{
  g_autoptr (GVariant) files = g_settings_get_value (self->settings, "ca-files");
  GVariantIter iter;
  const char *endpoint, *file;

  for (guint i = 0; i < self->authorities->len; i++)
    adw_preferences_group_remove (self->authority_group, g_ptr_array_index (self->authorities, i));
  g_ptr_array_set_size (self->authorities, 0);
  g_variant_iter_init (&iter, files);
  while (g_variant_iter_next (&iter, "{&s&s}", &endpoint, &file))
    {
      GtkWidget *row = create_authority_row (self, endpoint, file);

      g_ptr_array_add (self->authorities, row);
      adw_preferences_group_add (self->authority_group, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->authority_group), self->authorities->len > 0);
}

/* The rest */

static void
show_network (ScPreferencesWindow *self)
{
  g_autoptr (GVariant) value = g_settings_get_value (self->settings, "site-ssid");
  g_autoptr (GBytes) ssid = g_variant_get_data_as_bytes (value);
  g_auto (GStrv) accepted = g_settings_get_strv (self->settings, "unencrypted-warning-accepted");
  gboolean has_network = g_bytes_get_size (ssid) > 0;
  g_autofree char *name = has_network ? sc_ssid_to_display (ssid) : NULL;
  ScSecurity security = (ScSecurity)g_settings_get_enum (self->settings, "site-security");

  sc_fact_row_set_value (self->name_row, name);
  sc_fact_row_set_value (self->security_row, has_network ? sc_format_security (security) : NULL);
  gtk_widget_set_visible (self->no_network_row, !has_network);
  gtk_widget_set_visible (self->ask_again_row, accepted[0] != NULL);
}

static void
show_model (ScPreferencesWindow *self)
{
  ScModel *model = sc_workflow_get_model (self->workflow);
  const char *path = sc_model_get_path (model, SC_MODEL_PATH_CERTIFICATE);

  sc_fact_row_set_value (self->model_row, sc_model_get_name (model));
  sc_fact_row_set_value (self->path_row, path);
  gtk_widget_set_visible (GTK_WIDGET (self->certificate_group), path == NULL);
}

static void
show (ScPreferencesWindow *self)
{
  ScAccount *saved = sc_workflow_get_saved_account (self->workflow);
  ScVisit *visit = sc_workflow_get_visit (self->workflow);
  gboolean free = sc_visit_state_is_end (sc_visit_get_state (visit))
                  && sc_workflow_get_sign_in (self->workflow) != SC_SIGN_IN_BUSY;
  g_autofree char *endpoint = g_settings_get_string (self->settings, "endpoint");

  sc_fact_row_set_value (self->endpoint_row, endpoint[0] == '\0' ? NULL : endpoint);
  gtk_widget_set_visible (GTK_WIDGET (self->forget_row), saved != NULL);
  if (saved != NULL)
    adw_action_row_set_subtitle (self->forget_row, sc_account_get_endpoint (saved));
  gtk_widget_set_sensitive (self->change_account_button, free);
  gtk_widget_set_sensitive (self->change_network_button, free);
  show_network (self);
  show_model (self);
}

static void
on_setting_changed (ScPreferencesWindow *self, const char *key)
{
  if (g_str_equal (key, "ca-files"))
    show_authorities (self);
  show (self);
}

static void
on_certificate_changed (ScPreferencesWindow *self)
{
  if (sc_certificate_group_is_good (self->certificate_group))
    sc_workflow_set_certificate_path (self->workflow,
                                      sc_certificate_group_get_path (self->certificate_group));
}

static void
on_order_changed (ScPreferencesWindow *self)
{
  guint order = adw_combo_row_get_selected (self->order_row);

  g_settings_set_enum (self->settings, "provision-order", (int)order);
  sc_workflow_set_order (self->workflow, (ScProvisionOrder)order);
}

/* In the order of #ScProvisionOrder */
static void
fill_orders (ScPreferencesWindow *self)
{
  const char *const orders[] = {
    [SC_ORDER_AUTO] = _ ("Before the sensor gets the network, if there is a second way online"),
    [SC_ORDER_ALWAYS_AFTER] = _ ("Always after the sensor got the network"),
    [SC_ORDER_ALWAYS_EARLY] = _ ("Always before the sensor gets the network"),
    NULL,
  };
  g_autoptr (GtkStringList) names = gtk_string_list_new (orders);

  adw_combo_row_set_model (self->order_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->order_row,
                              (guint)g_settings_get_enum (self->settings, "provision-order"));
  g_signal_connect_object (self->order_row, "notify::selected", G_CALLBACK (on_order_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
sc_preferences_window_dispose (GObject *object)
{
  ScPreferencesWindow *self = SC_PREFERENCES_WINDOW (object);

  g_clear_object (&self->workflow);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->authorities, g_ptr_array_unref);
  G_OBJECT_CLASS (sc_preferences_window_parent_class)->dispose (object);
}

static void
sc_preferences_window_class_init (ScPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_preferences_window_dispose;
  g_type_ensure (SC_TYPE_CERTIFICATE_GROUP);
  g_type_ensure (SC_TYPE_FACT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-preferences-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScPreferencesWindow, name)
  BIND (endpoint_row);
  BIND (change_account_button);
  BIND (remember_switch);
  BIND (forget_row);
  BIND (order_row);
  BIND (authority_group);
  BIND (name_row);
  BIND (security_row);
  BIND (no_network_row);
  BIND (change_network_button);
  BIND (ask_again_row);
  BIND (model_row);
  BIND (path_row);
  BIND (certificate_group);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_change_account);
  gtk_widget_class_bind_template_callback (widget_class, on_change_network);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_account);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_again);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
sc_preferences_window_init (ScPreferencesWindow *self)
{
  self->authorities = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_wrap_group_titles (GTK_WIDGET (self));
  sc_ui_keep_own_name (GTK_WIDGET (self->remember_switch));
}

/**
 * sc_preferences_window_new:
 * @parent: the main window
 * @workflow: its workflow
 * @settings: its settings
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
sc_preferences_window_new (GtkWindow *parent, ScWorkflow *workflow, GSettings *settings)
{
  ScPreferencesWindow *self =
      g_object_new (SC_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "application",
                    gtk_window_get_application (parent), NULL);

  self->workflow = g_object_ref (workflow);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "remember-account", self->remember_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  fill_orders (self);
  sc_certificate_group_bind (self->certificate_group, settings);
  g_signal_connect_object (self->certificate_group, "changed", G_CALLBACK (on_certificate_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_setting_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show_authorities (self);
  show (self);
  sc_ui_fit_to_parent (GTK_WINDOW (self), parent);
  return GTK_WINDOW (self);
}
