/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-sqlite-journal.h"

G_BEGIN_DECLS

/* What the journal's tests share. Failing calls end the test. */

ScStep *sc_test_step (ScStepKind kind, const char *text);
/* The step's text is @n, so that it can be looked for. */
void sc_test_append (ScJournal *journal, const char *uid, int n);
gboolean sc_test_try_append (ScJournal *journal, const char *uid, int n, GError **error);
/* Each n from first on, without a gap; returns how many. */
int sc_test_count (ScJournal *journal, const char *uid, int first);
ScJournal *sc_test_open (const char *path);
char *sc_test_new_folder (void);
void sc_test_remove_folder (const char *folder);

G_END_DECLS
