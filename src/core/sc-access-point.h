/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScApSecurity: how a network in range is protected, as it says itself.
 */
typedef enum
{
  SC_AP_SECURITY_UNKNOWN, /* it asks for a key, of a kind not told */
  SC_AP_SECURITY_OPEN,
  SC_AP_SECURITY_OWE, /* encrypted without a key ("Enhanced Open") */
  SC_AP_SECURITY_WEP,
  SC_AP_SECURITY_WPA,        /* WPA or WPA2 with a key */
  SC_AP_SECURITY_TRANSITION, /* WPA2 or WPA3, as the station can */
  SC_AP_SECURITY_WPA3,       /* WPA3 only */
  SC_AP_SECURITY_ENTERPRISE  /* user name or certificate (802.1X) */
} ScApSecurity;

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
ScAccessPoint *sc_access_point_new_full (GBytes *ssid, const char *bssid, guint strength_percent,
                                         ScApSecurity security, guint frequency_mhz,
                                         gboolean is_sensor);
GBytes *sc_access_point_get_ssid (ScAccessPoint *self);
const char *sc_access_point_get_bssid (ScAccessPoint *self);
guint sc_access_point_get_strength (ScAccessPoint *self); /* 0 to 100 % */
gboolean sc_access_point_is_open (ScAccessPoint *self);
ScApSecurity sc_access_point_get_security (ScAccessPoint *self);
gboolean sc_access_point_needs_key (ScAccessPoint *self);  /* one, and no more than that */
guint sc_access_point_get_frequency (ScAccessPoint *self); /* MHz; 0 if unknown */
gboolean sc_access_point_is_sensor (ScAccessPoint *self);  /* SSID fits the model */
gboolean sc_access_point_equal (ScAccessPoint *a, ScAccessPoint *b);
/* The one band that sensors hear. */
gboolean sc_frequency_is_2_4_ghz (guint frequency_mhz);

G_END_DECLS
