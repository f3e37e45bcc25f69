/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-sensor.h"

#include <string.h>

/* Times of the device's life, world time in µs. Source and confidence beside each. */
#define SECOND_US ((gint64)G_USEC_PER_SEC)
/* From the accepted profile to the end of its own network. That it ends: ADI, "Configuring the
 * SMS network profile". How soon: a guess, in the order of what TI's chips do. */
#define CLOSE_US (1 * SECOND_US)
/* Association and DHCP: 5.5 s measured once with virtual radios; for the device a guess. */
#define JOIN_US (5 * SECOND_US)
/* How long it looks for a network before its own comes back: a guess (TI's first-generation
 * firmware gives association 4 s and DHCP 30 s). That it comes back is TI's provisioning process
 * (SWRU455M, SWRA513); that ADI kept it is a guess. */
#define JOIN_FAIL_US (15 * SECOND_US)
/* From joining to the first attempt: a guess. */
#define FIRST_ATTEMPT_US (1 * SECOND_US)
/* "3 attempts (at 30 second intervals)", then 20 minutes of sleep: ADI, "Connecting to the
 * cloud". That the sleep begins with the last failed attempt, and that three attempts follow
 * each sleep, is a guess. */
#define N_ATTEMPTS 3
#define ATTEMPT_INTERVAL_US (30 * SECOND_US)
#define SLEEP_US (20 * 60 * SECOND_US)
/* Later reports: ADI names 1 to 20 minutes "depending on hibernation"; the period is a guess. */
#define REPORT_US (20 * 60 * SECOND_US)

/* Until somebody has put a new battery in: practice. */
#define FLAT_US (60 * SECOND_US)

#define MAX_REQUESTS 4096 /* remembered */

struct _ScWorldSensor
{
  GObject parent_instance;

  ScClock *clock;
  ScWorldAir *air;
  ScWorldCloud *cloud;

  char *id;
  char *name;
  char *mac;
  GBytes *ssid;
  GBytes *pem;
  GBytes *decoy; /* (nullable): what is at the usual address of the certificate instead */
  guint strength;
  ScWorldQuirks quirks;

  ScWorldSensorState state;
  guint timer;
  guint n_visits;
  guint n_attempts;
  ScWorldJoin join_result;
  gboolean radio_outside; /* somebody else's radio joins for it */
  gboolean outside_ended; /* and has, or has failed */
  char result_digit;
  gint64 scan_started_us; /* 0 = never */
  GPtrArray *profiles;
  GHashTable *parameters; /* form parameters keep their value between requests */
  GPtrArray *changes;
  GPtrArray *requests;
};

enum
{
  CHANGED,
  PROFILE_STORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWorldSensor, sc_world_sensor, G_TYPE_OBJECT)

void
sc_world_profile_free (ScWorldProfile *profile)
{
  g_bytes_unref (profile->ssid);
  g_clear_pointer (&profile->key, sc_secret_unref);
  g_free (profile);
}

static void
change_free (ScWorldChange *change)
{
  g_free (change->what);
  g_free (change);
}

static void
sc_world_sensor_finalize (GObject *object)
{
  ScWorldSensor *self = SC_WORLD_SENSOR (object);

  sc_clock_clear_timer (self->clock, &self->timer);
  g_clear_object (&self->clock);
  g_clear_object (&self->cloud);
  sc_world_air_unref (self->air);
  g_free (self->id);
  g_free (self->name);
  g_free (self->mac);
  g_clear_pointer (&self->ssid, g_bytes_unref);
  g_clear_pointer (&self->pem, g_bytes_unref);
  g_clear_pointer (&self->decoy, g_bytes_unref);
  g_ptr_array_unref (self->profiles);
  g_hash_table_unref (self->parameters);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->requests);
  G_OBJECT_CLASS (sc_world_sensor_parent_class)->finalize (object);
}

static void
sc_world_sensor_class_init (ScWorldSensorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_world_sensor_finalize;

  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WORLD_SENSOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[PROFILE_STORED] = g_signal_new ("profile-stored", SC_TYPE_WORLD_SENSOR, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sc_world_sensor_init (ScWorldSensor *self)
{
  self->quirks.certificate_path = SC_WORLD_CERTIFICATE_PATH;
  self->quirks.decodes_twice = TRUE;
  self->result_digit = '0';
  self->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_world_profile_free);
  self->parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)change_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sc_world_sensor_new:
 * @clock: the world's clock
 * @air: the networks around it
 * @cloud: where it reports to
 * @sensor_id: nine characters as in all public samples, e.g. "0000S111A"
 * @mac: six pairs of hex digits with colons
 * @strength: of its own network at the laptop, percent
 * @error: why no certificate could be issued
 *
 * A sensor in set-up mode. Its device name is the ID after the prefix `SMS` (ADI, "Interfacing
 * with RESTful APIs"). Its network carries the same name and is open: guesses; TI's default would
 * be `mysimplelink-` and MAC digits, open.
 *
 * Returns: (transfer full) (nullable): the sensor
 */
ScWorldSensor *
sc_world_sensor_new (ScClock *clock, ScWorldAir *air, ScWorldCloud *cloud, const char *sensor_id,
                     const char *mac, guint strength, GError **error)
{
  g_autoptr (GBytes) pem = sc_world_pki_issue_sensor (sc_world_cloud_get_pki (cloud), sensor_id,
                                                      SC_WORLD_PKI_LASTING_S, error);
  ScWorldSensor *self;

  if (pem == NULL)
    return NULL;
  self = g_object_new (SC_TYPE_WORLD_SENSOR, NULL);
  self->clock = g_object_ref (clock);
  self->air = sc_world_air_ref (air);
  self->cloud = g_object_ref (cloud);
  self->id = g_strdup (sensor_id);
  self->name = g_strconcat ("SMS", sensor_id, NULL);
  self->mac = g_strdup (mac);
  self->ssid = g_bytes_new (self->name, strlen (self->name));
  self->pem = g_steal_pointer (&pem);
  self->strength = strength;
  return self;
}

/**
 * sc_world_sensor_set_quirks:
 * @self: a sensor
 * @quirks: how it differs; copied
 */
void
sc_world_sensor_set_quirks (ScWorldSensor *self, const ScWorldQuirks *quirks)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  self->quirks = *quirks;
  g_signal_emit (self, signals[CHANGED], 0); /* its network may ask for a password now */
}

/**
 * sc_world_sensor_set_pem:
 * @self: a sensor
 * @pem: the certificate it hands out instead of its own
 */
void
sc_world_sensor_set_pem (ScWorldSensor *self, GBytes *pem)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  g_bytes_unref (self->pem);
  self->pem = g_bytes_ref (pem);
}

/**
 * sc_world_sensor_set_decoy:
 * @self: a sensor
 * @decoy: what is at %SC_WORLD_CERTIFICATE_PATH, while the certificate lives elsewhere
 */
void
sc_world_sensor_set_decoy (ScWorldSensor *self, GBytes *decoy)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  g_clear_pointer (&self->decoy, g_bytes_unref);
  self->decoy = g_bytes_ref (decoy);
}

static void
go_to (ScWorldSensor *self, ScWorldSensorState state, gint64 wait_us, ScClockFunc then)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  self->state = state;
  if (then != NULL)
    self->timer =
        sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + wait_us, then, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void start_joining (gpointer user_data);

static void
report (gpointer user_data)
{
  ScWorldSensor *self = user_data;

  self->timer = 0;
  sc_world_cloud_contact (self->cloud, self->id);
  go_to (self, SC_WORLD_SENSOR_IN_CONTACT, REPORT_US, report);
}

static void
attempt (gpointer user_data)
{
  ScWorldSensor *self = user_data;

  self->timer = 0;
  self->n_attempts++;
  if (sc_world_cloud_contact (self->cloud, self->id))
    go_to (self, SC_WORLD_SENSOR_IN_CONTACT, REPORT_US, report);
  else if (self->n_attempts < N_ATTEMPTS)
    go_to (self, SC_WORLD_SENSOR_TRYING, ATTEMPT_INTERVAL_US, attempt);
  else
    go_to (self, SC_WORLD_SENSOR_ASLEEP, SLEEP_US, start_joining);
}

static void
finish_joining (gpointer user_data)
{
  ScWorldSensor *self = user_data;

  self->timer = 0;
  if (self->join_result == SC_WORLD_JOIN_DONE)
    {
      self->result_digit = '5';
      self->n_attempts = 0;
      go_to (self, SC_WORLD_SENSOR_TRYING, FIRST_ATTEMPT_US, attempt);
      return;
    }
  /* Result digits: TI SWRA513 table 9-1. */
  self->result_digit = self->join_result == SC_WORLD_JOIN_NOT_FOUND ? '1' : '2';
  go_to (self, SC_WORLD_SENSOR_SET_UP, 0, NULL);
}

static void
start_joining (gpointer user_data)
{
  ScWorldSensor *self = user_data;

  self->timer = 0;
  if (self->radio_outside)
    {
      go_to (self, SC_WORLD_SENSOR_JOINING, 0, self->outside_ended ? finish_joining : NULL);
      return;
    }
  self->join_result = SC_WORLD_JOIN_NOT_FOUND;
  for (guint i = 0; i < self->profiles->len && self->join_result != SC_WORLD_JOIN_DONE; i++)
    {
      ScWorldProfile *profile = g_ptr_array_index (self->profiles, i);
      ScWorldJoin result =
          sc_world_air_try (self->air, profile->ssid, profile->digit, profile->key);

      if (result != SC_WORLD_JOIN_NOT_FOUND)
        self->join_result = result;
    }
  go_to (self, SC_WORLD_SENSOR_JOINING,
         self->join_result == SC_WORLD_JOIN_DONE ? JOIN_US : JOIN_FAIL_US, finish_joining);
}

/**
 * sc_world_sensor_start_in_contact:
 * @self: a sensor
 *
 * Makes it one that was commissioned before the simulation began: no network of its own.
 */
void
sc_world_sensor_start_in_contact (ScWorldSensor *self)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  go_to (self, SC_WORLD_SENSOR_IN_CONTACT, REPORT_US, report);
}

/**
 * sc_world_sensor_enter_set_up:
 * @self: a sensor
 *
 * Somebody puts it back into set-up mode, as the vendor's guide says: its own network comes up,
 * whatever it was doing. What it stored stays stored (a guess).
 */
void
sc_world_sensor_enter_set_up (ScWorldSensor *self)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  go_to (self, SC_WORLD_SENSOR_SET_UP, 0, NULL);
}

static void
revive (gpointer user_data)
{
  ScWorldSensor *self = user_data;

  self->timer = 0;
  go_to (self, SC_WORLD_SENSOR_SET_UP, 0, NULL);
}

static void
die (gpointer user_data)
{
  ScWorldSensor *self = user_data;

  self->timer = 0;
  go_to (self, SC_WORLD_SENSOR_FLAT, FLAT_US, revive);
}

/**
 * sc_world_sensor_die:
 * @self: a sensor in set-up mode
 * @after_us: world time
 *
 * Its battery ends. A minute later it has a new one, and is in set-up mode.
 */
void
sc_world_sensor_die (ScWorldSensor *self, gint64 after_us)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  if (after_us > 0)
    go_to (self, SC_WORLD_SENSOR_SET_UP, after_us, die);
  else
    die (self);
}

/**
 * sc_world_sensor_use_radio_outside:
 * @self: a sensor
 *
 * From now on not the simulated air decides how joining its networks ends, and when, but whoever
 * calls sc_world_sensor_end_joining() after each `profile-stored`.
 */
void
sc_world_sensor_use_radio_outside (ScWorldSensor *self)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  self->radio_outside = TRUE;
}

/**
 * sc_world_sensor_end_joining:
 * @self: a sensor with a radio outside
 * @result: how joining the network stored last ended; this holds after each sleep, too
 */
void
sc_world_sensor_end_joining (ScWorldSensor *self, ScWorldJoin result)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  g_return_if_fail (self->radio_outside);
  self->join_result = result;
  self->outside_ended = TRUE;
  if (self->state == SC_WORLD_SENSOR_JOINING)
    finish_joining (self);
}

const char *
sc_world_sensor_get_id (ScWorldSensor *self)
{
  return self->id;
}

const char *
sc_world_sensor_get_name (ScWorldSensor *self)
{
  return self->name;
}

const char *
sc_world_sensor_get_mac (ScWorldSensor *self)
{
  return self->mac;
}

GBytes *
sc_world_sensor_get_ssid (ScWorldSensor *self)
{
  return self->ssid;
}

GBytes *
sc_world_sensor_get_pem (ScWorldSensor *self)
{
  return self->pem;
}

GBytes *
sc_world_sensor_get_decoy (ScWorldSensor *self)
{
  return self->decoy;
}

guint
sc_world_sensor_get_strength (ScWorldSensor *self)
{
  return self->strength;
}

const ScWorldQuirks *
sc_world_sensor_get_quirks (ScWorldSensor *self)
{
  return &self->quirks;
}

ScWorldAir *
sc_world_sensor_get_air (ScWorldSensor *self)
{
  return self->air;
}

ScWorldSensorState
sc_world_sensor_get_state (ScWorldSensor *self)
{
  return self->state;
}

/**
 * sc_world_sensor_is_ap_up:
 * @self: a sensor
 *
 * Returns: whether its own network can be joined
 */
gboolean
sc_world_sensor_is_ap_up (ScWorldSensor *self)
{
  return self->state == SC_WORLD_SENSOR_SET_UP || self->state == SC_WORLD_SENSOR_CLOSING;
}

/**
 * sc_world_sensor_is_troubled:
 * @self: a sensor
 *
 * Returns: whether the scenario's trouble holds on this visit
 */
gboolean
sc_world_sensor_is_troubled (ScWorldSensor *self)
{
  return self->n_visits <= self->quirks.visits && self->quirks.visits > 0
         && (self->quirks.skips == 0 || self->n_visits > self->quirks.skips);
}

/**
 * sc_world_sensor_get_result_digit:
 * @self: a sensor
 *
 * Returns: how the last try to join ended: 0 none yet, 1 not found, 2 failed, 5 success (TI
 *   SWRA513 table 9-1)
 */
char
sc_world_sensor_get_result_digit (ScWorldSensor *self)
{
  return self->result_digit;
}

GPtrArray *
sc_world_sensor_get_profiles (ScWorldSensor *self)
{
  return self->profiles;
}

/**
 * sc_world_sensor_get_scan_started_us:
 * @self: a sensor
 *
 * Returns: when its last scan began, boot time; 0 = never
 */
gint64
sc_world_sensor_get_scan_started_us (ScWorldSensor *self)
{
  return self->scan_started_us;
}

gint64
sc_world_sensor_get_now_us (ScWorldSensor *self)
{
  return sc_clock_now_us (self->clock);
}

GPtrArray *
sc_world_sensor_get_changes (ScWorldSensor *self)
{
  return self->changes;
}

GPtrArray *
sc_world_sensor_get_requests (ScWorldSensor *self)
{
  return self->requests;
}

/**
 * sc_world_sensor_visit:
 * @self: a sensor
 *
 * A laptop has joined its network.
 */
void
sc_world_sensor_visit (ScWorldSensor *self)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  self->n_visits++;
}

/**
 * sc_world_sensor_note_request:
 * @self: a sensor
 * @request: what it was asked
 *
 * Remembers method and path, for tests; the last %MAX_REQUESTS of them.
 */
void
sc_world_sensor_note_request (ScWorldSensor *self, const ScWorldRequest *request)
{
  if (self->requests->len == MAX_REQUESTS)
    g_ptr_array_remove_index (self->requests, 0);
  g_ptr_array_add (self->requests, g_strdup_printf ("%s %s", request->method, request->path));
}

/**
 * sc_world_sensor_note_change:
 * @self: a sensor
 * @what: path of the request that is about to change it
 *
 * Remembers that it did not stay as it was.
 */
void
sc_world_sensor_note_change (ScWorldSensor *self, const char *what)
{
  ScWorldChange *change = g_new0 (ScWorldChange, 1);

  change->at_us = sc_clock_now_us (self->clock);
  change->what = g_strdup (what);
  g_ptr_array_add (self->changes, change);
}

/**
 * sc_world_sensor_start_scan:
 * @self: a sensor
 *
 * It listens for networks; what it heard can be read a few seconds later.
 */
void
sc_world_sensor_start_scan (ScWorldSensor *self)
{
  self->scan_started_us = sc_clock_now_us (self->clock);
}

/**
 * sc_world_sensor_delete_profiles:
 * @self: a sensor
 *
 * It forgets all networks it was told.
 */
void
sc_world_sensor_delete_profiles (ScWorldSensor *self)
{
  g_ptr_array_set_size (self->profiles, 0);
}

static gint
compare_priority (gconstpointer a, gconstpointer b)
{
  const ScWorldProfile *x = *(ScWorldProfile *const *)a, *y = *(ScWorldProfile *const *)b;

  return x->priority < y->priority ? 1 : x->priority > y->priority ? -1 : 0;
}

/**
 * sc_world_sensor_store_profile:
 * @self: a sensor
 * @profile: (transfer full): what it was told
 *
 * Once it has a profile, the sensor stops broadcasting its own network (ADI, "Connecting to the
 * cloud") and joins the site's.
 */
void
sc_world_sensor_store_profile (ScWorldSensor *self, ScWorldProfile *profile)
{
  g_return_if_fail (SC_IS_WORLD_SENSOR (self));
  g_ptr_array_add (self->profiles, profile);
  self->outside_ended = FALSE;
  g_signal_emit (self, signals[PROFILE_STORED], 0); /* it is the last one until sorted in */
  g_ptr_array_sort (self->profiles, compare_priority);
  if (!sc_world_sensor_is_troubled (self) || !self->quirks.ap_stays)
    go_to (self, SC_WORLD_SENSOR_CLOSING, CLOSE_US, start_joining);
}

/**
 * sc_world_sensor_rename:
 * @self: a sensor
 * @name: its new device name; its ID in the certificate stays
 */
void
sc_world_sensor_rename (ScWorldSensor *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
}

/**
 * sc_world_sensor_get_parameters:
 * @self: a sensor
 *
 * Returns: (transfer none): form parameters by name, as bytes; they keep their values between
 *   requests (TI SWRU455M: a parameter left out keeps its previous value)
 */
GHashTable *
sc_world_sensor_get_parameters (ScWorldSensor *self)
{
  return self->parameters;
}
