/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * sc-look [--see TEXT]… [--screenshot FILE] PROGRAM [ARGUMENT…]
 *
 * Starts the program and waits until its window says each of these texts; then ends it. PROGRAM may
 * be `flatpak`. Needs a display and a session bus: see build-aux/with-display. The exit status is 0
 * only if everything was said.
 */

#include "sc-driver.h"

#include <locale.h>

#define PATIENCE_MS 60000

static char **texts;
static char *screenshot;
static char **command;

static const GOptionEntry options[] = {
  { "see", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts, "What the window must say", "TEXT" },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &screenshot, "Picture of the window, at the end",
    "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &command, NULL, "PROGRAM ARGUMENT…" },
  { NULL }
};

static gboolean
look (ScDriver *driver, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!sc_driver_expect_text (driver, texts[i], PATIENCE_MS))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nothing said “%s”", texts[i]);
        return FALSE;
      }
  return screenshot == NULL || sc_screen_shoot (driver->screen, screenshot, SC_DRIVER_SOON, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScDriver) driver = NULL;

  setlocale (LC_ALL, "");
  if (!sc_driver_parse (options, &command, argc, argv, &error))
    {
      g_printerr ("sc-look: %s\n", error->message);
      return 2;
    }
  driver = sc_driver_start ((const char *const *)command, NULL, NULL, &error);
  if (driver == NULL || !look (driver, &error))
    {
      g_printerr ("sc-look: %s\n", error->message);
      return 1;
    }
  return 0;
}
