/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-lease.h"

G_BEGIN_DECLS

typedef void (*ScNmLeaseRelease) (GObject *owner, ScLease *lease, GTask *task);

/**
 * ScNmLease:
 *
 * A stay on a network that NetworkManager joined for us.
 */
#define SC_TYPE_NM_LEASE (sc_nm_lease_get_type ())
G_DECLARE_FINAL_TYPE (ScNmLease, sc_nm_lease, SC, NM_LEASE, ScLease)

/* @release is called with each release, and without a task when the last reference goes. */
ScLease *sc_nm_lease_new (GObject *owner, ScNmLeaseRelease release, const char *base_uri,
                          const char *interface, ScAccessPoint *access_point, const char *active);
const char *sc_nm_lease_get_active (ScNmLease *self);

G_END_DECLS
