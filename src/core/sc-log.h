/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The last of what this program logged, kept in memory for a diagnostics file. */

#define SC_LOG_MAX_LINES 2000
#define SC_LOG_MAX_BYTES 480 /* of a line's text */

void sc_log_install (void);
char *sc_log_dup_text (void);

G_END_DECLS
