/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-session.h"

struct _ScSession
{
  GObject parent_instance;

  ScCloud *cloud;
  ScKeyring *keyring;
  ScWayWatch *way;
  GCancellable *cancellable; /* nullable: of the request under way */

  ScSignIn state;
  GError *error;      /* nullable: how it failed; while it is busy, by the first way */
  char *tried;        /* nullable: the interface it goes through */
  char *endpoint;     /* nullable: that the ways are known of */
  gboolean searching; /* for another way */
  ScAccount *account; /* being signed in, or signed in */
  gboolean remember;
  ScTenant *tenant;

  ScAccount *saved_account;
  GError *keyring_error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScSession, sc_session, G_TYPE_OBJECT)

static void
emit_changed (ScSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_account_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScSession) self = user_data;

  g_clear_error (&self->keyring_error);
  sc_keyring_store_finish (SC_KEYRING (source), result, &self->keyring_error);
  emit_changed (self);
}

/* One attempt to sign in, so that a late answer finds out that it is late. */
typedef struct
{
  ScSession *session;
  GCancellable *cancellable;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_object_unref (attempt->session);
  g_object_unref (attempt->cancellable);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
fail (ScSession *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = SC_SIGN_IN_FAILED;
  emit_changed (self);
}

/* Once: there is an error of the way before, the second time. */
static gboolean
may_search (ScSession *self, const GError *error)
{
  return self->error == NULL && error->domain == SC_ERROR
         && sc_way_watch_is_doubtful ((ScError)error->code) && sc_way_watch_has_choice (self->way);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attempt) attempt = user_data;
  ScSession *self = attempt->session;
  GError *error = NULL;
  g_autoptr (ScTenant) tenant = sc_cloud_sign_in_finish (SC_CLOUD (source), result, &error);

  /* Whoever cancelled it has said what is now, whatever it came to. */
  if (attempt->cancellable != self->cancellable)
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->cancellable);
  if (tenant == NULL && may_search (self, error))
    {
      self->error = error;
      self->searching = TRUE;
      sc_way_watch_search (self->way);
      emit_changed (self);
      return;
    }
  if (tenant == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_error (&self->error);
  self->state = SC_SIGN_IN_DONE;
  self->tenant = g_steal_pointer (&tenant);
  if (self->remember)
    sc_keyring_store_async (self->keyring, self->account, NULL, on_account_stored,
                            g_object_ref (self));
  emit_changed (self);
}

static void
ask (ScSession *self)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  g_free (self->tried);
  self->tried = g_strdup (sc_way_watch_get_interface (self->way));
  self->cancellable = g_cancellable_new ();
  attempt->session = g_object_ref (self);
  attempt->cancellable = g_object_ref (self->cancellable);
  sc_cloud_sign_in_async (self->cloud, self->account, self->cancellable, on_signed_in, attempt);
}

/* What was found by the way before is no reason to give up on another one. */
static void
on_way_settled (ScSession *self)
{
  if (!self->searching)
    return;
  self->searching = FALSE;
  if (sc_way_watch_get (self->way) == SC_WAY_OPEN
      && g_strcmp0 (sc_way_watch_get_interface (self->way), self->tried) != 0)
    {
      ask (self);
      emit_changed (self);
    }
  else
    fail (self, g_steal_pointer (&self->error));
}

/* Ends a sign-in under way, and what was signed in before. */
static void
clear (ScSession *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->account, sc_account_unref);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  g_clear_error (&self->error);
  self->state = SC_SIGN_IN_NONE;
  if (!self->searching)
    return;
  self->searching = FALSE;
  sc_way_watch_forget (self->way); /* nobody waits for an answer any more */
}

/**
 * sc_session_sign_in:
 * @self: a session
 * @account: validated; referenced
 * @remember: whether to save it in the keyring once it works
 *
 * Fetches a token. An account that was signed in before is signed out first.
 */
void
sc_session_sign_in (ScSession *self, ScAccount *account, gboolean remember)
{
  g_autoptr (ScAccount) wanted = sc_account_ref (account); /* may be the one that is cleared */

  clear (self);
  self->account = g_steal_pointer (&wanted);
  self->remember = remember;
  self->state = SC_SIGN_IN_BUSY;
  g_clear_error (&self->keyring_error);
  if (g_strcmp0 (self->endpoint, sc_account_get_endpoint (account)) != 0)
    {
      sc_way_watch_forget (self->way); /* those were ways to another cloud */
      g_free (self->endpoint);
      self->endpoint = g_strdup (sc_account_get_endpoint (account));
    }
  ask (self);
  emit_changed (self);
}

/**
 * sc_session_get_account:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the account that was last used to sign in, whatever came of
 *   it; %NULL after signing out
 */
ScAccount *
sc_session_get_account (ScSession *self)
{
  return self->account;
}

/**
 * sc_session_cancel:
 * @self: a session
 *
 * Gives up a sign-in under way; takes effect at once.
 */
void
sc_session_cancel (ScSession *self)
{
  if (self->state != SC_SIGN_IN_BUSY)
    return;
  clear (self);
  emit_changed (self);
}

/**
 * sc_session_sign_out:
 * @self: a session
 *
 * Forgets account and token, not what the keyring holds.
 */
void
sc_session_sign_out (ScSession *self)
{
  clear (self);
  sc_cloud_sign_out (self->cloud);
  emit_changed (self);
}

static void
on_account_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScSession) self = user_data;

  g_clear_pointer (&self->saved_account, sc_account_unref);
  g_clear_error (&self->keyring_error);
  sc_keyring_lookup_finish (SC_KEYRING (source), result, &self->saved_account,
                            &self->keyring_error);
  emit_changed (self);
}

/**
 * sc_session_look_up_account:
 * @self: a session
 *
 * Asks the keyring; `changed` follows.
 */
void
sc_session_look_up_account (ScSession *self)
{
  sc_keyring_lookup_async (self->keyring, NULL, on_account_found, g_object_ref (self));
}

/**
 * sc_session_forget_account:
 * @self: a session
 *
 * Removes the saved account from the keyring.
 */
void
sc_session_forget_account (ScSession *self)
{
  g_clear_pointer (&self->saved_account, sc_account_unref);
  sc_keyring_store_async (self->keyring, NULL, NULL, on_account_stored, g_object_ref (self));
  emit_changed (self);
}

ScSignIn
sc_session_get_state (ScSession *self)
{
  return self->state;
}

gboolean
sc_session_is_searching (ScSession *self)
{
  return self->searching;
}

const GError *
sc_session_get_error (ScSession *self)
{
  return self->state == SC_SIGN_IN_FAILED ? self->error : NULL;
}

const GError *
sc_session_get_keyring_error (ScSession *self)
{
  return self->keyring_error;
}

ScTenant *
sc_session_get_tenant (ScSession *self)
{
  return self->tenant;
}

ScAccount *
sc_session_get_saved_account (ScSession *self)
{
  return self->saved_account;
}

static void
sc_session_finalize (GObject *object)
{
  ScSession *self = SC_SESSION (object);

  clear (self);
  g_free (self->tried);
  g_free (self->endpoint);
  g_clear_object (&self->way);
  g_clear_pointer (&self->saved_account, sc_account_unref);
  g_clear_error (&self->keyring_error);
  g_clear_object (&self->cloud);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (sc_session_parent_class)->finalize (object);
}

static void
sc_session_class_init (ScSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_session_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_session_init (ScSession *self G_GNUC_UNUSED)
{
}

/**
 * sc_session_new:
 * @cloud: where to sign in
 * @keyring: where the account may be saved
 * @way: knows the ways to @cloud
 *
 * Returns: (transfer full): a session of nobody
 */
ScSession *
sc_session_new (ScCloud *cloud, ScKeyring *keyring, ScWayWatch *way)
{
  ScSession *self = g_object_new (SC_TYPE_SESSION, NULL);

  self->cloud = g_object_ref (cloud);
  self->keyring = g_object_ref (keyring);
  self->way = g_object_ref (way);
  g_signal_connect_object (way, "settled", G_CALLBACK (on_way_settled), self, G_CONNECT_SWAPPED);
  return self;
}
