/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-netlink.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

static const guint8 own[] = { 10, 123, 45, 2 };
static const guint8 other_end[] = { 10, 123, 45, 9 };
static const guint8 gateway[] = { 192, 168, 1, 254 };
static const guint8 gateway6[16] = { 0xfe, 0x80, [15] = 1 };

/* Building messages: heads and attributes one after the other, each padded to 4 bytes, lengths
 * put in afterwards. */
static guint
begin (GByteArray *bytes, gconstpointer head, gsize n_bytes)
{
  guint at = bytes->len;

  g_byte_array_append (bytes, head, n_bytes);
  return at;
}

static void
pad (GByteArray *bytes)
{
  static const guint8 zeros[4] = { 0 };

  g_byte_array_append (bytes, zeros, NLMSG_ALIGN (bytes->len) - bytes->len);
}

static guint
begin_message (GByteArray *bytes, guint16 type, guint16 flags, gconstpointer body, gsize n_bytes)
{
  struct nlmsghdr head = { .nlmsg_type = type, .nlmsg_flags = flags, .nlmsg_seq = 7 };
  guint at = begin (bytes, &head, sizeof head);

  g_byte_array_append (bytes, body, n_bytes);
  pad (bytes);
  return at;
}

static void
end_message (GByteArray *bytes, guint at)
{
  guint32 length = bytes->len - at;

  memcpy (bytes->data + at, &length, sizeof length);
}

static void
end_short (GByteArray *bytes, guint at) /* attributes and next hops have a 16 bit length */
{
  guint16 length = bytes->len - at;

  memcpy (bytes->data + at, &length, sizeof length);
  pad (bytes);
}

static void
add_attribute (GByteArray *bytes, guint16 type, gconstpointer value, gsize n_bytes)
{
  struct rtattr head = { .rta_type = type };
  guint at = begin (bytes, &head, sizeof head);

  g_byte_array_append (bytes, value, n_bytes);
  end_short (bytes, at);
}

static void
add_link (GByteArray *bytes, guint16 type)
{
  struct ifinfomsg body = { .ifi_index = 3, .ifi_flags = IFF_UP | IFF_RUNNING };
  guint at = begin_message (bytes, type, 0, &body, sizeof body);

  add_attribute (bytes, IFLA_MTU, &(guint32){ 1500 }, 4);
  add_attribute (bytes, IFLA_IFNAME, "wlan0", 6);
  end_message (bytes, at);
}

static void
add_address (GByteArray *bytes, guint16 type)
{
  struct ifaddrmsg body = { .ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = 3 };
  guint at = begin_message (bytes, type, 0, &body, sizeof body);

  add_attribute (bytes, IFA_ADDRESS, other_end, 4);
  add_attribute (bytes, IFA_LOCAL, own, 4);
  add_attribute (bytes, IFA_ADDRESS, other_end, 4);
  end_message (bytes, at);
}

static void
add_route (GByteArray *bytes, guint8 type, guint flags)
{
  struct rtmsg body = { .rtm_family = AF_INET, .rtm_type = type, .rtm_flags = flags };
  guint at = begin_message (bytes, RTM_NEWROUTE, NLM_F_MULTI, &body, sizeof body);

  add_attribute (bytes, RTA_GATEWAY, gateway, 4);
  add_attribute (bytes, RTA_OIF, &(int){ 4 }, 4);
  end_message (bytes, at);
}

static void
add_narrow_route (GByteArray *bytes)
{
  struct rtmsg body = { .rtm_family = AF_INET, .rtm_dst_len = 24, .rtm_type = RTN_UNICAST };
  guint at = begin_message (bytes, RTM_NEWROUTE, NLM_F_MULTI, &body, sizeof body);

  add_attribute (bytes, RTA_DST, (guint8[]){ 10, 123, 45, 0 }, 4);
  add_attribute (bytes, RTA_OIF, &(int){ 5 }, 4);
  end_message (bytes, at);
}

static void
add_hop (GByteArray *bytes, int index, guint8 flags, gboolean via)
{
  struct rtnexthop head = { .rtnh_ifindex = index, .rtnh_flags = flags };
  struct
  {
    guint16 family;
    guint8 address[16];
  } v6 = { AF_INET6 };
  guint at = begin (bytes, &head, sizeof head);

  memcpy (v6.address, gateway6, sizeof v6.address);
  if (via)
    add_attribute (bytes, RTA_VIA, &v6, sizeof v6);
  else
    add_attribute (bytes, RTA_GATEWAY, gateway, 4);
  end_short (bytes, at);
}

static void
add_multipath (GByteArray *bytes)
{
  struct rtmsg body = { .rtm_family = AF_INET, .rtm_type = RTN_UNICAST };
  struct rtattr head = { .rta_type = RTA_MULTIPATH };
  guint at = begin_message (bytes, RTM_NEWROUTE, 0, &body, sizeof body);
  guint hops = begin (bytes, &head, sizeof head);

  add_hop (bytes, 4, 0, FALSE);
  add_hop (bytes, 5, RTNH_F_LINKDOWN, FALSE);
  add_hop (bytes, 6, 0, TRUE);
  end_short (bytes, hops);
  end_message (bytes, at);
}

static void
add_end (GByteArray *bytes, guint16 type, guint16 flags, int error)
{
  end_message (bytes, begin_message (bytes, type, flags, &error, sizeof error));
}

static GByteArray *
everything (void)
{
  GByteArray *bytes = g_byte_array_new ();

  add_link (bytes, RTM_NEWLINK);
  add_address (bytes, RTM_NEWADDR);
  add_route (bytes, RTN_UNICAST, 0);
  add_multipath (bytes);
  add_end (bytes, NLMSG_DONE, 0, 0);
  return bytes;
}

static void
collect (const ScNetlinkMessage *message, gpointer user_data)
{
  g_array_append_vals (user_data, message, 1);
}

static GArray *
parse (GByteArray *bytes)
{
  GArray *messages = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));

  g_assert_true (sc_netlink_parse (bytes->data, bytes->len, collect, messages));
  return messages;
}

#define AT(messages, i) (&g_array_index (messages, ScNetlinkMessage, i))

static void
test_link (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  add_link (bytes, RTM_NEWLINK);
  add_link (bytes, RTM_DELLINK);
  messages = parse (bytes);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpint (AT (messages, 0)->kind, ==, SC_NETLINK_LINK);
  g_assert_cmpint (AT (messages, 0)->index, ==, 3);
  g_assert_cmpstr (AT (messages, 0)->name, ==, "wlan0");
  g_assert_cmpuint (AT (messages, 0)->flags, ==, IFF_UP | IFF_RUNNING);
  g_assert_cmpuint (AT (messages, 0)->sequence, ==, 7);
  g_assert_false (AT (messages, 0)->gone);
  g_assert_true (AT (messages, 1)->gone);
}

static void
test_link_name_too_long (void)
{
  struct ifinfomsg body = { .ifi_index = 3 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint at = begin_message (bytes, RTM_NEWLINK, 0, &body, sizeof body);
  g_autoptr (GArray) messages = NULL;

  add_attribute (bytes, IFLA_IFNAME, "an interface name without an end", 32);
  end_message (bytes, at);
  messages = parse (bytes);
  g_assert_cmpstr (AT (messages, 0)->name, ==, "an interface na");
}

static void
test_address (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  add_address (bytes, RTM_NEWADDR);
  add_address (bytes, RTM_DELADDR);
  messages = parse (bytes);
  g_assert_cmpint (AT (messages, 0)->kind, ==, SC_NETLINK_ADDRESS);
  g_assert_cmpint (AT (messages, 0)->family, ==, AF_INET);
  g_assert_cmpuint (AT (messages, 0)->prefix_length, ==, 24);
  g_assert_cmpmem (AT (messages, 0)->address, 4, own, 4); /* not the other end's */
  g_assert_true (AT (messages, 1)->gone);
}

static void
test_route (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  add_route (bytes, RTN_UNICAST, 0);
  add_route (bytes, RTN_UNREACHABLE, 0);
  add_route (bytes, RTN_UNICAST, RTNH_F_LINKDOWN);
  messages = parse (bytes);
  g_assert_cmpint (AT (messages, 0)->kind, ==, SC_NETLINK_ROUTE);
  g_assert_cmpint (AT (messages, 0)->index, ==, 4);
  g_assert_cmpuint (AT (messages, 0)->prefix_length, ==, 0);
  g_assert_true (AT (messages, 0)->has_gateway);
  g_assert_cmpmem (AT (messages, 0)->gateway, 4, gateway, 4);
  g_assert_true (AT (messages, 0)->usable);
  g_assert_false (AT (messages, 1)->usable);
  g_assert_false (AT (messages, 2)->usable);
}

static void
test_where_a_route_leads (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  add_narrow_route (bytes);
  messages = parse (bytes);
  g_assert_cmpint (AT (messages, 0)->index, ==, 5);
  g_assert_cmpint (AT (messages, 0)->family, ==, AF_INET);
  g_assert_cmpuint (AT (messages, 0)->prefix_length, ==, 24);
  g_assert_cmpmem (AT (messages, 0)->address, 4, ((guint8[]){ 10, 123, 45, 0 }), 4);
}

static void
test_multipath (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  add_multipath (bytes);
  messages = parse (bytes);
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_cmpint (AT (messages, 0)->index, ==, 4);
  g_assert_cmpint (AT (messages, 0)->family, ==, AF_INET);
  g_assert_true (AT (messages, 0)->usable);
  g_assert_false (AT (messages, 1)->usable);
  g_assert_cmpint (AT (messages, 2)->family, ==, AF_INET6);
  g_assert_cmpmem (AT (messages, 2)->gateway, 16, gateway6, 16);
}

static void
test_ends (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  add_end (bytes, NLMSG_DONE, NLM_F_DUMP_INTR, 0);
  add_end (bytes, NLMSG_ERROR, 0, -EPERM);
  add_end (bytes, NLMSG_ERROR, 0, 0); /* an acknowledgement */
  add_end (bytes, NLMSG_DONE, 0, -ENOBUFS);
  messages = parse (bytes);
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_cmpint (AT (messages, 0)->kind, ==, SC_NETLINK_DONE);
  g_assert_true (AT (messages, 0)->interrupted);
  g_assert_cmpint (AT (messages, 1)->kind, ==, SC_NETLINK_FAILED);
  g_assert_cmpint (AT (messages, 1)->error, ==, EPERM);
  g_assert_cmpint (AT (messages, 2)->error, ==, ENOBUFS);
}

static void
test_unknown_messages (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) messages = NULL;

  end_message (bytes, begin_message (bytes, RTM_NEWNEIGH, 0, "whatever", 8));
  add_link (bytes, RTM_NEWLINK);
  messages = parse (bytes);
  g_assert_cmpuint (messages->len, ==, 1);
}

/* Every prefix of a sound stretch of messages: from an allocation of exactly its size, so that a
 * sanitizer or valgrind sees any byte read past it. */
static void
test_truncated (void)
{
  g_autoptr (GByteArray) bytes = everything ();
  guint n_sound = 0;

  for (guint n = 0; n <= bytes->len; n++)
    {
      g_autofree guint8 *cut = g_memdup2 (bytes->data, n);
      g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));

      if (sc_netlink_parse (cut, n, collect, messages))
        n_sound++;
      g_assert_cmpuint (messages->len, <=, 7);
    }
  /* the empty one, and the ends of the five messages; the last body's padding is none */
  g_assert_cmpuint (n_sound, ==, 6);
}

/* The same, where the message itself claims to end there: attributes are what is cut. */
static void
test_truncated_inside (void)
{
  static void (*const add[]) (GByteArray *, guint16) = { add_link, add_address };
  static const guint16 types[] = { RTM_NEWLINK, RTM_NEWADDR };

  for (guint i = 0; i < G_N_ELEMENTS (add); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      add[i](bytes, types[i]);
      for (guint n = sizeof (struct nlmsghdr); n < bytes->len; n++)
        {
          g_autofree guint8 *cut = g_memdup2 (bytes->data, n);
          g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));

          memcpy (cut, &(guint32){ n }, 4);
          if (!sc_netlink_parse (cut, n, collect, messages))
            g_assert_cmpuint (messages->len, ==, 0); /* half a message is none */
        }
    }
}

static void
test_lengths_that_lie (void)
{
  static const guint32 lengths[] = { 0, 1, 15, 17, 0x7fffffff, 0xffffffff };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));

      add_link (bytes, RTM_NEWLINK);
      memcpy (bytes->data, &lengths[i], 4);
      g_assert_false (sc_netlink_parse (bytes->data, bytes->len, collect, messages));
      g_assert_cmpuint (messages->len, ==, 0);
    }
}

static void
test_random_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GByteArray) sound = everything ();

  for (guint run = 0; run < 20000; run++)
    {
      g_autofree guint8 *bytes = g_memdup2 (sound->data, sound->len);
      g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));

      for (int i = g_rand_int_range (random, 1, 6); i > 0; i--)
        bytes[g_rand_int_range (random, 0, sound->len)] = g_rand_int_range (random, 0, 256);
      sc_netlink_parse (bytes, sound->len, collect, messages);
      for (guint i = 0; i < messages->len; i++)
        g_assert_nonnull (memchr (AT (messages, i)->name, '\0', sizeof AT (messages, i)->name));
    }
}

static void
test_request (void)
{
  g_autoptr (GBytes) request = sc_netlink_format_dump (RTM_GETROUTE, 9);
  struct nlmsghdr head;

  memcpy (&head, g_bytes_get_data (request, NULL), sizeof head);
  g_assert_cmpuint (head.nlmsg_len, ==, g_bytes_get_size (request));
  g_assert_cmpuint (head.nlmsg_type, ==, RTM_GETROUTE);
  g_assert_cmpuint (head.nlmsg_flags, ==, NLM_F_REQUEST | NLM_F_DUMP);
  g_assert_cmpuint (head.nlmsg_seq, ==, 9);
}

static void
test_errors_that_are_none (void)
{
  static const int errors[] = { G_MININT, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (ScNetlinkMessage));

      add_end (bytes, NLMSG_ERROR, 0, errors[i]);
      g_assert_false (sc_netlink_parse (bytes->data, bytes->len, collect, messages));
      g_assert_cmpuint (messages->len, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/netlink/link", test_link);
  g_test_add_func ("/netlink/link-name-too-long", test_link_name_too_long);
  g_test_add_func ("/netlink/address", test_address);
  g_test_add_func ("/netlink/route", test_route);
  g_test_add_func ("/netlink/where-a-route-leads", test_where_a_route_leads);
  g_test_add_func ("/netlink/multipath", test_multipath);
  g_test_add_func ("/netlink/ends", test_ends);
  g_test_add_func ("/netlink/ends/not-errors", test_errors_that_are_none);
  g_test_add_func ("/netlink/unknown-messages", test_unknown_messages);
  g_test_add_func ("/netlink/truncated", test_truncated);
  g_test_add_func ("/netlink/truncated-inside", test_truncated_inside);
  g_test_add_func ("/netlink/lengths-that-lie", test_lengths_that_lie);
  g_test_add_func ("/netlink/random-bytes", test_random_bytes);
  g_test_add_func ("/netlink/request", test_request);
  return g_test_run ();
}
