/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row for one network in range: name, signal in words and as an icon, and @note (nullable). */
GtkWidget *sc_ap_row_new (ScAccessPoint *access_point, const char *note);
ScAccessPoint *sc_ap_row_get_access_point (GtkWidget *row);

G_END_DECLS
