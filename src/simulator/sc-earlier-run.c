/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-earlier-run.h"

#include "sc-sensor-codec.h"
#include "sc-world-firmware.h"

#include <string.h>

#define VERSIONS_PATH "/api/1/host/version/1/sms_version"
#define PRIORITY 1

typedef struct
{
  ScWorld *world;
  ScWorldSensor *sensor;
  ScClock *clock;
  ScJournal *journal;
  char *uid; /* of the record */
} Run;

/* @step: (transfer full) */
static gboolean
keep (Run *run, ScStep *step, GError **error)
{
  g_autoptr (ScStep) kept = step;

  return sc_journal_append (run->journal, run->uid, kept, error);
}

static gboolean
keep_text (Run *run, ScStepKind kind, const char *text, const char *extra, GError **error)
{
  return keep (run, sc_step_new_text (kind, run->clock, text, extra), error);
}

static gboolean
keep_blob (Run *run, ScStepKind kind, GBytes *blob, const char *text, GError **error)
{
  return keep (run, sc_step_new_blob (kind, run->clock, blob, text), error);
}

static gboolean
keep_bare (Run *run, ScStepKind kind, GError **error)
{
  return keep (run, sc_step_new (kind, run->clock), error);
}

static GPtrArray *
read_versions (Run *run, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (ScWorldRequest) request =
      sc_world_request_new ("GET", VERSIONS_PATH, NULL, NULL, nothing);
  g_autoptr (ScWorldReply) reply = sc_world_firmware_handle (run->sensor, request);

  return sc_sensor_codec_parse_versions (reply->body, error);
}

static gboolean
write_versions (Run *run, GError **error)
{
  g_autoptr (GPtrArray) versions = read_versions (run, error);

  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const ScVersionFact *fact = g_ptr_array_index (versions, i);

      if (!keep_text (run, SC_STEP_VERSION, fact->name, fact->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_certificate (Run *run, GError **error)
{
  g_autoptr (ScCertificate) certificate =
      sc_certificate_new (sc_world_sensor_get_pem (run->sensor), error);

  return certificate != NULL
         && keep_blob (run, SC_STEP_CERTIFICATE, sc_certificate_get_pem (certificate),
                       sc_certificate_get_fingerprint (certificate), error);
}

/* Up to Review */
static gboolean
write_reading (Run *run, GError **error)
{
  const ScPractice *practice = sc_world_get_practice (run->world);
  g_autoptr (GBytes) ssid = g_bytes_new (practice->ssid, strlen (practice->ssid));

  return keep_text (run, SC_STEP_IDENTIFIED, sc_world_sensor_get_id (run->sensor),
                    sc_world_sensor_get_name (run->sensor), error)
         && keep_text (run, SC_STEP_TENANT, practice->endpoint, SC_PRACTICE_TENANT, error)
         && keep_blob (run, SC_STEP_SITE_NETWORK, ssid, NULL, error)
         && keep_blob (run, SC_STEP_JOINED, sc_world_sensor_get_ssid (run->sensor), NULL, error)
         && keep_text (run, SC_STEP_MAC, sc_world_sensor_get_mac (run->sensor), NULL, error)
         && write_versions (run, error) && write_certificate (run, error)
         && keep_text (run, SC_STEP_HEARD, "yes", NULL, error);
}

/* From Send on, until the sensor had taken it */
static gboolean
write_sending (Run *run, GError **error)
{
  return keep_text (run, SC_STEP_CONSENT, "after", NULL, error)
         && keep_bare (run, SC_STEP_DELETE_ASKED, error)
         && keep_bare (run, SC_STEP_DELETE_ANSWERED, error)
         && keep_bare (run, SC_STEP_ADD_ASKED, error)
         && keep_bare (run, SC_STEP_ADD_ANSWERED, error);
}

static char
find_digit (Run *run, GBytes *ssid)
{
  GPtrArray *networks = sc_world_air_get_networks (sc_world_sensor_get_air (run->sensor));

  for (guint i = 0; i < networks->len; i++)
    {
      const ScWorldNetwork *network = g_ptr_array_index (networks, i);

      if (g_bytes_equal (network->ssid, ssid))
        return network->digit;
    }
  return '0';
}

/* From now on it does what every sensor does that has been sent a network. */
static void
send_network (Run *run)
{
  const ScPractice *practice = sc_world_get_practice (run->world);
  ScWorldProfile *profile = g_new0 (ScWorldProfile, 1);

  profile->ssid = g_bytes_new (practice->ssid, strlen (practice->ssid));
  profile->digit = find_digit (run, profile->ssid);
  profile->key = sc_secret_new (practice->key, -1);
  profile->priority = PRIORITY;
  sc_world_sensor_delete_profiles (run->sensor);
  sc_world_sensor_store_profile (run->sensor, profile);
}

/**
 * sc_earlier_run_write:
 * @world: a world in which nothing has happened yet
 * @journal: where the earlier run kept its record
 * @error: why the record could not be written; then nothing was done to the sensor
 *
 * The sensor was sent its network a moment ago: its attempts are still to come. The record has the
 * steps that a program writes by then, in their order.
 *
 * Returns: whether it did
 */
gboolean
sc_earlier_run_write (ScWorld *world, ScJournal *journal, GError **error)
{
  g_autofree char *uid = g_uuid_string_random ();
  Run run = { world, sc_world_get_sensor (world, 0), sc_world_get_clock (world), journal, uid };

  if (!write_reading (&run, error) || !write_sending (&run, error))
    return FALSE;
  send_network (&run);
  return TRUE;
}
