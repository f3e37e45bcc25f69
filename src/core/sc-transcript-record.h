/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-sensor.h"
#include "sc-transcript.h"

G_BEGIN_DECLS

/**
 * ScRawExchange:
 * @call: what was asked
 * @at_us: monotonic time the request began
 * @took_us: until its end
 * @method: "GET" or "POST"
 * @path: on the sensor
 * @form: (nullable): body of the request
 * @status: HTTP status; 0 without a reply
 * @content_type: (nullable): media type in lower case
 * @body: (nullable): body of the reply
 * @whole: the reply came to its end
 * @timed_out: it did not, because nothing more came in time
 * @error: (nullable): why there is no reply
 *
 * One request and its reply as they went over the wire. Nothing of it is kept as it is.
 */
typedef struct
{
  ScSensorCall call;
  gint64 at_us;
  gint64 took_us;
  const char *method;
  const char *path;
  GBytes *form;
  guint status;
  const char *content_type;
  GBytes *body;
  gboolean whole;
  gboolean timed_out;
  const GError *error;
} ScRawExchange;

void sc_transcript_record (ScTranscript *self, const ScRawExchange *raw);

G_END_DECLS
