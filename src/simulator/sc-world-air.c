/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-air.h"

#include <string.h>

struct _ScWorldAir
{
  gatomicrefcount ref_count;
  GPtrArray *networks; /* of ScWorldNetwork */
};

static void
network_free (ScWorldNetwork *network)
{
  g_bytes_unref (network->ssid);
  g_free (network->bssid);
  g_clear_pointer (&network->key, sc_secret_unref);
  g_free (network);
}

/**
 * sc_world_air_new:
 *
 * Returns: (transfer full): a place without networks
 */
ScWorldAir *
sc_world_air_new (void)
{
  ScWorldAir *self = g_new0 (ScWorldAir, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->networks = g_ptr_array_new_with_free_func ((GDestroyNotify)network_free);
  return self;
}

ScWorldAir *
sc_world_air_ref (ScWorldAir *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sc_world_air_unref (ScWorldAir *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->networks);
  g_free (self);
}

/**
 * sc_world_air_add:
 * @self: the air
 * @ssid: name
 * @bssid: address of its access point
 * @digit: security, see #ScWorldNetwork
 * @key: (nullable): what opens it
 * @strength: percent
 */
void
sc_world_air_add (ScWorldAir *self, const char *ssid, const char *bssid, char digit,
                  const char *key, guint strength)
{
  ScWorldNetwork *network = g_new0 (ScWorldNetwork, 1);

  network->ssid = g_bytes_new (ssid, strlen (ssid));
  network->bssid = g_strdup (bssid);
  network->digit = digit;
  network->key = key ? sc_secret_new (key, -1) : NULL;
  network->strength = strength;
  g_ptr_array_add (self->networks, network);
}

static ScWorldNetwork *
find (ScWorldAir *self, GBytes *ssid)
{
  for (guint i = 0; i < self->networks->len; i++)
    {
      ScWorldNetwork *network = g_ptr_array_index (self->networks, i);

      if (g_bytes_equal (network->ssid, ssid))
        return network;
    }
  return NULL;
}

/**
 * sc_world_air_remove:
 * @self: the air
 * @ssid: name of the network to take away
 */
void
sc_world_air_remove (ScWorldAir *self, const char *ssid)
{
  g_autoptr (GBytes) name = g_bytes_new (ssid, strlen (ssid));
  ScWorldNetwork *network = find (self, name);

  if (network != NULL)
    g_ptr_array_remove (self->networks, network);
}

/**
 * sc_world_air_get_networks:
 * @self: the air
 *
 * Returns: (transfer none) (element-type ScWorldNetwork): strongest first as added
 */
GPtrArray *
sc_world_air_get_networks (ScWorldAir *self)
{
  return self->networks;
}

/**
 * sc_world_air_try:
 * @self: the air
 * @ssid: which network a sensor was told to join, bytes
 * @digit: which security it was told
 * @key: (nullable): which key it was told
 *
 * A sensor joins only with the right name (byte for byte), key, and kind of security; 2 and 3
 * count as the same family, because WPA/WPA2 networks are commonly mixed (a guess).
 *
 * Returns: how joining ends
 */
ScWorldJoin
sc_world_air_try (ScWorldAir *self, GBytes *ssid, char digit, ScSecret *key)
{
  ScWorldNetwork *network = find (self, ssid);
  gboolean same_family;

  if (network == NULL)
    return SC_WORLD_JOIN_NOT_FOUND;
  same_family = network->digit == digit || (strchr ("23", network->digit) && strchr ("23", digit));
  if (!same_family)
    return SC_WORLD_JOIN_OTHER_SECURITY;
  if (network->key == NULL)
    return SC_WORLD_JOIN_DONE;
  return key != NULL && sc_secret_equal (network->key, key) ? SC_WORLD_JOIN_DONE
                                                            : SC_WORLD_JOIN_WRONG_KEY;
}

/**
 * sc_world_air_try_laptop:
 * @self: the air
 * @network: a site network, as it would be given to a sensor
 *
 * Returns: why a laptop is not let in, %SC_ERROR_LINK_NOT_FOUND, %SC_ERROR_LINK_KEY_REFUSED or
 *   %SC_ERROR_LINK_OTHER_SECURITY; 0 if it is
 */
ScError
sc_world_air_try_laptop (ScWorldAir *self, ScSiteNetwork *network)
{
  static const char digits[] = { [SC_SECURITY_OPEN] = '0',
                                 [SC_SECURITY_WEP] = '1',
                                 [SC_SECURITY_WPA] = '2',
                                 [SC_SECURITY_WPA3] = '5' };

  switch (sc_world_air_try (self, sc_site_network_get_ssid (network),
                            digits[sc_site_network_get_security (network)],
                            sc_site_network_get_key (network)))
    {
    case SC_WORLD_JOIN_NOT_FOUND:
      return SC_ERROR_LINK_NOT_FOUND;
    case SC_WORLD_JOIN_WRONG_KEY:
      return SC_ERROR_LINK_KEY_REFUSED;
    case SC_WORLD_JOIN_OTHER_SECURITY:
      return SC_ERROR_LINK_OTHER_SECURITY;
    case SC_WORLD_JOIN_DONE:
      break;
    }
  return (ScError)0;
}
