/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-control-event.h"
#include "sc-control-state.h"
#include "sc-fuzz.h"
#include "sc-json.h"

#include <math.h>

/* What a separately started simulator says about its state, and its lines of events. */

static void
check_state (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScControlState) state = sc_control_state_parse (body, &error);

  g_assert_true ((state == NULL) == (error != NULL));
  if (state == NULL)
    return;
  g_assert_true (isfinite (state->speed) && state->speed > 0);
  g_assert_true (state->now.boot_us >= 0 && state->now.wall_us >= 0);
  g_assert_nonnull (memchr (state->now.boot_id, '\0', sizeof state->now.boot_id));
  g_assert_true (state->scenario != NULL && state->sensor_uri != NULL);
  g_assert_true (state->practice.endpoint != NULL && state->practice.key != NULL);
}

static void
check_event (GBytes *line)
{
  g_autoptr (ScControlEvent) event = sc_control_event_parse (line);

  if (event == NULL)
    return;
  switch (event->kind)
    {
    case SC_CONTROL_EVENT_HELLO:
      g_assert_true (strlen (event->client) <= 64);
      break;
    case SC_CONTROL_EVENT_HEARD:
      g_assert_cmpuint (g_bytes_get_size (event->ssid), <=, 32);
      g_assert_cmpuint (event->strength, <=, 100);
      g_assert_nonnull (event->bssid);
      break;
    case SC_CONTROL_EVENT_RADIO:
      g_assert_true (event->laptop != NULL && event->bssid != NULL);
      g_assert_cmpint (event->serial, >=, 0);
      break;
    case SC_CONTROL_EVENT_HEARD_END:
    default:
      break;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = sc_fuzz_begin (data, size);

  check_state (body);
  check_event (body);
  return sc_fuzz_end (512 * 1024 + 160 * MIN (size, SC_JSON_MAX_BYTES) + size);
}
