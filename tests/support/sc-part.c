/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-part.h"

#include <stdio.h>

/**
 * sc_part_has:
 * @part: (nullable): such as `2/3`, the second of three; %NULL: the whole
 * @n: which case, from 0
 *
 * Returns: whether it is in that part; each case is in one of them
 */
gboolean
sc_part_has (const char *part, guint n)
{
  guint which, of;

  if (part == NULL)
    return TRUE;
  if (sscanf (part, "%u/%u", &which, &of) != 2 || which < 1 || which > of)
    g_error ("%s is no part", part);
  return n % of == which - 1;
}

/**
 * sc_part_has_next:
 *
 * To be asked once a case, in their order.
 *
 * Returns: whether the next one is in this program's part, see SC_TEST_PART
 */
gboolean
sc_part_has_next (void)
{
  static guint n = 0;

  return sc_part_has (g_getenv ("SC_TEST_PART"), n++);
}
