/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScPreferencesWindow:
 *
 * What the program remembers, in one place. Account and site network are shown here and changed on
 * the page Prepare, which alone takes passwords; the rest is changed here, in the same settings.
 */
#define SC_TYPE_PREFERENCES_WINDOW (sc_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (ScPreferencesWindow, sc_preferences_window, SC, PREFERENCES_WINDOW, AdwWindow)

GtkWindow *sc_preferences_window_new (GtkWindow *parent, ScWorkflow *workflow, GSettings *settings);

G_END_DECLS
