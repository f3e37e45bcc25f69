/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-sandbox.h"

#include "sc-nm-client.h"

#include <string.h>

static gboolean
has_whole_bus (GKeyFile *info)
{
  g_auto (GStrv) sockets = g_key_file_get_string_list (info, "Context", "sockets", NULL, NULL);

  return sockets != NULL && g_strv_contains ((const char *const *)sockets, "system-bus");
}

/**
 * sc_nm_sandbox_shuts_out:
 * @info_file: what Flatpak says of the sandbox, %SC_NM_SANDBOX_INFO
 *
 * Inside a sandbox without the permission NetworkManager looks as if it was not there.
 *
 * Returns: whether this program is in a Flatpak that may not talk to NetworkManager
 */
gboolean
sc_nm_sandbox_shuts_out (const char *info_file)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *policy = NULL;

  if (!g_key_file_load_from_file (info, info_file, G_KEY_FILE_NONE, NULL))
    return FALSE; /* not in a Flatpak */
  policy = g_key_file_get_string (info, "System Bus Policy", SC_NM_NAME, NULL);
  return !has_whole_bus (info) && g_strcmp0 (policy, "talk") != 0 && g_strcmp0 (policy, "own") != 0;
}
