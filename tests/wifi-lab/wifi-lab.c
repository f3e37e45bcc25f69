/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * wifi-lab CASE | --list | --sample
 *
 * The cases of the Wi-Fi lab: the whole program through its window, the real NetworkManager, real
 * 802.11 frames between virtual radios. Runs as an ordinary user inside the virtual machine that
 * tests/wifi-lab/machine sets up; build-aux/wifi-lab-check starts that.
 */

#include "sc-lab.h"

#include "sc-assassin.h"

#include <locale.h>
#include <stdio.h>

#define HALL "Factory Hall 1"
#define KEY "hall-key-1234"
#define WRONG_KEY "hall-key-4321"

#define N_PAIRS 5
/* About as long as a visit up to Review. It matters: for some seconds after a scan the supplicant
 * joins what that heard, later it scans again first. */
#define VISIT_S 12

typedef struct
{
  const char *name;
  gboolean sample; /* belongs to the small selection */
  void (*run) (ScLab *lab);
  ScLabPlace place;
} Case;

static void
commission (ScLab *lab)
{
  sc_lab_read (lab, lab->place->key);
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

/* What the test on this computer says of the password; it goes on all the same, if the technician
 * does. */
static void
hear_that_password_is_wrong (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_fill_in (lab, WRONG_KEY);
  g_assert_true (
      sc_wizard_see (wizard, "The network refused the password. Check it, capitals too."));
  sc_lab_picture (lab, "01-refused.png");
  sc_lab_wait_for_network (lab, SC_LAB_OWN);
}

/* The password is tested on this computer before a sensor is given it. */
static void
password_test (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  hear_that_password_is_wrong (lab);
  g_assert_true (sc_wizard_go_on (wizard, "Change the site network"));
  g_assert_true (sc_driver_fill (wizard->driver, "Password", lab->place->key));
  g_assert_true (sc_wizard_go_on (wizard, "_Continue"));
  g_assert_true (sc_wizard_arrive (wizard, "Find the sensor", NULL));
  sc_lab_assert_as_before (lab);
  g_assert_true (sc_wizard_go_on (wizard, "_Back"));
  g_assert_true (
      sc_wizard_see (wizard, "It works: joined on 2.4 GHz, and the cloud answers through it."));
  sc_lab_picture (lab, "01-worked.png");
}

/* The sensor's own network has come back. One action has everything still filled in. */
static void
correct_and_finish (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  g_assert_true (sc_wizard_see (wizard, "Back in set-up mode"));
  sc_lab_picture (lab, "05-back.png");
  sc_lab_wait_for_network (lab, SC_LAB_OWN);
  g_assert_true (sc_wizard_go_on (wizard, "_Correct the Wi-Fi Password"));
  g_assert_true (sc_driver_fill (wizard->driver, "Password", lab->place->key));
  g_assert_true (sc_wizard_go_on (wizard, "_Send Again"));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

/* The sensor cannot join, its own network comes back, and one action corrects what was wrong. */
static void
wrong_password (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  hear_that_password_is_wrong (lab);
  g_assert_true (sc_wizard_go_on (wizard, "Continue _Anyway"));
  g_assert_true (sc_wizard_arrive (wizard, "Find the sensor", NULL));
  sc_lab_join (lab);
  g_assert_true (sc_wizard_arrive (wizard, "Review", "03-review.png"));
  sc_lab_send (lab);
  correct_and_finish (lab);
}

/* The simulated sensor decodes `%` twice, as TI's chip may: the second sending reaches it. */
static void
percent (ScLab *lab)
{
  sc_lab_read (lab, lab->place->key);
  sc_lab_send (lab);
  correct_and_finish (lab);
}

/* The first 15 seconds on the sensor's network bring no address; joining once more does. */
static void
no_address_at_first (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_prepare (lab, lab->place->key);
  sc_lab_join (lab);
  sc_lab_wait_for_log (lab, "Joining: ");
  sc_lab_order ("addresses bare");
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

static void
no_address_at_all (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_prepare (lab, lab->place->key);
  sc_lab_join (lab);
  g_assert_true (sc_wizard_see (
      wizard, "The sensor’s network was joined, but gave this computer no address."));
  sc_lab_picture (lab, "03-no-address.png");
  sc_lab_assert_as_before (lab);
}

/* Both in range; the one that was chosen is commissioned, the other left alone. */
static void
two_sensors (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_order ("sensor2");
  sc_lab_prepare (lab, lab->place->key);
  g_assert_true (sc_wizard_see (wizard, SC_LAB_SENSOR));
  g_assert_true (sc_wizard_see (wizard, "SMS0000S222B"));
  sc_lab_picture (lab, "02-sensor.png");
  sc_lab_choose_sensor (lab, SC_LAB_SENSOR);
  sc_lab_join (lab);
  g_assert_true (sc_wizard_arrive (wizard, "Review", "03-review.png"));
  g_assert_true (sc_wizard_see (wizard, "0000S111A"));
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

/* With a second way online there is no deadline: the cloud knows the sensor before it is told a
 * network. The way online is left alone all the time. */
static void
cable (ScLab *lab)
{
  sc_lab_order ("cable-in");
  sc_lab_watch_default_route (lab);
  sc_lab_read (lab, lab->place->key);
  sc_lab_send (lab);
  sc_lab_finish (lab);
  sc_lab_assert_default_route_kept (lab);
  g_assert_cmpint (sc_steps_time_us (lab->computer.home, SC_STEP_PROVISION_ACCEPTED), <,
                   sc_steps_time_us (lab->computer.home, SC_STEP_ADD_ASKED));
}

/* The sensor answers, and does nothing. */
static void
ap_stays (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_order ("stubborn");
  sc_lab_read (lab, lab->place->key);
  sc_lab_send (lab);
  g_assert_true (sc_wizard_see (wizard, "the sensor still shows its own network."));
  sc_lab_picture (lab, "05-stays.png");
  sc_lab_assert_as_before (lab);
}

/* When it is time to go back, NetworkManager does not have the laptop's own network in its list. */
static void
uplink_unheard (ScLab *lab)
{
  sc_lab_read (lab, lab->place->key);
  sc_lab_order ("site-off");
  sc_lab_order ("forget-heard");
  sc_lab_order ("site-on");
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

/* Whatever it is doing: the laptop gets its own network back by itself, and nothing of ours stays.
 */
static void
be_killed (ScLab *lab, ScStepKind kind)
{
  ScAssassin assassin;
  ScWizard *wizard = &lab->computer.wizard;

  g_print ("killed at %s\n", kind == 0 ? "review" : sc_step_kind_to_string (kind));
  sc_lab_prepare (lab, lab->place->key);
  if (kind == 0)
    {
      sc_lab_join (lab);
      g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
    }
  else
    {
      sc_assassin_start (&assassin, &lab->computer, kind);
      sc_lab_join (lab);
      sc_lab_wait_for_end (lab);
      g_assert_true (sc_assassin_finish (&assassin));
    }
  sc_case_kill (&lab->computer);
  sc_lab_assert_as_before (lab);
}

static void
kill_once (ScLab *lab)
{
  be_killed (lab, 0);
  sc_lab_start (lab);
  commission (lab);
}

static void
kill_again_and_again (ScLab *lab)
{
  static const ScStepKind kinds[] = { SC_STEP_JOINED, SC_STEP_IDENTIFIED, SC_STEP_CERTIFICATE, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      be_killed (lab, kinds[i]);
      sc_lab_start (lab);
    }
  lab->note = g_strdup_printf ("%u times", (guint)G_N_ELEMENTS (kinds));
}

/* NetworkManager ends and comes again while the laptop is on the sensor's network. */
static void
manager_restarts (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_read (lab, lab->place->key);
  sc_lab_order ("nm-stop");
  sc_lab_order ("nm-start");
  g_assert_true (sc_wizard_see (wizard, "The sensor was not changed."));
  sc_lab_picture (lab, "04-restarted.png");
  sc_lab_assert_as_before (lab);
  g_assert_true (sc_wizard_go_on (wizard, "_Join Again"));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

/* The user may not switch networks; the desktop's menu (with its own rights) does. */
static void
refused (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  g_clear_pointer (&wizard->driver, sc_driver_free);
  sc_lab_order ("rule taken");
  sc_lab_start (lab);
  sc_lab_fill_in (lab, lab->place->key);
  g_assert_true (sc_wizard_see (wizard, "How to join a sensor"));
  sc_lab_picture (lab, "02-by-hand.png");
  sc_lab_begin_time_line (lab);
  sc_lab_order ("by-hand-join");
  g_assert_true (sc_wizard_arrive (wizard, "Review", "03-review.png"));
  sc_lab_send (lab);
  sc_lab_order ("by-hand-home");
  sc_lab_finish (lab);
}

/* As the vendor's guide says, in the desktop's menu; and then with the program, too. */
static void
joined_before (ScLab *lab)
{
  sc_lab_prepare (lab, lab->place->key);
  sc_lab_order ("by-hand-join");
  sc_lab_join (lab);
  g_assert_true (sc_wizard_arrive (&lab->computer.wizard, "Review", "03-review.png"));
  sc_lab_send (lab);
  sc_lab_finish (lab);
}

static void
median_line (GString *line, const char *what, GArray *plain, GArray *ours)
{
  double differences[N_PAIRS];
  double median;

  for (guint i = 0; i < N_PAIRS; i++)
    differences[i] = g_array_index (ours, double, i) - g_array_index (plain, double, i);
  for (guint i = 1; i < N_PAIRS; i++) /* sorted by insertion */
    for (guint j = i; j > 0 && differences[j - 1] > differences[j]; j--)
      {
        double other = differences[j];

        differences[j] = differences[j - 1];
        differences[j - 1] = other;
      }
  median = differences[N_PAIRS / 2];
  g_string_append_printf (line, "%s: nmcli", what);
  for (guint i = 0; i < N_PAIRS; i++)
    g_string_append_printf (line, " %.1f", g_array_index (plain, double, i));
  g_string_append (line, ", ours");
  for (guint i = 0; i < N_PAIRS; i++)
    g_string_append_printf (line, " %.1f", g_array_index (ours, double, i));
  g_string_append_printf (line, ", median difference %+.1f s; ", median);
}

/* There and back N_PAIRS times by nmcli and by the program, in turns; by NetworkManager's own
 * clock, from the end of the one network to the beginning of the other. */
static void
beside_nmcli (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;
  g_autoptr (GArray) times = NULL;
  GArray *sorted[4];
  g_autoptr (GString) line = g_string_new (NULL);

  sc_lab_order ("plain-profile");
  sc_lab_prepare (lab, lab->place->key);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      sc_lab_order ("plain-join");
      g_usleep (VISIT_S * G_USEC_PER_SEC);
      sc_lab_order ("plain-home");
      sc_lab_join (lab);
      g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
      g_assert_true (sc_wizard_go_on (wizard, "_Cancel"));
      g_assert_true (sc_wizard_arrive (wizard, "Sensor left unchanged", NULL));
      sc_lab_assert_as_before (lab);
      g_assert_true (sc_wizard_go_on (wizard, "_Find a Sensor"));
      g_assert_true (sc_wizard_arrive (wizard, "Find the sensor", NULL));
    }
  times = sc_lab_read_switch_times ();
  g_assert_cmpuint (times->len, >=, N_PAIRS * G_N_ELEMENTS (sorted));
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    sorted[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < N_PAIRS * G_N_ELEMENTS (sorted); i++)
    g_array_append_val (
        sorted[i % G_N_ELEMENTS (sorted)],
        g_array_index (times, double, times->len - N_PAIRS * G_N_ELEMENTS (sorted) + i));
  median_line (line, "join", sorted[0], sorted[2]);
  median_line (line, "return", sorted[1], sorted[3]);
  lab->note = g_string_free (g_steal_pointer (&line), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    g_array_unref (sorted[i]);
}

#define PLACE(ssid, kind, addresses)                                                               \
  {                                                                                                \
    ssid, KEY, kind, addresses                                                                     \
  }

static const Case cases[] = {
  { "all-well", TRUE, commission, PLACE (HALL, "wpa2", "routed") },
  { "wrong-password", TRUE, wrong_password, PLACE (HALL, "wpa2", "bare") },
  { "password-test", FALSE, password_test, PLACE (HALL, "wpa2", "bare") },
  { "hidden", FALSE, commission, PLACE ("Hidden Hall", "hidden", "bare") },
  { "name-with-signs", FALSE, commission, PLACE ("Fab & Halle;3", "wpa2", "bare") },
  { "name-with-umlaut", FALSE, commission, PLACE ("Wärme 1", "wpa2", "bare") },
  { "name-with-percent", FALSE, percent, PLACE ("a+b%41", "wpa2", "bare") },
  { "wpa2-and-wpa3", FALSE, commission, PLACE (HALL, "both", "bare") },
  { "wpa3", FALSE, commission, PLACE (HALL, "wpa3", "bare") },
  { "no-address-at-first", FALSE, no_address_at_first, PLACE (HALL, "wpa2", "none") },
  { "no-address-at-all", FALSE, no_address_at_all, PLACE (HALL, "wpa2", "none") },
  { "two-sensors", FALSE, two_sensors, PLACE (HALL, "wpa2", "bare") },
  { "cable", FALSE, cable, PLACE (HALL, "wpa2", "routed") },
  { "ap-stays", FALSE, ap_stays, PLACE (HALL, "wpa2", "bare") },
  { "uplink-unheard", FALSE, uplink_unheard, PLACE (HALL, "wpa2", "bare") },
  { "kill", TRUE, kill_once, PLACE (HALL, "wpa2", "bare") },
  { "kill-again", FALSE, kill_again_and_again, PLACE (HALL, "wpa2", "bare") },
  { "manager-restarts", FALSE, manager_restarts, PLACE (HALL, "wpa2", "bare") },
  { "refused", FALSE, refused, PLACE (HALL, "wpa2", "bare") },
  { "joined-before", FALSE, joined_before, PLACE (HALL, "wpa2", "routed") },
  { "beside-nmcli", FALSE, beside_nmcli, PLACE (HALL, "wpa2", "bare") },
};

static void
list (gboolean sample)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (!sample || cases[i].sample)
      printf ("%s\n", cases[i].name);
}

static void
run (const Case *each)
{
  ScLab lab;

  sc_lab_set_up (&lab, &each->place);
  each->run (&lab);
  sc_lab_tear_down (&lab);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  sc_atspi_look_rarely ();
  if (argc == 2 && (g_str_equal (argv[1], "--list") || g_str_equal (argv[1], "--sample")))
    {
      list (g_str_equal (argv[1], "--sample"));
      return 0;
    }
  for (guint i = 0; argc == 2 && i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (argv[1], cases[i].name))
      {
        run (&cases[i]);
        return 0;
      }
  g_printerr ("wifi-lab: there is no such case\n");
  return 2;
}
