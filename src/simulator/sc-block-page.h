/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScBlockPage:
 *
 * What some firewalls put in the place of a server they do not let one speak to: it answers
 * whatever is said with a page in plain text, also where TLS belongs.
 */
#define SC_TYPE_BLOCK_PAGE (sc_block_page_get_type ())
G_DECLARE_FINAL_TYPE (ScBlockPage, sc_block_page, SC, BLOCK_PAGE, GObject)

ScBlockPage *sc_block_page_new (GSocket *socket, GError **error);

G_END_DECLS
