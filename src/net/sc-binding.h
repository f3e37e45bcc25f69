/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keeping a connection on one network interface. */

gboolean sc_binding_apply (GSocket *socket, const char *interface, GError **error);
gboolean sc_binding_check (GSocket *socket, const char *interface, GError **error);
void sc_binding_set_cork (GSocket *socket, gboolean corked);

G_END_DECLS
