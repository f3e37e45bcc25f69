/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"
#include "sc-model.h"
#include "sc-clock.h"

G_BEGIN_DECLS

/**
 * ScManualLink:
 *
 * The laptop's networks where the technician joins and leaves by hand. It changes nothing; it only
 * notices, over rtnetlink and without any privilege, that an interface has an address in the
 * sensor's subnet, that this is over, and that a default route leads elsewhere.
 */
#define SC_TYPE_MANUAL_LINK (sc_manual_link_get_type ())
G_DECLARE_FINAL_TYPE (ScManualLink, sc_manual_link, SC, MANUAL_LINK, GObject)

ScManualLink *sc_manual_link_new (ScModel *model, ScClock *clock);

G_END_DECLS
