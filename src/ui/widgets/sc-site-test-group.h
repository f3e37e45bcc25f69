/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScSiteTestGroup:
 *
 * Trying the site network on this computer: what came of it, now or earlier, and whether to do it
 * before going on. That is so from the start for a network that has never worked here.
 */
#define SC_TYPE_SITE_TEST_GROUP (sc_site_test_group_get_type ())
G_DECLARE_FINAL_TYPE (ScSiteTestGroup, sc_site_test_group, SC, SITE_TEST_GROUP, AdwPreferencesGroup)

void sc_site_test_group_show (ScSiteTestGroup *self, ScWorkflow *workflow, GSettings *settings,
                              gboolean editing);
void sc_site_test_group_tick (ScSiteTestGroup *self, ScWorkflow *workflow, gint64 now_us);
gboolean sc_site_test_group_wants_test (ScSiteTestGroup *self, ScWorkflow *workflow);
gboolean sc_site_test_group_objects (ScSiteTestGroup *self, ScWorkflow *workflow);

G_END_DECLS
