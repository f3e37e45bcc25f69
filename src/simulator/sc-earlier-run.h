/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-journal.h"
#include "sc-world.h"

G_BEGIN_DECLS

/* What an exercise begins with when one practises going on after a crash: the first sensor has been
 * sent the practice network, and the program that did it has ended before anything else. */

gboolean sc_earlier_run_write (ScWorld *world, ScJournal *journal, GError **error);

G_END_DECLS
