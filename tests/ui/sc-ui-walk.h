/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-ui-bed.h"

G_BEGIN_DECLS

/**
 * UiCheck:
 * @window: the window on top, with everything in it unfolded
 * @content: what it holds
 * @data: as given to ui_walk_add_tests()
 *
 * What has to hold on every page, in every state and in every dialog.
 */
typedef void (*UiCheck) (GtkWindow *window, GtkWidget *content, gpointer data);

void ui_walk_init (int *argc, char ***argv);
void ui_walk_add_tests (const char *prefix, UiCheck check, gpointer data);

/* A window's content gets this much room, at once, without a display's say. */
void ui_walk_allocate (GtkWidget *content, int width, int height);
int ui_walk_minimum_width (GtkWidget *content, int width);

G_END_DECLS
