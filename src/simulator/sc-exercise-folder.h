/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-journal.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScExerciseFolder:
 *
 * Where an exercise keeps its journal, which nothing else opens: each is a new world with new
 * sensors, so its records are nobody's afterwards. The folder goes away with the last reference.
 * What is practised may be what an earlier run has left: then there is a real journal, really
 * spoiled or with a real record, in this folder and nowhere else. Not thread-safe.
 */
typedef struct _ScExerciseFolder ScExerciseFolder;

/* Opens or makes a journal; sc_sqlite_journal_new(), which is of a room this one does not see */
typedef ScJournal *(*ScJournalOpen) (const char *path, GError **error);

ScExerciseFolder *sc_exercise_folder_new (const char *above, ScWorld *world, GError **error);
ScExerciseFolder *sc_exercise_folder_ref (ScExerciseFolder *self);
void sc_exercise_folder_unref (ScExerciseFolder *self);
const char *sc_exercise_folder_get_path (ScExerciseFolder *self);    /* of the folder */
const char *sc_exercise_folder_get_journal (ScExerciseFolder *self); /* of the file in it */
ScJournal *sc_exercise_folder_open (ScExerciseFolder *self, ScJournalOpen open, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScExerciseFolder, sc_exercise_folder_unref)

G_END_DECLS
