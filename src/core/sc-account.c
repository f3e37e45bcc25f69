/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-account.h"

#include "sc-error.h"
#include "sc-validate.h"

struct _ScAccount
{
  gatomicrefcount refs;
  char *endpoint;
  ScSecret *client_id;
  ScSecret *client_secret;
  char *ca_file;
};

G_DEFINE_BOXED_TYPE (ScAccount, sc_account, sc_account_ref, sc_account_unref)

/**
 * sc_account_new:
 * @endpoint: the API endpoint as typed
 * @client_id: (nullable): the client ID; %NULL counts as empty
 * @client_secret: (nullable): the client secret; %NULL counts as empty
 * @ca_file: (nullable): absolute path of a PEM file with the certificate authority of a private
 *   cloud; it is not opened here
 * @error: one of the `SC_ERROR_ENDPOINT_…` and `SC_ERROR_CLIENT_…`, or
 *   %SC_ERROR_CA_FILE_INVALID
 *
 * Returns: (transfer full) (nullable): the account, if all of it can be used
 */
ScAccount *
sc_account_new (const char *endpoint, ScSecret *client_id, ScSecret *client_secret,
                const char *ca_file, GError **error)
{
  g_autofree char *normal = sc_validate_endpoint (endpoint, NULL, error);
  ScAccount *self;

  if (normal == NULL)
    return NULL;
  if (!sc_validate_client_id (client_id != NULL ? sc_secret_peek (client_id) : NULL, NULL, error))
    return NULL;
  if (!sc_validate_client_secret (client_secret != NULL ? sc_secret_peek (client_secret) : NULL,
                                  NULL, error))
    return NULL;
  if (ca_file != NULL && !g_path_is_absolute (ca_file))
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_CA_FILE_INVALID,
                           "CA file is not named by an absolute path");
      return NULL;
    }

  self = g_new0 (ScAccount, 1);
  g_atomic_ref_count_init (&self->refs);
  self->endpoint = g_steal_pointer (&normal);
  self->client_id = sc_secret_ref (client_id);
  self->client_secret = sc_secret_ref (client_secret);
  self->ca_file = g_strdup (ca_file);
  return self;
}

/**
 * sc_account_ref:
 * @self: an account
 *
 * Returns: (transfer full): the same
 */
ScAccount *
sc_account_ref (ScAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sc_account_unref:
 * @self: (transfer full): an account
 */
void
sc_account_unref (ScAccount *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->endpoint);
  sc_secret_unref (self->client_id);
  sc_secret_unref (self->client_secret);
  g_free (self->ca_file);
  g_free (self);
}

/**
 * sc_account_get_endpoint:
 * @self: an account
 *
 * Returns: (transfer none): the endpoint in its normal form, see sc_validate_endpoint()
 */
const char *
sc_account_get_endpoint (ScAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->endpoint;
}

/**
 * sc_account_get_client_id:
 * @self: an account
 *
 * Returns: (transfer none): the client ID exactly as typed
 */
ScSecret *
sc_account_get_client_id (ScAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->client_id;
}

/**
 * sc_account_get_client_secret:
 * @self: an account
 *
 * Returns: (transfer none): the client secret exactly as typed
 */
ScSecret *
sc_account_get_client_secret (ScAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->client_secret;
}

/**
 * sc_account_get_ca_file:
 * @self: an account
 *
 * Returns: (transfer none) (nullable): absolute path of the CA file of a private cloud
 */
const char *
sc_account_get_ca_file (ScAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->ca_file;
}
