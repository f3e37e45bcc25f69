/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-firmware.h"

#include "sc-json.h"
#include "sc-world-trouble.h"

#include <string.h>

#define FORM_TYPE "application/x-www-form-urlencoded"
#define TEXT_TYPE "text/plain"

/* How long the device takes to answer, world time: guesses. TI answers what its ROM knows and
 * passes other paths to the product's firmware (SWRU455), which is slower. */
#define ROM_US (150 * 1000)
#define HOST_US (600 * 1000)
#define CERTIFICATE_US (1200 * 1000)

/* One scan takes about 3 s (TI, provisioning_defs.h of the first generation). */
#define SCAN_US (3 * G_USEC_PER_SEC)
/* The result file is a template of about 30 places (TI SWRA513); unused ones say `X`. */
#define SCAN_PLACES 30
#define LONG_SCAN_PLACES 40
#define MAX_PROFILES 7 /* TI E2E 900192 */

typedef ScWorldReply *(*Answer) (ScWorldSensor *sensor, const ScWorldRequest *request);

static ScWorldReply *
answer_text (const char *text)
{
  return sc_world_reply_new (200, TEXT_TYPE, text);
}

static ScWorldReply *
answer_name (ScWorldSensor *sensor, const ScWorldRequest *request G_GNUC_UNUSED)
{
  const char *odd = sc_world_sensor_get_quirks (sensor)->name;
  guint status = sc_world_sensor_get_quirks (sensor)->name_status;

  if (status != 0 && sc_world_sensor_is_troubled (sensor))
    return sc_world_reply_new (status, TEXT_TYPE, "");
  if (odd != NULL && sc_world_sensor_is_troubled (sensor))
    return answer_text (odd);
  return answer_text (sc_world_sensor_get_name (sensor));
}

static ScWorldReply *
answer_generation (ScWorldSensor *sensor G_GNUC_UNUSED, const ScWorldRequest *request G_GNUC_UNUSED)
{
  return answer_text ("R2.0");
}

static ScWorldReply *
answer_mac (ScWorldSensor *sensor, const ScWorldRequest *request G_GNUC_UNUSED)
{
  return answer_text (sc_world_sensor_get_mac (sensor));
}

static ScWorldReply *
answer_result (ScWorldSensor *sensor, const ScWorldRequest *request G_GNUC_UNUSED)
{
  char text[2] = { sc_world_sensor_get_result_digit (sensor), '\0' };

  return answer_text (text);
}

static ScWorldReply *
answer_versions (ScWorldSensor *sensor, const ScWorldRequest *request G_GNUC_UNUSED)
{
  const char *usual =
      "{\"firmware_version\":\"1.4.2-simulated\",\"hardware_version\":\"C1-simulated\"}";
  const char *odd = sc_world_sensor_get_quirks (sensor)->versions;
  ScWorldReply *reply = sc_world_reply_new (200, "application/json", odd != NULL ? odd : usual);

  reply->delay_us = HOST_US;
  return reply;
}

static ScWorldReply *
answer_certificate (ScWorldSensor *sensor)
{
  ScWorldReply *reply =
      sc_world_reply_new_bytes (200, "application/x-pem-file", sc_world_sensor_get_pem (sensor));

  reply->delay_us = CERTIFICATE_US;
  sc_world_trouble_certificate_read (sensor);
  return reply;
}

static gboolean
has_scanned (ScWorldSensor *sensor)
{
  gint64 started_us = sc_world_sensor_get_scan_started_us (sensor);

  return started_us != 0 && sc_world_sensor_get_now_us (sensor) >= started_us + SCAN_US;
}

/* ADI: entries separated by semicolons, each led by a security digit ("Configuring the SMS
 * network profile"); TI SWRA513 table 9-1: the digits and the file. No escaping exists, so a name
 * with a semicolon falls apart here as it would there. */
static ScWorldReply *
answer_scan (ScWorldSensor *sensor, const ScWorldRequest *request G_GNUC_UNUSED)
{
  GPtrArray *networks = sc_world_air_get_networks (sc_world_sensor_get_air (sensor));
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  ScWorldScan scan = sc_world_sensor_get_quirks (sensor)->scan;
  guint n_places = scan == SC_WORLD_SCAN_LONG ? LONG_SCAN_PLACES : SCAN_PLACES;
  guint n = has_scanned (sensor) && scan != SC_WORLD_SCAN_DEAF ? MIN (networks->len, n_places) : 0;

  if (scan == SC_WORLD_SCAN_NONE)
    return sc_world_reply_new_empty (404);

  for (guint i = 0; i < n; i++)
    {
      ScWorldNetwork *network = g_ptr_array_index (networks, i);
      gsize size;
      const guint8 *name = g_bytes_get_data (network->ssid, &size);

      g_byte_array_append (text, (const guint8 *)&network->digit, 1);
      g_byte_array_append (text, name, (guint)size);
      g_byte_array_append (text, (const guint8 *)";", 1);
    }
  for (guint i = n; i < n_places; i++)
    g_byte_array_append (text, (const guint8 *)"X;", 2);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return sc_world_reply_new_bytes (200, TEXT_TYPE, bytes);
}

static int
hex_pair (const guint8 *text)
{
  int high = g_ascii_xdigit_value ((char)text[0]), low = g_ascii_xdigit_value ((char)text[1]);

  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* One round of decoding; @plus: whether `+` means a blank. Bad escapes stay as they are. */
static GByteArray *
decode (const guint8 *text, gsize size, gboolean plus)
{
  GByteArray *out = g_byte_array_sized_new ((guint)size);

  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = text[i];

      if (byte == '%' && i + 2 < size && hex_pair (text + i + 1) >= 0)
        {
          byte = (guint8)hex_pair (text + i + 1);
          i += 2;
        }
      else if (byte == '+' && plus)
        byte = ' ';
      g_byte_array_append (out, &byte, 1);
    }
  return out;
}

static void
read_parameter (GHashTable *parameters, const char *pair, gsize size, gboolean decodes_twice)
{
  const char *equals = memchr (pair, '=', size);
  gsize n_name = equals ? (gsize)(equals - pair) : size;
  const char *value = equals ? equals + 1 : pair + size;
  GByteArray *decoded = decode ((const guint8 *)value, size - (gsize)(value - pair), TRUE);

  if (decodes_twice)
    {
      GByteArray *twice = decode (decoded->data, decoded->len, FALSE);

      g_byte_array_unref (decoded);
      decoded = twice;
    }
  g_hash_table_insert (parameters, g_strndup (pair, n_name), g_byte_array_free_to_bytes (decoded));
}

/**
 * sc_world_firmware_read_form:
 * @parameters: (inout): by name, as bytes; those not in @body keep their values
 * @body: a form
 * @decodes_twice: the quirk
 *
 * Reads a form the way users report CC3220 does (TI E2E 861907 and 954902): `Hi%2B`, correctly
 * sent as `Hi%252B`, is stored as `Hi+`, so the chip seems to decode percent escapes twice. That
 * `+` means a blank in the first round only is a guess.
 */
void
sc_world_firmware_read_form (GHashTable *parameters, GBytes *body, gboolean decodes_twice)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  const char *end;

  if (size == 0) /* @text may be %NULL */
    return;
  end = text + size;
  while (text < end)
    {
      const char *next = memchr (text, '&', (gsize)(end - text));
      gsize n = next ? (gsize)(next - text) : (gsize)(end - text);

      if (n > 0)
        read_parameter (parameters, text, n, decodes_twice);
      text = next ? next + 1 : end;
    }
}

static gboolean
read_form (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  if (!sc_world_request_has_type (request, FORM_TYPE))
    return FALSE;
  sc_world_firmware_read_form (sc_world_sensor_get_parameters (sensor), request->body,
                               sc_world_sensor_get_quirks (sensor)->decodes_twice);
  return TRUE;
}

/* (transfer none); a parameter never given is empty. */
static GBytes *
parameter (ScWorldSensor *sensor, const char *name)
{
  static GBytes *empty;
  GBytes *value = g_hash_table_lookup (sc_world_sensor_get_parameters (sensor), name);

  if (empty == NULL)
    empty = g_bytes_new_static ("", 0);
  return value ? value : empty;
}

static ScWorldReply *
start_scan (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  if (sc_world_sensor_get_quirks (sensor)->scan == SC_WORLD_SCAN_NONE)
    return sc_world_reply_new_empty (404);
  if (!read_form (sensor, request))
    return sc_world_reply_new_empty (400);
  sc_world_sensor_start_scan (sensor);
  return sc_world_reply_new_empty (204);
}

static ScWorldReply *
delete_profiles (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  sc_world_sensor_note_change (sensor, request->path);
  sc_world_sensor_delete_profiles (sensor);
  return sc_world_reply_new_empty (204);
}

/* Limits of Wi-Fi; what the device does about a key out of range is a guess. */
static gboolean
profile_is_possible (GBytes *ssid, GBytes *digit, GBytes *key)
{
  gsize n_key = g_bytes_get_size (key);
  char kind;

  if (g_bytes_get_size (ssid) < 1 || g_bytes_get_size (ssid) > 32 || g_bytes_get_size (digit) != 1)
    return FALSE;
  kind = *(const char *)g_bytes_get_data (digit, NULL);
  if (kind == '0')
    return n_key == 0;
  if (kind == '1')
    return n_key > 0 && n_key <= 64;
  return strchr ("235", kind) != NULL && n_key >= 8 && n_key <= 64;
}

static guint
read_number (GBytes *value)
{
  gsize size;
  const char *text = g_bytes_get_data (value, &size);
  guint number = 0;

  for (gsize i = 0; i < size && g_ascii_isdigit (text[i]) && number < 1000; i++)
    number = number * 10 + (guint)(text[i] - '0');
  return number;
}

static ScSecret *
secret_of (GBytes *value)
{
  gsize size;
  const char *text = g_bytes_get_data (value, &size);

  return size > 0 ? sc_secret_new (text, (gssize)size) : sc_secret_new ("", 0);
}

/* TI SWRA513: names of the parameters. The reply may never arrive, because the sensor's own
 * network goes down (TI's clients treat a broken connection as "carry on"). */
static ScWorldReply *
add_profile (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  ScWorldProfile *profile;
  GBytes *ssid, *digit, *key;

  if (!read_form (sensor, request))
    return sc_world_reply_new_empty (400);
  ssid = parameter (sensor, "__SL_P_P.A");
  digit = parameter (sensor, "__SL_P_P.B");
  key = parameter (sensor, "__SL_P_P.C");
  if (!profile_is_possible (ssid, digit, key)
      || sc_world_sensor_get_profiles (sensor)->len == MAX_PROFILES)
    return sc_world_reply_new_empty (400);
  profile = g_new0 (ScWorldProfile, 1);
  profile->ssid = g_bytes_ref (ssid);
  profile->digit = *(const char *)g_bytes_get_data (digit, NULL);
  profile->key = secret_of (key);
  profile->priority = read_number (parameter (sensor, "__SL_P_P.D"));
  sc_world_sensor_note_change (sensor, request->path);
  sc_world_sensor_store_profile (sensor, profile);
  return sc_world_reply_new_empty (204);
}

/* Part of TI's provisioning; whether ADI's firmware needs it is not public. No effect here. */
static ScWorldReply *
confirm (ScWorldSensor *sensor G_GNUC_UNUSED, const ScWorldRequest *request G_GNUC_UNUSED)
{
  return sc_world_reply_new_empty (204);
}

static ScWorldReply *
set_name (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  g_autofree char *name = NULL;
  GBytes *value;

  if (!read_form (sensor, request))
    return sc_world_reply_new_empty (400);
  value = parameter (sensor, "__SL_P_S.B");
  if (g_bytes_get_size (value) == 0)
    return sc_world_reply_new_empty (400);
  name = g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value));
  sc_world_sensor_note_change (sensor, request->path);
  sc_world_sensor_rename (sensor, name);
  return sc_world_reply_new_empty (204);
}

static ScWorldReply *
set_time (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  if (!read_form (sensor, request))
    return sc_world_reply_new_empty (400);
  sc_world_sensor_note_change (sensor, request->path);
  return sc_world_reply_new_empty (204);
}

/* The calls and where they come from: ADI's pages "Interfacing with RESTful APIs" and
 * "Configuring the SMS network profile"; TI SWRA513 and SWRU455M for those of the chip. */
static const struct
{
  const char *method;
  const char *path;
  Answer answer;
} calls[] = {
  { "GET", "/__SL_G_DNP", answer_name },                           /* ADI */
  { "GET", "/param_device_name.txt", answer_name },                /* TI */
  { "GET", "/api/1/host/version/1/sms_version", answer_versions }, /* ADI; members a guess */
  { "GET", "/param_product_version.txt", answer_generation },      /* TI */
  { "GET", "/__SL_G_REV", answer_generation },                     /* TI */
  { "GET", "/__SL_G_N.D", answer_mac },                            /* TI */
  { "POST", "/api/1/wlan/en_ap_scan", start_scan },                /* ADI */
  { "GET", "/netlist.txt", answer_scan },                          /* TI */
  { "POST", "/api/1/wlan/profile_del_all", delete_profiles },      /* ADI */
  { "POST", "/api/1/wlan/profile_add", add_profile },              /* TI; ADI uses its siblings */
  { "POST", "/api/1/wlan/confirm_req", confirm },                  /* TI */
  { "GET", "/param_cfg_result.txt", answer_result },               /* TI */
  { "GET", "/__SL_G_MCR", answer_result },                         /* TI */
  { "POST", "/api/1/netapp/set_urn", set_name },                   /* TI */
  { "POST", "/api/1/wlan/set_time", set_time },                    /* TI */
};

static ScWorldReply *
look_up (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (sc_world_request_is (request, calls[i].method, calls[i].path))
      return calls[i].answer (sensor, request);
  if (sc_world_request_is (request, "GET", sc_world_sensor_get_quirks (sensor)->certificate_path))
    return answer_certificate (sensor);
  if (sc_world_request_is (request, "GET", SC_WORLD_CERTIFICATE_PATH)
      && sc_world_sensor_get_decoy (sensor) != NULL)
    return sc_world_reply_new_bytes (200, "application/octet-stream",
                                     sc_world_sensor_get_decoy (sensor));
  /* A token nobody answers still gets a successful status (TI SWRU368C). */
  if (strcmp (request->method, "GET") == 0 && g_str_has_prefix (request->path, "/__SL_G_"))
    return answer_text ("Unknown Token");
  return sc_world_reply_new_empty (404);
}

/**
 * sc_world_firmware_handle:
 * @sensor: whom a client asks
 * @request: what it asks
 *
 * Takes effect at once; the reply leaves after its delay.
 *
 * Returns: (transfer full): what the client gets
 */
ScWorldReply *
sc_world_firmware_handle (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  ScWorldReply *reply;

  sc_world_sensor_note_request (sensor, request);
  reply = sc_world_trouble_answer (sensor, request);
  if (reply != NULL)
    return reply;
  reply = look_up (sensor, request);
  reply->delay_us = MAX (reply->delay_us, ROM_US);
  return sc_world_trouble_spoil (sensor, request, reply);
}
