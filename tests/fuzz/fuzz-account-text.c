/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-account-text.h"
#include "sc-fuzz.h"

#include <string.h>

/* An account as the keyring gives it back: whoever else may have written there. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  gsize n_bytes;
  const char *text = g_bytes_get_data (input, &n_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) account = sc_account_from_text (text, n_bytes, &error);

  g_assert_true ((account == NULL) == (error != NULL));
  if (account != NULL)
    {
      g_autoptr (ScSecret) saved = sc_account_to_text (account);
      g_autoptr (ScAccount) again =
          sc_account_from_text (sc_secret_peek (saved), sc_secret_get_n_bytes (saved), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sc_account_get_endpoint (again), ==, sc_account_get_endpoint (account));
      g_assert_cmpstr (sc_account_get_ca_file (again), ==, sc_account_get_ca_file (account));
      g_assert_true (
          sc_secret_equal (sc_account_get_client_id (again), sc_account_get_client_id (account)));
      g_assert_true (sc_secret_equal (sc_account_get_client_secret (again),
                                      sc_account_get_client_secret (account)));
    }
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return sc_fuzz_end (256 * 1024 + 32 * size);
}
