/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"
#include "sc-sensor-codec.h"
#include "sc-site-network.h"
#include "sc-test-model.h"

#include <string.h>

/* The sensor's own scan: digits and names, separated by what a name may hold. */

/* Every entry was said like that: digit, name, and then a separator or the end. */
static gboolean
was_said (GBytes *body, const ScHeardNetwork *network)
{
  gsize n_said, n_ssid;
  const char *said = g_bytes_get_data (body, &n_said);
  const char *ssid = g_bytes_get_data (network->ssid, &n_ssid);

  for (gsize i = 0; i + n_ssid < n_said; i++)
    if (said[i] == network->digit && memcmp (said + i + 1, ssid, n_ssid) == 0)
      return TRUE;
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static ScModel *model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GPtrArray) networks = NULL;

  if (size > 4096) /* a request asks for at most 8 KiB, and entries are compared with each other */
    return -1;
  if (model == NULL)
    model = sc_test_model_new (NULL);
  body = sc_fuzz_begin (data, size);
  networks = sc_sensor_codec_parse_scan (model, body, &error);
  g_assert_true ((networks == NULL) == (error != NULL));
  for (guint i = 0; networks != NULL && i < networks->len; i++)
    {
      const ScHeardNetwork *network = g_ptr_array_index (networks, i);
      g_autofree char *shown = sc_ssid_to_display (network->ssid);
      gsize n_bytes = g_bytes_get_size (network->ssid);

      g_assert_true (g_ascii_isdigit (network->digit));
      g_assert_true (n_bytes >= 1 && n_bytes <= 32);
      g_assert_true (was_said (body, network));
      g_assert_true (sc_fuzz_is_line (shown, 4 * 32));
    }
  return sc_fuzz_end (256 * 1024 + 64 * size);
}
