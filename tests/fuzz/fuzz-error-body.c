/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-codec.h"
#include "sc-fuzz.h"
#include "sc-json.h"

#include <string.h>

/* Error bodies of any form; the first byte says what the reply claims to be. */

/* A token that stands nowhere else in the reply. */
static gboolean
gives_token_away (GBytes *body, const char *message)
{
  g_autoptr (ScJson) json = sc_json_new (body, NULL);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  const char *token = NULL, *first;

  if (json == NULL || !sc_json_get_string (json, "access_token", TRUE, 1024, &token, NULL))
    return FALSE;
  first = g_strstr_len (data, (gssize)size, token);
  if (first == NULL || g_strstr_len (first + 1, (gssize)(data + size - first - 1), token) != NULL)
    return FALSE;
  return sc_fuzz_holds (message, token);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const types[] = { NULL, "application/json", "text/html", "text/plain" };
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  g_autoptr (GBytes) body = sc_fuzz_rest (input, size > 0 ? 1 : 0);
  const char *type = types[size > 0 ? data[0] % G_N_ELEMENTS (types) : 0];
  g_autofree char *message = sc_cloud_codec_error_message (type, body);

  if (message != NULL)
    {
      g_assert_true (message[0] != '\0' && sc_fuzz_is_line (message, 500));
      g_assert_null (strstr (message, "-----BEGIN"));
    }
  g_assert_false (gives_token_away (body, message));
  return sc_fuzz_end (512 * 1024 + 160 * MIN (size, SC_JSON_MAX_BYTES) + 32 * size);
}
