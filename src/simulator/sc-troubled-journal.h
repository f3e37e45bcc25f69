/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-journal.h"

G_BEGIN_DECLS

/**
 * ScTroubledJournal:
 *
 * A rehearsal's journal. It keeps what it is given in another one, unless something goes wrong.
 */
#define SC_TYPE_TROUBLED_JOURNAL (sc_troubled_journal_get_type ())
G_DECLARE_FINAL_TYPE (ScTroubledJournal, sc_troubled_journal, SC, TROUBLED_JOURNAL, GObject)

ScTroubledJournal *sc_troubled_journal_new (ScJournal *journal);
void sc_troubled_journal_set_trouble (ScTroubledJournal *self, ScError code);

G_END_DECLS
