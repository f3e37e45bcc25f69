/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-server.h"

#include "sc-block-page.h"
#include "sc-port-gate.h"
#include "sc-server-message.h"

/* Longer than any client waits, world time. */
#define PATIENCE_US (24 * 60 * 60 * (gint64)G_USEC_PER_SEC)
/* Longer than any client needs for its handshake; real time. */
#define RETIREMENT_S 60

struct _ScCloudServer
{
  GObject parent_instance;

  ScWorld *world;
  ScPortGate *gate;
  GTlsCertificate *certificate;
  ScWorldIdentity identity; /* that was shown last */
  char *uri;
  SoupServer *server;        /* (nullable): while listening */
  ScBlockPage *block_page;   /* (nullable): while that is in its place */
  GCancellable *connections; /* of this time of listening: cancelled when it ends */
  GPtrArray *sockets;        /* of GSocket: connections that had a request in this time */
};

G_DEFINE_FINAL_TYPE (ScCloudServer, sc_cloud_server, G_TYPE_OBJECT)

static void
append_headers (SoupMessageHeaders *headers, const ScWorldReply *reply)
{
  g_autofree char *wait = g_strdup_printf ("%" G_GINT64_FORMAT, reply->retry_after_s);

  if (reply->retry_after_s > 0 && reply->retry_after_is_date)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) then = g_date_time_add_seconds (now, (double)reply->retry_after_s);
      g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

      soup_message_headers_append (headers, "Retry-After", date);
    }
  else if (reply->retry_after_s > 0)
    soup_message_headers_append (headers, "Retry-After", wait);
  if (reply->location != NULL)
    soup_message_headers_append (headers, "Location", reply->location);
  if (reply->wire == SC_WORLD_WIRE_GZIP)
    soup_message_headers_append (headers, "Content-Encoding", "gzip");
}

static GBytes *
compress (GBytes *body)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, gzip);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
set_body (SoupServerMessage *message, const ScWorldReply *reply)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize size;

  if (reply->body == NULL)
    return;
  bytes = reply->wire == SC_WORLD_WIRE_GZIP ? compress (reply->body) : g_bytes_ref (reply->body);
  data = g_bytes_get_data (bytes, &size);
  soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY,
                                    size > 0 ? data : "", size);
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScWorldReply) reply = sc_world_ask_finish (SC_WORLD (source), result, &error);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the server was closed: there is nobody to answer to any more */
  if (reply == NULL)
    sc_server_message_cut (message);
  else
    {
      soup_server_message_set_status (message, reply->status, NULL);
      append_headers (headers, reply);
      set_body (message, reply);
    }
  soup_server_message_unpause (message);
}

static void
request_cb (SoupServer *server G_GNUC_UNUSED, SoupServerMessage *message,
            const char *path G_GNUC_UNUSED, GHashTable *query G_GNUC_UNUSED, gpointer user_data)
{
  ScCloudServer *self = user_data;
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL && !g_ptr_array_find (self->sockets, socket, NULL))
    g_ptr_array_add (self->sockets, g_object_ref (socket));
  soup_server_message_pause (message);
  sc_world_ask_cloud_async (self->world, sc_server_message_read (message), PATIENCE_US,
                            self->connections, reply_cb, g_object_ref (message));
}

static void
refuse_cb (SoupServer *server G_GNUC_UNUSED, SoupServerMessage *message,
           const char *path G_GNUC_UNUSED, GHashTable *query G_GNUC_UNUSED,
           gpointer user_data G_GNUC_UNUSED)
{
  sc_server_message_cut (message);
}

static gboolean
put_away_cb (gpointer server)
{
  soup_server_disconnect (server);
  return G_SOURCE_REMOVE;
}

/* Takes @server. It answers nobody any more. A connection in the midst of its handshake it would
 * close by waiting for the other end (libsoup 3.2.3), and that is perhaps a client in this very
 * thread: so it is put away when no client can be left. */
static void
retire (SoupServer *server)
{
  g_autoptr (GSList) listeners = soup_server_get_listeners (server);

  for (GSList *l = listeners; l != NULL; l = l->next)
    g_socket_close (l->data, NULL);
  soup_server_remove_handler (server, NULL);
  soup_server_add_handler (server, NULL, refuse_cb, NULL, NULL);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, RETIREMENT_S, put_away_cb, server,
                              g_object_unref);
}

static void
close_gate (ScCloudServer *self)
{
  g_clear_object (&self->block_page);
  if (self->server == NULL)
    return;
  for (guint i = 0; i < self->sockets->len; i++)
    g_socket_shutdown (g_ptr_array_index (self->sockets, i), TRUE, TRUE, NULL);
  g_ptr_array_set_size (self->sockets, 0);
  retire (g_steal_pointer (&self->server));
  g_cancellable_cancel (self->connections);
  g_clear_object (&self->connections);
}

/* Shows the certificate that the world says clients meet now. */
static gboolean
take_identity (ScCloudServer *self, GError **error)
{
  ScWorldIdentity identity = sc_world_cloud_get_identity (sc_world_get_cloud (self->world));
  GTlsCertificate *certificate;

  if (identity == SC_WORLD_IDENTITY_PLAIN)
    { /* none: it does not get so far */
      self->identity = identity;
      g_clear_object (&self->certificate);
      return TRUE;
    }
  if (self->certificate != NULL && identity == self->identity)
    return TRUE;
  certificate = sc_world_pki_issue_server (sc_world_get_pki (self->world),
                                           sc_port_gate_get_host (self->gate), identity, error);
  if (certificate == NULL)
    return FALSE;
  g_clear_object (&self->certificate);
  self->certificate = certificate;
  self->identity = identity;
  return TRUE;
}

static gboolean
open_gate (ScCloudServer *self, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (SoupServer) server = NULL;

  if (!take_identity (self, error))
    return FALSE;
  socket = sc_port_gate_open (self->gate, error);
  if (socket == NULL)
    return FALSE;
  if (self->identity == SC_WORLD_IDENTITY_PLAIN)
    {
      self->block_page = sc_block_page_new (socket, error);
      return self->block_page != NULL;
    }
  server = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  if (!soup_server_listen_socket (server, socket, SOUP_SERVER_LISTEN_HTTPS, error))
    return FALSE;
  self->server = g_steal_pointer (&server);
  self->connections = g_cancellable_new ();
  return TRUE;
}

/* Whether clients get through to somebody. */
static gboolean
is_there (ScCloudServer *self)
{
  return sc_world_radio_has_uplink (sc_world_get_radio (self->world))
         && sc_world_cloud_get_identity (sc_world_get_cloud (self->world))
                != SC_WORLD_IDENTITY_NONE;
}

static void
world_changed_cb (ScWorld *world, ScCloudServer *self)
{
  gboolean wanted = is_there (self);
  ScWorldIdentity identity = sc_world_cloud_get_identity (sc_world_get_cloud (world));
  g_autoptr (GError) error = NULL;

  if (!wanted || identity != self->identity)
    close_gate (self);
  if (!wanted)
    return;
  if (self->server == NULL && self->block_page == NULL && !open_gate (self, &error))
    g_warning ("The simulated cloud cannot listen: %s", error->message);
}

static void
sc_cloud_server_dispose (GObject *object)
{
  close_gate (SC_CLOUD_SERVER (object));
  G_OBJECT_CLASS (sc_cloud_server_parent_class)->dispose (object);
}

static void
sc_cloud_server_finalize (GObject *object)
{
  ScCloudServer *self = SC_CLOUD_SERVER (object);

  g_ptr_array_unref (self->sockets);
  g_clear_object (&self->world);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->gate, sc_port_gate_free);
  g_free (self->uri);
  G_OBJECT_CLASS (sc_cloud_server_parent_class)->finalize (object);
}

static void
sc_cloud_server_class_init (ScCloudServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_cloud_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_cloud_server_finalize;
}

static void
sc_cloud_server_init (ScCloudServer *self)
{
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sc_cloud_server_new:
 * @world: whose cloud answers
 * @address: where to listen, see sc_port_gate_new()
 * @error: why it cannot
 *
 * Its certificate is issued by the world's authority for @address, 127.0.0.1, ::1 and localhost,
 * unless the world says otherwise (sc_world_cloud_set_identity()).
 *
 * Returns: (transfer full) (nullable): the server
 */
ScCloudServer *
sc_cloud_server_new (ScWorld *world, const char *address, GError **error)
{
  g_autoptr (ScCloudServer) self = g_object_new (SC_TYPE_CLOUD_SERVER, NULL);

  self->world = g_object_ref (world);
  self->gate = sc_port_gate_new (address, error);
  if (self->gate == NULL)
    return NULL;
  self->uri = sc_port_gate_make_uri (self->gate, "https");
  if (is_there (self) && !open_gate (self, error))
    return NULL;
  g_signal_connect_object (world, "changed", G_CALLBACK (world_changed_cb), self, 0);
  return g_steal_pointer (&self);
}

/**
 * sc_cloud_server_get_uri:
 * @self: a server
 *
 * Returns: (transfer none): the API endpoint, without a slash at the end
 */
const char *
sc_cloud_server_get_uri (ScCloudServer *self)
{
  g_return_val_if_fail (SC_IS_CLOUD_SERVER (self), NULL);
  return self->uri;
}
