/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-case.h"

#include <glib/gstdio.h>

/* The same toolkit settings as outside: nothing fades in. */
static void
take_over_settings (ScCase *self)
{
  g_autofree char *from =
      g_build_filename (g_get_user_config_dir (), "gtk-4.0", "settings.ini", NULL);
  g_autofree char *folder = g_build_filename (self->home, "config", "gtk-4.0", NULL);
  g_autofree char *to = g_build_filename (folder, "settings.ini", NULL);
  g_autofree char *contents = NULL;

  if (!g_file_get_contents (from, &contents, NULL, NULL))
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (to, contents, -1, NULL));
}

/**
 * sc_case_init:
 * @self: a case
 *
 * Makes its empty user folders.
 */
void
sc_case_init (ScCase *self)
{
  g_autoptr (GError) error = NULL;

  *self = (ScCase){ 0 };
  self->home = g_dir_make_tmp ("sc-case-XXXXXX", &error);
  g_assert_no_error (error);
  take_over_settings (self);
  self->arguments = g_ptr_array_new_with_free_func (g_free);
  sc_case_add_argument (self, g_getenv ("SC_PROGRAM"));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!g_file_test (child, G_FILE_TEST_IS_SYMLINK) && g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * sc_case_clear:
 * @self: a case
 *
 * Ends the program and removes all it left behind.
 */
void
sc_case_clear (ScCase *self)
{
  g_clear_pointer (&self->wizard.driver, sc_driver_free);
  if (self->home)
    remove_folder (self->home);
  g_clear_pointer (&self->home, g_free);
  g_clear_pointer (&self->arguments, g_ptr_array_unref);
}

/**
 * sc_case_add_argument:
 * @self: a case whose program does not run
 * @argument: for the program, from the next start on
 */
void
sc_case_add_argument (ScCase *self, const char *argument)
{
  g_assert_nonnull (argument);
  g_ptr_array_add (self->arguments, g_strdup (argument));
}

/* Only the array is the caller's. */
static const char **
make_command (ScCase *self)
{
  const char **argv = g_new0 (const char *, self->arguments->len + 1);

  for (guint i = 0; i < self->arguments->len; i++)
    argv[i] = g_ptr_array_index (self->arguments, i);
  return argv;
}

static GStrv
make_variables (ScCase *self)
{
  static const char *const folders[][2] = { { "XDG_DATA_HOME", "data" },
                                            { "XDG_CONFIG_HOME", "config" },
                                            { "XDG_CACHE_HOME", "cache" },
                                            { "XDG_STATE_HOME", "state" } };
  GPtrArray *variables = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_ptr_array_add (variables,
                     g_strdup_printf ("%s=%s/%s", folders[i][0], self->home, folders[i][1]));
  /* Settings that survive a restart, and everything the program would ever log. */
  g_ptr_array_add (variables, g_strdup ("GSETTINGS_BACKEND=keyfile"));
  g_ptr_array_add (variables, g_strdup ("G_MESSAGES_DEBUG=all"));
  g_ptr_array_add (variables, NULL);
  return (GStrv)g_ptr_array_free (variables, FALSE);
}

/**
 * sc_case_launch:
 * @self: a case
 *
 * Starts its program and waits for nothing.
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
sc_case_launch (ScCase *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_auto (GStrv) variables = make_variables (self);
  g_autofree const char **argv = make_command (self);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  for (guint i = 0; variables[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (variables[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  process = sc_driver_launch (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

/**
 * sc_case_start:
 * @self: a case whose program does not run
 *
 * Starts it, and waits for its window.
 */
void
sc_case_start (ScCase *self)
{
  g_auto (GStrv) variables = make_variables (self);
  g_autofree char *log = g_strdup_printf ("%s/start-%u.log", self->home, ++self->n_starts);
  g_autofree const char **argv = make_command (self);
  g_autoptr (GError) error = NULL;

  g_assert_null (self->wizard.driver);
  self->wizard.driver = sc_driver_start (argv, (const char *const *)variables, log, &error);
  g_assert_no_error (error);
}

/**
 * sc_case_start_again:
 * @self: a case whose program runs
 *
 * Starts it once more, as from the desktop's menu: that one asks the running one for its window,
 * and ends.
 */
void
sc_case_start_again (ScCase *self)
{
  g_autoptr (GSubprocess) other = sc_case_launch (self);
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
}

/**
 * sc_case_kill:
 * @self: a case whose program runs
 *
 * Kills it without warning.
 */
void
sc_case_kill (ScCase *self)
{
  g_assert_true (sc_driver_kill (self->wizard.driver));
  g_clear_pointer (&self->wizard.driver, sc_driver_free);
}
