/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-sensor-port.h"

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-sensor-codec.h"

#include <string.h>

#define FORM_TYPE "application/x-www-form-urlencoded"
#define PATIENCE_US (15 * G_USEC_PER_SEC)
#define N_CALLS (SC_SENSOR_ADD_PROFILE + 1)

typedef struct
{
  ScSensorCall call;
  int code;
  gboolean after;
} Fault;

struct _ScWorldSensorPort
{
  GObject parent_instance;

  ScWorld *world;
  ScModel *model;
  GArray *faults; /* of Fault */
};

typedef struct
{
  ScSensorCall call;
  int fail_after; /* 0 or the code to fail with although it was carried out */
} Call;

static void sc_world_sensor_port_iface_init (ScSensorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScWorldSensorPort, sc_world_sensor_port, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_SENSOR,
                                                      sc_world_sensor_port_iface_init))

static void
sc_world_sensor_port_finalize (GObject *object)
{
  ScWorldSensorPort *self = SC_WORLD_SENSOR_PORT (object);

  g_clear_object (&self->world);
  g_clear_pointer (&self->model, sc_model_unref);
  g_array_unref (self->faults);
  G_OBJECT_CLASS (sc_world_sensor_port_parent_class)->finalize (object);
}

static void
sc_world_sensor_port_class_init (ScWorldSensorPortClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_world_sensor_port_finalize;
}

static void
sc_world_sensor_port_init (ScWorldSensorPort *self)
{
  self->faults = g_array_new (FALSE, FALSE, sizeof (Fault));
}

/**
 * sc_world_sensor_port_new:
 * @world: whose sensors are asked: always the one on whose network the laptop is
 * @model: paths and encodings
 *
 * Returns: (transfer full): the port
 */
ScWorldSensorPort *
sc_world_sensor_port_new (ScWorld *world, ScModel *model)
{
  ScWorldSensorPort *self = g_object_new (SC_TYPE_WORLD_SENSOR_PORT, NULL);

  self->world = g_object_ref (world);
  self->model = sc_model_ref (model);
  return self;
}

/**
 * sc_world_sensor_port_fail_next:
 * @self: a port
 * @call: which call
 * @code: the #ScError it fails with
 * @after: whether the sensor carries it out all the same
 *
 * The next such call that has no failure planned yet fails.
 */
void
sc_world_sensor_port_fail_next (ScWorldSensorPort *self, ScSensorCall call, int code,
                                gboolean after)
{
  Fault fault = { call, code, after };

  g_return_if_fail (SC_IS_WORLD_SENSOR_PORT (self));
  g_array_append_val (self->faults, fault);
}

static ScWorldRequest *
make_post (const char *path, GBytes *body)
{
  return sc_world_request_new ("POST", path, FORM_TYPE, NULL, body);
}

static ScWorldRequest *
make_get (const char *path)
{
  return sc_world_request_new ("GET", path, NULL, NULL, NULL);
}

/* NULL if no path is known. */
static ScWorldRequest *
make_request (ScWorldSensorPort *self, ScSensorCall call, gconstpointer argument)
{
  static const ScModelPath paths[N_CALLS] = { SC_MODEL_PATH_NAME,
                                              SC_MODEL_PATH_MAC,
                                              SC_MODEL_PATH_VERSIONS,
                                              SC_MODEL_PATH_CERTIFICATE,
                                              SC_MODEL_PATH_SCAN_START,
                                              SC_MODEL_PATH_SCAN_RESULTS,
                                              SC_MODEL_PATH_DELETE_PROFILES,
                                              SC_MODEL_PATH_ADD_PROFILE };
  const char *path = sc_model_get_path (self->model, paths[call]);
  g_autoptr (GBytes) body = NULL;

  switch (call)
    {
    case SC_SENSOR_READ_CERTIFICATE:
      if (argument != NULL)
        path = argument;
      return path ? make_get (path) : NULL;
    case SC_SENSOR_START_SCAN:
      body = g_bytes_new (sc_model_get_scan_body (self->model),
                          strlen (sc_model_get_scan_body (self->model)));
      return make_post (path, body);
    case SC_SENSOR_DELETE_PROFILES:
      return make_post (path, NULL);
    case SC_SENSOR_ADD_PROFILE:
      body = sc_sensor_codec_format_profile (self->model, argument);
      return make_post (path, body);
    default:
      return make_get (path);
    }
}

static gboolean
check_status (const ScWorldReply *reply, GError **error)
{
  ScError code = reply->status == 400   ? SC_ERROR_SENSOR_REFUSED
                 : reply->status == 404 ? SC_ERROR_SENSOR_NOT_FOUND
                                        : SC_ERROR_SENSOR_ODD_REPLY;

  if (reply->status == 200 || reply->status == 204)
    return TRUE;
  *error = sc_error_new_http (code, reply->status, 0, "the simulated sensor's answer");
  return FALSE;
}

/* What ScHttpSensor would make of it */
static gboolean
check_wire (const ScWorldReply *reply, GError **error)
{
  if (reply->wire == SC_WORLD_WIRE_CUT)
    g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_DROPPED, "the reply broke off");
  else if (reply->wire == SC_WORLD_WIRE_ENDLESS)
    g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_REPLY_TOO_LARGE, "the reply is endless");
  else
    return TRUE;
  return FALSE;
}

static gpointer
read_value (ScWorldSensorPort *self, ScSensorCall call, GBytes *body, GError **error)
{
  switch (call)
    {
    case SC_SENSOR_READ_NAME:
      return sc_sensor_codec_parse_name (body, error);
    case SC_SENSOR_READ_MAC:
      return sc_sensor_codec_parse_mac (body, error);
    case SC_SENSOR_READ_VERSIONS:
      return sc_sensor_codec_parse_versions (body, error);
    case SC_SENSOR_READ_CERTIFICATE:
      return sc_certificate_new (body, error);
    case SC_SENSOR_READ_SCAN:
      return sc_sensor_codec_parse_scan (self->model, body, error);
    default:
      return GINT_TO_POINTER (TRUE);
    }
}

static gpointer
read_reply (ScWorldSensorPort *self, ScSensorCall call, const ScWorldReply *reply, GError **error)
{
  g_autoptr (GBytes) body = reply->body ? g_bytes_ref (reply->body) : g_bytes_new_static ("", 0);

  if (!check_status (reply, error) || !check_wire (reply, error))
    return NULL;
  if (sc_sensor_codec_is_no_answer (body))
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER, "no answer to this token");
      return NULL;
    }
  return read_value (self, call, body, error);
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ScWorldReply) reply = sc_world_ask_finish (SC_WORLD (source), result, &error);
  gpointer value = NULL;

  if (reply != NULL && call->fail_after != 0)
    error = g_error_new_literal (SC_ERROR, call->fail_after, "planned failure, carried out");
  else if (reply != NULL)
    value = read_reply (g_task_get_source_object (task), call->call, reply, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, sc_sensor_call_result_free_func (call->call));
}

static gboolean
take_fault (ScWorldSensorPort *self, ScSensorCall call, Fault *taken)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (g_array_index (self->faults, Fault, i).call == call)
      {
        *taken = g_array_index (self->faults, Fault, i);
        g_array_remove_index (self->faults, i);
        return TRUE;
      }
  return FALSE;
}

static void
sc_world_sensor_port_call_async (ScSensor *sensor, ScLease *lease, guint which,
                                 gconstpointer argument, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  ScWorldSensorPort *self = SC_WORLD_SENSOR_PORT (sensor);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ScWorldRequest *request;
  Fault fault = { 0 };
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (which < N_CALLS);
  g_task_set_source_tag (task, sc_world_sensor_port_call_async);
  g_task_set_task_data (task, call, g_free);
  /* A call that changes the sensor and was answered is never called cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  call->call = which;
  if (take_fault (self, which, &fault) && !fault.after)
    {
      g_task_return_new_error (task, SC_ERROR, fault.code, "planned failure, not carried out");
      return;
    }
  call->fail_after = fault.code;
  if (!sc_lease_is_alive (lease))
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_LINK_LOST, "the stay is over");
      return;
    }
  request = make_request (self, which, argument);
  if (request == NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_CERTIFICATE_PATH_UNKNOWN,
                               "the model has no address for the certificate");
      return;
    }
  sc_world_ask_sensor_async (self->world, request, PATIENCE_US, cancellable, reply_cb,
                             g_steal_pointer (&task));
}

static gpointer
sc_world_sensor_port_call_finish (ScSensor *sensor, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, sensor), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_world_sensor_port_iface_init (ScSensorInterface *iface)
{
  iface->call_async = sc_world_sensor_port_call_async;
  iface->call_finish = sc_world_sensor_port_call_finish;
}
