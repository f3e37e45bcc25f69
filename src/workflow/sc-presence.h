/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"
#include "sc-model.h"
#include "sc-record-book.h"

G_BEGIN_DECLS

/* What is heard of a sensor's own network after the profile left, as steps of its record. */
gint64 sc_presence_note (ScClock *clock, ScLink *link, ScModel *model, ScRecordBook *book,
                         ScRecord *record);

G_END_DECLS
