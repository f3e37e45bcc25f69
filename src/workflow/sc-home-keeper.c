/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-home-keeper.h"

/* The system may be about to bring it back by itself: after a crash that takes a second or two. */
#define GRACE_US (5 * G_USEC_PER_SEC)

struct _ScHomeKeeper
{
  GObject parent_instance;

  ScClock *clock;
  ScLink *link;
  ScJournal *journal;

  char *uuid; /* nullable: there is nothing to go back to */
  char *name;
  gboolean is_noted; /* that it is, or that there is none */
  guint grace;       /* timer */
  gboolean away;
  GCancellable *going; /* nullable */
  GError *error;       /* nullable: of the last try */
  ScHomeOffer told;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScHomeKeeper, sc_home_keeper, G_TYPE_OBJECT)

static void
tell (ScHomeKeeper *self)
{
  ScHomeOffer offer = sc_home_keeper_get_offer (self);

  if (offer == self->told)
    return;
  self->told = offer;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_going (ScHomeKeeper *self)
{
  if (self->going != NULL)
    g_cancellable_cancel (self->going);
  g_clear_object (&self->going);
  g_clear_error (&self->error);
}

/* What cannot be written is only a note for a crash; records, whose journal it is, say so. */
static void
note (ScHomeKeeper *self, const char *uuid, const char *name)
{
  g_autoptr (GError) error = NULL;

  self->is_noted = sc_journal_keep_home (self->journal, uuid, name, &error);
  if (!self->is_noted)
    g_message ("Noting this computer's own network: %s", error->message);
}

static void
forget (ScHomeKeeper *self)
{
  stop_going (self);
  sc_clock_clear_timer (self->clock, &self->grace);
  self->away = FALSE;
  if (self->uuid == NULL)
    return;
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->name, g_free);
  note (self, NULL, NULL);
}

static void
on_grace_over (gpointer user_data)
{
  ScHomeKeeper *self = user_data;

  self->grace = 0;
  self->away = TRUE;
  tell (self);
}

static void
evaluate (ScHomeKeeper *self)
{
  if (self->uuid == NULL)
    return;
  switch (sc_link_get_home (self->link, self->uuid))
    {
    case SC_HOME_THERE:
      forget (self);
      break;
    case SC_HOME_AWAY:
      if (!self->away && self->grace == 0)
        self->grace = sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + GRACE_US,
                                          on_grace_over, self);
      break;
    case SC_HOME_COMING:
    case SC_HOME_UNKNOWN:
      sc_clock_clear_timer (self->clock, &self->grace);
      self->away = FALSE;
      break;
    }
  tell (self);
}

static void
on_displaces (ScHomeKeeper *self, const char *uuid, const char *name)
{
  stop_going (self);
  sc_clock_clear_timer (self->clock, &self->grace);
  self->away = FALSE;
  if (!self->is_noted || g_strcmp0 (self->uuid, uuid) != 0)
    {
      g_free (self->uuid);
      self->uuid = g_strdup (uuid);
      g_free (self->name);
      self->name = g_strdup (name);
      note (self, uuid, name);
    }
  tell (self);
}

/**
 * sc_home_keeper_load:
 * @self: a new keeper
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Takes up what an earlier run left. Call once, at the start.
 *
 * Returns: whether the journal could be read
 */
gboolean
sc_home_keeper_load (ScHomeKeeper *self, GError **error)
{
  g_return_val_if_fail (SC_IS_HOME_KEEPER (self) && self->uuid == NULL, FALSE);
  if (!sc_journal_load_home (self->journal, &self->uuid, &self->name, error))
    return FALSE;
  self->is_noted = TRUE;
  evaluate (self);
  return TRUE;
}

/**
 * sc_home_keeper_get_offer:
 * @self: a keeper
 *
 * Returns: whether going back is offered now, and how it goes
 */
ScHomeOffer
sc_home_keeper_get_offer (ScHomeKeeper *self)
{
  g_return_val_if_fail (SC_IS_HOME_KEEPER (self), SC_HOME_OFFER_NONE);
  if (self->uuid == NULL)
    return SC_HOME_OFFER_NONE;
  if (self->going != NULL)
    return SC_HOME_OFFER_GOING;
  if (!self->away)
    return SC_HOME_OFFER_NONE;
  return self->error != NULL ? SC_HOME_OFFER_FAILED : SC_HOME_OFFER_OPEN;
}

/**
 * sc_home_keeper_get_name:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): the network's name, for people
 */
const char *
sc_home_keeper_get_name (ScHomeKeeper *self)
{
  g_return_val_if_fail (SC_IS_HOME_KEEPER (self), NULL);
  return self->name;
}

/**
 * sc_home_keeper_get_error:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): why the last try to go back failed
 */
const GError *
sc_home_keeper_get_error (ScHomeKeeper *self)
{
  g_return_val_if_fail (SC_IS_HOME_KEEPER (self), NULL);
  return self->error;
}

static void
on_gone_home (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScHomeKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean there = sc_link_go_home_finish (SC_LINK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->going == NULL)
    return;
  g_clear_object (&self->going);
  if (there)
    forget (self);
  else
    {
      self->away = TRUE; /* it was only just tried: no grace */
      self->error = g_steal_pointer (&error);
    }
  tell (self);
}

/**
 * sc_home_keeper_accept:
 * @self: a keeper with an offer
 *
 * Goes back there.
 */
void
sc_home_keeper_accept (ScHomeKeeper *self)
{
  ScHomeOffer offer;

  g_return_if_fail (SC_IS_HOME_KEEPER (self));
  offer = sc_home_keeper_get_offer (self);
  if (offer != SC_HOME_OFFER_OPEN && offer != SC_HOME_OFFER_FAILED)
    return;
  stop_going (self);
  self->going = g_cancellable_new ();
  tell (self);
  sc_link_go_home_async (self->link, self->uuid, self->going, on_gone_home, g_object_ref (self));
}

/**
 * sc_home_keeper_decline:
 * @self: a keeper
 *
 * Where this computer is now is where it shall be.
 */
void
sc_home_keeper_decline (ScHomeKeeper *self)
{
  g_return_if_fail (SC_IS_HOME_KEEPER (self));
  if (self->going != NULL)
    return;
  forget (self);
  tell (self);
}

static void
sc_home_keeper_dispose (GObject *object)
{
  ScHomeKeeper *self = SC_HOME_KEEPER (object);

  if (self->clock != NULL)
    sc_clock_clear_timer (self->clock, &self->grace);
  stop_going (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  g_clear_object (&self->journal);
  G_OBJECT_CLASS (sc_home_keeper_parent_class)->dispose (object);
}

static void
sc_home_keeper_finalize (GObject *object)
{
  ScHomeKeeper *self = SC_HOME_KEEPER (object);

  g_free (self->uuid);
  g_free (self->name);
  G_OBJECT_CLASS (sc_home_keeper_parent_class)->finalize (object);
}

static void
sc_home_keeper_class_init (ScHomeKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_home_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_home_keeper_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_HOME_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_home_keeper_init (ScHomeKeeper *self G_GNUC_UNUSED)
{
}

/**
 * sc_home_keeper_new:
 * @clock: for the grace
 * @link: tells of joins, and goes back
 * @journal: where the network is noted
 *
 * Returns: (transfer full): a keeper that knows of nothing yet
 */
ScHomeKeeper *
sc_home_keeper_new (ScClock *clock, ScLink *link, ScJournal *journal)
{
  ScHomeKeeper *self = g_object_new (SC_TYPE_HOME_KEEPER, NULL);

  self->clock = g_object_ref (clock);
  self->link = g_object_ref (link);
  self->journal = g_object_ref (journal);
  g_signal_connect_object (link, "changed", G_CALLBACK (evaluate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "displaces", G_CALLBACK (on_displaces), self, G_CONNECT_SWAPPED);
  return self;
}
