/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScAccessPoint:
 *
 * One Wi-Fi network in range, as an owned copy: never a pointer into somebody's scan list.
 * Immutable; a new scan makes new ones, equal by BSSID and SSID.
 */
#define SC_TYPE_ACCESS_POINT (sc_access_point_get_type ())
G_DECLARE_FINAL_TYPE (ScAccessPoint, sc_access_point, SC, ACCESS_POINT, GObject)

ScAccessPoint *sc_access_point_new (GBytes *ssid, const char *bssid, guint strength_percent,
                                    gboolean open, gboolean is_sensor);
GBytes *sc_access_point_get_ssid (ScAccessPoint *self);
const char *sc_access_point_get_bssid (ScAccessPoint *self);
guint sc_access_point_get_strength (ScAccessPoint *self); /* 0 to 100 % */
gboolean sc_access_point_is_open (ScAccessPoint *self);
gboolean sc_access_point_is_sensor (ScAccessPoint *self); /* SSID fits the model */
gboolean sc_access_point_equal (ScAccessPoint *a, ScAccessPoint *b);

G_END_DECLS
