/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* print-failures: docs/failures.md, made of the catalogue and of the scenarios that practise it. */

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
  printf ("# Failures\n\n"
          "Every failure the program knows. *Technical details* in the window, logs and reports "
          "name the code;\nit never changes. A scenario shows the failure in a rehearsal, "
          "`./run -- --rehearsal=NAME`.\nThis page is made of the program's own table: "
          "`ninja -C build-check update-failures`.\n");
  for (int code = SC_ERROR_BUG; code < SC_ERROR_LAST; code++)
    {
      const char *heading = find_family ((ScError)code);

      if (heading != NULL)
        printf (
            "\n## %s\n\n"
            "| code | what happened, likely cause | next | sensor changed? | kept | scenario |\n"
            "|---|---|---|---|---|---|\n",
            heading);
      print_failure (sc_error_get_info ((ScError)code));
    }
  return 0;
}
