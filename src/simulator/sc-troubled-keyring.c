/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-troubled-keyring.h"

struct _ScTroubledKeyring
{
  GObject parent_instance;

  ScKeyring *keyring;
  ScError trouble; /* 0: none */
};

static void sc_troubled_keyring_iface_init (ScKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScTroubledKeyring, sc_troubled_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_KEYRING,
                                                      sc_troubled_keyring_iface_init))

/* Returns: (transfer full) (nullable): a call to be made; %NULL if it has failed already. */
static GTask *
begin (ScTroubledKeyring *self, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, begin);
  if (self->trouble == 0)
    return task;
  g_task_return_new_error (task, SC_ERROR, (int)self->trouble, "the rehearsal's keyring says no");
  g_object_unref (task);
  return NULL;
}

/* The call's end goes to its own finish function: it is kept until ours. */
static void
on_answer (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_object_ref (result), g_object_unref);
}

static void
sc_troubled_keyring_lookup_async (ScKeyring *keyring, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  ScTroubledKeyring *self = SC_TROUBLED_KEYRING (keyring);
  GTask *task = begin (self, cancellable, callback, user_data);

  if (task != NULL)
    sc_keyring_lookup_async (self->keyring, cancellable, on_answer, task);
}

static gboolean
sc_troubled_keyring_lookup_finish (ScKeyring *keyring, GAsyncResult *result, ScAccount **account,
                                   GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);
  answer = g_task_propagate_pointer (G_TASK (result), error);
  return answer != NULL
         && sc_keyring_lookup_finish (SC_TROUBLED_KEYRING (keyring)->keyring, answer, account,
                                      error);
}

static void
sc_troubled_keyring_store_async (ScKeyring *keyring, ScAccount *account, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  ScTroubledKeyring *self = SC_TROUBLED_KEYRING (keyring);
  GTask *task = begin (self, cancellable, callback, user_data);

  if (task != NULL)
    sc_keyring_store_async (self->keyring, account, cancellable, on_answer, task);
}

static gboolean
sc_troubled_keyring_store_finish (ScKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);
  answer = g_task_propagate_pointer (G_TASK (result), error);
  return answer != NULL
         && sc_keyring_store_finish (SC_TROUBLED_KEYRING (keyring)->keyring, answer, error);
}

static void
sc_troubled_keyring_iface_init (ScKeyringInterface *iface)
{
  iface->lookup_async = sc_troubled_keyring_lookup_async;
  iface->lookup_finish = sc_troubled_keyring_lookup_finish;
  iface->store_async = sc_troubled_keyring_store_async;
  iface->store_finish = sc_troubled_keyring_store_finish;
}

static void
sc_troubled_keyring_finalize (GObject *object)
{
  g_clear_object (&SC_TROUBLED_KEYRING (object)->keyring);
  G_OBJECT_CLASS (sc_troubled_keyring_parent_class)->finalize (object);
}

static void
sc_troubled_keyring_class_init (ScTroubledKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_troubled_keyring_finalize;
}

static void
sc_troubled_keyring_init (ScTroubledKeyring *self G_GNUC_UNUSED)
{
}

/**
 * sc_troubled_keyring_new:
 * @keyring: what is really asked
 *
 * Returns: (transfer full): a keyring over @keyring, as yet without trouble
 */
ScTroubledKeyring *
sc_troubled_keyring_new (ScKeyring *keyring)
{
  ScTroubledKeyring *self = g_object_new (SC_TYPE_TROUBLED_KEYRING, NULL);

  self->keyring = g_object_ref (keyring);
  return self;
}

/**
 * sc_troubled_keyring_set_trouble:
 * @self: a keyring
 * @code: how every call fails from now on; 0: none does
 */
void
sc_troubled_keyring_set_trouble (ScTroubledKeyring *self, ScError code)
{
  g_return_if_fail (SC_IS_TROUBLED_KEYRING (self));
  self->trouble = code;
}
