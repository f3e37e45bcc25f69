/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adapters, the air, scans. */

#include "sc-fake-nm-private.h"

#include <string.h>

#define SCAN_US (3 * G_USEC_PER_SEC)
#define RATE_LIMIT_US (8 * G_USEC_PER_SEC)
#define MISSES 2 /* BSSExpireCount */

#define PSK 0x100
#define EAP 0x200
#define SAE 0x400
#define OWE 0x800

Adapter *
sc_fake_nm_find_adapter (ScFakeNm *self, const char *interface)
{
  for (guint i = 0; i < self->adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (self->adapters, i);

      if (g_str_equal (adapter->interface, interface))
        return adapter;
    }
  return NULL;
}

Adapter *
sc_fake_nm_adapter_at (ScFakeNm *self, const char *path)
{
  for (guint i = 0; i < self->adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (self->adapters, i);

      if (g_str_equal (adapter->path, path))
        return adapter;
    }
  return NULL;
}

void
sc_fake_nm_set_state (Adapter *adapter, guint state, guint reason)
{
  guint old = adapter->state;

  adapter->state = state;
  if (adapter->device == NULL)
    return;
  sc_nm_dbus_device_set_state (adapter->device, state);
  sc_nm_dbus_device_emit_state_changed (adapter->device, state, old, reason);
}

static void
scan_done (gpointer data)
{
  Adapter *adapter = data;
  ScFakeNm *self = adapter->nm;
  gint64 now_us = sc_clock_now_us (self->clock);

  adapter->scan_timer = 0;
  adapter->scan_done_us = now_us;
  for (guint i = 0; i < self->aps->len; i++)
    {
      ScFakeAp *ap = g_ptr_array_index (self->aps, i);

      if (adapter->probe != NULL && g_str_equal (ap->ssid, adapter->probe))
        ap->called = TRUE;
      if (ap->on_air)
        ap->misses = 0;
      else if (ap->path != NULL && ++ap->misses >= MISSES)
        sc_fake_ap_forget (self, ap);
    }
  sc_fake_nm_hear_all (self);
  g_clear_pointer (&adapter->probe, g_free);
  sc_nm_dbus_device_wireless_set_last_scan (adapter->wireless, now_us / 1000);
  if (adapter->active == NULL)
    sc_fake_nm_autoconnect (adapter);
}

static gboolean
on_request_scan (ScNmDbusDeviceWireless *wireless, GDBusMethodInvocation *invocation,
                 GVariant *options, Adapter *adapter)
{
  ScFakeNm *self = adapter->nm;
  g_autoptr (GVariant) ssids = g_variant_lookup_value (options, "ssids", G_VARIANT_TYPE ("aay"));
  gint64 wait_us = MAX (0, adapter->scan_done_us + RATE_LIMIT_US - sc_clock_now_us (self->clock));

  if (g_variant_n_children (options) != (ssids != NULL ? 1 : 0))
    sc_fake_nm_complain (self, "RequestScan: an unknown option");
  if (adapter->state < SC_NM_STATE_DISCONNECTED)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, SC_NM_NAME ".Device.NotAllowed",
                                                  "Scanning not allowed while unavailable");
      return TRUE;
    }
  self->n_scans++;
  if (ssids != NULL && g_variant_n_children (ssids) > 0)
    {
      g_autoptr (GVariant) ssid = g_variant_get_child_value (ssids, 0);

      g_free (adapter->probe);
      adapter->probe = g_strndup (g_variant_get_data (ssid), g_variant_get_size (ssid));
      g_free (self->last_probe);
      self->last_probe = g_strdup (adapter->probe);
    }
  /* success now, the scan when the limit allows */
  sc_nm_dbus_device_wireless_complete_request_scan (wireless, invocation);
  if (adapter->scan_timer == 0)
    adapter->scan_timer = sc_fake_nm_after (self, wait_us + SCAN_US, scan_done, adapter);
  return TRUE;
}

void
sc_fake_nm_export_adapter (Adapter *adapter)
{
  adapter->device = sc_nm_dbus_device_skeleton_new ();
  sc_nm_dbus_device_set_interface (adapter->device, adapter->interface);
  sc_nm_dbus_device_set_ip_interface (adapter->device, adapter->interface);
  sc_nm_dbus_device_set_managed (adapter->device, adapter->managed);
  sc_nm_dbus_device_set_udi (adapter->device, adapter->udi);
  sc_nm_dbus_device_set_active_connection (adapter->device, SC_NM_NO_PATH);
  adapter->state = !adapter->managed                             ? SC_NM_STATE_UNMANAGED
                   : adapter->nm->radio && adapter->nm->hardware ? SC_NM_STATE_DISCONNECTED
                                                                 : SC_NM_STATE_UNAVAILABLE;
  sc_nm_dbus_device_set_state (adapter->device, adapter->state);
  if (!adapter->is_cable)
    {
      adapter->wireless = sc_nm_dbus_device_wireless_skeleton_new ();
      sc_nm_dbus_device_wireless_set_last_scan (adapter->wireless, -1);
      sc_nm_dbus_device_wireless_set_active_access_point (adapter->wireless, SC_NM_NO_PATH);
      g_signal_connect (adapter->wireless, "handle-request-scan", G_CALLBACK (on_request_scan),
                        adapter);
    }
  sc_fake_nm_export (adapter->nm, adapter->path, adapter->device, adapter->wireless);
  sc_fake_nm_list_aps (adapter->nm);
}

static void
add_device (ScFakeNm *self, const char *interface, gboolean is_cable)
{
  Adapter *adapter = g_new0 (Adapter, 1);

  adapter->nm = self;
  adapter->path = sc_fake_nm_next_path (self, "Devices");
  adapter->interface = g_strdup (interface);
  adapter->is_cable = is_cable;
  adapter->managed = TRUE;
  adapter->scan_done_us = -RATE_LIMIT_US;
  g_ptr_array_add (self->adapters, adapter);
  /* systemd's names: "wlx…" is one that is plugged in */
  adapter->udi =
      g_strdup_printf (g_str_has_prefix (interface, "wlx")
                           ? "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/net/%s"
                           : "/sys/devices/pci0000:00/0000:00:1c.0/0000:03:00.0/net/%s",
                       interface);
  sc_fake_nm_export_adapter (adapter);
}

void
sc_fake_nm_add_adapter (ScFakeNm *self, const char *interface)
{
  add_device (self, interface, FALSE);
}

void
sc_fake_nm_add_cable (ScFakeNm *self)
{
  add_device (self, "lan0", TRUE);
  sc_fake_nm_add_profile (self, "cable", NULL, NULL, FALSE);
  sc_fake_nm_connect (self, "lan0", "cable");
}

void
sc_fake_nm_remove_adapter (ScFakeNm *self, const char *interface)
{
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);

  if (adapter->active != NULL)
    sc_fake_nm_end (adapter->active, 36, 14);
  sc_clock_clear_timer (self->clock, &adapter->autoconnect_timer);
  sc_clock_clear_timer (self->clock, &adapter->scan_timer);
  sc_fake_nm_unexport (self, adapter->path);
  g_ptr_array_remove (self->adapters, adapter);
  g_clear_object (&adapter->device);
  g_clear_object (&adapter->wireless);
  g_free (adapter->path);
  g_free (adapter->interface);
  g_free (adapter->udi);
  g_free (adapter->probe);
  g_free (adapter);
}

void
sc_fake_nm_set_managed (ScFakeNm *self, const char *interface, gboolean managed)
{
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);

  adapter->managed = managed;
  sc_nm_dbus_device_set_managed (adapter->device, managed);
  sc_fake_nm_set_state (adapter, managed ? SC_NM_STATE_DISCONNECTED : SC_NM_STATE_UNMANAGED,
                        managed ? 2 : 3);
}

void
sc_fake_nm_lack_firmware (ScFakeNm *self, const char *interface)
{
  Adapter *adapter = sc_fake_nm_find_adapter (self, interface);

  if (adapter->active != NULL)
    sc_fake_nm_end (adapter->active, 35, 3);
  sc_nm_dbus_device_set_firmware_missing (adapter->device, TRUE);
  sc_fake_nm_set_state (adapter, SC_NM_STATE_UNAVAILABLE, 35);
}

void
sc_fake_nm_set_radio (ScFakeNm *self, gboolean enabled, gboolean hardware)
{
  self->radio = enabled;
  self->hardware = hardware;
  sc_nm_dbus_manager_set_wireless_enabled (self->manager, enabled && hardware);
  sc_nm_dbus_manager_set_wireless_hardware_enabled (self->manager, hardware);
  for (guint i = 0; i < self->adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (self->adapters, i);

      if (adapter->is_cable || adapter->device == NULL)
        continue;
      if (adapter->active != NULL && !(enabled && hardware))
        sc_fake_nm_end (adapter->active, 3, 3);
      sc_fake_nm_set_state (
          adapter, enabled && hardware ? SC_NM_STATE_DISCONNECTED : SC_NM_STATE_UNAVAILABLE, 0);
    }
}

/* The air */

/* Every adapter hears the same. */
void
sc_fake_nm_list_aps (ScFakeNm *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < self->aps->len; i++)
    {
      ScFakeAp *ap = g_ptr_array_index (self->aps, i);

      if (ap->path != NULL)
        g_ptr_array_add (paths, ap->path);
    }
  g_ptr_array_add (paths, NULL);
  for (guint i = 0; i < self->adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (self->adapters, i);

      if (adapter->wireless != NULL)
        sc_nm_dbus_device_wireless_set_access_points (adapter->wireless,
                                                      (const char *const *)paths->pdata);
    }
}

static void
set_security (ScFakeAp *ap)
{
  static const guint rsn[] = { [SC_FAKE_WPA2] = PSK,
                               [SC_FAKE_TRANSITION] = PSK | SAE,
                               [SC_FAKE_WPA3] = SAE,
                               [SC_FAKE_OWE] = OWE,
                               [SC_FAKE_ENTERPRISE] = EAP };

  sc_nm_dbus_access_point_set_flags (ap->skeleton, ap->security != SC_FAKE_OPEN ? 1 : 0);
  sc_nm_dbus_access_point_set_wpa_flags (ap->skeleton, 0);
  sc_nm_dbus_access_point_set_rsn_flags (ap->skeleton, rsn[ap->security]);
}

static void
list_ap (ScFakeNm *self, ScFakeAp *ap)
{
  ap->path = sc_fake_nm_next_path (self, "AccessPoint");
  ap->skeleton = sc_nm_dbus_access_point_skeleton_new ();
  sc_nm_dbus_access_point_set_hw_address (ap->skeleton, ap->bssid);
  sc_nm_dbus_access_point_set_mode (ap->skeleton, 2);
  sc_nm_dbus_access_point_set_frequency (ap->skeleton, ap->frequency);
  sc_nm_dbus_access_point_set_last_seen (ap->skeleton, -1);
  set_security (ap);
}

/* As after a scan: everything on the air is in the list, just heard. */
void
sc_fake_nm_hear_all (ScFakeNm *self)
{
  for (guint i = 0; i < self->aps->len; i++)
    {
      ScFakeAp *ap = g_ptr_array_index (self->aps, i);
      gboolean new = ap->path == NULL;
      gsize n_bytes = ap->hidden && !ap->called ? 0 : strlen (ap->ssid);

      if (!ap->on_air)
        continue;
      if (new)
        list_ap (self, ap);
      sc_nm_dbus_access_point_set_ssid (
          ap->skeleton, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, ap->ssid, n_bytes, 1));
      sc_nm_dbus_access_point_set_strength (ap->skeleton, ap->strength);
      sc_nm_dbus_access_point_set_last_seen (ap->skeleton,
                                             sc_clock_now_us (self->clock) / G_USEC_PER_SEC);
      if (new)
        sc_fake_nm_export (self, ap->path, ap->skeleton, NULL);
    }
  sc_fake_nm_list_aps (self);
}

ScFakeAp *
sc_fake_nm_add_ap (ScFakeNm *self, const char *ssid, const char *bssid, ScFakeSecurity security,
                   const char *key)
{
  ScFakeAp *ap = g_new0 (ScFakeAp, 1);

  ap->ssid = g_strdup (ssid);
  ap->bssid = g_strdup (bssid);
  ap->key = g_strdup (key);
  ap->security = security;
  ap->strength = 60;
  ap->frequency = 2437;
  ap->on_air = TRUE;
  ap->address = g_str_has_prefix (ssid, "SMS") ? "10.123.45.2" : "192.168.7.20";
  ap->prefix_length = 24;
  g_ptr_array_add (self->aps, ap);
  return ap;
}

void
sc_fake_ap_set_on_air (ScFakeNm *self, ScFakeAp *ap, gboolean on_air)
{
  ap->on_air = on_air;
  for (guint i = 0; i < self->adapters->len && !on_air; i++)
    {
      Adapter *adapter = g_ptr_array_index (self->adapters, i);

      if (adapter->active != NULL && adapter->active->ap == ap)
        sc_fake_nm_break (self, adapter->interface, 53, 3);
    }
}

void
sc_fake_ap_set_hidden (ScFakeAp *ap)
{
  ap->hidden = TRUE;
}

void
sc_fake_ap_set_frequency (ScFakeAp *ap, guint mhz)
{
  ap->frequency = mhz;
}

void
sc_fake_ap_set_strength (ScFakeAp *ap, guint percent)
{
  ap->strength = percent;
}

void
sc_fake_ap_set_address (ScFakeAp *ap, const char *address, guint prefix_length)
{
  ap->address = address;
  ap->prefix_length = prefix_length;
}

void
sc_fake_ap_lack_addresses (ScFakeAp *ap, guint n_times)
{
  ap->lacks = n_times;
}

void
sc_fake_ap_forget (ScFakeNm *self, ScFakeAp *ap)
{
  if (ap->path == NULL)
    return;
  sc_fake_nm_unexport (self, ap->path);
  g_clear_pointer (&ap->path, g_free);
  g_clear_object (&ap->skeleton);
  ap->misses = 0;
  if (self->server != NULL)
    sc_fake_nm_list_aps (self);
}

void
sc_fake_ap_rename_path (ScFakeNm *self, ScFakeAp *ap)
{
  sc_fake_ap_forget (self, ap);
  sc_fake_nm_hear_all (self);
}

ScFakeAp *
sc_fake_nm_find_listed (ScFakeNm *self, Profile *profile)
{
  for (guint i = 0; i < self->aps->len; i++)
    {
      ScFakeAp *ap = g_ptr_array_index (self->aps, i);

      if (ap->path != NULL && g_strcmp0 (ap->ssid, profile->ssid) == 0)
        return ap;
    }
  return NULL;
}

guint
sc_fake_nm_count_scans (ScFakeNm *self)
{
  return self->n_scans;
}

const char *
sc_fake_nm_get_last_probe (ScFakeNm *self)
{
  return self->last_probe;
}
