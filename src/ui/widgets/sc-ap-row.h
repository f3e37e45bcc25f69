/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScApRow:
 *
 * One network in range: its name, its signal in words and as an icon, whether it asks for a
 * password, and what else is worth knowing. Shows the next scan's view of the same network in
 * place: who has the focus or the pointer on it keeps it there.
 */
#define SC_TYPE_AP_ROW (sc_ap_row_get_type ())
G_DECLARE_FINAL_TYPE (ScApRow, sc_ap_row, SC, AP_ROW, AdwActionRow)

GtkWidget *sc_ap_row_new (void);
void sc_ap_row_show (ScApRow *self, ScAccessPoint *access_point, gboolean with_address,
                     const char *note);
ScAccessPoint *sc_ap_row_get_access_point (ScApRow *self);

G_END_DECLS
