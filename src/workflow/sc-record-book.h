/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-journal.h"

G_BEGIN_DECLS

/**
 * ScRecordBook:
 *
 * All records of this program, newest first (a GListModel of #ScRecord), and the one way a step
 * gets into them: journal first, then sc_record_apply(). Signal `changed` (#ScRecord) after each
 * step.
 */
#define SC_TYPE_RECORD_BOOK (sc_record_book_get_type ())
G_DECLARE_FINAL_TYPE (ScRecordBook, sc_record_book, SC, RECORD_BOOK, GObject)

ScRecordBook *sc_record_book_new (ScJournal *journal);
gboolean sc_record_book_load (ScRecordBook *self, GError **error);
void sc_record_book_add (ScRecordBook *self, ScRecord *record);
ScRecord *sc_record_book_find (ScRecordBook *self, const char *sensor_id, ScTenant *tenant);
gboolean sc_record_book_write_first (ScRecordBook *self, ScRecord *record, ScStep *step,
                                     GError **error);
void sc_record_book_write (ScRecordBook *self, ScRecord *record, ScStep *step);
const GError *sc_record_book_get_error (ScRecordBook *self);

G_END_DECLS
