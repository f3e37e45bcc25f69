/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The simulated world through its in-process ports, in virtual time. */

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-virtual-clock.h"
#include "sc-world-cloud-port.h"
#include "sc-world-firmware.h"
#include "sc-world-link.h"
#include "sc-world-sensor-port.h"

#include <string.h>

#define SECOND ((gint64)G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

typedef struct
{
  ScVirtualClock *clock;
  ScModel *model;
  ScWorld *world;
  ScWorldSensor *sensor; /* the first one */
  ScLink *link;
  ScWorldSensorPort *sensor_port;
  ScWorldCloudPort *cloud_port;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = sc_virtual_clock_new ();
  fixture->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  fixture->world = sc_world_new (SC_CLOCK (fixture->clock), 0, &error);
  g_assert_no_error (error);
  fixture->sensor = sc_world_get_sensor (fixture->world, 0);
  fixture->link = sc_world_link_new (fixture->world, fixture->model);
  fixture->sensor_port = sc_world_sensor_port_new (fixture->world, fixture->model);
  fixture->cloud_port = sc_world_cloud_port_new (fixture->world);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sc_virtual_clock_settle (fixture->clock);
  g_assert_finalize_object (fixture->cloud_port);
  g_assert_finalize_object (fixture->sensor_port);
  g_assert_finalize_object (fixture->link);
  g_assert_finalize_object (fixture->world);
  g_assert_cmpuint (sc_virtual_clock_count_timers (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  sc_model_unref (fixture->model);
}

/* Waiting for a task's callback. */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

static ScLease *
join (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (fixture->link), 0);

  sc_link_join_async (fixture->link, access_point, NULL, keep_result, &result);
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_result, &result, MINUTE));
  return sc_link_join_finish (fixture->link, result, error);
}

static gpointer
call (Fixture *fixture, ScLease *lease, ScSensorCall which, gconstpointer argument, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  ScSensor *port = SC_SENSOR (fixture->sensor_port);

  sc_sensor_call_async (port, lease, which, argument, NULL, keep_result, &result);
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_result, &result, MINUTE));
  return sc_sensor_call_finish (port, result, error);
}

static void
release (Fixture *fixture, ScLease *lease)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sc_lease_release_async (lease, NULL, keep_result, &result);
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_result, &result, MINUTE));
  g_assert_true (sc_lease_release_finish (lease, result, &error));
  g_assert_no_error (error);
}

static ScTenant *
sign_in (Fixture *fixture, const char *secret, GError **error)
{
  g_autoptr (ScSecret) client_id = sc_secret_new (SC_PRACTICE_CLIENT_ID, -1);
  g_autoptr (ScSecret) client_secret = sc_secret_new (secret, -1);
  g_autoptr (ScAccount) account =
      sc_account_new ("https://simulator.invalid", client_id, client_secret, NULL, error);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (account);
  sc_cloud_sign_in_async (SC_CLOUD (fixture->cloud_port), account, NULL, keep_result, &result);
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_result, &result, MINUTE));
  return sc_cloud_sign_in_finish (SC_CLOUD (fixture->cloud_port), result, error);
}

static ScCloudSensor *
provision (Fixture *fixture, ScTenant *tenant, GError **error)
{
  g_autoptr (ScCertificate) certificate =
      sc_certificate_new (sc_world_sensor_get_pem (fixture->sensor), error);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (certificate);
  sc_cloud_provision_async (SC_CLOUD (fixture->cloud_port), tenant, certificate, NULL, keep_result,
                            &result);
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_result, &result, MINUTE));
  return sc_cloud_provision_finish (SC_CLOUD (fixture->cloud_port), result, error);
}

static gboolean
ask (Fixture *fixture, ScTenant *tenant, const char *id, ScCloudSensor **sensor, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sc_cloud_get_sensor_async (SC_CLOUD (fixture->cloud_port), tenant, id, NULL, keep_result,
                             &result);
  g_assert_true (sc_virtual_clock_run_until (fixture->clock, has_result, &result, MINUTE));
  return sc_cloud_get_sensor_finish (SC_CLOUD (fixture->cloud_port), result, sensor, error);
}

static void
add_profile (Fixture *fixture, ScLease *lease, const char *key, GError **error)
{
  g_autoptr (GBytes) ssid = g_bytes_new_static (SC_PRACTICE_SSID, strlen (SC_PRACTICE_SSID));
  g_autoptr (ScSecret) secret = sc_secret_new (key, -1);
  g_autoptr (ScSiteNetwork) network = sc_site_network_new (ssid, SC_SECURITY_WPA, secret, error);
  ScNetworkProfile profile = { network, '3', FALSE };

  g_assert_nonnull (network);
  call (fixture, lease, SC_SENSOR_ADD_PROFILE, &profile, error);
}

/* The site network goes to the sensor, the laptop goes home: the usual order. */
static void
send_profile (Fixture *fixture, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (call (fixture, lease, SC_SENSOR_DELETE_PROFILES, NULL, &error));
  g_assert_no_error (error);
  add_profile (fixture, lease, key, &error);
  g_assert_no_error (error);
  release (fixture, lease);
}

static gboolean
is_asleep (gpointer user_data)
{
  return sc_world_sensor_get_state (user_data) == SC_WORLD_SENSOR_ASLEEP;
}

static gboolean
is_in_contact (gpointer user_data)
{
  return sc_world_sensor_get_state (user_data) == SC_WORLD_SENSOR_IN_CONTACT;
}

static void
test_reading_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (fixture, &error);
  g_autofree char *name = call (fixture, lease, SC_SENSOR_READ_NAME, NULL, &error);
  g_autofree char *mac = call (fixture, lease, SC_SENSOR_READ_MAC, NULL, &error);
  g_autoptr (GPtrArray) versions = call (fixture, lease, SC_SENSOR_READ_VERSIONS, NULL, &error);
  const char *const *candidates = sc_model_get_certificate_candidates (fixture->model);
  g_autoptr (ScCertificate) certificate =
      call (fixture, lease, SC_SENSOR_READ_CERTIFICATE, candidates[0], &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "SMS0000S111A");
  g_assert_cmpstr (mac, ==, sc_world_sensor_get_mac (fixture->sensor));
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 2);
  g_assert_cmpstr (sc_certificate_get_common_name (certificate), ==, "0000S111A");
  g_assert_cmpuint (
      sc_certificate_judge (certificate, "0000S111A", sc_clock_wall_us (SC_CLOCK (fixture->clock))),
      ==, SC_CERTIFICATE_DOUBT_NONE);
  g_assert_cmpuint (g_bytes_get_size (sc_world_sensor_get_pem (fixture->sensor)), >, 1500);
  g_assert_cmpuint (sc_world_sensor_get_changes (fixture->sensor)->len, ==, 0);
  release (fixture, lease);
}

static void
test_its_own_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (fixture, &error);
  g_autoptr (GPtrArray) before = call (fixture, lease, SC_SENSOR_READ_SCAN, NULL, &error);
  g_autoptr (GPtrArray) after = NULL;
  ScHeardNetwork *first;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_nonnull (call (fixture, lease, SC_SENSOR_START_SCAN, NULL, &error));
  sc_virtual_clock_advance (fixture->clock, 5 * SECOND);
  after = call (fixture, lease, SC_SENSOR_READ_SCAN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 4);
  first = g_ptr_array_index (after, 0);
  g_assert_cmpint (first->digit, ==, '3');
  g_assert_cmpmem (g_bytes_get_data (first->ssid, NULL), g_bytes_get_size (first->ssid),
                   SC_PRACTICE_SSID, strlen (SC_PRACTICE_SSID));
  release (fixture, lease);
}

static void
test_commissioned_in_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (fixture, SC_PRACTICE_CLIENT_SECRET, &error);
  g_autoptr (ScCloudSensor) baseline = NULL, answer = NULL, contact = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sc_tenant_get_id (tenant), ==, SC_PRACTICE_TENANT);
  g_assert_true (ask (fixture, tenant, "0000S111A", &baseline, &error));
  g_assert_null (baseline);

  send_profile (fixture, SC_PRACTICE_KEY);
  g_assert_cmpint (sc_link_get_uplink (fixture->link), ==, SC_UPLINK_READY);
  answer = provision (fixture, tenant, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_id (answer), ==, "0000S111A");
  g_assert_nonnull (sc_cloud_sensor_get_provisioned (answer));

  g_assert_true (
      sc_virtual_clock_run_until (fixture->clock, is_in_contact, fixture->sensor, MINUTE));
  g_assert_true (ask (fixture, tenant, "0000S111A", &contact, &error));
  g_assert_nonnull (sc_cloud_sensor_get_last_connected (contact));
  g_assert_cmpuint (sc_world_cloud_count_claims (sc_world_get_cloud (fixture->world), "0000S111A"),
                    ==, 1);
}

/* A sensor in service has no network of its own and goes on reporting. */
static void
test_a_sensor_in_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (fixture, SC_PRACTICE_CLIENT_SECRET, &error);
  ScWorldSensor *old = sc_world_get_sensor (fixture->world, 2);
  g_autoptr (ScCloudSensor) before = NULL, after = NULL;

  g_assert_cmpint (sc_link_get_presence (fixture->link, sc_world_sensor_get_ssid (old)), ==,
                   SC_PRESENCE_UNKNOWN);
  g_assert_false (
      sc_world_radio_join (sc_world_get_radio (fixture->world), "no such address", NULL, NULL));
  g_assert_true (ask (fixture, tenant, sc_world_sensor_get_id (old), &before, &error));
  sc_virtual_clock_advance (fixture->clock, 21 * MINUTE);
  g_assert_true (ask (fixture, tenant, sc_world_sensor_get_id (old), &after, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sc_cloud_sensor_get_last_connected (before), <,
                   sc_cloud_sensor_get_last_connected (after));
}

static void
test_three_attempts_then_sleep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (fixture, SC_PRACTICE_CLIENT_SECRET, &error);
  g_autoptr (ScCloudSensor) answer = NULL;
  gint64 sent_us, asleep_us, contact_us;

  send_profile (fixture, SC_PRACTICE_KEY);
  sent_us = sc_clock_now_us (SC_CLOCK (fixture->clock));
  g_assert_true (
      sc_virtual_clock_run_until (fixture->clock, is_asleep, fixture->sensor, 10 * MINUTE));
  asleep_us = sc_clock_now_us (SC_CLOCK (fixture->clock));
  g_assert_cmpint (asleep_us - sent_us, >=, 55 * SECOND);
  g_assert_cmpint (asleep_us - sent_us, <=, 90 * SECOND);

  answer = provision (fixture, tenant, &error);
  g_assert_no_error (error);
  g_assert_true (
      sc_virtual_clock_run_until (fixture->clock, is_in_contact, fixture->sensor, 30 * MINUTE));
  contact_us = sc_clock_now_us (SC_CLOCK (fixture->clock));
  g_assert_cmpint (contact_us - asleep_us, >=, 20 * MINUTE);
  g_assert_cmpint (contact_us - asleep_us, <=, 21 * MINUTE);
}

static void
test_wrong_key_brings_the_network_back (Fixture *fixture, gconstpointer data)
{
  GBytes *ssid = sc_world_sensor_get_ssid (fixture->sensor);

  g_assert_cmpint (sc_link_get_presence (fixture->link, ssid), ==, SC_PRESENCE_THERE);
  send_profile (fixture, "wrong-key-1234");
  g_assert_cmpint (sc_link_get_presence (fixture->link, ssid), ==, SC_PRESENCE_GONE);
  sc_virtual_clock_advance (fixture->clock, 30 * SECOND);
  g_assert_cmpint (sc_link_get_presence (fixture->link, ssid), ==, SC_PRESENCE_SEEN_AGAIN);
  g_assert_cmpint (sc_world_sensor_get_result_digit (fixture->sensor), ==, '2');
}

static void
test_a_laptop_left_to_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (fixture, &error);

  add_profile (fixture, lease, SC_PRACTICE_KEY, &error);
  g_assert_no_error (error);
  sc_virtual_clock_advance (fixture->clock, 14 * SECOND);
  g_assert_true (sc_lease_is_alive (lease));
  g_assert_null (call (fixture, lease, SC_SENSOR_READ_NAME, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
  sc_virtual_clock_advance (fixture->clock, 5 * SECOND);
  g_assert_false (sc_lease_is_alive (lease));
  g_assert_cmpint (sc_link_get_uplink (fixture->link), ==, SC_UPLINK_NONE);
  sc_virtual_clock_advance (fixture->clock, 30 * SECOND);
  g_assert_cmpint (sc_link_get_uplink (fixture->link), ==, SC_UPLINK_READY);
}

static void
test_dropping_the_lease_goes_home (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ScLease *lease = join (fixture, &error);

  g_assert_cmpint (sc_link_get_uplink (fixture->link), ==, SC_UPLINK_NONE);
  g_object_unref (lease);
  sc_virtual_clock_advance (fixture->clock, 10 * SECOND);
  g_assert_cmpint (sc_link_get_uplink (fixture->link), ==, SC_UPLINK_READY);
}

static void
test_cancelling_a_join_goes_home (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ScAccessPoint) access_point =
      g_list_model_get_item (sc_link_get_access_points (fixture->link), 0);

  sc_link_join_async (fixture->link, access_point, cancellable, keep_result, &result);
  sc_virtual_clock_advance (fixture->clock, 2 * SECOND);
  g_cancellable_cancel (cancellable);
  sc_virtual_clock_settle (fixture->clock);
  g_assert_nonnull (result);
  g_assert_null (sc_link_join_finish (fixture->link, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sc_virtual_clock_advance (fixture->clock, 10 * SECOND);
  g_assert_cmpint (sc_link_get_uplink (fixture->link), ==, SC_UPLINK_READY);
  g_assert_cmpuint (sc_world_sensor_get_requests (fixture->sensor)->len, ==, 0);
}

static void
test_tokens_expire_and_are_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (fixture, SC_PRACTICE_CLIENT_SECRET, &error);
  ScWorldCloud *cloud = sc_world_get_cloud (fixture->world);
  g_autoptr (ScCloudSensor) sensor = NULL;

  sc_virtual_clock_advance (fixture->clock, 61 * MINUTE);
  g_assert_true (ask (fixture, tenant, "0000S111A", &sensor, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_TOKEN), ==, 2);
  g_assert_cmpuint (sc_world_cloud_count_calls (cloud, SC_WORLD_CALL_GET), ==, 2);
}

static void
test_wrong_secret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in (fixture, "wrong", &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_CREDENTIALS);
  g_assert_cmpuint (sc_error_get_http_status (error), ==, 401);
}

static void
test_second_claim_is_a_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (fixture, SC_PRACTICE_CLIENT_SECRET, &error);
  g_autoptr (ScCloudSensor) first = provision (fixture, tenant, &error);

  g_assert_no_error (error);
  g_assert_null (provision (fixture, tenant, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_CONFLICT);
  g_assert_cmpuint (sc_world_cloud_count_claims (sc_world_get_cloud (fixture->world), "0000S111A"),
                    ==, 2);
}

static void
test_another_authoritys_chain_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScWorldPki) other = sc_world_pki_new (SC_VIRTUAL_CLOCK_START_US, &error);
  g_autoptr (GBytes) pem =
      sc_world_pki_issue_sensor (other, "0000S111A", SC_WORLD_PKI_LASTING_S, &error);
  ScWorldPki *ours = sc_world_get_pki (fixture->world);
  g_autofree char *id = NULL;

  g_assert_null (sc_world_pki_check_sensor (ours, pem, SC_VIRTUAL_CLOCK_START_US, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  id = sc_world_pki_check_sensor (ours, sc_world_sensor_get_pem (fixture->sensor),
                                  SC_VIRTUAL_CLOCK_START_US, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "0000S111A");
}

static void
test_faults_before_and_after (Fixture *fixture, gconstpointer data)
{
  ScWorldCloud *cloud = sc_world_get_cloud (fixture->world);
  ScWorldFault busy = { SC_WORLD_CALL_PROVISION, 1, 503, FALSE, 7 };
  ScWorldFault lost = { SC_WORLD_CALL_PROVISION, 1, 0, TRUE, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ScTenant) tenant = sign_in (fixture, SC_PRACTICE_CLIENT_SECRET, &error);

  sc_world_cloud_add_fault (cloud, &busy);
  sc_world_cloud_add_fault (cloud, &lost);
  g_assert_null (provision (fixture, tenant, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_BUSY);
  g_assert_cmpint (sc_error_get_retry_after (error), ==, 7);
  g_assert_false (sc_world_cloud_is_provisioned (cloud, "0000S111A"));
  g_clear_error (&error);
  g_assert_null (provision (fixture, tenant, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_LOST);
  g_assert_true (sc_world_cloud_is_provisioned (cloud, "0000S111A"));
}

static void
test_planned_port_failures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = join (fixture, &error);
  GPtrArray *changes = sc_world_sensor_get_changes (fixture->sensor);

  sc_world_sensor_port_fail_next (fixture->sensor_port, SC_SENSOR_DELETE_PROFILES,
                                  SC_ERROR_SENSOR_SILENT, FALSE);
  sc_world_sensor_port_fail_next (fixture->sensor_port, SC_SENSOR_DELETE_PROFILES,
                                  SC_ERROR_SENSOR_DROPPED, TRUE);
  g_assert_null (call (fixture, lease, SC_SENSOR_DELETE_PROFILES, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_SILENT);
  g_assert_cmpuint (changes->len, ==, 0);
  g_clear_error (&error);
  g_assert_null (call (fixture, lease, SC_SENSOR_DELETE_PROFILES, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_DROPPED);
  g_assert_cmpuint (changes->len, ==, 1);
  release (fixture, lease);
}

static void
assert_parameter (GHashTable *parameters, const char *name, const char *expected)
{
  GBytes *value = g_hash_table_lookup (parameters, name);

  g_assert_nonnull (value);
  g_assert_cmpmem (g_bytes_get_data (value, NULL), g_bytes_get_size (value), expected,
                   strlen (expected));
}

static void
test_form_decoder (void)
{
  g_autoptr (GHashTable) parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  const char *first = "A=Hi%252B&B=W%C3%A4rme%201&C=a%2Bb&D=100%25&E=x+y&F=";
  g_autoptr (GBytes) body = g_bytes_new_static (first, strlen (first));
  g_autoptr (GBytes) second = g_bytes_new_static ("A=Hi%252B", 9);

  sc_world_firmware_read_form (parameters, body, TRUE);
  assert_parameter (parameters, "A", "Hi+"); /* as TI's forum reports: wrong */
  assert_parameter (parameters, "B", "Wärme 1");
  assert_parameter (parameters, "C", "a+b");
  assert_parameter (parameters, "D", "100%");
  assert_parameter (parameters, "E", "x y");
  assert_parameter (parameters, "F", "");
  sc_world_firmware_read_form (parameters, second, FALSE);
  assert_parameter (parameters, "A", "Hi%2B");
  assert_parameter (parameters, "B", "Wärme 1"); /* left out: keeps its value */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/world/sensor/reading-changes-nothing", test_reading_changes_nothing);
  ADD ("/world/sensor/its-own-scan", test_its_own_scan);
  ADD ("/world/sensor/commissioned-in-time", test_commissioned_in_time);
  ADD ("/world/sensor/in-service", test_a_sensor_in_service);
  ADD ("/world/sensor/three-attempts-then-sleep", test_three_attempts_then_sleep);
  ADD ("/world/sensor/wrong-key-brings-its-network-back", test_wrong_key_brings_the_network_back);
  ADD ("/world/laptop/left-to-itself", test_a_laptop_left_to_itself);
  ADD ("/world/laptop/dropping-the-lease-goes-home", test_dropping_the_lease_goes_home);
  ADD ("/world/laptop/cancelling-a-join-goes-home", test_cancelling_a_join_goes_home);
  ADD ("/world/cloud/tokens-expire-and-are-renewed", test_tokens_expire_and_are_renewed);
  ADD ("/world/cloud/wrong-secret", test_wrong_secret);
  ADD ("/world/cloud/second-claim-is-a-conflict", test_second_claim_is_a_conflict);
  ADD ("/world/cloud/another-authoritys-chain-is-refused",
       test_another_authoritys_chain_is_refused);
  ADD ("/world/cloud/faults-before-and-after", test_faults_before_and_after);
  ADD ("/world/ports/planned-failures", test_planned_port_failures);
  g_test_add_func ("/world/sensor/form-decoder", test_form_decoder);
  return g_test_run ();
}
