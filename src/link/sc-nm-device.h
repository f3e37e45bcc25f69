/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-adapter.h"
#include "sc-nm-agent.h"
#include "sc-nm-client.h"

G_BEGIN_DECLS

/* Wi-Fi adapters: questions about NetworkManager's objects. */

GPtrArray *sc_nm_device_list (ScNmClient *client); /* of ScAdapter, by interface */
char *sc_nm_device_choose (ScNmClient *client, const char *preferred, const char *present);
GError *sc_nm_device_get_trouble (ScNmClient *client, const char *path);
const char *sc_nm_device_get_interface (ScNmClient *client, const char *path);
/* The active connection it is on or coming to; NULL: none */
const char *sc_nm_device_get_active (ScNmClient *client, const char *path);
/* The active connection with that profile; NULL: none */
ScNmDbusConnectionActive *sc_nm_device_find_active (ScNmClient *client, const char *uuid);
char *sc_nm_device_find_access_point (ScNmClient *client, const char *path, GBytes *ssid,
                                      const char *bssid, gboolean only_2_4_ghz);
GBytes *sc_nm_device_get_ssid (ScNmDbusAccessPoint *access_point);
/* Whether a connection that is not ours leads to the internet, by NetworkManager's account. */
gboolean sc_nm_device_has_uplink (ScNmClient *client, ScNmAgent *agent);

G_END_DECLS
