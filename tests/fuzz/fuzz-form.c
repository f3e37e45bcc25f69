/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-fuzz.h"
#include "sc-sensor-codec.h"
#include "sc-test-model.h"
#include "sc-validate.h"
#include "sc-world-firmware.h"

#include <string.h>

/* What the technician typed reaches the sensor byte for byte, through the form and the decoder of
 * the simulated chip, whether that decodes once or twice. Input: how many bytes are the name, the
 * security, the name, the key. */

static void
check_parameter (GHashTable *parameters, const char *name, const char *data, gsize size)
{
  GBytes *value = g_hash_table_lookup (parameters, name);

  g_assert_nonnull (value);
  g_assert_cmpmem (g_bytes_get_data (value, NULL), g_bytes_get_size (value), data, size);
}

static void
check_trip (ScModel *model, ScSiteNetwork *network, gboolean decodes_twice)
{
  ScNetworkProfile profile = { network, '2', FALSE };
  g_autoptr (GBytes) form = sc_sensor_codec_format_profile (model, &profile);
  g_autoptr (GHashTable) parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  GBytes *ssid = sc_site_network_get_ssid (network);
  ScSecret *key = sc_site_network_get_key (network);
  gsize size;
  const char *text = g_bytes_get_data (form, &size);

  for (gsize i = 0; i < size; i++) /* nothing a form could stumble over */
    g_assert_true (g_ascii_isalnum (text[i]) || strchr ("_.%=&-", text[i]) != NULL);
  sc_world_firmware_read_form (parameters, form, decodes_twice);
  g_assert_cmpuint (g_hash_table_size (parameters), ==, 4);
  check_parameter (parameters, "__SL_P_P.A", g_bytes_get_data (ssid, NULL),
                   g_bytes_get_size (ssid));
  check_parameter (parameters, "__SL_P_P.B", "2", 1);
  check_parameter (parameters, "__SL_P_P.C", key != NULL ? sc_secret_peek (key) : "",
                   key != NULL ? sc_secret_get_n_bytes (key) : 0);
}

/* A form nobody of us made. */
static void
check_decoder (GBytes *input)
{
  g_autoptr (GHashTable) parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);

  sc_world_firmware_read_form (parameters, input, FALSE);
  sc_world_firmware_read_form (parameters, input, TRUE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static ScModel *once, *twice;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = NULL, ssid = NULL, rest = NULL;
  g_autoptr (ScSecret) key = NULL;
  g_autoptr (ScSiteNetwork) network = NULL;
  gsize at = MIN (size, 2);

  if (once == NULL)
    {
      once = sc_test_model_new ("[encoding]\ndouble-percent=false\n");
      twice = sc_test_model_new ("[encoding]\ndouble-percent=true\n");
    }
  input = sc_fuzz_begin (data, size);
  ssid = sc_fuzz_take (input, &at, size > 0 ? data[0] % 36 : 0);
  rest = sc_fuzz_rest (input, at);
  if (g_bytes_get_size (rest) > 0)
    key = sc_secret_new (g_bytes_get_data (rest, NULL), (gssize)g_bytes_get_size (rest));
  network =
      sc_site_network_new (ssid, size > 1 ? data[1] % (SC_SECURITY_WPA3 + 1) : 0, key, &error);
  g_assert_true ((network == NULL) == (error != NULL));
  if (network != NULL)
    {
      g_autofree char *shown = sc_ssid_to_display (ssid);

      g_assert_true (sc_fuzz_is_line (shown, 4 * 32));
      check_trip (once, network, FALSE);
      check_trip (twice, network, TRUE);
    }
  else if (key != NULL)
    g_assert_false (sc_fuzz_holds (error->message, sc_secret_peek (key)));
  check_decoder (input);
  return sc_fuzz_end (256 * 1024 + 64 * size);
}
