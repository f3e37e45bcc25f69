/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit from the sensor's name to Review. Nothing here changes the sensor. */

#include "sc-visit-private.h"

#include "sc-sensor-codec.h"

#include <string.h>

/* A sensor that was just joined may need a moment. Shipping clients of this chip family wait 5 s
 * after joining, or probe 5 times 2 s apart (TI SimpleLink provisioning apps). */
#define NAME_TRIES 5
#define OTHER_TRIES 3
#define RETRY_DELAY_US (2 * G_USEC_PER_SEC)

/* Worth asking again: the sensor may be slow, or busy with something else. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_SILENT)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_DROPPED)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER);
}

/* Writes a step that must be on the disk before the visit goes on. */
static gboolean
keep (ScVisit *self, ScStep *step)
{
  GError *error = NULL;

  if (sc_record_book_write_first (self->book, self->record, step, &error))
    return TRUE;
  sc_visit_leave (self, error);
  return FALSE;
}

static void
ask_name (gpointer user_data)
{
  ScVisit *self = user_data;

  self->timer = 0;
  sc_visit_call (self, SC_SENSOR_READ_NAME, NULL);
}

void
sc_visit_read_identify (ScVisit *self)
{
  ask_name (self);
}

/* A sensor that was here before goes on with its own record. */
static gboolean
find_record (ScVisit *self, const char *sensor_id)
{
  ScRecord *known = sc_record_book_find (self->book, sensor_id, self->tenant);

  if (known == NULL)
    return FALSE;
  self->record = g_object_ref (known);
  return TRUE;
}

/* A new one only comes to be once it is on the disk. */
static gboolean
add_record (ScVisit *self, const char *sensor_id, const char *name)
{
  g_autoptr (ScRecord) record = sc_record_new (NULL);
  GError *error = NULL;

  if (!sc_record_book_write_first (
          self->book, record, sc_step_new_text (SC_STEP_IDENTIFIED, self->clock, sensor_id, name),
          &error))
    {
      sc_visit_leave (self, error);
      return FALSE;
    }
  sc_record_book_add (self->book, record);
  self->record = g_steal_pointer (&record);
  return TRUE;
}

/* One record per sensor and cloud. */
static gboolean
open_record (ScVisit *self, const char *sensor_id, const char *name)
{
  ScAccessPoint *ap = sc_lease_get_access_point (self->lease);
  GBytes *ssid = ap != NULL ? sc_access_point_get_ssid (ap) : NULL;

  if (find_record (self, sensor_id))
    {
      if (!keep (self, sc_step_new (SC_STEP_RESUMED, self->clock))
          || !keep (self, sc_step_new_text (SC_STEP_IDENTIFIED, self->clock, sensor_id, name)))
        return FALSE;
    }
  else if (!add_record (self, sensor_id, name))
    {
      return FALSE;
    }
  return keep (self,
               sc_step_new_text (SC_STEP_TENANT, self->clock, sc_tenant_get_endpoint (self->tenant),
                                 sc_tenant_get_id (self->tenant)))
         && keep (self, sc_step_new_blob (SC_STEP_SITE_NETWORK, self->clock,
                                          sc_site_network_get_ssid (self->network), NULL))
         && (ssid == NULL
             || keep (self, sc_step_new_blob (SC_STEP_JOINED, self->clock, ssid, NULL)));
}

static void
take_name (ScVisit *self, const char *name, GError *error)
{
  g_autoptr (GError) id_error = NULL;
  g_autofree char *sensor_id = NULL;

  if (error != NULL && is_passing (error) && self->tries < NAME_TRIES)
    {
      sc_visit_wait (self, RETRY_DELAY_US, ask_name);
      return;
    }
  if (error != NULL)
    {
      sc_visit_leave (self, g_error_copy (error));
      return;
    }
  sensor_id = sc_sensor_codec_id_from_name (self->model, name, &id_error);
  if (sensor_id == NULL)
    {
      sc_visit_leave (self, g_steal_pointer (&id_error));
      return;
    }
  if (!open_record (self, sensor_id, name))
    return;
  self->tries = 0;
  sc_visit_call (self, SC_SENSOR_READ_MAC, NULL);
}

/* MAC and versions are for people; a sensor without them is commissioned all the same. */
static void
take_mac (ScVisit *self, const char *mac)
{
  if (mac != NULL)
    sc_record_book_write (self->book, self->record,
                          sc_step_new_text (SC_STEP_MAC, self->clock, mac, NULL));
  sc_visit_call (self, SC_SENSOR_READ_VERSIONS, NULL);
}

static void
take_versions (ScVisit *self, GPtrArray *versions)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const ScVersionFact *fact = g_ptr_array_index (versions, i);

      sc_record_book_write (
          self->book, self->record,
          sc_step_new_text (SC_STEP_VERSION, self->clock, fact->name, fact->value));
    }
  sc_visit_enter (self, SC_VISIT_READING_CERTIFICATE);
}

/* The address to try next: the technician's, the model's, or one of its candidates; NULL when
 * all were tried. */
static const char *
certificate_path (ScVisit *self)
{
  const char *known = self->certificate_path != NULL
                          ? self->certificate_path
                          : sc_model_get_path (self->model, SC_MODEL_PATH_CERTIFICATE);
  const char *const *candidates = sc_model_get_certificate_candidates (self->model);

  if (known != NULL)
    return self->candidate == 0 ? known : NULL;
  if (candidates == NULL || self->candidate >= g_strv_length ((char **)candidates))
    return NULL;
  return candidates[self->candidate];
}

static gboolean
has_known_path (ScVisit *self)
{
  return self->certificate_path != NULL
         || sc_model_get_path (self->model, SC_MODEL_PATH_CERTIFICATE) != NULL;
}

static void
ask_certificate (gpointer user_data)
{
  ScVisit *self = user_data;

  self->timer = 0;
  sc_visit_call (self, SC_SENSOR_READ_CERTIFICATE, certificate_path (self));
}

void
sc_visit_read_certificate (ScVisit *self)
{
  self->candidate = 0;
  g_clear_error (&self->certificate_error);
  if (certificate_path (self) != NULL)
    ask_certificate (self);
  else
    sc_visit_enter (self, SC_VISIT_NEEDS_CERTIFICATE);
}

/**
 * sc_visit_read_keep_certificate:
 * @self: a visit
 * @certificate: the sensor's
 *
 * Puts it on the disk and goes on.
 */
void
sc_visit_read_keep_certificate (ScVisit *self, ScCertificate *certificate)
{
  ScStep *step =
      sc_step_new_blob (SC_STEP_CERTIFICATE, self->clock, sc_certificate_get_pem (certificate),
                        sc_certificate_get_fingerprint (certificate));

  if (keep (self, step))
    sc_visit_enter (self, SC_VISIT_COMPARING_NETWORK);
}

/* How much a failed address says: something was there; the sensor did not get to say; nothing. */
static int
weigh (const GError *error)
{
  if (error == NULL)
    return 0;
  if (error->domain != SC_ERROR)
    return 1;
  switch (error->code)
    {
    case SC_ERROR_CERTIFICATE_PRIVATE_KEY:
    case SC_ERROR_CERTIFICATE_TOO_LARGE:
    case SC_ERROR_SENSOR_REPLY_TOO_LARGE:
      return 4;
    case SC_ERROR_CERTIFICATE_NONE:
      return 3;
    case SC_ERROR_SENSOR_DROPPED:
      return 2;
    default:
      return 1;
    }
}

static gboolean
says_more_than (const GError *error, const GError *other)
{
  return weigh (error) > weigh (other);
}

/* No address gave a certificate. A known one: its own error says most. Candidates: what was in a
 * certificate's place, or a broken connection, must be told; else that none of them worked. */
static void
end_search (ScVisit *self)
{
  GError *error = g_steal_pointer (&self->certificate_error);

  if (g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_DROPPED))
    {
      sc_visit_leave (self, error);
      return;
    }
  if (!has_known_path (self) && weigh (error) < 2)
    {
      GError *unknown =
          g_error_new (SC_ERROR, SC_ERROR_CERTIFICATE_PATH_UNKNOWN,
                       "No candidate address gave a certificate; one said: %s", error->message);

      g_error_free (error);
      error = unknown;
    }
  sc_visit_set_error (self, error);
  sc_visit_enter (self, SC_VISIT_NEEDS_CERTIFICATE);
}

static void
take_certificate (ScVisit *self, ScCertificate *certificate, GError *error)
{
  if (certificate != NULL)
    {
      sc_visit_read_keep_certificate (self, certificate);
      return;
    }
  if (is_passing (error) && self->tries < OTHER_TRIES)
    {
      sc_visit_wait (self, RETRY_DELAY_US, ask_certificate);
      return;
    }
  if (g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE)
      || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_SILENT))
    {
      sc_visit_leave (self, g_error_copy (error));
      return;
    }
  if (says_more_than (error, self->certificate_error))
    {
      g_clear_error (&self->certificate_error);
      self->certificate_error = g_error_copy (error);
    }
  self->candidate++;
  self->tries = 0;
  if (certificate_path (self) != NULL)
    ask_certificate (self);
  else
    end_search (self);
}

static void
ask_scan (gpointer user_data)
{
  ScVisit *self = user_data;

  self->timer = 0;
  sc_visit_call (self, SC_SENSOR_READ_SCAN, NULL);
}

void
sc_visit_read_compare (ScVisit *self)
{
  self->scan_until_us =
      sc_clock_now_us (self->clock) + sc_model_get_time_us (self->model, SC_MODEL_TIME_SCAN_WAIT);
  sc_visit_call (self, SC_SENSOR_START_SCAN, NULL);
}

static void
finish_compare (ScVisit *self)
{
  static const char *const texts[] = { "unknown", "yes", "no", "no" };

  sc_record_book_write (self->book, self->record,
                        sc_step_new_text (SC_STEP_HEARD, self->clock, texts[self->heard], NULL));
  sc_visit_enter (self, SC_VISIT_REVIEWING);
}

/**
 * sc_visit_read_skip_compare:
 * @self: a visit that compares
 *
 * Goes on without an answer. A list that was not complete has not said that it does not hear it.
 */
void
sc_visit_read_skip_compare (ScVisit *self)
{
  if (self->heard != SC_HEARD_YES)
    self->heard = SC_HEARD_UNKNOWN;
  finish_compare (self);
}

/* Networks are separated by semicolons and nothing escapes one: such a name is not in the list. */
static gboolean
can_be_listed (GBytes *ssid)
{
  gsize size;
  const char *name = g_bytes_get_data (ssid, &size);

  return memchr (name, ';', size) == NULL;
}

static ScHeard
judge_scan (ScVisit *self, GPtrArray *networks)
{
  GBytes *wanted = sc_site_network_get_ssid (self->network);

  if (!can_be_listed (wanted))
    return SC_HEARD_UNKNOWN;

  for (guint i = 0; i < networks->len; i++)
    {
      const ScHeardNetwork *network = g_ptr_array_index (networks, i);

      if (g_bytes_equal (network->ssid, wanted))
        return SC_HEARD_YES;
    }
  return networks->len > 0 ? SC_HEARD_NO : SC_HEARD_NOTHING;
}

/* The sensor goes on scanning while it answers, so the list grows: look until the site network
 * is in it, or the time is up. */
static void
take_scan (ScVisit *self, GPtrArray *networks)
{
  gint64 poll_us = sc_model_get_time_us (self->model, SC_MODEL_TIME_SCAN_POLL);

  if (networks != NULL)
    {
      g_clear_pointer (&self->heard_networks, g_ptr_array_unref);
      self->heard_networks = g_ptr_array_ref (networks);
      self->heard = judge_scan (self, networks);
    }
  if (self->heard == SC_HEARD_YES || sc_clock_now_us (self->clock) + poll_us > self->scan_until_us)
    finish_compare (self);
  else
    sc_visit_wait (self, poll_us, ask_scan);
}

/**
 * sc_visit_read_answer:
 * @self: a visit
 * @call: what was asked
 * @result: (nullable): the answer, owned by the caller
 * @error: (nullable): the failure, owned by the caller
 *
 * An answer that is not late.
 */
void
sc_visit_read_answer (ScVisit *self, ScSensorCall call, gpointer result, GError *error)
{
  switch (call)
    {
    case SC_SENSOR_READ_NAME:
      take_name (self, result, error);
      break;
    case SC_SENSOR_READ_MAC:
      take_mac (self, result);
      break;
    case SC_SENSOR_READ_VERSIONS:
      take_versions (self, result);
      break;
    case SC_SENSOR_READ_CERTIFICATE:
      take_certificate (self, result, error);
      break;
    case SC_SENSOR_START_SCAN:
      if (error != NULL) /* then its old list is better than none */
        ask_scan (self);
      else
        sc_visit_wait (self, sc_model_get_time_us (self->model, SC_MODEL_TIME_SCAN_POLL), ask_scan);
      break;
    case SC_SENSOR_READ_SCAN:
      take_scan (self, result);
      break;
    case SC_SENSOR_DELETE_PROFILES:
    case SC_SENSOR_ADD_PROFILE:
      g_critical ("%s before Send", sc_sensor_call_to_string (call));
      break;
    }
}
