/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is in range, as a choice of site networks. */

#include "sc-network-choice.h"

typedef struct
{
  const char *ssid;
  guint strength;
  ScApSecurity security;
  guint frequency_mhz;
  gboolean is_sensor;
} Heard;

static GPtrArray *
choose (const Heard *heard, guint n)
{
  g_autoptr (GListStore) list = g_list_store_new (SC_TYPE_ACCESS_POINT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) ssid = g_bytes_new (heard[i].ssid, strlen (heard[i].ssid));
      g_autofree char *bssid = g_strdup_printf ("02:00:00:00:00:%02x", i);
      g_autoptr (ScAccessPoint) one =
          sc_access_point_new_full (ssid, bssid, heard[i].strength, heard[i].security,
                                    heard[i].frequency_mhz, heard[i].is_sensor);

      g_list_store_append (list, one);
    }
  return sc_network_choices_new (G_LIST_MODEL (list));
}

static void
assert_choice (GPtrArray *choices, guint i, const char *ssid, guint strength, ScBands bands)
{
  const ScNetworkChoice *choice = g_ptr_array_index (choices, i);

  g_assert_cmpmem (g_bytes_get_data (choice->ssid, NULL), g_bytes_get_size (choice->ssid), ssid,
                   strlen (ssid));
  g_assert_cmpuint (choice->strength, ==, strength);
  g_assert_cmpint ((int)choice->bands, ==, (int)bands);
}

static void
test_one_of_a_name (void)
{
  static const Heard heard[] = {
    { "Hall", 40, SC_AP_SECURITY_WPA, 2412, FALSE },
    { "Office", 60, SC_AP_SECURITY_WPA, 2437, FALSE },
    { "Hall", 70, SC_AP_SECURITY_WPA, 2462, FALSE },
    { "Hall", 90, SC_AP_SECURITY_WPA, 5180, FALSE },  /* not what a sensor would hear */
    { "Hall", 20, SC_AP_SECURITY_OPEN, 2412, FALSE }, /* another network */
  };
  g_autoptr (GPtrArray) choices = choose (heard, G_N_ELEMENTS (heard));

  g_assert_cmpuint (choices->len, ==, 3);
  assert_choice (choices, 0, "Hall", 70, SC_BAND_2_4_GHZ | SC_BAND_5_GHZ);
  assert_choice (choices, 1, "Office", 60, SC_BAND_2_4_GHZ);
  assert_choice (choices, 2, "Hall", 20, SC_BAND_2_4_GHZ);
}

static void
test_the_order_of_hearing_is_no_matter (void)
{
  static const Heard heard[] = {
    { "Hall", 90, SC_AP_SECURITY_WPA, 5180, FALSE },
    { "Hall", 70, SC_AP_SECURITY_WPA, 2462, FALSE },
    { "Far", 30, SC_AP_SECURITY_WPA3, 5955, FALSE },
    { "Far", 50, SC_AP_SECURITY_WPA3, 5180, FALSE },
    { "Old", 10, SC_AP_SECURITY_UNKNOWN, 0, FALSE },
  };
  g_autoptr (GPtrArray) choices = choose (heard, G_N_ELEMENTS (heard));

  g_assert_cmpuint (choices->len, ==, 3);
  assert_choice (choices, 0, "Hall", 70, SC_BAND_2_4_GHZ | SC_BAND_5_GHZ);
  assert_choice (choices, 1, "Far", 50, SC_BAND_5_GHZ);
  assert_choice (choices, 2, "Old", 10, SC_BAND_UNKNOWN);
}

static void
test_neither_sensors_nor_hidden (void)
{
  static const Heard heard[] = {
    { "SMS0000S111A", 90, SC_AP_SECURITY_OPEN, 2437, TRUE },
    { "", 80, SC_AP_SECURITY_WPA, 2437, FALSE },
    { "W\xe4rme;1", 70, SC_AP_SECURITY_WPA, 2437, FALSE }, /* Latin-1: any bytes */
  };
  g_autoptr (GPtrArray) choices = choose (heard, G_N_ELEMENTS (heard));

  g_assert_cmpuint (choices->len, ==, 1);
  assert_choice (choices, 0, "W\xe4rme;1", 70, SC_BAND_2_4_GHZ);
}

static void
test_security (void)
{
  static const struct
  {
    ScApSecurity heard;
    gboolean usable;
    ScSecurity told;
  } rows[] = {
    { SC_AP_SECURITY_UNKNOWN, TRUE, SC_SECURITY_WPA },
    { SC_AP_SECURITY_OPEN, TRUE, SC_SECURITY_OPEN },
    { SC_AP_SECURITY_OWE, FALSE, 0 },
    { SC_AP_SECURITY_WEP, TRUE, SC_SECURITY_WEP },
    { SC_AP_SECURITY_WPA, TRUE, SC_SECURITY_WPA },
    { SC_AP_SECURITY_TRANSITION, TRUE, SC_SECURITY_WPA },
    { SC_AP_SECURITY_WPA3, TRUE, SC_SECURITY_WPA3 },
    { SC_AP_SECURITY_ENTERPRISE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ScNetworkChoice choice = { .security = rows[i].heard };
      ScSecurity told = 0;

      g_assert_cmpint (sc_network_choice_get_security (&choice, &told), ==, rows[i].usable);
      g_assert_cmpint ((int)told, ==, (int)rows[i].told);
    }
}

static void
test_bands (void)
{
  static const struct
  {
    guint mhz;
    gboolean is_2_4_ghz;
  } rows[] = { { 0, FALSE },    { 2412, TRUE },  { 2472, TRUE },  { 2484, TRUE },
               { 4920, FALSE }, { 5180, FALSE }, { 5955, FALSE }, { 58320, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sc_frequency_is_2_4_ghz (rows[i].mhz), ==, rows[i].is_2_4_ghz);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/network-choice/" #name, test_##name)
  ADD (one_of_a_name);
  ADD (the_order_of_hearing_is_no_matter);
  ADD (neither_sensors_nor_hidden);
  ADD (security);
  ADD (bands);
#undef ADD
  return g_test_run ();
}
