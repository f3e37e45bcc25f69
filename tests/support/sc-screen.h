/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ScScreen: the X display the program under test draws on: keys in, pictures out. Meant for a
 * display without a window manager, where nobody else would move the keyboard focus.
 */
typedef struct _ScScreen ScScreen;

ScScreen *sc_screen_open (GError **error);
void sc_screen_close (ScScreen *self);

gboolean sc_screen_focus (ScScreen *self);
gboolean sc_screen_key (ScScreen *self, const char *accelerator);
gboolean sc_screen_type (ScScreen *self, const char *text);
gboolean sc_screen_shoot (ScScreen *self, const char *path, guint timeout_ms, GError **error);
gboolean sc_screen_resize (ScScreen *self, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScScreen, sc_screen_close)

G_END_DECLS
