/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-window-keys.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScShortcutsWindow:
 *
 * The list of keys. A window of its own: GTK's was deprecated before libadwaita had one.
 */
#define SC_TYPE_SHORTCUTS_WINDOW (sc_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (ScShortcutsWindow, sc_shortcuts_window, SC, SHORTCUTS_WINDOW, AdwWindow)

GtkWindow *sc_shortcuts_window_new (GtkWindow *parent, const ScWindowKey *keys, guint n_keys);

G_END_DECLS
