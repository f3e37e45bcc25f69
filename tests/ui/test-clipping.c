/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * Nothing is cut off, in a narrow window and in a wide one; and in the made-up language (see
 * pseudo-locale) nothing stands there that was not translated. Runs once each for
 *
 *   LANGUAGE              the made-up language, or a real one
 *   SC_TEST_DIRECTION     "rtl" for the way of Arabic and Hebrew
 *   SC_TEST_TEXT_PERCENT  "200" for the desktop's large text
 *   ADW_DEBUG_HIGH_CONTRAST  "1" for libadwaita's style of high contrast
 */

#include "config.h"

#include "sc-fact-row.h"
#include "sc-ui-walk.h"

#include <libintl.h>

#define PSEUDO "en_XA"
/* The smallest window; and what is to be left in it of a page that scrolls. */
#define NARROW 360
#define LOW 640
#define WIDE 900
#define ROOM_TO_READ 120

/* An accent may reach so far into what is above it. */
#define ACCENT 4

static gboolean
is_pseudo (void)
{
  return g_str_equal (g_getenv ("LANGUAGE"), PSEUDO);
}

static int
text_percent (void)
{
  const char *percent = g_getenv ("SC_TEST_TEXT_PERCENT");

  return percent == NULL ? 100 : atoi (percent);
}

/* What technicians, sensors and the cloud say, and the bed's exercises: it stands there as it is.
 */
static const char *const data[] = {
  UI_ENDPOINT,
  UI_CLIENT_ID,
  UI_SSID,
  "SMS0000S111A",
  "0000S111A",
  "SMS0000S222B",
  "abc123",
  "standard",
  "Canteen",
  "APIKEYID",
  "00:11:22:33:44:55",
  "WPA3",
  "tun0",
  "All well",
  "A sensor is commissioned without trouble.",
  "Late back online",
  "This computer needs a while to get online again.",
  "It works",
  "A cable",
  "There is no deadline.",
  "Connecting",
  "Show Text",     /* libadwaita's own */
  "Show Password", /* and newer ones' */
};

static char *
without_data (const char *text)
{
  g_autofree char *rest = g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    {
      g_auto (GStrv) parts = g_strsplit (rest, data[i], -1);

      g_free (rest);
      rest = g_strjoinv ("", parts);
    }
  return g_steal_pointer (&rest);
}

/* Whether there is a letter outside of the brackets. */
static gboolean
is_untranslated (const char *text)
{
  g_autofree char *rest = without_data (text);
  int depth = 0;

  for (const char *p = rest; *p != '\0'; p = g_utf8_next_char (p))
    {
      depth += *p == '[' ? 1 : (*p == ']' ? -1 : 0);
      if (depth == 0 && g_unichar_isalpha (g_utf8_get_char (p)))
        return TRUE;
    }
  return depth != 0;
}

/* A value that was read, or the technical part of a failure: nobody translates them. */
static gboolean
is_data (GtkWidget *label)
{
  return gtk_widget_has_css_class (label, "monospace")
         || gtk_widget_has_css_class (label, "key-cap") /* GTK's names of keys */
         || (gtk_widget_get_ancestor (label, SC_TYPE_FACT_ROW) != NULL
             && !gtk_widget_has_css_class (label, "secondary"))
         || gtk_widget_get_ancestor (label, ADW_TYPE_WINDOW_TITLE) != NULL;
}

static gboolean
find_untranslated (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (tooltip != NULL && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
      && is_untranslated (tooltip))
    {
      g_test_message ("not translated: the hint “%s”", tooltip);
      g_test_fail ();
    }
  if (GTK_IS_LABEL (widget) && !is_data (widget)
      && is_untranslated (gtk_label_get_text (GTK_LABEL (widget))))
    {
      g_test_message ("not translated: “%s”", gtk_label_get_text (GTK_LABEL (widget)));
      g_test_fail ();
    }
  return FALSE;
}

static gboolean
find_clipped (GtkWidget *widget, gpointer content)
{
  PangoLayout *layout;
  int width, height;

  /* The program's name is no text, and data under it are as long as they like. */
  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget)
      || gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) != NULL)
    return FALSE;
  layout = gtk_label_get_layout (GTK_LABEL (widget));
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout) || width > gtk_widget_get_width (widget)
      || height > gtk_widget_get_height (widget))
    {
      g_test_message ("cut off at %d: “%s” (%d × %d in %d × %d)", gtk_widget_get_width (content),
                      gtk_label_get_text (GTK_LABEL (widget)), width, height,
                      gtk_widget_get_width (widget), gtk_widget_get_height (widget));
      g_test_fail ();
    }
  return FALSE;
}

/* Where the letters of @label are, as @content sees it. */
static gboolean
find_letters (GtkLabel *label, GtkWidget *content, graphene_rect_t *letters)
{
  PangoRectangle ink;
  graphene_rect_t bounds;
  int x, y;

  pango_layout_get_pixel_extents (gtk_label_get_layout (label), &ink, NULL);
  gtk_label_get_layout_offsets (label, &x, &y);
  graphene_rect_init (&bounds, (float)(x + ink.x), (float)(y + ink.y), (float)ink.width,
                      (float)ink.height);
  if (ink.width == 0 || !gtk_widget_compute_bounds (GTK_WIDGET (label), content, letters))
    return FALSE;
  graphene_rect_offset_r (&bounds, letters->origin.x, letters->origin.y, letters);
  return TRUE;
}

typedef struct
{
  GtkWidget *content;
  GPtrArray *labels;
  GArray *letters; /* of graphene_rect_t */
} Letters;

static gboolean
note_letters (GtkWidget *widget, gpointer user_data)
{
  Letters *letters = user_data;
  graphene_rect_t rect;

  /* An entry row shows one of its two titles at a time. */
  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget)
      || gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL
      || !find_letters (GTK_LABEL (widget), letters->content, &rect))
    return FALSE;
  g_ptr_array_add (letters->labels, widget);
  g_array_append_val (letters->letters, rect);
  return FALSE;
}

static gboolean
lie_over (const graphene_rect_t *one, const graphene_rect_t *other)
{
  graphene_rect_t common;

  return graphene_rect_intersection (one, other, &common) && common.size.height > ACCENT;
}

/* What scrolls goes below what does not. */
static gboolean
are_together (GtkWidget *label, GtkWidget *other)
{
  return gtk_widget_get_ancestor (label, GTK_TYPE_VIEWPORT)
         == gtk_widget_get_ancestor (other, GTK_TYPE_VIEWPORT);
}

/* No text lies over another, or hangs out of the window at its side. */
static void
check_letters (GtkWidget *content)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  Letters letters = { content, labels, rects };

  ui_find (content, note_letters, &letters);
  for (guint i = 0; i < labels->len; i++)
    {
      const graphene_rect_t *rect = &g_array_index (rects, graphene_rect_t, i);
      const char *text = gtk_label_get_text (g_ptr_array_index (labels, i));

      if (rect->origin.x < 0
          || rect->origin.x + rect->size.width > (float)gtk_widget_get_width (content))
        {
          g_test_message ("beside the window: “%s” (from %g, %g wide)", text, rect->origin.x,
                          rect->size.width);
          g_test_fail ();
        }
      for (guint j = 0; j < i; j++)
        if (are_together (g_ptr_array_index (labels, i), g_ptr_array_index (labels, j))
            && lie_over (rect, &g_array_index (rects, graphene_rect_t, j)))
          {
            g_test_message ("over one another at %d: “%s” and “%s”", gtk_widget_get_width (content),
                            gtk_label_get_text (g_ptr_array_index (labels, j)), text);
            g_test_fail ();
          }
    }
}

static gboolean
find_cramped (GtkWidget *widget, gpointer content)
{
  if (!GTK_IS_SCROLLED_WINDOW (widget) || !gtk_widget_get_mapped (widget)
      || gtk_widget_get_height (widget) >= ROOM_TO_READ
      || gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_SCROLLED_WINDOW) != NULL)
    return FALSE;
  g_test_message ("only %d pixels are left to read in at %d × %d", gtk_widget_get_height (widget),
                  gtk_widget_get_width (content), gtk_widget_get_height (content));
  g_test_fail ();
  return FALSE;
}

/* What does not scroll fits, the buttons below the page among it; and there is room for what does.
 */
static void
check_height (GtkWidget *content)
{
  int minimum;

  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, NARROW, &minimum, NULL, NULL, NULL);
  if (minimum > LOW)
    {
      g_test_message ("%d pixels high, of %d", minimum, LOW);
      g_test_fail ();
    }
  ui_find (content, find_cramped, content);
}

static void
check (GtkWindow *window, GtkWidget *content, gpointer user_data G_GNUC_UNUSED)
{
  static const int widths[] = { NARROW, WIDE };
  int minimum;

  g_assert_cmpint (gtk_widget_get_direction (content), ==, gtk_widget_get_default_direction ());
  if (is_pseudo ())
    ui_find (content, find_untranslated, NULL);
  if (is_pseudo () && is_untranslated (gtk_window_get_title (window)))
    g_test_fail ();
  minimum = ui_walk_minimum_width (content, widths[0]);
  if (minimum > widths[0])
    g_test_fail ();
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      ui_walk_allocate (content, MAX (widths[i], minimum), LOW);
      ui_find (content, find_clipped, content);
      check_letters (content);
      if (i == 0)
        check_height (content);
    }
}

static void
test_made_up_language_is_used (void)
{
  const char *text = "Bring OtoSense motor sensors to the cloud";
  const char *translated = g_dgettext (GETTEXT_PACKAGE, text);

  g_assert_cmpuint (g_utf8_strlen (translated, -1), >=, strlen (text) * 8 / 5);
  g_assert_true (is_untranslated (text));
  g_assert_false (is_untranslated (translated));
  g_assert_true (is_untranslated ("[Ñámé] and [áddŕéšš]"));
}

static void
test_high_contrast_is_used (void)
{
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
}

int
main (int argc, char **argv)
{
  GtkSettings *settings;
  int dpi;

  ui_walk_init (&argc, &argv);
  gtk_widget_set_default_direction (g_getenv ("SC_TEST_DIRECTION") != NULL ? GTK_TEXT_DIR_RTL
                                                                           : GTK_TEXT_DIR_LTR);
  settings = gtk_settings_get_default ();
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi * text_percent () / 100, NULL);

  if (is_pseudo ())
    g_test_add_func ("/clipping/made-up-language-is-used", test_made_up_language_is_used);
  if (g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL)
    g_test_add_func ("/clipping/high-contrast-is-used", test_high_contrast_is_used);
  ui_walk_add_tests ("/clipping", check, NULL);
  return g_test_run ();
}
