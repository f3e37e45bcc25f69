/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit's table of legal edges. */

#include "sc-visit.h"

/* Everything the table must allow, and nothing else. */
static const struct
{
  ScVisitState from;
  ScVisitState to;
} legal[] = {
  { SC_VISIT_IDLE, SC_VISIT_JOINING },
  { SC_VISIT_JOINING, SC_VISIT_IDENTIFYING },
  { SC_VISIT_JOINING, SC_VISIT_LEAVING },
  { SC_VISIT_IDENTIFYING, SC_VISIT_READING_CERTIFICATE },
  { SC_VISIT_IDENTIFYING, SC_VISIT_LEAVING },
  { SC_VISIT_READING_CERTIFICATE, SC_VISIT_NEEDS_CERTIFICATE },
  { SC_VISIT_READING_CERTIFICATE, SC_VISIT_COMPARING_NETWORK },
  { SC_VISIT_READING_CERTIFICATE, SC_VISIT_LEAVING },
  { SC_VISIT_NEEDS_CERTIFICATE, SC_VISIT_READING_CERTIFICATE },
  { SC_VISIT_NEEDS_CERTIFICATE, SC_VISIT_COMPARING_NETWORK },
  { SC_VISIT_NEEDS_CERTIFICATE, SC_VISIT_LEAVING },
  { SC_VISIT_COMPARING_NETWORK, SC_VISIT_REVIEWING },
  { SC_VISIT_COMPARING_NETWORK, SC_VISIT_LEAVING },
  { SC_VISIT_REVIEWING, SC_VISIT_PROVISIONING_EARLY },
  { SC_VISIT_REVIEWING, SC_VISIT_SENDING },
  { SC_VISIT_REVIEWING, SC_VISIT_LEAVING },
  { SC_VISIT_PROVISIONING_EARLY, SC_VISIT_REVIEWING },
  { SC_VISIT_PROVISIONING_EARLY, SC_VISIT_SENDING },
  { SC_VISIT_PROVISIONING_EARLY, SC_VISIT_LEAVING },
  { SC_VISIT_SENDING, SC_VISIT_RELEASING },
  { SC_VISIT_SENDING, SC_VISIT_LEAVING },
  { SC_VISIT_RELEASING, SC_VISIT_SENT },
  { SC_VISIT_SENT, SC_VISIT_IDLE },
  { SC_VISIT_SENT, SC_VISIT_JOINING },
  { SC_VISIT_LEAVING, SC_VISIT_UNCHANGED },
  { SC_VISIT_LEAVING, SC_VISIT_FAILED },
  { SC_VISIT_UNCHANGED, SC_VISIT_IDLE },
  { SC_VISIT_UNCHANGED, SC_VISIT_JOINING },
  { SC_VISIT_FAILED, SC_VISIT_IDLE },
  { SC_VISIT_FAILED, SC_VISIT_JOINING },
};

static gboolean
is_legal (ScVisitState from, ScVisitState to)
{
  for (guint i = 0; i < G_N_ELEMENTS (legal); i++)
    if (legal[i].from == from && legal[i].to == to)
      return TRUE;
  return FALSE;
}

static void
test_edges (void)
{
  for (guint from = 0; from < SC_VISIT_N_STATES; from++)
    for (guint to = 0; to < SC_VISIT_N_STATES; to++)
      {
        g_test_message ("%s to %s", sc_visit_state_to_string (from), sc_visit_state_to_string (to));
        g_assert_cmpint (sc_visit_state_may_follow (from, to), ==, is_legal (from, to));
      }
}

static void
test_nothing_is_sent_before_review (void)
{
  for (guint from = 0; from < SC_VISIT_N_STATES; from++)
    if (sc_visit_state_may_follow (from, SC_VISIT_SENDING))
      g_assert_true (from == SC_VISIT_REVIEWING || from == SC_VISIT_PROVISIONING_EARLY);
}

static void
test_every_state_has_a_way_out (void)
{
  for (guint from = 0; from < SC_VISIT_N_STATES; from++)
    {
      guint n_edges = 0;

      for (guint to = 0; to < SC_VISIT_N_STATES; to++)
        n_edges += sc_visit_state_may_follow (from, to) ? 1 : 0;
      g_assert_cmpuint (n_edges, >, 0);
      g_assert_nonnull (sc_visit_state_to_string (from));
    }
}

static void
test_ends (void)
{
  for (guint state = 0; state < SC_VISIT_N_STATES; state++)
    g_assert_cmpint (sc_visit_state_is_end (state), ==,
                     sc_visit_state_may_follow (state, SC_VISIT_JOINING));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit-state/edges", test_edges);
  g_test_add_func ("/visit-state/nothing-is-sent-before-review",
                   test_nothing_is_sent_before_review);
  g_test_add_func ("/visit-state/every-state-has-a-way-out", test_every_state_has_a_way_out);
  g_test_add_func ("/visit-state/ends", test_ends);
  return g_test_run ();
}
