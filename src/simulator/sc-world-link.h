/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-radio-link.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScWorldLink:
 *
 * The link directly on a world, for tests in virtual time.
 */
#define SC_TYPE_WORLD_LINK (sc_world_link_get_type ())
G_DECLARE_FINAL_TYPE (ScWorldLink, sc_world_link, SC, WORLD_LINK, ScRadioLink)

ScLink *sc_world_link_new (ScWorld *world, ScModel *model);

G_END_DECLS
