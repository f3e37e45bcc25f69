/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real ports, no rehearsal: without NetworkManager, or without it on request, the technician joins
 * the sensor's network by hand, and the program notices. One adapter: on the sensor's network there
 * is no other way out. Runs inside tests/e2e/with-sites. */

#include "sc-bench.h"
#include "sc-case.h"
#include "sc-part.h"

#include <string.h>

typedef struct
{
  ScCase computer;
  ScBench bench;
} Fixture;

static void
set_up (Fixture *f, gconstpointer option)
{
  sc_bench_init (&f->bench);
  sc_case_init (&f->computer);
  if (option != NULL)
    sc_case_add_argument (&f->computer, option);
  sc_case_start (&f->computer);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sc_case_clear (&f->computer);
  sc_bench_clear (&f->bench);
}

static void
prepare (Fixture *f)
{
  ScWizard *wizard = &f->computer.wizard;

  g_assert_true (sc_bench_fill_in_account (&f->bench, wizard->driver, f->bench.ca_file));
  /* An unfinished form says what it lacks, and sends nothing. A press takes effect only after a
   * quarter of a second: filled in sooner, the form would be complete by then. */
  g_assert_true (sc_wizard_sign_in (wizard));
  g_assert_true (sc_wizard_see (wizard, "The site network has no name."));
  g_assert_true (sc_bench_fill_in_network (wizard->driver));
  g_assert_true (sc_wizard_prepare (wizard));
}

static void
test_commission (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;
  g_autofree char *nothing = NULL;
  g_autofree char *profile = NULL;

  /* There is no NetworkManager here, and that is said. */
  g_assert_true (sc_wizard_see (wizard, "This computer’s network service does not answer."));
  prepare (f);
  g_assert_true (sc_wizard_see (wizard, "How to join a sensor"));
  sc_bench_join_sensor ();
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  nothing = sc_bench_read_profile (&f->bench);
  g_assert_null (nothing);

  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_bench_wait_for_profile (&f->bench, wizard->driver));
  sc_bench_go_home ();
  g_assert_true (sc_wizard_finish (wizard));

  /* The sensor was given what was typed, byte for byte. */
  profile = sc_bench_read_profile (&f->bench);
  g_assert_nonnull (profile);
  g_assert_nonnull (strstr (profile, SC_BENCH_SITE_NAME));
  g_assert_nonnull (strstr (profile, SC_BENCH_SITE_KEY));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;
  g_autofree char *nothing = NULL;

  g_assert_true (sc_wizard_see (wizard, "You join the sensor’s Wi-Fi by hand"));
  prepare (f);
  sc_bench_join_sensor ();
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_wizard_go_on (wizard, "_Cancel"));
  g_assert_true (sc_wizard_see (wizard, "The sensor was not changed"));
  nothing = sc_bench_read_profile (&f->bench);
  g_assert_null (nothing);
  sc_bench_go_home ();
}

/* A machine's network on a cable takes what is for the cloud, and never answers. */
static void
plug_in_dead_cable (void)
{
  sc_bench_run ("ip link add dead0 type veth peer name dead1");
  sc_bench_run ("ip addr add 192.0.2.2/24 dev dead0");
  sc_bench_run ("ip link set dead1 up");
  sc_bench_run ("ip link set dead0 up");
  sc_bench_run ("ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:99 dev dead0");
  sc_bench_run ("ip route add default via 192.0.2.1 dev dead0 metric 50");
  sc_bench_run ("ip route add 198.51.100.1/32 via 192.0.2.1 dev dead0");
}

static void
test_dead_cable (Fixture *f, gconstpointer data)
{
  ScWizard *wizard = &f->computer.wizard;

  plug_in_dead_cable ();
  g_assert_true (sc_bench_fill_in_account (&f->bench, wizard->driver, f->bench.ca_file));
  g_assert_true (sc_bench_fill_in_network (wizard->driver));
  g_assert_true (sc_wizard_prepare (wizard));
  sc_bench_join_sensor ();
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  g_assert_true (sc_wizard_send (wizard));
  g_assert_true (sc_bench_wait_for_profile (&f->bench, wizard->driver));
  sc_bench_go_home ();
  g_assert_true (sc_wizard_finish (wizard));
  sc_bench_run ("ip link del dead0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sc_part_add ("/by-hand/commission", Fixture, NULL, set_up, test_commission, tear_down);
  sc_part_add ("/by-hand/cancel-on-request", Fixture, "--by-hand", set_up, test_cancel, tear_down);
  sc_part_add ("/by-hand/dead-cable", Fixture, NULL, set_up, test_dead_cable, tear_down);
  return g_test_run ();
}
