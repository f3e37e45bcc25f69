/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScSimulatedFacts: about all its sensors together, since it was started
 * @changes: requests that changed one
 * @claims: how often one was claimed for a tenant
 * @provisioned: sensors that were
 */
typedef struct
{
  guint changes;
  guint claims;
  guint provisioned;
} ScSimulatedFacts;

/**
 * ScSimulated: a `sensor-simulator` of its own process, and what it knows of its sensors. The
 * program is named by SC_SIMULATOR.
 */
typedef struct
{
  GSubprocess *process;
  char *control_uri;
  char *ca_file;
  ScSimulatedFacts at_start; /* it may have sensors that are in service already */
} ScSimulated;

void sc_simulated_start (ScSimulated *self, const char *scenario, const char *speed);
void sc_simulated_clear (ScSimulated *self);
ScSimulatedFacts sc_simulated_ask (ScSimulated *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScSimulated, sc_simulated_clear)

G_END_DECLS
