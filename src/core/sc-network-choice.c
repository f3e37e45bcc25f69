/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-network-choice.h"

void
sc_network_choice_free (ScNetworkChoice *self)
{
  g_bytes_unref (self->ssid);
  g_free (self);
}

/**
 * sc_network_choice_equal:
 * @a: a network
 * @b: another
 *
 * Returns: whether both are the same network, whatever was heard of it lately
 */
gboolean
sc_network_choice_equal (const ScNetworkChoice *a, const ScNetworkChoice *b)
{
  return a->security == b->security && g_bytes_equal (a->ssid, b->ssid);
}

/**
 * sc_network_choice_get_security:
 * @self: a network
 * @security: (out): the same in the terms of the site network
 *
 * Transition networks take WPA2 stations. Of a network that asks for a key of unknown kind the most
 * common is assumed; the technician can change it.
 *
 * Returns: %FALSE if sensors cannot use it: they know no user names (802.1X), and no encryption
 *   without a key
 */
gboolean
sc_network_choice_get_security (const ScNetworkChoice *self, ScSecurity *security)
{
  switch (self->security)
    {
    case SC_AP_SECURITY_OPEN:
      *security = SC_SECURITY_OPEN;
      return TRUE;
    case SC_AP_SECURITY_WEP:
      *security = SC_SECURITY_WEP;
      return TRUE;
    case SC_AP_SECURITY_UNKNOWN:
    case SC_AP_SECURITY_WPA:
    case SC_AP_SECURITY_TRANSITION:
      *security = SC_SECURITY_WPA;
      return TRUE;
    case SC_AP_SECURITY_WPA3:
      *security = SC_SECURITY_WPA3;
      return TRUE;
    case SC_AP_SECURITY_OWE:
    case SC_AP_SECURITY_ENTERPRISE:
      break;
    }
  return FALSE;
}

static ScBands
band_of (guint frequency_mhz)
{
  if (frequency_mhz == 0)
    return SC_BAND_UNKNOWN;
  return sc_frequency_is_2_4_ghz (frequency_mhz) ? SC_BAND_2_4_GHZ : SC_BAND_5_GHZ;
}

/* What counts is what a sensor would hear: 2.4 GHz, where there is any. */
static void
add_heard (ScNetworkChoice *self, guint strength, ScBands band)
{
  gboolean had = (self->bands & (SC_BAND_2_4_GHZ | SC_BAND_UNKNOWN)) != 0;
  gboolean has = band != SC_BAND_5_GHZ;

  if (has == had)
    self->strength = MAX (self->strength, strength);
  else if (has)
    self->strength = strength;
  self->bands |= band;
}

static void
add (GPtrArray *choices, ScAccessPoint *access_point)
{
  ScBands band = band_of (sc_access_point_get_frequency (access_point));
  g_autoptr (ScNetworkChoice) one = g_new0 (ScNetworkChoice, 1);

  one->ssid = g_bytes_ref (sc_access_point_get_ssid (access_point));
  one->security = sc_access_point_get_security (access_point);
  one->strength = sc_access_point_get_strength (access_point);
  one->bands = band;
  for (guint i = 0; i < choices->len; i++)
    if (sc_network_choice_equal (g_ptr_array_index (choices, i), one))
      {
        add_heard (g_ptr_array_index (choices, i), one->strength, band);
        return;
      }
  g_ptr_array_add (choices, g_steal_pointer (&one));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ScNetworkChoice *left = *(const ScNetworkChoice *const *)a;
  const ScNetworkChoice *right = *(const ScNetworkChoice *const *)b;

  if (left->strength != right->strength)
    return left->strength > right->strength ? -1 : 1;
  return g_bytes_compare (left->ssid, right->ssid);
}

/**
 * sc_network_choices_new:
 * @access_points: (element-type ScAccessPoint): what is in range
 *
 * Leaves out sensors' own networks, and those that do not tell their name.
 *
 * Returns: (transfer full) (element-type ScNetworkChoice): the networks, strongest first
 */
GPtrArray *
sc_network_choices_new (GListModel *access_points)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_network_choice_free);

  for (guint i = 0; i < g_list_model_get_n_items (access_points); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (access_points, i);

      if (!sc_access_point_is_sensor (one) && g_bytes_get_size (sc_access_point_get_ssid (one)) > 0)
        add (choices, one);
    }
  g_ptr_array_sort (choices, compare);
  return choices;
}
