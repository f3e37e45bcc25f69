/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-record.h"

G_BEGIN_DECLS

/**
 * ScJournal:
 *
 * Port: where records, and which network this computer has to go back to, survive crash, power cut
 * and update. Appending is synchronous on purpose
 * (a few milliseconds): when it returns %TRUE the step is on the disk.
 */
#define SC_TYPE_JOURNAL (sc_journal_get_type ())
G_DECLARE_INTERFACE (ScJournal, sc_journal, SC, JOURNAL, GObject)

struct _ScJournalInterface
{
  GTypeInterface parent;

  gboolean (*append) (ScJournal *self, const char *uid, const ScStep *step, GError **error);
  GPtrArray *(*load) (ScJournal *self, GError **error);
  gboolean (*remove) (ScJournal *self, const char *uid, GError **error);
  gboolean (*keep_home) (ScJournal *self, const char *uuid, const char *name, GError **error);
  gboolean (*load_home) (ScJournal *self, char **uuid, char **name, GError **error);
};

gboolean sc_journal_append (ScJournal *self, const char *uid, const ScStep *step, GError **error);
GPtrArray *sc_journal_load (ScJournal *self, GError **error); /* of ScRecord, oldest first */
gboolean sc_journal_remove (ScJournal *self, const char *uid, GError **error);
/* The network this computer was on before a sensor's. @uuid: (nullable): NULL forgets it */
gboolean sc_journal_keep_home (ScJournal *self, const char *uuid, const char *name, GError **error);
gboolean sc_journal_load_home (ScJournal *self, char **uuid, char **name, GError **error);

G_END_DECLS
