/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-scenario-private.h"

#include <string.h>

/* In the order of a commissioning. */
static const ScScenarioPart *const parts[] = {
  &sc_scenario_part_well,   &sc_scenario_part_account,     &sc_scenario_part_computer,
  &sc_scenario_part_sensor, &sc_scenario_part_certificate, &sc_scenario_part_site,
  &sc_scenario_part_cloud,
};

/**
 * sc_scenario_replace:
 * @member: (inout): a practice value
 * @value: the new one
 */
void
sc_scenario_replace (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

/**
 * sc_scenario_change_quirks:
 * @world: a new world
 * @change: what is special about each sensor
 */
void
sc_scenario_change_quirks (ScWorld *world, ScQuirkChange change)
{
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (world, i);
      ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

      change (&quirks);
      sc_world_sensor_set_quirks (sensor, &quirks);
    }
}

static const ScScenarioRow *
get_row (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (index < parts[i]->n_rows)
        return &parts[i]->rows[index];
      index -= parts[i]->n_rows;
    }
  return NULL;
}

/**
 * sc_scenario_count:
 *
 * Returns: how many there are
 */
guint
sc_scenario_count (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    n += parts[i]->n_rows;
  return n;
}

/**
 * sc_scenario_get:
 * @index: less than sc_scenario_count()
 *
 * Returns: (transfer none): a scenario; those of one group follow one another
 */
const ScScenario *
sc_scenario_get (guint index)
{
  const ScScenarioRow *row = get_row (index);

  g_return_val_if_fail (row != NULL, NULL);
  return &row->scenario;
}

/**
 * sc_scenario_find:
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the scenario of that name
 */
const ScScenario *
sc_scenario_find (const char *name)
{
  const ScScenarioRow *row;

  for (guint i = 0; (row = get_row (i)) != NULL; i++)
    if (strcmp (row->scenario.name, name) == 0)
      return &row->scenario;
  return NULL;
}

/**
 * sc_scenario_apply:
 * @scenario: one of the table
 * @world: a new world
 *
 * Makes the scenario's one thing special in @world, for all its sensors.
 */
void
sc_scenario_apply (const ScScenario *scenario, ScWorld *world)
{
  const ScScenarioRow *row;

  for (guint i = 0; (row = get_row (i)) != NULL; i++)
    {
      if (&row->scenario != scenario)
        continue;
      if (row->apply != NULL)
        row->apply (world);
      if (row->quirk != NULL)
        sc_scenario_change_quirks (world, row->quirk);
      if (row->fault.n_times > 0)
        sc_world_cloud_add_fault (sc_world_get_cloud (world), &row->fault);
      if (row->join != 0)
        sc_world_radio_set_join_trouble (sc_world_get_radio (world), row->join, 1);
    }
}
