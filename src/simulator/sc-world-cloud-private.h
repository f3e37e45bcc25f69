/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-secret.h"
#include "sc-world-cloud.h"

G_BEGIN_DECLS

/* The cloud's memory, for sc-world-cloud.c, and sc-world-cloud-api.c, which answers from it. */

typedef struct
{
  char *tenant;
  char *api_key;   /* what `provisionedBy` shows: a guess: not the client ID itself */
  ScSecret *basic; /* base64 of id:secret */
} ScWorldAccount;

typedef struct
{
  ScWorldAccount *account;
  gint64 expires_us; /* boot time of the clock */
} ScWorldToken;

typedef struct
{
  char *tenant;
  char *api_key;
  gint64 provisioned_us;    /* wall time */
  gint64 last_connected_us; /* wall time, 0 = never */
  guint n_claims;
} ScWorldClaim;

struct _ScWorldCloud
{
  GObject parent_instance;

  ScClock *clock;
  ScWorldPki *pki;
  GPtrArray *accounts;
  GHashTable *tokens; /* text -> ScWorldToken */
  GHashTable *claims; /* sensor ID -> ScWorldClaim */
  GArray *faults;     /* of ScWorldFault */
  guint n_calls[SC_WORLD_N_CALLS];
  ScWorldIdentity identity;
  guint identity_timer;
  ScWorldAccount *detour; /* (nullable): whose tokens are given by mistake */
  guint n_before_detour;  /* sign-ins that are still as they should be */
  guint n_detours;        /* sign-ins after those */
  gint64 token_life_us;   /* what they really live; what they say is TOKEN_LIFETIME_S */
  gboolean unheard;
};

G_END_DECLS
