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

/**
 * sc_journal_keep_home:
 * @self: a journal
 * @uuid: (nullable): of the profile of the network this computer was on before a sensor's network
 *   was joined; %NULL: it is back there, or need not be
 * @name: (nullable): the profile's name, for people; %NULL with @uuid
 * @error: an SC_ERROR_JOURNAL_…
 *
 * There is only one: it replaces an earlier one. Synchronous like sc_journal_append().
 *
 * Returns: whether it is on the disk
 */
gboolean
sc_journal_keep_home (ScJournal *self, const char *uuid, const char *name, GError **error)
{
  g_return_val_if_fail (SC_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail ((uuid == NULL) == (name == NULL), FALSE);
  return SC_JOURNAL_GET_IFACE (self)->keep_home (self, uuid, name, error);
}

/**
 * sc_journal_load_home:
 * @self: a journal
 * @uuid: (out) (transfer full) (nullable): of the profile; %NULL: there is nothing to go back to
 * @name: (out) (transfer full) (nullable): its name, for people
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Returns: whether it could be read
 */
gboolean
sc_journal_load_home (ScJournal *self, char **uuid, char **name, GError **error)
{
  g_return_val_if_fail (SC_IS_JOURNAL (self), FALSE);
  *uuid = *name = NULL;
  return SC_JOURNAL_GET_IFACE (self)->load_home (self, uuid, name, error);
}
