/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"
#include "sc-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScSensorKeyForm:
 *
 * Typing the password of a sensor's own network, if that has one. Hidden for networks that need
 * none. As with other secrets, the password leaves its entry when it is taken, and an empty entry
 * means the one taken before.
 */
#define SC_TYPE_SENSOR_KEY_FORM (sc_sensor_key_form_get_type ())
G_DECLARE_FINAL_TYPE (ScSensorKeyForm, sc_sensor_key_form, SC, SENSOR_KEY_FORM, AdwPreferencesGroup)

void sc_sensor_key_form_show (ScSensorKeyForm *self, ScAccessPoint *access_point);
gboolean sc_sensor_key_form_check (ScSensorKeyForm *self);
ScSecret *sc_sensor_key_form_take (ScSensorKeyForm *self);

G_END_DECLS
