/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-control-server.h"

#include "sc-json.h"
#include "sc-port-gate.h"

#include <libsoup/soup.h>
#include <string.h>

/* Whoever plays the laptop: one stream of events, which is also the life-line. */
typedef struct
{
  ScControlServer *server; /* (nullable): NULL once it is not the player any more */
  GIOStream *stream;
  char *id;
  GString *pending; /* lines not written yet */
  GString *writing; /* lines being written */
  GCancellable *cancellable;
  guint n_uses; /* operations under way, and the server */
  char byte;
} Player;

struct _ScControlServer
{
  GObject parent_instance;

  ScWorld *world;
  ScControlTexts texts;
  SoupServer *server;
  char *uri;
  Player *player; /* (nullable) */
  gint64 serial;  /* of the last order carried out */
  char *told;     /* events as last sent */
  guint ending;   /* source */
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScControlServer, sc_control_server, G_TYPE_OBJECT)

static void write_pending (Player *player);

static void
player_unuse (Player *player)
{
  if (--player->n_uses > 0)
    return;
  g_io_stream_close (player->stream, NULL, NULL);
  g_object_unref (player->stream);
  g_object_unref (player->cancellable);
  g_string_free (player->pending, TRUE);
  g_string_free (player->writing, TRUE);
  g_free (player->id);
  g_free (player);
}

/* Nobody plays the laptop any more. */
static void
player_end (Player *player)
{
  ScControlServer *self = player->server;

  if (self == NULL)
    return;
  player->server = NULL;
  self->player = NULL;
  g_cancellable_cancel (player->cancellable);
  player_unuse (player);
  sc_world_radio_set_played (sc_world_get_radio (self->world), FALSE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Player *player = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    player_end (player);
  g_string_truncate (player->writing, 0);
  write_pending (player);
  player_unuse (player);
}

static void
write_pending (Player *player)
{
  GString *lines = player->pending;

  if (player->server == NULL || player->writing->len > 0 || lines->len == 0)
    return;
  player->pending = player->writing;
  player->writing = lines;
  player->n_uses++;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (player->stream), lines->str,
                                   lines->len, G_PRIORITY_DEFAULT, player->cancellable, written_cb,
                                   player);
}

static void
tell (ScControlServer *self)
{
  g_autofree char *events = NULL;

  if (self->player == NULL)
    return;
  events = sc_control_format_events (self->world, self->serial);
  if (g_strcmp0 (events, self->told) == 0)
    return;
  g_string_append (self->player->pending, events);
  g_free (self->told);
  self->told = g_steal_pointer (&events);
  write_pending (self->player);
}

/* The player never sends anything more: whatever can be read is the end of the line. */
static void
life_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Player *player = user_data;

  g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  player_end (player);
  player_unuse (player);
}

static void
handle_events (ScControlServer *self, SoupServerMessage *message)
{
  Player *player;

  if (self->player != NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_CONFLICT, NULL);
      return;
    }
  player = g_new0 (Player, 1);
  player->server = self;
  player->id = g_uuid_string_random ();
  player->cancellable = g_cancellable_new ();
  player->pending = g_string_new (NULL);
  player->writing = g_string_new (NULL);
  player->n_uses = 2; /* the server, the life-line */
  player->stream = soup_server_message_steal_connection (message);
  self->player = player;
  self->serial = 0;
  g_clear_pointer (&self->told, g_free);
  g_string_append_printf (player->pending,
                          "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                          "Connection: close\r\n\r\n{\"event\":\"hello\",\"client\":\"%s\"}\n",
                          player->id);
  g_input_stream_read_async (g_io_stream_get_input_stream (player->stream), &player->byte, 1,
                             G_PRIORITY_DEFAULT, player->cancellable, life_line_cb, player);
  sc_world_radio_set_played (sc_world_get_radio (self->world), TRUE);
  tell (self);
}

static void
handle_state (ScControlServer *self, SoupServerMessage *message)
{
  char *json = sc_control_format_state (self->world, &self->texts);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, json,
                                    strlen (json));
}

static ScSiteNetwork *
read_network (ScJson *json)
{
  const char *encoded, *key = NULL;
  gint64 security;
  g_autofree guchar *name = NULL;
  g_autoptr (GBytes) ssid = NULL;
  g_autoptr (ScSecret) secret = NULL;
  gsize n_bytes;

  if (!sc_json_get_string (json, "ssid", TRUE, 64, &encoded, NULL)
      || !sc_json_get_int (json, "security", TRUE, SC_SECURITY_OPEN, SC_SECURITY_WPA3, &security,
                           NULL)
      || !sc_json_get_string (json, "key", FALSE, 64, &key, NULL))
    return NULL;
  name = g_base64_decode (encoded, &n_bytes);
  ssid = g_bytes_new (name, n_bytes);
  secret = key != NULL ? sc_secret_new (key, -1) : NULL;
  return sc_site_network_new (ssid, (ScSecurity)security, secret, NULL);
}

static guint
carry_out_try (ScControlServer *self, ScJson *json, ScError *verdict)
{
  g_autoptr (ScSiteNetwork) network = read_network (json);

  if (network == NULL)
    return SOUP_STATUS_BAD_REQUEST;
  *verdict = sc_world_radio_try (sc_world_get_radio (self->world), network);
  return *verdict != 0 ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_NO_CONTENT;
}

static guint
carry_out_join (ScControlServer *self, ScJson *json, const char *bssid, ScError *verdict)
{
  g_autoptr (ScSecret) secret = NULL;
  const char *key = NULL;

  if (!sc_json_get_string (json, "key", FALSE, 64, &key, NULL))
    return SOUP_STATUS_BAD_REQUEST;
  secret = key != NULL ? sc_secret_new (key, -1) : NULL;
  if (!sc_world_radio_join (sc_world_get_radio (self->world), bssid, secret, verdict))
    return SOUP_STATUS_NOT_FOUND;
  return *verdict != 0 ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_NO_CONTENT;
}

/* @verdict: why a network will not let the laptop in, with %SOUP_STATUS_FORBIDDEN */
static guint
carry_out (ScControlServer *self, const char *order, ScJson *json, ScError *verdict)
{
  const char *client = NULL, *bssid = NULL;
  gboolean join = strcmp (order, "join") == 0;
  guint status = SOUP_STATUS_NO_CONTENT;
  gint64 serial = 0;

  if (!sc_json_get_string (json, "client", TRUE, 64, &client, NULL)
      || !sc_json_get_int (json, "serial", TRUE, 1, G_MAXINT32, &serial, NULL)
      || !sc_json_get_string (json, "bssid", join, 64, &bssid, NULL))
    return SOUP_STATUS_BAD_REQUEST;
  if (self->player == NULL || strcmp (client, self->player->id) != 0)
    return SOUP_STATUS_CONFLICT;
  self->serial = MAX (self->serial, serial);
  if (strcmp (order, "try") == 0)
    status = carry_out_try (self, json, verdict);
  else if (join)
    status = carry_out_join (self, json, bssid, verdict);
  else
    sc_world_radio_leave (sc_world_get_radio (self->world));
  tell (self); /* the serial, even if the laptop is where it was */
  return status;
}

static gboolean
end_cb (gpointer user_data)
{
  ScControlServer *self = user_data;

  self->ending = 0;
  g_signal_emit (self, signals[ENDED], 0);
  return G_SOURCE_REMOVE;
}

static void
handle_order (ScControlServer *self, SoupServerMessage *message, const char *order)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (ScJson) json = sc_json_new (body, NULL);
  ScError verdict = 0;
  guint status = json ? carry_out (self, order, json, &verdict) : SOUP_STATUS_BAD_REQUEST;

  soup_server_message_set_status (message, status, NULL);
  if (status == SOUP_STATUS_FORBIDDEN)
    {
      char *text = g_strdup_printf ("{\"code\":\"%s\"}", sc_error_get_info (verdict)->id);

      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text,
                                        strlen (text));
    }
  if (verdict == SC_ERROR_SIMULATOR_GONE && self->ending == 0)
    self->ending = g_idle_add (end_cb, self);
}

static void
request_cb (SoupServer *server G_GNUC_UNUSED, SoupServerMessage *message, const char *path,
            GHashTable *query G_GNUC_UNUSED, gpointer user_data)
{
  ScControlServer *self = user_data;
  gboolean get = strcmp (soup_server_message_get_method (message), "GET") == 0;
  gboolean post = strcmp (soup_server_message_get_method (message), "POST") == 0;

  if (get && strcmp (path, "/rehearsal/state") == 0)
    handle_state (self, message);
  else if (get && strcmp (path, "/rehearsal/events") == 0)
    handle_events (self, message);
  else if (post && strcmp (path, "/rehearsal/join") == 0)
    handle_order (self, message, "join");
  else if (post && strcmp (path, "/rehearsal/try") == 0)
    handle_order (self, message, "try");
  else if (post
           && (strcmp (path, "/rehearsal/leave") == 0 || strcmp (path, "/rehearsal/regain") == 0))
    handle_order (self, message, "leave");
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static void
world_changed_cb (ScWorld *world G_GNUC_UNUSED, ScControlServer *self)
{
  tell (self);
}

static void
sc_control_server_dispose (GObject *object)
{
  ScControlServer *self = SC_CONTROL_SERVER (object);

  g_clear_handle_id (&self->ending, g_source_remove);
  if (self->player != NULL)
    player_end (self->player);
  if (self->server != NULL)
    {
      soup_server_remove_handler (self->server, NULL);
      soup_server_disconnect (self->server);
    }
  g_clear_object (&self->server);
  G_OBJECT_CLASS (sc_control_server_parent_class)->dispose (object);
}

static void
sc_control_server_finalize (GObject *object)
{
  ScControlServer *self = SC_CONTROL_SERVER (object);

  g_clear_object (&self->world);
  g_free (self->texts.scenario);
  g_free (self->texts.sensor_uri);
  g_free (self->texts.cloud_uri);
  g_free (self->uri);
  g_free (self->told);
  G_OBJECT_CLASS (sc_control_server_parent_class)->finalize (object);
}

static void
sc_control_server_class_init (ScControlServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_control_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_control_server_finalize;
  signals[ENDED] = g_signal_new ("ended", SC_TYPE_CONTROL_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sc_control_server_init (ScControlServer *self G_GNUC_UNUSED)
{
}

static gboolean
listen_at (ScControlServer *self, const char *address, GError **error)
{
  g_autoptr (ScPortGate) gate = sc_port_gate_new (address, error);
  g_autoptr (GSocket) socket = gate ? sc_port_gate_open (gate, error) : NULL;

  if (socket == NULL)
    return FALSE;
  self->uri = sc_port_gate_make_uri (gate, "http");
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  return soup_server_listen_socket (self->server, socket, 0, error);
}

/**
 * sc_control_server_new:
 * @world: the world
 * @texts: what to tell besides; copied
 * @address: where to listen, see sc_port_gate_new(); not for other machines: there is no
 *   authentication
 * @error: why it cannot
 *
 * Until somebody holds the stream of events, nobody plays the laptop.
 *
 * Returns: (transfer full) (nullable): the server
 */
ScControlServer *
sc_control_server_new (ScWorld *world, const ScControlTexts *texts, const char *address,
                       GError **error)
{
  g_autoptr (ScControlServer) self = g_object_new (SC_TYPE_CONTROL_SERVER, NULL);

  self->world = g_object_ref (world);
  self->texts.scenario = g_strdup (texts->scenario);
  self->texts.sensor_uri = g_strdup (texts->sensor_uri);
  self->texts.cloud_uri = g_strdup (texts->cloud_uri);
  self->texts.speed = texts->speed;
  if (!listen_at (self, address, error))
    return NULL;
  sc_world_radio_set_played (sc_world_get_radio (world), FALSE);
  g_signal_connect_object (world, "changed", G_CALLBACK (world_changed_cb), self, 0);
  return g_steal_pointer (&self);
}

/**
 * sc_control_server_get_uri:
 * @self: a server
 *
 * Returns: (transfer none): where it listens, without a slash at the end
 */
const char *
sc_control_server_get_uri (ScControlServer *self)
{
  g_return_val_if_fail (SC_IS_CONTROL_SERVER (self), NULL);
  return self->uri;
}
