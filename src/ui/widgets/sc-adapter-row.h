/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScAdapterRow:
 *
 * Chooses the Wi-Fi adapter that visits sensors. Hidden where there is no choice. A choice by the
 * technician is the action `win.choose-adapter`, with the interface, or "" for the best one.
 */
#define SC_TYPE_ADAPTER_ROW (sc_adapter_row_get_type ())
G_DECLARE_FINAL_TYPE (ScAdapterRow, sc_adapter_row, SC, ADAPTER_ROW, AdwComboRow)

void sc_adapter_row_show (ScAdapterRow *self, ScLink *link, const char *chosen);

G_END_DECLS
