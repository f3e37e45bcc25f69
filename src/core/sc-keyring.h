/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-account.h"

G_BEGIN_DECLS

/**
 * ScKeyring:
 *
 * Port: the one saved account, in the desktop's keyring. Looking up finds nothing (%NULL, no
 * error) or fails: there is no keyring, it is locked, it says no, or what it holds is of no use.
 */
#define SC_TYPE_KEYRING (sc_keyring_get_type ())
G_DECLARE_INTERFACE (ScKeyring, sc_keyring, SC, KEYRING, GObject)

struct _ScKeyringInterface
{
  GTypeInterface parent;

  void (*lookup_async) (ScKeyring *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*lookup_finish) (ScKeyring *self, GAsyncResult *result, ScAccount **account,
                             GError **error);
  void (*store_async) (ScKeyring *self, ScAccount *account, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*store_finish) (ScKeyring *self, GAsyncResult *result, GError **error);
};

void sc_keyring_lookup_async (ScKeyring *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_keyring_lookup_finish (ScKeyring *self, GAsyncResult *result, ScAccount **account,
                                   GError **error);
/* @account: (nullable): NULL forgets the saved one */
void sc_keyring_store_async (ScKeyring *self, ScAccount *account, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_keyring_store_finish (ScKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
