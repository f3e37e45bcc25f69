/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-secret-entry.h"

#include <glib/gi18n-lib.h>

struct _ScSecretEntry
{
  GObject parent_instance;

  AdwEntryRow *row; /* the form owns both widgets and this */
  ScFieldHint *hint;
  ScSecretCheck check;
  gpointer user_data;
  ScSecret *taken;   /* nullable */
  ScSecret *refused; /* nullable: what did not work */
};

G_DEFINE_FINAL_TYPE (ScSecretEntry, sc_secret_entry, G_TYPE_OBJECT)

static const char *
text_of (ScSecretEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

/* Under an empty row: whether there is something in spite of that. */
static void
show_taken (ScSecretEntry *self)
{
  if (self->taken == NULL)
    sc_field_hint_clear (self->hint);
  else if (self->refused != NULL && sc_secret_equal (self->taken, self->refused))
    sc_field_hint_show_doubt (self->hint, _ ("This did not work. Type to replace it."));
  else
    sc_field_hint_show_note (self->hint, _ ("Entered. Type to replace it."));
}

static void
on_changed (ScSecretEntry *self)
{
  sc_secret_entry_check (self, FALSE);
}

/* GtkText remembers what was typed for undo, and copies text as it grows: neither for secrets. */
static void
harden (AdwEntryRow *row)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();

  gtk_editable_set_enable_undo (GTK_EDITABLE (text), FALSE);
  gtk_text_set_buffer (text, buffer);
}

/**
 * sc_secret_entry_new:
 * @row: the row
 * @hint: the line under it
 * @check: rule for the text
 * @user_data: for @check
 *
 * Returns: (transfer full): a controller, to be kept by the form that owns @row
 */
ScSecretEntry *
sc_secret_entry_new (AdwEntryRow *row, ScFieldHint *hint, ScSecretCheck check, gpointer user_data)
{
  ScSecretEntry *self = g_object_new (SC_TYPE_SECRET_ENTRY, NULL);

  self->row = row;
  self->hint = hint;
  self->check = check;
  self->user_data = user_data;

  harden (row);
  sc_field_hint_attach (hint, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * sc_secret_entry_check:
 * @self: a controller
 * @demanding: whether an empty row is an error; while one still types it is not
 *
 * Checks the text and writes the hint.
 *
 * Returns: %TRUE if there is something good to take
 */
gboolean
sc_secret_entry_check (ScSecretEntry *self, gboolean demanding)
{
  g_autoptr (GError) error = NULL;
  ScInputWarning warnings = SC_INPUT_WARNING_NONE;
  gboolean empty;
  gboolean good;

  g_return_val_if_fail (SC_IS_SECRET_ENTRY (self), FALSE);

  empty = text_of (self)[0] == '\0';
  good = self->check (empty && self->taken != NULL ? sc_secret_peek (self->taken) : text_of (self),
                      &warnings, self->user_data, &error);
  if (empty && !demanding)
    show_taken (self);
  else
    sc_field_hint_show (self->hint, error, warnings);
  return good;
}

/**
 * sc_secret_entry_take:
 * @self: a controller
 *
 * Takes the text out of the row. An empty row gives what was taken before.
 *
 * Returns: (transfer none): the secret, valid until the next call
 */
ScSecret *
sc_secret_entry_take (ScSecretEntry *self)
{
  g_return_val_if_fail (SC_IS_SECRET_ENTRY (self), NULL);

  if (self->taken == NULL || text_of (self)[0] != '\0')
    {
      g_clear_pointer (&self->taken, sc_secret_unref);
      self->taken = sc_secret_new (text_of (self), -1);
      gtk_editable_set_text (GTK_EDITABLE (self->row), "");
    }
  show_taken (self); /* also where the check had nothing to say of it */
  return self->taken;
}

/**
 * sc_secret_entry_put:
 * @self: a controller
 * @secret: what was entered elsewhere
 *
 * As if it had been taken from here: an empty row gives it.
 */
void
sc_secret_entry_put (ScSecretEntry *self, ScSecret *secret)
{
  g_return_if_fail (SC_IS_SECRET_ENTRY (self) && secret != NULL);

  sc_secret_entry_forget (self);
  self->taken = sc_secret_ref (secret);
  show_taken (self);
}

/**
 * sc_secret_entry_forget:
 * @self: a controller
 *
 * Drops the text and what was taken.
 */
void
sc_secret_entry_forget (ScSecretEntry *self)
{
  g_return_if_fail (SC_IS_SECRET_ENTRY (self));

  g_clear_pointer (&self->taken, sc_secret_unref);
  gtk_editable_set_text (GTK_EDITABLE (self->row), "");
  show_taken (self);
}

/**
 * sc_secret_entry_set_refused:
 * @self: a controller
 * @secret: (nullable): what was tried and did not work; %NULL: nothing
 *
 * An entry that still holds it says so, instead of looking as if all were well.
 */
void
sc_secret_entry_set_refused (ScSecretEntry *self, ScSecret *secret)
{
  ScSecret *before;

  g_return_if_fail (SC_IS_SECRET_ENTRY (self));

  before = self->refused;
  if (before == secret)
    return;
  self->refused = secret != NULL ? sc_secret_ref (secret) : NULL;
  g_clear_pointer (&before, sc_secret_unref);
  if (text_of (self)[0] == '\0' && !sc_field_hint_is_error (self->hint))
    show_taken (self);
}

static void
sc_secret_entry_finalize (GObject *object)
{
  ScSecretEntry *self = SC_SECRET_ENTRY (object);

  g_clear_pointer (&self->taken, sc_secret_unref);
  g_clear_pointer (&self->refused, sc_secret_unref);

  G_OBJECT_CLASS (sc_secret_entry_parent_class)->finalize (object);
}

static void
sc_secret_entry_class_init (ScSecretEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_secret_entry_finalize;
}

static void
sc_secret_entry_init (ScSecretEntry *self G_GNUC_UNUSED)
{
}
