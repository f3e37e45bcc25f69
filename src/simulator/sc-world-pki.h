/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScWorldPki:
 *
 * The simulator's certificate authority: an EC P-256 key made at start and forgotten with the
 * process. It issues the certificates the simulated sensors carry and the one the simulated
 * cloud shows. Not thread-safe; immutable; reference-counted.
 */
typedef struct _ScWorldPki ScWorldPki;

/**
 * ScWorldIdentity: who a server says it is
 */
typedef enum
{
  SC_WORLD_IDENTITY_GOOD,
  SC_WORLD_IDENTITY_UNKNOWN_CA,    /* issued by another authority, as proxies that look inside do */
  SC_WORLD_IDENTITY_WRONG_HOST,    /* another server's, as sign-in pages show */
  SC_WORLD_IDENTITY_EXPIRED,       /* yesterday */
  SC_WORLD_IDENTITY_NOT_YET_VALID, /* for a clock that is a year slow, or one that is right */
  SC_WORLD_IDENTITY_PLAIN,         /* answers without TLS, as some firewalls do in its place */
  SC_WORLD_IDENTITY_NONE           /* does not answer at all */
} ScWorldIdentity;

#define SC_WORLD_PKI_LASTING_S (3650 * (gint64)(24 * 60 * 60))

ScWorldPki *sc_world_pki_new (gint64 wall_us, GError **error);
ScWorldPki *sc_world_pki_ref (ScWorldPki *self);
void sc_world_pki_unref (ScWorldPki *self);

const char *sc_world_pki_get_ca_pem (ScWorldPki *self);
GBytes *sc_world_pki_issue_sensor (ScWorldPki *self, const char *sensor_id, gint64 lasts_s,
                                   GError **error);
char *sc_world_pki_check_sensor (ScWorldPki *self, GBytes *pem, gint64 wall_us, GError **error);

GTlsCertificate *sc_world_pki_issue_server (ScWorldPki *self, const char *address,
                                            ScWorldIdentity identity, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScWorldPki, sc_world_pki_unref)

G_END_DECLS
