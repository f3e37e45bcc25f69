/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-control-format.h"

G_BEGIN_DECLS

/**
 * ScControlServer:
 *
 * The rehearsal's own API, plain HTTP on a loopback port of its own: how the world is, and the
 * laptop's radio for whoever plays the laptop. No vendor has such an API; it is the simulator's.
 *
 * `GET /rehearsal/state`: one JSON object with flat members for programs (`boot-us`, `wall-us`,
 * `boot-id`, `speed` as text, `scenario`, `sensor-uri`, `cloud-uri`, `practice-endpoint`,
 * `practice-client-id`, `practice-client-secret`, `practice-ssid`, `practice-key`) and nested
 * ones for people (`sensors`, `networks`, `laptop`).
 *
 * `GET /rehearsal/events`: a line of JSON for every event, until either side closes: `hello`
 * (`client`), then `heard` (`bssid`, `ssid` in base64, `strength`, `open` 0 or 1) for each network
 * in range, `heard-end`, and `radio` (`serial` of the last order carried out, `laptop`: `home`,
 * `joining`, `joined`, `stranded` or `returning`, `bssid`, `uplink` 0 or 1, perhaps `obstacle`, the
 * ID of what takes the packets that are meant for a sensor); again whenever something changed.
 * Whoever holds this stream plays the laptop, one at a time; when it ends, the laptop goes home.
 *
 * `POST /rehearsal/join` (`client`, `serial`, `bssid`, perhaps `key`), `POST /rehearsal/leave` and
 * `…/regain` (`client`, `serial`): orders to the radio, JSON; 204, or 400, 404, 409.
 *
 * Signal `ended` (no arguments): the scenario has the whole simulator end now.
 */
#define SC_TYPE_CONTROL_SERVER (sc_control_server_get_type ())
G_DECLARE_FINAL_TYPE (ScControlServer, sc_control_server, SC, CONTROL_SERVER, GObject)

ScControlServer *sc_control_server_new (ScWorld *world, const ScControlTexts *texts,
                                        const char *address, GError **error);
const char *sc_control_server_get_uri (ScControlServer *self);

G_END_DECLS
