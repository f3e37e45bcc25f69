/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-link.h"
#include "sc-model.h"
#include "sc-secret.h"

G_BEGIN_DECLS

/**
 * ScNmLink:
 *
 * Joins and leaves sensors' networks through NetworkManager: by a temporary profile that is gone
 * when it is not used any more, or when this program is gone. While NetworkManager is not there, or
 * does not let us, it is a link for joining by hand and says why; that may change at any time.
 */
#define SC_TYPE_NM_LINK (sc_nm_link_get_type ())
G_DECLARE_FINAL_TYPE (ScNmLink, sc_nm_link, SC, NM_LINK, GObject)

ScNmLink *sc_nm_link_new (ScModel *model, ScClock *clock, ScLink *by_hand);
void sc_nm_link_open_async (ScNmLink *self, GDBusConnection *bus, GAsyncReadyCallback callback,
                            gpointer user_data);
void sc_nm_link_open_finish (ScNmLink *self, GAsyncResult *result);

G_END_DECLS
