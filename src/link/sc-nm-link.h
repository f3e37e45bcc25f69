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
 * when it is not used any more, or when this program is gone. While NetworkManager is not there, it
 * is a link for joining by hand.
 */
#define SC_TYPE_NM_LINK (sc_nm_link_get_type ())
G_DECLARE_FINAL_TYPE (ScNmLink, sc_nm_link, SC, NM_LINK, GObject)

void sc_nm_link_new_async (GDBusConnection *bus, ScModel *model, ScClock *clock, ScLink *by_hand,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
ScNmLink *sc_nm_link_new_finish (GAsyncResult *result, GError **error);

G_END_DECLS
