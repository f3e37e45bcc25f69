/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-lease.h"

struct _ScNmLease
{
  ScLease parent_instance;

  GObject *owner;
  ScNmLeaseRelease release;
  char *active;
};

G_DEFINE_FINAL_TYPE (ScNmLease, sc_nm_lease, SC_TYPE_LEASE)

static void
sc_nm_lease_release_async (ScLease *lease, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ScNmLease *self = SC_NM_LEASE (lease);
  g_autoptr (GTask) task = g_task_new (lease, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_nm_lease_release_async);
  self->release (self->owner, lease, task);
}

static gboolean
sc_nm_lease_release_finish (ScLease *lease, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, lease), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sc_nm_lease_dispose (GObject *object)
{
  ScNmLease *self = SC_NM_LEASE (object);

  if (self->owner != NULL)
    self->release (self->owner, SC_LEASE (self), NULL);
  g_clear_object (&self->owner);
  G_OBJECT_CLASS (sc_nm_lease_parent_class)->dispose (object);
}

static void
sc_nm_lease_finalize (GObject *object)
{
  g_free (SC_NM_LEASE (object)->active);
  G_OBJECT_CLASS (sc_nm_lease_parent_class)->finalize (object);
}

static void
sc_nm_lease_class_init (ScNmLeaseClass *klass)
{
  ScLeaseClass *lease_class = SC_LEASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_nm_lease_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_nm_lease_finalize;
  lease_class->release_async = sc_nm_lease_release_async;
  lease_class->release_finish = sc_nm_lease_release_finish;
}

static void
sc_nm_lease_init (ScNmLease *self G_GNUC_UNUSED)
{
}

/**
 * sc_nm_lease_new:
 * @owner: the link; kept as long as the lease
 * @release: (scope forever): what releasing is
 * @base_uri: where the sensor answers
 * @interface: the adapter
 * @access_point: the network
 * @active: NetworkManager's path of the activation
 *
 * Returns: (transfer full): a lease
 */
ScLease *
sc_nm_lease_new (GObject *owner, ScNmLeaseRelease release, const char *base_uri,
                 const char *interface, ScAccessPoint *access_point, const char *active)
{
  ScNmLease *self = g_object_new (SC_TYPE_NM_LEASE, "base-uri", base_uri, "interface", interface,
                                  "access-point", access_point, NULL);

  self->owner = g_object_ref (owner);
  self->release = release;
  self->active = g_strdup (active);
  return SC_LEASE (self);
}

const char *
sc_nm_lease_get_active (ScNmLease *self)
{
  return self->active;
}
