/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The scenarios: what is promised is there, and each makes its one thing special. */

#include "sc-model.h"
#include "sc-scenario.h"
#include "sc-virtual-clock.h"
#include "sc-world-firmware.h"

#include <string.h>

typedef struct
{
  ScVirtualClock *clock;
  ScWorld *world;
  ScWorldSensor *sensor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  const ScScenario *scenario = sc_scenario_find (name);

  g_assert_nonnull (scenario);
  fixture->clock = sc_virtual_clock_new ();
  fixture->world = sc_world_new (SC_CLOCK (fixture->clock), 0, &error);
  g_assert_no_error (error);
  fixture->sensor = sc_world_get_sensor (fixture->world, 0);
  sc_scenario_apply (scenario, fixture->world);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_assert_finalize_object (fixture->world);
  g_assert_finalize_object (fixture->clock);
}

/* Each has a name of its own, texts, a basis, and failures that are in the catalogue; the unused
 * acts are at the end. */
static void
test_rows_are_whole (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sc_scenario_count (); i++)
    {
      const ScScenario *scenario = sc_scenario_get (i);
      gboolean ended = FALSE;

      g_test_message ("%s", scenario->name);
      g_assert_true (g_hash_table_add (names, (gpointer)scenario->name));
      g_assert_true (sc_scenario_find (scenario->name) == scenario);
      g_assert_cmpuint (strlen (scenario->summary), >, 5);
      g_assert_cmpuint (strlen (scenario->expected), >, 10);
      g_assert_cmpuint (strlen (scenario->basis), >, 4);
      g_assert_null (strchr (scenario->summary, '\n'));
      for (guint act = 0; act < SC_SCENARIO_MAX_ACTS; act++)
        {
          ScError code = scenario->acts[act].code;

          g_assert_true (code == 0 || !ended);
          ended = ended || code == 0;
          g_assert_cmpint (code, <, SC_ERROR_LAST);
        }
      if (scenario->end != SC_SCENARIO_IN_CONTACT)
        g_assert_cmpint (scenario->acts[0].code, !=, 0);
    }
  g_assert_null (sc_scenario_find ("no-such-thing"));
  g_assert_nonnull (sc_scenario_find (SC_SCENARIO_DEFAULT));
}

/* A group is one heading in lists. */
static void
test_groups_stay_together (void)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  const char *last = NULL;

  for (guint i = 0; i < sc_scenario_count (); i++)
    {
      const char *group = sc_scenario_get (i)->group;

      if (g_strcmp0 (group, last) != 0)
        g_assert_true (g_hash_table_add (groups, (gpointer)group));
      last = group;
    }
}

static guint
ask (Fixture *fixture, const char *method, const char *path, const char *type, const char *text,
     ScWorldManner *manner)
{
  g_autoptr (GBytes) body = text ? g_bytes_new_static (text, strlen (text)) : NULL;
  g_autoptr (ScWorldRequest) request = sc_world_request_new (method, path, type, NULL, body);
  g_autoptr (ScWorldReply) reply = sc_world_firmware_handle (fixture->sensor, request);

  if (manner != NULL)
    *manner = reply->manner;
  return reply->status;
}

#define FORM "application/x-www-form-urlencoded"
#define PROFILE                                                                                    \
  "__SL_P_P.A=Practice%20Hall%201&__SL_P_P.B=3&__SL_P_P.C=practice-key-1234&__SL_P_P.D=0"

static guint
send_profile (Fixture *fixture)
{
  return ask (fixture, "POST", "/api/1/wlan/profile_add", FORM, PROFILE, NULL);
}

static void
test_certificate_elsewhere (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScModel) model = sc_model_load ("otosense-sms", &error);
  const char *const *candidates;

  g_assert_no_error (error);
  candidates = sc_model_get_certificate_candidates (model);
  g_assert_cmpuint (g_strv_length ((char **)candidates), >, 0);
  for (guint i = 0; candidates[i] != NULL; i++)
    g_assert_cmpuint (ask (fixture, "GET", candidates[i], NULL, NULL, NULL), ==, 404);
  g_assert_cmpuint (ask (fixture, "GET", SC_SCENARIO_CERTIFICATE_PATH, NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (sc_scenario_find (name)->expected, SC_SCENARIO_CERTIFICATE_PATH));
}

static void
test_silent_once (Fixture *fixture, gconstpointer name)
{
  ScWorldManner manner;

  sc_world_sensor_visit (fixture->sensor);
  ask (fixture, "GET", "/__SL_G_DNP", NULL, NULL, &manner);
  g_assert_cmpint (manner, ==, SC_WORLD_SILENCE);
  sc_world_sensor_visit (fixture->sensor);
  g_assert_cmpuint (ask (fixture, "GET", "/__SL_G_DNP", NULL, NULL, &manner), ==, 200);
  g_assert_cmpint (manner, ==, SC_WORLD_ANSWER);
}

static void
test_refused_once (Fixture *fixture, gconstpointer name)
{
  sc_world_sensor_visit (fixture->sensor);
  g_assert_cmpuint (send_profile (fixture), ==, 400);
  g_assert_cmpuint (sc_world_sensor_get_profiles (fixture->sensor)->len, ==, 0);
  sc_world_sensor_visit (fixture->sensor);
  g_assert_cmpuint (send_profile (fixture), ==, 204);
  g_assert_cmpuint (sc_world_sensor_get_profiles (fixture->sensor)->len, ==, 1);
}

static void
test_ap_stays_once (Fixture *fixture, gconstpointer name)
{
  sc_world_sensor_visit (fixture->sensor);
  g_assert_cmpuint (send_profile (fixture), ==, 204);
  sc_virtual_clock_advance (fixture->clock, 300 * (gint64)G_USEC_PER_SEC);
  g_assert_true (sc_world_sensor_is_ap_up (fixture->sensor));
  sc_world_sensor_visit (fixture->sensor);
  g_assert_cmpuint (send_profile (fixture), ==, 204);
  sc_virtual_clock_advance (fixture->clock, 5 * (gint64)G_USEC_PER_SEC);
  g_assert_false (sc_world_sensor_is_ap_up (fixture->sensor));
}

static void
test_already_ours (Fixture *fixture, gconstpointer name)
{
  ScWorldCloud *cloud = sc_world_get_cloud (fixture->world);

  g_assert_true (sc_world_cloud_was_contacted (cloud, sc_world_sensor_get_id (fixture->sensor)));
  g_assert_true (sc_world_sensor_is_ap_up (fixture->sensor));
}

/* What is filled in is wrong, and the text names what is right. */
static void
test_wrong_values_are_named (Fixture *fixture, gconstpointer name)
{
  const ScPractice *practice = sc_world_get_practice (fixture->world);
  const char *expected = sc_scenario_find (name)->expected;

  if (strcmp (name, "wrong-client-secret") == 0)
    {
      g_assert_cmpstr (practice->client_secret, !=, SC_PRACTICE_CLIENT_SECRET);
      g_assert_nonnull (strstr (expected, SC_PRACTICE_CLIENT_SECRET));
    }
  else
    {
      g_assert_cmpstr (practice->key, !=, SC_PRACTICE_KEY);
      g_assert_nonnull (strstr (expected, SC_PRACTICE_KEY));
    }
}

static void
test_online_on_the_way (Fixture *fixture, gconstpointer name)
{
  ScWorldRadio *radio = sc_world_get_radio (fixture->world);
  gboolean second = strcmp (name, "second-uplink") == 0;
  gint64 delay_us = strcmp (name, "window-missed") == 0 ? 150 : 35;

  g_assert_true (
      sc_world_radio_join (radio, sc_world_sensor_get_mac (fixture->sensor), NULL, NULL));
  sc_virtual_clock_advance (fixture->clock, 10 * (gint64)G_USEC_PER_SEC);
  g_assert_cmpint (sc_world_radio_has_uplink (radio), ==, second);
  sc_world_radio_leave (radio);
  sc_virtual_clock_advance (fixture->clock, delay_us * G_USEC_PER_SEC);
  g_assert_cmpint (sc_world_radio_has_uplink (radio), ==, second);
  sc_virtual_clock_advance (fixture->clock, 10 * (gint64)G_USEC_PER_SEC);
  g_assert_true (sc_world_radio_has_uplink (radio));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scenario/rows-are-whole", test_rows_are_whole);
  g_test_add_func ("/scenario/groups-stay-together", test_groups_stay_together);
#define ADD(name, func) g_test_add ("/scenario/" name, Fixture, name, set_up, func, tear_down)
  ADD ("certificate-path-404", test_certificate_elsewhere);
  ADD ("sensor-silent", test_silent_once);
  ADD ("profile-refused", test_refused_once);
  ADD ("ap-stays", test_ap_stays_once);
  ADD ("already-ours", test_already_ours);
  ADD ("wrong-client-secret", test_wrong_values_are_named);
  ADD ("wrong-wifi-password", test_wrong_values_are_named);
  ADD ("second-uplink", test_online_on_the_way);
  ADD ("uplink-late", test_online_on_the_way);
  ADD ("window-missed", test_online_on_the_way);
  return g_test_run ();
}
