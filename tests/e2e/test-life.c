/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The life of the real program: how it starts where something is in the way, and how it ends. Runs
 * inside tests/e2e/with-sites. */

#include "config.h"

#include "sc-case.h"
#include "sc-simulated.h"
#include "sc-sqlite-journal.h"
#include "sc-system-clock.h"

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

#define UID "11111111-2222-3333-4444-555555555555"
#define SENSOR "0000S111A"

/* Of an earlier run: of a sensor that nobody has to go on with. */
static void
keep_record (ScCase *self, const char *folder)
{
  g_autofree char *path =
      g_build_filename (self->home, "data", "sensor-commissioner", folder, "journal.db", NULL);
  g_autoptr (ScClock) clock = sc_system_clock_new ();
  g_autoptr (ScStep) identified = sc_step_new_text (SC_STEP_IDENTIFIED, clock, SENSOR, NULL);
  g_autoptr (ScStep) stopped = sc_step_new (SC_STEP_STOPPED, clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScSqliteJournal) journal = NULL;
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  journal = sc_sqlite_journal_new (path, &error);
  g_assert_no_error (error);
  g_assert_true (sc_journal_append (SC_JOURNAL (journal), UID, identified, &error));
  g_assert_true (sc_journal_append (SC_JOURNAL (journal), UID, stopped, &error));
  g_assert_no_error (error);
}

/* As the desktop does it, whoever has our name */
static void
click (const char *action)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (
      bus, APPLICATION_ID, "/io/github/sensor_commissioner/SensorCommissioner",
      "org.freedesktop.Application", "ActivateAction",
      g_variant_new_parsed ("(%s, [<%s>], @a{sv} {})", action, UID), NULL, G_DBUS_CALL_FLAGS_NONE,
      -1, NULL, &error);
  g_assert_no_error (error);
}

static void
test_notification_shows_its_record (void)
{
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;

  begin (&computer);
  keep_record (&computer, "");
  sc_case_start (&computer);
  g_assert_true (sc_wizard_arrive (wizard, "Prepare", NULL));
  g_assert_false (sc_atspi_has_text (wizard->driver->atspi, SENSOR));
  click ("show-record");
  g_assert_true (sc_wizard_see (wizard, SENSOR));
}

static void
on_name (GDBusConnection *bus, const char *name, const char *owner, gpointer has_come)
{
  *(gboolean *)has_come = TRUE;
}

/* As the session's bus starts it for a click. */
static GSubprocess *
start_service (ScCase *self)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gboolean has_come = FALSE;
  GSubprocess *service;
  guint watch;

  g_ptr_array_set_size (self->arguments, 1);
  sc_case_add_argument (self, "--gapplication-service");
  service = sc_case_launch (self);
  watch = g_bus_watch_name_on_connection (bus, APPLICATION_ID, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                          on_name, NULL, &has_come, NULL);
  while (!has_come)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
  return service;
}

/* A rehearsal does not have the program's name; what the desktop starts in its stead passes the
 * click on, shows nothing, and ends. */
static void
test_notification_of_a_rehearsal_stays_in_it (void)
{
  g_auto (ScSimulated) simulated = { 0 };
  g_auto (ScCase) computer = { 0 };
  ScWizard *wizard = &computer.wizard;
  g_autoptr (GSubprocess) service = NULL;
  g_autoptr (GError) error = NULL;

  sc_case_init (&computer);
  keep_record (&computer, "rehearsal");
  sc_simulated_start (&simulated, "all-well", "1");
  sc_case_add_argument (&computer, "--rehearsal-at");
  sc_case_add_argument (&computer, simulated.control_uri);
  sc_case_add_argument (&computer, "--ca");
  sc_case_add_argument (&computer, simulated.ca_file);
  sc_case_start (&computer);
  g_assert_true (sc_wizard_arrive (wizard, "Prepare", NULL));
  g_assert_false (sc_atspi_has_text (wizard->driver->atspi, SENSOR));
  service = start_service (&computer);
  click ("show-rehearsal");
  g_assert_true (sc_wizard_see (wizard, SENSOR));
  g_subprocess_wait_check (service, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/life/journal-damaged", test_journal_damaged);
  g_test_add_func ("/life/model-wrong", test_model_wrong);
  g_test_add_func ("/life/told-to-end-before-there-is-a-window",
                   test_told_to_end_before_there_is_a_window);
  g_test_add_func ("/life/notification-shows-its-record", test_notification_shows_its_record);
  g_test_add_func ("/life/notification-of-a-rehearsal-stays-in-it",
                   test_notification_of_a_rehearsal_stays_in_it);
  return g_test_run ();
}
