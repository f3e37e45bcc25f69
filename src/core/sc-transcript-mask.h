/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-sensor.h"
#include "sc-transcript.h"

G_BEGIN_DECLS

/*
 * Masked text: bytes as printable ASCII without blanks at the end, with what is secret replaced.
 *
 *   \\ \n \r \t \xNN        a byte
 *   \{hidden N}             N bytes that are not told
 *   \{net K N}              name of a network, N bytes; the same K is the same name, 0 any other
 *   \{pem K FINGERPRINT}    a certificate as PEM, the Kth of this body; its SHA-256
 *   \{pem-crlf K …}         the same with CR LF at line ends
 *   \{pem-json K …}         the same inside a JSON string: `\n` as two characters
 *   \{der K …}              the same as DER: the whole body
 */

char *sc_transcript_mask (ScTranscript *self, ScSensorCall call, GBytes *body);
char *sc_transcript_mask_form (ScTranscript *self, ScSensorCall call, GBytes *form);
char *sc_transcript_escape (const char *bytes, gsize n_bytes);

typedef enum
{
  SC_MARK_BYTE,
  SC_MARK_HIDDEN,
  SC_MARK_NET,
  SC_MARK_PEM,
  SC_MARK_PEM_CRLF,
  SC_MARK_PEM_JSON,
  SC_MARK_DER
} ScMarkKind;

/**
 * ScMark:
 * @kind: what it stands for
 * @byte: of %SC_MARK_BYTE
 * @number: K; 0 where there is none
 * @n_bytes: N; 0 where there is none
 *
 * One element of a masked text.
 */
typedef struct
{
  ScMarkKind kind;
  guint8 byte;
  guint number;
  gsize n_bytes;
} ScMark;

gboolean sc_transcript_next_mark (const char **text, ScMark *mark);
gboolean sc_transcript_is_masked (const char *text);

G_END_DECLS
