/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ui-pictures.h"

/* Enough to see a page without scrolling, larger than the screen though it may be */
#define HEIGHT 1700

static const char *
get_folder (void)
{
  return g_getenv ("SC_TEST_PICTURES");
}

/**
 * ui_pictures_init:
 *
 * After adw_init().
 */
void
ui_pictures_init (void)
{
  if (get_folder () == NULL)
    return;
  g_assert_cmpint (g_mkdir_with_parents (get_folder (), 0755), ==, 0);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_getenv ("SC_TEST_DARK") != NULL
                                          ? ADW_COLOR_SCHEME_FORCE_DARK
                                          : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static gboolean
give_up (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The window is laid out by its frame clock, in real time. */
static void
wait_for_layout (GtkWidget *widget)
{
  gboolean over = FALSE;

  g_timeout_add (300, give_up, &over);
  gtk_widget_queue_draw (widget);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer full) (nullable): what the window shows; %NULL: nothing was drawn yet */
static GskRenderNode *
draw (GtkWindow *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  wait_for_layout (GTK_WIDGET (window));
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * ui_pictures_take:
 * @window: what to take
 * @name: first part of the file's name
 * @detail: second part
 */
void
ui_pictures_take (GtkWindow *window, const char *name, const char *detail)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;

  if (get_folder () == NULL)
    return;
  if (g_getenv ("SC_TEST_WIDTH") != NULL)
    gtk_window_set_default_size (
        window, atoi (g_getenv ("SC_TEST_WIDTH")),
        g_getenv ("SC_TEST_HEIGHT") != NULL ? atoi (g_getenv ("SC_TEST_HEIGHT")) : HEIGHT);
  while ((node = draw (window)) == NULL)
    ; /* the machine does much else */
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  file = g_strdup_printf ("%s-%s%s.png", name, detail,
                          g_getenv ("SC_TEST_DARK") != NULL ? "-dark" : "");
  path = g_build_filename (get_folder (), file, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
