/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one sensor said once, said again: the diagnostics file of a rehearsal is played back, and
 * the program meets the same sensor. */

#include "sc-diagnostics.h"
#include "sc-test-rehearsal.h"

#include <glib/gstdio.h>
#include <string.h>

#define SPEED 10 /* what waits 20 s has 2 s, for machines that do much else */
#define wait_until(condition) sc_test_rehearsal_wait_until (&self, condition)

typedef struct
{
  char *folder;
  char *file; /* what was recorded */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("sc-replay-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_build_filename (fixture->folder, "diagnostics.txt", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_unlink (fixture->file);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->folder);
}

static void
save (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->file, text, -1, &error);
  g_assert_no_error (error);
}

/* As the program writes it */
static void
save_diagnostics (Fixture *fixture, ScTestRehearsal *rehearsal)
{
  ScDiagnosticsInput input = { .workflow = rehearsal->workflow,
                               .transcript = rehearsal->transcript,
                               .log = "" };
  g_autofree char *text = sc_diagnostics_format (&input);

  save (fixture, text);
}

static char *
join_versions (ScRecord *record)
{
  GPtrArray *versions = sc_record_get_versions (record);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < versions->len; i++)
    {
      ScVersionFact *fact = g_ptr_array_index (versions, i);

      g_string_append_printf (text, "%s=%s\n", fact->name, fact->value);
    }
  return g_string_free (text, FALSE);
}

/* A sensor of another seed, recorded until Review; then it commissions all the same. */
static void
test_round_trip (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ScSimulatorOptions first = { .speed = SPEED, .seed = 7 };
  ScSimulatorOptions again = { .speed = SPEED, .seed = 0, .replay = fixture->file };
  ScTestRehearsal self = { 0 };
  g_autofree char *id = NULL, *mac = NULL, *versions = NULL, *versions_again = NULL;
  ScRecord *record;

  sc_test_rehearsal_set_up (&self, &first);
  sc_test_rehearsal_go_to_review (&self);
  record = sc_workflow_get_current (self.workflow);
  id = g_strdup (sc_record_get_sensor_id (record));
  mac = g_strdup (sc_record_get_mac (record));
  versions = join_versions (record);
  g_assert_cmpstr (id, !=, "0000S111A");
  g_assert_cmpint (sc_visit_get_heard (self.visit), ==, SC_HEARD_YES);
  save_diagnostics (fixture, &self);
  sc_test_rehearsal_tear_down (&self);

  self = (ScTestRehearsal){ 0 };
  sc_test_rehearsal_set_up (&self, &again);
  sc_test_rehearsal_go_to_review (&self);
  record = sc_workflow_get_current (self.workflow);
  versions_again = join_versions (record);
  g_assert_cmpstr (sc_record_get_sensor_id (record), ==, id);
  g_assert_cmpstr (sc_record_get_mac (record), ==, mac);
  g_assert_cmpstr (versions_again, ==, versions);
  g_assert_cmpuint (sc_certificate_get_n_certificates (sc_record_get_certificate (record)), ==, 2);
  g_assert_cmpint (sc_visit_get_heard (self.visit), ==, SC_HEARD_YES);
  g_assert_true (sc_visit_send (self.visit));
  wait_until (sc_record_get_state (sc_workflow_get_current (self.workflow))
              == SC_RECORD_IN_CONTACT);
  sc_test_rehearsal_tear_down (&self);
}

/* A device that is not quite as we believe: CR LF, half a page where the certificate could be, JSON
 * around it, nothing heard at first, and no answer to the first question. */
static void
test_other_device (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char fingerprint[] = "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:"
                                    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";
  g_autofree char *text = g_strdup_printf (
      "sensor-transcript 1\n"
      "# from a bench\n"
      "request 10.000 GET /__SL_G_DNP\n"
      "broken 0.100 SC-SENSOR-DROPPED\n"
      "request 11.000 GET /__SL_G_DNP\n"
      "reply 0.100 200 text/html 14 whole\n"
      "body SMS4711S222B\\r\\n\n"
      "request 12.000 GET /__SL_G_N.D\n"
      "reply 0.100 200 - 17 whole\n"
      "body 08:00:28:12:34:56\n"
      "request 13.000 GET /api/1/host/version/1/sms_version\n"
      "reply 0.100 200 application/json 16 whole\n"
      "body {\"fw\":\n"
      "body  \"9.9\"}\n"
      "request 14.000 GET /api/1/host/cert/1/sms_cert\n"
      "reply 0.100 200 text/plain 200 cut\n"
      "body -----begin nothing of worth\n"
      "request 15.000 GET /api/1/host/certificate/1/sms_certificate\n"
      "reply 0.100 200 application/json 2000 whole\n"
      "body {\"pem\":\"\\{pem-json 1 %s}\\\\n\\{pem-json 2 %s}\\\\n\"}\n"
      "request 16.000 POST /api/1/wlan/en_ap_scan\n"
      "form __SL_P_SC2=10&__SL_P_SC1=0\n"
      "reply 0.100 200 - 0 whole\n"
      "request 17.000 GET /netlist.txt\n"
      "reply 0.100 200 - 4 whole\n"
      "body X;X;\n"
      "request 22.000 GET /netlist.txt\n"
      "reply 0.100 200 - 30 whole\n"
      "body 0\\{net 1 8};3\\{net 2 9};X;\n"
      "request 30.000 POST /api/1/wlan/profile_del_all\n"
      "reply 0.100 200 - 0 whole\n"
      "request 31.000 POST /api/1/wlan/profile_add\n"
      "form __SL_P_P.A=\\{net 2 9}&__SL_P_P.B=3&__SL_P_P.C=\\{hidden 1}&__SL_P_P.D=0\n"
      "broken 0.500 SC-SENSOR-DROPPED\n"
      "end-of-transcript\n",
      fingerprint, fingerprint);
  ScSimulatorOptions options = { .speed = SPEED, .replay = fixture->file };
  ScTestRehearsal self = { 0 };
  g_autofree char *versions = NULL;
  ScRecord *record;

  save (fixture, text);
  sc_test_rehearsal_set_up (&self, &options);
  sc_test_rehearsal_go_to_review (&self);
  record = sc_workflow_get_current (self.workflow);
  versions = join_versions (record);
  g_assert_cmpstr (sc_record_get_sensor_id (record), ==, "4711S222B");
  g_assert_cmpstr (sc_record_get_mac (record), ==, "08:00:28:12:34:56");
  g_assert_cmpstr (versions, ==, "fw=9.9\n");
  g_assert_cmpint (sc_visit_get_heard (self.visit), ==, SC_HEARD_YES);
  g_assert_true (sc_visit_send (self.visit));
  wait_until (sc_record_get_state (sc_workflow_get_current (self.workflow))
              == SC_RECORD_IN_CONTACT);
  sc_test_rehearsal_tear_down (&self);
}

static void
test_mistakes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const texts[] = { "", "nothing\n", "sensor-transcript 1\nend-of-transcript\n",
                                       "sensor-transcript 1\nnonsense\nend-of-transcript\n" };
  ScSimulatorOptions options = { .replay = fixture->file };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      save (fixture, texts[i]);
      g_assert_null (sc_simulator_new (&options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, fixture->file));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/replay/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/replay/other-device", Fixture, NULL, set_up, test_other_device, tear_down);
  g_test_add ("/replay/mistakes", Fixture, NULL, set_up, test_mistakes, tear_down);
  return g_test_run ();
}
