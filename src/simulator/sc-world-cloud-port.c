/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-cloud-port.h"

#include "sc-cloud-codec.h"
#include "sc-error.h"
#include "sc-secret.h"

#include <string.h>

#define FORM_TYPE "application/x-www-form-urlencoded"
/* As ScHttpCloud waits and reads, at most */
#define PATIENCE_US (20 * G_USEC_PER_SEC)
#define BODY_CAP (64 * 1024)

typedef struct
{
  ScWorldCall call;
  int code;
  gboolean after;
} Fault;

struct _ScWorldCloudPort
{
  GObject parent_instance;

  ScWorld *world;
  ScAccount *account; /* (nullable): signed in */
  ScTenant *tenant;
  ScSecret *token;
  GArray *faults; /* of Fault */
};

typedef struct
{
  ScWorldCall call;
  ScAccount *account; /* (nullable): of sign-in */
  ScTenant *tenant;   /* (nullable): whom anything else is for */
  ScCertificate *certificate;
  char *sensor_id;
  gboolean renewed;
  gboolean renewing;
  int fail_after;
} Call;

static void sc_world_cloud_port_iface_init (ScCloudInterface *iface);
static void send (GTask *task);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScWorldCloudPort, sc_world_cloud_port, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_CLOUD,
                                                      sc_world_cloud_port_iface_init))

static void
call_free (Call *call)
{
  g_clear_pointer (&call->account, sc_account_unref);
  g_clear_pointer (&call->tenant, sc_tenant_unref);
  g_clear_pointer (&call->certificate, sc_certificate_unref);
  g_free (call->sensor_id);
  g_free (call);
}

static void
forget (ScWorldCloudPort *self)
{
  g_clear_pointer (&self->account, sc_account_unref);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  g_clear_pointer (&self->token, sc_secret_unref);
}

static void
sc_world_cloud_port_finalize (GObject *object)
{
  ScWorldCloudPort *self = SC_WORLD_CLOUD_PORT (object);

  forget (self);
  g_clear_object (&self->world);
  g_array_unref (self->faults);
  G_OBJECT_CLASS (sc_world_cloud_port_parent_class)->finalize (object);
}

static void
sc_world_cloud_port_class_init (ScWorldCloudPortClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_world_cloud_port_finalize;
}

static void
sc_world_cloud_port_init (ScWorldCloudPort *self)
{
  self->faults = g_array_new (FALSE, FALSE, sizeof (Fault));
}

/**
 * sc_world_cloud_port_new:
 * @world: whose cloud is asked, whatever endpoint an account names
 *
 * Returns: (transfer full): the port
 */
ScWorldCloudPort *
sc_world_cloud_port_new (ScWorld *world)
{
  ScWorldCloudPort *self = g_object_new (SC_TYPE_WORLD_CLOUD_PORT, NULL);

  self->world = g_object_ref (world);
  return self;
}

/**
 * sc_world_cloud_port_fail_next:
 * @self: a port
 * @call: which call of the caller; %SC_WORLD_CALL_ANY: whichever comes next
 * @code: the #ScError it fails with
 * @after: whether the cloud carries it out all the same
 *
 * For failures no HTTP status stands for (TLS, no route, a lost reply); those that one stands for
 * come from sc_world_cloud_add_fault().
 */
void
sc_world_cloud_port_fail_next (ScWorldCloudPort *self, ScWorldCall call, int code, gboolean after)
{
  Fault fault = { call, code, after };

  g_return_if_fail (SC_IS_WORLD_CLOUD_PORT (self));
  g_array_append_val (self->faults, fault);
}

static ScWorldRequest *
make_token_request (ScAccount *account)
{
  const char *form = "grant_type=client_credentials";
  g_autoptr (GBytes) body = g_bytes_new_static (form, strlen (form));
  g_autoptr (ScSecret) basic = sc_cloud_codec_basic_authorization (account);

  return sc_world_request_new ("POST", "/oauth/token", FORM_TYPE, sc_secret_peek (basic), body);
}

/* The codec makes whole addresses; the world's cloud wants what follows the endpoint. */
static ScWorldRequest *
make_request (ScWorldCloudPort *self, const Call *call)
{
  const char *endpoint = sc_account_get_endpoint (self->account);
  g_autofree char *authorization = g_strconcat ("Bearer ", sc_secret_peek (self->token), NULL);
  g_autofree char *uri = sc_cloud_codec_uri (endpoint, "/sensors", call->sensor_id);
  g_autoptr (GBytes) body = NULL;
  const char *path = uri + strlen (endpoint);

  if (call->call == SC_WORLD_CALL_GET)
    return sc_world_request_new ("GET", path, NULL, authorization, NULL);
  body = sc_cloud_codec_format_provision (call->certificate);
  return sc_world_request_new ("POST", path, "application/json", authorization, body);
}

static ScError
error_of_status (guint status, ScWorldCall call)
{
  if (call == SC_WORLD_CALL_TOKEN && (status == 400 || status == 401))
    return SC_ERROR_CLOUD_CREDENTIALS;
  return sc_cloud_codec_status_error (status);
}

static GError *
error_of_reply (const ScWorldReply *reply, ScWorldCall call)
{
  g_autofree char *message =
      reply->body ? sc_cloud_codec_error_message (reply->content_type, reply->body) : NULL;

  return sc_error_new_http (error_of_status (reply->status, call), reply->status,
                            reply->retry_after_s, message);
}

static gboolean
take_token (ScWorldCloudPort *self, ScAccount *account, const ScWorldReply *reply, GError **error)
{
  g_autoptr (ScToken) token = sc_cloud_codec_parse_token (reply->body, error);
  g_autoptr (ScAccount) owned = sc_account_ref (account);

  if (token == NULL)
    return FALSE;
  forget (self);
  self->account = g_steal_pointer (&owned);
  self->token = sc_secret_ref (token->value);
  self->tenant = sc_tenant_new (sc_account_get_endpoint (account), token->tenant_id, token->role);
  return TRUE;
}

static void
return_sensor (GTask *task, const ScWorldReply *reply)
{
  GError *error = NULL;
  ScCloudSensor *sensor;

  if (reply->body == NULL)
    sensor = sc_cloud_sensor_new (NULL, NULL, NULL, NULL);
  else
    sensor = sc_cloud_codec_parse_sensor (reply->body, &error);
  if (sensor != NULL)
    g_task_return_pointer (task, sensor, (GDestroyNotify)sc_cloud_sensor_unref);
  else
    g_task_return_error (task, error);
}

/* The reply to a token request of our own, or of the caller. */
static void
handle_token_reply (GTask *task, Call *call, const ScWorldReply *reply)
{
  ScWorldCloudPort *self = g_task_get_source_object (task);
  ScAccount *account = call->account ? call->account : self->account;
  GError *error = NULL;

  if (account == NULL) /* signed out meanwhile */
    error = g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "signed out");
  else if (reply->status != 200)
    error = error_of_reply (reply, SC_WORLD_CALL_TOKEN);
  else
    take_token (self, account, reply, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (call->renewing && !sc_tenant_matches (call->tenant, self->tenant))
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_OTHER_TENANT, "another tenant");
  else if (call->renewing)
    {
      call->renewing = FALSE;
      call->renewed = TRUE;
      send (task);
    }
  else
    g_task_return_pointer (task, sc_tenant_ref (self->tenant), (GDestroyNotify)sc_tenant_unref);
}

static void
handle_sensor_reply (GTask *task, Call *call, const ScWorldReply *reply)
{
  if (reply->status == 401 && !call->renewed)
    {
      call->renewing = TRUE;
      send (task);
    }
  else if (reply->status == 404 && call->call == SC_WORLD_CALL_GET)
    g_task_return_pointer (task, NULL, NULL);
  else if (reply->status < 200 || reply->status > 299)
    g_task_return_error (task, error_of_reply (reply, call->call));
  else
    return_sensor (task, reply);
}

/* As ScHttpCloud: of what is not to be repeated only this can be said. */
static ScError
too_large_error (const Call *call)
{
  return call->call == SC_WORLD_CALL_PROVISION && !call->renewing ? SC_ERROR_CLOUD_REPLY_LOST
                                                                  : SC_ERROR_CLOUD_REPLY_TOO_LARGE;
}

static gboolean
is_page (const ScWorldReply *reply)
{
  return g_strcmp0 (reply->content_type, "text/html") == 0;
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ScWorldReply) reply = sc_world_ask_finish (SC_WORLD (source), result, &error);

  if (g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_TIMEOUT)
      && call->call == SC_WORLD_CALL_PROVISION && !call->renewing)
    error->code = SC_ERROR_CLOUD_REPLY_LOST; /* it may have been carried out */
  if (reply == NULL)
    g_task_return_error (task, error);
  else if (call->fail_after != 0)
    g_task_return_new_error (task, SC_ERROR, call->fail_after, "planned failure, carried out");
  else if (reply->body != NULL && g_bytes_get_size (reply->body) > BODY_CAP)
    g_task_return_new_error (task, SC_ERROR, too_large_error (call), "the reply is too large");
  else if (reply->status >= 200 && reply->status <= 299 && is_page (reply))
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_NOT_API, "a web page answered");
  else if (call->call == SC_WORLD_CALL_TOKEN || call->renewing)
    handle_token_reply (task, call, reply);
  else
    handle_sensor_reply (task, call, reply);
}

static void
send (GTask *task)
{
  ScWorldCloudPort *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  ScWorldRequest *request;

  if (call->call == SC_WORLD_CALL_TOKEN)
    request = make_token_request (call->account);
  else if (self->account == NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "signed out");
      return;
    }
  else
    request = call->renewing ? make_token_request (self->account) : make_request (self, call);
  sc_world_ask_cloud_async (self->world, request, PATIENCE_US, g_task_get_cancellable (task),
                            reply_cb, g_object_ref (task));
}

static int
take_fault (ScWorldCloudPort *self, ScWorldCall call, gboolean *after)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      Fault fault = g_array_index (self->faults, Fault, i);

      if (fault.call != SC_WORLD_CALL_ANY && fault.call != call)
        continue;
      *after = fault.after;
      g_array_remove_index (self->faults, i);
      return fault.code;
    }
  return 0;
}

/* Takes over @call. */
static void
start (ScWorldCloudPort *self, Call *call, ScTenant *tenant, gpointer tag,
       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean after = FALSE;
  int code = take_fault (self, call->call, &after);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  g_task_set_check_cancellable (task, FALSE);
  if (code != 0 && !after)
    g_task_return_new_error (task, SC_ERROR, code, "planned failure, not carried out");
  else if (tenant != NULL && self->account == NULL)
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "no account signed in");
  else if (tenant != NULL && !sc_tenant_matches (tenant, self->tenant))
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_OTHER_TENANT, "another tenant");
  else
    {
      call->tenant = tenant != NULL ? sc_tenant_ref (tenant) : NULL;
      call->fail_after = code;
      send (task);
    }
}

static void
sc_world_cloud_port_sign_in_async (ScCloud *cloud, ScAccount *account, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  ScWorldCloudPort *self = SC_WORLD_CLOUD_PORT (cloud);
  Call *call = g_new0 (Call, 1);

  forget (self); /* a new account replaces the old one, whatever comes of it */
  call->call = SC_WORLD_CALL_TOKEN;
  call->account = sc_account_ref (account);
  start (self, call, NULL, sc_world_cloud_port_sign_in_async, cancellable, callback, user_data);
}

static ScTenant *
sc_world_cloud_port_sign_in_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, cloud), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_world_cloud_port_sign_out (ScCloud *cloud)
{
  forget (SC_WORLD_CLOUD_PORT (cloud));
}

static void
sc_world_cloud_port_provision_async (ScCloud *cloud, ScTenant *tenant, ScCertificate *certificate,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->call = SC_WORLD_CALL_PROVISION;
  call->certificate = sc_certificate_ref (certificate);
  start (SC_WORLD_CLOUD_PORT (cloud), call, tenant, sc_world_cloud_port_provision_async,
         cancellable, callback, user_data);
}

static ScCloudSensor *
sc_world_cloud_port_provision_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, cloud), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_world_cloud_port_get_sensor_async (ScCloud *cloud, ScTenant *tenant, const char *sensor_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->call = SC_WORLD_CALL_GET;
  call->sensor_id = g_strdup (sensor_id);
  start (SC_WORLD_CLOUD_PORT (cloud), call, tenant, sc_world_cloud_port_get_sensor_async,
         cancellable, callback, user_data);
}

static gboolean
sc_world_cloud_port_get_sensor_finish (ScCloud *cloud, GAsyncResult *result, ScCloudSensor **sensor,
                                       GError **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, cloud), FALSE);
  *sensor = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* There are no connections to drop. */
static void
sc_world_cloud_port_network_changed (ScCloud *cloud G_GNUC_UNUSED)
{
}

static void
on_way_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScWorldCloudPort *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScWorldReply) reply = sc_world_ask_finish (SC_WORLD (source), result, &error);
  ScWayAnswer secure = { 0 };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->account == NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "signed out meanwhile");
      return;
    }
  if (reply != NULL && reply->manner == SC_WORLD_ANSWER)
    secure = (ScWayAnswer){ .status = reply->status,
                            .location = reply->location,
                            .is_page = g_strcmp0 (reply->content_type, "text/html") == 0 };
  g_task_return_int (task, sc_way_judge (sc_account_get_endpoint (self->account), &secure, NULL));
}

/* Every way of the simulated laptop leads to the cloud, or none. */
static void
sc_world_cloud_port_try_way_async (ScCloud *cloud, const char *interface G_GNUC_UNUSED,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ScWorldCloudPort *self = SC_WORLD_CLOUD_PORT (cloud);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  g_task_set_source_tag (task, sc_world_cloud_port_try_way_async);
  if (self->account == NULL)
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "no account signed in");
  else
    sc_world_ask_cloud_async (self->world,
                              sc_world_request_new ("GET", "/sensors", NULL, NULL, nothing),
                              PATIENCE_US, cancellable, on_way_asked, g_steal_pointer (&task));
}

static ScWay
sc_world_cloud_port_try_way_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  GError *failure = NULL;
  gssize way;

  g_return_val_if_fail (g_task_is_valid (result, cloud), SC_WAY_UNKNOWN);
  way = g_task_propagate_int (G_TASK (result), &failure);
  if (failure == NULL)
    return (ScWay)way;
  g_propagate_error (error, failure);
  return SC_WAY_UNKNOWN;
}

static void
sc_world_cloud_port_iface_init (ScCloudInterface *iface)
{
  iface->sign_in_async = sc_world_cloud_port_sign_in_async;
  iface->sign_in_finish = sc_world_cloud_port_sign_in_finish;
  iface->sign_out = sc_world_cloud_port_sign_out;
  iface->provision_async = sc_world_cloud_port_provision_async;
  iface->provision_finish = sc_world_cloud_port_provision_finish;
  iface->get_sensor_async = sc_world_cloud_port_get_sensor_async;
  iface->get_sensor_finish = sc_world_cloud_port_get_sensor_finish;
  iface->network_changed = sc_world_cloud_port_network_changed;
  iface->try_way_async = sc_world_cloud_port_try_way_async;
  iface->try_way_finish = sc_world_cloud_port_try_way_finish;
}
