/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is known of the ways to the cloud, and which one is used. */

#include "sc-error.h"
#include "sc-fakes.h"
#include "sc-plan.h"
#include "sc-test-model.h"
#include "sc-virtual-clock.h"
#include "sc-way-watch.h"

typedef struct
{
  ScVirtualClock *clock;
  ScFakes *fakes;
  ScWayWatch *watch;
  guint n_changed;
  guint n_settled;
} Fixture;

typedef struct
{
  ScRecord *record;
  ScMoment now;
} Story;

static void
on_changed (Fixture *f)
{
  f->n_changed++;
}

static void
on_settled (Fixture *f)
{
  f->n_settled++;
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->clock = sc_virtual_clock_new ();
  f->fakes = sc_fakes_new ();
  f->watch = sc_way_watch_new (SC_CLOCK (f->clock), f->fakes->link, f->fakes->cloud);
  g_signal_connect_swapped (f->watch, "changed", G_CALLBACK (on_changed), f);
  g_signal_connect_swapped (f->watch, "settled", G_CALLBACK (on_settled), f);
}

static void
settle (Fixture *f)
{
  sc_virtual_clock_settle (f->clock);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_way_watch_forget (f->watch);
  settle (f);
  g_assert_finalize_object (f->watch);
  sc_fakes_free (f->fakes);
  g_object_unref (f->clock);
}

static void
doubt (Fixture *f, ScError code)
{
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, code, "told");

  sc_way_watch_doubt (f->watch, error);
}

static void
answer (Fixture *f, ScWay way)
{
  sc_fake_cloud_answer_way (f->fakes, way);
  settle (f);
}

static void
test_asks_when_in_doubt (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  doubt (f, SC_ERROR_CLOUD_SERVER); /* the cloud itself said so */
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes));
  doubt (f, SC_ERROR_CLOUD_NOT_API);
  g_assert_true (sc_fake_cloud_is_asked_way (f->fakes));
  doubt (f, SC_ERROR_CLOUD_NOT_API); /* under way */
  answer (f, SC_WAY_SIGN_IN);
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_SIGN_IN);
  g_assert_cmpuint (f->n_changed, ==, 1);
}

static void
test_not_too_often (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  doubt (f, SC_ERROR_CLOUD_UNREACHABLE);
  answer (f, SC_WAY_DEAD);
  doubt (f, SC_ERROR_CLOUD_UNREACHABLE);
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes));
  sc_virtual_clock_advance (f->clock, 5 * G_USEC_PER_SEC);
  doubt (f, SC_ERROR_CLOUD_UNREACHABLE);
  g_assert_true (sc_fake_cloud_is_asked_way (f->fakes));
}

static void
test_an_answer_ends_doubt (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  doubt (f, SC_ERROR_CLOUD_TIMEOUT);
  sc_way_watch_prove (f->watch);
  settle (f);
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes)); /* given up */
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_OPEN);
  sc_way_watch_forget (f->watch);
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_UNKNOWN);
}

static void
answer_through (Fixture *f, const char *interface, ScWay way)
{
  sc_fake_cloud_answer_way_through (f->fakes, interface, way);
  settle (f);
}

/* A cable that ends in a machine has the default route; the phone leads to the cloud. */
static void
test_another_way (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const ways[] = { "lan0", "usb0", NULL };

  sc_way_watch_prove (f->watch); /* the cable has led there until now */
  g_assert_cmpuint (f->n_changed, ==, 1);
  sc_fake_link_set_uplinks (f->fakes, ways);
  doubt (f, SC_ERROR_CLOUD_TIMEOUT);
  /* all at once: there may be a minute for all of it */
  g_assert_true (sc_fakes_has_logged (f->fakes, "way any"));
  g_assert_true (sc_fakes_has_logged (f->fakes, "way lan0"));
  g_assert_true (sc_fakes_has_logged (f->fakes, "way usb0"));
  answer_through (f, NULL, SC_WAY_DEAD);
  answer_through (f, "lan0", SC_WAY_DEAD);
  g_assert_cmpuint (f->n_settled, ==, 0);
  g_assert_false (sc_fakes_has_logged (f->fakes, "use usb0"));
  answer_through (f, "usb0", SC_WAY_OPEN);
  g_assert_true (sc_fakes_has_logged (f->fakes, "use usb0"));
  g_assert_cmpuint (f->n_settled, ==, 1);
  g_assert_cmpuint (f->n_changed, ==, 2); /* open as before, but another */
  g_assert_cmpstr (sc_way_watch_get_interface (f->watch), ==, "usb0");
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_OPEN);
  sc_way_watch_forget (f->watch); /* another network: as the routes say */
  g_assert_null (sc_way_watch_get_interface (f->watch));
  g_assert_cmpuint (sc_fakes_count (f->fakes, "use any"), ==, 1);
}

/* A dead end is silent for long; an open way answers at once. */
static void
test_the_routes_are_not_waited_for_long (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const ways[] = { "lan0", "usb0", NULL };

  sc_fake_link_set_uplinks (f->fakes, ways);
  doubt (f, SC_ERROR_CLOUD_TIMEOUT);
  answer_through (f, "usb0", SC_WAY_OPEN);
  sc_virtual_clock_advance (f->clock, 3 * G_USEC_PER_SEC - 1);
  g_assert_false (sc_fakes_has_logged (f->fakes, "use usb0"));
  sc_virtual_clock_advance (f->clock, 1);
  g_assert_cmpstr (sc_way_watch_get_interface (f->watch), ==, "usb0");
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes)); /* the others were given up */
}

/* The routes are there for a reason: where they lead to the cloud, they are what is used. */
static void
test_the_routes_come_first (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const ways[] = { "lan0", "usb0", NULL };

  sc_fake_link_set_uplinks (f->fakes, ways);
  doubt (f, SC_ERROR_CLOUD_TIMEOUT);
  answer_through (f, "usb0", SC_WAY_OPEN);
  answer_through (f, NULL, SC_WAY_OPEN);
  g_assert_null (sc_way_watch_get_interface (f->watch));
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_OPEN);
  sc_virtual_clock_advance (f->clock, 10 * G_USEC_PER_SEC);
  g_assert_false (sc_fakes_has_logged (f->fakes, "use usb0"));
}

/* What is known to lead to the cloud is used until better is known. */
static void
test_a_known_way_is_kept_meanwhile (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const ways[] = { "lan0", "usb0", NULL };
  const char *const one[] = { "lan0", NULL };

  sc_fake_link_set_uplinks (f->fakes, ways);
  doubt (f, SC_ERROR_CLOUD_TIMEOUT);
  answer_through (f, "usb0", SC_WAY_OPEN);
  answer_through (f, NULL, SC_WAY_DEAD);
  sc_virtual_clock_advance (f->clock, 60 * G_USEC_PER_SEC);
  doubt (f, SC_ERROR_CLOUD_REPLY_LOST);
  g_assert_true (sc_fake_cloud_is_asked_way (f->fakes));
  g_assert_cmpstr (sc_way_watch_get_interface (f->watch), ==, "usb0");
  answer_through (f, NULL, SC_WAY_DEAD);
  answer_through (f, "lan0", SC_WAY_DEAD);
  answer_through (f, "usb0", SC_WAY_OPEN);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "use usb0"), ==, 1);
  g_assert_cmpuint (sc_fakes_count (f->fakes, "use any"), ==, 0);

  sc_fake_link_set_uplinks (f->fakes, one); /* the phone is unplugged */
  g_assert_true (sc_way_watch_has_choice (f->watch));
  sc_virtual_clock_advance (f->clock, 60 * G_USEC_PER_SEC);
  doubt (f, SC_ERROR_CLOUD_UNREACHABLE);
  answer_through (f, NULL, SC_WAY_DEAD);
  g_assert_null (sc_way_watch_get_interface (f->watch));
  g_assert_false (sc_way_watch_has_choice (f->watch));
}

static void
test_no_way (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const ways[] = { "lan0", "wlan0", NULL };

  sc_fake_link_set_uplinks (f->fakes, ways);
  doubt (f, SC_ERROR_CLOUD_NOT_API);
  answer_through (f, "lan0", SC_WAY_SIGN_IN);
  answer_through (f, NULL, SC_WAY_SIGN_IN); /* where the routes lead: that is what is told */
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_UNKNOWN);
  answer_through (f, "wlan0", SC_WAY_DEAD);
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_SIGN_IN);
  g_assert_cmpuint (f->n_settled, ==, 1);
  g_assert_false (sc_fakes_has_logged (f->fakes, "use lan0"));
  g_assert_false (sc_fakes_has_logged (f->fakes, "use wlan0"));
}

/* A search that is made needless is over, too: somebody may wait for it. */
static void
test_a_search_always_ends (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_way_watch_search (f->watch);
  sc_way_watch_search (f->watch); /* under way */
  g_assert_cmpuint (sc_fakes_count (f->fakes, "way any"), ==, 1);
  sc_way_watch_prove (f->watch);
  g_assert_cmpuint (f->n_settled, ==, 1);
  sc_way_watch_search (f->watch); /* a person's wish is not too soon after another */
  g_assert_cmpuint (sc_fakes_count (f->fakes, "way any"), ==, 2);
  sc_way_watch_forget (f->watch);
  g_assert_cmpuint (f->n_settled, ==, 2);
  settle (f);
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_UNKNOWN);
  sc_way_watch_forget (f->watch); /* nothing was under way */
  g_assert_cmpuint (f->n_settled, ==, 2);
}

/* The way is open: the cloud itself is the matter, and nothing is switched. */
static void
test_nothing_to_look_for (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const ways[] = { "lan0", "usb0", NULL };

  sc_fake_link_set_uplinks (f->fakes, ways);
  doubt (f, SC_ERROR_CLOUD_REPLY_LOST);
  answer (f, SC_WAY_OPEN);
  g_assert_false (sc_fake_cloud_is_asked_way (f->fakes));
  g_assert_cmpint (sc_way_watch_get (f->watch), ==, SC_WAY_OPEN);
}

static void
add_step (Story *f, ScStepKind kind, const char *text, const char *extra)
{
  ScStep step = { kind, f->now, 0, (char *)text, (char *)extra, NULL };

  sc_record_apply (f->record, &step);
  f->now.boot_us += G_USEC_PER_SEC;
}

/* A call failed without an answer of the cloud: what was found on the way says what to do. */
static void
test_what_is_told (void)
{
  static const struct
  {
    ScError failed;
    ScWay way;
    ScError told;
  } cases[] = {
    { SC_ERROR_CLOUD_NOT_API, SC_WAY_UNKNOWN, SC_ERROR_CLOUD_NOT_API },
    { SC_ERROR_CLOUD_NOT_API, SC_WAY_OPEN, SC_ERROR_CLOUD_NOT_API },
    { SC_ERROR_CLOUD_NOT_API, SC_WAY_SIGN_IN, SC_ERROR_UPLINK_SIGN_IN },
    { SC_ERROR_CLOUD_TLS_WRONG_HOST, SC_WAY_SIGN_IN, SC_ERROR_UPLINK_SIGN_IN },
    { SC_ERROR_CLOUD_TLS_WRONG_HOST, SC_WAY_DEAD, SC_ERROR_CLOUD_TLS_WRONG_HOST },
    { SC_ERROR_CLOUD_TIMEOUT, SC_WAY_SIGN_IN, SC_ERROR_UPLINK_SIGN_IN },
    { SC_ERROR_CLOUD_TIMEOUT, SC_WAY_DEAD, SC_ERROR_UPLINK_DEAD },
    { SC_ERROR_CLOUD_SERVER, SC_WAY_SIGN_IN, SC_ERROR_CLOUD_SERVER },
  };
  g_autoptr (ScModel) model = sc_test_model_new ("");
  g_autoptr (ScTenant) tenant = sc_tenant_new ("https://cloud.example", "abc", "standard");
  g_autoptr (ScRecord) record = sc_record_new (NULL);
  Story f = { record, { 1000 * G_TIME_SPAN_SECOND, 5000 * G_TIME_SPAN_SECOND, "boot" } };

  add_step (&f, SC_STEP_IDENTIFIED, "0000S111A", "SMS0000S111A");
  add_step (&f, SC_STEP_TENANT, "https://cloud.example", "abc");
  add_step (&f, SC_STEP_BASELINE, NULL, NULL);
  add_step (&f, SC_STEP_CONSENT, "after", NULL);
  add_step (&f, SC_STEP_ADD_ASKED, NULL, NULL);
  add_step (&f, SC_STEP_ADD_ANSWERED, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (SC_ERROR, cases[i].failed, "told");
      ScEvidence evidence = { .uplink = SC_UPLINK_READY,
                              .tenant = tenant,
                              .way = cases[i].way,
                              .cloud_failures = 1,
                              .last_error = error,
                              .last_failure_us = f.now.boot_us };
      ScPlan plan = sc_plan_make (record, &evidence, &f.now, model);

      g_test_message ("case %u", i);
      g_assert_cmpint (plan.error, ==, cases[i].told);
      g_assert_cmpint (plan.remedy, ==, sc_error_get_info (cases[i].told)->remedy);
      g_assert_cmpint (plan.phase, ==, SC_PHASE_IN_TIME); /* the deadline stays in sight */
      g_assert_cmpint (plan.action, !=, SC_ACTION_NONE);  /* and it goes on by itself */
      g_assert_true ((plan.cloud_detail != NULL) == (cases[i].told == cases[i].failed));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/way-watch/what-is-told", test_what_is_told);
#define ADD(name, func) g_test_add ("/way-watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("asks-when-in-doubt", test_asks_when_in_doubt);
  ADD ("not-too-often", test_not_too_often);
  ADD ("an-answer-ends-doubt", test_an_answer_ends_doubt);
  ADD ("another-way", test_another_way);
  ADD ("the-routes-are-not-waited-for-long", test_the_routes_are_not_waited_for_long);
  ADD ("the-routes-come-first", test_the_routes_come_first);
  ADD ("a-known-way-is-kept-meanwhile", test_a_known_way_is_kept_meanwhile);
  ADD ("a-search-always-ends", test_a_search_always_ends);
  ADD ("no-way", test_no_way);
  ADD ("nothing-to-look-for", test_nothing_to_look_for);
#undef ADD
  return g_test_run ();
}
