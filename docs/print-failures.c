/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* print-failures: docs/failures.md, made of the catalogue and of the scenarios that practise it.
 * A failure that no scenario shows has a line here that says what a person has to do for it; one
 * with neither, or with both, is a mistake that is told instead of a page. */

#include "sc-scenario.h"

#include <stdio.h>

static const struct
{
  ScError first;
  const char *heading;
} families[] = {
  { SC_ERROR_BUG, "The program" },
  { SC_ERROR_SSID_EMPTY, "What is typed" },
  { SC_ERROR_MODEL_INVALID, "Files" },
  { SC_ERROR_CERTIFICATE_NONE, "The sensor’s certificate" },
  { SC_ERROR_LINK_NOT_JOINED, "This computer’s networks" },
  { SC_ERROR_SENSOR_UNREACHABLE, "The sensor" },
  { SC_ERROR_CLOUD_UNREACHABLE, "The cloud" },
  { SC_ERROR_JOURNAL_FAILED, "What is kept" },
  { SC_ERROR_SIMULATOR_GONE, "Rehearsals" },
  { SC_ERROR_LINK_MANAGER_GONE, "Wi-Fi through NetworkManager" },
};

/* What only a person causes: by what is typed, opened, or called on a command line */
static const struct
{
  ScError code;
  const char *what;
} by_hand[] = {
  { SC_ERROR_BUG, "not on purpose: only by a mistake in the program" },
  { SC_ERROR_SSID_EMPTY, "Prepare: leave *Network name* empty and sign in" },
  { SC_ERROR_SSID_TOO_LONG, "Prepare: type 33 letters, or 17 umlauts, as *Network name*" },
  { SC_ERROR_KEY_EMPTY, "Prepare: leave the *Password* of the site network empty and sign in" },
  { SC_ERROR_KEY_TOO_SHORT, "Prepare: type `1234567` as *Password*" },
  { SC_ERROR_KEY_TOO_LONG, "Prepare: type 64 times `x` as *Password*" },
  { SC_ERROR_KEY_NOT_ASCII, "Prepare: type an umlaut into *Password*" },
  { SC_ERROR_KEY_WEP_LENGTH, "Prepare: choose *WEP* and type `1234567` as *Password*" },
  { SC_ERROR_ENDPOINT_EMPTY, "Prepare: leave *API endpoint* empty and sign in" },
  { SC_ERROR_ENDPOINT_NOT_HTTPS, "Prepare: type `http://cloud.example` as *API endpoint*" },
  { SC_ERROR_ENDPOINT_MALFORMED, "Prepare: type `https://` as *API endpoint*" },
  { SC_ERROR_CLIENT_ID_EMPTY, "Prepare: leave *Client ID* empty and sign in" },
  { SC_ERROR_CLIENT_ID_COLON, "Prepare: type `one:two` as *Client ID*" },
  { SC_ERROR_CLIENT_SECRET_EMPTY, "Prepare: leave *Client secret* empty and sign in" },
  { SC_ERROR_PATH_MALFORMED,
    "Prepare, *Sensor certificate*: type an *Address (/…)* without a `/` at its begin" },
  { SC_ERROR_MODEL_INVALID, "put a line with an unknown key into "
                            "`~/.config/sensor-commissioner/models/otosense-sms.ini` and start" },
  { SC_ERROR_CA_FILE_INVALID,
    "Prepare, *Private cloud*: choose a file that holds no certificate as *Authority file*" },
  { SC_ERROR_LINK_KEY_INVALID, "in the scenario `sensor-password`, type `1234567` as *Password*" },
};

static const char *
fate_text (ScFate fate)
{
  switch (fate)
    {
    case SC_FATE_NOT_CONCERNED:
      return "not concerned";
    case SC_FATE_UNCHANGED:
      return "no";
    case SC_FATE_SEE_RECORD:
      return "not before *Send*; after it perhaps, the window says which";
    case SC_FATE_CHANGED:
      return "yes";
    }
  return "";
}

static void
print_kept (ScKept kept)
{
  static const struct
  {
    ScKept kept;
    const char *text;
  } texts[] = {
    { SC_KEPT_TYPED, "what was typed" },
    { SC_KEPT_RECORD, "the sensor’s record and certificate, as far as read" },
    { SC_KEPT_EARLIER, "what was saved before" },
  };
  const char *separator = "";

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (kept & texts[i].kept)
      {
        printf ("%s%s", separator, texts[i].text);
        separator = "; ";
      }
}

static gboolean
shows (const ScScenario *scenario, ScError code)
{
  for (guint i = 0; i < SC_SCENARIO_MAX_ACTS; i++)
    if (scenario->acts[i].code == code)
      return TRUE;
  return FALSE;
}

static const char *
find_by_hand (ScError code)
{
  for (guint i = 0; i < G_N_ELEMENTS (by_hand); i++)
    if (by_hand[i].code == code)
      return by_hand[i].what;
  return NULL;
}

/* Returns: whether one can look at it, and is told how in one place */
static gboolean
can_be_provoked (ScError code)
{
  guint n_ways = find_by_hand (code) != NULL;

  for (guint i = 0; i < sc_scenario_count (); i++)
    if (shows (sc_scenario_get (i), code))
      {
        n_ways++;
        break;
      }
  if (n_ways != 1)
    fprintf (stderr, "%s: %s\n", sc_error_get_info (code)->id,
             n_ways == 0 ? "no scenario shows it, and docs/print-failures.c does not say how to"
                         : "a scenario shows it: no need to say how to in docs/print-failures.c");
  return n_ways == 1;
}

static void
print_scenarios (ScError code)
{
  const char *separator = "";

  for (guint i = 0; i < sc_scenario_count (); i++)
    if (shows (sc_scenario_get (i), code))
      {
        printf ("%s`%s`", separator, sc_scenario_get (i)->name);
        separator = ", ";
      }
}

static void
print_failure (const ScErrorInfo *info)
{
  printf ("| `%s` | **%s** %s | %s | %s | ", info->id, info->what,
          info->cause != NULL ? info->cause : "", info->next, fate_text (info->fate));
  print_kept (info->kept);
  printf (" | ");
  if (find_by_hand (info->code) != NULL)
    printf ("%s", find_by_hand (info->code));
  print_scenarios (info->code);
  printf (" |\n");
}

static const char *
find_family (ScError code)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (families[i].first == code)
      return families[i].heading;
  return NULL;
}

int
main (void)
{
  gboolean complete = TRUE;

  for (int code = SC_ERROR_BUG; code < SC_ERROR_LAST; code++)
    complete = can_be_provoked ((ScError)code) && complete;
  if (!complete)
    return 1;
  printf ("# Failures\n\n"
          "Every failure the program knows. *Technical details* in the window, logs and reports "
          "name the code;\nit never changes. The last column says how to provoke it: the scenario "
          "that shows "
          "it in a rehearsal,\n`./run -- --rehearsal=NAME`, or what a person has to do.\nThis page "
          "is made of the program's own table: "
          "`ninja -C build-check update-failures`.\n");
  for (int code = SC_ERROR_BUG; code < SC_ERROR_LAST; code++)
    {
      const char *heading = find_family ((ScError)code);

      if (heading != NULL)
        printf ("\n## %s\n\n"
                "| code | what happened, likely cause | next | sensor changed? | kept | to provoke "
                "it |\n"
                "|---|---|---|---|---|---|\n",
                heading);
      print_failure (sc_error_get_info ((ScError)code));
    }
  return 0;
}
