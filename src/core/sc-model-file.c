/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-model-file.h"

#include "sc-error.h"

#include <string.h>

/**
 * sc_model_line_fail:
 * @line: where
 * @error: set to %SC_ERROR_MODEL_INVALID, `FILE:LINE: SECTION.KEY: WHY`
 * @why: what is wrong there
 *
 * Returns: %FALSE
 */
gboolean
sc_model_line_fail (const ScModelLine *line, GError **error, const char *why)
{
  if (line->key != NULL)
    g_set_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID, "%s:%u: %s.%s: %s", line->file,
                 line->line, line->section, line->key, why);
  else
    g_set_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID, "%s:%u: %s", line->file, line->line, why);
  return FALSE;
}

static gboolean
is_name (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text) && *text != '-' && *text != '.')
      return FALSE;
  return TRUE;
}

/* `[section]`; @text is changed. */
static gboolean
parse_section (ScModelLine *line, char *text, GError **error)
{
  gsize length = strlen (text);

  if (text[length - 1] != ']')
    return sc_model_line_fail (line, error, "section without “]”");
  text[length - 1] = '\0';
  if (!is_name (text + 1))
    return sc_model_line_fail (line, error, "section without a proper name");
  line->section = text + 1;
  return TRUE;
}

/* `key = value`; @text is changed. */
static gboolean
parse_key (ScModelLine *line, char *text, ScModelFileFunc func, gpointer user_data, GError **error)
{
  char *equals = strchr (text, '=');

  if (equals == NULL)
    return sc_model_line_fail (line, error, "neither a comment, a [section], nor KEY = VALUE");
  if (line->section == NULL)
    return sc_model_line_fail (line, error, "a key before the first [section]");
  *equals = '\0';
  g_strchomp (text);
  if (!is_name (text))
    return sc_model_line_fail (line, error, "key without a proper name");
  line->key = text;
  line->value = g_strchug (equals + 1);
  return func (line, user_data, error);
}

/**
 * sc_model_file_parse:
 * @file: its name, for messages
 * @text: (array length=n_bytes): its contents
 * @n_bytes: how many bytes
 * @func: (scope call): called for each key in order; what it is given is valid during the call
 * @user_data: for @func
 * @error: %SC_ERROR_MODEL_INVALID with file, line and, if it is about one, key
 *
 * Returns: whether the whole file could be read and @func was always content
 */
gboolean
sc_model_file_parse (const char *file, const char *text, gsize n_bytes, ScModelFileFunc func,
                     gpointer user_data, GError **error)
{
  ScModelLine line = { .file = file, .line = 1 };
  const char *bad;
  g_auto (GStrv) lines = NULL;
  g_autofree char *copy = NULL;

  if (n_bytes > SC_MODEL_FILE_MAX_BYTES)
    return sc_model_line_fail (&line, error, "the file is too large");
  if (!g_utf8_validate_len (text, n_bytes, &bad))
    {
      for (const char *p = text; p < bad; p++)
        line.line += *p == '\n';
      return sc_model_line_fail (&line, error, "not UTF-8, or a NUL");
    }

  copy = g_strndup (text, n_bytes);
  lines = g_strsplit (copy, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *stripped = g_strstrip (lines[i]);
      gboolean ok = TRUE;

      line.line = i + 1;
      line.key = NULL;
      line.value = NULL;
      if (*stripped == '[')
        ok = parse_section (&line, stripped, error);
      else if (*stripped != '\0' && *stripped != '#')
        ok = parse_key (&line, stripped, func, user_data, error);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}
