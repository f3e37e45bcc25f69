/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-port-gate.h"

struct _ScPortGate
{
  GSocket *holder; /* bound, never listening: keeps the port */
  GSocketAddress *address;
  char *host; /* for clients: never a wildcard */
};

/* Several sockets of ours may be bound to one port as long as only one listens (SO_REUSEADDR). */
static GSocket *
bind_socket (GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static GSocketAddress *
parse_address (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (text, 0, error);
  GSocketAddress *address;
  const char *host;

  if (parsed == NULL)
    return NULL;
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed));
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    host = "127.0.0.1";
  address = g_inet_socket_address_new_from_string (
      host, g_network_address_get_port (G_NETWORK_ADDRESS (parsed)));
  if (address == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is not a numeric address",
                 host);
  return address;
}

/**
 * sc_port_gate_new:
 * @address: "127.0.0.1:0", "[::1]:8080", …; port 0 takes a free one
 * @error: not an address, or not ours to take
 *
 * Returns: (transfer full) (nullable): a closed gate
 */
ScPortGate *
sc_port_gate_new (const char *address, GError **error)
{
  g_autoptr (ScPortGate) self = g_new0 (ScPortGate, 1);
  g_autoptr (GSocketAddress) wanted = parse_address (address, error);
  GInetAddress *host;

  if (wanted == NULL)
    return NULL;
  self->holder = bind_socket (wanted, error);
  if (self->holder == NULL)
    {
      g_prefix_error (error, "%s: ", address);
      return NULL;
    }
  self->address = g_socket_get_local_address (self->holder, error);
  if (self->address == NULL)
    return NULL;
  host = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->address));
  self->host = g_inet_address_get_is_any (host) ? g_strdup (
                   g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6 ? "::1" : "127.0.0.1")
                                                : g_inet_address_to_string (host);
  return g_steal_pointer (&self);
}

void
sc_port_gate_free (ScPortGate *self)
{
  g_clear_object (&self->holder);
  g_clear_object (&self->address);
  g_free (self->host);
  g_free (self);
}

/**
 * sc_port_gate_open:
 * @self: a gate
 * @error: why the port is not free
 *
 * Returns: (transfer full) (nullable): a socket that listens; closing it closes the gate
 */
GSocket *
sc_port_gate_open (ScPortGate *self, GError **error)
{
  g_autoptr (GSocket) socket = bind_socket (self->address, error);

  if (socket == NULL || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

/**
 * sc_port_gate_make_uri:
 * @self: a gate
 * @scheme: "http" or "https"
 *
 * Returns: (transfer full): where clients find it, without a slash at the end
 */
char *
sc_port_gate_make_uri (ScPortGate *self, const char *scheme)
{
  guint port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (self->address));
  gboolean v6 = g_socket_address_get_family (self->address) == G_SOCKET_FAMILY_IPV6;

  return g_strdup_printf (v6 ? "%s://[%s]:%u" : "%s://%s:%u", scheme, self->host, port);
}

/**
 * sc_port_gate_get_host:
 * @self: a gate
 *
 * Returns: (transfer none): the numeric address clients use
 */
const char *
sc_port_gate_get_host (ScPortGate *self)
{
  return self->host;
}
