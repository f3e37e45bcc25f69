/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-radio-link.h"

G_BEGIN_DECLS

/**
 * ScRadioLease: a stay on a simulated sensor's network. No interface: the sensor is a loopback
 * address, or no address at all.
 */
#define SC_TYPE_RADIO_LEASE (sc_radio_lease_get_type ())
G_DECLARE_FINAL_TYPE (ScRadioLease, sc_radio_lease, SC, RADIO_LEASE, ScLease)

ScRadioLease *sc_radio_lease_new (ScRadioLink *link, const char *base_uri,
                                  ScAccessPoint *access_point);

/* Of the link, for leases only. */
void sc_radio_link_release (ScRadioLink *self, ScRadioLease *lease, GTask *task);

G_END_DECLS
