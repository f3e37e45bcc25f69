/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text from outside (network names, certificate subjects, replies) made fit to be shown. */
char *sc_text_to_display (const void *bytes, gsize n_bytes);

G_END_DECLS
