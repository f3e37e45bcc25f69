/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-case.h"
#include "sc-step.h"

G_BEGIN_DECLS

/**
 * ScAssassin: kills the program as soon as its journal holds one more step of a kind.
 */
typedef struct
{
  GThread *thread;
  const char *home;
  ScStepKind kind;
  guint n_before;
  pid_t pid;
  gint stop; /* atomic */
  gint done; /* atomic */
} ScAssassin;

void sc_assassin_start (ScAssassin *self, ScCase *computer, ScStepKind kind);
gboolean sc_assassin_finish (ScAssassin *self);

G_END_DECLS
