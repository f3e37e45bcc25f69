/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real ports, no rehearsal, and a NetworkManager: an imitation, on a system bus of the test's own.
 * However the program ends, the computer is back on its own network, which does not connect by
 * itself: only the program can have brought it back. Runs inside tests/e2e/with-sites. */

#include "sc-bench.h"
#include "sc-case.h"
#include "sc-fake-nm.h"
#include "sc-part.h"
#include "sc-system-clock.h"

#include <gio/gunixinputstream.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ADAPTER "ap0"
#define SENSOR "SMS0000S111A"
#define HOME "0f1e2d3c-0000-4000-8000-000000000001"
#define PACE 0.3 /* joining takes 0.6 s */

static void
run_at_site (const char *command)
{
  g_autofree char *there = g_strdup_printf ("%s %s", g_getenv ("SC_SITE"), command);

  sc_bench_run (there);
}

/* The imitation is a child of its own: it answers at once, whatever this process waits for. One
 * line asks, one line replies. */

typedef struct
{
  ScFakeNm *nm;
  GDataInputStream *questions;
  GMainLoop *loop;
} Child;

/* One adapter, two networks. "up0" stands for it on the site network, so that the way to the cloud
 * is another than to the sensor; while that network is only being tried, "ap0" leads there. */
static void
wire (const char *interface, const char *ssid, gpointer data)
{
  Child *child = data;

  g_assert_cmpstr (interface, ==, ADAPTER);
  sc_bench_run ("ip addr flush dev " ADAPTER);
  sc_bench_run ("ip link set " ADAPTER " down");
  sc_bench_run ("ip link set up0 down");
  if (g_strcmp0 (ssid, SENSOR) == 0)
    {
      sc_bench_run ("ip link set " ADAPTER " up");
      sc_bench_run ("ip addr add 10.123.45.2/24 dev " ADAPTER);
    }
  else if (ssid != NULL && sc_fake_nm_count_profiles (child->nm) > 1) /* not by its own profile */
    {
      sc_bench_run ("ip link set " ADAPTER " up");
      sc_bench_run ("ip addr add 198.51.100.3/32 dev " ADAPTER);
      sc_bench_run ("ip route add 198.51.100.1/32 dev " ADAPTER);
      run_at_site ("ip route replace 198.51.100.3/32 dev ap1");
    }
  else if (ssid != NULL)
    {
      sc_bench_run ("ip link set up0 up");
      sc_bench_run ("ip route add default via 198.51.100.1");
    }
}

static gboolean
is_home (ScFakeNm *nm)
{
  return sc_fake_nm_is_connected (nm, HOME) && sc_fake_nm_count_profiles (nm) == 1;
}

static void
start_anew (ScFakeNm *nm)
{
  sc_fake_nm_start (nm);
  sc_fake_nm_hear_all (nm);
  sc_fake_nm_connect (nm, ADAPTER, HOME);
}

static gboolean
answer (ScFakeNm *nm, const char *question)
{
  if (g_str_equal (question, "is home"))
    return is_home (nm);
  if (g_str_equal (question, "is on the sensor's network"))
    return g_strcmp0 (sc_fake_nm_get_ssid (nm, ADAPTER), SENSOR) == 0;
  if (g_str_equal (question, "joins the sensor's network"))
    return sc_fake_nm_is_joining (nm, ADAPTER, SENSOR);
  if (g_str_equal (question, "joins the site network"))
    return sc_fake_nm_is_joining (nm, ADAPTER, SC_BENCH_SITE_NAME);
  if (g_str_equal (question, "has to complain"))
    return sc_fake_nm_get_complaints (nm)->len > 0;
  if (g_str_equal (question, "connected by itself"))
    return sc_fake_nm_count_calls (nm, "autoconnect") > 0;
  if (g_str_equal (question, "hangs from now on"))
    sc_fake_nm_hang_next (nm);
  else if (g_str_equal (question, "ends"))
    sc_fake_nm_stop (nm);
  else if (g_str_equal (question, "starts anew"))
    start_anew (nm);
  else
    g_error ("%s?", question);
  return TRUE;
}

static void
on_question (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  g_autofree char *question =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (question == NULL)
    {
      g_main_loop_quit (child->loop);
      return;
    }
  puts (answer (child->nm, question) ? "yes" : "no");
  fflush (stdout);
  g_data_input_stream_read_line_async (child->questions, G_PRIORITY_DEFAULT, NULL, on_question,
                                       child);
}

static int
run_child (const char *address)
{
  g_autoptr (ScClock) clock = sc_system_clock_new ();
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  Child child = { .nm = sc_fake_nm_new (address, clock, PACE),
                  .questions = g_data_input_stream_new (input),
                  .loop = g_main_loop_new (NULL, FALSE) };

  sc_fake_nm_add_adapter (child.nm, ADAPTER);
  sc_fake_nm_add_ap (child.nm, SC_BENCH_SITE_NAME, "02:00:00:00:00:01", SC_FAKE_WPA2,
                     SC_BENCH_SITE_KEY);
  sc_fake_nm_add_ap (child.nm, SENSOR, "02:00:00:00:00:02", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (child.nm);
  sc_fake_nm_add_profile (child.nm, HOME, SC_BENCH_SITE_NAME, SC_BENCH_SITE_KEY, FALSE);
  sc_fake_nm_set_wiring (child.nm, wire, &child);
  sc_fake_nm_connect (child.nm, ADAPTER, HOME);
  g_data_input_stream_read_line_async (child.questions, G_PRIORITY_DEFAULT, NULL, on_question,
                                       &child);
  g_main_loop_run (child.loop);
  return 0;
}

/* The parent */

static const char *program;

typedef struct
{
  ScCase computer;
  ScBench bench;
  GTestDBus *bus;
  GSubprocess *nm;
  GDataInputStream *answers;
} Fixture;

static gboolean
ask (Fixture *f, const char *question)
{
  GOutputStream *questions = g_subprocess_get_stdin_pipe (f->nm);
  g_autofree char *line = g_strconcat (question, "\n", NULL);
  g_autofree char *reply = NULL;

  g_assert_true (g_output_stream_write_all (questions, line, strlen (line), NULL, NULL, NULL));
  reply = g_data_input_stream_read_line (f->answers, NULL, NULL, NULL);
  g_assert_nonnull (reply);
  return g_str_equal (reply, "yes");
}

/* Session and display: GTestDBus takes them out of the environment, here and at the end. */
static struct
{
  const char *name;
  char *value;
} kept[] = { { "DBUS_SESSION_BUS_ADDRESS", NULL },
             { "DISPLAY", NULL },
             { "XDG_RUNTIME_DIR", NULL } };

static void
keep_environment (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    kept[i].value = g_strdup (g_getenv (kept[i].name));
}

/* The program's system bus. */
static void
start_bus (Fixture *f)
{
  f->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (f->bus);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (kept[i].value != NULL)
      g_setenv (kept[i].name, kept[i].value, TRUE);
    else
      g_unsetenv (kept[i].name);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (f->bus), TRUE);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start_bus (f);
  f->nm =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        program, "--network-manager", g_test_dbus_get_bus_address (f->bus), NULL);
  g_assert_no_error (error);
  f->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->nm));
  g_assert_true (ask (f, "is home"));
  sc_bench_init (&f->bench);
  sc_case_init (&f->computer);
  sc_case_start (&f->computer);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sc_case_clear (&f->computer);
  sc_bench_clear (&f->bench);
  g_assert_false (ask (f, "has to complain"));
  g_output_stream_close (g_subprocess_get_stdin_pipe (f->nm), NULL, NULL);
  g_subprocess_wait (f->nm, NULL, NULL);
  g_object_unref (f->answers);
  g_object_unref (f->nm);
  g_test_dbus_stop (f->bus);
  g_object_unref (f->bus);
}

typedef struct
{
  Fixture *fixture;
  const char *question;
} Wait;

static gboolean
is_so (ScAtspi *atspi, gpointer data)
{
  Wait *wait = data;

  return ask (wait->fixture, wait->question);
}

/* Waits until NetworkManager says yes. */
static void
wait_until (Fixture *f, const char *question)
{
  Wait wait = { f, question };

  g_assert_true (
      sc_atspi_wait_until (f->computer.wizard.driver->atspi, SC_WIZARD_PATIENCE, is_so, &wait));
}

static gboolean
has_profile (Fixture *f)
{
  g_autofree char *profile = sc_bench_read_profile (&f->bench);

  return profile != NULL;
}

static void
fill_in (Fixture *f)
{
  ScDriver *driver = f->computer.wizard.driver;

  g_assert_true (sc_bench_fill_in_account (&f->bench, driver, f->bench.ca_file));
  g_assert_true (sc_bench_fill_in_network (driver));
}

/* "Continue" tries the site network first, and goes on since it works. */
static void
go_to_sensor (Fixture *f)
{
  ScWizard *wizard = &f->computer.wizard;

  g_assert_true (sc_wizard_see (wizard, "joins and leaves a sensor’s Wi-Fi by itself"));
  fill_in (f);
  g_assert_true (sc_wizard_prepare (wizard));
  wait_until (f, "is home"); /* after the test */
}

static void
go_to_review (Fixture *f)
{
  ScWizard *wizard = &f->computer.wizard;

  go_to_sensor (f);
  g_assert_true (sc_wizard_join (wizard));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (ask (f, "is on the sensor's network"));
}

static gboolean
on_moment_over (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_a_moment (void)
{
  gboolean over = FALSE;

  g_timeout_add (20, on_moment_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Whatever was asked of NetworkManager is done when the program is gone. */
static void
assert_ended_at_home (Fixture *f)
{
  int status;

  g_assert_true (sc_driver_wait_exit (f->computer.wizard.driver, SC_WIZARD_PATIENCE, &status));
  g_assert_cmpint (status, ==, 0);
  for (guint i = 0; i < 500 && !ask (f, "is home"); i++) /* on its way there, at the latest */
    wait_a_moment ();
  g_assert_true (ask (f, "is home"));
  g_assert_false (ask (f, "connected by itself"));
  g_assert_false (has_profile (f));
}

static void
send_signal (Fixture *f, int number)
{
  g_subprocess_send_signal (f->computer.wizard.driver->process, number);
}

static void
test_commission (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;

  go_to_review (f);
  g_assert_false (has_profile (f));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_bench_wait_for_profile (&f->bench, wizard->driver));
  wait_until (f, "is home");
  g_assert_true (sc_wizard_finish (wizard));
  g_assert_false (ask (f, "connected by itself"));
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;

  go_to_review (f);
  g_assert_true (sc_wizard_go_on (wizard, "_Cancel"));
  g_assert_true (sc_wizard_see (wizard, "The sensor was not changed"));
  wait_until (f, "is home");
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  go_to_review (f);
  g_assert_true (sc_screen_key (f->computer.wizard.driver->screen, "ctrl+q"));
  assert_ended_at_home (f);
}

/* By the system, by Ctrl+C, or because the terminal was closed */
static void
test_terminated (Fixture *f, gconstpointer number)
{
  go_to_review (f);
  send_signal (f, GPOINTER_TO_INT (number));
  assert_ended_at_home (f);
}

/* On its way home, which takes for ever */
static void
hang_while_closing (Fixture *f, int number)
{
  go_to_review (f);
  ask (f, "hangs from now on");
  send_signal (f, number);
  g_assert_true (sc_wizard_see (&f->computer.wizard, "Returning to your network…"));
  wait_until (f, "joins the site network");
}

static void
test_interrupted_twice (Fixture *f, gconstpointer data)
{
  int status;

  hang_while_closing (f, SIGINT);
  send_signal (f, SIGINT);
  g_assert_true (sc_driver_wait_exit (f->computer.wizard.driver, SC_WIZARD_PATIENCE, &status));
  g_assert_cmpint (status, ==, 0);
}

/* Who starts the program while it closes gets a window that stays. A terminal that is closed hangs
 * up more than once. */
static void
test_started_again_while_closing (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;

  hang_while_closing (f, SIGHUP);
  send_signal (f, SIGHUP);
  sc_case_start_again (&f->computer);
  g_assert_true (sc_wizard_see (wizard, "Returning to your network…"));
  g_assert_true (sc_wizard_go_on (wizard, "_Close Now"));
  g_assert_true (sc_wizard_arrive (wizard, "Prepare", NULL));
  g_assert_true (sc_wizard_see (wizard, "joins and leaves a sensor’s Wi-Fi by itself"));
}

static void
test_terminated_while_joining (Fixture *f, gconstpointer data)
{
  go_to_sensor (f);
  ask (f, "hangs from now on");
  g_assert_true (sc_wizard_join (&f->computer.wizard));
  wait_until (f, "joins the sensor's network");
  send_signal (f, SIGTERM);
  assert_ended_at_home (f);
}

static void
test_terminated_while_testing (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;

  fill_in (f);
  g_assert_true (sc_wizard_sign_in (wizard));
  ask (f, "hangs from now on");
  g_assert_true (sc_wizard_go_on (wizard, "_Continue"));
  wait_until (f, "joins the site network");
  send_signal (f, SIGTERM);
  assert_ended_at_home (f);
}

/* NetworkManager ends while the computer is on the sensor's network, and comes back. */
static void
test_network_manager_starts_anew (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;

  go_to_review (f);
  ask (f, "ends");
  g_assert_true (sc_wizard_see (wizard, "The sensor’s network went away."));
  g_assert_true (sc_wizard_see (wizard, "The sensor was not changed"));
  g_assert_true (sc_wizard_go_on (wizard, "_Wait for the Sensor")); /* by hand */
  g_assert_true (sc_wizard_see (wizard, "How to join a sensor"));
  g_assert_true (sc_wizard_go_on (wizard, "_Cancel"));
  ask (f, "starts anew");
  g_assert_true (sc_wizard_go_on (wizard, "_Find a Sensor"));
  g_assert_true (sc_wizard_join (wizard)); /* by itself again */
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--network-manager"))
    return run_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  program = argv[0];
  keep_environment ();
  signal (SIGINT, SIG_DFL); /* whatever shell runs this, and in the background or not */
  signal (SIGHUP, SIG_DFL);
#define ADD_WITH(path, data, func)                                                                 \
  sc_part_add ("/network-manager/" path, Fixture, data, set_up, func, tear_down)
#define ADD(path, func) ADD_WITH (path, NULL, func)
  ADD ("commission", test_commission);
  ADD ("cancelled", test_cancelled);
  ADD ("closed", test_closed);
  ADD_WITH ("terminated", GINT_TO_POINTER (SIGTERM), test_terminated);
  ADD_WITH ("interrupted", GINT_TO_POINTER (SIGINT), test_terminated);
  ADD_WITH ("terminal-closed", GINT_TO_POINTER (SIGHUP), test_terminated);
  ADD ("interrupted-twice", test_interrupted_twice);
  ADD ("started-again-while-closing", test_started_again_while_closing);
  ADD ("terminated-while-joining", test_terminated_while_joining);
  ADD ("terminated-while-testing", test_terminated_while_testing);
  ADD ("starts-anew", test_network_manager_starts_anew);
#undef ADD
#undef ADD_WITH
  return g_test_run ();
}
