/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScStatusRow:
 *
 * One lamp: an icon, what it stands for, how it stands in words, and a time. Icon and words say
 * the same, so the colour is never needed.
 */
#define SC_TYPE_STATUS_ROW (sc_status_row_get_type ())
G_DECLARE_FINAL_TYPE (ScStatusRow, sc_status_row, SC, STATUS_ROW, AdwPreferencesRow)

void sc_status_row_set_state (ScStatusRow *self, ScLamp lamp, const char *text);
void sc_status_row_fade (ScStatusRow *self);
void sc_status_row_set_elapsed (ScStatusRow *self, gint64 elapsed_us);
ScLamp sc_status_row_get_lamp (ScStatusRow *self);

G_END_DECLS
