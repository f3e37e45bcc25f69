/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-sensor-codec.h"
#include "sc-test-model.h"

#include <string.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_words_that_mean_no_answer (void)
{
  static const char *const words[] = { "Not Available", "Unknown Token", "not available",
                                       "Unknown Token\r\n", " Not Available " };
  static const char *const others[] = { "", "SMS0000S111A", "Not Available yet", "Token" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GBytes) body = bytes (words[i]);

      g_assert_true (sc_sensor_codec_is_no_answer (body));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) body = bytes (others[i]);

      g_assert_false (sc_sensor_codec_is_no_answer (body));
    }
}

static void
test_no_answer_is_a_failure_of_every_value (void)
{
  g_autoptr (ScModel) model = sc_test_model_new (NULL);
  g_autoptr (GBytes) body = bytes ("Not Available");
  GError *errors[4] = { NULL };

  g_assert_null (sc_sensor_codec_parse_name (body, &errors[0]));
  g_assert_null (sc_sensor_codec_parse_mac (body, &errors[1]));
  g_assert_null (sc_sensor_codec_parse_versions (body, &errors[2]));
  g_assert_null (sc_sensor_codec_parse_scan (model, body, &errors[3]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER);
      g_clear_error (&errors[i]);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *body;
    const char *name; /* NULL: odd */
  } cases[] = {
    { "SMS0000S111A", "SMS0000S111A" },
    { "  SMS0000S111A\r\n", "SMS0000S111A" },
    { "SMS W\xc3\xa4rme", "SMS W\xc3\xa4rme" },
    { "0123456789012345678901234567890123456789012345678901234567890123",
      "0123456789012345678901234567890123456789012345678901234567890123" },
    { "01234567890123456789012345678901234567890123456789012345678901234", NULL },
    { "", NULL },
    { " \r\n", NULL },
    { "SMS\xff", NULL },
    { "SMS\x01", NULL },
    { "a\nb", NULL },
    { "<html></html>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i].body);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = sc_sensor_codec_parse_name (body, &error);

      g_assert_cmpstr (name, ==, cases[i].name);
      if (cases[i].name == NULL)
        g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD);
      else
        g_assert_no_error (error);
    }
}

static void
test_a_name_with_a_nul_is_odd (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("SMS\0000000S111A", 13);
  g_autoptr (GError) error = NULL;

  g_assert_null (sc_sensor_codec_parse_name (body, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD);
}

static void
test_ids (void)
{
  static const struct
  {
    const char *name;
    const char *id; /* NULL: odd */
  } cases[] = {
    { "SMS0000S111A", "0000S111A" },
    { "SMSanything goes", "anything goes" },
    { "0000S111A", "0000S111A" },
    { "SMS", NULL },
    { "sms0000S111A", NULL },
    { "mysimplelink-112233", NULL },
    { "SMS..", NULL },
    { "SMS.", NULL },
    { "SMS.1", ".1" },
  };
  g_autoptr (ScModel) model = sc_test_model_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = sc_sensor_codec_id_from_name (model, cases[i].name, &error);

      g_assert_cmpstr (id, ==, cases[i].id);
      if (cases[i].id == NULL)
        g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD);
      else
        g_assert_no_error (error);
    }
}

static void
test_macs (void)
{
  static const struct
  {
    const char *body;
    const char *mac; /* NULL: odd */
  } cases[] = {
    { "00:11:22:33:44:55", "00:11:22:33:44:55" },
    { "aa:bb:cc:dd:ee:ff\r\n", "AA:BB:CC:DD:EE:FF" },
    { "aa-bb-cc-dd-ee-ff", "AA:BB:CC:DD:EE:FF" },
    { "AABBCCDDEEFF", "AA:BB:CC:DD:EE:FF" },
    { "", NULL },
    { "00:11:22:33:44", NULL },
    { "00:11:22:33:44:55:66", NULL },
    { "00:11:22:33:44:5g", NULL },
    { "0:11:22:33:44:555", NULL },
    { "00::11:22:33:44:55", NULL },
    { ":00:11:22:33:44:55", NULL },
    { "00:11:22:33:44:55:", NULL },
    { "SMS0000S111A", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i].body);
      g_autoptr (GError) error = NULL;
      g_autofree char *mac = sc_sensor_codec_parse_mac (body, &error);

      g_assert_cmpstr (mac, ==, cases[i].mac);
      if (cases[i].mac == NULL)
        g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY);
      else
        g_assert_no_error (error);
    }
}

static void
check_fact (GPtrArray *facts, guint index, const char *name, const char *value)
{
  const ScVersionFact *fact = g_ptr_array_index (facts, index);

  g_assert_cmpstr (fact->name, ==, name);
  g_assert_cmpstr (fact->value, ==, value);
}

static void
test_versions_are_shown_as_they_come (void)
{
  g_autoptr (GBytes) body = bytes ("{\"fw\":\"1.2.3\",\"hw\":{\"rev\":4,\"ok\":true},\"x\":[\"a\"],"
                                   "\"odd\":\"a\\u0007b\",\"none\":null}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = sc_sensor_codec_parse_versions (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->len, ==, 5);
  check_fact (facts, 0, "fw", "1.2.3");
  check_fact (facts, 1, "hw.rev", "4");
  check_fact (facts, 2, "hw.ok", "true");
  check_fact (facts, 3, "x.0", "a");
  check_fact (facts, 4, "odd", "a b");
}

static void
test_versions_are_bounded (void)
{
  g_autoptr (GString) json = g_string_new ("{\"long\":\"");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  const ScVersionFact *first;

  for (guint i = 0; i < 200; i++)
    g_string_append (json, "\xc3\xa4");
  g_string_append_c (json, '"');
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json, ",\"m%u\":%u", i, i);
  g_string_append_c (json, '}');
  body = g_bytes_new (json->str, json->len);
  facts = sc_sensor_codec_parse_versions (body, NULL);

  g_assert_cmpuint (facts->len, ==, 64);
  first = g_ptr_array_index (facts, 0);
  g_assert_cmpuint (strlen (first->value), ==, 256);
  g_assert_true (g_utf8_validate (first->value, -1, NULL));
}

static void
test_names_of_versions_are_bounded (void)
{
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *json = g_strdup_printf ("{\"%s\":1,\"a\\nb\":2}", name);
  g_autoptr (GBytes) body = bytes (json);
  g_autoptr (GPtrArray) facts = sc_sensor_codec_parse_versions (body, NULL);

  g_assert_cmpuint (facts->len, ==, 2);
  name[256] = '\0';
  check_fact (facts, 0, name, "1");
  check_fact (facts, 1, "a b", "2");
}

static void
test_versions_that_are_not_json (void)
{
  static const char *const cases[] = { "", "R2.0", "[1]", "{\"a\":", "<html>" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes (cases[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (sc_sensor_codec_parse_versions (body, &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY);
    }
}

/* The list as "digit:name|digit:name" for comparison. */
static char *
scan_to_text (const char *data, gssize n_bytes)
{
  g_autoptr (ScModel) model = sc_test_model_new (NULL);
  g_autoptr (GBytes) body = g_bytes_new (data, n_bytes < 0 ? strlen (data) : (gsize)n_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) networks = sc_sensor_codec_parse_scan (model, body, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (networks == NULL)
    {
      g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY);
      return NULL;
    }
  for (guint i = 0; i < networks->len; i++)
    {
      const ScHeardNetwork *network = g_ptr_array_index (networks, i);

      g_string_append_printf (text, "%s%c:%.*s", i > 0 ? "|" : "", network->digit,
                              (int)g_bytes_get_size (network->ssid),
                              (const char *)g_bytes_get_data (network->ssid, NULL));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_scan_lists (void)
{
  static const struct
  {
    const char *body;
    const char *networks; /* NULL: odd */
  } cases[] = {
    { "3FactoryNet;0Guest;3Office 2;X;X;X;", "3:FactoryNet|0:Guest|3:Office 2" },
    { "3A;3A;0A;3A;", "3:A|0:A" },
    { "3A", "3:A" },
    { "3A\r\n", "3:A" },
    { "3A;X;\r\n", "3:A" },
    { "", "" },
    { "X;X;X;X;X", "" },
    { "X", "" },
    { ";;;", "" },
    { "3;0;", "" },
    { "7Unknown digit;", "7:Unknown digit" },
    { "3 leading;3trailing ;", "3: leading|3:trailing " },
    { "3\xff\x01;", "3:\xff\x01" },
    { "3W\xc3\xa4rme 1;3\xe5\xb7\xa5\xe5\x8e\x82;", "3:W\xc3\xa4rme 1|3:\xe5\xb7\xa5\xe5\x8e\x82" },
    { "301234567890123456789012345678901;", "3:01234567890123456789012345678901" },
    { "3012345678901234567890123456789012;0B;", "0:B" },
    /* a name with a semicolon comes in pieces: the second is dropped unless it looks real */
    { "3Fab & Halle;rest;", "3:Fab & Halle" },
    { "3Fab & Halle;3;", "3:Fab & Halle" },
    { "<html>;</html>", NULL },
    { "hello", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = scan_to_text (cases[i].body, -1);

      g_assert_cmpstr (text, ==, cases[i].networks);
    }
}

static char *
format (ScModel *model, const char *ssid, ScSecurity security, const char *key, char digit)
{
  g_autoptr (GBytes) name = bytes (ssid);
  g_autoptr (ScSecret) secret = key != NULL ? sc_secret_new (key, -1) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (name, security, secret, &error);
  ScNetworkProfile profile = { network, digit, FALSE };
  g_autoptr (GBytes) form = NULL;

  g_assert_no_error (error);
  form = sc_sensor_codec_format_profile (model, &profile);
  return g_strndup (g_bytes_get_data (form, NULL), g_bytes_get_size (form));
}

static void
check_form (ScModel *model, const char *ssid, const char *key, const char *expected)
{
  g_autofree char *form =
      format (model, ssid, key != NULL ? SC_SECURITY_WPA : SC_SECURITY_OPEN, key, '\0');

  g_assert_cmpstr (form, ==, expected);
}

static void
test_profile_sends_all_four_always (void)
{
  g_autoptr (ScModel) model = sc_test_model_new (NULL);

  check_form (model, "Factory", "12345678",
              "__SL_P_P.A=Factory&__SL_P_P.B=3&__SL_P_P.C=12345678&__SL_P_P.D=0");
  check_form (model, "Guest", NULL, "__SL_P_P.A=Guest&__SL_P_P.B=0&__SL_P_P.C=&__SL_P_P.D=0");
}

static void
test_profile_encodes_every_byte_that_could_be_mistaken (void)
{
  g_autoptr (ScModel) model = sc_test_model_new (NULL);

  check_form (model, "a-b_c.d~e", NULL,
              "__SL_P_P.A=a-b_c.d%7Ee&__SL_P_P.B=0&__SL_P_P.C=&__SL_P_P.D=0");
  check_form (model, " Fab & Halle;3 ", "a+b=c#d'\"%41",
              "__SL_P_P.A=%20Fab%20%26%20Halle%3B3%20&__SL_P_P.B=3"
              "&__SL_P_P.C=a%2Bb%3Dc%23d%27%22%2541&__SL_P_P.D=0");
  check_form (model, "W\xc3\xa4rme\xe2\x80\x99\xff", NULL,
              "__SL_P_P.A=W%C3%A4rme%E2%80%99%FF&__SL_P_P.B=0&__SL_P_P.C=&__SL_P_P.D=0");
}

static void
test_profile_echoes_the_digit_the_sensor_gave (void)
{
  g_autoptr (ScModel) model = sc_test_model_new (NULL);
  g_autofree char *heard = format (model, "A", SC_SECURITY_WPA, "12345678", '2');
  g_autofree char *typed = format (model, "A", SC_SECURITY_WPA3, "12345678", '\0');

  g_assert_nonnull (strstr (heard, "&__SL_P_P.B=2&"));
  g_assert_nonnull (strstr (typed, "&__SL_P_P.B=5&"));
}

static void
test_profile_follows_the_model (void)
{
  g_autoptr (ScModel) model =
      sc_test_model_new ("[encoding]\ndouble-percent = true\n[profile]\npriority = 7\n");

  check_form (model, "Hi%2B + %", "100%%%%%%",
              "__SL_P_P.A=Hi%25252B%20%2B%20%2525&__SL_P_P.B=3"
              "&__SL_P_P.C=100%2525%2525%2525%2525%2525%2525&__SL_P_P.D=7");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sensor-codec/no-answer/words", test_words_that_mean_no_answer);
  g_test_add_func ("/sensor-codec/no-answer/values", test_no_answer_is_a_failure_of_every_value);
  g_test_add_func ("/sensor-codec/name", test_names);
  g_test_add_func ("/sensor-codec/name/nul", test_a_name_with_a_nul_is_odd);
  g_test_add_func ("/sensor-codec/id", test_ids);
  g_test_add_func ("/sensor-codec/mac", test_macs);
  g_test_add_func ("/sensor-codec/versions", test_versions_are_shown_as_they_come);
  g_test_add_func ("/sensor-codec/versions/bounds", test_versions_are_bounded);
  g_test_add_func ("/sensor-codec/versions/names", test_names_of_versions_are_bounded);
  g_test_add_func ("/sensor-codec/versions/odd", test_versions_that_are_not_json);
  g_test_add_func ("/sensor-codec/scan", test_scan_lists);
  g_test_add_func ("/sensor-codec/profile/all-four", test_profile_sends_all_four_always);
  g_test_add_func ("/sensor-codec/profile/encoding",
                   test_profile_encodes_every_byte_that_could_be_mistaken);
  g_test_add_func ("/sensor-codec/profile/digit", test_profile_echoes_the_digit_the_sensor_gave);
  g_test_add_func ("/sensor-codec/profile/model", test_profile_follows_the_model);
  return g_test_run ();
}
