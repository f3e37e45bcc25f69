/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Profiles, and the judgement of those that a client brings. */

#include "sc-fake-nm-private.h"

#include <string.h>

/* What a profile may have, with its type in the D-Bus representation (nm-settings-dbus(5)). */
static const struct
{
  const char *setting;
  const char *key;
  const char *type;
} known[] = {
  { "connection", "id", "s" },
  { "connection", "uuid", "s" },
  { "connection", "type", "s" },
  { "connection", "interface-name", "s" },
  { "connection", "autoconnect", "b" },
  { "connection", "permissions", "as" },
  { "connection", "auth-retries", "i" },
  { "connection", "mdns", "i" },
  { "connection", "llmnr", "i" },
  { "802-11-wireless", "ssid", "ay" },
  { "802-11-wireless", "mode", "s" },
  { "802-11-wireless", "bssid", "ay" },
  { "802-11-wireless", "band", "s" },
  { "802-11-wireless", "hidden", "b" },
  { "802-11-wireless-security", "key-mgmt", "s" },
  { "802-11-wireless-security", "psk", "s" },
  { "802-11-wireless-security", "psk-flags", "u" },
  { "802-11-wireless-security", "pmf", "i" },
  { "ipv4", "method", "s" },
  { "ipv4", "never-default", "b" },
  { "ipv4", "ignore-auto-dns", "b" },
  { "ipv4", "ignore-auto-routes", "b" },
  { "ipv4", "may-fail", "b" },
  { "ipv4", "dns-priority", "i" },
  { "ipv4", "dhcp-timeout", "i" },
  { "ipv4", "dhcp-send-hostname", "b" },
  { "ipv4", "route-metric", "x" },
  { "ipv6", "method", "s" },
};

void
sc_fake_nm_profile_free (Profile *profile)
{
  g_free (profile->uuid);
  g_free (profile->path);
  g_free (profile->ssid);
  g_free (profile->key);
  g_free (profile->key_mgmt);
  g_free (profile->band);
  g_clear_pointer (&profile->bssid, g_bytes_unref);
  g_clear_pointer (&profile->settings, g_variant_unref);
  g_free (profile);
}

void
sc_fake_nm_add_profile (ScFakeNm *self, const char *uuid, const char *ssid, const char *key,
                        gboolean autoconnect)
{
  Profile *profile = g_new0 (Profile, 1);

  profile->uuid = g_strdup (uuid);
  profile->path = sc_fake_nm_next_path (self, "Settings");
  profile->ssid = g_strdup (ssid);
  profile->key = g_strdup (key);
  profile->autoconnect = autoconnect;
  profile->dhcp_timeout_s = 45;
  profile->metric = -1;
  g_ptr_array_add (self->profiles, profile);
}

Profile *
sc_fake_nm_find_profile (ScFakeNm *self, const char *uuid, const char *path)
{
  for (guint i = 0; i < self->profiles->len; i++)
    {
      Profile *profile = g_ptr_array_index (self->profiles, i);

      if (uuid != NULL ? g_str_equal (profile->uuid, uuid) : g_str_equal (profile->path, path))
        return profile;
    }
  return NULL;
}

guint
sc_fake_nm_count_profiles (ScFakeNm *self)
{
  return self->profiles->len;
}

static gboolean
is_known (const char *setting, const char *key, GVariant *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].setting, setting) && g_str_equal (known[i].key, key))
      return g_str_equal (known[i].type, g_variant_get_type_string (value));
  return FALSE;
}

static char *
find_unknown (GVariant *settings)
{
  GVariantIter outer;
  GVariant *inside;
  const char *setting;

  g_variant_iter_init (&outer, settings);
  while (g_variant_iter_next (&outer, "{&s@a{sv}}", &setting, &inside))
    {
      g_autoptr (GVariant) dictionary = inside;
      GVariantIter inner;
      GVariant *boxed;
      const char *key;

      g_variant_iter_init (&inner, dictionary);
      while (g_variant_iter_next (&inner, "{&sv}", &key, &boxed))
        {
          g_autoptr (GVariant) value = boxed;

          if (!is_known (setting, key, value))
            return g_strdup_printf ("%s.%s: unknown property or type", setting, key);
        }
    }
  return NULL;
}

static GVariant *
look_up (GVariant *settings, const char *setting, const char *key)
{
  g_autoptr (GVariant) dictionary = g_variant_lookup_value (settings, setting, NULL);

  return dictionary != NULL ? g_variant_lookup_value (dictionary, key, NULL) : NULL;
}

static char *
look_up_text (GVariant *settings, const char *setting, const char *key)
{
  g_autoptr (GVariant) value = look_up (settings, setting, key);

  return value != NULL ? g_variant_dup_string (value, NULL) : NULL;
}

static gboolean
look_up_boolean (GVariant *settings, const char *setting, const char *key)
{
  g_autoptr (GVariant) value = look_up (settings, setting, key);

  return value != NULL && g_variant_get_boolean (value);
}

/* One permission, of the caller: anything else needs `settings.modify.system`. */
static gboolean
is_own (GVariant *settings)
{
  g_autoptr (GVariant) value = look_up (settings, "connection", "permissions");
  g_autofree char *wanted = g_strdup_printf ("user:%s:", g_get_user_name ());
  g_autofree const char **permissions = value != NULL ? g_variant_get_strv (value, NULL) : NULL;

  return permissions != NULL && g_strv_length ((char **)permissions) == 1
         && g_str_equal (permissions[0], wanted);
}

static Profile *
read_profile (ScFakeNm *self, GVariant *settings)
{
  Profile *profile = g_new0 (Profile, 1);
  g_autoptr (GVariant) ssid = look_up (settings, "802-11-wireless", "ssid");
  g_autoptr (GVariant) bssid = look_up (settings, "802-11-wireless", "bssid");
  g_autoptr (GVariant) metric = look_up (settings, "ipv4", "route-metric");
  g_autoptr (GVariant) timeout = look_up (settings, "ipv4", "dhcp-timeout");

  profile->path = sc_fake_nm_next_path (self, "Settings");
  profile->uuid = look_up_text (settings, "connection", "uuid");
  profile->key = look_up_text (settings, "802-11-wireless-security", "psk");
  profile->ssid = g_strndup (g_variant_get_data (ssid), g_variant_get_size (ssid));
  profile->bssid = bssid != NULL ? g_variant_get_data_as_bytes (bssid) : NULL;
  profile->autoconnect = look_up_boolean (settings, "connection", "autoconnect");
  profile->key_mgmt = look_up_text (settings, "802-11-wireless-security", "key-mgmt");
  profile->band = look_up_text (settings, "802-11-wireless", "band");
  profile->metric = metric != NULL ? g_variant_get_int64 (metric) : -1;
  profile->never_default = look_up_boolean (settings, "ipv4", "never-default");
  profile->dhcp_timeout_s = timeout != NULL ? g_variant_get_int32 (timeout) : 45;
  profile->is_volatile = TRUE;
  profile->settings = g_variant_ref (settings);
  g_clear_pointer (&self->last_profile, g_variant_unref);
  self->last_profile = g_variant_ref (settings);
  return profile;
}

Profile *
sc_fake_nm_check_profile (ScFakeNm *self, GVariant *settings, const char **name, char **message)
{
  *message = find_unknown (settings);
  if (*message != NULL)
    *name = SC_NM_NAME ".Settings.Connection.InvalidProperty";
  else if (!is_own (settings))
    {
      *name = SC_NM_NAME ".Settings.PermissionDenied";
      *message = g_strdup ("Insufficient privileges: settings.modify.system is needed");
    }
  return *message == NULL ? read_profile (self, settings) : NULL;
}

char *
sc_fake_nm_check_ap (Profile *profile, ScFakeAp *ap)
{
  static const char *const managements[][2] = {
    [SC_FAKE_OPEN] = { NULL, NULL },
    [SC_FAKE_WEP] = { "none", NULL },
    [SC_FAKE_WPA2] = { "wpa-psk", NULL },
    [SC_FAKE_TRANSITION] = { "wpa-psk", "sae" },
    [SC_FAKE_WPA3] = { "sae", NULL },
    [SC_FAKE_OWE] = { "owe", NULL },
    [SC_FAKE_ENTERPRISE] = { "wpa-eap", NULL },
  };
  const char *const *fitting = managements[ap->security];

  if (g_strcmp0 (profile->band, "bg") == 0 && ap->frequency > 3000)
    return g_strdup_printf ("band bg, access point on %u MHz", ap->frequency);
  if (g_strcmp0 (profile->key_mgmt, fitting[0]) != 0
      && (profile->key_mgmt == NULL || g_strcmp0 (profile->key_mgmt, fitting[1]) != 0))
    return g_strdup_printf ("key-mgmt %s does not fit the access point", profile->key_mgmt);
  return NULL;
}

gboolean
sc_fake_nm_check_options (ScFakeNm *self, GVariant *options, gboolean *is_bound)
{
  const char *key;
  GVariant *boxed;
  GVariantIter iter;

  g_variant_iter_init (&iter, options);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &boxed))
    {
      g_autoptr (GVariant) value = boxed;
      const char *text = g_variant_get_string (value, NULL);
      gboolean persist = g_str_equal (key, "persist") && g_str_equal (text, "volatile");
      gboolean bind = g_str_equal (key, "bind-activation") && g_str_equal (text, "dbus-client");

      *is_bound = *is_bound || bind;
      if (persist || bind)
        continue;
      sc_fake_nm_complain (self, "option %s = %s", key, text);
      return FALSE;
    }
  return TRUE;
}
