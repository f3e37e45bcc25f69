/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What Flatpak writes into a sandbox says whether NetworkManager can be reached from it. */

#include "sc-nm-sandbox.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  const char *name;
  const char *info; /* NULL: no sandbox */
  gboolean shut_out;
} Row;

#define APPLICATION "[Application]\nname=io.example.App\n[Context]\nshared=network;ipc;\n"

static const Row rows[] = {
  { "no-sandbox", NULL, FALSE },
  { "as-in-the-manifest", APPLICATION "[System Bus Policy]\norg.freedesktop.NetworkManager=talk\n",
    FALSE },
  { "no-policy", APPLICATION, TRUE },
  { "taken-away", APPLICATION "[System Bus Policy]\norg.freedesktop.NetworkManager=none\n", TRUE },
  { "only-seen", APPLICATION "[System Bus Policy]\norg.freedesktop.NetworkManager=see\n", TRUE },
  { "another-service", APPLICATION "[System Bus Policy]\norg.freedesktop.Avahi=talk\n", TRUE },
  { "whole-bus", "[Application]\nname=x\n[Context]\nsockets=wayland;system-bus;\n", FALSE },
  { "not-a-key-file", "\x01\x02", FALSE },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = g_dir_make_tmp ("sc-sandbox-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "info", NULL);

  if (row->info != NULL)
    g_assert_true (g_file_set_contents (path, row->info, -1, NULL));
  g_assert_cmpint (sc_nm_sandbox_shuts_out (path), ==, row->shut_out);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/nm-sandbox/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
