/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ui.h"

#include "sc-ui-resources.h"

/**
 * sc_ui_init:
 *
 * Makes templates findable and loads the style sheet for the default display. Needs an
 * initialised libadwaita; further calls do nothing.
 */
void
sc_ui_init (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      sc_ui_register_resource ();
      gtk_css_provider_load_from_resource (provider, SC_UI_RESOURCE_PATH "/sc-ui.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                  GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_once_init_leave (&done, 1);
    }
}
