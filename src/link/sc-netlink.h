/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* rtnetlink messages (rtnetlink(7)): bytes to values, pure. Only what joining by hand needs. */

typedef enum
{
  SC_NETLINK_LINK,
  SC_NETLINK_ADDRESS,
  SC_NETLINK_ROUTE, /* one a next hop */
  SC_NETLINK_DONE,  /* the end of a dump */
  SC_NETLINK_FAILED /* the kernel refused a request; see error */
} ScNetlinkKind;

/**
 * ScNetlinkMessage:
 * @kind: which of the following is set
 * @gone: it was removed
 * @interrupted: the dump it belongs to is not consistent
 * @sequence: of the request it answers, 0 for news
 * @error: (failed) a positive errno
 * @index: the interface; 0 if none
 * @name: (link) the interface's name
 * @flags: (link) `IFF_…`
 * @family: (address, route) of @address, or of @gateway if it has one: `AF_INET`, `AF_INET6`
 * @prefix_length: (address) of its network, (route) of the destination: 0 for a default route
 * @address: (address) this computer's own, (route) where it leads, if that is IPv4 throughout
 * @gateway: (route) if @has_gateway
 * @usable: (route) leads somewhere: not a blackhole, not dead
 */
typedef struct
{
  ScNetlinkKind kind;
  gboolean gone;
  gboolean interrupted;
  guint32 sequence;
  int error;
  int index;
  char name[16];
  guint flags;
  int family;
  guint prefix_length;
  guint8 address[16];
  gboolean has_gateway;
  guint8 gateway[16];
  gboolean usable;
} ScNetlinkMessage;

typedef void (*ScNetlinkFunc) (const ScNetlinkMessage *message, gpointer user_data);

gboolean sc_netlink_parse (gconstpointer bytes, gsize n_bytes, ScNetlinkFunc func,
                           gpointer user_data);
GBytes *sc_netlink_format_dump (guint16 type, guint32 sequence);

G_END_DECLS
