/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-model.h"

#include <glib/gstdio.h>

/**
 * sc_test_model_new:
 * @overrides: (nullable): key file text that overrides the shipped model
 *
 * Returns: (transfer full): the model; nothing of the user's or the system's folders is in it
 */
ScModel *
sc_test_model_new (const char *overrides)
{
  g_autofree char *folder = g_dir_make_tmp ("sc-test-model-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "overrides.ini", NULL);
  const char *files[] = { SC_TEST_MODEL_FILE, file, NULL };
  g_autoptr (GError) error = NULL;
  ScModel *model;

  g_file_set_contents (file, overrides != NULL ? overrides : "", -1, &error);
  g_assert_no_error (error);
  model = sc_model_load_from_files (files, &error);
  g_assert_no_error (error);
  g_unlink (file);
  g_rmdir (folder);
  return model;
}
