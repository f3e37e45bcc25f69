/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-profile.h"

#include "sc-error.h"
#include "sc-site-network.h"

#include <stdio.h>

/* Wins on the sensor's subnet against a cable (100) whose network uses the same addresses. */
#define ROUTE_METRIC 50
/* A way that is only being tried must not become the way of other traffic, not even of a cable
 * whose metric NetworkManager has raised by 20000 because it finds no internet there. */
#define TRIAL_METRIC 30000
#define TRIAL_DNS_PRIORITY 1000 /* after everybody else's (100, VPN 50) */
#define PMF_DISABLE 1           /* NMSettingWirelessSecurityPmf */

/* NM80211ApFlags and NM80211ApSecurityFlags */
#define AP_PRIVACY 0x1
#define KEY_MGMT_PSK 0x100
#define KEY_MGMT_802_1X 0x200
#define KEY_MGMT_SAE 0x400
#define KEY_MGMT_OWE 0x800
#define KEY_MGMT_SUITE_B_192 0x2000

static void
add (GVariantBuilder *setting, const char *key, GVariant *value)
{
  g_variant_builder_add (setting, "{sv}", key, value);
}

static void
begin (GVariantBuilder *settings, const char *name)
{
  g_variant_builder_open (settings, G_VARIANT_TYPE ("{sa{sv}}"));
  g_variant_builder_add (settings, "s", name);
  g_variant_builder_open (settings, G_VARIANT_TYPE ("a{sv}"));
}

static void
end (GVariantBuilder *settings)
{
  g_variant_builder_close (settings);
  g_variant_builder_close (settings);
}

static GVariant *
new_bytes (gconstpointer data, gsize n_bytes)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, n_bytes, 1);
}

/* Nobody else's, and gone with us: one permission entry is also what makes NetworkManager ask only
 * for the right `settings.modify.own`, which every active local session has. */
static void
add_connection (GVariantBuilder *settings, const ScNmProfile *profile, const char *name)
{
  g_autofree char *id = g_strdup_printf ("Sensor Commissioner %s (temporary)", name);
  g_autofree char *permission = g_strdup_printf ("user:%s:", profile->login);
  const char *permissions[] = { permission };

  begin (settings, "connection");
  add (settings, "id", g_variant_new_string (id));
  add (settings, "uuid", g_variant_new_string (profile->uuid));
  add (settings, "type", g_variant_new_string ("802-11-wireless"));
  add (settings, "interface-name", g_variant_new_string (profile->interface));
  add (settings, "autoconnect", g_variant_new_boolean (FALSE));
  add (settings, "permissions", g_variant_new_strv (permissions, 1));
  add (settings, "auth-retries", g_variant_new_int32 (1));
  add (settings, "mdns", g_variant_new_int32 (0)); /* our name is none of its business */
  add (settings, "llmnr", g_variant_new_int32 (0));
  end (settings);
}

static void
add_wireless (GVariantBuilder *settings, const ScNmProfile *profile)
{
  GBytes *ssid = sc_access_point_get_ssid (profile->access_point);
  const char *bssid = sc_access_point_get_bssid (profile->access_point);
  guint octets[6];
  guint8 bytes[6];

  begin (settings, "802-11-wireless");
  add (settings, "ssid", new_bytes (g_bytes_get_data (ssid, NULL), g_bytes_get_size (ssid)));
  add (settings, "mode", g_variant_new_string ("infrastructure"));
  if (profile->is_trial)
    {
      /* sensors have no other radio: that it works on 5 GHz would prove nothing */
      add (settings, "band", g_variant_new_string ("bg"));
      add (settings, "hidden", g_variant_new_boolean (TRUE)); /* perhaps: call it by its name */
    }
  if (profile->pin && bssid != NULL
      && sscanf (bssid, "%2x:%2x:%2x:%2x:%2x:%2x", &octets[0], &octets[1], &octets[2], &octets[3],
                 &octets[4], &octets[5])
             == 6)
    {
      for (guint i = 0; i < 6; i++)
        bytes[i] = octets[i];
      add (settings, "bssid", new_bytes (bytes, sizeof bytes));
    }
  end (settings);
}

static const char *
key_management (ScApSecurity security)
{
  switch (security)
    {
    case SC_AP_SECURITY_OWE:
      return "owe";
    case SC_AP_SECURITY_WPA3:
      return "sae";
    case SC_AP_SECURITY_WPA:
    case SC_AP_SECURITY_TRANSITION: /* NetworkManager takes WPA3 where both sides can */
    case SC_AP_SECURITY_UNKNOWN:
      return "wpa-psk";
    case SC_AP_SECURITY_OPEN:
    case SC_AP_SECURITY_WEP:
    case SC_AP_SECURITY_ENTERPRISE:
      return NULL;
    }
  return NULL;
}

static gboolean
add_security (GVariantBuilder *settings, const ScNmProfile *profile, GError **error)
{
  ScApSecurity security = sc_access_point_get_security (profile->access_point);
  const char *management = key_management (security);

  if (security == SC_AP_SECURITY_OPEN)
    return TRUE;
  if (management == NULL)
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_LINK_UNSUPPORTED,
                           "WEP and 802.1X networks are not joined");
      return FALSE;
    }
  if (security != SC_AP_SECURITY_OWE && profile->key == NULL)
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_LINK_KEY_NEEDED, "no password is known");
      return FALSE;
    }
  begin (settings, "802-11-wireless-security");
  add (settings, "key-mgmt", g_variant_new_string (management));
  if (security != SC_AP_SECURITY_OWE)
    {
      /* flags 0: NetworkManager keeps it in memory with the profile and asks nobody */
      add (settings, "psk", g_variant_new_string (sc_secret_peek (profile->key)));
      add (settings, "psk-flags", g_variant_new_uint32 (0));
      /* On a network that can do both, NetworkManager prefers WPA3; the sensor is told WPA2. */
      if (profile->is_trial && security == SC_AP_SECURITY_WPA)
        add (settings, "pmf", g_variant_new_int32 (PMF_DISABLE));
    }
  end (settings);
  return TRUE;
}

static void
add_addresses (GVariantBuilder *settings, const ScNmProfile *profile)
{
  begin (settings, "ipv4");
  add (settings, "method", g_variant_new_string ("auto"));
  if (profile->is_trial)
    add (settings, "dns-priority", g_variant_new_int32 (TRIAL_DNS_PRIORITY));
  else
    {
      add (settings, "never-default", g_variant_new_boolean (TRUE));
      add (settings, "ignore-auto-dns", g_variant_new_boolean (TRUE));
      add (settings, "ignore-auto-routes", g_variant_new_boolean (TRUE));
    }
  add (settings, "may-fail", g_variant_new_boolean (FALSE));
  add (settings, "dhcp-timeout", g_variant_new_int32 (SC_NM_DHCP_LIMIT_S));
  add (settings, "dhcp-send-hostname", g_variant_new_boolean (FALSE));
  add (settings, "route-metric",
       g_variant_new_int64 (profile->is_trial ? TRIAL_METRIC : ROUTE_METRIC));
  end (settings);
  begin (settings, "ipv6");
  add (settings, "method", g_variant_new_string ("disabled"));
  end (settings);
}

/**
 * sc_nm_profile_to_settings:
 * @profile: what it is made of
 * @error: a password is missing, or this program does not join such networks
 *
 * A profile that is only for visiting a sensor: it brings no default route, no DNS and no routes,
 * it tells nobody this computer's name, and it never connects by itself. One for a trial has a
 * default route, for without one nothing could be asked through it, but the least of all. The key
 * is in the result, as NetworkManager's interface wants it.
 *
 * Returns: (transfer none): a floating `a{sa{sv}}`; %NULL on error
 */
GVariant *
sc_nm_profile_to_settings (const ScNmProfile *profile, GError **error)
{
  g_autofree char *name = sc_ssid_to_display (sc_access_point_get_ssid (profile->access_point));
  g_auto (GVariantBuilder) settings = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{sv}}"));

  add_connection (&settings, profile, name);
  add_wireless (&settings, profile);
  if (!add_security (&settings, profile, error))
    return NULL;
  add_addresses (&settings, profile);
  return g_variant_builder_end (&settings);
}

/**
 * sc_nm_profile_options:
 *
 * Volatile: deleted with its last activation. Bound to this client of the bus: if we die,
 * NetworkManager ends the activation.
 *
 * Returns: (transfer none): a floating `a{sv}`
 */
GVariant *
sc_nm_profile_options (void)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sv}"));

  add (&options, "persist", g_variant_new_string ("volatile"));
  add (&options, "bind-activation", g_variant_new_string ("dbus-client"));
  return g_variant_builder_end (&options);
}

/**
 * sc_nm_profile_new_site:
 * @network: a site network
 *
 * Returns: (transfer full): it, as if it had been heard that way
 */
ScAccessPoint *
sc_nm_profile_new_site (ScSiteNetwork *network)
{
  static const ScApSecurity securities[] = { [SC_SECURITY_OPEN] = SC_AP_SECURITY_OPEN,
                                             [SC_SECURITY_WEP] = SC_AP_SECURITY_WEP,
                                             [SC_SECURITY_WPA] = SC_AP_SECURITY_WPA,
                                             [SC_SECURITY_WPA3] = SC_AP_SECURITY_WPA3 };

  return sc_access_point_new_full (sc_site_network_get_ssid (network), NULL, 0,
                                   securities[sc_site_network_get_security (network)], 0, FALSE);
}

/**
 * sc_nm_profile_fits:
 * @entered: the security that was entered
 * @heard: the security that an access point names
 *
 * Returns: whether a station that is told @entered could join
 */
gboolean
sc_nm_profile_fits (ScApSecurity entered, ScApSecurity heard)
{
  if (heard == SC_AP_SECURITY_TRANSITION)
    return entered == SC_AP_SECURITY_WPA || entered == SC_AP_SECURITY_WPA3;
  return entered == heard;
}

/**
 * sc_nm_profile_security:
 * @flags: an access point's `Flags`
 * @wpa_flags: its `WpaFlags`
 * @rsn_flags: its `RsnFlags`
 *
 * Returns: what they mean for one who wants to join
 */
ScApSecurity
sc_nm_profile_security (guint flags, guint wpa_flags, guint rsn_flags)
{
  guint all = wpa_flags | rsn_flags;
  gboolean psk = (all & KEY_MGMT_PSK) != 0;
  gboolean sae = (all & KEY_MGMT_SAE) != 0;

  if (psk || sae)
    return !sae ? SC_AP_SECURITY_WPA : !psk ? SC_AP_SECURITY_WPA3 : SC_AP_SECURITY_TRANSITION;
  if (all & (KEY_MGMT_802_1X | KEY_MGMT_SUITE_B_192))
    return SC_AP_SECURITY_ENTERPRISE;
  if (all & KEY_MGMT_OWE)
    return SC_AP_SECURITY_OWE;
  if (flags & AP_PRIVACY)
    return all == 0 ? SC_AP_SECURITY_WEP : SC_AP_SECURITY_UNKNOWN;
  return SC_AP_SECURITY_OPEN; /* also the open half of an OWE transition network */
}
