/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-simulated.h"

#include "sc-driver.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define TIMEOUT_S 10

/**
 * sc_simulated_start:
 * @self: to fill in
 * @scenario: its name
 * @speed: factor, as text
 *
 * Starts a simulator and waits until it has said where it can be reached.
 */
void
sc_simulated_start (ScSimulated *self, const char *scenario, const char *speed)
{
  const char *argv[] = {
    g_getenv ("SC_SIMULATOR"), "--scenario", scenario, "--speed", speed, NULL
  };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;

  *self = (ScSimulated){ 0 };
  self->process = sc_driver_launch (launcher, argv, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while (self->control_uri == NULL || self->ca_file == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_has_prefix (line, "control: "))
        self->control_uri = g_strdup (line + strlen ("control: "));
      else if (g_str_has_prefix (line, "ca-file: "))
        self->ca_file = g_strdup (line + strlen ("ca-file: "));
    }
  self->at_start = sc_simulated_ask (self);
}

void
sc_simulated_clear (ScSimulated *self)
{
  if (self->process)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
  g_clear_pointer (&self->control_uri, g_free);
  g_clear_pointer (&self->ca_file, g_free);
}

/* One plain request to our own loopback port; the reply ends with the connection. */
static char *
get (const char *uri, const char *path, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GOutputStream) reply = g_memory_output_stream_new_resizable ();
  g_autofree char *request =
      g_strdup_printf ("GET %s HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n", path);
  const char *body;

  g_socket_client_set_timeout (client, TIMEOUT_S);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_uri (client, uri, 80, NULL, error);
  if (connection == NULL
      || !g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                     request, strlen (request), NULL, NULL, error)
      || g_output_stream_splice (reply, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                 G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error)
             < 0)
    return NULL;
  body = g_strstr_len (
      g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (reply)),
      (gssize)g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (reply)), "\r\n\r\n");
  if (body == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s%s: no reply", uri, path);
      return NULL;
    }
  body += 4;
  return g_strndup (body, g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (reply))
                              - (gsize)(body
                                        - (char *)g_memory_output_stream_get_data (
                                            G_MEMORY_OUTPUT_STREAM (reply))));
}

/**
 * sc_simulated_ask:
 * @self: a running simulator
 *
 * Returns: what was done to its sensors so far
 */
ScSimulatedFacts
sc_simulated_ask (ScSimulated *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = get (self->control_uri, "/rehearsal/state", &error);
  g_autoptr (JsonNode) root = NULL;
  ScSimulatedFacts facts = { 0 };
  JsonArray *sensors;

  g_assert_no_error (error);
  root = json_from_string (body, &error);
  g_assert_no_error (error);
  sensors = json_object_get_array_member (json_node_get_object (root), "sensors");
  g_assert_cmpuint (json_array_get_length (sensors), >, 0);
  for (guint i = 0; i < json_array_get_length (sensors); i++)
    {
      JsonObject *sensor = json_array_get_object_element (sensors, i);

      facts.changes += (guint)json_object_get_int_member (sensor, "changes");
      facts.claims += (guint)json_object_get_int_member (sensor, "claims");
      facts.provisioned += json_object_get_boolean_member (sensor, "provisioned");
    }
  facts.changes -= self->at_start.changes;
  facts.claims -= self->at_start.claims;
  facts.provisioned -= self->at_start.provisioned;
  return facts;
}
