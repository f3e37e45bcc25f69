/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-replay.h"
#include "sc-world-cloud.h"
#include "sc-world-radio.h"
#include "sc-world-sensor.h"

G_BEGIN_DECLS

/**
 * ScPractice:
 *
 * What a rehearsal fills in for the technician. Practice values, not secrets: they open nothing
 * but the simulator of this process. @endpoint names no real host until a server listens.
 */
typedef struct
{
  char *endpoint;
  char *client_id;
  char *client_secret;
  char *ssid;
  char *key;
} ScPractice;

#define SC_PRACTICE_CLIENT_ID "PRACTICE-CLIENT"
#define SC_PRACTICE_CLIENT_SECRET "practice-secret-0000"
#define SC_PRACTICE_TENANT "practice"
#define SC_PRACTICE_SSID "Practice Hall 1"
#define SC_PRACTICE_KEY "practice-key-1234"

/**
 * ScWorldStore: what is special about what the laptop keeps; 0: nothing
 * @earlier: what is wrong with the journal that an exercise finds, see #ScExerciseFolder
 * @unfinished: whether that journal holds a sensor that an earlier run has sent its network
 * @journal: how the first step is not kept
 * @keyring: how the keyring fails, always
 */
typedef struct
{
  ScError earlier;
  gboolean unfinished;
  ScError journal;
  ScError keyring;
} ScWorldStore;

/**
 * ScWorld:
 *
 * One simulated place on one clock: sensors, the cloud, the networks and the laptop's radio.
 * Pure: it opens no socket and reads no file; adapters carry its bytes. Everything random in it
 * follows from the seed, keys of certificates aside.
 *
 * Signal `changed` (no arguments): anything may be different.
 */
#define SC_TYPE_WORLD (sc_world_get_type ())
G_DECLARE_FINAL_TYPE (ScWorld, sc_world, SC, WORLD, GObject)

ScWorld *sc_world_new (ScClock *clock, guint32 seed, GError **error);
ScWorld *sc_world_new_with_replay (ScClock *clock, guint32 seed, ScReplay *replay, GError **error);
void sc_world_rename_site_network (ScWorld *self, const char *ssid, const char *key);
void sc_world_protect_site_network (ScWorld *self, ScSecurity security);

ScClock *sc_world_get_clock (ScWorld *self);
ScWorldPki *sc_world_get_pki (ScWorld *self);
ScWorldCloud *sc_world_get_cloud (ScWorld *self);
ScWorldRadio *sc_world_get_radio (ScWorld *self);
guint sc_world_get_n_sensors (ScWorld *self);
ScWorldSensor *sc_world_get_sensor (ScWorld *self, guint index);
ScPractice *sc_world_get_practice (ScWorld *self);
ScWorldStore *sc_world_get_store (ScWorld *self);
ScReplay *sc_world_get_replay (ScWorld *self, ScWorldSensor *sensor); /* nullable */

/* A request on its way there and back, in world time. */
void sc_world_ask_sensor_async (ScWorld *self, ScWorldRequest *request, gint64 patience_us,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
void sc_world_ask_cloud_async (ScWorld *self, ScWorldRequest *request, gint64 patience_us,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
ScWorldReply *sc_world_ask_finish (ScWorld *self, GAsyncResult *result, GError **error);

G_END_DECLS
