/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-exercise-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* SQLite's file format, 1.3: 100 bytes of header, with the user version at 60, big-endian; then the
 * first page, which is the list of tables. */
#define VERSION_AT 60
#define TABLES_AT 100
#define N_SPOILED 200
#define FAR_VERSION "\x00\x00\x7f\xff"

struct _ScExerciseFolder
{
  gatomicrefcount ref_count;
  char *path;
  char *journal;
  ScError trouble; /* that is still to be made; 0: none */
};

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED, "%s: %s", what, g_strerror (errno));
  return FALSE;
}

/**
 * sc_exercise_folder_new:
 * @above: where to make it; is made, too, if it is not there
 * @trouble: how the journal of earlier days is found, %SC_ERROR_JOURNAL_DAMAGED or
 *   %SC_ERROR_JOURNAL_NEWER; 0: there is none
 * @error: %SC_ERROR_JOURNAL_FAILED
 *
 * Returns: (transfer full) (nullable): a new folder, for this user alone
 */
ScExerciseFolder *
sc_exercise_folder_new (const char *above, ScError trouble, GError **error)
{
  g_autofree char *path = g_build_filename (above, "exercise-XXXXXX", NULL);
  ScExerciseFolder *self;

  if (g_mkdir_with_parents (above, 0700) != 0 || g_mkdtemp (path) == NULL)
    {
      fail (path, error);
      return NULL;
    }
  self = g_new0 (ScExerciseFolder, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_steal_pointer (&path);
  self->journal = g_build_filename (self->path, "journal.db", NULL);
  self->trouble = trouble;
  return self;
}

ScExerciseFolder *
sc_exercise_folder_ref (ScExerciseFolder *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* The journal, its companions, and what was put aside */
static void
remove_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
}

void
sc_exercise_folder_unref (ScExerciseFolder *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  remove_files (self->path);
  if (g_rmdir (self->path) != 0)
    g_warning ("%s: %s", self->path, g_strerror (errno));
  g_free (self->path);
  g_free (self->journal);
  g_free (self);
}

const char *
sc_exercise_folder_get_path (ScExerciseFolder *self)
{
  return self->path;
}

const char *
sc_exercise_folder_get_journal (ScExerciseFolder *self)
{
  return self->journal;
}

static gboolean
spoil (char *bytes, gsize n_bytes, ScError trouble)
{
  if (n_bytes < TABLES_AT + N_SPOILED)
    return FALSE;
  if (trouble == SC_ERROR_JOURNAL_NEWER)
    memcpy (bytes + VERSION_AT, FAR_VERSION, strlen ("1234"));
  else
    memset (bytes + TABLES_AT, 0xa5, N_SPOILED);
  return TRUE;
}

/* Somebody kept a journal here once, and something has happened to it since. */
static gboolean
make_earlier_journal (ScExerciseFolder *self, ScJournalOpen open, GError **error)
{
  ScJournal *journal = open (self->journal, error);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (journal == NULL)
    return FALSE;
  g_object_unref (journal); /* everything is in the one file now */
  if (!g_file_get_contents (self->journal, &bytes, &n_bytes, NULL)
      || !spoil (bytes, n_bytes, self->trouble))
    return fail (self->journal, error);
  return g_file_set_contents_full (self->journal, bytes, (gssize)n_bytes, G_FILE_SET_CONTENTS_NONE,
                                   0600, NULL)
         || fail (self->journal, error);
}

/**
 * sc_exercise_folder_open:
 * @self: a folder
 * @open: opens journals
 * @error: why the journal cannot be used, from @open
 *
 * Can be called again: what was found the first time is still there, unless somebody has put it
 * aside.
 *
 * Returns: (transfer full) (nullable): the exercise's journal
 */
ScJournal *
sc_exercise_folder_open (ScExerciseFolder *self, ScJournalOpen open, GError **error)
{
  if (self->trouble != 0 && !make_earlier_journal (self, open, error))
    return NULL;
  self->trouble = 0;
  return open (self->journal, error);
}
