/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The simulator's servers and the rehearsal's link over real sockets, in fast motion. */

#include "sc-error.h"
#include "sc-rehearsal-link.h"
#include "sc-simulator.h"

#include <libsoup/soup.h>
#include <string.h>

#define SPEED 200
#define LIMIT_S 20
#define FORM "application/x-www-form-urlencoded"
#define PROFILE                                                                                    \
  "__SL_P_P.A=Practice%20Hall%201&__SL_P_P.B=3&__SL_P_P.C=practice-key-1234&__SL_P_P.D=0"

typedef struct
{
  ScSimulator *simulator;
  ScWorldSensor *sensor; /* the first one */
  ScModel *model;
  SoupSession *session; /* trusts the simulator's authority */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scenario)
{
  ScSimulatorOptions options = { .scenario = scenario, .speed = SPEED };
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = NULL;

  fixture->simulator = sc_simulator_new (&options, &error);
  g_assert_no_error (error);
  fixture->sensor = sc_world_get_sensor (sc_simulator_get_world (fixture->simulator), 0);
  fixture->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (sc_simulator_get_ca_file (fixture->simulator), &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new_with_options ("tls-database", database, "timeout", 5, NULL);
  soup_session_set_proxy_resolver (fixture->session, NULL);
}

static void
set_up_outside (Fixture *fixture, gconstpointer command)
{
  ScSimulatorOptions options = { .speed = SPEED,
                                 .on_profile = command,
                                 .on_profile_decides = TRUE,
                                 .ssid = "Hall & Co",
                                 .key = "another-key" };
  g_autoptr (GError) error = NULL;

  fixture->simulator = sc_simulator_new (&options, &error);
  g_assert_no_error (error);
  fixture->sensor = sc_world_get_sensor (sc_simulator_get_world (fixture->simulator), 0);
  fixture->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
}

static gboolean
give_up (gpointer user_data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint guard = g_timeout_add_seconds (LIMIT_S, give_up, NULL);                                  \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (guard);                                                                       \
  }                                                                                                \
  G_STMT_END

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  if (fixture->simulator != NULL)
    g_assert_finalize_object (fixture->simulator);
  sc_model_unref (fixture->model);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* (nullable): the body, with the status in @status */
static char *
fetch_with (SoupSession *session, SoupMessage *message, guint *status, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, keep_result,
                                    &result);
  wait_until (result != NULL);
  body = soup_session_send_and_read_finish (session, result, error);
  if (body == NULL)
    return NULL;
  *status = soup_message_get_status (message);
  return g_bytes_get_size (body) > 0
             ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body))
             : g_strdup ("");
}

static char *
fetch (Fixture *fixture, const char *method, const char *base, const char *path, const char *type,
       const char *text, guint *status, GError **error)
{
  g_autofree char *uri = g_strconcat (base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) body = text ? g_bytes_new (text, strlen (text)) : NULL;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  return fetch_with (fixture->session, message, status, error);
}

static char *
ask_sensor (Fixture *fixture, const char *path, guint *status, GError **error)
{
  return fetch (fixture, "GET", sc_simulator_get_sensor_uri (fixture->simulator), path, NULL, NULL,
                status, error);
}

static char *
ask_cloud (Fixture *fixture, const char *path, guint *status, GError **error)
{
  return fetch (fixture, "GET", sc_simulator_get_cloud_uri (fixture->simulator), path, NULL, NULL,
                status, error);
}

static ScRehearsalLink *
try_open (const char *control_uri, ScModel *model, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sc_rehearsal_link_new_async (control_uri, model, NULL, keep_result, &result);
  wait_until (result != NULL);
  return sc_rehearsal_link_new_finish (result, error);
}

static ScRehearsalLink *
open_link (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  ScRehearsalLink *link =
      try_open (sc_simulator_get_control_uri (fixture->simulator), fixture->model, &error);

  g_assert_no_error (error);
  return link;
}

static ScLease *
join (ScRehearsalLink *link, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (SC_LINK (link)), 0);

  sc_link_join_async (SC_LINK (link), access_point, NULL, keep_result, &result);
  wait_until (result != NULL);
  return sc_link_join_finish (SC_LINK (link), result, error);
}

static void
release (ScLease *lease)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_lease_release_async (lease, NULL, keep_result, &result);
  wait_until (result != NULL);
  g_assert_true (sc_lease_release_finish (lease, result, &error));
  g_assert_no_error (error);
}

/* Counts how often something arrives before the end. */
static void
test_long_replies_come_in_fragments (Fixture *fixture, gconstpointer data)
{
  const char *request = "GET " SC_WORLD_CERTIFICATE_PATH " HTTP/1.1\r\nHost: sensor\r\n\r\n";
  const char *host = sc_simulator_get_sensor_uri (fixture->simulator) + strlen ("http://");
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_reads = 0;
  gssize n = 1;

  g_socket_client_connect_to_host_async (client, host, 0, NULL, keep_result, &result);
  wait_until (result != NULL);
  connection = g_socket_client_connect_to_host_finish (client, result, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, &error);
  while (n > 0)
    {
      g_autoptr (GAsyncResult) read = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                       64 * 1024, G_PRIORITY_DEFAULT, NULL, keep_result, &read);
      wait_until (read != NULL);
      bytes = g_input_stream_read_bytes_finish (
          g_io_stream_get_input_stream (G_IO_STREAM (connection)), read, &error);
      g_assert_no_error (error);
      n = (gssize)g_bytes_get_size (bytes);
      n_reads += n > 0;
      if (n > 0)
        g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint)n);
    }
  g_assert_cmpuint (n_reads, >=, 2);
  g_assert_cmpuint (all->len, >, 1500);
  g_assert_cmpmem (all->data + all->len - 26, 26, "-----END CERTIFICATE-----\n", 26);
}

static void
test_the_network_ends_after_the_profile (Fixture *fixture, gconstpointer data)
{
  const char *base = sc_simulator_get_sensor_uri (fixture->simulator);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  guint status = 0;

  body = fetch (fixture, "POST", base, "/api/1/wlan/profile_add", FORM, PROFILE, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 204);
  wait_until (!sc_world_sensor_is_ap_up (fixture->sensor));
  g_assert_null (ask_sensor (fixture, "/__SL_G_DNP", &status, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
note_silence (ScWorldSensor *sensor, gpointer went_silent)
{
  *(gboolean *)went_silent |= !sc_world_sensor_is_ap_up (sensor);
}

/* Until the sensor's own network is gone. It may be back by then: the program outside can have
 * ended before the sensor begins to join. */
static void
send_profile (Fixture *fixture)
{
  gboolean went_silent = FALSE;
  gulong handler =
      g_signal_connect (fixture->sensor, "changed", G_CALLBACK (note_silence), &went_silent);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  guint status = 0;

  body = fetch (fixture, "POST", sc_simulator_get_sensor_uri (fixture->simulator),
                "/api/1/wlan/profile_add", FORM, PROFILE, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 204);
  wait_until (went_silent);
  g_signal_handler_disconnect (fixture->sensor, handler);
}

/* The simulated air does not know the network that was sent, but the radio outside does. */
static void
test_a_radio_outside_joins (Fixture *fixture, gconstpointer data)
{
  send_profile (fixture);
  wait_until (sc_world_sensor_get_state (fixture->sensor) >= SC_WORLD_SENSOR_TRYING);
  g_assert_cmpint (sc_world_sensor_get_result_digit (fixture->sensor), ==, '5');
}

static void
test_a_radio_outside_cannot_join (Fixture *fixture, gconstpointer data)
{
  send_profile (fixture);
  wait_until (sc_world_sensor_is_ap_up (fixture->sensor));
  g_assert_cmpint (sc_world_sensor_get_result_digit (fixture->sensor), ==, '2');
}

static void
test_the_site_network_has_another_name (Fixture *fixture, gconstpointer data)
{
  ScWorld *world = sc_simulator_get_world (fixture->simulator);
  ScWorldAir *air = sc_world_sensor_get_air (fixture->sensor);
  g_autoptr (GBytes) name = g_bytes_new_static ("Hall & Co", strlen ("Hall & Co"));
  g_autoptr (GBytes) old = g_bytes_new_static (SC_PRACTICE_SSID, strlen (SC_PRACTICE_SSID));
  g_autoptr (ScSecret) key = sc_secret_new ("another-key", -1);

  g_assert_cmpint (sc_world_air_try (air, name, '3', key), ==, SC_WORLD_JOIN_DONE);
  g_assert_cmpint (sc_world_air_try (air, old, '3', key), ==, SC_WORLD_JOIN_NOT_FOUND);
  g_assert_cmpstr (sc_world_get_practice (world)->ssid, ==, "Hall & Co");
}

static void
test_a_silent_sensor_never_answers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri =
      g_strconcat (sc_simulator_get_sensor_uri (fixture->simulator), "/__SL_G_DNP", NULL);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 1, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GError) error = NULL;
  guint status;

  g_assert_null (fetch_with (session, message, &status, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_only_its_authority_vouches_for_the_cloud (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri =
      g_strconcat (sc_simulator_get_cloud_uri (fixture->simulator), "/sensors/x", NULL);
  g_autoptr (SoupSession) stranger = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  guint status = 0;

  g_assert_null (fetch_with (stranger, message, &status, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_assert_cmpuint (soup_message_get_tls_peer_certificate_errors (message), ==,
                    G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_clear_error (&error);
  body = ask_cloud (fixture, "/sensors/x", &status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 401);
}

static void
test_the_link_knows_the_world (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  GListModel *list = sc_link_get_access_points (SC_LINK (link));
  g_autoptr (ScAccessPoint) first = g_list_model_get_item (list, 0);
  const ScPractice *practice = sc_rehearsal_link_get_practice (link);
  ScClock *world_clock = sc_world_get_clock (sc_simulator_get_world (fixture->simulator));
  gint64 apart_us =
      sc_clock_now_us (sc_rehearsal_link_get_clock (link)) - sc_clock_now_us (world_clock);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 6);
  g_assert_true (sc_access_point_is_sensor (first));
  g_assert_true (
      g_bytes_equal (sc_access_point_get_ssid (first), sc_world_sensor_get_ssid (fixture->sensor)));
  g_assert_cmpint (sc_link_get_uplink (SC_LINK (link)), ==, SC_UPLINK_READY);
  g_assert_cmpstr (practice->endpoint, ==, sc_simulator_get_cloud_uri (fixture->simulator));
  g_assert_cmpstr (practice->client_id, ==, SC_PRACTICE_CLIENT_ID);
  g_assert_cmpstr (practice->ssid, ==, SC_PRACTICE_SSID);
  g_assert_cmpfloat (sc_rehearsal_link_get_speed (link), ==, SPEED);
  g_assert_cmpstr (sc_clock_boot_id (sc_rehearsal_link_get_clock (link)), ==,
                   sc_clock_boot_id (world_clock));
  /* as far apart as the reply needed to get here, in fast motion */
  g_assert_cmpint (ABS (apart_us), <, SPEED * (gint64)G_USEC_PER_SEC);
}

static void
test_one_network_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  g_autoptr (ScLease) lease = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  guint status = 0;

  g_assert_null (ask_sensor (fixture, "/__SL_G_DNP", &status, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_error (&error);

  lease = join (link, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sc_lease_get_base_uri (lease), ==,
                   sc_simulator_get_sensor_uri (fixture->simulator));
  g_assert_null (sc_lease_get_interface (lease));
  name = ask_sensor (fixture, "/__SL_G_DNP", &status, &error);
  g_assert_cmpstr (name, ==, "SMS0000S111A");
  g_assert_cmpint (sc_link_get_uplink (SC_LINK (link)), ==, SC_UPLINK_NONE);
  g_assert_null (ask_cloud (fixture, "/sensors/x", &status, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_error (&error);

  release (lease);
  wait_until (sc_link_get_uplink (SC_LINK (link)) == SC_UPLINK_READY);
  body = ask_cloud (fixture, "/sensors/x", &status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 401);
  g_assert_cmpuint (sc_world_sensor_get_changes (fixture->sensor)->len, ==, 0);
}

/* A pooled connection of the time before does not survive the change of networks. */
static void
test_pooled_connections_break (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = ask_cloud (fixture, "/sensors/x", &(guint){ 0 }, &error);
  g_autoptr (ScLease) lease = NULL;
  guint status = 0;

  g_assert_no_error (error);
  lease = join (link, &error);
  g_assert_no_error (error);
  g_assert_null (ask_cloud (fixture, "/sensors/x", &status, &error));
  g_assert_nonnull (error);
}

static void
test_presence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  GBytes *ssid = sc_world_sensor_get_ssid (fixture->sensor);
  const char *wrong =
      "__SL_P_P.A=Practice%20Hall%201&__SL_P_P.B=3&__SL_P_P.C=wrong-key&__SL_P_P.D=0";
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (link, &error);
  g_autofree char *body = NULL;
  guint status = 0;

  g_assert_no_error (error);
  g_assert_cmpint (sc_link_get_presence (SC_LINK (link), ssid), ==, SC_PRESENCE_THERE);
  body = fetch (fixture, "POST", sc_lease_get_base_uri (lease), "/api/1/wlan/profile_add", FORM,
                wrong, &status, &error);
  g_assert_no_error (error);
  release (lease);
  wait_until (sc_link_get_presence (SC_LINK (link), ssid) == SC_PRESENCE_GONE);
  wait_until (sc_link_get_presence (SC_LINK (link), ssid) == SC_PRESENCE_SEEN_AGAIN);
}

/* The client ID in the first line of a stream of events. */
static char *
read_client (GDataInputStream *lines)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) parts = NULL;

  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, keep_result, &result);
  wait_until (result != NULL);
  line = g_data_input_stream_read_line_finish (lines, result, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (line, "\"", -1);
  g_assert_cmpstr (parts[3], ==, "hello");
  return g_strdup (parts[7]);
}

/* A program that dies in the middle of a stay leaves no laptop behind. */
static void
test_the_end_of_the_life_line_sends_the_laptop_home (Fixture *fixture, gconstpointer data)
{
  const char *base = sc_simulator_get_control_uri (fixture->simulator);
  ScWorldRadio *radio = sc_world_get_radio (sc_simulator_get_world (fixture->simulator));
  g_autofree char *uri = g_strconcat (base, "/rehearsal/events", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *client = NULL;
  g_autofree char *order = NULL;
  g_autofree char *body = NULL;
  guint status = 0;

  soup_session_send_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, keep_result,
                           &result);
  wait_until (result != NULL);
  stream = soup_session_send_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (stream);
  client = read_client (lines);
  order = g_strdup_printf ("{\"client\":\"%s\",\"serial\":1,\"bssid\":\"%s\"}", client,
                           sc_world_sensor_get_mac (fixture->sensor));
  body =
      fetch (fixture, "POST", base, "/rehearsal/join", "application/json", order, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 204);
  wait_until (sc_world_radio_get_laptop (radio) == SC_WORLD_LAPTOP_ON_SENSOR);

  g_input_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  wait_until (sc_world_radio_get_laptop (radio) == SC_WORLD_LAPTOP_HOME);
}

static void
note_lost (ScLease *lease, gboolean *lost)
{
  *lost = TRUE;
}

static void
test_the_simulator_goes_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (link, &error);
  gboolean lost = FALSE;

  g_assert_no_error (error);
  g_signal_connect (lease, "lost", G_CALLBACK (note_lost), &lost);
  g_assert_finalize_object (g_steal_pointer (&fixture->simulator));
  wait_until (lost);
  g_assert_error (sc_rehearsal_link_get_failure (link), SC_ERROR, SC_ERROR_SIMULATOR_GONE);
  g_assert_cmpint (sc_link_get_uplink (SC_LINK (link)), ==, SC_UPLINK_UNKNOWN);
  release (lease);
  g_assert_null (join (link, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SIMULATOR_GONE);
}

static void
note_ended (ScSimulator *simulator, gboolean *ended)
{
  *ended = TRUE;
}

/* The order to join is the last thing it takes: neither sensor nor cloud answers after it. */
static void
test_a_scenario_ends_the_simulator (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  g_autofree char *sensor = g_strdup (sc_simulator_get_sensor_uri (fixture->simulator));
  g_autofree char *cloud = g_strdup (sc_simulator_get_cloud_uri (fixture->simulator));
  const char *uris[] = { sensor, cloud };
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;

  g_signal_connect (fixture->simulator, "ended", G_CALLBACK (note_ended), &ended);
  g_assert_null (join (link, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SIMULATOR_GONE);
  wait_until (ended);
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) refused = NULL;
      guint status = 0;

      g_assert_null (fetch (fixture, "GET", uris[i], "/", NULL, NULL, &status, &refused));
      g_assert_error (refused, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
    }
  g_assert_error (sc_rehearsal_link_get_failure (link), SC_ERROR, SC_ERROR_SIMULATOR_GONE);
}

static void
test_one_player_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScRehearsalLink) link = open_link (fixture);
  g_autoptr (ScRehearsalLink) second = NULL;
  g_autoptr (GError) error = NULL;
  const char *control_uri = sc_simulator_get_control_uri (fixture->simulator);

  g_assert_null (try_open (control_uri, fixture->model, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SIMULATOR_GONE);
  g_clear_error (&error);
  g_assert_finalize_object (g_steal_pointer (&link));
  second = open_link (fixture);
}

static void
test_not_a_simulator (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *others[] = { sc_simulator_get_sensor_uri (fixture->simulator), "http://127.0.0.1:1",
                           "nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_null (try_open (others[i], fixture->model, &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_SIMULATOR_GONE);
      g_clear_error (&error);
    }
}

static void
test_opening_is_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_rehearsal_link_new_async (sc_simulator_get_control_uri (fixture->simulator), fixture->model,
                               cancellable, keep_result, &result);
  g_cancellable_cancel (cancellable);
  wait_until (result != NULL);
  g_assert_null (sc_rehearsal_link_new_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Orders of somebody who is not the player, or not orders at all. */
static void
test_bad_orders (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *path;
    const char *body;
    guint status;
  } cases[] = {
    { "/rehearsal/join", "{\"client\":\"x\",\"serial\":1,\"bssid\":\"02:00:5E:00:01:01\"}", 409 },
    { "/rehearsal/leave", "{\"client\":\"x\",\"serial\":1}", 409 },
    { "/rehearsal/join", "{\"client\":\"x\",\"serial\":1}", 400 },
    { "/rehearsal/leave", "not json", 400 },
    { "/rehearsal/dance", "{}", 404 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint status = 0;
      g_autofree char *body =
          fetch (fixture, "POST", sc_simulator_get_control_uri (fixture->simulator), cases[i].path,
                 "application/json", cases[i].body, &status, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (status, ==, cases[i].status);
    }
}

static void
test_ca_file_goes_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strdup (sc_simulator_get_ca_file (fixture->simulator));
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_true (g_path_is_absolute (file));
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_assert_finalize_object (g_steal_pointer (&fixture->simulator));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_addresses_that_cannot_be_had (Fixture *fixture, gconstpointer data)
{
  const char *taken = sc_simulator_get_control_uri (fixture->simulator) + strlen ("http://");
  const char *addresses[] = { "not an address", "203.0.113.7:80", taken };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      ScSimulatorOptions options = { .control_listen = addresses[i] };
      g_autoptr (GError) error = NULL;

      g_assert_null (sc_simulator_new (&options, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, scenario, func)                                                                  \
  g_test_add ("/simulator/" path, Fixture, scenario, set_up, func, tear_down)
#define ADD_OUTSIDE(path, command, func)                                                           \
  g_test_add ("/simulator/radio-outside/" path, Fixture, command, set_up_outside, func, tear_down)
  ADD ("sensor/long-replies-come-in-fragments", NULL, test_long_replies_come_in_fragments);
  ADD ("sensor/network-ends-after-the-profile", NULL, test_the_network_ends_after_the_profile);
  ADD ("sensor/silent", "sensor-silent", test_a_silent_sensor_never_answers);
  ADD_OUTSIDE ("joins", "sh -c 'cat >/dev/null'", test_a_radio_outside_joins);
  ADD_OUTSIDE ("cannot-join", "sh -c 'cat >/dev/null; exit 1'", test_a_radio_outside_cannot_join);
  ADD_OUTSIDE ("does-not-read", "false", test_a_radio_outside_cannot_join);
  ADD_OUTSIDE ("site-network", "true", test_the_site_network_has_another_name);
  ADD ("cloud/only-its-authority-vouches", NULL, test_only_its_authority_vouches_for_the_cloud);
  ADD ("link/knows-the-world", NULL, test_the_link_knows_the_world);
  ADD ("link/one-network-at-a-time", NULL, test_one_network_at_a_time);
  ADD ("link/pooled-connections-break", NULL, test_pooled_connections_break);
  ADD ("link/presence", NULL, test_presence);
  ADD ("link/end-of-the-life-line", NULL, test_the_end_of_the_life_line_sends_the_laptop_home);
  ADD ("link/simulator-goes-away", NULL, test_the_simulator_goes_away);
  ADD ("link/scenario-ends-it", "simulator-gone", test_a_scenario_ends_the_simulator);
  ADD ("link/one-player-at-a-time", NULL, test_one_player_at_a_time);
  ADD ("link/not-a-simulator", NULL, test_not_a_simulator);
  ADD ("link/opening-is-cancelled", NULL, test_opening_is_cancelled);
  ADD ("control/bad-orders", NULL, test_bad_orders);
  ADD ("ca-file-goes-away", NULL, test_ca_file_goes_away);
  ADD ("addresses-that-cannot-be-had", NULL, test_addresses_that_cannot_be_had);
  return g_test_run ();
}
