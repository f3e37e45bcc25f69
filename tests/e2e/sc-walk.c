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
static gboolean windows;
static char **command;

static const GOptionEntry options[] = {
  { "screenshots", 0, 0, G_OPTION_ARG_FILENAME, &screenshots, "Folder for one picture a page",
    "DIR" },
  { "windows", 0, 0, G_OPTION_ARG_NONE, &windows,
    "Look into the preferences and the list of keys first", NULL },
  { "keyboard", 0, 0, G_OPTION_ARG_NONE, &by_keyboard, "Stroke keys only", NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, &language, "Walk in this language", "CODE" },
  { "expect", 0, 0, G_OPTION_ARG_STRING, &expected, "What the last page must say in the end",
    "TEXT" },
  { "contact", 0, 0, G_OPTION_ARG_NONE, &contact, "Wait for the first contact, too", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &command, NULL, "PROGRAM ARGUMENT…" },
  { NULL }
};

/* Opens one of the windows that belong to the main one by its key, and closes it again. */
static gboolean
look_into (ScWizard *wizard, const char *key, const char *says, const char *picture)
{
  ScScreen *screen = wizard->driver->screen;
  g_autofree char *text = sc_wizard_translate (says);
  g_autofree char *path = screenshots ? g_build_filename (screenshots, picture, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (!sc_screen_key (screen, key)
      || !sc_driver_expect_text (wizard->driver, text, SC_WIZARD_PATIENCE))
    return FALSE;
  if (path != NULL && !sc_screen_shoot (screen, path, SC_DRIVER_SOON, &error))
    {
      sc_driver_complain (wizard->driver, "%s", error->message);
      return FALSE;
    }
  sc_wizard_say (wizard, "%s", text);
  return sc_screen_key (screen, "Escape")
         && sc_atspi_wait_gone (wizard->driver->atspi, SC_ATSPI_ANY, text, SC_WIZARD_PATIENCE);
}

static gboolean
look_around (ScWizard *wizard)
{
  return sc_wizard_arrive (wizard, "Prepare", NULL)
         && look_into (wizard, "ctrl+comma", "Provision in the cloud", "06-preferences.png")
         && look_into (wizard, "ctrl+question", "Do what the main button says", "07-keys.png");
}

static gboolean
walk (ScWizard *wizard)
{
  if (windows && !look_around (wizard))
    return FALSE;
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

  if (!sc_driver_parse (options, &command, argc, argv, &error))
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
