/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trying the site network on this laptop: the verdicts, and the course of it. */

#include "sc-error.h"
#include "sc-fakes.h"
#include "sc-site-test.h"
#include "sc-virtual-clock.h"

typedef struct
{
  ScVirtualClock *clock;
  ScFakes *fakes;
  ScSiteNetwork *network;
  ScSiteTest *test;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) ssid = g_bytes_new_static ("Hall 1", 6);
  g_autoptr (ScSecret) key = sc_secret_new ("right key", -1);

  f->clock = sc_virtual_clock_new ();
  f->fakes = sc_fakes_new ();
  sc_fake_link_set_abilities (f->fakes, SC_LINK_CAN_SWITCH | SC_LINK_CAN_TRY);
  f->network = sc_site_network_new (ssid, SC_SECURITY_WPA, key, NULL);
  f->test = sc_site_test_new (SC_CLOCK (f->clock), f->fakes->link, f->fakes->cloud);
}

static void
settle (Fixture *f)
{
  sc_virtual_clock_settle (f->clock);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  settle (f);
  g_assert_finalize_object (f->test);
  sc_site_network_unref (f->network);
  sc_fakes_free (f->fakes);
  g_object_unref (f->clock);
}

static void
test_verdicts (void)
{
  static const struct
  {
    ScError code;
    ScSecurity security;
    ScWay way;
    ScSiteTestResult result;
  } cases[] = {
    { 0, SC_SECURITY_WPA, SC_WAY_OPEN, SC_SITE_TEST_WORKED },
    { 0, SC_SECURITY_WPA, SC_WAY_UNKNOWN, SC_SITE_TEST_JOINED },
    { 0, SC_SECURITY_OPEN, SC_WAY_SIGN_IN, SC_SITE_TEST_SIGN_IN },
    { 0, SC_SECURITY_WPA, SC_WAY_DEAD, SC_SITE_TEST_NO_CLOUD },
    { SC_ERROR_LINK_KEY_REFUSED, SC_SECURITY_WPA, 0, SC_SITE_TEST_REFUSED },
    { SC_ERROR_LINK_KEY_REFUSED, SC_SECURITY_WPA3, 0, SC_SITE_TEST_DOUBTFUL },
    { SC_ERROR_LINK_TIMEOUT, SC_SECURITY_WPA, 0, SC_SITE_TEST_DOUBTFUL },
    { SC_ERROR_LINK_TIMEOUT, SC_SECURITY_WPA3, 0, SC_SITE_TEST_DOUBTFUL },
    { SC_ERROR_LINK_NOT_FOUND, SC_SECURITY_WPA, 0, SC_SITE_TEST_NOT_HEARD },
    { SC_ERROR_LINK_NO_ADDRESS, SC_SECURITY_WPA, 0, SC_SITE_TEST_NO_ADDRESS },
    { SC_ERROR_LINK_OTHER_SECURITY, SC_SECURITY_WPA, 0, SC_SITE_TEST_OTHER_SECURITY },
    { SC_ERROR_LINK_UNSUPPORTED, SC_SECURITY_WPA3, 0, SC_SITE_TEST_NOT_TESTED },
    { SC_ERROR_LINK_DENIED, SC_SECURITY_WPA, 0, SC_SITE_TEST_NOT_TESTED },
    { SC_ERROR_LINK_TAKEN, SC_SECURITY_WPA, 0, SC_SITE_TEST_NOT_TESTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
          cases[i].code != 0 ? g_error_new_literal (SC_ERROR, cases[i].code, "told") : NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (sc_site_test_judge (error, cases[i].security, cases[i].way), ==,
                       cases[i].result);
    }
}

static void
test_works (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (sc_site_test_start (f->test, f->network));
  g_assert_false (sc_site_test_start (f->test, f->network));
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_JOINING);
  sc_fake_link_grant (f->fakes);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_ASKING);
  g_assert_true (sc_fakes_has_logged (f->fakes, "way wlan7")); /* through that interface */
  sc_fake_cloud_answer_way (f->fakes, SC_WAY_OPEN);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_RETURNING);
  g_assert_cmpint (sc_site_test_get_result (f->test), ==, SC_SITE_TEST_NOT_TESTED); /* not yet */
  g_assert_true (sc_site_test_is_running (f->test));
  sc_fake_link_finish_release (f->fakes);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_DONE);
  g_assert_cmpint (sc_site_test_get_result (f->test), ==, SC_SITE_TEST_WORKED);
  g_assert_true (sc_site_test_get_network (f->test) == f->network);
  g_assert_cmpint (sc_site_test_get_wall_us (f->test), ==, sc_clock_wall_us (SC_CLOCK (f->clock)));
}

static void
test_refused (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (sc_site_test_start (f->test, f->network));
  sc_fake_link_refuse (f->fakes, SC_ERROR_LINK_KEY_REFUSED);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_DONE);
  g_assert_cmpint (sc_site_test_get_result (f->test), ==, SC_SITE_TEST_REFUSED);
  g_assert_error ((GError *)sc_site_test_get_error (f->test), SC_ERROR, SC_ERROR_LINK_KEY_REFUSED);
  g_assert_true (sc_site_test_start (f->test, f->network)); /* again */
  g_assert_null (sc_site_test_get_error (f->test));
  sc_fake_link_refuse (f->fakes, SC_ERROR_LINK_NOT_FOUND);
}

static void
test_cancelled_while_joining (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (sc_site_test_start (f->test, f->network));
  sc_site_test_cancel (f->test);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_IDLE);
  g_assert_cmpint (sc_site_test_get_result (f->test), ==, SC_SITE_TEST_NOT_TESTED);
}

static void
test_cancelled_while_asking (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (sc_site_test_start (f->test, f->network));
  sc_fake_link_grant (f->fakes);
  settle (f);
  sc_site_test_cancel (f->test);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_RETURNING);
  g_assert_true (sc_fakes_has_logged (f->fakes, "release"));
  sc_fake_link_finish_release (f->fakes);
  settle (f);
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_IDLE);
}

static void
test_not_with_this_link (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_link_set_abilities (f->fakes, 0);
  g_assert_false (sc_site_test_start (f->test, f->network));
  g_assert_cmpint (sc_site_test_get_state (f->test), ==, SC_SITE_TEST_IDLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-test/verdicts", test_verdicts);
#define ADD(name, func) g_test_add ("/site-test/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("works", test_works);
  ADD ("refused", test_refused);
  ADD ("cancelled-while-joining", test_cancelled_while_joining);
  ADD ("cancelled-while-asking", test_cancelled_while_asking);
  ADD ("not-with-this-link", test_not_with_this_link);
#undef ADD
  return g_test_run ();
}
