/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sensor-codec.h"

#include "sc-error.h"
#include "sc-json.h"
#include "sc-secret.h"

#include <string.h>

#define NAME_MAX_BYTES 64 /* a user token carries no more (TI, SWRU368C) */
#define SSID_MAX_BYTES 32
#define VERSION_MAX_FACTS 64
#define VERSION_MAX_BYTES 256
#define SCAN_SEPARATOR ';'
#define SCAN_EMPTY_SLOT 'X'
#define FORM_ESCAPED_MAX 5 /* "%2525" */

/* A reply's text without the blanks and line ends around it; those are framing. */
static char *
strip_reply (GBytes *body, gsize *n_bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  while (size > 0 && g_ascii_isspace (data[0]))
    data++, size--;
  while (size > 0 && (g_ascii_isspace (data[size - 1]) || data[size - 1] == '\0'))
    size--;
  *n_bytes = size;
  return g_strndup (data != NULL ? data : "", size);
}

static gboolean
has_control (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static gboolean
check_answered (GBytes *body, GError **error)
{
  if (!sc_sensor_codec_is_no_answer (body))
    return TRUE;
  g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER,
                       "The reply says that the sensor has no such value");
  return FALSE;
}

/**
 * sc_sensor_codec_is_no_answer:
 * @body: a reply with a successful status
 *
 * The sensor's server answers a name it does not know with the words `Unknown Token`, and one its
 * firmware left unanswered for 2 s with `Not Available`, both with a successful status
 * (TI SWRU368C; TI's Android client).
 *
 * Returns: whether @body is one of those
 */
gboolean
sc_sensor_codec_is_no_answer (GBytes *body)
{
  g_autofree char *text = NULL;
  gsize n_bytes;

  g_return_val_if_fail (body != NULL, FALSE);
  if (g_bytes_get_size (body) > NAME_MAX_BYTES)
    return FALSE;
  text = strip_reply (body, &n_bytes);
  return g_ascii_strcasecmp (text, "Not Available") == 0
         || g_ascii_strcasecmp (text, "Unknown Token") == 0;
}

/**
 * sc_sensor_codec_parse_name:
 * @body: reply to the device name request (`/__SL_G_DNP`; ADI, "Interfacing with RESTful APIs")
 * @error: %SC_ERROR_SENSOR_NO_ANSWER or %SC_ERROR_SENSOR_NAME_ODD
 *
 * Returns: (transfer full): the name without the blanks around it: 1 to 64 bytes of UTF-8 without
 *   control characters
 */
char *
sc_sensor_codec_parse_name (GBytes *body, GError **error)
{
  g_autofree char *name = NULL;
  gsize n_bytes;

  g_return_val_if_fail (body != NULL, NULL);
  if (!check_answered (body, error))
    return NULL;

  name = strip_reply (body, &n_bytes);
  if (n_bytes == 0)
    g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD, "The device name is empty");
  else if (n_bytes > NAME_MAX_BYTES)
    g_set_error (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD,
                 "The device name has %" G_GSIZE_FORMAT " bytes, at most %d are possible", n_bytes,
                 NAME_MAX_BYTES);
  else if (!g_utf8_validate (name, (gssize)n_bytes, NULL) || has_control (name))
    g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD, "The device name is not text");
  else if (name[0] == '<')
    g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD,
                         "The device name is a web page");
  else
    return g_steal_pointer (&name);
  return NULL;
}

/**
 * sc_sensor_codec_id_from_name:
 * @model: the model
 * @name: from sc_sensor_codec_parse_name()
 * @error: %SC_ERROR_SENSOR_NAME_ODD
 *
 * The sensor ID is the device name without the leading `SMS` (ADI, "Interfacing with RESTful
 * APIs", Table 3). A name without that prefix is accepted only if all of it looks like an ID; a
 * chip that still has its factory name (`mysimplelink-…`, TI SWRU455) has none.
 *
 * Returns: (transfer full): the sensor ID, not empty
 */
char *
sc_sensor_codec_id_from_name (ScModel *model, const char *name, GError **error)
{
  const char *prefix, *id = NULL;

  g_return_val_if_fail (model != NULL && name != NULL, NULL);

  prefix = sc_model_get_name_prefix (model);
  if (prefix != NULL && g_str_has_prefix (name, prefix))
    id = name + strlen (prefix);
  else if (sc_model_id_matches (model, name))
    id = name;
  /* "." and ".." would be steps of the cloud's address, not a sensor in it. */
  if (id != NULL && strspn (id, ".") < strlen (id))
    return g_strdup (id);
  g_set_error (error, SC_ERROR, SC_ERROR_SENSOR_NAME_ODD,
               "The device name “%s” does not hold a sensor ID after “%s”", name,
               prefix != NULL ? prefix : "");
  return NULL;
}

/**
 * sc_sensor_codec_parse_mac:
 * @body: reply to the MAC address request (`/__SL_G_N.D`; TI SWRU455 Table 10-16)
 * @error: %SC_ERROR_SENSOR_NO_ANSWER or %SC_ERROR_SENSOR_ODD_REPLY
 *
 * Returns: (transfer full): six pairs of upper-case hexadecimal digits with colons
 */
char *
sc_sensor_codec_parse_mac (GBytes *body, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) mac = g_string_sized_new (18);
  gsize n_bytes;
  guint n_digits = 0;
  gboolean odd = FALSE;

  g_return_val_if_fail (body != NULL, NULL);
  if (!check_answered (body, error))
    return NULL;

  text = strip_reply (body, &n_bytes);
  for (gsize i = 0; i < n_bytes && !odd; i++)
    {
      gboolean between_pairs = n_digits > 0 && n_digits % 2 == 0 && i + 1 < n_bytes;

      if (g_ascii_isxdigit (text[i]) && n_digits < 12)
        {
          if (n_digits > 0 && n_digits % 2 == 0)
            g_string_append_c (mac, ':');
          g_string_append_c (mac, g_ascii_toupper (text[i]));
          n_digits++;
        }
      else
        odd = !((text[i] == ':' || text[i] == '-') && between_pairs
                && g_ascii_isxdigit (text[i - 1]));
    }
  if (odd || n_digits != 12)
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY,
                           "The reply is not a MAC address");
      return NULL;
    }
  return g_string_free (g_steal_pointer (&mac), FALSE);
}

/* (transfer full): the first 256 bytes of @text, without control characters. */
static char *
shorten (const char *text)
{
  const char *end = text;
  char *copy;

  while (*end != '\0' && g_utf8_next_char (end) - text <= VERSION_MAX_BYTES)
    end = g_utf8_next_char (end);
  copy = g_strndup (text, (gsize)(end - text));
  for (char *at = copy; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return copy;
}

static void
add_version_fact (const char *member, const char *value, gpointer user_data)
{
  GPtrArray *facts = user_data;
  ScVersionFact *fact;

  if (facts->len >= VERSION_MAX_FACTS || value == NULL)
    return;
  fact = g_new0 (ScVersionFact, 1);
  fact->name = shorten (member);
  fact->value = shorten (value);
  g_ptr_array_add (facts, fact);
}

/**
 * sc_sensor_codec_parse_versions:
 * @body: reply to the version request (`/api/1/host/version/1/sms_version`; ADI)
 * @error: %SC_ERROR_SENSOR_NO_ANSWER or %SC_ERROR_SENSOR_ODD_REPLY
 *
 * The members' names are not public, so every one is taken as it is, nested ones as `a.b`.
 *
 * Returns: (transfer full) (element-type ScVersionFact): names and values, at most 64, each of at
 *   most 256 bytes without control characters
 */
GPtrArray *
sc_sensor_codec_parse_versions (GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (ScJson) json = NULL;

  g_return_val_if_fail (body != NULL, NULL);
  if (!check_answered (body, error))
    return NULL;

  json = sc_json_new (body, &cause);
  if (json == NULL)
    {
      g_set_error (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY, "The versions cannot be read: %s",
                   cause->message);
      return NULL;
    }
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_version_fact_free);
  sc_json_foreach (json, add_version_fact, facts);
  return g_steal_pointer (&facts);
}

static gboolean
has_heard (GPtrArray *networks, char digit, const char *ssid, gsize n_bytes)
{
  for (guint i = 0; i < networks->len; i++)
    {
      ScHeardNetwork *network = g_ptr_array_index (networks, i);
      gsize size;
      const char *known = g_bytes_get_data (network->ssid, &size);

      if (network->digit == digit && size == n_bytes && memcmp (known, ssid, n_bytes) == 0)
        return TRUE;
    }
  return FALSE;
}

/* One slot: security digit, then the name. Anything not starting with a digit is an empty slot
 * (`X`), or the rest of a name that held a semicolon: the list knows no escaping. */
static void
add_scan_slot (GPtrArray *networks, const char *slot, gsize n_bytes)
{
  ScHeardNetwork *network;

  if (n_bytes < 2 || n_bytes > 1 + SSID_MAX_BYTES || !g_ascii_isdigit (slot[0]))
    return;
  if (has_heard (networks, slot[0], slot + 1, n_bytes - 1))
    return;

  network = g_new0 (ScHeardNetwork, 1);
  network->digit = slot[0];
  network->ssid = g_bytes_new (slot + 1, n_bytes - 1);
  g_ptr_array_add (networks, network);
}

/**
 * sc_sensor_codec_parse_scan:
 * @model: the model
 * @body: reply to the scan results request
 * @error: %SC_ERROR_SENSOR_NO_ANSWER or %SC_ERROR_SENSOR_ODD_REPLY
 *
 * Networks separated by semicolons, each a security digit and a name (ADI, "Configuring the SMS
 * network profile"), empty slots written `X` (TI's clients). Names are bytes. The same name with
 * two digits is two networks.
 *
 * Returns: (transfer full) (element-type ScHeardNetwork): what the sensor hears, each once, in
 *   its order; empty if it hears nothing
 */
GPtrArray *
sc_sensor_codec_parse_scan (ScModel *model G_GNUC_UNUSED, GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) networks = NULL;
  const char *data;
  gsize size, start = 0;

  g_return_val_if_fail (body != NULL, NULL);
  if (!check_answered (body, error))
    return NULL;

  data = g_bytes_get_data (body, &size);
  while (size > 0 && (data[size - 1] == '\n' || data[size - 1] == '\r'))
    size--;
  networks = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_heard_network_free);
  if (size == 0) /* @data may be %NULL */
    return g_steal_pointer (&networks);
  if (data[0] == '<'
      || (memchr (data, SCAN_SEPARATOR, size) == NULL && !g_ascii_isdigit (data[0])
          && data[0] != SCAN_EMPTY_SLOT))
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY,
                           "The reply is not a list of networks");
      return NULL;
    }
  for (gsize i = 0; i <= size; i++)
    if (i == size || data[i] == SCAN_SEPARATOR)
      {
        add_scan_slot (networks, data + start, i - start);
        start = i + 1;
      }
  return g_steal_pointer (&networks);
}

static char *
put_text (char *at, const char *text)
{
  gsize n_bytes = strlen (text);

  memcpy (at, text, n_bytes);
  return at + n_bytes;
}

static char *
put_escaped (char *at, const char *data, gsize n_bytes, gboolean double_percent)
{
  static const char hex[] = "0123456789ABCDEF";

  for (gsize i = 0; i < n_bytes; i++)
    {
      guchar byte = (guchar)data[i];

      if (g_ascii_isalnum (byte) || byte == '-' || byte == '_' || byte == '.')
        {
          *at++ = (char)byte;
          continue;
        }
      if (byte == '%' && double_percent)
        at = put_text (at, "%25");
      else
        *at++ = '%';
      *at++ = hex[byte >> 4];
      *at++ = hex[byte & 15];
    }
  return at;
}

/**
 * sc_sensor_codec_format_profile:
 * @model: the model
 * @profile: the site network as given to the sensor
 *
 * The form of the "add profile" request (TI SWRA513): name, security digit, key, priority. All
 * four are always sent, an empty key too: a parameter left out keeps its previous value (TI
 * SWRU455). Every byte outside `A–Z a–z 0–9 - _ .` is percent-encoded, blanks as `%20`: the
 * chip's decoder has trouble with `+` and `%` (TI E2E 861907, 954902). The model can say that `%`
 * has to be encoded twice for a chip that decodes twice, and the profile that it is the other way.
 *
 * Returns: (transfer full): the body; it holds the key and is wiped when freed
 */
GBytes *
sc_sensor_codec_format_profile (ScModel *model, const ScNetworkProfile *profile)
{
  gboolean twice = !sc_model_get_double_percent (model) != !profile->other_percent;
  ScSecret *key = sc_site_network_get_key (profile->network);
  GBytes *ssid_bytes = sc_site_network_get_ssid (profile->network);
  g_autofree char *priority = g_strdup_printf ("%u", sc_model_get_priority (model));
  gsize n_ssid, n_key = key != NULL ? sc_secret_get_n_bytes (key) : 0, capacity;
  const char *ssid = g_bytes_get_data (ssid_bytes, &n_ssid);
  char digit = profile->digit;
  char *form, *at;

  if (digit == '\0')
    digit = sc_model_get_security_digit (model, sc_site_network_get_security (profile->network));

  /* One buffer, large enough from the start: growing it would leave the key behind. */
  capacity = 128 + strlen (priority) + FORM_ESCAPED_MAX * (n_ssid + n_key + 1);
  form = at = g_malloc0 (capacity);
  at = put_text (at, "__SL_P_P.A=");
  at = put_escaped (at, ssid, n_ssid, twice);
  at = put_text (at, "&__SL_P_P.B=");
  at = put_escaped (at, &digit, 1, twice);
  at = put_text (at, "&__SL_P_P.C=");
  if (key != NULL)
    at = put_escaped (at, sc_secret_peek (key), n_key, twice);
  at = put_text (at, "&__SL_P_P.D=");
  at = put_text (at, priority);
  g_assert ((gsize)(at - form) < capacity);
  return sc_secret_bytes_new_take (form, (gsize)(at - form));
}
