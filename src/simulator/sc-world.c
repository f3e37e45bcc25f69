/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world.h"

/* Two sensors in set-up mode, so that "Commission another sensor" has another one, and one that
 * was commissioned long ago: it has no network of its own and must not show up anywhere. */
#define N_SENSORS 3
#define OLD_SENSOR 2
#define DAY_US (24 * 60 * 60 * (gint64)G_USEC_PER_SEC)

struct _ScWorld
{
  GObject parent_instance;

  ScClock *clock;
  ScWorldPki *pki;
  ScWorldAir *air;
  ScWorldCloud *cloud;
  ScWorldRadio *radio;
  GPtrArray *sensors; /* of ScWorldSensor */
  ScPractice practice;
  ScWorldStore store;
  ScReplay *replay; /* (nullable): what the first sensor says */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWorld, sc_world, G_TYPE_OBJECT)

static void
sc_world_finalize (GObject *object)
{
  ScWorld *self = SC_WORLD (object);

  g_clear_object (&self->radio);
  g_ptr_array_unref (self->sensors);
  g_clear_object (&self->cloud);
  g_clear_pointer (&self->air, sc_world_air_unref);
  g_clear_pointer (&self->pki, sc_world_pki_unref);
  g_clear_object (&self->clock);
  g_free (self->practice.endpoint);
  g_free (self->practice.client_id);
  g_free (self->practice.client_secret);
  g_free (self->practice.ssid);
  g_free (self->practice.key);
  g_clear_pointer (&self->replay, sc_replay_free);
  G_OBJECT_CLASS (sc_world_parent_class)->finalize (object);
}

static void
sc_world_class_init (ScWorldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_world_finalize;

  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WORLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sc_world_init (ScWorld *self)
{
  self->sensors = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
part_changed_cb (gpointer part G_GNUC_UNUSED, ScWorld *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

#define SITE_BSSID "02:00:5E:00:01:01"
#define SITE_STRENGTH 78
/* See ScWorldNetwork */
#define SITE_DIGIT '3'
#define WPA3_DIGIT '5'

static void
build_air (ScWorld *self)
{
  self->air = sc_world_air_new ();
  sc_world_air_add (self->air, SC_PRACTICE_SSID, SITE_BSSID, SITE_DIGIT, SC_PRACTICE_KEY,
                    SITE_STRENGTH);
  sc_world_air_add (self->air, "Practice Guests", "02:00:5E:00:01:02", '0', NULL, 74);
  sc_world_air_add (self->air, "Forklift charging", "02:00:5E:00:01:03", '3', "not-your-key", 41);
  sc_world_air_add (self->air, "Old scales", "02:00:5E:00:01:04", '1', "12345", 22);
}

/* Seed 0 is the sensor of ADI's samples; all others follow from the seed, no two alike. */
static char *
make_id (GRand *rand, guint32 seed, guint index)
{
  if (seed == 0 && index == 0)
    return g_strdup ("0000S111A");
  return g_strdup_printf (
      "0000S%03d%c", 200 + N_SENSORS * g_rand_int_range (rand, 0, 800 / N_SENSORS) + (int)index,
      (char)g_rand_int_range (rand, 'A', 'Z' + 1));
}

static void
start_old_sensor (ScWorld *self, ScWorldSensor *sensor)
{
  gint64 wall_us = sc_clock_wall_us (self->clock);

  sc_world_cloud_claim (self->cloud, sc_world_sensor_get_id (sensor), SC_PRACTICE_TENANT,
                        wall_us - 90 * DAY_US, wall_us);
  sc_world_sensor_start_in_contact (sensor);
}

static gboolean
build_sensors (ScWorld *self, guint32 seed, GError **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_SENSORS; i++)
    {
      const char *replayed_id =
          i == 0 && self->replay ? sc_replay_get_sensor_id (self->replay) : NULL;
      const char *replayed_mac = i == 0 && self->replay ? sc_replay_get_mac (self->replay) : NULL;
      g_autofree char *id = make_id (rand, seed, i);
      /* 02: locally administered, nobody's */
      g_autofree char *mac =
          g_strdup_printf ("02:00:5E:%02X:%02X:%02X", g_rand_int_range (rand, 0, 256),
                           g_rand_int_range (rand, 0, 256), i + 1);
      guint strength = (guint)g_rand_int_range (rand, 80, 95) - 25 * i;
      ScWorldSensor *sensor =
          sc_world_sensor_new (self->clock, self->air, self->cloud, replayed_id ? replayed_id : id,
                               replayed_mac ? replayed_mac : mac, strength, error);

      if (sensor == NULL)
        return FALSE;
      g_ptr_array_add (self->sensors, sensor);
      g_signal_connect_object (sensor, "changed", G_CALLBACK (part_changed_cb), self, 0);
      if (i == OLD_SENSOR)
        start_old_sensor (self, sensor);
      sc_world_radio_add_sensor (self->radio, sensor);
    }
  return TRUE;
}

/**
 * sc_world_new:
 * @clock: what time it is there
 * @seed: whatever is random follows from it; 0: the first sensor is `0000S111A`
 * @error: why no certificates could be made
 *
 * A place where all is well: two sensors in set-up mode and one in service, the practice account in
 * the cloud, the practice network in the air, the laptop at home and online.
 *
 * Returns: (transfer full) (nullable): the world
 */
ScWorld *
sc_world_new (ScClock *clock, guint32 seed, GError **error)
{
  return sc_world_new_with_replay (clock, seed, NULL, error);
}

/**
 * sc_world_new_with_replay:
 * @clock: what time it is there
 * @seed: as for sc_world_new()
 * @replay: (nullable) (transfer full): what the first sensor says; it has that identity then
 * @error: why no certificates could be made
 *
 * Returns: (transfer full) (nullable): the world
 */
ScWorld *
sc_world_new_with_replay (ScClock *clock, guint32 seed, ScReplay *replay, GError **error)
{
  g_autoptr (ScWorld) self = g_object_new (SC_TYPE_WORLD, NULL);

  self->replay = replay;
  self->clock = g_object_ref (clock);
  self->pki = sc_world_pki_new (sc_clock_wall_us (clock), error);
  if (self->pki == NULL)
    return NULL;
  build_air (self);
  self->cloud = sc_world_cloud_new (clock, self->pki);
  sc_world_cloud_add_account (self->cloud, SC_PRACTICE_CLIENT_ID, SC_PRACTICE_CLIENT_SECRET,
                              SC_PRACTICE_TENANT);
  self->radio = sc_world_radio_new (clock, self->air);
  g_signal_connect_object (self->cloud, "changed", G_CALLBACK (part_changed_cb), self, 0);
  g_signal_connect_object (self->radio, "changed", G_CALLBACK (part_changed_cb), self, 0);
  self->practice.endpoint = g_strdup ("https://simulator.invalid");
  self->practice.client_id = g_strdup (SC_PRACTICE_CLIENT_ID);
  self->practice.client_secret = g_strdup (SC_PRACTICE_CLIENT_SECRET);
  self->practice.ssid = g_strdup (SC_PRACTICE_SSID);
  self->practice.key = g_strdup (SC_PRACTICE_KEY);
  if (!build_sensors (self, seed, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Under the name and with the password that are practised */
static void
add_site_network (ScWorld *self, char digit)
{
  sc_world_air_add (self->air, self->practice.ssid, SITE_BSSID, digit,
                    digit == '0' ? NULL : self->practice.key, SITE_STRENGTH);
}

/**
 * sc_world_rename_site_network:
 * @self: a world
 * @ssid: (nullable): the name from now on
 * @key: (nullable): the password from now on; empty: none
 *
 * The practice network becomes another one.
 */
void
sc_world_rename_site_network (ScWorld *self, const char *ssid, const char *key)
{
  ScPractice *practice = &self->practice;

  g_return_if_fail (SC_IS_WORLD (self));
  sc_world_air_remove (self->air, practice->ssid);
  if (ssid != NULL)
    {
      g_free (practice->ssid);
      practice->ssid = g_strdup (ssid);
    }
  if (key != NULL)
    {
      g_free (practice->key);
      practice->key = g_strdup (key);
    }
  add_site_network (self, practice->key[0] == '\0' ? '0' : SITE_DIGIT);
}

/**
 * sc_world_protect_site_network:
 * @self: a world
 * @security: how the practice network is protected, %SC_SECURITY_WPA3 or %SC_SECURITY_WPA
 */
void
sc_world_protect_site_network (ScWorld *self, ScSecurity security)
{
  g_return_if_fail (SC_IS_WORLD (self));
  sc_world_air_remove (self->air, self->practice.ssid);
  add_site_network (self, security == SC_SECURITY_WPA3 ? WPA3_DIGIT : SITE_DIGIT);
}

ScClock *
sc_world_get_clock (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return self->clock;
}

ScWorldPki *
sc_world_get_pki (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return self->pki;
}

ScWorldCloud *
sc_world_get_cloud (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return self->cloud;
}

ScWorldRadio *
sc_world_get_radio (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return self->radio;
}

guint
sc_world_get_n_sensors (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), 0);
  return self->sensors->len;
}

/**
 * sc_world_get_sensor:
 * @self: a world
 * @index: less than sc_world_get_n_sensors(); the first one is the strongest
 *
 * Returns: (transfer none): the sensor
 */
ScWorldSensor *
sc_world_get_sensor (ScWorld *self, guint index)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  g_return_val_if_fail (index < self->sensors->len, NULL);
  return g_ptr_array_index (self->sensors, index);
}

/**
 * sc_world_get_practice:
 * @self: a world
 *
 * Returns: (transfer none): what a rehearsal fills in; scenarios and servers may change it
 */
ScPractice *
sc_world_get_practice (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return &self->practice;
}

/**
 * sc_world_get_store:
 * @self: a world
 *
 * Returns: (transfer none): what goes wrong there; scenarios may change it
 */
ScWorldStore *
sc_world_get_store (ScWorld *self)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return &self->store;
}

/**
 * sc_world_get_replay:
 * @self: a world
 * @sensor: one of its sensors
 *
 * Returns: (transfer none) (nullable): what it says, if that was recorded
 */
ScReplay *
sc_world_get_replay (ScWorld *self, ScWorldSensor *sensor)
{
  g_return_val_if_fail (SC_IS_WORLD (self), NULL);
  return sensor == g_ptr_array_index (self->sensors, 0) ? self->replay : NULL;
}
