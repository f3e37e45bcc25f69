/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ScWindowKey:
 * @group: heading it is listed under, not translated yet; neighbours share it
 * @title: what it does, not translated yet
 * @keyval: the key
 * @modifiers: held down with it
 * @action: (nullable): of the window; %NULL: the toolkit itself answers this key
 *
 * One key of the window and what the list of keys says of it.
 */
typedef struct
{
  const char *group;
  const char *title;
  guint keyval;
  GdkModifierType modifiers;
  const char *action;
} ScWindowKey;

const ScWindowKey *sc_window_keys_get (guint *n_keys);
void sc_window_keys_install (GtkWidgetClass *klass);

G_END_DECLS
