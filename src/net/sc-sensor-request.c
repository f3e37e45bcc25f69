/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sensor-request.h"

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-sensor-codec.h"

#include <string.h>

#define FORM_TYPE "application/x-www-form-urlencoded"
#define CONNECT_MS 5000
#define TOTAL_MS 15000
#define CERTIFICATE_TOTAL_MS                                                                       \
  20000 /* the product's firmware, not the chip's: slower, and larger                              \
         */
#define SMALL_CAP (16 * 1024)
#define VERSIONS_CAP (64 * 1024)

typedef struct
{
  ScSensorCall call;
  ScModelPath path;
  gboolean post;
  gsize body_cap;
} CallFacts;

static const CallFacts facts[] = {
  { SC_SENSOR_READ_NAME, SC_MODEL_PATH_NAME, FALSE, SMALL_CAP },
  { SC_SENSOR_READ_MAC, SC_MODEL_PATH_MAC, FALSE, SMALL_CAP },
  { SC_SENSOR_READ_VERSIONS, SC_MODEL_PATH_VERSIONS, FALSE, VERSIONS_CAP },
  { SC_SENSOR_READ_CERTIFICATE, SC_MODEL_PATH_CERTIFICATE, FALSE, SC_CERTIFICATE_MAX_BYTES },
  { SC_SENSOR_START_SCAN, SC_MODEL_PATH_SCAN_START, TRUE, SMALL_CAP },
  { SC_SENSOR_READ_SCAN, SC_MODEL_PATH_SCAN_RESULTS, FALSE, SMALL_CAP },
  { SC_SENSOR_DELETE_PROFILES, SC_MODEL_PATH_DELETE_PROFILES, TRUE, SMALL_CAP },
  { SC_SENSOR_ADD_PROFILE, SC_MODEL_PATH_ADD_PROFILE, TRUE, SMALL_CAP },
};

static const CallFacts *
find_facts (ScSensorCall call)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].call == call)
      return &facts[i];
  g_return_val_if_reached (&facts[0]);
}

static GUri *
make_uri (ScLease *lease, const char *path, GError **error)
{
  g_autofree char *text = g_strconcat (sc_lease_get_base_uri (lease), path, NULL);
  g_autoptr (GUri) base = g_uri_parse (sc_lease_get_base_uri (lease), SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  if (path[0] == '/' && base != NULL && uri != NULL
      && g_strcmp0 (g_uri_get_host (base), g_uri_get_host (uri)) == 0
      && g_uri_get_port (base) == g_uri_get_port (uri))
    return g_steal_pointer (&uri);
  g_set_error (error, SC_ERROR, SC_ERROR_PATH_MALFORMED, "“%s” is not a path on the sensor", path);
  return NULL;
}

/* First, where every server looks for it; libsoup would put it last. */
static void
add_host (SoupMessageHeaders *headers, GUri *uri)
{
  int port = g_uri_get_port (uri);
  g_autofree char *host = port == -1 || port == 80
                              ? g_strdup (g_uri_get_host (uri))
                              : g_strdup_printf ("%s:%d", g_uri_get_host (uri), port);

  soup_message_headers_replace (headers, "Host", host);
}

/**
 * sc_sensor_request_new:
 * @model: the model
 * @lease: where the sensor is
 * @call: which call
 * @path: (nullable): instead of the model's path
 * @form: (nullable): the body of %SC_SENSOR_ADD_PROFILE or %SC_SENSOR_START_SCAN
 * @error: %SC_ERROR_PATH_MALFORMED
 *
 * Every request closes its connection and states its length, an empty POST too; POSTs state the
 * form's content type (ADI, "Interfacing with RESTful APIs"). Nothing else is added.
 *
 * Returns: (transfer full): the request
 */
SoupMessage *
sc_sensor_request_new (ScModel *model, ScLease *lease, ScSensorCall call, const char *path,
                       GBytes *form, GError **error)
{
  const CallFacts *fact = find_facts (call);
  g_autoptr (GUri) uri = NULL;
  SoupMessage *message;
  SoupMessageHeaders *headers;

  if (path == NULL)
    path = sc_model_get_path (model, fact->path);
  uri = make_uri (lease, path != NULL ? path : "", error);
  if (uri == NULL)
    return NULL;

  message = soup_message_new_from_uri (fact->post ? SOUP_METHOD_POST : SOUP_METHOD_GET, uri);
  headers = soup_message_get_request_headers (message);
  add_host (headers, uri);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (!fact->post)
    return message;

  if (form != NULL)
    soup_message_set_request_body_from_bytes (message, FORM_TYPE, form);
  else
    {
      soup_message_headers_set_content_type (headers, FORM_TYPE, NULL);
      soup_message_headers_set_content_length (headers, 0);
    }
  return message;
}

/**
 * sc_sensor_request_get_rules:
 * @call: which call
 * @lease: where the sensor is; the rules point into it
 * @rules: (out): the limits
 */
void
sc_sensor_request_get_rules (ScSensorCall call, ScLease *lease, ScHttpRules *rules)
{
  *rules = (ScHttpRules){
    .peer = SC_HTTP_PEER_SENSOR,
    .repeatable = !sc_sensor_call_changes_sensor (call),
    .connect_ms = CONNECT_MS,
    .total_ms = call == SC_SENSOR_READ_CERTIFICATE ? CERTIFICATE_TOTAL_MS : TOTAL_MS,
    .body_cap = find_facts (call)->body_cap,
    .interface = sc_lease_get_interface (lease),
  };
}

static gboolean
check_status (const ScHttpReply *reply, GError **error)
{
  g_autofree char *message = NULL;
  g_autofree char *detail = NULL;
  ScError code;

  if (reply->status == SOUP_STATUS_OK || reply->status == SOUP_STATUS_NO_CONTENT)
    return TRUE;
  if (reply->status == SOUP_STATUS_BAD_REQUEST)
    code = SC_ERROR_SENSOR_REFUSED;
  else if (reply->status == SOUP_STATUS_NOT_FOUND)
    code = SC_ERROR_SENSOR_NOT_FOUND;
  else
    code = SC_ERROR_SENSOR_ODD_REPLY;
  /* The reply to the profile might repeat its form, and with it the key: it is not quoted. */
  detail = g_strdup_printf ("HTTP status %u", reply->status);
  if (error != NULL)
    *error = sc_error_new_http (code, reply->status, 0, detail);
  return FALSE;
}

static gboolean
ends_with (GBytes *body, const char *end)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  while (size > 0 && g_ascii_isspace (data[size - 1]))
    size--;
  return size >= strlen (end) && memcmp (data + size - strlen (end), end, strlen (end)) == 0;
}

/* What of a reply that broke off shows by itself that it is all there. Small servers are known to
 * miscount, to leave out the last chunk, not to close, or to close with a reset. Of a POST only
 * the status counts; MAC and versions cannot be read at all unless whole. */
static gboolean
looks_whole (ScModel *model, ScSensorCall call, const ScHttpReply *reply, gpointer value)
{
  g_autofree char *id = NULL;

  switch (call)
    {
    case SC_SENSOR_READ_NAME:
      id = sc_sensor_codec_id_from_name (model, value, NULL);
      return id != NULL && sc_model_id_matches (model, id);
    case SC_SENSOR_READ_CERTIFICATE:
      return ends_with (reply->body, "-----END CERTIFICATE-----");
    case SC_SENSOR_READ_SCAN:
      return ends_with (reply->body, ";");
    default:
      return TRUE;
    }
}

static gpointer
read_value (ScModel *model, ScSensorCall call, const ScHttpReply *reply, GError **error)
{
  switch (call)
    {
    case SC_SENSOR_READ_NAME:
      return sc_sensor_codec_parse_name (reply->body, error);
    case SC_SENSOR_READ_MAC:
      return sc_sensor_codec_parse_mac (reply->body, error);
    case SC_SENSOR_READ_VERSIONS:
      return sc_sensor_codec_parse_versions (reply->body, error);
    case SC_SENSOR_READ_CERTIFICATE:
      return sc_certificate_new (reply->body, error);
    case SC_SENSOR_READ_SCAN:
      return sc_sensor_codec_parse_scan (model, reply->body, error);
    default:
      return GINT_TO_POINTER (TRUE);
    }
}

/**
 * sc_sensor_request_read_reply:
 * @model: the model
 * @call: which call
 * @reply: the reply
 * @error: an SC_ERROR_SENSOR_… or certificate error
 *
 * 200 and 204 are success, 400 and 404 failure (ADI, "Interfacing with RESTful APIs", Table 1);
 * anything else, a redirect too, is not what this sensor is known to say.
 *
 * Returns: (transfer full): as #ScSensorCall says; %NULL on failure
 */
gpointer
sc_sensor_request_read_reply (ScModel *model, ScSensorCall call, const ScHttpReply *reply,
                              GError **error)
{
  GDestroyNotify free_value = sc_sensor_call_result_free_func (call);
  gpointer value;

  if (!check_status (reply, error))
    return NULL;
  if (sc_sensor_codec_is_no_answer (reply->body))
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER,
                           "The sensor answered that it has no answer");
      return NULL;
    }
  value = read_value (model, call, reply, reply->whole ? error : NULL);
  if (reply->whole || (value != NULL && looks_whole (model, call, reply, value)))
    return value;
  if (value != NULL && free_value != NULL)
    free_value (value);
  g_set_error_literal (error, SC_ERROR,
                       reply->timed_out ? SC_ERROR_SENSOR_SILENT : SC_ERROR_SENSOR_DROPPED,
                       "The reply broke off");
  return NULL;
}
