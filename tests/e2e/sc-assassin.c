/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-assassin.h"

#include "sc-steps.h"

#include <signal.h>

#define LOOK_US 1000

static gpointer
lie_in_wait (gpointer user_data)
{
  ScAssassin *self = user_data;
  ScStepsCounter *counter = sc_steps_counter_new (self->home, self->kind);

  while (!g_atomic_int_get (&self->stop))
    {
      if (sc_steps_counter_count (counter) > self->n_before)
        {
          kill (self->pid, SIGKILL);
          g_atomic_int_set (&self->done, TRUE);
          break;
        }
      g_usleep (LOOK_US);
    }
  sc_steps_counter_free (counter);
  return NULL;
}

/**
 * sc_assassin_start:
 * @self: to fill in
 * @computer: its program runs
 * @kind: of steps
 *
 * Lies in wait.
 */
void
sc_assassin_start (ScAssassin *self, ScCase *computer, ScStepKind kind)
{
  *self = (ScAssassin){ 0 };
  self->home = computer->home;
  self->kind = kind;
  self->n_before = sc_steps_count (computer->home, kind);
  self->pid = (pid_t)g_ascii_strtoll (
      g_subprocess_get_identifier (computer->wizard.driver->process), NULL, 10);
  self->thread = g_thread_new ("assassin", lie_in_wait, self);
}

/**
 * sc_assassin_finish:
 * @self: one that lay in wait
 *
 * Returns: whether it has killed
 */
gboolean
sc_assassin_finish (ScAssassin *self)
{
  g_atomic_int_set (&self->stop, TRUE);
  g_thread_join (self->thread);
  return g_atomic_int_get (&self->done);
}
