/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-link.h"
#include "sc-site-network.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScNetworkForm:
 *
 * Typing the site network: name (counted in bytes), security, password. As with an account, the
 * password leaves its entry when the network is taken. The name can also be chosen from the
 * networks in range, which gives its bytes exactly, even such as cannot be typed.
 */
#define SC_TYPE_NETWORK_FORM (sc_network_form_get_type ())
G_DECLARE_FINAL_TYPE (ScNetworkForm, sc_network_form, SC, NETWORK_FORM, AdwPreferencesGroup)

void sc_network_form_set_refused (ScNetworkForm *self, ScSiteNetwork *network); /* nullable */
void sc_network_form_set_link (ScNetworkForm *self, ScLink *link);
void sc_network_form_fill (ScNetworkForm *self, GBytes *ssid, ScSecurity security);
void sc_network_form_fill_key (ScNetworkForm *self, const char *key);
void sc_network_form_show (ScNetworkForm *self, gboolean visible, ScSiteNetwork *network);
void sc_network_form_discard (ScNetworkForm *self);
gboolean sc_network_form_check (ScNetworkForm *self);
ScSiteNetwork *sc_network_form_take (ScNetworkForm *self);
ScSecurity sc_network_form_get_security (ScNetworkForm *self);
void sc_network_form_focus_key (ScNetworkForm *self);

G_END_DECLS
