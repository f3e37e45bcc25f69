/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-access-point.h"
#include "sc-secret.h"

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
} ScNmProfile;

/* a{sa{sv}}, a{sv}; floating */
GVariant *sc_nm_profile_to_settings (const ScNmProfile *profile, GError **error);
GVariant *sc_nm_profile_options (void);
ScApSecurity sc_nm_profile_security (guint flags, guint wpa_flags, guint rsn_flags);

G_END_DECLS
