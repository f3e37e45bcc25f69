/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-radio-lease.h"

struct _ScRadioLease
{
  ScLease parent_instance;

  ScRadioLink *link;
};

G_DEFINE_FINAL_TYPE (ScRadioLease, sc_radio_lease, SC_TYPE_LEASE)

static void
sc_radio_lease_release_async (ScLease *lease, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  ScRadioLease *self = SC_RADIO_LEASE (lease);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_radio_lease_release_async);
  sc_radio_link_release (self->link, self, task);
}

static gboolean
sc_radio_lease_release_finish (ScLease *lease, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, lease), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sc_radio_lease_dispose (GObject *object)
{
  ScRadioLease *self = SC_RADIO_LEASE (object);

  if (self->link != NULL)
    sc_radio_link_release (self->link, self, NULL);
  g_clear_object (&self->link);
  G_OBJECT_CLASS (sc_radio_lease_parent_class)->dispose (object);
}

static void
sc_radio_lease_class_init (ScRadioLeaseClass *klass)
{
  ScLeaseClass *lease_class = SC_LEASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_radio_lease_dispose;
  lease_class->release_async = sc_radio_lease_release_async;
  lease_class->release_finish = sc_radio_lease_release_finish;
}

static void
sc_radio_lease_init (ScRadioLease *self G_GNUC_UNUSED)
{
}

/**
 * sc_radio_lease_new:
 * @link: whose stay this is
 * @base_uri: where the sensor answers
 * @access_point: (nullable): the sensor's network
 *
 * Returns: (transfer full): a lease
 */
ScRadioLease *
sc_radio_lease_new (ScRadioLink *link, const char *base_uri, ScAccessPoint *access_point)
{
  ScRadioLease *self =
      g_object_new (SC_TYPE_RADIO_LEASE, "base-uri", base_uri, "access-point", access_point, NULL);

  self->link = g_object_ref (link);
  return self;
}
