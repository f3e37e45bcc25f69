/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"
#include "sc-net-snapshot.h"

#include <string.h>
#include <sys/socket.h>

/* Messages about interfaces, addresses and routes, and what is concluded from them. */

typedef struct
{
  ScNetSnapshot *snapshot;
  guint n_messages;
} Told;

static void
tell (const ScNetlinkMessage *message, gpointer user_data)
{
  Told *told = user_data;

  told->n_messages++;
  g_assert_nonnull (memchr (message->name, '\0', sizeof message->name));
  if (message->kind == SC_NETLINK_FAILED)
    g_assert_cmpint (message->error, >, 0);
  if (message->kind == SC_NETLINK_ADDRESS)
    g_assert_true (message->family == AF_INET || message->family == AF_INET6);
  if (message->has_gateway)
    g_assert_true (message->family == AF_INET || message->family == AF_INET6);
  sc_net_snapshot_add (told->snapshot, message);
}

static gboolean
is_wireless (const char *interface)
{
  return interface[0] == 'w';
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static GInetAddressMask *subnet;
  static GInetAddress *sensor;
  g_autoptr (ScNetSnapshot) snapshot = NULL;
  g_autoptr (GBytes) input = NULL;
  Told told = { 0 };
  int index;

  if (size > 16 * 1024) /* one recv() has less */
    return -1;
  if (subnet == NULL)
    {
      subnet = g_inet_address_mask_new_from_string ("10.123.45.0/24", NULL);
      sensor = g_inet_address_new_from_string ("10.123.45.1");
    }
  input = sc_fuzz_begin (data, size);
  snapshot = sc_net_snapshot_new ();
  told.snapshot = snapshot;
  sc_netlink_parse (g_bytes_get_data (input, NULL), size, tell, &told);
  g_assert_cmpuint (told.n_messages, <=, size / 8 + 1); /* the smallest is a next hop */
  index = sc_net_snapshot_find (snapshot, subnet, sensor, is_wireless);
  if (index != 0)
    {
      g_assert_true (sc_net_snapshot_is_on (snapshot, index, subnet, sensor));
      g_assert_nonnull (sc_net_snapshot_get_name (snapshot, index));
    }
  sc_net_snapshot_has_uplink (snapshot, subnet, index);
  return sc_fuzz_end (256 * 1024 + 64 * size);
}
