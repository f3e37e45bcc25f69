/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How times are written. */

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

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/durations", test_durations);
  g_test_add_func ("/sentence/clock-times", test_clock_times);
  g_test_add_func ("/sentence/twelve-hours", test_twelve_hours);
  return g_test_run ();
}
