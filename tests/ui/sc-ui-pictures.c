/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ui-pictures.h"

#include "sc-ui-bed.h"

/* A page is seen whole, as far as the screen is high enough. */
#define LEAST_HEIGHT 960
#define MOST_HEIGHT 2600

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

static gboolean
is_scroller (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_get_mapped (widget);
}

/* Returns how many pixels of @window's page do not show. */
static int
measure_hidden (GtkWindow *window)
{
  GtkWidget *scroller = ui_find (GTK_WIDGET (window), is_scroller, NULL);
  GtkAdjustment *adjustment;

  if (scroller == NULL)
    return 0;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  return (int)(gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
}

static GskRenderNode *
draw_whole (GtkWindow *window)
{
  const char *width = g_getenv ("SC_TEST_WIDTH");
  const char *height = g_getenv ("SC_TEST_HEIGHT");
  int now = height != NULL ? atoi (height) : LEAST_HEIGHT;
  GskRenderNode *node = NULL;

  for (;;)
    {
      if (width != NULL)
        gtk_window_set_default_size (window, atoi (width), now);
      g_clear_pointer (&node, gsk_render_node_unref);
      node = draw (window);
      if (node == NULL)
        continue; /* the machine does much else */
      if (width == NULL || height != NULL || now >= MOST_HEIGHT || measure_hidden (window) <= 0)
        return node;
      now = MIN (now + measure_hidden (window), MOST_HEIGHT);
    }
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
  node = draw_whole (window);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  file = g_strdup_printf ("%s-%s%s.png", name, detail,
                          g_getenv ("SC_TEST_DARK") != NULL ? "-dark" : "");
  path = g_build_filename (get_folder (), file, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
