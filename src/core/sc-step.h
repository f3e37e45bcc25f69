/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScStepKind:
 *
 * Everything that can happen to a sensor record, in the order it normally does. The journal
 * holds nothing but these; a record is what its steps add up to (sc_record_apply()). The number
 * is stored: append only, never renumber. *ASKED* steps are on disk before the request leaves.
 */
typedef enum
{
  SC_STEP_IDENTIFIED = 1,    /* text: sensor ID; extra: device name as sent */
  SC_STEP_MAC = 2,           /* text */
  SC_STEP_VERSION = 3,       /* text: name; extra: value; one step each */
  SC_STEP_CERTIFICATE = 4,   /* blob: PEM; text: SHA-256 fingerprint */
  SC_STEP_JOINED = 5,        /* blob: SSID of the sensor's network, if known */
  SC_STEP_SITE_NETWORK = 6,  /* blob: SSID; the key is never stored */
  SC_STEP_HEARD = 7,         /* text: "yes", "no", or "unknown" */
  SC_STEP_TENANT = 8,        /* text: endpoint; extra: tenant ID, if known */
  SC_STEP_BASELINE = 9,      /* text: lastConnected before Send, NULL = none */
  SC_STEP_ALREADY_OURS = 10, /* text: provisioned; extra: provisionedBy */
  SC_STEP_CONSENT = 11,      /* the technician pressed Send; text: "early" or "after" */
  SC_STEP_DELETE_ASKED = 12,
  SC_STEP_DELETE_ANSWERED = 13, /* code: 0 or the failure */
  SC_STEP_ADD_ASKED = 14,       /* the early end of the sensor's clock: profile sent */
  SC_STEP_ADD_ANSWERED = 15,    /* code: 0, SC_ERROR_SENSOR_DROPPED, or a refusal */
  SC_STEP_AP_GONE = 16,
  SC_STEP_AP_STAYS = 17,
  SC_STEP_AP_CAME_BACK = 18,
  SC_STEP_RELEASED = 19,           /* this laptop left the sensor's network */
  SC_STEP_UPLINK_BACK = 20,        /* the cloud answered again, or the link says so */
  SC_STEP_PROVISION_ASKED = 21,    /* POST /sensors is about to leave */
  SC_STEP_PROVISION_ACCEPTED = 22, /* text: provisioned; extra: provisionedBy; blob: the cloud's
                                    * own ID of the sensor, if it is another than ours */
  SC_STEP_PROVISION_FAILED = 23,   /* code: refused, or known not to have happened */
  SC_STEP_PROVISION_LOST = 24,     /* code: may have happened; ask before repeating */
  SC_STEP_CONTACT = 25,            /* text: lastConnected, different from the baseline */
  SC_STEP_NO_CONTACT = 26,         /* 25 minutes after provisioning: needs a visit */
  SC_STEP_LEFT_UNCHANGED = 27,     /* the visit ended before Send; code: why, 0 = cancelled */
  SC_STEP_STOPPED = 28,            /* "stop helping, keep the record" */
  SC_STEP_RESUMED = 29,            /* the technician asked to go on with it */
  SC_STEP_NOT_KNOWN = 30           /* the cloud has no trace of what it accepted long ago */
} ScStepKind;

/**
 * ScStep:
 *
 * One thing that happened, when, and what was answered. @text and @extra are valid UTF-8 and
 * hold no secret.
 */
typedef struct
{
  ScStepKind kind;
  ScMoment moment;
  int code; /* 0 or an ScError */
  char *text;
  char *extra;
  GBytes *blob;
} ScStep;

ScStep *sc_step_new (ScStepKind kind, ScClock *clock);
ScStep *sc_step_new_text (ScStepKind kind, ScClock *clock, const char *text, const char *extra);
ScStep *sc_step_new_code (ScStepKind kind, ScClock *clock, const GError *error);
ScStep *sc_step_new_blob (ScStepKind kind, ScClock *clock, GBytes *blob, const char *text);
ScStep *sc_step_copy (const ScStep *step);
void sc_step_free (ScStep *step);
const char *sc_step_kind_to_string (ScStepKind kind); /* stable, untranslated */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScStep, sc_step_free)

G_END_DECLS
