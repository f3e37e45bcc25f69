/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-link-private.h"

#include "sc-error.h"
#include "sc-nm-device.h"
#include "sc-nm-lease.h"
#include "sc-nm-profile.h"
#include "sc-nm-reason.h"

/* A cancelled join ends when the way home has been asked for: then NetworkManager goes it alone,
 * even if this program ends now. */
#define CANCEL_US (800 * G_TIME_SPAN_MILLISECOND)

static void sc_nm_link_iface_init (ScLinkInterface *iface);
static void release (GObject *owner, ScLease *lease, GTask *task);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScNmLink, sc_nm_link, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_LINK, sc_nm_link_iface_init))

/* The activation that is on a sensor's network now, if any. */
static const char *
get_ours (ScNmLink *self)
{
  if (self->lease != NULL)
    return sc_nm_lease_get_active (SC_NM_LEASE (self->lease));
  return self->join != NULL ? sc_nm_join_get_active (self->join) : NULL;
}

/* What is now */

static ScUplink
find_uplink (ScNmLink *self)
{
  if (sc_nm_link_is_running (self) && sc_nm_networks_have_uplink (self->networks))
    return SC_UPLINK_READY;
  if (self->trial && sc_nm_link_is_used (self))
    return SC_UPLINK_NONE;   /* that way is only being tried */
  if (self->by_hand != NULL) /* what NetworkManager does not manage, it does not know */
    return sc_link_get_uplink (self->by_hand);
  return sc_nm_link_is_running (self) ? SC_UPLINK_NONE : SC_UPLINK_UNKNOWN;
}

void
sc_nm_link_update_uplink (ScNmLink *self)
{
  ScUplink uplink = find_uplink (self);

  if (uplink == self->uplink)
    return;
  self->uplink = uplink;
  sc_nm_listener_set_online (self->listener, uplink == SC_UPLINK_READY);
  sc_link_emit_changed (SC_LINK (self));
}

void
sc_nm_link_update_device (ScNmLink *self)
{
  g_autofree char *before = NULL;

  if (sc_nm_link_is_used (self))
    return; /* not in the middle of a visit */
  before = g_steal_pointer (&self->device);
  self->device = sc_nm_device_choose (self->client, self->networks, self->preferred, before);
  if (g_strcmp0 (self->device, before) != 0)
    sc_link_emit_changed (SC_LINK (self));
}

static void
update_lease (ScNmLink *self)
{
  ScNmDbusConnectionActive *active = sc_nm_client_peek_active (self->client, get_ours (self));

  if (self->lease != NULL
      && (active == NULL
          || sc_nm_dbus_connection_active_get_state (active) != SC_NM_ACTIVE_ACTIVATED))
    sc_lease_mark_lost (self->lease);
}

static void
update_air (ScNmLink *self)
{
  sc_nm_link_update_device (self);
  sc_nm_link_update_abilities (self);
  sc_nm_air_update (self->air, self->client, self->device);
  if (sc_nm_air_listen (self->air, self->client, self->device))
    sc_link_emit_changed (SC_LINK (self));
}

/* A scan changes a hundred properties; the list is brought up to date once for all. */
static gboolean
on_idle (gpointer user_data)
{
  g_autoptr (ScNmLink) self = g_object_ref (user_data);

  self->idle = 0;
  update_air (self);
  return G_SOURCE_REMOVE;
}

/* The network that a sensor's is joined from. One that is about to be left does not count: VPNs may
 * have gone before it. */
static void
update_own_network (ScNmLink *self)
{
  const char *active = sc_nm_device_get_active (self->client, self->device);
  ScNmDbusDevice *device = sc_nm_client_peek_device (self->client, self->device);

  if (!sc_nm_link_is_used (self) && sc_nm_networks_is_certain (self->networks, active)
      && sc_nm_dbus_device_get_state (device) == SC_NM_STATE_ACTIVATED)
    sc_nm_home_remember (self->home, self->device);
}

void
sc_nm_link_update (ScNmLink *self)
{
  g_autoptr (ScNmLink) guard = g_object_ref (self);

  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
  update_lease (self);
  update_own_network (self);
  sc_nm_link_update_uplink (self);
  sc_nm_link_update_home (self);
  sc_nm_link_update_abilities (self);
}

/* Joining */

static void
on_home (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScNmLink) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sc_nm_home_return_finish (SC_NM_HOME (source), result, &error))
    g_message ("Going back to the laptop's own network: %s", error->message);
  sc_nm_link_update_uplink (self);
  sc_nm_link_update_home (self);
}

static void
go_home (ScNmLink *self, const char *ours)
{
  sc_nm_home_return_async (self->home, ours, on_home, g_object_ref (self));
}

/* A join was cancelled before NetworkManager had answered. */
static void
on_late (ScNmLink *self, ScNmJoin *join)
{
  ScNmDbusManager *manager = sc_nm_client_peek_manager (self->client);

  if (self->join == NULL && self->lease == NULL)
    go_home (self, sc_nm_join_get_active (join));
  else if (manager != NULL) /* the next visit is under way: only make sure */
    sc_nm_dbus_manager_call_deactivate_connection (manager, sc_nm_join_get_active (join), NULL,
                                                   NULL, NULL);
}

static void
return_lease (ScNmLink *self, ScNmJoin *join, GTask *task)
{
  ScAccessPoint *access_point = sc_nm_join_get_access_point (join);

  self->lease = sc_nm_lease_new (G_OBJECT (self), release,
                                 self->trial ? NULL : sc_model_get_base_uri (self->model),
                                 sc_nm_device_get_interface (self->client, self->device),
                                 self->trial ? NULL : access_point, sc_nm_join_get_active (join));
  if (!self->trial)
    sc_nm_air_join (self->air, sc_access_point_get_ssid (access_point));
  sc_nm_listener_go_away (self->listener, self->device, sc_nm_home_get_ssid (self->home));
  sc_nm_link_update_uplink (self);
  g_task_return_pointer (task, self->lease, g_object_unref);
}

static void
on_cancel_settled (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_error_if_cancelled (task);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ScNmJoin) join = g_object_ref (SC_NM_JOIN (source));
  ScNmLink *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_object (&self->join);
  if (sc_nm_join_run_finish (join, result, &error))
    {
      return_lease (self, join, task);
      return;
    }
  sc_nm_listener_come_home (self->listener);
  /* somebody chose another network: that is to be respected */
  if (!g_error_matches (error, SC_ERROR, SC_ERROR_LINK_TAKEN))
    go_home (self, sc_nm_join_get_active (join));
  sc_nm_link_update_uplink (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + CANCEL_US, on_cancel_settled,
                          g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

static void
begin (ScNmLink *self, GTask *task, ScNmJoinSetup *setup)
{
  setup->client = self->client;
  setup->scan = self->scan;
  setup->agent = self->agent;
  setup->clock = self->clock;
  setup->device = self->device;
  sc_nm_home_stay (self->home);
  sc_nm_listener_go_away (self->listener, self->device, NULL);
  self->trial = setup->is_trial;
  self->lease = NULL; /* an older stay ends with the new one */
  sc_nm_home_remember (self->home, self->device);
  if (sc_nm_home_get_name (self->home) != NULL)
    sc_link_emit_displaces (SC_LINK (self), sc_nm_home_get_uuid (self->home),
                            sc_nm_home_get_name (self->home));
  self->join = sc_nm_join_new (setup);
  g_signal_connect_object (self->join, "late", G_CALLBACK (on_late), self, G_CONNECT_SWAPPED);
  sc_nm_join_run_async (self->join, g_task_get_cancellable (task), on_joined, g_object_ref (task));
}

static void
begin_visit (ScNmLink *self, GTask *task, ScAccessPoint *access_point)
{
  ScNmJoinSetup setup = { .access_point = access_point,
                          .key = sc_access_point_is_open (access_point) ? NULL : self->key };

  sc_nm_listener_forget (self->listener);
  sc_nm_networks_visit (self->networks, sc_access_point_get_ssid (access_point));
  begin (self, task, &setup);
}

static void
on_joined_by_hand (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScNmLink *self = g_task_get_source_object (task);
  GError *error = NULL;
  ScLease *lease = sc_link_join_finish (SC_LINK (source), result, &error);

  if (lease == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sc_nm_networks_visit_on (self->networks, sc_lease_get_interface (lease));
  g_task_return_pointer (task, lease, g_object_unref);
}

static void
sc_nm_link_join_async (ScLink *link, ScAccessPoint *access_point, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  ScNmLink *self = SC_NM_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *trouble;

  g_task_set_source_tag (task, sc_nm_link_join_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (access_point == NULL && self->by_hand != NULL)
    {
      sc_link_join_async (self->by_hand, NULL, cancellable, on_joined_by_hand,
                          g_steal_pointer (&task));
      return;
    }
  sc_nm_link_update_device (self);
  trouble = sc_nm_device_get_trouble (self->client, self->device);
  if (trouble != NULL)
    g_task_return_error (task, trouble);
  else if (access_point == NULL || self->join != NULL)
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_BUG,
                             access_point == NULL ? "no network to join" : "a join is under way");
  else
    begin_visit (self, task, access_point);
}

static ScLease *
sc_nm_link_join_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, link), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_nm_link_try_async (ScLink *link, ScSiteNetwork *network, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  ScNmLink *self = SC_NM_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (ScAccessPoint) access_point = sc_nm_profile_new_site (network);
  ScNmJoinSetup setup = { .access_point = access_point,
                          .key = sc_site_network_get_key (network),
                          .is_trial = TRUE };
  GError *trouble;

  g_task_set_source_tag (task, sc_nm_link_try_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  sc_nm_link_update_device (self);
  trouble = sc_nm_device_get_trouble (self->client, self->device);
  if (trouble != NULL)
    g_task_return_error (task, trouble);
  else if (self->join != NULL || self->lease != NULL)
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_BUG, "a visit is under way");
  else
    begin (self, task, &setup);
}

/* Leaving */

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ScLease) lease = g_object_ref (g_task_get_source_object (task));
  GError *error = NULL;

  if (sc_nm_home_return_finish (SC_NM_HOME (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
release (GObject *owner, ScLease *lease, GTask *task)
{
  ScNmLink *self = SC_NM_LINK (owner);

  if (self->lease == lease)
    {
      ScAccessPoint *sensor = sc_lease_get_access_point (lease); /* nullable: a trial */

      self->lease = NULL;
      if (sensor != NULL)
        sc_nm_listener_leave (self->listener, self->device, sc_access_point_get_ssid (sensor));
      else
        sc_nm_listener_come_home (self->listener);
      go_home (self, sc_nm_lease_get_active (SC_NM_LEASE (lease)));
      if (sensor != NULL && sc_nm_air_leave (self->air, sc_access_point_get_ssid (sensor)))
        sc_link_emit_changed (SC_LINK (self));
    }
  if (task == NULL)
    return;
  if (sc_nm_home_is_returning (self->home))
    sc_nm_home_return_async (self->home, NULL, on_released, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

/* A sensor's network that was joined by hand is left when its visit is over. Another is where the
 * technician wants to be now. */
static gboolean
may_go_home (ScNmLink *self)
{
  const char *active = sc_nm_device_get_active (self->client, self->device);

  if (sc_nm_networks_tell (self->networks, active) == SC_NM_WHOSE_SENSORS)
    return sc_nm_networks_is_visited (self->networks, active);
  return sc_nm_home_get_uuid (self->home) != NULL;
}

static void
sc_nm_link_regain_uplink (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  if (sc_nm_link_is_running (self) && !sc_nm_link_is_used (self)
      && find_uplink (self) != SC_UPLINK_READY && may_go_home (self))
    go_home (self, NULL);
  if (self->by_hand != NULL)
    sc_link_regain_uplink (self->by_hand);
}

/* Asking */

static GListModel *
sc_nm_link_get_access_points (ScLink *link)
{
  return sc_nm_air_get_list (SC_NM_LINK (link)->air);
}

static ScUplink
sc_nm_link_get_uplink (ScLink *link)
{
  return SC_NM_LINK (link)->uplink;
}

static ScPresence
sc_nm_link_get_presence (ScLink *link, GBytes *ssid)
{
  ScNmLink *self = SC_NM_LINK (link);

  if (ssid == NULL)
    return self->by_hand != NULL ? sc_link_get_presence (self->by_hand, NULL) : SC_PRESENCE_UNKNOWN;
  return sc_nm_air_get_presence (self->air, ssid);
}

static const GError *
sc_nm_link_get_trouble (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  g_clear_error (&self->trouble);
  self->trouble = sc_nm_device_get_trouble (self->client, self->device);
  return self->trouble;
}

static void
sc_nm_link_rescan (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  if (!sc_nm_listener_is_quiet (self->listener)) /* what NetworkManager hears by itself must do */
    sc_nm_scan_start (self->scan, self->device, NULL);
}

static void
sc_nm_link_set_quiet (ScLink *link, gboolean quiet)
{
  sc_nm_listener_set_quiet (SC_NM_LINK (link)->listener, quiet);
}

/* NetworkManager tells which way is the default; the routes tell which others there are. */
static char **
sc_nm_link_list_uplinks (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  return self->by_hand != NULL ? sc_link_list_uplinks (self->by_hand) : NULL;
}

static ScUplink
sc_nm_link_get_second_uplink (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);
  const char *adapter = sc_nm_device_get_interface (self->client, self->device);
  g_auto (GStrv) names = sc_nm_link_list_uplinks (link);

  if (adapter == NULL && self->by_hand != NULL) /* whichever the technician will use */
    return sc_link_get_second_uplink (self->by_hand);
  if (names == NULL)
    return SC_UPLINK_UNKNOWN;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], adapter) != 0)
      return SC_UPLINK_READY;
  return SC_UPLINK_NONE;
}

static const GError *
sc_nm_link_get_obstacle (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  return self->by_hand != NULL ? sc_link_get_obstacle (self->by_hand) : NULL;
}

static void
sc_nm_link_iface_init (ScLinkInterface *iface)
{
  iface->get_abilities = sc_nm_link_get_abilities;
  iface->get_access_points = sc_nm_link_get_access_points;
  iface->get_uplink = sc_nm_link_get_uplink;
  iface->get_presence = sc_nm_link_get_presence;
  iface->rescan = sc_nm_link_rescan;
  iface->join_async = sc_nm_link_join_async;
  iface->join_finish = sc_nm_link_join_finish;
  iface->try_async = sc_nm_link_try_async;
  iface->try_finish = sc_nm_link_join_finish; /* the same tasks */
  iface->regain_uplink = sc_nm_link_regain_uplink;
  iface->get_trouble = sc_nm_link_get_trouble;
  iface->get_home = sc_nm_link_get_home;
  iface->go_home_async = sc_nm_link_go_home_async;
  iface->go_home_finish = sc_nm_link_go_home_finish;
  iface->list_adapters = sc_nm_link_list_adapters;
  iface->get_adapter = sc_nm_link_get_adapter;
  iface->set_adapter = sc_nm_link_set_adapter;
  iface->set_key = sc_nm_link_set_key;
  iface->power_on = sc_nm_link_power_on;
  iface->set_quiet = sc_nm_link_set_quiet;
  iface->list_uplinks = sc_nm_link_list_uplinks;
  iface->get_second_uplink = sc_nm_link_get_second_uplink;
  iface->get_obstacle = sc_nm_link_get_obstacle;
}

/* Life */

static void
sc_nm_link_dispose (GObject *object)
{
  ScNmLink *self = SC_NM_LINK (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->join);
  g_clear_object (&self->agent);
  g_clear_object (&self->listener);
  G_OBJECT_CLASS (sc_nm_link_parent_class)->dispose (object);
}

static void
sc_nm_link_finalize (GObject *object)
{
  ScNmLink *self = SC_NM_LINK (object);

  g_clear_pointer (&self->air, sc_nm_air_free);
  g_clear_object (&self->home);
  g_clear_object (&self->networks);
  g_clear_object (&self->scan);
  g_clear_object (&self->client);
  g_clear_object (&self->by_hand);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->model, sc_model_unref);
  g_clear_pointer (&self->key, sc_secret_unref);
  g_clear_error (&self->trouble);
  g_free (self->home_asked);
  g_free (self->preferred);
  g_free (self->device);
  G_OBJECT_CLASS (sc_nm_link_parent_class)->finalize (object);
}

static void
sc_nm_link_class_init (ScNmLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_nm_link_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_nm_link_finalize;
}

static void
sc_nm_link_init (ScNmLink *self G_GNUC_UNUSED)
{
}

static void
set_up (ScNmLink *self)
{
  self->client = sc_nm_client_new ();
  self->agent = sc_nm_agent_new (self->client);
  self->scan = sc_nm_scan_new (self->client, self->clock);
  self->networks = sc_nm_networks_new (self->client, self->agent, self->model);
  self->home = sc_nm_home_new (self->client, self->networks, self->scan, self->clock);
  self->air = sc_nm_air_new (self->model, self->clock);
  g_signal_connect_object (self->client, "changed", G_CALLBACK (sc_nm_link_update), self,
                           G_CONNECT_SWAPPED);
  self->listener = sc_nm_listener_new (self->client, self->scan, self->air, self->clock);
  g_signal_connect_object (self->listener, "heard", G_CALLBACK (sc_link_emit_changed), self,
                           G_CONNECT_SWAPPED);
  if (self->by_hand != NULL)
    g_signal_connect_object (self->by_hand, "changed", G_CALLBACK (sc_nm_link_update_uplink), self,
                             G_CONNECT_SWAPPED);
  sc_nm_link_update_uplink (self);
  sc_nm_link_update_abilities (self);
}

/**
 * sc_nm_link_new:
 * @model: tells sensors' networks, and says where they answer
 * @clock: boot time, as NetworkManager's times are
 * @by_hand: (nullable): a link for joining by hand; used while NetworkManager cannot be, and to
 *   see uplinks it does not manage
 *
 * Returns: (transfer full): a link that has not looked for NetworkManager yet
 */
ScNmLink *
sc_nm_link_new (ScModel *model, ScClock *clock, ScLink *by_hand)
{
  ScNmLink *self = g_object_new (SC_TYPE_NM_LINK, NULL);

  self->model = sc_model_ref (model);
  self->clock = g_object_ref (clock);
  self->by_hand = by_hand != NULL ? g_object_ref (by_hand) : NULL;
  set_up (self);
  return self;
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScNmLink *self = g_task_get_source_object (task);

  sc_nm_client_open_finish (SC_NM_CLIENT (source), result);
  update_air (self); /* now, not in a moment: who waits wants to know */
  sc_nm_home_remember (self->home, self->device);
  sc_nm_link_update_uplink (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * sc_nm_link_open_async:
 * @self: a link, once
 * @bus: (nullable): the bus NetworkManager is on; %NULL: the system's
 * @callback: called when it is known what NetworkManager says; that may be that it is not there,
 *   see sc_link_get_trouble()
 * @user_data: for @callback
 */
void
sc_nm_link_open_async (ScNmLink *self, GDBusConnection *bus, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (SC_IS_NM_LINK (self));
  g_task_set_source_tag (task, sc_nm_link_open_async);
  sc_nm_client_open_async (self->client, bus, on_open, g_steal_pointer (&task));
}

void
sc_nm_link_open_finish (ScNmLink *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_task_propagate_boolean (G_TASK (result), NULL);
}
