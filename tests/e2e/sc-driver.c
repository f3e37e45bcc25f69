/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-driver.h"

#include "sc-atspi-report.h"

#include <signal.h>
#include <sys/prctl.h>

/* A window that stops the keyboard focus from coming round would be walked through for ever. */
#define MAX_TABS 80
#define POLL_US (20 * 1000)
#define LOG_LINES 30
#define START_TRIES 120
#define START_TRY_MS 500

/* The end of what the program wrote. */
static void
print_log (ScDriver *self)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  if (self->log == NULL || !g_file_get_contents (self->log, &contents, NULL, NULL))
    return;
  lines = g_strsplit (contents, "\n", -1);
  n = g_strv_length (lines);
  g_printerr ("Its log ends with:\n");
  for (guint i = n > LOG_LINES ? n - LOG_LINES : 0; i < n; i++)
    g_printerr ("%s\n", lines[i]);
}

/* Between fork() and exec(): nothing we start outlives us, however we end. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * sc_driver_parse:
 * @options: of a tool that drives a program
 * @command: where @options put what remains: the program and its arguments
 * @argc: as main() got it
 * @argv: as main() got it
 * @error: return location
 *
 * Reads a tool's command line. What follows the program's name is the program's.
 *
 * Returns: whether it is right, and names a program
 */
gboolean
sc_driver_parse (const GOptionEntry *options, char **const *command, int argc, char **argv,
                 GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (*command == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "no program given");
  return *command != NULL;
}

/**
 * sc_driver_launch:
 * @launcher: knows variables and outputs
 * @argv: %NULL-terminated; the program and its arguments
 * @error: return location
 *
 * Starts a process that does not outlive this one.
 *
 * Returns: (transfer full) (nullable): the process
 */
GSubprocess *
sc_driver_launch (GSubprocessLauncher *launcher, const char *const *argv, GError **error)
{
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  return g_subprocess_launcher_spawnv (launcher, argv, error);
}

static gboolean
is_running (ScDriver *self)
{
  return g_subprocess_get_identifier (self->process) != NULL;
}

/**
 * sc_driver_start:
 * @argv: %NULL-terminated; the program and its arguments
 * @variables: (nullable): %NULL-terminated `NAME=value`, added to the environment
 * @log: (nullable): file that takes what it writes to standard output and error; if %NULL it
 *   writes where we write
 * @error: return location
 *
 * Starts the program and waits for its window. The program may be `flatpak`: the window is found
 * by the application's name.
 *
 * Returns: (transfer full) (nullable): the running program
 */
ScDriver *
sc_driver_start (const char *const *argv, const char *const *variables, const char *log,
                 GError **error)
{
  static const char *const names[] = { "sensor-commissioner", APPLICATION_ID, NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (log ? G_SUBPROCESS_FLAGS_STDERR_MERGE : 0);
  g_autoptr (ScDriver) self = g_new0 (ScDriver, 1);

  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  for (guint i = 0; variables && variables[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (variables[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  self->log = g_strdup (log);
  if (log)
    g_subprocess_launcher_set_stdout_file_path (launcher, log);
  self->screen = sc_screen_open (error);
  if (self->screen == NULL)
    return NULL;
  self->process = sc_driver_launch (launcher, argv, error);
  if (self->process == NULL)
    return NULL;
  for (guint i = 0; self->atspi == NULL && i < START_TRIES && is_running (self); i++)
    self->atspi = sc_atspi_attach (names, START_TRY_MS);
  if (self->atspi == NULL)
    {
      print_log (self);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s shows no window", argv[0]);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * sc_driver_free:
 * @self: a program, running or not
 *
 * Kills it if need be.
 */
void
sc_driver_free (ScDriver *self)
{
  if (self->process && g_subprocess_get_identifier (self->process))
    sc_driver_kill (self);
  g_clear_object (&self->process);
  g_clear_pointer (&self->atspi, sc_atspi_free);
  g_clear_pointer (&self->screen, sc_screen_close);
  g_free (self->log);
  g_free (self);
}

static gboolean
is_off_the_bus (ScAtspi *atspi, gpointer user_data)
{
  return sc_atspi_is_gone (atspi);
}

/**
 * sc_driver_kill:
 * @self: a running program
 *
 * Kills it without warning and waits until the buses have noticed.
 */
gboolean
sc_driver_kill (ScDriver *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  if (!g_subprocess_wait (self->process, NULL, NULL))
    return FALSE;
  return self->atspi == NULL
         || sc_atspi_wait_until (self->atspi, SC_DRIVER_SOON, is_off_the_bus, NULL);
}

/**
 * sc_driver_wait_exit:
 * @self: a program that was told to end
 * @timeout_ms: how long to wait at most
 * @status: (out) (optional): its exit status, -1 if a signal ended it
 *
 * Returns: whether it ended in time
 */
gboolean
sc_driver_wait_exit (ScDriver *self, guint timeout_ms, int *status)
{
  gint64 end = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;

  /* The identifier goes once the main context has seen the child end. */
  while (g_subprocess_get_identifier (self->process))
    {
      if (g_get_monotonic_time () >= end)
        {
          sc_driver_complain (self, "the program does not end");
          return FALSE;
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (POLL_US);
    }
  g_subprocess_wait (self->process, NULL, NULL);
  if (status)
    *status = g_subprocess_get_if_exited (self->process)
                  ? g_subprocess_get_exit_status (self->process)
                  : -1;
  return TRUE;
}

/**
 * sc_driver_complain:
 * @self: a program
 * @format: what is wrong, as for printf()
 * @...: for @format
 *
 * Says it, with the window's tree.
 */
void
sc_driver_complain (ScDriver *self, const char *format, ...)
{
  g_autofree char *tree = NULL;
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->atspi == NULL || sc_atspi_is_gone (self->atspi))
    {
      g_printerr ("%s: %s\n", message,
                  self->atspi == NULL ? "there is no window" : "the program is gone");
      return;
    }
  tree = sc_atspi_dump (self->atspi);
  g_printerr ("%s\nThe window is:\n%s", message, tree);
  print_log (self);
}

gboolean
sc_driver_expect_within (ScDriver *self, ScAtspiKind kind, const char *name, guint timeout_ms)
{
  g_autoptr (ScAtspiNode) node = sc_atspi_wait_for (self->atspi, kind, name, timeout_ms);

  if (node == NULL)
    sc_driver_complain (self, "“%s” did not come within %u ms", name, timeout_ms);
  return node != NULL;
}

gboolean
sc_driver_expect (ScDriver *self, ScAtspiKind kind, const char *name)
{
  return sc_driver_expect_within (self, kind, name, SC_DRIVER_SOON);
}

gboolean
sc_driver_expect_text (ScDriver *self, const char *text, guint timeout_ms)
{
  if (sc_atspi_wait_for_text (self->atspi, text, timeout_ms))
    return TRUE;
  sc_driver_complain (self, "nothing said “%s” within %u ms", text, timeout_ms);
  return FALSE;
}

static gboolean
has_focus (ScAtspi *atspi, gpointer name)
{
  g_autoptr (ScAtspiNode) focused = sc_atspi_find_focused (atspi);

  return focused && sc_atspi_is (focused, SC_ATSPI_ANY, name);
}

/**
 * sc_driver_expect_focus:
 * @self: a running program
 * @name: of a control that is no entry
 *
 * Waits until the program has put the keyboard focus there.
 */
gboolean
sc_driver_expect_focus (ScDriver *self, const char *name)
{
  if (sc_atspi_wait_until (self->atspi, SC_DRIVER_SOON, has_focus, (gpointer)name))
    return TRUE;
  sc_driver_complain (self, "“%s” did not get the keyboard focus", name);
  return FALSE;
}

typedef struct
{
  ScAtspiKind kind;
  const char *name;
  AtspiStateType state;
} Expectation;

static gboolean
is_in_state (ScAtspi *atspi, gpointer user_data)
{
  const Expectation *expectation = user_data;
  g_autoptr (ScAtspiNode) node = sc_atspi_find (atspi, expectation->kind, expectation->name);

  return node && sc_atspi_has_state (node, expectation->state);
}

gboolean
sc_driver_expect_state (ScDriver *self, ScAtspiKind kind, const char *name, AtspiStateType state)
{
  Expectation expectation = { kind, name, state };

  if (sc_atspi_wait_until (self->atspi, SC_DRIVER_SOON, is_in_state, &expectation))
    return TRUE;
  sc_driver_complain (self, "“%s” did not come to be as expected (state %d)", name, state);
  return FALSE;
}

static gboolean
is_ready (ScAtspi *atspi, gpointer name)
{
  g_autoptr (ScAtspiNode) button = sc_atspi_find (atspi, SC_ATSPI_BUTTON, name);

  return button && sc_atspi_has_state (button, ATSPI_STATE_SENSITIVE);
}

/**
 * sc_driver_expect_ready:
 * @self: a running program
 * @button: its name
 * @timeout_ms: how long to wait at most
 *
 * Waits until a button is there and can be pressed.
 */
gboolean
sc_driver_expect_ready (ScDriver *self, const char *button, guint timeout_ms)
{
  if (sc_atspi_wait_until (self->atspi, timeout_ms, is_ready, (gpointer)button))
    return TRUE;
  sc_driver_complain (self, "the button “%s” could not be pressed within %u ms", button,
                      timeout_ms);
  return FALSE;
}

static gboolean
press_now (ScAtspi *atspi, gpointer name)
{
  g_autoptr (ScAtspiNode) button = sc_atspi_find (atspi, SC_ATSPI_BUTTON, name);

  return button && sc_atspi_press (button);
}

/**
 * sc_driver_press_within:
 * @self: a running program
 * @button: its name
 * @timeout_ms: how long to wait at most
 *
 * Presses a button by its accessible action, once it is there and can be pressed.
 */
gboolean
sc_driver_press_within (ScDriver *self, const char *button, guint timeout_ms)
{
  if (sc_atspi_wait_until (self->atspi, timeout_ms, press_now, (gpointer)button))
    return TRUE;
  sc_driver_complain (self, "the button “%s” could not be pressed within %u ms", button,
                      timeout_ms);
  return FALSE;
}

gboolean
sc_driver_press (ScDriver *self, const char *button)
{
  return sc_driver_press_within (self, button, SC_DRIVER_SOON);
}

/**
 * sc_driver_fill:
 * @self: a running program
 * @entry: its name
 * @text: replaces what is in it
 */
gboolean
sc_driver_fill (ScDriver *self, const char *entry, const char *text)
{
  g_autoptr (ScAtspiNode) node =
      sc_atspi_wait_for (self->atspi, SC_ATSPI_ENTRY, entry, SC_DRIVER_SOON);

  if (node && sc_atspi_set_text (node, text))
    return TRUE;
  sc_driver_complain (self, "the entry “%s” could not be filled in", entry);
  return FALSE;
}

/**
 * sc_driver_holds:
 * @self: a running program
 * @entry: its name
 * @text: what should be in it
 *
 * Returns: whether it is
 */
gboolean
sc_driver_holds (ScDriver *self, const char *entry, const char *text)
{
  g_autoptr (ScAtspiNode) node =
      sc_atspi_wait_for (self->atspi, SC_ATSPI_ENTRY, entry, SC_DRIVER_SOON);
  g_autofree char *contents = node ? sc_atspi_get_text (node) : NULL;

  if (g_strcmp0 (contents, text) == 0)
    return TRUE;
  sc_driver_complain (self, "the entry “%s” does not hold what it should", entry);
  return FALSE;
}

typedef struct
{
  AtspiAccessible *before; /* nullable */
  AtspiAccessible *now;    /* nullable */
} FocusMove;

static gboolean
focus_moved (ScAtspi *atspi, gpointer user_data)
{
  FocusMove *move = user_data;

  g_clear_object (&move->now);
  move->now = sc_atspi_find_focused (atspi);
  return move->now != move->before;
}

/**
 * sc_driver_focus:
 * @self: a running program
 * @kind: what should have the keyboard focus
 * @name: its name
 *
 * Goes there by Tab alone, as someone without a pointer would. (While an entry has the focus, GTK
 * 4.8 says that nothing has it, so this cannot tell when it is at an entry.)
 */
gboolean
sc_driver_focus (ScDriver *self, ScAtspiKind kind, const char *name)
{
  g_autoptr (ScAtspiNode) focused = sc_atspi_find_focused (self->atspi);

  for (guint i = 0; i < MAX_TABS; i++)
    {
      FocusMove move = { focused, NULL };

      if (focused && sc_atspi_is (focused, kind, name))
        return TRUE;
      sc_screen_key (self->screen, "Tab");
      /* From entry to entry nothing moves that can be seen: do not wait long. */
      sc_atspi_wait_until (self->atspi, focused ? 1000 : 60, focus_moved, &move);
      g_clear_object (&focused);
      focused = move.now;
    }
  sc_driver_complain (self, "“%s” cannot be reached by Tab", name);
  return FALSE;
}

/**
 * sc_driver_stroke:
 * @self: a running program
 * @kind: what should take the key
 * @name: its name
 * @key: see sc_screen_key()
 *
 * Goes there by Tab and strokes a key.
 */
gboolean
sc_driver_stroke (ScDriver *self, ScAtspiKind kind, const char *name, const char *key)
{
  if (!sc_driver_focus (self, kind, name))
    return FALSE;
  return sc_screen_key (self->screen, key);
}
