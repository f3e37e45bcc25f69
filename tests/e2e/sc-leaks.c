/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include "sc-leaks.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *what;
  char *needle;
  gsize length;
} Canary;

struct _ScLeaks
{
  GPtrArray *canaries;
  GPtrArray *found;
};

static void
canary_free (gpointer data)
{
  Canary *canary = data;

  g_free (canary->what);
  g_free (canary->needle);
  g_free (canary);
}

ScLeaks *
sc_leaks_new (void)
{
  ScLeaks *self = g_new0 (ScLeaks, 1);

  self->canaries = g_ptr_array_new_with_free_func (canary_free);
  self->found = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
sc_leaks_free (ScLeaks *self)
{
  g_ptr_array_unref (self->canaries);
  g_ptr_array_unref (self->found);
  g_free (self);
}

static void
add_needle (ScLeaks *self, const char *what, char *needle)
{
  Canary *canary = g_new0 (Canary, 1);

  canary->what = g_strdup (what);
  canary->length = strlen (needle);
  canary->needle = needle;
  g_ptr_array_add (self->canaries, canary);
}

/**
 * sc_leaks_add_canary:
 * @self: what looks
 * @what: what the secret is, for reports
 * @secret: at least six bytes
 *
 * From now on looks for it as it is, and as it would stand in Base64 and in a form's body.
 */
void
sc_leaks_add_canary (ScLeaks *self, const char *what, const char *secret)
{
  gsize length = strlen (secret);

  g_return_if_fail (length >= 6);
  add_needle (self, what, g_strdup (secret));
  add_needle (self, what, g_uri_escape_string (secret, NULL, FALSE));
  /* Base64 of a longer text holds this one shifted by none, one or two bytes; its ends depend on
   * the neighbours and are left off. */
  for (gsize shift = 0; shift < 3; shift++)
    {
      gsize skip = (3 - shift) % 3;
      gsize whole = (length - skip) / 3 * 3;

      if (whole >= 6)
        add_needle (self, what, g_base64_encode ((const guchar *)secret + skip, whole));
    }
}

/**
 * sc_leaks_look_in:
 * @self: what looks
 * @where: for reports
 * @text: (array length=length): any bytes
 * @length: their number
 */
void
sc_leaks_look_in (ScLeaks *self, const char *where, const char *text, gsize length)
{
  for (guint i = 0; i < self->canaries->len; i++)
    {
      const Canary *canary = g_ptr_array_index (self->canaries, i);
      const char *at = memmem (text, length, canary->needle, canary->length);

      if (at)
        g_ptr_array_add (self->found, g_strdup_printf ("%s in %s, at byte %zu", canary->what, where,
                                                       (gsize)(at - text)));
    }
}

gboolean
sc_leaks_look_in_file (ScLeaks *self, const char *path, GError **error)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return FALSE;
  sc_leaks_look_in (self, path, contents, length);
  return TRUE;
}

/**
 * sc_leaks_look_in_folder:
 * @self: what looks
 * @path: a folder
 *
 * Looks in all regular files below it.
 */
void
sc_leaks_look_in_folder (ScLeaks *self, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        sc_leaks_look_in_folder (self, child);
      else if (g_file_test (child, G_FILE_TEST_IS_REGULAR))
        sc_leaks_look_in_file (self, child, NULL);
    }
}

/**
 * sc_leaks_look_in_argument_lists:
 * @self: what looks
 *
 * Looks in the argument lists of all processes that can be seen.
 *
 * Returns: how many there were
 */
guint
sc_leaks_look_in_argument_lists (ScLeaks *self)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n = 0;

  while (proc && (name = g_dir_read_name (proc)) != NULL)
    if (g_ascii_isdigit (*name))
      {
        g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);

        n += sc_leaks_look_in_file (self, path, NULL);
      }
  return n;
}

/**
 * sc_leaks_get_found:
 * @self: what looked
 *
 * Returns: (transfer none) (element-type utf8): what was found, where
 */
GPtrArray *
sc_leaks_get_found (ScLeaks *self)
{
  return self->found;
}
