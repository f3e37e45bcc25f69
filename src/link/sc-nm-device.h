/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-adapter.h"
#include "sc-nm-networks.h"

G_BEGIN_DECLS

/* Wi-Fi adapters: questions about NetworkManager's objects. */

/* of ScAdapter, by interface */
GPtrArray *sc_nm_device_list (ScNmClient *client, ScNmNetworks *networks);
char *sc_nm_device_choose (ScNmClient *client, ScNmNetworks *networks, const char *preferred,
                           const char *present);
char *sc_nm_device_find (ScNmClient *client, const char *interface); /* nullable: its path */
GError *sc_nm_device_get_trouble (ScNmClient *client, const char *path);
const char *sc_nm_device_get_interface (ScNmClient *client, const char *path);
/* The active connection it is on or coming to; NULL: none */
const char *sc_nm_device_get_active (ScNmClient *client, const char *path);
/* The active connection with that profile; NULL: none */
ScNmDbusConnectionActive *sc_nm_device_find_active (ScNmClient *client, const char *uuid);
char *sc_nm_device_find_access_point (ScNmClient *client, const char *path, GBytes *ssid,
                                      const char *bssid, gboolean only_2_4_ghz);
GBytes *sc_nm_device_get_ssid (ScNmDbusAccessPoint *access_point);

G_END_DECLS
