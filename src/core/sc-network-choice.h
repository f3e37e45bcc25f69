/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"
#include "sc-site-network.h"

G_BEGIN_DECLS

/**
 * ScBands: where a network was heard, as far as that is known.
 */
typedef enum
{
  SC_BAND_2_4_GHZ = 1 << 0,
  SC_BAND_5_GHZ = 1 << 1, /* or 6 GHz: not for sensors either */
  SC_BAND_UNKNOWN = 1 << 2
} ScBands;

/**
 * ScNetworkChoice:
 * @ssid: its name, 1 to 32 bytes of any value
 * @security: how it is protected
 * @strength: of its strongest access point, 0 to 100 %; of those on 2.4 GHz if there are any
 * @bands: where its access points are
 *
 * A network in range that could be the site network: all access points of one name and kind of
 * security are one.
 */
typedef struct
{
  GBytes *ssid;
  ScApSecurity security;
  guint strength;
  ScBands bands;
} ScNetworkChoice;

void sc_network_choice_free (ScNetworkChoice *self);
gboolean sc_network_choice_equal (const ScNetworkChoice *a, const ScNetworkChoice *b);
/* What a sensor has to be told; FALSE: a sensor cannot use such a network. */
gboolean sc_network_choice_get_security (const ScNetworkChoice *self, ScSecurity *security);
/* Of ScNetworkChoice, strongest first. (transfer full) */
GPtrArray *sc_network_choices_new (GListModel *access_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScNetworkChoice, sc_network_choice_free)

G_END_DECLS
