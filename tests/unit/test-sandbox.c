/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What Flatpak says of the sandbox, and what follows from it. */

#include "sc-sandbox.h"

#include <glib/gstdio.h>

#define NAME "org.freedesktop.NetworkManager"

typedef struct
{
  const char *info; /* NULL: no such file */
  gboolean forbids;
} Row;

static const Row rows[] = {
  { NULL, FALSE },
  { "[Application]\nname=x\n\n[System Bus Policy]\n" NAME "=talk\n", FALSE },
  { "[Application]\nname=x\n\n[System Bus Policy]\n" NAME "=own\n", FALSE },
  { "[Application]\nname=x\n\n[System Bus Policy]\n" NAME "=see\n", TRUE },
  { "[Application]\nname=x\n\n[System Bus Policy]\n" NAME "=none\n", TRUE },
  { "[Application]\nname=x\n\n[System Bus Policy]\norg.example.Other=talk\n", TRUE },
  { "[Application]\nname=x\n\n[Session Bus Policy]\n" NAME "=talk\n", TRUE },
  { "[Application]\nname=x\n\n[Context]\nshared=network;\nsockets=x11;system-bus;\n", FALSE },
  { "[Application]\nname=x\n\n[Context]\nshared=network;\nsockets=x11;wayland;\n", TRUE },
  { "this is no key file", FALSE },
};

static void
test_names_on_the_system_bus (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("sandbox-XXXXXX", &path, NULL);

  g_assert_true (g_close (fd, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].info == NULL)
        g_unlink (path);
      else
        g_assert_true (g_file_set_contents (path, rows[i].info, -1, NULL));
      g_assert_cmpint (sc_sandbox_is_there (path), ==, rows[i].info != NULL);
      g_assert_cmpint (sc_sandbox_forbids (path, NAME), ==, rows[i].forbids);
    }
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/names-on-the-system-bus", test_names_on_the_system_bus);
  return g_test_run ();
}
