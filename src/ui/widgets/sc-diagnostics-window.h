/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScDiagnosticsWindow:
 *
 * What a diagnostics file would hold, to be read before it is saved or copied, and handed to
 * others.
 */
#define SC_TYPE_DIAGNOSTICS_WINDOW (sc_diagnostics_window_get_type ())
G_DECLARE_FINAL_TYPE (ScDiagnosticsWindow, sc_diagnostics_window, SC, DIAGNOSTICS_WINDOW, AdwWindow)

GtkWindow *sc_diagnostics_window_new (GtkWindow *parent, const char *text);

G_END_DECLS
