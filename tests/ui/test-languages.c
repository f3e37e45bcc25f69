/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * What a translation can break: on no page do two controls share an access key (with Alt), and
 * every page fits 360 pixels. Runs once a language, which LANGUAGE says.
 */

#include "config.h"

#include "sc-ui-pictures.h"
#include "sc-ui-walk.h"

#include <libintl.h>

#define NARROW 360

typedef struct
{
  GHashTable *owners; /* access key → the control that has it */
  guint n_clashes;
} Keys;

/* An entry row shows its title in two labels: the control counts, not the label. */
static GtkWidget *
control_of (GtkWidget *label)
{
  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_EXPANDER (widget))
        return widget;
    }
  return label;
}

static gboolean
note_key (GtkWidget *widget, gpointer user_data)
{
  Keys *keys = user_data;
  GtkWidget *control;
  gpointer key, owner;
  guint keyval;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget)
      || !gtk_widget_is_sensitive (widget))
    return FALSE;
  keyval = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
  if (keyval == GDK_KEY_VoidSymbol)
    return FALSE;

  key = GUINT_TO_POINTER (gdk_keyval_to_lower (keyval));
  control = control_of (widget);
  owner = g_hash_table_lookup (keys->owners, key);
  if (owner != NULL && control_of (owner) != control)
    {
      g_test_message ("Alt+%s: “%s” and “%s”", gdk_keyval_name (keyval),
                      gtk_label_get_label (owner), gtk_label_get_label (GTK_LABEL (widget)));
      keys->n_clashes++;
    }
  g_hash_table_insert (keys->owners, key, widget);
  return FALSE;
}

/* For build-aux/screenshots: each stop of each walk. */
static void
take_picture (GtkWindow *window)
{
  static char *last = NULL;
  static guint n = 0;
  const char *walk = strrchr (g_test_get_path (), '/') + 1;
  g_autofree char *number = NULL;

  if (g_strcmp0 (last, walk) != 0)
    n = 0;
  g_free (last);
  last = g_strdup (walk);
  number = g_strdup_printf ("%02u", ++n);
  ui_pictures_take (window, walk, number);
}

static void
check (GtkWindow *window, GtkWidget *content, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  Keys keys = { owners, 0 };

  ui_find (content, note_key, &keys);
  g_assert_cmpuint (keys.n_clashes, ==, 0);
  g_assert_cmpint (ui_walk_minimum_width (content, NARROW), <=, NARROW);
  take_picture (window);
}

static void
test_language_is_used (void)
{
  gboolean is_english = g_str_equal (g_getenv ("LANGUAGE"), "en");
  const char *text = "Bring OtoSense motor sensors to the cloud";

  g_assert_cmpint (g_str_equal (g_dgettext (GETTEXT_PACKAGE, text), text), ==, is_english);
}

int
main (int argc, char **argv)
{
  ui_walk_init (&argc, &argv);
  ui_pictures_init ();
  g_test_add_func ("/languages/language-is-used", test_language_is_used);
  ui_walk_add_tests ("/languages", check, NULL);
  return g_test_run ();
}
