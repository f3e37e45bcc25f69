/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-secret.h"
#include "sc-site-network.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScWorldNetwork:
 * @ssid: name, bytes
 * @bssid: address of its access point
 * @digit: security as a sensor's scan writes it: 0 open, 1 WEP, 2 WPA, 3 WPA/WPA2, 5 WPA3
 * @key: (nullable): what really opens it
 * @strength: as the laptop hears it, percent
 *
 * A Wi-Fi network around the simulated sensors.
 */
typedef struct
{
  GBytes *ssid;
  char *bssid;
  char digit;
  ScSecret *key;
  guint strength;
} ScWorldNetwork;

typedef enum
{
  SC_WORLD_JOIN_DONE,
  SC_WORLD_JOIN_NOT_FOUND,
  SC_WORLD_JOIN_WRONG_KEY,
  SC_WORLD_JOIN_OTHER_SECURITY
} ScWorldJoin;

/**
 * ScWorldAir: the Wi-Fi networks of the place, sensors' own not among them. Reference-counted.
 */
typedef struct _ScWorldAir ScWorldAir;

ScWorldAir *sc_world_air_new (void);
ScWorldAir *sc_world_air_ref (ScWorldAir *self);
void sc_world_air_unref (ScWorldAir *self);

void sc_world_air_add (ScWorldAir *self, const char *ssid, const char *bssid, char digit,
                       const char *key, guint strength);
void sc_world_air_remove (ScWorldAir *self, const char *ssid);
GPtrArray *sc_world_air_get_networks (ScWorldAir *self);
ScWorldJoin sc_world_air_try (ScWorldAir *self, GBytes *ssid, char digit, ScSecret *key);
/* The same for a laptop. Returns: an #ScError, why it is not let in; 0: it is */
ScError sc_world_air_try_laptop (ScWorldAir *self, ScSiteNetwork *network);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScWorldAir, sc_world_air_unref)

G_END_DECLS
