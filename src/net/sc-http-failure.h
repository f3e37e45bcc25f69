/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-http.h"

G_BEGIN_DECLS

/**
 * ScHttpProgress: how far an exchange got before it broke.
 */
typedef enum
{
  SC_HTTP_NOT_CONNECTED,
  SC_HTTP_CONNECTED, /* the request is not, or not wholly, written */
  SC_HTTP_WRITTEN    /* the other end may have acted on it */
} ScHttpProgress;

typedef enum
{
  SC_HTTP_BROKE,    /* what the transport said */
  SC_HTTP_EXPIRED,  /* a limit of ScHttpRules passed */
  SC_HTTP_TOO_LARGE /* the body went over its cap */
} ScHttpBreak;

ScError sc_http_failure_code (const ScHttpRules *rules, ScHttpProgress progress, ScHttpBreak how,
                              const GError *cause, GTlsCertificateFlags tls_errors);
gint64 sc_http_parse_retry_after (const char *value, const char *date, gint64 wall_us);

G_END_DECLS
