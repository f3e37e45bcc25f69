/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The few places where the oldest and the newest stack need different calls. Nowhere else in
 * the program is a version asked for. */

/**
 * ScCompatAnswer:
 * @id: what the function is told
 * @label: with a mnemonic, translated
 * @loses: whether it loses something; then it is never the default
 *
 * One answer of a question. The first one is harmless, and also what Escape means.
 */
typedef struct
{
  const char *id;
  const char *label;
  gboolean loses;
} ScCompatAnswer;

typedef void (*ScCompatAnswerFunc) (const char *id, gpointer user_data);
typedef void (*ScCompatFileFunc) (GFile *file, gpointer user_data);

void sc_compat_ask (GtkWindow *parent, const char *heading, const char *body,
                    const ScCompatAnswer *answers, guint n_answers, ScCompatAnswerFunc func,
                    gpointer user_data, GDestroyNotify destroy);
void sc_compat_dismiss (GtkWindow *parent);
void sc_compat_open_file (GtkWindow *parent, const char *title, ScCompatFileFunc func,
                          gpointer user_data, GDestroyNotify destroy);
void sc_compat_save_file (GtkWindow *parent, const char *title, const char *name,
                          ScCompatFileFunc func, gpointer user_data, GDestroyNotify destroy);
void sc_compat_show_about (GtkWindow *parent);
void sc_compat_announce (GtkWidget *widget, const char *text, gboolean is_urgent);
void sc_compat_set_error_message (GtkAccessible *accessible, GtkLabel *message);

G_END_DECLS
