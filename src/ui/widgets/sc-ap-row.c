/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-ap-row.h"

#include "sc-format.h"

#define KEY "sc-access-point"

/**
 * sc_ap_row_new:
 * @access_point: a network in range
 * @note: (nullable): something worth knowing about it
 *
 * Returns: (transfer floating): a list row
 */
GtkWidget *
sc_ap_row_new (ScAccessPoint *access_point, const char *note)
{
  GtkWidget *row = adw_action_row_new ();
  guint percent = sc_access_point_get_strength (access_point);
  g_autofree char *name = sc_ssid_to_display (sc_access_point_get_ssid (access_point));
  g_autofree char *signal = sc_format_signal (percent);
  g_autofree char *subtitle =
      note == NULL ? g_strdup (signal) : g_strdup_printf ("%s · %s", signal, note);
  GtkWidget *icon = gtk_image_new_from_icon_name (sc_format_signal_icon (percent));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    sc_access_point_is_sensor (access_point));
  g_object_set_data_full (G_OBJECT (row), KEY, g_object_ref (access_point), g_object_unref);
  return row;
}

/**
 * sc_ap_row_get_access_point:
 * @row: a row made by sc_ap_row_new()
 *
 * Returns: (transfer none): its network
 */
ScAccessPoint *
sc_ap_row_get_access_point (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), KEY);
}
