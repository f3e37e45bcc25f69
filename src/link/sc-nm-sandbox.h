/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SC_NM_SANDBOX_INFO "/.flatpak-info"

gboolean sc_nm_sandbox_shuts_out (const char *info_file);

G_END_DECLS
