/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-binding.h"

#include <errno.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/**
 * sc_binding_apply:
 * @socket: a socket that is not connected yet
 * @interface: name of a network interface
 * @error: the interface does not exist, or the like
 *
 * Binds to the interface, not to an address: Linux picks the route by destination, so an address
 * alone does not keep a packet from leaving through a cable or a VPN that claims the sensor's
 * subnet. Needs no privilege since Linux 5.7; where it is not permitted this says so in the log
 * and leaves the matter to sc_binding_check().
 *
 * Returns: whether to go on
 */
gboolean
sc_binding_apply (GSocket *socket, const char *interface, GError **error)
{
  int saved;

  if (setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_BINDTODEVICE, interface,
                  (socklen_t)strlen (interface) + 1)
      == 0)
    return TRUE;
  saved = errno;
  if (saved == EPERM || saved == ENOPROTOOPT)
    {
      g_message ("Cannot bind to %s, going by the routes: %s", interface, g_strerror (saved));
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "Cannot bind to %s: %s", interface,
               g_strerror (saved));
  return FALSE;
}

static gboolean
address_equals (const struct sockaddr *address, GInetAddress *wanted)
{
  if (address == NULL)
    return FALSE;
  if (address->sa_family == AF_INET && g_inet_address_get_family (wanted) == G_SOCKET_FAMILY_IPV4)
    return memcmp (&((const struct sockaddr_in *)(gconstpointer)address)->sin_addr,
                   g_inet_address_to_bytes (wanted), 4)
           == 0;
  if (address->sa_family == AF_INET6 && g_inet_address_get_family (wanted) == G_SOCKET_FAMILY_IPV6)
    return memcmp (&((const struct sockaddr_in6 *)(gconstpointer)address)->sin6_addr,
                   g_inet_address_to_bytes (wanted), 16)
           == 0;
  return FALSE;
}

/**
 * sc_binding_check:
 * @socket: a connected socket
 * @interface: name of a network interface
 * @error: %G_IO_ERROR_NETWORK_UNREACHABLE
 *
 * Returns: whether the local address of @socket is one of @interface
 */
gboolean
sc_binding_check (GSocket *socket, const char *interface, GError **error)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, error);
  struct ifaddrs *all;
  gboolean found = FALSE;

  if (local == NULL)
    return FALSE;
  if (!G_IS_INET_SOCKET_ADDRESS (local) || getifaddrs (&all) != 0)
    return TRUE;
  for (struct ifaddrs *at = all; at != NULL && !found; at = at->ifa_next)
    found = g_strcmp0 (at->ifa_name, interface) == 0
            && address_equals (at->ifa_addr,
                               g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local)));
  freeifaddrs (all);
  if (!found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE,
                 "The connection does not go through %s", interface);
  return found;
}

/**
 * sc_binding_set_cork:
 * @socket: a connected socket
 * @corked: whether to hold back what is not a full segment
 *
 * While corked, the head and a short body of a request are gathered; uncorking sends them as one
 * segment. Small servers are known to look at the first segment only.
 */
void
sc_binding_set_cork (GSocket *socket, gboolean corked)
{
  g_autoptr (GError) error = NULL;

  if (!g_socket_set_option (socket, IPPROTO_TCP, TCP_CORK, corked, &error))
    g_debug ("TCP_CORK: %s", error->message);
}
