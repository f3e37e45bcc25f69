/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"
#include "sc-sensor.h"

G_BEGIN_DECLS

/* Sensor protocol: bytes to values and back, pure. docs/protocol.md has sources. */

char *sc_sensor_codec_parse_name (GBytes *body, GError **error);
char *sc_sensor_codec_id_from_name (ScModel *model, const char *name, GError **error);
char *sc_sensor_codec_parse_mac (GBytes *body, GError **error);
GPtrArray *sc_sensor_codec_parse_versions (GBytes *body, GError **error);
GPtrArray *sc_sensor_codec_parse_scan (ScModel *model, GBytes *body, GError **error);
GBytes *sc_sensor_codec_format_profile (ScModel *model, const ScNetworkProfile *profile);
gboolean sc_sensor_codec_is_no_answer (GBytes *body);

G_END_DECLS
