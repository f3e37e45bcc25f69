/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-secret-keyring.h"

#include "sc-account-text.h"
#include "sc-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

struct _ScSecretKeyring
{
  GObject parent_instance;

  char *namespace;
};

static void sc_secret_keyring_keyring_init (ScKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScSecretKeyring, sc_secret_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_KEYRING,
                                                      sc_secret_keyring_keyring_init))

/* Only libsecret's password API is used: it alone also works in a sandbox, where the Secret portal
 * takes the place of the desktop's keyring service. */
static const SecretSchema schema = {
  APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
      { "namespace", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* Nobody answers for a keyring: no session bus, no service, no portal. */
static gboolean
is_absence (const GError *error)
{
  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_SERVICE_UNKNOWN
           || error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER || error->code == G_DBUS_ERROR_NO_SERVER
           || error->code == G_DBUS_ERROR_DISCONNECTED || error->code == G_DBUS_ERROR_FILE_NOT_FOUND
           || error->code == G_DBUS_ERROR_SPAWN_FAILED
           || error->code == G_DBUS_ERROR_SPAWN_CHILD_EXITED
           || error->code == G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND
           || error->code == G_DBUS_ERROR_UNKNOWN_METHOD
           || error->code == G_DBUS_ERROR_UNKNOWN_INTERFACE
           || error->code == G_DBUS_ERROR_UNKNOWN_OBJECT;
  /* no bus: no address, no socket, or nobody listening on it; "cannot autolaunch" is FAILED */
  return error->domain == G_IO_ERROR
         && (error->code == G_IO_ERROR_FAILED || error->code == G_IO_ERROR_NOT_FOUND
             || error->code == G_IO_ERROR_CONNECTION_REFUSED || error->code == G_IO_ERROR_CLOSED
             || error->code == G_IO_ERROR_INVALID_ARGUMENT
             || error->code == G_IO_ERROR_NOT_SUPPORTED);
}

/* It is there, and says no. */
static gboolean
is_denial (const GError *error)
{
  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_ACCESS_DENIED || error->code == G_DBUS_ERROR_AUTH_FAILED;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

/* org.freedesktop.Secret.Error.IsLocked, a password that opens nothing, and the question of the
 * Secret portal that was dismissed. */
static gboolean
is_lock (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static ScError
classify (const GError *error)
{
  if (is_absence (error))
    return SC_ERROR_KEYRING_ABSENT;
  if (is_denial (error))
    return SC_ERROR_KEYRING_DENIED;
  return is_lock (error) ? SC_ERROR_KEYRING_LOCKED : SC_ERROR_KEYRING_FAILED;
}

/* Ends @task with @error (taken), as one of ours unless we were cancelled ourselves. */
static void
return_failure (GTask *task, GError *error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && cancellable != NULL
      && g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_new_error (task, SC_ERROR, (int)classify (error), "%s", error->message);
  g_error_free (error);
}

/* libsecret finds nothing both where nothing is and where the keyring stayed locked because the
 * question for its password was dismissed. A search tells: it also sees locked items. */
static void
on_searched (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else if (items != NULL)
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_KEYRING_LOCKED,
                             "there is an item, and it stayed locked");
  else if (g_task_get_source_tag (task) == sc_keyring_lookup_async)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_boolean (task, TRUE);
  g_list_free_full (items, g_object_unref);
}

static void
make_sure_there_is_none (ScSecretKeyring *self, GTask *task)
{
  secret_password_search (&schema, SECRET_SEARCH_ALL, g_task_get_cancellable (task), on_searched,
                          g_object_ref (task), "namespace", self->namespace, NULL);
}

static void
on_looked_up (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);
  ScAccount *account = NULL;
  gsize size = 0;
  const char *text;

  if (error != NULL)
    {
      return_failure (task, error);
      return;
    }
  if (value == NULL)
    {
      make_sure_there_is_none (g_task_get_source_object (task), task);
      return;
    }
  text = secret_value_get (value, &size);
  account = sc_account_from_text (text, size, &error);
  secret_value_unref (value); /* its memory is not pageable, and wiped */
  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify)sc_account_unref);
  else
    return_failure (task, error);
}

static void
sc_secret_keyring_lookup_async (ScKeyring *keyring, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  ScSecretKeyring *self = SC_SECRET_KEYRING (keyring);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_keyring_lookup_async);
  secret_password_lookup (&schema, cancellable, on_looked_up, task, "namespace", self->namespace,
                          NULL);
}

static gboolean
sc_secret_keyring_lookup_finish (ScKeyring *keyring, GAsyncResult *result, ScAccount **account,
                                 GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);
  *account = g_task_propagate_pointer (G_TASK (result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
on_stored (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_KEYRING_LOCKED,
                             "the question for its password was dismissed");
}

static void
on_cleared (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error); /* FALSE without an error: there was nothing */
  if (error != NULL)
    return_failure (task, error);
  else
    make_sure_there_is_none (g_task_get_source_object (task), task);
}

static void
sc_secret_keyring_store_async (ScKeyring *keyring, ScAccount *account, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  ScSecretKeyring *self = SC_SECRET_KEYRING (keyring);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (ScSecret) text = NULL;
  SecretValue *value;

  g_task_set_source_tag (task, sc_keyring_store_async);
  if (account == NULL)
    {
      secret_password_clear (&schema, cancellable, on_cleared, task, "namespace", self->namespace,
                             NULL);
      return;
    }
  text = sc_account_to_text (account);
  value = secret_value_new (sc_secret_peek (text), sc_secret_get_n_bytes (text), "text/plain");
  secret_password_store_binary (&schema, SECRET_COLLECTION_DEFAULT,
                                _ ("Sensor Commissioner: cloud account"), value, cancellable,
                                on_stored, task, "namespace", self->namespace, NULL);
  secret_value_unref (value);
}

static gboolean
sc_secret_keyring_store_finish (ScKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sc_secret_keyring_keyring_init (ScKeyringInterface *iface)
{
  iface->lookup_async = sc_secret_keyring_lookup_async;
  iface->lookup_finish = sc_secret_keyring_lookup_finish;
  iface->store_async = sc_secret_keyring_store_async;
  iface->store_finish = sc_secret_keyring_store_finish;
}

static void
sc_secret_keyring_finalize (GObject *object)
{
  g_free (SC_SECRET_KEYRING (object)->namespace);
  G_OBJECT_CLASS (sc_secret_keyring_parent_class)->finalize (object);
}

static void
sc_secret_keyring_class_init (ScSecretKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_secret_keyring_finalize;
}

static void
sc_secret_keyring_init (ScSecretKeyring *self G_GNUC_UNUSED)
{
}

/**
 * sc_secret_keyring_new:
 * @namespace: "real" or "rehearsal"
 *
 * Nothing is asked of the desktop before the first call.
 *
 * Returns: (transfer full): the keyring
 */
ScSecretKeyring *
sc_secret_keyring_new (const char *namespace)
{
  ScSecretKeyring *self;

  g_return_val_if_fail (namespace != NULL, NULL);

  self = g_object_new (SC_TYPE_SECRET_KEYRING, NULL);
  self->namespace = g_strdup (namespace);
  return self;
}
