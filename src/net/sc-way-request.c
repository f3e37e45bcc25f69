/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-way-request.h"

#define PATH "/sensors" /* without a token: 401, and nothing is told to anybody */
#define CONNECT_MS 6000
#define TOTAL_MS 9000
#define BODY_CAP (64 * 1024)

typedef struct
{
  char *endpoint;
  char *interface;   /* nullable */
  SoupSession *soup; /* of this question alone: nothing else must use its connections */
  GCancellable *cancellable;
  SoupMessage *message; /* under way */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  soup_session_abort (question->soup);
  g_object_unref (question->soup);
  g_clear_object (&question->cancellable);
  g_clear_object (&question->message);
  g_free (question->endpoint);
  g_free (question->interface);
  g_free (question);
}

static ScWayAnswer
read_answer (Question *question, ScHttpReply *reply)
{
  if (reply == NULL)
    return (ScWayAnswer){ 0 };
  return (ScWayAnswer){ .status = reply->status,
                        .location = soup_message_headers_get_one (
                            soup_message_get_response_headers (question->message), "Location"),
                        .is_page = sc_http_reply_is_page (reply) };
}

static void
conclude (GTask *task, const ScWayAnswer *secure, const ScWayAnswer *plain)
{
  Question *question = g_task_get_task_data (task);

  g_task_return_int (task, sc_way_judge (question->endpoint, secure, plain));
}

static void
ask (GTask *task, const char *uri, gboolean secure, GAsyncReadyCallback then)
{
  Question *question = g_task_get_task_data (task);
  ScHttpRules rules = { .peer = SC_HTTP_PEER_CLOUD,
                        .repeatable = TRUE,
                        .connect_ms = CONNECT_MS,
                        .total_ms = TOTAL_MS,
                        .body_cap = BODY_CAP,
                        .interface = question->interface };

  g_clear_object (&question->message);
  question->message = soup_message_new (SOUP_METHOD_GET, uri);
  if (secure)
    soup_message_headers_replace (soup_message_get_request_headers (question->message), "Accept",
                                  "application/json");
  sc_http_send_async (question->soup, question->message, &rules, question->cancellable, then,
                      g_object_ref (task));
}

static void
on_plain_reply (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScHttpReply) reply = sc_http_send_finish (result, &error);
  ScWayAnswer none = { 0 };
  ScWayAnswer plain = read_answer (question, reply);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    conclude (task, &none, &plain);
}

static void
on_secure_reply (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScHttpReply) reply = sc_http_send_finish (result, &error);
  ScWayAnswer secure = read_answer (question, reply);
  g_autofree char *plain = sc_way_plain_uri (question->endpoint);

  if (reply != NULL)
    conclude (task, &secure, NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      g_debug ("The way through %s: %s", question->interface ? question->interface : "any",
               error->message);
      ask (task, plain, FALSE, on_plain_reply);
    }
}

/**
 * sc_way_request_async:
 * @session: whose endpoint, trust and proxies
 * @interface: (nullable): the network interface to go through; %NULL: as routed
 * @cancellable: (nullable): gives up
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * Asks the endpoint over verified TLS. If nobody answers, asks the same host without TLS, to tell a
 * sign-in page from a dead end: that request holds nothing but the host's name.
 */
void
sc_way_request_async (ScCloudSession *session, const char *interface, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);
  g_autofree char *uri = NULL;

  g_task_set_source_tag (task, sc_way_request_async);
  g_task_set_task_data (task, question, question_free);
  question->endpoint = g_strdup (sc_cloud_session_get_endpoint (session));
  question->interface = g_strdup (interface);
  question->soup = sc_cloud_session_make_soup (session);
  question->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  uri = g_strconcat (question->endpoint, PATH, NULL);
  ask (task, uri, TRUE, on_secure_reply);
}

/**
 * sc_way_request_finish:
 * @result: from the callback
 * @error: a cancellation
 *
 * Returns: what is at the end of this way; %SC_WAY_UNKNOWN on error
 */
ScWay
sc_way_request_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize way;

  g_return_val_if_fail (g_task_is_valid (result, NULL), SC_WAY_UNKNOWN);
  way = g_task_propagate_int (G_TASK (result), &failure);
  if (failure == NULL)
    return (ScWay)way;
  g_propagate_error (error, g_steal_pointer (&failure));
  return SC_WAY_UNKNOWN;
}
