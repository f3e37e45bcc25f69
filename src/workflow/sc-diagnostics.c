/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-diagnostics.h"

#include "sc-error.h"
#include "sc-redact.h"

#include <string.h>

#define MAX_RECORDS 8
/* Shorter names of networks are words of any text; where they could be, they are left out. */
#define NAME_MIN_BYTES 4

static void
put_heading (GString *text, const char *heading)
{
  g_string_append_printf (text, "%s[%s]\n", text->len > 0 ? "\n" : "", heading);
}

static void
put (GString *text, const char *name, const char *value)
{
  g_autofree char *line = sc_redact_line (value != NULL ? value : "unknown");

  g_string_append_printf (text, "%s: %s\n", name, line);
}

static void
put_error (GString *text, const char *name, const GError *error)
{
  g_autofree char *value = NULL;

  if (error == NULL)
    value = g_strdup ("none");
  else if (error->domain == SC_ERROR)
    value = g_strdup_printf ("%s (%s)", sc_error_get_info_for (error)->id, error->message);
  else
    value = g_strdup (error->message);
  put (text, name, value);
}

/* This computer */

static const char *
uplink_text (ScWorkflow *workflow)
{
  if (sc_workflow_is_cloud_proven (workflow))
    return "online; the cloud answers";
  switch (sc_link_get_uplink (sc_workflow_get_link (workflow)))
    {
    case SC_UPLINK_READY:
      return "online, says the link";
    case SC_UPLINK_NONE:
      return "not online";
    case SC_UPLINK_UNKNOWN:
    default:
      return "unknown";
    }
}

static char *
abilities_text (ScLink *link)
{
  ScLinkAbility abilities = sc_link_get_abilities (link);

  return g_strdup_printf ("%s; lists networks: %s, switches by itself: %s, hears the sensor: %s",
                          G_OBJECT_TYPE_NAME (link), abilities & SC_LINK_CAN_LIST ? "yes" : "no",
                          abilities & SC_LINK_CAN_SWITCH ? "yes" : "no",
                          abilities & SC_LINK_CAN_HEAR ? "yes" : "no");
}

/* What is in range, by number: their names belong to others. */
static char *
air_text (ScLink *link)
{
  GListModel *heard = sc_link_get_access_points (link);
  guint n = g_list_model_get_n_items (heard);
  guint n_sensors = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ScAccessPoint) each = g_list_model_get_item (heard, i);

      n_sensors += sc_access_point_is_sensor (each) ? 1 : 0;
    }
  return g_strdup_printf ("%u networks, %u of sensors", n, n_sensors);
}

static void
put_computer (GString *text, ScWorkflow *workflow)
{
  ScLink *link = sc_workflow_get_link (workflow);
  g_autofree char *abilities = abilities_text (link);
  g_autofree char *air = air_text (link);

  put_heading (text, "this computer");
  put (text, "uplink", uplink_text (workflow));
  put (text, "Wi-Fi", abilities);
  put (text, "in range", air);
  put_error (text, "Wi-Fi trouble", sc_link_get_trouble (link));
  put_error (text, "keyring trouble", sc_workflow_get_keyring_error (workflow));
  put_error (text, "journal trouble", sc_workflow_get_journal_error (workflow));
}

/* The present run */

static const char *const stage_names[SC_N_STAGES] = {
  [SC_STAGE_PREPARE] = "prepare", [SC_STAGE_SENSOR] = "sensor", [SC_STAGE_REVIEW] = "review",
  [SC_STAGE_CONNECT] = "connect", [SC_STAGE_DONE] = "done",
};

static const char *const sign_in_names[] = {
  [SC_SIGN_IN_NONE] = "not signed in",
  [SC_SIGN_IN_BUSY] = "signing in",
  [SC_SIGN_IN_DONE] = "signed in",
  [SC_SIGN_IN_FAILED] = "failed",
};

static const char *const heard_names[] = {
  [SC_HEARD_UNKNOWN] = "unknown",
  [SC_HEARD_YES] = "yes",
  [SC_HEARD_NO] = "no, but others",
  [SC_HEARD_NOTHING] = "no, and no other",
};

static const char *const security_names[] = {
  [SC_SECURITY_OPEN] = "open",
  [SC_SECURITY_WEP] = "WEP",
  [SC_SECURITY_WPA] = "WPA",
  [SC_SECURITY_WPA3] = "WPA3",
};

static void
put_site_network (GString *text, ScSiteNetwork *network)
{
  g_autofree char *value = NULL;

  if (network != NULL)
    value = g_strdup_printf ("%s, a name of %" G_GSIZE_FORMAT " bytes",
                             security_names[sc_site_network_get_security (network)],
                             g_bytes_get_size (sc_site_network_get_ssid (network)));
  put (text, "site network", value != NULL ? value : "not entered");
}

static void
put_run (GString *text, ScWorkflow *workflow)
{
  ScVisit *visit = sc_workflow_get_visit (workflow);
  ScTenant *tenant = sc_workflow_get_tenant (workflow);

  put_heading (text, "present run");
  put (text, "stage", stage_names[sc_workflow_get_stage (workflow)]);
  put (text, "sign-in", sign_in_names[sc_workflow_get_sign_in (workflow)]);
  put_error (text, "sign-in trouble", sc_workflow_get_sign_in_error (workflow));
  put (text, "endpoint", tenant != NULL ? sc_tenant_get_endpoint (tenant) : "none");
  put (text, "tenant", tenant != NULL ? sc_tenant_get_id (tenant) : "none");
  put_site_network (text, sc_workflow_get_site_network (workflow));
  put (text, "visit", sc_visit_state_to_string (sc_visit_get_state (visit)));
  put_error (text, "visit trouble", sc_visit_get_error (visit));
  put (text, "sensor hears the site network", heard_names[sc_visit_get_heard (visit)]);
  put (text, "sensor changed in this visit", sc_visit_sensor_was_changed (visit) ? "yes" : "no");
}

/* Records */

/* Texts of steps that are about the sensor and nobody else. */
static gboolean
is_told (ScStepKind kind)
{
  switch (kind)
    {
    case SC_STEP_IDENTIFIED:
    case SC_STEP_MAC:
    case SC_STEP_VERSION:
    case SC_STEP_CERTIFICATE: /* the fingerprint */
    case SC_STEP_HEARD:
    case SC_STEP_BASELINE:
    case SC_STEP_ALREADY_OURS:
    case SC_STEP_CONSENT:
    case SC_STEP_PROVISION_ACCEPTED:
    case SC_STEP_CONTACT:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
format_moment (const ScMoment *moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment->wall_us / G_USEC_PER_SEC);
  g_autofree char *date = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S") : NULL;

  return g_strdup_printf ("%s.%03dZ (%" G_GINT64_FORMAT ".%03d)", date != NULL ? date : "?",
                          (int)(moment->wall_us / 1000 % 1000), moment->boot_us / G_USEC_PER_SEC,
                          (int)(moment->boot_us / 1000 % 1000));
}

static void
put_step (GString *text, const ScStep *step)
{
  g_autofree char *when = format_moment (&step->moment);
  g_autofree char *told =
      is_told (step->kind) && step->text != NULL ? sc_redact_line (step->text) : NULL;
  /* who provisioned it is a person's or a client's name; other extras are the sensor's own */
  gboolean has_extra =
      (step->kind == SC_STEP_IDENTIFIED || step->kind == SC_STEP_VERSION) && step->extra != NULL;
  g_autofree char *extra = has_extra ? sc_redact_line (step->extra) : NULL;

  g_string_append_printf (text, "%s %s%s%s%s%s%s%s\n", when, sc_step_kind_to_string (step->kind),
                          told != NULL ? " " : "", told != NULL ? told : "",
                          extra != NULL ? " = " : "", extra != NULL ? extra : "",
                          step->code != 0 ? " " : "",
                          step->code != 0 ? sc_error_get_info ((ScError)step->code)->id : "");
}

static const char *const state_names[] = {
  [SC_RECORD_OPEN] = "open",
  [SC_RECORD_UNCHANGED] = "sensor not changed",
  [SC_RECORD_STOPPED] = "stopped",
  [SC_RECORD_IN_CONTACT] = "in contact",
  [SC_RECORD_NEEDS_VISIT] = "needs a visit",
};

static void
put_record (GString *text, ScRecord *record, gboolean is_current)
{
  GPtrArray *steps = sc_record_get_steps (record);
  ScCertificate *certificate = sc_record_get_certificate (record);
  g_autofree char *heading =
      g_strdup_printf ("record %.8s%s", sc_record_get_uid (record), is_current ? ", current" : "");

  put_heading (text, heading);
  put (text, "state", state_names[sc_record_get_state (record)]);
  if (certificate != NULL)
    {
      put (text, "certificate subject", sc_certificate_get_subject (certificate));
      put (text, "certificate issuer", sc_certificate_get_issuer (certificate));
      put (text, "certificate key", sc_certificate_get_key_text (certificate));
      g_string_append_printf (text, "certificates in the chain: %u\n",
                              sc_certificate_get_n_certificates (certificate));
    }
  for (guint i = 0; i < steps->len; i++)
    put_step (text, g_ptr_array_index (steps, i));
}

static void
put_records (GString *text, ScWorkflow *workflow)
{
  GListModel *records = sc_workflow_get_records (workflow);
  guint n = g_list_model_get_n_items (records);

  for (guint i = 0; i < MIN (n, MAX_RECORDS); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      put_record (text, record, record == sc_workflow_get_current (workflow));
    }
  if (n > MAX_RECORDS)
    g_string_append_printf (text, "\n(%u older records left out)\n", n - MAX_RECORDS);
}

/* The second line of defence: what is known to be somebody's, wherever it got in. */

static void
hide_name (GString *text, GBytes *ssid)
{
  if (ssid != NULL && g_bytes_get_size (ssid) >= NAME_MIN_BYTES)
    sc_redact_word (text, g_bytes_get_data (ssid, NULL), g_bytes_get_size (ssid),
                    "(name of a network)");
}

static void
hide_secret (GString *text, ScSecret *secret)
{
  if (secret != NULL)
    sc_redact_word (text, sc_secret_peek (secret), sc_secret_get_n_bytes (secret), "(hidden)");
}

static void
hide_what_is_known (GString *text, ScWorkflow *workflow)
{
  ScSiteNetwork *network = sc_workflow_get_site_network (workflow);
  ScAccount *account = sc_workflow_get_saved_account (workflow);
  GListModel *records = sc_workflow_get_records (workflow);
  GListModel *heard = sc_link_get_access_points (sc_workflow_get_link (workflow));

  if (network != NULL)
    {
      hide_secret (text, sc_site_network_get_key (network));
      hide_name (text, sc_site_network_get_ssid (network));
    }
  if (account != NULL)
    {
      hide_secret (text, sc_account_get_client_secret (account));
      hide_secret (text, sc_account_get_client_id (account));
    }
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      hide_name (text, sc_record_get_site_ssid (record));
    }
  for (guint i = 0; i < g_list_model_get_n_items (heard); i++)
    {
      g_autoptr (ScAccessPoint) each = g_list_model_get_item (heard, i);

      if (!sc_access_point_is_sensor (each))
        hide_name (text, sc_access_point_get_ssid (each));
    }
}

/**
 * sc_diagnostics_format:
 * @input: what there is to tell
 *
 * Everything that helps to understand what happened, in English, safe to send: it holds no client
 * ID or secret, no token, no Wi-Fi password, no name of a network but sensors', and of certificates
 * the fingerprint. It does name sensors (ID and MAC address), the endpoint and the tenant.
 *
 * Returns: (transfer full): plain text, lines ended by a line feed
 */
char *
sc_diagnostics_format (const ScDiagnosticsInput *input)
{
  GString *text = g_string_new (NULL);

  put_heading (text, "versions and system");
  for (guint i = 0; i < input->n_facts; i++)
    put (text, input->facts[i].name, input->facts[i].value);
  if (input->trouble != NULL)
    put_error (text, "the window could not be opened", input->trouble);
  if (input->workflow != NULL)
    {
      put_computer (text, input->workflow);
      put_run (text, input->workflow);
      put_records (text, input->workflow);
    }
  put_heading (text, "log");
  g_string_append (text, input->log);
  if (input->workflow != NULL)
    hide_what_is_known (text, input->workflow);
  if (input->transcript != NULL)
    {
      g_autofree char *transcript = sc_transcript_format (input->transcript);

      put_heading (text, "what was said to sensors; sensor-simulator --replay plays it back");
      g_string_append (text, transcript);
    }
  return g_string_free (text, FALSE);
}
