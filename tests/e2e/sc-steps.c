/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-steps.h"

#include <sqlite3.h>
#include <string.h>

static char *
find_journal (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);
      char *found = NULL;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        found = find_journal (child);
      else if (g_str_equal (name, "journal.db"))
        return g_steal_pointer (&child);
      if (found)
        return found;
    }
  return NULL;
}

/* The first column of the first row of @sql; the journal may not be there yet. */
static GBytes *
ask (const char *folder, const char *sql, int kind)
{
  g_autofree char *path = find_journal (folder);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  GBytes *answer = NULL;

  if (path && sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_int (statement, 1, kind) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    {
      const void *bytes = sqlite3_column_blob (statement, 0);

      answer = g_bytes_new (bytes, (gsize)sqlite3_column_bytes (statement, 0));
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

static gint64
ask_number (const char *folder, const char *sql, int kind)
{
  g_autoptr (GBytes) answer = ask (folder, sql, kind);
  g_autofree char *text = NULL;

  if (answer == NULL || g_bytes_get_size (answer) == 0)
    return 0;
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  return g_ascii_strtoll (text, NULL, 10);
}

struct _ScStepsCounter
{
  char *folder;
  ScStepKind kind;
  sqlite3 *db; /* nullable: no journal yet */
  sqlite3_stmt *statement;
};

#define COUNT "SELECT count (*) FROM steps WHERE kind = ?"

/**
 * sc_steps_counter_new:
 * @folder: user folder of the program
 * @kind: of steps
 *
 * Returns: (transfer full): what counts them again and again, at little cost
 */
ScStepsCounter *
sc_steps_counter_new (const char *folder, ScStepKind kind)
{
  ScStepsCounter *self = g_new0 (ScStepsCounter, 1);

  self->folder = g_strdup (folder);
  self->kind = kind;
  return self;
}

static void
close_journal (ScStepsCounter *self)
{
  sqlite3_finalize (self->statement);
  sqlite3_close (self->db);
  self->statement = NULL;
  self->db = NULL;
}

void
sc_steps_counter_free (ScStepsCounter *self)
{
  close_journal (self);
  g_free (self->folder);
  g_free (self);
}

/* The program may be just making it. */
static gboolean
open_journal (ScStepsCounter *self)
{
  g_autofree char *path = find_journal (self->folder);

  if (path != NULL && sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (self->db, COUNT, -1, &self->statement, NULL) == SQLITE_OK
      && sqlite3_bind_int (self->statement, 1, (int)self->kind) == SQLITE_OK)
    return TRUE;
  close_journal (self);
  return FALSE;
}

/**
 * sc_steps_counter_count:
 * @self: a counter
 *
 * Returns: how many the journal holds at this moment
 */
guint
sc_steps_counter_count (ScStepsCounter *self)
{
  guint n = 0;

  if (self->db == NULL && !open_journal (self))
    return 0;
  if (sqlite3_step (self->statement) == SQLITE_ROW)
    n = (guint)sqlite3_column_int (self->statement, 0);
  sqlite3_reset (self->statement);
  return n;
}

/**
 * sc_steps_count:
 * @folder: user folder of the program
 * @kind: of steps
 *
 * Returns: how many the journal holds at this moment
 */
guint
sc_steps_count (const char *folder, ScStepKind kind)
{
  ScStepsCounter *counter = sc_steps_counter_new (folder, kind);
  guint n = sc_steps_counter_count (counter);

  sc_steps_counter_free (counter);
  return n;
}

/**
 * sc_steps_time_us:
 * @folder: user folder of the program
 * @kind: of steps; 0 for any
 *
 * Returns: when the first of them was taken, wall clock, µs; 0 if none was
 */
gint64
sc_steps_time_us (const char *folder, ScStepKind kind)
{
  return ask_number (folder, "SELECT CAST (min (wall_us) AS TEXT) FROM steps WHERE ?1 IN (0, kind)",
                     (int)kind);
}

/**
 * sc_steps_read_certificate_line:
 * @folder: user folder of the program
 *
 * Returns: (transfer full) (nullable): a line of Base64 from within the certificate that was read
 *   last
 */
char *
sc_steps_read_certificate_line (const char *folder)
{
  g_autoptr (GBytes) answer =
      ask (folder, "SELECT blob FROM steps WHERE kind = ? ORDER BY id DESC", SC_STEP_CERTIFICATE);
  g_autofree char *pem = NULL;
  g_auto (GStrv) lines = NULL;

  if (answer == NULL)
    return NULL;
  pem = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  lines = g_strsplit (pem, "\n", 4);
  return g_strv_length (lines) == 4 ? g_strdup (lines[2]) : NULL;
}
