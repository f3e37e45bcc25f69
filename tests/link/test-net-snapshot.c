/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-net-snapshot.h"

#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

#define UP (IFF_UP | IFF_RUNNING)

typedef struct
{
  ScNetSnapshot *net;
  GInetAddressMask *subnet;
  GInetAddress *sensor;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->net = sc_net_snapshot_new ();
  f->subnet = g_inet_address_mask_new_from_string ("10.123.45.0/24", NULL);
  f->sensor = g_inet_address_new_from_string ("10.123.45.1");
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_net_snapshot_free (f->net);
  g_object_unref (f->subnet);
  g_object_unref (f->sensor);
}

/* In these tests, adapters named wl… are Wi-Fi. */
static gboolean
is_wireless (const char *interface)
{
  return g_str_has_prefix (interface, "wl");
}

static void
add_link (Fixture *f, int index, const char *name, guint flags)
{
  ScNetlinkMessage message = { .kind = SC_NETLINK_LINK, .index = index, .flags = flags };

  g_strlcpy (message.name, name, sizeof message.name);
  sc_net_snapshot_add (f->net, &message);
}

static void
set_bytes (guint8 *bytes, const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  memcpy (bytes, g_inet_address_to_bytes (address), g_inet_address_get_native_size (address));
}

static void
add_address (Fixture *f, int index, const char *text, guint prefix_length)
{
  ScNetlinkMessage message = { .kind = SC_NETLINK_ADDRESS,
                               .index = index,
                               .family = strchr (text, ':') ? AF_INET6 : AF_INET,
                               .prefix_length = prefix_length };

  set_bytes (message.address, text);
  sc_net_snapshot_add (f->net, &message);
}

static void
add_default_route (Fixture *f, int index, const char *gateway, gboolean usable)
{
  ScNetlinkMessage message = {
    .kind = SC_NETLINK_ROUTE, .index = index, .family = AF_INET, .usable = usable
  };

  if (gateway != NULL)
    {
      message.has_gateway = TRUE;
      message.family = strchr (gateway, ':') ? AF_INET6 : AF_INET;
      set_bytes (message.gateway, gateway);
    }
  sc_net_snapshot_add (f->net, &message);
}

static int
find (Fixture *f)
{
  return sc_net_snapshot_find (f->net, f->subnet, f->sensor, is_wireless);
}

static void
test_nothing (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (find (f), ==, 0);
  g_assert_null (sc_net_snapshot_get_name (f->net, 1));
  g_assert_false (sc_net_snapshot_has_uplink (f->net, f->subnet, 0));
}

static void
test_joined (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 2, "wlan0", UP);
  add_address (f, 2, "fe80::1", 64);
  g_assert_cmpint (find (f), ==, 0);
  add_address (f, 2, "10.123.45.2", 24);
  g_assert_cmpint (find (f), ==, 2);
  g_assert_cmpstr (sc_net_snapshot_get_name (f->net, 2), ==, "wlan0");
}

static void
test_not_the_sensors_network (void)
{
  static const struct
  {
    const char *address;
    guint prefix_length;
    guint flags;
    gboolean joined;
  } rows[] = {
    { "10.123.45.2", 24, UP, TRUE },
    { "10.123.45.254", 32, UP, TRUE },
    { "10.123.45.1", 24, UP, FALSE }, /* the sensor's own */
    { "10.123.46.2", 24, UP, FALSE },
    { "10.123.45.2", 8, UP, FALSE }, /* a factory's 10.0.0.0/8 */
    { "10.123.45.2", 16, UP, FALSE },
    { "10.123.45.2", 24, IFF_UP, FALSE }, /* nothing at the other end */
    { "10.123.45.2", 24, IFF_RUNNING, FALSE },
    { "10.123.45.2", 24, UP | IFF_POINTOPOINT, FALSE }, /* a tunnel */
    { "10.123.45.2", 24, UP | IFF_LOOPBACK, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f;

      set_up (&f, NULL);
      add_link (&f, 2, "eth0", rows[i].flags);
      add_address (&f, 2, rows[i].address, rows[i].prefix_length);
      g_assert_cmpint (find (&f), ==, rows[i].joined ? 2 : 0);
      tear_down (&f, NULL);
    }
}

static void
test_overlapping_network (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 2, "eth0", UP);
  add_address (f, 2, "10.123.45.77", 24);
  g_assert_cmpint (find (f), ==, 2); /* no Wi-Fi here: perhaps a bridge */
  add_link (f, 3, "wlan0", UP);
  g_assert_cmpint (find (f), ==, 0); /* Wi-Fi is on: the sensor will come there */
  add_address (f, 3, "10.123.45.2", 24);
  g_assert_cmpint (find (f), ==, 3);
  g_assert_true (sc_net_snapshot_is_on (f->net, 2, f->subnet, f->sensor));
}

static void
test_wifi_switched_off (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 2, "wlan0", 0);
  add_link (f, 3, "eth0", UP);
  add_address (f, 3, "10.123.45.77", 24);
  g_assert_cmpint (find (f), ==, 3);
}

static void
test_uplink (void)
{
  static const struct
  {
    int index;
    const char *gateway;
    gboolean usable;
    gboolean uplink;
  } rows[] = {
    { 2, "10.123.45.1", TRUE, FALSE }, /* the sensor names itself */
    { 2, NULL, TRUE, FALSE },
    { 3, "192.168.1.254", TRUE, TRUE },
    { 3, "fe80::1", TRUE, TRUE },
    { 3, "10.123.45.1", TRUE, FALSE },    /* another sensor, on a second adapter */
    { 3, "192.168.1.254", FALSE, FALSE }, /* dead, or a blackhole */
    { 4, "192.168.7.1", TRUE, FALSE },    /* the cable is out */
    { 5, NULL, TRUE, TRUE },              /* a modem: point to point */
    { 1, NULL, TRUE, FALSE },             /* loopback */
    { 9, "192.168.1.254", TRUE, FALSE },  /* of an interface that is gone */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f;

      set_up (&f, NULL);
      add_link (&f, 1, "lo", UP | IFF_LOOPBACK);
      add_link (&f, 2, "wlan0", UP);
      add_link (&f, 3, "eth0", UP);
      add_link (&f, 4, "eth1", IFF_UP);
      add_link (&f, 5, "wwan0", UP | IFF_POINTOPOINT);
      add_address (&f, 2, "10.123.45.2", 24);
      add_default_route (&f, rows[i].index, rows[i].gateway, rows[i].usable);
      g_assert_cmpint (sc_net_snapshot_has_uplink (f.net, f.subnet, find (&f)), ==, rows[i].uplink);
      tear_down (&f, NULL);
    }
}

static void
test_not_a_default_route (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScNetlinkMessage message = {
    .kind = SC_NETLINK_ROUTE, .index = 2, .family = AF_INET, .prefix_length = 16, .usable = TRUE
  };

  add_link (f, 2, "eth0", UP);
  sc_net_snapshot_add (f->net, &message);
  g_assert_false (sc_net_snapshot_has_uplink (f->net, f->subnet, 0));
}

static void
assert_uplinks (Fixture *f, int sensor_index, const char *expected)
{
  g_auto (GStrv) names = sc_net_snapshot_list_uplinks (f->net, f->subnet, sensor_index);
  g_autofree char *text = g_strjoinv (" ", names);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ways_online (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  assert_uplinks (f, 0, "");
  add_link (f, 2, "wlan0", UP);
  add_link (f, 3, "lan0", UP);
  add_link (f, 4, "usb0", UP);
  add_link (f, 5, "tun0", UP | IFF_POINTOPOINT);
  add_link (f, 6, "lan1", IFF_UP); /* nothing at the other end */
  add_default_route (f, 2, "192.168.1.1", TRUE);
  add_default_route (f, 3, "10.0.0.1", TRUE);
  add_default_route (f, 3, "10.0.0.2", TRUE);
  add_default_route (f, 4, "172.20.10.1", TRUE);
  add_default_route (f, 5, NULL, TRUE);
  add_default_route (f, 6, "10.1.0.1", TRUE);
  assert_uplinks (f, 0, "wlan0 lan0 usb0");
  assert_uplinks (f, 2, "lan0 usb0"); /* the sensor names itself as gateway */
}

static void
add_half (Fixture *f, int index)
{
  ScNetlinkMessage message = {
    .kind = SC_NETLINK_ROUTE, .index = index, .family = AF_INET, .prefix_length = 1, .usable = TRUE
  };

  sc_net_snapshot_add (f->net, &message);
}

static void
test_tunnel (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 5, "ppp0", UP | IFF_POINTOPOINT);
  add_default_route (f, 5, NULL, TRUE);
  g_assert_cmpint (sc_net_snapshot_find_tunnel (f->net), ==, 0); /* a modem */
  add_link (f, 2, "wlan0", UP);
  add_default_route (f, 2, "192.168.1.1", TRUE);
  g_assert_cmpint (sc_net_snapshot_find_tunnel (f->net), ==, 5);
}

/* The other way VPNs do it: 0.0.0.0/1 and 128.0.0.0/1 beside the default route. */
static void
test_tunnel_by_halves (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 2, "wlan0", UP);
  add_link (f, 5, "tun0", UP | IFF_POINTOPOINT);
  add_half (f, 5);
  g_assert_false (sc_net_snapshot_has_uplink (f->net, f->subnet, 0)); /* a half is none */
  g_assert_cmpint (sc_net_snapshot_find_tunnel (f->net), ==, 0);
  add_default_route (f, 2, "192.168.1.1", TRUE);
  g_assert_cmpint (sc_net_snapshot_find_tunnel (f->net), ==, 5);
  assert_uplinks (f, 0, "wlan0");
}

static int
find_overlap (Fixture *f)
{
  return sc_net_snapshot_find_overlap (f->net, f->subnet, f->sensor, is_wireless);
}

static void
test_overlap (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 2, "wlan0", UP);
  add_link (f, 3, "lan0", UP);
  add_address (f, 3, "10.0.0.7", 8); /* around it: the longer prefix wins */
  g_assert_cmpint (find_overlap (f), ==, 0);
  add_address (f, 2, "10.123.45.3", 24); /* that is the sensor's own */
  g_assert_cmpint (find_overlap (f), ==, 0);
  add_address (f, 3, "10.123.45.7", 24);
  g_assert_cmpint (find_overlap (f), ==, 3);
}

static void
add_route (Fixture *f, int index, const char *destination, guint prefix_length, gboolean usable)
{
  ScNetlinkMessage message = { .kind = SC_NETLINK_ROUTE,
                               .index = index,
                               .family = strchr (destination, ':') ? AF_INET6 : AF_INET,
                               .prefix_length = prefix_length,
                               .usable = usable };

  set_bytes (message.address, destination);
  sc_net_snapshot_add (f->net, &message);
}

/* A VPN, or the factory's router, says that the sensor's addresses are elsewhere. */
static void
test_overlap_by_a_route (void)
{
  static const struct
  {
    int index;
    const char *destination;
    guint prefix_length;
    gboolean usable;
    gboolean overlaps;
  } rows[] = {
    { 5, "10.123.45.0", 24, TRUE, TRUE },   { 5, "10.123.45.1", 32, TRUE, TRUE },
    { 5, "10.123.45.128", 25, TRUE, TRUE }, { 3, "10.123.45.0", 24, TRUE, TRUE },
    { 5, "10.0.0.0", 8, TRUE, FALSE }, /* around it: the longer prefix wins */
    { 5, "10.123.44.0", 22, TRUE, FALSE },  { 5, "10.123.46.0", 24, TRUE, FALSE },
    { 5, "10.123.45.0", 24, FALSE, FALSE }, /* a blackhole */
    { 2, "10.123.45.0", 24, TRUE, FALSE },  /* the sensor's own */
    { 4, "10.123.45.0", 24, TRUE, FALSE },  /* nothing at the other end */
    { 9, "10.123.45.0", 24, TRUE, FALSE },  /* of an interface that is gone */
    { 5, "a7b:2d00::", 24, TRUE, FALSE },   /* the same bits, of IPv6 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f;

      set_up (&f, NULL);
      add_link (&f, 2, "wlan0", UP);
      add_link (&f, 3, "lan0", UP);
      add_link (&f, 4, "lan1", IFF_UP);
      add_link (&f, 5, "tun0", UP | IFF_POINTOPOINT);
      add_route (&f, rows[i].index, rows[i].destination, rows[i].prefix_length, rows[i].usable);
      g_assert_cmpint (find_overlap (&f), ==, rows[i].overlaps ? rows[i].index : 0);
      g_assert_false (sc_net_snapshot_has_uplink (f.net, f.subnet, 0)); /* that is none */
      tear_down (&f, NULL);
    }
}

/* Then the cable, or the bridge of a virtual machine, is the way to the sensor. */
static void
test_no_overlap_without_wireless (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  add_link (f, 3, "lan0", UP);
  add_address (f, 3, "10.123.45.7", 24);
  g_assert_cmpint (find_overlap (f), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/net-snapshot/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("ways-online", test_ways_online);
  ADD ("tunnel", test_tunnel);
  ADD ("tunnel-by-halves", test_tunnel_by_halves);
  ADD ("overlap", test_overlap);
  ADD ("no-overlap-without-wireless", test_no_overlap_without_wireless);
  ADD ("joined", test_joined);
  ADD ("overlapping-network", test_overlapping_network);
  ADD ("wifi-switched-off", test_wifi_switched_off);
  ADD ("not-a-default-route", test_not_a_default_route);
#undef ADD
  g_test_add_func ("/net-snapshot/not-the-sensors-network", test_not_the_sensors_network);
  g_test_add_func ("/net-snapshot/uplink", test_uplink);
  g_test_add_func ("/net-snapshot/overlap-by-a-route", test_overlap_by_a_route);
  return g_test_run ();
}
