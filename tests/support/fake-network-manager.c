/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * fake-network-manager COMMAND [ARGUMENT…]
 *
 * Runs COMMAND on a computer whose system bus is a private one, with an imitation of NetworkManager
 * on it: one adapter that is online. Besides it there is org.example.Private, there and on the
 * session bus, which nobody in a sandbox may talk to. The exit status is the command's.
 */

#include "sc-fake-nm.h"
#include "sc-system-clock.h"

#define HOME "0f1e2d3c-0000-4000-8000-000000000001"

static void
on_exited (GObject *source, GAsyncResult *result, gpointer loop)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_main_loop_quit (loop);
}

static ScFakeNm *
create_nm (const char *address, ScClock *clock)
{
  ScFakeNm *nm = sc_fake_nm_new (address, clock, 1.0);

  sc_fake_nm_add_adapter (nm, "wlan0");
  sc_fake_nm_add_ap (nm, "Workshop", "02:00:00:00:00:10", SC_FAKE_WPA2, "a password");
  sc_fake_nm_hear_all (nm);
  sc_fake_nm_add_profile (nm, HOME, "Workshop", "a password", TRUE);
  sc_fake_nm_connect (nm, "wlan0", HOME);
  return nm;
}

static void
own_private_name (GDBusConnection *bus)
{
  g_bus_own_name_on_connection (bus, "org.example.Private", G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL,
                                NULL, NULL);
}

static GDBusConnection *
connect_to (const char *address)
{
  return g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (ScClock) clock = sc_system_clock_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) command = NULL;
  g_autoptr (GDBusConnection) session_bus = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *session = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  ScFakeNm *nm;
  int status;

  if (argc < 2)
    {
      g_printerr ("fake-network-manager: no command given\n");
      return 2;
    }
  g_test_dbus_up (bus); /* takes the session's place in our own environment */
  nm = create_nm (g_test_dbus_get_bus_address (bus), clock);
  own_private_name (sc_fake_nm_get_bus (nm));
  session_bus = session == NULL ? NULL : connect_to (session);
  if (session_bus != NULL)
    own_private_name (session_bus);
  g_subprocess_launcher_setenv (launcher, "DBUS_SYSTEM_BUS_ADDRESS",
                                g_test_dbus_get_bus_address (bus), TRUE);
  if (session != NULL)
    g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", session, TRUE);
  command = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv + 1, &error);
  if (command == NULL)
    {
      g_printerr ("fake-network-manager: %s\n", error->message);
      return 1;
    }
  g_subprocess_wait_async (command, NULL, on_exited, loop);
  g_main_loop_run (loop);
  status = g_subprocess_get_if_exited (command) ? g_subprocess_get_exit_status (command) : 1;
  sc_fake_nm_free (nm);
  g_test_dbus_stop (bus);
  return status;
}
