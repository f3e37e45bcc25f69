/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"
#include "sc-http-failure.h"

#include <string.h>

/* `Retry-After` and, on a second line, `Date`. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  char *date = strchr (text, '\n');
  gint64 seconds;

  if (date != NULL)
    *date++ = '\0';
  seconds = sc_http_parse_retry_after (text, date, G_GINT64_CONSTANT (1790000000000000));
  g_assert_true (seconds >= 0 && seconds <= 300);
  if (text[0] != '\0' && strspn (text, "0123456789") == strlen (text))
    g_assert_cmpint (seconds, >=, 1);
  return sc_fuzz_end (64 * 1024 + 32 * size);
}
