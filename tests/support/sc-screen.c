/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-screen.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <string.h>

#define POLL_US (60 * 1000)
#define MIN_COLOURS 24
/* A page that counts never holds still; after this long it is taken as it is. */
#define STILL_US (G_TIME_SPAN_SECOND / 2)

struct _ScScreen
{
  Display *display;
  GArray *spare; /* KeyCode; keys without a symbol, lent to what no key of the map types */
};

/* Windows come and go while we look at them. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

/**
 * sc_screen_open:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the display named in the environment
 */
ScScreen *
sc_screen_open (GError **error)
{
  Display *display = XOpenDisplay (NULL);
  ScScreen *self;
  int low, high, event, base, major, minor;

  if (display == NULL || !XTestQueryExtension (display, &event, &base, &major, &minor))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no X display with the XTEST extension");
      return NULL;
    }
  XSetErrorHandler (ignore_error);
  self = g_new0 (ScScreen, 1);
  self->display = display;
  XDisplayKeycodes (display, &low, &high);
  self->spare = g_array_new (FALSE, FALSE, sizeof (KeyCode));
  for (int code = low; code <= high; code++)
    if (XkbKeycodeToKeysym (display, (KeyCode)code, 0, 0) == NoSymbol)
      {
        KeyCode key = (KeyCode)code;

        g_array_append_val (self->spare, key);
      }
  return self;
}

void
sc_screen_close (ScScreen *self)
{
  XCloseDisplay (self->display);
  g_array_unref (self->spare);
  g_free (self);
}

/* The mapped windows of applications, bottom to top. */
static GArray *
list_windows (ScScreen *self)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (Window));
  Window root, parent, *children = NULL;
  unsigned int n = 0;

  XQueryTree (self->display, DefaultRootWindow (self->display), &root, &parent, &children, &n);
  for (unsigned int i = 0; i < n; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (self->display, children[i], &attributes)
          && attributes.map_state == IsViewable && attributes.class == InputOutput
          && attributes.width > 1)
        g_array_append_val (windows, children[i]);
    }
  if (children)
    XFree (children);
  return windows;
}

static gboolean
is_popup (ScScreen *self, Window window)
{
  XWindowAttributes attributes;

  return XGetWindowAttributes (self->display, window, &attributes) && attributes.override_redirect;
}

/* The window the keyboard belongs to: the topmost that is no popup (those take their keys from
 * the window below them). */
static Window
find_top (ScScreen *self)
{
  g_autoptr (GArray) windows = list_windows (self);

  for (guint i = windows->len; i > 0; i--)
    {
      Window window = g_array_index (windows, Window, i - 1);

      if (!is_popup (self, window))
        return window;
    }
  return None;
}

/**
 * sc_screen_focus:
 * @self: a screen
 *
 * Gives the keyboard to the topmost window, as a window manager would.
 *
 * Returns: whether there is one
 */
gboolean
sc_screen_focus (ScScreen *self)
{
  Window top = find_top (self);
  Window focus;
  int revert;

  if (top == None)
    return FALSE;
  XGetInputFocus (self->display, &focus, &revert);
  if (focus != top)
    XSetInputFocus (self->display, top, RevertToPointerRoot, CurrentTime);
  XSync (self->display, False);
  return TRUE;
}

static void
send_key (ScScreen *self, KeyCode code, gboolean down)
{
  XTestFakeKeyEvent (self->display, code, down, CurrentTime);
}

/* Finds the key and whether it wants Shift; lends a spare one, for good, if no
 * key has the symbol. */
static KeyCode
find_key (ScScreen *self, KeySym symbol, gboolean *shift)
{
  KeyCode code = XKeysymToKeycode (self->display, symbol);

  *shift = FALSE;
  if (code == 0)
    {
      KeySym both[2] = { symbol, symbol };

      if (self->spare->len == 0)
        return 0;
      code = g_array_index (self->spare, KeyCode, self->spare->len - 1);
      g_array_set_size (self->spare, self->spare->len - 1);
      XChangeKeyboardMapping (self->display, code, 2, both, 1);
      XSync (self->display, False);
      return code;
    }
  *shift = XkbKeycodeToKeysym (self->display, code, 0, 0) != symbol
           && XkbKeycodeToKeysym (self->display, code, 0, 1) == symbol;
  return code;
}

static void
press (ScScreen *self, KeySym symbol, gboolean control, gboolean alt, gboolean with_shift)
{
  KeyCode control_key = XKeysymToKeycode (self->display, XK_Control_L);
  KeyCode alt_key = XKeysymToKeycode (self->display, XK_Alt_L);
  KeyCode shift_key = XKeysymToKeycode (self->display, XK_Shift_L);
  gboolean shift;
  KeyCode code = find_key (self, symbol, &shift);

  shift = shift || with_shift;
  if (control)
    send_key (self, control_key, TRUE);
  if (alt)
    send_key (self, alt_key, TRUE);
  if (shift)
    send_key (self, shift_key, TRUE);
  send_key (self, code, TRUE);
  send_key (self, code, FALSE);
  if (shift)
    send_key (self, shift_key, FALSE);
  if (alt)
    send_key (self, alt_key, FALSE);
  if (control)
    send_key (self, control_key, FALSE);
  XSync (self->display, False);
}

/**
 * sc_screen_key:
 * @self: a screen
 * @accelerator: `Tab`, `shift+Tab`, `alt+c`, `ctrl+q`, `Return`, `space`… (X key names)
 *
 * Strokes a key in the topmost window.
 *
 * Returns: whether there was such a key and such a window
 */
gboolean
sc_screen_key (ScScreen *self, const char *accelerator)
{
  g_auto (GStrv) parts = g_strsplit (accelerator, "+", -1);
  gboolean control = g_strv_contains ((const char *const *)parts, "ctrl");
  gboolean alt = g_strv_contains ((const char *const *)parts, "alt");
  gboolean shift = g_strv_contains ((const char *const *)parts, "shift");
  KeySym symbol = XStringToKeysym (parts[g_strv_length (parts) - 1]);

  if (symbol == NoSymbol || !sc_screen_focus (self))
    return FALSE;
  press (self, symbol, control, alt, shift);
  return TRUE;
}

/**
 * sc_screen_type:
 * @self: a screen
 * @text: valid UTF-8
 *
 * Types into whatever has the focus in the topmost window.
 *
 * Returns: whether there is a window
 */
gboolean
sc_screen_type (ScScreen *self, const char *text)
{
  if (!sc_screen_focus (self))
    return FALSE;
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      press (self, c < 0x100 ? c : 0x01000000 | c, FALSE, FALSE, FALSE);
    }
  return TRUE;
}

/* Draws @window onto @picture, whose left upper corner is at @x, @y of the screen. */
static gboolean
draw_window (ScScreen *self, Window window, GdkPixbuf *picture, int x, int y)
{
  XWindowAttributes at;
  XImage *image;
  guchar *pixels = gdk_pixbuf_get_pixels (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);

  if (!XGetWindowAttributes (self->display, window, &at))
    return FALSE;
  image = XGetImage (self->display, window, 0, 0, (unsigned)at.width, (unsigned)at.height,
                     AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;
  for (int row = 0; row < image->height; row++)
    for (int column = 0; column < image->width; column++)
      {
        int to_x = at.x - x + column, to_y = at.y - y + row;
        unsigned long pixel = XGetPixel (image, column, row);
        guchar *to = pixels + to_y * stride + to_x * 3;

        if (to_x < 0 || to_y < 0 || to_x >= gdk_pixbuf_get_width (picture)
            || to_y >= gdk_pixbuf_get_height (picture)
            || (image->depth == 32 && (pixel >> 24) < 0x80))
          continue;
        to[0] = (guchar)(pixel >> 16);
        to[1] = (guchar)(pixel >> 8);
        to[2] = (guchar)pixel;
      }
  XDestroyImage (image);
  return TRUE;
}

/* The lowest window (the application's main one) with what lies over it: dialogs, popups. */
static GdkPixbuf *
take_picture (ScScreen *self)
{
  g_autoptr (GArray) windows = list_windows (self);
  g_autoptr (GdkPixbuf) picture = NULL;
  XWindowAttributes at;

  if (windows->len == 0
      || !XGetWindowAttributes (self->display, g_array_index (windows, Window, 0), &at))
    return NULL;
  picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, at.width, at.height);
  gdk_pixbuf_fill (picture, 0);
  for (guint i = 0; i < windows->len; i++)
    if (!draw_window (self, g_array_index (windows, Window, i), picture, at.x, at.y))
      return NULL;
  return g_steal_pointer (&picture);
}

/* Text, with its smoothed edges, has many colours; a window that is only mapped has one. */
static gboolean
is_drawn (GdkPixbuf *picture)
{
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
  const guchar *pixels = gdk_pixbuf_read_pixels (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);

  for (int y = 0; y < gdk_pixbuf_get_height (picture); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (picture); x++)
      {
        const guchar *p = pixels + y * stride + x * 3;

        g_hash_table_add (
            colours, GUINT_TO_POINTER (1u << 24 | (guint)p[0] << 16 | (guint)p[1] << 8 | p[2]));
        if (g_hash_table_size (colours) >= MIN_COLOURS)
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_same (GdkPixbuf *a, GdkPixbuf *b)
{
  return a != NULL && b != NULL && gdk_pixbuf_get_byte_length (a) == gdk_pixbuf_get_byte_length (b)
         && memcmp (gdk_pixbuf_read_pixels (a), gdk_pixbuf_read_pixels (b),
                    gdk_pixbuf_get_byte_length (a))
                == 0;
}

/**
 * sc_screen_shoot:
 * @self: a screen
 * @path: PNG file to write
 * @timeout_ms: how long to wait until the window is drawn
 * @error: return location
 *
 * Takes a picture of the main window and what lies over it, once it holds still for a moment. One
 * without anything drawn is an error.
 */
gboolean
sc_screen_shoot (ScScreen *self, const char *path, guint timeout_ms, GError **error)
{
  gint64 end = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  gint64 drawn_us = 0;
  g_autoptr (GdkPixbuf) last = NULL;

  for (;;)
    {
      g_autoptr (GdkPixbuf) picture = take_picture (self);
      gint64 now_us = g_get_monotonic_time ();

      if (picture && is_drawn (picture))
        {
          if (drawn_us == 0)
            drawn_us = now_us;
          if (now_us - drawn_us >= STILL_US || is_same (picture, last))
            return gdk_pixbuf_save (picture, path, "png", error, NULL);
        }
      else if (now_us >= end)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nothing was drawn for %s", path);
          return FALSE;
        }
      g_set_object (&last, picture);
      g_usleep (POLL_US);
    }
}

/**
 * sc_screen_resize:
 * @self: a screen
 * @width: pixels
 * @height: pixels
 *
 * Makes the topmost window that size; the toolkit may not let it shrink so far.
 */
gboolean
sc_screen_resize (ScScreen *self, int width, int height)
{
  Window top = find_top (self);

  if (top == None)
    return FALSE;
  XResizeWindow (self->display, top, (unsigned)width, (unsigned)height);
  XSync (self->display, False);
  return TRUE;
}
