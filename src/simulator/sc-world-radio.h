/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-site-network.h"
#include "sc-world-sensor.h"

G_BEGIN_DECLS

/**
 * ScWorldLaptop: where the laptop's one Wi-Fi adapter is
 */
typedef enum
{
  SC_WORLD_LAPTOP_HOME,    /* on its own network */
  SC_WORLD_LAPTOP_JOINING, /* on the way to a sensor's network */
  SC_WORLD_LAPTOP_ON_SENSOR,
  SC_WORLD_LAPTOP_STRANDED,  /* the sensor's network ended under it, and it knows */
  SC_WORLD_LAPTOP_RETURNING, /* on the way home */
  SC_WORLD_LAPTOP_TRYING,    /* on the way to a site network, or being refused there */
  SC_WORLD_LAPTOP_ON_SITE
} ScWorldLaptop;

/**
 * ScWorldHeard: a network as the laptop hears it; @ssid and @bssid belong to the world
 */
typedef struct
{
  GBytes *ssid;
  const char *bssid;
  guint strength;
  gboolean open;
} ScWorldHeard;

/**
 * ScWorldRadio:
 *
 * The laptop's side of the simulated air: what it hears, which network it is on, and its way to
 * the internet. Signal `changed` (no arguments).
 *
 * While nobody plays the laptop (sc_world_radio_set_played()), whoever reaches the simulated
 * sensors' address counts as standing on the first sensor's network, and as being online.
 */
#define SC_TYPE_WORLD_RADIO (sc_world_radio_get_type ())
G_DECLARE_FINAL_TYPE (ScWorldRadio, sc_world_radio, SC, WORLD_RADIO, GObject)

ScWorldRadio *sc_world_radio_new (ScClock *clock, ScWorldAir *air);
void sc_world_radio_add_sensor (ScWorldRadio *self, ScWorldSensor *sensor);
void sc_world_radio_set_second_uplink (ScWorldRadio *self, gboolean present);
void sc_world_radio_set_uplink_delay (ScWorldRadio *self, gint64 us);
/* As if NetworkManager failed with @code the next @n_times */
void sc_world_radio_set_join_trouble (ScWorldRadio *self, ScError code, guint n_times);
void sc_world_radio_set_dead_end (ScWorldRadio *self, gint64 us);
void sc_world_radio_set_obstacle (ScWorldRadio *self, ScError obstacle, gint64 us);
void sc_world_radio_set_played (ScWorldRadio *self, gboolean played);

/* What the laptop does */
/* @verdict: (out) (optional): an #ScError, why it will not get there; 0: it will */
gboolean sc_world_radio_join (ScWorldRadio *self, const char *bssid, ScSecret *key,
                              ScError *verdict);
/* Returns: an #ScError, why it will not get there; 0: it will */
ScError sc_world_radio_try (ScWorldRadio *self, ScSiteNetwork *network);
void sc_world_radio_leave (ScWorldRadio *self);

/* What it knows */
ScWorldLaptop sc_world_radio_get_laptop (ScWorldRadio *self);
ScWorldSensor *sc_world_radio_get_target (ScWorldRadio *self);
ScError sc_world_radio_get_obstacle (ScWorldRadio *self);
gboolean sc_world_radio_has_uplink (ScWorldRadio *self);
gboolean sc_world_radio_seems_online (ScWorldRadio *self);
gboolean sc_world_radio_has_second_uplink (ScWorldRadio *self);
GArray *sc_world_radio_listen (ScWorldRadio *self); /* of ScWorldHeard, (transfer full) */

/* What packets do */
ScWorldSensor *sc_world_radio_get_reachable (ScWorldRadio *self);

G_END_DECLS
