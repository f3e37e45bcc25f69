/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* sensor-simulator: sensors, cloud and radio to practise with, in a process of their own. */

#include "config.h"

#include "sc-scaled-clock.h"
#include "sc-simulator.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_USAGE 2

typedef struct
{
  char *scenario;
  double speed;
  int seed;
  char *listen;
  char *cloud_listen;
  char *control_listen;
  char *ca_out;
  char *on_profile;
  char *replay;
  gboolean on_profile_decides;
  char *wifi_name;
  char *wifi_password;
  gboolean list_scenarios;
  gboolean version;
} Arguments;

static gboolean
parse_arguments (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &arguments->listen,
      N_ ("Where the sensor answers (HTTP); port 0 takes a free one"), N_ ("ADDRESS:PORT") },
    { "cloud-listen", 0, 0, G_OPTION_ARG_STRING, &arguments->cloud_listen,
      N_ ("Where the cloud answers (HTTPS)"), N_ ("ADDRESS:PORT") },
    { "control-listen", 0, 0, G_OPTION_ARG_STRING, &arguments->control_listen,
      N_ ("Where the rehearsal is controlled (HTTP, this computer only)"), N_ ("ADDRESS:PORT") },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &arguments->speed,
      N_ ("Let time pass this many times faster (default 1)"), N_ ("FACTOR") },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &arguments->scenario,
      N_ ("What is special this time (default all-well)"), N_ ("NAME") },
    { "list-scenarios", 0, 0, G_OPTION_ARG_NONE, &arguments->list_scenarios,
      N_ ("List the scenarios"), NULL },
    { "on-profile", 0, 0, G_OPTION_ARG_STRING, &arguments->on_profile,
      N_ ("Run this for each network profile, which it gets as JSON on standard input"),
      N_ ("COMMAND") },
    { "replay", 0, 0, G_OPTION_ARG_FILENAME, &arguments->replay,
      N_ ("Let the first sensor say what this diagnostics file recorded"), N_ ("FILE") },
    { "on-profile-decides", 0, 0, G_OPTION_ARG_NONE, &arguments->on_profile_decides,
      N_ ("The sensor has joined its network when that command ends well"), NULL },
    { "wifi-name", 0, 0, G_OPTION_ARG_STRING, &arguments->wifi_name,
      N_ ("Name of the site network"), N_ ("NAME") },
    { "wifi-password", 0, 0, G_OPTION_ARG_STRING, &arguments->wifi_password,
      N_ ("Password of the site network, for practice only; empty for none"), N_ ("TEXT") },
    { "ca-out", 0, 0, G_OPTION_ARG_FILENAME, &arguments->ca_out,
      N_ ("Where to write the certificate authority for clients of the cloud"), N_ ("FILE") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &arguments->seed,
      N_ ("Which sensors there are (default 0: 0000S111A is one)"), N_ ("NUMBER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, N_ ("Print the version"), NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, _ ("Simulates sensors, their cloud and the radio between, to practise and to test. "
                  "Not a product of Analog Devices."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _ ("“%s” is not expected here"), (*argv)[1]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_arguments (const Arguments *arguments, GError **error)
{
  if (arguments->speed < SC_SCALED_CLOCK_MIN_SPEED || arguments->speed > SC_SCALED_CLOCK_MAX_SPEED)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("The speed must be between %g and %g"), SC_SCALED_CLOCK_MIN_SPEED,
                 SC_SCALED_CLOCK_MAX_SPEED);
  else if (arguments->on_profile_decides && arguments->on_profile == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--on-profile-decides needs --on-profile"));
  else if (arguments->seed < 0)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("The seed must not be negative"));
  else if (arguments->scenario != NULL && sc_scenario_find (arguments->scenario) == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("There is no scenario “%s”; --list-scenarios tells which there are"),
                 arguments->scenario);
  else
    return TRUE;
  return FALSE;
}

/* Code and sentence of each failure that one meets. */
static void
list_failures (const ScScenario *scenario)
{
  for (guint i = 0; i < SC_SCENARIO_MAX_ACTS && scenario->acts[i].code != 0; i++)
    {
      const ScErrorInfo *info = sc_error_get_info (scenario->acts[i].code);

      g_print ("      %s: %s\n", info->id, _ (info->what));
    }
}

static void
list_scenarios (void)
{
  const char *group = NULL;

  for (guint i = 0; i < sc_scenario_count (); i++)
    {
      const ScScenario *scenario = sc_scenario_get (i);

      if (g_strcmp0 (group, scenario->group) != 0)
        g_print ("%s%s\n", i > 0 ? "\n" : "", _ (scenario->group));
      group = scenario->group;
      g_print ("  %s\n      %s.\n", scenario->name, _ (scenario->summary));
      list_failures (scenario);
      g_print ("      %s\n      (%s)\n", _ (scenario->expected), scenario->basis);
    }
}

static void
introduce (ScSimulator *simulator)
{
  const ScScenario *scenario = sc_simulator_get_scenario (simulator);
  const ScPractice *practice = sc_world_get_practice (sc_simulator_get_world (simulator));

  g_print (_ ("Scenario %s: %s.\n"), scenario->name, _ (scenario->summary));
  g_print ("%s\n\n", _ (scenario->expected));
  /* One fact a line, with untranslated keys: scripts read this. */
  g_print ("sensor: %s\n", sc_simulator_get_sensor_uri (simulator));
  g_print ("cloud: %s\n", sc_simulator_get_cloud_uri (simulator));
  g_print ("control: %s\n", sc_simulator_get_control_uri (simulator));
  g_print ("ca-file: %s\n", sc_simulator_get_ca_file (simulator));
  g_print ("client-id: %s\n", practice->client_id);
  g_print ("client-secret: %s\n", practice->client_secret);
  g_print ("wifi-name: %s\n", practice->ssid);
  g_print ("wifi-password: %s\n\n", practice->key);
  g_print (_ ("To rehearse with the wizard:\n"
              "  sensor-commissioner --rehearsal-at %s --ca %s\n"),
           sc_simulator_get_control_uri (simulator), sc_simulator_get_ca_file (simulator));
  g_print (_ ("To ask the sensor by hand:\n"
              "  curl %s/__SL_G_DNP\n"),
           sc_simulator_get_sensor_uri (simulator));
  g_print (_ ("Press Ctrl+C to stop.\n"));
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
run (const Arguments *arguments)
{
  ScSimulatorOptions options = { .scenario = arguments->scenario,
                                 .speed = arguments->speed,
                                 .seed = (guint32)arguments->seed,
                                 .listen = arguments->listen,
                                 .cloud_listen = arguments->cloud_listen,
                                 .control_listen = arguments->control_listen,
                                 .ca_out = arguments->ca_out,
                                 .replay = arguments->replay,
                                 .on_profile = arguments->on_profile,
                                 .on_profile_decides = arguments->on_profile_decides,
                                 .ssid = arguments->wifi_name,
                                 .key = arguments->wifi_password };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScSimulator) simulator = sc_simulator_new (&options, &error);

  if (simulator == NULL)
    {
      g_printerr ("sensor-simulator: %s\n", error->message);
      return EXIT_FAILURE;
    }
  /* The loop is no object, and outlives the simulator. */
  g_signal_connect_swapped (simulator, "ended", G_CALLBACK (g_main_loop_quit), loop);
  introduce (simulator);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  Arguments arguments = { .speed = 1.0 };
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  setvbuf (stdout, NULL, _IOLBF, 0); /* scripts wait for our lines */

  if (!parse_arguments (&arguments, &argc, &argv, &error) || !check_arguments (&arguments, &error))
    {
      g_printerr ("sensor-simulator: %s\n", error->message);
      status = EXIT_USAGE;
    }
  else if (arguments.version)
    g_print ("sensor-simulator %s\n", PACKAGE_VERSION);
  else if (arguments.list_scenarios)
    list_scenarios ();
  else
    status = run (&arguments);

  g_free (arguments.scenario);
  g_free (arguments.listen);
  g_free (arguments.cloud_listen);
  g_free (arguments.control_listen);
  g_free (arguments.ca_out);
  g_free (arguments.on_profile);
  g_free (arguments.replay);
  g_free (arguments.wifi_name);
  g_free (arguments.wifi_password);
  return status;
}
