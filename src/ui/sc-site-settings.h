/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-site-network.h"

G_BEGIN_DECLS

/* What of the site network is kept for the next time: not its password. */

void sc_site_settings_save (GSettings *settings, ScSiteNetwork *network);

G_END_DECLS
