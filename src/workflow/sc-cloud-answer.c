/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-answer.h"

#include "sc-error.h"
#include "sc-plan.h"

/* What the parts of an answer share */
typedef struct
{
  ScRecordBook *book;
  ScClock *clock;
  ScRecord *record;
  gboolean visiting;
  gboolean is_known;     /* to the cloud */
  gboolean has_baseline; /* from before this answer */
  const char *provisioned;
  const char *by;
  const char *contact;
} Answer;

static void
write_text (Answer *self, ScStepKind kind, const char *text, const char *extra)
{
  sc_record_book_write (self->book, self->record,
                        sc_step_new_text (kind, self->clock, text, extra));
}

/* The question was: did the provisioning whose reply was lost happen? Returns: whether not */
static gboolean
settle_provisioning (Answer *self)
{
  g_autoptr (GError) lost = NULL;

  if (self->provisioned != NULL)
    {
      write_text (self, SC_STEP_PROVISION_ACCEPTED, self->provisioned, self->by);
      return FALSE;
    }
  lost = g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_REPLY_LOST, "The cloud has no trace of it");
  sc_record_book_write (self->book, self->record,
                        sc_step_new_code (SC_STEP_PROVISION_FAILED, self->clock, lost));
  return TRUE;
}

/* How long the cloud may take until what it accepted can be read there. */
#define SETTLING_US (300 * (gint64)G_USEC_PER_SEC)

/* Was that accepted before the sensor was visited last, and long enough ago? */
static gboolean
is_from_earlier_visit (ScClock *clock, ScRecord *record)
{
  GPtrArray *steps = sc_record_get_steps (record);
  ScMoment now = sc_clock_moment (clock);
  gboolean visited = FALSE;

  for (guint i = steps->len; i > 0; i--)
    {
      const ScStep *step = g_ptr_array_index (steps, i - 1);

      if (step->kind == SC_STEP_PROVISION_ACCEPTED || step->kind == SC_STEP_ALREADY_OURS)
        return visited && now.boot_us - sc_moment_boot_us (&step->moment, &now) >= SETTLING_US;
      visited = visited || step->kind == SC_STEP_IDENTIFIED;
    }
  return FALSE;
}

/* Whose the sensor is. Returns: as sc_cloud_answer_note() */
static gboolean
note_provisioned (Answer *self)
{
  ScRecord *record = self->record;
  ScStepKind kind = SC_STEP_ALREADY_OURS;

  switch (sc_record_get_provision_state (record))
    {
    case SC_PROVISION_ASKED:
      return settle_provisioning (self);
    case SC_PROVISION_NONE:
    case SC_PROVISION_FAILED:
      /* It was not ours when we asked before, then we tried: so that went through after all. */
      if (self->has_baseline && sc_record_get_provision_attempts (record) > 0)
        kind = SC_STEP_PROVISION_ACCEPTED;
      if (self->provisioned != NULL)
        write_text (self, kind, self->provisioned, self->by);
      break;
    case SC_PROVISION_ACCEPTED:
      /* Somebody has removed it since, or given it to another tenant. */
      if (!self->is_known && is_from_earlier_visit (self->clock, record))
        write_text (self, SC_STEP_NOT_KNOWN, NULL, NULL);
      /* Accepted without a body: now we know the words. */
      if (sc_record_get_provisioned (record) == NULL && self->provisioned != NULL)
        write_text (self, SC_STEP_PROVISION_ACCEPTED, self->provisioned, self->by);
      break;
    }
  return FALSE;
}

/* Did the sensor get its network in this try? That its own came back does not say that it has not:
 * it may have joined later, or that was a mistake of this computer's ears. */
static gboolean
was_sent (ScRecord *record)
{
  return sc_record_find_current_step (record, SC_STEP_ADD_ASKED) != NULL
         && sc_record_get_profile_state (record) != SC_PROFILE_REFUSED;
}

/* First contact: lastConnected is there and is not the one from before. Server times are only
 * compared with server times, so the first answer of a try is what the later ones are compared
 * with. */
static void
note_contact (Answer *self)
{
  ScRecord *record = self->record;
  const char *baseline = NULL;
  gboolean can_tell = self->has_baseline || sc_plan_has_baseline (record, FALSE);
  gboolean wanted = sc_plan_wants_baseline (record, self->visiting);

  sc_record_get_baseline (record, &baseline);
  if (can_tell && self->contact != NULL && g_strcmp0 (self->contact, baseline) != 0
      && sc_record_get_provision_state (record) == SC_PROVISION_ACCEPTED && was_sent (record))
    write_text (self, SC_STEP_CONTACT, self->contact, NULL);
  if (wanted)
    write_text (self, SC_STEP_BASELINE, self->contact, NULL);
}

/**
 * sc_cloud_answer_note:
 * @book: where steps are written
 * @clock: time
 * @record: of the sensor that the cloud was asked for
 * @visiting: whether that sensor is being visited
 * @sensor: (nullable): what the cloud says of it; %NULL: it does not know it
 *
 * Writes what the answer adds to the record: that it is provisioned, or that a provisioning whose
 * reply was lost was not carried out, or that the cloud has forgotten it; a first contact; a
 * baseline.
 *
 * Returns: whether that provisioning has to be asked for once more
 */
gboolean
sc_cloud_answer_note (ScRecordBook *book, ScClock *clock, ScRecord *record, gboolean visiting,
                      ScCloudSensor *sensor)
{
  Answer answer = { .book = book, .clock = clock, .record = record, .visiting = visiting };
  gboolean again;

  answer.is_known = sensor != NULL;
  answer.has_baseline = sc_plan_has_baseline (record, visiting);
  if (sensor != NULL)
    {
      answer.provisioned = sc_cloud_sensor_get_provisioned (sensor);
      answer.by = sc_cloud_sensor_get_provisioned_by (sensor);
      answer.contact = sc_cloud_sensor_get_last_connected (sensor);
    }
  again = note_provisioned (&answer);
  note_contact (&answer);
  return again;
}
