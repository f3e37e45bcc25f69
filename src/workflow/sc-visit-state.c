/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit's states: their names and every legal edge, in one table. */

#include "sc-visit.h"

#define TO(state) (1u << SC_VISIT_##state)

static const struct
{
  const char *name;
  guint may_follow;
} states[SC_VISIT_N_STATES] = {
  [SC_VISIT_IDLE] = { "idle", TO (JOINING) },
  [SC_VISIT_JOINING] = { "joining", TO (IDENTIFYING) | TO (LEAVING) },
  [SC_VISIT_IDENTIFYING] = { "identifying", TO (READING_CERTIFICATE) | TO (LEAVING) },
  [SC_VISIT_READING_CERTIFICATE] = { "reading-certificate", TO (NEEDS_CERTIFICATE)
                                                                | TO (COMPARING_NETWORK)
                                                                | TO (LEAVING) },
  [SC_VISIT_NEEDS_CERTIFICATE] = { "needs-certificate", TO (READING_CERTIFICATE)
                                                            | TO (COMPARING_NETWORK)
                                                            | TO (LEAVING) },
  [SC_VISIT_COMPARING_NETWORK] = { "comparing-network", TO (REVIEWING) | TO (LEAVING) },
  [SC_VISIT_REVIEWING] = { "reviewing", TO (PROVISIONING_EARLY) | TO (SENDING) | TO (LEAVING) },
  [SC_VISIT_PROVISIONING_EARLY] = { "provisioning-early",
                                    TO (REVIEWING) | TO (SENDING) | TO (LEAVING) },
  [SC_VISIT_SENDING] = { "sending", TO (RELEASING) | TO (LEAVING) },
  [SC_VISIT_RELEASING] = { "releasing", TO (SENT) },
  [SC_VISIT_SENT] = { "sent", TO (IDLE) | TO (JOINING) },
  [SC_VISIT_LEAVING] = { "leaving", TO (UNCHANGED) | TO (FAILED) },
  [SC_VISIT_UNCHANGED] = { "unchanged", TO (IDLE) | TO (JOINING) },
  [SC_VISIT_FAILED] = { "failed", TO (IDLE) | TO (JOINING) },
};

/**
 * sc_visit_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name for logs, untranslated
 */
const char *
sc_visit_state_to_string (ScVisitState state)
{
  g_return_val_if_fail (state < SC_VISIT_N_STATES, "?");
  return states[state].name;
}

/**
 * sc_visit_state_may_follow:
 * @from: a state
 * @to: another
 *
 * Returns: whether the table has this edge
 */
gboolean
sc_visit_state_may_follow (ScVisitState from, ScVisitState to)
{
  g_return_val_if_fail (from < SC_VISIT_N_STATES && to < SC_VISIT_N_STATES, FALSE);
  return (states[from].may_follow & (1u << to)) != 0;
}

/**
 * sc_visit_state_is_end:
 * @state: a state
 *
 * Returns: whether a visit in this state is over (or has not begun)
 */
gboolean
sc_visit_state_is_end (ScVisitState state)
{
  return state == SC_VISIT_IDLE || state == SC_VISIT_SENT || state == SC_VISIT_UNCHANGED
         || state == SC_VISIT_FAILED;
}
