/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-adapter.h"

/**
 * sc_adapter_new:
 * @interface: its name in the system
 * @is_usb: whether it is plugged in by USB
 * @is_uplink: whether this computer is online through it
 * @is_taken: whether it is on a network of this computer's own, or on its way to one
 *
 * Returns: (transfer full): an adapter
 */
ScAdapter *
sc_adapter_new (const char *interface, gboolean is_usb, gboolean is_uplink, gboolean is_taken)
{
  ScAdapter *self = g_new0 (ScAdapter, 1);

  self->interface = g_strdup (interface);
  self->is_usb = !!is_usb;
  self->is_uplink = !!is_uplink;
  self->is_taken = !!is_taken;
  return self;
}

void
sc_adapter_free (ScAdapter *self)
{
  g_free (self->interface);
  g_free (self);
}
