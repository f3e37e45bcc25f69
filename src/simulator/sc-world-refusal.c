/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-refusal.h"

#include <string.h>

/**
 * sc_world_refusal_is_known_at_once:
 * @code: why a network is not joined
 *
 * Returns: whether a laptop finds that out without leaving the network it is on
 */
gboolean
sc_world_refusal_is_known_at_once (ScError code)
{
  switch (code)
    {
    case SC_ERROR_LINK_MANAGER_GONE:
    case SC_ERROR_LINK_DENIED:
    case SC_ERROR_LINK_SANDBOX:
    case SC_ERROR_LINK_RADIO_OFF:
    case SC_ERROR_LINK_RADIO_BLOCKED:
    case SC_ERROR_LINK_NO_ADAPTER:
    case SC_ERROR_LINK_UNSUPPORTED:
    case SC_ERROR_LINK_UNMANAGED:
    case SC_ERROR_LINK_FIRMWARE:
    case SC_ERROR_LINK_KEY_NEEDED:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * sc_world_refusal_judge_key:
 * @sensor: whose network
 * @key: (nullable): what a laptop has for it
 *
 * Returns: what keeps it from that network; 0: nothing
 */
ScError
sc_world_refusal_judge_key (ScWorldSensor *sensor, ScSecret *key)
{
  const char *wanted = sc_world_sensor_get_quirks (sensor)->ap_key;

  if (wanted == NULL)
    return (ScError)0;
  if (key == NULL)
    return SC_ERROR_LINK_KEY_NEEDED;
  return strcmp (sc_secret_peek (key), wanted) == 0 ? (ScError)0 : SC_ERROR_LINK_KEY_REFUSED;
}
