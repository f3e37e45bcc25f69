/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-codec.h"
#include "sc-error.h"

#include <string.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static ScAccount *
account (const char *id, const char *secret)
{
  g_autoptr (ScSecret) a = sc_secret_new (id, -1);
  g_autoptr (ScSecret) b = sc_secret_new (secret, -1);
  g_autoptr (GError) error = NULL;
  ScAccount *self = sc_account_new ("https://api.example.com", a, b, NULL, &error);

  g_assert_no_error (error);
  return self;
}

static void
check_basic (const char *id, const char *secret)
{
  g_autoptr (ScAccount) self = account (id, secret);
  g_autoptr (ScSecret) header = sc_cloud_codec_basic_authorization (self);
  g_autofree char *pair = g_strconcat (id, ":", secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *)pair, strlen (pair));
  g_autofree char *expected = g_strconcat ("Basic ", encoded, NULL);

  g_assert_cmpstr (sc_secret_peek (header), ==, expected);
}

static void
test_basic_is_id_and_secret_exactly_as_given (void)
{
  check_basic ("id", "secret");
  check_basic ("a", "b:c");
  check_basic ("abcd", " leading and trailing ");
  check_basic ("k", "Schl\xc3\xbcssel+/=%41");
}

static ScToken *
parse_token (const char *json)
{
  g_autoptr (GBytes) body = bytes (json);
  g_autoptr (GError) error = NULL;
  ScToken *token = sc_cloud_codec_parse_token (body, &error);

  g_assert_no_error (error);
  return token;
}

static void
test_token_of_the_documentation (void)
{
  g_autoptr (ScToken) token = parse_token (
      "{\"token_type\":\"bearer\","
      "\"access_token\":\"eyJ0eXBlIXN0In0=.OTMMtNUxZGI2.Py6iJNUM3CEy2S.GTKP/92lYch4B/c=.MjAy\","
      "\"expires_in\":3600,\"scope\":\"service.sms tenant.tid.abc123 role.standard\"}");

  g_assert_cmpstr (sc_secret_peek (token->value), ==,
                   "eyJ0eXBlIXN0In0=.OTMMtNUxZGI2.Py6iJNUM3CEy2S.GTKP/92lYch4B/c=.MjAy");
  g_assert_cmpint (token->lifetime_s, ==, 3600);
  g_assert_cmpstr (token->tenant_id, ==, "abc123");
  g_assert_cmpstr (token->role, ==, "standard");
}

static void
test_token_type_has_no_case_and_the_rest_may_be_missing (void)
{
  g_autoptr (ScToken) a = parse_token ("{\"token_type\":\"BeArEr\",\"access_token\":\"t\"}");
  g_autoptr (ScToken) b = parse_token ("{\"token_type\":\"Bearer\",\"access_token\":\"t\","
                                       "\"expires_in\":null,\"scope\":null,\"more\":[1]}");
  g_autoptr (ScToken) c = parse_token ("{\"access_token\":\"t\",\"scope\":[\"x\"]}");

  g_assert_cmpint (a->lifetime_s, ==, 0);
  g_assert_null (a->tenant_id);
  g_assert_null (a->role);
  g_assert_cmpint (b->lifetime_s, ==, 0);
  g_assert_null (b->tenant_id);
  g_assert_null (c->tenant_id);
}

static void
test_token_lifetime_is_clamped (void)
{
  static const struct
  {
    const char *json;
    gint64 lifetime_s;
  } cases[] = {
    { "3600", 3600 },
    { "3600.0", 3600 },
    { "\"1800\"", 1800 },
    { "0", 0 },
    { "-5", 0 },
    { "86400", 86400 },
    { "99999999999", 86400 },
    { "9223372036854775807", 86400 },
    { "\"soon\"", 0 },
    { "true", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"token_type\":\"bearer\",\"access_token\":\"t\",\"expires_in\":%s}", cases[i].json);
      g_autoptr (ScToken) token = parse_token (json);

      g_assert_cmpint (token->lifetime_s, ==, cases[i].lifetime_s);
    }
}

static void
test_tokens_that_are_refused (void)
{
  static const char *const cases[] = {
    "",
    "ok",
    "[]",
    "{}",
    "{\"token_type\":\"mac\",\"access_token\":\"t\"}",
    "{\"token_type\":7,\"access_token\":\"t\"}",
    "{\"token_type\":\"bearer\"}",
    "{\"token_type\":\"bearer\",\"access_token\":null}",
    "{\"token_type\":\"bearer\",\"access_token\":\"\"}",
    "{\"token_type\":\"bearer\",\"access_token\":5}",
    "{\"token_type\":\"bearer\",\"access_token\":\"CANARY\\r\\nX: y\"}",
    "{\"token_type\":\"bearer\",\"access_token\":\"CANARY b\"}",
    "{\"token_type\":\"bearer\",\"access_token\":\"CANARY\xc3\xa4\"}",
    "<html>CANARY</html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (ScToken) token = sc_cloud_codec_parse_token (body, &error);

      g_assert_null (token);
      g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID);
      g_assert_null (strstr (error->message, "CANARY"));
    }
}

static ScCloudSensor *
parse_sensor (const char *json)
{
  g_autoptr (GBytes) body = bytes (json);
  g_autoptr (GError) error = NULL;
  ScCloudSensor *sensor = sc_cloud_codec_parse_sensor (body, &error);

  g_assert_no_error (error);
  return sensor;
}

static void
test_sensor_of_the_documentation (void)
{
  g_autoptr (ScCloudSensor) sensor = parse_sensor (
      "{\"sensorId\":\"0000S111A\",\"provisioned\":\"2020-08-18T18:43:35.713Z\","
      "\"provisionedBy\":\"APIKEYID\",\"lastConnected\":\"2021-03-02T17:21:03.314Z\"}");

  g_assert_cmpstr (sc_cloud_sensor_get_id (sensor), ==, "0000S111A");
  g_assert_cmpstr (sc_cloud_sensor_get_provisioned (sensor), ==, "2020-08-18T18:43:35.713Z");
  g_assert_cmpstr (sc_cloud_sensor_get_provisioned_by (sensor), ==, "APIKEYID");
  g_assert_cmpstr (sc_cloud_sensor_get_last_connected (sensor), ==, "2021-03-02T17:21:03.314Z");
}

static void
test_sensor_members_may_be_absent_null_or_empty (void)
{
  static const char *const cases[] = {
    "", " \r\n", "{}", "{\"sensorId\":null,\"lastConnected\":null}", "{\"lastConnected\":\"\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ScCloudSensor) sensor = parse_sensor (cases[i]);

      g_assert_null (sc_cloud_sensor_get_id (sensor));
      g_assert_null (sc_cloud_sensor_get_provisioned (sensor));
      g_assert_null (sc_cloud_sensor_get_provisioned_by (sensor));
      g_assert_null (sc_cloud_sensor_get_last_connected (sensor));
    }
}

static void
test_sensors_that_are_refused (void)
{
  static const char *const cases[] = { "ok", "[]", "{\"lastConnected\":1614705663}",
                                       "{\"sensorId\":{}}", "{\"sensorId\":" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (sc_cloud_codec_parse_sensor (body, &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID);
    }
}

static void
test_error_messages_in_every_form (void)
{
  static const struct
  {
    const char *type;
    const char *body;
    const char *message;
  } cases[] = {
    { "application/json", "{\"message\":\"Missing Authentication Token\"}",
      "Missing Authentication Token" },
    { "application/json", "{\"error\":\"invalid_client\"}", "invalid_client" },
    { "application/json", "{\"error\":\"invalid_client\",\"error_description\":\"Unknown key\"}",
      "invalid_client: Unknown key" },
    { "application/json", "{\"error\":{\"code\":4,\"message\":\"deep\"}}", "deep" },
    { NULL, "{\"Message\":\"denied\"}", "denied" },
    { "application/json", "{\"reason\":7}", "{\"reason\":7}" },
    { "application/json", "{\"access_token\":\"t\"}", NULL },
    { "text/plain", "  a\r\n\tb\x01\x7f c  ", "a b c" },
    { "text/plain", "broken \xff byte", "broken \xef\xbf\xbd byte" },
    { "text/html",
      "<!DOCTYPE html><head><style>p { x }</style><title>502</title></head><body>"
      "<script>if (a < b) c ();</script><p>Bad\n<b>gateway</b></p>",
      "502 Bad gateway" },
    { "text/plain", "no: -----BEGIN CERTIFICATE-----\nMIIB", "no:" },
    { "application/json", "", NULL },
    { "text/html", "<p></p>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i].body);
      g_autofree char *message = sc_cloud_codec_error_message (cases[i].type, body);

      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

static void
test_error_messages_are_bounded (void)
{
  for (guint n = 480; n < 520; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) body = NULL;
      g_autofree char *message = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_c (text, 'x');
      g_string_append (text, "\xe5\xb7\xa5\xe5\x8e\x82 \xf0\x9f\x98\x80\xf0\x9f\x98\x80");
      body = g_bytes_new (text->str, text->len);
      message = sc_cloud_codec_error_message (NULL, body);
      g_assert_cmpuint (strlen (message), <=, 500);
      g_assert_cmpuint (strlen (message), >, 480);
      g_assert_true (g_utf8_validate (message, -1, NULL));
    }
}

static void
test_uris_keep_the_endpoint_and_encode_the_segment (void)
{
  static const struct
  {
    const char *endpoint;
    const char *path;
    const char *segment;
    const char *uri;
  } cases[] = {
    { "https://api.example.com", "/oauth/token", NULL, "https://api.example.com/oauth/token" },
    { "https://x.example/prod", "/sensors", NULL, "https://x.example/prod/sensors" },
    { "https://x.example/prod/", "/sensors", "0000S111A",
      "https://x.example/prod/sensors/0000S111A" },
    { "https://x.example", "/sensors", "a/../b?c#d",
      "https://x.example/sensors/a%2F..%2Fb%3Fc%23d" },
    { "https://x.example", "/sensors", "\xc3\xa4 %", "https://x.example/sensors/%C3%A4%20%25" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri =
          sc_cloud_codec_uri (cases[i].endpoint, cases[i].path, cases[i].segment);

      g_assert_cmpstr (uri, ==, cases[i].uri);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cloud-codec/basic", test_basic_is_id_and_secret_exactly_as_given);
  g_test_add_func ("/cloud-codec/token/documented", test_token_of_the_documentation);
  g_test_add_func ("/cloud-codec/token/tolerant",
                   test_token_type_has_no_case_and_the_rest_may_be_missing);
  g_test_add_func ("/cloud-codec/token/lifetime", test_token_lifetime_is_clamped);
  g_test_add_func ("/cloud-codec/token/refused", test_tokens_that_are_refused);
  g_test_add_func ("/cloud-codec/sensor/documented", test_sensor_of_the_documentation);
  g_test_add_func ("/cloud-codec/sensor/absent", test_sensor_members_may_be_absent_null_or_empty);
  g_test_add_func ("/cloud-codec/sensor/refused", test_sensors_that_are_refused);
  g_test_add_func ("/cloud-codec/error/forms", test_error_messages_in_every_form);
  g_test_add_func ("/cloud-codec/error/bounds", test_error_messages_are_bounded);
  g_test_add_func ("/cloud-codec/uri", test_uris_keep_the_endpoint_and_encode_the_segment);
  return g_test_run ();
}
