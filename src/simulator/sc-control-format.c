/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-control-format.h"

#include "sc-error.h"
#include "sc-json.h"
#include "sc-site-network.h"

static void
add_text (GString *json, const char *member, const char *value)
{
  g_autofree char *quoted = sc_json_quote (value);

  g_string_append_printf (json, ",\n  \"%s\": %s", member, quoted);
}

/* Left out if there is none. */
static void
add_trouble (GString *json, const char *member, ScError code)
{
  if (code != 0)
    add_text (json, member, sc_error_get_info (code)->id);
}

static const char *
sensor_state_to_string (ScWorldSensorState state)
{
  static const char *const names[] = {
    [SC_WORLD_SENSOR_SET_UP] = "set-up",         [SC_WORLD_SENSOR_CLOSING] = "closing",
    [SC_WORLD_SENSOR_JOINING] = "joining",       [SC_WORLD_SENSOR_TRYING] = "trying",
    [SC_WORLD_SENSOR_ASLEEP] = "asleep",         [SC_WORLD_SENSOR_FLAT] = "flat",
    [SC_WORLD_SENSOR_IN_CONTACT] = "in-contact",
  };

  return names[state];
}

static const char *
laptop_to_string (ScWorldLaptop laptop)
{
  static const char *const names[] = {
    [SC_WORLD_LAPTOP_HOME] = "home",           [SC_WORLD_LAPTOP_JOINING] = "joining",
    [SC_WORLD_LAPTOP_ON_SENSOR] = "joined",    [SC_WORLD_LAPTOP_STRANDED] = "stranded",
    [SC_WORLD_LAPTOP_RETURNING] = "returning", [SC_WORLD_LAPTOP_TRYING] = "trying",
    [SC_WORLD_LAPTOP_ON_SITE] = "site",
  };

  return names[laptop];
}

static void
add_sensors (GString *json, ScWorld *world)
{
  ScWorldCloud *cloud = sc_world_get_cloud (world);

  g_string_append (json, ",\n  \"sensors\": [");
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (world, i);
      const char *id = sc_world_sensor_get_id (sensor);

      g_string_append_printf (
          json,
          "%s\n    { \"id\": \"%s\", \"bssid\": \"%s\", \"state\": \"%s\", \"changes\": %u, "
          "\"profiles\": %u, \"claims\": %u, \"provisioned\": %s, \"contacted\": %s }",
          i > 0 ? "," : "", id, sc_world_sensor_get_mac (sensor),
          sensor_state_to_string (sc_world_sensor_get_state (sensor)),
          sc_world_sensor_get_changes (sensor)->len, sc_world_sensor_get_profiles (sensor)->len,
          sc_world_cloud_count_claims (cloud, id),
          sc_world_cloud_is_provisioned (cloud, id) ? "true" : "false",
          sc_world_cloud_was_contacted (cloud, id) ? "true" : "false");
    }
  g_string_append (json, "\n  ]");
}

static void
add_networks (GString *json, ScWorld *world)
{
  g_autoptr (GArray) heard = sc_world_radio_listen (sc_world_get_radio (world));

  g_string_append (json, ",\n  \"networks\": [");
  for (guint i = 0; i < heard->len; i++)
    {
      ScWorldHeard *one = &g_array_index (heard, ScWorldHeard, i);
      g_autofree char *name = sc_ssid_to_display (one->ssid);
      g_autofree char *quoted = sc_json_quote (name);

      g_string_append_printf (
          json, "%s\n    { \"ssid\": %s, \"bssid\": \"%s\", \"strength\": %u, \"open\": %s }",
          i > 0 ? "," : "", quoted, one->bssid, one->strength, one->open ? "true" : "false");
    }
  g_string_append (json, "\n  ]");
}

static void
add_laptop (GString *json, ScWorld *world)
{
  ScWorldRadio *radio = sc_world_get_radio (world);

  add_text (json, "laptop", laptop_to_string (sc_world_radio_get_laptop (radio)));
  g_string_append_printf (json, ",\n  \"uplink\": %s,\n  \"second-uplink\": %s",
                          sc_world_radio_seems_online (radio) ? "true" : "false",
                          sc_world_radio_has_second_uplink (radio) ? "true" : "false");
}

/**
 * sc_control_format_state:
 * @world: a world
 * @texts: what else to tell
 *
 * Returns: (transfer full): a JSON object with practice values, which are no secrets
 */
char *
sc_control_format_state (ScWorld *world, const ScControlTexts *texts)
{
  GString *json = g_string_new ("{\n  \"simulator\": \"sensor-simulator\"");
  ScMoment now = sc_clock_moment (sc_world_get_clock (world));
  const ScPractice *practice = sc_world_get_practice (world);
  char speed[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (
      json, ",\n  \"boot-us\": %" G_GINT64_FORMAT ",\n  \"wall-us\": %" G_GINT64_FORMAT,
      now.boot_us, now.wall_us);
  add_text (json, "boot-id", now.boot_id);
  add_text (json, "speed", g_ascii_dtostr (speed, sizeof speed, texts->speed));
  add_text (json, "scenario", texts->scenario);
  add_text (json, "sensor-uri", texts->sensor_uri);
  add_text (json, "cloud-uri", texts->cloud_uri);
  add_text (json, "practice-endpoint", practice->endpoint);
  add_text (json, "practice-client-id", practice->client_id);
  add_text (json, "practice-client-secret", practice->client_secret);
  add_text (json, "practice-ssid", practice->ssid);
  add_text (json, "practice-key", practice->key);
  add_trouble (json, "journal-trouble", sc_world_get_store (world)->journal);
  add_trouble (json, "keyring-trouble", sc_world_get_store (world)->keyring);
  add_laptop (json, world);
  add_sensors (json, world);
  add_networks (json, world);
  g_string_append (json, "\n}\n");
  return g_string_free (json, FALSE);
}

/**
 * sc_control_format_events:
 * @world: a world
 * @serial: of the last order carried out
 *
 * Returns: (transfer full): the lines that tell what is heard and where the laptop is
 */
char *
sc_control_format_events (ScWorld *world, gint64 serial)
{
  ScWorldRadio *radio = sc_world_get_radio (world);
  ScWorldSensor *target = sc_world_radio_get_target (radio);
  g_autoptr (GArray) heard = sc_world_radio_listen (radio);
  ScError code = sc_world_radio_get_obstacle (radio);
  g_autofree char *obstacle =
      code != 0 ? g_strdup_printf (",\"obstacle\":\"%s\"", sc_error_get_info (code)->id) : NULL;
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < heard->len; i++)
    {
      ScWorldHeard *one = &g_array_index (heard, ScWorldHeard, i);
      gsize size;
      const guchar *ssid = g_bytes_get_data (one->ssid, &size);
      g_autofree char *encoded = g_base64_encode (ssid, size);

      g_string_append_printf (lines,
                              "{\"event\":\"heard\",\"bssid\":\"%s\",\"ssid\":\"%s\","
                              "\"strength\":%u,\"open\":%d}\n",
                              one->bssid, encoded, one->strength, one->open);
    }
  g_string_append_printf (lines,
                          "{\"event\":\"heard-end\"}\n"
                          "{\"event\":\"radio\",\"serial\":%" G_GINT64_FORMAT
                          ",\"laptop\":\"%s\",\"bssid\":\"%s\",\"uplink\":%d%s}\n",
                          serial, laptop_to_string (sc_world_radio_get_laptop (radio)),
                          target ? sc_world_sensor_get_mac (target) : "",
                          sc_world_radio_seems_online (radio), obstacle != NULL ? obstacle : "");
  return g_string_free (lines, FALSE);
}
