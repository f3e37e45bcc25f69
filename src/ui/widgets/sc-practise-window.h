/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-window.h"

G_BEGIN_DECLS

/**
 * ScPractiseWindow:
 *
 * The list of what can be practised. Choosing one emits the action "app.rehearse" with its id.
 */
#define SC_TYPE_PRACTISE_WINDOW (sc_practise_window_get_type ())
G_DECLARE_FINAL_TYPE (ScPractiseWindow, sc_practise_window, SC, PRACTISE_WINDOW, AdwWindow)

GtkWindow *sc_practise_window_new (GtkWindow *parent, const ScExercise *exercises);

G_END_DECLS
