/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScComputerGroup:
 *
 * What this computer brings along: its way online, how it joins sensors, its date, its keyring.
 */
#define SC_TYPE_COMPUTER_GROUP (sc_computer_group_get_type ())
G_DECLARE_FINAL_TYPE (ScComputerGroup, sc_computer_group, SC, COMPUTER_GROUP, AdwPreferencesGroup)

void sc_computer_group_show (ScComputerGroup *self, ScWorkflow *workflow, GSettings *settings);

G_END_DECLS
