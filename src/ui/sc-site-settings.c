/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-site-settings.h"

/**
 * sc_site_settings_save:
 * @settings: (nullable): where to keep it
 * @network: a site network that was entered
 */
void
sc_site_settings_save (GSettings *settings, ScSiteNetwork *network)
{
  GBytes *ssid = sc_site_network_get_ssid (network);

  if (settings == NULL)
    return;
  g_settings_set_value (settings, "site-ssid",
                        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, ssid, TRUE));
  g_settings_set_enum (settings, "site-security", sc_site_network_get_security (network));
}
