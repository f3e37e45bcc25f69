/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-page.h"

G_BEGIN_DECLS

/**
 * ScClosingPage:
 *
 * What the window shows while it waits, after it was closed, for this computer to be back on its
 * own network. It belongs to no stage.
 */
#define SC_TYPE_CLOSING_PAGE (sc_closing_page_get_type ())
G_DECLARE_FINAL_TYPE (ScClosingPage, sc_closing_page, SC, CLOSING_PAGE, ScPage)

G_END_DECLS
