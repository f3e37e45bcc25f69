/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-message.h"

#include "sc-secret.h"

#include <string.h>

/**
 * sc_world_request_new:
 * @method: HTTP method
 * @path: as on the request line
 * @content_type: (nullable): of @body
 * @authorization: (nullable): the header's value
 * @body: (nullable): %NULL means empty
 *
 * Returns: (transfer full): a request
 */
ScWorldRequest *
sc_world_request_new (const char *method, const char *path, const char *content_type,
                      const char *authorization, GBytes *body)
{
  ScWorldRequest *request = g_new0 (ScWorldRequest, 1);

  request->method = g_strdup (method);
  request->path = g_strdup (path);
  request->content_type = g_strdup (content_type);
  request->authorization = g_strdup (authorization);
  request->body = body ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  return request;
}

void
sc_world_request_free (ScWorldRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->content_type);
  sc_secret_free_text (request->authorization);
  g_bytes_unref (request->body);
  g_free (request);
}

/**
 * sc_world_request_is:
 * @request: a request
 * @method: HTTP method
 * @path: path, exactly
 *
 * Returns: whether it asks for this
 */
gboolean
sc_world_request_is (const ScWorldRequest *request, const char *method, const char *path)
{
  return strcmp (request->method, method) == 0 && strcmp (request->path, path) == 0;
}

/**
 * sc_world_request_has_type:
 * @request: a request
 * @content_type: without parameters
 *
 * Returns: whether its body is said to be of this type, whatever the parameters
 */
gboolean
sc_world_request_has_type (const ScWorldRequest *request, const char *content_type)
{
  gsize n = strlen (content_type);
  const char *type = request->content_type;

  return type != NULL && g_ascii_strncasecmp (type, content_type, n) == 0
         && (type[n] == '\0' || type[n] == ';' || type[n] == ' ');
}

/**
 * sc_world_reply_new_bytes:
 * @status: HTTP status
 * @content_type: (nullable): a static string
 * @body: (nullable): the body
 *
 * Returns: (transfer full): a reply
 */
ScWorldReply *
sc_world_reply_new_bytes (guint status, const char *content_type, GBytes *body)
{
  ScWorldReply *reply = g_new0 (ScWorldReply, 1);

  reply->manner = SC_WORLD_ANSWER;
  reply->status = status;
  reply->content_type = content_type;
  reply->body = body ? g_bytes_ref (body) : NULL;
  return reply;
}

/**
 * sc_world_reply_new:
 * @status: HTTP status
 * @content_type: a static string
 * @body: text
 *
 * Returns: (transfer full): a reply
 */
ScWorldReply *
sc_world_reply_new (guint status, const char *content_type, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return sc_world_reply_new_bytes (status, content_type, bytes);
}

/**
 * sc_world_reply_new_empty:
 * @status: HTTP status
 *
 * Returns: (transfer full): a reply without a body
 */
ScWorldReply *
sc_world_reply_new_empty (guint status)
{
  return sc_world_reply_new_bytes (status, NULL, NULL);
}

/**
 * sc_world_reply_new_broken:
 * @manner: %SC_WORLD_DROP or %SC_WORLD_SILENCE
 *
 * Returns: (transfer full): no reply
 */
ScWorldReply *
sc_world_reply_new_broken (ScWorldManner manner)
{
  ScWorldReply *reply = g_new0 (ScWorldReply, 1);

  reply->manner = manner;
  return reply;
}

void
sc_world_reply_free (ScWorldReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply);
}
