/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names with a hyphen that no line may end in the middle of, in every label of the program. */

void sc_whole_words_init (void);

/* Pure */
PangoAttrList *sc_whole_words_find (const char *text);

G_END_DECLS
