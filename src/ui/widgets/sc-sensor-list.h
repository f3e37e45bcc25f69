/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScSensorList:
 *
 * The sensors in range, one of them chosen, other networks folded away. Live: rows come and go
 * with the link's list, but one that stays keeps its place, the choice and the focus. Two of the
 * same name are told apart by their addresses. Activating a row joins it.
 */
#define SC_TYPE_SENSOR_LIST (sc_sensor_list_get_type ())
G_DECLARE_FINAL_TYPE (ScSensorList, sc_sensor_list, SC, SENSOR_LIST, AdwBin)

void sc_sensor_list_set_workflow (ScSensorList *self, ScWorkflow *workflow);
ScAccessPoint *sc_sensor_list_get_selected (ScSensorList *self);
ScAccessPoint *sc_sensor_list_find (ScSensorList *self, ScRecord *record);
guint sc_sensor_list_get_n_sensors (ScSensorList *self);

G_END_DECLS
