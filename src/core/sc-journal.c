/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-journal.h"

G_DEFINE_INTERFACE (ScJournal, sc_journal, G_TYPE_OBJECT)

static void
sc_journal_default_init (ScJournalInterface *iface G_GNUC_UNUSED)
{
}

/**
 * sc_journal_append:
 * @self: a journal
 * @uid: the record
 * @step: what happened to it
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Synchronous on purpose: when it returns %TRUE the step is on the disk.
 *
 * Returns: whether it was kept
 */
gboolean
sc_journal_append (ScJournal *self, const char *uid, const ScStep *step, GError **error)
{
  g_return_val_if_fail (SC_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (uid != NULL && step != NULL, FALSE);
  return SC_JOURNAL_GET_IFACE (self)->append (self, uid, step, error);
}

/**
 * sc_journal_load:
 * @self: a journal
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Returns: (transfer full) (element-type ScRecord): every record kept, oldest first; %NULL on
 *   failure
 */
GPtrArray *
sc_journal_load (ScJournal *self, GError **error)
{
  g_return_val_if_fail (SC_IS_JOURNAL (self), NULL);
  return SC_JOURNAL_GET_IFACE (self)->load (self, error);
}

/**
 * sc_journal_remove:
 * @self: a journal
 * @uid: a record
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Returns: whether it is gone
 */
gboolean
sc_journal_remove (ScJournal *self, const char *uid, GError **error)
{
  g_return_val_if_fail (SC_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (uid != NULL, FALSE);
  return SC_JOURNAL_GET_IFACE (self)->remove (self, uid, error);
}
