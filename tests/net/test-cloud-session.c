/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-session.h"
#include "sc-error.h"
#include "sc-test-call.h"
#include "sc-test-cloud.h"
#include "sc-virtual-clock.h"

/* The life of a token, in virtual time over a real connection. */

#define SECOND ((gint64)G_USEC_PER_SEC)

typedef struct
{
  ScTestCloud cloud;
  ScVirtualClock *clock;
  ScCloudSession *session;
  guint n_wanted; /* token requests to wait for */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  sc_test_cloud_set_up (&self->cloud, NULL);
  account = sc_test_cloud_make_account (&self->cloud, "", SC_TEST_TLS "/ca.pem");
  self->clock = sc_virtual_clock_new ();
  self->session = sc_cloud_session_new (SC_CLOCK (self->clock), account, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (self->session);
  g_assert_finalize_object (self->clock);
  sc_test_cloud_tear_down (&self->cloud, NULL);
}

static void
fetch (Fixture *self)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_cloud_session_fetch_token_async (self->session, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  sc_cloud_session_fetch_token_finish (self->session, result, &error);
  g_assert_no_error (error);
}

static void
advance (Fixture *self, gint64 seconds)
{
  sc_virtual_clock_advance (self->clock, seconds * SECOND);
}

static gboolean
has_serial (gpointer user_data)
{
  Fixture *self = user_data;

  return sc_cloud_session_get_token_serial (self->session) >= self->n_wanted;
}

static gboolean
has_requests (gpointer user_data)
{
  Fixture *self = user_data;

  return sc_test_server_count (self->cloud.server, TOKEN) >= self->n_wanted;
}

static void
test_a_token_lasts_as_long_as_the_cloud_said (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_false (sc_cloud_session_token_lasts (self->session, 0));
  sc_test_cloud_script_token (&self->cloud, "t", 90);
  fetch (self);
  g_assert_true (sc_cloud_session_token_lasts (self->session, 89 * SECOND));
  g_assert_false (sc_cloud_session_token_lasts (self->session, 90 * SECOND));
  advance (self, 31);
  g_assert_false (sc_cloud_session_token_lasts (self->session, 60 * SECOND));
  g_assert_true (sc_cloud_session_token_lasts (self->session, 5 * SECOND));
}

static void
test_a_token_of_unknown_life_lasts_until_refused (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_server_reply (self->cloud.server, TOKEN, 200, JSON,
                        "{\"token_type\":\"bearer\",\"access_token\":\"t\"}");
  fetch (self);
  advance (self, 365 * 24 * 3600);
  g_assert_true (sc_cloud_session_token_lasts (self->session, 60 * SECOND));
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, TOKEN), ==, 1);
}

static void
test_it_is_renewed_in_the_background_in_time (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (&self->cloud, "first", 3600);
  sc_test_cloud_script_token (&self->cloud, "second", 3600);
  fetch (self);
  advance (self, 2399);
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, TOKEN), ==, 1);
  advance (self, 1);
  self->n_wanted = 2;
  sc_test_wait_until (has_serial, self);
  g_assert_true (sc_cloud_session_token_lasts (self->session, 3599 * SECOND));
}

static void
test_a_failed_renewal_is_tried_again_a_minute_later (Fixture *self,
                                                     gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (&self->cloud, "first", 3600);
  sc_test_server_reply (self->cloud.server, TOKEN, 503, NULL, NULL);
  sc_test_cloud_script_token (&self->cloud, "second", 3600);
  fetch (self);
  advance (self, 2400);
  self->n_wanted = 2;
  sc_test_wait_until (has_requests, self);
  /* the answer is on its way: the next attempt is planned from when it is in */
  while (sc_test_server_count (self->cloud.server, TOKEN) < 3)
    {
      advance (self, 60);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  self->n_wanted = 2;
  sc_test_wait_until (has_serial, self);
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, TOKEN), ==, 3);
}

/* The routes may lead nowhere while another interface leads to the cloud. */
static void
test_a_token_is_fetched_through_the_interface (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_test_cloud_script_token (&self->cloud, "t", 3600);
  sc_cloud_session_use_interface (self->session, "nosuch0");
  sc_cloud_session_fetch_token_async (self->session, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  g_assert_false (sc_cloud_session_fetch_token_finish (self->session, result, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_UNREACHABLE);
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, TOKEN), ==, 0);
  sc_cloud_session_use_interface (self->session, "lo");
  fetch (self);
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, TOKEN), ==, 1);
}

/* What failed by another way says nothing of this one: it is not waited out. No time passes here.
 */
static void
test_a_failed_renewal_is_made_up_for_on_another_way (Fixture *self,
                                                     gconstpointer data G_GNUC_UNUSED)
{
  sc_test_cloud_script_token (&self->cloud, "first", 3600);
  sc_test_cloud_script_token (&self->cloud, "second", 3600);
  fetch (self);
  sc_cloud_session_use_interface (self->session, "nosuch0");
  advance (self, 2400);
  sc_cloud_session_use_interface (self->session, "lo");
  while (sc_cloud_session_get_token_serial (self->session) < 2)
    {
      advance (self, 0);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, TOKEN), ==, 2);
  g_assert_true (sc_cloud_session_token_lasts (self->session, 3599 * SECOND));
}

static void
test_nothing_is_renewed_after_closing (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_test_cloud_script_token (&self->cloud, "t", 3600);
  fetch (self);
  sc_cloud_session_close (self->session);
  advance (self, 3600);
  g_assert_false (sc_cloud_session_token_lasts (self->session, 0));
  sc_cloud_session_fetch_token_async (self->session, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  g_assert_false (sc_cloud_session_fetch_token_finish (self->session, result, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_SIGNED_OUT);
  g_assert_cmpuint (sc_test_server_count (self->cloud.server, NULL), ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cloud-session/lasts", test_a_token_lasts_as_long_as_the_cloud_said);
  ADD ("/cloud-session/unknown-life", test_a_token_of_unknown_life_lasts_until_refused);
  ADD ("/cloud-session/renewed", test_it_is_renewed_in_the_background_in_time);
  ADD ("/cloud-session/renewal-fails", test_a_failed_renewal_is_tried_again_a_minute_later);
  ADD ("/cloud-session/interface", test_a_token_is_fetched_through_the_interface);
  ADD ("/cloud-session/renewal-on-another-way",
       test_a_failed_renewal_is_made_up_for_on_another_way);
  ADD ("/cloud-session/closed", test_nothing_is_renewed_after_closing);
  return g_test_run ();
}
