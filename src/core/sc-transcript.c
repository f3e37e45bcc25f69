/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-transcript.h"

#define MAX_NETWORKS 256

struct _ScTranscript
{
  grefcount refs;
  GPtrArray *exchanges; /* of ScExchange */
  GPtrArray *networks;  /* of GBytes: names met so far; never written anywhere */
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
  self->networks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
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
  g_ptr_array_unref (self->networks);
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
 * @ssid: name of a network
 *
 * Names of networks are somebody's: the transcript has numbers instead, the same one for the same
 * name.
 *
 * Returns: its number, from 1; 0 if there are too many
 */
guint
sc_transcript_number_network (ScTranscript *self, GBytes *ssid)
{
  for (guint i = 0; i < self->networks->len; i++)
    if (g_bytes_equal (g_ptr_array_index (self->networks, i), ssid))
      return i + 1;
  if (self->networks->len == MAX_NETWORKS)
    return 0;
  g_ptr_array_add (self->networks, g_bytes_ref (ssid));
  return self->networks->len;
}

/**
 * sc_transcript_get_networks:
 * @self: a transcript
 *
 * Returns: (transfer none) (element-type GBytes): the names that have a number
 */
GPtrArray *
sc_transcript_get_networks (ScTranscript *self)
{
  return self->networks;
}
