/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScJoinGuide:
 *
 * How to join a sensor's Wi-Fi by hand, and how not to be drawn back to it later.
 */
#define SC_TYPE_JOIN_GUIDE (sc_join_guide_get_type ())
G_DECLARE_FINAL_TYPE (ScJoinGuide, sc_join_guide, SC, JOIN_GUIDE, AdwPreferencesGroup)

void sc_join_guide_set_model (ScJoinGuide *self, ScModel *model);

G_END_DECLS
