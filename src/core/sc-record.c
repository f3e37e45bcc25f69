/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-record-private.h"

#include "sc-sensor-identity.h"

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScRecord, sc_record, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
sc_record_finalize (GObject *object)
{
  ScRecord *self = SC_RECORD (object);

  g_free (self->uid);
  g_ptr_array_unref (self->steps);
  g_free (self->sensor_id);
  g_free (self->device_name);
  g_free (self->mac);
  g_ptr_array_unref (self->versions);
  g_clear_pointer (&self->certificate, sc_certificate_unref);
  g_clear_pointer (&self->sensor_ssid, g_bytes_unref);
  g_clear_pointer (&self->site_ssid, g_bytes_unref);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  g_free (self->baseline);
  g_free (self->cloud_id);
  g_free (self->provisioned);
  g_free (self->provisioned_by);
  g_free (self->last_connected);
  G_OBJECT_CLASS (sc_record_parent_class)->finalize (object);
}

static void
sc_record_class_init (ScRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sc_record_finalize;

  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_record_init (ScRecord *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_step_free);
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_version_fact_free);
}

/**
 * sc_record_new:
 * @uid: (nullable): its name in the journal; %NULL makes a fresh UUID
 *
 * Returns: (transfer full): a record without a step
 */
ScRecord *
sc_record_new (const char *uid)
{
  ScRecord *self = g_object_new (SC_TYPE_RECORD, NULL);

  self->uid = uid != NULL ? g_strdup (uid) : g_uuid_string_random ();
  return self;
}

/**
 * sc_record_apply:
 * @self: a record
 * @step: what happened next; copied
 *
 * Adds a step and all that follows from it. Total: whatever steps come in whatever order (a
 * damaged journal, a newer program), the record has a defined state that claims no more than they
 * say. Emits `changed`.
 *
 * A sensor may be visited again under the same record. Consent begins a new try: profile and
 * window start over, failures of the visit are forgotten, a contact seen before becomes the
 * baseline. What the cloud accepted stays accepted, unless it turns out not to be this sensor.
 */
void
sc_record_apply (ScRecord *self, const ScStep *step)
{
  ScStep *copy;

  g_return_if_fail (SC_IS_RECORD (self));
  g_return_if_fail (step != NULL);

  copy = sc_step_copy (step);
  g_ptr_array_add (self->steps, copy);
  sc_record_fold (self, copy);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sc_record_get_uid:
 * @self: a record
 *
 * Returns: (transfer none): its name in the journal
 */
const char *
sc_record_get_uid (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->uid;
}

/**
 * sc_record_get_steps:
 * @self: a record
 *
 * Returns: (transfer none) (element-type ScStep): all of them, oldest first
 */
GPtrArray *
sc_record_get_steps (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->steps;
}

static const ScStep *
find_step_from (ScRecord *self, ScStepKind kind, guint first)
{
  for (guint i = self->steps->len; i > first; i--)
    {
      const ScStep *step = g_ptr_array_index (self->steps, i - 1);

      if (step->kind == kind)
        return step;
    }
  return NULL;
}

/**
 * sc_record_find_step:
 * @self: a record
 * @kind: what to look for
 *
 * Returns: (transfer none) (nullable): the last step of this kind, of any visit
 */
const ScStep *
sc_record_find_step (ScRecord *self, ScStepKind kind)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return find_step_from (self, kind, 0);
}

/**
 * sc_record_find_current_step:
 * @self: a record
 * @kind: what to look for
 *
 * Like sc_record_find_step(), but only in the present try: from the last consent on, or from the
 * point where profiles were deleted once more to add one again. So the sensor's network that went
 * away after an earlier visit is not taken for one that went away after this.
 *
 * Returns: (transfer none) (nullable): the last step of this kind in the present try
 */
const ScStep *
sc_record_find_current_step (ScRecord *self, ScStepKind kind)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return find_step_from (self, kind, self->try_start);
}

/**
 * sc_record_get_window_start:
 * @self: a record
 *
 * The early end of the sensor's clock: when the profile left in the present try. There is none
 * before that, after a refusal, and once the sensor's network came back.
 *
 * Returns: (transfer none) (nullable): when the connection window began
 */
const ScMoment *
sc_record_get_window_start (ScRecord *self)
{
  const ScStep *step;

  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  if (self->window_step == 0)
    return NULL;
  step = g_ptr_array_index (self->steps, self->window_step - 1);
  return &step->moment;
}

/**
 * sc_record_get_state:
 * @self: a record
 *
 * Returns: whether there is anything left to do for it
 */
ScRecordState
sc_record_get_state (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), SC_RECORD_OPEN);
  return self->state;
}

/**
 * sc_record_get_sensor_id:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the sensor's ID; %NULL until it was identified
 */
const char *
sc_record_get_sensor_id (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->sensor_id;
}

/**
 * sc_record_get_device_name:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): its name as sent
 */
const char *
sc_record_get_device_name (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->device_name;
}

/**
 * sc_record_get_mac:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): its MAC address
 */
const char *
sc_record_get_mac (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->mac;
}

/**
 * sc_record_get_versions:
 * @self: a record
 *
 * Returns: (transfer none) (element-type ScVersionFact): each name once, with the latest value
 */
GPtrArray *
sc_record_get_versions (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->versions;
}

/**
 * sc_record_get_certificate:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the chain last read
 */
ScCertificate *
sc_record_get_certificate (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->certificate;
}

/**
 * sc_record_get_sensor_ssid:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the sensor's own network, 1 to 32 bytes
 */
GBytes *
sc_record_get_sensor_ssid (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->sensor_ssid;
}

/**
 * sc_record_get_site_ssid:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the site network, 1 to 32 bytes
 */
GBytes *
sc_record_get_site_ssid (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->site_ssid;
}

/**
 * sc_record_get_tenant:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): whom the sensor is commissioned for; its role is unknown
 */
ScTenant *
sc_record_get_tenant (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->tenant;
}

/**
 * sc_record_get_baseline:
 * @self: a record
 * @last_connected: (out) (optional) (transfer none) (nullable): `lastConnected` at that time;
 *   %NULL if it had none
 *
 * Returns: whether the cloud was asked before the present try
 */
gboolean
sc_record_get_baseline (ScRecord *self, const char **last_connected)
{
  g_return_val_if_fail (SC_IS_RECORD (self), FALSE);
  if (last_connected != NULL)
    *last_connected = self->baseline;
  return self->has_baseline;
}

/**
 * sc_record_is_early:
 * @self: a record
 *
 * Returns: whether the last consent was to provisioning before the profile is sent
 */
gboolean
sc_record_is_early (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), FALSE);
  return self->early;
}

/**
 * sc_record_was_already_ours:
 * @self: a record
 *
 * Returns: whether the tenant had this sensor before we asked for it; it then also counts as
 *   accepted
 */
gboolean
sc_record_was_already_ours (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), FALSE);
  return self->already_ours;
}

/**
 * sc_record_get_cloud_id:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): what the cloud calls the sensor that it accepted, if that is
 *   not the ID that the sensor's name gives
 */
const char *
sc_record_get_cloud_id (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->cloud_id;
}

/**
 * sc_record_names_other_sensor:
 * @self: a record
 *
 * Returns: whether the cloud accepted the certificate that was sent and named another sensor; until
 *   another certificate is read
 */
gboolean
sc_record_names_other_sensor (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), FALSE);
  return self->names_other;
}

/**
 * sc_record_was_changed:
 * @self: a record
 *
 * Returns: whether a request that changes the sensor has ever left, answered or not. Only while
 *   %FALSE may it be said that the sensor was not changed
 */
gboolean
sc_record_was_changed (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), FALSE);
  return self->changed;
}

/**
 * sc_record_get_profile_state:
 * @self: a record
 *
 * Returns: how far the network profile got in the present try
 */
ScProfileState
sc_record_get_profile_state (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), SC_PROFILE_NOT_SENT);
  return self->profile_state;
}

/**
 * sc_record_get_provision_state:
 * @self: a record
 *
 * Returns: what the cloud has said; over all visits
 */
ScProvisionState
sc_record_get_provision_state (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), SC_PROVISION_NONE);
  return self->provision_state;
}

/**
 * sc_record_get_provision_attempts:
 * @self: a record
 *
 * Returns: how often POST /sensors left, over all visits
 */
guint
sc_record_get_provision_attempts (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), 0);
  return self->provision_attempts;
}

/**
 * sc_record_get_last_error:
 * @self: a record
 *
 * The latest failure that no later success of the same sort (visit, sensor, cloud, first contact)
 * has cleared. A connection that broke on the profile is no failure.
 *
 * Returns: it; 0 if there is none
 */
ScError
sc_record_get_last_error (ScRecord *self)
{
  int code = 0;
  guint order = 0;

  g_return_val_if_fail (SC_IS_RECORD (self), 0);
  for (guint i = 0; i < SC_N_FAILURES; i++)
    if (self->failures[i].code != 0 && self->failures[i].order >= order)
      {
        code = self->failures[i].code;
        order = self->failures[i].order;
      }
  return code;
}

/**
 * sc_record_get_provisioned:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): since when the cloud has it, server time as sent
 */
const char *
sc_record_get_provisioned (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->provisioned;
}

/**
 * sc_record_get_provisioned_by:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): whose key provisioned it, as sent
 */
const char *
sc_record_get_provisioned_by (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->provisioned_by;
}

/**
 * sc_record_get_last_connected:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the first contact seen in the present try, server time as
 *   sent
 */
const char *
sc_record_get_last_connected (ScRecord *self)
{
  g_return_val_if_fail (SC_IS_RECORD (self), NULL);
  return self->last_connected;
}
