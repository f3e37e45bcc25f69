/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the simulated cloud answers. */

#include "sc-world-cloud-private.h"

#include "sc-json.h"

#include <string.h>

#define JSON_TYPE "application/json"
#define ROLE "standard"
#define ANSWER_US (250 * 1000) /* a guess: a cloud near by */
#define TOKEN_LIFETIME_S 3600  /* world time; ADI, "Connecting to the cloud": expires_in */
#define MAX_PEM_BYTES (64 * 1024)
#define HUGE_BYTES (10 * 1000 * 1000)

/* Only 400 and 404 are documented as failures (ADI, "Interfacing with RESTful APIs"); the other
 * statuses and the bodies, in the form AWS and OAuth use, are guesses. */
static ScWorldReply *
refuse (guint status, const char *error, const char *message)
{
  g_autofree char *quoted = sc_json_quote (message);
  g_autofree char *body =
      error ? g_strdup_printf ("{\"error\":\"%s\",\"error_description\":%s}", error, quoted)
            : g_strdup_printf ("{\"message\":%s}", quoted);

  return sc_world_reply_new (status, JSON_TYPE, body);
}

static ScWorldAccount *
find_account (ScWorldCloud *self, const char *authorization)
{
  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Basic ", 6) != 0)
    return NULL;
  for (guint i = 0; i < self->accounts->len; i++)
    {
      ScWorldAccount *account = g_ptr_array_index (self->accounts, i);

      if (strcmp (authorization + 6, sc_secret_peek (account->basic)) == 0)
        return account;
    }
  return NULL;
}

/* An opaque token with the characters of ADI's sample: letters, digits, "/", "+", "=", ".". */
static char *
issue_token (ScWorldCloud *self, ScWorldAccount *account)
{
  ScWorldToken *token = g_new0 (ScWorldToken, 1);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *encoded = g_base64_encode ((const guchar *)uuid, strlen (uuid));
  char *text =
      g_strdup_printf ("%s.practice+token/%u=", encoded, self->n_calls[SC_WORLD_CALL_TOKEN]);

  token->account = account;
  token->expires_us = sc_clock_now_us (self->clock)
                      + MIN (TOKEN_LIFETIME_S * (gint64)G_USEC_PER_SEC, self->token_life_us);
  g_hash_table_insert (self->tokens, g_strdup (text), token);
  return text;
}

/* Whose token somebody gets who signs in as @account. */
static ScWorldAccount *
find_holder (ScWorldCloud *self, ScWorldAccount *account)
{
  if (self->n_detours == 0)
    return account;
  if (self->n_before_detour > 0)
    {
      self->n_before_detour--;
      return account;
    }
  self->n_detours--;
  return self->detour;
}

/* ADI, "Connecting to the cloud": Basic authorization, form body, and this JSON. */
static ScWorldReply *
handle_token (ScWorldCloud *self, const ScWorldRequest *request)
{
  ScWorldAccount *account = find_account (self, request->authorization);
  const char *wanted = "grant_type=client_credentials";
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;
  ScWorldReply *reply;
  gsize size;
  const char *given = g_bytes_get_data (request->body, &size);

  if (!sc_world_request_has_type (request, "application/x-www-form-urlencoded"))
    return refuse (400, "invalid_request", "the body must be application/x-www-form-urlencoded");
  if (size != strlen (wanted) || memcmp (given, wanted, size) != 0)
    return refuse (400, "unsupported_grant_type", "only client_credentials is possible");
  if (account == NULL)
    return refuse (401, "invalid_client", "client ID or secret is wrong");
  account = find_holder (self, account);
  text = issue_token (self, account);
  body = g_strdup_printf ("{\"token_type\":\"bearer\",\"access_token\":\"%s\",\"expires_in\":%d,"
                          "\"scope\":\"service.sms tenant.tid.%s role." ROLE "\"}",
                          text, TOKEN_LIFETIME_S, account->tenant);
  reply = sc_world_reply_new (200, JSON_TYPE, body);
  return reply;
}

static ScWorldAccount *
find_bearer (ScWorldCloud *self, const char *authorization)
{
  ScWorldToken *token;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return NULL;
  token = g_hash_table_lookup (self->tokens, authorization + 7);
  if (token == NULL || token->expires_us <= sc_clock_now_us (self->clock))
    return NULL;
  return token->account;
}

static char *
format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int)(wall_us % G_USEC_PER_SEC / 1000));
}

/* ADI's samples: `lastConnected` is a member of the GET reply only. Before the first contact it
 * is absent (a guess; null would be as plausible). */
static ScWorldReply *
describe (const char *sensor_id, const ScWorldClaim *claim, gboolean with_contact)
{
  g_autofree char *provisioned = format_time (claim->provisioned_us);
  g_autofree char *contact = NULL;
  g_autofree char *id = sc_json_quote (sensor_id);
  g_autofree char *body = NULL;

  if (with_contact && claim->last_connected_us != 0)
    {
      g_autofree char *time = format_time (claim->last_connected_us);

      contact = g_strdup_printf (",\"lastConnected\":\"%s\"", time);
    }
  body = g_strdup_printf ("{\"sensorId\":%s,\"provisioned\":\"%s\",\"provisionedBy\":\"%s\"%s}", id,
                          provisioned, claim->api_key, contact ? contact : "");
  return sc_world_reply_new (200, JSON_TYPE, body);
}

static ScWorldReply *
claim_sensor (ScWorldCloud *self, ScWorldAccount *account, const char *sensor_id)
{
  ScWorldClaim *claim = g_hash_table_lookup (self->claims, sensor_id);

  /* Whether a second claim is a conflict is not public; a guess, and the harder case. */
  if (claim != NULL)
    {
      claim->n_claims++;
      return refuse (409, NULL, "This sensor is already provisioned");
    }
  claim = g_new0 (ScWorldClaim, 1);
  claim->tenant = g_strdup (account->tenant);
  claim->api_key = g_strdup (account->api_key);
  claim->provisioned_us = sc_clock_wall_us (self->clock);
  claim->n_claims = 1;
  g_hash_table_insert (self->claims, g_strdup (sensor_id), claim);
  g_signal_emit_by_name (self, "changed");
  return describe (sensor_id, claim, FALSE);
}

static ScWorldReply *
handle_provision (ScWorldCloud *self, ScWorldAccount *account, const ScWorldRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScJson) json = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autofree char *sensor_id = NULL;
  const char *text = NULL;

  if (!sc_world_request_has_type (request, JSON_TYPE))
    return refuse (400, NULL, "The body must be application/json");
  json = sc_json_new (request->body, &error);
  if (json == NULL || !sc_json_get_string (json, "cert", TRUE, MAX_PEM_BYTES, &text, &error))
    return refuse (400, NULL, error->message);
  pem = g_bytes_new (text, strlen (text));
  sensor_id = sc_world_pki_check_sensor (self->pki, pem, sc_clock_wall_us (self->clock), &error);
  if (sensor_id == NULL)
    return refuse (400, NULL, error->message);
  return claim_sensor (self, account, sensor_id);
}

static ScWorldReply *
handle_get (ScWorldCloud *self, ScWorldAccount *account, const ScWorldRequest *request)
{
  g_autofree char *id = g_uri_unescape_string (request->path + strlen ("/sensors/"), "/");
  ScWorldClaim *claim = id ? g_hash_table_lookup (self->claims, id) : NULL;

  if (claim == NULL || strcmp (claim->tenant, account->tenant) != 0)
    return refuse (404, NULL, "No such sensor");
  return describe (id, claim, TRUE);
}

static ScWorldCall
classify (const ScWorldRequest *request)
{
  if (sc_world_request_is (request, "POST", "/oauth/token"))
    return SC_WORLD_CALL_TOKEN;
  if (sc_world_request_is (request, "POST", "/sensors"))
    return SC_WORLD_CALL_PROVISION;
  if (strcmp (request->method, "GET") == 0 && g_str_has_prefix (request->path, "/sensors"))
    return SC_WORLD_CALL_GET;
  return SC_WORLD_CALL_ANY;
}

static ScWorldReply *
carry_out (ScWorldCloud *self, ScWorldCall call, const ScWorldRequest *request)
{
  ScWorldAccount *account;

  if (call == SC_WORLD_CALL_ANY)
    return refuse (404, NULL, "No such resource");
  if (call == SC_WORLD_CALL_TOKEN)
    return handle_token (self, request);
  account = find_bearer (self, request->authorization);
  if (account == NULL)
    return refuse (401, NULL, "The token is missing, unknown or expired");
  if (call == SC_WORLD_CALL_PROVISION)
    return handle_provision (self, account, request);
  return handle_get (self, account, request);
}

static gboolean
take_fault (ScWorldCloud *self, ScWorldCall call, ScWorldFault *taken)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      ScWorldFault *fault = &g_array_index (self->faults, ScWorldFault, i);

      if (fault->call != SC_WORLD_CALL_ANY && fault->call != call)
        continue;
      *taken = *fault;
      if (--fault->n_times == 0)
        g_array_remove_index (self->faults, i);
      return TRUE;
    }
  return FALSE;
}

/* A message as long as one likes. */
static ScWorldReply *
refuse_at_length (guint status)
{
  g_autofree char *message = g_strnfill (HUGE_BYTES, ' ');

  return refuse (status, NULL, message);
}

static ScWorldReply *
make_body (guint status, ScWorldBody body)
{
  ScWorldReply *reply;

  switch (body)
    {
    case SC_WORLD_BODY_PAGE:
      return sc_world_reply_new (status, "text/html",
                                 "<!DOCTYPE html><title>Welcome</title><p>Please sign in to use "
                                 "this network.");
    case SC_WORLD_BODY_EMPTY:
      return sc_world_reply_new (status, JSON_TYPE, "");
    case SC_WORLD_BODY_HUGE:
      return refuse_at_length (status);
    case SC_WORLD_BODY_BOMB:
      reply = refuse_at_length (status);
      reply->wire = SC_WORLD_WIRE_GZIP;
      return reply;
    case SC_WORLD_BODY_JSON:
      break;
    }
  return refuse (status, NULL, "The service has a problem");
}

static ScWorldReply *
fail (const ScWorldFault *fault)
{
  ScWorldReply *reply;

  if (fault->silent)
    return sc_world_reply_new_broken (SC_WORLD_SILENCE);
  if (fault->status == 0)
    return sc_world_reply_new_broken (SC_WORLD_DROP);
  reply = make_body (fault->status, fault->body);
  reply->retry_after_s = fault->retry_after_s;
  reply->retry_after_is_date = fault->retry_after_is_date;
  if (fault->status >= 300 && fault->status < 400)
    reply->location = "https://portal.example/sign-in";
  return reply;
}

/**
 * sc_world_cloud_handle:
 * @self: a cloud
 * @request: what a client asks
 *
 * Takes effect at once; the reply leaves after its delay.
 *
 * Returns: (transfer full): what the client gets
 */
ScWorldReply *
sc_world_cloud_handle (ScWorldCloud *self, const ScWorldRequest *request)
{
  ScWorldCall call = classify (request);
  ScWorldFault fault = { 0 };
  ScWorldReply *reply;
  gboolean faulty;

  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), NULL);
  self->n_calls[call]++;
  faulty = take_fault (self, call, &fault);
  reply = faulty && !fault.after ? fail (&fault) : carry_out (self, call, request);
  if (faulty && fault.after)
    {
      sc_world_reply_free (reply);
      reply = fail (&fault);
    }
  reply->delay_us = ANSWER_US;
  return reply;
}
