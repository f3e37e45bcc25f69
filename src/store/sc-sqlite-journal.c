/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sqlite-journal.h"

#include "sc-journal-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 3000 /* another instance's commit takes milliseconds */

struct _ScSqliteJournal
{
  GObject parent_instance;

  sqlite3 *db;
  sqlite3_stmt *append;
};

static void sc_sqlite_journal_journal_init (ScJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScSqliteJournal, sc_sqlite_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_JOURNAL,
                                                      sc_sqlite_journal_journal_init))

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT); /* NULL binds NULL */
}

static void
bind_blob (sqlite3_stmt *statement, int index, GBytes *blob)
{
  gsize size = 0;
  gconstpointer data = blob != NULL ? g_bytes_get_data (blob, &size) : NULL;

  if (blob == NULL)
    sqlite3_bind_null (statement, index);
  else if (size == 0)
    sqlite3_bind_zeroblob (statement, index, 0);
  else
    sqlite3_bind_blob64 (statement, index, data, size, SQLITE_TRANSIENT);
}

static gboolean
sc_sqlite_journal_append (ScJournal *journal, const char *uid, const ScStep *step, GError **error)
{
  ScSqliteJournal *self = SC_SQLITE_JOURNAL (journal);
  sqlite3_stmt *statement = self->append;
  int status;

  bind_text (statement, 1, uid);
  sqlite3_bind_int (statement, 2, step->kind);
  sqlite3_bind_int64 (statement, 3, step->moment.boot_us);
  sqlite3_bind_int64 (statement, 4, step->moment.wall_us);
  bind_text (statement, 5, step->moment.boot_id);
  bind_text (statement, 6, step->code != 0 ? sc_error_get_info ((ScError)step->code)->id : NULL);
  bind_text (statement, 7, step->text);
  bind_text (statement, 8, step->extra);
  bind_blob (statement, 9, step->blob);

  status = sqlite3_step (statement); /* autocommit: done means written and synced */
  if (status != SQLITE_DONE)
    sc_journal_fail (self->db, status, "Writing to the journal", error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return status == SQLITE_DONE;
}

static GBytes *
column_blob (sqlite3_stmt *row, int column)
{
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (sqlite3_column_blob (row, column), sqlite3_column_bytes (row, column));
}

/* A code that this version does not know is a failure all the same. */
static int
column_code (sqlite3_stmt *row, int column)
{
  const char *id = (const char *)sqlite3_column_text (row, column);
  int code = id != NULL ? (int)sc_error_from_id (id) : 0;

  return id != NULL && code == 0 ? SC_ERROR_BUG : code;
}

static void
apply_row (ScRecord *record, sqlite3_stmt *row)
{
  g_autoptr (ScStep) step = g_new0 (ScStep, 1);
  const char *boot_id = (const char *)sqlite3_column_text (row, 4);

  step->kind = sqlite3_column_int (row, 1);
  step->moment.boot_us = sqlite3_column_int64 (row, 2);
  step->moment.wall_us = sqlite3_column_int64 (row, 3);
  g_strlcpy (step->moment.boot_id, boot_id != NULL ? boot_id : "", sizeof step->moment.boot_id);
  step->code = column_code (row, 5);
  step->text = g_strdup ((const char *)sqlite3_column_text (row, 6));
  step->extra = g_strdup ((const char *)sqlite3_column_text (row, 7));
  step->blob = column_blob (row, 8);
  sc_record_apply (record, step);
}

static GPtrArray *
sc_sqlite_journal_load (ScJournal *journal, GError **error)
{
  ScSqliteJournal *self = SC_SQLITE_JOURNAL (journal);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  sqlite3_stmt *row = NULL;
  int status = sqlite3_prepare_v2 (self->db,
                                   "SELECT uid, kind, boot_us, wall_us, boot_id, code, text, extra,"
                                   " blob FROM steps ORDER BY id",
                                   -1, &row, NULL);

  while (status == SQLITE_OK || status == SQLITE_ROW)
    {
      const char *uid;
      ScRecord *record;

      status = sqlite3_step (row);
      if (status != SQLITE_ROW)
        break;
      uid = (const char *)sqlite3_column_text (row, 0);
      record = g_hash_table_lookup (by_uid, uid);
      if (record == NULL)
        {
          record = sc_record_new (uid);
          g_ptr_array_add (records, record);
          g_hash_table_insert (by_uid, (gpointer)sc_record_get_uid (record), record);
        }
      apply_row (record, row);
    }
  if (status != SQLITE_DONE)
    sc_journal_fail (self->db, status, "Reading the journal", error);
  sqlite3_finalize (row);
  return status == SQLITE_DONE ? g_steal_pointer (&records) : NULL;
}

static gboolean
sc_sqlite_journal_remove (ScJournal *journal, const char *uid, GError **error)
{
  ScSqliteJournal *self = SC_SQLITE_JOURNAL (journal);
  sqlite3_stmt *statement = NULL;
  int status =
      sqlite3_prepare_v2 (self->db, "DELETE FROM steps WHERE uid = ?1", -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      bind_text (statement, 1, uid);
      status = sqlite3_step (statement);
    }
  if (status != SQLITE_DONE)
    sc_journal_fail (self->db, status, "Removing from the journal", error);
  sqlite3_finalize (statement);
  /* The certificate shall not linger in the write-ahead log either; if another program is just
   * reading, the log is emptied at a later checkpoint. */
  if (status == SQLITE_DONE)
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return status == SQLITE_DONE;
}

static gboolean
sc_sqlite_journal_keep_home (ScJournal *journal, const char *uuid, const char *name, GError **error)
{
  ScSqliteJournal *self = SC_SQLITE_JOURNAL (journal);
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (
      self->db,
      uuid != NULL ? "INSERT OR REPLACE INTO home (only, uuid, name) VALUES (1, ?1, ?2)"
                   : "DELETE FROM home",
      -1, &statement, NULL);

  if (status == SQLITE_OK && uuid != NULL)
    {
      bind_text (statement, 1, uuid);
      bind_text (statement, 2, name);
    }
  if (status == SQLITE_OK)
    status = sqlite3_step (statement);
  if (status != SQLITE_DONE)
    sc_journal_fail (self->db, status, "Writing to the journal", error);
  sqlite3_finalize (statement);
  return status == SQLITE_DONE;
}

static gboolean
sc_sqlite_journal_load_home (ScJournal *journal, char **uuid, char **name, GError **error)
{
  ScSqliteJournal *self = SC_SQLITE_JOURNAL (journal);
  sqlite3_stmt *row = NULL;
  int status = sqlite3_prepare_v2 (self->db, "SELECT uuid, name FROM home", -1, &row, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (row);
  if (status == SQLITE_ROW)
    {
      *uuid = g_strdup ((const char *)sqlite3_column_text (row, 0));
      *name = g_strdup ((const char *)sqlite3_column_text (row, 1));
    }
  else if (status != SQLITE_DONE)
    sc_journal_fail (self->db, status, "Reading the journal", error);
  sqlite3_finalize (row);
  return status == SQLITE_ROW || status == SQLITE_DONE;
}

static void
sc_sqlite_journal_journal_init (ScJournalInterface *iface)
{
  iface->append = sc_sqlite_journal_append;
  iface->load = sc_sqlite_journal_load;
  iface->remove = sc_sqlite_journal_remove;
  iface->keep_home = sc_sqlite_journal_keep_home;
  iface->load_home = sc_sqlite_journal_load_home;
}

static void
sc_sqlite_journal_finalize (GObject *object)
{
  ScSqliteJournal *self = SC_SQLITE_JOURNAL (object);

  sqlite3_finalize (self->append);
  sqlite3_close (self->db);
  G_OBJECT_CLASS (sc_sqlite_journal_parent_class)->finalize (object);
}

static void
sc_sqlite_journal_class_init (ScSqliteJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_sqlite_journal_finalize;
}

static void
sc_sqlite_journal_init (ScSqliteJournal *self G_GNUC_UNUSED)
{
}

static gboolean
fail_system (const char *doing, const char *path, GError **error)
{
  int saved = errno;

  g_set_error (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED, "%s %s: %s", doing, path,
               g_strerror (saved));
  return FALSE;
}

/* A new folder survives a power cut only once the one above it is on the disk. */
static void
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("Cannot sync folder: %s", g_strerror (errno));
  close (fd);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_system ("Making the folder", folder, error);
  sync_folder (above);
  return TRUE;
}

static gboolean
make_missing (const char *path, GError **error)
{
  int fd;

  if (access (path, F_OK) == 0 || errno != ENOENT) /* what else is wrong is told below */
    return TRUE;
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_system ("Making", path, error);
  close (fd);
  return TRUE;
}

/* Makes the file for its owner alone before SQLite sees it; its companions (-wal, -shm) take its
 * mode. The certificates in it are claim tickets.
 *
 * A file that is there is not opened: it may be open as a journal in this process already, and by
 * fcntl(2) closing any descriptor of it would drop the locks SQLite has on it. Another program
 * would then take itself for the last one at its end, and delete the log. */
static gboolean
make_private (const char *path, GError **error)
{
  struct stat info;

  if (!make_missing (path, error))
    return FALSE;
  if (access (path, R_OK | W_OK) != 0)
    return fail_system ("Opening", path, error);
  if (stat (path, &info) != 0 || ((info.st_mode & 077) != 0 && chmod (path, 0600) != 0))
    return fail_system ("Making private", path, error);
  return TRUE;
}

static gboolean
open_database (ScSqliteJournal *self, const char *path, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE;
  int status = sqlite3_open_v2 (path, &self->db, flags, NULL);

  if (status != SQLITE_OK)
    return sc_journal_fail (self->db, status, "Opening the journal", error);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!sc_journal_schema_prepare (self->db, error))
    return FALSE;
  /* WAL with synchronous FULL or more: every commit syncs the log, every checkpoint syncs the log
   * before and the database after. EXTRA is FULL, and where WAL is impossible (some network file
   * systems) also syncs the folder when the rollback journal goes. */
  if (!sc_journal_exec (self->db,
                        "PRAGMA journal_mode = WAL;"
                        "PRAGMA synchronous = EXTRA;"
                        "PRAGMA secure_delete = ON;"
                        "PRAGMA cell_size_check = ON;",
                        error))
    return FALSE;
  status = sqlite3_prepare_v3 (
      self->db,
      "INSERT INTO steps (uid, seq, kind, boot_us, wall_us, boot_id, code, text, extra, blob)"
      " SELECT ?1, 1 + coalesce (max (seq), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
      " FROM steps WHERE uid = ?1",
      -1, SQLITE_PREPARE_PERSISTENT, &self->append, NULL);
  return status == SQLITE_OK || sc_journal_fail (self->db, status, "Opening the journal", error);
}

/**
 * sc_sqlite_journal_new:
 * @path: the file; it and its folder are made if missing, for their owner alone
 * @error: %SC_ERROR_JOURNAL_FAILED (disk full, read-only, …), %SC_ERROR_JOURNAL_DAMAGED (see
 *   sc_sqlite_journal_set_aside()) or %SC_ERROR_JOURNAL_NEWER; in each case the file is as before
 *
 * Opens the journal after checking it, and brings older versions up to date.
 *
 * Returns: (transfer full): the journal, %NULL on failure
 */
ScSqliteJournal *
sc_sqlite_journal_new (const char *path, GError **error)
{
  g_autoptr (ScSqliteJournal) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (SC_TYPE_SQLITE_JOURNAL, NULL);
  if (!make_folder (path, error) || !make_private (path, error)
      || !open_database (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sc_sqlite_journal_set_aside:
 * @path: a journal that nobody has open
 * @error: %SC_ERROR_JOURNAL_FAILED
 *
 * Renames the file and its companions to a free name beside it, with the date in it, so that a
 * new journal can be begun. Nothing is deleted: an expert may still read certificates from it.
 *
 * Returns: (transfer full): where it is now, %NULL on failure
 */
char *
sc_sqlite_journal_set_aside (const char *path, GError **error)
{
  /* The log first: were we interrupted, a new database must not find the old one's log. */
  static const char *const companions[] = { "-wal", "-shm", "" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, stamp);
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint n = 2; g_file_test (aside, G_FILE_TEST_EXISTS); n++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, stamp, n);
    }
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (aside, companions[i], NULL);

      if (g_rename (from, to) != 0 && (errno != ENOENT || *companions[i] == '\0'))
        {
          fail_system ("Renaming", from, error);
          return NULL;
        }
    }
  sync_folder (folder);
  return g_steal_pointer (&aside);
}

/**
 * sc_sqlite_journal_get_library_version:
 *
 * Returns: (transfer none): version of the database library this runs with
 */
const char *
sc_sqlite_journal_get_library_version (void)
{
  return sqlite3_libversion ();
}
