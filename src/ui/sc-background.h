/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScBackgroundFunc:
 * @owner: on whose behalf was asked
 *
 * The program may not go on out of sight.
 */
typedef void (*ScBackgroundFunc) (GObject *owner);

void sc_background_ask (GDBusConnection *bus, ScBackgroundFunc refused, GObject *owner);

G_END_DECLS
