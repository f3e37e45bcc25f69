/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-http-cloud.h"
#include "sc-system-clock.h"
#include "sc-test-call.h"
#include "sc-test-server.h"

G_BEGIN_DECLS

/* A cloud client and a server that plays the cloud. */

#define TOKEN "POST /oauth/token"
#define PROVISION "POST /sensors"
#define READ "GET /sensors/0000S111A"
#define JSON "application/json"
#define SCOPE "\"scope\":\"service.sms tenant.tid.abc123 role.standard\""
#define SENSOR                                                                                     \
  "{\"sensorId\":\"0000S111A\",\"provisioned\":\"2020-08-18T18:43:35.713Z\","                      \
  "\"provisionedBy\":\"APIKEYID\",\"lastConnected\":null}"

typedef struct
{
  ScTestServer *server;
  ScClock *clock;
  ScCloud *cloud;
  ScTenant *tenant;
  ScCertificate *certificate;
} ScTestCloud;

void sc_test_cloud_script_token (ScTestCloud *self, const char *token, gint expires_in);
ScAccount *sc_test_cloud_make_account (ScTestCloud *self, const char *path, const char *ca_file);
ScTenant *sc_test_cloud_sign_in_with (ScTestCloud *self, const char *path, const char *ca_file,
                                      GError **error);
void sc_test_cloud_sign_in (ScTestCloud *self);
GError *sc_test_cloud_sign_in_to_fail (ScTestCloud *self, ScError code);
ScCloudSensor *sc_test_cloud_provision (ScTestCloud *self, GError **error);
GError *sc_test_cloud_provision_to_fail (ScTestCloud *self, ScError code);
gboolean sc_test_cloud_get_sensor (ScTestCloud *self, const char *id, ScCloudSensor **sensor,
                                   GError **error);
void sc_test_cloud_get_sensor_to_work (ScTestCloud *self);
GError *sc_test_cloud_get_sensor_to_fail (ScTestCloud *self, ScError code);
void sc_test_cloud_fail (GError *error);
void sc_test_cloud_set_up (ScTestCloud *self, gconstpointer certificate);
void sc_test_cloud_set_up_signed_in (ScTestCloud *self, gconstpointer data);
void sc_test_cloud_tear_down (ScTestCloud *self, gconstpointer data);

G_END_DECLS
