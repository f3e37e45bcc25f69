/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScSecurity:
 *
 * How the site network is protected, in the technician's terms. The digit the sensor wants
 * (`__SL_P_P.B`) comes from the model file, or from the sensor's own scan where it listed the
 * network.
 */
typedef enum
{
  SC_SECURITY_OPEN,
  SC_SECURITY_WEP,
  SC_SECURITY_WPA, /* WPA, WPA2 and WPA2/WPA3 transition: one passphrase */
  SC_SECURITY_WPA3
} ScSecurity;

/**
 * ScSiteNetwork:
 *
 * The site network as validated technician input: name as bytes (1 to 32, any value), security,
 * key. Immutable, reference-counted; the key is an ScSecret.
 */
typedef struct _ScSiteNetwork ScSiteNetwork;

#define SC_TYPE_SITE_NETWORK (sc_site_network_get_type ())
GType sc_site_network_get_type (void) G_GNUC_CONST;

ScSiteNetwork *sc_site_network_new (GBytes *ssid, ScSecurity security, ScSecret *key,
                                    GError **error);
ScSiteNetwork *sc_site_network_ref (ScSiteNetwork *self);
void sc_site_network_unref (ScSiteNetwork *self);
GBytes *sc_site_network_get_ssid (ScSiteNetwork *self);
ScSecurity sc_site_network_get_security (ScSiteNetwork *self);
ScSecret *sc_site_network_get_key (ScSiteNetwork *self); /* nullable: open network */

/* An SSID for people: valid UTF-8, control characters and invalid bytes as \xNN. Lossy; for
 * display only. (transfer full) */
char *sc_ssid_to_display (GBytes *ssid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScSiteNetwork, sc_site_network_unref)

G_END_DECLS
