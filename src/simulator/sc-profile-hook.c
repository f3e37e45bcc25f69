/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-profile-hook.h"

#include "sc-json.h"
#include "sc-secret.h"

#include <string.h>

struct _ScProfileHook
{
  GObject parent_instance;

  char **argv;
  gboolean decides;
  GHashTable *running; /* sensor -> the process of its last profile; only if they decide */
};

typedef struct
{
  ScProfileHook *hook;
  ScWorldSensor *sensor;
} Run;

G_DEFINE_FINAL_TYPE (ScProfileHook, sc_profile_hook, G_TYPE_OBJECT)

static void
sc_profile_hook_finalize (GObject *object)
{
  ScProfileHook *self = SC_PROFILE_HOOK (object);

  g_strfreev (self->argv);
  g_hash_table_unref (self->running);
  G_OBJECT_CLASS (sc_profile_hook_parent_class)->finalize (object);
}

static void
sc_profile_hook_class_init (ScProfileHookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_profile_hook_finalize;
}

static void
sc_profile_hook_init (ScProfileHook *self)
{
  self->running = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/* `"NAME":TEXT,"NAME-base64":"…"`, the text null if it is not UTF-8. */
static char *
format_bytes (const char *name, gconstpointer data, gsize size)
{
  char *encoded = g_base64_encode (data, size);
  char *text = g_strndup (size > 0 ? data : "", size);
  gboolean is_text = strlen (text) == size && g_utf8_validate (text, -1, NULL);
  char *quoted = is_text ? sc_json_quote (text) : g_strdup ("null");
  char *members = g_strdup_printf ("\"%s\":%s,\"%s-base64\":\"%s\"", name, quoted, name, encoded);

  sc_secret_free_text (encoded);
  sc_secret_free_text (text);
  sc_secret_free_text (quoted);
  return members;
}

static GBytes *
format_profile (ScWorldSensor *sensor, const ScWorldProfile *profile)
{
  gsize n_ssid;
  gconstpointer ssid = g_bytes_get_data (profile->ssid, &n_ssid);
  char *ssid_members = format_bytes ("ssid", ssid, n_ssid);
  char *key_members =
      format_bytes ("key", sc_secret_peek (profile->key), sc_secret_get_n_bytes (profile->key));
  char *json = g_strdup_printf ("{\"sensor\":\"%s\",%s,%s,\"security\":\"%c\",\"priority\":%u}\n",
                                sc_world_sensor_get_id (sensor), ssid_members, key_members,
                                profile->digit, profile->priority);

  g_free (ssid_members);
  sc_secret_free_text (key_members);
  return sc_secret_bytes_new_take (json, strlen (json));
}

static Run *
run_new (ScProfileHook *hook, ScWorldSensor *sensor)
{
  Run *run = g_new0 (Run, 1);

  run->hook = g_object_ref (hook);
  run->sensor = g_object_ref (sensor);
  return run;
}

static void
run_free (Run *run)
{
  g_object_unref (run->hook);
  g_object_unref (run->sensor);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
decide (Run *run, GSubprocess *process)
{
  gboolean joined = g_subprocess_get_successful (process);

  if (g_hash_table_lookup (run->hook->running, run->sensor) != process)
    return; /* there is a newer profile */
  g_hash_table_remove (run->hook->running, run->sensor);
  sc_world_sensor_end_joining (run->sensor, joined ? SC_WORLD_JOIN_DONE : SC_WORLD_JOIN_WRONG_KEY);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GSubprocess) process = g_object_ref (G_SUBPROCESS (source));
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  /* It may end without reading what it was given. */
  if (!g_subprocess_communicate_finish (process, result, NULL, NULL, &error))
    g_subprocess_wait (process, NULL, NULL);
  if (run->hook->decides)
    decide (run, process);
  else if (error != NULL || !g_subprocess_get_successful (process))
    g_warning ("The profile command failed%s%s", error != NULL ? ": " : "",
               error != NULL ? error->message : "");
}

static void
profile_stored_cb (ScWorldSensor *sensor, ScProfileHook *self)
{
  GPtrArray *profiles = sc_world_sensor_get_profiles (sensor);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) json = NULL;

  process =
      g_subprocess_newv ((const char *const *)self->argv, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);
  if (process == NULL)
    {
      g_warning ("The profile command does not start: %s", error->message);
      return;
    }
  if (self->decides)
    g_hash_table_insert (self->running, sensor, g_object_ref (process));
  json = format_profile (sensor, g_ptr_array_index (profiles, profiles->len - 1));
  g_subprocess_communicate_async (process, json, NULL, done_cb, run_new (self, sensor));
}

/**
 * sc_profile_hook_new:
 * @world: whose sensors are watched
 * @command: program and arguments, quoted as for a shell; no shell runs
 * @decides: its status says whether the sensor has joined the network
 * @error: the quoting is wrong
 *
 * Returns: (transfer full) (nullable): the hook, in force until the last reference is dropped
 */
ScProfileHook *
sc_profile_hook_new (ScWorld *world, const char *command, gboolean decides, GError **error)
{
  g_autoptr (ScProfileHook) self = g_object_new (SC_TYPE_PROFILE_HOOK, NULL);

  if (!g_shell_parse_argv (command, NULL, &self->argv, error))
    return NULL;
  self->decides = decides;
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (world, i);

      if (decides)
        sc_world_sensor_use_radio_outside (sensor);
      g_signal_connect_object (sensor, "profile-stored", G_CALLBACK (profile_stored_cb), self, 0);
    }
  return g_steal_pointer (&self);
}
