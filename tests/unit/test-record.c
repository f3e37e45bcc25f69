/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-record.h"

#include "sc-sensor-identity.h"

#include <string.h>

#define ENDPOINT "https://api.example.com"
#define BOOT "00000000-0000-4000-8000-000000000001"

typedef struct
{
  ScRecord *record;
  gint64 second; /* each step is a second after the one before */
  guint n_changed;
} Fixture;

static void
count_changed (Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->record = sc_record_new (NULL);
  g_signal_connect_swapped (f->record, "changed", G_CALLBACK (count_changed), f);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (f->record);
}

static void
apply (Fixture *f, ScStepKind kind, int code, const char *text, const char *extra, GBytes *blob)
{
  ScStep step = { kind, { 0 }, code, (char *)text, (char *)extra, blob };

  f->second++;
  step.moment.boot_us = f->second * G_USEC_PER_SEC;
  step.moment.wall_us = (1600000000 + f->second) * G_USEC_PER_SEC;
  g_strlcpy (step.moment.boot_id, BOOT, sizeof step.moment.boot_id);
  sc_record_apply (f->record, &step);
}

static void
happens (Fixture *f, ScStepKind kind)
{
  apply (f, kind, 0, NULL, NULL, NULL);
}

static void
happens_text (Fixture *f, ScStepKind kind, const char *text, const char *extra)
{
  apply (f, kind, 0, text, extra, NULL);
}

static void
happens_code (Fixture *f, ScStepKind kind, int code)
{
  apply (f, kind, code, NULL, NULL, NULL);
}

static void
happens_blob (Fixture *f, ScStepKind kind, const char *bytes, gsize n_bytes)
{
  g_autoptr (GBytes) blob = g_bytes_new (bytes, n_bytes);

  apply (f, kind, 0, NULL, NULL, blob);
}

static void
profile_is_sent (Fixture *f)
{
  happens_text (f, SC_STEP_CONSENT, "after", NULL);
  happens (f, SC_STEP_DELETE_ASKED);
  happens (f, SC_STEP_DELETE_ANSWERED);
  happens (f, SC_STEP_ADD_ASKED);
  happens_code (f, SC_STEP_ADD_ANSWERED, SC_ERROR_SENSOR_DROPPED);
}

#define assert_state(f, state) g_assert_cmpint (sc_record_get_state ((f)->record), ==, state)
#define assert_profile(f, state)                                                                   \
  g_assert_cmpint (sc_record_get_profile_state ((f)->record), ==, state)
#define assert_provision(f, state)                                                                 \
  g_assert_cmpint (sc_record_get_provision_state ((f)->record), ==, state)
#define assert_last_error(f, code)                                                                 \
  g_assert_cmpint (sc_record_get_last_error ((f)->record), ==, code)

static void
test_new (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScRecord) named = sc_record_new ("a-name");
  g_autoptr (ScRecord) other = sc_record_new (NULL);

  g_assert_cmpstr (sc_record_get_uid (named), ==, "a-name");
  g_assert_true (g_uuid_string_is_valid (sc_record_get_uid (f->record)));
  g_assert_cmpstr (sc_record_get_uid (other), !=, sc_record_get_uid (f->record));
  assert_state (f, SC_RECORD_OPEN);
  assert_profile (f, SC_PROFILE_NOT_SENT);
  assert_provision (f, SC_PROVISION_NONE);
  assert_last_error (f, 0);
  g_assert_null (sc_record_get_window_start (f->record));
  g_assert_false (sc_record_get_baseline (f->record, NULL));
  g_assert_false (sc_record_was_changed (f->record));
}

static void
test_identity (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ScVersionFact *fact;

  happens_text (f, SC_STEP_IDENTIFIED, "0000S111A", "SMS0000S111A");
  happens_text (f, SC_STEP_MAC, "00:11:22:33:44:55", NULL);
  happens_text (f, SC_STEP_VERSION, "firmware", "1.2");
  happens_text (f, SC_STEP_VERSION, "hardware", NULL);
  happens_text (f, SC_STEP_VERSION, "firmware", "1.3");
  happens_blob (f, SC_STEP_JOINED, "SMS\xff", 4);
  happens_blob (f, SC_STEP_SITE_NETWORK, "Factory", 7);

  g_assert_cmpstr (sc_record_get_sensor_id (f->record), ==, "0000S111A");
  g_assert_cmpstr (sc_record_get_device_name (f->record), ==, "SMS0000S111A");
  g_assert_cmpstr (sc_record_get_mac (f->record), ==, "00:11:22:33:44:55");
  g_assert_cmpuint (sc_record_get_versions (f->record)->len, ==, 2);
  fact = g_ptr_array_index (sc_record_get_versions (f->record), 0);
  g_assert_cmpstr (fact->name, ==, "firmware");
  g_assert_cmpstr (fact->value, ==, "1.3");
  g_assert_cmpmem (g_bytes_get_data (sc_record_get_sensor_ssid (f->record), NULL), 4, "SMS\xff", 4);
  g_assert_cmpuint (g_bytes_get_size (sc_record_get_site_ssid (f->record)), ==, 7);
  g_assert_cmpuint (f->n_changed, ==, 7);
}

static void
test_facts_are_not_unlearned (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_IDENTIFIED, "0000S111A", "SMS0000S111A");
  happens_blob (f, SC_STEP_JOINED, "SMS1", 4);
  happens_blob (f, SC_STEP_SITE_NETWORK, "Factory", 7);

  happens_text (f, SC_STEP_IDENTIFIED, NULL, "");
  happens (f, SC_STEP_JOINED); /* by hand: the name is not known this time */
  happens_blob (f, SC_STEP_SITE_NETWORK, "an SSID of more than 32 bytes is none", 37);
  happens_blob (f, SC_STEP_SITE_NETWORK, "", 0);

  g_assert_cmpstr (sc_record_get_sensor_id (f->record), ==, "0000S111A");
  g_assert_cmpstr (sc_record_get_device_name (f->record), ==, "SMS0000S111A");
  g_assert_cmpuint (g_bytes_get_size (sc_record_get_sensor_ssid (f->record)), ==, 4);
  g_assert_cmpuint (g_bytes_get_size (sc_record_get_site_ssid (f->record)), ==, 7);
}

static void
test_certificate (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "sensor-chain.pem", NULL);
  g_autofree char *pem = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;
  GBytes *kept;

  g_file_get_contents (path, &pem, &size, &error);
  g_assert_no_error (error);
  happens_blob (f, SC_STEP_CERTIFICATE, pem, size);
  happens_blob (f, SC_STEP_CERTIFICATE, "damaged", 7); /* does not lose the good one */
  happens (f, SC_STEP_CERTIFICATE);

  kept = sc_certificate_get_pem (sc_record_get_certificate (f->record));
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), pem, size);
}

static void
test_commissioned (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *baseline = "unset";

  happens_text (f, SC_STEP_TENANT, ENDPOINT, "abc123");
  happens_text (f, SC_STEP_BASELINE, NULL, NULL);
  g_assert_true (sc_record_get_baseline (f->record, &baseline));
  g_assert_null (baseline);
  profile_is_sent (f);
  assert_profile (f, SC_PROFILE_SENT);
  assert_last_error (f, 0); /* a connection that broke on the profile is normal */
  g_assert_true (sc_record_was_changed (f->record));
  g_assert_false (sc_record_is_early (f->record));
  g_assert_true (sc_record_get_window_start (f->record)
                 == &sc_record_find_step (f->record, SC_STEP_ADD_ASKED)->moment);

  happens (f, SC_STEP_PROVISION_ASKED);
  assert_provision (f, SC_PROVISION_ASKED);
  happens_text (f, SC_STEP_PROVISION_ACCEPTED, "2020-08-18T18:43:35.713Z", "APIKEYID");
  assert_provision (f, SC_PROVISION_ACCEPTED);
  assert_state (f, SC_RECORD_OPEN);
  g_assert_cmpstr (sc_record_get_provisioned (f->record), ==, "2020-08-18T18:43:35.713Z");
  g_assert_cmpstr (sc_record_get_provisioned_by (f->record), ==, "APIKEYID");
  g_assert_null (sc_record_get_last_connected (f->record));

  happens_text (f, SC_STEP_CONTACT, "2020-08-18T18:50:00.000Z", NULL);
  assert_state (f, SC_RECORD_IN_CONTACT);
  g_assert_cmpstr (sc_record_get_last_connected (f->record), ==, "2020-08-18T18:50:00.000Z");
  g_assert_cmpstr (sc_tenant_get_id (sc_record_get_tenant (f->record)), ==, "abc123");
}

static void
test_early (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_CONSENT, "early", NULL);
  g_assert_true (sc_record_is_early (f->record));
  happens (f, SC_STEP_PROVISION_ASKED);
  happens (f, SC_STEP_PROVISION_ACCEPTED);
  assert_profile (f, SC_PROFILE_NOT_SENT);
  assert_provision (f, SC_PROVISION_ACCEPTED);
  g_assert_null (sc_record_get_provisioned (f->record)); /* a 2xx without a body */
  g_assert_false (sc_record_was_changed (f->record));
}

static void
test_answers_to_the_profile (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    int code;
    ScProfileState state;
    int error;
  } rows[] = {
    { 0, SC_PROFILE_SENT, 0 },
    { SC_ERROR_SENSOR_DROPPED, SC_PROFILE_SENT, 0 },
    { SC_ERROR_SENSOR_SILENT, SC_PROFILE_SENT, 0 },
    { SC_ERROR_LINK_LOST, SC_PROFILE_SENT, 0 },
    { SC_ERROR_SENSOR_REFUSED, SC_PROFILE_REFUSED, SC_ERROR_SENSOR_REFUSED },
    { SC_ERROR_SENSOR_NOT_FOUND, SC_PROFILE_REFUSED, SC_ERROR_SENSOR_NOT_FOUND },
    { SC_ERROR_SENSOR_NO_ANSWER, SC_PROFILE_SENT, 0 },
    { SC_ERROR_SENSOR_ODD_REPLY, SC_PROFILE_SENT, 0 },
    { SC_ERROR_SENSOR_UNREACHABLE, SC_PROFILE_REFUSED, SC_ERROR_SENSOR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      happens_text (f, SC_STEP_CONSENT, "after", NULL);
      assert_profile (f, SC_PROFILE_NOT_SENT);
      happens (f, SC_STEP_DELETE_ASKED);
      assert_profile (f, SC_PROFILE_SENDING);
      happens (f, SC_STEP_DELETE_ANSWERED);
      g_assert_null (sc_record_get_window_start (f->record));
      happens (f, SC_STEP_ADD_ASKED);
      assert_profile (f, SC_PROFILE_SENDING);
      g_assert_nonnull (sc_record_get_window_start (f->record));

      happens_code (f, SC_STEP_ADD_ANSWERED, rows[i].code);
      assert_profile (f, rows[i].state);
      assert_last_error (f, rows[i].error);
      g_assert_true ((sc_record_get_window_start (f->record) != NULL)
                     == (rows[i].state == SC_PROFILE_SENT));
    }
}

static void
test_delete_refused (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_CONSENT, "after", NULL);
  happens (f, SC_STEP_DELETE_ASKED);
  happens_code (f, SC_STEP_DELETE_ANSWERED, SC_ERROR_SENSOR_REFUSED);
  assert_profile (f, SC_PROFILE_REFUSED);
  assert_last_error (f, SC_ERROR_SENSOR_REFUSED);
}

static void
test_delete_unanswered (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_CONSENT, "after", NULL);
  happens (f, SC_STEP_DELETE_ASKED);
  happens_code (f, SC_STEP_DELETE_ANSWERED, SC_ERROR_SENSOR_DROPPED);
  assert_profile (f, SC_PROFILE_SENDING); /* assume that the sensor changed */
  g_assert_true (sc_record_was_changed (f->record));
}

static void
test_sent_again_in_the_same_visit (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const ScMoment *first;

  profile_is_sent (f);
  first = sc_record_get_window_start (f->record);
  happens (f, SC_STEP_DELETE_ASKED);
  g_assert_null (sc_record_get_window_start (f->record));
  happens (f, SC_STEP_ADD_ASKED);
  happens (f, SC_STEP_ADD_ANSWERED);
  g_assert_cmpint (sc_record_get_window_start (f->record)->boot_us, >, first->boot_us);
  assert_profile (f, SC_PROFILE_SENT);
}

/* Told again, but gone before that: the profile of the first time is in it. */
static void
test_gone_before_it_was_told_again (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 first_us;

  profile_is_sent (f);
  first_us = sc_record_get_window_start (f->record)->boot_us;
  happens (f, SC_STEP_DELETE_ASKED);
  happens_code (f, SC_STEP_DELETE_ANSWERED, SC_ERROR_SENSOR_UNREACHABLE);
  assert_profile (f, SC_PROFILE_SENT);
  g_assert_cmpint (sc_record_get_window_start (f->record)->boot_us, ==, first_us);

  /* A refusal says that it is still there. */
  happens (f, SC_STEP_DELETE_ASKED);
  happens_code (f, SC_STEP_DELETE_ANSWERED, SC_ERROR_SENSOR_REFUSED);
  assert_profile (f, SC_PROFILE_REFUSED);
  g_assert_null (sc_record_get_window_start (f->record));
}

static void
test_visited_again (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_TENANT, ENDPOINT, "abc123");
  profile_is_sent (f);
  happens (f, SC_STEP_AP_GONE);
  happens (f, SC_STEP_PROVISION_ASKED);
  happens (f, SC_STEP_PROVISION_ACCEPTED);
  happens (f, SC_STEP_AP_CAME_BACK);

  assert_profile (f, SC_PROFILE_NOT_SENT);
  assert_last_error (f, SC_ERROR_SENSOR_AP_CAME_BACK);
  g_assert_null (sc_record_get_window_start (f->record));
  g_assert_true (sc_record_was_changed (f->record));

  happens (f, SC_STEP_JOINED);
  happens_text (f, SC_STEP_TENANT, ENDPOINT, "abc123");
  happens_text (f, SC_STEP_CONSENT, "after", NULL);
  assert_last_error (f, 0);
  assert_provision (f, SC_PROVISION_ACCEPTED); /* persists */
  g_assert_nonnull (sc_record_find_step (f->record, SC_STEP_AP_GONE));
  g_assert_null (sc_record_find_current_step (f->record, SC_STEP_AP_GONE));

  happens (f, SC_STEP_DELETE_ASKED);
  happens (f, SC_STEP_ADD_ASKED);
  happens (f, SC_STEP_ADD_ANSWERED);
  happens (f, SC_STEP_AP_GONE);
  assert_profile (f, SC_PROFILE_SENT);
  g_assert_nonnull (sc_record_find_current_step (f->record, SC_STEP_AP_GONE));
  g_assert_true (sc_record_get_window_start (f->record)
                 == &sc_record_find_step (f->record, SC_STEP_ADD_ASKED)->moment);
}

static void
test_provisioning (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens (f, SC_STEP_PROVISION_ASKED); /* and the program was killed: ask before repeating */
  assert_provision (f, SC_PROVISION_ASKED);
  happens_code (f, SC_STEP_PROVISION_LOST, SC_ERROR_CLOUD_REPLY_LOST);
  assert_provision (f, SC_PROVISION_ASKED);
  assert_last_error (f, SC_ERROR_CLOUD_REPLY_LOST);
  happens_code (f, SC_STEP_PROVISION_FAILED, SC_ERROR_CLOUD_SERVER);
  assert_provision (f, SC_PROVISION_FAILED);
  assert_last_error (f, SC_ERROR_CLOUD_SERVER);
  happens (f, SC_STEP_PROVISION_ASKED);
  assert_provision (f, SC_PROVISION_ASKED);
  g_assert_cmpuint (sc_record_get_provision_attempts (f->record), ==, 2);
  happens (f, SC_STEP_PROVISION_ACCEPTED);
  assert_last_error (f, 0);

  /* late news of an earlier request take nothing back */
  happens_code (f, SC_STEP_PROVISION_FAILED, SC_ERROR_CLOUD_CONFLICT);
  happens_code (f, SC_STEP_PROVISION_LOST, SC_ERROR_CLOUD_REPLY_LOST);
  happens (f, SC_STEP_PROVISION_ASKED);
  assert_provision (f, SC_PROVISION_ACCEPTED);
  assert_last_error (f, 0);
}

static void
test_already_ours (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_ALREADY_OURS, "2020-08-18T18:43:35.713Z", "APIKEYID");
  g_assert_true (sc_record_was_already_ours (f->record));
  assert_provision (f, SC_PROVISION_ACCEPTED);
  g_assert_cmpstr (sc_record_get_provisioned_by (f->record), ==, "APIKEYID");
  happens (f, SC_STEP_LEFT_UNCHANGED);
  assert_state (f, SC_RECORD_UNCHANGED);
}

static void
test_other_tenant (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_TENANT, ENDPOINT, "abc123");
  happens_text (f, SC_STEP_BASELINE, "2020-01-01T00:00:00.000Z", NULL);
  profile_is_sent (f);
  happens (f, SC_STEP_PROVISION_ASKED);
  happens_text (f, SC_STEP_PROVISION_ACCEPTED, "2020-08-18T18:43:35.713Z", "APIKEYID");
  happens_text (f, SC_STEP_CONTACT, "2020-08-18T18:50:00.000Z", NULL);

  happens_text (f, SC_STEP_TENANT, ENDPOINT, NULL); /* may be the same: keeps what is known */
  g_assert_cmpstr (sc_tenant_get_id (sc_record_get_tenant (f->record)), ==, "abc123");
  assert_state (f, SC_RECORD_IN_CONTACT);

  happens_text (f, SC_STEP_TENANT, ENDPOINT, "other");
  assert_provision (f, SC_PROVISION_NONE);
  assert_state (f, SC_RECORD_OPEN);
  g_assert_false (sc_record_get_baseline (f->record, NULL));
  g_assert_null (sc_record_get_provisioned (f->record));
  g_assert_null (sc_record_get_last_connected (f->record));
  g_assert_cmpuint (sc_record_get_provision_attempts (f->record), ==, 0);
  assert_profile (f, SC_PROFILE_SENT); /* the sensor does not care for tenants */
}

static void
test_contact_must_be_new (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *baseline;

  happens_text (f, SC_STEP_BASELINE, "2020-01-01T00:00:00.000Z", NULL);
  profile_is_sent (f);
  happens_text (f, SC_STEP_CONTACT, "2020-01-01T00:00:00.000Z", NULL);
  assert_state (f, SC_RECORD_OPEN);
  happens_text (f, SC_STEP_CONTACT, NULL, NULL);
  assert_state (f, SC_RECORD_OPEN);
  happens_text (f, SC_STEP_CONTACT, "2020-08-18T18:50:00.000Z", NULL);
  assert_state (f, SC_RECORD_IN_CONTACT);

  /* moved to another network later: the contact known is the new baseline */
  profile_is_sent (f);
  assert_state (f, SC_RECORD_OPEN);
  g_assert_null (sc_record_get_last_connected (f->record));
  g_assert_true (sc_record_get_baseline (f->record, &baseline));
  g_assert_cmpstr (baseline, ==, "2020-08-18T18:50:00.000Z");
  happens_text (f, SC_STEP_CONTACT, "2020-08-18T18:50:00.000Z", NULL);
  assert_state (f, SC_RECORD_OPEN);

  /* unless the cloud was asked once more */
  happens_text (f, SC_STEP_CONTACT, "2020-08-19T00:00:00.000Z", NULL);
  happens_text (f, SC_STEP_BASELINE, "2020-08-20T00:00:00.000Z", NULL);
  profile_is_sent (f);
  g_assert_true (sc_record_get_baseline (f->record, &baseline));
  g_assert_cmpstr (baseline, ==, "2020-08-20T00:00:00.000Z");
}

static void
test_left_unchanged (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_IDENTIFIED, "0000S111A", NULL);
  happens_code (f, SC_STEP_LEFT_UNCHANGED, SC_ERROR_LINK_LOST);
  assert_state (f, SC_RECORD_UNCHANGED);
  assert_last_error (f, SC_ERROR_LINK_LOST);

  happens (f, SC_STEP_JOINED);
  assert_state (f, SC_RECORD_OPEN);
  assert_last_error (f, 0);
  happens (f, SC_STEP_LEFT_UNCHANGED);
  assert_state (f, SC_RECORD_UNCHANGED);

  /* once something was sent, a later visit that changed nothing does not undo that */
  profile_is_sent (f);
  happens (f, SC_STEP_JOINED);
  happens (f, SC_STEP_LEFT_UNCHANGED);
  assert_state (f, SC_RECORD_OPEN);
  assert_profile (f, SC_PROFILE_SENT);
}

static void
test_left_unchanged_but_provisioned (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_CONSENT, "early", NULL);
  happens (f, SC_STEP_PROVISION_ASKED);
  happens (f, SC_STEP_LEFT_UNCHANGED);
  assert_state (f, SC_RECORD_OPEN); /* perhaps provisioned: has to be asked */
  happens_code (f, SC_STEP_PROVISION_FAILED, SC_ERROR_CLOUD_FORBIDDEN);
  happens (f, SC_STEP_LEFT_UNCHANGED);
  assert_state (f, SC_RECORD_UNCHANGED);
  happens (f, SC_STEP_PROVISION_ASKED);
  happens (f, SC_STEP_PROVISION_ACCEPTED);
  happens (f, SC_STEP_LEFT_UNCHANGED);
  assert_state (f, SC_RECORD_OPEN); /* "provisioned, not on Wi-Fi yet" can be resumed */
}

static void
test_stopped_and_resumed (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  profile_is_sent (f);
  happens (f, SC_STEP_STOPPED);
  assert_state (f, SC_RECORD_STOPPED);
  happens (f, SC_STEP_RESUMED);
  assert_state (f, SC_RECORD_OPEN);
  assert_profile (f, SC_PROFILE_SENT);
  happens_text (f, SC_STEP_CONSENT, "after", NULL);
  assert_profile (f, SC_PROFILE_NOT_SENT);
  happens (f, SC_STEP_STOPPED);
  happens_text (f, SC_STEP_CONTACT, "2020-08-18T18:50:00.000Z", NULL);
  assert_state (f, SC_RECORD_IN_CONTACT); /* a fact, whoever watched */
  happens (f, SC_STEP_STOPPED);
  assert_state (f, SC_RECORD_IN_CONTACT);
}

static void
test_needs_visit (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  profile_is_sent (f);
  happens (f, SC_STEP_NO_CONTACT);
  assert_state (f, SC_RECORD_NEEDS_VISIT);
  assert_last_error (f, SC_ERROR_NO_FIRST_CONTACT);
  happens (f, SC_STEP_RESUMED);
  assert_state (f, SC_RECORD_OPEN);
  assert_last_error (f, 0);
  happens (f, SC_STEP_NO_CONTACT);
  happens_text (f, SC_STEP_CONTACT, "2020-08-18T18:50:00.000Z", NULL);
  assert_state (f, SC_RECORD_IN_CONTACT);
  assert_last_error (f, 0);
  happens (f, SC_STEP_NO_CONTACT);
  assert_state (f, SC_RECORD_IN_CONTACT);
  assert_last_error (f, 0);
}

static void
test_last_error (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  profile_is_sent (f);
  happens (f, SC_STEP_AP_STAYS);
  assert_last_error (f, SC_ERROR_SENSOR_AP_STAYS);
  happens_code (f, SC_STEP_PROVISION_FAILED, SC_ERROR_CLOUD_FORBIDDEN);
  assert_last_error (f, SC_ERROR_CLOUD_FORBIDDEN);
  happens (f, SC_STEP_PROVISION_ACCEPTED); /* clears its own sort: the sensor's remains */
  assert_last_error (f, SC_ERROR_SENSOR_AP_STAYS);
  happens (f, SC_STEP_AP_GONE);
  assert_last_error (f, 0);
  happens_code (f, SC_STEP_PROVISION_FAILED, 31337);
  assert_last_error (f, 0); /* accepted before */
  happens_code (f, SC_STEP_LEFT_UNCHANGED, 31337);
  assert_last_error (f, SC_ERROR_BUG); /* a code nobody knows */
}

static void
test_answers_to_nothing (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens (f, SC_STEP_ADD_ANSWERED);
  assert_profile (f, SC_PROFILE_NOT_SENT);
  happens (f, SC_STEP_DELETE_ANSWERED);
  assert_profile (f, SC_PROFILE_NOT_SENT);
  happens (f, SC_STEP_NO_CONTACT);
  assert_provision (f, SC_PROVISION_NONE);
}

static void
test_not_text (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  happens_text (f, SC_STEP_IDENTIFIED, "\xff\xfe", NULL);
  g_assert_true (g_utf8_validate (sc_record_get_sensor_id (f->record), -1, NULL));
}

static void
assert_claims_no_more_than_said (ScRecord *record)
{
  ScRecordState state = sc_record_get_state (record);
  ScProfileState profile = sc_record_get_profile_state (record);
  ScError error = sc_record_get_last_error (record);

  if (state == SC_RECORD_IN_CONTACT)
    {
      g_assert_nonnull (sc_record_find_step (record, SC_STEP_CONTACT));
      g_assert_nonnull (sc_record_get_last_connected (record));
    }
  if (state == SC_RECORD_UNCHANGED)
    g_assert_false (sc_record_was_changed (record));
  if (sc_record_get_provision_state (record) == SC_PROVISION_ACCEPTED)
    g_assert_true (sc_record_find_step (record, SC_STEP_PROVISION_ACCEPTED) != NULL
                   || sc_record_find_step (record, SC_STEP_ALREADY_OURS) != NULL);
  if (profile == SC_PROFILE_SENT)
    g_assert_nonnull (sc_record_find_current_step (record, SC_STEP_ADD_ANSWERED));
  if (profile == SC_PROFILE_SENT || profile == SC_PROFILE_SENDING)
    g_assert_true (sc_record_was_changed (record));
  if (sc_record_get_window_start (record) != NULL)
    g_assert_true (profile == SC_PROFILE_SENT || profile == SC_PROFILE_SENDING);
  g_assert_cmpint (error, >=, 0);
  g_assert_cmpint (error, <, SC_ERROR_LAST);
}

static void
test_any_steps (void)
{
  static const char *const texts[] = { NULL,  "",         "early",  "after",
                                       "yes", "\xc3\x28", ENDPOINT, "2020-08-18T18:50:00.000Z" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20200818);
  g_autoptr (GBytes) blob = g_bytes_new_static ("not a certificate", 17);

  for (guint run = 0; run < 400; run++)
    {
      Fixture f = { sc_record_new (NULL) };

      for (guint i = 0; i < 60; i++)
        {
          apply (&f, g_rand_int_range (random, -2, SC_STEP_NOT_KNOWN + 4),
                 g_rand_boolean (random) ? 0 : g_rand_int_range (random, -5, SC_ERROR_LAST + 5),
                 texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))],
                 texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))],
                 g_rand_boolean (random) ? blob : NULL);
          assert_claims_no_more_than_said (f.record);
        }
      g_assert_cmpuint (sc_record_get_steps (f.record)->len, ==, 60);
      g_object_unref (f.record);
    }
}

static void
test_step_kinds (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = SC_STEP_IDENTIFIED; kind <= SC_STEP_NOT_KNOWN; kind++)
    {
      const char *name = sc_step_kind_to_string (kind);

      g_assert_cmpstr (name, !=, "unknown");
      g_assert_true (g_hash_table_add (seen, (gpointer)name));
    }
  g_assert_cmpstr (sc_step_kind_to_string (0), ==, "unknown");
  g_assert_cmpstr (sc_step_kind_to_string (-1), ==, "unknown");
  g_assert_cmpstr (sc_step_kind_to_string (SC_STEP_NOT_KNOWN + 1), ==, "unknown");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/record/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("new", test_new);
  ADD ("identity", test_identity);
  ADD ("facts-are-not-unlearned", test_facts_are_not_unlearned);
  ADD ("certificate", test_certificate);
  ADD ("commissioned", test_commissioned);
  ADD ("early", test_early);
  ADD ("answers-to-the-profile", test_answers_to_the_profile);
  ADD ("delete-refused", test_delete_refused);
  ADD ("delete-unanswered", test_delete_unanswered);
  ADD ("sent-again-in-the-same-visit", test_sent_again_in_the_same_visit);
  ADD ("gone-before-it-was-told-again", test_gone_before_it_was_told_again);
  ADD ("visited-again", test_visited_again);
  ADD ("provisioning", test_provisioning);
  ADD ("already-ours", test_already_ours);
  ADD ("other-tenant", test_other_tenant);
  ADD ("contact-must-be-new", test_contact_must_be_new);
  ADD ("left-unchanged", test_left_unchanged);
  ADD ("left-unchanged-but-provisioned", test_left_unchanged_but_provisioned);
  ADD ("stopped-and-resumed", test_stopped_and_resumed);
  ADD ("needs-visit", test_needs_visit);
  ADD ("last-error", test_last_error);
  ADD ("answers-to-nothing", test_answers_to_nothing);
  ADD ("not-text", test_not_text);
#undef ADD
  g_test_add_func ("/record/any-steps", test_any_steps);
  g_test_add_func ("/step/kinds", test_step_kinds);
  return g_test_run ();
}
