/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-test-call.h"

#define TYPE_TEST_LEASE (test_lease_get_type ())
G_DECLARE_FINAL_TYPE (TestLease, test_lease, TEST, LEASE, ScLease)

struct _TestLease
{
  ScLease parent_instance;
};

G_DEFINE_FINAL_TYPE (TestLease, test_lease, SC_TYPE_LEASE)

static void
test_lease_release_async (ScLease *lease, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (lease, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static gboolean
test_lease_release_finish (ScLease *lease G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_lease_class_init (TestLeaseClass *klass)
{
  SC_LEASE_CLASS (klass)->release_async = test_lease_release_async;
  SC_LEASE_CLASS (klass)->release_finish = test_lease_release_finish;
}

static void
test_lease_init (TestLease *self G_GNUC_UNUSED)
{
}

/**
 * sc_test_lease_new:
 * @base_uri: where the sensor answers
 * @interface: (nullable): to bind to
 *
 * Returns: (transfer full): a lease that needs no network
 */
ScLease *
sc_test_lease_new (const char *base_uri, const char *interface)
{
  return g_object_new (TYPE_TEST_LEASE, "base-uri", base_uri, "interface", interface, NULL);
}

void
sc_test_call_done (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  ScTestCall *call = user_data;

  g_assert_null (call->result);
  call->result = g_object_ref (result);
}

/* Returns: (transfer full): what the callback got */
GAsyncResult *
sc_test_call_wait (ScTestCall *call)
{
  while (call->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&call->result);
}

static gboolean
on_tick (gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* Looks again whenever something happened, and every 5 ms for what happens in other threads. */
void
sc_test_wait_until (gboolean (*condition) (gpointer user_data), gpointer user_data)
{
  guint tick = g_timeout_add (5, on_tick, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

gpointer
sc_test_sensor_call (ScSensor *sensor, ScLease *lease, ScSensorCall call, gconstpointer argument,
                     GError **error)
{
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_sensor_call_async (sensor, lease, call, argument, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  return sc_sensor_call_finish (sensor, result, error);
}
