/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-world-message.h"
#include "sc-world-pki.h"

G_BEGIN_DECLS

/**
 * ScWorldCall: the calls of the cloud API, for faults and counting
 */
typedef enum
{
  SC_WORLD_CALL_ANY,
  SC_WORLD_CALL_TOKEN,
  SC_WORLD_CALL_PROVISION,
  SC_WORLD_CALL_GET,
  SC_WORLD_N_CALLS
} ScWorldCall;

/**
 * ScWorldBody: what is in the reply of a cloud that fails, or of what is in its place
 */
typedef enum
{
  SC_WORLD_BODY_JSON,
  SC_WORLD_BODY_PAGE, /* a web page */
  SC_WORLD_BODY_EMPTY,
  SC_WORLD_BODY_HUGE, /* 10 MB */
  SC_WORLD_BODY_BOMB  /* 10 MB that travel as a few kilobytes */
} ScWorldBody;

/**
 * ScWorldFault:
 * @call: which calls
 * @n_times: how many of them
 * @status: HTTP status of the answer; 0: the connection breaks
 * @after: whether the call takes effect all the same
 * @retry_after_s: 0 or the header `Retry-After`
 * @retry_after_is_date: whether that is written as a date
 * @body: of the answer
 * @silent: there is no answer at all, whatever @status says
 *
 * Something that goes wrong in the cloud. Faults are used up in the order they were added.
 */
typedef struct
{
  ScWorldCall call;
  guint n_times;
  guint status;
  gboolean after;
  gint64 retry_after_s;
  gboolean retry_after_is_date;
  ScWorldBody body;
  gboolean silent;
} ScWorldFault;

/**
 * ScWorldCloud:
 *
 * The simulated cloud: accounts, tokens, and which sensors which tenant has claimed.
 */
#define SC_TYPE_WORLD_CLOUD (sc_world_cloud_get_type ())
G_DECLARE_FINAL_TYPE (ScWorldCloud, sc_world_cloud, SC, WORLD_CLOUD, GObject)

ScWorldCloud *sc_world_cloud_new (ScClock *clock, ScWorldPki *pki);
ScWorldPki *sc_world_cloud_get_pki (ScWorldCloud *self);

/* What the simulation sets up */
void sc_world_cloud_add_account (ScWorldCloud *self, const char *client_id,
                                 const char *client_secret, const char *tenant);
void sc_world_cloud_add_fault (ScWorldCloud *self, const ScWorldFault *fault);
void sc_world_cloud_claim (ScWorldCloud *self, const char *sensor_id, const char *tenant,
                           gint64 wall_us, gint64 last_connected_us);
void sc_world_cloud_set_identity (ScWorldCloud *self, ScWorldIdentity identity, gint64 for_us);
void sc_world_cloud_set_token_life (ScWorldCloud *self, gint64 us);
void sc_world_cloud_set_detour (ScWorldCloud *self, const char *tenant, guint n_before, guint n);
void sc_world_cloud_set_unheard (ScWorldCloud *self, gboolean unheard);

/* What sensors do */
gboolean sc_world_cloud_contact (ScWorldCloud *self, const char *sensor_id);

/* What clients ask */
ScWorldIdentity sc_world_cloud_get_identity (ScWorldCloud *self);
ScWorldReply *sc_world_cloud_handle (ScWorldCloud *self, const ScWorldRequest *request);

/* What tests want to know */
gboolean sc_world_cloud_is_provisioned (ScWorldCloud *self, const char *sensor_id);
gboolean sc_world_cloud_was_contacted (ScWorldCloud *self, const char *sensor_id);
const char *sc_world_cloud_get_owner (ScWorldCloud *self, const char *sensor_id);
guint sc_world_cloud_count_claims (ScWorldCloud *self, const char *sensor_id);
guint sc_world_cloud_count_calls (ScWorldCloud *self, ScWorldCall call);

G_END_DECLS
