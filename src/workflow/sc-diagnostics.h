/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-transcript.h"
#include "sc-workflow.h"

G_BEGIN_DECLS

/**
 * ScDiagnosticsFact:
 * @name: what it is, untranslated
 * @value: (nullable): one line; %NULL if not known
 */
typedef struct
{
  const char *name;
  const char *value;
} ScDiagnosticsFact;

/**
 * ScDiagnosticsInput:
 * @workflow: (nullable): the present run; %NULL if there is no window for it
 * @trouble: (nullable): why there is none
 * @facts: versions, and what is known of this computer
 * @n_facts: how many
 * @transcript: (nullable): what was said to the sensors
 * @log: as sc_log_dup_text() gives it
 */
typedef struct
{
  ScWorkflow *workflow;
  const GError *trouble;
  const ScDiagnosticsFact *facts;
  guint n_facts;
  ScTranscript *transcript;
  const char *log;
} ScDiagnosticsInput;

char *sc_diagnostics_format (const ScDiagnosticsInput *input);

G_END_DECLS
