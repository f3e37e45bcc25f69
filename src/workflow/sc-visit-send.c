/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit from Send on: provisioning early where that was agreed, the profile, leaving. */

#include "sc-visit-private.h"

#include "sc-sensor-codec.h"

#define CHECK_LIMIT_US (3 * G_USEC_PER_SEC)
/* Longer than it usually takes (4 to 6 s, measured), and as much of the sensor's minute as can be
 * spent on hope. */
#define RETURN_USUAL_US (10 * G_USEC_PER_SEC)
#define EARLY_LIMIT_US (30 * G_USEC_PER_SEC)
#define DELETE_TRIES 2
#define SEND_ROUNDS 2

static gboolean
dropped (const GError *error)
{
  return g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_DROPPED)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_SILENT);
}

/* Early provisioning: follow-up does the call; here we wait for what the record says. */

static void
end_early (ScVisit *self, const char *consent)
{
  g_signal_handlers_disconnect_by_data (self->record, self);
  self->early_pending = FALSE;
  if (consent != NULL)
    sc_record_book_write (self->book, self->record,
                          sc_step_new_text (SC_STEP_CONSENT, self->clock, consent, NULL));
}

/**
 * sc_visit_send_withdraw:
 * @self: a visit that provisions early
 *
 * The technician's consent ends with the visit: nothing is asked of the cloud any more, except
 * what became of a request that is out.
 */
void
sc_visit_send_withdraw (ScVisit *self)
{
  end_early (self, "withdrawn");
}

static void
early_over (ScVisit *self, gboolean go_on, GError *error)
{
  end_early (self, go_on ? "after" : "withdrawn");
  sc_visit_set_error (self, error);
  sc_visit_enter (self, go_on ? SC_VISIT_SENDING : SC_VISIT_REVIEWING);
}

/* How provisioning failed since Send; 0 = it did not. */
static ScError
early_failure (ScVisit *self)
{
  const ScStep *failed = sc_record_find_current_step (self->record, SC_STEP_PROVISION_FAILED);

  if (sc_record_get_provision_state (self->record) != SC_PROVISION_FAILED || failed == NULL)
    return 0;
  return (ScError)failed->code;
}

/* A definite no to this request is the business of the usual order: after. What a person must
 * mend first goes back to Review, while the sensor is still unchanged. */
static void
check_early (ScVisit *self)
{
  ScError code;

  if (!self->early_pending || self->state != SC_VISIT_PROVISIONING_EARLY)
    return;
  code = early_failure (self);
  if (sc_record_get_provision_state (self->record) == SC_PROVISION_ACCEPTED
      && sc_record_names_other_sensor (self->record))
    {
      early_over (self, FALSE,
                  g_error_new_literal (SC_ERROR, SC_ERROR_IDENTITY_CONFLICT,
                                       "The cloud took the certificate for another sensor's"));
    }
  else if (sc_record_get_provision_state (self->record) == SC_PROVISION_ACCEPTED)
    {
      end_early (self, NULL);
      sc_visit_enter (self, SC_VISIT_SENDING);
    }
  else if (code == SC_ERROR_CLOUD_BAD_REQUEST || code == SC_ERROR_CLOUD_NOT_FOUND
           || code == SC_ERROR_CLOUD_CONFLICT || code == SC_ERROR_CLOUD_TOO_LARGE)
    {
      early_over (self, TRUE, NULL);
    }
  else if (code == SC_ERROR_CLOUD_UNAUTHORIZED || code == SC_ERROR_CLOUD_FORBIDDEN
           || code == SC_ERROR_CLOUD_CREDENTIALS)
    {
      early_over (self, FALSE,
                  g_error_new_literal (SC_ERROR, (int)code, "While provisioning early"));
    }
}

static void
early_timed_out (gpointer user_data)
{
  ScVisit *self = user_data;
  ScError code = early_failure (self);

  self->timer = 0;
  early_over (self, FALSE,
              g_error_new_literal (SC_ERROR, code != 0 ? (int)code : SC_ERROR_CLOUD_TIMEOUT,
                                   "Not provisioned early within 30 s"));
}

void
sc_visit_send_early (ScVisit *self)
{
  self->early_pending = TRUE;
  g_signal_connect_object (self->record, "changed", G_CALLBACK (check_early), self,
                           G_CONNECT_SWAPPED);
  sc_visit_wait (self, EARLY_LIMIT_US, early_timed_out);
  if (sc_record_get_provision_state (self->record) == SC_PROVISION_ACCEPTED)
    sc_visit_wait (self, 0, (ScClockFunc)check_early);
}

/* The profile: delete and add, back to back, each on the disk before it leaves. */

static char
security_digit (ScVisit *self)
{
  GBytes *wanted = sc_site_network_get_ssid (self->network);

  for (guint i = 0; self->heard_networks != NULL && i < self->heard_networks->len; i++)
    {
      const ScHeardNetwork *network = g_ptr_array_index (self->heard_networks, i);
      ScSecurity heard;

      /* Send back the digit the scan gave, as TI's own clients do, if it means the same. */
      if (g_bytes_equal (network->ssid, wanted)
          && sc_model_security_from_digit (self->model, network->digit, &heard)
          && heard == sc_site_network_get_security (self->network))
        return network->digit;
    }
  return sc_model_get_security_digit (self->model, sc_site_network_get_security (self->network));
}

static gboolean
about_to (ScVisit *self, ScStepKind kind)
{
  GError *error = NULL;

  if (sc_record_book_write_first (self->book, self->record, sc_step_new (kind, self->clock),
                                  &error))
    {
      self->sensor_changed = TRUE;
      return TRUE;
    }
  sc_visit_leave (self, error);
  return FALSE;
}

/* Whether a sensor decodes `%` once or twice is not known before one has failed to find a network
 * with it: so each time that one did, the next sending writes it the other way. Nothing else
 * changes by that. Somebody who has seen it, or says so in a model file, is believed. */
static gboolean
writes_percent_otherwise (ScModel *model, ScRecord *record)
{
  const char *confidence = sc_model_get_confidence (model, "encoding", "double-percent");
  GPtrArray *steps = sc_record_get_steps (record);
  guint n_failed = 0;

  if (g_strcmp0 (confidence, "guess") != 0)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const ScStep *step = g_ptr_array_index (steps, i);

      n_failed += step->kind == SC_STEP_AP_CAME_BACK;
    }
  return n_failed % 2 != 0;
}

static void
add_profile (ScVisit *self)
{
  ScNetworkProfile profile = { self->network, security_digit (self),
                               writes_percent_otherwise (self->model, self->record) };

  self->tries = 0;
  if (about_to (self, SC_STEP_ADD_ASKED))
    sc_visit_call (self, SC_SENSOR_ADD_PROFILE, &profile);
}

void
sc_visit_send_profile (ScVisit *self)
{
  self->send_rounds++;
  self->tries = 0;
  if (about_to (self, SC_STEP_DELETE_ASKED))
    sc_visit_call (self, SC_SENSOR_DELETE_PROFILES, NULL);
}

/**
 * sc_visit_send_record_answer:
 * @self: a visit
 * @record: the sensor that was asked
 * @call: what was asked
 * @error: (nullable): how it failed
 *
 * Answers of calls that change a sensor are always written, in time or late.
 */
void
sc_visit_send_record_answer (ScVisit *self, ScRecord *record, ScSensorCall call,
                             const GError *error)
{
  ScStepKind kind =
      call == SC_SENSOR_DELETE_PROFILES ? SC_STEP_DELETE_ANSWERED : SC_STEP_ADD_ANSWERED;
  g_autoptr (GError) cancelled = NULL;

  if (error != NULL && error->domain != SC_ERROR)
    cancelled = g_error_new_literal (SC_ERROR, SC_ERROR_SENSOR_DROPPED, error->message);
  sc_record_book_write (self->book, record,
                        sc_step_new_code (kind, self->clock, cancelled ? cancelled : error));
}

/* Only these say that the request had no effect. */
static gboolean
is_without_effect (const GError *error)
{
  return g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_REFUSED)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_NOT_FOUND)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
}

static void
deleted (ScVisit *self, GError *error)
{
  if (error != NULL && dropped (error) && self->tries < DELETE_TRIES)
    { /* deleting twice is the same as once */
      sc_visit_call (self, SC_SENSOR_DELETE_PROFILES, NULL);
      return;
    }
  sc_visit_send_record_answer (self, self->record, SC_SENSOR_DELETE_PROFILES, error);
  if (error == NULL)
    {
      add_profile (self);
      return;
    }
  /* It had the profile from the round before, and now it is gone: as it should be. */
  if (self->send_rounds > 1
      && (dropped (error) || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE)))
    {
      sc_visit_enter (self, SC_VISIT_RELEASING);
      return;
    }
  /* The first request of all, and it had no effect: then the sensor is as it was. */
  if (is_without_effect (error) && self->send_rounds == 1 && self->tries == 1)
    self->sensor_changed = FALSE;
  sc_visit_leave (self, g_error_copy (error));
}

static void
check_took_too_long (gpointer user_data)
{
  ScVisit *self = user_data;

  self->timer = 0;
  sc_visit_enter (self, SC_VISIT_RELEASING);
}

/* A status that the protocol does not know says nothing of what became of the profile. */
static gboolean
may_be_stored (const GError *error)
{
  return dropped (error) || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_ODD_REPLY)
         || g_error_matches (error, SC_ERROR, SC_ERROR_SENSOR_NO_ANSWER);
}

static void
added (ScVisit *self, GError *error)
{
  sc_visit_send_record_answer (self, self->record, SC_SENSOR_ADD_PROFILE, error);
  if (error == NULL)
    {
      sc_visit_enter (self, SC_VISIT_RELEASING);
    }
  else if (may_be_stored (error))
    { /* Normal: its network goes down under the answer. If it still answers it has not. */
      sc_visit_wait (self, CHECK_LIMIT_US, check_took_too_long);
      sc_visit_call (self, SC_SENSOR_READ_NAME, NULL);
    }
  else
    {
      sc_visit_leave (self, g_error_copy (error));
    }
}

/* Whoever answers now: is it the sensor that was reviewed? */
static gboolean
is_same_sensor (ScVisit *self, const char *name)
{
  g_autofree char *id = sc_sensor_codec_id_from_name (self->model, name, NULL);

  return g_strcmp0 (id, sc_record_get_sensor_id (self->record)) == 0;
}

static void
checked (ScVisit *self, const char *name, GError *error)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  if (error == NULL && is_same_sensor (self, name) && self->send_rounds < SEND_ROUNDS)
    sc_visit_send_profile (self);
  else
    sc_visit_enter (self, SC_VISIT_RELEASING);
}

/**
 * sc_visit_send_answer:
 * @self: a visit that is sending
 * @call: what was asked
 * @result: (nullable): the answer, owned by the caller
 * @error: (nullable): the failure, owned by the caller
 *
 * An answer that is not late.
 */
void
sc_visit_send_answer (ScVisit *self, ScSensorCall call, gpointer result, GError *error)
{
  g_autoptr (GError) lost = NULL;

  /* That the network is gone says, of a visit that has sent something, only this. */
  if (g_error_matches (error, SC_ERROR, SC_ERROR_LINK_LOST))
    error = lost = g_error_new_literal (SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE, error->message);
  if (call == SC_SENSOR_DELETE_PROFILES)
    deleted (self, error);
  else if (call == SC_SENSOR_ADD_PROFILE)
    added (self, error);
  else
    checked (self, result, error);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScVisit) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sc_lease_release_finish (SC_LEASE (source), result, &error))
    g_warning ("Leaving the sensor's network: %s", error->message);
  if (self->state != SC_VISIT_RELEASING)
    return;
  sc_record_book_write (self->book, self->record,
                        sc_step_new_code (SC_STEP_RELEASED, self->clock, error));
  sc_visit_enter (self, SC_VISIT_SENT);
}

/* The sensor's network was left long ago; it is the own one that does not come. */
static void
return_takes_long (gpointer user_data)
{
  ScVisit *self = user_data;

  self->timer = 0;
  self->is_slow_to_return = TRUE;
  sc_visit_emit_changed (self);
}

void
sc_visit_send_release (ScVisit *self)
{
  sc_visit_wait (self, RETURN_USUAL_US, return_takes_long);
  /* Leave at once: the laptop's own notice of a vanished network comes 15 to 30 s later. */
  sc_lease_release_async (self->lease, NULL, on_released, g_object_ref (self));
}
