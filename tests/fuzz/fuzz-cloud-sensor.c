/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-codec.h"
#include "sc-error.h"
#include "sc-fuzz.h"
#include "sc-json.h"

#include <string.h>

/* The replies to provisioning and to asking for a sensor. */

static void
check_member (const char *text)
{
  g_assert_true (text == NULL || (text[0] != '\0' && strlen (text) <= 256));
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = sc_fuzz_begin (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCloudSensor) sensor = sc_cloud_codec_parse_sensor (body, &error);

  g_assert_true ((sensor == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID));
  if (sensor != NULL)
    {
      static const char base[] = "https://cloud.example/sensors/";
      const char *id = sc_cloud_sensor_get_id (sensor);
      g_autofree char *uri = sc_cloud_codec_uri ("https://cloud.example/", "/sensors", id);

      check_member (id);
      check_member (sc_cloud_sensor_get_provisioned (sensor));
      check_member (sc_cloud_sensor_get_provisioned_by (sensor));
      check_member (sc_cloud_sensor_get_last_connected (sensor));
      /* whatever the ID, it is one segment of a path */
      if (id != NULL)
        g_assert_true (g_str_has_prefix (uri, base)
                       && strpbrk (uri + strlen (base), "/?#") == NULL);
    }
  return sc_fuzz_end (512 * 1024 + 160 * MIN (size, SC_JSON_MAX_BYTES) + size);
}
