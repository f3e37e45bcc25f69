/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-device.h"

#include "sc-access-point.h"
#include "sc-error.h"
#include "sc-nm-reason.h"

#include <string.h>

typedef struct
{
  char *path;
  char *interface;
  gboolean managed;
  gboolean available;
  gboolean is_usb;
  gboolean is_uplink; /* this computer is online through it */
  gboolean is_taken;  /* on a network, or coming to one */
} Adapter;

static void
adapter_free (Adapter *adapter)
{
  g_free (adapter->path);
  g_free (adapter->interface);
  g_free (adapter);
}

/* `Udi` is the device's place in sysfs. */
static gboolean
is_usb (ScNmDbusDevice *device)
{
  const char *udi = sc_nm_dbus_device_get_udi (device);

  return udi != NULL && strstr (udi, "/usb") != NULL;
}

static int
compare_adapters (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(Adapter *const *)a)->interface, (*(Adapter *const *)b)->interface);
}

static GPtrArray *
list_adapters (ScNmClient *client, ScNmNetworks *networks)
{
  GPtrArray *adapters = g_ptr_array_new_with_free_func ((GDestroyNotify)adapter_free);
  GList *objects = sc_nm_client_list_objects (client);

  for (GList *l = objects; l != NULL; l = l->next)
    {
      const char *path = g_dbus_object_get_object_path (l->data);
      ScNmDbusDevice *device = sc_nm_client_peek_device (client, path);
      const char *active_path = sc_nm_device_get_active (client, path);
      ScNmDbusConnectionActive *active = sc_nm_client_peek_active (client, active_path);
      Adapter *adapter;

      if (device == NULL || sc_nm_client_peek_wireless (client, path) == NULL)
        continue;
      adapter = g_new0 (Adapter, 1);
      adapter->path = g_strdup (path);
      adapter->interface = g_strdup (sc_nm_dbus_device_get_interface (device));
      adapter->managed = sc_nm_dbus_device_get_managed (device);
      adapter->available = sc_nm_dbus_device_get_state (device) >= SC_NM_STATE_DISCONNECTED;
      adapter->is_usb = is_usb (device);
      adapter->is_uplink = sc_nm_networks_is_uplink (networks, active_path);
      adapter->is_taken =
          active != NULL
          && sc_nm_dbus_connection_active_get_state (active) <= SC_NM_ACTIVE_ACTIVATED;
      g_ptr_array_add (adapters, adapter);
    }
  g_list_free_full (objects, g_object_unref);
  g_ptr_array_sort (adapters, compare_adapters);
  return adapters;
}

/**
 * sc_nm_device_list:
 * @client: NetworkManager
 * @networks: tells ways online from others
 *
 * Returns: (transfer full) (element-type ScAdapter): the Wi-Fi adapters it manages, by interface
 */
GPtrArray *
sc_nm_device_list (ScNmClient *client, ScNmNetworks *networks)
{
  g_autoptr (GPtrArray) adapters = list_adapters (client, networks);
  GPtrArray *managed = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_adapter_free);

  for (guint i = 0; i < adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (adapters, i);

      if (adapter->managed)
        g_ptr_array_add (managed, sc_adapter_new (adapter->interface, adapter->is_usb,
                                                  adapter->is_uplink, adapter->is_taken));
    }
  return managed;
}

static guint
merit_of (const Adapter *adapter, const char *preferred)
{
  return (preferred != NULL && g_strcmp0 (adapter->interface, preferred) == 0 ? 4 : 0)
         + (adapter->available ? 2 : 0) + (adapter->is_uplink ? 0 : 1);
}

/**
 * sc_nm_device_choose:
 * @client: NetworkManager
 * @networks: tells ways online from others
 * @preferred: (nullable): the interface of the adapter to use if it is there
 * @present: (nullable): the device in use: stays so unless another one is really better
 *
 * With several, one that the laptop is not online through: then it stays online on the sensor's
 * network, too.
 *
 * Returns: (transfer full) (nullable): the device's path; %NULL: there is none that NetworkManager
 *   manages
 */
char *
sc_nm_device_choose (ScNmClient *client, ScNmNetworks *networks, const char *preferred,
                     const char *present)
{
  g_autoptr (GPtrArray) adapters = list_adapters (client, networks);
  Adapter *best = NULL;
  guint best_merit = 0;

  for (guint i = 0; i < adapters->len; i++)
    {
      Adapter *adapter = g_ptr_array_index (adapters, i);
      guint merit =
          2 * merit_of (adapter, preferred) + (g_strcmp0 (adapter->path, present) == 0 ? 1 : 0);

      if (!adapter->managed || (best != NULL && merit <= best_merit))
        continue;
      best = adapter;
      best_merit = merit;
    }
  return best != NULL ? g_strdup (best->path) : NULL;
}

/**
 * sc_nm_device_find:
 * @client: NetworkManager
 * @interface: (nullable): an interface's name; %NULL: any
 *
 * Returns: (transfer full) (nullable): the path of the Wi-Fi adapter with that name
 */
char *
sc_nm_device_find (ScNmClient *client, const char *interface)
{
  GList *objects = sc_nm_client_list_objects (client);
  char *found = NULL;

  for (GList *l = objects; l != NULL && found == NULL; l = l->next)
    {
      const char *path = g_dbus_object_get_object_path (l->data);

      if (sc_nm_client_peek_device (client, path) != NULL
          && sc_nm_client_peek_wireless (client, path) != NULL
          && (interface == NULL
              || g_strcmp0 (sc_nm_device_get_interface (client, path), interface) == 0))
        found = g_strdup (path);
    }
  g_list_free_full (objects, g_object_unref);
  return found;
}

static GError *
find_adapter_trouble (ScNmClient *client, const char *path)
{
  ScNmDbusDevice *device = sc_nm_client_peek_device (client, path);
  guint state = device != NULL ? sc_nm_dbus_device_get_state (device) : 0;
  g_autofree char *any = NULL;

  if (device != NULL && sc_nm_dbus_device_get_managed (device) && state >= SC_NM_STATE_DISCONNECTED)
    return NULL;
  if (path != NULL && device == NULL)
    return g_error_new (SC_ERROR, SC_ERROR_LINK_UNPLUGGED, "NetworkManager has no device %s", path);
  if (device != NULL && sc_nm_dbus_device_get_firmware_missing (device))
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_FIRMWARE,
                                "NetworkManager: FirmwareMissing is true");
  any = sc_nm_device_find (client, NULL);
  if (any == NULL)
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_NO_ADAPTER,
                                "NetworkManager has no Wi-Fi adapter");
  if (device == NULL || !sc_nm_dbus_device_get_managed (device))
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_UNMANAGED,
                                "NetworkManager does not manage the Wi-Fi adapter");
  return g_error_new (SC_ERROR, SC_ERROR_LINK_NO_ADAPTER, "NetworkManager: device state %u", state);
}

/**
 * sc_nm_device_get_trouble:
 * @client: NetworkManager
 * @path: (nullable): an adapter
 *
 * Returns: (transfer full) (nullable): why it cannot join anything now
 */
GError *
sc_nm_device_get_trouble (ScNmClient *client, const char *path)
{
  ScNmDbusManager *manager = sc_nm_client_peek_manager (client);

  if (sc_nm_client_get_error (client) != NULL)
    return g_error_copy (sc_nm_client_get_error (client));
  if (manager == NULL)
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_MANAGER_GONE,
                                "NetworkManager is not on the bus");
  if (sc_nm_client_is_denied (client))
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_DENIED,
                                "NetworkManager's permissions: no right to switch networks");
  if (!sc_nm_dbus_manager_get_wireless_hardware_enabled (manager))
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_RADIO_BLOCKED,
                                "NetworkManager: WirelessHardwareEnabled is false");
  if (!sc_nm_dbus_manager_get_wireless_enabled (manager))
    return g_error_new_literal (SC_ERROR, SC_ERROR_LINK_RADIO_OFF,
                                "NetworkManager: WirelessEnabled is false");
  return find_adapter_trouble (client, path);
}

const char *
sc_nm_device_get_interface (ScNmClient *client, const char *path)
{
  ScNmDbusDevice *device = sc_nm_client_peek_device (client, path);
  const char *name;

  if (device == NULL)
    return NULL;
  name = sc_nm_dbus_device_get_ip_interface (device);
  return name != NULL && name[0] != '\0' ? name : sc_nm_dbus_device_get_interface (device);
}

const char *
sc_nm_device_get_active (ScNmClient *client, const char *path)
{
  ScNmDbusDevice *device = sc_nm_client_peek_device (client, path);
  const char *active = device != NULL ? sc_nm_dbus_device_get_active_connection (device) : NULL;

  return g_strcmp0 (active, SC_NM_NO_PATH) == 0 ? NULL : active;
}

/**
 * sc_nm_device_find_active:
 * @client: NetworkManager
 * @uuid: of a profile
 *
 * Returns: (transfer none) (nullable): its activation, on whatever device; the most advanced one
 */
ScNmDbusConnectionActive *
sc_nm_device_find_active (ScNmClient *client, const char *uuid)
{
  GList *objects = sc_nm_client_list_objects (client);
  ScNmDbusConnectionActive *found = NULL;

  for (GList *l = objects; l != NULL; l = l->next)
    {
      ScNmDbusConnectionActive *active =
          sc_nm_client_peek_active (client, g_dbus_object_get_object_path (l->data));

      if (active == NULL || g_strcmp0 (sc_nm_dbus_connection_active_get_uuid (active), uuid) != 0)
        continue;
      if (found == NULL
          || sc_nm_dbus_connection_active_get_state (active) == SC_NM_ACTIVE_ACTIVATED)
        found = active;
    }
  g_list_free_full (objects, g_object_unref);
  return found;
}

/**
 * sc_nm_device_get_ssid:
 * @access_point: an access point
 *
 * Returns: (transfer full): its name, any bytes; empty if hidden
 */
GBytes *
sc_nm_device_get_ssid (ScNmDbusAccessPoint *access_point)
{
  GVariant *ssid = sc_nm_dbus_access_point_get_ssid (access_point);

  if (ssid == NULL || !g_variant_is_of_type (ssid, G_VARIANT_TYPE_BYTESTRING))
    return g_bytes_new (NULL, 0);
  return g_variant_get_data_as_bytes (ssid);
}

/**
 * sc_nm_device_find_access_point:
 * @client: NetworkManager
 * @path: an adapter
 * @ssid: a network's name
 * @bssid: (nullable): the access point's address
 * @only_2_4_ghz: whether one on another band does not count
 *
 * Returns: (transfer full) (nullable): its present path in the adapter's list
 */
char *
sc_nm_device_find_access_point (ScNmClient *client, const char *path, GBytes *ssid,
                                const char *bssid, gboolean only_2_4_ghz)
{
  ScNmDbusDeviceWireless *wireless = sc_nm_client_peek_wireless (client, path);
  const char *const *paths =
      wireless != NULL ? sc_nm_dbus_device_wireless_get_access_points (wireless) : NULL;

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      ScNmDbusAccessPoint *one = sc_nm_client_peek_access_point (client, paths[i]);
      g_autoptr (GBytes) name = one != NULL ? sc_nm_device_get_ssid (one) : NULL;
      const char *address = one != NULL ? sc_nm_dbus_access_point_get_hw_address (one) : NULL;

      if (name != NULL && g_bytes_equal (name, ssid)
          && (!only_2_4_ghz
              || sc_frequency_is_2_4_ghz (sc_nm_dbus_access_point_get_frequency (one)))
          && (bssid == NULL || (address != NULL && g_ascii_strcasecmp (address, bssid) == 0)))
        return g_strdup (paths[i]);
    }
  return NULL;
}
