/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud.h"
#include "sc-error.h"

G_BEGIN_DECLS

/* Cloud protocol: bytes to values and back, pure. docs/protocol.md has sources. */

/**
 * ScToken:
 * @value: the access token, byte for byte
 * @lifetime_s: seconds from now, 0 if the cloud did not say
 * @tenant_id, @role: from the scope, nullable
 */
typedef struct
{
  ScSecret *value;
  gint64 lifetime_s;
  char *tenant_id;
  char *role;
} ScToken;

void sc_token_free (ScToken *token);

ScSecret *sc_cloud_codec_basic_authorization (ScAccount *account);
ScToken *sc_cloud_codec_parse_token (GBytes *body, GError **error);
GBytes *sc_cloud_codec_format_provision (ScCertificate *certificate);
ScCloudSensor *sc_cloud_codec_parse_sensor (GBytes *body, GError **error);
/* Message of an error reply, whatever its form: valid UTF-8, at most 500 bytes; nullable. */
ScError sc_cloud_codec_status_error (guint status);
char *sc_cloud_codec_error_message (const char *content_type, GBytes *body);
/* Endpoint + path without losing the endpoint's own path; @segment is percent-encoded. */
char *sc_cloud_codec_uri (const char *endpoint, const char *path, const char *segment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScToken, sc_token_free)

G_END_DECLS
