/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SC_UI_RESOURCE_PATH "/io/github/sensor_commissioner/SensorCommissioner/ui"

void sc_ui_init (void);
void sc_ui_wrap_button_label (GtkButton *button);
void sc_ui_wrap_expander_label (GtkExpander *expander);
void sc_ui_wrap_group_titles (GtkWidget *root);
void sc_ui_keep_own_name (GtkWidget *control);
char *sc_ui_without_access_key (const char *label);
void sc_ui_bring_into_view (GtkWidget *widget);
gboolean sc_ui_focus_past (GtkWidget *row, GtkDirectionType direction);

void sc_ui_fit_to_parent (GtkWindow *window, GtkWindow *parent);

G_END_DECLS
