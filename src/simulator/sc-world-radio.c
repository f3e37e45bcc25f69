/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-radio.h"

#include "sc-world-refusal.h"

/* World time in µs. Joining and going home: measured once with NetworkManager on virtual radios
 * (5.2 s to an open network, 6.5 s for leaving actively). */
#define JOIN_US (5200 * 1000)
#define RETURN_US (6500 * 1000)
/* Joining a network that is not there any more. */
#define JOIN_FAIL_US (15 * G_USEC_PER_SEC)
/* Being told that it cannot even be tried. */
#define REFUSE_US (1 * G_USEC_PER_SEC)
/* Until a laptop hears that a network came or went, probing for it by name: a guess. */
#define HEAR_US (3 * G_USEC_PER_SEC)
/* A laptop left to itself: NetworkManager needs 15 to 30 s to notice that the network ended;
 * home took 20 s more once and 212 s once in the same trial. */
#define NOTICE_US (15 * G_USEC_PER_SEC)
#define STRANDED_US (20 * G_USEC_PER_SEC)

typedef struct
{
  ScWorldRadio *radio;
  ScWorldSensor *sensor;
  gboolean heard;
  guint timer;
} Station;

struct _ScWorldRadio
{
  GObject parent_instance;

  ScClock *clock;
  ScWorldAir *air;
  GPtrArray *stations; /* of Station */
  ScWorldLaptop laptop;
  ScWorldSensor *target; /* (transfer none): of JOINING and ON_SENSOR */
  guint timer;
  guint uplink_timer;
  gint64 uplink_delay_us;
  gint64 dead_end_us;
  guint dead_end_timer;
  ScError obstacle;
  gint64 obstacle_us; /* how long it stays, from the first stay at a sensor */
  guint obstacle_timer;
  ScError join_trouble;
  guint n_join_troubles; /* that are still to come */
  gboolean home_is_online;
  gboolean second_uplink;
  gboolean played;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWorldRadio, sc_world_radio, G_TYPE_OBJECT)

static void sensor_changed_cb (ScWorldSensor *sensor, ScWorldRadio *self);

static void
station_free (Station *station)
{
  sc_clock_clear_timer (station->radio->clock, &station->timer);
  g_object_unref (station->sensor);
  g_free (station);
}

static void
sc_world_radio_dispose (GObject *object)
{
  ScWorldRadio *self = SC_WORLD_RADIO (object);

  if (self->clock != NULL)
    {
      sc_clock_clear_timer (self->clock, &self->timer);
      sc_clock_clear_timer (self->clock, &self->uplink_timer);
      sc_clock_clear_timer (self->clock, &self->dead_end_timer);
      sc_clock_clear_timer (self->clock, &self->obstacle_timer);
      g_ptr_array_set_size (self->stations, 0);
    }
  G_OBJECT_CLASS (sc_world_radio_parent_class)->dispose (object);
}

static void
sc_world_radio_finalize (GObject *object)
{
  ScWorldRadio *self = SC_WORLD_RADIO (object);

  g_ptr_array_unref (self->stations);
  sc_world_air_unref (self->air);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sc_world_radio_parent_class)->finalize (object);
}

static void
sc_world_radio_class_init (ScWorldRadioClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_world_radio_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_world_radio_finalize;

  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WORLD_RADIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_world_radio_init (ScWorldRadio *self)
{
  self->stations = g_ptr_array_new_with_free_func ((GDestroyNotify)station_free);
  self->home_is_online = TRUE;
  self->played = TRUE;
}

/**
 * sc_world_radio_new:
 * @clock: the world's clock
 * @air: the networks of the place
 *
 * Returns: (transfer full): the radio of a laptop that is at home and online
 */
ScWorldRadio *
sc_world_radio_new (ScClock *clock, ScWorldAir *air)
{
  ScWorldRadio *self = g_object_new (SC_TYPE_WORLD_RADIO, NULL);

  self->clock = g_object_ref (clock);
  self->air = sc_world_air_ref (air);
  return self;
}

static void
emit_changed (ScWorldRadio *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
start_timer (ScWorldRadio *self, gint64 wait_us, ScClockFunc then)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  self->timer =
      sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + wait_us, then, self);
}

static void
uplink_arrived (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->uplink_timer = 0;
  self->home_is_online = TRUE;
  emit_changed (self);
}

static void
dead_end_over (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->dead_end_timer = 0;
  emit_changed (self);
}

static gboolean
has_changed_a_sensor (ScWorldRadio *self)
{
  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      if (sc_world_sensor_get_changes (station->sensor)->len > 0)
        return TRUE;
    }
  return FALSE;
}

static void
arrive_home (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->timer = 0;
  self->target = NULL;
  self->laptop = SC_WORLD_LAPTOP_HOME;
  self->home_is_online = self->uplink_delay_us == 0;
  if (!self->home_is_online)
    self->uplink_timer = sc_clock_add_timer (
        self->clock, sc_clock_now_us (self->clock) + self->uplink_delay_us, uplink_arrived, self);
  if (self->dead_end_us > 0 && has_changed_a_sensor (self))
    {
      self->dead_end_timer = sc_clock_add_timer (
          self->clock, sc_clock_now_us (self->clock) + self->dead_end_us, dead_end_over, self);
      self->dead_end_us = 0;
    }
  emit_changed (self);
}

static void
go_home (ScWorldRadio *self)
{
  self->laptop = SC_WORLD_LAPTOP_RETURNING;
  self->target = NULL;
  start_timer (self, RETURN_US, arrive_home);
  emit_changed (self);
}

static void
go_home_cb (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->timer = 0;
  go_home (self);
}

static void
notice_end (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->timer = 0;
  self->laptop = SC_WORLD_LAPTOP_STRANDED;
  self->target = NULL;
  start_timer (self, STRANDED_US, go_home_cb);
  emit_changed (self);
}

static void
obstacle_over (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->obstacle_timer = 0;
  self->obstacle = 0;
  emit_changed (self);
}

static void
finish_join (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->timer = 0;
  if (!sc_world_sensor_is_ap_up (self->target))
    {
      go_home (self);
      return;
    }
  self->laptop = SC_WORLD_LAPTOP_ON_SENSOR;
  if (self->obstacle != 0 && self->obstacle_timer == 0)
    self->obstacle_timer = sc_clock_add_timer (
        self->clock, sc_clock_now_us (self->clock) + self->obstacle_us, obstacle_over, self);
  sc_world_sensor_visit (self->target);
  emit_changed (self);
}

static void
hear (gpointer user_data)
{
  Station *station = user_data;

  station->timer = 0;
  station->heard = sc_world_sensor_is_ap_up (station->sensor);
  emit_changed (station->radio);
}

static void
sensor_changed_cb (ScWorldSensor *sensor, ScWorldRadio *self)
{
  gboolean up = sc_world_sensor_is_ap_up (sensor);

  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      if (station->sensor != sensor || station->heard == up || station->timer != 0)
        continue;
      station->timer =
          sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + HEAR_US, hear, station);
    }
  if (self->laptop == SC_WORLD_LAPTOP_ON_SENSOR && self->target == sensor)
    {
      if (!up && self->timer == 0)
        start_timer (self, NOTICE_US, notice_end);
      else if (up)
        sc_clock_clear_timer (self->clock, &self->timer);
    }
  emit_changed (self);
}

/**
 * sc_world_radio_add_sensor:
 * @self: a radio
 * @sensor: a sensor in range
 */
void
sc_world_radio_add_sensor (ScWorldRadio *self, ScWorldSensor *sensor)
{
  Station *station = g_new0 (Station, 1);

  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  station->radio = self;
  station->sensor = g_object_ref (sensor);
  station->heard = sc_world_sensor_is_ap_up (sensor);
  g_ptr_array_add (self->stations, station);
  g_signal_connect_object (sensor, "changed", G_CALLBACK (sensor_changed_cb), self, 0);
}

/**
 * sc_world_radio_set_second_uplink:
 * @self: a radio
 * @present: whether a cable or a phone keeps the laptop online all the time
 */
void
sc_world_radio_set_second_uplink (ScWorldRadio *self, gboolean present)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  self->second_uplink = present;
  emit_changed (self);
}

/**
 * sc_world_radio_set_uplink_delay:
 * @self: a radio
 * @us: from being home to being online, world time; for the next times
 */
void
sc_world_radio_set_uplink_delay (ScWorldRadio *self, gint64 us)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  self->uplink_delay_us = us;
}

/**
 * sc_world_radio_set_dead_end:
 * @self: a radio
 * @us: how long the laptop's own network leads nowhere, world time, when it comes back to it for
 *   the first time after a sensor was changed
 */
void
sc_world_radio_set_dead_end (ScWorldRadio *self, gint64 us)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  self->dead_end_us = us;
}

/**
 * sc_world_radio_set_obstacle:
 * @self: a radio
 * @obstacle: what takes the packets that are meant for a sensor, %SC_ERROR_LINK_VPN or
 *   %SC_ERROR_LINK_OVERLAP
 * @us: how long it is there after a sensor's network was joined, world time
 */
void
sc_world_radio_set_obstacle (ScWorldRadio *self, ScError obstacle, gint64 us)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  sc_clock_clear_timer (self->clock, &self->obstacle_timer);
  self->obstacle = obstacle;
  self->obstacle_us = us;
  emit_changed (self);
}

/**
 * sc_world_radio_set_played:
 * @self: a radio
 * @played: whether somebody plays the laptop
 *
 * When nobody does any more, the laptop goes home, as NetworkManager sees to when the program
 * that asked for a connection dies.
 */
void
sc_world_radio_set_played (ScWorldRadio *self, gboolean played)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  if (self->played == played)
    return;
  self->played = played;
  if (!played)
    sc_world_radio_leave (self);
  emit_changed (self);
}

static ScWorldSensor *
find_sensor (ScWorldRadio *self, const char *bssid)
{
  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      if (g_ascii_strcasecmp (sc_world_sensor_get_mac (station->sensor), bssid) == 0)
        return station->sensor;
    }
  return NULL;
}

/**
 * sc_world_radio_set_join_trouble:
 * @self: a radio
 * @code: how joining a sensor's network fails
 * @n_times: how often it does, beginning with the next
 */
void
sc_world_radio_set_join_trouble (ScWorldRadio *self, ScError code, guint n_times)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  self->join_trouble = code;
  self->n_join_troubles = n_times;
}

static ScError
take_join_trouble (ScWorldRadio *self, ScWorldSensor *sensor, ScSecret *key)
{
  if (self->n_join_troubles == 0)
    return sc_world_refusal_judge_key (sensor, key);
  self->n_join_troubles--;
  return self->join_trouble;
}

static void
fail_join (ScWorldRadio *self, ScWorldSensor *sensor, ScError trouble)
{
  gboolean stays =
      sc_world_refusal_is_known_at_once (trouble) && self->laptop == SC_WORLD_LAPTOP_HOME;

  self->home_is_online = self->home_is_online && stays;
  self->target = sensor;
  self->laptop = SC_WORLD_LAPTOP_JOINING;
  start_timer (self, stays ? REFUSE_US : JOIN_FAIL_US, stays ? arrive_home : go_home_cb);
  emit_changed (self);
}

/**
 * sc_world_radio_join:
 * @self: a radio
 * @bssid: access point of a sensor
 * @key: (nullable): its password, as far as is known
 * @verdict: (out) (optional): an #ScError, why it will not get there; 0: it will, if the network is
 *   there long enough
 *
 * Leaves whatever network the laptop is on. It has arrived when the laptop is
 * %SC_WORLD_LAPTOP_ON_SENSOR; if it cannot join, it goes home.
 *
 * Returns: whether this is a sensor's access point at all
 */
gboolean
sc_world_radio_join (ScWorldRadio *self, const char *bssid, ScSecret *key, ScError *verdict)
{
  ScWorldSensor *sensor;
  ScError trouble;

  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), FALSE);
  sensor = find_sensor (self, bssid);
  trouble = sensor != NULL ? take_join_trouble (self, sensor, key) : 0;
  if (verdict != NULL)
    *verdict = trouble;
  if (sensor == NULL)
    return FALSE;
  if (trouble == SC_ERROR_SIMULATOR_GONE)
    return TRUE; /* the end of this world: nobody moves in it any more */
  if (trouble != 0)
    {
      fail_join (self, sensor, trouble);
      return TRUE;
    }
  sc_clock_clear_timer (self->clock, &self->uplink_timer);
  self->home_is_online = FALSE;
  self->target = sensor;
  self->laptop = SC_WORLD_LAPTOP_JOINING;
  start_timer (self, sc_world_sensor_is_ap_up (sensor) ? JOIN_US : JOIN_FAIL_US, finish_join);
  emit_changed (self);
  return TRUE;
}

static void
finish_try (gpointer user_data)
{
  ScWorldRadio *self = user_data;

  self->timer = 0;
  self->laptop = SC_WORLD_LAPTOP_ON_SITE;
  emit_changed (self);
}

/**
 * sc_world_radio_try:
 * @self: a radio
 * @network: a site network, as it would be given to a sensor
 *
 * Leaves whatever network the laptop is on. It has arrived when the laptop is
 * %SC_WORLD_LAPTOP_ON_SITE; if it is not let in, it goes home.
 *
 * Returns: why it will not be let in, see sc_world_air_try_laptop(); 0 if it will
 */
ScError
sc_world_radio_try (ScWorldRadio *self, ScSiteNetwork *network)
{
  ScError verdict;

  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), SC_ERROR_BUG);
  verdict = sc_world_air_try_laptop (self->air, network);
  sc_clock_clear_timer (self->clock, &self->uplink_timer);
  self->home_is_online = FALSE;
  self->target = NULL;
  self->laptop = SC_WORLD_LAPTOP_TRYING;
  start_timer (self, verdict == 0 ? JOIN_US : JOIN_FAIL_US, verdict == 0 ? finish_try : go_home_cb);
  emit_changed (self);
  return verdict;
}

/**
 * sc_world_radio_leave:
 * @self: a radio
 *
 * Goes home, unless it is there or on the way.
 */
void
sc_world_radio_leave (ScWorldRadio *self)
{
  g_return_if_fail (SC_IS_WORLD_RADIO (self));
  if (self->laptop != SC_WORLD_LAPTOP_HOME && self->laptop != SC_WORLD_LAPTOP_RETURNING)
    go_home (self);
}

ScWorldLaptop
sc_world_radio_get_laptop (ScWorldRadio *self)
{
  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), SC_WORLD_LAPTOP_HOME);
  return self->laptop;
}

/**
 * sc_world_radio_get_target:
 * @self: a radio
 *
 * Returns: (transfer none) (nullable): the sensor whose network it is on or on the way to
 */
ScWorldSensor *
sc_world_radio_get_target (ScWorldRadio *self)
{
  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), NULL);
  return self->target;
}

/**
 * sc_world_radio_has_uplink:
 * @self: a radio
 *
 * Returns: whether packets reach the cloud
 */
gboolean
sc_world_radio_has_uplink (ScWorldRadio *self)
{
  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), FALSE);
  return sc_world_radio_seems_online (self) && self->dead_end_timer == 0;
}

/**
 * sc_world_radio_seems_online:
 * @self: a radio
 *
 * Returns: whether the laptop is on a network that should lead to the internet
 */
gboolean
sc_world_radio_seems_online (ScWorldRadio *self)
{
  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), FALSE);
  return !self->played || self->second_uplink
         || (self->laptop == SC_WORLD_LAPTOP_HOME && self->home_is_online)
         || self->laptop == SC_WORLD_LAPTOP_ON_SITE;
}

gboolean
sc_world_radio_has_second_uplink (ScWorldRadio *self)
{
  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), FALSE);
  return self->second_uplink;
}

/**
 * sc_world_radio_get_obstacle:
 * @self: a radio
 *
 * Returns: what takes the packets that are meant for a sensor; 0: nothing
 */
ScError
sc_world_radio_get_obstacle (ScWorldRadio *self)
{
  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), (ScError)0);
  return self->obstacle;
}

/**
 * sc_world_radio_listen:
 * @self: a radio
 *
 * Returns: (transfer full) (element-type ScWorldHeard): the networks in range as the laptop
 *   heard them last; sensors that came or went a moment ago not yet considered
 */
GArray *
sc_world_radio_listen (ScWorldRadio *self)
{
  GArray *heard = g_array_new (FALSE, FALSE, sizeof (ScWorldHeard));
  GPtrArray *networks;

  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), heard);
  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);
      ScWorldHeard one = { sc_world_sensor_get_ssid (station->sensor),
                           sc_world_sensor_get_mac (station->sensor),
                           sc_world_sensor_get_strength (station->sensor),
                           sc_world_sensor_get_quirks (station->sensor)->ap_key == NULL };

      if (station->heard)
        g_array_append_val (heard, one);
    }
  networks = sc_world_air_get_networks (self->air);
  for (guint i = 0; i < networks->len; i++)
    {
      ScWorldNetwork *network = g_ptr_array_index (networks, i);
      ScWorldHeard one = { network->ssid, network->bssid, network->strength, network->key == NULL };

      g_array_append_val (heard, one);
    }
  return heard;
}

/**
 * sc_world_radio_get_reachable:
 * @self: a radio
 *
 * Returns: (transfer none) (nullable): the sensor that packets to the sensors' address reach now
 */
ScWorldSensor *
sc_world_radio_get_reachable (ScWorldRadio *self)
{
  Station *first;

  g_return_val_if_fail (SC_IS_WORLD_RADIO (self), NULL);
  if (self->played)
    return self->laptop == SC_WORLD_LAPTOP_ON_SENSOR && self->obstacle == 0
                   && sc_world_sensor_is_ap_up (self->target)
               ? self->target
               : NULL;
  if (self->stations->len == 0)
    return NULL;
  first = g_ptr_array_index (self->stations, 0);
  return sc_world_sensor_is_ap_up (first->sensor) ? first->sensor : NULL;
}
