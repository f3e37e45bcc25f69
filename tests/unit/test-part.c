/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-part.h"

/* However many parts there are and cases: none is left out, none runs twice. */
static void
test_each_case_once (void)
{
  for (guint of = 1; of <= 5; of++)
    for (guint n = 0; n < 12; n++)
      {
        guint times = 0;

        for (guint which = 1; which <= of; which++)
          {
            g_autofree char *part = g_strdup_printf ("%u/%u", which, of);

            times += sc_part_has (part, n);
          }
        g_assert_cmpuint (times, ==, 1);
        g_assert_true (sc_part_has (NULL, n));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/each-case-once", test_each_case_once);
  return g_test_run ();
}
