/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-record-private.h"

#include "sc-sensor-identity.h"

#include <string.h>

/* A fact that a later visit may read again, never unread. */
static void
learn (char **fact, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_free (*fact);
  *fact = g_strdup (text);
}

static void
learn_ssid (GBytes **fact, GBytes *ssid)
{
  if (ssid == NULL || g_bytes_get_size (ssid) < 1 || g_bytes_get_size (ssid) > 32)
    return;
  g_clear_pointer (fact, g_bytes_unref);
  *fact = g_bytes_ref (ssid);
}

static void
learn_version (ScRecord *self, const char *name, const char *value)
{
  ScVersionFact *fact = NULL;

  if (name == NULL)
    return;
  for (guint i = 0; i < self->versions->len && fact == NULL; i++)
    {
      ScVersionFact *known = g_ptr_array_index (self->versions, i);

      if (strcmp (known->name, name) == 0)
        fact = known;
    }
  if (fact == NULL)
    {
      fact = g_new0 (ScVersionFact, 1);
      fact->name = g_strdup (name);
      g_ptr_array_add (self->versions, fact);
    }
  g_free (fact->value);
  fact->value = g_strdup (value != NULL ? value : "");
}

/* There is nothing in the cloud that is this sensor. */
static void
forget_acceptance (ScRecord *self)
{
  self->already_ours = FALSE;
  self->names_other = FALSE;
  self->provision_state = SC_PROVISION_NONE;
  g_clear_pointer (&self->cloud_id, g_free);
  g_clear_pointer (&self->provisioned, g_free);
  g_clear_pointer (&self->provisioned_by, g_free);
}

/* What was accepted for another sensor was accepted for the certificate that was sent. */
static void
learn_certificate (ScRecord *self, GBytes *pem)
{
  ScCertificate *certificate = pem != NULL ? sc_certificate_new (pem, NULL) : NULL;

  if (certificate == NULL)
    return;
  if (self->names_other && self->certificate != NULL
      && !g_str_equal (sc_certificate_get_fingerprint (self->certificate),
                       sc_certificate_get_fingerprint (certificate)))
    forget_acceptance (self);
  g_clear_pointer (&self->certificate, sc_certificate_unref);
  self->certificate = certificate;
}

static void
apply_identity (ScRecord *self, const ScStep *step)
{
  switch (step->kind)
    {
    case SC_STEP_IDENTIFIED:
      learn (&self->sensor_id, step->text);
      learn (&self->device_name, step->extra);
      break;
    case SC_STEP_MAC:
      learn (&self->mac, step->text);
      break;
    case SC_STEP_VERSION:
      learn_version (self, step->text, step->extra);
      break;
    case SC_STEP_CERTIFICATE:
      learn_certificate (self, step->blob);
      break;
    case SC_STEP_JOINED:
      learn_ssid (&self->sensor_ssid, step->blob);
      break;
    case SC_STEP_SITE_NETWORK:
      learn_ssid (&self->site_ssid, step->blob);
      break;
    default:
      break;
    }
}

/* What another tenant's cloud said is no evidence for this one. */
static void
forget_cloud (ScRecord *self)
{
  self->has_baseline = FALSE;
  g_clear_pointer (&self->baseline, g_free);
  forget_acceptance (self);
  self->provision_attempts = 0;
  g_clear_pointer (&self->last_connected, g_free);
  self->failures[SC_FAILURE_CLOUD].code = 0;
  self->failures[SC_FAILURE_CONTACT].code = 0;
  if (self->state == SC_RECORD_IN_CONTACT)
    self->state = SC_RECORD_OPEN;
}

static void
change_tenant (ScRecord *self, const char *endpoint, const char *id)
{
  g_autoptr (ScTenant) tenant = NULL;

  if (endpoint == NULL || *endpoint == '\0')
    return;
  tenant = sc_tenant_new (endpoint, id, NULL);
  if (tenant == NULL)
    return;
  if (self->tenant != NULL && sc_tenant_matches (self->tenant, tenant))
    {
      if (sc_tenant_get_id (self->tenant) != NULL)
        return; /* an unknown ID does not make a known one unknown */
    }
  else if (self->tenant != NULL)
    forget_cloud (self);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  self->tenant = g_steal_pointer (&tenant);
}

/* Accepted is the last word of a try: no failure takes it back. */
static void
set_provision (ScRecord *self, ScProvisionState state)
{
  if (self->provision_state != SC_PROVISION_ACCEPTED)
    self->provision_state = state;
}

static void
learn_cloud_id (ScRecord *self, GBytes *blob)
{
  gsize n_bytes;
  const char *id = blob != NULL ? g_bytes_get_data (blob, &n_bytes) : NULL;
  g_autofree char *text = NULL;

  if (id == NULL || !g_utf8_validate_len (id, n_bytes, NULL))
    return;
  text = g_strndup (id, n_bytes);
  learn (&self->cloud_id, text);
}

static void
set_accepted (ScRecord *self, const ScStep *step)
{
  self->provision_state = SC_PROVISION_ACCEPTED;
  self->names_other = step->code != 0;
  learn_cloud_id (self, step->blob);
  learn (&self->provisioned, step->text);
  learn (&self->provisioned_by, step->extra);
}

static void
apply_cloud (ScRecord *self, const ScStep *step)
{
  switch (step->kind)
    {
    case SC_STEP_TENANT:
      change_tenant (self, step->text, step->extra);
      break;
    case SC_STEP_BASELINE:
      self->has_baseline = TRUE;
      g_free (self->baseline);
      self->baseline = g_strdup (step->text);
      self->baseline_is_newer = TRUE;
      break;
    case SC_STEP_ALREADY_OURS:
      self->already_ours = TRUE;
      set_accepted (self, step);
      break;
    case SC_STEP_PROVISION_ASKED:
      self->provision_attempts++;
      set_provision (self, SC_PROVISION_ASKED);
      break;
    case SC_STEP_PROVISION_LOST:
      set_provision (self, SC_PROVISION_ASKED);
      break;
    case SC_STEP_PROVISION_FAILED:
      set_provision (self, SC_PROVISION_FAILED);
      break;
    case SC_STEP_PROVISION_ACCEPTED:
      set_accepted (self, step);
      break;
    case SC_STEP_NOT_KNOWN:
      forget_acceptance (self);
      break;
    default:
      break;
    }
}

/* Failures after which the profile is surely not in the sensor. After all others it may be:
 * a sensor that took it drops the connection or falls silent, because its network ends. */
static gboolean
is_refusal (int code)
{
  return code == SC_ERROR_SENSOR_REFUSED || code == SC_ERROR_SENSOR_NOT_FOUND
         || code == SC_ERROR_SENSOR_NO_ANSWER || code == SC_ERROR_SENSOR_ODD_REPLY
         || code == SC_ERROR_SENSOR_UNREACHABLE;
}

/* The same of an add. Only what the protocol knows as a failure is one: with any other answer the
 * profile may be stored, and the end of the sensor's network is what proves it. */
static gboolean
is_add_refusal (int code)
{
  return is_refusal (code) && code != SC_ERROR_SENSOR_NO_ANSWER
         && code != SC_ERROR_SENSOR_ODD_REPLY;
}

/* Of a second delete: the sensor may be gone already, with the profile it was given. */
static gboolean
was_not_deleted (int code)
{
  return code == SC_ERROR_SENSOR_DROPPED || code == SC_ERROR_SENSOR_SILENT
         || code == SC_ERROR_SENSOR_UNREACHABLE;
}

static void
start_try (ScRecord *self)
{
  self->try_start = self->steps->len - 1;
  self->window_step = 0;
}

static void
apply_profile (ScRecord *self, const ScStep *step)
{
  switch (step->kind)
    {
    case SC_STEP_CONSENT:
      start_try (self);
      self->early = g_strcmp0 (step->text, "early") == 0;
      self->profile_state = SC_PROFILE_NOT_SENT;
      break;
    case SC_STEP_DELETE_ASKED:
      self->undone_step = self->window_step;
      self->undone_state = self->profile_state;
      if (self->profile_state != SC_PROFILE_NOT_SENT)
        start_try (self);
      self->changed = TRUE;
      self->profile_state = SC_PROFILE_SENDING;
      break;
    case SC_STEP_DELETE_ANSWERED:
      if (self->profile_state == SC_PROFILE_SENDING && was_not_deleted (step->code)
          && self->undone_step != 0)
        { /* the profile of the round before is still in it */
          self->window_step = self->undone_step;
          self->try_start = self->undone_step - 1;
          self->profile_state = self->undone_state;
        }
      else if (self->profile_state == SC_PROFILE_SENDING && is_refusal (step->code))
        self->profile_state = SC_PROFILE_REFUSED;
      self->undone_step = 0;
      break;
    case SC_STEP_ADD_ASKED:
      self->changed = TRUE;
      self->window_step = self->steps->len;
      self->profile_state = SC_PROFILE_SENDING;
      break;
    case SC_STEP_ADD_ANSWERED:
      if (self->window_step != 0) /* an answer to nothing says nothing */
        self->profile_state = is_add_refusal (step->code) ? SC_PROFILE_REFUSED : SC_PROFILE_SENT;
      break;
    case SC_STEP_AP_CAME_BACK:
      self->profile_state = SC_PROFILE_NOT_SENT;
      break;
    default:
      break;
    }
  if (self->profile_state == SC_PROFILE_NOT_SENT || self->profile_state == SC_PROFILE_REFUSED)
    self->window_step = 0;
}

/* A new visit watches for a contact newer than the one known so far. */
static void
start_watching (ScRecord *self)
{
  if (self->last_connected != NULL && !self->baseline_is_newer)
    {
      g_free (self->baseline);
      self->baseline = g_strdup (self->last_connected);
      self->has_baseline = TRUE;
    }
  g_clear_pointer (&self->last_connected, g_free);
  self->state = SC_RECORD_OPEN;
}

static void
apply_contact (ScRecord *self, const ScStep *step)
{
  if (step->text == NULL || *step->text == '\0')
    return;
  if (g_strcmp0 (step->text, self->baseline) == 0)
    return;
  learn (&self->last_connected, step->text);
  self->baseline_is_newer = FALSE;
  self->state = SC_RECORD_IN_CONTACT;
}

/* Nothing of ours is in the sensor and nothing of it may be in the cloud through us. */
static gboolean
is_untouched (ScRecord *self)
{
  return !self->changed
         && (self->provision_attempts == 0 || self->provision_state == SC_PROVISION_FAILED);
}

static void
apply_state (ScRecord *self, const ScStep *step)
{
  switch (step->kind)
    {
    case SC_STEP_IDENTIFIED:
    case SC_STEP_JOINED:
    case SC_STEP_PROVISION_ASKED:
      if (self->state == SC_RECORD_UNCHANGED)
        self->state = SC_RECORD_OPEN;
      break;
    case SC_STEP_CONSENT:
    case SC_STEP_DELETE_ASKED:
    case SC_STEP_ADD_ASKED:
      start_watching (self);
      break;
    case SC_STEP_RESUMED:
      if (self->state != SC_RECORD_IN_CONTACT)
        self->state = SC_RECORD_OPEN;
      break;
    case SC_STEP_CONTACT:
      apply_contact (self, step);
      break;
    case SC_STEP_NO_CONTACT:
      if (self->state == SC_RECORD_OPEN)
        self->state = SC_RECORD_NEEDS_VISIT;
      break;
    case SC_STEP_LEFT_UNCHANGED:
      if (self->state == SC_RECORD_OPEN && is_untouched (self))
        self->state = SC_RECORD_UNCHANGED;
      break;
    case SC_STEP_STOPPED:
      if (self->state == SC_RECORD_OPEN || self->state == SC_RECORD_NEEDS_VISIT)
        self->state = SC_RECORD_STOPPED;
      break;
    default:
      break;
    }
}

static void
set_failure (ScRecord *self, ScFailureSort sort, int code)
{
  gboolean known = code > 0 && code < SC_ERROR_LAST;

  self->failures[sort].code = code == 0 ? 0 : known ? code : SC_ERROR_BUG;
  self->failures[sort].order = self->steps->len;
}

static void
apply_failure (ScRecord *self, const ScStep *step)
{
  switch (step->kind)
    {
    case SC_STEP_CONSENT:
    case SC_STEP_RESUMED:
      set_failure (self, SC_FAILURE_VISIT, 0);
      set_failure (self, SC_FAILURE_SENSOR, 0);
      set_failure (self, SC_FAILURE_CONTACT, 0);
      break;
    case SC_STEP_JOINED:
    case SC_STEP_LEFT_UNCHANGED:
      set_failure (self, SC_FAILURE_VISIT, step->code);
      break;
    case SC_STEP_DELETE_ANSWERED:
      set_failure (self, SC_FAILURE_SENSOR, step->code);
      break;
    case SC_STEP_ADD_ANSWERED:
      set_failure (self, SC_FAILURE_SENSOR, is_add_refusal (step->code) ? step->code : 0);
      break;
    case SC_STEP_AP_STAYS:
      set_failure (self, SC_FAILURE_SENSOR, SC_ERROR_SENSOR_AP_STAYS);
      break;
    case SC_STEP_AP_CAME_BACK:
      set_failure (self, SC_FAILURE_SENSOR, SC_ERROR_SENSOR_AP_CAME_BACK);
      break;
    case SC_STEP_AP_GONE:
      if (self->failures[SC_FAILURE_SENSOR].code == SC_ERROR_SENSOR_AP_STAYS)
        set_failure (self, SC_FAILURE_SENSOR, 0);
      break;
    case SC_STEP_ALREADY_OURS:
    case SC_STEP_PROVISION_ACCEPTED:
      set_failure (self, SC_FAILURE_CLOUD, 0);
      break;
    case SC_STEP_PROVISION_FAILED:
    case SC_STEP_PROVISION_LOST:
      if (self->provision_state != SC_PROVISION_ACCEPTED)
        set_failure (self, SC_FAILURE_CLOUD, step->code);
      break;
    case SC_STEP_NO_CONTACT:
      if (self->state == SC_RECORD_NEEDS_VISIT)
        set_failure (self, SC_FAILURE_CONTACT, SC_ERROR_NO_FIRST_CONTACT);
      break;
    case SC_STEP_CONTACT:
      if (self->state == SC_RECORD_IN_CONTACT)
        for (guint i = 0; i < SC_N_FAILURES; i++)
          set_failure (self, i, 0);
      break;
    default:
      break;
    }
}

/* Adds what follows from @step, the last of the record's steps. Each aspect is a fold of its own;
 * the order matters only in that the later ones look at the earlier. */
void
sc_record_fold (ScRecord *self, const ScStep *step)
{
  apply_identity (self, step);
  apply_cloud (self, step);
  apply_profile (self, step);
  apply_state (self, step);
  apply_failure (self, step);
}
