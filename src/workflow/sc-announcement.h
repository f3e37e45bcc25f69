/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-plan.h"

G_BEGIN_DECLS

/**
 * ScAnnounced:
 *
 * What a screen reader was told of one record so far. All zero: nothing, the record has only just
 * come into view.
 */
typedef struct
{
  gboolean is_known;
  ScPhase phase;
  ScError error;
  gint64 window_start_us;
  int left_s; /* the last threshold; 0 = none in this window */
} ScAnnounced;

typedef enum
{
  SC_ANNOUNCE_NOTHING,
  SC_ANNOUNCE_TIME_LEFT,
  SC_ANNOUNCE_PHASE,
} ScAnnounceKind;

/**
 * ScAnnouncement:
 * @kind: what to say aloud
 * @left_s: with %SC_ANNOUNCE_TIME_LEFT, about how many seconds are left
 * @is_urgent: it interrupts what is being read
 */
typedef struct
{
  ScAnnounceKind kind;
  int left_s;
  gboolean is_urgent;
} ScAnnouncement;

ScAnnouncement sc_announcement_due (ScAnnounced *said, const ScPlan *plan, gint64 now_us);
char *sc_announcement_text (const ScAnnouncement *announcement, const ScPlan *plan,
                            ScRecord *record, const ScMoment *now);

G_END_DECLS
