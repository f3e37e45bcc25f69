/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-site-test.h"

G_BEGIN_DECLS

/* What became of tests of site networks, in the settings: by name and security, without anything
 * that was made of a password. So it tells of the password that was entered then. */

gboolean sc_site_test_book_get (GSettings *settings, ScSiteNetwork *network,
                                ScSiteTestResult *result, gint64 *seconds);
void sc_site_test_book_put (GSettings *settings, ScSiteNetwork *network, ScSiteTestResult result,
                            gint64 seconds);

G_END_DECLS
