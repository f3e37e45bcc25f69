/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fakes-private.h"

/* Keyring */

#define SC_TYPE_FAKE_KEYRING (sc_fake_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ScFakeKeyring, sc_fake_keyring, SC, FAKE_KEYRING, GObject)

struct _ScFakeKeyring
{
  GObject parent_instance;
  GPtrArray *log;
  ScAccount *account;
  ScError code;
};

static void
fake_keyring_lookup_async (ScKeyring *keyring, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeKeyring *self = SC_FAKE_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  sc_fake_say (self->log, "look-up");
  if (self->code != 0)
    sc_fake_fail (task, self->code);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
fake_keyring_lookup_finish (ScKeyring *keyring, GAsyncResult *result, ScAccount **account,
                            GError **error)
{
  ScFakeKeyring *self = SC_FAKE_KEYRING (keyring);

  g_assert_true (g_task_is_valid (result, keyring));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *account = self->account != NULL ? sc_account_ref (self->account) : NULL;
  return TRUE;
}

static void
fake_keyring_store_async (ScKeyring *keyring, ScAccount *account, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeKeyring *self = SC_FAKE_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  sc_fake_say (self->log, account != NULL ? "store" : "forget");
  if (self->code != 0)
    {
      sc_fake_fail (task, self->code);
      return;
    }
  g_clear_pointer (&self->account, sc_account_unref);
  self->account = account != NULL ? sc_account_ref (account) : NULL;
  g_task_return_boolean (task, TRUE);
}

static gboolean
fake_keyring_store_finish (ScKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, keyring));
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_keyring_iface_init (ScKeyringInterface *iface)
{
  iface->lookup_async = fake_keyring_lookup_async;
  iface->lookup_finish = fake_keyring_lookup_finish;
  iface->store_async = fake_keyring_store_async;
  iface->store_finish = fake_keyring_store_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScFakeKeyring, sc_fake_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_KEYRING, fake_keyring_iface_init))

static void
sc_fake_keyring_finalize (GObject *object)
{
  ScFakeKeyring *self = SC_FAKE_KEYRING (object);

  g_ptr_array_unref (self->log);
  g_clear_pointer (&self->account, sc_account_unref);
  G_OBJECT_CLASS (sc_fake_keyring_parent_class)->finalize (object);
}

static void
sc_fake_keyring_class_init (ScFakeKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_fake_keyring_finalize;
}

static void
sc_fake_keyring_init (ScFakeKeyring *self G_GNUC_UNUSED)
{
}

void
sc_fake_keyring_set (ScFakes *fakes, ScAccount *account, ScError code)
{
  ScFakeKeyring *self = SC_FAKE_KEYRING (fakes->keyring);

  g_clear_pointer (&self->account, sc_account_unref);
  self->account = account != NULL ? sc_account_ref (account) : NULL;
  self->code = code;
}

ScKeyring *
sc_fake_keyring_new (GPtrArray *log)
{
  ScFakeKeyring *self = g_object_new (SC_TYPE_FAKE_KEYRING, NULL);

  self->log = g_ptr_array_ref (log);
  return SC_KEYRING (self);
}
