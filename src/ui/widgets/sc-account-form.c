/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-account-form.h"

#include "sc-ca-files.h"
#include "sc-compat.h"
#include "sc-error.h"
#include "sc-field-hint.h"
#include "sc-secret-entry.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScAccountForm
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *endpoint_row;
  ScFieldHint *endpoint_hint;
  AdwEntryRow *id_row;
  ScFieldHint *id_hint;
  AdwEntryRow *secret_row;
  ScFieldHint *secret_hint;
  GtkSwitch *remember_switch;
  AdwExpanderRow *ca_expander;
  AdwEntryRow *ca_row;
  ScFieldHint *ca_hint;
  GtkWidget *ca_button;

  ScSecretEntry *client_id;
  ScSecretEntry *client_secret;
  GSettings *settings; /* nullable: remembers what is no secret */
  gboolean is_made_up; /* by a rehearsal */
  char *known_ca;      /* nullable: what was filled in because the endpoint is known */
  ScAccount *account;  /* nullable: what was filled in, or handed over, last */
  gboolean is_typed;   /* by hand, since it was filled in: only Back, or its use, ends that */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ScAccountForm, sc_account_form, ADW_TYPE_PREFERENCES_GROUP)

static const char *
text_of (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* Each check writes its hint. While one still types (@demanding is FALSE), an empty entry is no
 * error yet. */

static gboolean
check_endpoint (ScAccountForm *self, gboolean demanding)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *endpoint = NULL;
  ScInputWarning warnings = SC_INPUT_WARNING_NONE;

  endpoint = sc_validate_endpoint (text_of (self->endpoint_row), &warnings, &error);
  if (endpoint == NULL && !demanding && g_error_matches (error, SC_ERROR, SC_ERROR_ENDPOINT_EMPTY))
    sc_field_hint_clear (self->endpoint_hint);
  else
    sc_field_hint_show (self->endpoint_hint, error, warnings);
  return endpoint != NULL;
}

static gboolean
check_ca_file (ScAccountForm *self)
{
  const char *path = text_of (self->ca_row);
  g_autoptr (GError) error = NULL;

  if (path[0] != '\0' && !g_path_is_absolute (path))
    error = g_error_new (SC_ERROR, SC_ERROR_CA_FILE_INVALID, "not an absolute path");
  sc_field_hint_show (self->ca_hint, error, SC_INPUT_WARNING_NONE);
  return error == NULL;
}

/* A private cloud that was used before has its authority filled in; what was typed stays. */
static void
follow_endpoint (ScAccountForm *self)
{
  const char *present = text_of (self->ca_row);
  g_autofree char *endpoint = NULL;
  g_autofree char *known = NULL;

  if (self->settings == NULL || (present[0] != '\0' && g_strcmp0 (present, self->known_ca) != 0))
    return;
  endpoint = sc_validate_endpoint (text_of (self->endpoint_row), NULL, NULL);
  known = endpoint == NULL ? NULL : sc_ca_files_get (self->settings, endpoint);
  if (g_strcmp0 (known, self->known_ca) == 0)
    return;
  g_free (self->known_ca);
  self->known_ca = g_steal_pointer (&known);
  gtk_editable_set_text (GTK_EDITABLE (self->ca_row), self->known_ca ? self->known_ca : "");
  adw_expander_row_set_expanded (self->ca_expander, self->known_ca != NULL);
}

static void
note_typing (ScAccountForm *self)
{
  if (!self->is_filling)
    self->is_typed = TRUE;
}

static void
on_endpoint_changed (ScAccountForm *self)
{
  note_typing (self);
  check_endpoint (self, FALSE);
  follow_endpoint (self);
}

static void
on_ca_changed (ScAccountForm *self)
{
  note_typing (self);
  check_ca_file (self);
}

static void
on_ca_kept (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScAccountForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sc_ca_file_keep_finish (result, &error);

  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->ca_row), path);
  else
    sc_field_hint_show_error (self->ca_hint, error);
}

static void
on_ca_chosen (GFile *file, gpointer user_data)
{
  sc_ca_file_keep_async (file, NULL, on_ca_kept, g_object_ref (user_data));
}

static void
on_choose_ca (ScAccountForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  sc_compat_open_file (GTK_WINDOW (root), _ ("Certificate of the Authority"), on_ca_chosen,
                       g_object_ref (self), g_object_unref);
}

/**
 * sc_account_form_fill:
 * @self: a form
 * @endpoint: (nullable): made-up endpoint of a rehearsal
 * @ca_file: (nullable): path of its CA file
 */
void
sc_account_form_fill (ScAccountForm *self, const char *endpoint, const char *ca_file)
{
  g_return_if_fail (SC_IS_ACCOUNT_FORM (self));

  self->is_made_up = TRUE;
  self->is_filling = TRUE;
  if (endpoint != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->endpoint_row), endpoint);
  if (ca_file != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->ca_row), ca_file);
      adw_expander_row_set_expanded (self->ca_expander, ca_file[0] != '\0');
    }
  self->is_filling = FALSE;
}

/* What is remembered, apart from secrets. A rehearsal's own is another each time. */
static void
restore_endpoint (ScAccountForm *self)
{
  g_autofree char *endpoint = NULL;

  if (self->settings == NULL || self->is_made_up)
    return;
  endpoint = g_settings_get_string (self->settings, "endpoint");
  gtk_editable_set_text (GTK_EDITABLE (self->endpoint_row), endpoint);
  follow_endpoint (self);
}

/**
 * sc_account_form_restore:
 * @self: a form
 * @settings: what is remembered
 *
 * Fills in the endpoint used last and its authority. From here on what is no secret is remembered
 * when the account is taken, and whether the rest is to be as soon as that changes.
 */
void
sc_account_form_restore (ScAccountForm *self, GSettings *settings)
{
  g_return_if_fail (SC_IS_ACCOUNT_FORM (self));

  g_set_object (&self->settings, settings);
  g_settings_bind (settings, "remember-account", self->remember_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  self->is_filling = TRUE;
  restore_endpoint (self);
  self->is_filling = FALSE;
}

/* A file that came along with made-up values is not worth remembering beyond them. */
static void
remember (ScAccountForm *self, ScAccount *account)
{
  const char *endpoint = sc_account_get_endpoint (account);

  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "endpoint", endpoint);
  if (self->is_made_up)
    g_settings_reset (self->settings, "ca-files");
  sc_ca_files_set (self->settings, endpoint, sc_account_get_ca_file (account));
}

/* As if it had been entered here: nothing of it has to be entered again. Secrets are not shown. */
static void
fill_in (ScAccountForm *self, ScAccount *account)
{
  const char *ca_file = sc_account_get_ca_file (account);

  gtk_editable_set_text (GTK_EDITABLE (self->endpoint_row), sc_account_get_endpoint (account));
  gtk_editable_set_text (GTK_EDITABLE (self->ca_row), ca_file != NULL ? ca_file : "");
  adw_expander_row_set_expanded (self->ca_expander, ca_file != NULL);
  sc_secret_entry_put (self->client_id, sc_account_get_client_id (account));
  sc_secret_entry_put (self->client_secret, sc_account_get_client_secret (account));
}

static void
set_account (ScAccountForm *self, ScAccount *account)
{
  if (account != NULL)
    sc_account_ref (account);
  g_clear_pointer (&self->account, sc_account_unref);
  self->account = account;
}

/**
 * sc_account_form_show:
 * @self: a form
 * @visible: whether it is there
 * @account: (nullable): what is in use, or else was saved
 *
 * The one place that shows or hides the form. When it appears it is filled with @account, so that
 * nothing has to be entered twice, and it follows when another is in use. It never touches what
 * somebody has typed: that ends with sc_account_form_discard(), or when the form is hidden because
 * it has done what it was there for.
 */
void
sc_account_form_show (ScAccountForm *self, gboolean visible, ScAccount *account)
{
  g_return_if_fail (SC_IS_ACCOUNT_FORM (self));

  if (!visible)
    {
      self->is_typed = FALSE;
      set_account (self, NULL);
    }
  else if (!self->is_typed && account != self->account)
    {
      self->is_filling = TRUE;
      if (account != NULL)
        fill_in (self, account);
      else if (!gtk_widget_get_visible (GTK_WIDGET (self)))
        restore_endpoint (self);
      self->is_filling = FALSE;
      set_account (self, account);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), visible);
}

/**
 * sc_account_form_discard:
 * @self: a form
 *
 * What was typed in it is forgotten; the next sc_account_form_show() fills it anew.
 */
void
sc_account_form_discard (ScAccountForm *self)
{
  g_return_if_fail (SC_IS_ACCOUNT_FORM (self));

  self->is_filling = TRUE;
  if (!self->is_made_up)
    {
      sc_secret_entry_forget (self->client_id);
      sc_secret_entry_forget (self->client_secret);
      restore_endpoint (self);
    }
  self->is_filling = FALSE;
  self->is_typed = FALSE;
  set_account (self, NULL);
}

/**
 * sc_account_form_is_typed:
 * @self: a form
 *
 * Returns: whether something is in it that would have to be entered again
 */
gboolean
sc_account_form_is_typed (ScAccountForm *self)
{
  g_return_val_if_fail (SC_IS_ACCOUNT_FORM (self), FALSE);
  return self->is_typed;
}

/**
 * sc_account_form_set_refused:
 * @self: a form
 * @account: (nullable): whose client ID and secret the cloud did not accept
 */
void
sc_account_form_set_refused (ScAccountForm *self, ScAccount *account)
{
  g_return_if_fail (SC_IS_ACCOUNT_FORM (self));
  sc_secret_entry_set_refused (self->client_id,
                               account != NULL ? sc_account_get_client_id (account) : NULL);
  sc_secret_entry_set_refused (self->client_secret,
                               account != NULL ? sc_account_get_client_secret (account) : NULL);
}

/**
 * sc_account_form_fill_secrets:
 * @self: a form
 * @client_id: (nullable): made-up client ID of a rehearsal
 * @client_secret: (nullable): made-up secret of a rehearsal
 */
void
sc_account_form_fill_secrets (ScAccountForm *self, const char *client_id, const char *client_secret)
{
  g_return_if_fail (SC_IS_ACCOUNT_FORM (self));

  self->is_filling = TRUE;
  if (client_id != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->id_row), client_id);
  if (client_secret != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->secret_row), client_secret);
  self->is_filling = FALSE;
}

/**
 * sc_account_form_check:
 * @self: a form
 *
 * Says beside each entry what is wrong with it, and puts the focus on the first that is.
 *
 * Returns: %TRUE if sc_account_form_take() will give an account
 */
gboolean
sc_account_form_check (ScAccountForm *self)
{
  GtkWidget *first = NULL;

  g_return_val_if_fail (SC_IS_ACCOUNT_FORM (self), FALSE);

  if (!check_ca_file (self))
    {
      adw_expander_row_set_expanded (self->ca_expander, TRUE);
      first = GTK_WIDGET (self->ca_row);
    }
  if (!sc_secret_entry_check (self->client_secret, TRUE))
    first = GTK_WIDGET (self->secret_row);
  if (!sc_secret_entry_check (self->client_id, TRUE))
    first = GTK_WIDGET (self->id_row);
  if (!check_endpoint (self, TRUE))
    first = GTK_WIDGET (self->endpoint_row);

  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

/**
 * sc_account_form_take:
 * @self: a form that sc_account_form_check() found good
 *
 * Hands the account over. Client ID and secret are no longer in the entries after this.
 *
 * Returns: (transfer full) (nullable): the account; %NULL after showing what is wrong
 */
ScAccount *
sc_account_form_take (ScAccountForm *self)
{
  g_autoptr (GError) error = NULL;
  const char *ca_file;
  ScAccount *account;

  g_return_val_if_fail (SC_IS_ACCOUNT_FORM (self), NULL);

  ca_file = text_of (self->ca_row);
  account = sc_account_new (text_of (self->endpoint_row), sc_secret_entry_take (self->client_id),
                            sc_secret_entry_take (self->client_secret),
                            ca_file[0] == '\0' ? NULL : ca_file, &error);
  if (account == NULL)
    {
      sc_field_hint_show_error (self->endpoint_hint, error);
      return NULL;
    }
  remember (self, account);
  set_account (self, account);
  return account;
}

/**
 * sc_account_form_get_remember:
 * @self: a form
 *
 * Returns: whether the keyring should keep the account
 */
gboolean
sc_account_form_get_remember (ScAccountForm *self)
{
  g_return_val_if_fail (SC_IS_ACCOUNT_FORM (self), FALSE);
  return gtk_switch_get_active (self->remember_switch);
}

/**
 * sc_account_form_focus_empty:
 * @self: a form
 *
 * Puts the focus on the first entry that is still empty.
 *
 * Returns: whether there is one
 */
gboolean
sc_account_form_focus_empty (ScAccountForm *self)
{
  AdwEntryRow *rows[3] = { self->endpoint_row, self->id_row, self->secret_row };

  g_return_val_if_fail (SC_IS_ACCOUNT_FORM (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (text_of (rows[i])[0] == '\0')
        {
          gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * sc_account_form_focus:
 * @self: a form
 *
 * Puts the focus on the first entry that is still empty, else on the first.
 */
void
sc_account_form_focus (ScAccountForm *self)
{
  if (!sc_account_form_focus_empty (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->endpoint_row));
}

static gboolean
validate_client_id (const char *text, ScInputWarning *warnings, gpointer user_data G_GNUC_UNUSED,
                    GError **error)
{
  return sc_validate_client_id (text, warnings, error);
}

static gboolean
validate_client_secret (const char *text, ScInputWarning *warnings,
                        gpointer user_data G_GNUC_UNUSED, GError **error)
{
  return sc_validate_client_secret (text, warnings, error);
}

static void
sc_account_form_dispose (GObject *object)
{
  ScAccountForm *self = SC_ACCOUNT_FORM (object);

  g_clear_object (&self->client_id);
  g_clear_object (&self->client_secret);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->known_ca, g_free);
  g_clear_pointer (&self->account, sc_account_unref);

  G_OBJECT_CLASS (sc_account_form_parent_class)->dispose (object);
}

static void
sc_account_form_class_init (ScAccountFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_account_form_dispose;

  g_type_ensure (SC_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-account-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, endpoint_row);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, endpoint_hint);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, id_row);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, id_hint);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, secret_row);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, secret_hint);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, ca_expander);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, ca_row);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, ca_hint);
  gtk_widget_class_bind_template_child (widget_class, ScAccountForm, ca_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_ca);
}

static void
sc_account_form_init (ScAccountForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_keep_own_name (GTK_WIDGET (self->remember_switch));

  sc_field_hint_attach (self->endpoint_hint, self->endpoint_row);
  sc_field_hint_attach (self->ca_hint, self->ca_row);
  self->client_id = sc_secret_entry_new (self->id_row, self->id_hint, validate_client_id, NULL);
  self->client_secret =
      sc_secret_entry_new (self->secret_row, self->secret_hint, validate_client_secret, NULL);
  g_signal_connect_object (self->endpoint_row, "changed", G_CALLBACK (on_endpoint_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->id_row, "changed", G_CALLBACK (note_typing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->secret_row, "changed", G_CALLBACK (note_typing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ca_row, "changed", G_CALLBACK (on_ca_changed), self,
                           G_CONNECT_SWAPPED);
}
