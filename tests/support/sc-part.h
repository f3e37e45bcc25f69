/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A program whose cases mostly wait can run as several tests side by side, each with a part of the
 * cases: with SC_TEST_PART=2/3 in the environment it adds the second, the fifth… of them. Whoever
 * starts it by hand gets them all.
 */

gboolean sc_part_has (const char *part, guint n);
gboolean sc_part_has_next (void);

/* Like g_test_add_func() and g_test_add(), if the case is in this part. */
#define sc_part_add_func(path, func)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (sc_part_has_next ())                                                                       \
      g_test_add_func (path, func);                                                                \
  }                                                                                                \
  G_STMT_END
#define sc_part_add(path, Fixture, data, set_up, func, tear_down)                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (sc_part_has_next ())                                                                       \
      g_test_add (path, Fixture, data, set_up, func, tear_down);                                   \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
