/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-record.h"
#include "sc-sensor.h"
#include "sc-link.h"

G_BEGIN_DECLS

/**
 * ScVisitState:
 *
 * One stay on a sensor's network. The legal edges are one static table in sc-visit-state.c.
 */
typedef enum
{
  SC_VISIT_IDLE,
  SC_VISIT_JOINING,     /* or waiting for the technician to join by hand */
  SC_VISIT_IDENTIFYING, /* name, versions, MAC */
  SC_VISIT_READING_CERTIFICATE,
  SC_VISIT_NEEDS_CERTIFICATE, /* no address worked: type one, or load a PEM file */
  SC_VISIT_COMPARING_NETWORK, /* does the sensor hear the site network? may be skipped */
  SC_VISIT_REVIEWING,         /* waits for Send */
  SC_VISIT_PROVISIONING_EARLY,
  SC_VISIT_SENDING,
  SC_VISIT_RELEASING, /* profile out; leaving the sensor's network */
  SC_VISIT_SENT,      /* end: the record goes on in follow-up */
  SC_VISIT_LEAVING,   /* after a cancel or a failure: restoring the laptop */
  SC_VISIT_UNCHANGED, /* end */
  SC_VISIT_FAILED,    /* end: see get_error; the lease is released */
  SC_VISIT_N_STATES
} ScVisitState;

typedef enum
{
  SC_HEARD_UNKNOWN, /* not asked, skipped, or the sensor would not say */
  SC_HEARD_YES,
  SC_HEARD_NO,     /* heard others, not this one */
  SC_HEARD_NOTHING /* heard no network at all */
} ScHeard;

/**
 * ScVisit: the state machine that owns the lease. Signal `changed` after every change.
 */
#define SC_TYPE_VISIT (sc_visit_get_type ())
G_DECLARE_FINAL_TYPE (ScVisit, sc_visit, SC, VISIT, GObject)

ScVisitState sc_visit_get_state (ScVisit *self);
ScRecord *sc_visit_get_record (ScVisit *self);    /* nullable until identified */
const GError *sc_visit_get_error (ScVisit *self); /* nullable; of the failure */
gboolean sc_visit_sensor_was_changed (ScVisit *self);
ScHeard sc_visit_get_heard (ScVisit *self);
gint64 sc_visit_get_state_since_us (ScVisit *self);       /* boot time */
ScAccessPoint *sc_visit_get_access_point (ScVisit *self); /* nullable */
ScCertificateDoubt sc_visit_get_certificate_doubts (ScVisit *self);

/* Commands; each does nothing (and returns FALSE) in a state that has no such edge. */
gboolean sc_visit_start (ScVisit *self, ScAccessPoint *access_point); /* nullable: by hand */
gboolean sc_visit_use_certificate_path (ScVisit *self, const char *path);
gboolean sc_visit_use_certificate (ScVisit *self, ScCertificate *certificate);
gboolean sc_visit_skip_comparing (ScVisit *self);
gboolean sc_visit_send (ScVisit *self);
gboolean sc_visit_cancel (ScVisit *self); /* before Send: leave, unchanged */
gboolean sc_visit_retry (ScVisit *self);  /* from an end state: same sensor again */
gboolean sc_visit_reset (ScVisit *self);  /* from an end state: next sensor */

const char *sc_visit_state_to_string (ScVisitState state);
gboolean sc_visit_state_may_follow (ScVisitState from, ScVisitState to);
gboolean sc_visit_state_is_end (ScVisitState state);

G_END_DECLS
