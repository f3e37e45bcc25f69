/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-window-keys.h"

#include <glib/gi18n-lib.h>

/* The one table: what is bound is what is listed. */
static const ScWindowKey keys[] = {
  { N_ ("The wizard"), N_ ("Do what the main button says"), GDK_KEY_Return, 0, NULL },
  { N_ ("The wizard"), N_ ("Go back, or cancel"), GDK_KEY_Escape, 0, "win.escape" },
  { N_ ("The wizard"), N_ ("Look for sensors again"), GDK_KEY_F5, 0, "win.rescan" },
  { N_ ("Report of a sensor"), N_ ("Save"), GDK_KEY_s, GDK_CONTROL_MASK, "win.save-report" },
  { N_ ("Report of a sensor"), N_ ("Print"), GDK_KEY_p, GDK_CONTROL_MASK, "win.print-report" },
  { N_ ("Program"), N_ ("Main menu"), GDK_KEY_F10, 0, NULL },
  { N_ ("Program"), N_ ("Preferences"), GDK_KEY_comma, GDK_CONTROL_MASK, "win.preferences" },
  { N_ ("Program"), N_ ("Keyboard shortcuts"), GDK_KEY_question, GDK_CONTROL_MASK,
    "win.shortcuts" },
  { N_ ("Program"), N_ ("Close the window"), GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  { N_ ("Program"), N_ ("Quit"), GDK_KEY_q, GDK_CONTROL_MASK, "window.close" },
};

/**
 * sc_window_keys_get:
 * @n_keys: (out): how many
 *
 * Returns: (transfer none) (array length=n_keys): the window's keys, for a list of them
 */
const ScWindowKey *
sc_window_keys_get (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

/**
 * sc_window_keys_install:
 * @klass: the window's class, its actions installed
 *
 * Makes the keys work.
 */
void
sc_window_keys_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].action != NULL)
      gtk_widget_class_add_binding_action (klass, keys[i].keyval, keys[i].modifiers, keys[i].action,
                                           NULL);
}
