/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The follow-up's opinion of a record: one pure function. */

#include "sc-plan.h"

#include "sc-retry.h"
#include "sc-way-watch.h"

#include <string.h>

#define SECOND ((gint64)G_USEC_PER_SEC)
#define REGAIN_INTERVAL_US (10 * SECOND)
#define CONTACT_FIRST_US (15 * SECOND)
#define CONTACT_INTERVAL_US (30 * SECOND)
#define CONTACT_LATE_INTERVAL_US (600 * SECOND)
#define BASELINE_AGE_US (900 * SECOND)

/* What the parts of the plan share. */
typedef struct
{
  ScRecord *record;
  const ScEvidence *evidence;
  const ScMoment *now;
  ScModel *model;
  ScPlan plan;
} Planner;

static gint64
when (Planner *p, ScStepKind kind)
{
  const ScStep *step = sc_record_find_current_step (p->record, kind);

  return step != NULL ? sc_moment_boot_us (&step->moment, p->now) : 0;
}

static gint64
when_ever (Planner *p, ScStepKind kind)
{
  const ScStep *step = sc_record_find_step (p->record, kind);

  return step != NULL ? sc_moment_boot_us (&step->moment, p->now) : 0;
}

static gboolean
is_provisioned (Planner *p)
{
  return sc_record_get_provision_state (p->record) == SC_PROVISION_ACCEPTED;
}

static gboolean
has_consent (Planner *p)
{
  const ScStep *step = sc_record_find_step (p->record, SC_STEP_CONSENT);

  return step != NULL && g_strcmp0 (step->text, "withdrawn") != 0;
}

/* The sensor's clock starts somewhere in [profile sent, network last heard]; the early end counts.
 * Three attempts at about 0, 30 and 60 s, then 20 minutes of sleep (ADI, "Connecting to the
 * cloud"): the last one is at 60 s, and 90 s is when all is surely over. */
static void
set_window (Planner *p)
{
  const ScMoment *start = sc_record_get_window_start (p->record);
  gint64 interval = sc_model_get_time_us (p->model, SC_MODEL_TIME_ATTEMPT_INTERVAL);
  guint attempts = sc_model_get_attempts (p->model);

  if (start == NULL)
    return;
  p->plan.window_start_us = sc_moment_boot_us (start, p->now);
  p->plan.in_time_until_us = p->plan.window_start_us + (attempts - 1) * interval;
  p->plan.maybe_until_us = p->plan.window_start_us + attempts * interval;
  p->plan.asleep_until_us =
      p->plan.maybe_until_us + sc_model_get_time_us (p->model, SC_MODEL_TIME_SLEEP);
}

static ScPhase
window_phase (Planner *p)
{
  gint64 now = p->now->boot_us;

  if (now < p->plan.in_time_until_us)
    return SC_PHASE_IN_TIME;
  if (now < p->plan.maybe_until_us)
    return SC_PHASE_MAYBE_IN_TIME;
  return now < p->plan.asleep_until_us ? SC_PHASE_ASLEEP : SC_PHASE_OVERDUE;
}

/* The profile is out, or may be: the program ended between asking and the answer. */
static gboolean
is_sent (Planner *p)
{
  ScProfileState state = sc_record_get_profile_state (p->record);

  return state == SC_PROFILE_SENT
         || (state == SC_PROFILE_SENDING && p->plan.window_start_us != 0 && !p->evidence->visiting);
}

static ScPhase
open_phase (Planner *p)
{
  if (is_sent (p))
    return is_provisioned (p) ? SC_PHASE_PROVISIONED : window_phase (p);
  switch (sc_record_get_profile_state (p->record))
    {
    case SC_PROFILE_SENDING: /* not any more: interrupted before the profile left */
      return p->evidence->visiting ? SC_PHASE_SENDING : SC_PHASE_REFUSED;
    case SC_PROFILE_SENT:
    case SC_PROFILE_REFUSED:
      return SC_PHASE_REFUSED;
    case SC_PROFILE_NOT_SENT:
      break;
    }
  if (is_provisioned (p))
    return SC_PHASE_PROVISIONED_NOT_SENT;
  /* Without the visit nothing would be sent after it: then it is not early but for nothing. */
  return p->evidence->visiting && has_consent (p) && sc_record_is_early (p->record) ? SC_PHASE_EARLY
                                                                                    : SC_PHASE_READ;
}

static ScPhase
get_phase (Planner *p)
{
  switch (sc_record_get_state (p->record))
    {
    case SC_RECORD_UNCHANGED:
      return SC_PHASE_UNCHANGED;
    case SC_RECORD_STOPPED:
      return SC_PHASE_STOPPED;
    case SC_RECORD_IN_CONTACT:
      return SC_PHASE_IN_CONTACT;
    case SC_RECORD_NEEDS_VISIT:
      return SC_PHASE_NEEDS_VISIT;
    case SC_RECORD_OPEN:
      break;
    }
  return open_phase (p);
}

static void
set_lamps (Planner *p)
{
  const ScEvidence *evidence = p->evidence;
  gboolean sent = is_sent (p);
  gint64 gone = when (p, SC_STEP_AP_GONE);

  if (when (p, SC_STEP_CONTACT) != 0)
    p->plan.left_lamp = SC_LAMP_ON;
  else if (when (p, SC_STEP_AP_CAME_BACK) != 0 || (when (p, SC_STEP_AP_STAYS) != 0 && gone == 0))
    p->plan.left_lamp = SC_LAMP_TROUBLE;
  else if (gone != 0)
    p->plan.left_lamp = SC_LAMP_ON;
  else
    p->plan.left_lamp = sent ? SC_LAMP_WAITING : SC_LAMP_OFF;
  p->plan.left_since_us = gone;

  if (evidence->cloud_proven)
    p->plan.online_lamp = SC_LAMP_ON;
  else if (evidence->last_error != NULL && evidence->uplink == SC_UPLINK_READY)
    p->plan.online_lamp = SC_LAMP_TROUBLE;
  else
    p->plan.online_lamp = evidence->on_sensor_ap && !sent ? SC_LAMP_OFF : SC_LAMP_WAITING;
  p->plan.online_since_us = when (p, SC_STEP_UPLINK_BACK);

  if (is_provisioned (p))
    p->plan.provisioned_lamp = SC_LAMP_ON;
  else if (sc_record_get_provision_state (p->record) == SC_PROVISION_FAILED)
    p->plan.provisioned_lamp = SC_LAMP_TROUBLE;
  else
    p->plan.provisioned_lamp = sent ? SC_LAMP_WAITING : SC_LAMP_OFF;
  p->plan.provisioned_us =
      MAX (when_ever (p, SC_STEP_PROVISION_ACCEPTED), when_ever (p, SC_STEP_ALREADY_OURS));
  p->plan.contact_us = when (p, SC_STEP_CONTACT);
}

static void
set_trouble (Planner *p, ScError error)
{
  p->plan.error = error;
  p->plan.remedy = error != 0 ? sc_error_get_info (error)->remedy : SC_REMEDY_NONE;
}

static void
plan_action (Planner *p, ScAction action, gint64 due_us)
{
  p->plan.action = action;
  p->plan.due_us = MAX (due_us, 0);
}

/* Is the cloud to be had at all? If not, says what to do about it. */
static gboolean
cloud_is_open (Planner *p)
{
  const ScEvidence *evidence = p->evidence;
  ScTenant *tenant = sc_record_get_tenant (p->record);

  if (evidence->tenant == NULL)
    {
      set_trouble (p, SC_ERROR_CLOUD_SIGNED_OUT);
      plan_action (p, SC_ACTION_SIGN_IN, 0);
      return FALSE;
    }
  if (tenant == NULL || !sc_tenant_matches (tenant, evidence->tenant))
    {
      set_trouble (p, SC_ERROR_CLOUD_OTHER_TENANT);
      plan_action (p, SC_ACTION_SIGN_IN, 0);
      return FALSE;
    }
  if (evidence->on_sensor_ap && evidence->uplink != SC_UPLINK_READY)
    { /* not failed: the only way online is on the sensor's network */
      p->plan.paused = TRUE;
      return FALSE;
    }
  if (evidence->uplink == SC_UPLINK_NONE)
    {
      set_trouble (p, SC_ERROR_UPLINK_NONE);
      plan_action (p, SC_ACTION_REGAIN_UPLINK,
                   evidence->last_regain_us != 0 ? evidence->last_regain_us + REGAIN_INTERVAL_US
                                                 : 0);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_urgent (Planner *p)
{
  return p->plan.phase == SC_PHASE_EARLY || p->plan.phase == SC_PHASE_SENDING
         || p->plan.phase == SC_PHASE_IN_TIME || p->plan.phase == SC_PHASE_MAYBE_IN_TIME;
}

static ScRetry
retry_of (Planner *p, ScError code, gint64 retry_after_s)
{
  return sc_retry_decide (code, MAX (p->evidence->cloud_failures, 1), retry_after_s, is_urgent (p));
}

/* What is really in the way: where the cloud did not answer, perhaps the network in between. Only a
 * certificate that is wrong tells more than that nobody answered. */
static ScError
find_obstacle (Planner *p, ScError code)
{
  gboolean silent = code == SC_ERROR_CLOUD_UNREACHABLE || code == SC_ERROR_CLOUD_TIMEOUT;

  if (p->evidence->way == SC_WAY_SIGN_IN && sc_way_watch_is_doubtful (code))
    return SC_ERROR_UPLINK_SIGN_IN;
  return p->evidence->way == SC_WAY_DEAD && silent ? SC_ERROR_UPLINK_DEAD : code;
}

/* A call that is wanted now, unless the last one failed: then as the retry policy says. */
static void
plan_call (Planner *p, ScAction action)
{
  const GError *error = p->evidence->last_error;
  gint64 delay_us;
  ScRetry retry;

  if (error == NULL)
    {
      plan_action (p, action, 0);
      return;
    }
  set_trouble (p, find_obstacle (p, (ScError)error->code));
  retry = retry_of (p, (ScError)error->code, sc_error_get_retry_after (error));
  delay_us = MAX (retry.delay_us, SECOND / 2);
  if (retry.kind == SC_RETRY_VERIFY)
    { /* the first question at once, more of them patiently */
      if (p->evidence->cloud_failures <= 1)
        delay_us = SECOND / 2;
      if (action == SC_ACTION_PROVISION && !p->evidence->conflict_verified)
        action = SC_ACTION_ASK;
    }
  if (retry.kind == SC_RETRY_PERSON)
    plan_action (p, SC_ACTION_SIGN_IN, 0);
  else if (action == SC_ACTION_PROVISION
           && (retry.kind == SC_RETRY_REFUSED || p->evidence->conflict_verified))
    plan_action (p, SC_ACTION_NONE, 0);
  else
    plan_action (p, action, p->evidence->last_failure_us + delay_us);
}

/* That the sensor is in set-up mode: then it cannot speak to the cloud. */
static gboolean
is_set_up_step (const ScStep *step)
{
  return step->kind == SC_STEP_AP_STAYS || step->kind == SC_STEP_AP_CAME_BACK;
}

/* Was the cloud asked shortly before the visit of step @identified, when the sensor was seen in
 * set-up mode, after the end of an earlier try? */
static gboolean
has_earlier_baseline (GPtrArray *steps, guint identified)
{
  const ScMoment *visit = &((const ScStep *)g_ptr_array_index (steps, identified))->moment;
  gboolean asked = FALSE;

  for (guint i = identified; i > 0; i--)
    {
      const ScStep *step = g_ptr_array_index (steps, i - 1);

      if (step->kind == SC_STEP_BASELINE)
        asked = strcmp (step->moment.boot_id, visit->boot_id) == 0
                && visit->boot_us - step->moment.boot_us <= BASELINE_AGE_US;
      if (is_set_up_step (step))
        return asked;
      if (step->kind == SC_STEP_CONSENT)
        return FALSE;
    }
  return FALSE;
}

/**
 * sc_plan_is_in_setup_mode:
 * @plan: a plan
 *
 * Returns: whether the sensor was sent a network but has its own again, or still, and needs another
 *   visit: no time counts. As long as it may be in time one does, because that its network is still
 *   heard may be old news.
 */
gboolean
sc_plan_is_in_setup_mode (const ScPlan *plan)
{
  if (plan->error != SC_ERROR_SENSOR_AP_STAYS)
    return plan->error == SC_ERROR_SENSOR_AP_CAME_BACK;
  return plan->phase == SC_PHASE_ASLEEP || plan->phase == SC_PHASE_OVERDUE;
}

/**
 * sc_plan_has_baseline:
 * @record: a record
 * @visiting: whether its sensor is being visited: then it is about the try to come
 *
 * Only what differs from the baseline is a first contact. It is from the visit that the try began
 * with, or from after it; or from shortly before, when the sensor was in set-up mode.
 *
 * Returns: whether the cloud was asked what it knew of the sensor before this try
 */
gboolean
sc_plan_has_baseline (ScRecord *record, gboolean visiting)
{
  GPtrArray *steps = sc_record_get_steps (record);
  gboolean in_try = visiting || sc_record_find_step (record, SC_STEP_CONSENT) == NULL;

  if (!sc_record_get_baseline (record, NULL))
    return FALSE;
  for (guint i = steps->len; i > 0; i--)
    {
      const ScStep *step = g_ptr_array_index (steps, i - 1);

      if (step->kind == SC_STEP_BASELINE)
        return TRUE;
      /* A later visit that sent nothing began no try. */
      if (step->kind == SC_STEP_CONSENT)
        in_try = TRUE;
      if (step->kind == SC_STEP_IDENTIFIED && in_try)
        return has_earlier_baseline (steps, i - 1);
    }
  return FALSE;
}

/**
 * sc_plan_wants_baseline:
 * @record: a record
 * @visiting: whether its sensor is being visited
 *
 * Returns: whether the cloud's next answer is to be kept as a baseline, for this try or, when the
 *   sensor was seen in set-up mode, for the next
 */
gboolean
sc_plan_wants_baseline (ScRecord *record, gboolean visiting)
{
  GPtrArray *steps = sc_record_get_steps (record);

  if (!sc_plan_has_baseline (record, visiting))
    return TRUE;
  for (guint i = steps->len; i > 0; i--)
    {
      const ScStep *step = g_ptr_array_index (steps, i - 1);

      if (is_set_up_step (step))
        return TRUE;
      if (step->kind == SC_STEP_BASELINE || step->kind == SC_STEP_CONSENT)
        return FALSE;
    }
  return FALSE;
}

static gboolean
wants_baseline (Planner *p)
{
  return sc_plan_wants_baseline (p->record, p->evidence->visiting);
}

/* How the last provisioning failed, if that is how it stands. */
static const ScStep *
find_failure (Planner *p)
{
  return sc_record_get_provision_state (p->record) == SC_PROVISION_FAILED
             ? sc_record_find_step (p->record, SC_STEP_PROVISION_FAILED)
             : NULL;
}

/* What the last answer about provisioning allows when the program was restarted in between: then
 * there is no evidence in memory, only the record's last error. */
static const ScStep *
find_refusal (Planner *p)
{
  const ScStep *failed = find_failure (p);
  gboolean is_refusal = failed != NULL && p->evidence->last_error == NULL
                        && !p->evidence->asked_again
                        && retry_of (p, (ScError)failed->code, 0).kind == SC_RETRY_REFUSED;

  return is_refusal ? failed : NULL;
}

/* The cloud said no to a question about the sensor. That question is optional (ADI, "Connecting to
 * the cloud"), and a no to it is none to the certificate: it must not keep the one call that counts
 * from being made. */
static gboolean
question_was_refused (Planner *p)
{
  const GError *error = p->evidence->last_error;
  ScRetryKind kind;

  if (error == NULL || p->evidence->last_failed != SC_ACTION_ASK
      || sc_error_get_http_status (error) == 0 || error->code == SC_ERROR_CLOUD_CREDENTIALS)
    return FALSE;
  kind = retry_of (p, (ScError)error->code, 0).kind;
  return kind == SC_RETRY_PERSON || kind == SC_RETRY_REFUSED;
}

/* Whether the last try to provision met what is there already, the one answer that only a question
 * can explain. */
static gboolean
met_conflict (Planner *p)
{
  const ScStep *failed = find_failure (p);

  return failed != NULL && failed->code == SC_ERROR_CLOUD_CONFLICT;
}

static void
plan_without_answer (Planner *p)
{
  if (met_conflict (p))
    set_trouble (p, SC_ERROR_CLOUD_CONFLICT);
  else
    plan_action (p, SC_ACTION_PROVISION, 0);
}

static void
plan_provisioning (Planner *p)
{
  const ScStep *refusal = find_refusal (p);

  if (!cloud_is_open (p))
    return;
  if (question_was_refused (p))
    {
      plan_without_answer (p);
      return;
    }
  if (sc_record_get_provision_state (p->record) == SC_PROVISION_ASKED)
    {
      plan_call (p, SC_ACTION_ASK);
      return;
    }
  if (refusal != NULL)
    {
      set_trouble (p, (ScError)refusal->code);
      return;
    }
  /* Without a baseline, ask once; if the cloud does not say, provision all the same. */
  if (!sc_plan_has_baseline (p->record, p->evidence->visiting) && p->evidence->cloud_failures == 0)
    plan_call (p, SC_ACTION_ASK);
  else
    plan_call (p, SC_ACTION_PROVISION);
}

/* Nothing is in the way of the technician: what cannot be asked now is asked later. */
static void
ask_aside (Planner *p, gint64 due_us)
{
  if (p->evidence->uplink == SC_UPLINK_NONE || p->evidence->tenant == NULL)
    return;
  if (cloud_is_open (p))
    plan_call (p, SC_ACTION_ASK);
  if (p->plan.action != SC_ACTION_ASK)
    plan_action (p, SC_ACTION_NONE, 0);
  else if (p->evidence->last_error == NULL)
    plan_action (p, SC_ACTION_ASK, due_us);
  set_trouble (p, 0);
}

static void
plan_baseline (Planner *p)
{
  if (wants_baseline (p) || sc_record_get_provision_state (p->record) == SC_PROVISION_ASKED)
    ask_aside (p, 0);
}

/* The step from which on a contact can be expected: provisioned and sent, whichever came last. In
 * the order of the steps, for times from before a restart may be wrong. */
static const ScStep *
expected_since (Planner *p)
{
  GPtrArray *steps = sc_record_get_steps (p->record);

  for (guint i = steps->len; i > 0; i--)
    {
      const ScStep *step = g_ptr_array_index (steps, i - 1);

      if (step->kind == SC_STEP_ADD_ASKED || step->kind == SC_STEP_PROVISION_ACCEPTED
          || step->kind == SC_STEP_ALREADY_OURS)
        return step;
    }
  return NULL;
}

/* When to look for the first contact, if nothing is in the way. */
static gint64
next_look (Planner *p, const ScStep *since, gint64 give_up_us)
{
  gint64 last_us = p->evidence->last_ask_us;
  gint64 since_us = sc_moment_boot_us (&since->moment, p->now);

  if (wants_baseline (p))
    return 0; /* the sooner, the less is missed */
  if (p->plan.phase == SC_PHASE_NEEDS_VISIT)
    return last_us != 0 ? last_us + CONTACT_LATE_INTERVAL_US : 0;
  if (last_us > since_us)
    return MIN (last_us + CONTACT_INTERVAL_US, MAX (give_up_us, last_us + SECOND));
  /* With the wall clock set back across a restart, what was before it looks like the present for
   * as long as that takes: a time after it would never come. */
  if (strcmp (since->moment.boot_id, p->now->boot_id) == 0)
    return since_us + CONTACT_FIRST_US;
  return last_us != 0 ? last_us + CONTACT_INTERVAL_US : 0;
}

static void
plan_contact (Planner *p)
{
  const ScStep *since = expected_since (p);
  gboolean late = p->plan.phase == SC_PHASE_NEEDS_VISIT;
  gint64 give_up;

  if (since == NULL)
    return;
  give_up = sc_moment_boot_us (&since->moment, p->now)
            + sc_model_get_time_us (p->model, SC_MODEL_TIME_NEEDS_VISIT);
  if (!late && !p->evidence->visiting && p->now->boot_us >= give_up
      && p->evidence->last_ask_us >= give_up)
    {
      plan_action (p, SC_ACTION_GIVE_UP, 0);
      return;
    }
  if (!cloud_is_open (p))
    return;
  if (p->evidence->last_error != NULL)
    {
      plan_call (p, SC_ACTION_ASK);
      return;
    }
  plan_action (p, SC_ACTION_ASK, next_look (p, since, give_up));
}

/* Its network came back, so it probably did not join the site's; but if it has, or does later, the
 * cloud knows. */
static void
plan_doubt (Planner *p)
{
  gint64 sent_us = when (p, SC_STEP_ADD_ASKED);
  gint64 late_us = sent_us + sc_model_get_time_us (p->model, SC_MODEL_TIME_NEEDS_VISIT);
  gint64 last_us = p->evidence->last_ask_us;
  gint64 interval_us = p->now->boot_us < late_us ? CONTACT_INTERVAL_US : CONTACT_LATE_INTERVAL_US;

  if (p->plan.action == SC_ACTION_NONE && !p->evidence->visiting && sent_us != 0
      && when (p, SC_STEP_AP_CAME_BACK) != 0)
    ask_aside (p, last_us != 0 ? last_us + interval_us : 0);
}

/* The sensor's own troubles, whatever the cloud does. */
static void
add_sensor_trouble (Planner *p)
{
  ScError code = sc_record_get_last_error (p->record);

  if (sc_record_names_other_sensor (p->record))
    set_trouble (p, SC_ERROR_IDENTITY_CONFLICT);
  else if (p->plan.left_lamp == SC_LAMP_TROUBLE)
    set_trouble (p, when (p, SC_STEP_AP_CAME_BACK) != 0 ? SC_ERROR_SENSOR_AP_CAME_BACK
                                                        : SC_ERROR_SENSOR_AP_STAYS);
  else if (p->plan.phase == SC_PHASE_REFUSED)
    {
      set_trouble (p, code != 0 ? code : SC_ERROR_SENSOR_DROPPED);
      p->plan.remedy = SC_REMEDY_VISIT_AGAIN; /* nothing can be repeated from here */
    }
  else if (p->plan.phase == SC_PHASE_NEEDS_VISIT)
    set_trouble (p, SC_ERROR_NO_FIRST_CONTACT);
  else if (p->plan.phase == SC_PHASE_READ || p->plan.phase == SC_PHASE_PROVISIONED_NOT_SENT)
    p->plan.remedy = SC_REMEDY_VISIT_AGAIN; /* no failure, and nothing else to do */
  if (p->evidence->visiting && p->plan.remedy == SC_REMEDY_VISIT_AGAIN)
    p->plan.remedy = SC_REMEDY_NONE;
}

/**
 * sc_plan_get_phase:
 * @record: a record
 * @visiting: whether its sensor is being visited
 * @now: the present
 * @model: the sensor's family
 *
 * Returns: where the record stands: what sc_plan_make() says of it, without the rest
 */
ScPhase
sc_plan_get_phase (ScRecord *record, gboolean visiting, const ScMoment *now, ScModel *model)
{
  ScEvidence evidence = { .visiting = visiting };
  Planner p = { record, &evidence, now, model, { 0 } };

  set_window (&p);
  return get_phase (&p);
}

/**
 * sc_plan_make:
 * @record: a record
 * @evidence: what is known besides
 * @now: the present
 * @model: the sensor's family
 *
 * Pure: the same arguments give the same answer. While @evidence says that a call is under way
 * the action is what comes after it would fail.
 *
 * Returns: where the record stands, what to do next and when
 */
ScPlan
sc_plan_make (ScRecord *record, const ScEvidence *evidence, const ScMoment *now, ScModel *model)
{
  Planner p = { record, evidence, now, model, { 0 } };

  set_window (&p);
  p.plan.phase = get_phase (&p);
  set_lamps (&p);
  switch (p.plan.phase)
    {
    case SC_PHASE_READ:
      if (has_consent (&p) && when_ever (&p, SC_STEP_AP_CAME_BACK) != 0)
        plan_provisioning (&p); /* then sending again has no deadline */
      else
        plan_baseline (&p);
      break;
    case SC_PHASE_EARLY:
    case SC_PHASE_IN_TIME:
    case SC_PHASE_MAYBE_IN_TIME:
    case SC_PHASE_ASLEEP:
    case SC_PHASE_OVERDUE:
      plan_provisioning (&p);
      break;
    case SC_PHASE_PROVISIONED:
    case SC_PHASE_NEEDS_VISIT:
      plan_contact (&p);
      break;
    case SC_PHASE_PROVISIONED_NOT_SENT:
    case SC_PHASE_REFUSED:
    case SC_PHASE_IN_CONTACT:
      if (evidence->visiting || when (&p, SC_STEP_AP_CAME_BACK) != 0
          || sc_record_get_provision_state (record) == SC_PROVISION_ASKED)
        plan_baseline (&p);
      if (p.plan.phase == SC_PHASE_PROVISIONED_NOT_SENT)
        plan_doubt (&p);
      break;
    case SC_PHASE_SENDING:
    case SC_PHASE_STOPPED:
    case SC_PHASE_UNCHANGED:
      break;
    }
  p.plan.cloud_error = p.plan.error;
  if (evidence->last_error != NULL && (ScError)evidence->last_error->code == p.plan.error)
    p.plan.cloud_detail = evidence->last_error;
  add_sensor_trouble (&p);
  return p.plan;
}
