/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"
#include "sc-json.h"
#include "sc-sensor-codec.h"

/* The version reply, whose members nobody has published. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = sc_fuzz_begin (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = sc_sensor_codec_parse_versions (body, &error);

  g_assert_true ((facts == NULL) == (error != NULL));
  if (facts != NULL)
    {
      g_assert_cmpuint (facts->len, <=, 64);
      for (guint i = 0; i < facts->len; i++)
        {
          const ScVersionFact *fact = g_ptr_array_index (facts, i);

          g_assert_true (sc_fuzz_is_line (fact->name, 256));
          g_assert_true (sc_fuzz_is_line (fact->value, 256));
        }
    }
  return sc_fuzz_end (512 * 1024 + 128 * MIN (size, SC_JSON_MAX_BYTES) + size);
}
