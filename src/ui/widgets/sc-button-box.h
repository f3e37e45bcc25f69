/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ScButtonBox:
 *
 * Buttons in a row, the last one at its end and the others at its beginning; below one another
 * where there is no room for that, as with large text in a narrow window.
 */
#define SC_TYPE_BUTTON_BOX (sc_button_box_get_type ())
G_DECLARE_FINAL_TYPE (ScButtonBox, sc_button_box, SC, BUTTON_BOX, GtkWidget)

gboolean sc_button_box_is_stacked (ScButtonBox *self);

G_END_DECLS
