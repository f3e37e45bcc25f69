/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Pictures of what the window shows during a test, for people to judge: in the folder that
 * SC_TEST_PICTURES names, dark if SC_TEST_DARK is set. Without a folder nothing happens. */

void ui_pictures_init (void);
void ui_pictures_take (GtkWindow *window, const char *name, const char *detail);

G_END_DECLS
