/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud-session.h"
#include "sc-way.h"

G_BEGIN_DECLS

/* One question at the endpoint, without a token: what is at the end of this way? */

void sc_way_request_async (ScCloudSession *session, const char *interface,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
ScWay sc_way_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
