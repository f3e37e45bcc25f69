/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-journal.h"

G_BEGIN_DECLS

/**
 * ScSqliteJournal:
 *
 * The journal in an SQLite file: rows of steps, only ever added. Any number of programs may have
 * it open.
 */
#define SC_TYPE_SQLITE_JOURNAL (sc_sqlite_journal_get_type ())
G_DECLARE_FINAL_TYPE (ScSqliteJournal, sc_sqlite_journal, SC, SQLITE_JOURNAL, GObject)

ScSqliteJournal *sc_sqlite_journal_new (const char *path, GError **error);

/* For a damaged one, when the technician agrees: renames it, deletes nothing; then open anew. */
char *sc_sqlite_journal_set_aside (const char *path, GError **error);
const char *sc_sqlite_journal_get_library_version (void);

G_END_DECLS
