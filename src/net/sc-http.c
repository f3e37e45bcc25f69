/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-http.h"

#include "sc-binding.h"
#include "sc-http-failure.h"
#include "sc-secret.h"

/*
 * One request, one reply: bounded in time and size, cancellable, and with its failures mapped to
 * ScError. The limits run on GLib's timers, never on an ScClock: sockets do not go faster in a
 * rehearsal.
 *
 * The log tells method, path without query, status, sizes and duration: never a header, a body
 * or a query.
 */

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  ScHttpRules rules;
  char *interface;
  GCancellable *inner; /* what libsoup sees: cancelled by the caller, a timer, or a check */
  GCancellable *outer; /* (nullable): the caller's */
  GSource *outer_source;
  GSource *connect_timer;
  GSource *total_timer;
  GSocket *socket; /* (nullable): the sensor's, corked until the request is written */
  ScHttpProgress progress;
  ScHttpBreak how;
  GError *broke; /* (nullable): our own reason for cancelling @inner */
  GInputStream *stream;
  char *buffer; /* rules.body_cap + 1 bytes: never grows, so nothing is left behind */
  gsize n_bytes;
  gint64 started_us;
} Exchange;

/**
 * sc_http_reply_free:
 * @reply: (nullable): a reply
 */
void
sc_http_reply_free (ScHttpReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->content_type);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply);
}

/**
 * sc_http_reply_is_page:
 * @reply: a reply
 *
 * Returns: whether it is a web page: somebody's, but not an API's
 */
gboolean
sc_http_reply_is_page (const ScHttpReply *reply)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);

  if (g_strcmp0 (reply->content_type, "text/html") == 0)
    return TRUE;
  while (size > 0 && g_ascii_isspace (data[0]))
    data++, size--;
  return size > 0 && data[0] == '<';
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
exchange_stop (Exchange *self)
{
  clear_source (&self->outer_source);
  clear_source (&self->connect_timer);
  clear_source (&self->total_timer);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->socket);
}

static gboolean
on_idle_unref (gpointer session)
{
  g_object_unref (session);
  return G_SOURCE_REMOVE;
}

/* libsoup puts a message away only after it has told us of its end; a session that went in between
 * would complain about a connection in use. */
static void
unref_session_later (SoupSession *session)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_callback (idle, on_idle_unref, session, NULL);
  g_source_attach (idle, g_main_context_get_thread_default ());
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  exchange_stop (self);
  if (self->buffer != NULL)
    {
      sc_secret_wipe (self->buffer, self->n_bytes);
      g_free (self->buffer);
    }
  g_clear_object (&self->stream);
  g_clear_error (&self->broke);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  g_clear_object (&self->message);
  unref_session_later (g_steal_pointer (&self->session));
  g_free (self->interface);
  g_free (self);
}

static void
log_end (Exchange *self, const char *outcome)
{
  gint64 ms = (g_get_monotonic_time () - self->started_us) / 1000;

  g_debug ("%s %s: %s, %" G_GSIZE_FORMAT " bytes, %" G_GINT64_FORMAT " ms",
           soup_message_get_method (self->message),
           g_uri_get_path (soup_message_get_uri (self->message)), outcome, self->n_bytes, ms);
}

/* A proxy that does not let us through says so itself (RFC 9110, 9.3.6); libsoup hands that on as
 * if it came from where the request was to go. Whoever did come from there showed a certificate. */
static gboolean
is_of_proxy (Exchange *self)
{
  return g_str_equal (g_uri_get_scheme (soup_message_get_uri (self->message)), "https")
         && soup_message_get_tls_peer_certificate (self->message) == NULL;
}

static void
return_failure (GTask *task, const GError *cause)
{
  Exchange *self = g_task_get_task_data (task);
  g_autofree char *text = NULL;
  GTlsCertificateFlags tls_errors;
  ScError code;
  guint status;

  exchange_stop (self);
  if (self->outer != NULL && g_cancellable_is_cancelled (self->outer))
    {
      log_end (self, "cancelled");
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }

  if (self->broke != NULL)
    cause = self->broke;
  tls_errors = soup_message_get_tls_peer_certificate_errors (self->message);
  code = sc_http_failure_code (&self->rules, self->progress, self->how, cause, tls_errors);
  if (self->how == SC_HTTP_EXPIRED)
    text = g_strdup ("Time limit reached");
  else if (self->how == SC_HTTP_TOO_LARGE)
    text = g_strdup_printf ("The reply is larger than %" G_GSIZE_FORMAT " bytes",
                            self->rules.body_cap);
  else
    text = g_strdup (cause != NULL ? cause->message : "Unknown failure");
  if (tls_errors != 0)
    {
      g_autofree char *flags = g_flags_to_string (G_TYPE_TLS_CERTIFICATE_FLAGS, tls_errors);
      char *both = g_strdup_printf ("%s (%s)", text, flags);

      g_free (text);
      text = both;
    }
  log_end (self, text);
  status = is_of_proxy (self) ? 0 : soup_message_get_status (self->message);
  g_task_return_error (task, sc_error_new_http (code, status, 0, text));
}

static void
return_refusal_of_proxy (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  guint status = soup_message_get_status (self->message);
  g_autoptr (GError) cause =
      g_error_new (G_IO_ERROR,
                   status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED ? G_IO_ERROR_PROXY_NEED_AUTH
                                                                       : G_IO_ERROR_PROXY_FAILED,
                   "The proxy answered with HTTP status %u", status);

  self->progress = SC_HTTP_CONNECTED; /* nothing of ours was written */
  self->how = SC_HTTP_BROKE;
  return_failure (task, cause);
}

/* libsoup takes the end of a connection that is not kept for the end of the body, whatever
 * Content-Length said. */
static gboolean
is_shorter_than_announced (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_one (headers, "Content-Encoding") == NULL
         && (goffset)self->n_bytes < soup_message_headers_get_content_length (headers);
}

static void
return_reply (GTask *task, gboolean whole)
{
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autofree char *outcome = NULL;
  ScHttpReply *reply;

  if (is_of_proxy (self))
    {
      return_refusal_of_proxy (task);
      return;
    }
  reply = g_new0 (ScHttpReply, 1);
  exchange_stop (self);
  whole = whole && !is_shorter_than_announced (self);
  reply->status = soup_message_get_status (self->message);
  reply->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  reply->retry_after_s = sc_http_parse_retry_after (
      soup_message_headers_get_one (headers, "Retry-After"),
      soup_message_headers_get_one (headers, "Date"), g_get_real_time ());
  reply->whole = whole;
  reply->timed_out = self->how == SC_HTTP_EXPIRED;
  reply->body = sc_secret_bytes_new_take (g_steal_pointer (&self->buffer), self->n_bytes);
  outcome = g_strdup_printf ("%u%s", reply->status, whole ? "" : ", cut short");
  log_end (self, outcome);
  g_task_return_pointer (task, reply, (GDestroyNotify)sc_http_reply_free);
}

static void read_more (GTask *task);

/* The caller decides what the bytes are worth: of the cloud's if the connection was closed, of a
 * sensor's whatever happened to it. Small servers forget to close, or reset what they should
 * close, when all is said. */
static gboolean
is_cut_short (Exchange *self, const GError *error)
{
  if (self->outer != NULL && g_cancellable_is_cancelled (self->outer))
    return FALSE;
  if (self->rules.peer == SC_HTTP_PEER_SENSOR)
    return self->broke == NULL;
  return self->how != SC_HTTP_EXPIRED
         && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read > 0)
    self->n_bytes += (gsize)n_read;
  if (self->n_bytes > self->rules.body_cap)
    {
      self->how = SC_HTTP_TOO_LARGE;
      g_cancellable_cancel (self->inner);
      return_failure (task, NULL);
    }
  else if (n_read > 0)
    read_more (g_steal_pointer (&task));
  else if (n_read == 0)
    return_reply (task, TRUE);
  else if (is_cut_short (self, error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        self->how = SC_HTTP_EXPIRED;
      return_reply (task, FALSE);
    }
  else
    return_failure (task, error);
}

static void
read_more (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_read_async (self->stream, self->buffer + self->n_bytes,
                             self->rules.body_cap + 1 - self->n_bytes, G_PRIORITY_DEFAULT,
                             self->inner, on_read, task);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      return_failure (task, error);
      return;
    }
  headers = soup_message_get_response_headers (self->message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset)self->rules.body_cap)
    {
      self->how = SC_HTTP_TOO_LARGE;
      g_cancellable_cancel (self->inner);
      return_failure (task, NULL);
      return;
    }
  self->buffer = g_malloc (self->rules.body_cap + 1);
  read_more (g_steal_pointer (&task));
}

static void
break_off (Exchange *self, GError *error)
{
  if (self->broke == NULL)
    self->broke = error;
  else
    g_error_free (error);
  g_cancellable_cancel (self->inner);
}

static void
on_connecting (Exchange *self, GIOStream *connection)
{
  GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  GError *error = NULL;

  if (self->interface != NULL && !sc_binding_apply (socket, self->interface, &error))
    break_off (self, error);
}

static void
on_connected (Exchange *self, GIOStream *connection)
{
  GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  GError *error = NULL;

  if (self->interface != NULL && !sc_binding_check (socket, self->interface, &error))
    {
      break_off (self, error);
      return;
    }
  if (self->rules.peer == SC_HTTP_PEER_SENSOR && g_set_object (&self->socket, socket))
    sc_binding_set_cork (socket, TRUE);
}

static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection,
                  gpointer user_data)
{
  Exchange *self = user_data;

  if (event == G_SOCKET_CLIENT_CONNECTING && G_IS_SOCKET_CONNECTION (connection))
    on_connecting (self, connection);
  else if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (connection))
    on_connected (self, connection);
  else if (event == G_SOCKET_CLIENT_COMPLETE && self->progress == SC_HTTP_NOT_CONNECTED)
    {
      self->progress = SC_HTTP_CONNECTED;
      clear_source (&self->connect_timer);
    }
}

/* Also when a pooled connection is used again and there is no event of a new one. */
static void
on_starting (SoupMessage *message, gpointer user_data)
{
  Exchange *self = user_data;

  self->progress = SC_HTTP_CONNECTED;
  clear_source (&self->connect_timer);
}

static void
on_wrote_body (SoupMessage *message, gpointer user_data)
{
  Exchange *self = user_data;

  self->progress = SC_HTTP_WRITTEN;
  if (self->socket != NULL)
    sc_binding_set_cork (self->socket, FALSE);
}

static gboolean
on_expired (gpointer user_data)
{
  Exchange *self = user_data;

  self->how = SC_HTTP_EXPIRED;
  g_cancellable_cancel (self->inner);
  return G_SOURCE_CONTINUE; /* destroyed with the exchange */
}

/* A source and not the signal: it runs in the main loop, never inside g_cancellable_cancel(). */
static gboolean
on_outer_cancelled (GCancellable *outer G_GNUC_UNUSED, gpointer user_data)
{
  Exchange *self = user_data;

  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

static GSource *
start_source (GSource *source, GSourceFunc func, Exchange *self)
{
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static Exchange *
exchange_new (SoupSession *session, SoupMessage *message, const ScHttpRules *rules,
              GCancellable *cancellable)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  self->rules = *rules;
  self->interface = g_strdup (rules->interface);
  self->rules.interface = self->interface;
  self->inner = g_cancellable_new ();
  self->outer = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->started_us = g_get_monotonic_time ();
  return self;
}

static void
exchange_start_limits (Exchange *self)
{
  self->connect_timer =
      start_source (g_timeout_source_new (self->rules.connect_ms), on_expired, self);
  self->total_timer = start_source (g_timeout_source_new (self->rules.total_ms), on_expired, self);
  if (self->outer != NULL)
    self->outer_source = start_source (g_cancellable_source_new (self->outer),
                                       G_SOURCE_FUNC (on_outer_cancelled), self);
}

/**
 * sc_http_send_async:
 * @session: the session to use
 * @message: the request; not used before
 * @rules: limits; copied
 * @cancellable: (nullable): gives up; the request may have been carried out
 * @callback: called with the reply
 * @user_data: for @callback
 *
 * Sends one request and reads all of the reply, whatever its status. Redirects are not followed.
 */
void
sc_http_send_async (SoupSession *session, SoupMessage *message, const ScHttpRules *rules,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *self;

  g_return_if_fail (SOUP_IS_SESSION (session) && SOUP_IS_MESSAGE (message) && rules != NULL);

  /* The exchange handles @cancellable: the task itself must not drop a reply. */
  task = g_task_new (session, NULL, callback, user_data);
  g_task_set_source_tag (task, sc_http_send_async);
  self = exchange_new (session, message, rules, cancellable);
  g_task_set_task_data (task, self, exchange_free);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* Bare connects: exchange_stop() disconnects, */
  g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), self);
  /* this one */
  g_signal_connect (message, "starting", G_CALLBACK (on_starting), self);
  /* and this one too. */
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote_body), self);
  exchange_start_limits (self);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->inner, on_sent,
                           g_steal_pointer (&task));
}

/**
 * sc_http_send_finish:
 * @result: from the callback
 * @error: an ScError of the peer's family, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the reply; %NULL on failure
 */
ScHttpReply *
sc_http_send_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sc_http_send_async, NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
