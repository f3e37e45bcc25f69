/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-client.h"

#include "sc-error.h"
#include "sc-nm-reason.h"
#include "sc-sandbox.h"

#define OBJECTS_PATH "/org/freedesktop"
#define MANAGER_PATH OBJECTS_PATH "/NetworkManager"

struct _ScNmClient
{
  GObject parent_instance;

  GDBusConnection *bus;        /* nullable: not open yet */
  GDBusObjectManager *objects; /* nullable: not open yet */
  GError *error;               /* nullable: why it never will be */
  char *asked_owner;           /* nullable: whom the permissions were asked of last */
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
  g_clear_error (&self->error);
  g_free (self->asked_owner);
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
on_permissions (GObject *source, GAsyncResult *result, gpointer user_data)
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
    sc_nm_dbus_manager_call_get_permissions (SC_NM_DBUS_MANAGER (proxy), NULL, on_permissions,
                                             g_object_ref (self));
}

/* Each NetworkManager that comes is asked anew what it allows. */
static void
on_changed (ScNmClient *self)
{
  ScNmDbusManager *manager = sc_nm_client_peek_manager (self);
  g_autofree char *owner = sc_nm_client_get_owner (self);

  if (manager != NULL && g_strcmp0 (owner, self->asked_owner) != 0)
    {
      g_free (self->asked_owner);
      self->asked_owner = g_steal_pointer (&owner);
      sc_nm_dbus_manager_call_get_permissions (manager, NULL, on_permissions, g_object_ref (self));
    }
  emit_changed (self);
}

static void
watch (ScNmClient *self)
{
  static const char *const coming_and_going[] = { "notify::name-owner", "object-added",
                                                  "object-removed",
                                                  "interface-proxy-properties-changed" };

  for (guint i = 0; i < G_N_ELEMENTS (coming_and_going); i++)
    g_signal_connect_object (self->objects, coming_and_going[i], G_CALLBACK (on_changed), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "interface-proxy-signal", G_CALLBACK (on_signal), self,
                           0);
}

static void
take_error (GTask *task, GError *error)
{
  ScNmClient *self = g_task_get_source_object (task);

  if (error->domain == SC_ERROR && sc_sandbox_forbids (SC_SANDBOX_INFO, SC_NM_NAME))
    error->code = SC_ERROR_LINK_SANDBOX;
  self->error = error;
  emit_changed (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_first_permissions (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScNmClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) permissions = NULL;

  if (sc_nm_dbus_manager_call_get_permissions_finish (SC_NM_DBUS_MANAGER (source), &permissions,
                                                      result, &error))
    take_permissions (self, permissions);
  else /* it has gone again, or shows so with the first call that matters */
    g_debug ("NetworkManager's permissions: %s", error->message);
  emit_changed (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_objects (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ScNmClient *self = g_task_get_source_object (task);
  ScNmDbusManager *manager;

  self->objects = sc_nm_dbus_object_manager_client_new_finish (result, &error);
  if (self->objects == NULL)
    {
      take_error (task, sc_nm_reason_from_call (error));
      return;
    }
  watch (self);
  manager = sc_nm_client_peek_manager (self);
  if (manager != NULL)
    {
      self->asked_owner = sc_nm_client_get_owner (self);
      sc_nm_dbus_manager_call_get_permissions (manager, NULL, on_first_permissions,
                                               g_object_ref (task));
    }
  else if (sc_sandbox_forbids (SC_SANDBOX_INFO, SC_NM_NAME))
    take_error (task, g_error_new_literal (SC_ERROR, SC_ERROR_LINK_SANDBOX,
                                           "NetworkManager is not on the sandbox's bus"));
  else
    g_task_return_boolean (task, TRUE); /* it may come at any time */
}

static void
load_objects (GTask *task, GDBusConnection *bus)
{
  ScNmClient *self = g_task_get_source_object (task);

  self->bus = g_object_ref (bus);
  /* losing the bus is no reason to die: there is joining by hand */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  sc_nm_dbus_object_manager_client_new (bus, G_DBUS_OBJECT_MANAGER_CLIENT_FLAGS_DO_NOT_AUTO_START,
                                        SC_NM_NAME, OBJECTS_PATH, NULL, on_objects,
                                        g_object_ref (task));
}

static void
on_bus (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    load_objects (task, bus);
  else
    take_error (
        task, g_error_new (SC_ERROR, SC_ERROR_LINK_MANAGER_GONE, "System bus: %s", error->message));
}

/**
 * sc_nm_client_open_async:
 * @self: a client, once
 * @bus: (nullable): the bus NetworkManager is on; %NULL: the system's
 * @callback: called with all objects and permissions known, if NetworkManager is there; it may come
 *   later. If it can never be asked, sc_nm_client_get_error() says why:
 *   %SC_ERROR_LINK_MANAGER_GONE, %SC_ERROR_LINK_DENIED or %SC_ERROR_LINK_SANDBOX
 * @user_data: for @callback
 */
void
sc_nm_client_open_async (ScNmClient *self, GDBusConnection *bus, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (SC_IS_NM_CLIENT (self) && self->bus == NULL);
  g_task_set_source_tag (task, sc_nm_client_open_async);
  if (bus != NULL)
    load_objects (task, bus);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus, g_steal_pointer (&task));
}

void
sc_nm_client_open_finish (ScNmClient *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * sc_nm_client_new:
 *
 * Returns: (transfer full): a client that knows nothing yet: as if NetworkManager was not there
 */
ScNmClient *
sc_nm_client_new (void)
{
  return g_object_new (SC_TYPE_NM_CLIENT, NULL);
}

GDBusConnection *
sc_nm_client_get_bus (ScNmClient *self)
{
  return self->bus;
}

const GError *
sc_nm_client_get_error (ScNmClient *self)
{
  return self->error;
}

char *
sc_nm_client_get_owner (ScNmClient *self)
{
  if (self->objects == NULL)
    return NULL;
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

  if (self->objects == NULL || path == NULL || g_str_equal (path, SC_NM_NO_PATH))
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
 * sc_nm_client_peek_ip4_config:
 * @self: a client
 * @path: (nullable): the path of an active connection's addresses
 *
 * Returns: (transfer none) (nullable): its IPv4 addresses
 */
ScNmDbusIp4Config *
sc_nm_client_peek_ip4_config (ScNmClient *self, const char *path)
{
  return peek (self, path, SC_NM_NAME ".IP4Config");
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
  return self->objects != NULL ? g_dbus_object_manager_get_objects (self->objects) : NULL;
}
