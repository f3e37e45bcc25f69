/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-home-keeper.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScHomeGroup:
 *
 * Offers to go back to the network this computer was on before a sensor's, if it is not back there.
 * Hidden while there is nothing to offer.
 */
#define SC_TYPE_HOME_GROUP (sc_home_group_get_type ())
G_DECLARE_FINAL_TYPE (ScHomeGroup, sc_home_group, SC, HOME_GROUP, AdwPreferencesGroup)

void sc_home_group_show (ScHomeGroup *self, ScHomeKeeper *home);

G_END_DECLS
