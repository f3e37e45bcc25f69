/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SC_TRANSCRIPT_MAX_EXCHANGES 256
#define SC_TRANSCRIPT_MAX_FILE (2 * 1024 * 1024) /* bytes, all that is around it included */
#define SC_TRANSCRIPT_MAX_BODY (128 * 1024)      /* characters, masked */

/**
 * ScExchangeEnd: how a request to the sensor ended.
 */
typedef enum
{
  SC_EXCHANGE_WHOLE,
  SC_EXCHANGE_CUT,       /* the reply broke off */
  SC_EXCHANGE_TIMED_OUT, /* the reply stopped, and nothing more came in time */
  SC_EXCHANGE_BROKEN     /* no reply; @failure says why */
} ScExchangeEnd;

/**
 * ScExchange:
 * @at_us: monotonic time the request began
 * @took_us: until its end
 * @method: "GET" or "POST"
 * @path: on the sensor
 * @form: (nullable): body of the request, masked
 * @end: how it ended
 * @failure: (nullable): ID of the failure, of a broken one
 * @status: HTTP status; 0 if there was no reply
 * @content_type: (nullable): media type in lower case
 * @n_bytes: length of the reply's body as it came
 * @body: (nullable): body of the reply, masked
 *
 * One request to the sensor and its reply, without what is secret: bodies are masked, see
 * sc-transcript-mask.h.
 */
typedef struct
{
  gint64 at_us;
  gint64 took_us;
  char *method;
  char *path;
  char *form;
  ScExchangeEnd end;
  char *failure;
  guint status;
  char *content_type;
  gsize n_bytes;
  char *body;
} ScExchange;

/**
 * ScTranscript:
 *
 * What was said between this program and sensors, the last %SC_TRANSCRIPT_MAX_EXCHANGES
 * exchanges, in a form that can be sent to others and played back by `sensor-simulator --replay`.
 * docs/protocol.md has the text's form. Reference-counted, for one thread.
 */
typedef struct _ScTranscript ScTranscript;

ScTranscript *sc_transcript_new (void);
ScTranscript *sc_transcript_ref (ScTranscript *self);
void sc_transcript_unref (ScTranscript *self);

void sc_transcript_add (ScTranscript *self, const ScExchange *exchange);
guint sc_transcript_get_n_exchanges (ScTranscript *self);
const ScExchange *sc_transcript_get_exchange (ScTranscript *self, guint index);
guint sc_transcript_number_network (ScTranscript *self, const char *ssid, gsize n_bytes);
guint sc_transcript_find_network (ScTranscript *self, const char *start, const char *end,
                                  gsize *n_bytes);

char *sc_transcript_format (ScTranscript *self);
ScTranscript *sc_transcript_parse (GBytes *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScTranscript, sc_transcript_unref)

G_END_DECLS
