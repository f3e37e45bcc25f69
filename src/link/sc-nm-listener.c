/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-listener.h"

/* NetworkManager forgets a network that was not heard for 250 s. */
#define REFRESH_US (100 * G_USEC_PER_SEC)
/* The first look after the laptop came online: what is due then is done first. */
#define SETTLE_US (8 * G_USEC_PER_SEC)
/* With what a scan takes, a network is heard within 20 s of its return. */
#define LISTEN_US (10 * G_USEC_PER_SEC)
#define BUSY_US (1 * G_USEC_PER_SEC) /* until a scan that took longer is over */
#define LISTEN_LIMIT_US (15 * G_TIME_SPAN_MINUTE)
#define RESULTS_US (1 * G_USEC_PER_SEC) /* what a scan heard may be told after its end */

struct _ScNmListener
{
  GObject parent_instance;

  ScNmClient *client;
  ScNmScan *scan;
  ScNmAir *air; /* unowned: the link's, which outlives this */
  ScClock *clock;

  char *device;   /* nullable */
  gboolean away;  /* on another network than the laptop's own */
  GBytes *home;   /* nullable: called while away */
  GBytes *sensor; /* nullable: called while at home */
  gint64 left_us; /* when it was left */
  gboolean online;
  gboolean quiet;

  guint timer;
  guint results_timer;
  gint64 scan_started_us; /* of the scan whose results are waited for */
};

enum
{
  HEARD,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScNmListener, sc_nm_listener, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void on_timer (gpointer user_data);

static void
set_timer (ScNmListener *self, gint64 after_us)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  self->timer =
      sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + after_us, on_timer, self);
}

static void
set_device (ScNmListener *self, const char *device)
{
  g_autofree char *old = self->device;

  self->device = g_strdup (device);
}

static gboolean
is_listening (ScNmListener *self)
{
  return self->sensor != NULL && !self->away && self->online && !self->quiet
         && sc_clock_now_us (self->clock) < self->left_us + LISTEN_LIMIT_US
         && sc_nm_air_get_presence (self->air, self->sensor) != SC_PRESENCE_SEEN_AGAIN;
}

static void
on_timer (gpointer user_data)
{
  ScNmListener *self = user_data;

  self->timer = 0;
  if (self->away && self->home != NULL)
    {
      sc_nm_scan_start (self->scan, self->device, self->home);
      set_timer (self, REFRESH_US);
    }
  else if (is_listening (self))
    {
      gboolean busy = sc_nm_scan_is_running (self->scan);

      sc_nm_scan_start (self->scan, self->device, self->sensor);
      set_timer (self, busy ? BUSY_US : LISTEN_US);
    }
}

static void
on_results (gpointer user_data)
{
  ScNmListener *self = user_data;
  gboolean changed;

  self->results_timer = 0;
  changed = sc_nm_air_listen (self->air, self->client, self->device);
  if (sc_nm_air_scanned (self->air, self->scan_started_us) || changed)
    g_signal_emit (self, signals[HEARD], 0);
}

static void
on_scanned (ScNmListener *self, gboolean heard, gint64 started_us)
{
  if (!heard || self->device == NULL)
    return;
  sc_clock_clear_timer (self->clock, &self->results_timer);
  self->scan_started_us = started_us;
  self->results_timer = sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + RESULTS_US,
                                            on_results, self);
}

/**
 * sc_nm_listener_go_away:
 * @self: a listener
 * @device: the adapter
 * @home: (nullable): the laptop's own network
 *
 * The adapter is on another network from now on.
 */
void
sc_nm_listener_go_away (ScNmListener *self, const char *device, GBytes *home)
{
  set_device (self, device);
  g_clear_pointer (&self->home, g_bytes_unref);
  self->home = home != NULL ? g_bytes_ref (home) : NULL;
  self->away = TRUE;
  set_timer (self, REFRESH_US);
}

/**
 * sc_nm_listener_leave:
 * @self: a listener
 * @device: the adapter
 * @sensor: the network that is left now; listened for as soon as that does no harm
 */
void
sc_nm_listener_leave (ScNmListener *self, const char *device, GBytes *sensor)
{
  set_device (self, device);
  g_bytes_ref (sensor);
  g_clear_pointer (&self->sensor, g_bytes_unref);
  self->sensor = sensor;
  self->left_us = sc_clock_now_us (self->clock);
  sc_nm_listener_come_home (self);
}

/**
 * sc_nm_listener_come_home:
 * @self: a listener
 *
 * The adapter is free again: what was listened for before still is.
 */
void
sc_nm_listener_come_home (ScNmListener *self)
{
  self->away = FALSE;
  if (is_listening (self))
    set_timer (self, SETTLE_US);
  else
    sc_clock_clear_timer (self->clock, &self->timer);
}

/**
 * sc_nm_listener_forget:
 * @self: a listener
 *
 * The sensor that was left is not listened for any more.
 */
void
sc_nm_listener_forget (ScNmListener *self)
{
  g_clear_pointer (&self->sensor, g_bytes_unref);
}

/**
 * sc_nm_listener_set_online:
 * @self: a listener
 * @online: whether the laptop is; offline, NetworkManager looks around by itself
 */
void
sc_nm_listener_set_online (ScNmListener *self, gboolean online)
{
  if (self->online == online)
    return;
  self->online = online;
  if (is_listening (self))
    set_timer (self, SETTLE_US);
}

/**
 * sc_nm_listener_set_quiet:
 * @self: a listener
 * @quiet: whether the radio is needed: no sensor is listened for
 */
void
sc_nm_listener_set_quiet (ScNmListener *self, gboolean quiet)
{
  if (self->quiet == quiet)
    return;
  self->quiet = quiet;
  if (is_listening (self))
    set_timer (self, 0);
}

gboolean
sc_nm_listener_is_quiet (ScNmListener *self)
{
  return self->quiet;
}

static void
sc_nm_listener_dispose (GObject *object)
{
  ScNmListener *self = SC_NM_LISTENER (object);

  if (self->clock != NULL)
    {
      sc_clock_clear_timer (self->clock, &self->timer);
      sc_clock_clear_timer (self->clock, &self->results_timer);
    }
  g_clear_object (&self->clock);
  g_clear_object (&self->scan);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (sc_nm_listener_parent_class)->dispose (object);
}

static void
sc_nm_listener_finalize (GObject *object)
{
  ScNmListener *self = SC_NM_LISTENER (object);

  g_free (self->device);
  g_clear_pointer (&self->home, g_bytes_unref);
  g_clear_pointer (&self->sensor, g_bytes_unref);
  G_OBJECT_CLASS (sc_nm_listener_parent_class)->finalize (object);
}

static void
sc_nm_listener_class_init (ScNmListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_nm_listener_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_nm_listener_finalize;
  signals[HEARD] = g_signal_new ("heard", SC_TYPE_NM_LISTENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sc_nm_listener_init (ScNmListener *self G_GNUC_UNUSED)
{
}

/**
 * sc_nm_listener_new:
 * @client: NetworkManager
 * @scan: for scans
 * @air: what is heard goes there; must outlive the listener
 * @clock: for intervals
 *
 * Returns: (transfer full): a listener that listens for nothing yet
 */
ScNmListener *
sc_nm_listener_new (ScNmClient *client, ScNmScan *scan, ScNmAir *air, ScClock *clock)
{
  ScNmListener *self = g_object_new (SC_TYPE_NM_LISTENER, NULL);

  self->client = g_object_ref (client);
  self->scan = g_object_ref (scan);
  self->air = air;
  self->clock = g_object_ref (clock);
  g_signal_connect_object (scan, "done", G_CALLBACK (on_scanned), self, G_CONNECT_SWAPPED);
  return self;
}
