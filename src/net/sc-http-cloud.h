/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-cloud.h"

G_BEGIN_DECLS

/**
 * ScHttpCloud:
 *
 * The cloud's API over HTTPS, as the #ScCloud port. TLS is always verified, redirects are never
 * followed, replies and times are bounded. Proxies are those of the system.
 */
#define SC_TYPE_HTTP_CLOUD (sc_http_cloud_get_type ())
G_DECLARE_FINAL_TYPE (ScHttpCloud, sc_http_cloud, SC, HTTP_CLOUD, GObject)

ScCloud *sc_http_cloud_new (ScClock *clock);
char *sc_http_cloud_dup_library_version (void);

G_END_DECLS
