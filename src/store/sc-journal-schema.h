/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The journal's tables, their versions, and what SQLite's complaints mean to us. */

/* Brings an open database to the present version. Refuses one of a newer program, and one that
 * is not a journal, before anything is written to it. */
gboolean sc_journal_schema_prepare (sqlite3 *db, GError **error);

gboolean sc_journal_exec (sqlite3 *db, const char *sql, GError **error);
gboolean sc_journal_fail (sqlite3 *db, int status, const char *doing, GError **error);

G_END_DECLS
