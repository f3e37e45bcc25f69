/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-account.h"
#include "sc-certificate.h"
#include "sc-way.h"

G_BEGIN_DECLS

/**
 * ScCloudSensor:
 *
 * What the cloud says of a sensor: the four documented members, texts as sent (ISO 8601, server
 * time: only ever compared with each other). Immutable, reference-counted.
 */
typedef struct _ScCloudSensor ScCloudSensor;

#define SC_TYPE_CLOUD_SENSOR (sc_cloud_sensor_get_type ())
GType sc_cloud_sensor_get_type (void) G_GNUC_CONST;

ScCloudSensor *sc_cloud_sensor_new (const char *sensor_id, const char *provisioned,
                                    const char *provisioned_by, const char *last_connected);
ScCloudSensor *sc_cloud_sensor_ref (ScCloudSensor *self);
void sc_cloud_sensor_unref (ScCloudSensor *self);
const char *sc_cloud_sensor_get_id (ScCloudSensor *self);             /* nullable */
const char *sc_cloud_sensor_get_provisioned (ScCloudSensor *self);    /* nullable */
const char *sc_cloud_sensor_get_provisioned_by (ScCloudSensor *self); /* nullable */
const char *sc_cloud_sensor_get_last_connected (ScCloudSensor *self); /* nullable */

/**
 * ScCloud:
 *
 * Port: the tenant's cloud API. Holds at most one signed-in account; the token never leaves the
 * implementation, which renews it once on a 401. Calls name the tenant they are meant for and
 * fail with %SC_ERROR_CLOUD_OTHER_TENANT or %SC_ERROR_CLOUD_SIGNED_OUT if that is not the one
 * signed in.
 */
#define SC_TYPE_CLOUD (sc_cloud_get_type ())
G_DECLARE_INTERFACE (ScCloud, sc_cloud, SC, CLOUD, GObject)

struct _ScCloudInterface
{
  GTypeInterface parent;

  void (*sign_in_async) (ScCloud *self, ScAccount *account, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
  ScTenant *(*sign_in_finish) (ScCloud *self, GAsyncResult *result, GError **error);
  void (*sign_out) (ScCloud *self);
  void (*provision_async) (ScCloud *self, ScTenant *tenant, ScCertificate *certificate,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
  ScCloudSensor *(*provision_finish) (ScCloud *self, GAsyncResult *result, GError **error);
  void (*get_sensor_async) (ScCloud *self, ScTenant *tenant, const char *sensor_id,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
  gboolean (*get_sensor_finish) (ScCloud *self, GAsyncResult *result, ScCloudSensor **sensor,
                                 GError **error);
  void (*network_changed) (ScCloud *self);
  void (*try_way_async) (ScCloud *self, const char *interface, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
  ScWay (*try_way_finish) (ScCloud *self, GAsyncResult *result, GError **error);
  void (*use_interface) (ScCloud *self, const char *interface); /* optional */
};

void sc_cloud_sign_in_async (ScCloud *self, ScAccount *account, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
ScTenant *sc_cloud_sign_in_finish (ScCloud *self, GAsyncResult *result, GError **error);
void sc_cloud_sign_out (ScCloud *self);

/* Accepted: what the cloud answered, (transfer full); its members may all be NULL if a 2xx came
 * without a body (the caller then asks by GET). */
void sc_cloud_provision_async (ScCloud *self, ScTenant *tenant, ScCertificate *certificate,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
ScCloudSensor *sc_cloud_provision_finish (ScCloud *self, GAsyncResult *result, GError **error);

/* 404 is an answer, not an error: TRUE with *sensor == NULL. */
void sc_cloud_get_sensor_async (ScCloud *self, ScTenant *tenant, const char *sensor_id,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sc_cloud_get_sensor_finish (ScCloud *self, GAsyncResult *result, ScCloudSensor **sensor,
                                     GError **error);

/* Pooled connections do not survive a network switch: drop them. */
void sc_cloud_network_changed (ScCloud *self);

/* What is at the end of this way? @interface: (nullable): the one to go through; NULL: as routed.
 * Nothing secret is sent. */
void sc_cloud_try_way_async (ScCloud *self, const char *interface, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* All calls from now on go through this interface; @interface: (nullable): as routed. */
void sc_cloud_use_interface (ScCloud *self, const char *interface);
ScWay sc_cloud_try_way_finish (ScCloud *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScCloudSensor, sc_cloud_sensor_unref)

G_END_DECLS
