/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-transcript-record.h"

#include "sc-error.h"
#include "sc-transcript-mask.h"

#include <string.h>

#define MAX_WORD 1024 /* characters that are read back */

static char *
mask_word (const char *word)
{
  return sc_transcript_escape (word, MIN (strlen (word), MAX_WORD / 4));
}

/* A media type comes from outside, like everything. */
static char *
clean_type (const char *type)
{
  char *clean;

  if (type == NULL || *type == '\0')
    return NULL;
  clean = g_strndup (type, MAX_WORD / 4);
  return g_strcanon (clean, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "!#$&^_.+-/", '_');
}

static const char *
name_failure (const GError *error)
{
  return error->domain == SC_ERROR ? sc_error_get_info ((ScError)error->code)->id : "cancelled";
}

/**
 * sc_transcript_record:
 * @self: a transcript
 * @raw: what was said, secrets included
 *
 * Keeps it without them.
 */
void
sc_transcript_record (ScTranscript *self, const ScRawExchange *raw)
{
  g_autofree char *path = mask_word (raw->path);
  g_autofree char *form =
      raw->form != NULL ? sc_transcript_mask_form (self, raw->call, raw->form) : NULL;
  g_autofree char *body =
      raw->body != NULL ? sc_transcript_mask (self, raw->call, raw->body) : NULL;
  g_autofree char *type = clean_type (raw->content_type);
  ScExchange exchange = { .at_us = raw->at_us,
                          .took_us = raw->took_us,
                          .method = (char *)raw->method,
                          .path = path,
                          .form = form,
                          .status = raw->status,
                          .content_type = type,
                          .body = body };

  if (body != NULL)
    exchange.n_bytes = g_bytes_get_size (raw->body);
  if (raw->error != NULL)
    {
      exchange.end = SC_EXCHANGE_BROKEN;
      exchange.failure = (char *)name_failure (raw->error);
    }
  else if (!raw->whole)
    exchange.end = raw->timed_out ? SC_EXCHANGE_TIMED_OUT : SC_EXCHANGE_CUT;
  sc_transcript_add (self, &exchange);
}
