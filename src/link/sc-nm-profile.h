/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"
#include "sc-site-network.h"

G_BEGIN_DECLS

#define SC_NM_DHCP_LIMIT_S 15

/**
 * ScNmProfile:
 * @access_point: the network
 * @key: (nullable): its password; not of an open one
 * @uuid: a fresh one
 * @interface: the adapter
 * @login: the name of the user who alone may use it
 * @pin: stay with this very access point: others have the same name
 * @is_trial: a site network is tried as a sensor would join it, and whether it leads to the cloud
 *
 * What a temporary profile is made of.
 */
typedef struct
{
  ScAccessPoint *access_point;
  ScSecret *key;
  const char *uuid;
  const char *interface;
  const char *login;
  gboolean pin;
  gboolean is_trial;
} ScNmProfile;

/* a{sa{sv}}, a{sv}; floating */
GVariant *sc_nm_profile_to_settings (const ScNmProfile *profile, GError **error);
GVariant *sc_nm_profile_options (void);
ScAccessPoint *sc_nm_profile_new_site (ScSiteNetwork *network);
/* Whether an access point that says @heard may be the network that was entered as @entered. */
gboolean sc_nm_profile_fits (ScApSecurity entered, ScApSecurity heard);
ScApSecurity sc_nm_profile_security (guint flags, guint wpa_flags, guint rsn_flags);

G_END_DECLS
