/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-json-text.h"

#include <string.h>

static int
read_unit (const char *p, const char *end)
{
  int unit = 0;

  if (end - p < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* @p is after `\u`. */
static const char *
decode_unicode (const char *p, const char *end, char **to)
{
  int unit = read_unit (p, end);
  int low;

  if (unit < 0)
    return NULL;
  p += 4;
  low = end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? read_unit (p + 2, end) : -1;
  if ((unit & 0xfc00) == 0xd800 && low >= 0 && (low & 0xfc00) == 0xdc00)
    {
      unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
      p += 6;
    }
  *to += g_unichar_to_utf8 ((gunichar)unit, *to);
  return p;
}

/**
 * sc_json_text_decode:
 * @p: what is between the quotes of a string literal (RFC 8259, 7)
 * @end: the closing quote
 * @to: (out): where the text is written, with a NUL: at most as many bytes as up to @end, and one
 *
 * Copies nothing elsewhere: it may be a secret. Control characters are tolerated as they are, since
 * a certificate may come with real line ends. Half of a surrogate pair becomes three bytes that are
 * not valid UTF-8.
 *
 * Returns: (nullable): after the NUL; %NULL if there is an escape that JSON does not know
 */
char *
sc_json_text_decode (const char *p, const char *end, char *to)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  while (p < end)
    {
      const char *letter;

      if (*p != '\\')
        {
          *to++ = *p++;
          continue;
        }
      p++; /* there is more: the text ends after it */
      letter = strchr (letters, *p);
      if (letter != NULL)
        {
          *to++ = meanings[letter - letters];
          p++;
        }
      else if (*p != 'u' || (p = decode_unicode (p + 1, end, &to)) == NULL)
        return NULL;
    }
  *to++ = '\0';
  return to;
}
