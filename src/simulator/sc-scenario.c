/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-scenario.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECOND_US ((gint64)G_USEC_PER_SEC)
#define DAY_US (24 * 60 * 60 * SECOND_US)

typedef void (*Apply) (ScWorld *world);

typedef struct
{
  ScScenario scenario;
  Apply apply; /* (nullable) */
} Row;

static void
replace (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

static void
set_quirks (ScWorld *world, void (*change) (ScWorldQuirks *quirks))
{
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (world, i);
      ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

      change (&quirks);
      sc_world_sensor_set_quirks (sensor, &quirks);
    }
}

static void
apply_second_uplink (ScWorld *world)
{
  sc_world_radio_set_second_uplink (sc_world_get_radio (world), TRUE);
}

static void
apply_already_ours (ScWorld *world)
{
  gint64 wall_us = sc_clock_wall_us (sc_world_get_clock (world));

  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    if (sc_world_sensor_is_ap_up (sc_world_get_sensor (world, i)))
      sc_world_cloud_claim (sc_world_get_cloud (world),
                            sc_world_sensor_get_id (sc_world_get_sensor (world, i)),
                            SC_PRACTICE_TENANT, wall_us - 30 * DAY_US, wall_us - 2 * DAY_US);
}

static void
apply_wrong_client_secret (ScWorld *world)
{
  replace (&sc_world_get_practice (world)->client_secret, "practice-secret-9999");
}

static void
move_certificate (ScWorldQuirks *quirks)
{
  quirks->certificate_path = SC_SCENARIO_CERTIFICATE_PATH;
}

static void
apply_certificate_path (ScWorld *world)
{
  set_quirks (world, move_certificate);
}

static void
be_silent (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->silent = TRUE;
}

static void
apply_sensor_silent (ScWorld *world)
{
  set_quirks (world, be_silent);
}

static void
refuse_profile (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->refuses_profile = TRUE;
}

static void
apply_profile_refused (ScWorld *world)
{
  set_quirks (world, refuse_profile);
}

static void
keep_ap (ScWorldQuirks *quirks)
{
  quirks->visits = 1;
  quirks->ap_stays = TRUE;
}

static void
apply_ap_stays (ScWorld *world)
{
  set_quirks (world, keep_ap);
}

static void
apply_wrong_wifi_password (ScWorld *world)
{
  replace (&sc_world_get_practice (world)->key, "practice-key-9999");
}

/* Late, but before the sensor's third attempt, some 70 s after the profile. */
static void
apply_uplink_late (ScWorld *world)
{
  sc_world_radio_set_uplink_delay (sc_world_get_radio (world), 35 * SECOND_US);
}

static void
apply_cloud_500 (ScWorld *world)
{
  ScWorldFault fault = { SC_WORLD_CALL_PROVISION, 2, 500, FALSE, 0 };

  sc_world_cloud_add_fault (sc_world_get_cloud (world), &fault);
}

/* Later than the sensor's three attempts. */
static void
apply_window_missed (ScWorld *world)
{
  sc_world_radio_set_uplink_delay (sc_world_get_radio (world), 150 * SECOND_US);
}

static const Row rows[] = {
  { { SC_SCENARIO_DEFAULT, N_ ("It works"), N_ ("All is well"),
      N_ ("The sensor is provisioned in time and in contact within two minutes.") },
    NULL },
  { { "second-uplink", N_ ("It works"), N_ ("A cable keeps this computer online"),
      N_ ("The sensor is provisioned before the network profile is sent: no deadline.") },
    apply_second_uplink },
  { { "already-ours", N_ ("It works"), N_ ("The sensor is already in your tenant"),
      N_ ("The sensor is recognised; it only gets the site network, without a deadline.") },
    apply_already_ours },
  { { "wrong-client-secret", N_ ("Preparing"), N_ ("The client secret is wrong"),
      N_ ("Signing in fails. Type practice-secret-0000 as the secret; then all is well.") },
    apply_wrong_client_secret },
  { { "certificate-path-404", N_ ("At the sensor"),
      N_ ("The certificate is at an address nobody told the program"),
      N_ ("No candidate answers. Type /api/1/host/identity/1/sms_chain as the certificate "
          "address; then all is well.") },
    apply_certificate_path },
  { { "sensor-silent", N_ ("At the sensor"), N_ ("The sensor does not answer"),
      N_ ("The visit ends with the sensor unchanged. It answers on the second visit.") },
    apply_sensor_silent },
  { { "profile-refused", N_ ("At the sensor"), N_ ("The sensor refuses the network profile"),
      N_ ("The record says so. The sensor takes the profile on the second visit.") },
    apply_profile_refused },
  { { "ap-stays", N_ ("At the sensor"), N_ ("The sensor keeps its own network up"),
      N_ ("After 30 seconds the sensor needs another visit; that one succeeds.") },
    apply_ap_stays },
  { { "wrong-wifi-password", N_ ("Connecting"), N_ ("The Wi-Fi password is wrong"),
      N_ ("The sensor’s own network comes back. Type practice-key-1234 as the password and "
          "visit the sensor again.") },
    apply_wrong_wifi_password },
  { { "uplink-late", N_ ("Connecting"), N_ ("This computer is online late, but in time"),
      N_ ("The sensor is provisioned before its last attempt.") },
    apply_uplink_late },
  { { "cloud-500", N_ ("Connecting"), N_ ("The cloud fails twice, then works"),
      N_ ("Provisioning is repeated until it is accepted.") },
    apply_cloud_500 },
  { { "window-missed", N_ ("Connecting"), N_ ("This computer is online too late"),
      N_ ("The sensor is provisioned while it sleeps, and in contact some 20 minutes later.") },
    apply_window_missed },
};

/**
 * sc_scenario_count:
 *
 * Returns: how many there are
 */
guint
sc_scenario_count (void)
{
  return G_N_ELEMENTS (rows);
}

/**
 * sc_scenario_get:
 * @index: less than sc_scenario_count()
 *
 * Returns: (transfer none): a scenario; those of one group follow one another
 */
const ScScenario *
sc_scenario_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (rows), NULL);
  return &rows[index].scenario;
}

/**
 * sc_scenario_find:
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the scenario of that name
 */
const ScScenario *
sc_scenario_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].scenario.name, name) == 0)
      return &rows[i].scenario;
  return NULL;
}

/**
 * sc_scenario_apply:
 * @scenario: one of the table
 * @world: a new world
 *
 * Makes the scenario's one thing special in @world, for all its sensors.
 */
void
sc_scenario_apply (const ScScenario *scenario, ScWorld *world)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (&rows[i].scenario == scenario && rows[i].apply != NULL)
      rows[i].apply (world);
}
