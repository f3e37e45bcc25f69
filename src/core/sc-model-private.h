/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model-key.h"
#include "sc-model.h"

G_BEGIN_DECLS

/* Shared by sc-model.c, which answers, and sc-model-load.c, which reads files. */
struct _ScModel
{
  gatomicrefcount refs;
  char *values[SC_MODEL_N_KEYS]; /* as the last file that has the key says, checked */
  char *confidence[SC_MODEL_N_KEYS];
  char *places[SC_MODEL_N_KEYS]; /* FILE:LINE of the value */

  /* made of the above once all files are read */
  GInetAddressMask *subnet;
  GRegex *id_pattern;
  GPtrArray *ssid_patterns; /* of GRegex */
  GStrv candidates;
};

/* Of a value from an override, or the technician, that does not say. */
#define SC_MODEL_CONFIDENCE_LOCAL "local"

ScModel *sc_model_new_empty (void);

G_END_DECLS
