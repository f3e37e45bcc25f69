/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Anything may happen at any time: what must never happen does not, and there is always a way on.
 *
 * SC_CHAOS_SEED=n tells and replays one run, SC_CHAOS_RUNS=n does more of them. */

#include "sc-chaos.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define DEFAULT_RUNS 150

static guint running_seed;

/* A run that never ends is told from outside. */
static void
on_alarm (int signal_number G_GNUC_UNUSED)
{
  g_error ("a run does not end (replay: SC_CHAOS_SEED=%u)", running_seed);
}

static void
run (guint32 seed, gboolean tell)
{
  ScChaos chaos = { 0 };
  GListModel *records;
  guint n_events;

  running_seed = seed;
  alarm (60);
  sc_chaos_set_up (&chaos, seed);
  n_events = 10 + sc_chaos_pick (&chaos, 50);
  for (guint i = 0; i < n_events; i++)
    sc_chaos_happen (&chaos);
  sc_chaos_heal (&chaos);
  sc_chaos_pass (&chaos, 120 * S);
  records = sc_workflow_get_records (chaos.place.workflow);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      sc_chaos_finish (&chaos, record);
    }
  sc_chaos_pass (&chaos, 3600 * S);
  sc_chaos_quit_program (&chaos);
  if (tell)
    g_printerr ("%s", chaos.story->str);
  sc_chaos_tear_down (&chaos);
  alarm (0);
}

static guint
number_from (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint)strtoul (text, NULL, 10) : otherwise;
}

static void
test_chaos (void)
{
  guint first = number_from ("SC_CHAOS_SEED", 0);
  guint n_runs = number_from ("SC_CHAOS_RUNS", first != 0 ? 1 : DEFAULT_RUNS);

  for (guint i = 0; i < n_runs; i++)
    run (MAX (first, 1) + i, n_runs == 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* That the journal fails is told as a warning. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  signal (SIGALRM, on_alarm);
  g_test_add_func ("/chaos", test_chaos);
  return g_test_run ();
}
