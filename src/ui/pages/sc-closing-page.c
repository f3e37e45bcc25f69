/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-closing-page.h"

#include <glib/gi18n-lib.h>

struct _ScClosingPage
{
  ScPage parent_instance;
};

G_DEFINE_FINAL_TYPE (ScClosingPage, sc_closing_page, SC_TYPE_PAGE)

/* Which network that is, is known if the program took this computer off one. */
static void
sc_closing_page_update (ScPage *page)
{
  const char *home = sc_home_keeper_get_name (sc_workflow_get_home (sc_page_get_workflow (page)));
  g_autofree char *text = NULL;

  if (home != NULL)
    /* Translators: %s is the name of a network. */
    text = g_strdup_printf (_ ("The window closes by itself as soon as this computer is back on "
                               "“%s”: usually within seconds, after a minute at the latest."),
                            home);
  else
    text = g_strdup (_ ("The window closes by itself as soon as this computer is off the network "
                        "that this program joined: usually within seconds, after a minute at the "
                        "latest."));
  sc_page_set_description (page, text);
}

static void
sc_closing_page_class_init (ScClosingPageClass *klass)
{
  SC_PAGE_CLASS (klass)->update = sc_closing_page_update;
}

static void
sc_closing_page_init (ScClosingPage *self)
{
  ScPage *page = SC_PAGE (self);
  GtkWidget *hint = gtk_label_new (_ ("You need not wait. The system should go back by itself; if "
                                      "it does not, the next start of this program offers to."));

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (hint), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "page-description");
  sc_page_set_heading (page, _ ("Returning to your network…"));
  g_object_set (page, "content", hint, NULL);
  sc_page_set_secondary (page, _ ("_Close Now"), "window.close");
}
