/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScTroubleWindow:
 *
 * What one sees when the program cannot begin its work: why, and what to do. Signals, all
 * without arguments: `retry`, `start-anew` (put what cannot be read aside, and begin afresh), and
 * `save-diagnostics`.
 */
#define SC_TYPE_TROUBLE_WINDOW (sc_trouble_window_get_type ())
G_DECLARE_FINAL_TYPE (ScTroubleWindow, sc_trouble_window, SC, TROUBLE_WINDOW, AdwApplicationWindow)

ScTroubleWindow *sc_trouble_window_new (GtkApplication *app, gboolean is_rehearsal,
                                        const GError *error);
void sc_trouble_window_show (ScTroubleWindow *self, const GError *error);
const GError *sc_trouble_window_get_error (ScTroubleWindow *self);

G_END_DECLS
