/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"

G_BEGIN_DECLS

typedef enum
{
  SC_CONTROL_EVENT_HELLO,
  SC_CONTROL_EVENT_HEARD,
  SC_CONTROL_EVENT_HEARD_END,
  SC_CONTROL_EVENT_RADIO
} ScControlEventKind;

/**
 * ScControlEvent:
 * @kind: which of the following is set
 * @client: (hello): what we are called in orders
 * @bssid: (heard) of the network; (radio) of the laptop's, perhaps empty
 * @ssid: (heard): at most 32 bytes
 * @strength: (heard): 0 to 100 %
 * @open: (heard): whether it asks for no key
 * @laptop: (radio): where it is
 * @serial: (radio): of the last order carried out
 * @uplink: (radio): whether it is online
 * @obstacle: (radio): what takes the packets meant for a sensor; 0: nothing
 *
 * One line of the control API's stream of events.
 */
typedef struct
{
  ScControlEventKind kind;
  char *client;
  char *bssid;
  GBytes *ssid;
  guint strength;
  gboolean open;
  char *laptop;
  gint64 serial;
  gboolean uplink;
  ScError obstacle;
} ScControlEvent;

ScControlEvent *sc_control_event_parse (GBytes *line);
void sc_control_event_free (ScControlEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScControlEvent, sc_control_event_free)

G_END_DECLS
