/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-bench.h"

#include <glib/gstdio.h>

#define CLIENT_ID "PRACTICE-CLIENT"
#define CLIENT_SECRET "practice-secret-0000"
#define ENDPOINT "https://198.51.100.1:8443"

/**
 * sc_bench_run:
 * @command: a command line, without a shell
 *
 * Runs it to its end; it has to succeed.
 */
void
sc_bench_run (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

/**
 * sc_bench_join_sensor:
 *
 * What choosing the sensor's network in the desktop's Wi-Fi menu does to this computer.
 */
void
sc_bench_join_sensor (void)
{
  sc_bench_run ("ip link set up0 down");
  sc_bench_run ("ip addr add 10.123.45.2/24 dev ap0");
  sc_bench_run ("ip link set ap0 up");
}

/**
 * sc_bench_go_home:
 *
 * What choosing its own network again does.
 */
void
sc_bench_go_home (void)
{
  sc_bench_run ("ip addr flush dev ap0");
  sc_bench_run ("ip link set ap0 down");
  sc_bench_run ("ip link set up0 up");
  sc_bench_run ("ip route add default via 198.51.100.1");
}

static void
start_simulator (ScBench *self)
{
  g_auto (GStrv) site = g_strsplit (g_getenv ("SC_SITE"), " ", -1);
  g_autofree char *hook = g_strconcat ("tee ", self->profile, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;

  g_strv_builder_addv (builder, (const char **)site);
  g_strv_builder_add_many (builder, g_getenv ("SC_SIMULATOR"), "--listen", "10.123.45.1:80",
                           "--cloud-listen", "198.51.100.1:8443", "--ca-out", self->ca_file,
                           "--on-profile", hook, NULL);
  argv = g_strv_builder_end (builder);
  self->simulator =
      g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  /* It listens once it has said so. */
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->simulator));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_has_prefix (line, "ca-file:"))
        break;
    }
}

/**
 * sc_bench_init:
 * @self: a bench
 *
 * Starts the simulator.
 */
void
sc_bench_init (ScBench *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("sc-bench-XXXXXX", &error);
  g_assert_no_error (error);
  self->profile = g_build_filename (self->folder, "profile.json", NULL);
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  start_simulator (self);
}

/**
 * sc_bench_clear:
 * @self: a bench
 *
 * Ends the simulator and removes its files.
 */
void
sc_bench_clear (ScBench *self)
{
  g_subprocess_send_signal (self->simulator, SIGTERM);
  g_subprocess_wait (self->simulator, NULL, NULL);
  g_clear_object (&self->simulator);
  g_unlink (self->profile);
  g_unlink (self->ca_file);
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->ca_file, g_free);
}

/**
 * sc_bench_fill_in_account:
 * @self: a bench
 * @driver: the program, at Prepare
 * @ca_file: (nullable): the simulator's authority, where the program finds it; %NULL: it is known
 */
gboolean
sc_bench_fill_in_account (ScBench *self, ScDriver *driver, const char *ca_file)
{
  return sc_driver_fill (driver, "API endpoint", ENDPOINT)
         && sc_driver_fill (driver, "Client ID", CLIENT_ID)
         && sc_driver_fill (driver, "Client secret", CLIENT_SECRET)
         && (ca_file == NULL || sc_driver_fill (driver, "Authority file", ca_file));
}

/**
 * sc_bench_fill_in_network:
 * @driver: the program, at Prepare
 */
gboolean
sc_bench_fill_in_network (ScDriver *driver)
{
  return sc_driver_fill (driver, "Network name", SC_BENCH_SITE_NAME)
         && sc_driver_fill (driver, "Password", SC_BENCH_SITE_KEY);
}

static gboolean
has_profile (ScAtspi *atspi, gpointer profile)
{
  return g_file_test (profile, G_FILE_TEST_EXISTS);
}

/**
 * sc_bench_wait_for_profile:
 * @self: a bench
 * @driver: the program, which sends
 *
 * Returns: whether the sensor was given a network, in the end
 */
gboolean
sc_bench_wait_for_profile (ScBench *self, ScDriver *driver)
{
  return sc_atspi_wait_until (driver->atspi, SC_WIZARD_PATIENCE, has_profile, self->profile);
}

/**
 * sc_bench_read_profile:
 * @self: a bench
 *
 * Returns: (transfer full) (nullable): what the sensor was given
 */
char *
sc_bench_read_profile (ScBench *self)
{
  char *profile = NULL;

  g_file_get_contents (self->profile, &profile, NULL, NULL);
  return profile;
}
