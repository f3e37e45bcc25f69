/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-keyring.h"

G_DEFINE_INTERFACE (ScKeyring, sc_keyring, G_TYPE_OBJECT)

static void
sc_keyring_default_init (ScKeyringInterface *iface G_GNUC_UNUSED)
{
}

/**
 * sc_keyring_lookup_async:
 * @self: a keyring
 * @cancellable: (nullable): gives up
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
sc_keyring_lookup_async (ScKeyring *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (SC_IS_KEYRING (self));
  SC_KEYRING_GET_IFACE (self)->lookup_async (self, cancellable, callback, user_data);
}

/**
 * sc_keyring_lookup_finish:
 * @self: a keyring
 * @result: from the callback
 * @account: (out) (transfer full) (nullable): the saved account; %NULL if none is saved
 * @error: an SC_ERROR_KEYRING_…
 *
 * Returns: whether the keyring answered
 */
gboolean
sc_keyring_lookup_finish (ScKeyring *self, GAsyncResult *result, ScAccount **account,
                          GError **error)
{
  g_return_val_if_fail (SC_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);
  return SC_KEYRING_GET_IFACE (self)->lookup_finish (self, result, account, error);
}

/**
 * sc_keyring_store_async:
 * @self: a keyring
 * @account: (nullable): what to save; %NULL forgets the saved one
 * @cancellable: (nullable): gives up
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
sc_keyring_store_async (ScKeyring *self, ScAccount *account, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_KEYRING (self));
  SC_KEYRING_GET_IFACE (self)->store_async (self, account, cancellable, callback, user_data);
}

/**
 * sc_keyring_store_finish:
 * @self: a keyring
 * @result: from the callback
 * @error: an SC_ERROR_KEYRING_…
 *
 * Returns: whether it is saved, or forgotten
 */
gboolean
sc_keyring_store_finish (ScKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_KEYRING (self), FALSE);
  return SC_KEYRING_GET_IFACE (self)->store_finish (self, result, error);
}
