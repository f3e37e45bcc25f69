/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What must not leave this computer, found in texts and bytes nobody has taken apart. A second
 * line of defence: nothing is logged that is known to be secret. */

typedef enum
{
  SC_SPAN_CERTIFICATE, /* a whole PEM block with a certificate in it */
  SC_SPAN_OTHER        /* any other PEM block, one that does not end, or what looks like a key */
} ScSpanKind;

/**
 * ScSpan:
 * @kind: what it looks like
 * @start: its first byte
 * @end: the byte after its last
 */
typedef struct
{
  ScSpanKind kind;
  const char *start;
  const char *end;
} ScSpan;

/* Shortest run of base64 digits taken for a key or a token in a text. */
#define SC_REDACT_RUN 40

gboolean sc_redact_find (const char *start, const char *end, gsize min_run, ScSpan *span);
char *sc_redact_line (const char *text);
void sc_redact_word (GString *text, const void *word, gsize n_bytes, const char *instead);

G_END_DECLS
