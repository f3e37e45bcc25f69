/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-account.h"
#include "sc-certificate.h"
#include "sc-step.h"

G_BEGIN_DECLS

/**
 * ScProfileState: how far the network profile got.
 */
typedef enum
{
  SC_PROFILE_NOT_SENT, /* in the present try; also when the sensor's network came back */
  SC_PROFILE_SENDING,  /* delete or add asked, not answered: assume the sensor changed */
  SC_PROFILE_SENT,     /* answered, or the connection broke as expected */
  SC_PROFILE_REFUSED,  /* the sensor said no: profiles deleted, none added */
} ScProfileState;

/**
 * ScProvisionState: what the cloud has said. %SC_PROVISION_ACCEPTED only if it said so, to a POST
 * or (already ours) to a GET; it persists over later visits, unless another certificate shows that
 * it was not this sensor's, or the cloud does not know it any more.
 */
typedef enum
{
  SC_PROVISION_NONE,
  SC_PROVISION_ASKED, /* request out, or out when we last ran: ask before repeating */
  SC_PROVISION_FAILED,
  SC_PROVISION_ACCEPTED
} ScProvisionState;

typedef enum
{
  SC_RECORD_OPEN,
  SC_RECORD_UNCHANGED,  /* ended before Send; the sensor was not changed */
  SC_RECORD_STOPPED,    /* the technician said: stop helping */
  SC_RECORD_IN_CONTACT, /* first contact seen: nothing left to do */
  SC_RECORD_NEEDS_VISIT
} ScRecordState;

/**
 * ScRecord:
 *
 * A sensor record: what its steps add up to. Steps are added by sc_record_apply() alone (the
 * workflow journals each first); everything else only reads. Signal `changed` after each.
 */
#define SC_TYPE_RECORD (sc_record_get_type ())
G_DECLARE_FINAL_TYPE (ScRecord, sc_record, SC, RECORD, GObject)

ScRecord *sc_record_new (const char *uid); /* NULL: a fresh UUID */
void sc_record_apply (ScRecord *self, const ScStep *step);

const char *sc_record_get_uid (ScRecord *self);
GPtrArray *sc_record_get_steps (ScRecord *self);                     /* of ScStep, oldest first */
const ScStep *sc_record_find_step (ScRecord *self, ScStepKind kind); /* the last; nullable */
/* The same, but only since the last consent (or repeated delete): the present try. */
const ScStep *sc_record_find_current_step (ScRecord *self, ScStepKind kind);
/* When the profile left in the present try; NULL before that, after a refusal, AP back. */
const ScMoment *sc_record_get_window_start (ScRecord *self);
ScRecordState sc_record_get_state (ScRecord *self);
const char *sc_record_get_sensor_id (ScRecord *self);      /* nullable until identified */
const char *sc_record_get_device_name (ScRecord *self);    /* nullable */
const char *sc_record_get_mac (ScRecord *self);            /* nullable */
GPtrArray *sc_record_get_versions (ScRecord *self);        /* of ScVersionFact */
ScCertificate *sc_record_get_certificate (ScRecord *self); /* nullable */
GBytes *sc_record_get_sensor_ssid (ScRecord *self);        /* nullable */
GBytes *sc_record_get_site_ssid (ScRecord *self);          /* nullable */
ScTenant *sc_record_get_tenant (ScRecord *self);           /* nullable */
gboolean sc_record_get_baseline (ScRecord *self, const char **last_connected);
gboolean sc_record_is_early (ScRecord *self); /* consent was "early" */
gboolean sc_record_was_already_ours (ScRecord *self);
const char *sc_record_get_cloud_id (ScRecord *self);
/* What was provisioned is another sensor, by the certificate that was sent. */
gboolean sc_record_names_other_sensor (ScRecord *self);
gboolean sc_record_was_changed (ScRecord *self); /* a changing request ever left */
ScProfileState sc_record_get_profile_state (ScRecord *self);
ScProvisionState sc_record_get_provision_state (ScRecord *self);
guint sc_record_get_provision_attempts (ScRecord *self);
ScError sc_record_get_last_error (ScRecord *self);      /* 0 = none */
const char *sc_record_get_provisioned (ScRecord *self); /* nullable, server time */
const char *sc_record_get_provisioned_by (ScRecord *self);
const char *sc_record_get_last_connected (ScRecord *self); /* nullable */

G_END_DECLS
