/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-sensor-identity.h"

/**
 * sc_version_fact_free:
 * @fact: (transfer full) (nullable): a version fact
 */
void
sc_version_fact_free (ScVersionFact *fact)
{
  if (fact == NULL)
    return;
  g_free (fact->name);
  g_free (fact->value);
  g_free (fact);
}

/**
 * sc_heard_network_free:
 * @network: (transfer full) (nullable): an entry of the sensor's own scan
 */
void
sc_heard_network_free (ScHeardNetwork *network)
{
  if (network == NULL)
    return;
  g_clear_pointer (&network->ssid, g_bytes_unref);
  g_free (network);
}
