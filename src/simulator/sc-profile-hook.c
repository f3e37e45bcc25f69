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
};

G_DEFINE_FINAL_TYPE (ScProfileHook, sc_profile_hook, G_TYPE_OBJECT)

static void
sc_profile_hook_finalize (GObject *object)
{
  g_strfreev (SC_PROFILE_HOOK (object)->argv);
  G_OBJECT_CLASS (sc_profile_hook_parent_class)->finalize (object);
}

static void
sc_profile_hook_class_init (ScProfileHookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_profile_hook_finalize;
}

static void
sc_profile_hook_init (ScProfileHook *self G_GNUC_UNUSED)
{
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

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_communicate_finish (process, result, NULL, NULL, &error))
    g_warning ("The profile command failed: %s", error->message);
  else if (!g_subprocess_get_successful (process))
    g_warning ("The profile command failed");
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
  json = format_profile (sensor, g_ptr_array_index (profiles, profiles->len - 1));
  g_subprocess_communicate_async (process, json, NULL, done_cb, NULL);
}

/**
 * sc_profile_hook_new:
 * @world: whose sensors are watched
 * @command: program and arguments, quoted as for a shell; no shell runs
 * @error: the quoting is wrong
 *
 * Returns: (transfer full) (nullable): the hook, in force until the last reference is dropped
 */
ScProfileHook *
sc_profile_hook_new (ScWorld *world, const char *command, GError **error)
{
  g_autoptr (ScProfileHook) self = g_object_new (SC_TYPE_PROFILE_HOOK, NULL);

  if (!g_shell_parse_argv (command, NULL, &self->argv, error))
    return NULL;
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    g_signal_connect_object (sc_world_get_sensor (world, i), "profile-stored",
                             G_CALLBACK (profile_stored_cb), self, 0);
  return g_steal_pointer (&self);
}
