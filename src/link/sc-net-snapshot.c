/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-net-snapshot.h"

#include <net/if.h>
#include <sys/socket.h>

struct _ScNetSnapshot
{
  GArray *links;     /* of ScNetlinkMessage, as are the others */
  GArray *addresses; /* IPv4 */
  GArray *defaults;  /* default routes */
  GArray *routes;    /* all others that could lead into a sensor's network: IPv4, and not wide */
};

/**
 * sc_net_snapshot_new:
 *
 * Returns: (transfer full): a computer without any interface
 */
ScNetSnapshot *
sc_net_snapshot_new (void)
{
  ScNetSnapshot *self = g_new0 (ScNetSnapshot, 1);

  self->links = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));
  self->addresses = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));
  self->defaults = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));
  self->routes = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));
  return self;
}

/**
 * sc_net_snapshot_free:
 * @self: (nullable) (transfer full): a snapshot
 */
void
sc_net_snapshot_free (ScNetSnapshot *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->links);
  g_array_unref (self->addresses);
  g_array_unref (self->defaults);
  g_array_unref (self->routes);
  g_free (self);
}

/**
 * sc_net_snapshot_add:
 * @self: a snapshot
 * @message: a part of a dump; what does not matter here is left out
 */
void
sc_net_snapshot_add (ScNetSnapshot *self, const ScNetlinkMessage *message)
{
  if (message->gone)
    return;
  if (message->kind == SC_NETLINK_LINK)
    g_array_append_vals (self->links, message, 1);
  else if (message->kind == SC_NETLINK_ADDRESS && message->family == AF_INET)
    g_array_append_vals (self->addresses, message, 1);
  else if (message->kind != SC_NETLINK_ROUTE || !message->usable)
    return;
  /* VPNs take everything by two halves, so that the default route is still there after them. */
  else if (message->prefix_length <= 1)
    g_array_append_vals (self->defaults, message, 1);
  else if (message->family == AF_INET)
    g_array_append_vals (self->routes, message, 1);
}

static const ScNetlinkMessage *
find_link (ScNetSnapshot *self, int index)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const ScNetlinkMessage *link = &g_array_index (self->links, ScNetlinkMessage, i);

      if (link->index == index)
        return link;
    }
  return NULL;
}

/* Up, and with something at the other end. */
static gboolean
is_connected (const ScNetlinkMessage *link)
{
  return link != NULL && (link->flags & IFF_UP) && (link->flags & IFF_RUNNING)
         && !(link->flags & IFF_LOOPBACK);
}

static gboolean
is_in (GInetAddressMask *subnet, int family, const guint8 *bytes)
{
  g_autoptr (GInetAddress) address = NULL;

  if (family != AF_INET || g_inet_address_mask_get_family (subnet) != G_SOCKET_FAMILY_IPV4)
    return FALSE;
  address = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV4);
  return g_inet_address_mask_matches (subnet, address);
}

/* An address the sensor may have given us, or that was typed in for its network. A larger network
 * around the sensor's, such as a factory's 10.0.0.0/8, is another network. */
static gboolean
is_sensors (const ScNetlinkMessage *address, GInetAddressMask *subnet, GInetAddress *sensor)
{
  g_autoptr (GInetAddress) own = NULL;

  if (!is_in (subnet, address->family, address->address)
      || address->prefix_length < g_inet_address_mask_get_length (subnet))
    return FALSE;
  own = g_inet_address_new_from_bytes (address->address, G_SOCKET_FAMILY_IPV4);
  return !g_inet_address_equal (own, sensor);
}

/**
 * sc_net_snapshot_get_name:
 * @self: a snapshot
 * @index: an interface
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
sc_net_snapshot_get_name (ScNetSnapshot *self, int index)
{
  const ScNetlinkMessage *link = find_link (self, index);

  return link != NULL ? link->name : NULL;
}

/**
 * sc_net_snapshot_is_on:
 * @self: a snapshot
 * @index: an interface
 * @subnet: the sensor's subnet
 * @sensor: the sensor's own address; a computer that has it is no guest of a sensor
 *
 * Returns: whether the interface is connected and has an address in @subnet
 */
gboolean
sc_net_snapshot_is_on (ScNetSnapshot *self, int index, GInetAddressMask *subnet,
                       GInetAddress *sensor)
{
  const ScNetlinkMessage *link = find_link (self, index);

  /* a tunnel is no Wi-Fi adapter, whatever address it has */
  if (!is_connected (link) || (link->flags & IFF_POINTOPOINT))
    return FALSE;
  for (guint i = 0; i < self->addresses->len; i++)
    {
      const ScNetlinkMessage *address = &g_array_index (self->addresses, ScNetlinkMessage, i);

      if (address->index == index && is_sensors (address, subnet, sensor))
        return TRUE;
    }
  return FALSE;
}

/**
 * sc_net_snapshot_find:
 * @self: a snapshot
 * @subnet: the sensor's subnet
 * @sensor: the sensor's own address
 * @is_wireless: tells Wi-Fi adapters from others
 *
 * The address alone does not prove that a network is a sensor's: others may use the same. So where
 * there is a Wi-Fi adapter that is switched on, only Wi-Fi counts; a computer without (a virtual
 * machine, a bridge on a cable) may use any interface.
 *
 * Returns: the index of the interface that is on the sensor's network; 0 if there is none
 */
int
sc_net_snapshot_find (ScNetSnapshot *self, GInetAddressMask *subnet, GInetAddress *sensor,
                      ScIsWireless is_wireless)
{
  gboolean any_wireless = FALSE;
  int other = 0;

  for (guint i = 0; i < self->links->len; i++)
    {
      const ScNetlinkMessage *link = &g_array_index (self->links, ScNetlinkMessage, i);
      gboolean wireless = is_wireless (link->name);

      any_wireless = any_wireless || (wireless && (link->flags & IFF_UP));
      if (!sc_net_snapshot_is_on (self, link->index, subnet, sensor))
        continue;
      if (wireless)
        return link->index;
      if (other == 0)
        other = link->index;
    }
  return any_wireless ? 0 : other;
}

/* A default route that leads elsewhere than to a sensor, which names itself as gateway.
 * @link: (nullable): the route's interface */
static gboolean
leads_away (const ScNetlinkMessage *route, const ScNetlinkMessage *link, GInetAddressMask *subnet,
            int sensor_index)
{
  return route->prefix_length == 0 && route->index != sensor_index && is_connected (link)
         && !(route->has_gateway && is_in (subnet, route->family, route->gateway));
}

/**
 * sc_net_snapshot_has_uplink:
 * @self: a snapshot
 * @subnet: the sensor's subnet
 * @sensor_index: the interface on the sensor's network, 0 if none
 *
 * A sensor names itself as gateway, so a default route by itself says nothing: it must lead
 * elsewhere.
 *
 * Returns: whether there is a default route that does
 */
gboolean
sc_net_snapshot_has_uplink (ScNetSnapshot *self, GInetAddressMask *subnet, int sensor_index)
{
  for (guint i = 0; i < self->defaults->len; i++)
    {
      const ScNetlinkMessage *route = &g_array_index (self->defaults, ScNetlinkMessage, i);

      if (leads_away (route, find_link (self, route->index), subnet, sensor_index))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_tunnel (const ScNetlinkMessage *link)
{
  return (link->flags & IFF_POINTOPOINT) != 0;
}

/**
 * sc_net_snapshot_list_uplinks:
 * @self: a snapshot
 * @subnet: the sensor's subnet
 * @sensor_index: the interface on the sensor's network, 0 if none
 *
 * Returns: (transfer full): names of interfaces, each once
 */
char **
sc_net_snapshot_list_uplinks (ScNetSnapshot *self, GInetAddressMask *subnet, int sensor_index)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->defaults->len; i++)
    {
      const ScNetlinkMessage *route = &g_array_index (self->defaults, ScNetlinkMessage, i);
      const ScNetlinkMessage *link = find_link (self, route->index);

      if (leads_away (route, link, subnet, sensor_index) && !is_tunnel (link)
          && !g_ptr_array_find_with_equal_func (names, link->name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (link->name));
    }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

/**
 * sc_net_snapshot_find_tunnel:
 * @self: a snapshot
 *
 * A modem is a point-to-point link with a default route, too; but a VPN rides on another way
 * online, which is there beside it.
 *
 * Returns: the index of a VPN through which everything goes; 0 if there is none
 */
int
sc_net_snapshot_find_tunnel (ScNetSnapshot *self)
{
  gboolean rides = FALSE;
  int tunnel = 0;

  for (guint i = 0; i < self->defaults->len; i++)
    {
      const ScNetlinkMessage *route = &g_array_index (self->defaults, ScNetlinkMessage, i);
      const ScNetlinkMessage *link = find_link (self, route->index);

      if (!is_connected (link))
        continue;
      if (is_tunnel (link))
        tunnel = route->index;
      else
        rides = TRUE;
    }
  return rides ? tunnel : 0;
}

/* A wider route around the sensor's network does no harm: the narrower one is taken. */
static gboolean
leads_into (ScNetSnapshot *self, int index, GInetAddressMask *subnet)
{
  for (guint i = 0; i < self->routes->len; i++)
    {
      const ScNetlinkMessage *route = &g_array_index (self->routes, ScNetlinkMessage, i);

      if (route->index == index && route->prefix_length >= g_inet_address_mask_get_length (subnet)
          && is_in (subnet, route->family, route->address))
        return is_connected (find_link (self, index));
    }
  return FALSE;
}

/**
 * sc_net_snapshot_find_overlap:
 * @self: a snapshot
 * @subnet: the sensor's subnet
 * @sensor: the sensor's own address
 * @is_wireless: tells Wi-Fi adapters from others
 *
 * By its address, or by a route that a VPN or a router has told. On a computer with a Wi-Fi adapter
 * that is switched on: else that interface may be the very way to the sensor.
 *
 * Returns: the index of the interface; 0 if there is none
 */
int
sc_net_snapshot_find_overlap (ScNetSnapshot *self, GInetAddressMask *subnet, GInetAddress *sensor,
                              ScIsWireless is_wireless)
{
  gboolean any_wireless = FALSE;
  int overlap = 0;

  for (guint i = 0; i < self->links->len; i++)
    {
      const ScNetlinkMessage *link = &g_array_index (self->links, ScNetlinkMessage, i);

      if (is_wireless (link->name))
        any_wireless = any_wireless || (link->flags & IFF_UP) != 0;
      else if (sc_net_snapshot_is_on (self, link->index, subnet, sensor)
               || leads_into (self, link->index, subnet))
        overlap = link->index;
    }
  return any_wireless ? overlap : 0;
}
