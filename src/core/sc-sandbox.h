/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where Flatpak says what this program may do, if it runs in a sandbox. */
#define SC_SANDBOX_INFO "/.flatpak-info"

gboolean sc_sandbox_is_there (const char *info_file);
gboolean sc_sandbox_forbids (const char *info_file, const char *system_name);

G_END_DECLS
