/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"
#include "sc-replay.h"
#include "sc-transcript-mask.h"
#include "sc-transcript-record.h"

#include <string.h>

/* A transcript from somebody else, and what is recorded of a sensor that says anything at all. The
 * first byte chooses. */

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

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  g_autoptr (GBytes) rest = sc_fuzz_rest (input, MIN (size, 1));

  if (size > 0 && data[0] == '!')
    record_everything (rest);
  else
    read_transcript (input);
  return sc_fuzz_end (1024 * 1024 + 512 * size);
}
