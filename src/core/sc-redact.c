/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem() */

#include "sc-redact.h"

#include "sc-text.h"

#include <string.h>

#define BEGIN "-----BEGIN "
#define END "-----END "
#define DASHES "-----"

static gboolean
starts_with (const char *start, const char *end, const char *what)
{
  return (gsize)(end - start) >= strlen (what) && memcmp (start, what, strlen (what)) == 0;
}

static const char *
find_after (const char *start, const char *end, const char *what)
{
  const char *at = start < end ? memmem (start, (gsize)(end - start), what, strlen (what)) : NULL;

  return at != NULL ? at + strlen (what) : NULL;
}

/* What comes behind the label of a certificate; %NULL if @label is none. */
static const char *
skip_label (const char *label, const char *end)
{
  static const char *const labels[] = { "CERTIFICATE" DASHES, "X509 CERTIFICATE" DASHES };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (starts_with (label, end, labels[i]))
      return label + strlen (labels[i]);
  return NULL;
}

/* @start is at a BEGIN. Without its end, the block reaches to the end of the text. No dash belongs
 * to both, and a certificate's block is text. */
static void
measure_block (const char *start, const char *end, ScSpan *span)
{
  const char *label = start + strlen (BEGIN);
  const char *inside = skip_label (label, end);
  const char *last = find_after (inside != NULL ? inside : label, end, END);
  const char *other = find_after (label, end, BEGIN);

  span->start = start;
  span->kind = SC_SPAN_OTHER;
  if (last != NULL)
    last = find_after (last, end, DASHES);
  span->end = last != NULL ? last : end;
  if (last != NULL && inside != NULL && (other == NULL || other > last)
      && memchr (start, '\0', (gsize)(last - start)) == NULL)
    span->kind = SC_SPAN_CERTIFICATE;
}

static gboolean
is_run_digit (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
}

/* Keys, tokens and lines of a certificate have capitals, small letters and digits; paths, words
 * and UUIDs do not have all three. */
static const char *
measure_run (const char *start, const char *end, gboolean *is_mixed)
{
  gboolean upper = FALSE, lower = FALSE, digit = FALSE;
  const char *at = start;

  for (; at < end && is_run_digit (*at) && !starts_with (at, end, BEGIN); at++)
    {
      upper = upper || g_ascii_isupper (*at);
      lower = lower || g_ascii_islower (*at);
      digit = digit || g_ascii_isdigit (*at);
    }
  *is_mixed = upper && lower && digit;
  return at;
}

/**
 * sc_redact_find:
 * @start: first of the bytes
 * @end: after the last of them
 * @min_run: shortest run of base64 digits, of either alphabet, that is taken for a secret
 * @span: (out): the first that is found
 *
 * Looks for PEM blocks of any kind, and for long runs of base64 digits.
 *
 * Returns: whether there is one
 */
gboolean
sc_redact_find (const char *start, const char *end, gsize min_run, ScSpan *span)
{
  const char *at = start;

  while (at < end)
    {
      const char *after;
      gboolean is_mixed;

      if (starts_with (at, end, BEGIN))
        {
          measure_block (at, end, span);
          return TRUE;
        }
      after = measure_run (at, end, &is_mixed);
      if (is_mixed && (gsize)(after - at) >= min_run)
        {
          *span = (ScSpan){ SC_SPAN_OTHER, at, after };
          return TRUE;
        }
      at = MAX (after, at + 1);
    }
  return FALSE;
}

/**
 * sc_redact_line:
 * @text: a text for people, perhaps of several lines, perhaps not UTF-8
 *
 * Returns: (transfer full): the same as one line of UTF-8 that shows no key, token or certificate
 */
char *
sc_redact_line (const char *text)
{
  const char *end = text + strlen (text);
  GString *line = g_string_new (NULL);
  ScSpan span;

  while (sc_redact_find (text, end, SC_REDACT_RUN, &span))
    {
      g_autofree char *before = sc_text_to_display (text, (gsize)(span.start - text));

      g_string_append_printf (line, "%s(%" G_GSIZE_FORMAT " bytes hidden)", before,
                              (gsize)(span.end - span.start));
      text = span.end;
    }
  if (text < end)
    {
      g_autofree char *rest = sc_text_to_display (text, (gsize)(end - text));

      g_string_append (line, rest);
    }
  return g_string_free (line, FALSE);
}

/**
 * sc_redact_word:
 * @text: a text
 * @word: (array length=n_bytes): what it must not hold
 * @n_bytes: how many; 0 changes nothing
 * @instead: what is written in its place
 */
void
sc_redact_word (GString *text, const void *word, gsize n_bytes, const char *instead)
{
  gsize at = 0;

  while (n_bytes > 0 && at + n_bytes <= text->len)
    {
      const char *found = memmem (text->str + at, text->len - at, word, n_bytes);

      if (found == NULL)
        return;
      at = (gsize)(found - text->str);
      g_string_erase (text, (gssize)at, (gssize)n_bytes);
      g_string_insert (text, (gssize)at, instead);
      at += strlen (instead);
    }
}
