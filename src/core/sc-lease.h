/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"

G_BEGIN_DECLS

/**
 * ScLease:
 *
 * One stay on a sensor's network. It says where the sensor answers and through which interface;
 * nothing else in the program knows an address. Releasing restores the laptop's network, is
 * idempotent, and is also what dropping the last reference does. Links make subclasses.
 *
 * Signal `lost` (no arguments): the sensor's network went away without our doing, once.
 */
#define SC_TYPE_LEASE (sc_lease_get_type ())
G_DECLARE_DERIVABLE_TYPE (ScLease, sc_lease, SC, LEASE, GObject)

struct _ScLeaseClass
{
  GObjectClass parent_class;

  void (*release_async) (ScLease *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
  gboolean (*release_finish) (ScLease *self, GAsyncResult *result, GError **error);
};

/* Construct-only properties: base-uri (string), interface (string, nullable), access-point. */
const char *sc_lease_get_base_uri (ScLease *self);  /* "http://10.123.45.1"; nullable: no sensor */
const char *sc_lease_get_interface (ScLease *self); /* nullable: do not bind */
ScAccessPoint *sc_lease_get_access_point (ScLease *self); /* nullable: joined by hand */
gboolean sc_lease_is_alive (ScLease *self);               /* neither lost nor released */

void sc_lease_release_async (ScLease *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sc_lease_release_finish (ScLease *self, GAsyncResult *result, GError **error);

/*< protected >*/
void sc_lease_mark_lost (ScLease *self);

G_END_DECLS
