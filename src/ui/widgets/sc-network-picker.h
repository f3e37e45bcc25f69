/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"
#include "sc-network-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScNetworkPicker:
 *
 * A button that opens the list of networks in range, to choose the site network from. Live: signals
 * change, new networks come last, and nothing changes its place while the list is open. Hidden
 * where the link cannot list.
 *
 * Signal `picked` (pointer): a const #ScNetworkChoice was chosen; valid during the signal.
 */
#define SC_TYPE_NETWORK_PICKER (sc_network_picker_get_type ())
G_DECLARE_FINAL_TYPE (ScNetworkPicker, sc_network_picker, SC, NETWORK_PICKER, AdwBin)

void sc_network_picker_set_link (ScNetworkPicker *self, ScLink *link);

G_END_DECLS
