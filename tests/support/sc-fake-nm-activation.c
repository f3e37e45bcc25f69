/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Activations: their course, their end, and who connects afterwards. */

#include "sc-fake-nm-private.h"

#define PREPARE_US (50 * G_TIME_SPAN_MILLISECOND)
#define ASSOCIATE_US (1500 * G_TIME_SPAN_MILLISECOND)
#define DHCP_US (500 * G_TIME_SPAN_MILLISECOND)
#define AUTOCONNECT_US (300 * G_TIME_SPAN_MILLISECOND)

#define AGENT_PATH "/org/freedesktop/NetworkManager/SecretAgent"

static void
set_active_state (Active *active, guint state, guint reason)
{
  sc_nm_dbus_connection_active_set_state (active->skeleton, state);
  sc_nm_dbus_connection_active_emit_state_changed (active->skeleton, state, reason);
}

static gint64
metric_of (Active *active)
{
  if (active->profile->metric >= 0)
    return active->profile->metric;
  return active->adapter->is_cable ? 100 : 600;
}

/* The default route is the one with the lowest metric; only its connection says `Default`. */
void
sc_fake_nm_update_default (ScFakeNm *self)
{
  Active *best = NULL;

  for (guint i = 0; i < self->actives->len; i++)
    {
      Active *active = g_ptr_array_index (self->actives, i);

      if (active->adapter != NULL && active->has_address && !active->profile->never_default
          && (best == NULL || metric_of (active) < metric_of (best)))
        best = active;
    }
  for (guint i = 0; i < self->actives->len; i++)
    {
      Active *active = g_ptr_array_index (self->actives, i);

      sc_nm_dbus_connection_active_set_default (active->skeleton, active == best);
    }
  if (g_strcmp0 (self->default_interface, best != NULL ? best->adapter->interface : NULL) != 0)
    self->n_default_changes++;
  g_free (self->default_interface);
  self->default_interface = best != NULL ? g_strdup (best->adapter->interface) : NULL;
  if (self->manager != NULL)
    sc_nm_dbus_manager_set_primary_connection (self->manager,
                                               best != NULL ? best->path : SC_NM_NO_PATH);
}

const char *
sc_fake_nm_get_default (ScFakeNm *self)
{
  return self->default_interface;
}

guint
sc_fake_nm_count_default_changes (ScFakeNm *self)
{
  return self->n_default_changes;
}

/* NetworkManager tells of it after the state, each by itself. */
static void
tell_address (Active *active)
{
  ScNmDbusIp4Config *config = sc_nm_dbus_ip4_config_skeleton_new ();
  const char *address = active->ap != NULL ? active->ap->address : "192.168.9.20";
  guint prefix_length = active->ap != NULL ? active->ap->prefix_length : 24;

  sc_nm_dbus_ip4_config_set_address_data (
      config, g_variant_new_parsed ("[{'address': <%s>, 'prefix': <%u>}]", address, prefix_length));
  active->addresses = sc_fake_nm_next_path (active->nm, "IP4Config");
  sc_fake_nm_export (active->nm, active->addresses, config, NULL);
  g_object_unref (config);
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (active->skeleton));
  sc_nm_dbus_connection_active_set_ip4_config (active->skeleton, active->addresses);
}

static void
activated (gpointer data)
{
  Active *active = data;

  active->timer = 0;
  active->has_address = TRUE;
  active->profile->is_blocked = FALSE;
  active->profile->used = ++active->nm->serial;
  sc_fake_nm_wire (active->adapter, active->profile->ssid);
  sc_fake_nm_update_default (active->nm);
  sc_fake_nm_set_state (active->adapter, SC_NM_STATE_ACTIVATED, 0);
  set_active_state (active, SC_NM_ACTIVE_ACTIVATED, 1);
  tell_address (active);
}

static void
fail (Active *active, guint device_reason, guint active_reason)
{
  sc_fake_nm_set_state (active->adapter, SC_NM_STATE_FAILED, device_reason);
  sc_fake_nm_end (active, 0, active_reason);
}

static void
no_address (gpointer data)
{
  ((Active *)data)->timer = 0;
  fail (data, 5, 3);
}

/* Reaches the next state, unless a script wants otherwise. Returns: whether to go on */
static gboolean
reach (Active *active, guint state)
{
  sc_fake_nm_set_state (active->adapter, state, 0);
  if (active->hangs && state == SC_NM_STATE_CONFIG)
    return FALSE;
  if (!active->fails || active->fail_phase != state)
    return TRUE;
  fail (active, active->fail_device, active->fail_active);
  return FALSE;
}

static void
associated (Active *active)
{
  if (!reach (active, SC_NM_STATE_IP_CONFIG))
    return;
  if (active->ap != NULL && active->ap->lacks > 0)
    {
      active->ap->lacks--;
      active->timer = sc_fake_nm_after (
          active->nm, active->profile->dhcp_timeout_s * G_USEC_PER_SEC, no_address, active);
    }
  else
    active->timer = sc_fake_nm_after (active->nm, DHCP_US, activated, active);
}

/* Secrets: agents of the requester first, then those that came later */

typedef struct
{
  ScFakeNm *nm;
  char *path; /* of the activation, which may have ended meanwhile */
} Question;

static Active *
find_active (ScFakeNm *self, const char *path)
{
  for (guint i = 0; i < self->actives->len; i++)
    {
      Active *active = g_ptr_array_index (self->actives, i);

      if (g_str_equal (active->path, path))
        return active;
    }
  return NULL;
}

static void ask_next (Active *active);

static void
on_secrets (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  Active *active = find_active (question->nm, question->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) secrets =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  g_free (question->path);
  g_free (question);
  if (active == NULL)
    return;
  if (g_strcmp0 (name, SC_NM_NAME ".SecretAgent.UserCanceled") == 0)
    fail (active, 7, 9);
  else
    ask_next (active);
}

static void
ask_next (Active *active)
{
  ScFakeNm *self = active->nm;
  g_autofree char *agent = NULL;
  Question *question;

  if (active->agents->len == 0)
    {
      fail (active, 7, 9);
      return;
    }
  agent = g_strdup (g_ptr_array_index (active->agents, 0));
  g_ptr_array_remove_index (active->agents, 0);
  question = g_new0 (Question, 1);
  question->nm = self;
  question->path = g_strdup (active->path);
  g_dbus_connection_call (
      self->bus, agent, AGENT_PATH, SC_NM_NAME ".SecretAgent", "GetSecrets",
      g_variant_new_parsed ("({'connection': {'uuid': <%s>}}, %o, '802-11-wireless-security', "
                            "@as [], @u 3)",
                            active->profile->uuid, active->profile->path),
      G_VARIANT_TYPE ("(a{sa{sv}})"), G_DBUS_CALL_FLAGS_NONE, 120000, NULL, on_secrets, question);
}

static void
ask_agents (Active *active)
{
  ScFakeNm *self = active->nm;

  g_ptr_array_set_size (active->agents, 0);
  for (guint i = self->agents->len; i > 0; i--)
    {
      const char *agent = g_ptr_array_index (self->agents, i - 1);

      g_ptr_array_insert (active->agents, g_strcmp0 (agent, active->requester) == 0 ? 0 : -1,
                          g_strdup (agent));
    }
  ask_next (active);
}

static void
on_air (gpointer data)
{
  Active *active = data;

  active->timer = 0;
  if (active->ap != NULL && !active->ap->on_air)
    fail (active, 53, 3);
  else if (active->ap != NULL && g_strcmp0 (active->ap->key, active->profile->key) != 0)
    {
      if (reach (active, SC_NM_STATE_NEED_AUTH))
        ask_agents (active);
    }
  else
    associated (active);
}

static void
prepared (gpointer data)
{
  Active *active = data;

  active->timer = 0;
  if (reach (active, SC_NM_STATE_CONFIG))
    active->timer =
        sc_fake_nm_after (active->nm, active->adapter->is_cable ? 0 : ASSOCIATE_US, on_air, active);
}

static void
on_client_gone (GDBusConnection *bus G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer data)
{
  sc_fake_nm_end (data, 39, 2);
}

static Active *
active_new (ScFakeNm *self, Profile *profile, Adapter *adapter, ScFakeAp *ap)
{
  const char *devices[] = { adapter != NULL ? adapter->path : NULL, NULL };
  Active *active = g_new0 (Active, 1);

  active->nm = self;
  active->profile = profile;
  active->adapter = adapter;
  active->ap = ap;
  active->agents = g_ptr_array_new_with_free_func (g_free);
  active->path = sc_fake_nm_next_path (self, "ActiveConnection");
  active->skeleton = sc_nm_dbus_connection_active_skeleton_new ();
  sc_nm_dbus_connection_active_set_connection (active->skeleton, profile->path);
  sc_nm_dbus_connection_active_set_id (active->skeleton,
                                       profile->ssid != NULL ? profile->ssid : profile->uuid);
  sc_nm_dbus_connection_active_set_uuid (active->skeleton, profile->uuid);
  sc_nm_dbus_connection_active_set_devices (active->skeleton, devices);
  sc_nm_dbus_connection_active_set_specific_object (
      active->skeleton, ap != NULL && ap->path != NULL ? ap->path : SC_NM_NO_PATH);
  sc_nm_dbus_connection_active_set_ip4_config (active->skeleton, SC_NM_NO_PATH);
  sc_nm_dbus_connection_active_set_state (active->skeleton, SC_NM_ACTIVE_ACTIVATING);
  sc_fake_nm_export (self, active->path, active->skeleton, NULL);
  g_ptr_array_add (self->actives, active);
  return active;
}

static void
occupy (Active *active)
{
  Adapter *adapter = active->adapter;

  adapter->active = active;
  sc_nm_dbus_device_set_active_connection (adapter->device, active->path);
  if (adapter->wireless != NULL)
    sc_nm_dbus_device_wireless_set_active_access_point (
        adapter->wireless,
        active->ap != NULL && active->ap->path != NULL ? active->ap->path : SC_NM_NO_PATH);
}

Active *
sc_fake_nm_activate (ScFakeNm *self, Profile *profile, Adapter *adapter, ScFakeAp *ap,
                     const char *client, const char *requester)
{
  Active *active = active_new (self, profile, adapter, ap);

  if (adapter == NULL) /* a VPN: nothing to wait for */
    {
      sc_nm_dbus_connection_active_set_vpn (active->skeleton, TRUE);
      set_active_state (active, SC_NM_ACTIVE_ACTIVATED, 1);
      return active;
    }
  sc_clock_clear_timer (self->clock, &adapter->autoconnect_timer);
  if (adapter->active != NULL) /* displaced */
    {
      sc_fake_nm_set_state (adapter, SC_NM_STATE_DEACTIVATING, 60);
      g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (adapter->device));
      sc_fake_nm_end (adapter->active, 60, 3);
      sc_clock_clear_timer (self->clock, &adapter->autoconnect_timer);
    }
  occupy (active);
  active->requester = g_strdup (requester);
  active->client = g_strdup (client);
  active->fails = self->fail_next && (!self->keep_failing || client != NULL);
  active->hangs = self->hang_next;
  active->fail_phase = self->fail_phase;
  active->fail_device = self->fail_device;
  active->fail_active = self->fail_active;
  self->fail_next = self->fail_next && self->keep_failing;
  self->hang_next = FALSE;
  if (client != NULL)
    active->watch = g_bus_watch_name_on_connection (
        self->bus, client, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_client_gone, active, NULL);
  sc_fake_nm_set_state (adapter, SC_NM_STATE_PREPARE, 0);
  active->timer = sc_fake_nm_after (self, PREPARE_US, prepared, active);
  return active;
}

static void
end_riders (ScFakeNm *self, const char *base)
{
  for (guint i = self->actives->len; i > 0; i--)
    {
      Active *rider = g_ptr_array_index (self->actives, i - 1);

      if (rider->adapter == NULL
          && g_strcmp0 (sc_nm_dbus_connection_active_get_specific_object (rider->skeleton), base)
                 == 0)
        sc_fake_nm_end (rider, 0, 3);
    }
}

static void
vacate (Adapter *adapter, guint reason)
{
  adapter->active = NULL;
  sc_fake_nm_wire (adapter, NULL);
  if (adapter->device == NULL)
    return;
  sc_nm_dbus_device_set_active_connection (adapter->device, SC_NM_NO_PATH);
  if (adapter->wireless != NULL)
    sc_nm_dbus_device_wireless_set_active_access_point (adapter->wireless, SC_NM_NO_PATH);
  if (reason != 60) /* a displaced one makes way without a pause */
    sc_fake_nm_set_state (adapter, SC_NM_STATE_DISCONNECTED, reason);
  sc_fake_nm_autoconnect (adapter);
}

void
sc_fake_nm_end (Active *active, guint device_reason, guint active_reason)
{
  ScFakeNm *self = active->nm;

  g_ptr_array_remove (self->actives, active);
  end_riders (self, active->path);
  sc_clock_clear_timer (self->clock, &active->timer);
  g_clear_handle_id (&active->watch, g_bus_unwatch_name);
  sc_nm_dbus_connection_active_set_default (active->skeleton, FALSE);
  set_active_state (active, SC_NM_ACTIVE_DEACTIVATED, active_reason);
  if (active->adapter != NULL)
    vacate (active->adapter, device_reason);
  sc_fake_nm_unexport (self, active->path);
  if (active->addresses != NULL)
    sc_fake_nm_unexport (self, active->addresses);
  if (active->profile->is_volatile)
    {
      g_ptr_array_remove (self->profiles, active->profile);
      sc_fake_nm_profile_free (active->profile);
    }
  sc_fake_nm_update_default (self);
  g_object_unref (active->skeleton);
  g_ptr_array_unref (active->agents);
  g_free (active->path);
  g_free (active->addresses);
  g_free (active->client);
  g_free (active->requester);
  g_free (active);
}

static void
autoconnect_now (gpointer data)
{
  Adapter *adapter = data;
  ScFakeNm *self = adapter->nm;
  Profile *best = NULL;

  adapter->autoconnect_timer = 0;
  if (adapter->active != NULL || adapter->state != SC_NM_STATE_DISCONNECTED)
    return;
  for (guint i = 0; i < self->profiles->len; i++)
    {
      Profile *profile = g_ptr_array_index (self->profiles, i);

      if (profile->autoconnect && !profile->is_volatile && !profile->is_blocked
          && profile->ssid != NULL && sc_fake_nm_find_listed (self, profile) != NULL
          && (best == NULL || profile->used > best->used))
        best = profile;
    }
  if (best == NULL)
    return;
  sc_fake_nm_note (self, "autoconnect");
  sc_fake_nm_activate (self, best, adapter, sc_fake_nm_find_listed (self, best), NULL, NULL);
}

void
sc_fake_nm_autoconnect (Adapter *adapter)
{
  if (adapter->is_cable || adapter->autoconnect_timer != 0)
    return;
  adapter->autoconnect_timer =
      sc_fake_nm_after (adapter->nm, AUTOCONNECT_US, autoconnect_now, adapter);
}

/* What happens without anybody asking for it. */
void
sc_fake_nm_break (ScFakeNm *self, const char *interface, guint device_reason, guint active_reason)
{
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);

  sc_fake_nm_set_state (adapter, SC_NM_STATE_FAILED, device_reason);
  sc_fake_nm_end (adapter->active, 0, active_reason);
}

void
sc_fake_nm_connect (ScFakeNm *self, const char *interface, const char *uuid)
{
  Profile *profile = sc_fake_nm_find_profile (self, uuid, NULL);
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);
  ScFakeAp *ap = profile->ssid != NULL ? sc_fake_nm_find_listed (self, profile) : NULL;
  Active *active = sc_fake_nm_activate (self, profile, adapter, ap, NULL, NULL);

  sc_clock_clear_timer (self->clock, &active->timer);
  activated (active);
}

void
sc_fake_nm_connect_vpn (ScFakeNm *self, const char *uuid, const char *base_uuid)
{
  Active *active = sc_fake_nm_activate (self, sc_fake_nm_find_profile (self, uuid, NULL), NULL,
                                        NULL, NULL, NULL);

  for (guint i = 0; i < self->actives->len; i++)
    {
      Active *base = g_ptr_array_index (self->actives, i);

      if (g_str_equal (base->profile->uuid, base_uuid))
        sc_nm_dbus_connection_active_set_specific_object (active->skeleton, base->path);
    }
}

gboolean
sc_fake_nm_is_connected (ScFakeNm *self, const char *uuid)
{
  for (guint i = 0; i < self->actives->len; i++)
    {
      Active *active = g_ptr_array_index (self->actives, i);

      if (g_str_equal (active->profile->uuid, uuid)
          && sc_nm_dbus_connection_active_get_state (active->skeleton) == SC_NM_ACTIVE_ACTIVATED)
        return TRUE;
    }
  return FALSE;
}

gboolean
sc_fake_nm_is_joining (ScFakeNm *self, const char *interface, const char *ssid)
{
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);

  return adapter->active != NULL && adapter->state < SC_NM_STATE_ACTIVATED
         && g_strcmp0 (adapter->active->profile->ssid, ssid) == 0;
}

const char *
sc_fake_nm_get_ssid (ScFakeNm *self, const char *interface)
{
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);

  return adapter->active != NULL && adapter->state == SC_NM_STATE_ACTIVATED
             ? adapter->active->profile->ssid
             : NULL;
}
