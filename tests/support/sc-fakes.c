/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fakes-private.h"

void
sc_fake_say (GPtrArray *log, const char *line)
{
  g_ptr_array_add (log, g_strdup (line));
}

gboolean
sc_fake_is_cancelled (GTask *task)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

void
sc_fake_fail (GTask *task, ScError code)
{
  g_task_return_new_error (task, SC_ERROR, (int)code, "scripted");
}

/* A task that is returned as cancelled as soon as its cancellable is. */
void
sc_fake_on_cancelled (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  GTask **slot = user_data;
  g_autoptr (GTask) task = g_steal_pointer (slot);

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

ScFakes *
sc_fakes_new (void)
{
  ScFakes *fakes = g_new0 (ScFakes, 1);

  fakes->log = g_ptr_array_new_with_free_func (g_free);
  fakes->link = sc_fake_link_new (fakes->log);
  fakes->sensor = sc_fake_sensor_new (fakes->log);
  fakes->cloud = sc_fake_cloud_new (fakes->log);
  fakes->journal = sc_fake_journal_new (fakes->log);
  fakes->keyring = sc_fake_keyring_new (fakes->log);
  return fakes;
}

void
sc_fakes_free (ScFakes *fakes)
{
  g_object_unref (fakes->link);
  g_object_unref (fakes->sensor);
  g_object_unref (fakes->cloud);
  g_object_unref (fakes->journal);
  g_object_unref (fakes->keyring);
  g_ptr_array_unref (fakes->log);
  g_free (fakes);
}

guint
sc_fakes_count (ScFakes *fakes, const char *line)
{
  guint count = 0;

  for (guint i = 0; i < fakes->log->len; i++)
    count += g_str_equal (g_ptr_array_index (fakes->log, i), line) ? 1 : 0;
  return count;
}

gboolean
sc_fakes_has_logged (ScFakes *fakes, const char *line)
{
  return sc_fakes_count (fakes, line) > 0;
}
