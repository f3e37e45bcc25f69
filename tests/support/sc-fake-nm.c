/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The daemon: its life, its methods. */

#include "sc-fake-nm-private.h"

#define ROOT "/org/freedesktop/NetworkManager"

char *
sc_fake_nm_next_path (ScFakeNm *self, const char *kind)
{
  return g_strdup_printf (ROOT "/%s/%u", kind, ++self->serial);
}

void
sc_fake_nm_export (ScFakeNm *self, const char *path, gpointer first, gpointer second)
{
  g_autoptr (GDBusObjectSkeleton) object = g_dbus_object_skeleton_new (path);

  if (self->server == NULL)
    return;
  g_dbus_object_skeleton_add_interface (object, first);
  if (second != NULL)
    g_dbus_object_skeleton_add_interface (object, second);
  g_dbus_object_manager_server_export (self->server, object);
}

void
sc_fake_nm_unexport (ScFakeNm *self, const char *path)
{
  if (self->server != NULL)
    g_dbus_object_manager_server_unexport (self->server, path);
}

guint
sc_fake_nm_after (ScFakeNm *self, gint64 us, ScClockFunc func, gpointer data)
{
  return sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + (gint64)(us * self->pace),
                             func, data);
}

void
sc_fake_nm_complain (ScFakeNm *self, const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->complaints, text);
}

void
sc_fake_nm_note (ScFakeNm *self, const char *method)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, method));

  g_hash_table_insert (self->calls, g_strdup (method), GUINT_TO_POINTER (n + 1));
}

guint
sc_fake_nm_count_calls (ScFakeNm *self, const char *method)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, method));
}

GPtrArray *
sc_fake_nm_get_complaints (ScFakeNm *self)
{
  g_mutex_lock (&self->lock);
  while (self->objections->len > 0)
    g_ptr_array_add (self->complaints, g_ptr_array_steal_index (self->objections, 0));
  g_mutex_unlock (&self->lock);
  return self->complaints;
}

/* All that a guest may ask for. `Device.Disconnect` would keep the adapter from connecting by
 * itself, `GetSecrets` bring up a password dialog, `Update` or `Delete` touch the user's own. */
static gboolean
is_decent (const char *interface, const char *method)
{
  static const char *const decent[][2] = {
    { SC_NM_NAME, "ActivateConnection" },
    { SC_NM_NAME, "AddAndActivateConnection2" },
    { SC_NM_NAME, "DeactivateConnection" },
    { SC_NM_NAME, "GetPermissions" },
    { SC_NM_NAME ".Device.Wireless", "RequestScan" },
    { SC_NM_NAME ".Settings", "GetConnectionByUuid" },
    { SC_NM_NAME ".AgentManager", "RegisterWithCapabilities" },
    { SC_NM_NAME ".AgentManager", "Unregister" },
    { "org.freedesktop.DBus.ObjectManager", "GetManagedObjects" },
    { "org.freedesktop.DBus.Peer", "Ping" },
    { "org.freedesktop.DBus.Properties", "Get" },
    { "org.freedesktop.DBus.Properties", "GetAll" },
    { "org.freedesktop.DBus.Properties", "Set" }, /* only WirelessEnabled can be */
  };

  for (guint i = 0; i < G_N_ELEMENTS (decent); i++)
    if (g_strcmp0 (interface, decent[i][0]) == 0 && g_strcmp0 (method, decent[i][1]) == 0)
      return TRUE;
  return FALSE;
}

/* In GDBus's thread */
static GDBusMessage *
watch_manners (GDBusConnection *bus G_GNUC_UNUSED, GDBusMessage *message, gboolean incoming,
               gpointer data)
{
  ScFakeNm *self = data;
  const char *interface = g_dbus_message_get_interface (message);
  const char *method = g_dbus_message_get_member (message);

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL
      || is_decent (interface, method))
    return message;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->objections, g_strdup_printf ("%s.%s was asked for", interface, method));
  g_mutex_unlock (&self->lock);
  return message;
}

static gboolean
is_allowed (ScFakeNm *self, const char *permission, GDBusMethodInvocation *invocation)
{
  g_autofree char *name = g_strconcat (SC_NM_NAME ".", permission, NULL);

  if (g_strcmp0 (g_hash_table_lookup (self->permissions, name), "yes") == 0)
    return TRUE;
  g_dbus_method_invocation_return_dbus_error (invocation, SC_NM_NAME ".PermissionDenied",
                                              "Not authorized");
  return FALSE;
}

/* Replies may come long after what they announce has begun. */

typedef struct
{
  GDBusMethodInvocation *invocation;
  GVariant *reply;
} Reply;

static void
send_reply (gpointer data)
{
  Reply *reply = data;

  g_dbus_method_invocation_return_value (reply->invocation, reply->reply);
  g_variant_unref (reply->reply);
  g_free (reply);
}

static void
send_later (ScFakeNm *self, GDBusMethodInvocation *invocation, GVariant *value)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->invocation = invocation;
  reply->reply = g_variant_ref_sink (value);
  if (self->reply_delay_us == 0)
    send_reply (reply);
  else
    sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + self->reply_delay_us,
                        send_reply, reply);
}

static gboolean
on_add_and_activate (ScNmDbusManager *manager G_GNUC_UNUSED, GDBusMethodInvocation *invocation,
                     GVariant *settings, const char *device, const char *specific_object,
                     GVariant *options, ScFakeNm *self)
{
  Adapter *adapter = sc_fake_nm_adapter_at (self, device);
  const char *sender = g_dbus_method_invocation_get_sender (invocation);
  g_autofree char *message = NULL;
  const char *name = NULL;
  gboolean is_bound = FALSE;
  ScFakeAp *ap = NULL;
  Profile *profile;
  Active *active;

  sc_fake_nm_note (self, "AddAndActivateConnection2");
  if (!is_allowed (self, "network-control", invocation)
      || !is_allowed (self, "settings.modify.own", invocation))
    return TRUE;
  if (!sc_fake_nm_check_options (self, options, &is_bound))
    {
      g_dbus_method_invocation_return_dbus_error (invocation, SC_NM_NAME ".InvalidArguments",
                                                  "Unknown extra option passed");
      return TRUE;
    }
  if (adapter == NULL)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, SC_NM_NAME ".UnknownDevice",
                                                  "Device not found");
      return TRUE;
    }
  for (guint i = 0; i < self->aps->len; i++)
    if (g_strcmp0 (((ScFakeAp *)g_ptr_array_index (self->aps, i))->path, specific_object) == 0)
      ap = g_ptr_array_index (self->aps, i);
  if (ap == NULL)
    {
      g_dbus_method_invocation_return_dbus_error (invocation,
                                                  SC_NM_NAME ".Device.SpecificObjectNotFound",
                                                  "The access point was not found");
      return TRUE;
    }
  profile = sc_fake_nm_check_profile (self, settings, &name, &message);
  if (profile != NULL && (message = sc_fake_nm_check_ap (profile, ap)) != NULL)
    {
      name = SC_NM_NAME ".Device.IncompatibleConnection";
      g_clear_pointer (&profile, sc_fake_nm_profile_free);
    }
  if (profile == NULL)
    {
      sc_fake_nm_complain (self, "%s", message);
      g_dbus_method_invocation_return_dbus_error (invocation, name, message);
      return TRUE;
    }
  g_ptr_array_add (self->profiles, profile);
  active = sc_fake_nm_activate (self, profile, adapter, ap, is_bound ? sender : NULL, sender);
  send_later (self, invocation,
              g_variant_new ("(oo@a{sv})", profile->path, active->path,
                             g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)));
  return TRUE;
}

static gboolean
on_activate (ScNmDbusManager *manager G_GNUC_UNUSED, GDBusMethodInvocation *invocation,
             const char *connection, const char *device, const char *specific_object G_GNUC_UNUSED,
             ScFakeNm *self)
{
  Profile *profile = sc_fake_nm_find_profile (self, NULL, connection);
  Adapter *adapter = sc_fake_nm_adapter_at (self, device);
  ScFakeAp *ap = profile != NULL ? sc_fake_nm_find_listed (self, profile) : NULL;
  gboolean is_vpn = profile != NULL && profile->ssid == NULL && adapter == NULL;

  sc_fake_nm_note (self, "ActivateConnection");
  if (!is_allowed (self, "network-control", invocation))
    return TRUE;
  if (adapter == NULL && !is_vpn)
    g_dbus_method_invocation_return_dbus_error (invocation, SC_NM_NAME ".UnknownDevice",
                                                "Device not found");
  else if (profile == NULL || (!is_vpn && !adapter->is_cable && ap == NULL))
    g_dbus_method_invocation_return_dbus_error (
        invocation, SC_NM_NAME ".UnknownConnection",
        "Connection is not available on device because no compatible access point found");
  else
    send_later (
        self, invocation,
        g_variant_new ("(o)", sc_fake_nm_activate (self, profile, adapter, ap, NULL,
                                                   g_dbus_method_invocation_get_sender (invocation))
                                  ->path));
  return TRUE;
}

static gboolean
on_deactivate (ScNmDbusManager *manager, GDBusMethodInvocation *invocation, const char *path,
               ScFakeNm *self)
{
  sc_fake_nm_note (self, "DeactivateConnection");
  for (guint i = 0; i < self->actives->len; i++)
    {
      Active *active = g_ptr_array_index (self->actives, i);

      if (!g_str_equal (active->path, path))
        continue;
      active->profile->is_blocked = TRUE;
      sc_fake_nm_end (active, 39, 2);
      sc_nm_dbus_manager_complete_deactivate_connection (manager, invocation);
      return TRUE;
    }
  g_dbus_method_invocation_return_dbus_error (invocation, SC_NM_NAME ".ConnectionNotActive",
                                              "The connection was not active");
  return TRUE;
}

static gboolean
on_get_permissions (ScNmDbusManager *manager, GDBusMethodInvocation *invocation, ScFakeNm *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->permissions);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  sc_nm_dbus_manager_complete_get_permissions (manager, invocation,
                                               g_variant_builder_end (&builder));
  return TRUE;
}

static gboolean
on_get_by_uuid (ScNmDbusSettings *settings, GDBusMethodInvocation *invocation, const char *uuid,
                ScFakeNm *self)
{
  Profile *profile = sc_fake_nm_find_profile (self, uuid, NULL);

  if (profile != NULL)
    sc_nm_dbus_settings_complete_get_connection_by_uuid (settings, invocation, profile->path);
  else
    g_dbus_method_invocation_return_dbus_error (invocation,
                                                SC_NM_NAME ".Settings.InvalidConnection",
                                                "No connection with the UUID was found.");
  return TRUE;
}

static gboolean
on_register (ScNmDbusAgentManager *agents, GDBusMethodInvocation *invocation,
             const char *identifier G_GNUC_UNUSED, guint capabilities G_GNUC_UNUSED, ScFakeNm *self)
{
  g_ptr_array_add (self->agents, g_strdup (g_dbus_method_invocation_get_sender (invocation)));
  sc_nm_dbus_agent_manager_complete_register_with_capabilities (agents, invocation);
  return TRUE;
}

static gboolean
on_unregister (ScNmDbusAgentManager *agents, GDBusMethodInvocation *invocation, ScFakeNm *self)
{
  for (guint i = self->agents->len; i > 0; i--)
    if (g_str_equal (g_ptr_array_index (self->agents, i - 1),
                     g_dbus_method_invocation_get_sender (invocation)))
      g_ptr_array_remove_index (self->agents, i - 1);
  sc_nm_dbus_agent_manager_complete_unregister (agents, invocation);
  return TRUE;
}

/* A client's `Properties.Set`; the fake's own changes find it as it should be. */
static void
on_wireless_enabled (ScNmDbusManager *manager, GParamSpec *pspec G_GNUC_UNUSED, ScFakeNm *self)
{
  gboolean wanted = sc_nm_dbus_manager_get_wireless_enabled (manager);
  const char *right = g_hash_table_lookup (self->permissions, SC_NM_NAME ".enable-disable-wifi");

  if (wanted == (self->radio && self->hardware))
    return;
  sc_fake_nm_note (self, "WirelessEnabled");
  if (g_strcmp0 (right, "yes") != 0)
    sc_fake_nm_complain (self, "WirelessEnabled was set without the right to");
  else
    sc_fake_nm_set_radio (self, wanted, self->hardware);
}

static void
connect_methods (ScFakeNm *self)
{
  g_signal_connect (self->manager, "notify::wireless-enabled", G_CALLBACK (on_wireless_enabled),
                    self);

  /* the fake outlives its skeletons' calls: plain connections do */
  g_signal_connect (self->manager, "handle-add-and-activate-connection2",
                    G_CALLBACK (on_add_and_activate), self);
  g_signal_connect (self->manager, "handle-activate-connection", G_CALLBACK (on_activate), self);
  g_signal_connect (self->manager, "handle-deactivate-connection", G_CALLBACK (on_deactivate),
                    self);
  g_signal_connect (self->manager, "handle-get-permissions", G_CALLBACK (on_get_permissions), self);
  g_signal_connect (self->settings, "handle-get-connection-by-uuid", G_CALLBACK (on_get_by_uuid),
                    self);
  g_signal_connect (self->agent_manager, "handle-register-with-capabilities",
                    G_CALLBACK (on_register), self);
  g_signal_connect (self->agent_manager, "handle-unregister", G_CALLBACK (on_unregister), self);
}

void
sc_fake_nm_start (ScFakeNm *self)
{
  self->server = g_dbus_object_manager_server_new ("/org/freedesktop");
  self->manager = sc_nm_dbus_manager_skeleton_new ();
  self->settings = sc_nm_dbus_settings_skeleton_new ();
  self->agent_manager = sc_nm_dbus_agent_manager_skeleton_new ();
  sc_nm_dbus_manager_set_primary_connection (self->manager, SC_NM_NO_PATH);
  sc_fake_nm_set_radio (self, self->radio, self->hardware);
  connect_methods (self);
  sc_fake_nm_export (self, ROOT, self->manager, NULL);
  sc_fake_nm_export (self, ROOT "/Settings", self->settings, NULL);
  sc_fake_nm_export (self, ROOT "/AgentManager", self->agent_manager, NULL);
  for (guint i = 0; i < self->adapters->len; i++)
    sc_fake_nm_export_adapter (g_ptr_array_index (self->adapters, i));
  g_dbus_object_manager_server_set_connection (self->server, self->bus);
  self->name = g_bus_own_name_on_connection (self->bus, SC_NM_NAME, G_BUS_NAME_OWNER_FLAGS_NONE,
                                             NULL, NULL, NULL, NULL);
}

/* What was active ends silently: nobody is there to tell of it. */
void
sc_fake_nm_stop (ScFakeNm *self)
{
  g_clear_handle_id (&self->name, g_bus_unown_name);
  g_dbus_object_manager_server_set_connection (self->server, NULL);
  while (self->actives->len > 0)
    sc_fake_nm_end (g_ptr_array_index (self->actives, 0), 0, 4);
  for (guint i = 0; i < self->aps->len; i++)
    sc_fake_ap_forget (self, g_ptr_array_index (self->aps, i));
  for (guint i = 0; i < self->adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (self->adapters, i);

      sc_clock_clear_timer (self->clock, &adapter->autoconnect_timer);
      sc_clock_clear_timer (self->clock, &adapter->scan_timer);
      g_clear_object (&adapter->device);
      g_clear_object (&adapter->wireless);
    }
  g_ptr_array_set_size (self->agents, 0);
  g_clear_object (&self->server);
  g_clear_object (&self->manager);
  g_clear_object (&self->settings);
  g_clear_object (&self->agent_manager);
}

GDBusConnection *
sc_fake_nm_get_bus (ScFakeNm *self)
{
  return self->bus;
}

void
sc_fake_nm_set_wiring (ScFakeNm *self, ScFakeNmWiring wiring, gpointer user_data)
{
  self->wiring = wiring;
  self->wiring_data = user_data;
}

void
sc_fake_nm_wire (Adapter *adapter, const char *ssid)
{
  if (adapter->nm->wiring != NULL)
    adapter->nm->wiring (adapter->interface, ssid, adapter->nm->wiring_data);
}

void
sc_fake_nm_set_permission (ScFakeNm *self, const char *name, const char *value)
{
  g_hash_table_insert (self->permissions, g_strconcat (SC_NM_NAME ".", name, NULL),
                       g_strdup (value));
  if (self->server == NULL)
    return;
  g_dbus_connection_emit_signal (self->bus, NULL, ROOT, SC_NM_NAME, "CheckPermissions", NULL, NULL);
}

void
sc_fake_nm_delay_replies (ScFakeNm *self, gint64 delay_us)
{
  self->reply_delay_us = delay_us;
}

void
sc_fake_nm_fail_next (ScFakeNm *self, guint phase, guint device_reason, guint active_reason)
{
  self->fail_next = TRUE;
  self->fail_phase = phase;
  self->fail_device = device_reason;
  self->fail_active = active_reason;
}

/* Of guests: the computer's own networks are not concerned. */
void
sc_fake_nm_keep_failing (ScFakeNm *self, gboolean on)
{
  self->keep_failing = on;
  self->fail_next = self->fail_next && on;
}

void
sc_fake_nm_hang_next (ScFakeNm *self)
{
  self->hang_next = TRUE;
}

GVariant *
sc_fake_nm_get_last_profile (ScFakeNm *self)
{
  return self->last_profile;
}

/**
 * sc_fake_nm_new:
 * @address: of the bus
 * @clock: boot time; virtual, or the system's
 * @pace: factor on all delays
 *
 * Returns: (transfer full): a NetworkManager without adapters, on the bus
 */
ScFakeNm *
sc_fake_nm_new (const char *address, ScClock *clock, double pace)
{
  static const char *const rights[] = { "network-control", "settings.modify.own", "wifi.scan",
                                        "enable-disable-wifi" };
  ScFakeNm *self = g_new0 (ScFakeNm, 1);
  g_autoptr (GError) error = NULL;

  self->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->clock = g_object_ref (clock);
  self->pace = pace;
  self->radio = self->hardware = TRUE;
  self->adapters = g_ptr_array_new ();
  self->aps = g_ptr_array_new ();
  self->profiles = g_ptr_array_new ();
  self->actives = g_ptr_array_new ();
  self->agents = g_ptr_array_new_with_free_func (g_free);
  self->complaints = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->lock);
  self->objections = g_ptr_array_new_with_free_func (g_free);
  self->manners = g_dbus_connection_add_filter (self->bus, watch_manners, self, NULL);
  self->permissions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    sc_fake_nm_set_permission (self, rights[i], "yes");
  sc_fake_nm_start (self);
  return self;
}

void
sc_fake_nm_free (ScFakeNm *self)
{
  if (self->server != NULL)
    sc_fake_nm_stop (self);
  g_dbus_connection_remove_filter (self->bus, self->manners);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  while (self->adapters->len > 0)
    sc_fake_nm_remove_adapter (self, ((Adapter *)g_ptr_array_index (self->adapters, 0))->interface);
  for (guint i = 0; i < self->aps->len; i++)
    {
      ScFakeAp *ap = g_ptr_array_index (self->aps, i);

      g_free (ap->ssid);
      g_free (ap->bssid);
      g_free (ap->key);
      g_free (ap);
    }
  for (guint i = 0; i < self->profiles->len; i++)
    sc_fake_nm_profile_free (g_ptr_array_index (self->profiles, i));
  g_ptr_array_unref (self->adapters);
  g_ptr_array_unref (self->aps);
  g_ptr_array_unref (self->profiles);
  g_ptr_array_unref (self->actives);
  g_ptr_array_unref (self->agents);
  g_ptr_array_unref (self->complaints);
  g_ptr_array_unref (self->objections);
  g_hash_table_unref (self->permissions);
  g_hash_table_unref (self->calls);
  g_clear_pointer (&self->last_profile, g_variant_unref);
  g_free (self->last_probe);
  g_free (self->default_interface);
  g_object_unref (self->bus);
  g_object_unref (self->clock);
  g_free (self);
}
