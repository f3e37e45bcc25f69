/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-way-watch.h"

#define AGAIN_US (5 * G_USEC_PER_SEC)
/* The routes are preferred; but once another way is open, they are waited for no longer than this.
 */
#define ROUTED_FIRST_US (3 * G_USEC_PER_SEC)

/* A search asks through all interfaces at the same time: there may be a minute for all of it. */
typedef struct
{
  char *interface; /* nullable: wherever the routes lead */
  ScWay way;
  gboolean is_answered;
} Question;

/* What the callback of a question knows: by the cancellable, whether its search is still the one
 * under way. */
typedef struct
{
  ScWayWatch *watch;
  GCancellable *cancellable;
  guint index;
} Asked;

struct _ScWayWatch
{
  GObject parent_instance;

  ScClock *clock;
  ScLink *link;
  ScCloud *cloud;
  ScWay way;
  char *interface; /* nullable: what the cloud was told to use */

  gint64 asked_us;           /* boot time; 0: not on this network */
  GCancellable *cancellable; /* nullable: of the search under way */
  GPtrArray *questions;      /* of that search: Question, the first where the routes lead */
  guint patience;            /* timer: with the routes */
};

enum
{
  CHANGED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWayWatch, sc_way_watch, G_TYPE_OBJECT)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->interface);
  g_free (question);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->watch);
  g_object_unref (asked->cancellable);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
set_way (ScWayWatch *self, ScWay way, const char *interface)
{
  gboolean is_same = g_strcmp0 (self->interface, interface) == 0;

  if (is_same && self->way == way)
    return;
  self->way = way;
  if (!is_same)
    {
      g_debug ("The cloud is asked through %s", interface != NULL ? interface : "any interface");
      g_free (self->interface);
      self->interface = g_strdup (interface);
      sc_cloud_use_interface (self->cloud, interface);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_asking (ScWayWatch *self)
{
  sc_clock_clear_timer (self->clock, &self->patience);
  g_ptr_array_set_size (self->questions, 0);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* From now on it is known: by the search under way, or in its place. */
static void
settle (ScWayWatch *self, ScWay way, const char *interface)
{
  g_autofree char *name = g_strdup (interface); /* may be of a question */
  gboolean was_asking = self->cancellable != NULL;

  stop_asking (self);
  set_way (self, way, name);
  if (was_asking)
    g_signal_emit (self, signals[SETTLED], 0);
}

static const Question *
find_open (ScWayWatch *self)
{
  for (guint i = 1; i < self->questions->len; i++)
    {
      const Question *question = g_ptr_array_index (self->questions, i);

      if (question->is_answered && question->way == SC_WAY_OPEN)
        return question;
    }
  return NULL;
}

static gboolean
is_all_answered (ScWayWatch *self)
{
  for (guint i = 0; i < self->questions->len; i++)
    if (!((const Question *)g_ptr_array_index (self->questions, i))->is_answered)
      return FALSE;
  return TRUE;
}

static void
take (ScWayWatch *self, const Question *question)
{
  settle (self, question->way, question->interface);
}

static void
on_patience_over (gpointer user_data)
{
  ScWayWatch *self = user_data;
  const Question *open = find_open (self);

  self->patience = 0;
  g_return_if_fail (open != NULL); /* patience began with it */
  take (self, open);
}

/* If no way is open, what is told is what was found where the routes lead. */
static void
judge (ScWayWatch *self)
{
  const Question *routed = g_ptr_array_index (self->questions, 0);
  const Question *open = find_open (self);

  if (routed->is_answered && routed->way == SC_WAY_OPEN)
    take (self, routed);
  else if (routed->is_answered && open != NULL)
    take (self, open);
  else if (is_all_answered (self))
    take (self, routed);
  else if (open != NULL && self->patience == 0)
    self->patience = sc_clock_add_timer (
        self->clock, sc_clock_now_us (self->clock) + ROUTED_FIRST_US, on_patience_over, self);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  ScWayWatch *self = asked->watch;
  g_autoptr (GError) error = NULL;
  ScWay way = sc_cloud_try_way_finish (SC_CLOUD (source), result, &error);
  Question *question;

  if (asked->cancellable != self->cancellable)
    return; /* another network, or known meanwhile */
  question = g_ptr_array_index (self->questions, asked->index);
  question->way = way;
  question->is_answered = TRUE;
  judge (self);
}

static void
add_question (ScWayWatch *self, const char *interface)
{
  Question *question = g_new0 (Question, 1);

  question->interface = g_strdup (interface);
  g_ptr_array_add (self->questions, question);
}

static void
ask (ScWayWatch *self, guint index)
{
  const Question *question = g_ptr_array_index (self->questions, index);
  Asked *asked = g_new0 (Asked, 1);

  asked->watch = g_object_ref (self);
  asked->cancellable = g_object_ref (self->cancellable);
  asked->index = index;
  sc_cloud_try_way_async (self->cloud, question->interface, self->cancellable, on_asked, asked);
}

/**
 * sc_way_watch_search:
 * @self: a watch
 *
 * Asks what is at the end of each way, unless that is being done; `settled` follows. Until then
 * calls go on as before.
 */
void
sc_way_watch_search (ScWayWatch *self)
{
  g_auto (GStrv) uplinks = NULL;

  if (self->cancellable != NULL)
    return;
  uplinks = sc_link_list_uplinks (self->link);
  self->asked_us = sc_clock_now_us (self->clock);
  self->cancellable = g_cancellable_new ();
  add_question (self, NULL);
  /* With a single way there is nothing to choose: asked by its name it would say the same. */
  if (uplinks != NULL && g_strv_length (uplinks) > 1)
    for (guint i = 0; uplinks[i] != NULL; i++)
      add_question (self, uplinks[i]);
  for (guint i = 0; i < self->questions->len; i++)
    ask (self, i);
}

/**
 * sc_way_watch_has_choice:
 * @self: a watch
 *
 * Returns: whether there is another way than the one that calls go now: more than one interface
 *   claims to be one, or calls do not go where the routes lead
 */
gboolean
sc_way_watch_has_choice (ScWayWatch *self)
{
  g_auto (GStrv) uplinks = sc_link_list_uplinks (self->link);

  return self->interface != NULL || (uplinks != NULL && g_strv_length (uplinks) > 1);
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
 * Searches if the way may be at fault, unless that was done a moment ago.
 */
void
sc_way_watch_doubt (ScWayWatch *self, const GError *error)
{
  gint64 now_us = sc_clock_now_us (self->clock);

  if (error->domain == SC_ERROR && sc_way_watch_is_doubtful ((ScError)error->code)
      && (self->asked_us == 0 || now_us >= self->asked_us + AGAIN_US))
    sc_way_watch_search (self);
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
  settle (self, SC_WAY_OPEN, self->interface);
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
  self->asked_us = 0;
  settle (self, SC_WAY_UNKNOWN, NULL);
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

  if (self->clock != NULL)
    stop_asking (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  g_clear_object (&self->cloud);
  G_OBJECT_CLASS (sc_way_watch_parent_class)->dispose (object);
}

static void
sc_way_watch_finalize (GObject *object)
{
  ScWayWatch *self = SC_WAY_WATCH (object);

  g_ptr_array_unref (self->questions);
  g_free (self->interface);
  G_OBJECT_CLASS (sc_way_watch_parent_class)->finalize (object);
}

static void
sc_way_watch_class_init (ScWayWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_way_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_way_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WAY_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", SC_TYPE_WAY_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_way_watch_init (ScWayWatch *self)
{
  self->questions = g_ptr_array_new_with_free_func (question_free);
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
