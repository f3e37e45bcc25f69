/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-world-air.h"
#include "sc-world-cloud.h"

G_BEGIN_DECLS

/**
 * ScWorldSensorState: what a simulated sensor is doing
 */
typedef enum
{
  SC_WORLD_SENSOR_SET_UP,  /* its own network is up; waits for a profile */
  SC_WORLD_SENSOR_CLOSING, /* a profile is stored; its own network is about to go */
  SC_WORLD_SENSOR_JOINING, /* looks for the site network */
  SC_WORLD_SENSOR_TRYING,  /* on the site network, makes its attempts */
  SC_WORLD_SENSOR_ASLEEP,  /* attempts used up */
  SC_WORLD_SENSOR_FLAT,    /* no power */
  SC_WORLD_SENSOR_IN_CONTACT
} ScWorldSensorState;

/**
 * ScWorldScan: what a sensor says of the networks it hears
 */
typedef enum
{
  SC_WORLD_SCAN_USUAL,
  SC_WORLD_SCAN_DEAF, /* hears nothing */
  SC_WORLD_SCAN_NONE, /* does not know the request */
  SC_WORLD_SCAN_LONG  /* has more places in its list than is usual */
} ScWorldScan;

/**
 * ScWorldLoss: what becomes of the reply to a network profile
 */
typedef enum
{
  SC_WORLD_LOSS_NONE,
  SC_WORLD_LOSS_AFTER, /* lost, the profile is stored */
  SC_WORLD_LOSS_ODD,   /* it makes no sense, and the profile is stored */
  SC_WORLD_LOSS_BEFORE /* lost, the profile is not stored; the next one arrives */
} ScWorldLoss;

/**
 * ScWorldDeath: when its battery ends; a minute later somebody has put in a new one
 */
typedef enum
{
  SC_WORLD_DEATH_NONE,
  SC_WORLD_DEATH_IN_REVIEW, /* some seconds after the certificate was read */
  SC_WORLD_DEATH_ON_SEND    /* the moment its stored networks are to be deleted */
} ScWorldDeath;

/**
 * ScWorldQuirks:
 * @certificate_path: where the certificate lives
 * @decodes_twice: the chip's form decoder does its work twice
 * @scan: the list of networks
 * @versions: (nullable): what it says of its versions instead, a static string
 * @ap_key: (nullable): the password of its own network, a static string
 * @skips: how many first visits go well in any case
 * @visits: up to which visit the following hold; %G_MAXUINT: always
 * @silent: accepts requests and never answers
 * @refuses_profile: answers 400 to `profile_add`
 * @ap_stays: stores the profile, but keeps its own network up and does not join
 * @refuses_delete: answers 400 to `profile_del_all`
 * @resets: breaks every connection
 * @delay_us: answers this much later
 * @name: (nullable): its device name instead, a static string; need not be text
 * @name_status: 0, or the HTTP status with which it answers the question for its name
 * @wire: how its replies look on the wire
 * @loss: of the reply to the network profile
 * @death: of its battery, once
 *
 * What a scenario changes in a sensor.
 */
typedef struct
{
  const char *certificate_path; /* a static string */
  gboolean decodes_twice;
  ScWorldScan scan;
  const char *versions;
  const char *ap_key;
  guint skips;
  guint visits;
  gboolean silent;
  gboolean refuses_profile;
  gboolean ap_stays;
  gboolean refuses_delete;
  gboolean resets;
  gint64 delay_us;
  const char *name;
  guint name_status;
  ScWorldWire wire;
  ScWorldLoss loss;
  ScWorldDeath death;
} ScWorldQuirks;

/**
 * ScWorldProfile: one stored network profile
 */
typedef struct
{
  GBytes *ssid;
  char digit;
  ScSecret *key; /* may be empty */
  guint priority;
} ScWorldProfile;

void sc_world_profile_free (ScWorldProfile *profile);

/**
 * ScWorldChange:
 * @at_us: boot time of the world's clock
 * @what: path of the request
 *
 * A request that changed the sensor.
 */
typedef struct
{
  gint64 at_us;
  char *what;
} ScWorldChange;

/* Where the simulated certificate lives unless a scenario says otherwise: the first of the
 * shipped model's unverified candidates. The real address is not public. */
#define SC_WORLD_CERTIFICATE_PATH "/api/1/host/cert/1/sms_cert"

/**
 * ScWorldSensor:
 *
 * One simulated sensor: its identity and its life. What it answers is in sc-world-firmware.c.
 *
 * Signals: `changed` (no arguments), after the state changed; `profile-stored` (no arguments).
 */
#define SC_TYPE_WORLD_SENSOR (sc_world_sensor_get_type ())
G_DECLARE_FINAL_TYPE (ScWorldSensor, sc_world_sensor, SC, WORLD_SENSOR, GObject)

ScWorldSensor *sc_world_sensor_new (ScClock *clock, ScWorldAir *air, ScWorldCloud *cloud,
                                    const char *sensor_id, const char *mac, guint strength,
                                    GError **error);
void sc_world_sensor_set_quirks (ScWorldSensor *self, const ScWorldQuirks *quirks);
void sc_world_sensor_set_pem (ScWorldSensor *self, GBytes *pem);
void sc_world_sensor_set_decoy (ScWorldSensor *self, GBytes *decoy);
void sc_world_sensor_start_in_contact (ScWorldSensor *self);
void sc_world_sensor_enter_set_up (ScWorldSensor *self);
void sc_world_sensor_use_radio_outside (ScWorldSensor *self);
void sc_world_sensor_end_joining (ScWorldSensor *self, ScWorldJoin result);

/* Identity */
const char *sc_world_sensor_get_id (ScWorldSensor *self);   /* "0000S111A" */
const char *sc_world_sensor_get_name (ScWorldSensor *self); /* "SMS0000S111A" */
const char *sc_world_sensor_get_mac (ScWorldSensor *self);  /* also its access point's address */
GBytes *sc_world_sensor_get_ssid (ScWorldSensor *self);
GBytes *sc_world_sensor_get_pem (ScWorldSensor *self);
GBytes *sc_world_sensor_get_decoy (ScWorldSensor *self);  /* nullable */
guint sc_world_sensor_get_strength (ScWorldSensor *self); /* as the laptop hears it, percent */
const ScWorldQuirks *sc_world_sensor_get_quirks (ScWorldSensor *self);
ScWorldAir *sc_world_sensor_get_air (ScWorldSensor *self);

/* What it is doing */
ScWorldSensorState sc_world_sensor_get_state (ScWorldSensor *self);
gboolean sc_world_sensor_is_ap_up (ScWorldSensor *self);
gboolean sc_world_sensor_is_troubled (ScWorldSensor *self);
char sc_world_sensor_get_result_digit (ScWorldSensor *self);
GPtrArray *sc_world_sensor_get_profiles (ScWorldSensor *self); /* of ScWorldProfile */
gint64 sc_world_sensor_get_scan_started_us (ScWorldSensor *self);
gint64 sc_world_sensor_get_now_us (ScWorldSensor *self);

/* What was done to it */
GPtrArray *sc_world_sensor_get_changes (ScWorldSensor *self);  /* of ScWorldChange */
GPtrArray *sc_world_sensor_get_requests (ScWorldSensor *self); /* of "GET /path", oldest first */

/* For the radio and the firmware */
void sc_world_sensor_visit (ScWorldSensor *self);
void sc_world_sensor_note_request (ScWorldSensor *self, const ScWorldRequest *request);
void sc_world_sensor_note_change (ScWorldSensor *self, const char *what);
void sc_world_sensor_die (ScWorldSensor *self, gint64 after_us);
void sc_world_sensor_start_scan (ScWorldSensor *self);
void sc_world_sensor_delete_profiles (ScWorldSensor *self);
void sc_world_sensor_store_profile (ScWorldSensor *self, ScWorldProfile *profile);
void sc_world_sensor_rename (ScWorldSensor *self, const char *name);
GHashTable *sc_world_sensor_get_parameters (ScWorldSensor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScWorldProfile, sc_world_profile_free)

G_END_DECLS
