/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-site-test-book.h"

#define KEY "site-tests" /* a(ayyyx): name, security, result, seconds since 1970; newest first */
#define MAX_ENTRIES 20

static gboolean
is_of (GVariant *entry, ScSiteNetwork *network, guint8 *result, gint64 *seconds)
{
  g_autoptr (GVariant) name = NULL;
  g_autoptr (GBytes) ssid = NULL;
  guint8 security;

  g_variant_get (entry, "(@ayyyx)", &name, &security, result, seconds);
  ssid = g_variant_get_data_as_bytes (name);
  return security == sc_site_network_get_security (network)
         && g_bytes_equal (ssid, sc_site_network_get_ssid (network));
}

/**
 * sc_site_test_book_get:
 * @settings: where it is kept
 * @network: a site network
 * @result: (out): what its last test came to
 * @seconds: (out): when, since 1970
 *
 * Returns: whether it was ever tested on this computer
 */
gboolean
sc_site_test_book_get (GSettings *settings, ScSiteNetwork *network, ScSiteTestResult *result,
                       gint64 *seconds)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);

  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      guint8 number;

      if (!is_of (entry, network, &number, seconds) || number >= SC_SITE_TEST_N_RESULTS)
        continue; /* a newer version may know more results */
      *result = (ScSiteTestResult)number;
      return TRUE;
    }
  return FALSE;
}

/**
 * sc_site_test_book_put:
 * @settings: where it is kept
 * @network: a site network
 * @result: what its test came to
 * @seconds: when, since 1970
 *
 * Replaces what was kept of this network; the oldest of all is forgotten.
 */
void
sc_site_test_book_put (GSettings *settings, ScSiteNetwork *network, ScSiteTestResult result,
                       gint64 seconds)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);
  GBytes *ssid = sc_site_network_get_ssid (network);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ayyyx)"));
  guint n = 1;

  g_variant_builder_add (&builder, "(@ayyyx)",
                         g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, ssid, TRUE),
                         (guint8)sc_site_network_get_security (network), (guint8)result, seconds);
  for (gsize i = 0; i < g_variant_n_children (all) && n < MAX_ENTRIES; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      guint8 number;
      gint64 then;

      if (is_of (entry, network, &number, &then))
        continue;
      g_variant_builder_add_value (&builder, entry);
      n++;
    }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
