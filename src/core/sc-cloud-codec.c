/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-codec.h"

#include "sc-json.h"
#include "sc-secret.h"

#include <string.h>

#define TOKEN_MAX_BYTES (16 * 1024)
#define SCOPE_MAX_BYTES (8 * 1024)
#define MEMBER_MAX_BYTES 256
#define MESSAGE_MAX_BYTES 500
#define LIFETIME_MAX_S (24 * 60 * 60)

/**
 * sc_token_free:
 * @token: (nullable): a token
 *
 * Frees it; the token's text is wiped with its last reference.
 */
void
sc_token_free (ScToken *token)
{
  if (token == NULL)
    return;
  g_clear_pointer (&token->value, sc_secret_unref);
  g_free (token->tenant_id);
  g_free (token->role);
  g_free (token);
}

/**
 * sc_cloud_codec_basic_authorization:
 * @account: the account
 *
 * HTTP Basic of `id:secret`, both exactly as given (ADI, "Connecting to the cloud"; RFC 7617).
 *
 * Returns: (transfer full): the value of the Authorization header
 */
ScSecret *
sc_cloud_codec_basic_authorization (ScAccount *account)
{
  static const char scheme[] = "Basic ";
  ScSecret *id, *secret, *header;
  gsize n_id, n_secret, n_encoded;
  char *pair, *text;
  int state = 0, save = 0;

  g_return_val_if_fail (account != NULL, NULL);

  id = sc_account_get_client_id (account);
  secret = sc_account_get_client_secret (account);
  n_id = sc_secret_get_n_bytes (id);
  n_secret = sc_secret_get_n_bytes (secret);
  pair = g_malloc (n_id + 1 + n_secret);
  memcpy (pair, sc_secret_peek (id), n_id);
  pair[n_id] = ':';
  memcpy (pair + n_id + 1, sc_secret_peek (secret), n_secret);

  text = g_malloc0 (strlen (scheme) + ((n_id + 1 + n_secret) / 3 + 1) * 4 + 4);
  memcpy (text, scheme, strlen (scheme));
  n_encoded = g_base64_encode_step ((const guchar *)pair, n_id + 1 + n_secret, FALSE,
                                    text + strlen (scheme), &state, &save);
  g_base64_encode_close (FALSE, text + strlen (scheme) + n_encoded, &state, &save);

  header = sc_secret_new (text, -1);
  sc_secret_wipe (pair, n_id + 1 + n_secret);
  g_free (pair);
  sc_secret_free_text (text);
  return header;
}

static gboolean
invalid_reply (GError **error, const char *detail)
{
  g_set_error_literal (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID, detail);
  return FALSE;
}

static ScJson *
read_object (GBytes *body, GError **error)
{
  g_autoptr (GError) cause = NULL;
  ScJson *json = sc_json_new (body, &cause);

  if (json == NULL)
    g_set_error (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID, "The reply cannot be read: %s",
                 cause->message);
  return json;
}

/* An optional text of any other type counts as absent. */
static const char *
peek_text (ScJson *json, const char *member, gsize max_bytes)
{
  const char *value = NULL;

  if (!sc_json_get_string (json, member, FALSE, max_bytes, &value, NULL))
    return NULL;
  return value != NULL && value[0] != '\0' ? value : NULL;
}

/* A header's value: nothing that could end it or hide in it. */
static gboolean
is_header_safe (const char *text)
{
  if (text[0] == '\0')
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return FALSE;
  return TRUE;
}

static char *
dup_scope_part (const char *const *words, const char *prefix)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], prefix) && is_header_safe (words[i] + strlen (prefix)))
      return g_strdup (words[i] + strlen (prefix));
  return NULL;
}

static void
read_scope (ScJson *json, ScToken *token)
{
  const char *scope = peek_text (json, "scope", SCOPE_MAX_BYTES);
  g_auto (GStrv) words = NULL;

  if (scope == NULL)
    return;
  words = g_strsplit_set (scope, " \t\r\n", -1);
  token->tenant_id = dup_scope_part ((const char *const *)words, "tenant.tid.");
  token->role = dup_scope_part ((const char *const *)words, "role.");
}

/* Seconds until expiry, 0 = unknown. Some services send the number as text. */
static gint64
read_lifetime (ScJson *json)
{
  gint64 lifetime_s = 0;
  const char *text;

  if (!sc_json_get_int (json, "expires_in", FALSE, G_MININT64, G_MAXINT64, &lifetime_s, NULL))
    {
      lifetime_s = 0;
      text = peek_text (json, "expires_in", 32);
      if (text != NULL)
        g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &lifetime_s, NULL);
    }
  return CLAMP (lifetime_s, 0, LIFETIME_MAX_S);
}

/**
 * sc_cloud_codec_parse_token:
 * @body: reply to `POST /oauth/token` (ADI, "Connecting to the cloud"; RFC 6749 §5.1)
 * @error: %SC_ERROR_CLOUD_REPLY_INVALID; never quotes the reply
 *
 * The token is opaque and taken byte for byte, but it has to fit into a header. `token_type` is
 * compared without case. `expires_in` and `scope` may be missing; a lifetime is at most a day.
 *
 * Returns: (transfer full): the token
 */
ScToken *
sc_cloud_codec_parse_token (GBytes *body, GError **error)
{
  g_autoptr (ScJson) json = NULL;
  g_autoptr (ScToken) token = NULL;
  const char *type = NULL, *value = NULL;

  g_return_val_if_fail (body != NULL, NULL);
  json = read_object (body, error);
  if (json == NULL)
    return NULL;

  if (!sc_json_get_string (json, "token_type", FALSE, MEMBER_MAX_BYTES, &type, NULL)
      || (type != NULL && g_ascii_strcasecmp (type, "bearer") != 0))
    {
      invalid_reply (error, "The token is not of type “bearer”");
      return NULL;
    }
  if (!sc_json_get_string (json, "access_token", TRUE, TOKEN_MAX_BYTES, &value, NULL))
    {
      invalid_reply (error, "The reply has no access token, or one that is too long");
      return NULL;
    }
  if (!is_header_safe (value))
    {
      invalid_reply (error, "The access token is empty or has characters no HTTP header can carry");
      return NULL;
    }

  token = g_new0 (ScToken, 1);
  token->value = sc_secret_new (value, -1);
  token->lifetime_s = read_lifetime (json);
  read_scope (json, token);
  return g_steal_pointer (&token);
}

/**
 * sc_cloud_codec_format_provision:
 * @certificate: the sensor's certificate
 *
 * Returns: (transfer full): the body of `POST /sensors`: `{"cert": …}` with the PEM as one text
 */
GBytes *
sc_cloud_codec_format_provision (ScCertificate *certificate)
{
  GBytes *pem;
  g_autofree char *text = NULL;
  g_autofree char *quoted = NULL;
  char *json;
  gsize size;

  g_return_val_if_fail (certificate != NULL, NULL);
  pem = sc_certificate_get_pem (certificate);
  text = g_strndup (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  quoted = sc_json_quote (text);
  json = g_strconcat ("{\"cert\":", quoted, "}", NULL);
  size = strlen (json);
  return g_bytes_new_take (json, size);
}

static gboolean
is_blank (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/**
 * sc_cloud_codec_parse_sensor:
 * @body: reply to `POST /sensors` or `GET /sensors/{id}`; may be empty
 * @error: %SC_ERROR_CLOUD_REPLY_INVALID
 *
 * Members may be absent, null or empty: all three mean that the cloud does not say. One of
 * another type is an error: a date that cannot be compared is no answer.
 *
 * Returns: (transfer full): what the cloud says
 */
ScCloudSensor *
sc_cloud_codec_parse_sensor (GBytes *body, GError **error)
{
  static const char *const members[] = { "sensorId", "provisioned", "provisionedBy",
                                         "lastConnected" };
  const char *values[G_N_ELEMENTS (members)] = { NULL };
  g_autoptr (ScJson) json = NULL;

  g_return_val_if_fail (body != NULL, NULL);
  if (is_blank (body))
    return sc_cloud_sensor_new (NULL, NULL, NULL, NULL);

  json = read_object (body, error);
  if (json == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (!sc_json_get_string (json, members[i], FALSE, MEMBER_MAX_BYTES, &values[i], NULL))
        {
          g_set_error (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID,
                       "The member “%s” of the reply is not a short text", members[i]);
          return NULL;
        }
      if (values[i] != NULL && values[i][0] == '\0')
        values[i] = NULL;
    }
  return sc_cloud_sensor_new (values[0], values[1], values[2], values[3]);
}

/* Whatever it was, into one line of valid UTF-8 of at most 500 bytes; NULL if nothing is left.
 * A certificate echoed by the service is cut off: it belongs nowhere but to journal and cloud. */
static char *
tidy_message (const char *text, gssize n_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (text, n_bytes);
  g_autoptr (GString) tidy = g_string_new (NULL);
  char *pem = strstr (valid, "-----BEGIN");

  if (pem != NULL)
    *pem = '\0';
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean blank = g_unichar_isspace (c) || !g_unichar_isprint (c);

      if (tidy->len + 7 > MESSAGE_MAX_BYTES)
        {
          g_string_append (tidy, "…");
          break;
        }
      if (!blank)
        g_string_append_unichar (tidy, c);
      else if (tidy->len > 0 && tidy->str[tidy->len - 1] != ' ')
        g_string_append_c (tidy, ' ');
    }
  g_strchomp (tidy->str);
  return tidy->str[0] != '\0' ? g_string_free (g_steal_pointer (&tidy), FALSE) : NULL;
}

static gboolean
starts_with_markup (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  while (size > 0 && g_ascii_isspace (data[0]))
    data++, size--;
  return size > 0 && data[0] == '<';
}

/* A page's words without its tags, and without what stands in style and script. */
static char *
strip_markup (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autoptr (GString) words = g_string_new (NULL);
  const char *skip_to = NULL;

  for (gsize i = 0; i < size; i++)
    {
      const char *rest = data + i;
      gsize left = size - i;
      const char *end;

      if (skip_to != NULL)
        {
          if (left <= strlen (skip_to)
              || g_ascii_strncasecmp (rest, skip_to, strlen (skip_to)) != 0)
            continue;
          skip_to = NULL;
        }
      else if (*rest != '<')
        {
          g_string_append_c (words, *rest);
          continue;
        }
      else if (left > 6 && g_ascii_strncasecmp (rest, "<style", 6) == 0)
        skip_to = "</style";
      else if (left > 7 && g_ascii_strncasecmp (rest, "<script", 7) == 0)
        skip_to = "</script";
      end = memchr (rest, '>', left);
      if (end == NULL)
        break;
      i = (gsize)(end - data);
      g_string_append_c (words, ' ');
    }
  return tidy_message (words->str, (gssize)words->len);
}

static void
take_nested_message (const char *member, const char *value, gpointer user_data)
{
  char **message = user_data;

  if (*message == NULL && strcmp (member, "error.message") == 0)
    *message = g_strdup (value);
}

static char *
message_from_json (ScJson *json)
{
  static const char *const members[] = { "message", "Message", "error_description" };
  const char *code = peek_text (json, "error", 4096);
  g_autofree char *nested = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = peek_text (json, members[i], 4096);
      g_autofree char *both = NULL;

      if (text == NULL)
        continue;
      if (code == NULL || strcmp (code, text) == 0)
        return tidy_message (text, -1);
      both = g_strconcat (code, ": ", text, NULL);
      return tidy_message (both, -1);
    }
  if (code != NULL)
    return tidy_message (code, -1);
  sc_json_foreach (json, take_nested_message, &nested);
  return nested != NULL ? tidy_message (nested, -1) : NULL;
}

/**
 * sc_cloud_codec_error_message:
 * @content_type: (nullable): media type of the reply
 * @body: an error reply
 *
 * Error bodies are not documented. Taken is, from a JSON object, `message`, `error` and
 * `error_description`, whichever exist; from a web page its words; else the raw text, unless
 * that is a token.
 *
 * Returns: (transfer full) (nullable): one line of valid UTF-8, at most 500 bytes, without
 *   control characters and certificates
 */
char *
sc_cloud_codec_error_message (const char *content_type, GBytes *body)
{
  g_autoptr (ScJson) json = NULL;
  gsize size;
  const char *data;

  g_return_val_if_fail (body != NULL, NULL);

  data = g_bytes_get_data (body, &size);
  if (size == 0)
    return NULL;
  if (starts_with_markup (body))
    return strip_markup (body);
  json = sc_json_new (body, NULL); /* whatever it is called: a token is never repeated */
  if (json != NULL)
    {
      char *message = message_from_json (json);

      if (message != NULL || peek_text (json, "access_token", TOKEN_MAX_BYTES) != NULL)
        return message;
    }
  if (content_type != NULL && g_ascii_strncasecmp (content_type, "text/html", 9) == 0)
    return strip_markup (body);
  return tidy_message (data, (gssize)MIN (size, 4096));
}

/**
 * sc_cloud_codec_uri:
 * @endpoint: the account's endpoint, possibly with a path of its own
 * @path: the call's path, with a leading slash
 * @segment: (nullable): one more path segment, any text
 *
 * Returns: (transfer full): the three joined; @segment is percent-encoded, so it stays one segment
 */
char *
sc_cloud_codec_uri (const char *endpoint, const char *path, const char *segment)
{
  g_autofree char *base = NULL;
  g_autofree char *escaped = NULL;
  gsize n_bytes;

  g_return_val_if_fail (endpoint != NULL && path != NULL && path[0] == '/', NULL);

  n_bytes = strlen (endpoint);
  while (n_bytes > 0 && endpoint[n_bytes - 1] == '/')
    n_bytes--;
  base = g_strndup (endpoint, n_bytes);
  if (segment == NULL)
    return g_strconcat (base, path, NULL);

  escaped = g_uri_escape_string (segment, NULL, FALSE);
  return g_strconcat (base, path, "/", escaped, NULL);
}

/**
 * sc_cloud_codec_status_error:
 * @status: HTTP status of a reply that is no success
 *
 * Only 400 and 404 are documented (ADI, "Interfacing with RESTful APIs"); the others are taken as
 * RFC 9110 and RFC 6585 have them. 407 is a proxy's, not the cloud's.
 *
 * Returns: what it means, of any call but that for the token, where 400 and 401 are the account's
 */
ScError
sc_cloud_codec_status_error (guint status)
{
  static const struct
  {
    guint status;
    ScError code;
  } meanings[] = {
    { 400, SC_ERROR_CLOUD_BAD_REQUEST }, { 401, SC_ERROR_CLOUD_UNAUTHORIZED },
    { 403, SC_ERROR_CLOUD_FORBIDDEN },   { 404, SC_ERROR_CLOUD_NOT_FOUND },
    { 407, SC_ERROR_CLOUD_PROXY },       { 408, SC_ERROR_CLOUD_BUSY },
    { 409, SC_ERROR_CLOUD_CONFLICT },    { 413, SC_ERROR_CLOUD_TOO_LARGE },
    { 429, SC_ERROR_CLOUD_BUSY },        { 503, SC_ERROR_CLOUD_BUSY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].status == status)
      return meanings[i].code;
  return status >= 500 ? SC_ERROR_CLOUD_SERVER : SC_ERROR_CLOUD_NOT_API;
}
