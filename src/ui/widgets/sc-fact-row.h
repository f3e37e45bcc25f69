/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScFactRow:
 *
 * A name and its value, which may be long and is never markup; can be copied. Hidden while it
 * has no value.
 */
#define SC_TYPE_FACT_ROW (sc_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (ScFactRow, sc_fact_row, SC, FACT_ROW, AdwPreferencesRow)

void sc_fact_row_set_value (ScFactRow *self, const char *value);

G_END_DECLS
