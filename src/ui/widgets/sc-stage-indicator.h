/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ScStageIndicator:
 *
 * Where in the job one is: all five stages side by side, or, where there is no room for that,
 * "Step 2 of 5 · Sensor". Which of both is decided on allocation and never asks for a new one.
 */
#define SC_TYPE_STAGE_INDICATOR (sc_stage_indicator_get_type ())
G_DECLARE_FINAL_TYPE (ScStageIndicator, sc_stage_indicator, SC, STAGE_INDICATOR, GtkWidget)

void sc_stage_indicator_set_stage (ScStageIndicator *self, ScStage stage);
gboolean sc_stage_indicator_is_narrow (ScStageIndicator *self);
const char *sc_stage_indicator_stage_name (ScStage stage);

G_END_DECLS
