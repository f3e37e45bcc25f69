/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-manual-lease.h"

struct _ScManualLease
{
  ScLease parent_instance;

  ScNetMonitor *monitor;
  int index;
  GInetAddressMask *subnet;
  GInetAddress *sensor;
};

G_DEFINE_FINAL_TYPE (ScManualLease, sc_manual_lease, SC_TYPE_LEASE)

static void
on_net_changed (ScManualLease *self)
{
  ScNetSnapshot *snapshot = sc_net_monitor_get_snapshot (self->monitor);

  if (!sc_net_snapshot_is_on (snapshot, self->index, self->subnet, self->sensor))
    sc_lease_mark_lost (SC_LEASE (self));
}

static void
sc_manual_lease_release_async (ScLease *lease, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (lease, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_manual_lease_release_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
sc_manual_lease_release_finish (ScLease *lease, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, lease), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sc_manual_lease_finalize (GObject *object)
{
  ScManualLease *self = SC_MANUAL_LEASE (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->subnet);
  g_clear_object (&self->sensor);
  G_OBJECT_CLASS (sc_manual_lease_parent_class)->finalize (object);
}

static void
sc_manual_lease_class_init (ScManualLeaseClass *klass)
{
  ScLeaseClass *lease_class = SC_LEASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_manual_lease_finalize;
  lease_class->release_async = sc_manual_lease_release_async;
  lease_class->release_finish = sc_manual_lease_release_finish;
}

static void
sc_manual_lease_init (ScManualLease *self G_GNUC_UNUSED)
{
}

/**
 * sc_manual_lease_new:
 * @base_uri: where the sensor answers
 * @monitor: one with a snapshot in which @index is on the sensor's network
 * @index: the interface
 * @subnet: the sensor's subnet
 * @sensor: the sensor's own address
 *
 * Returns: (transfer full): a lease that ends when the interface is no longer on that network
 */
ScLease *
sc_manual_lease_new (const char *base_uri, ScNetMonitor *monitor, int index,
                     GInetAddressMask *subnet, GInetAddress *sensor)
{
  const char *name = sc_net_snapshot_get_name (sc_net_monitor_get_snapshot (monitor), index);
  ScManualLease *self =
      g_object_new (SC_TYPE_MANUAL_LEASE, "base-uri", base_uri, "interface", name, NULL);

  self->monitor = g_object_ref (monitor);
  self->index = index;
  self->subnet = g_object_ref (subnet);
  self->sensor = g_object_ref (sensor);
  g_signal_connect_object (monitor, "changed", G_CALLBACK (on_net_changed), self,
                           G_CONNECT_SWAPPED);
  return SC_LEASE (self);
}
