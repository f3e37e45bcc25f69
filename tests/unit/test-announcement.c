/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said aloud, as a table: what was said, where the record stands, what is said now. */

#include "sc-announcement.h"

#define S ((gint64)G_USEC_PER_SEC)
#define START (1000 * S)

#define NEW                                                                                        \
  {                                                                                                \
    FALSE                                                                                          \
  }
#define KNOWN(phase)                                                                               \
  {                                                                                                \
    TRUE, phase, 0, START, 0                                                                       \
  }
#define SAID(left_s)                                                                               \
  {                                                                                                \
    TRUE, SC_PHASE_IN_TIME, 0, START, left_s                                                       \
  }
#define NOTHING                                                                                    \
  {                                                                                                \
    SC_ANNOUNCE_NOTHING, 0, FALSE                                                                  \
  }
#define LEFT(left_s, is_urgent)                                                                    \
  {                                                                                                \
    SC_ANNOUNCE_TIME_LEFT, left_s, is_urgent                                                       \
  }
#define PHASE(is_urgent)                                                                           \
  {                                                                                                \
    SC_ANNOUNCE_PHASE, 0, is_urgent                                                                \
  }

static const struct
{
  const char *title;
  ScAnnounced said;
  ScPhase phase;
  ScError error;
  gint64 left_us; /* until the last attempt */
  ScAnnouncement due;
} rows[] = {
  { "a minute at the start", NEW, SC_PHASE_IN_TIME, 0, 60 * S, LEFT (60, FALSE) },
  { "a window that is longer: not yet", NEW, SC_PHASE_IN_TIME, 0, 61 * S, NOTHING },
  { "not each second", SAID (60), SC_PHASE_IN_TIME, 0, 59 * S, NOTHING },
  { "just before half a minute", SAID (60), SC_PHASE_IN_TIME, 0, 30 * S + 1, NOTHING },
  { "half a minute", SAID (60), SC_PHASE_IN_TIME, 0, 30 * S, LEFT (30, FALSE) },
  { "once", SAID (30), SC_PHASE_IN_TIME, 0, 29 * S, NOTHING },
  { "ten seconds interrupt", SAID (30), SC_PHASE_IN_TIME, 0, 10 * S, LEFT (10, TRUE) },
  { "ten seconds, once", SAID (10), SC_PHASE_IN_TIME, 0, 1 * S, NOTHING },
  { "a computer that was busy skips what is past", SAID (60), SC_PHASE_IN_TIME, 0, 7 * S,
    LEFT (10, TRUE) },
  { "the page is opened in the midst", NEW, SC_PHASE_IN_TIME, 0, 42 * S, LEFT (60, FALSE) },
  { "after sending", KNOWN (SC_PHASE_SENDING), SC_PHASE_IN_TIME, 0, 58 * S, LEFT (60, FALSE) },
  { "a second window counts anew",
    { TRUE, SC_PHASE_IN_TIME, 0, START - 900 * S, 10 },
    SC_PHASE_IN_TIME,
    0,
    60 * S,
    LEFT (60, FALSE) },
  { "in time: provisioned", SAID (30), SC_PHASE_PROVISIONED, 0, 25 * S, PHASE (FALSE) },
  { "provisioned, once", KNOWN (SC_PHASE_PROVISIONED), SC_PHASE_PROVISIONED, 0, 0, NOTHING },
  { "before it was sent", KNOWN (SC_PHASE_EARLY), SC_PHASE_PROVISIONED_NOT_SENT, 0, 0,
    PHASE (FALSE) },
  { "the minute is over", SAID (10), SC_PHASE_MAYBE_IN_TIME, 0, 0, PHASE (FALSE) },
  { "asleep", KNOWN (SC_PHASE_MAYBE_IN_TIME), SC_PHASE_ASLEEP, 0, 0, PHASE (FALSE) },
  { "while it sleeps the minutes are not said", KNOWN (SC_PHASE_ASLEEP), SC_PHASE_ASLEEP, 0,
    -120 * S, NOTHING },
  { "overdue", KNOWN (SC_PHASE_ASLEEP), SC_PHASE_OVERDUE, 0, 0, PHASE (FALSE) },
  { "first contact", KNOWN (SC_PHASE_PROVISIONED), SC_PHASE_IN_CONTACT, 0, 0, PHASE (FALSE) },
  { "somebody is needed", KNOWN (SC_PHASE_PROVISIONED), SC_PHASE_NEEDS_VISIT, 0, 0, PHASE (TRUE) },
  { "the sensor refused", KNOWN (SC_PHASE_SENDING), SC_PHASE_REFUSED, 0, 0, PHASE (TRUE) },
  { "back in set-up mode", SAID (60), SC_PHASE_IN_TIME, SC_ERROR_SENSOR_AP_CAME_BACK, 50 * S,
    PHASE (TRUE) },
  { "back in set-up mode, once",
    { TRUE, SC_PHASE_IN_TIME, SC_ERROR_SENSOR_AP_CAME_BACK, START, 60 },
    SC_PHASE_IN_TIME,
    SC_ERROR_SENSOR_AP_CAME_BACK,
    49 * S,
    NOTHING },
  { "its network stays", SAID (60), SC_PHASE_IN_TIME, SC_ERROR_SENSOR_AP_STAYS, 40 * S,
    PHASE (TRUE) },
  { "offline for a while is expected", SAID (60), SC_PHASE_IN_TIME, SC_ERROR_UPLINK_NONE, 55 * S,
    NOTHING },
  { "an old record is no news", NEW, SC_PHASE_NEEDS_VISIT, 0, 0, NOTHING },
  { "an old record in contact is none either", NEW, SC_PHASE_IN_CONTACT, 0, 0, NOTHING },
  { "what the technician did needs no saying", KNOWN (SC_PHASE_ASLEEP), SC_PHASE_STOPPED, 0, 0,
    NOTHING },
  { "nor does sending", KNOWN (SC_PHASE_READ), SC_PHASE_SENDING, 0, 0, NOTHING },
  { "nor does leaving", KNOWN (SC_PHASE_READ), SC_PHASE_UNCHANGED, 0, 0, NOTHING },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  ScAnnounced said = rows[i].said;
  ScPlan plan = { .phase = rows[i].phase,
                  .error = rows[i].error,
                  .window_start_us = START,
                  .in_time_until_us = START + 60 * S };
  gint64 now_us = plan.in_time_until_us - rows[i].left_us;
  ScAnnouncement due = sc_announcement_due (&said, &plan, now_us);
  ScAnnouncement again = sc_announcement_due (&said, &plan, now_us);

  g_assert_cmpint (due.kind, ==, rows[i].due.kind);
  g_assert_cmpint (due.left_s, ==, rows[i].due.left_s);
  g_assert_cmpint (due.is_urgent, ==, rows[i].due.is_urgent);
  g_assert_cmpint (again.kind, ==, SC_ANNOUNCE_NOTHING);
}

/* A whole window, second by second: three times, and then that it is over. */
static void
test_a_whole_window (void)
{
  ScAnnounced said = { FALSE };
  ScPlan plan = { .phase = SC_PHASE_IN_TIME,
                  .window_start_us = START,
                  .in_time_until_us = START + 60 * S };
  g_autoptr (GString) heard = g_string_new (NULL);

  for (gint64 s = 0; s <= 90; s++)
    {
      ScAnnouncement due;

      plan.phase = s < 60 ? SC_PHASE_IN_TIME : SC_PHASE_MAYBE_IN_TIME;
      due = sc_announcement_due (&said, &plan, START + s * S);
      if (due.kind == SC_ANNOUNCE_TIME_LEFT)
        g_string_append_printf (heard, "%d ", due.left_s);
      else if (due.kind == SC_ANNOUNCE_PHASE)
        g_string_append (heard, "over");
    }
  g_assert_cmpstr (heard->str, ==, "60 30 10 over");
}

static void
test_texts (void)
{
  ScMoment now = { .boot_us = START, .wall_us = G_GINT64_CONSTANT (1772438400) * S };
  ScPlan plan = { .phase = SC_PHASE_IN_TIME, .window_start_us = START };
  g_autoptr (ScRecord) record = sc_record_new ("11111111-2222-3333-4444-555555555555");
  ScAnnouncement nothing = NOTHING;
  ScAnnouncement left = LEFT (30, FALSE);
  ScAnnouncement phase = PHASE (FALSE);
  g_autofree char *no_text = sc_announcement_text (&nothing, &plan, record, &now);
  g_autofree char *seconds = sc_announcement_text (&left, &plan, record, &now);
  g_autofree char *provisioned = NULL;
  g_autofree char *asleep = NULL;

  g_assert_null (no_text);
  g_assert_cmpstr (seconds, ==, "About 30 seconds left to provision");
  plan.phase = SC_PHASE_PROVISIONED;
  provisioned = sc_announcement_text (&phase, &plan, record, &now);
  g_assert_cmpstr (provisioned, ==,
                   "Provisioned. First contact normally within 1–20 minutes. You can go on.");
  plan.phase = SC_PHASE_ASLEEP;
  plan.action = SC_ACTION_SIGN_IN;
  plan.asleep_until_us = START + 20 * 60 * S;
  asleep = sc_announcement_text (&phase, &plan, record, &now);
  g_assert_true (g_str_has_prefix (asleep, "Sensor probably asleep until about 08:20, in about 20 "
                                           "minutes. Sign in to the cloud"));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/announcement/%s", rows[i].title);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/announcement/a-whole-window", test_a_whole_window);
  g_test_add_func ("/announcement/texts", test_texts);
  return g_test_run ();
}
