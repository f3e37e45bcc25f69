/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-client.h"

#include "sc-error.h"
#include "sc-nm-reason.h"

#define OBJECTS_PATH "/org/freedesktop"
#define MANAGER_PATH OBJECTS_PATH "/NetworkManager"

struct _ScNmClient
{
  GObject parent_instance;

  GDBusConnection *bus;
  GDBusObjectManager *objects;
  gboolean denied;
  gboolean may_power_on;
};

enum
{
  CHANGED,
  DEVICE_STATE,
  ACTIVE_STATE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScNmClient, sc_nm_client, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
emit_changed (ScNmClient *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sc_nm_client_finalize (GObject *object)
{
  ScNmClient *self = SC_NM_CLIENT (object);

  g_clear_object (&self->objects);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (sc_nm_client_parent_class)->finalize (object);
}

static void
sc_nm_client_class_init (ScNmClientClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_nm_client_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DEVICE_STATE] =
      g_signal_new ("device-state", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[ACTIVE_STATE] =
      g_signal_new ("active-state", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
}

static void
sc_nm_client_init (ScNmClient *self G_GNUC_UNUSED)
{
}

/* Permissions: what a join needs. "auth" would put a password dialog before the wizard, each time.
 */
static gboolean
is_refused (GVariant *permissions)
{
  static const char *const needed[] = { SC_NM_NAME ".network-control",
                                        SC_NM_NAME ".settings.modify.own" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const char *value = NULL;

      if (g_variant_lookup (permissions, needed[i], "&s", &value) && !g_str_equal (value, "yes"))
        return TRUE;
    }
  return FALSE;
}

static void
take_permissions (ScNmClient *self, GVariant *permissions)
{
  const char *value = NULL;

  self->denied = is_refused (permissions);
  self->may_power_on =
      g_variant_lookup (permissions, SC_NM_NAME ".enable-disable-wifi", "&s", &value)
      && g_str_equal (value, "yes");
}

static void
on_permissions_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScNmClient) self = user_data;
  g_autoptr (GVariant) permissions = NULL;

  if (!sc_nm_dbus_manager_call_get_permissions_finish (SC_NM_DBUS_MANAGER (source), &permissions,
                                                       result, NULL))
    return;
  take_permissions (self, permissions);
  emit_changed (self);
}

static void
on_signal (GDBusObjectManagerClient *objects G_GNUC_UNUSED, GDBusObjectProxy *object,
           GDBusProxy *proxy, const char *sender G_GNUC_UNUSED, const char *name,
           GVariant *parameters, ScNmClient *self)
{
  const char *path = g_dbus_object_get_object_path (G_DBUS_OBJECT (object));
  guint a, b, c;

  if (g_str_equal (name, "StateChanged") && SC_NM_DBUS_IS_DEVICE (proxy)
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uuu)")))
    {
      g_variant_get (parameters, "(uuu)", &a, &b, &c);
      g_signal_emit (self, signals[DEVICE_STATE], 0, path, a, b, c);
    }
  else if (g_str_equal (name, "StateChanged") && SC_NM_DBUS_IS_CONNECTION_ACTIVE (proxy)
           && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uu)")))
    {
      g_variant_get (parameters, "(uu)", &a, &b);
      g_signal_emit (self, signals[ACTIVE_STATE], 0, path, a, b);
    }
  else if (g_str_equal (name, "CheckPermissions") && SC_NM_DBUS_IS_MANAGER (proxy))
    sc_nm_dbus_manager_call_get_permissions (SC_NM_DBUS_MANAGER (proxy), NULL, on_permissions_again,
                                             g_object_ref (self));
}

static void
watch (ScNmClient *self)
{
  static const char *const coming_and_going[] = { "notify::name-owner", "object-added",
                                                  "object-removed",
                                                  "interface-proxy-properties-changed" };

  for (guint i = 0; i < G_N_ELEMENTS (coming_and_going); i++)
    g_signal_connect_object (self->objects, coming_and_going[i], G_CALLBACK (emit_changed), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "interface-proxy-signal", G_CALLBACK (on_signal), self,
                           0);
}

static void
on_permissions (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) permissions = NULL;
  ScNmClient *self = g_task_get_task_data (task);

  if (!sc_nm_dbus_manager_call_get_permissions_finish (SC_NM_DBUS_MANAGER (source), &permissions,
                                                       result, &error))
    {
      g_task_return_error (task, sc_nm_reason_from_call (error));
      return;
    }
  take_permissions (self, permissions);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
on_objects (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ScNmClient *self = g_task_get_task_data (task);
  ScNmDbusManager *manager;

  self->objects = sc_nm_dbus_object_manager_client_new_finish (result, &error);
  if (self->objects == NULL)
    {
      g_task_return_error (task, sc_nm_reason_from_call (error));
      return;
    }
  manager = sc_nm_client_peek_manager (self);
  if (manager == NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_LINK_MANAGER_GONE,
                               "NetworkManager is not on the bus");
      return;
    }
  watch (self);
  sc_nm_dbus_manager_call_get_permissions (manager, g_task_get_cancellable (task), on_permissions,
                                           g_object_ref (task));
}

static void
load_objects (GTask *task, GDBusConnection *bus)
{
  ScNmClient *self = g_task_get_task_data (task);

  self->bus = g_object_ref (bus);
  /* losing the bus is no reason to die: there is joining by hand */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  sc_nm_dbus_object_manager_client_new (bus, G_DBUS_OBJECT_MANAGER_CLIENT_FLAGS_DO_NOT_AUTO_START,
                                        SC_NM_NAME, OBJECTS_PATH, g_task_get_cancellable (task),
                                        on_objects, g_object_ref (task));
}

static void
on_bus (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    load_objects (task, bus);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_LINK_MANAGER_GONE, "System bus: %s",
                             error->message);
}

/**
 * sc_nm_client_new_async:
 * @bus: (nullable): the bus NetworkManager is on; %NULL: the system's
 * @cancellable: (nullable): gives up
 * @callback: called with all objects known
 * @user_data: for @callback
 *
 * Fails with %SC_ERROR_LINK_MANAGER_GONE, or %SC_ERROR_LINK_DENIED if it may not even ask. What it
 * may do is known afterwards: sc_nm_client_is_denied().
 */
void
sc_nm_client_new_async (GDBusConnection *bus, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_nm_client_new_async);
  g_task_set_task_data (task, g_object_new (SC_TYPE_NM_CLIENT, NULL), g_object_unref);
  if (bus != NULL)
    load_objects (task, bus);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, cancellable, on_bus, g_steal_pointer (&task));
}

ScNmClient *
sc_nm_client_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GDBusConnection *
sc_nm_client_get_bus (ScNmClient *self)
{
  return self->bus;
}

char *
sc_nm_client_get_owner (ScNmClient *self)
{
  return g_dbus_object_manager_client_get_name_owner (G_DBUS_OBJECT_MANAGER_CLIENT (self->objects));
}

gboolean
sc_nm_client_is_denied (ScNmClient *self)
{
  return self->denied;
}

/**
 * sc_nm_client_may_power_on:
 * @self: a client
 *
 * Returns: whether this program may switch Wi-Fi on without asking for a password
 */
gboolean
sc_nm_client_may_power_on (ScNmClient *self)
{
  return self->may_power_on;
}

/* The object manager keeps it until the main loop runs again. */
static gpointer
peek (ScNmClient *self, const char *path, const char *interface)
{
  g_autoptr (GDBusInterface) proxy = NULL;

  if (path == NULL || g_str_equal (path, SC_NM_NO_PATH))
    return NULL;
  proxy = g_dbus_object_manager_get_interface (self->objects, path, interface);
  return proxy;
}

/**
 * sc_nm_client_peek_manager:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): %NULL while NetworkManager is not running
 */
ScNmDbusManager *
sc_nm_client_peek_manager (ScNmClient *self)
{
  return peek (self, MANAGER_PATH, SC_NM_NAME);
}

/**
 * sc_nm_client_peek_settings:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the profiles
 */
ScNmDbusSettings *
sc_nm_client_peek_settings (ScNmClient *self)
{
  return peek (self, MANAGER_PATH "/Settings", SC_NM_NAME ".Settings");
}

/**
 * sc_nm_client_peek_agents:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): where secret agents register
 */
ScNmDbusAgentManager *
sc_nm_client_peek_agents (ScNmClient *self)
{
  return peek (self, MANAGER_PATH "/AgentManager", SC_NM_NAME ".AgentManager");
}

/**
 * sc_nm_client_peek_device:
 * @self: a client
 * @path: (nullable): a device's path
 *
 * Returns: (transfer none) (nullable): the device
 */
ScNmDbusDevice *
sc_nm_client_peek_device (ScNmClient *self, const char *path)
{
  return peek (self, path, SC_NM_NAME ".Device");
}

/**
 * sc_nm_client_peek_wireless:
 * @self: a client
 * @path: (nullable): a device's path
 *
 * Returns: (transfer none) (nullable): what it can do as a Wi-Fi adapter
 */
ScNmDbusDeviceWireless *
sc_nm_client_peek_wireless (ScNmClient *self, const char *path)
{
  return peek (self, path, SC_NM_NAME ".Device.Wireless");
}

/**
 * sc_nm_client_peek_access_point:
 * @self: a client
 * @path: (nullable): an access point's path
 *
 * Returns: (transfer none) (nullable): the access point
 */
ScNmDbusAccessPoint *
sc_nm_client_peek_access_point (ScNmClient *self, const char *path)
{
  return peek (self, path, SC_NM_NAME ".AccessPoint");
}

/**
 * sc_nm_client_peek_active:
 * @self: a client
 * @path: (nullable): an active connection's path
 *
 * Returns: (transfer none) (nullable): the active connection, for as long as it is one
 */
ScNmDbusConnectionActive *
sc_nm_client_peek_active (ScNmClient *self, const char *path)
{
  return peek (self, path, SC_NM_NAME ".Connection.Active");
}

/**
 * sc_nm_client_list_objects:
 * @self: a client
 *
 * Returns: (transfer full) (element-type GDBusObject): all, in no order
 */
GList *
sc_nm_client_list_objects (ScNmClient *self)
{
  return g_dbus_object_manager_get_objects (self->objects);
}
