/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScFigureView:
 *
 * Where a record stands, readable from three metres: a line, the large figure (or an icon where
 * nothing counts), how far away that is if it is a time of day, the sentence that says what to do,
 * and the time line. The digits are for the eyes; a screen reader gets a timer whose name changes
 * only now and then.
 */
#define SC_TYPE_FIGURE_VIEW (sc_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (ScFigureView, sc_figure_view, SC, FIGURE_VIEW, AdwBin)

void sc_figure_view_set_model (ScFigureView *self, ScModel *model);
void sc_figure_view_show (ScFigureView *self, const ScPlan *plan, ScRecord *record,
                          const ScMoment *now);

G_END_DECLS
