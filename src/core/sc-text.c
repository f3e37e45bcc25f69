/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-text.h"

/* Direction marks and other invisible signs could make one name look like another. The two
 * joiners are left alone: Persian and Indic scripts and emoji need them. */
static gboolean
is_shown_as_it_is (gunichar c)
{
  if (c == 0x200c || c == 0x200d)
    return TRUE;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * sc_text_to_display:
 * @bytes: (array length=n_bytes) (nullable): any bytes, perhaps hostile
 * @n_bytes: how many
 *
 * What is not UTF-8, and every control, direction or invisible character, is written as `\xNN`
 * for each of its bytes. Lossy, for display only. The result may still hold markup characters.
 *
 * Returns: (transfer full): one line of valid UTF-8
 */
char *
sc_text_to_display (const void *bytes, gsize n_bytes)
{
  const char *p = bytes;
  const char *end;
  GString *text;

  if (n_bytes == 0) /* @bytes may be %NULL */
    return g_strdup ("");
  end = p + n_bytes;
  text = g_string_sized_new (n_bytes);
  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      gsize n = 1;

      if (c != (gunichar)-1 && c != (gunichar)-2 && c != 0)
        n = (gsize)(g_utf8_next_char (p) - p);
      else
        c = 0;

      if (c != 0 && is_shown_as_it_is (c))
        g_string_append_len (text, p, (gssize)n);
      else
        for (gsize i = 0; i < n; i++)
          g_string_append_printf (text, "\\x%02X", (guint)(guchar)p[i]);
      p += n;
    }
  return g_string_free (text, FALSE);
}
