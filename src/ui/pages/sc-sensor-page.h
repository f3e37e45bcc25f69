/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-page.h"

G_BEGIN_DECLS

/**
 * ScSensorPage:
 *
 * Finding a sensor (from the list, or joining by hand), then watching how it is read. Nothing
 * here changes it.
 */
#define SC_TYPE_SENSOR_PAGE (sc_sensor_page_get_type ())
G_DECLARE_FINAL_TYPE (ScSensorPage, sc_sensor_page, SC, SENSOR_PAGE, ScPage)

/* The chosen sensor network; NULL: none, or joining by hand. */
ScAccessPoint *sc_sensor_page_get_selected (ScSensorPage *self);
/* Gives the password of the network to be joined to the link; FALSE: it has to be corrected. */
ScAccessPoint *sc_sensor_page_find (ScSensorPage *self, ScRecord *record);
gboolean sc_sensor_page_hand_over_key (ScSensorPage *self);
gboolean sc_sensor_page_can_join (ScSensorPage *self);
void sc_sensor_page_load_certificate (ScSensorPage *self, GFile *file);
void sc_sensor_page_focus_path (ScSensorPage *self);

G_END_DECLS
