/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-nm-networks.h"
#include "sc-nm-scan.h"

G_BEGIN_DECLS

/**
 * ScNmHome:
 *
 * The laptop's own network: what the adapter was on before a sensor's network was joined, and the
 * way back to it. The way back is to activate it, which displaces ours; the adapter is never told
 * to disconnect, because NetworkManager then stops connecting it by itself. A sensor's network that
 * was joined in the desktop's menu is no such network, and no arrival on the way back.
 */
#define SC_TYPE_NM_HOME (sc_nm_home_get_type ())
G_DECLARE_FINAL_TYPE (ScNmHome, sc_nm_home, SC, NM_HOME, GObject)

ScNmHome *sc_nm_home_new (ScNmClient *client, ScNmNetworks *networks, ScNmScan *scan,
                          ScClock *clock);
/* Where the adapter is now; keeps what was known if that is nowhere, or on a sensor's network. */
void sc_nm_home_remember (ScNmHome *self, const char *device);
/* Where it was when an earlier run of this program left it; for the next return. */
void sc_nm_home_recall (ScNmHome *self, const char *device, const char *uuid);
const char *sc_nm_home_get_uuid (ScNmHome *self); /* nullable */
const char *sc_nm_home_get_name (ScNmHome *self); /* nullable: for people */
GBytes *sc_nm_home_get_ssid (ScNmHome *self);     /* nullable */
void sc_nm_home_return_async (ScNmHome *self, const char *ours, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sc_nm_home_return_finish (ScNmHome *self, GAsyncResult *result, GError **error);
gboolean sc_nm_home_is_returning (ScNmHome *self);
void sc_nm_home_stay (ScNmHome *self);

G_END_DECLS
