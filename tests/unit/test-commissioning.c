/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The whole workflow in the simulated world, in virtual time. */

#include "sc-place.h"
#include "sc-test-model.h"

static void
test_all_well (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  ScWorldCloud *cloud = sc_world_get_cloud (p->world);

  sc_place_go_to_review (p);
  g_assert_cmpstr (sc_record_get_sensor_id (sc_place_record (p)), ==,
                   sc_world_sensor_get_id (p->sensor));
  g_assert_nonnull (sc_record_get_certificate (sc_place_record (p)));
  g_assert_cmpint (sc_visit_get_heard (p->visit), ==, SC_HEARD_YES);
  g_assert_cmpuint (sc_place_count_changes (p), ==, 0);

  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  g_assert_cmpuint (sc_place_count_claims (p), ==, 1);
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
  g_assert_true (sc_place_is_in_contact (p));
  g_assert_cmpint (sc_place_plan (p).left_lamp, ==, SC_LAMP_ON);
  g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_SENT);
  /* No token request in the window. */
  g_assert_cmpuint (sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_TOKEN), ==, 1);
}

/* The countdown on the laptop's clock, over a suspend and a changed wall clock. */
static void
test_countdown_over_suspend (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  ScMoment now;
  gint64 left_us;

  sc_world_radio_set_uplink_delay (sc_world_get_radio (p->world), 600 * S);
  sc_place_go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_IN_TIME, 10 * S);
  now = sc_clock_moment (SC_CLOCK (p->clock));
  left_us = sc_place_plan (p).in_time_until_us - now.boot_us;
  g_assert_cmpint (left_us, >, 50 * S);
  g_assert_cmpint (left_us, <=, 60 * S);

  sc_virtual_clock_set_wall (p->clock, now.wall_us - 3600 * S);
  sc_virtual_clock_suspend (p->clock, 20 * S);
  now = sc_clock_moment (SC_CLOCK (p->clock));
  g_assert_cmpint (sc_place_plan (p).in_time_until_us - now.boot_us, ==, left_us - 20 * S);
  sc_virtual_clock_suspend (p->clock, 40 * S);
  g_assert_cmpint (sc_place_plan (p).phase, ==, SC_PHASE_MAYBE_IN_TIME);
  sc_virtual_clock_suspend (p->clock, 30 * S);
  g_assert_cmpint (sc_place_plan (p).phase, ==, SC_PHASE_ASLEEP);
}

static gboolean
is_in_set_up (ScPlace *p)
{
  return sc_link_get_presence (p->link, sc_world_sensor_get_ssid (p->sensor))
         == SC_PRESENCE_SEEN_AGAIN;
}

/* Somebody has put the sensor into set-up mode; it is visited up to Review. */
static void
visit_in_set_up (ScPlace *p)
{
  sc_world_sensor_enter_set_up (p->sensor);
  g_assert_true (sc_place_run_until (p, is_in_set_up, 60 * S));
  g_assert_true (sc_workflow_begin (p->workflow));
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
}

/* A sensor that has reported for hours is moved to another network, with a wrong password: that it
 * reported is no contact of this time. */
static void
test_moved (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
  sc_virtual_clock_advance (p->clock, 7200 * S);

  sc_place_set_network (p, "wrong password");
  visit_in_set_up (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_virtual_clock_advance (p->clock, 10 * S); /* back online */
  sc_virtual_clock_advance (p->clock, 300 * S);
  g_assert_cmpint (sc_record_get_state (sc_place_record (p)), ==, SC_RECORD_OPEN);
  g_assert_cmpint (sc_place_plan (p).error, ==, SC_ERROR_SENSOR_AP_CAME_BACK);
}

static gboolean
is_asked_for (ScPlace *p)
{
  return sc_record_find_step (sc_place_record (p), SC_STEP_NOT_KNOWN) != NULL;
}

/* It was commissioned here, and somebody gave it to another tenant since: what the cloud accepted
 * then does not hold any more, and the record says what is in the way instead of waiting. */
static void
test_given_away (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  ScWorldCloud *cloud = sc_world_get_cloud (p->world);
  const char *id = sc_world_sensor_get_id (p->sensor);
  gint64 wall_us = sc_clock_wall_us (SC_CLOCK (p->clock));

  sc_place_go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
  sc_virtual_clock_advance (p->clock, 7200 * S);

  sc_world_cloud_claim (cloud, id, "somebody-else", wall_us, 0);
  visit_in_set_up (p);
  g_assert_cmpint (sc_record_get_provision_state (sc_place_record (p)), ==, SC_PROVISION_ACCEPTED);
  g_assert_true (sc_visit_send (p->visit));
  g_assert_true (sc_place_run_until (p, is_asked_for, 60 * S));
  sc_virtual_clock_advance (p->clock, 30 * S);
  g_assert_cmpint (sc_place_plan (p).error, ==, SC_ERROR_CLOUD_CONFLICT);
  g_assert_cmpint (sc_record_get_provision_state (sc_place_record (p)), ==, SC_PROVISION_FAILED);
}

/* Its device name is written otherwise than in the samples: what is made of it is no ID that the
 * cloud knows, but the cloud has said what it is. */
static void
test_cloud_knows_its_name (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  const char *id = sc_world_sensor_get_id (p->sensor);
  g_autofree char *name = g_strconcat ("SMS-", id, NULL);

  sc_world_sensor_rename (p->sensor, name);
  sc_place_go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
  g_assert_cmpstr (sc_record_get_cloud_id (sc_place_record (p)), ==, id);
  g_assert_cmpstr (sc_record_get_sensor_id (sc_place_record (p)), !=, id);
}

static gboolean
is_named_otherwise (ScPlace *p)
{
  return sc_place_plan (p).error == SC_ERROR_IDENTITY_CONFLICT;
}

/* The wrong certificate was sent: the right one, read on the next visit, is provisioned, too. */
static void
test_right_certificate_later (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) right = g_bytes_ref (sc_world_sensor_get_pem (p->sensor));

  sc_place_apply (p, sc_scenario_find ("certificate-of-another"));
  sc_place_go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  g_assert_true (sc_place_run_until (p, is_named_otherwise, 60 * S));

  sc_world_sensor_set_pem (p->sensor, right);
  visit_in_set_up (p);
  g_assert_cmpint (sc_record_get_provision_state (sc_place_record (p)), ==, SC_PROVISION_NONE);
  g_assert_false (is_named_otherwise (p));
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
}

static gboolean
is_troubled (ScPlace *p)
{
  return sc_place_plan (p).left_lamp == SC_LAMP_TROUBLE;
}

/* The sensor's network came back once. The next time it never goes: it did not come back. */
static void
test_stays_after_coming_back (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  ScWorldQuirks quirks = *sc_world_sensor_get_quirks (p->sensor);

  sc_place_prepare (p);
  sc_place_set_network (p, "wrong password");
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_true (sc_visit_send (p->visit));
  g_assert_true (sc_place_run_until (p, is_troubled, 120 * S));
  g_assert_cmpint (sc_place_plan (p).error, ==, SC_ERROR_SENSOR_AP_CAME_BACK);

  quirks.visits = G_MAXUINT;
  quirks.ap_stays = TRUE;
  sc_world_sensor_set_quirks (p->sensor, &quirks);
  g_assert_true (sc_workflow_begin (p->workflow));
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_visit (p);
  g_assert_true (sc_place_run_until (p, is_troubled, 120 * S));
  g_assert_cmpint (sc_place_plan (p).error, ==, SC_ERROR_SENSOR_AP_STAYS);
}

static gboolean
is_provisioned (ScPlace *p)
{
  return sc_record_get_provision_state (sc_place_record (p)) == SC_PROVISION_ACCEPTED;
}

/* Its network was heard again, which is no proof that it will not join: what the cloud says is. */
static void
test_reports_after_coming_back (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_prepare (p);
  sc_place_set_network (p, "wrong password");
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_true (sc_visit_send (p->visit));
  g_assert_true (sc_place_run_until (p, is_troubled, 120 * S));
  g_assert_true (sc_place_run_until (p, is_provisioned, 120 * S));
  sc_virtual_clock_advance (p->clock, 120 * S);
  g_assert_cmpint (sc_place_plan (p).error, ==, SC_ERROR_SENSOR_AP_CAME_BACK);

  sc_world_cloud_contact (sc_world_get_cloud (p->world), sc_world_sensor_get_id (p->sensor));
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 60 * S);
  g_assert_cmpint (sc_place_plan (p).error, ==, 0);
}

static void
send_again (ScPlace *p, ScSiteNetwork *network)
{
  sc_workflow_set_site_network (p->workflow, network);
  g_assert_true (sc_workflow_begin (p->workflow));
  sc_place_choose_sensor (p);
  sc_place_wait_for_visit (p);
  g_assert_true (sc_visit_send (p->visit));
}

/* Name and password of a site network for which it matters how often a chip decodes. */
static ScSiteNetwork *
put_percent_network (ScPlace *p, gboolean decodes_twice)
{
  ScWorldQuirks quirks = *sc_world_sensor_get_quirks (p->sensor);
  g_autoptr (GBytes) ssid = g_bytes_new_static ("a+b%41", 6);
  g_autoptr (ScSecret) key = sc_secret_new ("100%25 safe", -1);

  quirks.decodes_twice = decodes_twice;
  quirks.visits = G_MAXUINT;
  sc_world_sensor_set_quirks (p->sensor, &quirks);
  sc_world_air_add (sc_world_sensor_get_air (p->sensor), "a+b%41", "02:00:5E:00:01:09", '3',
                    "100%25 safe", 80);
  return sc_site_network_new (ssid, SC_SECURITY_WPA, key, NULL);
}

/* A chip may decode `%` twice, or not. Whichever it does, the second sending reaches it. */
static void
test_percent_is_written_otherwise (ScPlace *p, gconstpointer data)
{
  gboolean model_is_right = GPOINTER_TO_INT (data);
  g_autoptr (ScSiteNetwork) network = put_percent_network (p, !model_is_right);

  sc_place_prepare (p);
  send_again (p, network);
  if (!model_is_right)
    {
      g_assert_true (sc_place_run_until (p, is_troubled, 120 * S));
      g_assert_cmpint (sc_place_plan (p).error, ==, SC_ERROR_SENSOR_AP_CAME_BACK);
      send_again (p, network);
    }
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
}

/* Somebody has a model file of their own. */
static void
believe (ScPlace *p, const char *overrides)
{
  sc_place_close_workflow (p);
  g_object_unref (p->link);
  g_object_unref (p->sensor_port);
  sc_model_unref (p->model);
  p->model = sc_test_model_new (overrides);
  p->link = sc_world_link_new (p->world, p->model);
  p->sensor_port = sc_world_sensor_port_new (p->world, p->model);
  sc_place_open_workflow (p);
}

/* A failure says that the guess may be wrong; who knows better is not contradicted by it. */
static void
test_percent_is_written_as_told (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScSiteNetwork) network = put_percent_network (p, TRUE);

  sc_place_prepare (p);
  send_again (p, network);
  g_assert_true (sc_place_run_until (p, is_troubled, 120 * S));

  believe (p, "[encoding]\ndouble-percent = true\n");
  sc_place_prepare (p);
  sc_workflow_back_to_prepare (p->workflow);
  send_again (p, network);
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 20 * 60 * S);
}

static gboolean
has_given_up (ScPlace *p)
{
  return sc_place_plan (p).phase == SC_PHASE_NEEDS_VISIT;
}

/* A cloud that cannot be reached has not said that there was no contact. */
static void
test_nobody_was_asked (ScPlace *p, gconstpointer data G_GNUC_UNUSED)
{
  sc_place_go_to_review (p);
  g_assert_true (sc_visit_send (p->visit));
  sc_place_wait_for_phase (p, SC_PHASE_PROVISIONED, 60 * S);
  for (guint i = 0; i < 400; i++)
    sc_world_cloud_port_fail_next (p->cloud_port, SC_WORLD_CALL_GET, SC_ERROR_CLOUD_UNREACHABLE,
                                   FALSE);
  g_assert_false (sc_place_run_until (p, has_given_up, 60 * 60 * S));
}

/* The program ends at the n-th thing it wrote, and is started again. */
static void
finish_after_restart (ScPlace *p)
{
  ScRecord *unfinished;
  guint n_records;

  sc_place_open_workflow (p);
  sc_place_prepare (p);
  unfinished = sc_workflow_get_unfinished (p->workflow);
  n_records = g_list_model_get_n_items (sc_workflow_get_records (p->workflow));
  if (unfinished == NULL && n_records == 1)
    { /* it went on by itself as soon as somebody had signed in */
      g_autoptr (ScRecord) finished =
          g_list_model_get_item (sc_workflow_get_records (p->workflow), 0);

      sc_workflow_open_record (p->workflow, finished);
    }
  else if (unfinished == NULL || sc_record_get_window_start (unfinished) == NULL)
    { /* nothing was sent: visit the sensor (again) */
      sc_place_choose_sensor (p);
      g_assert_true (sc_place_run_until (p, sc_place_visit_waits, 600 * S));
      g_assert_cmpint (sc_visit_get_state (p->visit), ==, SC_VISIT_REVIEWING);
      if (unfinished != NULL)
        g_assert_true (sc_workflow_get_current (p->workflow) == unfinished);
      g_assert_true (sc_visit_send (p->visit));
    }
  else
    {
      sc_workflow_open_record (p->workflow, unfinished);
    }
  sc_place_wait_for_phase (p, SC_PHASE_IN_CONTACT, 60 * 60 * S);
}

static gboolean
has_written (ScPlace *p)
{
  guint n_steps = 0;

  for (guint i = 0; i < p->fakes->log->len; i++)
    n_steps += g_str_has_prefix (g_ptr_array_index (p->fakes->log, i), "step:") ? 1 : 0;
  return n_steps >= GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (p->clock), "n-steps"));
}

static gboolean
has_written_or_waits (ScPlace *p)
{
  return has_written (p) || sc_place_visit_waits (p);
}

static void
test_killed (ScPlace *p, gconstpointer data)
{
  gboolean was_sent;

  g_object_set_data (G_OBJECT (p->clock), "n-steps", (gpointer)data);
  sc_place_prepare (p);
  sc_place_choose_sensor (p);
  sc_place_run_until (p, has_written_or_waits, 600 * S);
  if (!has_written (p))
    {
      g_assert_true (sc_visit_send (p->visit));
      g_assert_true (sc_place_run_until (p, has_written, 2400 * S));
    }
  was_sent = sc_visit_get_state (p->visit) >= SC_VISIT_SENDING;

  sc_fake_journal_cut_off (p->fakes); /* no farewell */
  sc_place_close_workflow (p);
  sc_world_radio_leave (sc_world_get_radio (p->world));
  g_assert_cmpuint (sc_place_count_changes (p) > 0, <=, was_sent);
  sc_virtual_clock_advance (p->clock, 5 * S);
  finish_after_restart (p);
  g_assert_cmpuint (sc_place_count_claims (p), ==, 1);
  g_assert_true (sc_place_is_in_contact (p));
  g_assert_cmpuint (g_list_model_get_n_items (sc_workflow_get_records (p->workflow)), ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/commissioning/" name, ScPlace, NULL, sc_place_set_up, func, sc_place_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-well", test_all_well);
  ADD ("countdown-over-suspend", test_countdown_over_suspend);
  ADD ("moved", test_moved);
  ADD ("stays-after-coming-back", test_stays_after_coming_back);
  ADD ("nobody-was-asked", test_nobody_was_asked);
  g_test_add ("/commissioning/percent/decoded-twice", ScPlace, GINT_TO_POINTER (FALSE),
              sc_place_set_up, test_percent_is_written_otherwise, sc_place_tear_down);
  g_test_add ("/commissioning/cloud-knows-its-name", ScPlace, NULL, sc_place_set_up,
              test_cloud_knows_its_name, sc_place_tear_down);
  g_test_add ("/commissioning/right-certificate-later", ScPlace, NULL, sc_place_set_up,
              test_right_certificate_later, sc_place_tear_down);
  g_test_add ("/commissioning/reports-after-coming-back", ScPlace, NULL, sc_place_set_up,
              test_reports_after_coming_back, sc_place_tear_down);
  g_test_add ("/commissioning/given-away", ScPlace, NULL, sc_place_set_up, test_given_away,
              sc_place_tear_down);
  g_test_add ("/commissioning/percent/as-told", ScPlace, NULL, sc_place_set_up,
              test_percent_is_written_as_told, sc_place_tear_down);
  g_test_add ("/commissioning/percent/decoded-once", ScPlace, GINT_TO_POINTER (TRUE),
              sc_place_set_up, test_percent_is_written_otherwise, sc_place_tear_down);
  for (guint n = 1; n <= 21; n++)
    {
      g_autofree char *path = g_strdup_printf ("/commissioning/killed/after-step-%u", n);

      g_test_add (path, ScPlace, GUINT_TO_POINTER (n), sc_place_set_up, test_killed,
                  sc_place_tear_down);
    }
  return g_test_run ();
}
