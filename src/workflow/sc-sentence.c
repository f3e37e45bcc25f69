/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a plan says to the technician. */

#include "config.h"

#include "sc-sentence.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

#define SECOND ((gint64)G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

/**
 * sc_format_sentences:
 * @first: a sentence, translated
 * @second: (nullable): another one
 *
 * Returns: (transfer full): one after the other, as the language does it
 */
char *
sc_format_sentences (const char *first, const char *second)
{
  if (second == NULL || second[0] == '\0')
    return g_strdup (first);
  /* Translators: two sentences; Japanese and Chinese put nothing between them. */
  return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), first, second);
}

/**
 * sc_format_duration:
 * @us: µs; negative counts as 0
 *
 * Whole seconds, rounded up: a deadline 59.2 s away is "1:00", and "0:00" is only shown once it
 * has passed.
 *
 * Returns: (transfer full): "0:47", "12:05" or "1:02:03"
 */
char *
sc_format_duration (gint64 us)
{
  gint64 s = us > 0 ? (us + SECOND - 1) / SECOND : 0;

  if (s >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
  return g_strdup_printf ("%d:%02d", (int)(s / 60), (int)(s % 60));
}

/**
 * sc_format_has_twelve_hours:
 * @time_format: how a locale writes the time, as strftime() wants it
 *
 * Returns: whether its clock goes from 1 to 12
 */
gboolean
sc_format_has_twelve_hours (const char *time_format)
{
  static const char *const signs[] = { "%I", "%l", "%r", "%p", "%P" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (strstr (time_format, signs[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * sc_format_time_of_day:
 * @wall_us: UTC, µs since the epoch
 * @twelve_hours: whether the clock goes from 1 to 12
 *
 * Returns: (transfer full): hours and minutes in local time
 */
char *
sc_format_time_of_day (gint64 wall_us, gboolean twelve_hours)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (local == NULL)
    return g_strdup ("");
  if (twelve_hours)
    /* Translators: hours (1 to 12) and minutes, as g_date_time_format() wants it; there is a
     * no-break space before %p. */
    return g_date_time_format (local, C_ ("time of day, 12 hours", "%-I:%M\302\240%p"));
  /* Translators: a time of day, hours and minutes, as g_date_time_format() wants it. */
  return g_date_time_format (local, C_ ("time of day", "%H:%M"));
}

/**
 * sc_format_clock_time:
 * @wall_us: UTC, µs since the epoch
 *
 * Returns: (transfer full): hours and minutes in local time, with 12 or 24 hours as the locale
 *   has it
 */
char *
sc_format_clock_time (gint64 wall_us)
{
  return sc_format_time_of_day (wall_us, sc_format_has_twelve_hours (nl_langinfo (T_FMT)));
}

static char *
clock_time_of (gint64 boot_us, const ScMoment *now)
{
  return sc_format_clock_time (now->wall_us + (boot_us - now->boot_us));
}

/**
 * sc_sentence_figure:
 * @plan: a plan
 * @now: the present
 *
 * Returns: (transfer full) (nullable): the large figure; %NULL where nothing counts
 */
char *
sc_sentence_figure (const ScPlan *plan, const ScMoment *now)
{
  if (sc_plan_is_in_setup_mode (plan))
    return NULL;
  switch (plan->phase)
    {
    case SC_PHASE_IN_TIME:
      return sc_format_duration (plan->in_time_until_us - now->boot_us);
    case SC_PHASE_MAYBE_IN_TIME:
      return sc_format_duration (plan->maybe_until_us - now->boot_us);
    case SC_PHASE_ASLEEP:
      return clock_time_of (plan->asleep_until_us, now);
    case SC_PHASE_READ:
    case SC_PHASE_EARLY:
    case SC_PHASE_PROVISIONED_NOT_SENT:
    case SC_PHASE_SENDING:
    case SC_PHASE_REFUSED:
    case SC_PHASE_OVERDUE:
    case SC_PHASE_PROVISIONED:
    case SC_PHASE_IN_CONTACT:
    case SC_PHASE_NEEDS_VISIT:
    case SC_PHASE_STOPPED:
    case SC_PHASE_UNCHANGED:
      break;
    }
  return NULL;
}

/**
 * sc_sentence_caption:
 * @plan: a plan
 * @now: the present
 *
 * Minutes are rounded, and there is always one left.
 *
 * Returns: (transfer full) (nullable): the line under the figure, which says how far away a time of
 *   day is; %NULL where the figure says all
 */
char *
sc_sentence_caption (const ScPlan *plan, const ScMoment *now)
{
  gint64 left_us = plan->asleep_until_us - now->boot_us;
  int minutes = (int)MAX ((left_us + MINUTE / 2) / MINUTE, 1);

  if (plan->phase != SC_PHASE_ASLEEP || sc_plan_is_in_setup_mode (plan))
    return NULL;
  /* Translators: under a time of day: how far away it is. */
  return g_strdup_printf (ngettext ("in about %d minute", "in about %d minutes", minutes), minutes);
}

/**
 * sc_sentence_heading:
 * @plan: a plan
 * @now: the present
 *
 * Returns: (transfer full): the line over the figure, or instead of one
 */
char *
sc_sentence_heading (const ScPlan *plan, const ScMoment *now G_GNUC_UNUSED)
{
  if (sc_plan_is_in_setup_mode (plan))
    return g_strdup (plan->error == SC_ERROR_SENSOR_AP_STAYS ? _ ("Still in set-up mode")
                                                             : _ ("Back in set-up mode"));
  switch (plan->phase)
    {
    case SC_PHASE_READ:
      return g_strdup (_ ("Nothing sent yet"));
    case SC_PHASE_EARLY:
      return g_strdup (_ ("Provisioning before sending"));
    case SC_PHASE_PROVISIONED_NOT_SENT:
      return g_strdup (_ ("Provisioned, not on Wi-Fi yet"));
    case SC_PHASE_SENDING:
      return g_strdup (_ ("Sending the site network"));
    case SC_PHASE_REFUSED:
      return g_strdup (_ ("Site network not accepted"));
    case SC_PHASE_IN_TIME:
      return g_strdup (_ ("Time left to provision"));
    case SC_PHASE_MAYBE_IN_TIME:
      return g_strdup (_ ("May still be in time"));
    case SC_PHASE_ASLEEP:
      return g_strdup (_ ("Sensor probably asleep until about"));
    case SC_PHASE_OVERDUE:
      return g_strdup (_ ("Not provisioned yet"));
    case SC_PHASE_PROVISIONED:
      return g_strdup (C_ ("state of a sensor", "Provisioned"));
    case SC_PHASE_IN_CONTACT:
      return g_strdup (_ ("In contact with the cloud"));
    case SC_PHASE_NEEDS_VISIT:
      return g_strdup (_ ("Needs a visit"));
    case SC_PHASE_STOPPED:
      return g_strdup (C_ ("state of a sensor", "Stopped"));
    case SC_PHASE_UNCHANGED:
      return g_strdup (_ ("Sensor left unchanged"));
    }
  g_return_val_if_reached (g_strdup (""));
}

/* A call to the cloud is due: why it did not work at once. */
static const char *
calling_advice (const ScPlan *plan)
{
  if (plan->cloud_error == 0)
    return _ ("Getting online and provisioning. Nothing to do; keep the lid open.");
  switch (plan->cloud_error)
    {
    case SC_ERROR_JOURNAL_FAILED:
      return _ ("The record cannot be saved, so nothing is asked of the cloud. Free some disk "
                "space; it goes on by itself.");
    case SC_ERROR_UPLINK_SIGN_IN:
      return _ ("This network wants a sign-in on a web page. Sign in there; the rest goes by "
                "itself. Keep the lid open.");
    case SC_ERROR_UPLINK_DEAD:
      return _ ("This network does not lead to the cloud. Connect to another one; the rest goes "
                "by itself. Keep the lid open.");
    case SC_ERROR_CLOUD_UNREACHABLE:
    case SC_ERROR_CLOUD_TIMEOUT:
    case SC_ERROR_UPLINK_NONE:
      return _ ("The cloud cannot be reached yet. Trying again by itself; keep the lid open.");
    default:
      return _ ("The cloud does not answer as it should. Trying again by itself; keep the lid "
                "open.");
    }
}

/* The next step at once: what else there is to say of the failure may be further down. */
static char *
refused_advice (const ScPlan *plan)
{
  const ScErrorInfo *info = plan->error != 0 ? sc_error_get_info (plan->error) : NULL;

  return sc_format_sentences (_ ("The cloud did not accept this sensor."),
                              info != NULL ? _ (info->next) : NULL);
}

static const char *
offline_advice (const ScPlan *plan)
{
  if (plan->phase != SC_PHASE_IN_TIME)
    return _ ("This computer is not online yet. Connect it to any network with internet "
              "access, plug in a cable, or share a phone’s connection; keep the lid open.");
  return _ ("This computer is not online yet. If that takes more than a few seconds, connect it "
            "to any network with internet access; keep the lid open.");
}

/* While it is not provisioned: what is in the way, or that nothing is. */
static char *
window_advice (const ScPlan *plan)
{
  if (plan->paused)
    return g_strdup (_ ("Waiting until this computer has left the sensor’s network."));
  switch (plan->action)
    {
    case SC_ACTION_REGAIN_UPLINK:
      return g_strdup (offline_advice (plan));
    case SC_ACTION_SIGN_IN:
      return g_strdup (
          _ ("Sign in to the cloud again: without it this sensor cannot be provisioned."));
    case SC_ACTION_NONE:
      return refused_advice (plan);
    case SC_ACTION_ASK:
    case SC_ACTION_PROVISION:
      return g_strdup (calling_advice (plan));
    case SC_ACTION_GIVE_UP:
      break;
    }
  return g_strdup ("");
}

/* Provisioning before the profile leaves; the sensor is still as it was. */
static char *
early_advice (const ScPlan *plan)
{
  if (plan->paused || plan->action == SC_ACTION_REGAIN_UPLINK)
    return g_strdup (
        _ ("This computer is not online besides the sensor’s network. Plug in a cable or share "
           "a phone’s connection; nothing is sent before."));
  if (plan->action == SC_ACTION_SIGN_IN || plan->cloud_error != 0)
    return window_advice (plan);
  return g_strdup (_ ("This computer is online besides the sensor’s network, so there will be "
                      "no deadline. Nothing to do."));
}

static const char *
read_advice (ScRecord *record)
{
  if (sc_record_get_certificate (record) == NULL)
    return _ ("Its certificate is not known yet. Visit the sensor to read it and to send it the "
              "site network.");
  return _ ("The certificate is kept. Visit the sensor to send it the site network.");
}

static const char *
unchanged_advice (ScRecord *record)
{
  if (sc_record_get_certificate (record) == NULL)
    return _ ("The sensor was not changed. Its certificate was not read.");
  return _ ("The sensor was not changed. Its certificate is kept.");
}

static char *
asleep_advice (const ScPlan *plan, const ScMoment *now)
{
  g_autofree char *until = clock_time_of (plan->asleep_until_us, now);

  if (plan->action == SC_ACTION_SIGN_IN || plan->action == SC_ACTION_REGAIN_UPLINK
      || plan->action == SC_ACTION_NONE || plan->cloud_error == SC_ERROR_JOURNAL_FAILED)
    return window_advice (plan);
  /* Translators: %s is a time of day. */
  return g_strdup_printf (_ ("The connection window was missed. The sensor tries again at about "
                             "%s; it is provisioned before that as soon as the cloud answers."),
                          until);
}

static const char *
provisioned_advice (const ScPlan *plan)
{
  if (plan->error == SC_ERROR_SENSOR_AP_STAYS)
    return _ ("Provisioned, but the sensor still shows its own network. It may not have taken the "
              "site network.");
  if (plan->error == SC_ERROR_IDENTITY_CONFLICT)
    return _ ("The cloud accepted the certificate but names another sensor. Compare the label "
              "before you go on.");
  return _ ("First contact normally within 1–20 minutes. You can go on.");
}

static const char *
needs_visit_advice (ScRecord *record)
{
  const ScStep *heard = sc_record_find_step (record, SC_STEP_HEARD);

  if (heard != NULL && g_strcmp0 (heard->text, "no") == 0)
    return _ ("No contact for 25 minutes. The sensor did not hear the site network when it was "
              "set up: it may be out of range.");
  return _ ("No contact for 25 minutes. Likely causes: the Wi-Fi password, the distance to the "
            "site network, or a firewall. Visit the sensor again.");
}

static const char *
setup_mode_advice (const ScPlan *plan)
{
  if (plan->error == SC_ERROR_SENSOR_AP_STAYS)
    return _ ("The sensor still shows its own network. It may not have taken the site network: "
              "visit it again.");
  return _ ("The Wi-Fi password was probably refused. Correct it and send again.");
}

/**
 * sc_sentence_advice:
 * @plan: a plan
 * @record: its record
 * @now: the present
 *
 * Returns: (transfer full): what is happening, what to do, and whether one may walk away
 */
char *
sc_sentence_advice (const ScPlan *plan, ScRecord *record, const ScMoment *now)
{
  if (plan->error == SC_ERROR_SENSOR_AP_CAME_BACK
      || (plan->error == SC_ERROR_SENSOR_AP_STAYS && plan->provisioned_lamp != SC_LAMP_ON))
    return g_strdup (setup_mode_advice (plan));
  switch (plan->phase)
    {
    case SC_PHASE_READ:
      return g_strdup (read_advice (record));
    case SC_PHASE_EARLY:
      return early_advice (plan);
    case SC_PHASE_PROVISIONED_NOT_SENT:
      return g_strdup (
          _ ("The cloud knows this sensor. Visit it to send it the site network; there "
             "is no deadline."));
    case SC_PHASE_SENDING:
      return g_strdup (_ ("Nothing to do. Stay near the sensor."));
    case SC_PHASE_REFUSED:
      return g_strdup (
          _ ("The sensor’s stored networks may be deleted, and it did not confirm the site "
             "network. Visit it again."));
    case SC_PHASE_IN_TIME:
    case SC_PHASE_MAYBE_IN_TIME:
      return window_advice (plan);
    case SC_PHASE_ASLEEP:
      return asleep_advice (plan, now);
    case SC_PHASE_OVERDUE:
      return window_advice (plan);
    case SC_PHASE_PROVISIONED:
      return g_strdup (provisioned_advice (plan));
    case SC_PHASE_IN_CONTACT:
      return g_strdup (_ ("The sensor reports to the cloud. Nothing left to do here."));
    case SC_PHASE_NEEDS_VISIT:
      return g_strdup (needs_visit_advice (record));
    case SC_PHASE_STOPPED:
      return g_strdup (_ ("No longer watched. The record is kept."));
    case SC_PHASE_UNCHANGED:
      return g_strdup (unchanged_advice (record));
    }
  g_return_val_if_reached (g_strdup (""));
}

/**
 * sc_sentence_short:
 * @plan: a plan
 * @now: the present
 *
 * Returns: (transfer full): one short line for lists
 */
char *
sc_sentence_short (const ScPlan *plan, const ScMoment *now)
{
  g_autofree char *figure = sc_sentence_figure (plan, now);

  if (sc_plan_is_in_setup_mode (plan))
    return sc_sentence_heading (plan, now);
  switch (plan->phase)
    {
    case SC_PHASE_IN_TIME:
      /* Translators: in a list of sensors; %s is a time like 0:47 */
      return g_strdup_printf (_ ("%s left to provision"), figure);
    case SC_PHASE_ASLEEP:
      /* Translators: %s is a time of day */
      return g_strdup_printf (_ ("Not provisioned, asleep until about %s"), figure);
    case SC_PHASE_PROVISIONED:
      return g_strdup (_ ("Provisioned, waiting for first contact"));
    case SC_PHASE_READ:
    case SC_PHASE_EARLY:
    case SC_PHASE_PROVISIONED_NOT_SENT:
    case SC_PHASE_SENDING:
    case SC_PHASE_REFUSED:
    case SC_PHASE_MAYBE_IN_TIME:
    case SC_PHASE_OVERDUE:
    case SC_PHASE_IN_CONTACT:
    case SC_PHASE_NEEDS_VISIT:
    case SC_PHASE_STOPPED:
    case SC_PHASE_UNCHANGED:
      break;
    }
  return sc_sentence_heading (plan, now);
}
