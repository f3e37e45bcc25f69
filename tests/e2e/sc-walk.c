/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * sc-walk [OPTION…] PROGRAM [ARGUMENT…]
 *
 * Starts the program and goes through its window from Prepare to Done, as a technician would.
 * The forms must be filled in already, as they are in a rehearsal. PROGRAM may be `flatpak`.
 * Needs a display and a session bus: see build-aux/with-display. The exit status is 0 only if
 * the sensor was commissioned.
 */

#include "config.h"

#include "sc-wizard.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

static char *screenshots;
static char *language;
static char *expected;
static gboolean by_keyboard;
static gboolean contact;
static char **command;

static const GOptionEntry options[] = {
  { "screenshots", 0, 0, G_OPTION_ARG_FILENAME, &screenshots, "Folder for one picture a page",
    "DIR" },
  { "keyboard", 0, 0, G_OPTION_ARG_NONE, &by_keyboard, "Stroke keys only", NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, &language, "Walk in this language", "CODE" },
  { "expect", 0, 0, G_OPTION_ARG_STRING, &expected, "What the last page must say in the end",
    "TEXT" },
  { "contact", 0, 0, G_OPTION_ARG_NONE, &contact, "Wait for the first contact, too", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &command, NULL, "PROGRAM ARGUMENT…" },
  { NULL }
};

static gboolean
parse (int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, options, NULL);
  /* What follows the program's name is the program's. */
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (command == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "no program given");
      return FALSE;
    }
  return TRUE;
}

static gboolean
walk (ScWizard *wizard)
{
  if (!sc_wizard_read (wizard) || !sc_wizard_send (wizard) || !sc_wizard_finish (wizard))
    return FALSE;
  if (contact && !sc_wizard_see (wizard, "In contact with the cloud"))
    return FALSE;
  return expected == NULL || sc_wizard_see (wizard, expected);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScDriver) driver = NULL;
  ScWizard wizard = { 0 };

  if (!parse (argc, argv, &error))
    {
      g_printerr ("sc-walk: %s\n", error->message);
      return 2;
    }
  if (language)
    g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  wizard.by_keyboard = by_keyboard;
  wizard.pictures = screenshots;
  wizard.wants_names = TRUE;
  wizard.started_us = g_get_monotonic_time ();
  if (screenshots)
    g_mkdir_with_parents (screenshots, 0755);
  driver = sc_driver_start ((const char *const *)command, NULL, NULL, &error);
  if (driver == NULL)
    {
      g_printerr ("sc-walk: %s\n", error->message);
      return 1;
    }
  wizard.driver = driver;
  if (!walk (&wizard))
    {
      sc_wizard_say (&wizard, "The sensor was NOT commissioned");
      return 1;
    }
  sc_wizard_say (&wizard, "The sensor is commissioned");
  return 0;
}
