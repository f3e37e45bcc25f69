/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sc-nm-dbus.h"

G_BEGIN_DECLS

#define SC_NM_NAME "org.freedesktop.NetworkManager"
#define SC_NM_NO_PATH "/" /* NetworkManager's way to say: none */

/**
 * ScNmClient:
 *
 * NetworkManager's objects, kept up to date. Proxies are borrowed: use them before going back to
 * the main loop.
 *
 * Signals: `changed` (no arguments): objects or properties are different, or NetworkManager came or
 * went. `device-state` (path, new, old, reason) and `active-state` (path, state, reason) pass on
 * what NetworkManager signals, in its order.
 */
#define SC_TYPE_NM_CLIENT (sc_nm_client_get_type ())
G_DECLARE_FINAL_TYPE (ScNmClient, sc_nm_client, SC, NM_CLIENT, GObject)

ScNmClient *sc_nm_client_new (void);
void sc_nm_client_open_async (ScNmClient *self, GDBusConnection *bus, GAsyncReadyCallback callback,
                              gpointer user_data);
void sc_nm_client_open_finish (ScNmClient *self, GAsyncResult *result);

GDBusConnection *sc_nm_client_get_bus (ScNmClient *self); /* nullable: not open yet */
const GError *sc_nm_client_get_error (ScNmClient *self);  /* nullable: it cannot be opened */
char *sc_nm_client_get_owner (ScNmClient *self);          /* nullable: it is not running */
/* By the permissions, as they are now: */
gboolean sc_nm_client_is_denied (ScNmClient *self);
gboolean sc_nm_client_may_power_on (ScNmClient *self);

ScNmDbusManager *sc_nm_client_peek_manager (ScNmClient *self);
ScNmDbusSettings *sc_nm_client_peek_settings (ScNmClient *self);
ScNmDbusAgentManager *sc_nm_client_peek_agents (ScNmClient *self);
ScNmDbusDevice *sc_nm_client_peek_device (ScNmClient *self, const char *path);
ScNmDbusDeviceWireless *sc_nm_client_peek_wireless (ScNmClient *self, const char *path);
ScNmDbusAccessPoint *sc_nm_client_peek_access_point (ScNmClient *self, const char *path);
ScNmDbusConnectionActive *sc_nm_client_peek_active (ScNmClient *self, const char *path);
ScNmDbusIp4Config *sc_nm_client_peek_ip4_config (ScNmClient *self, const char *path);
GList *sc_nm_client_list_objects (ScNmClient *self); /* of GDBusObject, (transfer full) */

G_END_DECLS
