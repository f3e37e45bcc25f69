/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Signing in where there is more than one way to the cloud. */

#include "sc-error.h"
#include "sc-fakes.h"
#include "sc-session.h"
#include "sc-virtual-clock.h"

typedef struct
{
  ScVirtualClock *clock;
  ScFakes *fakes;
  ScWayWatch *way;
  ScSession *session;
} Fixture;

static const char *const cable_and_phone[] = { "lan0", "usb0", NULL };

static void
set_up (Fixture *f, gconstpointer uplinks)
{
  f->clock = sc_virtual_clock_new ();
  f->fakes = sc_fakes_new ();
  sc_fake_link_set_uplinks (f->fakes, uplinks);
  f->way = sc_way_watch_new (SC_CLOCK (f->clock), f->fakes->link, f->fakes->cloud);
  f->session = sc_session_new (f->fakes->cloud, f->fakes->keyring, f->way);
}

static void
settle (Fixture *f)
{
  sc_virtual_clock_settle (f->clock);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_session_cancel (f->session);
  sc_way_watch_forget (f->way);
  settle (f);
  g_assert_finalize_object (f->session);
  g_assert_finalize_object (f->way);
  sc_fakes_free (f->fakes);
  g_object_unref (f->clock);
}

static void
sign_in_at (Fixture *f, const char *endpoint)
{
  g_autoptr (ScSecret) secret = sc_secret_new ("secret", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) account = sc_account_new (endpoint, secret, secret, NULL, &error);

  g_assert_no_error (error);
  sc_session_sign_in (f->session, account, FALSE);
}

static void
sign_in (Fixture *f)
{
  sign_in_at (f, "https://cloud.example");
}

static void
refuse (Fixture *f, ScError code)
{
  sc_fake_cloud_fail (f->fakes, code);
  settle (f);
}

static void
accept_it (Fixture *f)
{
  sc_fake_cloud_answer (f->fakes, sc_tenant_new ("https://cloud.example", "abc", "standard"));
  settle (f);
}

static void
answer_through (Fixture *f, const char *interface, ScWay way)
{
  sc_fake_cloud_answer_way_through (f->fakes, interface, way);
  settle (f);
}

static void
assert_failed (Fixture *f, ScError code)
{
  g_assert_cmpint (sc_session_get_state (f->session), ==, SC_SIGN_IN_FAILED);
  g_assert_error (sc_session_get_error (f->session), SC_ERROR, (int)code);
  g_assert_false (sc_session_is_searching (f->session));
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes));
}

/* A cable that ends in a machine has the default route; the phone leads to the cloud. */
static void
test_another_way (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  g_assert_false (sc_session_is_searching (f->session));
  refuse (f, SC_ERROR_CLOUD_TIMEOUT);
  g_assert_true (sc_session_is_searching (f->session));
  g_assert_cmpint (sc_session_get_state (f->session), ==, SC_SIGN_IN_BUSY);
  g_assert_no_error (sc_session_get_error (f->session)); /* not yet */
  answer_through (f, "usb0", SC_WAY_OPEN);
  answer_through (f, NULL, SC_WAY_DEAD);
  g_assert_true (sc_fakes_has_logged (f->fakes, "use usb0"));
  g_assert_cmpuint (sc_fakes_count (f->fakes, "sign-in"), ==, 2);
  accept_it (f);
  g_assert_cmpint (sc_session_get_state (f->session), ==, SC_SIGN_IN_DONE);
  g_assert_nonnull (sc_session_get_tenant (f->session));
  g_assert_no_error (sc_session_get_error (f->session));
}

/* What is told is how it failed, not that there was a search. */
static void
test_no_other_way (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_UNREACHABLE);
  answer_through (f, NULL, SC_WAY_DEAD);
  answer_through (f, "lan0", SC_WAY_DEAD);
  answer_through (f, "usb0", SC_WAY_SIGN_IN);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "sign-in"), ==, 1);
  assert_failed (f, SC_ERROR_CLOUD_UNREACHABLE);
}

/* Where the routes lead to the endpoint, it is the endpoint that is wrong. */
static void
test_the_way_was_not_at_fault (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_NOT_API);
  answer_through (f, NULL, SC_WAY_OPEN);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "sign-in"), ==, 1);
  assert_failed (f, SC_ERROR_CLOUD_NOT_API);
  g_assert_null (sc_way_watch_get_interface (f->way));
}

static void
test_an_answer_is_not_doubted (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_CREDENTIALS);
  assert_failed (f, SC_ERROR_CLOUD_CREDENTIALS);
}

/* It would only take longer until that is told. */
static void
test_a_single_way (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_TIMEOUT);
  assert_failed (f, SC_ERROR_CLOUD_TIMEOUT);
}

static void
test_only_once (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_TIMEOUT);
  answer_through (f, "usb0", SC_WAY_OPEN);
  answer_through (f, NULL, SC_WAY_DEAD);
  refuse (f, SC_ERROR_CLOUD_REPLY_INVALID);
  assert_failed (f, SC_ERROR_CLOUD_REPLY_INVALID);
}

/* The next one goes by the way that was found, and finds another if that has gone. */
static void
test_the_next_sign_in (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const cable[] = { "lan0", NULL };

  test_another_way (f, NULL);
  sc_session_sign_out (f->session);
  sign_in (f);
  g_assert_cmpstr (sc_way_watch_get_interface (f->way), ==, "usb0");
  sc_fake_link_set_uplinks (f->fakes, cable);
  refuse (f, SC_ERROR_CLOUD_UNREACHABLE);
  answer_through (f, NULL, SC_WAY_OPEN);
  g_assert_null (sc_way_watch_get_interface (f->way));
  accept_it (f);
  g_assert_cmpint (sc_session_get_state (f->session), ==, SC_SIGN_IN_DONE);
}

/* Ways to one cloud say nothing of those to another. */
static void
test_another_endpoint (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  test_another_way (f, NULL);
  sign_in_at (f, "https://private.example");
  g_assert_null (sc_way_watch_get_interface (f->way));
  g_assert_cmpint (sc_way_watch_get (f->way), ==, SC_WAY_UNKNOWN);
}

static void
test_cancel (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_TIMEOUT);
  sc_session_cancel (f->session);
  g_assert_cmpint (sc_session_get_state (f->session), ==, SC_SIGN_IN_NONE);
  settle (f);
  g_assert_false (sc_session_is_searching (f->session));
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes));
  g_assert_cmpuint (sc_fakes_count (f->fakes, "sign-in"), ==, 1);
}

/* Another network: what was asked was asked about the one before. */
static void
test_the_network_changes (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sign_in (f);
  refuse (f, SC_ERROR_CLOUD_TIMEOUT);
  sc_way_watch_forget (f->way);
  settle (f);
  assert_failed (f, SC_ERROR_CLOUD_TIMEOUT);
}

int
main (int argc, char **argv)
{
  static const char *const cable[] = { "lan0", NULL };

  g_test_init (&argc, &argv, NULL);
#define ADD(name, uplinks, func)                                                                   \
  g_test_add ("/session/" name, Fixture, uplinks, set_up, func, tear_down)
  ADD ("another-way", cable_and_phone, test_another_way);
  ADD ("no-other-way", cable_and_phone, test_no_other_way);
  ADD ("the-way-was-not-at-fault", cable_and_phone, test_the_way_was_not_at_fault);
  ADD ("an-answer-is-not-doubted", cable_and_phone, test_an_answer_is_not_doubted);
  ADD ("a-single-way", cable, test_a_single_way);
  ADD ("only-once", cable_and_phone, test_only_once);
  ADD ("the-next-sign-in", cable_and_phone, test_the_next_sign_in);
  ADD ("another-endpoint", cable_and_phone, test_another_endpoint);
  ADD ("cancel", cable_and_phone, test_cancel);
  ADD ("the-network-changes", cable_and_phone, test_the_network_changes);
#undef ADD
  return g_test_run ();
}
