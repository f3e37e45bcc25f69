/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-journal-steps.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* A journal as version 1 of the schema writes it, made with the sqlite3 program. Stays as it is
 * for ever: every later program has to read it. */
#define VERSION_1 "store/journal-version-1.sql"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->folder = sc_test_new_folder ();
  f->path = g_build_filename (f->folder, "kept", "journal.sqlite", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static int
mode_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
assert_refused (const char *path, int code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_assert_null (sc_sqlite_journal_new (path, &error));
  g_assert_error (error, SC_ERROR, code);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after); /* not touched */
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_private (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (f->path, "-shm", NULL);
  ScJournal *journal = sc_test_open (f->path);

  sc_test_append (journal, "a", 0);
  g_assert_cmpint (mode_of (folder), ==, 0700);
  g_assert_cmpint (mode_of (f->path), ==, 0600);
  g_assert_cmpint (mode_of (log), ==, 0600);
  g_assert_cmpint (mode_of (shared), ==, 0600);
  g_object_unref (journal);

  g_chmod (f->path, 0644); /* as a restored backup may be */
  journal = sc_test_open (f->path);
  g_assert_cmpint (mode_of (f->path), ==, 0600);
  g_object_unref (journal);
}

static void
assert_same_step (const ScStep *a, const ScStep *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->moment.boot_us, ==, b->moment.boot_us);
  g_assert_cmpint (a->moment.wall_us, ==, b->moment.wall_us);
  g_assert_cmpstr (a->moment.boot_id, ==, b->moment.boot_id);
  g_assert_cmpint (a->code, ==, b->code);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpstr (a->extra, ==, b->extra);
  g_assert_true ((a->blob == NULL) == (b->blob == NULL));
  if (a->blob != NULL)
    g_assert_true (g_bytes_equal (a->blob, b->blob));
}

static void
test_round_trip (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char bytes[] = "SMS\0\xff\n'";
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_step_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  ScJournal *journal = sc_test_open (f->path);
  GPtrArray *read;

  for (int kind = SC_STEP_IDENTIFIED; kind <= SC_STEP_RESUMED; kind++)
    for (int variant = 0; variant < 3; variant++)
      {
        ScStep *step = sc_test_step (kind, variant == 0 ? NULL : "it's “quoted”; -- \n");

        step->moment.boot_us = variant == 1 ? G_MAXINT64 : G_GINT64_CONSTANT (-5) * kind;
        step->extra = variant == 2 ? g_strdup ("") : NULL;
        step->code = variant == 1 ? SC_ERROR_SENSOR_DROPPED : 0;
        step->blob = variant == 0 ? NULL : g_bytes_new (bytes, variant == 1 ? sizeof bytes : 0);
        sc_journal_append (journal, "uid", step, &error);
        g_assert_no_error (error);
        g_ptr_array_add (written, step);
      }
  g_object_unref (journal);

  journal = sc_test_open (f->path);
  records = sc_journal_load (journal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  read = sc_record_get_steps (g_ptr_array_index (records, 0));
  g_assert_cmpuint (read->len, ==, written->len);
  for (guint i = 0; i < read->len; i++)
    assert_same_step (g_ptr_array_index (read, i), g_ptr_array_index (written, i));
  g_object_unref (journal);
}

static void
test_order (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScJournal) journal = sc_test_open (f->path);
  g_autoptr (GPtrArray) records = NULL;

  sc_test_append (journal, "zebra", 0);
  sc_test_append (journal, "ant", 7);
  sc_test_append (journal, "zebra", 1);
  records = sc_journal_load (journal, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (sc_record_get_uid (g_ptr_array_index (records, 0)), ==, "zebra");
  g_assert_cmpint (sc_test_count (journal, "zebra", 0), ==, 2);
  g_assert_cmpint (sc_test_count (journal, "ant", 7), ==, 1);
}

static gboolean
folder_holds (const char *folder, const char *canary)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      if (memmem (contents, size, canary, strlen (canary)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_remove (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (ScStep) step = sc_test_step (SC_STEP_CERTIFICATE, "CANARY-4711");
  g_autoptr (GError) error = NULL;
  g_autoptr (ScJournal) journal = sc_test_open (f->path);

  g_assert_true (sc_journal_append (journal, "gone", step, NULL));
  sc_test_append (journal, "stays", 0);
  g_assert_true (folder_holds (folder, "CANARY-4711"));
  sc_journal_remove (journal, "gone", &error);
  g_assert_no_error (error);
  g_assert_false (folder_holds (folder, "CANARY-4711"));
  g_assert_cmpint (sc_test_count (journal, "gone", 0), ==, 0);
  g_assert_cmpint (sc_test_count (journal, "stays", 0), ==, 1);
  g_assert_true (sc_journal_remove (journal, "never was", NULL));
}

static void
test_append_only (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScJournal *journal = sc_test_open (f->path);
  sqlite3 *db;

  sc_test_append (journal, "a", 0);
  g_object_unref (journal);
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE steps SET code = NULL", NULL, NULL, NULL), ==,
                   SQLITE_CONSTRAINT);
  sqlite3_close (db);
}

static void
test_version_1 (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, VERSION_1, NULL);
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (ScJournal) journal = NULL;
  ScRecord *record;

  g_assert_true (g_file_get_contents (script, &sql, NULL, NULL));
  g_mkdir (folder, 0700);
  run_sql (f->path, sql);

  journal = sc_test_open (f->path);
  records = sc_journal_load (journal, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpstr (sc_record_get_uid (record), ==, "5c1d8f5e-0b5e-4f0c-9e54-000000000001");
  g_assert_cmpstr (sc_record_get_sensor_id (record), ==, "0000S111A");
  g_assert_cmpstr (sc_record_get_device_name (record), ==, "SMS0000S111A");
  g_assert_cmpint (sc_record_get_profile_state (record), ==, SC_PROFILE_SENT);
  g_assert_cmpint (sc_record_get_provision_state (record), ==, SC_PROVISION_ASKED);
  g_assert_cmpint (sc_record_get_window_start (record)->wall_us, ==, 1764000004000000);
  record = g_ptr_array_index (records, 1);
  g_assert_cmpint (sc_record_get_state (record), ==, SC_RECORD_UNCHANGED);
  sc_test_append (journal, "new", 0);
  g_assert_cmpint (sc_test_count (journal, "new", 0), ==, 1);
}

static void
assert_home (ScJournal *journal, const char *wanted_uuid, const char *wanted_name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *name = NULL;

  g_assert_true (sc_journal_load_home (journal, &uuid, &name, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (uuid, ==, wanted_uuid);
  g_assert_cmpstr (name, ==, wanted_name);
}

static void
test_home (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScJournal *journal = sc_test_open (f->path);

  assert_home (journal, NULL, NULL);
  g_assert_true (sc_journal_keep_home (journal, "uuid-1", "Office", NULL));
  g_assert_true (sc_journal_keep_home (journal, "uuid-2", "Wärme 1", NULL)); /* there is one */
  assert_home (journal, "uuid-2", "Wärme 1");
  g_object_unref (journal);
  journal = sc_test_open (f->path);
  assert_home (journal, "uuid-2", "Wärme 1");
  g_assert_true (sc_journal_keep_home (journal, NULL, NULL, NULL));
  g_object_unref (journal);
  journal = sc_test_open (f->path);
  assert_home (journal, NULL, NULL);
  g_object_unref (journal);
}

/* Brought up to date, and then as good as a new one. */
static void
test_version_1_learns_home (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, VERSION_1, NULL);
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) records = NULL;
  ScJournal *journal;

  g_assert_true (g_file_get_contents (script, &sql, NULL, NULL));
  g_mkdir (folder, 0700);
  run_sql (f->path, sql);
  journal = sc_test_open (f->path);
  assert_home (journal, NULL, NULL);
  g_assert_true (sc_journal_keep_home (journal, "uuid-1", "Office", NULL));
  g_object_unref (journal);
  journal = sc_test_open (f->path); /* migrating is over after once */
  assert_home (journal, "uuid-1", "Office");
  records = sc_journal_load (journal, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  g_object_unref (journal);
}

static void
test_newer_version (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScJournal *journal = sc_test_open (f->path);

  sc_test_append (journal, "a", 0);
  g_object_unref (journal);
  run_sql (f->path, "PRAGMA user_version = 1000");
  assert_refused (f->path, SC_ERROR_JOURNAL_NEWER);
}

static void
test_not_a_journal (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_mkdir (folder, 0700);
  run_sql (f->path, "CREATE TABLE notes (text); PRAGMA user_version = 1");
  assert_refused (f->path, SC_ERROR_JOURNAL_DAMAGED);
}

/* A journal of many pages, then something happens to its bytes. */
static void
make_large_journal (Fixture *f, char **contents, gsize *size)
{
  g_autofree char *text = g_strnfill (3000, 'x');
  ScJournal *journal = sc_test_open (f->path);
  g_autoptr (ScStep) step = sc_test_step (SC_STEP_MAC, text);

  for (int i = 0; i < 30; i++)
    g_assert_true (sc_journal_append (journal, "a", step, NULL));
  g_object_unref (journal);
  g_assert_true (g_file_get_contents (f->path, contents, size, NULL));
}

static void
test_damaged (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *contents = NULL;
  gsize size;

  make_large_journal (f, &contents, &size);
  g_assert_true (g_file_set_contents (f->path, contents, size / 2, NULL)); /* cut short */
  assert_refused (f->path, SC_ERROR_JOURNAL_DAMAGED);

  for (gsize page = 0; page < 6; page++)
    {
      g_autofree char *damaged = g_memdup2 (contents, size);

      memset (damaged + page * 4096, 0xa5, 512); /* one sector went bad */
      g_assert_true (g_file_set_contents (f->path, damaged, size, NULL));
      assert_refused (f->path, SC_ERROR_JOURNAL_DAMAGED);
    }
  g_assert_true (g_file_set_contents (f->path, "This is no database.", -1, NULL));
  assert_refused (f->path, SC_ERROR_JOURNAL_DAMAGED);
}

static void
test_set_aside (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *aside_log = NULL;
  g_autofree char *again = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  ScJournal *journal;

  g_mkdir (folder, 0700);
  g_file_set_contents (f->path, "This is no database.", -1, NULL);
  g_file_set_contents (log, "Nor is this its log.", -1, NULL);
  aside = sc_sqlite_journal_set_aside (f->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (aside, f->path));
  g_assert_true (g_file_get_contents (aside, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "This is no database.");
  aside_log = g_strconcat (aside, "-wal", NULL);
  g_assert_true (g_file_test (aside_log, G_FILE_TEST_EXISTS));

  journal = sc_test_open (f->path); /* begins anew */
  sc_test_append (journal, "a", 0);
  g_object_unref (journal);
  again = sc_sqlite_journal_set_aside (f->path, &error); /* within the same second */
  g_assert_no_error (error);
  g_assert_cmpstr (again, !=, aside);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_null (sc_sqlite_journal_set_aside (f->path, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED);
}

static void
test_two_instances (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScJournal) one = sc_test_open (f->path);
  g_autoptr (ScJournal) two = sc_test_open (f->path);

  for (int i = 0; i < 10; i++)
    sc_test_append (i % 2 == 0 ? one : two, "a", i);
  g_assert_cmpint (sc_test_count (one, "a", 0), ==, 10);
  g_assert_cmpint (sc_test_count (two, "a", 0), ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/journal/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("private", test_private);
  ADD ("round-trip", test_round_trip);
  ADD ("order", test_order);
  ADD ("remove", test_remove);
  ADD ("append-only", test_append_only);
  ADD ("home", test_home);
  ADD ("version-1", test_version_1);
  ADD ("version-1-learns-home", test_version_1_learns_home);
  ADD ("newer-version", test_newer_version);
  ADD ("not-a-journal", test_not_a_journal);
  ADD ("damaged", test_damaged);
  ADD ("set-aside", test_set_aside);
  ADD ("two-instances", test_two_instances);
#undef ADD
  return g_test_run ();
}
