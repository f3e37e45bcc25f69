/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said aloud to somebody who does not see the window, and when. */

#include "config.h"

#include "sc-announcement.h"

#include "sc-sentence.h"

#include <glib/gi18n-lib.h>

#define SECOND ((gint64)G_USEC_PER_SEC)

/* What is said when a record gets there. What the technician has just done needs no saying, and in
 * time the seconds are said. */
static const struct
{
  gboolean is_said;
  gboolean is_urgent; /* somebody has to do something */
} phases[] = {
  [SC_PHASE_PROVISIONED_NOT_SENT] = { TRUE, FALSE },
  [SC_PHASE_REFUSED] = { TRUE, TRUE },
  [SC_PHASE_MAYBE_IN_TIME] = { TRUE, FALSE },
  [SC_PHASE_ASLEEP] = { TRUE, FALSE },
  [SC_PHASE_OVERDUE] = { TRUE, FALSE },
  [SC_PHASE_PROVISIONED] = { TRUE, FALSE },
  [SC_PHASE_IN_CONTACT] = { TRUE, FALSE },
  [SC_PHASE_NEEDS_VISIT] = { TRUE, TRUE },
  [SC_PHASE_UNCHANGED] = { FALSE, FALSE }, /* the last one */
};

/* The lowest threshold that has been reached; 0 = none yet. */
static int
threshold_reached (const ScPlan *plan, gint64 now_us)
{
  static const int thresholds_s[] = { 60, 30, 10 };
  gint64 left_us = plan->in_time_until_us - now_us;
  int reached_s = 0;

  if (plan->phase != SC_PHASE_IN_TIME)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (thresholds_s); i++)
    {
      if (left_us <= thresholds_s[i] * SECOND)
        reached_s = thresholds_s[i];
    }
  return reached_s;
}

/* The sensor is not where it should be by now. */
static gboolean
is_trouble_of_the_sensor (ScError error)
{
  return error == SC_ERROR_SENSOR_AP_CAME_BACK || error == SC_ERROR_SENSOR_AP_STAYS;
}

/**
 * sc_announcement_due:
 * @said: (inout): what was said of this record before; brought up to date
 * @plan: where the record stands
 * @now_us: boot time, µs
 *
 * Decides what is worth saying aloud: at about 60, 30 and 10 seconds how much time is left, not
 * each second; when the record gets somewhere or needs somebody; nothing twice. A record that has
 * only just come into view is not news: its page is read as any other.
 *
 * Returns: what to say now
 */
ScAnnouncement
sc_announcement_due (ScAnnounced *said, const ScPlan *plan, gint64 now_us)
{
  ScAnnounced before = *said;
  gboolean same_window = before.phase == SC_PHASE_IN_TIME && plan->phase == SC_PHASE_IN_TIME
                         && before.window_start_us == plan->window_start_us;
  int last_s = before.is_known && same_window ? before.left_s : 0;
  int reached_s = threshold_reached (plan, now_us);
  ScAnnouncement due = { SC_ANNOUNCE_NOTHING, 0, FALSE };

  *said = (ScAnnounced){ TRUE, plan->phase, plan->error, plan->window_start_us,
                         reached_s != 0 ? reached_s : last_s };
  if (reached_s != 0 && (last_s == 0 || reached_s < last_s))
    return (ScAnnouncement){ SC_ANNOUNCE_TIME_LEFT, reached_s, reached_s <= 10 };
  if (!before.is_known)
    return due;
  if (before.error != plan->error && is_trouble_of_the_sensor (plan->error))
    return (ScAnnouncement){ SC_ANNOUNCE_PHASE, 0, TRUE };
  if (before.phase != plan->phase && phases[plan->phase].is_said)
    return (ScAnnouncement){ SC_ANNOUNCE_PHASE, 0, phases[plan->phase].is_urgent };
  return due;
}

/**
 * sc_announcement_text:
 * @announcement: what is due
 * @plan: the plan it is due for
 * @record: its record
 * @now: the present
 *
 * Returns: (transfer full) (nullable): what is said; %NULL for nothing
 */
char *
sc_announcement_text (const ScAnnouncement *announcement, const ScPlan *plan, ScRecord *record,
                      const ScMoment *now)
{
  int left_s = announcement->left_s;
  g_autofree char *heading = NULL;
  g_autofree char *figure = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *advice = NULL;

  switch (announcement->kind)
    {
    case SC_ANNOUNCE_NOTHING:
      return NULL;
    case SC_ANNOUNCE_TIME_LEFT:
      return g_strdup_printf (ngettext ("About %d second left to provision",
                                        "About %d seconds left to provision", left_s),
                              left_s);
    case SC_ANNOUNCE_PHASE:
      break;
    }
  heading = sc_sentence_heading (plan, now);
  advice = sc_sentence_advice (plan, record, now);
  figure = plan->phase == SC_PHASE_ASLEEP ? sc_sentence_figure (plan, now) : NULL;
  caption = sc_sentence_caption (plan, now);
  if (figure != NULL && caption != NULL)
    /* Translators: read aloud: "Sensor probably asleep until about", "14:20", "in about 9 minutes",
     * what to do */
    return g_strdup_printf (C_ ("read aloud", "%1$s %2$s, %3$s. %4$s"), heading, figure, caption,
                            advice);
  /* Translators: read aloud: how a sensor stands, such as "Provisioned", then what to do */
  return g_strdup_printf (C_ ("read aloud", "%1$s. %2$s"), heading, advice);
}
