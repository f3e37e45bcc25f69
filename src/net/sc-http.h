/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ScHttpPeer: who is at the other end; decides which errors a broken exchange maps to.
 */
typedef enum
{
  SC_HTTP_PEER_SENSOR,
  SC_HTTP_PEER_CLOUD
} ScHttpPeer;

/**
 * ScHttpRules:
 * @peer: who is asked
 * @repeatable: the request changes nothing: a lost reply lost nothing but time
 * @connect_ms: longest time until connected; real time, as all limits here
 * @total_ms: longest time for the whole exchange
 * @body_cap: most bytes of the reply's body, counted after decompression
 * @interface: (nullable): network interface the connection has to use
 */
typedef struct
{
  ScHttpPeer peer;
  gboolean repeatable;
  guint connect_ms;
  guint total_ms;
  gsize body_cap;
  const char *interface;
} ScHttpRules;

/**
 * ScHttpReply:
 * @status: HTTP status
 * @content_type: (nullable): media type in lower case, without parameters
 * @retry_after_s: 1 to 300, or 0 if not given
 * @body: never %NULL; wiped when freed
 * @whole: %FALSE if the body broke off before its announced end, or without one in any other way
 *   than the connection's orderly end. From the cloud only if the connection was closed
 * @timed_out: with @whole being %FALSE: a limit passed while the body was read
 */
typedef struct
{
  guint status;
  char *content_type;
  gint64 retry_after_s;
  GBytes *body;
  gboolean whole;
  gboolean timed_out;
} ScHttpReply;

void sc_http_reply_free (ScHttpReply *reply);
gboolean sc_http_reply_is_page (const ScHttpReply *reply); /* HTML */

void sc_http_send_async (SoupSession *session, SoupMessage *message, const ScHttpRules *rules,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
ScHttpReply *sc_http_send_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScHttpReply, sc_http_reply_free)

G_END_DECLS
