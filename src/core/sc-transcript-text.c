/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A transcript as text, and back. docs/protocol.md describes it. */

#include "sc-transcript-mask.h"

#include <string.h>

#define FIRST_LINE "sensor-transcript 1"
#define LAST_LINE "end-of-transcript"
#define LINE_LENGTH 96 /* of a body, so that it can be read and mailed */
#define MAX_WORD 1024  /* characters of a path or the like */
#define MAX_SECONDS 9  /* digits before the point */

/* Writing */

static void
put_time (GString *text, gint64 us)
{
  gint64 ms = MAX (us, 0) / 1000;

  g_string_append_printf (text, "%" G_GINT64_FORMAT ".%03d", ms / 1000, (int)(ms % 1000));
}

/* Lines of elements, so that none is torn; a line feed ends one. */
static void
put_body (GString *text, const char *keyword, const char *body)
{
  const char *at = body;
  const char *line = body;
  ScMark mark;

  if (body == NULL)
    return;
  do
    {
      const char *before = at;
      gboolean more = sc_transcript_next_mark (&at, &mark);

      if (more && (at - line > LINE_LENGTH && before > line))
        {
          g_string_append_printf (text, "%s %.*s\n", keyword, (int)(before - line), line);
          line = before;
        }
      if (!more || (mark.kind == SC_MARK_BYTE && mark.byte == '\n'))
        {
          if (at > line || line == body)
            g_string_append_printf (text, "%s %.*s\n", keyword, (int)(at - line), line);
          line = at;
        }
      if (!more)
        return;
    }
  while (TRUE);
}

static void
put_exchange (GString *text, const ScExchange *exchange)
{
  static const char *const ends[] = {
    [SC_EXCHANGE_WHOLE] = "whole",
    [SC_EXCHANGE_CUT] = "cut",
    [SC_EXCHANGE_TIMED_OUT] = "timed-out",
  };

  g_string_append (text, "request ");
  put_time (text, exchange->at_us);
  g_string_append_printf (text, " %s %s\n", exchange->method, exchange->path);
  put_body (text, "form", exchange->form);
  if (exchange->end == SC_EXCHANGE_BROKEN)
    {
      g_string_append (text, "broken ");
      put_time (text, exchange->took_us);
      g_string_append_printf (text, " %s\n", exchange->failure != NULL ? exchange->failure : "-");
      return;
    }
  g_string_append (text, "reply ");
  put_time (text, exchange->took_us);
  g_string_append_printf (text, " %u %s %" G_GSIZE_FORMAT " %s\n", exchange->status,
                          exchange->content_type != NULL ? exchange->content_type : "-",
                          exchange->n_bytes, ends[exchange->end]);
  put_body (text, "body", exchange->body);
}

/**
 * sc_transcript_format:
 * @self: a transcript
 *
 * Returns: (transfer full): it as ASCII text
 */
char *
sc_transcript_format (ScTranscript *self)
{
  GString *text = g_string_new (FIRST_LINE "\n");

  for (guint i = 0; i < sc_transcript_get_n_exchanges (self); i++)
    put_exchange (text, sc_transcript_get_exchange (self, i));
  g_string_append (text, LAST_LINE "\n");
  return g_string_free (text, FALSE);
}

/* Reading */

typedef struct
{
  ScTranscript *transcript;
  ScExchange exchange; /* the one being read */
  gboolean is_open;    /* there is one */
  gboolean has_end;    /* its reply was read, or that there is none */
  GString *form;       /* (nullable) */
  GString *body;       /* (nullable) */
} Reader;

static void
clear_exchange (Reader *self)
{
  g_free (self->exchange.method);
  g_free (self->exchange.path);
  g_free (self->exchange.failure);
  g_free (self->exchange.content_type);
  self->exchange = (ScExchange){ 0 };
  self->is_open = self->has_end = FALSE;
  if (self->form != NULL)
    g_string_free (self->form, TRUE);
  if (self->body != NULL)
    g_string_free (self->body, TRUE);
  self->form = self->body = NULL;
}

static const char *
close_exchange (Reader *self)
{
  if (!self->is_open)
    return NULL;
  if (!self->has_end)
    return "the request before has no end";
  self->exchange.form = self->form != NULL ? self->form->str : NULL;
  self->exchange.body = self->body != NULL ? self->body->str : NULL;
  if (sc_transcript_get_n_exchanges (self->transcript) == SC_TRANSCRIPT_MAX_EXCHANGES)
    return "too many requests";
  sc_transcript_add (self->transcript, &self->exchange);
  self->exchange.form = self->exchange.body = NULL;
  clear_exchange (self);
  return NULL;
}

/* Cuts the next word off @rest; %NULL if there is none, or it is too long. */
static const char *
take_word (char **rest)
{
  char *word = *rest;
  char *blank;

  if (word == NULL)
    return NULL;
  blank = strchr (word, ' ');
  *rest = blank != NULL ? blank + 1 : NULL;
  if (blank != NULL)
    *blank = '\0';
  return *word != '\0' && strlen (word) <= MAX_WORD ? word : NULL;
}

static gboolean
is_made_of (const char *word, const char *more)
{
  for (; *word != '\0'; word++)
    if (!g_ascii_isalnum (*word) && strchr (more, *word) == NULL)
      return FALSE;
  return TRUE;
}

/* "12.345" */
static gboolean
read_time (const char *word, gint64 *us)
{
  const char *point = word != NULL ? strchr (word, '.') : NULL;
  gint64 ms = 0;

  if (point == NULL || point == word || point - word > MAX_SECONDS || strlen (point) != 4)
    return FALSE;
  for (const char *at = word; *at != '\0'; at++)
    {
      if (at == point)
        continue;
      if (!g_ascii_isdigit (*at))
        return FALSE;
      ms = ms * 10 + (*at - '0');
    }
  *us = ms * 1000;
  return TRUE;
}

static gboolean
read_count (const char *word, guint64 most, guint64 *count)
{
  return word != NULL && g_ascii_string_to_unsigned (word, 10, 0, most, count, NULL);
}

static const char *
read_request (Reader *self, char *rest)
{
  const char *problem = close_exchange (self);
  const char *time = take_word (&rest);
  const char *method = take_word (&rest);
  const char *path = take_word (&rest);

  if (problem != NULL)
    return problem;
  if (!read_time (time, &self->exchange.at_us) || method == NULL || path == NULL || rest != NULL)
    return "a request is: time, method, path";
  if ((strcmp (method, "GET") != 0 && strcmp (method, "POST") != 0) || path[0] != '/'
      || !sc_transcript_is_masked (path) || strstr (path, "\\{") != NULL)
    return "no such request";
  self->exchange.method = g_strdup (method);
  self->exchange.path = g_strdup (path);
  self->is_open = TRUE;
  return NULL;
}

static const char *
read_reply (Reader *self, char *rest)
{
  const char *took = take_word (&rest);
  const char *status = take_word (&rest);
  const char *type = take_word (&rest);
  const char *size = take_word (&rest);
  const char *end = take_word (&rest);
  guint64 status_number, n_bytes;

  if (!self->is_open || self->has_end)
    return "a reply without a request";
  if (!read_time (took, &self->exchange.took_us) || !read_count (status, 999, &status_number)
      || status_number < 100 || type == NULL || !read_count (size, G_MAXUINT32, &n_bytes)
      || end == NULL || rest != NULL)
    return "a reply is: time, status, type, length, end";
  if (!is_made_of (type, "!#$&^_.+-/") || strcmp (type, "") == 0)
    return "no media type";
  if (strcmp (end, "whole") == 0)
    self->exchange.end = SC_EXCHANGE_WHOLE;
  else if (strcmp (end, "cut") == 0)
    self->exchange.end = SC_EXCHANGE_CUT;
  else if (strcmp (end, "timed-out") == 0)
    self->exchange.end = SC_EXCHANGE_TIMED_OUT;
  else
    return "the end is whole, cut or timed-out";
  self->exchange.status = (guint)status_number;
  self->exchange.n_bytes = (gsize)n_bytes;
  self->exchange.content_type = strcmp (type, "-") != 0 ? g_strdup (type) : NULL;
  self->has_end = TRUE;
  return NULL;
}

static const char *
read_broken (Reader *self, char *rest)
{
  const char *took = take_word (&rest);
  const char *failure = take_word (&rest);

  if (!self->is_open || self->has_end)
    return "an end without a request";
  if (!read_time (took, &self->exchange.took_us) || failure == NULL || rest != NULL
      || !is_made_of (failure, "-"))
    return "a broken request is: time, failure";
  self->exchange.end = SC_EXCHANGE_BROKEN;
  self->exchange.failure = strcmp (failure, "-") != 0 ? g_strdup (failure) : NULL;
  self->has_end = TRUE;
  return NULL;
}

static const char *
read_body (Reader *self, GString **body, const char *rest)
{
  const char *text = rest != NULL ? rest : "";

  if (!sc_transcript_is_masked (text))
    return "not masked text";
  if (*body == NULL)
    *body = g_string_new (NULL);
  if ((*body)->len + strlen (text) > SC_TRANSCRIPT_MAX_BODY)
    return "the body is too long";
  g_string_append (*body, text);
  return NULL;
}

/* (nullable): what is wrong */
static const char *
read_line (Reader *self, char *line)
{
  char *rest = line;
  const char *keyword = take_word (&rest);

  if (keyword == NULL || keyword[0] == '#')
    return NULL;
  if (strcmp (keyword, "request") == 0)
    return read_request (self, rest);
  if (strcmp (keyword, "reply") == 0)
    return read_reply (self, rest);
  if (strcmp (keyword, "broken") == 0)
    return read_broken (self, rest);
  if (strcmp (keyword, "form") == 0)
    return self->is_open && !self->has_end ? read_body (self, &self->form, rest)
                                           : "a form without a request";
  if (strcmp (keyword, "body") == 0)
    return self->has_end && self->exchange.end != SC_EXCHANGE_BROKEN
               ? read_body (self, &self->body, rest)
               : "a body without a reply";
  return "no such line";
}

/* The next line of @text, without its end; %NULL: there is none. (transfer full) */
static char *
take_line (const char **text, const char *end)
{
  const char *start = *text;
  const char *feed;
  gsize length;

  if (start >= end)
    return NULL;
  feed = memchr (start, '\n', (gsize)(end - start));
  *text = feed != NULL ? feed + 1 : end;
  length = (gsize)((feed != NULL ? feed : end) - start);
  if (length > 0 && start[length - 1] == '\r')
    length--;
  return g_strndup (start, length);
}

/* From behind the first line to the last one. */
static gboolean
read_lines (Reader *self, const char *text, const char *end, guint number, GError **error)
{
  while (TRUE)
    {
      g_autofree char *line = take_line (&text, end);
      const char *problem;

      number++;
      if (line == NULL)
        problem = "it has no end";
      else if (strcmp (line, LAST_LINE) == 0)
        {
          problem = close_exchange (self);
          if (problem == NULL)
            return TRUE;
        }
      else
        problem = read_line (self, line);
      if (problem != NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "line %u of the transcript: %s",
                       number, problem);
          return FALSE;
        }
    }
}

/**
 * sc_transcript_parse:
 * @text: a file: a transcript, or one with other text before and after it
 * @error: %G_IO_ERROR_INVALID_DATA: none in it, or what is wrong in which line
 *
 * Bounded: at most %SC_TRANSCRIPT_MAX_FILE bytes, %SC_TRANSCRIPT_MAX_EXCHANGES requests, and
 * %SC_TRANSCRIPT_MAX_BODY characters a body. Unknown lines are mistakes; those that begin with
 * "#" are comments.
 *
 * Returns: (transfer full) (nullable): what the text says; network names are only numbers
 */
ScTranscript *
sc_transcript_parse (GBytes *text, GError **error)
{
  gsize size;
  const char *at = g_bytes_get_data (text, &size);
  const char *end = size > 0 ? at + size : at; /* @at may be %NULL */
  guint number = 0;
  Reader reader = { 0 };
  gboolean ok = FALSE;

  if (size > SC_TRANSCRIPT_MAX_FILE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the file is too large");
      return NULL;
    }
  while (size > 0)
    {
      g_autofree char *line = take_line (&at, end);

      number++;
      if (line == NULL || strcmp (line, FIRST_LINE) == 0)
        {
          ok = line != NULL;
          break;
        }
    }
  if (!ok)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "there is no line “" FIRST_LINE "” in it");
      return NULL;
    }
  reader.transcript = sc_transcript_new ();
  ok = read_lines (&reader, at, end, number, error);
  clear_exchange (&reader);
  if (!ok)
    g_clear_pointer (&reader.transcript, sc_transcript_unref);
  return reader.transcript;
}
