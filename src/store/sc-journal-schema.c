/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-journal-schema.h"

#include "sc-error.h"

#include <string.h>

#define JOURNAL_APPLICATION_ID 0x53634a31 /* "ScJ1": tells a journal from any other database */

/* What leads from each version to the next; [0] makes an empty file version 1. Append only: every
 * file ever written is brought up to date by running the rest of the list. */
static const char *const migrations[] = {
  "CREATE TABLE steps ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  uid TEXT NOT NULL,"
  "  seq INTEGER NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  boot_us INTEGER NOT NULL,"
  "  wall_us INTEGER NOT NULL,"
  "  boot_id TEXT NOT NULL,"
  "  code TEXT," /* ScErrorInfo.id: numbers may move, these never do */
  "  text TEXT,"
  "  extra TEXT,"
  "  blob BLOB,"
  "  UNIQUE (uid, seq)"
  ") STRICT;"
  "CREATE TRIGGER steps_are_never_changed BEFORE UPDATE ON steps "
  "BEGIN SELECT RAISE (ABORT, 'steps are append only'); END;",
  /* the network this computer was on before a sensor's: one row, or none */
  "CREATE TABLE home ("
  "  only INTEGER PRIMARY KEY CHECK (only = 1),"
  "  uuid TEXT NOT NULL,"
  "  name TEXT NOT NULL"
  ") STRICT;",
};

#define SCHEMA_VERSION ((int)G_N_ELEMENTS (migrations))

/**
 * sc_journal_fail:
 * @db: (nullable): the database
 * @status: SQLite's result code
 * @doing: what was tried, for the detail
 * @error: set to %SC_ERROR_JOURNAL_DAMAGED or %SC_ERROR_JOURNAL_FAILED
 *
 * Maps a failure of SQLite, here and nowhere else. SQLite's messages name tables and columns,
 * never values.
 *
 * Returns: %FALSE
 */
gboolean
sc_journal_fail (sqlite3 *db, int status, const char *doing, GError **error)
{
  int primary = status & 0xff;
  gboolean damaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
  int system = db != NULL ? sqlite3_system_errno (db) : 0;
  gboolean by_system =
      primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN || primary == SQLITE_FULL;

  g_set_error (error, SC_ERROR, damaged ? SC_ERROR_JOURNAL_DAMAGED : SC_ERROR_JOURNAL_FAILED,
               "%s: %s (SQLite %d%s%s)", doing,
               db != NULL && sqlite3_errcode (db) != SQLITE_OK ? sqlite3_errmsg (db)
                                                               : sqlite3_errstr (status),
               status, by_system && system != 0 ? ", " : "",
               by_system && system != 0 ? g_strerror (system) : "");
  return FALSE;
}

/**
 * sc_journal_exec:
 * @db: the database
 * @sql: statements without results
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Returns: whether all were carried out
 */
gboolean
sc_journal_exec (sqlite3 *db, const char *sql, GError **error)
{
  int status = sqlite3_exec (db, sql, NULL, NULL, NULL);

  return status == SQLITE_OK || sc_journal_fail (db, status, "Preparing the journal", error);
}

/* The single value of a statement, e.g. a pragma's. */
static gboolean
query_text (sqlite3 *db, const char *sql, char **value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  *value = NULL;
  if (status == SQLITE_OK)
    status = sqlite3_step (statement);
  if (status == SQLITE_ROW)
    *value = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  if (status != SQLITE_ROW)
    sc_journal_fail (db, status, "Reading the journal", error);
  sqlite3_finalize (statement);
  return status == SQLITE_ROW;
}

static gboolean
query_int (sqlite3 *db, const char *sql, int *value, GError **error)
{
  g_autofree char *text = NULL;

  if (!query_text (db, sql, &text, error))
    return FALSE;
  *value = text != NULL ? (int)g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

/* Ours (or empty), of a version we know, and sound. Only reads. */
static gboolean
check (sqlite3 *db, GError **error)
{
  g_autofree char *verdict = NULL;
  int version, application, n_objects;

  if (!query_int (db, "PRAGMA user_version", &version, error)
      || !query_int (db, "PRAGMA application_id", &application, error)
      || !query_int (db, "SELECT count(*) FROM sqlite_schema", &n_objects, error))
    return FALSE;
  if (application != JOURNAL_APPLICATION_ID && (application != 0 || n_objects != 0))
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_JOURNAL_DAMAGED,
                           "The file is a database, but not a journal of this program");
      return FALSE;
    }
  if (version > SCHEMA_VERSION)
    {
      g_set_error (error, SC_ERROR, SC_ERROR_JOURNAL_NEWER,
                   "The journal has version %d, this program knows %d", version, SCHEMA_VERSION);
      return FALSE;
    }
  if (!query_text (db, "PRAGMA integrity_check(1)", &verdict, error))
    return FALSE;
  if (g_strcmp0 (verdict, "ok") != 0)
    {
      g_set_error (error, SC_ERROR, SC_ERROR_JOURNAL_DAMAGED, "Checking the journal: %s", verdict);
      return FALSE;
    }
  return TRUE;
}

/* All of it at one moment: another program may be making the journal just now. */
static gboolean
check_at_once (sqlite3 *db, GError **error)
{
  gboolean ok;

  if (!sc_journal_exec (db, "BEGIN", error))
    return FALSE;
  ok = check (db, error);
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
  return ok;
}

/* In a transaction that excludes other writers, so that of two programs started at once one
 * migrates and the other finds it done. */
static gboolean
migrate (sqlite3 *db, GError **error)
{
  int version;

  if (!query_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  for (int i = MAX (version, 0); i < SCHEMA_VERSION; i++)
    {
      g_autofree char *stamp = g_strdup_printf (
          "PRAGMA user_version = %d; PRAGMA application_id = %d;", i + 1, JOURNAL_APPLICATION_ID);

      if (!sc_journal_exec (db, migrations[i], error) || !sc_journal_exec (db, stamp, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sc_journal_schema_prepare:
 * @db: a database opened for writing
 * @error: %SC_ERROR_JOURNAL_NEWER, %SC_ERROR_JOURNAL_DAMAGED or %SC_ERROR_JOURNAL_FAILED
 *
 * Returns: whether @db is a sound journal of the present version
 */
gboolean
sc_journal_schema_prepare (sqlite3 *db, GError **error)
{
  if (!check_at_once (db, error))
    return FALSE;
  if (!sc_journal_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!migrate (db, error) || !sc_journal_exec (db, "COMMIT", error))
    {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  return TRUE;
}
