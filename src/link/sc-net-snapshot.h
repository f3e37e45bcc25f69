/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-netlink.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScNetSnapshot:
 *
 * The computer's interfaces, addresses and routes at one moment, and what they mean for a
 * sensor's network. Questions are pure but for @is_wireless.
 */
typedef struct _ScNetSnapshot ScNetSnapshot;

typedef gboolean (*ScIsWireless) (const char *interface);

ScNetSnapshot *sc_net_snapshot_new (void);
void sc_net_snapshot_free (ScNetSnapshot *self);
void sc_net_snapshot_add (ScNetSnapshot *self, const ScNetlinkMessage *message);

const char *sc_net_snapshot_get_name (ScNetSnapshot *self, int index);
/* Whether this interface is on the sensor's network now. */
gboolean sc_net_snapshot_is_on (ScNetSnapshot *self, int index, GInetAddressMask *subnet,
                                GInetAddress *sensor);
/* The interface that most likely is, or 0. */
int sc_net_snapshot_find (ScNetSnapshot *self, GInetAddressMask *subnet, GInetAddress *sensor,
                          ScIsWireless is_wireless);
gboolean sc_net_snapshot_has_uplink (ScNetSnapshot *self, GInetAddressMask *subnet,
                                     int sensor_index);

/* Interfaces with a default route that leads elsewhere than to a sensor, tunnels aside. */
char **sc_net_snapshot_list_uplinks (ScNetSnapshot *self, GInetAddressMask *subnet,
                                     int sensor_index);
/* The tunnel that all traffic goes through, or 0. */
int sc_net_snapshot_find_tunnel (ScNetSnapshot *self);
/* An interface that is no Wi-Fi adapter, and leads to the sensor's addresses elsewhere, or 0. */
int sc_net_snapshot_find_overlap (ScNetSnapshot *self, GInetAddressMask *subnet,
                                  GInetAddress *sensor, ScIsWireless is_wireless);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScNetSnapshot, sc_net_snapshot_free)

G_END_DECLS
