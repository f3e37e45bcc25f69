/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which private cloud is trusted by which authority's certificate: the setting `ca-files`, and what
 * makes a chosen file one that can be named there. Endpoints are as sc_validate_endpoint() gives
 * them. */

char *sc_ca_files_get (GSettings *settings, const char *endpoint);
void sc_ca_files_set (GSettings *settings, const char *endpoint, const char *ca_file);

void sc_ca_file_keep_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
char *sc_ca_file_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
