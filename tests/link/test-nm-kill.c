/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program is killed, at any moment of a visit; NetworkManager is started anew during one. The
 * program is a child of its own with the real link and journal; NetworkManager is the fake, with
 * short delays.
 */

#include "sc-error.h"
#include "sc-fake-nm.h"
#include "sc-home-keeper.h"
#include "sc-nm-link.h"
#include "sc-scaled-clock.h"
#include "sc-sqlite-journal.h"
#include "sc-system-clock.h"
#include "sc-test-model.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define N_KILLS 50
#define PACE 0.02 /* joining takes 40 ms, going home too */
#define VISIT_MS 160
#define GRACE_SPEED 50 /* the offer comes after 0.1 s */
#define SENSOR "SMS0123456789"

/* The child: visits the sensor, again and again. Tells what happens, one line each. */

typedef struct
{
  GMainLoop *loop;
  const char *journal_path;
  gboolean goes_home; /* what it does: go where an earlier run left from; else visit the sensor */
  ScClock *clock;
  ScLink *link;
  ScHomeKeeper *home;
  ScLease *lease;
} Child;

static void visit (Child *child);

static void
say (const char *line)
{
  puts (line);
  fflush (stdout);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;

  say (sc_lease_release_finish (SC_LEASE (source), result, NULL) ? "left" : "not home");
  g_clear_object (&child->lease);
  visit (child);
}

static void
on_lost (ScLease *lease, Child *child)
{
  say ("lost");
  sc_lease_release_async (lease, NULL, on_left, child);
}

static gboolean
on_stayed (gpointer data)
{
  Child *child = data;

  if (child->lease != NULL && sc_lease_is_alive (child->lease))
    sc_lease_release_async (child->lease, NULL, on_left, child);
  return G_SOURCE_REMOVE;
}

static gboolean
on_again (gpointer data)
{
  visit (data);
  return G_SOURCE_REMOVE;
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  g_autoptr (GError) error = NULL;

  child->lease = sc_link_join_finish (SC_LINK (source), result, &error);
  if (child->lease == NULL)
    {
      say (sc_error_get_info_for (error)->id);
      g_timeout_add (20, on_again, child);
      return;
    }
  say ("joined");
  g_signal_connect (child->lease, "lost", G_CALLBACK (on_lost), child);
  g_timeout_add (40, on_stayed, child);
}

static void
visit (Child *child)
{
  GListModel *list = sc_link_get_access_points (child->link);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      if (!sc_access_point_is_sensor (one))
        continue;
      sc_link_join_async (child->link, one, NULL, on_joined, child);
      return;
    }
  g_timeout_add (20, on_again, child);
}

/* Takes the offer to go home, and tells of both. */
static void
on_home_changed (Child *child)
{
  switch (sc_home_keeper_get_offer (child->home))
    {
    case SC_HOME_OFFER_OPEN:
      say ("offered");
      if (child->goes_home)
        sc_home_keeper_accept (child->home);
      break;
    case SC_HOME_OFFER_NONE:
      say ("no offer");
      break;
    case SC_HOME_OFFER_GOING:
    case SC_HOME_OFFER_FAILED:
      break;
    }
}

static void
on_link (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  ScMoment now;

  sc_nm_link_open_finish (SC_NM_LINK (source), result);
  g_assert_null (sc_link_get_trouble (child->link));
  now = sc_clock_moment (child->clock);
  child->home = sc_home_keeper_new (
      SC_CLOCK (sc_scaled_clock_new (child->clock, GRACE_SPEED, &now)), child->link,
      SC_JOURNAL (sc_sqlite_journal_new (child->journal_path, NULL)));
  g_signal_connect_swapped (child->home, "changed", G_CALLBACK (on_home_changed), child);
  g_assert_true (sc_home_keeper_load (child->home, NULL));
  say ("ready");
  if (!child->goes_home)
    visit (child);
}

static int
run_child (const char *task, const char *address, const char *journal_path)
{
  Child child = { .loop = g_main_loop_new (NULL, FALSE),
                  .journal_path = journal_path,
                  .goes_home = g_str_equal (task, "--go-home"),
                  .clock = sc_system_clock_new () };
  g_autoptr (ScModel) model = sc_test_model_new ("");
  g_autoptr (GDBusConnection) bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);

  child.link = SC_LINK (sc_nm_link_new (model, child.clock, NULL));
  sc_nm_link_open_async (SC_NM_LINK (child.link), bus, on_link, &child);
  g_main_loop_run (child.loop);
  return 0;
}

/* The parent */

static const char *program;

typedef struct
{
  GTestDBus *daemon;
  ScClock *clock;
  ScFakeNm *nm;
  GSubprocess *child;
  GDataInputStream *lines;
  GString *told;
  gboolean over;    /* the child has ended */
  const char *home; /* the profile of the computer's own network */
  char *folder;     /* of the journal */
} Fixture;

static void
set_up (Fixture *f, gconstpointer home)
{
  f->home = home;
  f->folder = g_dir_make_tmp ("sc-nm-kill-XXXXXX", NULL);
  f->daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (f->daemon);
  f->clock = sc_system_clock_new ();
  f->nm = sc_fake_nm_new (g_test_dbus_get_bus_address (f->daemon), f->clock, PACE);
  f->told = g_string_new (NULL);
  sc_fake_nm_add_adapter (f->nm, "wlan0");
  sc_fake_nm_add_ap (f->nm, "office", "02:00:00:00:00:01", SC_FAKE_WPA2, "office key");
  sc_fake_nm_add_ap (f->nm, "hall", "02:00:00:00:00:03", SC_FAKE_WPA2, "hall key");
  sc_fake_nm_add_ap (f->nm, SENSOR, "02:00:00:00:00:02", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_add_profile (f->nm, "auto", "office", "office key", TRUE);
  sc_fake_nm_add_profile (f->nm, "by-choice", "hall", "hall key", FALSE);
  sc_fake_nm_connect (f->nm, "wlan0", f->home);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const files[] = { "journal.db-wal", "journal.db-shm", "journal.db" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, files[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_assert_cmpuint (sc_fake_nm_get_complaints (f->nm)->len, ==, 0);
  sc_fake_nm_free (f->nm);
  g_object_unref (f->clock);
  g_string_free (f->told, TRUE);
  g_test_dbus_down (f->daemon);
  g_object_unref (f->daemon);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      f->over = TRUE;
      return;
    }
  g_string_append_printf (f->told, "%s\n", line);
  g_data_input_stream_read_line_async (f->lines, G_PRIORITY_DEFAULT, NULL, on_line, f);
}

static void
start_child (Fixture *f, const char *task)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *journal_path = g_build_filename (f->folder, "journal.db", NULL);

  f->child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, task,
                               g_test_dbus_get_bus_address (f->daemon), journal_path, NULL);
  g_assert_no_error (error);
  f->over = FALSE;
  g_string_truncate (f->told, 0);
  f->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->child));
  g_data_input_stream_read_line_async (f->lines, G_PRIORITY_DEFAULT, NULL, on_line, f);
}

static gboolean
on_too_late (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs until @condition, or fails after a while that is long for any machine. */
#define assert_soon(condition)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean too_late = FALSE;                                                                     \
    guint limit = g_timeout_add_seconds (20, on_too_late, &too_late);                              \
    while (!too_late && !(condition))                                                              \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_assert_true (condition);                                                                     \
    if (!too_late)                                                                                 \
      g_source_remove (limit);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_too_late, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
kill_child (Fixture *f)
{
  g_subprocess_send_signal (f->child, SIGKILL);
  assert_soon (f->over);
  g_subprocess_wait (f->child, NULL, NULL);
  g_clear_object (&f->lines);
  g_clear_object (&f->child);
}

static gboolean
is_as_before (Fixture *f)
{
  return sc_fake_nm_count_profiles (f->nm) == 2 && sc_fake_nm_is_connected (f->nm, f->home);
}

/* Nothing of ours is left, and NetworkManager has connected to what it connects to. */
static gboolean
is_settled (Fixture *f)
{
  return sc_fake_nm_count_profiles (f->nm) == 2
         && (sc_fake_nm_is_connected (f->nm, "auto") || sc_fake_nm_is_connected (f->nm, f->home));
}

/* What the child had sent before it was killed may still be on its way. */
static void
settle (Fixture *f)
{
  do
    {
      assert_soon (is_settled (f));
      run_for (30);
    }
  while (!is_settled (f));
}

static void
test_killed (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint n_away = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      start_child (f, "--visit");
      assert_soon (strstr (f->told->str, "ready") != NULL);
      run_for (g_test_rand_int_range (0, VISIT_MS));
      n_away += !is_as_before (f);
      kill_child (f);
      assert_soon (is_as_before (f));
      run_for (20); /* nothing comes late */
      g_assert_true (is_as_before (f));
    }
  g_test_message ("killed %d times, %u of them off the laptop's own network", N_KILLS, n_away);
  g_assert_cmpuint (n_away, >, N_KILLS / 5); /* else this proved nothing */
}

/* Neither is there anything left of ours, nor is the computer where it was: NetworkManager connects
 * only to what connects automatically. The next start knows better. */
static void
test_killed_and_taken_home (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint n_offered = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      gboolean away;

      start_child (f, "--visit");
      assert_soon (strstr (f->told->str, "ready") != NULL);
      run_for (g_test_rand_int_range (0, VISIT_MS));
      kill_child (f);
      settle (f);
      away = !sc_fake_nm_is_connected (f->nm, f->home);
      n_offered += away;

      start_child (f, "--go-home");
      assert_soon (strstr (f->told->str, "ready") != NULL);
      if (away)
        {
          assert_soon (strstr (f->told->str, "offered") != NULL);
          assert_soon (strstr (f->told->str, "no offer") != NULL); /* that is: it is there */
        }
      g_assert_true (is_as_before (f));
      kill_child (f);
    }
  g_test_message ("killed %d times, %u times taken home by the next start", N_KILLS, n_offered);
  g_assert_cmpuint (n_offered, >, N_KILLS / 5); /* else this proved nothing */
}

static void
test_network_manager_starts_anew (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint n_lost = 0;

  start_child (f, "--visit");
  for (guint i = 0; i < 5; i++)
    {
      assert_soon (strstr (f->told->str, "joined") != NULL);
      if (i % 2 == 0) /* in the middle of joining */
        {
          g_string_truncate (f->told, 0);
          assert_soon (strstr (f->told->str, "left") != NULL);
          run_for (15);
        }
      sc_fake_nm_stop (f->nm);
      g_string_truncate (f->told, 0);
      assert_soon (strstr (f->told->str, "SC-LINK-MANAGER-GONE") != NULL);
      n_lost += strstr (f->told->str, "lost") != NULL;
      g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 2);
      g_string_truncate (f->told, 0);
      sc_fake_nm_start (f->nm);
      sc_fake_nm_hear_all (f->nm);
    }
  assert_soon (strstr (f->told->str, "joined") != NULL); /* the same program goes on */
  g_assert_cmpuint (n_lost, >, 0);
  kill_child (f);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && (g_str_equal (argv[1], "--visit") || g_str_equal (argv[1], "--go-home")))
    return run_child (argv[1], argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  program = argv[0];
  g_test_add ("/nm-kill/killed-and-taken-home", Fixture, "by-choice", set_up,
              test_killed_and_taken_home, tear_down);
  g_test_add ("/nm-kill/killed", Fixture, "auto", set_up, test_killed, tear_down);
  g_test_add ("/nm-kill/network-manager-starts-anew", Fixture, "auto", set_up,
              test_network_manager_starts_anew, tear_down);
  return g_test_run ();
}
