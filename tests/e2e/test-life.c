/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The life of the real program: how it starts where something is in the way, and how it ends. Runs
 * inside tests/e2e/with-sites. */

#include "sc-case.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>

static void
damage_journal (ScCase *self)
{
  g_autofree char *folder = g_build_filename (self->home, "data", "sensor-commissioner", NULL);
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
}

static void
begin (ScCase *self)
{
  sc_case_init (self);
  sc_case_add_argument (self, "--by-hand");
}

/* The real journal is damaged, and really put aside: then the wizard is there. */
static void
test_journal_damaged (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer);
  damage_journal (&computer);
  sc_case_start (&computer);
  g_assert_true (sc_wizard_see (wizard, "The saved sensor records are damaged."));
  g_assert_true (sc_wizard_go_on (wizard, "Try _Again"));
  g_assert_true (sc_wizard_see (wizard, "The saved sensor records are damaged."));
  g_assert_true (sc_wizard_go_on (wizard, "_Start a New Journal"));
  g_assert_true (sc_wizard_arrive (wizard, "Prepare", NULL));
  g_assert_true (sc_wizard_see (wizard, "The damaged one is kept as"));
  g_assert_true (sc_wizard_see (wizard, "/journal.db.damaged-"));
}

/* A line of a model file is wrong until somebody corrects it. */
static void
test_model_wrong (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  begin (&computer);
  folder = g_build_filename (computer.home, "config", "sensor-commissioner", "models", NULL);
  path = g_build_filename (folder, "otosense-sms.ini", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "[paths]\ncertificat=/here\n", -1, NULL));
  sc_case_start (&computer);
  g_assert_true (sc_wizard_see (wizard, "A sensor model file cannot be used."));
  g_assert_false (sc_wizard_shows (wizard, SC_ATSPI_BUTTON, "_Start a New Journal"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (sc_wizard_go_on (wizard, "Try _Again"));
  g_assert_true (sc_wizard_arrive (wizard, "Prepare", NULL));
}

/* Still waiting for a NetworkManager that does not answer, it has no window to close yet. */
static void
test_told_to_end_before_there_is_a_window (void)
{
  g_auto (ScCase) computer = { 0 };
  ScDriver driver = { NULL };
  g_autoptr (GSocketListener) bus = g_socket_listener_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *variable = NULL;
  int status;

  sc_case_init (&computer);
  path = g_build_filename (computer.home, "silent-bus", NULL);
  variable = g_strconcat ("unix:path=", path, NULL);
  address = g_unix_socket_address_new (path);
  g_socket_listener_add_address (bus, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", variable, TRUE);
  driver.process = sc_case_launch (&computer);
  connection = g_socket_listener_accept (bus, NULL, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_send_signal (driver.process, SIGTERM);
  g_assert_true (sc_driver_wait_exit (&driver, SC_DRIVER_SOON, &status));
  g_assert_cmpint (status, ==, 0);
  g_clear_object (&driver.process);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/life/journal-damaged", test_journal_damaged);
  g_test_add_func ("/life/model-wrong", test_model_wrong);
  g_test_add_func ("/life/told-to-end-before-there-is-a-window",
                   test_told_to_end_before_there_is_a_window);
  return g_test_run ();
}
