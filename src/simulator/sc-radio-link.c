/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-radio-link.h"

#include "sc-error.h"
#include "sc-radio-lease.h"

/*
 * Life of a stay: join_async() orders the radio to join and keeps the task; the view then shows
 * "joining" and "joined" (the task returns a lease), or "joining" and something else (it fails).
 * A lease is lost when the view no longer shows "joined". Releasing orders the radio to leave
 * and waits until the laptop is home.
 */

typedef struct
{
  ScModel *model;
  char *sensor_uri;
  GListStore *access_points;
  GHashTable *presence; /* SSID -> ScPresence, of sensors' networks ever heard */

  gboolean laptop_is_home;
  char *joined;
  gboolean uplink;
  GError *failure; /* for good */

  GTask *join;             /* (nullable) */
  GSource *join_cancelled; /* (nullable): of @join's cancellable */
  char *wanted;            /* (nullable): address @join waits for; NULL: any */
  gboolean under_way;      /* the view showed "joining" since @join began */
  ScRadioLease *lease;     /* (nullable) (unowned): the present stay */
  GPtrArray *releases;     /* of GTask: wait until the laptop is home */
} ScRadioLinkPrivate;

static void sc_radio_link_iface_init (ScLinkInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ScRadioLink, sc_radio_link, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (ScRadioLink)
                                      G_IMPLEMENT_INTERFACE (SC_TYPE_LINK,
                                                             sc_radio_link_iface_init))

#define PRIV(self) ((ScRadioLinkPrivate *)sc_radio_link_get_instance_private (self))

static void
sc_radio_link_finalize (GObject *object)
{
  ScRadioLinkPrivate *priv = PRIV (SC_RADIO_LINK (object));

  g_clear_pointer (&priv->model, sc_model_unref);
  g_free (priv->sensor_uri);
  g_clear_object (&priv->access_points);
  g_hash_table_unref (priv->presence);
  g_free (priv->joined);
  g_clear_error (&priv->failure);
  g_free (priv->wanted);
  g_ptr_array_unref (priv->releases);
  G_OBJECT_CLASS (sc_radio_link_parent_class)->finalize (object);
}

static void
sc_radio_link_class_init (ScRadioLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_radio_link_finalize;
}

static void
sc_radio_link_init (ScRadioLink *self)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  priv->access_points = g_list_store_new (SC_TYPE_ACCESS_POINT);
  priv->presence =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  priv->releases = g_ptr_array_new_with_free_func (g_object_unref);
  priv->laptop_is_home = TRUE;
}

/**
 * sc_radio_link_set_up:
 * @self: a new link
 * @model: which networks are sensors'
 * @sensor_uri: where a joined sensor answers
 */
void
sc_radio_link_set_up (ScRadioLink *self, ScModel *model, const char *sensor_uri)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  priv->model = sc_model_ref (model);
  priv->sensor_uri = g_strdup (sensor_uri);
}

/**
 * sc_radio_link_make_access_point:
 * @self: a link
 * @ssid: name, bytes
 * @bssid: address
 * @strength: percent
 * @open: whether it needs no key
 *
 * Returns: (transfer full): the access point, marked as a sensor's if the model says so
 */
ScAccessPoint *
sc_radio_link_make_access_point (ScRadioLink *self, GBytes *ssid, const char *bssid, guint strength,
                                 gboolean open)
{
  return sc_access_point_new (ssid, bssid, strength, open,
                              sc_model_ssid_matches (PRIV (self)->model, ssid));
}

/**
 * sc_radio_link_is_used:
 * @self: a link
 *
 * Returns: whether a stay is asked for or under way
 */
gboolean
sc_radio_link_is_used (ScRadioLink *self)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  return priv->join != NULL || priv->lease != NULL;
}

static gboolean
contains (GListModel *list, ScAccessPoint *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      if (sc_access_point_equal (one, wanted)
          && sc_access_point_get_strength (one) == sc_access_point_get_strength (wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
array_contains (GPtrArray *array, ScAccessPoint *wanted)
{
  for (guint i = 0; i < array->len; i++)
    if (sc_access_point_equal (g_ptr_array_index (array, i), wanted)
        && sc_access_point_get_strength (g_ptr_array_index (array, i))
               == sc_access_point_get_strength (wanted))
      return TRUE;
  return FALSE;
}

static gboolean
ssid_is_heard (GPtrArray *array, GBytes *ssid)
{
  for (guint i = 0; i < array->len; i++)
    if (g_bytes_equal (sc_access_point_get_ssid (g_ptr_array_index (array, i)), ssid))
      return TRUE;
  return FALSE;
}

static gboolean
update_presence (ScRadioLinkPrivate *priv, GPtrArray *access_points)
{
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, priv->presence);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_INT (value) != SC_PRESENCE_GONE && !ssid_is_heard (access_points, key))
      {
        g_hash_table_iter_replace (&iter, GINT_TO_POINTER (SC_PRESENCE_GONE));
        changed = TRUE;
      }
  for (guint i = 0; i < access_points->len; i++)
    {
      ScAccessPoint *one = g_ptr_array_index (access_points, i);
      GBytes *ssid = sc_access_point_get_ssid (one);
      ScPresence before = GPOINTER_TO_INT (g_hash_table_lookup (priv->presence, ssid));
      ScPresence now = before == SC_PRESENCE_UNKNOWN ? SC_PRESENCE_THERE
                       : before == SC_PRESENCE_GONE  ? SC_PRESENCE_SEEN_AGAIN
                                                     : before;

      if (now == before)
        continue;
      g_hash_table_replace (priv->presence, g_bytes_ref (ssid), GINT_TO_POINTER (now));
      changed = TRUE;
    }
  return changed;
}

/**
 * sc_radio_link_hear:
 * @self: a link
 * @access_points: (element-type ScAccessPoint): everything that is heard now
 *
 * Brings list and presence up to date; what did not change stays the same object.
 */
void
sc_radio_link_hear (ScRadioLink *self, GPtrArray *access_points)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  GListModel *list = G_LIST_MODEL (priv->access_points);

  for (guint i = g_list_model_get_n_items (list); i > 0; i--)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i - 1);

      if (!array_contains (access_points, one))
        g_list_store_remove (priv->access_points, i - 1);
    }
  for (guint i = 0; i < access_points->len; i++)
    if (!contains (list, g_ptr_array_index (access_points, i)))
      g_list_store_append (priv->access_points, g_ptr_array_index (access_points, i));
  if (update_presence (priv, access_points))
    sc_link_emit_changed (SC_LINK (self));
}

static ScAccessPoint *
find_access_point (ScRadioLinkPrivate *priv, const char *bssid)
{
  GListModel *list = G_LIST_MODEL (priv->access_points);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      if (g_strcmp0 (sc_access_point_get_bssid (one), bssid) == 0)
        return g_steal_pointer (&one);
    }
  return NULL;
}

static GTask *
take_join (ScRadioLinkPrivate *priv)
{
  if (priv->join_cancelled != NULL)
    g_source_destroy (priv->join_cancelled);
  g_clear_pointer (&priv->join_cancelled, g_source_unref);
  return g_steal_pointer (&priv->join);
}

static void
return_lease (ScRadioLink *self)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (GTask) task = take_join (priv);
  g_autoptr (ScAccessPoint) access_point = find_access_point (priv, priv->joined);

  priv->lease = sc_radio_lease_new (self, priv->sensor_uri, access_point);
  g_task_return_pointer (task, priv->lease, g_object_unref);
}

static void
fail_join (ScRadioLink *self, const GError *error)
{
  g_autoptr (GTask) task = take_join (PRIV (self));

  g_task_return_error (task, g_error_copy (error));
}

/**
 * sc_radio_link_refuse_join:
 * @self: a link
 * @bssid: the access point that was asked for
 *
 * The radio does not know it: a join under way to it fails.
 */
void
sc_radio_link_refuse_join (ScRadioLink *self, const char *bssid)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, SC_ERROR_LINK_NOT_JOINED,
                                                  "the sensor's network could not be joined");

  if (priv->join != NULL && g_strcmp0 (priv->wanted, bssid) == 0)
    fail_join (self, error);
}

static void
follow_join (ScRadioLink *self, const ScRadioView *view)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  gboolean arrived =
      view->joined != NULL
      && (priv->wanted == NULL
          || (priv->under_way && g_ascii_strcasecmp (view->joined, priv->wanted) == 0));

  if (priv->join == NULL)
    return;
  if (arrived)
    return_lease (self);
  else if (view->joining != NULL)
    priv->under_way = TRUE;
  else if (priv->under_way && priv->wanted != NULL)
    sc_radio_link_refuse_join (self, priv->wanted);
}

static void
finish_releases (ScRadioLink *self)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (GPtrArray) done = g_steal_pointer (&priv->releases);

  priv->releases = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < done->len; i++)
    g_task_return_boolean (g_ptr_array_index (done, i), TRUE);
}

/**
 * sc_radio_link_update:
 * @self: a link
 * @view: where the laptop is now; copied
 */
void
sc_radio_link_update (ScRadioLink *self, const ScRadioView *view)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (ScRadioLink) guard = g_object_ref (self);
  gboolean uplink_changed = priv->uplink != view->uplink;

  priv->laptop_is_home = view->laptop_is_home;
  priv->uplink = view->uplink;
  g_free (priv->joined);
  priv->joined = g_strdup (view->joined);
  follow_join (self, view);
  if (priv->lease != NULL && priv->joined == NULL)
    sc_lease_mark_lost (SC_LEASE (priv->lease));
  if (priv->laptop_is_home)
    finish_releases (self);
  if (uplink_changed)
    sc_link_emit_changed (SC_LINK (self));
}

/**
 * sc_radio_link_fail:
 * @self: a link
 * @error: why the radio does not answer any more
 *
 * The end of the simulation: a join under way and all later ones fail, the lease is lost.
 */
void
sc_radio_link_fail (ScRadioLink *self, const GError *error)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (ScRadioLink) guard = g_object_ref (self);

  if (priv->failure != NULL)
    return;
  priv->failure = g_error_copy (error);
  if (priv->join != NULL)
    fail_join (self, error);
  if (priv->lease != NULL)
    sc_lease_mark_lost (SC_LEASE (priv->lease));
  finish_releases (self);
  sc_link_emit_changed (SC_LINK (self));
}

static void
order_leave (ScRadioLink *self)
{
  if (PRIV (self)->failure == NULL)
    SC_RADIO_LINK_GET_CLASS (self)->leave (self);
}

/**
 * sc_radio_link_release:
 * @self: a link
 * @lease: one of its leases
 * @task: (transfer none) (nullable): returns when the laptop is home
 *
 * For leases. A lease that is not the present one has nothing left to release.
 */
void
sc_radio_link_release (ScRadioLink *self, ScRadioLease *lease, GTask *task)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  if (priv->lease == lease)
    {
      priv->lease = NULL;
      order_leave (self);
    }
  if (task == NULL)
    return;
  if (priv->laptop_is_home || priv->failure != NULL || priv->lease != NULL || priv->join != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_ptr_array_add (priv->releases, g_object_ref (task));
}

static ScLinkAbility
sc_radio_link_get_abilities (ScLink *link G_GNUC_UNUSED)
{
  return SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR;
}

static GListModel *
sc_radio_link_get_access_points (ScLink *link)
{
  return G_LIST_MODEL (PRIV (SC_RADIO_LINK (link))->access_points);
}

static ScUplink
sc_radio_link_get_uplink (ScLink *link)
{
  ScRadioLinkPrivate *priv = PRIV (SC_RADIO_LINK (link));

  if (priv->failure != NULL)
    return SC_UPLINK_UNKNOWN;
  return priv->uplink ? SC_UPLINK_READY : SC_UPLINK_NONE;
}

static ScPresence
sc_radio_link_get_presence (ScLink *link, GBytes *ssid)
{
  ScRadioLinkPrivate *priv = PRIV (SC_RADIO_LINK (link));

  if (ssid == NULL || priv->failure != NULL)
    return SC_PRESENCE_UNKNOWN;
  return GPOINTER_TO_INT (g_hash_table_lookup (priv->presence, ssid));
}

/* The simulated radio listens all the time: the list is always fresh. */
static void
sc_radio_link_rescan (ScLink *link G_GNUC_UNUSED)
{
}

static gboolean
join_cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (ScRadioLink) self = g_object_ref (user_data);
  g_autoptr (GTask) task = take_join (PRIV (self));

  order_leave (self);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (ScRadioLink *self, GCancellable *cancellable)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  if (cancellable == NULL)
    return;
  priv->join_cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (priv->join_cancelled, G_SOURCE_FUNC (join_cancelled_cb), self, NULL);
  g_source_attach (priv->join_cancelled, g_task_get_context (priv->join));
}

static void
sc_radio_link_join_async (ScLink *link, ScAccessPoint *access_point, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  ScRadioLink *self = SC_RADIO_LINK (link);
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_radio_link_join_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (priv->failure != NULL)
    {
      g_task_return_error (task, g_error_copy (priv->failure));
      return;
    }
  if (priv->join != NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_BUG, "a join is under way");
      return;
    }
  priv->join = g_object_ref (task);
  priv->under_way = FALSE;
  priv->lease = NULL; /* an older stay ends with the new one */
  g_free (priv->wanted);
  priv->wanted = access_point ? g_strdup (sc_access_point_get_bssid (access_point)) : NULL;
  watch_cancellable (self, cancellable);
  if (priv->wanted != NULL)
    SC_RADIO_LINK_GET_CLASS (self)->join (self, priv->wanted);
  else if (priv->joined != NULL)
    return_lease (self);
}

static ScLease *
sc_radio_link_join_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, link), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sc_radio_link_join_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_radio_link_regain_uplink (ScLink *link)
{
  ScRadioLink *self = SC_RADIO_LINK (link);

  if (!sc_radio_link_is_used (self) && !PRIV (self)->laptop_is_home)
    order_leave (self);
}

static void
sc_radio_link_iface_init (ScLinkInterface *iface)
{
  iface->get_abilities = sc_radio_link_get_abilities;
  iface->get_access_points = sc_radio_link_get_access_points;
  iface->get_uplink = sc_radio_link_get_uplink;
  iface->get_presence = sc_radio_link_get_presence;
  iface->rescan = sc_radio_link_rescan;
  iface->join_async = sc_radio_link_join_async;
  iface->join_finish = sc_radio_link_join_finish;
  iface->regain_uplink = sc_radio_link_regain_uplink;
}
