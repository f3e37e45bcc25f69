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

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/durations", test_durations);
  g_test_add_func ("/sentence/clock-times", test_clock_times);
  g_test_add_func ("/sentence/twelve-hours", test_twelve_hours);
  g_test_add_func ("/sentence/no-time-in-setup-mode", test_no_time_in_setup_mode);
  return g_test_run ();
}
