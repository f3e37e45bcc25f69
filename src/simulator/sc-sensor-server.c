/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sensor-server.h"

#include "sc-port-gate.h"
#include "sc-server-message.h"

/* A long reply leaves in pieces of about a segment with a pause between (TI SWRU455: responses
 * above 1,500 bytes are sent in several fragments). Real time: this is the socket's behaviour,
 * which no rehearsal speeds up. */
#define FRAGMENT_BYTES 700
#define FRAGMENT_PAUSE_MS 20
/* More than any client reads. */
#define ENDLESS_BYTES (4 * 1000 * 1000)
/* Longer than any client waits, world time. */
#define PATIENCE_US (24 * 60 * 60 * (gint64)G_USEC_PER_SEC)

struct _ScSensorServer
{
  GObject parent_instance;

  ScWorld *world;
  ScPortGate *gate;
  char *uri;
  SoupServer *server;        /* (nullable): while listening */
  GCancellable *connections; /* of this time of listening: cancelled when it ends */
};

/* One request on its connection. */
typedef struct
{
  GIOStream *stream;
  GCancellable *connections;
  GBytes *bytes; /* the reply as it goes over the wire */
  gsize sent;
} Exchange;

G_DEFINE_FINAL_TYPE (ScSensorServer, sc_sensor_server, G_TYPE_OBJECT)

static void send_fragment (Exchange *exchange);

static void
exchange_free (Exchange *exchange)
{
  g_io_stream_close (exchange->stream, NULL, NULL);
  g_object_unref (exchange->stream);
  g_object_unref (exchange->connections);
  g_clear_pointer (&exchange->bytes, g_bytes_unref);
  g_free (exchange);
}

static void
append_head (GByteArray *wire, const ScWorldReply *reply, gsize size)
{
  g_autoptr (GString) head = g_string_new (NULL);
  gboolean chunked = reply->wire == SC_WORLD_WIRE_BOTH;
  gboolean has_length = reply->status != SOUP_STATUS_NO_CONTENT && reply->wire != SC_WORLD_WIRE_OLD
                        && reply->wire != SC_WORLD_WIRE_ENDLESS;

  g_string_append_printf (head, "HTTP/1.%d %u %s\r\nConnection: close\r\n",
                          reply->wire == SC_WORLD_WIRE_OLD ? 0 : 1, reply->status,
                          soup_status_get_phrase (reply->status));
  if (reply->content_type != NULL)
    g_string_append_printf (head, "Content-Type: %s\r\n", reply->content_type);
  if (has_length)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  if (chunked)
    g_string_append (head, "Transfer-Encoding: chunked\r\n");
  g_string_append (head, "\r\n");
  if (chunked)
    g_string_append_printf (head, "%" G_GSIZE_MODIFIER "x\r\n", size);
  g_byte_array_append (wire, (const guint8 *)head->str, (guint)head->len);
}

/* The reply as it goes over the wire, with what is wrong about it. */
static GBytes *
format_reply (const ScWorldReply *reply)
{
  g_autoptr (GByteArray) wire = g_byte_array_new ();
  gsize size = 0;
  const guint8 *body = reply->body ? g_bytes_get_data (reply->body, &size) : NULL;

  append_head (wire, reply, size);
  if (size > 0)
    g_byte_array_append (wire, body, (guint)(reply->wire == SC_WORLD_WIRE_CUT ? size / 2 : size));
  if (reply->wire == SC_WORLD_WIRE_BOTH)
    g_byte_array_append (wire, (const guint8 *)(size > 0 ? "\r\n0\r\n\r\n" : "0\r\n\r\n"),
                         size > 0 ? 7 : 5);
  if (reply->wire == SC_WORLD_WIRE_ENDLESS) /* or so */
    {
      g_autofree char *more = g_strnfill (ENDLESS_BYTES, 'A');

      g_byte_array_append (wire, (const guint8 *)more, ENDLESS_BYTES);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&wire));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  send_fragment (user_data);
  return G_SOURCE_REMOVE;
}

static void
fragment_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  gsize n = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &n, NULL))
    {
      exchange_free (exchange);
      return;
    }
  exchange->sent += n;
  if (exchange->sent == g_bytes_get_size (exchange->bytes))
    exchange_free (exchange);
  else
    g_timeout_add (FRAGMENT_PAUSE_MS, pause_over_cb, exchange);
}

static void
send_fragment (Exchange *exchange)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (exchange->bytes, &size);

  /* Cancelled: the write fails, and the connection breaks. */
  g_output_stream_write_all_async (g_io_stream_get_output_stream (exchange->stream),
                                   data + exchange->sent,
                                   MIN (size - exchange->sent, FRAGMENT_BYTES), G_PRIORITY_DEFAULT,
                                   exchange->connections, fragment_sent_cb, exchange);
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (ScWorldReply) reply = sc_world_ask_finish (SC_WORLD (source), result, NULL);

  if (reply == NULL)
    {
      exchange_free (exchange); /* not reachable any more, or dropped */
      return;
    }
  exchange->bytes = format_reply (reply);
  send_fragment (exchange);
}

static void
request_cb (SoupServer *server G_GNUC_UNUSED, SoupServerMessage *message,
            const char *path G_GNUC_UNUSED, GHashTable *query G_GNUC_UNUSED, gpointer user_data)
{
  ScSensorServer *self = user_data;
  Exchange *exchange = g_new0 (Exchange, 1);
  ScWorldRequest *request = sc_server_message_read (message);

  exchange->connections = g_object_ref (self->connections);
  exchange->stream = soup_server_message_steal_connection (message);
  sc_world_ask_sensor_async (self->world, request, PATIENCE_US, exchange->connections, reply_cb,
                             exchange);
}

static void
close_gate (ScSensorServer *self)
{
  if (self->server == NULL)
    return;
  soup_server_remove_handler (self->server, NULL);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_cancellable_cancel (self->connections);
  g_clear_object (&self->connections);
}

static gboolean
open_gate (ScSensorServer *self, GError **error)
{
  g_autoptr (GSocket) socket = sc_port_gate_open (self->gate, error);
  g_autoptr (SoupServer) server = NULL;

  if (socket == NULL)
    return FALSE;
  /* Without a Server header: the device's is not known. */
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  if (!soup_server_listen_socket (server, socket, 0, error))
    return FALSE;
  self->server = g_steal_pointer (&server);
  self->connections = g_cancellable_new ();
  return TRUE;
}

static void
world_changed_cb (ScWorld *world, ScSensorServer *self)
{
  gboolean wanted = sc_world_radio_get_reachable (sc_world_get_radio (world)) != NULL;
  g_autoptr (GError) error = NULL;

  if (!wanted)
    close_gate (self);
  else if (self->server == NULL && !open_gate (self, &error))
    g_warning ("The simulated sensor cannot listen: %s", error->message);
}

static void
sc_sensor_server_dispose (GObject *object)
{
  close_gate (SC_SENSOR_SERVER (object));
  G_OBJECT_CLASS (sc_sensor_server_parent_class)->dispose (object);
}

static void
sc_sensor_server_finalize (GObject *object)
{
  ScSensorServer *self = SC_SENSOR_SERVER (object);

  g_clear_object (&self->world);
  g_clear_pointer (&self->gate, sc_port_gate_free);
  g_free (self->uri);
  G_OBJECT_CLASS (sc_sensor_server_parent_class)->finalize (object);
}

static void
sc_sensor_server_class_init (ScSensorServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_sensor_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_sensor_server_finalize;
}

static void
sc_sensor_server_init (ScSensorServer *self G_GNUC_UNUSED)
{
}

/**
 * sc_sensor_server_new:
 * @world: whose sensors answer
 * @address: where to listen, see sc_port_gate_new()
 * @error: why it cannot
 *
 * Returns: (transfer full) (nullable): the server
 */
ScSensorServer *
sc_sensor_server_new (ScWorld *world, const char *address, GError **error)
{
  g_autoptr (ScSensorServer) self = g_object_new (SC_TYPE_SENSOR_SERVER, NULL);

  self->world = g_object_ref (world);
  self->gate = sc_port_gate_new (address, error);
  if (self->gate == NULL)
    return NULL;
  self->uri = sc_port_gate_make_uri (self->gate, "http");
  if (sc_world_radio_get_reachable (sc_world_get_radio (world)) != NULL && !open_gate (self, error))
    return NULL;
  g_signal_connect_object (world, "changed", G_CALLBACK (world_changed_cb), self, 0);
  return g_steal_pointer (&self);
}

/**
 * sc_sensor_server_get_uri:
 * @self: a server
 *
 * Returns: (transfer none): the sensors' address, without a slash at the end
 */
const char *
sc_sensor_server_get_uri (ScSensorServer *self)
{
  g_return_val_if_fail (SC_IS_SENSOR_SERVER (self), NULL);
  return self->uri;
}
