/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the fuzz targets share. Each target is one function of libFuzzer's name. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

GBytes *sc_fuzz_begin (const guint8 *data, gsize size);
int sc_fuzz_end (gsize most_bytes);

gboolean sc_fuzz_is_line (const char *text, gsize max_bytes);
gboolean sc_fuzz_holds (const char *text, const char *secret);
GBytes *sc_fuzz_take (GBytes *input, gsize *at, gsize n_bytes);
GBytes *sc_fuzz_rest (GBytes *input, gsize at);

G_END_DECLS
