/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How times are written, and what does not count. */

#include "sc-sentence.h"

#define S ((gint64)G_USEC_PER_SEC)

static void
test_durations (void)
{
  static const struct
  {
    gint64 us;
    const char *text;
  } rows[] = { { -5 * S, "0:00" },   { 0, "0:00" },          { 1, "0:01" },
               { 47 * S, "0:47" },   { 47 * S + 1, "0:48" }, { 60 * S, "1:00" },
               { 725 * S, "12:05" }, { 3723 * S, "1:02:03" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sc_format_duration (rows[i].us);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_clock_times (void)
{
  g_autofree char *morning = sc_format_clock_time (G_GINT64_CONSTANT (1772438400) * S);

  g_assert_cmpstr (morning, ==, "08:00");
}

/* As glibc's locales have it: en_US, en_IN, de_DE, ja_JP, C. */
static void
test_twelve_hours (void)
{
  gint64 evening_us = G_GINT64_CONSTANT (1772483220) * S;
  g_autofree char *twelve = sc_format_time_of_day (evening_us, TRUE);
  g_autofree char *twenty_four = sc_format_time_of_day (evening_us, FALSE);

  g_assert_true (sc_format_has_twelve_hours ("%r"));
  g_assert_true (sc_format_has_twelve_hours ("%I:%M:%S %p %Z"));
  g_assert_false (sc_format_has_twelve_hours ("%T"));
  g_assert_false (sc_format_has_twelve_hours ("%H時%M分%S秒"));
  g_assert_false (sc_format_has_twelve_hours ("%H:%M:%S"));
  g_assert_cmpstr (twelve, ==, "8:27\302\240PM");
  g_assert_cmpstr (twenty_four, ==, "20:27");
}

/* A sensor in set-up mode does not sleep. */
static void
test_no_time_in_setup_mode (void)
{
  static const struct
  {
    ScPhase phase;
    ScError error;
    const char *heading;
    const char *figure;
  } rows[] = { { SC_PHASE_IN_TIME, 0, "Time left to provision", "0:47" },
               { SC_PHASE_IN_TIME, SC_ERROR_SENSOR_AP_STAYS, "Time left to provision", "0:47" },
               { SC_PHASE_IN_TIME, SC_ERROR_SENSOR_AP_CAME_BACK, "Back in set-up mode", NULL },
               { SC_PHASE_ASLEEP, 0, "Sensor probably asleep until about", "08:20" },
               { SC_PHASE_ASLEEP, SC_ERROR_SENSOR_AP_STAYS, "Still in set-up mode", NULL },
               { SC_PHASE_OVERDUE, SC_ERROR_SENSOR_AP_STAYS, "Still in set-up mode", NULL } };
  const ScMoment now = { .wall_us = G_GINT64_CONSTANT (1772438400) * S };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const ScPlan plan = { .phase = rows[i].phase,
                            .error = rows[i].error,
                            .in_time_until_us = 47 * S,
                            .asleep_until_us = 1200 * S };
      g_autofree char *heading = sc_sentence_heading (&plan, &now);
      g_autofree char *figure = sc_sentence_figure (&plan, &now);
      g_autofree char *line = sc_sentence_short (&plan, &now);

      g_assert_cmpstr (heading, ==, rows[i].heading);
      g_assert_cmpstr (figure, ==, rows[i].figure);
      g_assert_true (figure == NULL ? g_str_equal (line, heading) : strstr (line, figure) != NULL);
    }
}

/* Nobody has to reckon how far away a time of day is. */
static void
test_minutes_of_sleep (void)
{
  static const struct
  {
    gint64 left_us;
    ScError error;
    const char *caption;
  } rows[] = { { 1200 * S, 0, "in about 20 minutes" },
               { 1171 * S, 0, "in about 20 minutes" },
               { 1169 * S, 0, "in about 19 minutes" },
               { 90 * S, 0, "in about 2 minutes" },
               { 89 * S, 0, "in about 1 minute" },
               { 1 * S, 0, "in about 1 minute" },
               { 600 * S, SC_ERROR_SENSOR_AP_CAME_BACK, NULL } };
  const ScMoment now = { .boot_us = 5 * S };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const ScPlan plan = { .phase = SC_PHASE_ASLEEP,
                            .error = rows[i].error,
                            .asleep_until_us = now.boot_us + rows[i].left_us };
      g_autofree char *caption = sc_sentence_caption (&plan, &now);

      g_assert_cmpstr (caption, ==, rows[i].caption);
    }
}

/* A duration says by itself how far away it is. */
static void
test_only_sleep_has_a_caption (void)
{
  const ScMoment now = { .boot_us = 5 * S };

  for (ScPhase phase = SC_PHASE_READ; phase <= SC_PHASE_UNCHANGED; phase++)
    {
      const ScPlan plan = { .phase = phase,
                            .in_time_until_us = 47 * S,
                            .maybe_until_us = 77 * S,
                            .asleep_until_us = 1277 * S };
      g_autofree char *caption = sc_sentence_caption (&plan, &now);

      g_assert_cmpint (caption != NULL, ==, phase == SC_PHASE_ASLEEP);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/durations", test_durations);
  g_test_add_func ("/sentence/clock-times", test_clock_times);
  g_test_add_func ("/sentence/twelve-hours", test_twelve_hours);
  g_test_add_func ("/sentence/no-time-in-setup-mode", test_no_time_in_setup_mode);
  g_test_add_func ("/sentence/minutes-of-sleep", test_minutes_of_sleep);
  g_test_add_func ("/sentence/only-sleep-has-a-caption", test_only_sleep_has_a_caption);
  return g_test_run ();
}
