/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ScHeading:
 *
 * A heading that can take the keyboard focus, so that a screen reader begins there when a page
 * is shown. (A GtkLabel takes it only if its text can be selected.)
 */
#define SC_TYPE_HEADING (sc_heading_get_type ())
G_DECLARE_FINAL_TYPE (ScHeading, sc_heading, SC, HEADING, GtkWidget)

void sc_heading_set_text (ScHeading *self, const char *text);
const char *sc_heading_get_text (ScHeading *self);

G_END_DECLS
