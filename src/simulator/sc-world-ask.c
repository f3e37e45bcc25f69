/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world.h"

#include "sc-error.h"
#include "sc-world-firmware.h"

/* One request under way. */
typedef struct
{
  ScWorldSensor *sensor; /* (nullable): NULL: the cloud was asked */
  ScWorldReply *reply;
  guint timer;
  GSource *cancelled;
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_object (&ask->sensor);
  g_clear_pointer (&ask->reply, sc_world_reply_free);
  g_clear_pointer (&ask->cancelled, g_source_unref);
  g_free (ask);
}

static void
end (GTask *task)
{
  Ask *ask = g_task_get_task_data (task);
  ScWorld *world = g_task_get_source_object (task);

  sc_clock_clear_timer (sc_world_get_clock (world), &ask->timer);
  if (ask->cancelled != NULL)
    g_source_destroy (ask->cancelled);
}

static gboolean
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  end (task);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static gboolean
is_connected (ScWorld *world, Ask *ask)
{
  ScWorldRadio *radio = sc_world_get_radio (world);

  if (ask->sensor == NULL)
    return sc_world_radio_has_uplink (radio);
  return sc_world_radio_get_reachable (radio) == ask->sensor;
}

static void
reply_due (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  ScWorld *world = g_task_get_source_object (task);

  ask->timer = 0;
  end (task);
  if (ask->reply->manner == SC_WORLD_ANSWER && is_connected (world, ask))
    g_task_return_pointer (task, g_steal_pointer (&ask->reply),
                           (GDestroyNotify)sc_world_reply_free);
  else
    g_task_return_new_error (task, SC_ERROR,
                             ask->sensor ? SC_ERROR_SENSOR_DROPPED : SC_ERROR_CLOUD_REPLY_LOST,
                             "the connection broke before the reply");
}

static void
patience_ended (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);

  ask->timer = 0;
  end (task);
  g_task_return_new_error (task, SC_ERROR,
                           ask->sensor ? SC_ERROR_SENSOR_SILENT : SC_ERROR_CLOUD_TIMEOUT,
                           "no reply came in time");
}

/* Takes over the caller's reference on @task: exactly one of the reply, the end of patience and
 * the cancellation ends it. */
static void
wait_for_reply (GTask *task, gint64 patience_us)
{
  Ask *ask = g_task_get_task_data (task);
  ScClock *clock = sc_world_get_clock (g_task_get_source_object (task));
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      ask->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (ask->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (ask->cancelled, g_task_get_context (task));
    }
  if (ask->reply->manner == SC_WORLD_SILENCE || ask->reply->delay_us > patience_us)
    ask->timer =
        sc_clock_add_timer (clock, sc_clock_now_us (clock) + patience_us, patience_ended, task);
  else
    ask->timer =
        sc_clock_add_timer (clock, sc_clock_now_us (clock) + ask->reply->delay_us, reply_due, task);
}

/**
 * sc_world_ask_sensor_async:
 * @self: a world
 * @request: (transfer full): what is asked
 * @patience_us: how long to wait for a reply, world time
 * @cancellable: (nullable): gives up; what was asked happened all the same
 * @callback: called with the reply
 * @user_data: for @callback
 *
 * Asks the sensor on whose network the laptop is. Takes effect at once.
 */
void
sc_world_ask_sensor_async (ScWorld *self, ScWorldRequest *request, gint64 patience_us,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (ScWorldRequest) owned = request;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  ScWorldSensor *sensor = sc_world_radio_get_reachable (sc_world_get_radio (self));
  ScReplay *replay;
  Ask *ask = g_new0 (Ask, 1);

  g_task_set_source_tag (task, sc_world_ask_finish);
  g_task_set_task_data (task, ask, (GDestroyNotify)ask_free);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (sensor == NULL)
    {
      g_task_return_new_error (task, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE,
                               "no sensor's network is joined");
      g_object_unref (task);
      return;
    }
  ask->sensor = g_object_ref (sensor);
  replay = sc_world_get_replay (self, sensor);
  ask->reply = replay != NULL ? sc_replay_handle (replay, sensor, owned)
                              : sc_world_firmware_handle (sensor, owned);
  wait_for_reply (task, patience_us);
}

/* Why a client does not get as far as asking the cloud; 0 = it does. */
static ScError
barrier_before_cloud (ScWorld *self)
{
  if (!sc_world_radio_has_uplink (sc_world_get_radio (self)))
    return SC_ERROR_CLOUD_UNREACHABLE;
  switch (sc_world_cloud_get_identity (sc_world_get_cloud (self)))
    {
    case SC_WORLD_IDENTITY_NONE:
      return SC_ERROR_CLOUD_UNREACHABLE;
    case SC_WORLD_IDENTITY_UNKNOWN_CA:
      return SC_ERROR_CLOUD_TLS_UNKNOWN_CA;
    case SC_WORLD_IDENTITY_WRONG_HOST:
      return SC_ERROR_CLOUD_TLS_WRONG_HOST;
    case SC_WORLD_IDENTITY_EXPIRED:
    case SC_WORLD_IDENTITY_NOT_YET_VALID:
      return SC_ERROR_CLOUD_TLS_TIME;
    case SC_WORLD_IDENTITY_PLAIN:
      return SC_ERROR_CLOUD_TLS_OTHER;
    case SC_WORLD_IDENTITY_GOOD:
      break;
    }
  return (ScError)0;
}

/**
 * sc_world_ask_cloud_async:
 * @self: a world
 * @request: (transfer full): what is asked
 * @patience_us: how long to wait for a reply, world time
 * @cancellable: (nullable): gives up; what was asked happened all the same
 * @callback: called with the reply
 * @user_data: for @callback
 *
 * Asks the cloud, if the laptop has an uplink. Takes effect at once.
 */
void
sc_world_ask_cloud_async (ScWorld *self, ScWorldRequest *request, gint64 patience_us,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (ScWorldRequest) owned = request;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);
  ScError barrier = barrier_before_cloud (self);

  g_task_set_source_tag (task, sc_world_ask_finish);
  g_task_set_task_data (task, ask, (GDestroyNotify)ask_free);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (barrier != 0)
    {
      g_task_return_new_error (task, SC_ERROR, barrier, "the cloud was not reached");
      g_object_unref (task);
      return;
    }
  ask->reply = sc_world_cloud_handle (sc_world_get_cloud (self), owned);
  wait_for_reply (task, patience_us);
}

/**
 * sc_world_ask_finish:
 * @self: a world
 * @result: from the callback of either
 * @error: not reachable, broken on the way, or cancelled
 *
 * Returns: (transfer full): the reply; its manner is %SC_WORLD_ANSWER
 */
ScWorldReply *
sc_world_ask_finish (ScWorld *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sc_world_ask_finish), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
