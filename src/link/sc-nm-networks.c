/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-networks.h"

#include "sc-nm-device.h"
#include "sc-nm-reason.h"

struct _ScNmNetworks
{
  GObject parent_instance;

  ScNmClient *client;
  ScNmAgent *agent;
  ScModel *model;
  GBytes *visited; /* nullable: the name of the sensor's network visited last */
};

/* What an activation's IPv4 addresses say. */
typedef enum
{
  ADDRESS_NONE, /* none is known: it is not up yet, say */
  ADDRESS_ELSEWHERE,
  ADDRESS_AROUND, /* in the sensor's subnet, in a larger network */
  ADDRESS_INSIDE  /* such as a sensor hands out */
} Address;

G_DEFINE_FINAL_TYPE (ScNmNetworks, sc_nm_networks, G_TYPE_OBJECT)

/* The name of the network it is on or coming to; NULL: it is not known, or that is no Wi-Fi. */
static GBytes *
dup_ssid (ScNmNetworks *self, ScNmDbusConnectionActive *active)
{
  ScNmDbusAccessPoint *access_point = sc_nm_client_peek_access_point (
      self->client, sc_nm_dbus_connection_active_get_specific_object (active));
  g_autoptr (GBytes) ssid = access_point != NULL ? sc_nm_device_get_ssid (access_point) : NULL;

  return ssid != NULL && g_bytes_get_size (ssid) > 0 ? g_steal_pointer (&ssid) : NULL;
}

static gboolean
bears_sensors_name (ScNmNetworks *self, ScNmDbusConnectionActive *active)
{
  g_autoptr (GBytes) ssid = dup_ssid (self, active);

  return ssid != NULL
         && (sc_model_ssid_matches (self->model, ssid)
             || (self->visited != NULL && g_bytes_equal (ssid, self->visited)));
}

static Address
judge_address (ScNmNetworks *self, const char *text, guint prefix_length)
{
  GInetAddressMask *subnet = sc_model_get_subnet (self->model);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  if (address == NULL)
    return ADDRESS_NONE;
  if (!g_inet_address_mask_matches (subnet, address))
    return ADDRESS_ELSEWHERE;
  return prefix_length >= g_inet_address_mask_get_length (subnet) ? ADDRESS_INSIDE : ADDRESS_AROUND;
}

static Address
find_address (ScNmNetworks *self, ScNmDbusConnectionActive *active)
{
  ScNmDbusIp4Config *config = sc_nm_client_peek_ip4_config (
      self->client, sc_nm_dbus_connection_active_get_ip4_config (active));
  GVariant *all = config != NULL ? sc_nm_dbus_ip4_config_get_address_data (config) : NULL;
  Address found = ADDRESS_NONE;

  for (gsize i = 0; all != NULL && i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (all, i);
      const char *text;
      guint prefix_length;

      if (g_variant_lookup (one, "address", "&s", &text)
          && g_variant_lookup (one, "prefix", "u", &prefix_length))
        found = MAX (found, judge_address (self, text, prefix_length));
    }
  return found;
}

/* An address says more than a name: a factory's own network may be called "SMS", too, and a
 * sensor's may have any name. While there is none, only the name can tell. */
static gboolean
is_sensors (ScNmNetworks *self, ScNmDbusConnectionActive *active)
{
  switch (find_address (self, active))
    {
    case ADDRESS_INSIDE:
      return TRUE;
    case ADDRESS_ELSEWHERE:
      return FALSE;
    case ADDRESS_AROUND: /* a factory's 10.0.0.0/8, by its address */
    case ADDRESS_NONE:
      break;
    }
  return bears_sensors_name (self, active);
}

/**
 * sc_nm_networks_tell:
 * @self: networks
 * @active: (nullable): an activation's path
 *
 * Returns: whose network it is on, or coming to
 */
ScNmWhose
sc_nm_networks_tell (ScNmNetworks *self, const char *active)
{
  ScNmDbusConnectionActive *proxy = sc_nm_client_peek_active (self->client, active);

  if (proxy == NULL)
    return SC_NM_WHOSE_OWN;
  if (sc_nm_agent_owns (self->agent, sc_nm_dbus_connection_active_get_uuid (proxy)))
    return SC_NM_WHOSE_OURS;
  return is_sensors (self, proxy) ? SC_NM_WHOSE_SENSORS : SC_NM_WHOSE_OWN;
}

static gboolean
is_up (ScNmDbusConnectionActive *active)
{
  return active != NULL
         && sc_nm_dbus_connection_active_get_state (active) == SC_NM_ACTIVE_ACTIVATED;
}

/**
 * sc_nm_networks_is_certain:
 * @self: networks
 * @active: (nullable): an activation's path
 *
 * Returns: whether sc_nm_networks_tell() will say the same of it later on: it is up, and has an
 *   address
 */
gboolean
sc_nm_networks_is_certain (ScNmNetworks *self, const char *active)
{
  ScNmDbusConnectionActive *proxy = sc_nm_client_peek_active (self->client, active);

  return is_up (proxy) && find_address (self, proxy) != ADDRESS_NONE;
}

/* NetworkManager tells of a default route before it tells the address: until then a network of any
 * name may be a sensor's. */
static gboolean
is_undecided (ScNmNetworks *self, ScNmDbusConnectionActive *active)
{
  g_autoptr (GBytes) ssid = dup_ssid (self, active);

  return ssid != NULL && find_address (self, active) == ADDRESS_NONE;
}

/**
 * sc_nm_networks_is_uplink:
 * @self: networks
 * @active: (nullable): an activation's path
 *
 * A sensor names itself as gateway, so that its network has a default route, too.
 *
 * Returns: whether it is up, carries a default route, and leads elsewhere than to a sensor
 */
gboolean
sc_nm_networks_is_uplink (ScNmNetworks *self, const char *active)
{
  ScNmDbusConnectionActive *proxy = sc_nm_client_peek_active (self->client, active);

  if (!is_up (proxy) || sc_nm_networks_tell (self, active) != SC_NM_WHOSE_OWN)
    return FALSE;
  return sc_nm_dbus_connection_active_get_default6 (proxy)
         || (sc_nm_dbus_connection_active_get_default (proxy) && !is_undecided (self, proxy));
}

/**
 * sc_nm_networks_have_uplink:
 * @self: networks
 *
 * Returns: whether one of them leads to the internet, by NetworkManager's account
 */
gboolean
sc_nm_networks_have_uplink (ScNmNetworks *self)
{
  GList *objects = sc_nm_client_list_objects (self->client);
  gboolean found = FALSE;

  for (GList *l = objects; l != NULL && !found; l = l->next)
    found = sc_nm_networks_is_uplink (self, g_dbus_object_get_object_path (l->data));
  g_list_free_full (objects, g_object_unref);
  return found;
}

/**
 * sc_nm_networks_visit:
 * @self: networks
 * @ssid: a network's name
 *
 * A sensor's network is visited. Even if its name looks otherwise, it is taken for a sensor's from
 * now on, until another is.
 */
void
sc_nm_networks_visit (ScNmNetworks *self, GBytes *ssid)
{
  g_bytes_ref (ssid);
  g_clear_pointer (&self->visited, g_bytes_unref);
  self->visited = ssid;
}

/**
 * sc_nm_networks_visit_on:
 * @self: networks
 * @interface: (nullable): an adapter; %NULL: it is not known which
 *
 * A sensor's network is visited that was joined by hand on @interface. If it is not NetworkManager
 * that it was joined with, nothing is known of it here.
 */
void
sc_nm_networks_visit_on (ScNmNetworks *self, const char *interface)
{
  g_autofree char *device = interface != NULL ? sc_nm_device_find (self->client, interface) : NULL;
  ScNmDbusConnectionActive *active =
      sc_nm_client_peek_active (self->client, sc_nm_device_get_active (self->client, device));
  g_autoptr (GBytes) ssid = active != NULL ? dup_ssid (self, active) : NULL;

  if (ssid != NULL)
    sc_nm_networks_visit (self, ssid);
}

/**
 * sc_nm_networks_is_visited:
 * @self: networks
 * @active: (nullable): an activation's path
 *
 * Returns: whether it is on the network of the sensor that was visited last
 */
gboolean
sc_nm_networks_is_visited (ScNmNetworks *self, const char *active)
{
  ScNmDbusConnectionActive *proxy = sc_nm_client_peek_active (self->client, active);
  g_autoptr (GBytes) ssid = proxy != NULL ? dup_ssid (self, proxy) : NULL;

  return ssid != NULL && self->visited != NULL && g_bytes_equal (ssid, self->visited);
}

static void
sc_nm_networks_finalize (GObject *object)
{
  ScNmNetworks *self = SC_NM_NETWORKS (object);

  g_clear_object (&self->agent);
  g_clear_object (&self->client);
  g_clear_pointer (&self->model, sc_model_unref);
  g_clear_pointer (&self->visited, g_bytes_unref);
  G_OBJECT_CLASS (sc_nm_networks_parent_class)->finalize (object);
}

static void
sc_nm_networks_class_init (ScNmNetworksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_nm_networks_finalize;
}

static void
sc_nm_networks_init (ScNmNetworks *self G_GNUC_UNUSED)
{
}

/**
 * sc_nm_networks_new:
 * @client: NetworkManager
 * @agent: knows which profiles are ours
 * @model: tells sensors' networks by their names, and by the addresses on them
 *
 * Returns: (transfer full): networks of which none has been visited
 */
ScNmNetworks *
sc_nm_networks_new (ScNmClient *client, ScNmAgent *agent, ScModel *model)
{
  ScNmNetworks *self = g_object_new (SC_TYPE_NM_NETWORKS, NULL);

  self->client = g_object_ref (client);
  self->agent = g_object_ref (agent);
  self->model = sc_model_ref (model);
  return self;
}
