/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-http-sensor.h"

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-http.h"
#include "sc-sensor-codec.h"
#include "sc-sensor-request.h"
#include "sc-transcript-record.h"

#include <string.h>

/*
 * A call waits in the queue until it is its turn and the pause after the last request is over.
 * Then it makes one request; only reading the certificate from a model without a path makes
 * several, one for each candidate.
 */

struct _ScHttpSensor
{
  GObject parent_instance;
  ScModel *model;
  SoupSession *session;
  ScTranscript *transcript; /* (nullable): where what is said is kept */
  GQueue queue;             /* of GTask, owned; the head is not running */
  gboolean busy;            /* a request is out */
  gint64 last_ended_us;     /* monotonic; 0 = none yet */
  GSource *pause;           /* until the next request may start */
};

typedef struct
{
  ScLease *lease;
  ScSensorCall call;
  char *path;           /* (nullable): the certificate's, as asked for */
  GBytes *form;         /* (nullable) */
  SoupMessage *message; /* (nullable): the request that is out */
  gint64 started_us;    /* monotonic: when it left */
  GSource *cancelled;   /* (nullable): while in the queue */
  guint next_candidate; /* of the model's certificate candidates */
  GString *candidates;  /* (nullable): what was tried and how it ended */
} Call;

static void sc_http_sensor_iface_init (ScSensorInterface *iface);
static void start_next (ScHttpSensor *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScHttpSensor, sc_http_sensor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_SENSOR, sc_http_sensor_iface_init))

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  clear_source (&call->cancelled);
  g_clear_object (&call->lease);
  g_free (call->path);
  g_clear_pointer (&call->form, g_bytes_unref);
  g_clear_object (&call->message);
  if (call->candidates != NULL)
    g_string_free (call->candidates, TRUE);
  g_free (call);
}

/* Whether the certificate's path is unknown and the model's candidates are tried. */
static gboolean
tries_candidates (ScHttpSensor *self, Call *call)
{
  return call->call == SC_SENSOR_READ_CERTIFICATE && call->path == NULL
         && sc_model_get_path (self->model, SC_MODEL_PATH_CERTIFICATE) == NULL;
}

static const char *
peek_candidate (ScHttpSensor *self, Call *call)
{
  const char *const *candidates = sc_model_get_certificate_candidates (self->model);

  for (guint i = 0; candidates != NULL && candidates[i] != NULL; i++)
    if (i == call->next_candidate)
      return candidates[i];
  return NULL;
}

/* Answers that only mean "not here". Anything else ends the search: the sensor is out of reach,
 * or it did hand out something that has to be told. */
static gboolean
is_not_here (const GError *error)
{
  return g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_NOT_FOUND)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_REFUSED)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY)
         || g_error_matches (error, SC_ERROR, SC_ERROR_CERTIFICATE_NONE);
}

static void
finish_call (ScHttpSensor *self, GTask *task, gpointer value, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, sc_sensor_call_result_free_func (call->call));
  start_next (self);
}

static void
return_path_unknown (ScHttpSensor *self, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GError *error =
      g_error_new (SC_ERROR, SC_ERROR_CERTIFICATE_PATH_UNKNOWN, "Tried without success: %s",
                   call->candidates != NULL ? call->candidates->str : "nothing");

  finish_call (self, task, NULL, error);
}

/* @error: (nullable): why there is no @reply */
static void
record (ScHttpSensor *self, Call *call, const ScHttpReply *reply, const GError *error)
{
  GUri *uri = soup_message_get_uri (call->message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *path =
      g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : NULL, query, NULL);
  ScRawExchange raw = { .call = call->call,
                        .at_us = call->started_us,
                        .took_us = g_get_monotonic_time () - call->started_us,
                        .method = soup_message_get_method (call->message),
                        .path = path,
                        .form = call->form,
                        .error = error };

  if (reply != NULL)
    {
      raw.status = reply->status;
      raw.content_type = reply->content_type;
      raw.body = reply->body;
      raw.whole = reply->whole;
      raw.timed_out = reply->timed_out;
    }
  if (self->transcript != NULL)
    sc_transcript_record (self->transcript, &raw);
}

static void
on_reply (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScHttpSensor *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ScHttpReply) reply = sc_http_send_finish (result, &error);
  gpointer value = NULL;

  self->busy = FALSE;
  self->last_ended_us = g_get_monotonic_time ();
  record (self, call, reply, error);
  g_clear_object (&call->message);
  if (reply != NULL)
    value = sc_sensor_request_read_reply (self->model, call->call, reply, &error);

  if (error == NULL || !tries_candidates (self, call) || !is_not_here (error))
    {
      finish_call (self, task, value, error);
      return;
    }
  if (call->candidates == NULL)
    call->candidates = g_string_new (NULL);
  g_string_append_printf (call->candidates, "%s%s (%s)", call->candidates->len > 0 ? ", " : "",
                          peek_candidate (self, call), error->message);
  g_error_free (error);
  call->next_candidate++;
  if (peek_candidate (self, call) == NULL)
    {
      return_path_unknown (self, task);
      return;
    }
  g_queue_push_head (&self->queue, g_steal_pointer (&task));
  start_next (self);
}

static void
start_call (ScHttpSensor *self, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  const char *path = call->path;
  GError *error = NULL;
  ScHttpRules rules;

  clear_source (&call->cancelled);
  if (!sc_lease_is_alive (call->lease))
    {
      error = g_error_new_literal (SC_ERROR, SC_ERROR_LINK_LOST,
                                   "This computer is no longer on the sensor's network");
      finish_call (self, task, NULL, error);
      return;
    }
  if (tries_candidates (self, call))
    {
      path = peek_candidate (self, call);
      if (path == NULL)
        {
          return_path_unknown (self, task);
          return;
        }
    }
  call->message =
      sc_sensor_request_new (self->model, call->lease, call->call, path, call->form, &error);
  if (call->message == NULL)
    {
      finish_call (self, task, NULL, error);
      return;
    }
  sc_sensor_request_get_rules (call->call, call->lease, &rules);
  self->busy = TRUE;
  call->started_us = g_get_monotonic_time ();
  sc_http_send_async (self->session, call->message, &rules, g_task_get_cancellable (task), on_reply,
                      g_object_ref (task));
}

static gboolean
on_pause_over (gpointer user_data)
{
  ScHttpSensor *self = user_data;

  g_clear_pointer (&self->pause, g_source_unref);
  start_next (self);
  return G_SOURCE_REMOVE;
}

static void
start_next (ScHttpSensor *self)
{
  gint64 pause_us = sc_model_get_time_us (self->model, SC_MODEL_TIME_REQUEST_PAUSE);
  gint64 left_us = self->last_ended_us + pause_us - g_get_monotonic_time ();
  g_autoptr (GTask) task = NULL;

  if (self->busy || self->pause != NULL || g_queue_is_empty (&self->queue))
    return;
  if (self->last_ended_us != 0 && left_us > 0)
    {
      self->pause = g_timeout_source_new ((guint)(left_us / 1000) + 1);
      g_source_set_callback (self->pause, on_pause_over, self, NULL);
      g_source_attach (self->pause, g_main_context_get_thread_default ());
      return;
    }
  task = g_queue_pop_head (&self->queue);
  start_call (self, task);
}

static gboolean
on_cancelled_in_queue (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  ScHttpSensor *self = g_task_get_source_object (task);

  if (g_queue_remove (&self->queue, task))
    {
      g_object_unref (task);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
    }
  return G_SOURCE_REMOVE;
}

static void
enqueue (ScHttpSensor *self, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      call->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (call->cancelled, G_SOURCE_FUNC (on_cancelled_in_queue), task, NULL);
      g_source_attach (call->cancelled, g_main_context_get_thread_default ());
    }
  g_queue_push_tail (&self->queue, g_object_ref (task));
  start_next (self);
}

static void
sc_http_sensor_call_async (ScSensor *sensor, ScLease *lease, guint which, gconstpointer argument,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ScHttpSensor *self = SC_HTTP_SENSOR (sensor);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, sc_http_sensor_call_async);
  g_task_set_check_cancellable (task, FALSE); /* an answer that came is never dropped */
  g_task_set_task_data (task, call, call_free);
  call->lease = g_object_ref (lease);
  call->call = which;
  if (which == SC_SENSOR_READ_CERTIFICATE)
    call->path = g_strdup (argument);
  else if (which == SC_SENSOR_ADD_PROFILE)
    call->form = sc_sensor_codec_format_profile (self->model, argument);
  else if (which == SC_SENSOR_START_SCAN)
    call->form = g_bytes_new (sc_model_get_scan_body (self->model),
                              strlen (sc_model_get_scan_body (self->model)));
  enqueue (self, task);
}

static gpointer
sc_http_sensor_call_finish (ScSensor *sensor, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, sensor), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sc_http_sensor_call_async, NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_http_sensor_finalize (GObject *object)
{
  ScHttpSensor *self = SC_HTTP_SENSOR (object);

  clear_source (&self->pause);
  g_assert (g_queue_is_empty (&self->queue)); /* each task holds a reference to us */
  g_clear_object (&self->session);
  g_clear_pointer (&self->transcript, sc_transcript_unref);
  g_clear_pointer (&self->model, sc_model_unref);
  G_OBJECT_CLASS (sc_http_sensor_parent_class)->finalize (object);
}

static void
sc_http_sensor_class_init (ScHttpSensorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_http_sensor_finalize;
}

static void
sc_http_sensor_init (ScHttpSensor *self)
{
  g_queue_init (&self->queue);
  /* Without proxy, content decoder, cookies or authentication: none of them adds a header. The
   * inactivity limit is below every total limit. */
  self->session = soup_session_new_with_options ("timeout", 10, NULL);
  soup_session_set_proxy_resolver (self->session, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

static void
sc_http_sensor_iface_init (ScSensorInterface *iface)
{
  iface->call_async = sc_http_sensor_call_async;
  iface->call_finish = sc_http_sensor_call_finish;
}

/**
 * sc_http_sensor_new:
 * @model: the sensor's model
 *
 * Where the sensor is comes with the lease of each call.
 *
 * Returns: (transfer full): the port
 */
ScSensor *
sc_http_sensor_new (ScModel *model)
{
  ScHttpSensor *self = g_object_new (SC_TYPE_HTTP_SENSOR, NULL);

  self->model = sc_model_ref (model);
  return SC_SENSOR (self);
}

/**
 * sc_http_sensor_set_transcript:
 * @self: the port
 * @transcript: (nullable): where everything that is said from here on is kept, without secrets
 */
void
sc_http_sensor_set_transcript (ScHttpSensor *self, ScTranscript *transcript)
{
  g_return_if_fail (SC_IS_HTTP_SENSOR (self));
  g_clear_pointer (&self->transcript, sc_transcript_unref);
  self->transcript = transcript != NULL ? sc_transcript_ref (transcript) : NULL;
}
