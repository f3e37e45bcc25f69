/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"
#include "sc-status-row.h"

G_BEGIN_DECLS

/* A row that says whether there is a second way online, or what may be in the way to a sensor. */
void sc_ways_row_show (ScStatusRow *row, ScLink *link);

G_END_DECLS
