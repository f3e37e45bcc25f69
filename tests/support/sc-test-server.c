/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-server.h"

#include <string.h>
#include <sys/socket.h>

#define PIECE_GAP_US 2000

typedef struct
{
  GBytes *bytes;
  gsize piece_bytes; /* 0: in one go */
  ScTestEnd end;
} Reply;

typedef struct
{
  GPtrArray *replies;
  guint n_used;
} Route;

struct _ScTestServer
{
  GSocketService *service;
  GTlsCertificate *certificate; /* nullable: plain HTTP */
  GCancellable *stop;
  guint16 port;
  GMutex mutex; /* for all below */
  GCond idle;
  GHashTable *routes;
  GPtrArray *requests;
  guint n_connections;
  guint n_active;
};

static void
reply_free (gpointer data)
{
  Reply *reply = data;

  g_bytes_unref (reply->bytes);
  g_free (reply);
}

static void
route_free (gpointer data)
{
  Route *route = data;

  g_ptr_array_unref (route->replies);
  g_free (route);
}

static void
request_free (gpointer data)
{
  ScTestRequest *request = data;

  g_free (request->method);
  g_free (request->target);
  g_free (request->head);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

/**
 * sc_test_request_dup_header:
 * @request: a request
 * @name: a header's name, in any case
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
sc_test_request_dup_header (const ScTestRequest *request, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (request->head, "\r\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon != NULL && (gsize)(colon - lines[i]) == strlen (name)
          && g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0)
        return g_strstrip (g_strdup (colon + 1));
    }
  return NULL;
}

/* Head up to and with the empty line, then Content-Length bytes. NULL when the client left. */
static ScTestRequest *
read_request (ScTestServer *self, GInputStream *input)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  ScTestRequest *request = g_new0 (ScTestRequest, 1);
  gsize n_head = 0, n_wanted = 0;
  guint8 piece[8192];

  while (n_head == 0 || bytes->len < n_head + n_wanted)
    {
      gssize n_read = g_input_stream_read (input, piece, sizeof piece, self->stop, NULL);
      const char *end;

      if (n_read <= 0)
        {
          request_free (request);
          return NULL;
        }
      if (bytes->len == 0)
        request->n_first_read = (gsize)n_read;
      g_byte_array_append (bytes, piece, (guint)n_read);
      end = g_strstr_len ((const char *)bytes->data, bytes->len, "\r\n\r\n");
      if (n_head == 0 && end != NULL)
        {
          g_autofree char *length = NULL;

          n_head = (gsize)(end - (const char *)bytes->data) + 4;
          request->head = g_strndup ((const char *)bytes->data, n_head);
          length = sc_test_request_dup_header (request, "Content-Length");
          n_wanted = length != NULL ? (gsize)g_ascii_strtoull (length, NULL, 10) : 0;
        }
    }
  {
    g_auto (GStrv) words = g_strsplit (request->head, " ", 3);

    request->method = g_strdup (words[0]);
    request->target = g_strdup (words[1]);
  }
  request->body = g_bytes_new (bytes->data + n_head, n_wanted);
  return request;
}

static Reply *
take_reply (ScTestServer *self, ScTestRequest *request, guint connection)
{
  g_autofree char *key = g_strdup_printf ("%s %s", request->method, request->target);
  Reply *reply = NULL;
  Route *route;

  request->connection = connection;
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->requests, request);
  route = g_hash_table_lookup (self->routes, key);
  if (route != NULL)
    {
      reply = g_ptr_array_index (route->replies, MIN (route->n_used, route->replies->len - 1));
      route->n_used++;
    }
  g_mutex_unlock (&self->mutex);
  return reply;
}

static gboolean
write_all (ScTestServer *self, GOutputStream *output, const char *data, gsize n_bytes,
           gsize piece_bytes)
{
  gsize at = 0;

  while (at < n_bytes)
    {
      gsize n = piece_bytes > 0 ? MIN (piece_bytes, n_bytes - at) : n_bytes - at;

      if (!g_output_stream_write_all (output, data + at, n, NULL, self->stop, NULL))
        return FALSE;
      at += n;
      if (at < n_bytes)
        g_usleep (PIECE_GAP_US);
    }
  return TRUE;
}

static void
write_endless (ScTestServer *self, GOutputStream *output, const Reply *reply)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->bytes, &size);
  const char *body = g_strstr_len (data, (gssize)size, "\r\n\r\n");
  gsize n_head = body != NULL ? (gsize)(body - data) + 4 : 0;

  g_return_if_fail (size > n_head);
  while (write_all (self, output, data + n_head, size - n_head, reply->piece_bytes))
    if (reply->piece_bytes > 0)
      g_usleep (PIECE_GAP_US);
}

static void
wait_for_leaving (ScTestServer *self, GInputStream *input)
{
  char rest[256];

  while (g_input_stream_read (input, rest, sizeof rest, self->stop, NULL) > 0)
    ;
}

static void
reset (GSocketConnection *connection)
{
  struct linger at_once = { 1, 0 };
  GSocket *socket = g_socket_connection_get_socket (connection);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (socket, NULL);
}

static void
serve (ScTestServer *self, GIOStream *stream, GSocketConnection *connection, guint number)
{
  static const char not_found[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  GInputStream *input = g_io_stream_get_input_stream (stream);
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  for (;;)
    {
      ScTestRequest *request = read_request (self, input);
      Reply *reply;
      gsize size;
      const char *data;

      if (request == NULL)
        break;
      reply = take_reply (self, request, number);
      if (reply == NULL)
        {
          write_all (self, output, not_found, strlen (not_found), 0);
          continue;
        }
      data = g_bytes_get_data (reply->bytes, &size);
      if (!write_all (self, output, data, size, reply->piece_bytes))
        break;
      if (reply->end == SC_TEST_END_KEEP)
        continue;
      if (reply->end == SC_TEST_END_RESET)
        reset (connection);
      else if (reply->end == SC_TEST_END_HOLD)
        wait_for_leaving (self, input);
      else if (reply->end == SC_TEST_END_ENDLESS)
        write_endless (self, output, reply);
      break;
    }
}

/* Counted here and not in its thread, which may start only after sc_test_server_free(). */
static gboolean
on_incoming (GSocketService *service G_GNUC_UNUSED, GSocketConnection *connection G_GNUC_UNUSED,
             GObject *source G_GNUC_UNUSED, gpointer user_data)
{
  ScTestServer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_active++;
  g_mutex_unlock (&self->mutex);
  return FALSE; /* goes on to a thread */
}

static gboolean
on_run (GThreadedSocketService *service G_GNUC_UNUSED, GSocketConnection *connection,
        GObject *source G_GNUC_UNUSED, gpointer user_data)
{
  ScTestServer *self = user_data;
  g_autoptr (GIOStream) stream = NULL;
  guint number;

  g_mutex_lock (&self->mutex);
  number = ++self->n_connections;
  g_mutex_unlock (&self->mutex);

  if (self->certificate == NULL)
    stream = g_object_ref (G_IO_STREAM (connection));
  else
    {
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
      if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), self->stop, NULL))
        g_clear_object (&stream);
    }
  if (stream != NULL)
    {
      serve (self, stream, connection, number);
      g_io_stream_close (stream, NULL, NULL);
    }

  g_mutex_lock (&self->mutex);
  self->n_active--;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * sc_test_server_new:
 * @certificate_file: (nullable): PEM with certificate and key; %NULL for plain HTTP
 *
 * Returns: (transfer full): a server that answers now
 */
ScTestServer *
sc_test_server_new (const char *certificate_file)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  ScTestServer *self = g_new0 (ScTestServer, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->stop = g_cancellable_new ();
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, route_free);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  if (certificate_file != NULL)
    {
      self->certificate = g_tls_certificate_new_from_file (certificate_file, &error);
      g_assert_no_error (error);
    }
  self->service = g_threaded_socket_service_new (16);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  return self;
}

/**
 * sc_test_server_free:
 * @self: a server
 *
 * Ends all connections and waits for their threads.
 */
void
sc_test_server_free (ScTestServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stop);
  g_mutex_lock (&self->mutex);
  while (self->n_active > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_clear_object (&self->service);
  g_clear_object (&self->certificate);
  g_clear_object (&self->stop);
  g_hash_table_unref (self->routes);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self);
}

/**
 * sc_test_server_dup_uri:
 * @self: a server
 * @host: (nullable): name to put into the URI; %NULL for 127.0.0.1
 *
 * Returns: (transfer full): its address, without a trailing slash
 */
char *
sc_test_server_dup_uri (ScTestServer *self, const char *host)
{
  return g_strdup_printf ("%s://%s:%u", self->certificate != NULL ? "https" : "http",
                          host != NULL ? host : "127.0.0.1", self->port);
}

/**
 * sc_test_server_reply_raw:
 * @self: a server
 * @route: method, blank, target; e.g. `GET /x`
 * @bytes: everything that is sent
 * @n_bytes: their number, -1 for a text
 * @piece_bytes: send so many at a time, 2 ms apart; 0 for all at once
 * @end: what happens then
 *
 * Adds one more reply to the script of @route.
 */
void
sc_test_server_reply_raw (ScTestServer *self, const char *route, const char *bytes, gssize n_bytes,
                          gsize piece_bytes, ScTestEnd end)
{
  Reply *reply = g_new0 (Reply, 1);
  Route *entry;

  reply->bytes = g_bytes_new (bytes, n_bytes < 0 ? strlen (bytes) : (gsize)n_bytes);
  reply->piece_bytes = piece_bytes;
  reply->end = end;
  g_mutex_lock (&self->mutex);
  entry = g_hash_table_lookup (self->routes, route);
  if (entry == NULL)
    {
      entry = g_new0 (Route, 1);
      entry->replies = g_ptr_array_new_with_free_func (reply_free);
      g_hash_table_insert (self->routes, g_strdup (route), entry);
    }
  g_ptr_array_add (entry->replies, reply);
  g_mutex_unlock (&self->mutex);
}

/**
 * sc_test_server_reply_header:
 * @self: a server
 * @route: method, blank, target
 * @status: HTTP status
 * @header: (nullable): further header lines, without the last line end
 * @content_type: (nullable): media type
 * @body: (nullable): text
 *
 * Adds one more well-formed reply to the script of @route.
 */
void
sc_test_server_reply_header (ScTestServer *self, const char *route, guint status,
                             const char *header, const char *content_type, const char *body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "HTTP/1.1 %u Scripted\r\n", status);
  if (header != NULL)
    g_string_append_printf (text, "%s\r\n", header);
  if (content_type != NULL)
    g_string_append_printf (text, "Content-Type: %s\r\n", content_type);
  if (status != 204)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            body != NULL ? strlen (body) : 0);
  g_string_append (text, "\r\n");
  if (body != NULL)
    g_string_append (text, body);
  sc_test_server_reply_raw (self, route, text->str, (gssize)text->len, 0, SC_TEST_END_KEEP);
}

/**
 * sc_test_server_reply:
 *
 * sc_test_server_reply_header() without further headers.
 */
void
sc_test_server_reply (ScTestServer *self, const char *route, guint status, const char *content_type,
                      const char *body)
{
  sc_test_server_reply_header (self, route, status, NULL, content_type, body);
}

static gboolean
request_fits (const ScTestRequest *request, const char *route)
{
  g_autofree char *key = g_strdup_printf ("%s %s", request->method, request->target);

  return route == NULL || strcmp (key, route) == 0;
}

/**
 * sc_test_server_count:
 * @self: a server
 * @route: (nullable): method, blank, target; %NULL for all
 *
 * Returns: how many such requests came in completely
 */
guint
sc_test_server_count (ScTestServer *self, const char *route)
{
  guint n = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len; i++)
    n += request_fits (g_ptr_array_index (self->requests, i), route) ? 1 : 0;
  g_mutex_unlock (&self->mutex);
  return n;
}

/**
 * sc_test_server_count_connections:
 * @self: a server
 *
 * Returns: how many connections were accepted
 */
guint
sc_test_server_count_connections (ScTestServer *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_connections;
  g_mutex_unlock (&self->mutex);
  return n;
}

/**
 * sc_test_server_get_request:
 * @self: a server
 * @route: (nullable): method, blank, target; %NULL for all
 * @index: which of those, from 0
 *
 * Returns: (transfer none): the request; stays as long as the server
 */
const ScTestRequest *
sc_test_server_get_request (ScTestServer *self, const char *route, guint index)
{
  const ScTestRequest *found = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len && found == NULL; i++)
    {
      const ScTestRequest *request = g_ptr_array_index (self->requests, i);

      if (request_fits (request, route) && index-- == 0)
        found = request;
    }
  g_mutex_unlock (&self->mutex);
  g_assert_nonnull (found);
  return found;
}
