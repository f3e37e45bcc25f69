/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes wrong on this computer: with its Wi-Fi, its disk and its keyring. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>

static void
apply_disk_full (ScWorld *world)
{
  sc_world_get_store (world)->journal = SC_ERROR_JOURNAL_FAILED;
}

static void
apply_journal_damaged (ScWorld *world)
{
  sc_world_get_store (world)->earlier = SC_ERROR_JOURNAL_DAMAGED;
}

static void
apply_journal_newer (ScWorld *world)
{
  sc_world_get_store (world)->earlier = SC_ERROR_JOURNAL_NEWER;
}

static void
apply_program_ended (ScWorld *world)
{
  sc_world_get_store (world)->unfinished = TRUE;
}

static void
apply_keyring_locked (ScWorld *world)
{
  sc_world_get_store (world)->keyring = SC_ERROR_KEYRING_LOCKED;
}

static void
apply_keyring_absent (ScWorld *world)
{
  sc_world_get_store (world)->keyring = SC_ERROR_KEYRING_ABSENT;
}

static void
apply_keyring_denied (ScWorld *world)
{
  sc_world_get_store (world)->keyring = SC_ERROR_KEYRING_DENIED;
}

static void
apply_keyring_failed (ScWorld *world)
{
  sc_world_get_store (world)->keyring = SC_ERROR_KEYRING_FAILED;
}

/* What takes the packets goes on for two minutes after somebody stands at a sensor. */
static void
apply_vpn (ScWorld *world)
{
  sc_world_radio_set_obstacle (sc_world_get_radio (world), SC_ERROR_LINK_VPN, 120 * SC_SECOND_US);
}

static void
apply_overlap (ScWorld *world)
{
  sc_world_radio_set_obstacle (sc_world_get_radio (world), SC_ERROR_LINK_OVERLAP,
                               120 * SC_SECOND_US);
}

/* The first join fails, as it does with NetworkManager. */
#define JOIN(name, summary, code)                                                                  \
  {                                                                                                \
    { name,                                                                                        \
      N_ ("This computer"),                                                                        \
      summary,                                                                                     \
      SC_EXPECT_JOIN_AGAIN,                                                                        \
      "everyday",                                                                                  \
      { { SC_SCENARIO_IN_VISIT, code, SC_SCENARIO_PRESS } },                                       \
      SC_SCENARIO_IN_CONTACT },                                                                    \
        NULL, { .n_times = 0 }, code                                                               \
  }

static const ScScenarioRow rows[] = {
  { { "keyring-locked",
      N_ ("This computer"),
      N_ ("The keyring is locked"),
      SC_EXPECT_NOT_REMEMBERED,
      "everyday",
      { { SC_SCENARIO_AT_START, SC_ERROR_KEYRING_LOCKED, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_keyring_locked },
  { { "keyring-absent",
      N_ ("This computer"),
      N_ ("There is no keyring"),
      SC_EXPECT_NOT_REMEMBERED,
      "everyday",
      { { SC_SCENARIO_AT_START, SC_ERROR_KEYRING_ABSENT, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_keyring_absent },
  { { "keyring-denied",
      N_ ("This computer"),
      N_ ("The keyring does not let the program in"),
      SC_EXPECT_NOT_REMEMBERED,
      "everyday",
      { { SC_SCENARIO_AT_START, SC_ERROR_KEYRING_DENIED, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_keyring_denied },
  { { "keyring-broken",
      N_ ("This computer"),
      N_ ("The keyring cannot be used"),
      SC_EXPECT_NOT_REMEMBERED,
      "everyday",
      { { SC_SCENARIO_AT_START, SC_ERROR_KEYRING_FAILED, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_keyring_failed },
  { { "journal-damaged",
      N_ ("This computer"),
      N_ ("The saved sensor records are damaged"),
      N_ ("The program says so before it begins. Start a new journal; the old file stays beside "
          "it, and all is well."),
      "everyday",
      { { SC_SCENARIO_BEFORE_START, SC_ERROR_JOURNAL_DAMAGED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    apply_journal_damaged },
  { { "journal-newer",
      N_ ("This computer"),
      N_ ("A newer version has written the sensor records"),
      N_ ("The program does not begin, and leaves the file as it is. Close the window; practise "
          "something else."),
      "everyday",
      { { SC_SCENARIO_BEFORE_START, SC_ERROR_JOURNAL_NEWER, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_NOT_BEGUN },
    apply_journal_newer },
  { { "program-ended",
      N_ ("This computer"),
      N_ ("The program ended right after Send"),
      N_ ("Prepare shows the sensor of the earlier run. Go on with it, and sign in while the time "
          "runs; then all is well."),
      "everyday",
      { { SC_SCENARIO_AT_RESUME, SC_ERROR_CLOUD_SIGNED_OUT, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    apply_program_ended },
  { { "simulator-gone",
      N_ ("This computer"),
      N_ ("The rehearsal itself breaks off"),
      N_ ("The join fails, and nothing of this rehearsal can be gone on with. Rehearse again, or "
          "practise something else."),
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_SIMULATOR_GONE, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_BROKEN_OFF },
    NULL,
    { .n_times = 0 },
    SC_ERROR_SIMULATOR_GONE },
  { { "disk-full",
      N_ ("This computer"),
      N_ ("The disk is full, or read-only"),
      SC_EXPECT_NEXT_VISIT,
      "everyday",
      { { SC_SCENARIO_IN_VISIT, SC_ERROR_JOURNAL_FAILED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    apply_disk_full },
  { { "vpn",
      N_ ("This computer"),
      N_ ("A VPN takes all traffic"),
      SC_EXPECT_IN_THE_WAY,
      "everyday",
      { { SC_SCENARIO_AT_START, SC_ERROR_LINK_VPN, SC_SCENARIO_NOTHING },
        { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_UNREACHABLE, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_vpn },
  { { "overlap",
      N_ ("This computer"),
      N_ ("A cable leads to a network with the sensor’s addresses"),
      SC_EXPECT_IN_THE_WAY,
      "everyday",
      { { SC_SCENARIO_AT_START, SC_ERROR_LINK_OVERLAP, SC_SCENARIO_NOTHING },
        { SC_SCENARIO_IN_VISIT, SC_ERROR_SENSOR_UNREACHABLE, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_overlap },
  JOIN ("wifi-off", N_ ("Wi-Fi is switched off"), SC_ERROR_LINK_RADIO_OFF),
  JOIN ("wifi-blocked", N_ ("A switch of this computer turns Wi-Fi off"),
        SC_ERROR_LINK_RADIO_BLOCKED),
  JOIN ("wifi-missing", N_ ("There is no Wi-Fi adapter"), SC_ERROR_LINK_NO_ADAPTER),
  JOIN ("wifi-broken", N_ ("The Wi-Fi adapter fails"), SC_ERROR_LINK_ADAPTER_FAILED),
  JOIN ("wifi-unfit", N_ ("The Wi-Fi adapter cannot join such a network"),
        SC_ERROR_LINK_UNSUPPORTED),
  JOIN ("wifi-unmanaged", N_ ("The network service leaves the Wi-Fi adapter alone"),
        SC_ERROR_LINK_UNMANAGED),
  JOIN ("wifi-firmware", N_ ("The Wi-Fi adapter lacks its firmware"), SC_ERROR_LINK_FIRMWARE),
  JOIN ("wifi-unplugged", N_ ("The Wi-Fi adapter is unplugged while it joins"),
        SC_ERROR_LINK_UNPLUGGED),
  JOIN ("wifi-denied", N_ ("This account may not switch networks"), SC_ERROR_LINK_DENIED),
  JOIN ("wifi-sandbox", N_ ("The sandbox keeps the program from Wi-Fi"), SC_ERROR_LINK_SANDBOX),
  JOIN ("wifi-service-gone", N_ ("The network service does not answer"),
        SC_ERROR_LINK_MANAGER_GONE),
  JOIN ("join-fails", N_ ("This computer does not get onto the sensor’s network"),
        SC_ERROR_LINK_NOT_JOINED),
  JOIN ("join-not-found", N_ ("The sensor’s network is not heard any more"),
        SC_ERROR_LINK_NOT_FOUND),
  JOIN ("join-timeout", N_ ("The sensor’s network does not answer in time"), SC_ERROR_LINK_TIMEOUT),
  JOIN ("join-no-address", N_ ("The sensor’s network gives no address"), SC_ERROR_LINK_NO_ADDRESS),
  JOIN ("join-asleep", N_ ("This computer goes to sleep while it joins"), SC_ERROR_LINK_SUSPENDED),
  JOIN ("join-taken", N_ ("Somebody switches this computer to another network"),
        SC_ERROR_LINK_TAKEN),
  JOIN ("join-deleted", N_ ("Somebody deletes the connection while it joins"),
        SC_ERROR_LINK_PROFILE_GONE),
};

const ScScenarioPart sc_scenario_part_computer = { rows, G_N_ELEMENTS (rows) };
