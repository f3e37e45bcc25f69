/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-plan.h"

G_BEGIN_DECLS

/* What a plan says to the technician: translated, pure. */

/* The large figure: "0:47", "1:12", or NULL where there is none (then an icon). (transfer full)
 */
char *sc_sentence_figure (const ScPlan *plan, const ScMoment *now);
/* The line over the figure: "Time left to provision", "May still be in time", … */
char *sc_sentence_heading (const ScPlan *plan, const ScMoment *now);
/* The line under it, where it needs one: "in about 12 minutes". */
char *sc_sentence_caption (const ScPlan *plan, const ScMoment *now);
/* What is happening, what to do, and whether one may walk away. */
char *sc_sentence_advice (const ScPlan *plan, ScRecord *record, const ScMoment *now);
/* One short line for lists: "In contact", "Asleep until about 14:20". */
char *sc_sentence_short (const ScPlan *plan, const ScMoment *now);
char *sc_format_sentences (const char *first, const char *second); /* nullable: @second */
char *sc_format_duration (gint64 us);                              /* "0:47", "12:05", "1:02:03" */
gboolean sc_format_has_twelve_hours (const char *time_format);
char *sc_format_time_of_day (gint64 wall_us, gboolean twelve_hours);
char *sc_format_clock_time (gint64 wall_us); /* local, "14:20" as the locale writes it */

G_END_DECLS
