/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-world-message.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Between libsoup's server messages and the world's. */

ScWorldRequest *sc_server_message_read (SoupServerMessage *message);
void sc_server_message_cut (SoupServerMessage *message);

G_END_DECLS
