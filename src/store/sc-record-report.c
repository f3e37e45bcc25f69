/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-record-report.h"

#include "sc-sensor-identity.h"
#include "sc-site-network.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Texts from the sensor or the cloud on one line of their own: what could break or reorder the
 * lines of a report is replaced. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
          || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_unichar (line, 0xFFFD);
      else
        g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

static void
add_fact (GString *report, const char *label, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = one_line (value);
  /* Translators: a line of a report: "MAC address: 00:11:22:33:44:55" */
  g_string_append_printf (report, C_ ("report line", "%s: %s"), label, line);
  g_string_append_c (report, '\n');
}

/* With the offset: a report may be read in another time zone. */
static char *
local_time (const ScMoment *moment)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (sc_moment_is_set (moment))
    utc = g_date_time_new_from_unix_utc (moment->wall_us / G_USEC_PER_SEC);
  if (utc != NULL)
    local = g_date_time_to_local (utc);
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S %:z")
                       : g_strdup (_ ("(time unknown)"));
}

static const char *
state_text (ScRecord *record)
{
  switch (sc_record_get_state (record))
    {
    case SC_RECORD_UNCHANGED:
      return _ ("Ended before anything was sent; the sensor was not changed");
    case SC_RECORD_STOPPED:
      return _ ("Stopped by the technician");
    case SC_RECORD_IN_CONTACT:
      return _ ("In contact with the cloud");
    case SC_RECORD_NEEDS_VISIT:
      return _ ("Needs a visit");
    case SC_RECORD_OPEN:
    default:
      break;
    }
  if (sc_record_get_provision_state (record) != SC_PROVISION_ACCEPTED)
    return sc_record_was_changed (record) ? _ ("Network sent, not provisioned yet")
                                          : _ ("Not sent yet");
  return sc_record_get_profile_state (record) == SC_PROFILE_SENT
             ? _ ("Provisioned, first contact not seen yet")
             : _ ("Provisioned, but not on the site network yet");
}

/* A sensor that took the profile ends its network, and with it the connection. */
static gboolean
is_expected_drop (const ScStep *step)
{
  return step->kind == SC_STEP_ADD_ANSWERED && step->code == SC_ERROR_SENSOR_DROPPED;
}

/* What each step says; NULL for those that are facts of the head of the report. */
static const char *
step_text (const ScStep *step)
{
  static const char *const texts[] = {
    [SC_STEP_IDENTIFIED] = N_ ("Sensor identified"),
    [SC_STEP_CERTIFICATE] = N_ ("Certificate read"),
    [SC_STEP_JOINED] = N_ ("Joined the sensor’s network"),
    [SC_STEP_TENANT] = N_ ("Tenant chosen"),
    [SC_STEP_BASELINE] = N_ ("Asked the cloud what it knows of this sensor"),
    [SC_STEP_ALREADY_OURS] = N_ ("The cloud already has this sensor in this tenant"),
    [SC_STEP_CONSENT] = N_ ("The technician pressed Send"),
    [SC_STEP_DELETE_ASKED] = N_ ("Asked the sensor to delete its network profiles"),
    [SC_STEP_DELETE_ANSWERED] = N_ ("The sensor answered"),
    [SC_STEP_ADD_ASKED] = N_ ("Sent the site network to the sensor"),
    [SC_STEP_ADD_ANSWERED] = N_ ("The sensor answered"),
    [SC_STEP_AP_GONE] = N_ ("The sensor’s network is gone"),
    [SC_STEP_AP_STAYS] = N_ ("The sensor’s network is still there"),
    [SC_STEP_AP_CAME_BACK] = N_ ("The sensor’s network came back"),
    [SC_STEP_RELEASED] = N_ ("This computer left the sensor’s network"),
    [SC_STEP_UPLINK_BACK] = N_ ("This computer is online"),
    [SC_STEP_PROVISION_ASKED] = N_ ("Asked the cloud to provision the sensor"),
    [SC_STEP_PROVISION_ACCEPTED] = N_ ("The cloud provisioned the sensor"),
    [SC_STEP_PROVISION_FAILED] = N_ ("Provisioning failed"),
    [SC_STEP_PROVISION_LOST] = N_ ("The cloud’s answer was lost"),
    [SC_STEP_CONTACT] = N_ ("First contact with the cloud"),
    [SC_STEP_NO_CONTACT] = N_ ("No contact with the cloud in time"),
    [SC_STEP_LEFT_UNCHANGED] = N_ ("Left without changing the sensor"),
    [SC_STEP_STOPPED] = N_ ("The technician stopped"),
    [SC_STEP_RESUMED] = N_ ("The technician went on"),
    [SC_STEP_NOT_KNOWN] = N_ ("The cloud does not know the sensor any more"),
  };

  if (is_expected_drop (step))
    return _ ("The sensor closed the connection, as expected");
  if (step->kind == SC_STEP_HEARD && g_strcmp0 (step->text, "yes") == 0)
    return _ ("The sensor hears the site network");
  if (step->kind == SC_STEP_HEARD && g_strcmp0 (step->text, "no") == 0)
    return _ ("The sensor does not hear the site network");
  if ((guint)step->kind >= G_N_ELEMENTS (texts) || texts[step->kind] == NULL)
    return NULL;
  return _ (texts[step->kind]);
}

/* The server time a step brought along. */
static const char *
step_detail (const ScStep *step)
{
  switch (step->kind)
    {
    case SC_STEP_ALREADY_OURS:
    case SC_STEP_PROVISION_ACCEPTED:
    case SC_STEP_CONTACT:
      return step->text;
    default:
      return NULL;
    }
}

static void
add_step (GString *report, const ScStep *step)
{
  const char *text = step_text (step);
  const char *detail = step_detail (step);
  g_autofree char *when = NULL;

  if (text == NULL)
    return;
  when = local_time (&step->moment);
  g_string_append_printf (report, "%s  %s", when, text);
  if (detail != NULL)
    {
      g_autofree char *line = one_line (detail);

      g_string_append_printf (report, " (%s)", line);
    }
  if (step->code != 0 && !is_expected_drop (step))
    {
      const ScErrorInfo *info = sc_error_get_info (step->code);

      g_string_append_printf (report, ": %s [%s]", _ (info->what), info->id);
    }
  g_string_append_c (report, '\n');
}

static void
add_certificate (GString *report, ScCertificate *certificate)
{
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *date = NULL;

  if (certificate == NULL)
    return;
  until = g_date_time_new_from_unix_utc (sc_certificate_get_not_after (certificate));
  date = until != NULL ? g_date_time_format (until, "%Y-%m-%d") : NULL;
  add_fact (report, _ ("Certificate subject"), sc_certificate_get_subject (certificate));
  add_fact (report, _ ("Certificate SHA-256"), sc_certificate_get_fingerprint (certificate));
  add_fact (report, _ ("Certificate valid until"), date);
}

static void
add_network (GString *report, const char *label, GBytes *ssid)
{
  g_autofree char *name = ssid != NULL ? sc_ssid_to_display (ssid) : NULL;

  add_fact (report, label, name);
}

static void
add_facts (GString *report, ScRecord *record)
{
  ScTenant *tenant = sc_record_get_tenant (record);
  GPtrArray *versions = sc_record_get_versions (record);

  add_fact (report, _ ("Sensor ID"), sc_record_get_sensor_id (record));
  add_fact (report, _ ("Device name"), sc_record_get_device_name (record));
  add_fact (report, _ ("MAC address"), sc_record_get_mac (record));
  for (guint i = 0; i < versions->len; i++)
    {
      ScVersionFact *fact = g_ptr_array_index (versions, i);
      g_autofree char *name = one_line (fact->name);

      add_fact (report, name, fact->value);
    }
  add_certificate (report, sc_record_get_certificate (record));
  add_network (report, _ ("Sensor’s network"), sc_record_get_sensor_ssid (record));
  add_network (report, _ ("Site network"), sc_record_get_site_ssid (record));
  if (tenant != NULL)
    {
      add_fact (report, _ ("Cloud"), sc_tenant_get_endpoint (tenant));
      add_fact (report, _ ("Tenant"), sc_tenant_get_id (tenant));
    }
  /* Translators: when that was */
  add_fact (report, C_ ("report line", "Provisioned"), sc_record_get_provisioned (record));
  /* Translators: whose API key it was */
  add_fact (report, C_ ("report line", "Provisioned by"), sc_record_get_provisioned_by (record));
  add_fact (report, _ ("Last connected"), sc_record_get_last_connected (record));
}

/**
 * sc_record_report:
 * @record: a record
 *
 * Returns: (transfer full): all of it as text in the user's language, times in local time, lines
 *   ended by a line feed. Holds the certificate's fingerprint, never the certificate
 */
char *
sc_record_report (ScRecord *record)
{
  GString *report;
  GPtrArray *steps;

  g_return_val_if_fail (SC_IS_RECORD (record), NULL);

  report = g_string_new (NULL);
  steps = sc_record_get_steps (record);
  g_string_append_printf (report, "%s\n\n", _ ("Sensor record"));
  add_fact (report, _ ("State"), state_text (record));
  add_facts (report, record);
  g_string_append_printf (report, "\n%s\n", _ ("Steps"));
  for (guint i = 0; i < steps->len; i++)
    add_step (report, g_ptr_array_index (steps, i));
  /* Translators: %1$s is the name and version of this program, %2$s a record's number */
  g_string_append_printf (report, _ ("\nWritten by %1$s, record %2$s\n"),
                          "Sensor Commissioner " PACKAGE_VERSION, sc_record_get_uid (record));
  return g_string_free (report, FALSE);
}

/**
 * sc_record_report_file_name:
 * @record: a record
 *
 * Returns: (transfer full): a name to offer for the file, safe on any file system
 */
char *
sc_record_report_file_name (ScRecord *record)
{
  const char *id;
  GPtrArray *steps;
  g_autofree char *when = NULL;
  char *name;

  g_return_val_if_fail (SC_IS_RECORD (record), NULL);

  id = sc_record_get_sensor_id (record);
  steps = sc_record_get_steps (record);
  if (steps->len > 0)
    when = local_time (&((ScStep *)g_ptr_array_index (steps, 0))->moment);
  name = when != NULL && g_ascii_isdigit (*when)
             ? g_strdup_printf ("sensor-%s-%.10s.txt", id != NULL ? id : "unknown", when)
             : g_strdup_printf ("sensor-%s.txt", id != NULL ? id : "unknown");
  return g_strcanon (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.",
                     '_');
}
