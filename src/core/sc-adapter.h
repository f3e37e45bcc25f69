/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ScAdapter:
 * @interface: its name in the system, such as "wlan0"
 * @is_usb: whether it is plugged in by USB
 * @is_uplink: whether this computer is online through it
 * @is_taken: whether it is on a network of this computer's own, or on its way to one
 *
 * One of this computer's Wi-Fi adapters.
 */
typedef struct
{
  char *interface;
  gboolean is_usb;
  gboolean is_uplink;
  gboolean is_taken;
} ScAdapter;

ScAdapter *sc_adapter_new (const char *interface, gboolean is_usb, gboolean is_uplink,
                           gboolean is_taken);
void sc_adapter_free (ScAdapter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScAdapter, sc_adapter_free)

G_END_DECLS
