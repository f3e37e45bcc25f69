/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fakes-private.h"

/* Sensor */

#define SC_TYPE_FAKE_SENSOR (sc_fake_sensor_get_type ())
G_DECLARE_FINAL_TYPE (ScFakeSensor, sc_fake_sensor, SC, FAKE_SENSOR, GObject)

struct _ScFakeSensor
{
  GObject parent_instance;
  GPtrArray *log;
  GQueue tasks; /* of GTask, oldest first; cancelled ones too: those can only be late */
};

static void
fake_sensor_call_async (ScSensor *sensor, ScLease *lease, guint call,
                        gconstpointer argument G_GNUC_UNUSED, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  ScFakeSensor *self = SC_FAKE_SENSOR (sensor);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_assert_true (SC_IS_LEASE (lease));
  sc_fake_say (self->log, sc_sensor_call_to_string (call));
  g_task_set_check_cancellable (task, FALSE); /* an answer may still arrive */
  g_task_set_task_data (task, GUINT_TO_POINTER (call), NULL);
  g_queue_push_tail (&self->tasks, task);
}

static gpointer
fake_sensor_call_finish (ScSensor *sensor, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, sensor));
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_sensor_iface_init (ScSensorInterface *iface)
{
  iface->call_async = fake_sensor_call_async;
  iface->call_finish = fake_sensor_call_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScFakeSensor, sc_fake_sensor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_SENSOR, fake_sensor_iface_init))

static void
sc_fake_sensor_finalize (GObject *object)
{
  ScFakeSensor *self = SC_FAKE_SENSOR (object);

  g_queue_clear_full (&self->tasks, g_object_unref);
  g_ptr_array_unref (self->log);
  G_OBJECT_CLASS (sc_fake_sensor_parent_class)->finalize (object);
}

static void
sc_fake_sensor_class_init (ScFakeSensorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_fake_sensor_finalize;
}

static void
sc_fake_sensor_init (ScFakeSensor *self)
{
  g_queue_init (&self->tasks);
}

/* The oldest call that is (not) cancelled, taken out. */
static GTask *
take_sensor_task (ScFakes *fakes, gboolean late)
{
  ScFakeSensor *self = SC_FAKE_SENSOR (fakes->sensor);

  for (GList *l = self->tasks.head; l != NULL; l = l->next)
    {
      GTask *task = l->data;

      if (sc_fake_is_cancelled (task) == late)
        {
          g_queue_delete_link (&self->tasks, l);
          return task;
        }
    }
  g_error (late ? "no late call" : "the sensor was not asked");
}

gboolean
sc_fake_sensor_is_asked (ScFakes *fakes, ScSensorCall call)
{
  for (GList *l = SC_FAKE_SENSOR (fakes->sensor)->tasks.head; l != NULL; l = l->next)
    if (!sc_fake_is_cancelled (l->data))
      return g_task_get_task_data (l->data) == GUINT_TO_POINTER (call);
  return FALSE;
}

void
sc_fake_sensor_answer (ScFakes *fakes, gpointer result)
{
  g_autoptr (GTask) task = take_sensor_task (fakes, FALSE);
  ScSensorCall call = GPOINTER_TO_UINT (g_task_get_task_data (task));

  g_task_return_pointer (task, result, sc_sensor_call_result_free_func (call));
}

void
sc_fake_sensor_fail (ScFakes *fakes, ScError code)
{
  g_autoptr (GTask) task = take_sensor_task (fakes, FALSE);

  sc_fake_fail (task, code);
}

gboolean
sc_fake_sensor_has_late (ScFakes *fakes)
{
  for (GList *l = SC_FAKE_SENSOR (fakes->sensor)->tasks.head; l != NULL; l = l->next)
    if (sc_fake_is_cancelled (l->data))
      return TRUE;
  return FALSE;
}

void
sc_fake_sensor_answer_late (ScFakes *fakes, gpointer result)
{
  g_autoptr (GTask) task = take_sensor_task (fakes, TRUE);
  ScSensorCall call = GPOINTER_TO_UINT (g_task_get_task_data (task));

  g_task_return_pointer (task, result, sc_sensor_call_result_free_func (call));
}

ScSensor *
sc_fake_sensor_new (GPtrArray *log)
{
  ScFakeSensor *self = g_object_new (SC_TYPE_FAKE_SENSOR, NULL);

  self->log = g_ptr_array_ref (log);
  return SC_SENSOR (self);
}
