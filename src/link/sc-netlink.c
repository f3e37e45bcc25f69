/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-netlink.h"

#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

/* A stretch of bytes with what is left of it. Nothing is read but through take(): the kernel is
 * trusted, the length of what recv() gave us is not. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Span;

static gboolean
take (Span *span, gpointer value, gsize n_bytes)
{
  if (span->left < n_bytes)
    return FALSE;
  memcpy (value, span->at, n_bytes);
  span->at += n_bytes;
  span->left -= n_bytes;
  return TRUE;
}

static void
skip (Span *span, gsize n_bytes)
{
  n_bytes = MIN (n_bytes, span->left);
  span->at += n_bytes;
  span->left -= n_bytes;
}

/* The next attribute; FALSE at the end, and with *@ok FALSE where one is cut off. */
static gboolean
take_attribute (Span *span, guint *type, Span *value, gboolean *ok)
{
  struct rtattr head;

  if (span->left == 0)
    return FALSE;
  if (!take (span, &head, sizeof head) || head.rta_len < sizeof head
      || span->left < head.rta_len - sizeof head)
    {
      *ok = FALSE;
      return FALSE;
    }
  value->at = span->at;
  value->left = head.rta_len - sizeof head;
  *type = head.rta_type & NLA_TYPE_MASK;
  skip (span, RTA_ALIGN (head.rta_len) - sizeof head);
  return TRUE;
}

static gsize
address_size (int family)
{
  return family == AF_INET ? 4 : family == AF_INET6 ? 16 : 0;
}

static gboolean
take_address (Span value, int family, guint8 *address)
{
  gsize size = address_size (family);

  return size != 0 && take (&value, address, size);
}

static gboolean
parse_link (Span body, ScNetlinkMessage *message, ScNetlinkFunc func, gpointer user_data)
{
  struct ifinfomsg head;
  gboolean ok = TRUE;
  guint type;
  Span value;

  if (!take (&body, &head, sizeof head))
    return FALSE;
  message->kind = SC_NETLINK_LINK;
  message->index = head.ifi_index;
  message->flags = head.ifi_flags;
  while (take_attribute (&body, &type, &value, &ok))
    if (type == IFLA_IFNAME)
      {
        gsize n_bytes = MIN (value.left, sizeof message->name - 1);

        memcpy (message->name, value.at, n_bytes);
        message->name[n_bytes] = '\0';
      }
  if (ok)
    func (message, user_data);
  return ok;
}

static gboolean
parse_address (Span body, ScNetlinkMessage *message, ScNetlinkFunc func, gpointer user_data)
{
  struct ifaddrmsg head;
  gboolean ok = TRUE, has_address = FALSE, has_local = FALSE;
  guint type;
  Span value;

  if (!take (&body, &head, sizeof head))
    return FALSE;
  message->kind = SC_NETLINK_ADDRESS;
  message->index = head.ifa_index;
  message->family = head.ifa_family;
  message->prefix_length = head.ifa_prefixlen;
  while (take_attribute (&body, &type, &value, &ok))
    {
      /* on a point-to-point interface IFA_ADDRESS is the other end's */
      if (type == IFA_LOCAL)
        has_local = take_address (value, head.ifa_family, message->address);
      else if (type == IFA_ADDRESS && !has_local)
        has_address = take_address (value, head.ifa_family, message->address);
    }
  if (ok && (has_local || has_address))
    func (message, user_data);
  return ok;
}

static void
set_gateway (ScNetlinkMessage *message, int family, Span value)
{
  message->has_gateway = take_address (value, family, message->gateway);
  if (message->has_gateway)
    message->family = family;
}

/* The gateway of an IPv4 route may be an IPv6 one: RTA_VIA says of which family. */
static void
set_via (ScNetlinkMessage *message, Span value)
{
  guint16 family;

  if (take (&value, &family, sizeof family))
    set_gateway (message, family, value);
}

static gboolean
parse_next_hops (Span hops, const ScNetlinkMessage *route, ScNetlinkFunc func, gpointer user_data)
{
  while (hops.left > 0)
    {
      ScNetlinkMessage message = *route;
      struct rtnexthop head;
      gboolean ok = TRUE;
      guint type;
      Span body, value;

      if (!take (&hops, &head, sizeof head) || head.rtnh_len < sizeof head
          || hops.left < head.rtnh_len - sizeof head)
        return FALSE;
      body.at = hops.at;
      body.left = head.rtnh_len - sizeof head;
      skip (&hops, RTNH_ALIGN (head.rtnh_len) - sizeof head);
      message.index = head.rtnh_ifindex;
      message.usable = route->usable && !(head.rtnh_flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN));
      while (take_attribute (&body, &type, &value, &ok))
        {
          if (type == RTA_GATEWAY)
            set_gateway (&message, route->family, value);
          else if (type == RTA_VIA)
            set_via (&message, value);
        }
      if (!ok)
        return FALSE;
      func (&message, user_data);
    }
  return TRUE;
}

static gboolean
parse_route (Span body, ScNetlinkMessage *message, ScNetlinkFunc func, gpointer user_data)
{
  struct rtmsg head;
  gboolean ok = TRUE;
  Span hops = { NULL, 0 };
  Span value;
  guint type;

  if (!take (&body, &head, sizeof head))
    return FALSE;
  message->kind = SC_NETLINK_ROUTE;
  message->family = head.rtm_family;
  message->prefix_length = head.rtm_dst_len;
  message->usable =
      head.rtm_type == RTN_UNICAST && !(head.rtm_flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN));
  while (take_attribute (&body, &type, &value, &ok))
    {
      if (type == RTA_DST)
        take_address (value, head.rtm_family, message->address);
      else if (type == RTA_OIF)
        ok = take (&value, &message->index, sizeof message->index) && ok;
      else if (type == RTA_GATEWAY)
        set_gateway (message, head.rtm_family, value);
      else if (type == RTA_VIA)
        set_via (message, value);
      else if (type == RTA_MULTIPATH)
        hops = value;
    }
  if (!ok)
    return FALSE;
  if (hops.left > 0)
    return parse_next_hops (hops, message, func, user_data);
  func (message, user_data);
  return TRUE;
}

/* NLMSG_ERROR also acknowledges; NLMSG_DONE may carry the error that ended a dump. */
static gboolean
parse_end (Span body, gboolean done, ScNetlinkMessage *message, ScNetlinkFunc func,
           gpointer user_data)
{
  int error = 0;

  if (!take (&body, &error, sizeof error) && !done)
    return FALSE;
  if (error > 0 || error == G_MININT) /* it is a negative errno */
    return FALSE;
  message->kind = error != 0 ? SC_NETLINK_FAILED : SC_NETLINK_DONE;
  message->error = -error;
  if (error != 0 || done)
    func (message, user_data);
  return TRUE;
}

static gboolean
parse_one (guint type, Span body, ScNetlinkMessage *message, ScNetlinkFunc func, gpointer user_data)
{
  switch (type)
    {
    case NLMSG_ERROR:
    case NLMSG_DONE:
      return parse_end (body, type == NLMSG_DONE, message, func, user_data);
    case RTM_DELLINK:
    case RTM_NEWLINK:
      message->gone = type == RTM_DELLINK;
      return parse_link (body, message, func, user_data);
    case RTM_DELADDR:
    case RTM_NEWADDR:
      message->gone = type == RTM_DELADDR;
      return parse_address (body, message, func, user_data);
    case RTM_DELROUTE:
    case RTM_NEWROUTE:
      message->gone = type == RTM_DELROUTE;
      return parse_route (body, message, func, user_data);
    default:
      return TRUE;
    }
}

/**
 * sc_netlink_parse:
 * @bytes: what one recv() gave
 * @n_bytes: how much that is
 * @func: called for each message of a kind we know
 * @user_data: for @func
 *
 * Stops at the first message that is cut off or contradicts itself; those before it were told.
 *
 * Returns: whether all of @bytes were sound
 */
gboolean
sc_netlink_parse (gconstpointer bytes, gsize n_bytes, ScNetlinkFunc func, gpointer user_data)
{
  Span span = { bytes, n_bytes };

  while (span.left > 0)
    {
      ScNetlinkMessage message = { 0 };
      struct nlmsghdr head;
      Span body;

      if (!take (&span, &head, sizeof head) || head.nlmsg_len < sizeof head
          || span.left < head.nlmsg_len - sizeof head)
        return FALSE;
      body.at = span.at;
      body.left = head.nlmsg_len - sizeof head;
      skip (&span, NLMSG_ALIGN (head.nlmsg_len) - sizeof head);
      message.sequence = head.nlmsg_seq;
      message.interrupted = (head.nlmsg_flags & NLM_F_DUMP_INTR) != 0;
      if (!parse_one (head.nlmsg_type, body, &message, func, user_data))
        return FALSE;
    }
  return TRUE;
}

/**
 * sc_netlink_format_dump:
 * @type: `RTM_GETLINK`, `RTM_GETADDR` or `RTM_GETROUTE`
 * @sequence: comes back with each part of the answer
 *
 * Returns: (transfer full): a request for all there are, of every address family
 */
GBytes *
sc_netlink_format_dump (guint16 type, guint32 sequence)
{
  struct
  {
    struct nlmsghdr head;
    struct rtgenmsg body;
  } request = { 0 };

  request.head.nlmsg_len = NLMSG_LENGTH (sizeof request.body);
  request.head.nlmsg_type = type;
  request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.head.nlmsg_seq = sequence;
  request.body.rtgen_family = AF_UNSPEC;
  return g_bytes_new (&request, request.head.nlmsg_len);
}
