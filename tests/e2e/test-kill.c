/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program is killed at every step of a rehearsal against a simulator of another process,
 * started again, and goes on. The simulator knows what really happened to its sensors. */

#include "sc-assassin.h"
#include "sc-case.h"
#include "sc-part.h"
#include "sc-simulated.h"
#include "sc-steps.h"

static void
begin (ScCase *self, ScSimulated *simulated)
{
  sc_simulated_start (simulated, "all-well", "40");
  sc_case_init (self);
  sc_case_add_argument (self, "--rehearsal-at");
  sc_case_add_argument (self, simulated->control_uri);
  sc_case_add_argument (self, "--ca");
  sc_case_add_argument (self, simulated->ca_file);
}

typedef struct
{
  ScCase *computer;
  char *button;
  gboolean pressed;
} Unfinished;

/* A sensor in contact is no longer offered: on a busy machine that may come before the press. */
static gboolean
press_or_be_over (ScAtspi *atspi, gpointer user_data)
{
  Unfinished *self = user_data;
  g_autoptr (ScAtspiNode) button = sc_atspi_find (atspi, SC_ATSPI_BUTTON, self->button);

  self->pressed = button != NULL && sc_atspi_press (button);
  return self->pressed || sc_steps_count (self->computer->home, SC_STEP_CONTACT) > 0;
}

/* Returns whether the sensor's page came; if not, @over says whether nothing was left to do. */
static gboolean
go_on_with_it (ScCase *self, gboolean *over)
{
  ScWizard *wizard = &self->wizard;
  g_autofree char *button = sc_wizard_translate ("_Go On with It");
  Unfinished unfinished = { self, button, FALSE };

  *over = FALSE;
  if (!sc_atspi_wait_until (wizard->driver->atspi, SC_WIZARD_PATIENCE, press_or_be_over,
                            &unfinished))
    return FALSE;
  *over = !unfinished.pressed;
  return unfinished.pressed && sc_wizard_arrive (wizard, "Sensor %s", NULL);
}

/* Where there is no doubt which network is the sensor's, the program is on its way already. */
static gboolean
read_sensor (ScWizard *wizard)
{
  return sc_wizard_see_either (wizard, "Find the sensor", "What will happen")
         && (!sc_wizard_shows (wizard, SC_ATSPI_HEADING, "Find the sensor")
             || sc_wizard_join (wizard))
         && sc_wizard_arrive (wizard, "Review", NULL);
}

/* What a technician does: goes on with what was begun, and visits the sensor if that is what the
 * window asks for. */
static gboolean
commission (ScCase *self)
{
  ScWizard *wizard = &self->wizard;
  gboolean visit = TRUE;
  gboolean over;

  if (!sc_wizard_sign_in (wizard) || !sc_wizard_see (wizard, "Continue"))
    return FALSE;
  if (sc_wizard_shows (wizard, SC_ATSPI_BUTTON, "_Go On with It"))
    {
      if (!go_on_with_it (self, &over))
        return over;
      if (!sc_wizard_see_either (wizard, "Accepted by the cloud", "Visit the Sensor"))
        return FALSE;
      visit = sc_wizard_shows (wizard, SC_ATSPI_BUTTON, "_Visit the Sensor*");
      if (visit && !sc_wizard_go_on (wizard, "_Visit the Sensor*"))
        return FALSE;
    }
  else if (sc_steps_count (self->home, SC_STEP_CONTACT) > 0)
    return TRUE;
  else if (!sc_wizard_go_on (wizard, "_Continue"))
    return FALSE;
  if (visit && !(read_sensor (wizard) && sc_wizard_send (wizard)))
    return FALSE;
  return sc_wizard_finish (wizard);
}

/* Runs until killed at @kind. */
static void
be_killed_at (ScCase *self, ScStepKind kind)
{
  ScAssassin assassin;

  g_test_message ("killed at %s", sc_step_kind_to_string (kind));
  sc_case_start (self);
  sc_assassin_start (&assassin, self, kind);
  commission (self);
  g_assert_true (sc_assassin_finish (&assassin));
  sc_case_kill (self);
}

static void
finish (ScCase *self, ScSimulated *simulated)
{
  ScSimulatedFacts facts;

  sc_case_start (self);
  g_assert_true (commission (self));
  facts = sc_simulated_ask (simulated);
  g_assert_cmpuint (facts.provisioned, ==, 1);
  g_assert_cmpuint (facts.claims, ==, 1);
}

/* A sensor is not touched before the technician consents, and its certificate stays known. */
static void
test_kill_before_profile (void)
{
  static const ScStepKind kinds[] = { SC_STEP_IDENTIFIED, SC_STEP_CERTIFICATE, SC_STEP_CONSENT,
                                      SC_STEP_DELETE_ASKED, SC_STEP_ADD_ASKED };
  g_auto (ScSimulated) simulated = { 0 };
  g_auto (ScCase) computer = { 0 };

  begin (&computer, &simulated);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ScSimulatedFacts facts;

      be_killed_at (&computer, kinds[i]);
      facts = sc_simulated_ask (&simulated);
      g_assert_cmpuint (facts.claims, ==, 0);
      if (kinds[i] < SC_STEP_CONSENT)
        g_assert_cmpuint (facts.changes, ==, 0);
      if (kinds[i] >= SC_STEP_CERTIFICATE)
        g_assert_cmpuint (sc_steps_count (computer.home, SC_STEP_CERTIFICATE), >=, 1);
    }
  finish (&computer, &simulated);
}

/* Nothing is provisioned twice, and nothing called done that the cloud has not accepted. */
static void
test_kill_after_profile (void)
{
  static const ScStepKind kinds[] = { SC_STEP_ADD_ANSWERED, SC_STEP_PROVISION_ASKED,
                                      SC_STEP_PROVISION_ACCEPTED };
  g_auto (ScSimulated) simulated = { 0 };
  g_auto (ScCase) computer = { 0 };

  begin (&computer, &simulated);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      /* Each is written once, and a busy machine may have got further before it was killed. */
      if (sc_steps_count (computer.home, kinds[i]) > 0)
        continue;
      be_killed_at (&computer, kinds[i]);
      g_assert_cmpuint (sc_simulated_ask (&simulated).claims, <=, 1);
    }
  finish (&computer, &simulated);
}

static void
expect_unchanged (ScCase *self, ScSimulated *simulated)
{
  ScSimulatedFacts facts = sc_simulated_ask (simulated);

  g_assert_cmpuint (facts.changes, ==, 0);
  g_assert_cmpuint (facts.claims, ==, 0);
  g_assert_cmpuint (sc_steps_count (self->home, SC_STEP_CONSENT), ==, 0);
}

/* Up to Send everything can be taken back: by the button, by closing the window, by a kill. */
static void
test_leave_before_send (void)
{
  g_auto (ScSimulated) simulated = { 0 };
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;
  int status;

  begin (&computer, &simulated);
  sc_case_start (&computer);
  g_assert_true (sc_wizard_read (wizard));
  g_assert_true (sc_wizard_go_on (wizard, "_Cancel"));
  g_assert_true (sc_wizard_arrive (wizard, "Sensor left unchanged", NULL));
  expect_unchanged (&computer, &simulated);

  g_assert_true (sc_wizard_go_on (wizard, "_Find a Sensor"));
  g_assert_true (sc_wizard_arrive (wizard, "Find the sensor", NULL));
  g_assert_true (sc_wizard_join (wizard));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_screen_key (wizard->driver->screen, "ctrl+q"));
  g_assert_true (sc_driver_wait_exit (wizard->driver, SC_DRIVER_SOON, &status));
  g_assert_cmpint (status, ==, 0);
  g_clear_pointer (&wizard->driver, sc_driver_free);
  expect_unchanged (&computer, &simulated);

  sc_case_start (&computer);
  g_assert_true (sc_wizard_read (wizard));
  sc_case_kill (&computer);
  expect_unchanged (&computer, &simulated);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sc_part_add_func ("/kill/before-profile", test_kill_before_profile);
  sc_part_add_func ("/kill/after-profile", test_kill_after_profile);
  sc_part_add_func ("/leave/before-send", test_leave_before_send);
  return g_test_run ();
}
