/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-certificate.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A sensor's certificate from a file the technician chose. */

void sc_certificate_file_load_async (GFile *file, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
ScCertificate *sc_certificate_file_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
