/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sandbox.h"

/**
 * sc_sandbox_is_there:
 * @info_file: %SC_SANDBOX_INFO, but in tests
 *
 * Returns: whether this program runs in Flatpak's sandbox
 */
gboolean
sc_sandbox_is_there (const char *info_file)
{
  return g_file_test (info_file, G_FILE_TEST_EXISTS);
}

/**
 * sc_sandbox_forbids:
 * @info_file: %SC_SANDBOX_INFO, but in tests
 * @system_name: a well-known name on the system bus
 *
 * To a program in a sandbox, a name it may not talk to looks like one that nobody owns. The file
 * tells these apart: it lists what the manifest and the user's overrides come to
 * (flatpak-metadata(5)).
 *
 * Returns: whether it is the sandbox that keeps @system_name away
 */
gboolean
sc_sandbox_forbids (const char *info_file, const char *system_name)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *policy = NULL;
  g_auto (GStrv) sockets = NULL;

  if (!g_key_file_load_from_file (info, info_file, G_KEY_FILE_NONE, NULL))
    return FALSE;
  sockets = g_key_file_get_string_list (info, "Context", "sockets", NULL, NULL);
  if (sockets != NULL && g_strv_contains ((const char *const *)sockets, "system-bus"))
    return FALSE; /* all of it */
  policy = g_key_file_get_string (info, "System Bus Policy", system_name, NULL);
  return g_strcmp0 (policy, "talk") != 0 && g_strcmp0 (policy, "own") != 0;
}
