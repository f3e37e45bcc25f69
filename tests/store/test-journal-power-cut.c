/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A power cut right after a step was acknowledged. The program's fsync() and fdatasync() are ours:
 * they note what a file held when it was synced, and which names its folder held when that was.
 * After a power cut that is all there is, in the worst case. */

#include "sc-journal-steps.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define UID "5c1d8f5e-0b5e-4f0c-9e54-000000000001"

static GHashTable *synced_contents; /* path -> GBytes */
static GHashTable *synced_names;    /* a set of paths */
static char *watched;               /* the journal's folder: nothing else is noted */

static void
note_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_hash_table_add (synced_names, g_build_filename (folder, name, NULL));
}

static void
note_sync (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  char *contents;
  gsize size;

  if (watched == NULL || path == NULL || !g_str_has_prefix (path, watched))
    return;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    note_names (path);
  else if (g_file_get_contents (path, &contents, &size, NULL))
    g_hash_table_insert (synced_contents, g_strdup (path), g_bytes_new_take (contents, size));
}

G_MODULE_EXPORT int
fsync (int fd)
{
  int (*real) (int) = dlsym (RTLD_NEXT, "fsync");

  note_sync (fd);
  return real (fd);
}

G_MODULE_EXPORT int
fdatasync (int fd)
{
  int (*real) (int) = dlsym (RTLD_NEXT, "fdatasync");

  note_sync (fd);
  return real (fd);
}

/* Writes what a power cut would leave to @folder. */
static void
cut_power (const char *folder)
{
  GHashTableIter iter;
  gpointer path, bytes;

  g_hash_table_iter_init (&iter, synced_contents);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *left = g_build_filename (folder, name, NULL);

      if (!g_hash_table_contains (synced_names, path) || !g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      g_assert_true (g_file_set_contents (left, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), NULL));
    }
}

static void
assert_survives (int n_steps)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  g_autoptr (ScJournal) journal = NULL;

  cut_power (folder);
  journal = sc_test_open (path);
  g_assert_cmpint (sc_test_count (journal, UID, 0), ==, n_steps);
  sc_test_remove_folder (folder);
}

static void
test_power_cut (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  ScJournal *journal;

  watched = folder;
  synced_contents =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  synced_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  journal = sc_test_open (path);
  for (int n = 0; n < 20; n++)
    {
      sc_test_append (journal, UID, n);
      assert_survives (n + 1);
    }
  g_object_unref (journal); /* a checkpoint: the log goes into the database */
  assert_survives (20);
  journal = sc_test_open (path);
  sc_test_append (journal, UID, 20);
  assert_survives (21);
  g_object_unref (journal);

  watched = NULL;
  sc_test_remove_folder (folder);
  g_clear_pointer (&synced_contents, g_hash_table_unref);
  g_clear_pointer (&synced_names, g_hash_table_unref);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/power-cut", test_power_cut);
  return g_test_run ();
}
