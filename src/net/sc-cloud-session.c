/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-cloud-session.h"

#include "sc-cloud-codec.h"
#include "sc-cloud-trust.h"
#include "sc-error.h"

#include <string.h>

#define TOKEN_PATH "/oauth/token"
#define TOKEN_FORM "grant_type=client_credentials"
#define TOKEN_CAP (32 * 1024)
#define TOKEN_TOTAL_MS 20000
#define CONNECT_MS 10000
#define QUIET_S 20
/* Never the 30 s between two polls: a connection that ends just when it is taken again leaves
 * libsoup waiting for good. */
#define IDLE_S 20
/* At once, to one host that speaks HTTP/1.1; what comes after waits. */
#define MOST_READS 6
#define MOST_URGENT 8
#define RETRY_US (60 * G_USEC_PER_SEC)
#define SECRET_MARK "[…]"

struct _ScCloudSession
{
  GObject parent_instance;
  ScClock *clock;
  ScAccount *account;
  ScSecret *basic;
  GTlsDatabase *trust; /* (nullable): the system's */
  SoupSession *soup;
  SoupSession *urgent; /* for what must not wait behind reads: provisioning and tokens */
  ScToken *token;      /* (nullable) */
  guint serial;        /* of the token, from 1 */
  gint64 expires_us;   /* boot time; %G_MAXINT64 if the cloud did not say */
  ScTenant *tenant;
  guint renewal;       /* timer on the clock */
  gboolean is_overdue; /* a renewal has failed, and the cloud did not say to wait */
  char *interface;     /* (nullable): that requests go through; where the routes lead */
  guint n_ways;        /* how often the way of requests has changed */
  guint renewed_on;    /* @n_ways when the last renewal began */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (ScCloudSession, sc_cloud_session, G_TYPE_OBJECT)

static void plan_renewal (ScCloudSession *self, gint64 due_us);

static SoupSession *
make_soup (GTlsDatabase *trust, int most)
{
  SoupSession *soup = soup_session_new_with_options (
      "timeout", QUIET_S, "idle-timeout", IDLE_S, "max-conns", most, "max-conns-per-host", most,
      "user-agent", "sensor-commissioner/" PACKAGE_VERSION, NULL);

  /* The authorisation header is our own affair: no other scheme is ever tried. */
  soup_session_remove_feature_by_type (soup, SOUP_TYPE_AUTH_MANAGER);
  if (trust != NULL)
    soup_session_set_tls_database (soup, trust);
  return soup;
}

/* From now on requests have connections of their own; what is under way keeps the old ones. */
static void
renew_connections (ScCloudSession *self)
{
  g_clear_object (&self->soup);
  g_clear_object (&self->urgent);
  self->soup = make_soup (self->trust, MOST_READS);
  self->urgent = make_soup (self->trust, MOST_URGENT);
}

/**
 * sc_cloud_session_new:
 * @clock: for the life of tokens
 * @account: whose session
 * @error: %SC_ERROR_CA_FILE_INVALID
 *
 * Returns: (transfer full): a session without a token
 */
ScCloudSession *
sc_cloud_session_new (ScClock *clock, ScAccount *account, GError **error)
{
  const char *ca_file = sc_account_get_ca_file (account);
  g_autoptr (GTlsDatabase) trust = NULL;
  ScCloudSession *self;

  if (ca_file != NULL)
    {
      trust = sc_cloud_trust_load (ca_file, error);
      if (trust == NULL)
        return NULL;
    }
  self = g_object_new (SC_TYPE_CLOUD_SESSION, NULL);
  self->clock = g_object_ref (clock);
  self->account = sc_account_ref (account);
  self->basic = sc_cloud_codec_basic_authorization (account);
  self->trust = g_steal_pointer (&trust);
  renew_connections (self);
  return self;
}

/**
 * sc_cloud_session_close:
 * @self: a session
 *
 * Wipes account and token. What is under way may still be answered; nothing new is sent.
 */
void
sc_cloud_session_close (ScCloudSession *self)
{
  self->closed = TRUE;
  sc_clock_clear_timer (self->clock, &self->renewal);
  g_clear_pointer (&self->token, sc_token_free);
  g_clear_pointer (&self->basic, sc_secret_unref);
}

gboolean
sc_cloud_session_is_closed (ScCloudSession *self)
{
  return self->closed;
}

ScTenant *
sc_cloud_session_get_tenant (ScCloudSession *self)
{
  return self->tenant;
}

/**
 * sc_cloud_session_get_soup:
 * @self: a session
 * @urgent: whether the request must not wait for others: the polls of many sensors at a slow cloud
 *   take all connections there are for them
 *
 * Returns: (transfer none): where requests of that kind are sent
 */
SoupSession *
sc_cloud_session_get_soup (ScCloudSession *self, gboolean urgent)
{
  return urgent ? self->urgent : self->soup;
}

/**
 * sc_cloud_session_make_soup:
 * @self: a session
 *
 * Returns: (transfer full): another one with the same trust, whose connections are its own
 */
SoupSession *
sc_cloud_session_make_soup (ScCloudSession *self)
{
  return make_soup (self->trust, MOST_READS);
}

const char *
sc_cloud_session_get_endpoint (ScCloudSession *self)
{
  return sc_account_get_endpoint (self->account);
}

/**
 * sc_cloud_session_get_token_serial:
 * @self: a session
 *
 * Returns: a number that grows with each new token: tells whether a refused token is still the
 *   one that would be sent
 */
guint
sc_cloud_session_get_token_serial (ScCloudSession *self)
{
  return self->serial;
}

/**
 * sc_cloud_session_token_lasts:
 * @self: a session
 * @margin_us: microseconds
 *
 * Returns: whether there is a token that holds for so long, or one whose life is not known
 */
gboolean
sc_cloud_session_token_lasts (ScCloudSession *self, gint64 margin_us)
{
  return self->token != NULL && self->expires_us > sc_clock_now_us (self->clock) + margin_us;
}

/**
 * sc_cloud_session_drop_connections:
 * @self: a session
 *
 * The next request makes a connection of its own. What is under way goes on with the old ones:
 * an answer that still comes is worth having. A renewal that has failed is tried again at once.
 */
void
sc_cloud_session_drop_connections (ScCloudSession *self)
{
  renew_connections (self);
  self->n_ways++;
  if (self->is_overdue && !self->closed)
    plan_renewal (self, sc_clock_now_us (self->clock));
}

/**
 * sc_cloud_session_use_interface:
 * @self: a session
 * @interface: (nullable): the network interface that requests go through from now on, those for
 *   tokens, too; %NULL: wherever the routes lead
 *
 * A pooled connection knows no interface: it is not used any more.
 */
void
sc_cloud_session_use_interface (ScCloudSession *self, const char *interface)
{
  if (g_strcmp0 (self->interface, interface) == 0)
    return;
  g_free (self->interface);
  self->interface = g_strdup (interface);
  sc_cloud_session_drop_connections (self);
}

/**
 * sc_cloud_session_get_interface:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what requests have to go through
 */
const char *
sc_cloud_session_get_interface (ScCloudSession *self)
{
  return self->interface;
}

/**
 * sc_cloud_session_new_message:
 * @self: a session that is not closed
 * @method: HTTP method
 * @path: the call's path
 * @segment: (nullable): one more path segment, any text
 *
 * Returns: (transfer full): a request to the account's endpoint with the token, or with the
 *   client's credentials for the token request itself
 */
SoupMessage *
sc_cloud_session_new_message (ScCloudSession *self, const char *method, const char *path,
                              const char *segment)
{
  g_autofree char *uri =
      sc_cloud_codec_uri (sc_account_get_endpoint (self->account), path, segment);
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *headers;

  g_return_val_if_fail (message != NULL, NULL); /* an account's endpoint is a valid URI */
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (strcmp (path, TOKEN_PATH) == 0)
    soup_message_headers_replace (headers, "Authorization", sc_secret_peek (self->basic));
  else if (self->token != NULL)
    {
      char *bearer = g_strconcat ("Bearer ", sc_secret_peek (self->token->value), NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
      sc_secret_free_text (bearer);
    }
  return message;
}

static char *
replace_secret (char *text, const char *secret)
{
  g_auto (GStrv) pieces = NULL;
  char *replaced;

  if (secret[0] == '\0' || strstr (text, secret) == NULL)
    return text;
  pieces = g_strsplit (text, secret, -1);
  replaced = g_strjoinv (SECRET_MARK, pieces);
  for (guint i = 0; pieces[i] != NULL; i++) /* another secret may be in them */
    sc_secret_wipe (pieces[i], strlen (pieces[i]));
  sc_secret_free_text (text);
  return replaced;
}

static char *
replace_secrets (ScCloudSession *self, char *text)
{
  if (self->token != NULL)
    text = replace_secret (text, sc_secret_peek (self->token->value));
  if (self->basic != NULL)
    text = replace_secret (text, sc_secret_peek (self->basic) + strlen ("Basic "));
  text = replace_secret (text, sc_secret_peek (sc_account_get_client_secret (self->account)));
  return replace_secret (text, sc_secret_peek (sc_account_get_client_id (self->account)));
}

/* Secrets are looked for before and after decoding, so that neither an escape nor the cut at the
 * end can hide a part of one. */
static char *
read_message (ScCloudSession *self, ScHttpReply *reply)
{
  char *raw = replace_secrets (
      self, g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body)));
  g_autoptr (GBytes) body = sc_secret_bytes_new_take (raw, strlen (raw));
  char *message = sc_cloud_codec_error_message (reply->content_type, body);

  return message != NULL ? replace_secrets (self, message) : NULL;
}

/**
 * sc_cloud_session_new_error:
 * @self: a session
 * @reply: a reply that is not what was asked for
 *
 * The service's own words become technical detail: bounded, tidied, and with every secret of this
 * session replaced.
 *
 * Returns: (transfer full): the error for its status
 */
GError *
sc_cloud_session_new_error (ScCloudSession *self, ScHttpReply *reply)
{
  g_autofree char *message = NULL;
  g_autofree char *detail = NULL;

  /* Closed, it no longer knows what to look for. */
  if (!self->closed)
    message = read_message (self, reply);
  detail = g_strdup_printf ("HTTP status %u%s%s", reply->status, message != NULL ? ": " : "",
                            message != NULL ? message : "");
  return sc_error_new_http (sc_cloud_codec_status_error (reply->status), reply->status,
                            reply->retry_after_s, detail);
}

static void
take_token (ScCloudSession *self, ScToken *token)
{
  gint64 now_us = sc_clock_now_us (self->clock);
  gint64 lifetime_us = token->lifetime_s * G_USEC_PER_SEC;

  g_clear_pointer (&self->token, sc_token_free);
  self->token = token;
  self->serial++;
  self->is_overdue = FALSE;
  self->expires_us = lifetime_us > 0 ? now_us + lifetime_us : G_MAXINT64;
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  self->tenant =
      sc_tenant_new (sc_account_get_endpoint (self->account), token->tenant_id, token->role);
  if (lifetime_us > 0)
    plan_renewal (self, now_us + lifetime_us / 3 * 2);
}

static GError *
token_error (ScCloudSession *self, ScHttpReply *reply)
{
  g_autoptr (GError) error = sc_cloud_session_new_error (self, reply);

  if (reply->status != SOUP_STATUS_BAD_REQUEST && reply->status != SOUP_STATUS_UNAUTHORIZED)
    return g_steal_pointer (&error);
  return sc_error_new_http (SC_ERROR_CLOUD_CREDENTIALS, reply->status, 0, error->message);
}

static GError *
read_token (ScCloudSession *self, ScHttpReply *reply)
{
  GError *error = NULL;
  ScToken *token;

  if (self->closed)
    return g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "Signed out meanwhile");
  if (!SOUP_STATUS_IS_SUCCESSFUL (reply->status))
    return token_error (self, reply);
  if (sc_http_reply_is_page (reply))
    return sc_error_new_http (SC_ERROR_CLOUD_NOT_API, reply->status, 0, "A web page answered");
  token = sc_cloud_codec_parse_token (reply->body, &error);
  if (token != NULL)
    take_token (self, token);
  return error;
}

static void
on_token_reply (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScCloudSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ScHttpReply) reply = sc_http_send_finish (result, &error);

  if (reply != NULL)
    error = read_token (self, reply);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sc_cloud_session_fetch_token_async:
 * @self: a session
 * @cancellable: (nullable): gives up
 * @callback: called when there is a new token, or none
 * @user_data: for @callback
 *
 * `POST /oauth/token` with HTTP Basic and a form (ADI, "Connecting to the cloud"). The token in
 * use stays in use if this fails.
 */
void
sc_cloud_session_fetch_token_async (ScCloudSession *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) form = g_bytes_new_static (TOKEN_FORM, strlen (TOKEN_FORM));
  ScHttpRules rules = {
    .peer = SC_HTTP_PEER_CLOUD,
    .repeatable = TRUE,
    .connect_ms = CONNECT_MS,
    .total_ms = TOKEN_TOTAL_MS,
    .body_cap = TOKEN_CAP,
    .interface = self->interface,
  };

  g_task_set_source_tag (task, sc_cloud_session_fetch_token_async);
  if (self->closed)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT, "Signed out");
      return;
    }
  message = sc_cloud_session_new_message (self, SOUP_METHOD_POST, TOKEN_PATH, NULL);
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", form);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  sc_http_send_async (self->urgent, message, &rules, cancellable, on_token_reply,
                      g_steal_pointer (&task));
}

/**
 * sc_cloud_session_fetch_token_finish:
 * @self: a session
 * @result: from the callback
 * @error: an SC_ERROR_CLOUD_… or a cancellation
 *
 * Returns: whether there is a new token
 */
gboolean
sc_cloud_session_fetch_token_finish (ScCloudSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  ScCloudSession *self = SC_CLOUD_SESSION (source);
  g_autoptr (GError) error = NULL;
  gint64 wait_us = RETRY_US;

  sc_cloud_session_fetch_token_finish (self, result, &error);
  if (error == NULL || self->closed)
    return;
  g_debug ("The token was not renewed in the background: %s", error->message);
  wait_us = MAX (wait_us, sc_error_get_retry_after (error) * G_USEC_PER_SEC);
  self->is_overdue = sc_error_get_retry_after (error) == 0;
  if (self->is_overdue && self->renewed_on != self->n_ways)
    wait_us = 0;
  plan_renewal (self, sc_clock_now_us (self->clock) + wait_us);
}

static void
on_renewal_due (gpointer user_data)
{
  ScCloudSession *self = user_data;

  self->renewal = 0;
  self->renewed_on = self->n_ways;
  sc_cloud_session_fetch_token_async (self, NULL, on_renewed, NULL);
}

static void
plan_renewal (ScCloudSession *self, gint64 due_us)
{
  sc_clock_clear_timer (self->clock, &self->renewal);
  self->renewal = sc_clock_add_timer (self->clock, due_us, on_renewal_due, self);
}

static void
sc_cloud_session_finalize (GObject *object)
{
  ScCloudSession *self = SC_CLOUD_SESSION (object);

  if (self->clock != NULL)
    sc_cloud_session_close (self);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  g_clear_pointer (&self->account, sc_account_unref);
  g_clear_object (&self->soup);
  g_clear_object (&self->urgent);
  g_clear_object (&self->trust);
  g_clear_object (&self->clock);
  g_free (self->interface);
  G_OBJECT_CLASS (sc_cloud_session_parent_class)->finalize (object);
}

static void
sc_cloud_session_class_init (ScCloudSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_cloud_session_finalize;
}

static void
sc_cloud_session_init (ScCloudSession *self G_GNUC_UNUSED)
{
}
