/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-nm-air.h"
#include "sc-nm-home.h"
#include "sc-nm-join.h"
#include "sc-nm-link.h"
#include "sc-nm-listener.h"
#include "sc-nm-networks.h"

G_BEGIN_DECLS

/* The inside of #ScNmLink, shared by its files: sc-nm-link.c (visits, scans, uplinks) and
 * sc-nm-link-choice.c (what the technician can choose: adapter, key, going home). */
struct _ScNmLink
{
  GObject parent_instance;

  ScModel *model;
  ScClock *clock;
  ScLink *by_hand; /* nullable */
  ScNmClient *client;
  ScNmAgent *agent;
  ScNmNetworks *networks;
  ScNmScan *scan;
  ScNmHome *home;
  ScNmAir *air;
  ScNmListener *listener;

  char *preferred; /* nullable: interface */
  char *device;    /* nullable: path */
  ScSecret *key;   /* nullable */

  ScNmJoin *join; /* nullable: under way */
  ScLease *lease; /* nullable, unowned: the present stay */
  gboolean trial; /* join or lease are of a site network, not of a sensor's */
  ScUplink uplink;
  char *home_asked; /* nullable: the profile sc_link_get_home() was asked for last */
  ScHome home_told;
  ScError trouble_told; /* 0: none */
  ScLinkAbility abilities_told;
  guint idle;
  GError *trouble; /* nullable: as last asked for */
};

gboolean sc_nm_link_is_running (ScNmLink *self);
gboolean sc_nm_link_is_used (ScNmLink *self); /* by a visit, or its end */
void sc_nm_link_update_device (ScNmLink *self);
void sc_nm_link_update_uplink (ScNmLink *self);
void sc_nm_link_update_home (ScNmLink *self);
void sc_nm_link_update_abilities (ScNmLink *self);
void sc_nm_link_update (ScNmLink *self); /* all of it */

ScHome sc_nm_link_get_home (ScLink *link, const char *uuid);
void sc_nm_link_go_home_async (ScLink *link, const char *uuid, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_nm_link_go_home_finish (ScLink *link, GAsyncResult *result, GError **error);
GPtrArray *sc_nm_link_list_adapters (ScLink *link);
const char *sc_nm_link_get_adapter (ScLink *link);
void sc_nm_link_set_adapter (ScLink *link, const char *interface);
void sc_nm_link_set_key (ScLink *link, ScSecret *key);
void sc_nm_link_power_on (ScLink *link);
ScLinkAbility sc_nm_link_get_abilities (ScLink *link);

G_END_DECLS
