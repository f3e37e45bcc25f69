/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-join.h"

#include "sc-error.h"
#include "sc-nm-device.h"
#include "sc-nm-profile.h"
#include "sc-nm-reason.h"

#define LIMIT_US (75 * G_USEC_PER_SEC) /* in all: two times associating (25 s) and DHCP (15 s) */
#define MAX_ROUNDS 2                   /* one more, for what may be otherwise the next time */
#define REASON_US (250 * G_TIME_SPAN_MILLISECOND) /* the device's reason may come after the end */

/*
 * find → (scan → find) → activate → ACTIVATED: done
 *                                 → ended without an address, or while the adapter was prepared,
 *                                   first time: find
 *                                 → ended: failed, with NetworkManager's reasons
 *        activate refused because the access point is not in the list, first time: scan
 *
 * Reasons are collected from before the call on, because the activation's object may be gone before
 * its path is known.
 */
struct _ScNmJoin
{
  GObject parent_instance;

  ScNmClient *client;
  ScNmScan *scan;
  ScNmAgent *agent;
  ScClock *clock;
  char *device;
  ScAccessPoint *access_point;
  ScSecret *key;
  gboolean is_trial;

  GTask *task; /* NULL: it is over */
  GSource *cancelled;
  guint timer;
  guint reason_timer;
  gboolean scanning;
  gboolean scanned;
  gboolean asking; /* for an activation */
  guint rounds;
  char *active;
  GHashTable *ended; /* activations that ended since asked: path -> reason */
  ScNmEnd end;
  gboolean failed;
};

enum
{
  LATE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScNmJoin, sc_nm_join, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void find (ScNmJoin *self);

static GTask *
take_task (ScNmJoin *self)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  sc_clock_clear_timer (self->clock, &self->reason_timer);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  return g_steal_pointer (&self->task);
}

static void
take_error (ScNmJoin *self, GError *error)
{
  g_autoptr (GTask) task = take_task (self);

  g_task_return_error (task, error);
}

static gboolean
on_cancelled (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (ScNmJoin) self = g_object_ref (user_data);
  g_autoptr (GTask) task = take_task (self);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
on_timer (gpointer user_data)
{
  g_autoptr (ScNmJoin) self = g_object_ref (user_data);

  self->timer = 0;
  take_error (self,
              g_error_new (SC_ERROR, SC_ERROR_LINK_TIMEOUT, "not joined after %d s, in state %u",
                           (int)(LIMIT_US / G_USEC_PER_SEC), self->end.phase));
}

/* How it goes */

static gboolean
may_help_to_repeat (const GError *error)
{
  return g_error_matches (error, SC_ERROR, SC_ERROR_LINK_NO_ADDRESS)
         || g_error_matches (error, SC_ERROR, SC_ERROR_LINK_ADAPTER_FAILED);
}

/* What is the matter now says more than the number it ended with: that Wi-Fi was switched off, or
 * the adapter taken away. */
static GError *
find_cause (ScNmJoin *self)
{
  g_autoptr (GError) trouble = sc_nm_device_get_trouble (self->client, self->device);

  if (trouble != NULL
      && trouble->code != SC_ERROR_LINK_NO_ADAPTER) /* it may be ready in a moment */
    return g_steal_pointer (&trouble);
  return sc_nm_reason_to_error (&self->end);
}

static void
conclude (ScNmJoin *self)
{
  g_autoptr (GError) error = find_cause (self);

  g_debug ("Joining: %s", error->message);
  sc_clock_clear_timer (self->clock, &self->reason_timer);
  if (may_help_to_repeat (error) && self->rounds < MAX_ROUNDS)
    {
      g_clear_pointer (&self->active, g_free);
      find (self);
    }
  else
    take_error (self, g_steal_pointer (&error));
}

static void
on_reason_timer (gpointer user_data)
{
  g_autoptr (ScNmJoin) self = g_object_ref (user_data);

  self->reason_timer = 0;
  conclude (self);
}

/* The device says why; the activation often only that the device has. That it is not managed any
 * more may mean that Wi-Fi was switched off: the manager tells in a moment. */
static void
ended (ScNmJoin *self)
{
  if (self->end.device_reason > 1 && self->end.device_reason != SC_NM_REASON_NOW_UNMANAGED)
    conclude (self);
  else if (self->reason_timer == 0)
    self->reason_timer = sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + REASON_US,
                                             on_reason_timer, self);
}

static void
follow (ScNmJoin *self)
{
  ScNmDbusConnectionActive *active;
  gpointer reason;
  guint state;

  if (self->task == NULL)
    return;
  if (sc_nm_client_peek_manager (self->client) == NULL)
    {
      take_error (self, g_error_new_literal (SC_ERROR, SC_ERROR_LINK_MANAGER_GONE,
                                             "NetworkManager ended while joining"));
      return;
    }
  if (self->active == NULL)
    return;
  active = sc_nm_client_peek_active (self->client, self->active);
  state =
      active != NULL ? sc_nm_dbus_connection_active_get_state (active) : SC_NM_ACTIVE_DEACTIVATED;
  if (g_hash_table_lookup_extended (self->ended, self->active, NULL, &reason))
    {
      self->end.active_reason = GPOINTER_TO_UINT (reason);
      ended (self);
    }
  else if (state == SC_NM_ACTIVE_ACTIVATED)
    {
      g_autoptr (GTask) task = take_task (self);

      g_task_return_boolean (task, TRUE);
    }
  else if (active == NULL)
    ended (self);
}

static void
on_device_state (ScNmJoin *self, const char *path, guint new_state, guint old_state, guint reason)
{
  if (self->task == NULL || g_strcmp0 (path, self->device) != 0 || (!self->asking && !self->active))
    return;
  /* What was there makes way for ours: that is not how ours ended. */
  if (self->asking && new_state == SC_NM_STATE_PREPARE
      && self->end.device_reason == SC_NM_REASON_NEW_ACTIVATION)
    {
      self->end.device_reason = 0;
      self->failed = FALSE;
    }
  /* What comes after the end is somebody else's activation. The first reason says why, the next
   * only what followed. */
  if (new_state >= SC_NM_STATE_PREPARE && new_state < SC_NM_STATE_DEACTIVATING && !self->failed)
    self->end.phase = new_state;
  else if (self->end.phase != 0)
    {
      self->failed = TRUE;
      if (self->end.device_reason <= 1)
        self->end.device_reason = reason;
    }
  follow (self);
}

static void
on_active_state (ScNmJoin *self, const char *path, guint state, guint reason)
{
  if (self->task == NULL || (!self->asking && g_strcmp0 (path, self->active) != 0))
    return;
  if (state == SC_NM_ACTIVE_DEACTIVATED)
    {
      g_hash_table_insert (self->ended, g_strdup (path), GUINT_TO_POINTER (reason));
      follow (self);
    }
}

/* Activating */

static void
scan (ScNmJoin *self)
{
  self->scanning = self->scanned = TRUE;
  sc_nm_scan_start (self->scan, self->device, sc_access_point_get_ssid (self->access_point));
}

static void
on_scanned (ScNmJoin *self)
{
  if (self->task == NULL || !self->scanning)
    return;
  self->scanning = FALSE;
  find (self);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScNmJoin) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *active = NULL;
  gboolean unheard;

  sc_nm_dbus_manager_call_add_and_activate_connection2_finish (SC_NM_DBUS_MANAGER (source), NULL,
                                                               &active, NULL, result, &error);
  self->asking = FALSE;
  if (active != NULL)
    {
      g_free (self->active);
      self->active = g_steal_pointer (&active);
      if (self->task == NULL)
        g_signal_emit (self, signals[LATE], 0);
      follow (self);
      return;
    }
  unheard = sc_nm_reason_is_unheard (error);
  if (self->task == NULL)
    return;
  if (unheard && !self->scanned)
    scan (self);
  else
    take_error (self, sc_nm_reason_from_call (error));
}

static gboolean
is_ambiguous (ScNmJoin *self)
{
  ScNmDbusDeviceWireless *wireless = sc_nm_client_peek_wireless (self->client, self->device);
  const char *const *paths = sc_nm_dbus_device_wireless_get_access_points (wireless);
  guint n = 0;

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      ScNmDbusAccessPoint *one = sc_nm_client_peek_access_point (self->client, paths[i]);
      g_autoptr (GBytes) ssid = one != NULL ? sc_nm_device_get_ssid (one) : NULL;

      if (ssid != NULL && g_bytes_equal (ssid, sc_access_point_get_ssid (self->access_point)))
        n++;
    }
  return n > 1;
}

static void
activate (ScNmJoin *self, const char *path)
{
  g_autofree char *uuid = g_uuid_string_random ();
  ScNmProfile profile = { .access_point = self->access_point,
                          .key = self->key,
                          .uuid = uuid,
                          .interface = sc_nm_device_get_interface (self->client, self->device),
                          .login = g_get_user_name (),
                          .pin = !self->is_trial && is_ambiguous (self),
                          .is_trial = self->is_trial };
  ScNmDbusManager *manager = sc_nm_client_peek_manager (self->client);
  GError *error = NULL;
  GVariant *settings = sc_nm_profile_to_settings (&profile, &error);

  if (settings == NULL)
    {
      take_error (self, error);
      return;
    }
  self->rounds++;
  self->asking = TRUE;
  self->end = (ScNmEnd){ .has_key = self->key != NULL,
                         .is_sae = sc_access_point_get_security (self->access_point)
                                   == SC_AP_SECURITY_WPA3 };
  self->failed = FALSE;
  g_hash_table_remove_all (self->ended);
  sc_nm_agent_own (self->agent, uuid);
  /* no limit of its own: what comes after ours is "late" */
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (manager), G_MAXINT);
  sc_nm_dbus_manager_call_add_and_activate_connection2 (manager, settings, self->device, path,
                                                        sc_nm_profile_options (), NULL, on_asked,
                                                        g_object_ref (self));
}

/* A site network that was entered as something else than it is: the sensor would not join it. */
static gboolean
is_other (ScNmJoin *self, const char *path)
{
  ScNmDbusAccessPoint *proxy = sc_nm_client_peek_access_point (self->client, path);
  ScApSecurity heard = sc_nm_profile_security (sc_nm_dbus_access_point_get_flags (proxy),
                                               sc_nm_dbus_access_point_get_wpa_flags (proxy),
                                               sc_nm_dbus_access_point_get_rsn_flags (proxy));

  return self->is_trial
         && !sc_nm_profile_fits (sc_access_point_get_security (self->access_point), heard);
}

static void
find (ScNmJoin *self)
{
  GError *trouble = sc_nm_device_get_trouble (self->client, self->device);
  g_autofree char *path = NULL;

  if (trouble != NULL)
    {
      take_error (self, trouble);
      return;
    }
  path = sc_nm_device_find_access_point (
      self->client, self->device, sc_access_point_get_ssid (self->access_point),
      sc_access_point_get_bssid (self->access_point), self->is_trial);
  if (path != NULL && is_other (self, path))
    take_error (self, g_error_new_literal (SC_ERROR, SC_ERROR_LINK_OTHER_SECURITY,
                                           "its access point names another security"));
  else if (path != NULL)
    activate (self, path);
  else if (!self->scanned)
    scan (self);
  else
    take_error (self, g_error_new (SC_ERROR, SC_ERROR_LINK_NOT_FOUND,
                                   "not in NetworkManager's list after a scan%s",
                                   self->is_trial ? ", on 2.4 GHz" : ""));
}

/**
 * sc_nm_join_run_async:
 * @self: a new join
 * @cancellable: (nullable): returns at once; the activation may still be there, or to come
 * @callback: called when the network is joined, address included, or not
 * @user_data: for @callback
 *
 * Once.
 */
void
sc_nm_join_run_async (ScNmJoin *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_nm_join_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  self->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }
  self->timer =
      sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + LIMIT_US, on_timer, self);
  find (self);
}

gboolean
sc_nm_join_run_finish (ScNmJoin *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
sc_nm_join_get_active (ScNmJoin *self)
{
  return self->active;
}

ScAccessPoint *
sc_nm_join_get_access_point (ScNmJoin *self)
{
  return self->access_point;
}

static void
sc_nm_join_finalize (GObject *object)
{
  ScNmJoin *self = SC_NM_JOIN (object);

  g_object_unref (self->client);
  g_object_unref (self->scan);
  g_object_unref (self->agent);
  g_object_unref (self->clock);
  g_free (self->device);
  g_object_unref (self->access_point);
  g_clear_pointer (&self->key, sc_secret_unref);
  g_free (self->active);
  g_hash_table_unref (self->ended);
  G_OBJECT_CLASS (sc_nm_join_parent_class)->finalize (object);
}

static void
sc_nm_join_class_init (ScNmJoinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_nm_join_finalize;
  /* no arguments: an activation that was asked for began after the join had ended */
  signals[LATE] = g_signal_new ("late", SC_TYPE_NM_JOIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
sc_nm_join_init (ScNmJoin *self)
{
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sc_nm_join_new:
 * @setup: what to join, and with what
 *
 * Returns: (transfer full): a join that has not begun
 */
ScNmJoin *
sc_nm_join_new (const ScNmJoinSetup *setup)
{
  ScNmJoin *self = g_object_new (SC_TYPE_NM_JOIN, NULL);

  self->client = g_object_ref (setup->client);
  self->scan = g_object_ref (setup->scan);
  self->agent = g_object_ref (setup->agent);
  self->clock = g_object_ref (setup->clock);
  self->device = g_strdup (setup->device);
  self->access_point = g_object_ref (setup->access_point);
  self->key = setup->key != NULL ? sc_secret_ref (setup->key) : NULL;
  self->is_trial = setup->is_trial;
  g_signal_connect_object (self->client, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "device-state", G_CALLBACK (on_device_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "active-state", G_CALLBACK (on_active_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scan, "done", G_CALLBACK (on_scanned), self, G_CONNECT_SWAPPED);
  return self;
}
