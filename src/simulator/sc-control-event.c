/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-control-event.h"

#include "sc-json.h"

#include <string.h>

#define SSID_MAX_BYTES 32
#define MAX_TEXT 64

void
sc_control_event_free (ScControlEvent *event)
{
  g_free (event->client);
  g_free (event->bssid);
  g_clear_pointer (&event->ssid, g_bytes_unref);
  g_free (event->laptop);
  g_free (event);
}

static gboolean
read_text (ScJson *json, const char *member, char **value)
{
  const char *text;

  if (!sc_json_get_string (json, member, TRUE, MAX_TEXT, &text, NULL))
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_hello (ScControlEvent *event, ScJson *json)
{
  event->kind = SC_CONTROL_EVENT_HELLO;
  return read_text (json, "client", &event->client);
}

static gboolean
read_heard (ScControlEvent *event, ScJson *json)
{
  const char *encoded;
  gint64 strength, open;
  g_autofree guchar *ssid = NULL;
  gsize size;

  event->kind = SC_CONTROL_EVENT_HEARD;
  if (!read_text (json, "bssid", &event->bssid)
      || !sc_json_get_string (json, "ssid", TRUE, MAX_TEXT, &encoded, NULL)
      || !sc_json_get_int (json, "strength", TRUE, 0, 100, &strength, NULL)
      || !sc_json_get_int (json, "open", TRUE, 0, 1, &open, NULL))
    return FALSE;
  ssid = g_base64_decode (encoded, &size);
  event->ssid = g_bytes_new (ssid, size);
  event->strength = (guint)strength;
  event->open = open != 0;
  return size <= SSID_MAX_BYTES;
}

static gboolean
read_radio (ScControlEvent *event, ScJson *json)
{
  const char *obstacle = NULL;
  gint64 uplink;

  event->kind = SC_CONTROL_EVENT_RADIO;
  if (!read_text (json, "laptop", &event->laptop) || !read_text (json, "bssid", &event->bssid)
      || !sc_json_get_int (json, "serial", TRUE, 0, G_MAXINT32, &event->serial, NULL)
      || !sc_json_get_int (json, "uplink", TRUE, 0, 1, &uplink, NULL)
      || !sc_json_get_string (json, "obstacle", FALSE, MAX_TEXT, &obstacle, NULL))
    return FALSE;
  event->uplink = uplink != 0;
  event->obstacle = sc_error_from_id (obstacle);
  return TRUE;
}

static gboolean
read_event (ScControlEvent *event, ScJson *json, const char *name)
{
  if (strcmp (name, "hello") == 0)
    return read_hello (event, json);
  if (strcmp (name, "heard") == 0)
    return read_heard (event, json);
  if (strcmp (name, "radio") == 0)
    return read_radio (event, json);
  event->kind = SC_CONTROL_EVENT_HEARD_END;
  return strcmp (name, "heard-end") == 0;
}

/**
 * sc_control_event_parse:
 * @line: a line from `GET /rehearsal/events`
 *
 * Returns: (transfer full) (nullable): what it says; %NULL if it is none that we know: a newer
 *   simulator may say more
 */
ScControlEvent *
sc_control_event_parse (GBytes *line)
{
  g_autoptr (ScControlEvent) event = g_new0 (ScControlEvent, 1);
  g_autoptr (ScJson) json = sc_json_new (line, NULL);
  const char *name;

  if (json == NULL || !sc_json_get_string (json, "event", TRUE, MAX_TEXT, &name, NULL)
      || !read_event (event, json, name))
    return NULL;
  return g_steal_pointer (&event);
}
