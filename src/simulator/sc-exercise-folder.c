/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-exercise-folder.h"

#include "sc-earlier-run.h"

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
  ScWorld *world; /* (nullable): what an earlier run has left there is still to be made */
};

static gboolean
fail (const char *what, const char *why, GError **error)
{
  g_set_error (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED, "%s: %s", what, why);
  return FALSE;
}

/**
 * sc_exercise_folder_new:
 * @above: where to make it; is made, too, if it is not there
 * @world: what is practised in; says what is found of an earlier run
 * @error: %SC_ERROR_JOURNAL_FAILED
 *
 * Returns: (transfer full) (nullable): a new folder, for this user alone
 */
ScExerciseFolder *
sc_exercise_folder_new (const char *above, ScWorld *world, GError **error)
{
  g_autofree char *path = g_build_filename (above, "exercise-XXXXXX", NULL);
  ScExerciseFolder *self;

  if (g_mkdir_with_parents (above, 0700) != 0 || g_mkdtemp (path) == NULL)
    {
      fail (path, g_strerror (errno), error);
      return NULL;
    }
  self = g_new0 (ScExerciseFolder, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_steal_pointer (&path);
  self->journal = g_build_filename (self->path, "journal.db", NULL);
  self->world = g_object_ref (world);
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
  g_clear_object (&self->world);
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

/* Something has happened to the file since it was closed. */
static gboolean
spoil_journal (ScExerciseFolder *self, ScError trouble, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (self->journal, &bytes, &n_bytes, &reason))
    return fail (self->journal, reason->message, error);
  if (!spoil (bytes, n_bytes, trouble))
    return fail (self->journal, "too short for a journal", error);
  return g_file_set_contents_full (self->journal, bytes, (gssize)n_bytes, G_FILE_SET_CONTENTS_NONE,
                                   0600, &reason)
         || fail (self->journal, reason->message, error);
}

/* Somebody may have kept a journal here once. */
static gboolean
make_earlier_journal (ScExerciseFolder *self, ScJournalOpen open, GError **error)
{
  const ScWorldStore *store = sc_world_get_store (self->world);
  ScJournal *journal;
  gboolean is_written;

  if (store->earlier == 0 && !store->unfinished)
    return TRUE;
  journal = open (self->journal, error);
  if (journal == NULL)
    return FALSE;
  is_written = !store->unfinished || sc_earlier_run_write (self->world, journal, error);
  g_object_unref (journal); /* everything is in the one file now */
  return is_written && (store->earlier == 0 || spoil_journal (self, store->earlier, error));
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
  if (self->world != NULL && !make_earlier_journal (self, open, error))
    return NULL;
  g_clear_object (&self->world);
  return open (self->journal, error);
}
