/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-home.h"

#include "sc-error.h"
#include "sc-nm-device.h"
#include "sc-nm-reason.h"

#define LIMIT_US (60 * G_USEC_PER_SEC) /* for one return; others may follow */
#define RETRY_US (2 * G_USEC_PER_SEC)
/* Within this NetworkManager has chosen another network for an adapter that was left. */
#define CHOICE_US (3 * G_USEC_PER_SEC)

struct _ScNmHome
{
  GObject parent_instance;

  ScNmClient *client;
  ScNmNetworks *networks;
  ScNmScan *scan;
  ScClock *clock;

  char *device;
  char *uuid;      /* nullable */
  char *name;      /* nullable */
  GBytes *ssid;    /* nullable */
  GPtrArray *vpns; /* profiles' paths: VPNs that rode on it */

  GPtrArray *tasks; /* who waits for the return; there may be nobody */
  gboolean returning;
  gboolean recalled; /* for the next return */
  gboolean insists;  /* on leaving another network that the adapter is on */
  guint serial;      /* of the return: replies to an earlier one are late */
  gboolean strays;   /* somebody else's profile may take the adapter to a sensor's network */
  char *ours;        /* nullable: the activation to get rid of */
  char *left;        /* nullable: the last activation of somebody else that was ended */
  char *active;      /* nullable: the activation of our own network */
  gboolean asked;
  gboolean probing;
  gboolean choosing; /* NetworkManager is given the time to */
  guint timer;
  gint64 deadline_us;
};

typedef struct
{
  ScNmHome *self;
  guint serial;
} Call;

G_DEFINE_FINAL_TYPE (ScNmHome, sc_nm_home, G_TYPE_OBJECT)

static void go (ScNmHome *self);

static Call *
call_new (ScNmHome *self)
{
  Call *call = g_new0 (Call, 1);

  call->self = g_object_ref (self);
  call->serial = self->serial;
  return call;
}

static void
call_free (Call *call)
{
  g_object_unref (call->self);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static gboolean
is_late (Call *call)
{
  return !call->self->returning || call->serial != call->self->serial;
}

static void
stop (ScNmHome *self)
{
  self->returning = self->insists = FALSE;
  self->serial++;
  self->asked = self->probing = self->choosing = FALSE;
  sc_clock_clear_timer (self->clock, &self->timer);
  g_clear_pointer (&self->ours, g_free);
  g_clear_pointer (&self->left, g_free);
  g_clear_pointer (&self->active, g_free);
}

static void
finish (ScNmHome *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->tasks);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  stop (self);
  for (guint i = 0; i < tasks->len; i++)
    if (error != NULL)
      g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
    else
      g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
}

static void
fail (ScNmHome *self, ScError code, const char *detail)
{
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, code, detail);

  finish (self, error);
}

/* VPNs */

static void
on_vpn_activated (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  if (!sc_nm_dbus_manager_call_activate_connection_finish (SC_NM_DBUS_MANAGER (source), NULL,
                                                           result, &error))
    g_debug ("Restoring a VPN: %s", error->message);
}

static void
restore_vpns (ScNmHome *self)
{
  ScNmDbusManager *manager = sc_nm_client_peek_manager (self->client);

  for (guint i = 0; manager != NULL && i < self->vpns->len; i++)
    sc_nm_dbus_manager_call_activate_connection (manager, g_ptr_array_index (self->vpns, i),
                                                 SC_NM_NO_PATH, SC_NM_NO_PATH, NULL,
                                                 on_vpn_activated, NULL);
  g_ptr_array_set_size (self->vpns, 0);
}

static void
arrived (ScNmHome *self)
{
  restore_vpns (self);
  finish (self, NULL);
}

/* The way back */

static void
on_timer (gpointer user_data)
{
  ScNmHome *self = user_data;

  self->timer = 0;
  if (self->choosing)
    finish (self, NULL);
  else if (sc_clock_now_us (self->clock) >= self->deadline_us)
    fail (self, SC_ERROR_UPLINK_NONE, "the laptop's own network could not be activated in time");
  else
    go (self);
}

static void
set_timer (ScNmHome *self, gint64 due_us)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  self->timer = sc_clock_add_timer (self->clock, MIN (due_us, self->deadline_us), on_timer, self);
}

static void
on_deactivated (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  if (!sc_nm_dbus_manager_call_deactivate_connection_finish (SC_NM_DBUS_MANAGER (source), result,
                                                             &error))
    g_debug ("Leaving: %s", error->message); /* it has ended by itself */
}

static gboolean
is_up (ScNmHome *self, const char *path)
{
  ScNmDbusConnectionActive *active = sc_nm_client_peek_active (self->client, path);

  return active != NULL
         && sc_nm_dbus_connection_active_get_state (active) == SC_NM_ACTIVE_ACTIVATED;
}

static gboolean
is_alive (ScNmHome *self, const char *path)
{
  ScNmDbusConnectionActive *active = sc_nm_client_peek_active (self->client, path);

  return active != NULL
         && sc_nm_dbus_connection_active_get_state (active) <= SC_NM_ACTIVE_ACTIVATED;
}

static void
end_activation (ScNmHome *self, const char *path)
{
  ScNmDbusManager *manager = sc_nm_client_peek_manager (self->client);

  if (manager != NULL && sc_nm_client_peek_active (self->client, path) != NULL)
    sc_nm_dbus_manager_call_deactivate_connection (manager, path, NULL, on_deactivated, NULL);
}

/* On a sensor's network with somebody else's profile, certainly. */
static gboolean
is_stray (ScNmHome *self, const char *path)
{
  return sc_nm_networks_is_certain (self->networks, path)
         && sc_nm_networks_tell (self->networks, path) == SC_NM_WHOSE_SENSORS;
}

/* NetworkManager does not take up by itself a profile whose activation was ended, but the next. */
static void
leave_stray (ScNmHome *self)
{
  const char *now = sc_nm_device_get_active (self->client, self->device);

  if (!is_stray (self, now) || g_strcmp0 (now, self->left) == 0)
    return;
  g_free (self->left);
  self->left = g_strdup (now);
  end_activation (self, now);
}

/* Without something to displace it. */
static void
leave (ScNmHome *self)
{
  end_activation (self, self->ours);
  leave_stray (self);
}

/* It is not in the list: call it by its name, off the sensor's channel. */
static void
probe (ScNmHome *self)
{
  self->asked = FALSE;
  g_clear_pointer (&self->active, g_free);
  leave (self);
  self->probing = TRUE;
  set_timer (self, self->deadline_us);
  sc_nm_scan_start (self->scan, self->device, self->ssid);
}

static void
on_scanned (ScNmHome *self, gboolean heard)
{
  if (!self->returning || !self->probing)
    return;
  self->probing = FALSE;
  if (heard)
    go (self);
  else
    set_timer (self, sc_clock_now_us (self->clock) + RETRY_US);
}

static gboolean
is_own (ScNmHome *self, const char *path)
{
  return is_alive (self, path) && sc_nm_networks_tell (self->networks, path) == SC_NM_WHOSE_OWN;
}

/* Where the adapter is already, if that is a network of the laptop's own. */
static char *
find_other (ScNmHome *self)
{
  const char *now = sc_nm_device_get_active (self->client, self->device);
  ScNmDbusConnectionActive *active = sc_nm_client_peek_active (self->client, now);

  if (self->insists && active != NULL
      && g_strcmp0 (sc_nm_dbus_connection_active_get_uuid (active), self->uuid) != 0)
    return NULL;
  return is_own (self, now) ? g_strdup (now) : NULL;
}

/* Nothing is known to go back to. Where sensors' networks are among what NetworkManager may choose
 * from, it is not left alone with that. */
static void
let_choose (ScNmHome *self)
{
  gboolean chosen = is_alive (self, sc_nm_device_get_active (self->client, self->device));

  if (!self->strays)
    {
      finish (self, NULL);
      return;
    }
  leave_stray (self);
  if (chosen == !self->choosing)
    return;
  self->choosing = !chosen;
  set_timer (self, chosen ? self->deadline_us : sc_clock_now_us (self->clock) + CHOICE_US);
}

static void
follow (ScNmHome *self)
{
  gboolean is_open = !self->asked || (self->uuid == NULL && self->strays);

  if (!self->returning)
    return;
  if (self->active != NULL && is_stray (self, self->active)) /* it did not look like that */
    g_clear_pointer (&self->active, g_free);
  if (self->active == NULL && is_open) /* NetworkManager may be faster than our next try */
    self->active = find_other (self);
  if (self->active != NULL && is_up (self, self->active))
    arrived (self);
  else if (self->active != NULL && !is_alive (self, self->active))
    probe (self);
  else if (self->uuid == NULL && self->asked && !is_alive (self, self->ours))
    let_choose (self);
}

static void
on_activated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) meaning = NULL;
  g_autofree char *path = NULL;
  ScNmHome *self = call->self;

  sc_nm_dbus_manager_call_activate_connection_finish (SC_NM_DBUS_MANAGER (source), &path, result,
                                                      &error);
  if (is_late (call))
    return;
  if (path != NULL)
    {
      self->active = g_steal_pointer (&path);
      follow (self);
      return;
    }
  meaning = sc_nm_reason_from_call (error);
  if (sc_nm_reason_is_unheard (error))
    probe (self);
  else
    {
      leave (self);
      finish (self, meaning);
    }
}

static void
on_profile_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  ScNmHome *self = call->self;
  ScNmDbusManager *manager = sc_nm_client_peek_manager (self->client);

  sc_nm_dbus_settings_call_get_connection_by_uuid_finish (SC_NM_DBUS_SETTINGS (source), &path,
                                                          result, &error);
  if (is_late (call))
    return;
  if (path != NULL && manager != NULL)
    {
      sc_nm_dbus_manager_call_activate_connection (manager, path, self->device, SC_NM_NO_PATH, NULL,
                                                   on_activated, g_steal_pointer (&call));
      return;
    }
  leave (self);
  fail (self, SC_ERROR_UPLINK_NONE,
        manager == NULL ? "NetworkManager ended" : "the laptop's own profile was deleted");
}

static void
go (ScNmHome *self)
{
  ScNmDbusSettings *settings = sc_nm_client_peek_settings (self->client);
  g_autofree char *other = find_other (self);

  if (settings == NULL)
    {
      fail (self, SC_ERROR_LINK_MANAGER_GONE, "NetworkManager is not on the bus");
      return;
    }
  set_timer (self, self->deadline_us);
  self->asked = TRUE;
  if (other != NULL) /* NetworkManager, or the technician, was faster */
    self->active = g_steal_pointer (&other);
  else if (self->uuid == NULL)
    leave (self);
  else
    {
      sc_nm_dbus_settings_call_get_connection_by_uuid (settings, self->uuid, NULL, on_profile_found,
                                                       call_new (self));
      return;
    }
  follow (self);
}

/**
 * sc_nm_home_return_async:
 * @self: the laptop's own network
 * @ours: (nullable): the activation on the sensor's network, to be left
 * @callback: (nullable): called when the laptop is on its own network, or cannot get there
 * @user_data: for @callback
 *
 * A return under way goes on.
 */
void
sc_nm_home_return_async (ScNmHome *self, const char *ours, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sc_nm_home_return_async);
  g_ptr_array_add (self->tasks, g_object_ref (task));
  if (self->returning && (ours == NULL || g_strcmp0 (ours, self->ours) == 0))
    return;
  stop (self);
  self->returning = TRUE;
  self->insists = self->recalled;
  self->recalled = FALSE;
  self->ours = g_strdup (ours);
  self->strays =
      self->strays || is_stray (self, sc_nm_device_get_active (self->client, self->device));
  self->deadline_us = sc_clock_now_us (self->clock) + LIMIT_US;
  go (self);
}

gboolean
sc_nm_home_return_finish (ScNmHome *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
sc_nm_home_is_returning (ScNmHome *self)
{
  return self->returning;
}

/**
 * sc_nm_home_stay:
 * @self: the laptop's own network
 *
 * Stops returning: another sensor's network is joined now. Who waits is told that the laptop is
 * free of the last one.
 */
void
sc_nm_home_stay (ScNmHome *self)
{
  if (self->returning)
    finish (self, NULL);
}

static void
remember_vpns (ScNmHome *self, const char *base)
{
  GList *objects = sc_nm_client_list_objects (self->client);

  g_ptr_array_set_size (self->vpns, 0);
  for (GList *l = objects; l != NULL; l = l->next)
    {
      ScNmDbusConnectionActive *active =
          sc_nm_client_peek_active (self->client, g_dbus_object_get_object_path (l->data));

      if (active != NULL && sc_nm_dbus_connection_active_get_vpn (active)
          && g_strcmp0 (sc_nm_dbus_connection_active_get_specific_object (active), base) == 0)
        g_ptr_array_add (self->vpns,
                         g_strdup (sc_nm_dbus_connection_active_get_connection (active)));
    }
  g_list_free_full (objects, g_object_unref);
}

static void
forget (ScNmHome *self, const char *device)
{
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->ssid, g_bytes_unref);
  g_ptr_array_set_size (self->vpns, 0);
  self->strays = FALSE;
  g_free (self->device);
  self->device = g_strdup (device);
}

/**
 * sc_nm_home_remember:
 * @self: the laptop's own network
 * @device: the adapter that will be used
 *
 * Takes note of where it is now. If it is nowhere, or on a sensor's network, what is known from
 * before still holds (a return may not have succeeded), unless it was of another adapter.
 */
void
sc_nm_home_remember (ScNmHome *self, const char *device)
{
  const char *path = sc_nm_device_get_active (self->client, device);
  ScNmDbusConnectionActive *active = sc_nm_client_peek_active (self->client, path);
  ScNmDbusDeviceWireless *wireless = sc_nm_client_peek_wireless (self->client, device);
  ScNmDbusAccessPoint *access_point = NULL;

  if (g_strcmp0 (self->device, device) != 0)
    forget (self, device);
  if (is_alive (self, path))
    self->strays = sc_nm_networks_tell (self->networks, path) == SC_NM_WHOSE_SENSORS;
  if (!is_own (self, path))
    return;
  g_free (self->uuid);
  self->uuid = g_strdup (sc_nm_dbus_connection_active_get_uuid (active));
  g_free (self->name);
  self->name = g_strdup (sc_nm_dbus_connection_active_get_id (active));
  g_clear_pointer (&self->ssid, g_bytes_unref);
  if (wireless != NULL)
    access_point = sc_nm_client_peek_access_point (
        self->client, sc_nm_dbus_device_wireless_get_active_access_point (wireless));
  if (access_point != NULL)
    self->ssid = sc_nm_device_get_ssid (access_point);
  remember_vpns (self, path);
}

/**
 * sc_nm_home_recall:
 * @self: the laptop's own network
 * @device: the adapter to go there with
 * @uuid: of the profile of where it was
 *
 * The next return goes there, even from another network of the laptop's own.
 */
void
sc_nm_home_recall (ScNmHome *self, const char *device, const char *uuid)
{
  if (g_strcmp0 (self->uuid, uuid) != 0 || g_strcmp0 (self->device, device) != 0)
    {
      forget (self, device);
      self->uuid = g_strdup (uuid);
    }
  self->recalled = TRUE;
}

const char *
sc_nm_home_get_uuid (ScNmHome *self)
{
  return self->uuid;
}

const char *
sc_nm_home_get_name (ScNmHome *self)
{
  return self->name;
}

GBytes *
sc_nm_home_get_ssid (ScNmHome *self)
{
  return self->ssid;
}

static void
sc_nm_home_dispose (GObject *object)
{
  ScNmHome *self = SC_NM_HOME (object);

  if (self->clock != NULL)
    stop (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->scan);
  g_clear_object (&self->networks);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (sc_nm_home_parent_class)->dispose (object);
}

static void
sc_nm_home_finalize (GObject *object)
{
  ScNmHome *self = SC_NM_HOME (object);

  g_free (self->device);
  g_free (self->uuid);
  g_free (self->name);
  g_clear_pointer (&self->ssid, g_bytes_unref);
  g_ptr_array_unref (self->vpns);
  g_ptr_array_unref (self->tasks);
  G_OBJECT_CLASS (sc_nm_home_parent_class)->finalize (object);
}

static void
sc_nm_home_class_init (ScNmHomeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_nm_home_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_nm_home_finalize;
}

static void
sc_nm_home_init (ScNmHome *self)
{
  self->vpns = g_ptr_array_new_with_free_func (g_free);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sc_nm_home_new:
 * @client: NetworkManager
 * @networks: tells the laptop's own from sensors'
 * @scan: for probing
 * @clock: for retries and limits
 *
 * Returns: (transfer full): nothing known yet
 */
ScNmHome *
sc_nm_home_new (ScNmClient *client, ScNmNetworks *networks, ScNmScan *scan, ScClock *clock)
{
  ScNmHome *self = g_object_new (SC_TYPE_NM_HOME, NULL);

  self->client = g_object_ref (client);
  self->networks = g_object_ref (networks);
  self->scan = g_object_ref (scan);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (client, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scan, "done", G_CALLBACK (on_scanned), self, G_CONNECT_SWAPPED);
  return self;
}
