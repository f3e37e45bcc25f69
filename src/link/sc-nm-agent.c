/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-nm-agent.h"

#define AGENT_PATH "/org/freedesktop/NetworkManager/SecretAgent"
#define ERROR_PREFIX "org.freedesktop.NetworkManager.SecretAgent."

struct _ScNmAgent
{
  GObject parent_instance;

  ScNmClient *client;
  ScNmDbusSecretAgent *skeleton;
  GHashTable *ours;    /* UUIDs */
  char *registered_at; /* NetworkManager's unique name */
  gboolean occupied;   /* another agent of this program is in its place */
};

G_DEFINE_FINAL_TYPE (ScNmAgent, sc_nm_agent, G_TYPE_OBJECT)

static gboolean
is_network_manager (ScNmAgent *self, GDBusMethodInvocation *invocation)
{
  g_autofree char *owner = sc_nm_client_get_owner (self->client);

  if (g_strcmp0 (g_dbus_method_invocation_get_sender (invocation), owner) == 0)
    return TRUE;
  g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.AccessDenied",
                                              "Only NetworkManager may ask");
  return FALSE;
}

static gboolean
is_ours (ScNmAgent *self, GVariant *settings)
{
  g_autoptr (GVariant) connection =
      g_variant_lookup_value (settings, "connection", G_VARIANT_TYPE_VARDICT);
  const char *uuid = NULL;

  return connection != NULL && g_variant_lookup (connection, "uuid", "&s", &uuid)
         && g_hash_table_contains (self->ours, uuid);
}

static gboolean
on_get_secrets (ScNmDbusSecretAgent *skeleton G_GNUC_UNUSED, GDBusMethodInvocation *invocation,
                GVariant *settings, const char *path G_GNUC_UNUSED,
                const char *setting G_GNUC_UNUSED, const char *const *hints G_GNUC_UNUSED,
                guint flags G_GNUC_UNUSED, ScNmAgent *self)
{
  if (!is_network_manager (self, invocation))
    return TRUE;
  if (is_ours (self, settings))
    g_dbus_method_invocation_return_dbus_error (invocation, ERROR_PREFIX "UserCanceled",
                                                "The wizard asks by itself");
  else
    g_dbus_method_invocation_return_dbus_error (invocation, ERROR_PREFIX "NoSecrets",
                                                "Not a profile of this program");
  return TRUE;
}

/* Nothing is ever asked for, saved or deleted here: there is nothing to do. */
static gboolean
on_cancel (ScNmDbusSecretAgent *skeleton, GDBusMethodInvocation *invocation,
           const char *path G_GNUC_UNUSED, const char *setting G_GNUC_UNUSED, ScNmAgent *self)
{
  if (is_network_manager (self, invocation))
    sc_nm_dbus_secret_agent_complete_cancel_get_secrets (skeleton, invocation);
  return TRUE;
}

static gboolean
on_save (ScNmDbusSecretAgent *skeleton, GDBusMethodInvocation *invocation,
         GVariant *settings G_GNUC_UNUSED, const char *path G_GNUC_UNUSED, ScNmAgent *self)
{
  if (is_network_manager (self, invocation))
    sc_nm_dbus_secret_agent_complete_save_secrets (skeleton, invocation);
  return TRUE;
}

static gboolean
on_delete (ScNmDbusSecretAgent *skeleton, GDBusMethodInvocation *invocation,
           GVariant *settings G_GNUC_UNUSED, const char *path G_GNUC_UNUSED, ScNmAgent *self)
{
  if (is_network_manager (self, invocation))
    sc_nm_dbus_secret_agent_complete_delete_secrets (skeleton, invocation);
  return TRUE;
}

static void
on_registered (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  /* without it all works, only a wrong password may bring up the system's dialog */
  if (!sc_nm_dbus_agent_manager_call_register_with_capabilities_finish (
          SC_NM_DBUS_AGENT_MANAGER (source), result, &error))
    g_debug ("Registering as a secret agent: %s", error->message);
}

/* Returns: whether NetworkManager could ask */
static gboolean export(ScNmAgent *self)
{
  GDBusConnection *bus = sc_nm_client_get_bus (self->client);
  GDBusInterfaceSkeleton *skeleton = G_DBUS_INTERFACE_SKELETON (self->skeleton);
  g_autoptr (GError) error = NULL;

  if (self->occupied || bus == NULL)
    return FALSE;
  if (g_dbus_interface_skeleton_get_connection (skeleton) != NULL)
    return TRUE;
  if (g_dbus_interface_skeleton_export (skeleton, bus, AGENT_PATH, &error))
    return TRUE;
  g_debug ("Exporting the secret agent: %s", error->message); /* another window has one */
  self->occupied = TRUE;
  return FALSE;
}

/* Anew with each NetworkManager that comes. */
static void
on_changed (ScNmAgent *self)
{
  ScNmDbusAgentManager *agents = sc_nm_client_peek_agents (self->client);
  g_autofree char *owner = NULL;

  if (agents == NULL || !export(self))
    return;
  owner = sc_nm_client_get_owner (self->client);
  if (g_strcmp0 (owner, self->registered_at) == 0)
    return;
  g_free (self->registered_at);
  self->registered_at = g_steal_pointer (&owner);
  sc_nm_dbus_agent_manager_call_register_with_capabilities (agents, APPLICATION_ID, 0, NULL,
                                                            on_registered, NULL);
}

static void
sc_nm_agent_dispose (GObject *object)
{
  ScNmAgent *self = SC_NM_AGENT (object);
  ScNmDbusAgentManager *agents =
      self->client != NULL ? sc_nm_client_peek_agents (self->client) : NULL;

  if (agents != NULL && self->registered_at != NULL)
    sc_nm_dbus_agent_manager_call_unregister (agents, NULL, NULL, NULL);
  if (self->skeleton != NULL
      && g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton))
             != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_clear_object (&self->skeleton);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (sc_nm_agent_parent_class)->dispose (object);
}

static void
sc_nm_agent_finalize (GObject *object)
{
  ScNmAgent *self = SC_NM_AGENT (object);

  g_hash_table_unref (self->ours);
  g_free (self->registered_at);
  G_OBJECT_CLASS (sc_nm_agent_parent_class)->finalize (object);
}

static void
sc_nm_agent_class_init (ScNmAgentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_nm_agent_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_nm_agent_finalize;
}

static void
sc_nm_agent_init (ScNmAgent *self)
{
  self->ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sc_nm_agent_new:
 * @client: NetworkManager
 *
 * Returns: (transfer full): an agent, registered for as long as it lives
 */
ScNmAgent *
sc_nm_agent_new (ScNmClient *client)
{
  ScNmAgent *self = g_object_new (SC_TYPE_NM_AGENT, NULL);

  self->client = g_object_ref (client);
  self->skeleton = sc_nm_dbus_secret_agent_skeleton_new ();
  g_signal_connect_object (self->skeleton, "handle-get-secrets", G_CALLBACK (on_get_secrets), self,
                           0);
  g_signal_connect_object (self->skeleton, "handle-cancel-get-secrets", G_CALLBACK (on_cancel),
                           self, 0);
  g_signal_connect_object (self->skeleton, "handle-save-secrets", G_CALLBACK (on_save), self, 0);
  g_signal_connect_object (self->skeleton, "handle-delete-secrets", G_CALLBACK (on_delete), self,
                           0);
  g_signal_connect_object (client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return self;
}

/**
 * sc_nm_agent_own:
 * @self: an agent
 * @uuid: of a profile that is ours
 *
 * From now on nobody is asked for that profile's password.
 */
void
sc_nm_agent_own (ScNmAgent *self, const char *uuid)
{
  g_return_if_fail (SC_IS_NM_AGENT (self));
  g_hash_table_add (self->ours, g_strdup (uuid));
}

/**
 * sc_nm_agent_owns:
 * @self: an agent
 * @uuid: (nullable): of a profile
 *
 * Returns: whether it is, or was, one of ours
 */
gboolean
sc_nm_agent_owns (ScNmAgent *self, const char *uuid)
{
  g_return_val_if_fail (SC_IS_NM_AGENT (self), FALSE);
  return uuid != NULL && g_hash_table_contains (self->ours, uuid);
}
