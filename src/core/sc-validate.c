/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-validate.h"

#include "sc-error.h"

#include <string.h>

#define SSID_MAX_BYTES 32
#define WPA_KEY_MIN 8
#define KEY_MAX 63
#define WPA_PSK_HEX_DIGITS 64
#define SENSOR_PATH_MAX_BYTES 512

/* None of the messages here repeats what was typed: a password may be in the wrong field. */

static void
set_warnings (ScInputWarning *warnings, ScInputWarning found)
{
  if (warnings != NULL)
    *warnings = found;
}

static gboolean
fail (GError **error, ScError code, const char *detail)
{
  g_set_error_literal (error, SC_ERROR, code, detail);
  return FALSE;
}

/* Blanks at the ends: any kind in valid UTF-8, ASCII's in anything else. */
static ScInputWarning
find_blanks (const char *text, gsize n_bytes)
{
  ScInputWarning found = SC_INPUT_WARNING_NONE;
  const char *last;

  if (n_bytes == 0)
    return found;
  if (g_utf8_validate_len (text, n_bytes, NULL))
    {
      last = g_utf8_find_prev_char (text, text + n_bytes);
      if (g_unichar_isspace (g_utf8_get_char (text)))
        found |= SC_INPUT_WARNING_LEADING_BLANK;
      if (g_unichar_isspace (g_utf8_get_char (last)))
        found |= SC_INPUT_WARNING_TRAILING_BLANK;
      return found;
    }
  last = text + n_bytes - 1;
  if (g_ascii_isspace (*text))
    found |= SC_INPUT_WARNING_LEADING_BLANK;
  if (g_ascii_isspace (*last))
    found |= SC_INPUT_WARNING_TRAILING_BLANK;
  return found;
}

static gboolean
contains_any (const char *text, gsize n_bytes, const char *characters)
{
  for (; *characters != '\0'; characters++)
    if (memchr (text, *characters, n_bytes) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
consists_of (const char *text, gboolean (*fits) (char c))
{
  for (; *text != '\0'; text++)
    if (!fits (*text))
      return FALSE;
  return TRUE;
}

static gboolean
is_hex (char c)
{
  return g_ascii_isxdigit (c);
}

static gboolean
is_printable_ascii (char c)
{
  return c >= 0x20 && c <= 0x7e;
}

static gboolean
is_visible_ascii (char c)
{
  return c > 0x20 && c <= 0x7e;
}

/**
 * sc_validate_ssid:
 * @ssid: name of a Wi-Fi network, any bytes
 * @warnings: (out) (optional): what deserves a second look, also set on failure
 * @error: %SC_ERROR_SSID_EMPTY or %SC_ERROR_SSID_TOO_LONG
 *
 * A name has 1 to 32 bytes (IEEE 802.11), of any value. `%` and `+` are reported to be mangled
 * by the form decoder of the sensor's chip (TI E2E forum, threads 861907 and 954902); `;` splits
 * the sensor's own list of networks.
 *
 * Returns: whether it can be used
 */
gboolean
sc_validate_ssid (GBytes *ssid, ScInputWarning *warnings, GError **error)
{
  ScInputWarning found = SC_INPUT_WARNING_NONE;
  gsize n_bytes = 0;
  const char *text = ssid != NULL ? g_bytes_get_data (ssid, &n_bytes) : NULL;

  set_warnings (warnings, found);
  if (n_bytes == 0)
    return fail (error, SC_ERROR_SSID_EMPTY, "network name has no bytes");

  found = find_blanks (text, n_bytes);
  if (contains_any (text, n_bytes, "%+"))
    found |= SC_INPUT_WARNING_PERCENT_OR_PLUS;
  if (contains_any (text, n_bytes, ";"))
    found |= SC_INPUT_WARNING_SEMICOLON;
  if (!g_utf8_validate_len (text, n_bytes, NULL))
    found |= SC_INPUT_WARNING_NOT_UTF8;
  set_warnings (warnings, found);

  if (n_bytes > SSID_MAX_BYTES)
    {
      g_set_error (error, SC_ERROR, SC_ERROR_SSID_TOO_LONG,
                   "network name has %" G_GSIZE_FORMAT " bytes, more than %d", n_bytes,
                   SSID_MAX_BYTES);
      return FALSE;
    }
  return TRUE;
}

static gboolean
validate_wep_key (const char *key, gsize length, GError **error)
{
  if ((length == 5 || length == 13)
      || ((length == 10 || length == 26) && consists_of (key, is_hex)))
    return TRUE;
  return fail (error, SC_ERROR_KEY_WEP_LENGTH,
               "WEP key is neither 5 or 13 characters nor 10 or 26 hexadecimal digits");
}

static gboolean
validate_passphrase (ScSecurity security, const char *key, gsize length, GError **error)
{
  if (security == SC_SECURITY_WPA && length == WPA_PSK_HEX_DIGITS && consists_of (key, is_hex))
    return TRUE;
  /* SAE (WPA3) has no minimum but one character; only WPA's passphrase begins at 8. */
  if (security == SC_SECURITY_WPA && length < WPA_KEY_MIN)
    return fail (error, SC_ERROR_KEY_TOO_SHORT, "WPA key has fewer than 8 characters");
  if (length > KEY_MAX)
    return fail (error, SC_ERROR_KEY_TOO_LONG,
                 security == SC_SECURITY_WPA
                     ? "WPA key has more than 63 characters and is not 64 hexadecimal digits"
                     : "WPA3 password has more than 63 characters");
  return TRUE;
}

/**
 * sc_validate_key:
 * @security: how the network is protected
 * @key: (nullable): the key as typed
 * @warnings: (out) (optional): what deserves a second look, also set on failure
 * @error: one of the `SC_ERROR_KEY_…`
 *
 * WPA: 8 to 63 printable ASCII characters, or exactly 64 hexadecimal digits (IEEE 802.11,
 * passphrase mapping). WPA3 (SAE): 1 to 63 printable ASCII characters, there is no lower limit of
 * 8. WEP: 5 or 13 printable ASCII characters, or 10 or 26 hexadecimal digits. An open network
 * needs none; whatever @key is, it is not looked at.
 *
 * Returns: whether it can be used
 */
gboolean
sc_validate_key (ScSecurity security, const char *key, ScInputWarning *warnings, GError **error)
{
  ScInputWarning found;
  gsize length;

  set_warnings (warnings, SC_INPUT_WARNING_NONE);
  if (security == SC_SECURITY_OPEN)
    return TRUE;
  if (key == NULL || *key == '\0')
    return fail (error, SC_ERROR_KEY_EMPTY, "no key for a protected network");

  length = strlen (key);
  found = find_blanks (key, length);
  if (contains_any (key, length, "%+"))
    found |= SC_INPUT_WARNING_PERCENT_OR_PLUS;
  set_warnings (warnings, found);

  if (!consists_of (key, is_printable_ascii))
    return fail (error, SC_ERROR_KEY_NOT_ASCII, "key has a byte that is not printable ASCII");
  if (security == SC_SECURITY_WEP)
    return validate_wep_key (key, length, error);
  return validate_passphrase (security, key, length, error);
}

static gboolean
host_is_usable (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;
  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host) && strchr (host, '%') == NULL; /* of this link only */
  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
      return FALSE;
  return *host != '.' && strstr (host, "..") == NULL;
}

static gboolean
percents_are_whole (const char *text)
{
  for (const char *p = text; (p = strchr (p, '%')) != NULL; p++)
    if (!g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]))
      return FALSE;
  return TRUE;
}

/* https://HOST[:PORT][/PATH], the host in lower case, no default port, no slash at the end: two
 * spellings of one endpoint must be one tenant. */
static char *
normalise_endpoint (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri);
  g_autofree char *lower = g_ascii_strdown (host, -1);
  g_autofree char *path = g_strdup (g_uri_get_path (uri));
  gsize length = strlen (path);

  while (length > 0 && path[length - 1] == '/')
    path[--length] = '\0';
  return g_uri_join (G_URI_FLAGS_ENCODED, "https", NULL, lower, port == 443 ? -1 : port, path, NULL,
                     NULL);
}

/**
 * sc_validate_endpoint:
 * @text: (nullable): the API endpoint as typed
 * @warnings: (out) (optional): blanks at the ends; they are also the reason of the failure
 * @error: one of the `SC_ERROR_ENDPOINT_…`
 *
 * An https address with a host, and perhaps a port and a path (public clients use API gateways
 * whose base has one). User names, queries, fragments, blanks and control characters are refused.
 *
 * Returns: (transfer full) (nullable): the endpoint in its normal form, no slash at the end
 */
char *
sc_validate_endpoint (const char *text, ScInputWarning *warnings, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  set_warnings (warnings, SC_INPUT_WARNING_NONE);
  if (text == NULL || *text == '\0')
    {
      fail (error, SC_ERROR_ENDPOINT_EMPTY, "no endpoint");
      return NULL;
    }
  set_warnings (warnings, find_blanks (text, strlen (text)));
  if (g_ascii_strncasecmp (text, "https://", strlen ("https://")) != 0)
    {
      gboolean blank = g_ascii_isspace (*text);

      fail (error, blank ? SC_ERROR_ENDPOINT_MALFORMED : SC_ERROR_ENDPOINT_NOT_HTTPS,
            "endpoint does not begin with https://");
      return NULL;
    }
  if (consists_of (text, is_visible_ascii) && percents_are_whole (text))
    uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL || !host_is_usable (g_uri_get_host (uri)) || g_uri_get_port (uri) == 0
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || strchr (g_uri_get_path (uri), '\\') != NULL)
    {
      fail (error, SC_ERROR_ENDPOINT_MALFORMED,
            "endpoint is not https://HOST[:PORT][/PATH] in printable ASCII");
      return NULL;
    }
  return normalise_endpoint (uri);
}

/**
 * sc_validate_client_id:
 * @text: (nullable): the client ID as typed
 * @warnings: (out) (optional): blanks at the ends
 * @error: %SC_ERROR_CLIENT_ID_EMPTY or %SC_ERROR_CLIENT_ID_COLON
 *
 * HTTP Basic authentication ends the user ID at the first colon (RFC 7617 §2).
 *
 * Returns: whether it can be used
 */
gboolean
sc_validate_client_id (const char *text, ScInputWarning *warnings, GError **error)
{
  set_warnings (warnings, SC_INPUT_WARNING_NONE);
  if (text == NULL || *text == '\0')
    return fail (error, SC_ERROR_CLIENT_ID_EMPTY, "no client ID");
  set_warnings (warnings, find_blanks (text, strlen (text)));
  if (strchr (text, ':') != NULL)
    return fail (error, SC_ERROR_CLIENT_ID_COLON, "client ID holds a colon");
  return TRUE;
}

/**
 * sc_validate_client_secret:
 * @text: (nullable): the client secret as typed
 * @warnings: (out) (optional): blanks at the ends
 * @error: %SC_ERROR_CLIENT_SECRET_EMPTY
 *
 * Returns: whether it can be used
 */
gboolean
sc_validate_client_secret (const char *text, ScInputWarning *warnings, GError **error)
{
  set_warnings (warnings, SC_INPUT_WARNING_NONE);
  if (text == NULL || *text == '\0')
    return fail (error, SC_ERROR_CLIENT_SECRET_EMPTY, "no client secret");
  set_warnings (warnings, find_blanks (text, strlen (text)));
  return TRUE;
}

/**
 * sc_validate_sensor_path:
 * @text: (nullable): a path on the sensor as typed, perhaps with a query
 * @error: %SC_ERROR_PATH_MALFORMED
 *
 * Begins with one slash; visible ASCII only; no fragment; at most 512 bytes (the sensor's chip
 * takes in 1,364 bytes of a request at once, TI SWRU455).
 *
 * Returns: whether it can be used
 */
gboolean
sc_validate_sensor_path (const char *text, GError **error)
{
  if (text == NULL || text[0] != '/' || text[1] == '\0' || text[1] == '/')
    return fail (error, SC_ERROR_PATH_MALFORMED, "path does not begin with one slash and a name");
  if (strlen (text) > SENSOR_PATH_MAX_BYTES)
    return fail (error, SC_ERROR_PATH_MALFORMED, "path is longer than 512 bytes");
  if (!consists_of (text, is_visible_ascii) || strpbrk (text, "#\\\"<>") != NULL
      || !percents_are_whole (text))
    return fail (error, SC_ERROR_PATH_MALFORMED,
                 "path holds a character that must be percent-encoded");
  return TRUE;
}
