/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate.h"
#include "sc-fuzz.h"
#include "sc-replay.h"
#include "sc-transcript-mask.h"
#include "sc-transcript-record.h"

#include <string.h>

/* A transcript from somebody else, and what is recorded of a sensor that says anything at all, or
 * that means ill. The first byte chooses. */

/* What is read is written so that it reads the same. */
static void
check_again (ScTranscript *transcript)
{
  g_autofree char *text = sc_transcript_format (transcript);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTranscript) again = sc_transcript_parse (bytes, &error);
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  text_again = sc_transcript_format (again);
  g_assert_cmpstr (text, ==, text_again);
}

static void
read_transcript (GBytes *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTranscript) transcript = sc_transcript_parse (input, &error);

  g_assert_true ((transcript == NULL) == (error != NULL));
  if (transcript == NULL)
    return;
  check_again (transcript);
  sc_replay_free (sc_replay_new (transcript));
}

static void
check_masked (ScTranscript *transcript)
{
  for (guint i = 0; i < sc_transcript_get_n_exchanges (transcript); i++)
    {
      const ScExchange *each = sc_transcript_get_exchange (transcript, i);

      g_assert_true (sc_transcript_is_masked (each->body));
      g_assert_true (each->form == NULL || sc_transcript_is_masked (each->form));
      g_assert_null (strstr (each->body, "-----BEGIN "));
    }
}

/* The same bytes as the reply to each call, after the form of a network profile whose key they
 * are. */
static void
record_everything (GBytes *input)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();

  for (ScSensorCall call = SC_SENSOR_READ_NAME; call <= SC_SENSOR_ADD_PROFILE; call++)
    {
      ScRawExchange raw = { .call = call,
                            .method = call >= SC_SENSOR_DELETE_PROFILES ? "POST" : "GET",
                            .path = "/path?a b",
                            .form = call == SC_SENSOR_ADD_PROFILE ? input : NULL,
                            .status = 200,
                            .content_type = "text/plain",
                            .body = input,
                            .whole = TRUE };

      sc_transcript_record (transcript, &raw);
    }
  check_masked (transcript);
  check_again (transcript);
}

/* No name of the scan list is in what the transcript tells of a reply. */
static void
check_names (GPtrArray *names, const char *masked)
{
  g_autoptr (GString) told = g_string_new (NULL);
  ScMark mark;

  while (sc_transcript_next_mark (&masked, &mark)) /* names hold no NUL */
    g_string_append_c (told, mark.kind == SC_MARK_BYTE ? (char)mark.byte : '\0');
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_assert_null (memmem (told->str, told->len, name, strlen (name)));
    }
}

/* Those that can be names of networks and are long enough to be looked for; none if there are more
 * than a transcript knows. (transfer full) */
static GPtrArray *
split_names (const char *start, gsize n_bytes)
{
  g_autofree char *scan = g_strndup (start, n_bytes);
  g_auto (GStrv) parts = g_strsplit_set (scan, ";\r\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *name = parts[i] + (g_ascii_isdigit (parts[i][0]) ? 1 : 0);

      if (strlen (name) >= 4 && strlen (name) <= 32)
        g_ptr_array_add (names, g_strdup (name));
    }
  if (g_strv_length (parts) > 256)
    g_ptr_array_set_size (names, 0);
  return names;
}

/* A scan list, and after a NUL what fills the longest reply, over and over: as much to look for and
 * as much to find as there can be. */
static void
record_hostile (GBytes *input)
{
  gsize size;
  const char *start = g_bytes_get_data (input, &size);
  const char *nul = size > 0 ? memchr (start, '\0', size) : NULL;
  gsize n_scan = nul != NULL ? (gsize)(nul - start) : size;
  g_autoptr (GBytes) scan = g_bytes_new (start, n_scan);
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autoptr (GString) body = g_string_sized_new (SC_CERTIFICATE_MAX_BYTES);
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GPtrArray) names = split_names (size > 0 ? start : "", n_scan);
  g_autofree char *unused = sc_transcript_mask (transcript, SC_SENSOR_READ_SCAN, scan);

  while (nul != NULL && n_scan + 1 < size && body->len < SC_CERTIFICATE_MAX_BYTES)
    g_string_append_len (body, nul + 1,
                         (gssize)MIN (size - n_scan - 1, SC_CERTIFICATE_MAX_BYTES - body->len));
  reply = g_bytes_new (body->str, body->len);
  for (ScSensorCall call = SC_SENSOR_READ_NAME; call <= SC_SENSOR_READ_CERTIFICATE; call++)
    {
      ScRawExchange raw = {
        .call = call, .method = "GET", .path = "/", .status = 200, .body = reply, .whole = TRUE
      };
      guint n = sc_transcript_get_n_exchanges (transcript);

      sc_transcript_record (transcript, &raw);
      check_names (names, sc_transcript_get_exchange (transcript, n)->body);
    }
  check_masked (transcript);
  check_again (transcript);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  g_autoptr (GBytes) rest = sc_fuzz_rest (input, MIN (size, 1));

  if (size > 0 && data[0] == '!')
    record_everything (rest);
  else if (size > 0 && data[0] == '*')
    record_hostile (rest);
  else
    read_transcript (input);
  return sc_fuzz_end ((size > 0 && data[0] == '*' ? 2 : 1) * 1024 * 1024 + 512 * size);
}
