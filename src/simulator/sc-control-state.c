/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-control-state.h"

#include "sc-error.h"
#include "sc-json.h"

#include <math.h>

#define MAX_TEXT 1024

void
sc_control_state_free (ScControlState *state)
{
  g_free (state->scenario);
  g_free (state->sensor_uri);
  g_free (state->practice.endpoint);
  g_free (state->practice.client_id);
  g_free (state->practice.client_secret);
  g_free (state->practice.ssid);
  g_free (state->practice.key);
  g_free (state);
}

static gboolean
read_text (ScJson *json, const char *member, char **value, GError **error)
{
  const char *text;

  if (!sc_json_get_string (json, member, TRUE, MAX_TEXT, &text, error))
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

/* An older simulator has none, a newer one perhaps some that this program does not know. */
static gboolean
read_trouble (ScJson *json, const char *member, ScError *code, GError **error)
{
  const char *id = NULL;

  if (!sc_json_get_string (json, member, FALSE, MAX_TEXT, &id, error))
    return FALSE;
  *code = sc_error_from_id (id);
  return TRUE;
}

static gboolean
read_time (ScControlState *state, ScJson *json, GError **error)
{
  const char *boot_id, *speed;

  if (!sc_json_get_int (json, "boot-us", TRUE, 0, G_MAXINT64 / 4, &state->now.boot_us, error)
      || !sc_json_get_int (json, "wall-us", TRUE, 0, G_MAXINT64 / 4, &state->now.wall_us, error)
      || !sc_json_get_string (json, "boot-id", TRUE, 36, &boot_id, error)
      || !sc_json_get_string (json, "speed", TRUE, 64, &speed, error))
    return FALSE;
  g_strlcpy (state->now.boot_id, boot_id, sizeof state->now.boot_id);
  state->speed = g_ascii_strtod (speed, NULL);
  if (state->speed > 0 && isfinite (state->speed))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no speed: “%s”", speed);
  return FALSE;
}

/**
 * sc_control_state_parse:
 * @body: a reply to `GET /rehearsal/state`
 * @error: %G_IO_ERROR_INVALID_DATA: this was no simulator
 *
 * Returns: (transfer full) (nullable): what it says
 */
ScControlState *
sc_control_state_parse (GBytes *body, GError **error)
{
  g_autoptr (ScControlState) state = g_new0 (ScControlState, 1);
  g_autoptr (ScJson) json = sc_json_new (body, error);
  ScPractice *practice = &state->practice;

  if (json == NULL || !read_time (state, json, error)
      || !read_text (json, "scenario", &state->scenario, error)
      || !read_text (json, "sensor-uri", &state->sensor_uri, error)
      || !read_text (json, "practice-endpoint", &practice->endpoint, error)
      || !read_text (json, "practice-client-id", &practice->client_id, error)
      || !read_text (json, "practice-client-secret", &practice->client_secret, error)
      || !read_text (json, "practice-ssid", &practice->ssid, error)
      || !read_text (json, "practice-key", &practice->key, error)
      || !read_trouble (json, "journal-trouble", &state->store.journal, error)
      || !read_trouble (json, "keyring-trouble", &state->store.keyring, error))
    return NULL;
  return g_steal_pointer (&state);
}
