/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rehearsal scenarios as the technician meets them: what the window says, what it keeps, and
 * that its one next action leads on. A silent sensor is not among them: nobody makes the limits of
 * its connections pass faster. */

#include "sc-case.h"
#include "sc-part.h"

#define ENDPOINT "API endpoint"

/* How much faster than life: where something lasts a minute that must be seen, where it lasts some
 * minutes, and elsewhere. A look at the window may take a second where the machine is busy. */
#define COUNTING "6"
#define WATCHING "20"
#define WAITING "40"

static void
begin (ScCase *self, const char *scenario, const char *speed)
{
  g_autofree char *rehearsal = g_strconcat ("--rehearsal=", scenario, NULL);

  sc_case_init (self);
  sc_case_add_argument (self, rehearsal);
  sc_case_add_argument (self, "--speed");
  sc_case_add_argument (self, speed);
  sc_case_start (self);
}

static char *
read_entry (ScCase *self, const char *entry)
{
  g_autoptr (ScAtspiNode) node = sc_atspi_find (self->wizard.driver->atspi, SC_ATSPI_ENTRY, entry);

  g_assert_nonnull (node);
  return sc_atspi_get_text (node);
}

static void
test_wrong_client_secret (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;
  g_autofree char *endpoint = NULL;

  begin (&computer, "wrong-client-secret", WAITING);
  endpoint = read_entry (&computer, ENDPOINT);

  g_assert_true (sc_wizard_sign_in (wizard));
  g_assert_true (sc_wizard_see (wizard, "The cloud did not accept the client ID and secret."));
  /* The form is still there, with what was typed; the secrets are kept, but not shown. */
  g_assert_true (sc_driver_holds (wizard->driver, ENDPOINT, endpoint));
  g_assert_true (sc_driver_holds (wizard->driver, "Client ID", ""));
  g_assert_true (sc_driver_holds (wizard->driver, "Client secret", ""));

  g_assert_true (sc_driver_fill (wizard->driver, "Client secret", "practice-secret-0000"));
  g_assert_true (sc_wizard_prepare (wizard));
}

/* A file of the exercise is really damaged, and really put aside: then the wizard is there. The
 * technician's own journal and that of rehearsals are not part of it. */
static void
test_journal_damaged (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "journal-damaged", WAITING);
  g_assert_true (sc_wizard_see (wizard, "The saved sensor records are damaged."));
  g_assert_true (sc_wizard_see (wizard, "Nothing real happens."));
  g_assert_true (sc_wizard_go_on (wizard, "Try _Again"));
  g_assert_true (sc_wizard_see (wizard, "The saved sensor records are damaged."));
  g_assert_true (sc_wizard_go_on (wizard, "_Start a New Journal"));
  g_assert_true (sc_wizard_see (wizard, "The damaged one is kept as"));
  g_assert_true (sc_wizard_see (wizard, "/journal.db.damaged-"));
  g_assert_true (sc_wizard_prepare (wizard));
}

static void
test_journal_newer (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "journal-newer", WAITING);
  g_assert_true (
      sc_wizard_see (wizard, "The saved sensor records were written by a newer version."));
  g_assert_false (sc_wizard_shows (wizard, SC_ATSPI_BUTTON, "_Start a New Journal"));
}

/* The record is a real one, in a real file: the wizard begins with it. The countdown runs while one
 * signs in. */
static void
test_program_ended (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "program-ended", COUNTING);
  g_assert_true (sc_wizard_go_on (wizard, "_Go On with It"));
  g_assert_true (sc_wizard_see (wizard,
                                "Sign in to the cloud again: without it this sensor cannot be "
                                "provisioned."));
  g_assert_true (sc_wizard_go_on (wizard, "_Sign In"));
  g_assert_true (sc_wizard_see (wizard, "Accepted by the cloud"));
  g_assert_true (sc_wizard_finish (wizard));
}

/* Another world is there then, with another window in place of this one. */
static void
test_simulator_gone (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "simulator-gone", WAITING);
  g_assert_true (sc_wizard_prepare (wizard));
  g_assert_true (sc_wizard_join (wizard));
  g_assert_true (sc_wizard_see (wizard, "The rehearsal’s simulator has ended."));
  g_assert_true (sc_wizard_go_on (wizard, "_Rehearse Again"));
  g_assert_true (sc_wizard_prepare (wizard));
}

static void
test_certificate_path_404 (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "certificate-path-404", WAITING);
  g_assert_true (sc_wizard_prepare (wizard));
  g_assert_true (sc_wizard_join (wizard));
  g_assert_true (sc_wizard_arrive (wizard, "Certificate not found", NULL));
  g_assert_true (
      sc_driver_fill (wizard->driver, "Address (/…)", "/api/1/host/identity/1/sms_chain"));
  g_assert_true (sc_wizard_go_on (wizard, "_Read from There"));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
}

static void
test_profile_refused (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "profile-refused", WAITING);
  g_assert_true (sc_wizard_read (wizard));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_see (wizard, "Site network not accepted"));
  g_assert_false (sc_wizard_shows (wizard, SC_ATSPI_HEADING, "Sensor %s is commissioned"));

  /* The sensor takes it the second time. */
  g_assert_true (sc_wizard_go_on (wizard, "_Visit the Sensor*"));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_finish (wizard));
}

static void
test_wrong_wifi_password (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "wrong-wifi-password", WAITING);
  /* The test on this computer says so, and is not believed. */
  g_assert_true (sc_wizard_sign_in (wizard));
  g_assert_true (sc_wizard_go_on (wizard, "_Continue"));
  g_assert_true (
      sc_wizard_see (wizard, "The network refused the password. Check it, capitals too."));
  g_assert_true (sc_wizard_go_on (wizard, "Continue _Anyway"));
  g_assert_true (sc_wizard_arrive (wizard, "Find the sensor", NULL));
  g_assert_true (sc_wizard_join (wizard));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_see (wizard, "The sensor is back in set-up mode"));

  g_assert_true (sc_wizard_go_on (wizard, "_Correct the Wi-Fi Password"));
  g_assert_true (sc_driver_fill (wizard->driver, "Password*", "practice-key-1234"));
  g_assert_true (sc_wizard_go_on (wizard, "_Send Again"));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_finish (wizard));
  g_assert_true (sc_wizard_see (wizard, "In contact with the cloud"));
}

static void
test_second_uplink (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "second-uplink", WAITING);
  g_assert_true (sc_wizard_read (wizard));
  g_assert_true (sc_wizard_see (wizard, "At once, before the network is sent"));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_see (wizard, "Accepted by the cloud"));
  g_assert_false (sc_wizard_shows (wizard, SC_ATSPI_TIMER, "*"));
  g_assert_true (sc_wizard_finish (wizard));
}

static void
test_uplink_late (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "uplink-late", COUNTING);
  g_assert_true (sc_wizard_read (wizard));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_see (wizard, "Time left to provision"));
  g_assert_true (sc_wizard_finish (wizard));
}

static void
test_window_missed (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer, "window-missed", WATCHING);
  g_assert_true (sc_wizard_read (wizard));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_wizard_see (wizard, "Sensor probably asleep until about"));
  g_assert_true (sc_wizard_finish (wizard));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sc_part_add_func ("/scenario/wrong-client-secret", test_wrong_client_secret);
  sc_part_add_func ("/scenario/journal-damaged", test_journal_damaged);
  sc_part_add_func ("/scenario/journal-newer", test_journal_newer);
  sc_part_add_func ("/scenario/program-ended", test_program_ended);
  sc_part_add_func ("/scenario/simulator-gone", test_simulator_gone);
  sc_part_add_func ("/scenario/certificate-path-404", test_certificate_path_404);
  sc_part_add_func ("/scenario/profile-refused", test_profile_refused);
  sc_part_add_func ("/scenario/wrong-wifi-password", test_wrong_wifi_password);
  sc_part_add_func ("/scenario/second-uplink", test_second_uplink);
  sc_part_add_func ("/scenario/uplink-late", test_uplink_late);
  sc_part_add_func ("/scenario/window-missed", test_window_missed);
  return g_test_run ();
}
