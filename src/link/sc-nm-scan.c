/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-scan.h"

/* NetworkManager may put a request off by 8 s; a scan of all channels takes 4 to 6 s. */
#define LIMIT_US (15 * G_USEC_PER_SEC)

struct _ScNmScan
{
  GObject parent_instance;

  ScNmClient *client;
  ScClock *clock;
  char *device;
  GCancellable *cancellable;
  gint64 started_us;
  gint64 last_scan; /* before */
  guint timer;
  gboolean running;
};

enum
{
  DONE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScNmScan, sc_nm_scan, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
finish (ScNmScan *self, gboolean heard)
{
  if (!self->running)
    return;
  self->running = FALSE;
  sc_clock_clear_timer (self->clock, &self->timer);
  g_signal_emit (self, signals[DONE], 0, heard, self->started_us);
}

static void
on_timer (gpointer user_data)
{
  ScNmScan *self = user_data;

  self->timer = 0;
  finish (self, FALSE);
}

static void
on_changed (ScNmScan *self)
{
  ScNmDbusDeviceWireless *wireless;

  if (!self->running)
    return;
  wireless = sc_nm_client_peek_wireless (self->client, self->device);
  if (wireless == NULL)
    finish (self, FALSE);
  else if (sc_nm_dbus_device_wireless_get_last_scan (wireless) != self->last_scan)
    finish (self, TRUE);
}

static void
on_requested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScNmScan) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sc_nm_dbus_device_wireless_call_request_scan_finish (SC_NM_DBUS_DEVICE_WIRELESS (source),
                                                           result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_debug ("Scanning: %s", error->message); /* another scan may be under way: wait as for ours */
}

static GVariant *
make_options (GBytes *ssid)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GVariant *name;

  if (ssid != NULL && g_bytes_get_size (ssid) > 0)
    {
      name = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, g_bytes_get_data (ssid, NULL),
                                        g_bytes_get_size (ssid), 1);
      g_variant_builder_add (&options, "{sv}", "ssids",
                             g_variant_new_array (G_VARIANT_TYPE_BYTESTRING, &name, 1));
    }
  return g_variant_builder_end (&options);
}

/**
 * sc_nm_scan_start:
 * @self: a scanner
 * @device: an adapter
 * @ssid: (nullable): a network to call by its name, besides
 *
 * A scan that is under way already does for this one, too.
 */
void
sc_nm_scan_start (ScNmScan *self, const char *device, GBytes *ssid)
{
  ScNmDbusDeviceWireless *wireless = sc_nm_client_peek_wireless (self->client, device);

  if (self->running)
    return;
  self->running = TRUE;
  g_free (self->device);
  self->device = g_strdup (device);
  self->started_us = sc_clock_now_us (self->clock);
  self->timer = sc_clock_add_timer (self->clock, self->started_us + LIMIT_US, on_timer, self);
  if (wireless == NULL)
    return;
  self->last_scan = sc_nm_dbus_device_wireless_get_last_scan (wireless);
  sc_nm_dbus_device_wireless_call_request_scan (wireless, make_options (ssid), self->cancellable,
                                                on_requested, g_object_ref (self));
}

gboolean
sc_nm_scan_is_running (ScNmScan *self)
{
  return self->running;
}

static void
sc_nm_scan_dispose (GObject *object)
{
  ScNmScan *self = SC_NM_SCAN (object);

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    sc_clock_clear_timer (self->clock, &self->timer);
  g_clear_object (&self->clock);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (sc_nm_scan_parent_class)->dispose (object);
}

static void
sc_nm_scan_finalize (GObject *object)
{
  ScNmScan *self = SC_NM_SCAN (object);

  g_object_unref (self->cancellable);
  g_free (self->device);
  G_OBJECT_CLASS (sc_nm_scan_parent_class)->finalize (object);
}

static void
sc_nm_scan_class_init (ScNmScanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_nm_scan_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_nm_scan_finalize;
  signals[DONE] = g_signal_new ("done", SC_TYPE_NM_SCAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_INT64);
}

static void
sc_nm_scan_init (ScNmScan *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sc_nm_scan_new:
 * @client: NetworkManager
 * @clock: for the time limit
 *
 * Returns: (transfer full): a scanner at rest
 */
ScNmScan *
sc_nm_scan_new (ScNmClient *client, ScClock *clock)
{
  ScNmScan *self = g_object_new (SC_TYPE_NM_SCAN, NULL);

  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}
