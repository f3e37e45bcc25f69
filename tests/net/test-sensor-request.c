/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-sensor-request.h"
#include "sc-test-call.h"
#include "sc-test-model.h"

#include <string.h>

/* What a sensor's reply is worth when it broke off. */

typedef enum
{
  CLOSED,
  TIMED_OUT
} BrokeOff;

static gpointer
read_broken (ScSensorCall call, const char *text, BrokeOff how, GError **error)
{
  g_autoptr (ScModel) model = sc_test_model_new (NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  ScHttpReply reply = { .status = 200, .body = body, .timed_out = how == TIMED_OUT };

  return sc_sensor_request_read_reply (model, call, &reply, error);
}

static void
check_taken (ScSensorCall call, const char *text)
{
  GDestroyNotify free_value = sc_sensor_call_result_free_func (call);
  g_autoptr (GError) error = NULL;
  gpointer value = read_broken (call, text, TIMED_OUT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  if (free_value != NULL)
    free_value (value);
}

static void
check_refused (ScSensorCall call, const char *text, BrokeOff how, ScError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_broken (call, text, how, &error));
  g_assert_error (error, SC_ERROR, (int)code);
}

static void
test_what_shows_that_it_is_whole_is_taken (void)
{
  g_autofree char *pem = NULL;

  g_assert_true (g_file_get_contents (SC_TEST_CHAIN, &pem, NULL, NULL));
  check_taken (SC_SENSOR_READ_NAME, "SMS0000S111A");
  check_taken (SC_SENSOR_READ_MAC, "00:11:22:33:44:55");
  check_taken (SC_SENSOR_READ_VERSIONS, "{\"fw\":1}");
  check_taken (SC_SENSOR_READ_CERTIFICATE, pem);
  check_taken (SC_SENSOR_READ_SCAN, "3A;X;");
}

static void
test_what_could_be_cut_is_not_taken (void)
{
  g_autofree char *pem = NULL;
  g_autofree char *half = NULL;

  g_assert_true (g_file_get_contents (SC_TEST_CHAIN, &pem, NULL, NULL));
  half = g_strndup (pem, strlen (pem) - 40);
  check_refused (SC_SENSOR_READ_NAME, "SMS0000S11", CLOSED, SC_ERROR_SENSOR_DROPPED);
  check_refused (SC_SENSOR_READ_NAME, "SMS0000S11", TIMED_OUT, SC_ERROR_SENSOR_SILENT);
  check_refused (SC_SENSOR_READ_SCAN, "3A;3Factory", CLOSED, SC_ERROR_SENSOR_DROPPED);
  check_refused (SC_SENSOR_READ_SCAN, "3A;3Factory", TIMED_OUT, SC_ERROR_SENSOR_SILENT);
  check_refused (SC_SENSOR_READ_MAC, "00:11:22:33:44:5", CLOSED, SC_ERROR_SENSOR_DROPPED);
  check_refused (SC_SENSOR_READ_VERSIONS, "{\"fw\":", TIMED_OUT, SC_ERROR_SENSOR_SILENT);
  check_refused (SC_SENSOR_READ_CERTIFICATE, half, CLOSED, SC_ERROR_SENSOR_DROPPED);
}

static void
test_of_a_post_the_status_counts (void)
{
  check_taken (SC_SENSOR_DELETE_PROFILES, "");
  check_taken (SC_SENSOR_START_SCAN, "beg");
  check_taken (SC_SENSOR_ADD_PROFILE, "don");
  check_refused (SC_SENSOR_ADD_PROFILE, "Not Available", TIMED_OUT, SC_ERROR_SENSOR_NO_ANSWER);
}

static void
test_the_limits_of_each_call (void)
{
  g_autoptr (ScLease) lease = sc_test_lease_new ("http://10.123.45.1", "wlan0");

  for (ScSensorCall call = SC_SENSOR_READ_NAME; call <= SC_SENSOR_ADD_PROFILE; call++)
    {
      ScHttpRules rules;

      sc_sensor_request_get_rules (call, lease, &rules);
      g_assert_cmpint (rules.peer, ==, SC_HTTP_PEER_SENSOR);
      g_assert_cmpuint (rules.connect_ms, ==, 5000);
      g_assert_cmpuint (rules.total_ms, ==, call == SC_SENSOR_READ_CERTIFICATE ? 20000 : 15000);
      g_assert_cmpuint (rules.body_cap, <=, SC_CERTIFICATE_MAX_BYTES);
      g_assert_cmpstr (rules.interface, ==, "wlan0");
      g_assert_cmpint (rules.repeatable, ==, !sc_sensor_call_changes_sensor (call));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sensor-request/whole", test_what_shows_that_it_is_whole_is_taken);
  g_test_add_func ("/sensor-request/cut", test_what_could_be_cut_is_not_taken);
  g_test_add_func ("/sensor-request/post", test_of_a_post_the_status_counts);
  g_test_add_func ("/sensor-request/limits", test_the_limits_of_each_call);
  return g_test_run ();
}
