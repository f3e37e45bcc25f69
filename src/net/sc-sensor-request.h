/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-http.h"
#include "sc-model.h"
#include "sc-sensor.h"

G_BEGIN_DECLS

/* One sensor call as an HTTP request, and its reply as a value. No I/O. */

SoupMessage *sc_sensor_request_new (ScModel *model, ScLease *lease, ScSensorCall call,
                                    const char *path, GBytes *form, GError **error);
void sc_sensor_request_get_rules (ScSensorCall call, ScLease *lease, ScHttpRules *rules);
gpointer sc_sensor_request_read_reply (ScModel *model, ScSensorCall call, const ScHttpReply *reply,
                                       GError **error);

G_END_DECLS
