/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-access-point.h"

struct _ScAccessPoint
{
  GObject parent_instance;

  GBytes *ssid;
  char *bssid;
  guint strength_percent;
  ScApSecurity security;
  guint frequency_mhz;
  gboolean is_sensor;
};

G_DEFINE_FINAL_TYPE (ScAccessPoint, sc_access_point, G_TYPE_OBJECT)

static void
sc_access_point_finalize (GObject *object)
{
  ScAccessPoint *self = SC_ACCESS_POINT (object);

  g_clear_pointer (&self->ssid, g_bytes_unref);
  g_free (self->bssid);
  G_OBJECT_CLASS (sc_access_point_parent_class)->finalize (object);
}

static void
sc_access_point_class_init (ScAccessPointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_access_point_finalize;
}

static void
sc_access_point_init (ScAccessPoint *self G_GNUC_UNUSED)
{
}

/**
 * sc_access_point_new:
 * @ssid: its name, any bytes; empty if hidden
 * @bssid: (nullable): its hardware address, if known
 * @strength_percent: signal, 0 to 100 %
 * @open: whether it asks for no key
 * @is_sensor: whether the name fits the model's patterns
 *
 * Returns: (transfer full): a network in range
 */
ScAccessPoint *
sc_access_point_new (GBytes *ssid, const char *bssid, guint strength_percent, gboolean open,
                     gboolean is_sensor)
{
  return sc_access_point_new_full (ssid, bssid, strength_percent,
                                   open ? SC_AP_SECURITY_OPEN : SC_AP_SECURITY_UNKNOWN, 0,
                                   is_sensor);
}

/**
 * sc_access_point_new_full:
 * @ssid: its name, any bytes; empty if hidden
 * @bssid: (nullable): its hardware address, if known
 * @strength_percent: signal, 0 to 100 %
 * @security: how it is protected
 * @frequency_mhz: centre of its channel, 0 if unknown
 * @is_sensor: whether the name fits the model's patterns
 *
 * Returns: (transfer full): a network in range
 */
ScAccessPoint *
sc_access_point_new_full (GBytes *ssid, const char *bssid, guint strength_percent,
                          ScApSecurity security, guint frequency_mhz, gboolean is_sensor)
{
  ScAccessPoint *self;

  g_return_val_if_fail (ssid != NULL, NULL);
  self = g_object_new (SC_TYPE_ACCESS_POINT, NULL);
  self->ssid = g_bytes_ref (ssid);
  self->bssid = g_strdup (bssid);
  self->strength_percent = MIN (strength_percent, 100);
  self->security = security;
  self->frequency_mhz = frequency_mhz;
  self->is_sensor = !!is_sensor;
  return self;
}

/**
 * sc_access_point_get_ssid:
 * @self: a network in range
 *
 * Returns: (transfer none): its name, any bytes
 */
GBytes *
sc_access_point_get_ssid (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), NULL);
  return self->ssid;
}

/**
 * sc_access_point_get_bssid:
 * @self: a network in range
 *
 * Returns: (transfer none) (nullable): its hardware address as text
 */
const char *
sc_access_point_get_bssid (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), NULL);
  return self->bssid;
}

/**
 * sc_access_point_get_strength:
 * @self: a network in range
 *
 * Returns: its signal when it was heard, 0 to 100 %
 */
guint
sc_access_point_get_strength (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), 0);
  return self->strength_percent;
}

/**
 * sc_access_point_is_open:
 * @self: a network in range
 *
 * Returns: whether it asks for no key
 */
gboolean
sc_access_point_is_open (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), FALSE);
  return self->security == SC_AP_SECURITY_OPEN || self->security == SC_AP_SECURITY_OWE;
}

/**
 * sc_access_point_needs_key:
 * @self: a network in range
 *
 * Returns: whether it can be joined with a password, and not without
 */
gboolean
sc_access_point_needs_key (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), FALSE);
  switch (self->security)
    {
    case SC_AP_SECURITY_UNKNOWN:
    case SC_AP_SECURITY_WPA:
    case SC_AP_SECURITY_TRANSITION:
    case SC_AP_SECURITY_WPA3:
      return TRUE;
    case SC_AP_SECURITY_OPEN:
    case SC_AP_SECURITY_OWE:
    case SC_AP_SECURITY_WEP:
    case SC_AP_SECURITY_ENTERPRISE:
      break;
    }
  return FALSE;
}

/**
 * sc_access_point_get_security:
 * @self: a network in range
 *
 * Returns: how it is protected
 */
ScApSecurity
sc_access_point_get_security (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), SC_AP_SECURITY_UNKNOWN);
  return self->security;
}

/**
 * sc_access_point_get_frequency:
 * @self: a network in range
 *
 * Returns: the centre of its channel in MHz, 0 if unknown
 */
guint
sc_access_point_get_frequency (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), 0);
  return self->frequency_mhz;
}

/**
 * sc_access_point_is_sensor:
 * @self: a network in range
 *
 * Returns: whether its name looks like that of a sensor
 */
gboolean
sc_access_point_is_sensor (ScAccessPoint *self)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (self), FALSE);
  return self->is_sensor;
}

/**
 * sc_access_point_equal:
 * @a: a network in range
 * @b: another
 *
 * Returns: whether both are the same radio under the same name, whatever their signal
 */
gboolean
sc_access_point_equal (ScAccessPoint *a, ScAccessPoint *b)
{
  g_return_val_if_fail (SC_IS_ACCESS_POINT (a) && SC_IS_ACCESS_POINT (b), FALSE);
  if (!g_bytes_equal (a->ssid, b->ssid))
    return FALSE;
  if (a->bssid == NULL || b->bssid == NULL)
    return a->bssid == b->bssid;
  return g_ascii_strcasecmp (a->bssid, b->bssid) == 0;
}

/**
 * sc_frequency_is_2_4_ghz:
 * @frequency_mhz: the centre of a channel, MHz
 *
 * Channels 1 to 14 are at 2412 to 2484 MHz, the next band begins above 4900 (IEEE 802.11, annex E).
 *
 * Returns: whether that is in the 2.4 GHz band; %FALSE for 0, which is unknown
 */
gboolean
sc_frequency_is_2_4_ghz (guint frequency_mhz)
{
  return frequency_mhz >= 2400 && frequency_mhz < 2500;
}
