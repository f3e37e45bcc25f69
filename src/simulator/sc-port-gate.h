/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScPortGate:
 *
 * An address that stays ours while nothing listens there: connections are refused then, as by a
 * host that is up without the service. Opening gives a fresh listening socket.
 */
typedef struct _ScPortGate ScPortGate;

ScPortGate *sc_port_gate_new (const char *address, GError **error);
void sc_port_gate_free (ScPortGate *self);
GSocket *sc_port_gate_open (ScPortGate *self, GError **error);
char *sc_port_gate_make_uri (ScPortGate *self, const char *scheme);
const char *sc_port_gate_get_host (ScPortGate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScPortGate, sc_port_gate_free)

G_END_DECLS
