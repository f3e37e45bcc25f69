/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* This computer's own network: noted before it is left, offered if it does not come back. */

#include "sc-fakes.h"
#include "sc-home-keeper.h"
#include "sc-virtual-clock.h"

#define GRACE_US (5 * G_USEC_PER_SEC)

typedef struct
{
  ScVirtualClock *clock;
  ScFakes *fakes;
  ScHomeKeeper *keeper;
  guint n_changed;
} Fixture;

static void
on_changed (Fixture *f)
{
  f->n_changed++;
}

static void
start (Fixture *f)
{
  f->keeper = sc_home_keeper_new (SC_CLOCK (f->clock), f->fakes->link, f->fakes->journal);
  g_signal_connect_swapped (f->keeper, "changed", G_CALLBACK (on_changed), f);
  g_assert_true (sc_home_keeper_load (f->keeper, NULL));
}

/* As after a kill: what is not in the journal is lost. */
static void
start_anew (Fixture *f)
{
  g_clear_object (&f->keeper);
  start (f);
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->clock = sc_virtual_clock_new ();
  f->fakes = sc_fakes_new ();
  sc_fake_link_set_home (f->fakes, SC_HOME_THERE);
  start (f);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&f->keeper);
  sc_virtual_clock_settle (f->clock);
  sc_fakes_free (f->fakes);
  g_clear_object (&f->clock);
}

/* What a link does before and during a visit. */
static void
leave_home (Fixture *f)
{
  sc_link_emit_displaces (f->fakes->link, "uuid-1", "Office");
  sc_fake_link_set_home (f->fakes, SC_HOME_COMING);
}

static void
pass (Fixture *f, gint64 us)
{
  sc_virtual_clock_advance (f->clock, us);
}

static void
assert_offer (Fixture *f, ScHomeOffer offer)
{
  g_assert_cmpint (sc_home_keeper_get_offer (f->keeper), ==, offer);
}

static void
test_noted_before_it_is_left (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_link_emit_displaces (f->fakes->link, "uuid-1", "Office");
  g_assert_true (sc_fakes_has_logged (f->fakes, "home:uuid-1")); /* when the signal returns */
  sc_link_emit_displaces (f->fakes->link, "uuid-1", "Office");
  g_assert_cmpuint (sc_fakes_count (f->fakes, "home:uuid-1"), ==, 1);
  sc_link_emit_displaces (f->fakes->link, "uuid-2", "Hall");
  g_assert_cmpuint (sc_fakes_count (f->fakes, "home:uuid-2"), ==, 1);
  g_assert_cmpstr (sc_home_keeper_get_name (f->keeper), ==, "Hall");
}

static void
test_forgotten_when_back (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  leave_home (f);
  pass (f, 600 * G_USEC_PER_SEC);
  assert_offer (f, SC_HOME_OFFER_NONE); /* not while a sensor is visited */
  sc_fake_link_set_home (f->fakes, SC_HOME_THERE);
  g_assert_true (sc_fakes_has_logged (f->fakes, "home:none"));
  start_anew (f);
  sc_fake_link_set_home (f->fakes, SC_HOME_AWAY);
  pass (f, 2 * GRACE_US);
  assert_offer (f, SC_HOME_OFFER_NONE);
}

static void
test_offered_at_the_next_start (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  leave_home (f);
  sc_fake_link_set_home (f->fakes, SC_HOME_AWAY); /* NetworkManager cleaned up after us */
  start_anew (f);
  assert_offer (f, SC_HOME_OFFER_NONE); /* it may come back by itself */
  f->n_changed = 0;
  pass (f, GRACE_US);
  assert_offer (f, SC_HOME_OFFER_OPEN);
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_cmpstr (sc_home_keeper_get_name (f->keeper), ==, "Office");

  sc_home_keeper_accept (f->keeper);
  assert_offer (f, SC_HOME_OFFER_GOING);
  g_assert_true (sc_fakes_has_logged (f->fakes, "go-home:uuid-1"));
  sc_home_keeper_accept (f->keeper); /* once is enough */
  sc_fake_link_set_home (f->fakes, SC_HOME_COMING);
  assert_offer (f, SC_HOME_OFFER_GOING);
  sc_fake_link_finish_going_home (f->fakes, 0);
  pass (f, 0);
  assert_offer (f, SC_HOME_OFFER_NONE);
  g_assert_true (sc_fakes_has_logged (f->fakes, "home:none"));
}

static void
test_comes_back_by_itself (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  leave_home (f);
  sc_fake_link_set_home (f->fakes, SC_HOME_AWAY);
  start_anew (f);
  pass (f, GRACE_US / 2);
  sc_fake_link_set_home (f->fakes, SC_HOME_COMING);
  pass (f, GRACE_US);
  assert_offer (f, SC_HOME_OFFER_NONE);
  sc_fake_link_set_home (f->fakes, SC_HOME_THERE);
  g_assert_true (sc_fakes_has_logged (f->fakes, "home:none"));
}

static void
test_failure_may_be_repeated (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  leave_home (f);
  sc_fake_link_set_home (f->fakes, SC_HOME_AWAY);
  pass (f, GRACE_US);
  sc_home_keeper_accept (f->keeper);
  sc_fake_link_finish_going_home (f->fakes, SC_ERROR_UPLINK_NONE);
  pass (f, 0);
  assert_offer (f, SC_HOME_OFFER_FAILED);
  g_assert_error (sc_home_keeper_get_error (f->keeper), SC_ERROR, SC_ERROR_UPLINK_NONE);
  start_anew (f); /* it is still noted */
  pass (f, GRACE_US);
  assert_offer (f, SC_HOME_OFFER_OPEN);
  sc_home_keeper_accept (f->keeper);
  sc_fake_link_finish_going_home (f->fakes, 0);
  pass (f, 0);
  assert_offer (f, SC_HOME_OFFER_NONE);
}

static void
test_declined (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  leave_home (f);
  sc_fake_link_set_home (f->fakes, SC_HOME_AWAY);
  pass (f, GRACE_US);
  sc_home_keeper_decline (f->keeper);
  assert_offer (f, SC_HOME_OFFER_NONE);
  start_anew (f);
  pass (f, GRACE_US);
  assert_offer (f, SC_HOME_OFFER_NONE);
}

static void
test_link_that_cannot_tell (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  leave_home (f);
  sc_fake_link_set_home (f->fakes, SC_HOME_UNKNOWN);
  start_anew (f);
  pass (f, GRACE_US);
  assert_offer (f, SC_HOME_OFFER_NONE); /* nothing that could not be done */
  sc_fake_link_set_home (f->fakes, SC_HOME_AWAY);
  pass (f, GRACE_US);
  assert_offer (f, SC_HOME_OFFER_OPEN);
}

static void
test_journal_that_fails (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_journal_fail (f->fakes, SC_ERROR_JOURNAL_FAILED);
  leave_home (f); /* no reason not to visit: sending needs the journal, and says so */
  sc_fake_journal_fail (f->fakes, 0);
  leave_home (f);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "home:uuid-1"), ==, 1); /* made up for */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/home-keeper/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (noted_before_it_is_left);
  ADD (forgotten_when_back);
  ADD (offered_at_the_next_start);
  ADD (comes_back_by_itself);
  ADD (failure_may_be_repeated);
  ADD (declined);
  ADD (link_that_cannot_tell);
  ADD (journal_that_fails);
#undef ADD
  return g_test_run ();
}
