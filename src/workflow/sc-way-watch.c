/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-way-watch.h"

#define AGAIN_US (5 * G_USEC_PER_SEC)

struct _ScWayWatch
{
  GObject parent_instance;

  ScClock *clock;
  ScLink *link;
  ScCloud *cloud;
  ScWay way;
  ScWay routed; /* as found where the routes lead */
  GStrv others; /* interfaces to be asked, if that is not open */
  guint next_other;
  char *interface; /* nullable: what the cloud was told to use */

  gint64 asked_us;           /* boot time; 0: not on this network */
  GCancellable *cancellable; /* nullable: of the question under way */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWayWatch, sc_way_watch, G_TYPE_OBJECT)

static void ask (ScWayWatch *self, const char *interface);

static void
set_way (ScWayWatch *self, ScWay way)
{
  if (self->way == way)
    return;
  self->way = way;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
use (ScWayWatch *self, const char *interface)
{
  g_free (self->interface);
  self->interface = g_strdup (interface);
  sc_cloud_use_interface (self->cloud, interface);
}

static void
stop_asking (ScWayWatch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->others, g_strfreev);
}

/* With a single way there is nothing to choose. */
static const char *
next_interface (ScWayWatch *self)
{
  if (self->others == NULL)
    {
      self->others = sc_link_list_uplinks (self->link);
      self->next_other = 0;
    }
  if (self->others == NULL || g_strv_length (self->others) < 2)
    return NULL;
  return self->others[self->next_other] != NULL ? self->others[self->next_other++] : NULL;
}

static void
conclude (ScWayWatch *self, ScWay way)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->others, g_strfreev);
  set_way (self, way);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScWayWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  ScWay way = sc_cloud_try_way_finish (SC_CLOUD (source), result, &error);
  const char *interface;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another network, or proven meanwhile */
  if (self->others == NULL)
    self->routed = way;
  else if (way == SC_WAY_OPEN)
    {
      use (self, self->others[self->next_other - 1]);
      conclude (self, SC_WAY_OPEN);
      return;
    }
  interface = self->routed == SC_WAY_OPEN || error != NULL ? NULL : next_interface (self);
  if (interface != NULL)
    ask (self, interface);
  else
    conclude (self, self->routed);
}

static void
ask (ScWayWatch *self, const char *interface)
{
  sc_cloud_try_way_async (self->cloud, interface, self->cancellable, on_asked, g_object_ref (self));
}

/**
 * sc_way_watch_is_doubtful:
 * @code: how a call to the cloud failed
 *
 * Returns: whether that is what a network in between does: silence, or an answer of its own
 */
gboolean
sc_way_watch_is_doubtful (ScError code)
{
  switch ((int)code)
    {
    case SC_ERROR_CLOUD_UNREACHABLE:
    case SC_ERROR_CLOUD_TIMEOUT:
    case SC_ERROR_CLOUD_REPLY_LOST:
    case SC_ERROR_CLOUD_REPLY_INVALID:
    case SC_ERROR_CLOUD_NOT_API:
    case SC_ERROR_CLOUD_TLS_UNKNOWN_CA:
    case SC_ERROR_CLOUD_TLS_WRONG_HOST:
    case SC_ERROR_CLOUD_TLS_OTHER:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * sc_way_watch_doubt:
 * @self: a watch
 * @error: how a call to the cloud failed
 *
 * Asks what is at the end of the way, unless that was done a moment ago.
 */
void
sc_way_watch_doubt (ScWayWatch *self, const GError *error)
{
  gint64 now_us = sc_clock_now_us (self->clock);

  if (error->domain != SC_ERROR || !sc_way_watch_is_doubtful ((ScError)error->code)
      || self->cancellable != NULL || (self->asked_us != 0 && now_us < self->asked_us + AGAIN_US))
    return;
  self->asked_us = now_us;
  self->cancellable = g_cancellable_new ();
  use (self, NULL);
  ask (self, NULL);
}

/**
 * sc_way_watch_prove:
 * @self: a watch
 *
 * The cloud has answered.
 */
void
sc_way_watch_prove (ScWayWatch *self)
{
  stop_asking (self);
  set_way (self, SC_WAY_OPEN);
}

/**
 * sc_way_watch_forget:
 * @self: a watch
 *
 * This computer is on another network now.
 */
void
sc_way_watch_forget (ScWayWatch *self)
{
  stop_asking (self);
  use (self, NULL);
  self->asked_us = 0;
  set_way (self, SC_WAY_UNKNOWN);
}

/**
 * sc_way_watch_get:
 * @self: a watch
 *
 * Returns: what is known of the way to the cloud
 */
ScWay
sc_way_watch_get (ScWayWatch *self)
{
  return self->way;
}

/**
 * sc_way_watch_get_interface:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): the interface that was found to lead to the cloud where the
 *   routes do not
 */
const char *
sc_way_watch_get_interface (ScWayWatch *self)
{
  return self->interface;
}

static void
sc_way_watch_dispose (GObject *object)
{
  ScWayWatch *self = SC_WAY_WATCH (object);

  stop_asking (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  g_clear_object (&self->cloud);
  G_OBJECT_CLASS (sc_way_watch_parent_class)->dispose (object);
}

static void
sc_way_watch_finalize (GObject *object)
{
  g_free (SC_WAY_WATCH (object)->interface);
  G_OBJECT_CLASS (sc_way_watch_parent_class)->finalize (object);
}

static void
sc_way_watch_class_init (ScWayWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_way_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_way_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WAY_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_way_watch_init (ScWayWatch *self G_GNUC_UNUSED)
{
}

/**
 * sc_way_watch_new:
 * @clock: time
 * @link: knows which interfaces claim to be ways online
 * @cloud: is asked, and told which to use
 *
 * Returns: (transfer full): a watch that knows nothing yet
 */
ScWayWatch *
sc_way_watch_new (ScClock *clock, ScLink *link, ScCloud *cloud)
{
  ScWayWatch *self = g_object_new (SC_TYPE_WAY_WATCH, NULL);

  self->clock = g_object_ref (clock);
  self->link = g_object_ref (link);
  self->cloud = g_object_ref (cloud);
  return self;
}
