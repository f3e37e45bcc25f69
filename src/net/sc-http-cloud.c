/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-http-cloud.h"

#include "sc-cloud-codec.h"
#include "sc-cloud-session.h"
#include "sc-error.h"
#include "sc-http.h"
#include "sc-way-request.h"

/*
 * The life of a call: [renew the token if it is about to expire] → send → on a 401 renew the
 * token once and send again → read the reply.
 *
 * Reads renew a token that has less than a minute left; they are made outside the connection
 * window. Provisioning takes every token that outlives the request itself: inside the window a
 * token request would cost more than it saves. Behind both, the session renews in the background.
 */

#define SENSORS_PATH "/sensors"
#define SENSORS_CAP (64 * 1024)
#define CONNECT_MS 10000
#define PROVISION_TOTAL_MS 20000
#define GET_TOTAL_MS 15000
#define READ_MARGIN_US (60 * G_USEC_PER_SEC)
#define PROVISION_MARGIN_US (5 * G_USEC_PER_SEC)

struct _ScHttpCloud
{
  GObject parent_instance;
  ScClock *clock;
  ScCloudSession *session; /* (nullable): of the last sign-in; without a tenant until it works */
  char *interface;         /* (nullable): that all requests go through */
  guint sign_ins;          /* number of the last sign-in or sign-out: an older one is void */
};

typedef struct
{
  ScCloudSession *session;
  ScTenant *tenant;
  char *sensor_id; /* (nullable): read this one */
  GBytes *body;    /* (nullable): provision with this */
  GCancellable *cancellable;
  guint serial;     /* of the token sent */
  gboolean renewed; /* after a 401 */
} Call;

typedef struct
{
  ScCloudSession *session;
  guint number;
} SignIn;

static void sc_http_cloud_iface_init (ScCloudInterface *iface);
static void send_call (GTask *task);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScHttpCloud, sc_http_cloud, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_CLOUD, sc_http_cloud_iface_init))

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->session);
  g_clear_pointer (&call->tenant, sc_tenant_unref);
  g_free (call->sensor_id);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_object (&call->cancellable);
  g_free (call);
}

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_clear_object (&sign_in->session);
  g_free (sign_in);
}

static void
set_session (ScHttpCloud *self, ScCloudSession *session)
{
  if (self->session != NULL)
    sc_cloud_session_close (self->session);
  g_set_object (&self->session, session);
  if (session != NULL)
    sc_cloud_session_use_interface (session, self->interface);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScHttpCloud *self = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean has_token =
      sc_cloud_session_fetch_token_finish (SC_CLOUD_SESSION (source), result, &error);

  if (sign_in->number != self->sign_ins)
    {
      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "Another sign-in came after");
    }
  else if (has_token)
    {
      g_task_return_pointer (task, sc_tenant_ref (sc_cloud_session_get_tenant (sign_in->session)),
                             (GDestroyNotify)sc_tenant_unref);
    }
  else
    {
      /* Its endpoint can still be asked for. */
      sc_cloud_session_close (sign_in->session);
      g_task_return_error (task, error);
    }
}

static void
sc_http_cloud_sign_in_async (ScCloud *cloud, ScAccount *account, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  ScHttpCloud *self = SC_HTTP_CLOUD (cloud);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  SignIn *sign_in;

  g_task_set_source_tag (task, sc_http_cloud_sign_in_async);
  sign_in = g_new0 (SignIn, 1);
  g_task_set_task_data (task, sign_in, sign_in_free);
  sign_in->number = ++self->sign_ins;
  sign_in->session = sc_cloud_session_new (self->clock, account, &error);
  if (sign_in->session == NULL)
    {
      set_session (self, NULL);
      g_task_return_error (task, error);
      return;
    }
  set_session (self, sign_in->session); /* whatever comes of it */
  sc_cloud_session_fetch_token_async (sign_in->session, cancellable, on_signed_in,
                                      g_object_ref (task));
}

static ScTenant *
sc_http_cloud_sign_in_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, cloud), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sc_http_cloud_sign_in_async,
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_http_cloud_sign_out (ScCloud *cloud)
{
  ScHttpCloud *self = SC_HTTP_CLOUD (cloud);

  self->sign_ins++;
  set_session (self, NULL);
}

static void
sc_http_cloud_network_changed (ScCloud *cloud)
{
  ScHttpCloud *self = SC_HTTP_CLOUD (cloud);

  if (self->session != NULL)
    sc_cloud_session_drop_connections (self->session);
}

/* Never with another tenant's token, and never without one. */
static GError *
check_tenant (ScCloudSession *session, ScTenant *tenant)
{
  if (session == NULL || sc_cloud_session_is_closed (session)
      || sc_cloud_session_get_tenant (session) == NULL)
    return g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "No account is signed in");
  if (!sc_tenant_matches (sc_cloud_session_get_tenant (session), tenant))
    return g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_OTHER_TENANT,
                                "The account signed in belongs to another tenant");
  return NULL;
}

/* A 2xx counts whatever its body says; only a page of somebody else's is no answer. */
static void
read_provision_reply (GTask *task, ScHttpReply *reply)
{
  ScCloudSensor *sensor;

  if (sc_http_reply_is_page (reply))
    {
      g_task_return_error (task, sc_error_new_http (SC_ERROR_CLOUD_NOT_API, reply->status, 0,
                                                    "A web page answered"));
      return;
    }
  sensor = sc_cloud_codec_parse_sensor (reply->body, NULL);
  if (sensor == NULL)
    sensor = sc_cloud_sensor_new (NULL, NULL, NULL, NULL);
  g_task_return_pointer (task, sensor, (GDestroyNotify)sc_cloud_sensor_unref);
}

static void
read_get_reply (GTask *task, ScHttpReply *reply)
{
  GError *error = NULL;
  ScCloudSensor *sensor = NULL;

  if (sc_http_reply_is_page (reply))
    error = sc_error_new_http (SC_ERROR_CLOUD_NOT_API, reply->status, 0, "A web page answered");
  else if (reply->status != SOUP_STATUS_OK || g_bytes_get_size (reply->body) == 0)
    error = sc_error_new_http (SC_ERROR_CLOUD_REPLY_INVALID, reply->status, 0,
                               "A reply without a sensor");
  else
    sensor = sc_cloud_codec_parse_sensor (reply->body, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sensor, (GDestroyNotify)sc_cloud_sensor_unref);
}

static void
read_reply (GTask *task, ScHttpReply *reply)
{
  Call *call = g_task_get_task_data (task);

  if (!reply->whole && reply->status < 400)
    g_task_return_error (task, sc_error_new_http (SC_ERROR_CLOUD_REPLY_LOST, reply->status, 0,
                                                  "The connection broke in the reply"));
  else if (call->sensor_id != NULL && reply->status == SOUP_STATUS_NOT_FOUND)
    g_task_return_pointer (task, NULL, NULL);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (reply->status))
    g_task_return_error (task, sc_cloud_session_new_error (call->session, reply));
  else if (call->body != NULL)
    read_provision_reply (task, reply);
  else
    read_get_reply (task, reply);
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScCloudSession *session = SC_CLOUD_SESSION (source);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean usable;

  if (!sc_cloud_session_fetch_token_finish (session, result, &error))
    {
      /* Beforehand, a token that is not over yet will do. */
      usable = !call->renewed && sc_cloud_session_token_lasts (session, 0)
               && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (!usable)
        {
          g_task_return_error (task, error);
          return;
        }
      g_error_free (error);
    }
  send_call (task);
}

static void
on_reply (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ScHttpReply) reply = sc_http_send_finish (result, &error);

  if (reply == NULL)
    g_task_return_error (task, error);
  else if (reply->status != SOUP_STATUS_UNAUTHORIZED || call->renewed)
    read_reply (task, reply);
  else
    {
      call->renewed = TRUE;
      if (call->serial != sc_cloud_session_get_token_serial (call->session))
        send_call (task); /* another call renewed it meanwhile */
      else
        sc_cloud_session_fetch_token_async (call->session, call->cancellable, on_renewed,
                                            g_object_ref (task));
    }
}

static void
send_call (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  gboolean provision = call->body != NULL;
  GError *error = check_tenant (call->session, call->tenant);
  g_autoptr (SoupMessage) message = NULL;
  ScHttpRules rules = {
    .peer = SC_HTTP_PEER_CLOUD,
    .repeatable = !provision,
    .connect_ms = CONNECT_MS,
    .total_ms = provision ? PROVISION_TOTAL_MS : GET_TOTAL_MS,
    .body_cap = SENSORS_CAP,
    .interface = sc_cloud_session_get_interface (call->session),
  };

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  message = sc_cloud_session_new_message (
      call->session, provision ? SOUP_METHOD_POST : SOUP_METHOD_GET, SENSORS_PATH, call->sensor_id);
  if (provision)
    {
      /* Not on a pooled connection: one that died unnoticed would leave it open whether the
       * request arrived. */
      soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
      soup_message_set_request_body_from_bytes (message, "application/json", call->body);
    }
  call->serial = sc_cloud_session_get_token_serial (call->session);
  sc_http_send_async (sc_cloud_session_get_soup (call->session, provision), message, &rules,
                      call->cancellable, on_reply, g_object_ref (task));
}

static void
start_call (ScHttpCloud *self, GTask *task, ScTenant *tenant, GCancellable *cancellable,
            const char *sensor_id, GBytes *body)
{
  Call *call = g_new0 (Call, 1);
  GError *error = check_tenant (self->session, tenant);

  g_task_set_task_data (task, call, call_free);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  call->session = g_object_ref (self->session);
  call->tenant = sc_tenant_ref (tenant);
  call->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  call->sensor_id = g_strdup (sensor_id);
  call->body = body != NULL ? g_bytes_ref (body) : NULL;
  if (sc_cloud_session_token_lasts (call->session,
                                    body != NULL ? PROVISION_MARGIN_US : READ_MARGIN_US))
    send_call (task);
  else
    sc_cloud_session_fetch_token_async (call->session, cancellable, on_renewed,
                                        g_object_ref (task));
}

static void
sc_http_cloud_provision_async (ScCloud *cloud, ScTenant *tenant, ScCertificate *certificate,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (cloud, NULL, callback, user_data);
  g_autoptr (GBytes) body = sc_cloud_codec_format_provision (certificate);

  g_task_set_source_tag (task, sc_http_cloud_provision_async);
  start_call (SC_HTTP_CLOUD (cloud), task, tenant, cancellable, NULL, body);
}

static ScCloudSensor *
sc_http_cloud_provision_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, cloud), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sc_http_cloud_provision_async,
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_http_cloud_get_sensor_async (ScCloud *cloud, ScTenant *tenant, const char *sensor_id,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (cloud, NULL, callback, user_data);

  g_task_set_source_tag (task, sc_http_cloud_get_sensor_async);
  start_call (SC_HTTP_CLOUD (cloud), task, tenant, cancellable, sensor_id, NULL);
}

static gboolean
sc_http_cloud_get_sensor_finish (ScCloud *cloud, GAsyncResult *result, ScCloudSensor **sensor,
                                 GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, cloud), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sc_http_cloud_get_sensor_async,
                        FALSE);
  *sensor = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
sc_http_cloud_use_interface (ScCloud *cloud, const char *interface)
{
  ScHttpCloud *self = SC_HTTP_CLOUD (cloud);

  if (g_strcmp0 (self->interface, interface) == 0)
    return;
  g_free (self->interface);
  self->interface = g_strdup (interface);
  if (self->session != NULL)
    sc_cloud_session_use_interface (self->session, interface);
}

static void
on_way_found (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ScWay way = sc_way_request_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, way);
}

static void
sc_http_cloud_try_way_async (ScCloud *cloud, const char *interface, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  ScHttpCloud *self = SC_HTTP_CLOUD (cloud);
  g_autoptr (GTask) task = g_task_new (cloud, NULL, callback, user_data);

  g_task_set_source_tag (task, sc_http_cloud_try_way_async);
  if (self->session == NULL)
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "No account is signed in");
  else
    sc_way_request_async (self->session, interface, cancellable, on_way_found, g_object_ref (task));
}

static ScWay
sc_http_cloud_try_way_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize way;

  g_return_val_if_fail (g_task_is_valid (result, cloud), SC_WAY_UNKNOWN);
  way = g_task_propagate_int (G_TASK (result), &failure);
  if (failure == NULL)
    return (ScWay)way;
  g_propagate_error (error, g_steal_pointer (&failure));
  return SC_WAY_UNKNOWN;
}

static void
sc_http_cloud_finalize (GObject *object)
{
  ScHttpCloud *self = SC_HTTP_CLOUD (object);

  set_session (self, NULL);
  g_free (self->interface);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sc_http_cloud_parent_class)->finalize (object);
}

static void
sc_http_cloud_class_init (ScHttpCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_http_cloud_finalize;
}

static void
sc_http_cloud_init (ScHttpCloud *self G_GNUC_UNUSED)
{
}

static void
sc_http_cloud_iface_init (ScCloudInterface *iface)
{
  iface->sign_in_async = sc_http_cloud_sign_in_async;
  iface->sign_in_finish = sc_http_cloud_sign_in_finish;
  iface->sign_out = sc_http_cloud_sign_out;
  iface->provision_async = sc_http_cloud_provision_async;
  iface->provision_finish = sc_http_cloud_provision_finish;
  iface->get_sensor_async = sc_http_cloud_get_sensor_async;
  iface->get_sensor_finish = sc_http_cloud_get_sensor_finish;
  iface->network_changed = sc_http_cloud_network_changed;
  iface->try_way_async = sc_http_cloud_try_way_async;
  iface->try_way_finish = sc_http_cloud_try_way_finish;
  iface->use_interface = sc_http_cloud_use_interface;
}

/**
 * sc_http_cloud_new:
 * @clock: for the life of tokens; socket limits run on real time whatever it says
 *
 * Returns: (transfer full): the port, with no account signed in
 */
ScCloud *
sc_http_cloud_new (ScClock *clock)
{
  ScHttpCloud *self = g_object_new (SC_TYPE_HTTP_CLOUD, NULL);

  self->clock = g_object_ref (clock);
  return SC_CLOUD (self);
}

/**
 * sc_http_cloud_dup_library_version:
 *
 * Returns: (transfer full): version of the HTTP library this runs with
 */
char *
sc_http_cloud_dup_library_version (void)
{
  return g_strdup_printf ("%u.%u.%u", soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version ());
}
