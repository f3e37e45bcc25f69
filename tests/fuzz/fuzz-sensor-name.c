/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-fuzz.h"
#include "sc-sensor-codec.h"
#include "sc-test-model.h"

#include <string.h>

/* Device name, sensor ID and MAC address. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static ScModel *model;
  g_autoptr (GError) name_error = NULL, id_error = NULL, mac_error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *name = NULL, *id = NULL, *mac = NULL;

  if (model == NULL)
    model = sc_test_model_new (NULL);
  body = sc_fuzz_begin (data, size);
  name = sc_sensor_codec_parse_name (body, &name_error);
  g_assert_true ((name == NULL) == (name_error != NULL));
  if (name != NULL)
    {
      g_assert_true (name[0] != '\0' && sc_fuzz_is_line (name, 64));
      id = sc_sensor_codec_id_from_name (model, name, &id_error);
      g_assert_true ((id == NULL) == (id_error != NULL));
      g_assert_true (id == NULL || (id[0] != '\0' && g_str_has_suffix (name, id)));
      g_assert_true (id_error == NULL || id_error->domain == SC_ERROR);
    }

  mac = sc_sensor_codec_parse_mac (body, &mac_error);
  g_assert_true ((mac == NULL) == (mac_error != NULL));
  if (mac != NULL)
    {
      g_assert_cmpuint (strlen (mac), ==, 17);
      g_assert_cmpuint (strspn (mac, "0123456789ABCDEF:"), ==, 17);
      /* a value and "no such value" exclude one another */
      g_assert_false (sc_sensor_codec_is_no_answer (body));
    }
  return sc_fuzz_end (256 * 1024 + 8 * size);
}
