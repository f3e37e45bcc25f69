/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-step.h"

G_BEGIN_DECLS

/* What the journal file below a folder holds, read from outside while the program runs. */

/**
 * ScStepsCounter: counts steps of a kind again and again.
 */
typedef struct _ScStepsCounter ScStepsCounter;

ScStepsCounter *sc_steps_counter_new (const char *folder, ScStepKind kind);
void sc_steps_counter_free (ScStepsCounter *self);
guint sc_steps_counter_count (ScStepsCounter *self);

guint sc_steps_count (const char *folder, ScStepKind kind);
gint64 sc_steps_time_us (const char *folder, ScStepKind kind);
char *sc_steps_read_certificate_line (const char *folder);

G_END_DECLS
