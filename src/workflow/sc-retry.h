/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"

G_BEGIN_DECLS

/**
 * ScRetryKind: what to do after a failed cloud call.
 */
typedef enum
{
  SC_RETRY_AGAIN,  /* the same call after the delay */
  SC_RETRY_VERIFY, /* it may have happened: ask the cloud first */
  SC_RETRY_PERSON, /* only a person can help: account, clock, access */
  SC_RETRY_REFUSED /* a definite answer about this request: repeating changes nothing */
} ScRetryKind;

typedef struct
{
  ScRetryKind kind;
  gint64 delay_us;
} ScRetry;

ScRetry sc_retry_decide (ScError code, guint failures, gint64 retry_after_s, gboolean urgent);

G_END_DECLS
