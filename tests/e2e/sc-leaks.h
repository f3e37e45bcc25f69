/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ScLeaks: looks for canaries, made-up secrets that must not turn up anywhere.
 */
typedef struct _ScLeaks ScLeaks;

ScLeaks *sc_leaks_new (void);
void sc_leaks_free (ScLeaks *self);
void sc_leaks_add_canary (ScLeaks *self, const char *what, const char *secret);
void sc_leaks_look_in (ScLeaks *self, const char *where, const char *text, gsize length);
gboolean sc_leaks_look_in_file (ScLeaks *self, const char *path, GError **error);
void sc_leaks_look_in_folder (ScLeaks *self, const char *path);
guint sc_leaks_look_in_argument_lists (ScLeaks *self);
GPtrArray *sc_leaks_get_found (ScLeaks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScLeaks, sc_leaks_free)

G_END_DECLS
