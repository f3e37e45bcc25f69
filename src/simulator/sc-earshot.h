/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"

G_BEGIN_DECLS

/**
 * ScEarshot:
 *
 * What a laptop hears: the live list of networks, and for each one ever heard whether it is
 * there, gone, or back again.
 */
typedef struct _ScEarshot ScEarshot;

ScEarshot *sc_earshot_new (void);
void sc_earshot_free (ScEarshot *self);
GListModel *sc_earshot_get_list (ScEarshot *self);
gboolean sc_earshot_update (ScEarshot *self, GPtrArray *access_points);
ScAccessPoint *sc_earshot_find (ScEarshot *self, const char *bssid);
void sc_earshot_join (ScEarshot *self, GBytes *ssid);
ScPresence sc_earshot_get_presence (ScEarshot *self, GBytes *ssid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScEarshot, sc_earshot_free)

G_END_DECLS
