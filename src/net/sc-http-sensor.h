/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"
#include "sc-sensor.h"
#include "sc-transcript.h"

G_BEGIN_DECLS

/**
 * ScHttpSensor:
 *
 * The sensor's own HTTP server, as the #ScSensor port. It is a small server in a chip: one
 * connection a request, one request at a time with a pause between two, a length always stated,
 * few headers in their usual spelling, head and body in one segment; and what it answers is read
 * with tolerance, to the end. No proxy, no redirects, no other host.
 */
#define SC_TYPE_HTTP_SENSOR (sc_http_sensor_get_type ())
G_DECLARE_FINAL_TYPE (ScHttpSensor, sc_http_sensor, SC, HTTP_SENSOR, GObject)

ScSensor *sc_http_sensor_new (ScModel *model);
void sc_http_sensor_set_transcript (ScHttpSensor *self, ScTranscript *transcript);

G_END_DECLS
