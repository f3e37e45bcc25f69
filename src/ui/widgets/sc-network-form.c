/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-network-form.h"

#include "sc-error.h"
#include "sc-field-hint.h"
#include "sc-format.h"
#include "sc-network-picker.h"
#include "sc-secret-entry.h"
#include "sc-ui.h"

struct _ScNetworkForm
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *name_row;
  ScNetworkPicker *picker;
  ScFieldHint *name_hint;
  AdwComboRow *security_row;
  AdwEntryRow *key_row;
  ScFieldHint *key_hint;

  ScSecretEntry *key;
  GBytes *picked;    /* nullable: the name, while its entry says what stands for it: */
  char *picked_text; /* nullable */

  ScSiteNetwork *network; /* nullable: what was filled in, or handed over, last */
  gboolean is_typed;      /* by hand, since it was filled in: only Back, or its use, ends that */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ScNetworkForm, sc_network_form, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the list: what most sites have comes first. */
static const ScSecurity securities[] = { SC_SECURITY_WPA, SC_SECURITY_WPA3, SC_SECURITY_WEP,
                                         SC_SECURITY_OPEN };

static GBytes *
name_bytes (ScNetworkForm *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (self->picked != NULL)
    return g_bytes_ref (self->picked);
  return g_bytes_new (name, strlen (name));
}

static gboolean
check_name (ScNetworkForm *self, gboolean demanding)
{
  g_autoptr (GBytes) ssid = name_bytes (self);
  g_autoptr (GError) error = NULL;
  ScInputWarning warnings = SC_INPUT_WARNING_NONE;
  gboolean good = sc_validate_ssid (ssid, &warnings, &error);

  if (g_bytes_get_size (ssid) == 0 && !demanding)
    sc_field_hint_clear (self->name_hint);
  else
    sc_field_hint_show (self->name_hint, error, warnings);
  return good;
}

static gboolean
check_key (const char *text, ScInputWarning *warnings, gpointer user_data, GError **error)
{
  ScNetworkForm *self = user_data;

  return sc_validate_key (sc_network_form_get_security (self), text, warnings, error);
}

static void
note_typing (ScNetworkForm *self)
{
  if (!self->is_filling)
    self->is_typed = TRUE;
}

static void
on_name_changed (ScNetworkForm *self)
{
  note_typing (self);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), self->picked_text) != 0)
    {
      g_clear_pointer (&self->picked, g_bytes_unref);
      g_clear_pointer (&self->picked_text, g_free);
    }
  check_name (self, FALSE);
}

static void
on_security_changed (ScNetworkForm *self)
{
  gboolean has_key = sc_network_form_get_security (self) != SC_SECURITY_OPEN;

  note_typing (self);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), has_key);
  sc_field_hint_clear (self->key_hint);
  if (has_key)
    sc_secret_entry_check (self->key, FALSE);
}

static void
select_security (ScNetworkForm *self, ScSecurity security)
{
  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (securities[i] == security)
      adw_combo_row_set_selected (self->security_row, i);
}

/* Any bytes, shown as they can be. */
static void
put_name (ScNetworkForm *self, GBytes *ssid)
{
  g_autofree char *text = sc_ssid_to_display (ssid);

  g_clear_pointer (&self->picked, g_bytes_unref);
  g_clear_pointer (&self->picked_text, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), text);
  self->picked = g_bytes_ref (ssid);
  self->picked_text = g_steal_pointer (&text);
  check_name (self, FALSE);
}

/* Then the password is what is missing: that of another network does not fit. */
static void
on_picked (ScNetworkForm *self, const ScNetworkChoice *choice)
{
  g_autoptr (GBytes) before = name_bytes (self);
  ScSecurity security;

  if (!sc_network_choice_get_security (choice, &security))
    return;
  if (!g_bytes_equal (before, choice->ssid))
    sc_secret_entry_forget (self->key);
  put_name (self, choice->ssid);
  select_security (self, security);
  gtk_widget_grab_focus (security == SC_SECURITY_OPEN ? GTK_WIDGET (self->name_row)
                                                      : GTK_WIDGET (self->key_row));
}

/**
 * sc_network_form_set_link:
 * @self: a form
 * @link: whose networks can be chosen from
 *
 * Called once.
 */
void
sc_network_form_set_link (ScNetworkForm *self, ScLink *link)
{
  g_return_if_fail (SC_IS_NETWORK_FORM (self));
  sc_network_picker_set_link (self->picker, link);
}

/**
 * sc_network_form_fill:
 * @self: a form
 * @ssid: the name, any bytes
 * @security: how it is protected
 *
 * A name that cannot be typed is not filled in: what stands in the entry is sent, byte for byte.
 */
void
sc_network_form_fill (ScNetworkForm *self, GBytes *ssid, ScSecurity security)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (ssid, &n_bytes);
  g_autofree char *name = NULL;

  g_return_if_fail (SC_IS_NETWORK_FORM (self));

  if (n_bytes == 0 || !g_utf8_validate_len (bytes, n_bytes, NULL))
    return;
  name = g_strndup (bytes, n_bytes);
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  select_security (self, security);
  self->is_filling = FALSE;
}

/**
 * sc_network_form_fill_key:
 * @self: a form
 * @key: made-up password of a rehearsal
 */
void
sc_network_form_fill_key (ScNetworkForm *self, const char *key)
{
  g_return_if_fail (SC_IS_NETWORK_FORM (self));
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), key);
  self->is_filling = FALSE;
}

/* The password as one entered before: it need not be typed again, and cannot be read. */
static void
fill_in (ScNetworkForm *self, ScSiteNetwork *network)
{
  ScSecret *key = sc_site_network_get_key (network);

  put_name (self, sc_site_network_get_ssid (network));
  select_security (self, sc_site_network_get_security (network));
  if (key == NULL)
    sc_secret_entry_forget (self->key);
  else
    sc_secret_entry_put (self->key, key);
}

static void
set_network (ScNetworkForm *self, ScSiteNetwork *network)
{
  if (network != NULL)
    sc_site_network_ref (network);
  g_clear_pointer (&self->network, sc_site_network_unref);
  self->network = network;
}

/**
 * sc_network_form_show:
 * @self: a form
 * @visible: whether it is there
 * @network: (nullable): what is in use
 *
 * The one place that shows or hides the form. When it appears it is filled with @network, so that
 * nothing has to be entered twice, and it follows when another is in use. It never touches what
 * somebody has typed: that ends with sc_network_form_discard(), or when the form is hidden because
 * it has done what it was there for.
 */
void
sc_network_form_show (ScNetworkForm *self, gboolean visible, ScSiteNetwork *network)
{
  g_return_if_fail (SC_IS_NETWORK_FORM (self));

  if (!visible)
    {
      self->is_typed = FALSE;
      set_network (self, NULL);
    }
  else if (!self->is_typed && network != NULL && network != self->network)
    {
      self->is_filling = TRUE;
      fill_in (self, network);
      self->is_filling = FALSE;
      set_network (self, network);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), visible);
}

/**
 * sc_network_form_discard:
 * @self: a form
 *
 * What was typed in it is forgotten; the next sc_network_form_show() fills it anew.
 */
void
sc_network_form_discard (ScNetworkForm *self)
{
  g_return_if_fail (SC_IS_NETWORK_FORM (self));

  self->is_filling = TRUE;
  sc_secret_entry_forget (self->key);
  self->is_filling = FALSE;
  self->is_typed = FALSE;
  set_network (self, NULL);
}

/**
 * sc_network_form_set_refused:
 * @self: a form
 * @network: (nullable): whose password did not work
 */
void
sc_network_form_set_refused (ScNetworkForm *self, ScSiteNetwork *network)
{
  g_return_if_fail (SC_IS_NETWORK_FORM (self));
  sc_secret_entry_set_refused (self->key,
                               network != NULL ? sc_site_network_get_key (network) : NULL);
}

/**
 * sc_network_form_check:
 * @self: a form
 *
 * Says beside each entry what is wrong with it, and puts the focus on the first that is.
 *
 * Returns: %TRUE if sc_network_form_take() will give a network
 */
gboolean
sc_network_form_check (ScNetworkForm *self)
{
  gboolean has_key;
  GtkWidget *first = NULL;

  g_return_val_if_fail (SC_IS_NETWORK_FORM (self), FALSE);

  has_key = sc_network_form_get_security (self) != SC_SECURITY_OPEN;
  if (has_key && !sc_secret_entry_check (self->key, TRUE))
    first = GTK_WIDGET (self->key_row);
  if (!check_name (self, TRUE))
    first = GTK_WIDGET (self->name_row);

  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

/**
 * sc_network_form_take:
 * @self: a form that sc_network_form_check() found good
 *
 * Hands the network over. The password is no longer in its entry after this.
 *
 * Returns: (transfer full) (nullable): the network; %NULL after showing what is wrong
 */
ScSiteNetwork *
sc_network_form_take (ScNetworkForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) ssid = NULL;
  ScSecurity security;
  ScSiteNetwork *network;

  g_return_val_if_fail (SC_IS_NETWORK_FORM (self), NULL);

  ssid = name_bytes (self);
  security = sc_network_form_get_security (self);
  if (security == SC_SECURITY_OPEN)
    sc_secret_entry_forget (self->key);
  network = sc_site_network_new (
      ssid, security, security == SC_SECURITY_OPEN ? NULL : sc_secret_entry_take (self->key),
      &error);
  if (network == NULL)
    sc_field_hint_show_error (self->name_hint, error);
  else
    set_network (self, network);
  return network;
}

/**
 * sc_network_form_get_security:
 * @self: a form
 *
 * Returns: the chosen security
 */
ScSecurity
sc_network_form_get_security (ScNetworkForm *self)
{
  guint selected;

  g_return_val_if_fail (SC_IS_NETWORK_FORM (self), SC_SECURITY_WPA);
  selected = adw_combo_row_get_selected (self->security_row);
  return selected < G_N_ELEMENTS (securities) ? securities[selected] : SC_SECURITY_WPA;
}

/**
 * sc_network_form_focus_key:
 * @self: a form
 *
 * Puts the focus where a wrong password is corrected.
 */
void
sc_network_form_focus_key (ScNetworkForm *self)
{
  g_return_if_fail (SC_IS_NETWORK_FORM (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
sc_network_form_dispose (GObject *object)
{
  ScNetworkForm *self = SC_NETWORK_FORM (object);

  g_clear_object (&self->key);
  g_clear_pointer (&self->picked, g_bytes_unref);
  g_clear_pointer (&self->picked_text, g_free);
  g_clear_pointer (&self->network, sc_site_network_unref);

  G_OBJECT_CLASS (sc_network_form_parent_class)->dispose (object);
}

static void
sc_network_form_class_init (ScNetworkFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_network_form_dispose;

  g_type_ensure (SC_TYPE_FIELD_HINT);
  g_type_ensure (SC_TYPE_NETWORK_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-network-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ScNetworkForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkForm, picker);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkForm, name_hint);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkForm, security_row);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkForm, key_row);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkForm, key_hint);
}

static void
sc_network_form_init (ScNetworkForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    gtk_string_list_append (names, sc_format_security (securities[i]));
  adw_combo_row_set_model (self->security_row, G_LIST_MODEL (names));

  sc_field_hint_attach (self->name_hint, self->name_row);
  self->key = sc_secret_entry_new (self->key_row, self->key_hint, check_key, self);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name_row, "changed", G_CALLBACK (on_name_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_row, "changed", G_CALLBACK (note_typing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->security_row, "notify::selected", G_CALLBACK (on_security_changed),
                           self, G_CONNECT_SWAPPED);
}
