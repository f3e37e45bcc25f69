/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"
#include "sc-nm-agent.h"
#include "sc-nm-client.h"

G_BEGIN_DECLS

/**
 * ScNmNetworks:
 *
 * Whose network an activation is on. Sensors' networks are joined in the desktop's menu, too, and
 * those profiles connect by themselves ever after. Such a network is no way online, although the
 * sensor names itself as gateway, and no place to go back to.
 */
#define SC_TYPE_NM_NETWORKS (sc_nm_networks_get_type ())
G_DECLARE_FINAL_TYPE (ScNmNetworks, sc_nm_networks, SC, NM_NETWORKS, GObject)

/**
 * ScNmWhose:
 * @SC_NM_WHOSE_OURS: joined with a temporary profile of this program
 * @SC_NM_WHOSE_SENSORS: a sensor's, and joined by somebody else
 * @SC_NM_WHOSE_OWN: the laptop's own; also of an activation that is over
 */
typedef enum
{
  SC_NM_WHOSE_OURS,
  SC_NM_WHOSE_SENSORS,
  SC_NM_WHOSE_OWN
} ScNmWhose;

ScNmNetworks *sc_nm_networks_new (ScNmClient *client, ScNmAgent *agent, ScModel *model);
/* What is visited from now on, by its name or by the adapter it was joined on by hand. */
void sc_nm_networks_visit (ScNmNetworks *self, GBytes *ssid);
void sc_nm_networks_visit_on (ScNmNetworks *self, const char *interface);
/* @active: (nullable): an activation's path */
ScNmWhose sc_nm_networks_tell (ScNmNetworks *self, const char *active);
gboolean sc_nm_networks_is_visited (ScNmNetworks *self, const char *active);
gboolean sc_nm_networks_is_certain (ScNmNetworks *self, const char *active);
gboolean sc_nm_networks_is_uplink (ScNmNetworks *self, const char *active);
gboolean sc_nm_networks_have_uplink (ScNmNetworks *self);

G_END_DECLS
