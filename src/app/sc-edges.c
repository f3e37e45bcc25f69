/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-edges.h"

#include "sc-error.h"
#include "sc-http-cloud.h"
#include "sc-http-sensor.h"
#include "sc-manual-link.h"
#include "sc-nm-link.h"
#include "sc-rehearsal-link.h"
#include "sc-secret-keyring.h"
#include "sc-simulator.h"
#include "sc-sqlite-journal.h"
#include "sc-system-clock.h"
#include "sc-troubled-journal.h"
#include "sc-troubled-keyring.h"

/* Where in the settings */
#define REAL_PATH "/io/github/sensor_commissioner/SensorCommissioner/"
#define REHEARSAL_PATH REAL_PATH "rehearsal/"
#define MODEL_NAME "otosense-sms"
#define PATIENCE_US (5 * G_USEC_PER_SEC) /* with NetworkManager, before there is a window */

struct _ScEdges
{
  GObject parent_instance;

  ScPorts ports;
  ScModel *model;
  ScTranscript *transcript; /* of what is said to sensors */
  GSettings *settings;
  gboolean is_rehearsal;

  /* real only */
  GTask *start; /* nullable: under way */
  GSource *cancelled;
  guint patience;

  /* rehearsal only */
  ScSimulator *simulator;   /* nullable: it runs separately */
  char *ca_file;            /* nullable */
  ScExerciseFolder *folder; /* nullable: of the simulator's records */
  ScPrefill prefill;        /* texts belong to the link */
};

G_DEFINE_FINAL_TYPE (ScEdges, sc_edges, G_TYPE_OBJECT)

static void
sc_edges_finalize (GObject *object)
{
  ScEdges *self = SC_EDGES (object);

  g_clear_object (&self->ports.cloud);
  g_clear_object (&self->ports.sensor);
  g_clear_object (&self->ports.link);
  g_clear_object (&self->ports.journal);
  g_clear_object (&self->ports.keyring);
  g_clear_object (&self->ports.clock);
  g_clear_pointer (&self->model, sc_model_unref);
  g_clear_pointer (&self->transcript, sc_transcript_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->simulator);
  g_free (self->ca_file);
  g_clear_pointer (&self->folder, sc_exercise_folder_unref);
  G_OBJECT_CLASS (sc_edges_parent_class)->finalize (object);
}

static void
sc_edges_class_init (ScEdgesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_edges_finalize;
}

static void
sc_edges_init (ScEdges *self)
{
  self->transcript = sc_transcript_new ();
}

/* $XDG_DATA_HOME/sensor-commissioner/[rehearsal/]journal.db */
static char *
journal_path (gboolean is_rehearsal)
{
  return g_build_filename (g_get_user_data_dir (), "sensor-commissioner",
                           is_rehearsal ? "rehearsal" : "journal.db",
                           is_rehearsal ? "journal.db" : NULL, NULL);
}

static ScJournal *
open_journal (const char *path, GError **error)
{
  ScSqliteJournal *journal = sc_sqlite_journal_new (path, error);

  return journal != NULL ? SC_JOURNAL (journal) : NULL;
}

static ScJournal *
open_usual_journal (ScEdges *self, GError **error)
{
  g_autofree char *path = journal_path (self->is_rehearsal);

  return open_journal (path, error);
}

/* What real and rehearsal have in common. */
static gboolean
open_common (ScEdges *self, GError **error)
{
  self->model = sc_model_load (MODEL_NAME, error);
  if (self->model == NULL)
    return FALSE;
  self->ports.journal = self->folder != NULL
                            ? sc_exercise_folder_open (self->folder, open_journal, error)
                            : open_usual_journal (self, error);
  if (self->ports.journal == NULL)
    return FALSE;
  self->ports.sensor = SC_SENSOR (sc_http_sensor_new (self->model));
  sc_http_sensor_set_transcript (SC_HTTP_SENSOR (self->ports.sensor), self->transcript);
  self->ports.keyring =
      SC_KEYRING (sc_secret_keyring_new (self->is_rehearsal ? "rehearsal" : "real"));
  self->settings =
      g_settings_new_with_path (APPLICATION_ID, self->is_rehearsal ? REHEARSAL_PATH : REAL_PATH);
  return TRUE;
}

/* Whatever NetworkManager says later, the link takes up. */
static void
return_real (ScEdges *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->start);
  const GError *trouble = sc_link_get_trouble (self->ports.link);

  sc_clock_clear_timer (self->ports.clock, &self->patience);
  g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  if (trouble != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_message ("Sensors are joined by hand: %s", trouble->message);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
on_nm_link_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScEdges) self = user_data;

  sc_nm_link_open_finish (SC_NM_LINK (source), result);
  if (self->start != NULL)
    return_real (self);
}

static void
on_patience_ended (gpointer user_data)
{
  ScEdges *self = user_data;

  self->patience = 0;
  return_real (self);
}

static gboolean
on_cancelled (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  return_real (user_data); /* what it returns is not looked at */
  return G_SOURCE_REMOVE;
}

static void
start_nm_link (ScEdges *self, GTask *task)
{
  g_autoptr (ScLink) by_hand = self->ports.link;
  ScNmLink *link = sc_nm_link_new (self->model, self->ports.clock, by_hand);

  self->ports.link = SC_LINK (link);
  self->start = g_object_ref (task);
  self->patience =
      sc_clock_add_timer (self->ports.clock, sc_clock_now_us (self->ports.clock) + PATIENCE_US,
                          on_patience_ended, self);
  self->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
  g_source_attach (self->cancelled, NULL);
  sc_nm_link_open_async (link, NULL, on_nm_link_open, g_object_ref (self));
}

/**
 * sc_edges_new_real_async:
 * @by_hand: whether the technician joins sensors' networks even where NetworkManager would let us
 * @cancellable: (nullable): gives up, at once
 * @callback: called when the ports are there, or why not: records cannot be kept, or the model file
 *   is wrong
 * @user_data: for @callback
 *
 * Edges on the real world. Sensors' networks are joined through NetworkManager; where it is absent
 * or refuses us the technician joins them, and sc_link_get_trouble() says why.
 */
void
sc_edges_new_real_async (gboolean by_hand, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ScEdges *self = g_object_new (SC_TYPE_EDGES, NULL);
  GError *error = NULL;

  g_task_set_source_tag (task, sc_edges_new_real_async);
  g_task_set_task_data (task, self, g_object_unref);
  if (!open_common (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->ports.clock = sc_system_clock_new ();
  self->ports.link = SC_LINK (sc_manual_link_new (self->model, self->ports.clock));
  self->ports.cloud = SC_CLOUD (sc_http_cloud_new (self->ports.clock));
  if (by_hand)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    start_nm_link (self, task);
}

/**
 * sc_edges_new_real_finish:
 * @result: from the callback
 * @error: why there are no edges
 *
 * Returns: (transfer full): edges on the real world; %NULL on failure
 */
ScEdges *
sc_edges_new_real_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sc_edges_set_journal_aside:
 * @rehearsal: (nullable): whose journal; %NULL: the real one
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Moves a journal that cannot be read out of the way, so that a new one can be begun.
 *
 * Returns: (transfer full): where its file is now, %NULL on failure
 */
char *
sc_edges_set_journal_aside (const ScRehearsal *rehearsal, GError **error)
{
  g_autofree char *usual = journal_path (rehearsal != NULL);
  gboolean is_exercise = rehearsal != NULL && rehearsal->folder != NULL;
  char *aside = sc_sqlite_journal_set_aside (
      is_exercise ? sc_exercise_folder_get_journal (rehearsal->folder) : usual, error);

  if (aside != NULL)
    g_message ("The damaged journal is now %s", aside);
  return aside;
}

static void
fill_in (ScEdges *self, const ScPractice *practice)
{
  self->prefill = (ScPrefill){ .endpoint = practice->endpoint,
                               .client_id = practice->client_id,
                               .client_secret = practice->client_secret,
                               .ca_file = self->ca_file,
                               .ssid = practice->ssid,
                               .key = practice->key };
}

/* Journal and keyring are real, but what is rehearsed may be that they fail. */
static void
trouble_store (ScEdges *self, const ScWorldStore *store)
{
  g_autoptr (ScJournal) journal = self->ports.journal;
  g_autoptr (ScKeyring) keyring = self->ports.keyring;
  ScTroubledJournal *troubled_journal = sc_troubled_journal_new (journal);
  ScTroubledKeyring *troubled_keyring = sc_troubled_keyring_new (keyring);

  sc_troubled_journal_set_trouble (troubled_journal, store->journal);
  sc_troubled_keyring_set_trouble (troubled_keyring, store->keyring);
  self->ports.journal = SC_JOURNAL (troubled_journal);
  self->ports.keyring = SC_KEYRING (troubled_keyring);
}

static void
on_link_ready (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ScEdges *self = g_task_get_task_data (task);
  ScRehearsalLink *link = sc_rehearsal_link_new_finish (result, &error);

  if (link == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->ports.link = SC_LINK (link);
  self->ports.clock = g_object_ref (sc_rehearsal_link_get_clock (link));
  self->ports.cloud = SC_CLOUD (sc_http_cloud_new (self->ports.clock));
  fill_in (self, sc_rehearsal_link_get_practice (link));
  trouble_store (self, sc_rehearsal_link_get_store (link));
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static gboolean
start_simulator (ScEdges *self, ScRehearsal *rehearsal, GError **error)
{
  g_autofree char *above = g_build_filename (g_get_user_cache_dir (), "sensor-commissioner", NULL);
  ScSimulatorOptions options = { .scenario = rehearsal->scenario,
                                 .speed = rehearsal->speed,
                                 .seed = g_random_int () };

  self->simulator = sc_simulator_new (&options, error);
  if (self->simulator == NULL)
    return FALSE;
  self->ca_file = g_strdup (sc_simulator_get_ca_file (self->simulator));
  if (rehearsal->folder == NULL)
    rehearsal->folder =
        sc_exercise_folder_new (above, sc_simulator_get_world (self->simulator), error);
  if (rehearsal->folder == NULL)
    return FALSE;
  self->folder = sc_exercise_folder_ref (rehearsal->folder);
  return TRUE;
}

/**
 * sc_edges_new_rehearsal_async:
 * @rehearsal: (inout): what to rehearse with; gets a folder if it has none and needs one
 * @cancellable: (nullable): gives up
 * @callback: called when the simulator is ready
 * @user_data: for @callback
 */
void
sc_edges_new_rehearsal_async (ScRehearsal *rehearsal, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ScEdges *self = g_object_new (SC_TYPE_EDGES, NULL);
  const char *control_uri = rehearsal->control_uri;
  GError *error = NULL;

  g_task_set_source_tag (task, sc_edges_new_rehearsal_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->is_rehearsal = TRUE;
  if (control_uri != NULL)
    self->ca_file = g_strdup (rehearsal->ca_file);
  else if (start_simulator (self, rehearsal, &error))
    control_uri = sc_simulator_get_control_uri (self->simulator);
  if (error != NULL || !open_common (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sc_rehearsal_link_new_async (control_uri, self->model, cancellable, on_link_ready,
                               g_steal_pointer (&task));
}

/**
 * sc_edges_new_rehearsal_finish:
 * @result: from the callback
 * @error: why there is no rehearsal
 *
 * Returns: (transfer full): edges on a simulated world; %NULL on failure
 */
ScEdges *
sc_edges_new_rehearsal_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

const ScPorts *
sc_edges_get_ports (ScEdges *self)
{
  return &self->ports;
}

ScTranscript *
sc_edges_get_transcript (ScEdges *self)
{
  return self->transcript;
}

ScModel *
sc_edges_get_model (ScEdges *self)
{
  return self->model;
}

GSettings *
sc_edges_get_settings (ScEdges *self)
{
  return self->settings;
}

gboolean
sc_edges_is_rehearsal (ScEdges *self)
{
  return self->is_rehearsal;
}

/**
 * sc_edges_keeps_journal:
 * @self: edges
 *
 * Returns: whether the journal's folder is still there when the program has ended: that of an
 *   exercise is not
 */
gboolean
sc_edges_keeps_journal (ScEdges *self)
{
  g_return_val_if_fail (SC_IS_EDGES (self), TRUE);
  return self->folder == NULL;
}

/**
 * sc_edges_get_prefill:
 * @self: edges
 *
 * Returns: (transfer none) (nullable): what a rehearsal fills into the forms
 */
const ScPrefill *
sc_edges_get_prefill (ScEdges *self)
{
  return self->is_rehearsal ? &self->prefill : NULL;
}
