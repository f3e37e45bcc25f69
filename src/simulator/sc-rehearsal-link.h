/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-radio-link.h"
#include "sc-world.h"

G_BEGIN_DECLS

/**
 * ScRehearsalLink:
 *
 * The link of a rehearsal: the laptop's radio is the simulator's, ordered and followed through
 * its control API (sc-control-server.h), in this process or another one. A lease's base URI is the
 * simulator's loopback address, without an interface. When the simulator goes away, a join under
 * way fails with %SC_ERROR_SIMULATOR_GONE, a lease is lost, and so is everything else.
 */
#define SC_TYPE_REHEARSAL_LINK (sc_rehearsal_link_get_type ())
G_DECLARE_FINAL_TYPE (ScRehearsalLink, sc_rehearsal_link, SC, REHEARSAL_LINK, ScRadioLink)

void sc_rehearsal_link_new_async (const char *control_uri, ScModel *model,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
ScRehearsalLink *sc_rehearsal_link_new_finish (GAsyncResult *result, GError **error);

/* The world's time, running on in this process. (transfer none) */
ScClock *sc_rehearsal_link_get_clock (ScRehearsalLink *self);
double sc_rehearsal_link_get_speed (ScRehearsalLink *self);
/* What to fill in. (transfer none) */
const ScPractice *sc_rehearsal_link_get_practice (ScRehearsalLink *self);
const ScWorldStore *sc_rehearsal_link_get_store (ScRehearsalLink *self);
const GError *sc_rehearsal_link_get_failure (ScRehearsalLink *self); /* nullable: all is well */

G_END_DECLS
