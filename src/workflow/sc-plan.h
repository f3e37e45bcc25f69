/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"
#include "sc-model.h"
#include "sc-record.h"
#include "sc-way.h"

G_BEGIN_DECLS

/**
 * ScPhase: where a sensor record stands, for people.
 */
typedef enum
{
  SC_PHASE_READ,                 /* certificate kept, nothing sent */
  SC_PHASE_EARLY,                /* Send pressed; provisioning before the profile leaves */
  SC_PHASE_PROVISIONED_NOT_SENT, /* provisioned, not on Wi-Fi yet: resumable */
  SC_PHASE_SENDING,
  SC_PHASE_REFUSED,       /* the sensor refused the profile */
  SC_PHASE_IN_TIME,       /* "Time left to provision 0:47" */
  SC_PHASE_MAYBE_IN_TIME, /* 60 to 90 s */
  SC_PHASE_ASLEEP,        /* "probably asleep until about hh:mm" */
  SC_PHASE_OVERDUE,       /* the sleep has passed and it is still not provisioned */
  SC_PHASE_PROVISIONED,   /* and the profile is out: waiting for first contact */
  SC_PHASE_IN_CONTACT,
  SC_PHASE_NEEDS_VISIT,
  SC_PHASE_STOPPED,
  SC_PHASE_UNCHANGED
} ScPhase;

/**
 * ScAction: what follow-up does next for a record.
 */
typedef enum
{
  SC_ACTION_NONE,          /* nothing, ever (closed), or nothing until something changes */
  SC_ACTION_REGAIN_UPLINK, /* ask the link to get us online */
  SC_ACTION_SIGN_IN,       /* needs the technician: credentials of this tenant */
  SC_ACTION_ASK,           /* GET: baseline, or "did the lost POST arrive?", or first contact */
  SC_ACTION_PROVISION,     /* POST */
  SC_ACTION_GIVE_UP        /* write NO_CONTACT */
} ScAction;

typedef enum
{
  SC_LAMP_OFF,
  SC_LAMP_WAITING,
  SC_LAMP_ON,
  SC_LAMP_TROUBLE
} ScLamp;

/**
 * ScEvidence:
 * @uplink: what the link says
 * @cloud_proven: the last call to the cloud got an answer on the present network
 * @way: what is known of the way to the cloud, where a call failed
 * @on_sensor_ap: a lease is held, so without a second uplink cloud work pauses
 * @visiting: the visit under way is to this record's sensor
 * @tenant: (nullable): whom we are signed in as
 * @last_ask_us: boot time of the last GET for this record that was answered, 0 = never in this run
 * @cloud_failures: consecutive failed calls for this record in this run
 * @last_error: (nullable): of the last failed call
 * @last_failed: which call that was, %SC_ACTION_ASK or %SC_ACTION_PROVISION
 * @last_failure_us: when it failed, boot time; 0: do not wait for its sake
 * @asked_again: the technician asked to try again after a refusal
 * @conflict_verified: after a 409 the cloud said that the sensor is not this tenant's
 * @last_regain_us: boot time of the last request to the link to get us online, 0 = never
 *
 * What is known besides the record.
 */
typedef struct
{
  ScUplink uplink;
  gboolean cloud_proven;
  ScWay way;
  gboolean on_sensor_ap;
  gboolean visiting;
  ScTenant *tenant;
  gint64 last_ask_us;
  guint cloud_failures;
  const GError *last_error;
  ScAction last_failed;
  gint64 last_failure_us;
  gboolean asked_again;
  gboolean conflict_verified;
  gint64 last_regain_us;
} ScEvidence;

/**
 * ScPlan:
 *
 * The follow-up's whole opinion of one record at one moment. All times are boot time in µs, 0 =
 * does not apply. @window_start_us is the early end of the sensor's clock.
 */
typedef struct
{
  ScPhase phase;
  ScAction action;
  gint64 due_us; /* when @action is due; 0 = now */
  ScError error; /* what stands in the way at present, 0 = nothing */
  ScRemedy remedy;
  ScError cloud_error;        /* the same, of the cloud alone */
  const GError *cloud_detail; /* (nullable): the evidence's, as long as that lives */
  gboolean paused; /* cloud work waits until this computer has left the sensor's network */

  gint64 window_start_us;
  gint64 in_time_until_us; /* last attempt: start + 60 s */
  gint64 maybe_until_us;   /* start + 90 s */
  gint64 asleep_until_us;  /* + 20 min */
  gint64 provisioned_us;
  gint64 contact_us;

  ScLamp left_lamp;   /* sensor left its network */
  ScLamp online_lamp; /* this computer is online */
  ScLamp provisioned_lamp;
  gint64 left_since_us, online_since_us;
} ScPlan;

/* All pure: same arguments, same answer. */
gboolean sc_plan_is_in_setup_mode (const ScPlan *plan);
gboolean sc_plan_has_baseline (ScRecord *record, gboolean visiting);
gboolean sc_plan_wants_baseline (ScRecord *record, gboolean visiting);
ScPhase sc_plan_get_phase (ScRecord *record, gboolean visiting, const ScMoment *now,
                           ScModel *model);
ScPlan sc_plan_make (ScRecord *record, const ScEvidence *evidence, const ScMoment *now,
                     ScModel *model);

G_END_DECLS
