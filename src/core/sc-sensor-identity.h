/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScVersionFact: one name and value of the sensor's version reply, shown as they are. The field
 * names are not public (docs/protocol.md).
 */
typedef struct
{
  char *name;
  char *value;
} ScVersionFact;

void sc_version_fact_free (ScVersionFact *fact);

/**
 * ScHeardNetwork: one entry of the sensor's own scan: the security digit as the sensor wrote it,
 * and the name as bytes.
 */
typedef struct
{
  char digit;
  GBytes *ssid;
} ScHeardNetwork;

void sc_heard_network_free (ScHeardNetwork *network);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScVersionFact, sc_version_fact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScHeardNetwork, sc_heard_network_free)

G_END_DECLS
