/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * sc-desk FOLDER CA-FILE PROGRAM [ARGUMENT…]
 *
 * Commissions a sensor by hand, with real ports, and takes from the desktop everything the program
 * takes from it: the account is remembered, the computer is kept awake, the record saved and
 * printed, the window closed, the first contact notified of. What the desktop was asked is in
 * FOLDER (see fake-portals); CA-FILE becomes the simulator's authority, where PROGRAM's
 * settings say it is. Runs inside tests/e2e/with-sites. The exit status is 0 only if all of it came
 * about.
 */

#include "config.h"

#include "sc-bench.h"

#include <locale.h>
#include <string.h>

/* A first contact is asked for once a minute at the least. */
#define CONTACT_PATIENCE_MS 240000

typedef struct
{
  const char *folder;
  const char *line;
} Wanted;

static gboolean
is_noted (const Wanted *wanted)
{
  g_autofree char *path = g_build_filename (wanted->folder, "log", NULL);
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &log, NULL, NULL))
    return FALSE;
  lines = g_strsplit (log, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], wanted->line))
      return TRUE;
  return FALSE;
}

static gboolean
on_over (gpointer is_over)
{
  *(gboolean *)is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* With its window closed the program cannot be seen over the accessibility bus. */
static gboolean
is_asked (ScWizard *wizard, const char *folder, const char *line, guint patience_ms)
{
  const Wanted wanted = { folder, line };
  gboolean is_over = FALSE;
  guint over = g_timeout_add (patience_ms, on_over, &is_over);
  guint look = g_timeout_add (200, look_again, NULL);

  while (!is_noted (&wanted) && !is_over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  if (is_over)
    {
      g_printerr ("the desktop was not asked: %s\n", line);
      return FALSE;
    }
  g_source_remove (over);
  sc_wizard_say (wizard, "  the desktop was asked: %s", line);
  return TRUE;
}

static gboolean
is_saved (ScAtspi *atspi, gpointer folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "saved-"))
      return TRUE;
  return FALSE;
}

static gboolean
prepare (ScWizard *wizard, ScBench *bench, const char *folder, const char *ca_file)
{
  g_autofree char *authority = NULL;
  ScDriver *driver = wizard->driver;

  return g_file_get_contents (bench->ca_file, &authority, NULL, NULL)
         && g_file_set_contents (ca_file, authority, -1, NULL)
         && sc_bench_fill_in_account (bench, driver, NULL) && sc_bench_fill_in_network (driver)
         && sc_screen_key (driver->screen, "alt+m")
         && sc_driver_expect_focus (driver, "Remember on this computer")
         && sc_wizard_prepare (wizard) && is_asked (wizard, folder, "secret: ", SC_WIZARD_PATIENCE);
}

static gboolean
commission (ScWizard *wizard, ScBench *bench, const char *folder)
{
  if (!sc_wizard_see (wizard, "How to join a sensor")
      || !is_asked (wizard, folder, "inhibit suspend: ", SC_WIZARD_PATIENCE))
    return FALSE;
  sc_bench_join_sensor ();
  if (!sc_wizard_arrive (wizard, "Review", NULL) || !sc_wizard_send (wizard)
      || !sc_bench_wait_for_profile (bench, wizard->driver))
    return FALSE;
  sc_bench_go_home ();
  return sc_wizard_finish (wizard)
         && is_asked (wizard, folder, "inhibit: over", SC_WIZARD_PATIENCE);
}

static gboolean
use_record (ScWizard *wizard, const char *folder)
{
  ScScreen *screen = wizard->driver->screen;

  return sc_screen_key (screen, "ctrl+s")
         && is_asked (wizard, folder, "save: sensor-", SC_WIZARD_PATIENCE)
         && sc_atspi_wait_until (wizard->driver->atspi, SC_WIZARD_PATIENCE, is_saved,
                                 (gpointer)folder)
         && sc_screen_key (screen, "ctrl+p")
         && is_asked (wizard, folder, "print: ", SC_WIZARD_PATIENCE);
}

static gboolean
walk_away (ScWizard *wizard, const char *folder)
{
  return sc_screen_key (wizard->driver->screen, "ctrl+w")
         && sc_driver_press_within (wizard->driver, "Keep Watching in the Background",
                                    SC_WIZARD_PATIENCE)
         && is_asked (wizard, folder, "background: ", SC_WIZARD_PATIENCE)
         && is_asked (wizard, folder, "notification: Sensor ", CONTACT_PATIENCE_MS);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScDriver) driver = NULL;
  g_auto (ScBench) bench = { 0 };
  ScWizard wizard = { .started_us = g_get_monotonic_time () };
  const char *folder;

  setlocale (LC_ALL, "");
  if (argc < 4)
    {
      g_printerr ("Usage: sc-desk FOLDER CA-FILE PROGRAM [ARGUMENT…]\n");
      return 2;
    }
  folder = argv[1];
  sc_bench_init (&bench);
  driver = sc_driver_start ((const char *const *)argv + 3, NULL, NULL, &error);
  if (driver == NULL)
    {
      g_printerr ("sc-desk: %s\n", error->message);
      return 1;
    }
  wizard.driver = driver;
  return prepare (&wizard, &bench, folder, argv[2]) && commission (&wizard, &bench, folder)
                 && use_record (&wizard, folder) && walk_away (&wizard, folder)
             ? 0
             : 1;
}
