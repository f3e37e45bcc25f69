/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whom a cloud connection trusts. */

GTlsDatabase *sc_cloud_trust_load (const char *ca_file, GError **error);

G_END_DECLS
