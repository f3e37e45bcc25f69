/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"
#include "sc-nm-agent.h"
#include "sc-nm-scan.h"
#include "sc-secret.h"

G_BEGIN_DECLS

/**
 * ScNmJoin:
 *
 * Joins one network with a temporary profile: looks for it, activates, watches, and says what went
 * wrong. It does not restore anything.
 */
#define SC_TYPE_NM_JOIN (sc_nm_join_get_type ())
G_DECLARE_FINAL_TYPE (ScNmJoin, sc_nm_join, SC, NM_JOIN, GObject)

/**
 * ScNmJoinSetup:
 * @device: the adapter
 * @access_point: the network
 * @key: (nullable): its password
 * @is_trial: it is a site network, joined as a sensor would
 */
typedef struct
{
  ScNmClient *client;
  ScNmScan *scan;
  ScNmAgent *agent;
  ScClock *clock;
  const char *device;
  ScAccessPoint *access_point;
  ScSecret *key;
  gboolean is_trial;
} ScNmJoinSetup;

ScNmJoin *sc_nm_join_new (const ScNmJoinSetup *setup);
void sc_nm_join_run_async (ScNmJoin *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean sc_nm_join_run_finish (ScNmJoin *self, GAsyncResult *result, GError **error);
/* The activation: also after a failure, for as long as it may still be there. */
const char *sc_nm_join_get_active (ScNmJoin *self); /* nullable */
ScAccessPoint *sc_nm_join_get_access_point (ScNmJoin *self);

G_END_DECLS
