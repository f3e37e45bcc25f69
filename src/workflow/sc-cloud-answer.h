/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-cloud.h"
#include "sc-record-book.h"

G_BEGIN_DECLS

/* What the cloud's answer to a question about a sensor means for its record. */

gboolean sc_cloud_answer_note (ScRecordBook *book, ScClock *clock, ScRecord *record,
                               gboolean visiting, ScCloudSensor *sensor);

G_END_DECLS
