/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is at the end of a way to the cloud, by what came back from there. */

#include "sc-way.h"

#define ENDPOINT "https://api.example.com:8443/v1"

static void
test_over_tls (void)
{
  static const struct
  {
    ScWayAnswer answer;
    ScWay way;
  } cases[] = {
    { { 401, NULL, FALSE }, SC_WAY_OPEN },
    { { 401, NULL, TRUE }, SC_WAY_OPEN }, /* a proxy of the cloud's own */
    { { 200, NULL, FALSE }, SC_WAY_OPEN },
    { { 404, NULL, TRUE }, SC_WAY_OPEN },
    { { 503, NULL, TRUE }, SC_WAY_OPEN },
    { { 302, "https://api.example.com/elsewhere", FALSE }, SC_WAY_OPEN },
    { { 302, "/elsewhere", FALSE }, SC_WAY_OPEN },
    { { 304, NULL, FALSE }, SC_WAY_OPEN },
    { { 302, "https://login.example.net/", FALSE }, SC_WAY_SIGN_IN },
    { { 307, "http://[broken", FALSE }, SC_WAY_SIGN_IN },
    { { 200, NULL, TRUE }, SC_WAY_SIGN_IN },
    { { 511, NULL, FALSE }, SC_WAY_SIGN_IN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (sc_way_judge (ENDPOINT, &cases[i].answer, NULL), ==, cases[i].way);
    }
}

/* Without TLS the endpoint's own host may well redirect to itself; that says nothing. */
static void
test_without_tls (void)
{
  static const struct
  {
    ScWayAnswer answer;
    ScWay way;
  } cases[] = {
    { { 0, NULL, FALSE }, SC_WAY_DEAD },
    { { 301, "https://api.example.com/", FALSE }, SC_WAY_DEAD },
    { { 403, NULL, TRUE }, SC_WAY_DEAD },
    { { 302, "http://10.0.0.1/login", FALSE }, SC_WAY_SIGN_IN },
    { { 200, NULL, TRUE }, SC_WAY_SIGN_IN },
    { { 511, NULL, TRUE }, SC_WAY_SIGN_IN },
  };
  ScWayAnswer none = { 0 };

  g_assert_cmpint (sc_way_judge (ENDPOINT, &none, NULL), ==, SC_WAY_DEAD);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sc_way_judge (ENDPOINT, &none, &cases[i].answer), ==, cases[i].way);
}

static void
test_plain_address (void)
{
  g_autofree char *named = sc_way_plain_uri (ENDPOINT);
  g_autofree char *usual = sc_way_plain_uri ("https://api.example.com/a/b");
  g_autofree char *six = sc_way_plain_uri ("https://[::1]:8443");

  g_assert_cmpstr (named, ==, "http://api.example.com:8443/");
  g_assert_cmpstr (usual, ==, "http://api.example.com/");
  g_assert_cmpstr (six, ==, "http://[::1]:8443/");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/way/over-tls", test_over_tls);
  g_test_add_func ("/way/without-tls", test_without_tls);
  g_test_add_func ("/way/plain-address", test_plain_address);
  return g_test_run ();
}
