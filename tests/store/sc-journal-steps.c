/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-journal-steps.h"

#include <glib/gstdio.h>
#include <string.h>

ScStep *
sc_test_step (ScStepKind kind, const char *text)
{
  ScStep *step = g_new0 (ScStep, 1);

  step->kind = kind;
  step->moment.boot_us = 1234567;
  step->moment.wall_us = G_GINT64_CONSTANT (1600000000000000);
  strcpy (step->moment.boot_id, "00000000-0000-4000-8000-000000000001");
  step->text = g_strdup (text);
  return step;
}

gboolean
sc_test_try_append (ScJournal *journal, const char *uid, int n, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", n);
  g_autoptr (ScStep) step = sc_test_step (SC_STEP_MAC, text);

  return sc_journal_append (journal, uid, step, error);
}

void
sc_test_append (ScJournal *journal, const char *uid, int n)
{
  g_autoptr (GError) error = NULL;

  sc_test_try_append (journal, uid, n, &error);
  g_assert_no_error (error);
}

int
sc_test_count (ScJournal *journal, const char *uid, int first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = sc_journal_load (journal, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      ScRecord *record = g_ptr_array_index (records, i);
      GPtrArray *steps = sc_record_get_steps (record);

      if (strcmp (sc_record_get_uid (record), uid) != 0)
        continue;
      for (guint k = 0; k < steps->len; k++)
        {
          const ScStep *step = g_ptr_array_index (steps, k);

          g_assert_cmpint (g_ascii_strtoll (step->text, NULL, 10), ==, first + k);
        }
      return steps->len;
    }
  return 0;
}

ScJournal *
sc_test_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  ScSqliteJournal *journal = sc_sqlite_journal_new (path, &error);

  g_assert_no_error (error);
  return SC_JOURNAL (journal);
}

char *
sc_test_new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("sc-journal-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
sc_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        sc_test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}
