/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-account.h"
#include "sc-clock.h"
#include "sc-http.h"

G_BEGIN_DECLS

/**
 * ScCloudSession:
 *
 * One account's dealings with the cloud: its connections, its trust, its token. The token never
 * leaves this object but as the header of a request. It is renewed in the background after two
 * thirds of its life, so that no call has to wait for a token when time is short.
 */
#define SC_TYPE_CLOUD_SESSION (sc_cloud_session_get_type ())
G_DECLARE_FINAL_TYPE (ScCloudSession, sc_cloud_session, SC, CLOUD_SESSION, GObject)

ScCloudSession *sc_cloud_session_new (ScClock *clock, ScAccount *account, GError **error);
void sc_cloud_session_close (ScCloudSession *self);
gboolean sc_cloud_session_is_closed (ScCloudSession *self);

void sc_cloud_session_fetch_token_async (ScCloudSession *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_cloud_session_fetch_token_finish (ScCloudSession *self, GAsyncResult *result,
                                              GError **error);
gboolean sc_cloud_session_token_lasts (ScCloudSession *self, gint64 margin_us);
guint sc_cloud_session_get_token_serial (ScCloudSession *self);
ScTenant *sc_cloud_session_get_tenant (ScCloudSession *self); /* nullable: no token yet */

SoupMessage *sc_cloud_session_new_message (ScCloudSession *self, const char *method,
                                           const char *path, const char *segment);
SoupSession *sc_cloud_session_get_soup (ScCloudSession *self, gboolean urgent);
SoupSession *sc_cloud_session_make_soup (ScCloudSession *self); /* another, (transfer full) */
const char *sc_cloud_session_get_endpoint (ScCloudSession *self);
void sc_cloud_session_drop_connections (ScCloudSession *self);
void sc_cloud_session_use_interface (ScCloudSession *self, const char *interface);
const char *sc_cloud_session_get_interface (ScCloudSession *self); /* nullable */
GError *sc_cloud_session_new_error (ScCloudSession *self, ScHttpReply *reply);

G_END_DECLS
