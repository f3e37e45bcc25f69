/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-validate.h"

#include <string.h>

#define LEADING SC_INPUT_WARNING_LEADING_BLANK
#define TRAILING SC_INPUT_WARNING_TRAILING_BLANK
#define PERCENT SC_INPUT_WARNING_PERCENT_OR_PLUS
#define SEMICOLON SC_INPUT_WARNING_SEMICOLON
#define NOT_UTF8 SC_INPUT_WARNING_NOT_UTF8
#define ALL_WARNINGS ((ScInputWarning)0xff) /* must be overwritten */

/* No message repeats what was typed: it might be a password in the wrong field. */
static void
assert_result (gboolean ok, GError *error, int expected, const char *input)
{
  g_autofree char *shown = g_strescape (input, NULL);

  g_test_message ("“%s”", shown);
  if (expected == 0)
    {
      g_assert_no_error (error);
      g_assert_true (ok);
      return;
    }
  g_assert_error (error, SC_ERROR, expected);
  g_assert_false (ok);
  if (strlen (input) > strlen ("https://"))
    g_assert_null (strstr (error->message, input));
  g_error_free (error);
}

static void
check_ssid (const char *text, gsize n_bytes, int expected, ScInputWarning expected_warnings)
{
  g_autoptr (GBytes) ssid = g_bytes_new (text, n_bytes);
  ScInputWarning warnings = ALL_WARNINGS;
  GError *error = NULL;
  gboolean ok = sc_validate_ssid (ssid, &warnings, &error);

  assert_result (ok, error, expected, text);
  g_assert_cmpint (warnings, ==, expected_warnings);
}

static void
test_ssid (void)
{
  check_ssid ("", 0, SC_ERROR_SSID_EMPTY, 0);
  check_ssid ("Halle 3", 7, 0, 0);
  check_ssid ("x", 1, 0, 0);
  check_ssid ("12345678901234567890123456789012", 32, 0, 0);
  check_ssid ("123456789012345678901234567890123", 33, SC_ERROR_SSID_TOO_LONG, 0);
  /* 32 bytes, not characters: 16 umlauts fit, 17 do not */
  check_ssid ("ääääääääääääääää", 32, 0, 0);
  check_ssid ("äääääääääääääääää", 34, SC_ERROR_SSID_TOO_LONG, 0);
  check_ssid ("工厂", 6, 0, 0);
}

static void
test_ssid_warnings (void)
{
  check_ssid (" Halle", 6, 0, LEADING);
  check_ssid ("Halle\t", 6, 0, TRAILING);
  check_ssid (" ", 1, 0, LEADING | TRAILING);
  check_ssid ("Halle\xc2\xa0", 7, 0, TRAILING); /* no-break space */
  check_ssid ("Fab & Halle;3", 13, 0, SEMICOLON);
  check_ssid ("Hi%2B", 5, 0, PERCENT);
  check_ssid ("a+b", 3, 0, PERCENT);
  check_ssid ("\xff\xfe", 2, 0, NOT_UTF8);
  check_ssid (" \xff ", 3, 0, NOT_UTF8 | LEADING | TRAILING);
  check_ssid ("a\0b", 3, 0, NOT_UTF8);
}

static void
check_key (ScSecurity security, const char *key, int expected, ScInputWarning expected_warnings)
{
  ScInputWarning warnings = ALL_WARNINGS;
  GError *error = NULL;
  gboolean ok = sc_validate_key (security, key, &warnings, &error);

  assert_result (ok, error, expected, key != NULL ? key : "");
  g_assert_cmpint (warnings, ==, expected_warnings);
}

#define HEX_64 "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD"
#define TEXT_63 "012345678901234567890123456789012345678901234567890123456789xyz"

static void
test_wpa_key (void)
{
  g_assert_cmpuint (strlen (HEX_64), ==, 64);
  g_assert_cmpuint (strlen (TEXT_63), ==, 63);
  check_key (SC_SECURITY_WPA, NULL, SC_ERROR_KEY_EMPTY, 0);
  check_key (SC_SECURITY_WPA, "", SC_ERROR_KEY_EMPTY, 0);
  check_key (SC_SECURITY_WPA, "1234567", SC_ERROR_KEY_TOO_SHORT, 0);
  check_key (SC_SECURITY_WPA, "12345678", 0, 0);
  check_key (SC_SECURITY_WPA, TEXT_63, 0, 0);
  check_key (SC_SECURITY_WPA, HEX_64, 0, 0);
  check_key (SC_SECURITY_WPA, TEXT_63 "w", SC_ERROR_KEY_TOO_LONG, 0); /* 64, not hexadecimal */
  check_key (SC_SECURITY_WPA, HEX_64 "0", SC_ERROR_KEY_TOO_LONG, 0);
  check_key (SC_SECURITY_WPA, "Passwört", SC_ERROR_KEY_NOT_ASCII, 0);
  check_key (SC_SECURITY_WPA, "1234\t5678", SC_ERROR_KEY_NOT_ASCII, 0);
  check_key (SC_SECURITY_WPA, "It’s a key", SC_ERROR_KEY_NOT_ASCII, 0);
  check_key (SC_SECURITY_WPA, "~!@#$^&*() {}", 0, 0);
}

static void
test_wpa3_key_has_no_lower_limit_of_8 (void)
{
  check_key (SC_SECURITY_WPA3, "", SC_ERROR_KEY_EMPTY, 0);
  check_key (SC_SECURITY_WPA3, "x", 0, 0);
  check_key (SC_SECURITY_WPA3, TEXT_63, 0, 0);
  check_key (SC_SECURITY_WPA3, HEX_64, SC_ERROR_KEY_TOO_LONG, 0);
}

static void
test_wep_key (void)
{
  check_key (SC_SECURITY_WEP, "", SC_ERROR_KEY_EMPTY, 0);
  check_key (SC_SECURITY_WEP, "ab de", 0, 0);
  check_key (SC_SECURITY_WEP, "abcdefghijklm", 0, 0);
  check_key (SC_SECURITY_WEP, "0123456789", 0, 0);
  check_key (SC_SECURITY_WEP, "0123456789abcdef0123456789", 0, 0);
  check_key (SC_SECURITY_WEP, "abcdefghij", SC_ERROR_KEY_WEP_LENGTH, 0);
  check_key (SC_SECURITY_WEP, "abcd", SC_ERROR_KEY_WEP_LENGTH, 0);
  check_key (SC_SECURITY_WEP, "abcdef", SC_ERROR_KEY_WEP_LENGTH, 0);
  check_key (SC_SECURITY_WEP, "0123456789abcdef0123456789a", SC_ERROR_KEY_WEP_LENGTH, 0);
  check_key (SC_SECURITY_WEP, "äbcd", SC_ERROR_KEY_NOT_ASCII, 0);
}

static void
test_open_network_needs_no_key (void)
{
  check_key (SC_SECURITY_OPEN, NULL, 0, 0);
  check_key (SC_SECURITY_OPEN, "", 0, 0);
  check_key (SC_SECURITY_OPEN, " left from before ", 0, 0);
}

static void
test_key_warnings (void)
{
  check_key (SC_SECURITY_WPA, " 12345678", 0, LEADING);
  check_key (SC_SECURITY_WPA, "12345678 ", 0, TRAILING);
  check_key (SC_SECURITY_WPA, "12%415678", 0, PERCENT);
  check_key (SC_SECURITY_WPA, "12+345678", 0, PERCENT);
  check_key (SC_SECURITY_WPA, "12;345678", 0, 0);
  check_key (SC_SECURITY_WPA, " +", SC_ERROR_KEY_TOO_SHORT, LEADING | PERCENT);
}

static void
check_endpoint (const char *text, const char *expected)
{
  GError *error = NULL;
  ScInputWarning warnings = ALL_WARNINGS;
  g_autofree char *endpoint = sc_validate_endpoint (text, &warnings, &error);

  g_test_message ("“%s”", text);
  g_assert_no_error (error);
  g_assert_cmpstr (endpoint, ==, expected);
  g_assert_cmpint (warnings, ==, 0);
}

static void
check_bad_endpoint (const char *text, int expected, ScInputWarning expected_warnings)
{
  GError *error = NULL;
  ScInputWarning warnings = ALL_WARNINGS;
  g_autofree char *endpoint = sc_validate_endpoint (text, &warnings, &error);

  assert_result (endpoint != NULL, error, expected, text != NULL ? text : "");
  g_assert_cmpint (warnings, ==, expected_warnings);
}

static void
test_endpoint_has_one_normal_form (void)
{
  check_endpoint ("https://api.example.com", "https://api.example.com");
  check_endpoint ("https://api.example.com/", "https://api.example.com");
  check_endpoint ("HTTPS://API.Example.COM//", "https://api.example.com");
  check_endpoint ("https://api.example.com:443/", "https://api.example.com");
  check_endpoint ("https://api.example.com:8443", "https://api.example.com:8443");
  check_endpoint ("https://x1.execute-api.eu-west-1.amazonaws.com/Prod/",
                  "https://x1.execute-api.eu-west-1.amazonaws.com/Prod");
  check_endpoint ("https://api.example.com/a%20b/c/", "https://api.example.com/a%20b/c");
  check_endpoint ("https://127.0.0.1:40123", "https://127.0.0.1:40123");
  check_endpoint ("https://[::1]:40123/v1", "https://[::1]:40123/v1");
  check_endpoint ("https://intranet_host", "https://intranet_host");
}

static void
test_endpoint_must_be_https (void)
{
  check_bad_endpoint (NULL, SC_ERROR_ENDPOINT_EMPTY, 0);
  check_bad_endpoint ("", SC_ERROR_ENDPOINT_EMPTY, 0);
  check_bad_endpoint ("http://api.example.com", SC_ERROR_ENDPOINT_NOT_HTTPS, 0);
  check_bad_endpoint ("api.example.com", SC_ERROR_ENDPOINT_NOT_HTTPS, 0);
  check_bad_endpoint ("https:api.example.com", SC_ERROR_ENDPOINT_NOT_HTTPS, 0);
  check_bad_endpoint ("ftp://api.example.com", SC_ERROR_ENDPOINT_NOT_HTTPS, 0);
}

static void
test_endpoint_is_never_trimmed (void)
{
  check_bad_endpoint (" https://api.example.com", SC_ERROR_ENDPOINT_MALFORMED, LEADING);
  check_bad_endpoint ("https://api.example.com ", SC_ERROR_ENDPOINT_MALFORMED, TRAILING);
  check_bad_endpoint ("https://api.example.com\n", SC_ERROR_ENDPOINT_MALFORMED, TRAILING);
}

static void
test_endpoint_has_host_port_and_path_only (void)
{
  static const char *const bad[] = {
    "https://",
    "https:///path",
    "https://:443",
    "https://user@api.example.com",
    "https://user:secret@api.example.com",
    "https://@api.example.com",
    "https://api.example.com?",
    "https://api.example.com?x=1",
    "https://api.example.com#",
    "https://api.example.com/#top",
    "https://api.example.com:0",
    "https://api.example.com:65536",
    "https://api.example.com:port",
    "https://api .example.com",
    "https://api.example.com/a b",
    "https://api..example.com",
    "https://.example.com",
    "https://api%20example.com",
    "https://api%00.example.com",
    "https://api,example.com",
    "https://[::1",
    "https://[zz]",
    "https://[fe80::1%25eth0]",
    "https://api.example.com/%",
    "https://api.example.com/%zz",
    "https://api.example.com/a\\b",
    "https://m\xc3\xbcller.example",
    "https://api.example.com/\x7f",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    check_bad_endpoint (bad[i], SC_ERROR_ENDPOINT_MALFORMED, 0);
}

static void
check_client (gboolean (*validate) (const char *, ScInputWarning *, GError **), const char *text,
              int expected, ScInputWarning expected_warnings)
{
  GError *error = NULL;
  ScInputWarning warnings = ALL_WARNINGS;
  gboolean ok = validate (text, &warnings, &error);

  assert_result (ok, error, expected, text != NULL ? text : "");
  g_assert_cmpint (warnings, ==, expected_warnings);
}

static void
test_client_id_and_secret (void)
{
  check_client (sc_validate_client_id, NULL, SC_ERROR_CLIENT_ID_EMPTY, 0);
  check_client (sc_validate_client_id, "", SC_ERROR_CLIENT_ID_EMPTY, 0);
  check_client (sc_validate_client_id, "key:secret", SC_ERROR_CLIENT_ID_COLON, 0);
  check_client (sc_validate_client_id, "key", 0, 0);
  check_client (sc_validate_client_id, " key ", 0, LEADING | TRAILING);
  check_client (sc_validate_client_secret, NULL, SC_ERROR_CLIENT_SECRET_EMPTY, 0);
  check_client (sc_validate_client_secret, "", SC_ERROR_CLIENT_SECRET_EMPTY, 0);
  check_client (sc_validate_client_secret, "a:b+c/d==%", 0, 0);
  check_client (sc_validate_client_secret, "secret\n", 0, TRAILING);
}

static void
test_sensor_path (void)
{
  static const char *const good[] = { "/x", "/api/1/host/cert/1/sms_cert", "/cert?form=pem",
                                      "/a%20b", "/__SL_G_DNP" };
  static const char *const bad[] = { "",       "/",        "//host/cert", "cert",     "/a b",
                                     "/cert ", "/cert#1",  "/ä",          "/%",       "/%2",
                                     "/a\\b",  "/a\r\nb:", "http://x/y",  "/\"cert\"" };
  g_autofree char *longest = g_strnfill (512, 'x');
  g_autofree char *too_long = g_strnfill (513, 'x');
  GError *error = NULL;

  longest[0] = too_long[0] = '/';
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    assert_result (sc_validate_sensor_path (good[i], &error), error, 0, good[i]);
  assert_result (sc_validate_sensor_path (longest, &error), error, 0, longest);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gboolean ok = sc_validate_sensor_path (bad[i], &error);

      assert_result (ok, g_steal_pointer (&error), SC_ERROR_PATH_MALFORMED, bad[i]);
    }
  g_assert_false (sc_validate_sensor_path (too_long, NULL));
  g_assert_false (sc_validate_sensor_path (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validate/ssid/length", test_ssid);
  g_test_add_func ("/validate/ssid/warnings", test_ssid_warnings);
  g_test_add_func ("/validate/key/wpa", test_wpa_key);
  g_test_add_func ("/validate/key/wpa3-no-lower-limit", test_wpa3_key_has_no_lower_limit_of_8);
  g_test_add_func ("/validate/key/wep", test_wep_key);
  g_test_add_func ("/validate/key/open", test_open_network_needs_no_key);
  g_test_add_func ("/validate/key/warnings", test_key_warnings);
  g_test_add_func ("/validate/endpoint/one-normal-form", test_endpoint_has_one_normal_form);
  g_test_add_func ("/validate/endpoint/https", test_endpoint_must_be_https);
  g_test_add_func ("/validate/endpoint/never-trimmed", test_endpoint_is_never_trimmed);
  g_test_add_func ("/validate/endpoint/parts", test_endpoint_has_host_port_and_path_only);
  g_test_add_func ("/validate/client", test_client_id_and_secret);
  g_test_add_func ("/validate/sensor-path", test_sensor_path);
  return g_test_run ();
}
