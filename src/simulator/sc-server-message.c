/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-server-message.h"

/**
 * sc_server_message_read:
 * @message: a request libsoup has read whole
 *
 * Returns: (transfer full): the same for the world; the path as on the request line
 */
ScWorldRequest *
sc_server_message_read (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *path = query ? g_strdup_printf ("%s?%s", g_uri_get_path (uri), query) : NULL;
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));

  return sc_world_request_new (soup_server_message_get_method (message),
                               path ? path : g_uri_get_path (uri),
                               soup_message_headers_get_one (headers, "Content-Type"),
                               soup_message_headers_get_one (headers, "Authorization"), body);
}

/**
 * sc_server_message_cut:
 * @message: a request under way
 *
 * Breaks its connection: the client gets no reply, not even a decent end.
 */
void
sc_server_message_cut (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}
