/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-codec.h"
#include "sc-fuzz.h"
#include "sc-json.h"
#include "sc-secret.h"

#include <string.h>

/* The reply to the token request. Whatever is wrong with it, the token is not told. */

static void
check_silence (GBytes *body, const char *message)
{
  g_autoptr (ScJson) json = sc_json_new (body, NULL);
  const char *value = NULL;

  if (json != NULL && sc_json_get_string (json, "access_token", TRUE, G_MAXSIZE, &value, NULL))
    g_assert_false (sc_fuzz_holds (message, value));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = sc_fuzz_begin (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScToken) token = sc_cloud_codec_parse_token (body, &error);

  g_assert_true ((token == NULL) == (error != NULL));
  if (error != NULL)
    check_silence (body, error->message);
  if (token != NULL)
    {
      const char *value = sc_secret_peek (token->value);

      g_assert_cmpuint (strlen (value), ==, sc_secret_get_n_bytes (token->value));
      g_assert_true (value[0] != '\0');
      for (const char *p = value; *p != '\0'; p++)
        g_assert_true (g_ascii_isgraph (*p)); /* nothing that could end a header */
      g_assert_true (token->lifetime_s >= 0 && token->lifetime_s <= 24 * 60 * 60);
      g_assert_true (token->tenant_id == NULL || sc_fuzz_is_line (token->tenant_id, 8192));
      g_assert_true (token->role == NULL || sc_fuzz_is_line (token->role, 8192));
    }
  return sc_fuzz_end (1024 * 1024 + 160 * MIN (size, SC_JSON_MAX_BYTES) + size);
}
