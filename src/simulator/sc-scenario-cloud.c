/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes wrong between the profile and the first contact. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>

/* Late, but before the sensor's third attempt, some 70 s after the profile. */
static void
apply_uplink_late (ScWorld *world)
{
  sc_world_radio_set_uplink_delay (sc_world_get_radio (world), 35 * SC_SECOND_US);
}

/* Later than the sensor's three attempts. */
static void
apply_window_missed (ScWorld *world)
{
  sc_world_radio_set_uplink_delay (sc_world_get_radio (world), 150 * SC_SECOND_US);
}

static void
apply_belongs_to_another (ScWorld *world)
{
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    if (sc_world_sensor_is_ap_up (sc_world_get_sensor (world, i)))
      sc_world_cloud_claim (sc_world_get_cloud (world),
                            sc_world_sensor_get_id (sc_world_get_sensor (world, i)),
                            "somebody-else", sc_clock_wall_us (sc_world_get_clock (world)), 0);
}

static void
apply_portal (ScWorld *world)
{
  ScWorldFault page = {
    .call = SC_WORLD_CALL_GET, .n_times = 3, .status = 200, .body = SC_WORLD_BODY_PAGE
  };

  sc_world_cloud_add_fault (sc_world_get_cloud (world), &page);
}

static void
apply_dead_end (ScWorld *world)
{
  sc_world_radio_set_dead_end (sc_world_get_radio (world), 15 * SC_SECOND_US);
}

static void
apply_no_contact (ScWorld *world)
{
  sc_world_cloud_set_unheard (sc_world_get_cloud (world), TRUE);
}

/* The token ends, and the next one is for somebody else's sensors. */
static void
apply_other_tenant (ScWorld *world)
{
  ScWorldCloud *cloud = sc_world_get_cloud (world);
  ScWorldFault ended = { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 401 };

  sc_world_cloud_add_fault (cloud, &ended);
  sc_world_cloud_set_detour (cloud, "somebody-else", 1, 1);
}

static const ScScenarioRow rows[] = {
  { { "uplink-late",
      N_ ("Connecting"),
      N_ ("This computer is online late, but in time"),
      N_ ("The sensor is provisioned before its last attempt."),
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_UPLINK_NONE, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_uplink_late },
  { { "window-missed",
      N_ ("Connecting"),
      N_ ("This computer is online too late"),
      N_ ("The sensor is provisioned while it sleeps, and in contact some 20 minutes later."),
      "adi, Connecting to the cloud",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_UPLINK_NONE, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_window_missed },
  { { "cloud-400",
      N_ ("Connecting"),
      N_ ("The cloud refuses the certificate once"),
      N_ ("The record says so. Try again; then all is well."),
      "adi, Interfacing with RESTful APIs",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_BAD_REQUEST, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 400 } },
  { { "sign-in-ended",
      N_ ("Connecting"),
      N_ ("The cloud ends the sign-in"),
      N_ ("Sign in again; then the sensor is provisioned."),
      "rfc 6750",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_UNAUTHORIZED, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 2, .status = 401 } },
  { { "sign-in-elsewhere",
      N_ ("Connecting"),
      N_ ("The API key belongs to another tenant for a while"),
      N_ ("Nothing is given to the other tenant. Sign in again; then the sensor is provisioned."),
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_OTHER_TENANT, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    apply_other_tenant },
  { { "cloud-403",
      N_ ("Connecting"),
      N_ ("The cloud does not allow it"),
      N_ ("Sign in with an account that may; then the sensor is provisioned."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_FORBIDDEN, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 403 } },
  { { "question-refused",
      N_ ("Connecting"),
      N_ ("The cloud does not say whether it knows the sensor"),
      N_ ("Nothing to do: the sensor is provisioned all the same."),
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_GET, .n_times = 1, .status = 403 } },
  { { "cloud-404",
      N_ ("Connecting"),
      N_ ("The cloud does not know its own address"),
      N_ ("Check the endpoint and sign in again; then the sensor is provisioned."),
      "adi, Interfacing with RESTful APIs",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_NOT_FOUND, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 404 } },
  { { "cloud-409",
      N_ ("Connecting"),
      N_ ("The sensor belongs to somebody else"),
      N_ ("The cloud refuses the sensor, and the record says so."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_CONFLICT, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_REFUSED },
    apply_belongs_to_another },
  { { "cloud-413",
      N_ ("Connecting"),
      N_ ("The certificate is too large for the cloud"),
      N_ ("The cloud refuses the sensor, and the record says so."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_TOO_LARGE, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_REFUSED },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = G_MAXUINT, .status = 413 } },
  { { "cloud-429-seconds",
      N_ ("Connecting"),
      N_ ("The cloud asks to wait ten seconds"),
      SC_EXPECT_BY_ITSELF,
      "rfc 6585; rfc 9110, 10.2.3",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_BUSY, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 429, .retry_after_s = 10 } },
  { { "cloud-429-date",
      N_ ("Connecting"),
      N_ ("The cloud names the time to come back"),
      SC_EXPECT_BY_ITSELF,
      "rfc 9110, 10.2.3",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_BUSY, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION,
      .n_times = 1,
      .status = 429,
      .retry_after_s = 20,
      .retry_after_is_date = TRUE } },
  { { "cloud-429-absurd",
      N_ ("Connecting"),
      N_ ("The cloud asks to wait for years"),
      N_ ("It is tried again after five minutes; the sensor is in contact after its sleep."),
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_BUSY, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 429, .retry_after_s = 1000000000 } },
  { { "cloud-500",
      N_ ("Connecting"),
      N_ ("The cloud fails twice, then works"),
      N_ ("Provisioning is repeated until it is accepted."),
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_SERVER, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 2, .status = 500 } },
  { { "cloud-503",
      N_ ("Connecting"),
      N_ ("The cloud is being repaired"),
      SC_EXPECT_BY_ITSELF,
      "rfc 9110, 15.6.4",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_BUSY, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 2, .status = 503 } },
  { { "cloud-timeout",
      N_ ("Connecting"),
      N_ ("The cloud does not answer"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_REPLY_LOST, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .silent = TRUE } },
  { { "reply-lost",
      N_ ("Connecting"),
      N_ ("The cloud’s answer is lost"),
      N_ ("The cloud is asked, and nothing is done twice."),
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_REPLY_LOST, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 0, .after = TRUE } },
  { { "portal",
      N_ ("Connecting"),
      N_ ("A sign-in page answers in between"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_UPLINK_SIGN_IN, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_portal,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 2, .status = 200, .body = SC_WORLD_BODY_PAGE } },
  { { "uplink-dead",
      N_ ("Connecting"),
      N_ ("This computer’s network leads nowhere for a while"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_UPLINK_DEAD, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    apply_dead_end },
  { { "error-page",
      N_ ("Connecting"),
      N_ ("The cloud fails with a web page"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_SERVER, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 502, .body = SC_WORLD_BODY_PAGE } },
  { { "error-empty",
      N_ ("Connecting"),
      N_ ("The cloud fails without a word"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_SERVER, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 500, .body = SC_WORLD_BODY_EMPTY } },
  { { "error-huge",
      N_ ("Connecting"),
      N_ ("The cloud fails with ten megabytes"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_REPLY_LOST, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 500, .body = SC_WORLD_BODY_HUGE } },
  { { "error-bomb",
      N_ ("Connecting"),
      N_ ("The cloud fails with a compressed bomb"),
      SC_EXPECT_BY_ITSELF,
      "everyday",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_REPLY_LOST, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_PROVISION, .n_times = 1, .status = 500, .body = SC_WORLD_BODY_BOMB } },
  { { "no-contact",
      N_ ("Connecting"),
      N_ ("A firewall keeps the sensor from the cloud"),
      N_ ("The sensor is provisioned. After 25 minutes without contact it needs a visit."),
      "adi, Connecting to the cloud",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_NO_FIRST_CONTACT, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_NEEDS_VISIT },
    apply_no_contact },
};

const ScScenarioPart sc_scenario_part_cloud = { rows, G_N_ELEMENTS (rows) };
