/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-edges.h"

G_BEGIN_DECLS

/* The text of a diagnostics file: what the program knows of itself and of this computer, and
 * what sc_diagnostics_format() makes of it. */
char *sc_diagnosis_make (ScEdges *edges, ScWorkflow *workflow, const GError *trouble);

G_END_DECLS
