/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScAccount:
 *
 * A cloud account as validated technician input: API endpoint (https, optional path, normalised
 * without a trailing slash), client ID and client secret (both secret, byte for byte as typed),
 * and optionally a CA file for a private cloud. Immutable, reference-counted.
 */
typedef struct _ScAccount ScAccount;

#define SC_TYPE_ACCOUNT (sc_account_get_type ())
GType sc_account_get_type (void) G_GNUC_CONST;

ScAccount *sc_account_new (const char *endpoint, ScSecret *client_id, ScSecret *client_secret,
                           const char *ca_file, GError **error);
ScAccount *sc_account_ref (ScAccount *self);
void sc_account_unref (ScAccount *self);
const char *sc_account_get_endpoint (ScAccount *self);
ScSecret *sc_account_get_client_id (ScAccount *self);
ScSecret *sc_account_get_client_secret (ScAccount *self);
const char *sc_account_get_ca_file (ScAccount *self); /* nullable, absolute path */

/**
 * ScTenant:
 *
 * Whom a token speaks for, read from its scope: the part after `tenant.tid.` and after `role.`.
 * Either may be unknown (%NULL). Two tenants are the same if endpoint and, where both are known,
 * ID agree. Holds no secret. Immutable, reference-counted.
 */
typedef struct _ScTenant ScTenant;

#define SC_TYPE_TENANT (sc_tenant_get_type ())
GType sc_tenant_get_type (void) G_GNUC_CONST;

ScTenant *sc_tenant_new (const char *endpoint, const char *id, const char *role);
ScTenant *sc_tenant_ref (ScTenant *self);
void sc_tenant_unref (ScTenant *self);
const char *sc_tenant_get_endpoint (ScTenant *self);
const char *sc_tenant_get_id (ScTenant *self);   /* nullable */
const char *sc_tenant_get_role (ScTenant *self); /* nullable */
gboolean sc_tenant_matches (ScTenant *a, ScTenant *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScAccount, sc_account_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScTenant, sc_tenant_unref)

G_END_DECLS
