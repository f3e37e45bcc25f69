/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-page.h"

G_BEGIN_DECLS

/**
 * ScDonePage:
 *
 * The record of the sensor just done, what is left to do elsewhere, and all sensors with their
 * live state.
 */
#define SC_TYPE_DONE_PAGE (sc_done_page_get_type ())
G_DECLARE_FINAL_TYPE (ScDonePage, sc_done_page, SC, DONE_PAGE, ScPage)

G_END_DECLS
