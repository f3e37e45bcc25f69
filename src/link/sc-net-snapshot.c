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
  GArray *routes;    /* default ones */
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
  else if (message->kind == SC_NETLINK_ROUTE && message->prefix_length == 0 && message->usable)
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
  for (guint i = 0; i < self->routes->len; i++)
    {
      const ScNetlinkMessage *route = &g_array_index (self->routes, ScNetlinkMessage, i);

      if (route->index == sensor_index || !is_connected (find_link (self, route->index)))
        continue;
      if (route->has_gateway && is_in (subnet, route->family, route->gateway))
        continue;
      return TRUE;
    }
  return FALSE;
}
