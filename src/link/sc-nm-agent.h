/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-nm-client.h"

G_BEGIN_DECLS

/**
 * ScNmAgent:
 *
 * A secret agent that knows no secrets. NetworkManager asks the agents of the program that
 * activated a profile first: refusing for our own profiles makes a wrong password come back at once
 * as that, instead of putting the system's dialog over the wizard. For all others the next agent is
 * asked.
 */
#define SC_TYPE_NM_AGENT (sc_nm_agent_get_type ())
G_DECLARE_FINAL_TYPE (ScNmAgent, sc_nm_agent, SC, NM_AGENT, GObject)

ScNmAgent *sc_nm_agent_new (ScNmClient *client);
void sc_nm_agent_own (ScNmAgent *self, const char *uuid); /* a profile of ours */
gboolean sc_nm_agent_owns (ScNmAgent *self, const char *uuid);

G_END_DECLS
