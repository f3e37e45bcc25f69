/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-radio-link.h"

#include "sc-earshot.h"
#include "sc-error.h"
#include "sc-radio-lease.h"

/* What stands in the way in a simulation: an interface like any other */
#define OBSTACLE "simulated0"

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
  ScEarshot *earshot;

  gboolean laptop_is_home;
  gboolean trying;
  char *joined;
  gboolean uplink;
  GError *failure;  /* for good */
  GError *obstacle; /* (nullable) */
  ScSecret *key;    /* (nullable): of the sensor's network that is joined next */

  GTask *join;             /* (nullable) */
  GSource *join_cancelled; /* (nullable): of @join's cancellable */
  char *wanted;            /* (nullable): address @join waits for; NULL: any */
  gboolean under_way;      /* the view showed "joining" since @join began */
  gboolean is_trial;       /* @join is to a site network */
  gboolean judged;         /* and the radio has said what comes of it */
  ScError verdict;         /* 0: it lets us in */
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
  sc_earshot_free (priv->earshot);
  g_free (priv->joined);
  g_clear_error (&priv->failure);
  g_clear_error (&priv->obstacle);
  g_clear_pointer (&priv->key, sc_secret_unref);
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

  priv->earshot = sc_earshot_new ();
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

/**
 * sc_radio_link_hear:
 * @self: a link
 * @access_points: (element-type ScAccessPoint): everything that is heard now
 */
void
sc_radio_link_hear (ScRadioLink *self, GPtrArray *access_points)
{
  if (sc_earshot_update (PRIV (self)->earshot, access_points))
    sc_link_emit_changed (SC_LINK (self));
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
  g_autoptr (ScAccessPoint) access_point =
      priv->is_trial ? NULL : sc_earshot_find (priv->earshot, priv->joined);

  if (access_point != NULL)
    sc_earshot_join (priv->earshot, sc_access_point_get_ssid (access_point));
  priv->lease = sc_radio_lease_new (self, priv->is_trial ? NULL : priv->sensor_uri, access_point);
  g_task_return_pointer (task, priv->lease, g_object_unref);
}

static void
fail_join (ScRadioLink *self, const GError *error)
{
  g_autoptr (GTask) task = take_join (PRIV (self));

  g_task_return_error (task, g_error_copy (error));
}

static void
end_join (ScRadioLink *self, ScError code)
{
  g_autoptr (GError) error =
      g_error_new_literal (SC_ERROR, (int)code, "the simulated network was not joined");

  fail_join (self, error);
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

  if (priv->join != NULL && g_strcmp0 (priv->wanted, bssid) == 0)
    end_join (self, SC_ERROR_LINK_NOT_JOINED);
}

/* It ends when the laptop has arrived, or has given up and the radio has said why. */
static void
follow_trial (ScRadioLink *self, const ScRadioView *view)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  if (view->on_site)
    return_lease (self);
  else if (view->trying)
    priv->under_way = TRUE;
  else if (priv->under_way && priv->judged)
    end_join (self, priv->verdict != 0 ? priv->verdict : SC_ERROR_LINK_LOST);
}

/**
 * sc_radio_link_take_verdict:
 * @self: a link
 * @verdict: why the network does not let the laptop in; 0: it does
 *
 * What the radio says of a trial or a join; the laptop may be under way still.
 */
void
sc_radio_link_take_verdict (ScRadioLink *self, ScError verdict)
{
  ScRadioLinkPrivate *priv = PRIV (self);
  ScRadioView view = { .laptop_is_home = priv->laptop_is_home, .trying = priv->trying };

  if (priv->join == NULL)
    return;
  priv->judged = TRUE;
  priv->verdict = verdict;
  if (verdict != 0 && priv->is_trial && !priv->trying)
    follow_trial (self, &view);
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
  if (priv->is_trial)
    follow_trial (self, view);
  else if (arrived)
    return_lease (self);
  else if (view->joining != NULL)
    priv->under_way = TRUE;
  else if (priv->under_way && view->laptop_is_home)
    end_join (self, priv->verdict != 0 ? priv->verdict : SC_ERROR_LINK_NOT_JOINED);
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

static ScError
obstacle_of (ScRadioLinkPrivate *priv)
{
  return priv->obstacle != NULL ? (ScError)priv->obstacle->code : (ScError)0;
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
  gboolean changed = priv->uplink != view->uplink || obstacle_of (priv) != view->obstacle;

  priv->laptop_is_home = view->laptop_is_home;
  priv->trying = view->trying;
  priv->uplink = view->uplink;
  g_clear_error (&priv->obstacle);
  if (view->obstacle != 0)
    priv->obstacle = g_error_new_literal (SC_ERROR, (int)view->obstacle, OBSTACLE);
  g_free (priv->joined);
  priv->joined = g_strdup (view->joined);
  follow_join (self, view);
  if (priv->lease != NULL && (priv->is_trial ? !view->on_site : priv->joined == NULL))
    sc_lease_mark_lost (SC_LEASE (priv->lease));
  if (priv->laptop_is_home)
    finish_releases (self);
  if (changed)
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
  return SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR | SC_LINK_CAN_TRY;
}

static GListModel *
sc_radio_link_get_access_points (ScLink *link)
{
  return sc_earshot_get_list (PRIV (SC_RADIO_LINK (link))->earshot);
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
  return sc_earshot_get_presence (priv->earshot, ssid);
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

/* Returns: whether it has begun; else @task has returned. */
static gboolean
begin (ScRadioLink *self, GTask *task)
{
  ScRadioLinkPrivate *priv = PRIV (self);

  if (g_task_return_error_if_cancelled (task))
    return FALSE;
  if (priv->failure != NULL)
    {
      g_task_return_error (task, g_error_copy (priv->failure));
      return FALSE;
    }
  if (priv->join != NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_BUG, "a join is under way");
      return FALSE;
    }
  priv->join = g_object_ref (task);
  priv->under_way = priv->is_trial = priv->judged = FALSE;
  priv->verdict = 0;
  priv->lease = NULL; /* an older stay ends with the new one */
  g_clear_pointer (&priv->wanted, g_free);
  watch_cancellable (self, g_task_get_cancellable (task));
  return TRUE;
}

static void
sc_radio_link_try_async (ScLink *link, ScSiteNetwork *network, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  ScRadioLink *self = SC_RADIO_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_radio_link_try_async);
  if (!begin (self, task))
    return;
  PRIV (self)->is_trial = TRUE;
  SC_RADIO_LINK_GET_CLASS (self)->try_site (self, network);
}

static ScLease *
sc_radio_link_try_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, link), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sc_radio_link_try_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sc_radio_link_join_async (ScLink *link, ScAccessPoint *access_point, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  ScRadioLink *self = SC_RADIO_LINK (link);
  ScRadioLinkPrivate *priv = PRIV (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_radio_link_join_async);
  if (!begin (self, task))
    return;
  priv->wanted = access_point ? g_strdup (sc_access_point_get_bssid (access_point)) : NULL;
  if (priv->wanted != NULL)
    SC_RADIO_LINK_GET_CLASS (self)->join (self, priv->wanted, priv->key);
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

  if (!sc_radio_link_is_used (self) && !PRIV (self)->laptop_is_home
      && PRIV (self)->releases->len == 0) /* else it is on the way */
    order_leave (self);
}

static void
sc_radio_link_set_key (ScLink *link, ScSecret *key)
{
  ScRadioLinkPrivate *priv = PRIV (SC_RADIO_LINK (link));

  if (key != NULL)
    sc_secret_ref (key);
  g_clear_pointer (&priv->key, sc_secret_unref);
  priv->key = key;
}

static const GError *
sc_radio_link_get_obstacle (ScLink *link)
{
  return PRIV (SC_RADIO_LINK (link))->obstacle;
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
  iface->try_async = sc_radio_link_try_async;
  iface->try_finish = sc_radio_link_try_finish;
  iface->regain_uplink = sc_radio_link_regain_uplink;
  iface->set_key = sc_radio_link_set_key;
  iface->get_obstacle = sc_radio_link_get_obstacle;
}
