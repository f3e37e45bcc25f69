/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fakes-private.h"

/* Cloud */

#define SC_TYPE_FAKE_CLOUD (sc_fake_cloud_get_type ())
G_DECLARE_FINAL_TYPE (ScFakeCloud, sc_fake_cloud, SC, FAKE_CLOUD, GObject)

struct _ScFakeCloud
{
  GObject parent_instance;
  GPtrArray *log;
  GTask *task;
  const char *call;
  GPtrArray *ways; /* of Way, the oldest first */
  char *interface;
};

/* A question what is at the end of a way */
typedef struct
{
  char *interface; /* nullable */
  GTask *task;     /* nullable: answered, or cancelled */
} Way;

static void
way_free (gpointer data)
{
  Way *way = data;

  g_clear_object (&way->task);
  g_free (way->interface);
  g_free (way);
}

static void
fake_cloud_start (ScFakeCloud *self, const char *call, GCancellable *cancellable,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  sc_fake_say (self->log, call);
  g_assert_null (self->task);
  self->call = call;
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (self->task, FALSE); /* answered is answered */
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (sc_fake_on_cancelled), &self->task, NULL);
}

static void
fake_cloud_sign_in_async (ScCloud *cloud, ScAccount *account G_GNUC_UNUSED,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  fake_cloud_start (SC_FAKE_CLOUD (cloud), "sign-in", cancellable, callback, user_data);
}

static ScTenant *
fake_cloud_sign_in_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, cloud));
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_cloud_sign_out (ScCloud *cloud)
{
  sc_fake_say (SC_FAKE_CLOUD (cloud)->log, "sign-out");
}

static void
fake_cloud_provision_async (ScCloud *cloud, ScTenant *tenant G_GNUC_UNUSED,
                            ScCertificate *certificate G_GNUC_UNUSED, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  fake_cloud_start (SC_FAKE_CLOUD (cloud), "provision", cancellable, callback, user_data);
}

static ScCloudSensor *
fake_cloud_provision_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, cloud));
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_cloud_get_sensor_async (ScCloud *cloud, ScTenant *tenant G_GNUC_UNUSED,
                             const char *sensor_id G_GNUC_UNUSED, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  fake_cloud_start (SC_FAKE_CLOUD (cloud), "get", cancellable, callback, user_data);
}

static gboolean
fake_cloud_get_sensor_finish (ScCloud *cloud, GAsyncResult *result, ScCloudSensor **sensor,
                              GError **error)
{
  g_autoptr (GError) local = NULL;

  g_assert_true (g_task_is_valid (result, cloud));
  *sensor = g_task_propagate_pointer (G_TASK (result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
fake_cloud_network_changed (ScCloud *cloud)
{
  sc_fake_say (SC_FAKE_CLOUD (cloud)->log, "network-changed");
}

static void
fake_cloud_try_way_async (ScCloud *cloud, const char *interface, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (cloud);
  g_autofree char *line = g_strdup_printf ("way %s", interface != NULL ? interface : "any");
  Way *way = g_new0 (Way, 1);

  sc_fake_say (self->log, line);
  way->interface = g_strdup (interface);
  way->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (way->task, FALSE);
  g_ptr_array_add (self->ways, way);
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (sc_fake_on_cancelled), &way->task, NULL);
}

static void
fake_cloud_use_interface (ScCloud *cloud, const char *interface)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (cloud);
  g_autofree char *line = g_strdup_printf ("use %s", interface != NULL ? interface : "any");

  if (g_strcmp0 (self->interface, interface) == 0)
    return;
  g_free (self->interface);
  self->interface = g_strdup (interface);
  sc_fake_say (self->log, line);
}

static ScWay
fake_cloud_try_way_finish (ScCloud *cloud, GAsyncResult *result, GError **error)
{
  gssize way;

  g_assert_true (g_task_is_valid (result, cloud));
  way = g_task_propagate_int (G_TASK (result), error);
  return way > 0 ? (ScWay)way : SC_WAY_UNKNOWN;
}

static void
fake_cloud_iface_init (ScCloudInterface *iface)
{
  iface->sign_in_async = fake_cloud_sign_in_async;
  iface->sign_in_finish = fake_cloud_sign_in_finish;
  iface->sign_out = fake_cloud_sign_out;
  iface->provision_async = fake_cloud_provision_async;
  iface->provision_finish = fake_cloud_provision_finish;
  iface->get_sensor_async = fake_cloud_get_sensor_async;
  iface->get_sensor_finish = fake_cloud_get_sensor_finish;
  iface->network_changed = fake_cloud_network_changed;
  iface->try_way_async = fake_cloud_try_way_async;
  iface->try_way_finish = fake_cloud_try_way_finish;
  iface->use_interface = fake_cloud_use_interface;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScFakeCloud, sc_fake_cloud, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_CLOUD, fake_cloud_iface_init))

static void
sc_fake_cloud_finalize (GObject *object)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (object);

  g_clear_object (&self->task);
  g_ptr_array_unref (self->ways);
  g_free (self->interface);
  g_ptr_array_unref (self->log);
  G_OBJECT_CLASS (sc_fake_cloud_parent_class)->finalize (object);
}

static void
sc_fake_cloud_class_init (ScFakeCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_fake_cloud_finalize;
}

static void
sc_fake_cloud_init (ScFakeCloud *self)
{
  self->ways = g_ptr_array_new_with_free_func (way_free);
}

gboolean
sc_fake_cloud_is_asked (ScFakes *fakes, const char *call)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (fakes->cloud);

  return self->task != NULL && g_str_equal (self->call, call);
}

static void
free_answer (gpointer answer)
{
  sc_cloud_sensor_unref (answer);
}

static void
free_tenant (gpointer tenant)
{
  sc_tenant_unref (tenant);
}

void
sc_fake_cloud_answer (ScFakes *fakes, gpointer result)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (fakes->cloud);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);
  g_task_return_pointer (task, result,
                         result == NULL                        ? NULL
                         : g_str_equal (self->call, "sign-in") ? free_tenant
                                                               : free_answer);
}

void
sc_fake_cloud_fail (ScFakes *fakes, ScError code)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (fakes->cloud);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);
  sc_fake_fail (task, code);
}

static Way *
find_way (ScFakes *fakes, const char *interface, gboolean any)
{
  ScFakeCloud *self = SC_FAKE_CLOUD (fakes->cloud);

  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = g_ptr_array_index (self->ways, i);

      if (way->task != NULL && (any || g_strcmp0 (way->interface, interface) == 0))
        return way;
    }
  return NULL;
}

static void
answer_way (Way *way, ScWay answer)
{
  g_autoptr (GTask) task = NULL;

  g_assert_nonnull (way);
  task = g_steal_pointer (&way->task);
  g_task_return_int (task, answer);
}

gboolean
sc_fake_cloud_is_asked_way (ScFakes *fakes)
{
  return find_way (fakes, NULL, TRUE) != NULL;
}

void
sc_fake_cloud_answer_way (ScFakes *fakes, ScWay way)
{
  answer_way (find_way (fakes, NULL, TRUE), way);
}

void
sc_fake_cloud_answer_way_through (ScFakes *fakes, const char *interface, ScWay way)
{
  answer_way (find_way (fakes, interface, FALSE), way);
}

ScCloud *
sc_fake_cloud_new (GPtrArray *log)
{
  ScFakeCloud *self = g_object_new (SC_TYPE_FAKE_CLOUD, NULL);

  self->log = g_ptr_array_ref (log);
  return SC_CLOUD (self);
}
