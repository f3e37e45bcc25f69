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

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/durations", test_durations);
  g_test_add_func ("/sentence/clock-times", test_clock_times);
  return g_test_run ();
}
