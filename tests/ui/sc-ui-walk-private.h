/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-ui-walk.h"

G_BEGIN_DECLS

/* Who looks at what a walk stops at. */
typedef struct
{
  UiCheck check;
  gpointer data;
} UiLooker;

void ui_look_at_window (const UiLooker *looker, GtkWindow *window);
void ui_look (const UiLooker *looker, UiBed *bed);

/* Ways that need this computer's Wi-Fi to be in some state (sc-ui-walk-wifi.c) */
void ui_walk_wifi_trouble (const UiLooker *looker);
void ui_walk_adapters (const UiLooker *looker);
void ui_walk_sensor_key (const UiLooker *looker);
void ui_walk_network_picker (const UiLooker *looker);
void ui_walk_site_test (const UiLooker *looker);
void ui_walk_site_test_results (const UiLooker *looker);
void ui_walk_ways_online (const UiLooker *looker);
void ui_walk_way_in_the_way (const UiLooker *looker);
void ui_walk_second_sensor (const UiLooker *looker);
void ui_walk_away_from_home (const UiLooker *looker);

G_END_DECLS
