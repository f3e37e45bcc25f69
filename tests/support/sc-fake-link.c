/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fakes-private.h"

/* Lease */

#define SC_TYPE_FAKE_LEASE (sc_fake_lease_get_type ())
G_DECLARE_FINAL_TYPE (ScFakeLease, sc_fake_lease, SC, FAKE_LEASE, ScLease)

struct _ScFakeLease
{
  ScLease parent_instance;
  GPtrArray *log;
  GPtrArray *releases; /* of GTask */
};

G_DEFINE_FINAL_TYPE (ScFakeLease, sc_fake_lease, SC_TYPE_LEASE)

static void
fake_lease_release_async (ScLease *lease, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ScFakeLease *self = SC_FAKE_LEASE (lease);

  sc_fake_say (self->log, "release");
  g_ptr_array_add (self->releases, g_task_new (self, cancellable, callback, user_data));
}

static gboolean
fake_lease_release_finish (ScLease *lease, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, lease));
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sc_fake_lease_finalize (GObject *object)
{
  ScFakeLease *self = SC_FAKE_LEASE (object);

  g_ptr_array_unref (self->log);
  g_ptr_array_unref (self->releases);
  G_OBJECT_CLASS (sc_fake_lease_parent_class)->finalize (object);
}

static void
sc_fake_lease_class_init (ScFakeLeaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_fake_lease_finalize;
  SC_LEASE_CLASS (klass)->release_async = fake_lease_release_async;
  SC_LEASE_CLASS (klass)->release_finish = fake_lease_release_finish;
}

static void
sc_fake_lease_init (ScFakeLease *self)
{
  self->releases = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Link */

#define SC_TYPE_FAKE_LINK (sc_fake_link_get_type ())
G_DECLARE_FINAL_TYPE (ScFakeLink, sc_fake_link, SC, FAKE_LINK, GObject)

struct _ScFakeLink
{
  GObject parent_instance;
  GPtrArray *log;
  ScLinkAbility abilities;
  GListStore *access_points;
  ScUplink uplink;
  ScPresence presence;
  ScHome home;
  GError *trouble;
  GPtrArray *adapters; /* of ScAdapter */
  char *adapter;
  ScSecret *key;
  GTask *going_home;
  GTask *join;
  gboolean is_trial;
  ScFakeLease *lease;
  GStrv uplinks;    /* nullable */
  GError *obstacle; /* nullable */
};

static ScLinkAbility
fake_link_get_abilities (ScLink *link)
{
  return SC_FAKE_LINK (link)->abilities;
}

static GListModel *
fake_link_get_access_points (ScLink *link)
{
  return G_LIST_MODEL (SC_FAKE_LINK (link)->access_points);
}

static ScUplink
fake_link_get_uplink (ScLink *link)
{
  return SC_FAKE_LINK (link)->uplink;
}

static ScPresence
fake_link_get_presence (ScLink *link, GBytes *ssid G_GNUC_UNUSED)
{
  return SC_FAKE_LINK (link)->presence;
}

static void
fake_link_rescan (ScLink *link)
{
  sc_fake_say (SC_FAKE_LINK (link)->log, "rescan");
}

static void
fake_link_join_async (ScLink *link, ScAccessPoint *access_point G_GNUC_UNUSED,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeLink *self = SC_FAKE_LINK (link);

  sc_fake_say (self->log, "join");
  g_assert_null (self->join);
  self->is_trial = FALSE;
  self->join = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (self->join, FALSE);
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (sc_fake_on_cancelled), &self->join, NULL);
}

static ScLease *
fake_link_join_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, link));
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_link_try_async (ScLink *link, ScSiteNetwork *network G_GNUC_UNUSED, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeLink *self = SC_FAKE_LINK (link);

  sc_fake_say (self->log, "try");
  g_assert_null (self->join);
  self->is_trial = TRUE;
  self->join = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (self->join, FALSE);
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (sc_fake_on_cancelled), &self->join, NULL);
}

static void
fake_link_regain_uplink (ScLink *link)
{
  sc_fake_say (SC_FAKE_LINK (link)->log, "regain-uplink");
}

static const GError *
fake_link_get_trouble (ScLink *link)
{
  return SC_FAKE_LINK (link)->trouble;
}

static GPtrArray *
fake_link_list_adapters (ScLink *link)
{
  ScFakeLink *self = SC_FAKE_LINK (link);
  GPtrArray *adapters = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_adapter_free);

  for (guint i = 0; i < self->adapters->len; i++)
    {
      const ScAdapter *one = g_ptr_array_index (self->adapters, i);

      g_ptr_array_add (adapters,
                       sc_adapter_new (one->interface, one->is_usb, one->is_uplink, one->is_taken));
    }
  return adapters;
}

static const char *
fake_link_get_adapter (ScLink *link)
{
  return SC_FAKE_LINK (link)->adapter;
}

static void
fake_link_set_adapter (ScLink *link, const char *interface)
{
  ScFakeLink *self = SC_FAKE_LINK (link);
  g_autofree char *line = g_strdup_printf ("adapter:%s", interface != NULL ? interface : "best");

  sc_fake_say (self->log, line);
  g_free (self->adapter);
  self->adapter = g_strdup (interface);
  sc_link_emit_changed (link);
}

static void
fake_link_set_key (ScLink *link, ScSecret *key)
{
  ScFakeLink *self = SC_FAKE_LINK (link);

  if (key != NULL)
    sc_secret_ref (key);
  g_clear_pointer (&self->key, sc_secret_unref);
  self->key = key;
}

static void
fake_link_power_on (ScLink *link)
{
  sc_fake_say (SC_FAKE_LINK (link)->log, "power-on");
}

static ScHome
fake_link_get_home (ScLink *link, const char *uuid G_GNUC_UNUSED)
{
  return SC_FAKE_LINK (link)->home;
}

static void
fake_link_go_home_async (ScLink *link, const char *uuid, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeLink *self = SC_FAKE_LINK (link);
  g_autofree char *line = g_strdup_printf ("go-home:%s", uuid);

  sc_fake_say (self->log, line);
  g_assert_null (self->going_home);
  self->going_home = g_task_new (self, cancellable, callback, user_data);
}

static gboolean
fake_link_go_home_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, link));
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char **
fake_link_list_uplinks (ScLink *link)
{
  return g_strdupv (SC_FAKE_LINK (link)->uplinks);
}

static ScUplink
fake_link_get_second_uplink (ScLink *link)
{
  ScFakeLink *self = SC_FAKE_LINK (link);

  if (self->uplinks == NULL)
    return SC_UPLINK_UNKNOWN;
  return g_strv_length (self->uplinks) > 1 ? SC_UPLINK_READY : SC_UPLINK_NONE;
}

static const GError *
fake_link_get_obstacle (ScLink *link)
{
  return SC_FAKE_LINK (link)->obstacle;
}

static void
fake_link_iface_init (ScLinkInterface *iface)
{
  iface->get_abilities = fake_link_get_abilities;
  iface->get_access_points = fake_link_get_access_points;
  iface->get_uplink = fake_link_get_uplink;
  iface->get_presence = fake_link_get_presence;
  iface->rescan = fake_link_rescan;
  iface->join_async = fake_link_join_async;
  iface->join_finish = fake_link_join_finish;
  iface->list_uplinks = fake_link_list_uplinks;
  iface->get_second_uplink = fake_link_get_second_uplink;
  iface->get_obstacle = fake_link_get_obstacle;
  iface->try_async = fake_link_try_async;
  iface->try_finish = fake_link_join_finish;
  iface->regain_uplink = fake_link_regain_uplink;
  iface->get_trouble = fake_link_get_trouble;
  iface->list_adapters = fake_link_list_adapters;
  iface->get_adapter = fake_link_get_adapter;
  iface->set_adapter = fake_link_set_adapter;
  iface->set_key = fake_link_set_key;
  iface->power_on = fake_link_power_on;
  iface->get_home = fake_link_get_home;
  iface->go_home_async = fake_link_go_home_async;
  iface->go_home_finish = fake_link_go_home_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScFakeLink, sc_fake_link, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_LINK, fake_link_iface_init))

static void
sc_fake_link_finalize (GObject *object)
{
  ScFakeLink *self = SC_FAKE_LINK (object);

  g_clear_object (&self->going_home);
  g_clear_error (&self->trouble);
  g_ptr_array_unref (self->adapters);
  g_free (self->adapter);
  g_clear_pointer (&self->key, sc_secret_unref);
  g_clear_object (&self->join);
  g_clear_object (&self->lease);
  g_clear_object (&self->access_points);
  g_strfreev (self->uplinks);
  g_clear_error (&self->obstacle);
  g_ptr_array_unref (self->log);
  G_OBJECT_CLASS (sc_fake_link_parent_class)->finalize (object);
}

static void
sc_fake_link_class_init (ScFakeLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_fake_link_finalize;
}

static void
sc_fake_link_init (ScFakeLink *self)
{
  self->access_points = g_list_store_new (SC_TYPE_ACCESS_POINT);
  self->adapters = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_adapter_free);
  self->uplink = SC_UPLINK_READY;
  self->abilities = SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR;
}

void
sc_fake_link_grant (ScFakes *fakes)
{
  sc_fake_link_grant_on (fakes, SC_FAKE_LINK (fakes->link)->is_trial ? "wlan7" : NULL);
}

void
sc_fake_link_grant_on (ScFakes *fakes, const char *interface)
{
  ScFakeLink *self = SC_FAKE_LINK (fakes->link);
  g_autoptr (GTask) join = g_steal_pointer (&self->join);

  g_assert_nonnull (join);
  g_clear_object (&self->lease);
  self->lease = g_object_new (SC_TYPE_FAKE_LEASE, "interface", interface, "base-uri",
                              self->is_trial ? NULL : "http://127.0.0.1:1", NULL);
  self->lease->log = g_ptr_array_ref (self->log);
  if (!self->is_trial)
    self->presence = SC_PRESENCE_THERE;
  g_task_return_pointer (join, g_object_ref (self->lease), g_object_unref);
}

void
sc_fake_link_refuse (ScFakes *fakes, ScError code)
{
  ScFakeLink *self = SC_FAKE_LINK (fakes->link);
  g_autoptr (GTask) join = g_steal_pointer (&self->join);

  g_assert_nonnull (join);
  sc_fake_fail (join, code);
}

gboolean
sc_fake_link_is_joining (ScFakes *fakes)
{
  return SC_FAKE_LINK (fakes->link)->join != NULL;
}

ScLease *
sc_fake_link_get_lease (ScFakes *fakes)
{
  return (ScLease *)SC_FAKE_LINK (fakes->link)->lease;
}

void
sc_fake_link_lose (ScFakes *fakes)
{
  sc_lease_mark_lost (sc_fake_link_get_lease (fakes));
}

void
sc_fake_link_finish_release (ScFakes *fakes)
{
  ScFakeLease *lease = SC_FAKE_LINK (fakes->link)->lease;

  g_assert_cmpuint (lease->releases->len, >, 0);
  for (guint i = 0; i < lease->releases->len; i++)
    g_task_return_boolean (g_ptr_array_index (lease->releases, i), TRUE);
  g_ptr_array_set_size (lease->releases, 0);
}

void
sc_fake_link_set_abilities (ScFakes *fakes, ScLinkAbility abilities)
{
  SC_FAKE_LINK (fakes->link)->abilities = abilities;
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_set_uplink (ScFakes *fakes, ScUplink uplink)
{
  SC_FAKE_LINK (fakes->link)->uplink = uplink;
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_set_uplinks (ScFakes *fakes, const char *const *interfaces)
{
  ScFakeLink *self = SC_FAKE_LINK (fakes->link);

  g_strfreev (self->uplinks);
  self->uplinks = g_strdupv ((char **)interfaces);
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_set_obstacle (ScFakes *fakes, ScError code)
{
  ScFakeLink *self = SC_FAKE_LINK (fakes->link);

  g_clear_error (&self->obstacle);
  if (code != 0)
    self->obstacle = g_error_new_literal (SC_ERROR, code, "tun0");
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_set_presence (ScFakes *fakes, ScPresence presence)
{
  SC_FAKE_LINK (fakes->link)->presence = presence;
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_set_trouble (ScFakes *fakes, ScError code)
{
  ScFakeLink *self = SC_FAKE_LINK (fakes->link);

  g_clear_error (&self->trouble);
  if (code != 0)
    self->trouble = g_error_new_literal (SC_ERROR, (int)code, "scripted");
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_add_adapter (ScFakes *fakes, const char *interface, gboolean is_uplink)
{
  ScFakeLink *self = SC_FAKE_LINK (fakes->link);

  if (interface == NULL)
    g_ptr_array_set_size (self->adapters, 0);
  else
    g_ptr_array_add (self->adapters, sc_adapter_new (interface, !is_uplink, is_uplink, is_uplink));
  if (!is_uplink)
    {
      g_free (self->adapter);
      self->adapter = g_strdup (interface);
    }
  sc_link_emit_changed (fakes->link);
}

gboolean
sc_fake_link_has_key (ScFakes *fakes, const char *key)
{
  ScSecret *held = SC_FAKE_LINK (fakes->link)->key;

  return held == NULL || key == NULL ? held == NULL && key == NULL
                                     : g_str_equal (sc_secret_peek (held), key);
}

void
sc_fake_link_set_home (ScFakes *fakes, ScHome home)
{
  SC_FAKE_LINK (fakes->link)->home = home;
  sc_link_emit_changed (fakes->link);
}

void
sc_fake_link_finish_going_home (ScFakes *fakes, ScError code)
{
  g_autoptr (GTask) task = g_steal_pointer (&SC_FAKE_LINK (fakes->link)->going_home);

  g_assert_nonnull (task);
  if (code != 0)
    sc_fake_fail (task, code);
  else
    g_task_return_boolean (task, TRUE);
}

ScLink *
sc_fake_link_new (GPtrArray *log)
{
  ScFakeLink *self = g_object_new (SC_TYPE_FAKE_LINK, NULL);

  self->log = g_ptr_array_ref (log);
  return SC_LINK (self);
}
