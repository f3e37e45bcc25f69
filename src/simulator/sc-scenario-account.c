/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes wrong while one prepares. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>

/* The texts say two minutes. */
#define TROUBLE_US (120 * SC_SECOND_US)

static void
apply_wrong_client_secret (ScWorld *world)
{
  sc_scenario_replace (&sc_world_get_practice (world)->client_secret, "practice-secret-9999");
}

static void
apply_clock_wrong (ScWorld *world)
{
  sc_world_cloud_set_identity (sc_world_get_cloud (world), SC_WORLD_IDENTITY_NOT_YET_VALID,
                               TROUBLE_US);
}

static void
apply_cloud_expired (ScWorld *world)
{
  sc_world_cloud_set_identity (sc_world_get_cloud (world), SC_WORLD_IDENTITY_EXPIRED, TROUBLE_US);
}

static void
apply_unknown_authority (ScWorld *world)
{
  sc_world_cloud_set_identity (sc_world_get_cloud (world), SC_WORLD_IDENTITY_UNKNOWN_CA,
                               TROUBLE_US);
}

static void
apply_wrong_host (ScWorld *world)
{
  sc_world_cloud_set_identity (sc_world_get_cloud (world), SC_WORLD_IDENTITY_WRONG_HOST,
                               TROUBLE_US);
}

static void
apply_unreachable (ScWorld *world)
{
  sc_world_cloud_set_identity (sc_world_get_cloud (world), SC_WORLD_IDENTITY_NONE, TROUBLE_US);
}

static void
apply_no_tls (ScWorld *world)
{
  sc_world_cloud_set_identity (sc_world_get_cloud (world), SC_WORLD_IDENTITY_PLAIN, TROUBLE_US);
}

static void
apply_other_security (ScWorld *world)
{
  sc_world_protect_site_network (world, SC_SECURITY_WPA3);
}

static const ScScenarioRow rows[] = {
  { { "wrong-client-secret",
      N_ ("Preparing"),
      N_ ("The client secret is wrong"),
      N_ ("Signing in fails. Type practice-secret-0000 as the secret; then all is well."),
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_CREDENTIALS, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_wrong_client_secret },
  { { "clock-wrong",
      N_ ("Preparing"),
      N_ ("The clock of this computer is wrong"),
      SC_EXPECT_TWO_MINUTES,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_TLS_TIME, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_clock_wrong },
  { { "cloud-certificate-expired",
      N_ ("Preparing"),
      N_ ("The cloud’s certificate has expired"),
      SC_EXPECT_TWO_MINUTES,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_TLS_TIME, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_cloud_expired },
  { { "cloud-unknown-authority",
      N_ ("Preparing"),
      N_ ("The company network inspects traffic"),
      SC_EXPECT_TWO_MINUTES,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_TLS_UNKNOWN_CA, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_unknown_authority },
  { { "cloud-wrong-host",
      N_ ("Preparing"),
      N_ ("A sign-in page answers instead of the cloud"),
      SC_EXPECT_TWO_MINUTES,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_TLS_WRONG_HOST, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_wrong_host },
  { { "cloud-no-tls",
      N_ ("Preparing"),
      N_ ("A firewall answers instead of the cloud"),
      SC_EXPECT_TWO_MINUTES,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_TLS_OTHER, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_no_tls },
  { { "cloud-unreachable",
      N_ ("Preparing"),
      N_ ("The cloud cannot be reached"),
      SC_EXPECT_TWO_MINUTES,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_UNREACHABLE, SC_SCENARIO_WAIT } },
      SC_SCENARIO_IN_CONTACT },
    apply_unreachable },
  { { "proxy-login",
      N_ ("Preparing"),
      N_ ("A proxy asks for a login"),
      SC_EXPECT_SIGN_IN,
      "rfc 9110, 15.5.8",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_PROXY, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 407, .body = SC_WORLD_BODY_PAGE } },
  { { "endpoint-page",
      N_ ("Preparing"),
      N_ ("The endpoint is a web page"),
      SC_EXPECT_SIGN_IN,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_NOT_API, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 200, .body = SC_WORLD_BODY_PAGE } },
  { { "endpoint-redirect",
      N_ ("Preparing"),
      N_ ("The endpoint leads to another address"),
      SC_EXPECT_SIGN_IN,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_NOT_API, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 302 } },
  { { "endpoint-404",
      N_ ("Preparing"),
      N_ ("The endpoint lacks a part of its path"),
      SC_EXPECT_SIGN_IN,
      "adi, Interfacing with RESTful APIs",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_NOT_FOUND, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 404 } },
  { { "account-forbidden",
      N_ ("Preparing"),
      N_ ("The account may not do this"),
      SC_EXPECT_SIGN_IN,
      "guess",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_FORBIDDEN, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 403 } },
  { { "sign-in-busy",
      N_ ("Preparing"),
      N_ ("The cloud is too busy to sign in"),
      SC_EXPECT_SIGN_IN,
      "rfc 9110, 15.6.4",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_BUSY, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 503, .retry_after_s = 5 } },
  { { "sign-in-timeout",
      N_ ("Preparing"),
      N_ ("The cloud does not answer the sign-in"),
      SC_EXPECT_SIGN_IN,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_TIMEOUT, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .silent = TRUE } },
  { { "sign-in-nonsense",
      N_ ("Preparing"),
      N_ ("The answer to the sign-in makes no sense"),
      SC_EXPECT_SIGN_IN,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_REPLY_INVALID, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 200 } },
  { { "sign-in-endless",
      N_ ("Preparing"),
      N_ ("The answer to the sign-in is far too large"),
      SC_EXPECT_SIGN_IN,
      "everyday",
      { { SC_SCENARIO_AT_SIGN_IN, SC_ERROR_CLOUD_REPLY_TOO_LARGE, SC_SCENARIO_PRESS } },
      SC_SCENARIO_IN_CONTACT },
    NULL,
    { .call = SC_WORLD_CALL_TOKEN, .n_times = 1, .status = 200, .body = SC_WORLD_BODY_HUGE } },
  { { "site-other-security",
      N_ ("Preparing"),
      N_ ("The site network is WPA3 only"),
      N_ ("The test of the site network says that it is protected in another way. Change its "
          "security to WPA3, with practice-key-1234 as the password; then all is well."),
      "everyday",
      { { SC_SCENARIO_AT_TEST, SC_ERROR_LINK_OTHER_SECURITY, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_other_security },
};

const ScScenarioPart sc_scenario_part_account = { rows, G_N_ELEMENTS (rows) };
