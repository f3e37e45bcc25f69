/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-cloud-private.h"

#include <string.h>

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWorldCloud, sc_world_cloud, G_TYPE_OBJECT)

static void
account_free (ScWorldAccount *account)
{
  g_free (account->tenant);
  g_free (account->api_key);
  sc_secret_unref (account->basic);
  g_free (account);
}

static void
claim_free (ScWorldClaim *claim)
{
  g_free (claim->tenant);
  g_free (claim->api_key);
  g_free (claim);
}

/* @basic: (transfer full) */
static ScWorldAccount *
account_new (const char *tenant, guint number, ScSecret *basic)
{
  ScWorldAccount *account = g_new0 (ScWorldAccount, 1);

  account->tenant = g_strdup (tenant);
  account->api_key = g_strdup_printf ("APIKEY-%u", number);
  account->basic = basic;
  return account;
}

static void
sc_world_cloud_finalize (GObject *object)
{
  ScWorldCloud *self = SC_WORLD_CLOUD (object);

  if (self->clock != NULL)
    sc_clock_clear_timer (self->clock, &self->identity_timer);
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->claims);
  g_ptr_array_unref (self->accounts);
  g_clear_pointer (&self->detour, account_free);
  g_array_unref (self->faults);
  sc_world_pki_unref (self->pki);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sc_world_cloud_parent_class)->finalize (object);
}

static void
sc_world_cloud_class_init (ScWorldCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_world_cloud_finalize;

  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WORLD_CLOUD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_world_cloud_init (ScWorldCloud *self)
{
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify)account_free);
  self->tokens =
      g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify)sc_secret_free_text, g_free);
  self->claims =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)claim_free);
  self->faults = g_array_new (FALSE, FALSE, sizeof (ScWorldFault));
  self->token_life_us = G_MAXINT64 / 2;
}

/**
 * sc_world_cloud_new:
 * @clock: the world's clock
 * @pki: which authority's sensors may be claimed
 *
 * Returns: (transfer full): a cloud without accounts
 */
ScWorldCloud *
sc_world_cloud_new (ScClock *clock, ScWorldPki *pki)
{
  ScWorldCloud *self = g_object_new (SC_TYPE_WORLD_CLOUD, NULL);

  self->clock = g_object_ref (clock);
  self->pki = sc_world_pki_ref (pki);
  return self;
}

/**
 * sc_world_cloud_get_pki:
 * @self: a cloud
 *
 * Returns: (transfer none): the authority whose sensors it knows
 */
ScWorldPki *
sc_world_cloud_get_pki (ScWorldCloud *self)
{
  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), NULL);
  return self->pki;
}

/**
 * sc_world_cloud_add_account:
 * @self: a cloud
 * @client_id: without `:`
 * @client_secret: its secret
 * @tenant: whose sensors it may see; becomes `tenant.tid.…` of a token's scope
 */
void
sc_world_cloud_add_account (ScWorldCloud *self, const char *client_id, const char *client_secret,
                            const char *tenant)
{
  g_autofree char *pair = g_strdup_printf ("%s:%s", client_id, client_secret);
  g_autofree char *basic = g_base64_encode ((const guchar *)pair, strlen (pair));

  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  g_ptr_array_add (self->accounts,
                   account_new (tenant, self->accounts->len + 1, sc_secret_new (basic, -1)));
}

/**
 * sc_world_cloud_add_fault:
 * @self: a cloud
 * @fault: what goes wrong; copied
 */
void
sc_world_cloud_add_fault (ScWorldCloud *self, const ScWorldFault *fault)
{
  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  g_array_append_val (self->faults, *fault);
}

/**
 * sc_world_cloud_claim:
 * @self: a cloud
 * @sensor_id: which sensor
 * @tenant: whose it is
 * @wall_us: when it was claimed, µs since the epoch
 * @last_connected_us: when it last spoke to the cloud, µs since the epoch; 0 = never
 *
 * Somebody has provisioned it, not through the API: whoever had it has it no more.
 */
void
sc_world_cloud_claim (ScWorldCloud *self, const char *sensor_id, const char *tenant, gint64 wall_us,
                      gint64 last_connected_us)
{
  ScWorldClaim *claim = g_new0 (ScWorldClaim, 1);

  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  claim->tenant = g_strdup (tenant);
  claim->api_key = g_strdup ("APIKEY-0");
  claim->provisioned_us = wall_us;
  claim->last_connected_us = last_connected_us;
  g_hash_table_insert (self->claims, g_strdup (sensor_id), claim);
}

static void
identity_is_good_again (gpointer user_data)
{
  ScWorldCloud *self = user_data;

  self->identity_timer = 0;
  self->identity = SC_WORLD_IDENTITY_GOOD;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sc_world_cloud_set_identity:
 * @self: a cloud
 * @identity: what clients meet instead of it, or %SC_WORLD_IDENTITY_GOOD
 * @for_us: how long, world time
 *
 * Something stands between the client and the cloud for a while.
 */
void
sc_world_cloud_set_identity (ScWorldCloud *self, ScWorldIdentity identity, gint64 for_us)
{
  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  self->identity = identity;
  sc_clock_clear_timer (self->clock, &self->identity_timer);
  if (identity != SC_WORLD_IDENTITY_GOOD)
    self->identity_timer = sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + for_us,
                                               identity_is_good_again, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

ScWorldIdentity
sc_world_cloud_get_identity (ScWorldCloud *self)
{
  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), SC_WORLD_IDENTITY_GOOD);
  return self->identity;
}

/**
 * sc_world_cloud_set_token_life:
 * @self: a cloud
 * @us: how long tokens are good for from now on, world time, whatever they say of themselves
 */
void
sc_world_cloud_set_token_life (ScWorldCloud *self, gint64 us)
{
  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  self->token_life_us = us;
}

/**
 * sc_world_cloud_set_detour:
 * @self: a cloud
 * @tenant: another one
 * @n_before: after how many sign-ins from now
 * @n: for how many
 *
 * The API keys belong to @tenant for a while, by somebody's mistake.
 */
void
sc_world_cloud_set_detour (ScWorldCloud *self, const char *tenant, guint n_before, guint n)
{
  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  g_clear_pointer (&self->detour, account_free);
  self->detour = account_new (tenant, 0, sc_secret_new ("", 0)); /* nobody signs in with it */
  self->n_before_detour = n_before;
  self->n_detours = n;
}

/**
 * sc_world_cloud_set_unheard:
 * @self: a cloud
 * @unheard: whether a firewall keeps the sensors from it; clients are not concerned
 */
void
sc_world_cloud_set_unheard (ScWorldCloud *self, gboolean unheard)
{
  g_return_if_fail (SC_IS_WORLD_CLOUD (self));
  self->unheard = unheard;
}

/**
 * sc_world_cloud_contact:
 * @self: a cloud
 * @sensor_id: a sensor that is on the internet
 *
 * A sensor tries to connect "via the IoT endpoint", which works only once it is provisioned
 * (ADI, "Connecting to the cloud").
 *
 * Returns: whether the cloud took it
 */
gboolean
sc_world_cloud_contact (ScWorldCloud *self, const char *sensor_id)
{
  ScWorldClaim *claim;

  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), FALSE);
  claim = g_hash_table_lookup (self->claims, sensor_id);
  if (claim == NULL || self->unheard)
    return FALSE;
  claim->last_connected_us = sc_clock_wall_us (self->clock);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

/**
 * sc_world_cloud_is_provisioned:
 * @self: a cloud
 * @sensor_id: a sensor
 *
 * Returns: whether some tenant has claimed it
 */
gboolean
sc_world_cloud_is_provisioned (ScWorldCloud *self, const char *sensor_id)
{
  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), FALSE);
  return g_hash_table_contains (self->claims, sensor_id);
}

/**
 * sc_world_cloud_was_contacted:
 * @self: a cloud
 * @sensor_id: a sensor
 *
 * Returns: whether it has ever spoken to the cloud
 */
gboolean
sc_world_cloud_was_contacted (ScWorldCloud *self, const char *sensor_id)
{
  ScWorldClaim *claim;

  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), FALSE);
  claim = g_hash_table_lookup (self->claims, sensor_id);
  return claim != NULL && claim->last_connected_us != 0;
}

/**
 * sc_world_cloud_get_owner:
 * @self: a cloud
 * @sensor_id: a sensor
 *
 * Returns: (transfer none) (nullable): whose it is; %NULL if nobody has claimed it
 */
const char *
sc_world_cloud_get_owner (ScWorldCloud *self, const char *sensor_id)
{
  ScWorldClaim *claim;

  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), NULL);
  claim = g_hash_table_lookup (self->claims, sensor_id);
  return claim ? claim->tenant : NULL;
}

/**
 * sc_world_cloud_count_claims:
 * @self: a cloud
 * @sensor_id: a sensor
 *
 * Returns: how many requests to provision it arrived that were fit to be carried out; the second
 *   and later ones were answered with a conflict
 */
guint
sc_world_cloud_count_claims (ScWorldCloud *self, const char *sensor_id)
{
  ScWorldClaim *claim;

  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), 0);
  claim = g_hash_table_lookup (self->claims, sensor_id);
  return claim ? claim->n_claims : 0;
}

/**
 * sc_world_cloud_count_calls:
 * @self: a cloud
 * @call: which; %SC_WORLD_CALL_ANY: those to no known address
 *
 * Returns: how many reached the cloud, faulty ones included
 */
guint
sc_world_cloud_count_calls (ScWorldCloud *self, ScWorldCall call)
{
  g_return_val_if_fail (SC_IS_WORLD_CLOUD (self), 0);
  return self->n_calls[call];
}
