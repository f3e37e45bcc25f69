/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-troubled-journal.h"

struct _ScTroubledJournal
{
  GObject parent_instance;

  ScJournal *journal;
  ScError trouble; /* of the next step; 0: none */
};

static void sc_troubled_journal_iface_init (ScJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScTroubledJournal, sc_troubled_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_JOURNAL,
                                                      sc_troubled_journal_iface_init))

static gboolean
sc_troubled_journal_append (ScJournal *journal, const char *uid, const ScStep *step, GError **error)
{
  ScTroubledJournal *self = SC_TROUBLED_JOURNAL (journal);

  if (self->trouble == 0)
    return sc_journal_append (self->journal, uid, step, error);
  g_set_error_literal (error, SC_ERROR, (int)self->trouble, "the rehearsal's disk took nothing");
  self->trouble = 0;
  return FALSE;
}

static GPtrArray *
sc_troubled_journal_load (ScJournal *journal, GError **error)
{
  return sc_journal_load (SC_TROUBLED_JOURNAL (journal)->journal, error);
}

static gboolean
sc_troubled_journal_remove (ScJournal *journal, const char *uid, GError **error)
{
  return sc_journal_remove (SC_TROUBLED_JOURNAL (journal)->journal, uid, error);
}

static gboolean
sc_troubled_journal_keep_home (ScJournal *journal, const char *uuid, const char *name,
                               GError **error)
{
  return sc_journal_keep_home (SC_TROUBLED_JOURNAL (journal)->journal, uuid, name, error);
}

static gboolean
sc_troubled_journal_load_home (ScJournal *journal, char **uuid, char **name, GError **error)
{
  return sc_journal_load_home (SC_TROUBLED_JOURNAL (journal)->journal, uuid, name, error);
}

static void
sc_troubled_journal_iface_init (ScJournalInterface *iface)
{
  iface->append = sc_troubled_journal_append;
  iface->load = sc_troubled_journal_load;
  iface->remove = sc_troubled_journal_remove;
  iface->keep_home = sc_troubled_journal_keep_home;
  iface->load_home = sc_troubled_journal_load_home;
}

static void
sc_troubled_journal_finalize (GObject *object)
{
  g_clear_object (&SC_TROUBLED_JOURNAL (object)->journal);
  G_OBJECT_CLASS (sc_troubled_journal_parent_class)->finalize (object);
}

static void
sc_troubled_journal_class_init (ScTroubledJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_troubled_journal_finalize;
}

static void
sc_troubled_journal_init (ScTroubledJournal *self G_GNUC_UNUSED)
{
}

/**
 * sc_troubled_journal_new:
 * @journal: where things are really kept
 *
 * Returns: (transfer full): a journal over @journal, as yet without trouble
 */
ScTroubledJournal *
sc_troubled_journal_new (ScJournal *journal)
{
  ScTroubledJournal *self = g_object_new (SC_TYPE_TROUBLED_JOURNAL, NULL);

  self->journal = g_object_ref (journal);
  return self;
}

/**
 * sc_troubled_journal_set_trouble:
 * @self: a journal
 * @code: how the next step is not kept; those after it are; 0: it is
 */
void
sc_troubled_journal_set_trouble (ScTroubledJournal *self, ScError code)
{
  g_return_if_fail (SC_IS_TROUBLED_JOURNAL (self));
  self->trouble = code;
}
