/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-record-report.h"

#include <string.h>

#define WALL_US G_GINT64_CONSTANT (1764000000000000) /* 2025-11-24 16:00:00 UTC */

static void
apply (ScRecord *record, ScStepKind kind, int code, const char *text, const char *extra,
       const char *bytes)
{
  g_autoptr (GBytes) blob = bytes != NULL ? g_bytes_new (bytes, strlen (bytes)) : NULL;
  ScStep step = { kind, { 0, WALL_US, "" }, code, (char *)text, (char *)extra, blob };

  sc_record_apply (record, &step);
}

static void
assert_has (const char *report, const char *line)
{
  if (strstr (report, line) == NULL)
    g_error ("“%s” is not in:\n%s", line, report);
}

static void
test_full (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "sensor-chain.pem", NULL);
  g_autofree char *pem = NULL;
  g_autofree char *report = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) pem_lines = NULL;
  g_autoptr (ScRecord) record = sc_record_new ("5c1d8f5e-0b5e-4f0c-9e54-000000000001");

  g_assert_true (g_file_get_contents (path, &pem, NULL, NULL));
  apply (record, SC_STEP_IDENTIFIED, 0, "0000S111A", "SMS0000S111A", NULL);
  apply (record, SC_STEP_MAC, 0, "00:11:22:33:44:55", NULL, NULL);
  apply (record, SC_STEP_VERSION, 0, "fw", "1.2.3", NULL);
  apply (record, SC_STEP_CERTIFICATE, 0, NULL, NULL, pem);
  apply (record, SC_STEP_SITE_NETWORK, 0, NULL, NULL, "Factory \xff");
  apply (record, SC_STEP_TENANT, 0, "https://api.example.com", "abc123", NULL);
  apply (record, SC_STEP_CONSENT, 0, "after", NULL, NULL);
  apply (record, SC_STEP_ADD_ASKED, 0, NULL, NULL, NULL);
  apply (record, SC_STEP_ADD_ANSWERED, SC_ERROR_SENSOR_DROPPED, NULL, NULL, NULL);
  apply (record, SC_STEP_PROVISION_ASKED, 0, NULL, NULL, NULL);
  apply (record, SC_STEP_PROVISION_FAILED, SC_ERROR_CLOUD_BUSY, NULL, NULL, NULL);
  apply (record, SC_STEP_PROVISION_ASKED, 0, NULL, NULL, NULL);
  apply (record, SC_STEP_PROVISION_ACCEPTED, 0, "2025-11-24T16:00:09.713Z", "APIKEYID", NULL);
  report = sc_record_report (record);

  assert_has (report, "State: Provisioned, first contact not seen yet\n");
  assert_has (report, "Sensor ID: 0000S111A\n");
  assert_has (report, "Device name: SMS0000S111A\n");
  assert_has (report, "MAC address: 00:11:22:33:44:55\n");
  assert_has (report, "fw: 1.2.3\n");
  assert_has (report, "Site network: Factory \\xFF\n");
  assert_has (report, "Cloud: https://api.example.com\n");
  assert_has (report, "Tenant: abc123\n");
  assert_has (report, "Provisioned by: APIKEYID\n");
  assert_has (report, sc_certificate_get_fingerprint (sc_record_get_certificate (record)));
  assert_has (report, "2025-11-24 17:00:00 +01:00  The technician pressed Send\n");
  assert_has (report, "The sensor closed the connection, as expected\n");
  assert_has (report, sc_error_get_info (SC_ERROR_CLOUD_BUSY)->id);
  assert_has (report, "The cloud provisioned the sensor (2025-11-24T16:00:09.713Z)\n");
  assert_has (report, "5c1d8f5e-0b5e-4f0c-9e54-000000000001");

  pem_lines = g_strsplit (pem, "\n", -1);
  for (guint i = 0; pem_lines[i] != NULL; i++)
    g_assert_true (*pem_lines[i] == '\0' || strstr (report, pem_lines[i]) == NULL);

  name = sc_record_report_file_name (record);
  g_assert_cmpstr (name, ==, "sensor-0000S111A-2025-11-24.txt");
}

static void
test_every_state (void)
{
  static const struct
  {
    ScStepKind last;
    const char *state;
  } rows[] = {
    { SC_STEP_ADD_ANSWERED, "State: Network sent, not provisioned yet\n" },
    { SC_STEP_PROVISION_ACCEPTED, "State: Provisioned, first contact not seen yet\n" },
    { SC_STEP_AP_CAME_BACK, "State: Provisioned, but not on the site network yet\n" },
    { SC_STEP_NO_CONTACT, "State: Needs a visit\n" },
    { SC_STEP_STOPPED, "State: Stopped by the technician\n" },
    { SC_STEP_CONTACT, "State: In contact with the cloud\n" },
  };
  g_autoptr (ScRecord) record = sc_record_new (NULL);
  g_autofree char *nothing = sc_record_report (record);

  assert_has (nothing, "State: Not sent yet\n");
  apply (record, SC_STEP_LEFT_UNCHANGED, 0, NULL, NULL, NULL);
  g_free (nothing);
  nothing = sc_record_report (record);
  assert_has (nothing, "the sensor was not changed\n");
  apply (record, SC_STEP_ADD_ASKED, 0, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *report = NULL;

      apply (record, rows[i].last, 0, "2025-11-24T16:00:09.713Z", NULL, NULL);
      report = sc_record_report (record);
      assert_has (report, rows[i].state);
    }
}

static void
test_hostile (void)
{
  g_autoptr (ScRecord) record = sc_record_new (NULL);
  g_autofree char *report = NULL;
  g_autofree char *name = NULL;

  apply (record, SC_STEP_IDENTIFIED, 0, "../../a\nMAC address: forged",
         "\xe2\x80\xae"
         "evil",
         NULL);
  apply (record, 4242, 0, "of a newer program", NULL, NULL);
  report = sc_record_report (record);
  name = sc_record_report_file_name (record);
  g_assert_null (strstr (report, "\nMAC address: forged"));
  g_assert_null (strstr (report, "\xe2\x80\xae")); /* right-to-left override */
  g_assert_true (g_utf8_validate (report, -1, NULL));
  g_assert_null (strchr (name, '/'));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/full", test_full);
  g_test_add_func ("/report/every-state", test_every_state);
  g_test_add_func ("/report/hostile", test_hostile);
  return g_test_run ();
}
