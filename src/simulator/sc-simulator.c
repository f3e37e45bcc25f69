/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-simulator.h"

#include "sc-cloud-server.h"
#include "sc-control-server.h"
#include "sc-profile-hook.h"
#include "sc-scaled-clock.h"
#include "sc-sensor-server.h"
#include "sc-system-clock.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define ANY_PORT "127.0.0.1:0"

struct _ScSimulator
{
  GObject parent_instance;

  const ScScenario *scenario;
  ScWorld *world;
  ScSensorServer *sensor;
  ScCloudServer *cloud;
  ScControlServer *control;
  ScProfileHook *hook;  /* (nullable) */
  char *private_folder; /* (nullable): ours to remove */
  char *ca_file;
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScSimulator, sc_simulator, G_TYPE_OBJECT)

static void
sc_simulator_finalize (GObject *object)
{
  ScSimulator *self = SC_SIMULATOR (object);

  g_clear_object (&self->hook);
  g_clear_object (&self->control);
  g_clear_object (&self->cloud);
  g_clear_object (&self->sensor);
  g_clear_object (&self->world);
  if (self->private_folder != NULL)
    {
      g_unlink (self->ca_file);
      g_rmdir (self->private_folder);
    }
  g_free (self->private_folder);
  g_free (self->ca_file);
  G_OBJECT_CLASS (sc_simulator_parent_class)->finalize (object);
}

static void
sc_simulator_class_init (ScSimulatorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_simulator_finalize;
  signals[ENDED] = g_signal_new ("ended", SC_TYPE_SIMULATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
sc_simulator_init (ScSimulator *self G_GNUC_UNUSED)
{
}

static gboolean
write_ca_file (ScSimulator *self, const char *ca_out, GError **error)
{
  const char *pem = sc_world_pki_get_ca_pem (sc_world_get_pki (self->world));

  if (ca_out != NULL)
    self->ca_file = g_canonicalize_filename (ca_out, NULL);
  else
    {
      self->private_folder = g_dir_make_tmp ("sensor-simulator-XXXXXX", error);
      if (self->private_folder == NULL)
        return FALSE;
      self->ca_file = g_build_filename (self->private_folder, "ca.pem", NULL);
    }
  return g_file_set_contents_full (self->ca_file, pem, (gssize)strlen (pem),
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
}

static gboolean
start_world (ScSimulator *self, const ScSimulatorOptions *options, double speed, GError **error)
{
  const char *name = options->scenario ? options->scenario : SC_SCENARIO_DEFAULT;
  g_autoptr (ScClock) base = sc_system_clock_new ();
  g_autofree char *boot_id = g_uuid_string_random ();
  g_autoptr (ScScaledClock) clock = NULL;
  ScReplay *replay = NULL;
  ScMoment start = sc_clock_moment (base);

  self->scenario = sc_scenario_find (name);
  if (self->scenario == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "there is no scenario “%s”",
                   name);
      return FALSE;
    }
  /* World time runs away from the machine's: it is another boot, for who compares moments. */
  g_strlcpy (start.boot_id, boot_id, sizeof start.boot_id);
  clock = sc_scaled_clock_new (base, speed, &start);
  if (options->replay != NULL)
    {
      replay = sc_replay_new_from_file (options->replay, error);
      if (replay == NULL)
        return FALSE;
    }
  self->world = sc_world_new_with_replay (SC_CLOCK (clock), options->seed, replay, error);
  if (self->world == NULL)
    return FALSE;
  if (options->ssid != NULL || options->key != NULL)
    sc_world_rename_site_network (self->world, options->ssid, options->key);
  sc_scenario_apply (self->scenario, self->world);
  return TRUE;
}

/* As if the whole process had died */
static void
on_control_ended (ScSimulator *self)
{
  g_clear_object (&self->control);
  g_clear_object (&self->cloud);
  g_clear_object (&self->sensor);
  g_signal_emit (self, signals[ENDED], 0);
}

static gboolean
start_servers (ScSimulator *self, const ScSimulatorOptions *options, double speed, GError **error)
{
  ScPractice *practice = sc_world_get_practice (self->world);
  ScControlTexts texts;

  self->sensor =
      sc_sensor_server_new (self->world, options->listen ? options->listen : ANY_PORT, error);
  if (self->sensor == NULL)
    return FALSE;
  self->cloud = sc_cloud_server_new (
      self->world, options->cloud_listen ? options->cloud_listen : ANY_PORT, error);
  if (self->cloud == NULL)
    return FALSE;
  g_free (practice->endpoint);
  practice->endpoint = g_strdup (sc_cloud_server_get_uri (self->cloud));
  texts.scenario = (char *)self->scenario->name;
  texts.sensor_uri = (char *)sc_sensor_server_get_uri (self->sensor);
  texts.cloud_uri = practice->endpoint;
  texts.speed = speed;
  self->control = sc_control_server_new (
      self->world, &texts, options->control_listen ? options->control_listen : ANY_PORT, error);
  if (self->control == NULL)
    return FALSE;
  g_signal_connect_object (self->control, "ended", G_CALLBACK (on_control_ended), self,
                           G_CONNECT_SWAPPED);
  return TRUE;
}

/**
 * sc_simulator_new:
 * @options: what to simulate
 * @error: unknown scenario, an address that cannot be had, a file that cannot be written
 *
 * Starts everything in the present thread's default main context.
 *
 * Returns: (transfer full) (nullable): the running simulator
 */
ScSimulator *
sc_simulator_new (const ScSimulatorOptions *options, GError **error)
{
  g_autoptr (ScSimulator) self = g_object_new (SC_TYPE_SIMULATOR, NULL);
  double speed = options->speed > 0
                     ? CLAMP (options->speed, SC_SCALED_CLOCK_MIN_SPEED, SC_SCALED_CLOCK_MAX_SPEED)
                     : 1.0;

  if (!start_world (self, options, speed, error) || !write_ca_file (self, options->ca_out, error)
      || !start_servers (self, options, speed, error))
    return NULL;
  if (options->on_profile != NULL)
    {
      self->hook = sc_profile_hook_new (self->world, options->on_profile,
                                        options->on_profile_decides, error);
      if (self->hook == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

ScWorld *
sc_simulator_get_world (ScSimulator *self)
{
  g_return_val_if_fail (SC_IS_SIMULATOR (self), NULL);
  return self->world;
}

const char *
sc_simulator_get_sensor_uri (ScSimulator *self)
{
  g_return_val_if_fail (SC_IS_SIMULATOR (self), NULL);
  return sc_sensor_server_get_uri (self->sensor);
}

const char *
sc_simulator_get_cloud_uri (ScSimulator *self)
{
  g_return_val_if_fail (SC_IS_SIMULATOR (self), NULL);
  return sc_cloud_server_get_uri (self->cloud);
}

const char *
sc_simulator_get_control_uri (ScSimulator *self)
{
  g_return_val_if_fail (SC_IS_SIMULATOR (self), NULL);
  return sc_control_server_get_uri (self->control);
}

const char *
sc_simulator_get_ca_file (ScSimulator *self)
{
  g_return_val_if_fail (SC_IS_SIMULATOR (self), NULL);
  return self->ca_file;
}

const ScScenario *
sc_simulator_get_scenario (ScSimulator *self)
{
  g_return_val_if_fail (SC_IS_SIMULATOR (self), NULL);
  return self->scenario;
}
