/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-page.h"

G_BEGIN_DECLS

/**
 * ScReviewPage:
 *
 * What Send will do, to which sensor, for which tenant, on which network. The last point at
 * which the sensor can be left as it is.
 */
#define SC_TYPE_REVIEW_PAGE (sc_review_page_get_type ())
G_DECLARE_FINAL_TYPE (ScReviewPage, sc_review_page, SC, REVIEW_PAGE, ScPage)

G_END_DECLS
