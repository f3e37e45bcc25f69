/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-account.h"

struct _ScTenant
{
  gatomicrefcount refs;
  char *endpoint;
  char *id;
  char *role;
};

G_DEFINE_BOXED_TYPE (ScTenant, sc_tenant, sc_tenant_ref, sc_tenant_unref)

/**
 * sc_tenant_new:
 * @endpoint: the endpoint in its normal form, as an account gives it
 * @id: (nullable): the tenant's ID, if the token's scope told
 * @role: (nullable): the token's role, if its scope told
 *
 * Returns: (transfer full): the tenant
 */
ScTenant *
sc_tenant_new (const char *endpoint, const char *id, const char *role)
{
  ScTenant *self;

  g_return_val_if_fail (endpoint != NULL, NULL);
  self = g_new0 (ScTenant, 1);
  g_atomic_ref_count_init (&self->refs);
  self->endpoint = g_strdup (endpoint);
  self->id = g_strdup (id);
  self->role = g_strdup (role);
  return self;
}

/**
 * sc_tenant_ref:
 * @self: a tenant
 *
 * Returns: (transfer full): the same
 */
ScTenant *
sc_tenant_ref (ScTenant *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sc_tenant_unref:
 * @self: (transfer full): a tenant
 */
void
sc_tenant_unref (ScTenant *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->endpoint);
  g_free (self->id);
  g_free (self->role);
  g_free (self);
}

/**
 * sc_tenant_get_endpoint:
 * @self: a tenant
 *
 * Returns: (transfer none): the endpoint in its normal form
 */
const char *
sc_tenant_get_endpoint (ScTenant *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->endpoint;
}

/**
 * sc_tenant_get_id:
 * @self: a tenant
 *
 * Returns: (transfer none) (nullable): what followed `tenant.tid.` in the token's scope
 */
const char *
sc_tenant_get_id (ScTenant *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}

/**
 * sc_tenant_get_role:
 * @self: a tenant
 *
 * Returns: (transfer none) (nullable): what followed `role.` in the token's scope
 */
const char *
sc_tenant_get_role (ScTenant *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->role;
}

/**
 * sc_tenant_matches:
 * @a: (nullable): a tenant
 * @b: (nullable): a tenant
 *
 * The role does not matter: the same tenant may be signed in to with another key.
 *
 * Returns: whether endpoint and, where both are known, ID agree; never for %NULL
 */
gboolean
sc_tenant_matches (ScTenant *a, ScTenant *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  return g_str_equal (a->endpoint, b->endpoint)
         && (a->id == NULL || b->id == NULL || g_str_equal (a->id, b->id));
}
