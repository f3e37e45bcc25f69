/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem() */

#include "sc-replay.h"

#include "sc-sensor-codec.h"
#include "sc-transcript-mask.h"
#include "sc-world-firmware.h"
#include "sc-world.h"

#include <string.h>

#define NAME_PATH "/__SL_G_DNP"
#define MAC_PATH "/__SL_G_N.D"
#define NAME_PREFIX "SMS"
#define MAX_ID 32
#define MAX_REPLY (1024 * 1024) /* bytes, with what is made up */
#define BEGIN "-----BEGIN "
#define END "-----END CERTIFICATE-----"

struct _ScReplay
{
  ScTranscript *transcript;
  GHashTable *next; /* "GET /path" to the index behind the exchange used last */
  guint site;       /* number of the network that was sent; 0: none was */
  char *sensor_id;  /* (nullable) */
  char *mac;        /* (nullable) */
};

/* Bodies */

/* The @number-th block of @pem, from 1, or the last; from BEGIN to the last dash. */
static GBytes *
find_block (GBytes *pem, guint number)
{
  gsize size;
  const char *at = g_bytes_get_data (pem, &size);
  const char *end = size > 0 ? at + size : at;
  const char *start = NULL, *stop = NULL;

  for (guint i = 0; i < number; i++)
    {
      const char *next = memmem (at, (gsize)(end - at), BEGIN, strlen (BEGIN));
      const char *last =
          next != NULL ? memmem (next, (gsize)(end - next), END, strlen (END)) : NULL;

      if (last == NULL)
        break;
      start = next;
      stop = at = last + strlen (END);
    }
  return start != NULL ? g_bytes_new (start, (gsize)(stop - start)) : g_bytes_new (NULL, 0);
}

static void
put_block (GByteArray *out, GBytes *block, const char *line_end)
{
  gsize size;
  const char *text = g_bytes_get_data (block, &size);

  for (gsize i = 0; i < size; i++)
    if (text[i] == '\n')
      g_byte_array_append (out, (const guint8 *)line_end, (guint)strlen (line_end));
    else
      g_byte_array_append (out, (const guint8 *)text + i, 1);
}

static void
put_der (GByteArray *out, GBytes *block)
{
  gsize n_text;
  const char *data = g_bytes_get_data (block, &n_text);
  g_autofree char *text = g_strndup (data != NULL ? data : "", n_text);
  const char *start = strchr (text, '\n');
  char *stop = strstr (text, "\n-----END");
  g_autofree guchar *der = NULL;
  gsize size;

  if (start == NULL || stop == NULL)
    return;
  *stop = '\0';
  der = g_base64_decode (start, &size);
  g_byte_array_append (out, der, (guint)size);
}

static void
put_network (ScReplay *self, GByteArray *out, const ScMark *mark)
{
  g_autofree char *name = mark->number == self->site ? g_strdup (SC_PRACTICE_SSID)
                                                     : g_strdup_printf ("Network %u", mark->number);

  g_byte_array_append (out, (const guint8 *)name, (guint)strlen (name));
}

static void
put_mark (ScReplay *self, ScWorldSensor *sensor, GByteArray *out, const ScMark *mark)
{
  g_autoptr (GBytes) block = NULL;

  if (mark->kind >= SC_MARK_PEM)
    block = find_block (sc_world_sensor_get_pem (sensor), mark->number);
  switch (mark->kind)
    {
    case SC_MARK_BYTE:
      g_byte_array_append (out, &mark->byte, 1);
      break;
    case SC_MARK_HIDDEN:
      for (gsize i = 0; i < mark->n_bytes; i++)
        g_byte_array_append (out, (const guint8 *)"x", 1);
      break;
    case SC_MARK_NET:
      put_network (self, out, mark);
      break;
    case SC_MARK_PEM:
      put_block (out, block, "\n");
      break;
    case SC_MARK_PEM_CRLF:
      put_block (out, block, "\r\n");
      break;
    case SC_MARK_PEM_JSON:
      put_block (out, block, "\\n");
      break;
    case SC_MARK_DER:
      put_der (out, block);
      break;
    }
}

static GBytes *
make_body (ScReplay *self, ScWorldSensor *sensor, const char *masked)
{
  GByteArray *out = g_byte_array_new ();
  const char *at = masked != NULL ? masked : "";
  ScMark mark;

  while (out->len < MAX_REPLY && sc_transcript_next_mark (&at, &mark))
    put_mark (self, sensor, out, &mark);
  return g_byte_array_free_to_bytes (out);
}

/* What is known before anything is asked */

static const ScExchange *
find_answer (ScTranscript *transcript, const char *method, const char *path)
{
  for (guint i = 0; i < sc_transcript_get_n_exchanges (transcript); i++)
    {
      const ScExchange *each = sc_transcript_get_exchange (transcript, i);

      if (strcmp (each->method, method) == 0 && strcmp (each->path, path) == 0
          && each->end == SC_EXCHANGE_WHOLE && each->status == 200 && each->body != NULL)
        return each;
    }
  return NULL;
}

/* Only plain bytes: nothing in it was hidden. */
static GBytes *
read_plain (const char *masked)
{
  GByteArray *out = g_byte_array_new ();
  ScMark mark;

  while (sc_transcript_next_mark (&masked, &mark))
    if (mark.kind == SC_MARK_BYTE)
      g_byte_array_append (out, &mark.byte, 1);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= MAX_ID
         && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") == length;
}

static void
read_identity (ScReplay *self)
{
  const ScExchange *name_answer = find_answer (self->transcript, "GET", NAME_PATH);
  const ScExchange *mac_answer = find_answer (self->transcript, "GET", MAC_PATH);

  if (name_answer != NULL)
    {
      g_autoptr (GBytes) body = read_plain (name_answer->body);
      g_autofree char *name = sc_sensor_codec_parse_name (body, NULL);

      if (name != NULL && g_str_has_prefix (name, NAME_PREFIX)
          && is_id (name + strlen (NAME_PREFIX)))
        self->sensor_id = g_strdup (name + strlen (NAME_PREFIX));
    }
  if (mac_answer != NULL)
    {
      g_autoptr (GBytes) body = read_plain (mac_answer->body);

      self->mac = sc_sensor_codec_parse_mac (body, NULL);
    }
}

/* The number of the network in the last form that has one */
static void
read_site (ScReplay *self)
{
  for (guint i = 0; i < sc_transcript_get_n_exchanges (self->transcript); i++)
    {
      const char *at = sc_transcript_get_exchange (self->transcript, i)->form;
      ScMark mark;

      while (at != NULL && sc_transcript_next_mark (&at, &mark))
        if (mark.kind == SC_MARK_NET)
          self->site = mark.number;
    }
  if (self->site == 0)
    self->site = 1; /* the sensor has to hear the one to practise with */
}

/**
 * sc_replay_new:
 * @transcript: what was said
 *
 * Returns: (transfer full): it, to be said again
 */
ScReplay *
sc_replay_new (ScTranscript *transcript)
{
  ScReplay *self = g_new0 (ScReplay, 1);

  self->transcript = sc_transcript_ref (transcript);
  self->next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_identity (self);
  read_site (self);
  return self;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  char *buffer;
  gsize size = 0;

  if (stream == NULL)
    return NULL;
  buffer = g_malloc (SC_TRANSCRIPT_MAX_FILE + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, SC_TRANSCRIPT_MAX_FILE + 1, &size,
                                NULL, error))
    {
      g_free (buffer);
      return NULL;
    }
  return g_bytes_new_take (buffer, size);
}

/**
 * sc_replay_new_from_file:
 * @path: a diagnostics file, or one with nothing but a transcript
 * @error: it cannot be read, or what is wrong in it
 *
 * Returns: (transfer full) (nullable): what it says, to be said again
 */
ScReplay *
sc_replay_new_from_file (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);
  g_autoptr (ScTranscript) transcript = NULL;

  if (bytes == NULL)
    return NULL;
  transcript = sc_transcript_parse (bytes, error);
  if (transcript == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (sc_transcript_get_n_exchanges (transcript) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s: nothing was said to a sensor in it", path);
      return NULL;
    }
  return sc_replay_new (transcript);
}

void
sc_replay_free (ScReplay *self)
{
  sc_transcript_unref (self->transcript);
  g_hash_table_unref (self->next);
  g_free (self->sensor_id);
  g_free (self->mac);
  g_free (self);
}

const char *
sc_replay_get_sensor_id (ScReplay *self)
{
  return self->sensor_id;
}

const char *
sc_replay_get_mac (ScReplay *self)
{
  return self->mac;
}

/* The next exchange of this kind; the last one again if there is no other. */
static const ScExchange *
take_exchange (ScReplay *self, const ScWorldRequest *request)
{
  g_autofree char *path = sc_transcript_escape (request->path, strlen (request->path));
  g_autofree char *key = g_strdup_printf ("%s %s", request->method, path);
  guint from = GPOINTER_TO_UINT (g_hash_table_lookup (self->next, key));
  guint n = sc_transcript_get_n_exchanges (self->transcript);
  const ScExchange *last =
      from > 0 ? sc_transcript_get_exchange (self->transcript, from - 1) : NULL;

  for (guint i = from; i < n; i++)
    {
      const ScExchange *each = sc_transcript_get_exchange (self->transcript, i);

      if (strcmp (each->method, request->method) == 0 && strcmp (each->path, path) == 0)
        {
          g_hash_table_insert (self->next, g_steal_pointer (&key), GUINT_TO_POINTER (i + 1));
          return each;
        }
    }
  return last;
}

/* Half of what is announced is sent: so there has to be as much again. */
static ScWorldReply *
make_cut_reply (const ScExchange *exchange, GBytes *body)
{
  gsize size = g_bytes_get_size (body);
  g_autofree char *twice = g_malloc0 (2 * size + 1);
  g_autoptr (GBytes) announced = NULL;
  ScWorldReply *reply;

  if (size == 0)
    return sc_world_reply_new_broken (SC_WORLD_DROP);
  memcpy (twice, g_bytes_get_data (body, NULL), size);
  announced = g_bytes_new (twice, 2 * size);
  reply = sc_world_reply_new_bytes (exchange->status, g_intern_string (exchange->content_type),
                                    announced);
  reply->wire = SC_WORLD_WIRE_CUT;
  return reply;
}

static ScWorldReply *
make_reply (ScReplay *self, ScWorldSensor *sensor, const ScExchange *exchange)
{
  g_autoptr (GBytes) body = NULL;

  if (exchange->end == SC_EXCHANGE_BROKEN)
    return sc_world_reply_new_broken (
        g_strcmp0 (exchange->failure, "SC-SENSOR-SILENT") == 0 ? SC_WORLD_SILENCE : SC_WORLD_DROP);
  if (exchange->end == SC_EXCHANGE_TIMED_OUT)
    return sc_world_reply_new_broken (SC_WORLD_SILENCE);
  body = make_body (self, sensor, exchange->body);
  if (exchange->end == SC_EXCHANGE_CUT)
    return make_cut_reply (exchange, body);
  if (exchange->status == 204 || g_bytes_get_size (body) == 0)
    return sc_world_reply_new_empty (exchange->status);
  /* few, and as many as the transcript has at most: they may stay */
  return sc_world_reply_new_bytes (exchange->status, g_intern_string (exchange->content_type),
                                   body);
}

/* A refusal changes nothing; of what broke off it is not known, and most often it was done. */
static gboolean
takes_effect (const ScWorldRequest *request, const ScExchange *exchange)
{
  return strcmp (request->method, "POST") == 0
         && (exchange->end == SC_EXCHANGE_BROKEN || exchange->status < 400);
}

/**
 * sc_replay_handle:
 * @self: a replay
 * @sensor: whom a client asks
 * @request: what it asks
 *
 * As sc_world_firmware_handle(), which it takes the place of: what changes the sensor does.
 *
 * Returns: (transfer full): what the client gets
 */
ScWorldReply *
sc_replay_handle (ScReplay *self, ScWorldSensor *sensor, const ScWorldRequest *request)
{
  const ScExchange *exchange = take_exchange (self, request);
  ScWorldReply *reply;

  if (exchange == NULL)
    return sc_world_firmware_handle (sensor, request);
  if (takes_effect (request, exchange))
    sc_world_reply_free (sc_world_firmware_handle (sensor, request));
  else
    sc_world_sensor_note_request (sensor, request);
  reply = make_reply (self, sensor, exchange);
  reply->delay_us = exchange->took_us;
  return reply;
}
