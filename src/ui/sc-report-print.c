/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-report-print.h"

#include <glib/gi18n-lib.h>

#define TEXT_FONT "Sans 10"
#define TITLE_FONT "Sans Bold 14"
#define MARGIN_MM 20.0
#define TITLE_GAP 1.0 /* lines of text below the title */
#define FOOT_LINES 2.0

typedef struct
{
  char *title;
  char *text;
  PangoLayout *layout; /* the whole text, in lines as wide as the paper has room for */
  GArray *page_starts; /* guint: number of each page's first line */
} Print;

static void
print_free (Print *print)
{
  g_clear_object (&print->layout);
  g_array_unref (print->page_starts);
  g_free (print->title);
  g_free (print->text);
  g_free (print);
}

static PangoLayout *
create_layout (GtkPrintContext *context, const char *font, const char *text)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int)(gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

static double
height_of_line (PangoLayout *layout, guint line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, (int)line), NULL,
                                 &logical);
  return (double)logical.height / PANGO_SCALE;
}

/* Fills pages with whole lines; the first has the title as well. */
static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  Print *print = user_data;
  g_autoptr (PangoLayout) title = create_layout (context, TITLE_FONT, print->title);
  guint first = 0, n_lines;
  double line, room, used;

  g_clear_object (&print->layout);
  print->layout = create_layout (context, TEXT_FONT, print->text);
  n_lines = (guint)pango_layout_get_line_count (print->layout);
  line = height_of_line (print->layout, 0);
  room = gtk_print_context_get_height (context) - FOOT_LINES * line;
  used = height_of (title) + TITLE_GAP * line;
  g_array_set_size (print->page_starts, 0);
  g_array_append_val (print->page_starts, first);
  for (guint i = 0; i < n_lines; i++)
    {
      double height = height_of_line (print->layout, i);

      if (used + height > room
          && i > g_array_index (print->page_starts, guint, print->page_starts->len - 1))
        {
          g_array_append_val (print->page_starts, i);
          used = 0;
        }
      used += height;
    }
  gtk_print_operation_set_n_pages (operation, (int)print->page_starts->len);
}

static void
draw_foot (GtkPrintContext *context, Print *print, guint page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  /* Translators: foot of a printed page: a sensor's name, the page, of how many */
  text = g_strdup_printf (_ ("%1$s – page %2$u of %3$u"), print->title, page + 1,
                          print->page_starts->len);
  layout = create_layout (context, TEXT_FONT, text);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (cr, 0, gtk_print_context_get_height (context) - height_of (layout));
  pango_cairo_show_layout (cr, layout);
}

static void
on_draw_page (GtkPrintOperation *operation G_GNUC_UNUSED, GtkPrintContext *context, int page,
              gpointer user_data)
{
  Print *print = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint first = g_array_index (print->page_starts, guint, page);
  guint end = (guint)page + 1 < print->page_starts->len
                  ? g_array_index (print->page_starts, guint, page + 1)
                  : (guint)pango_layout_get_line_count (print->layout);
  double y = 0;

  if (page == 0)
    {
      g_autoptr (PangoLayout) title = create_layout (context, TITLE_FONT, print->title);

      cairo_move_to (cr, 0, 0);
      pango_cairo_show_layout (cr, title);
      y = height_of (title) + TITLE_GAP * height_of_line (print->layout, 0);
    }
  for (guint i = first; i < end; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (print->layout, (int)i);
      PangoRectangle logical;

      pango_layout_line_get_extents (line, NULL, &logical);
      cairo_move_to (cr, 0, y - (double)logical.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += (double)logical.height / PANGO_SCALE;
    }
  draw_foot (context, print, (guint)page);
}

static GtkPageSetup *
create_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new (); /* the locale's paper */

  gtk_page_setup_set_top_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  return setup;
}

/**
 * sc_report_print_new:
 * @title: heading of the first page, and name of the print job
 * @text: the report, plain text
 *
 * Printing goes on while the window is used. In a sandbox the desktop's own print dialog is asked
 * for, through the Print portal.
 *
 * Returns: (transfer full): what prints it, to be run; its signal `done` tells how that ended
 */
GtkPrintOperation *
sc_report_print_new (const char *title, const char *text)
{
  g_autoptr (GtkPageSetup) setup = NULL;
  GtkPrintOperation *operation;
  Print *print;

  g_return_val_if_fail (title != NULL && text != NULL, NULL);
  operation = gtk_print_operation_new ();
  setup = create_page_setup ();
  print = g_new0 (Print, 1);
  print->title = g_strdup (title);
  print->text = g_strdup (text);
  print->page_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_object_set_data_full (G_OBJECT (operation), "sc-print", print, (GDestroyNotify)print_free);
  /* bare: what they work on belongs to the operation itself */
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), print);
  /* bare: as above */
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), print);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  return operation;
}
