/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-transcript.h"

#include <string.h>

#define MAX_NETWORKS 256
#define SSID_MAX_BYTES 32
#define FOUND_MIN_BYTES 4

typedef struct
{
  guint8 n_bytes;
  char name[SSID_MAX_BYTES];
} Network;

struct _ScTranscript
{
  grefcount refs;
  GPtrArray *exchanges; /* of ScExchange */
  GArray *networks;     /* of Network: names met so far; never written anywhere */
};

static void
exchange_free (gpointer data)
{
  ScExchange *exchange = data;

  g_free (exchange->method);
  g_free (exchange->path);
  g_free (exchange->form);
  g_free (exchange->failure);
  g_free (exchange->content_type);
  g_free (exchange->body);
  g_free (exchange);
}

/**
 * sc_transcript_new:
 *
 * Returns: (transfer full): an empty one
 */
ScTranscript *
sc_transcript_new (void)
{
  ScTranscript *self = g_new0 (ScTranscript, 1);

  g_ref_count_init (&self->refs);
  self->exchanges = g_ptr_array_new_with_free_func (exchange_free);
  self->networks = g_array_new (FALSE, FALSE, sizeof (Network));
  return self;
}

ScTranscript *
sc_transcript_ref (ScTranscript *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
sc_transcript_unref (ScTranscript *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->exchanges);
  g_array_unref (self->networks);
  g_free (self);
}

/**
 * sc_transcript_add:
 * @self: a transcript
 * @exchange: what was said; copied. Its bodies are masked already
 *
 * The oldest goes when there are too many.
 */
void
sc_transcript_add (ScTranscript *self, const ScExchange *exchange)
{
  ScExchange *copy = g_new (ScExchange, 1);

  *copy = *exchange;
  copy->method = g_strdup (exchange->method);
  copy->path = g_strdup (exchange->path);
  copy->form = g_strdup (exchange->form);
  copy->failure = g_strdup (exchange->failure);
  copy->content_type = g_strdup (exchange->content_type);
  copy->body = g_strdup (exchange->body);
  if (self->exchanges->len == SC_TRANSCRIPT_MAX_EXCHANGES)
    g_ptr_array_remove_index (self->exchanges, 0);
  g_ptr_array_add (self->exchanges, copy);
}

guint
sc_transcript_get_n_exchanges (ScTranscript *self)
{
  return self->exchanges->len;
}

const ScExchange *
sc_transcript_get_exchange (ScTranscript *self, guint index)
{
  g_return_val_if_fail (index < self->exchanges->len, NULL);
  return g_ptr_array_index (self->exchanges, index);
}

/**
 * sc_transcript_number_network:
 * @self: a transcript
 * @ssid: (array length=n_bytes): name of a network
 * @n_bytes: how many
 *
 * Names of networks are somebody's: the transcript has numbers instead, the same one for the same
 * name.
 *
 * Returns: its number, from 1; 0 if it is too long for a name, or there are too many
 */
guint
sc_transcript_number_network (ScTranscript *self, const char *ssid, gsize n_bytes)
{
  Network network = { .n_bytes = (guint8)n_bytes };

  if (n_bytes > SSID_MAX_BYTES)
    return 0;
  for (guint i = 0; i < self->networks->len; i++)
    {
      const Network *known = &g_array_index (self->networks, Network, i);

      if (known->n_bytes == n_bytes && memcmp (known->name, ssid, n_bytes) == 0)
        return i + 1;
    }
  if (self->networks->len == MAX_NETWORKS)
    return 0;
  memcpy (network.name, ssid, n_bytes);
  g_array_append_val (self->networks, network);
  return self->networks->len;
}

/**
 * sc_transcript_find_network:
 * @self: a transcript
 * @start: bytes of any kind
 * @end: after the last of them
 * @n_bytes: (out): how long the name is
 *
 * Looks at one place only, so that going through a text costs the same whatever is in it: a sensor
 * chooses both the names and the text. Very short names are left out: any text has them.
 *
 * Returns: the number of the longest name that is at @start; 0 if none is
 */
guint
sc_transcript_find_network (ScTranscript *self, const char *start, const char *end, gsize *n_bytes)
{
  gsize n_left = (gsize)(end - start);
  gsize n_longest = FOUND_MIN_BYTES - 1;
  guint number = 0;

  for (guint i = 0; i < self->networks->len; i++)
    {
      const Network *network = &g_array_index (self->networks, Network, i);

      if (network->n_bytes > n_longest && network->n_bytes <= n_left && network->name[0] == *start
          && memcmp (network->name, start, network->n_bytes) == 0)
        {
          n_longest = network->n_bytes;
          number = i + 1;
        }
    }
  *n_bytes = number > 0 ? n_longest : 0;
  return number;
}
