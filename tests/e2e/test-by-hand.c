/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real ports, no rehearsal: without NetworkManager, or without it on request, the technician joins
 * the sensor's network by hand, and the program notices. One adapter: on the sensor's network there
 * is no other way out. Runs inside tests/e2e/with-sites. */

#include "sc-case.h"

#include <glib/gstdio.h>
#include <string.h>

#define CLIENT_ID "PRACTICE-CLIENT"
#define CLIENT_SECRET "practice-secret-0000"
#define SITE_NAME "Practice Hall 1"
#define SITE_KEY "practice-key-1234"
#define ENDPOINT "https://198.51.100.1:8443"

typedef struct
{
  ScCase computer;
  char *folder;  /* of the simulator's files */
  char *profile; /* what the sensor was given appears here */
  char *ca_file;
  GSubprocess *simulator;
} Bench;

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

/* What choosing another network in the desktop's Wi-Fi menu does to this computer. */
static void
join_sensor (void)
{
  run ("ip link set up0 down");
  run ("ip addr add 10.123.45.2/24 dev ap0");
  run ("ip link set ap0 up");
}

static void
go_home (void)
{
  run ("ip addr flush dev ap0");
  run ("ip link set ap0 down");
  run ("ip link set up0 up");
  run ("ip route add default via 198.51.100.1");
}

static void
start_simulator (Bench *bench)
{
  g_auto (GStrv) site = g_strsplit (g_getenv ("SC_SITE"), " ", -1);
  g_autofree char *hook = g_strconcat ("tee ", bench->profile, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;

  g_strv_builder_addv (builder, (const char **)site);
  g_strv_builder_add_many (builder, g_getenv ("SC_SIMULATOR"), "--listen", "10.123.45.1:80",
                           "--cloud-listen", "198.51.100.1:8443", "--ca-out", bench->ca_file,
                           "--on-profile", hook, NULL);
  argv = g_strv_builder_end (builder);
  bench->simulator =
      g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  /* It listens once it has said so. */
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bench->simulator));
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

static void
set_up (Bench *bench, gconstpointer option)
{
  g_autoptr (GError) error = NULL;

  bench->folder = g_dir_make_tmp ("sc-bench-XXXXXX", &error);
  g_assert_no_error (error);
  bench->profile = g_build_filename (bench->folder, "profile.json", NULL);
  bench->ca_file = g_build_filename (bench->folder, "ca.pem", NULL);
  start_simulator (bench);
  sc_case_init (&bench->computer);
  if (option != NULL)
    sc_case_add_argument (&bench->computer, option);
  sc_case_start (&bench->computer);
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  sc_case_clear (&bench->computer);
  g_subprocess_send_signal (bench->simulator, SIGTERM);
  g_subprocess_wait (bench->simulator, NULL, NULL);
  g_clear_object (&bench->simulator);
  g_unlink (bench->profile);
  g_unlink (bench->ca_file);
  g_rmdir (bench->folder);
  g_free (bench->folder);
  g_free (bench->profile);
  g_free (bench->ca_file);
}

static gboolean
has_profile (ScAtspi *atspi, gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
prepare (Bench *bench)
{
  ScDriver *driver = bench->computer.wizard.driver;

  g_assert_true (sc_driver_fill (driver, "API endpoint (https://…)", ENDPOINT));
  g_assert_true (sc_driver_fill (driver, "Client ID", CLIENT_ID));
  g_assert_true (sc_driver_fill (driver, "Client secret", CLIENT_SECRET));
  g_assert_true (sc_driver_fill (driver, "Authority file", bench->ca_file));
  /* An unfinished form says what it lacks, and sends nothing. A press takes effect only after a
   * quarter of a second: filled in sooner, the form would be complete by then. */
  g_assert_true (sc_wizard_sign_in (&bench->computer.wizard));
  g_assert_true (sc_wizard_see (&bench->computer.wizard, "The site network has no name."));
  g_assert_true (sc_driver_fill (driver, "Network name", SITE_NAME));
  g_assert_true (sc_driver_fill (driver, "Password", SITE_KEY));
  g_assert_true (sc_wizard_prepare (&bench->computer.wizard));
}

static void
test_commission (Bench *bench, gconstpointer data)
{
  ScWizard *wizard = &bench->computer.wizard;
  g_autofree char *profile = NULL;

  /* There is no NetworkManager here, and that is said. */
  g_assert_true (sc_wizard_see (wizard, "This computer’s network service does not answer."));
  prepare (bench);
  g_assert_true (sc_wizard_see (wizard, "How to join a sensor"));
  join_sensor ();
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_false (has_profile (NULL, bench->profile));

  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (
      sc_atspi_wait_until (wizard->driver->atspi, SC_WIZARD_PATIENCE, has_profile, bench->profile));
  go_home ();
  g_assert_true (sc_wizard_finish (wizard));

  /* The sensor was given what was typed, byte for byte. */
  g_assert_true (g_file_get_contents (bench->profile, &profile, NULL, NULL));
  g_assert_nonnull (strstr (profile, SITE_NAME));
  g_assert_nonnull (strstr (profile, SITE_KEY));
}

static void
test_cancel (Bench *bench, gconstpointer data)
{
  ScWizard *wizard = &bench->computer.wizard;

  g_assert_true (sc_wizard_see (wizard, "You join the sensor’s Wi-Fi by hand"));
  prepare (bench);
  join_sensor ();
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_wizard_go_on (wizard, "_Cancel"));
  g_assert_true (sc_wizard_see (wizard, "The sensor was not changed"));
  g_assert_false (has_profile (NULL, bench->profile));
  go_home ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/by-hand/commission", Bench, NULL, set_up, test_commission, tear_down);
  g_test_add ("/by-hand/cancel-on-request", Bench, "--by-hand", set_up, test_cancel, tear_down);
  return g_test_run ();
}
