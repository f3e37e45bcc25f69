/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-manual-link.h"

#include "sc-error.h"
#include "sc-manual-lease.h"
#include "sc-net-monitor.h"

struct _ScManualLink
{
  GObject parent_instance;

  char *base_uri;
  GInetAddressMask *subnet;
  GInetAddress *sensor;
  ScNetMonitor *monitor;
  GListStore *access_points; /* always empty */
  GPtrArray *waiting;        /* of Wait */

  ScUplink uplink;
  ScPresence presence;
  int index;        /* the interface last joined or seen on the sensor's network */
  GError *obstacle; /* nullable: as last asked for */
};

/* A join that waits for the technician. */
typedef struct
{
  GTask *task; /* keeps the link */
  GSource *cancelled;
} Wait;

static void sc_manual_link_link_init (ScLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScManualLink, sc_manual_link, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_LINK, sc_manual_link_link_init))

static void
wait_free (Wait *wait)
{
  if (wait->cancelled != NULL)
    {
      g_source_destroy (wait->cancelled);
      g_source_unref (wait->cancelled);
    }
  g_object_unref (wait->task);
  g_free (wait);
}

static gboolean
is_wireless (const char *interface)
{
  static const char *const marks[] = { "wireless", "phy80211" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_build_filename ("/sys/class/net", interface, marks[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* The interface on the sensor's network: the same as before for as long as it is. */
static int
find_interface (ScManualLink *self)
{
  ScNetSnapshot *snapshot = sc_net_monitor_get_snapshot (self->monitor);

  if (snapshot == NULL)
    return 0;
  if (self->index != 0 && sc_net_snapshot_is_on (snapshot, self->index, self->subnet, self->sensor))
    return self->index;
  return sc_net_snapshot_find (snapshot, self->subnet, self->sensor, is_wireless);
}

static ScPresence
next_presence (ScPresence presence, gboolean joined)
{
  if (presence == SC_PRESENCE_UNKNOWN) /* nothing was joined yet, so nothing can be missed */
    return SC_PRESENCE_UNKNOWN;
  if (!joined)
    return SC_PRESENCE_GONE;
  return presence == SC_PRESENCE_GONE ? SC_PRESENCE_SEEN_AGAIN : presence;
}

static void
give_leases (ScManualLink *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)wait_free);
  for (guint i = 0; i < waiting->len; i++)
    {
      Wait *wait = g_ptr_array_index (waiting, i);

      g_task_return_pointer (wait->task,
                             sc_manual_lease_new (self->base_uri, self->monitor, self->index,
                                                  self->subnet, self->sensor),
                             g_object_unref);
    }
}

static void
evaluate (ScManualLink *self)
{
  g_autoptr (ScManualLink) keep = g_object_ref (self);
  ScNetSnapshot *snapshot = sc_net_monitor_get_snapshot (self->monitor);
  int index = find_interface (self);
  ScUplink uplink = SC_UPLINK_UNKNOWN;
  ScPresence presence = next_presence (self->presence, index != 0);
  gboolean changed;

  if (snapshot != NULL)
    uplink = sc_net_snapshot_has_uplink (snapshot, self->subnet, index) ? SC_UPLINK_READY
                                                                        : SC_UPLINK_NONE;
  if (index != 0 && self->waiting->len > 0)
    presence = SC_PRESENCE_THERE; /* of the sensor being joined now */
  changed = uplink != self->uplink || presence != self->presence;
  self->index = index;
  self->uplink = uplink;
  self->presence = presence;
  if (index != 0)
    give_leases (self);
  if (changed)
    sc_link_emit_changed (SC_LINK (self));
}

static ScLinkAbility
sc_manual_link_get_abilities (ScLink *link G_GNUC_UNUSED)
{
  return SC_LINK_CAN_NOTICE;
}

static GListModel *
sc_manual_link_get_access_points (ScLink *link)
{
  return G_LIST_MODEL (SC_MANUAL_LINK (link)->access_points);
}

static ScUplink
sc_manual_link_get_uplink (ScLink *link)
{
  return SC_MANUAL_LINK (link)->uplink;
}

static ScPresence
sc_manual_link_get_presence (ScLink *link, GBytes *ssid G_GNUC_UNUSED)
{
  return SC_MANUAL_LINK (link)->presence;
}

/* All that can be done for either is to look again. */
static void
sc_manual_link_look_again (ScLink *link)
{
  sc_net_monitor_refresh (SC_MANUAL_LINK (link)->monitor);
}

static gboolean
on_cancelled (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  ScManualLink *self = g_task_get_source_object (task);

  for (guint i = 0; i < self->waiting->len; i++)
    {
      Wait *wait = g_ptr_array_index (self->waiting, i);

      if (wait->task == task)
        {
          g_ptr_array_remove_index (self->waiting, i);
          break;
        }
    }
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
sc_manual_link_join_async (ScLink *link, ScAccessPoint *access_point G_GNUC_UNUSED,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ScManualLink *self = SC_MANUAL_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const GError *broken = sc_net_monitor_get_error (self->monitor);
  Wait *wait;

  g_task_set_source_tag (task, sc_manual_link_join_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (broken != NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_LINK_NOT_JOINED, "%s", broken->message);
      return;
    }
  wait = g_new0 (Wait, 1);
  wait->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      wait->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (wait->cancelled, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (wait->cancelled, g_task_get_context (task));
    }
  g_ptr_array_add (self->waiting, wait);
  evaluate (self);
}

static ScLease *
sc_manual_link_join_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, link), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char **
sc_manual_link_list_uplinks (ScLink *link)
{
  ScManualLink *self = SC_MANUAL_LINK (link);
  ScNetSnapshot *snapshot = sc_net_monitor_get_snapshot (self->monitor);

  return snapshot != NULL
             ? sc_net_snapshot_list_uplinks (snapshot, self->subnet, find_interface (self))
             : NULL;
}

/* The adapter is one of the Wi-Fi interfaces: what is not Wi-Fi stays, and all but one that are. */
static ScUplink
sc_manual_link_get_second_uplink (ScLink *link)
{
  g_auto (GStrv) names = sc_manual_link_list_uplinks (link);

  if (names == NULL)
    return SC_UPLINK_UNKNOWN;
  if (g_strv_length (names) > 1)
    return SC_UPLINK_READY;
  return names[0] != NULL && !is_wireless (names[0]) ? SC_UPLINK_READY : SC_UPLINK_NONE;
}

static const GError *
sc_manual_link_get_obstacle (ScLink *link)
{
  ScManualLink *self = SC_MANUAL_LINK (link);
  ScNetSnapshot *snapshot = sc_net_monitor_get_snapshot (self->monitor);
  int overlap, tunnel;

  g_clear_error (&self->obstacle);
  if (snapshot == NULL)
    return NULL;
  overlap = sc_net_snapshot_find_overlap (snapshot, self->subnet, self->sensor, is_wireless);
  tunnel = sc_net_snapshot_find_tunnel (snapshot);
  if (overlap != 0)
    self->obstacle = g_error_new_literal (SC_ERROR, SC_ERROR_LINK_OVERLAP,
                                          sc_net_snapshot_get_name (snapshot, overlap));
  else if (tunnel != 0)
    self->obstacle = g_error_new_literal (SC_ERROR, SC_ERROR_LINK_VPN,
                                          sc_net_snapshot_get_name (snapshot, tunnel));
  return self->obstacle;
}

static void
sc_manual_link_link_init (ScLinkInterface *iface)
{
  iface->get_abilities = sc_manual_link_get_abilities;
  iface->get_access_points = sc_manual_link_get_access_points;
  iface->get_uplink = sc_manual_link_get_uplink;
  iface->get_presence = sc_manual_link_get_presence;
  iface->rescan = sc_manual_link_look_again;
  iface->join_async = sc_manual_link_join_async;
  iface->join_finish = sc_manual_link_join_finish;
  iface->regain_uplink = sc_manual_link_look_again;
  iface->list_uplinks = sc_manual_link_list_uplinks;
  iface->get_second_uplink = sc_manual_link_get_second_uplink;
  iface->get_obstacle = sc_manual_link_get_obstacle;
}

static void
sc_manual_link_finalize (GObject *object)
{
  ScManualLink *self = SC_MANUAL_LINK (object);

  g_free (self->base_uri);
  g_clear_object (&self->subnet);
  g_clear_object (&self->sensor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->access_points);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_error (&self->obstacle);
  G_OBJECT_CLASS (sc_manual_link_parent_class)->finalize (object);
}

static void
sc_manual_link_class_init (ScManualLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_manual_link_finalize;
}

static void
sc_manual_link_init (ScManualLink *self)
{
  self->access_points = g_list_store_new (SC_TYPE_ACCESS_POINT);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)wait_free);
}

/* The sensor's own address; the subnet's if the base URI names none. */
static GInetAddress *
address_of (const char *base_uri, GInetAddressMask *subnet)
{
  g_autoptr (GUri) uri = g_uri_parse (base_uri, G_URI_FLAGS_NONE, NULL);
  GInetAddress *address =
      uri != NULL ? g_inet_address_new_from_string (g_uri_get_host (uri)) : NULL;

  return address != NULL ? address : g_object_ref (g_inet_address_mask_get_address (subnet));
}

/**
 * sc_manual_link_new:
 * @model: says where sensors of its family answer, and in which subnet
 * @clock: paces looking
 *
 * Returns: (transfer full): the link. Where this computer does not say what networks it has, the
 *   uplink is unknown and joining fails with %SC_ERROR_LINK_NOT_JOINED
 */
ScManualLink *
sc_manual_link_new (ScModel *model, ScClock *clock)
{
  ScManualLink *self;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (SC_IS_CLOCK (clock), NULL);

  self = g_object_new (SC_TYPE_MANUAL_LINK, NULL);
  self->base_uri = g_strdup (sc_model_get_base_uri (model));
  self->subnet = g_object_ref (sc_model_get_subnet (model));
  self->sensor = address_of (self->base_uri, self->subnet);
  self->monitor = sc_net_monitor_new (clock);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (evaluate), self,
                           G_CONNECT_SWAPPED);
  evaluate (self);
  return self;
}
