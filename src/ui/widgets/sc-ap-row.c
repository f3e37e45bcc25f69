/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-ap-row.h"

#include "sc-format.h"

#include <glib/gi18n-lib.h>

struct _ScApRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  ScAccessPoint *access_point; /* nullable: nothing shown yet */
};

G_DEFINE_FINAL_TYPE (ScApRow, sc_ap_row, ADW_TYPE_ACTION_ROW)

static char *
describe (ScAccessPoint *access_point, gboolean with_address, const char *note)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *signal = sc_format_signal (sc_access_point_get_strength (access_point));
  const char *bssid = sc_access_point_get_bssid (access_point);
  g_auto (GStrv) parts = NULL;

  g_strv_builder_add (builder, signal);
  if (sc_access_point_is_sensor (access_point) && sc_access_point_needs_key (access_point))
    g_strv_builder_add (builder, _ ("asks for a password"));
  if (with_address && bssid != NULL)
    g_strv_builder_add (builder, bssid);
  if (note != NULL)
    g_strv_builder_add (builder, note);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

/**
 * sc_ap_row_show:
 * @self: a row
 * @access_point: a network in range
 * @with_address: whether the name alone does not tell it from another one
 * @note: (nullable): something else worth knowing about it
 */
void
sc_ap_row_show (ScApRow *self, ScAccessPoint *access_point, gboolean with_address, const char *note)
{
  GBytes *ssid = sc_access_point_get_ssid (access_point);
  g_autofree char *name =
      g_bytes_get_size (ssid) > 0 ? sc_ssid_to_display (ssid) : g_strdup (_ ("Hidden network"));
  g_autofree char *subtitle = describe (access_point, with_address, note);

  g_return_if_fail (SC_IS_AP_ROW (self));

  g_set_object (&self->access_point, access_point);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (
      self->icon, sc_format_signal_icon (sc_access_point_get_strength (access_point)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self),
                                    sc_access_point_is_sensor (access_point));
}

/**
 * sc_ap_row_get_access_point:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the network it shows
 */
ScAccessPoint *
sc_ap_row_get_access_point (ScApRow *self)
{
  g_return_val_if_fail (SC_IS_AP_ROW (self), NULL);
  return self->access_point;
}

static void
sc_ap_row_finalize (GObject *object)
{
  g_clear_object (&SC_AP_ROW (object)->access_point);
  G_OBJECT_CLASS (sc_ap_row_parent_class)->finalize (object);
}

static void
sc_ap_row_class_init (ScApRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_ap_row_finalize;
}

static void
sc_ap_row_init (ScApRow *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
}

GtkWidget *
sc_ap_row_new (void)
{
  return g_object_new (SC_TYPE_AP_ROW, NULL);
}
