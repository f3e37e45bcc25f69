/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens to a journal when programs are killed, disks are full and folders are not ours. */

#include "sc-journal-steps.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define UID "5c1d8f5e-0b5e-4f0c-9e54-000000000001"

/* Child programs tell the result by their exit status; none runs the parent's atexit handlers. */
static int
wait_for (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}

/* Appends until it is killed, and acknowledges each step when sc_journal_append() has returned. */
static void
append_for_ever (const char *path, int first, int acknowledge)
{
  ScJournal *journal = sc_test_open (path);

  for (int n = first;; n++)
    {
      sc_test_append (journal, UID, n);
      if (write (acknowledge, &n, sizeof n) != sizeof n)
        _exit (1);
    }
}

static void
test_killed (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  int acknowledged = -1;

  for (int round = 0; round < 12; round++)
    {
      int pipe_fds[2];
      int n, wanted = acknowledged + 1 + round * 3;
      g_autoptr (ScJournal) journal = NULL;
      pid_t child;

      g_assert_cmpint (pipe (pipe_fds), ==, 0);
      child = fork ();
      if (child == 0)
        append_for_ever (path, acknowledged + 1, pipe_fds[1]);
      close (pipe_fds[1]);
      while (acknowledged < wanted && read (pipe_fds[0], &n, sizeof n) == sizeof n)
        acknowledged = n;
      kill (child, SIGKILL);
      g_assert_cmpint (wait_for (child), ==, -SIGKILL);
      while (read (pipe_fds[0], &n, sizeof n) == sizeof n)
        acknowledged = n;
      close (pipe_fds[0]);

      journal = sc_test_open (path);
      n = sc_test_count (journal, UID, 0);
      g_assert_cmpint (n, >=, acknowledged + 1);
      g_assert_cmpint (n, <=, acknowledged + 2); /* one may be written and not acknowledged */
      acknowledged = n - 1;
    }
  sc_test_remove_folder (folder);
}

static void
append_many (const char *path, int n_steps)
{
  ScJournal *journal = sc_test_open (path);

  for (int n = 0; n < n_steps; n++)
    sc_test_append (journal, UID, 5);
  g_object_unref (journal);
  _exit (0);
}

static void
test_several_programs (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (ScJournal) journal = NULL;
  pid_t children[4];

  /* all four make the file, migrate it, switch it to WAL and write the same record */
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        append_many (path, 25);
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    g_assert_cmpint (wait_for (children[i]), ==, 0);

  journal = sc_test_open (path);
  records = sc_journal_load (journal, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpuint (sc_record_get_steps (g_ptr_array_index (records, 0))->len, ==, 100);
  sc_test_remove_folder (folder);
}

/* Another program comes and goes: of several that have the journal open, the last one to go empties
 * the log and deletes it. It is not the last. */
static void
come_and_go (const char *path, int begin)
{
  ScJournal *journal;
  char go;

  if (read (begin, &go, sizeof go) != sizeof go)
    _exit (1);
  journal = sc_test_open (path);
  sc_test_append (journal, UID, 1);
  g_object_unref (journal);
  _exit (0);
}

/* As a rehearsal that is begun anew does. Opening the journal once more must not let go of what
 * says that it is open: POSIX takes all locks on a file from a process that closes it anywhere. */
static void
test_opened_once_more (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  ScJournal *first, *second;
  int begin[2];
  pid_t child;

  g_assert_cmpint (pipe (begin), ==, 0);
  child = fork (); /* first of all: SQLite's state is no child's */
  if (child == 0)
    come_and_go (path, begin[0]);

  first = sc_test_open (path);
  sc_test_append (first, UID, 0);
  second = sc_test_open (path);
  g_assert_cmpint (write (begin[1], "", 1), ==, 1);
  g_assert_cmpint (wait_for (child), ==, 0);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  sc_test_append (first, UID, 2);
  g_object_unref (second);
  g_object_unref (first);

  first = sc_test_open (path);
  g_assert_cmpint (sc_test_count (first, UID, 0), ==, 3);
  g_object_unref (first);
  close (begin[0]);
  close (begin[1]);
  sc_test_remove_folder (folder);
}

/* Fills the disk, and checks that what was acknowledged is there, what was not is not, and that
 * the journal works again once there is space. Exit status 0 if so; others name the place. */
static int
fill_disk (const char *path, void (*make_space) (void))
{
  ScJournal *journal = sc_test_open (path);
  g_autoptr (GError) error = NULL;
  int n = 0;

  while (n < 100000 && sc_test_try_append (journal, UID, n, &error))
    n++;
  if (!g_error_matches (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED))
    return 2;
  g_test_message ("after %d steps: %s", n, error->message);
  if (n < 10 || sc_test_count (journal, UID, 0) != n)
    return 3;
  make_space ();
  if (!sc_test_try_append (journal, UID, n, NULL) || sc_test_count (journal, UID, 0) != n + 1)
    return 4;
  g_object_unref (journal);
  journal = sc_test_open (path);
  return sc_test_count (journal, UID, 0) == n + 1 ? 0 : 5;
}

static void
raise_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
test_file_limit (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  pid_t child = fork ();

  if (child == 0)
    {
      struct rlimit limit;

      signal (SIGXFSZ, SIG_IGN);
      getrlimit (RLIMIT_FSIZE, &limit);
      limit.rlim_cur = 300 * 1024;
      setrlimit (RLIMIT_FSIZE, &limit);
      _exit (fill_disk (path, raise_limit));
    }
  g_assert_cmpint (wait_for (child), ==, 0);
  sc_test_remove_folder (folder);
}

static gboolean
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  if (fd >= 0)
    close (fd);
  return ok;
}

/* A mount namespace of our own; as another user with a user namespace around it. */
static gboolean
enter_mount_namespace (void)
{
  g_autofree char *map = g_strdup_printf ("0 %u 1", (guint)getuid ());

  if (unshare (CLONE_NEWNS) == 0)
    return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_text ("/proc/self/setgroups", "deny")
         && write_text ("/proc/self/uid_map", map);
}

static char *filler;

static void
remove_filler (void)
{
  g_unlink (filler);
}

#define NO_NAMESPACE 77

static void
test_disk_full (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autofree char *contents = g_malloc0 (256 * 1024);

      if (!enter_mount_namespace ()
          || mount ("tmpfs", folder, "tmpfs", 0, "size=512k,mode=0700") != 0)
        _exit (NO_NAMESPACE);
      filler = g_build_filename (folder, "filler", NULL);
      if (!g_file_set_contents (filler, contents, 256 * 1024, NULL))
        _exit (6);
      _exit (fill_disk (path, remove_filler));
    }
  status = wait_for (child);
  sc_test_remove_folder (folder);
  if (status == NO_NAMESPACE)
    g_test_skip ("no mount namespace can be made here");
  else
    g_assert_cmpint (status, ==, 0);
}

/* As somebody whom file modes bind: exit status 0 if opening @path fails as it should. */
static void
assert_cannot_be_opened (const char *path)
{
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (getuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (2);
      if (sc_sqlite_journal_new (path, &error) != NULL)
        _exit (3);
      if (!g_error_matches (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED))
        _exit (4);
      _exit (strstr (error->message, path) != NULL ? 0 : 5); /* the detail says which file */
    }
  g_assert_cmpint (wait_for (child), ==, 0);
}

static void
test_read_only (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  ScJournal *journal;

  g_chmod (folder, 0555);
  assert_cannot_be_opened (path);

  g_chmod (folder, 0755);
  journal = sc_test_open (path);
  sc_test_append (journal, UID, 0);
  g_object_unref (journal);
  g_chmod (path, 0444);
  g_chmod (folder, 0555);
  assert_cannot_be_opened (path);
  g_chmod (folder, 0755);
  sc_test_remove_folder (folder);
}

/* The file system turns read-only under the open journal, as Linux does after disk errors. */
static void
test_turns_read_only (void)
{
  g_autofree char *folder = sc_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (!enter_mount_namespace ()
          || mount ("tmpfs", folder, "tmpfs", 0, "size=4m,mode=0700") != 0)
        _exit (NO_NAMESPACE);
      g_object_unref (sc_test_open (path));
      if (mount (NULL, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
        _exit (NO_NAMESPACE);
      if (sc_sqlite_journal_new (path, &error) != NULL)
        _exit (2);
      _exit (g_error_matches (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED) ? 0 : 3);
    }
  status = wait_for (child);
  sc_test_remove_folder (folder);
  if (status == NO_NAMESPACE)
    g_test_skip ("no mount namespace can be made here");
  else
    g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/killed", test_killed);
  g_test_add_func ("/journal/several-programs", test_several_programs);
  g_test_add_func ("/journal/opened-once-more", test_opened_once_more);
  g_test_add_func ("/journal/file-limit", test_file_limit);
  g_test_add_func ("/journal/disk-full", test_disk_full);
  g_test_add_func ("/journal/read-only", test_read_only);
  g_test_add_func ("/journal/turns-read-only", test_turns_read_only);
  return g_test_run ();
}
