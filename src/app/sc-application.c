/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-application.h"

#include "sc-attention.h"
#include "sc-diagnosis.h"
#include "sc-diagnostics-window.h"
#include "sc-edges.h"
#include "sc-log.h"
#include "sc-record-report.h"
#include "sc-scaled-clock.h"
#include "sc-scenario.h"
#include "sc-trouble-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#define DEFAULT_SPEED 1.0
/* On the session bus: a rehearsal that is a program run of its own, the last one started */
#define REHEARSAL_NAME APPLICATION_ID ".Rehearsal"

/* One run of the wizard: the real one, or a rehearsal. */
typedef struct
{
  GtkWindow *window;   /* unowned, nullable: the wizard, or what is in its way */
  char *old_journal;   /* nullable: where a damaged one is now, to be told by the next window */
  GCancellable *start; /* nullable: under way */
} Run;

struct _ScApplication
{
  AdwApplication parent_instance;

  /* the command line */
  gboolean wants_rehearsal;
  gboolean by_hand;
  char *scenario;
  double speed;
  char *control_uri;
  char *ca_file;

  Run real;
  Run practice;
  ScRehearsal rehearsal;   /* the last one asked for; texts belong to the above or are static */
  ScExercise *exercises;   /* what can be practised; ends with an empty one */
  gboolean real_is_wanted; /* again, as soon as the window that closes is gone */
  char *wanted_record;     /* nullable: UID of what to show once there is a real window */
  guint rehearsal_name;
  gboolean was_interrupted;
  guint signal_sources[3];
};

G_DEFINE_FINAL_TYPE (ScApplication, sc_application, ADW_TYPE_APPLICATION)

static char *
make_report (ScRecord *record, gpointer user_data G_GNUC_UNUSED)
{
  return sc_record_report (record);
}

static char *
make_diagnostics (ScWorkflow *workflow, gpointer edges)
{
  return sc_diagnosis_make (edges, workflow, NULL);
}

/* Windows */

static void start_real (ScApplication *self);
static void start_rehearsal (ScApplication *self);

/* Told as soon as it is taken off the screen; others may hold it for longer. */
static void
sc_application_window_removed (GtkApplication *app, GtkWindow *window)
{
  ScApplication *self = SC_APPLICATION (app);

  if (self->real.window == window)
    {
      self->real.window = NULL;
      if (self->real_is_wanted)
        start_real (self);
    }
  if (self->practice.window == window)
    self->practice.window = NULL;
  GTK_APPLICATION_CLASS (sc_application_parent_class)->window_removed (app, window);
}

static void
close_window (Run *run)
{
  GtkWindow *window = g_steal_pointer (&run->window);

  if (SC_IS_WINDOW (window))
    sc_window_close_without_asking (SC_WINDOW (window));
  else if (window != NULL)
    gtk_window_destroy (window);
}

static void
show_record (GtkWindow *window, const char *uid)
{
  gtk_window_present (window);
  if (SC_IS_WINDOW (window)) /* during a visit it does nothing more */
    gtk_widget_activate_action (GTK_WIDGET (window), "win.open-record", "s", uid);
}

static void
open_window (ScApplication *self, ScEdges *edges, Run *run)
{
  g_autoptr (ScWorkflow) workflow =
      sc_workflow_new (sc_edges_get_ports (edges), sc_edges_get_model (edges));
  g_autoptr (GError) error = NULL;
  GSettings *settings = sc_edges_get_settings (edges);
  ScWindowSetup setup = { .rehearsal = sc_edges_is_rehearsal (edges),
                          .prefill = sc_edges_get_prefill (edges),
                          .exercises = self->exercises,
                          .old_journal = run->old_journal,
                          .old_journal_goes = !sc_edges_keeps_journal (edges),
                          .report = make_report,
                          .diagnostics = make_diagnostics,
                          .diagnostics_data = edges };
  GtkWindow *window;

  g_autofree char *adapter = g_settings_get_string (settings, "wifi-adapter");

  sc_link_set_adapter (sc_edges_get_ports (edges)->link, adapter[0] != '\0' ? adapter : NULL);
  sc_workflow_set_order (workflow, g_settings_get_enum (settings, "provision-order"));
  if (!sc_workflow_load (workflow, &error))
    g_warning ("Records of earlier runs: %s", error->message); /* the window shows it */
  window = GTK_WINDOW (sc_window_new (GTK_APPLICATION (self), workflow, settings, &setup));
  g_object_set_data_full (G_OBJECT (window), "sc-edges", g_object_ref (edges), g_object_unref);
  g_object_set_data_full (G_OBJECT (window), "sc-attention",
                          sc_attention_new (window, workflow, setup.rehearsal), g_object_unref);
  g_clear_pointer (&run->old_journal, g_free);
  close_window (run); /* a new exercise ends the one before; and nothing is in the way any more */
  run->window = window;
  gtk_window_present (window);
  if (run == &self->real && self->wanted_record != NULL)
    show_record (window, self->wanted_record);
  if (run == &self->real)
    g_clear_pointer (&self->wanted_record, g_free);
}

/* Until a start is over there may be no window to keep the program. */
static GCancellable *
begin_start (ScApplication *self, Run *run)
{
  g_assert (run->start == NULL);
  run->start = g_cancellable_new ();
  self->was_interrupted = FALSE; /* what comes now was not */
  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  return run->start;
}

/* Whoever cancels it does not wait for it. */
static void
cancel_start (Run *run)
{
  g_cancellable_cancel (run->start);
  g_clear_object (&run->start);
}

static void
on_trouble_retry (ScTroubleWindow *window, ScApplication *self)
{
  if (GTK_WINDOW (window) == self->practice.window)
    start_rehearsal (self); /* the same once more, with what it keeps */
  else
    start_real (self);
}

static void
on_trouble_start_anew (ScTroubleWindow *window, ScApplication *self)
{
  gboolean is_rehearsal = GTK_WINDOW (window) == self->practice.window;
  Run *run = is_rehearsal ? &self->practice : &self->real;
  g_autoptr (GError) error = NULL;
  char *aside;

  if (run->start != NULL && run->old_journal != NULL)
    return;           /* pressed twice: what is there now is the new one */
  cancel_start (run); /* another try with the old one, which has still to fail */
  aside = sc_edges_set_journal_aside (is_rehearsal ? &self->rehearsal : NULL, &error);
  if (aside == NULL)
    {
      sc_trouble_window_show (window, error);
      return;
    }
  g_free (run->old_journal);
  run->old_journal = aside;
  on_trouble_retry (window, self);
}

static void
on_trouble_save_diagnostics (ScTroubleWindow *window)
{
  g_autofree char *text = sc_diagnosis_make (NULL, NULL, sc_trouble_window_get_error (window));

  gtk_window_present (sc_diagnostics_window_new (GTK_WINDOW (window), text));
}

/* In place of a rehearsal that may still be open: it was to end anyway. */
static void
show_trouble (ScApplication *self, Run *run, const GError *error)
{
  ScTroubleWindow *window;

  if (SC_IS_TROUBLE_WINDOW (run->window))
    {
      sc_trouble_window_show (SC_TROUBLE_WINDOW (run->window), error);
      gtk_window_present (run->window);
      return;
    }
  close_window (run);
  window = sc_trouble_window_new (GTK_APPLICATION (self), run == &self->practice, error);
  g_signal_connect_object (window, "retry", G_CALLBACK (on_trouble_retry), self, 0);
  g_signal_connect_object (window, "start-anew", G_CALLBACK (on_trouble_start_anew), self, 0);
  g_signal_connect_object (window, "save-diagnostics", G_CALLBACK (on_trouble_save_diagnostics),
                           self, 0);
  run->window = GTK_WINDOW (window);
  gtk_window_present (run->window);
}

static void
end_start (ScApplication *self, Run *run, ScEdges *edges, const GError *error)
{
  g_application_release (G_APPLICATION (self));
  g_application_unmark_busy (G_APPLICATION (self));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&run->start);
  if (edges != NULL)
    open_window (self, edges, run);
  else
    show_trouble (self, run, error);
}

/* The real one */

static void
on_real_ready (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScEdges) edges = sc_edges_new_real_finish (result, &error);

  end_start (self, &self->real, edges, error);
}

static void
start_real (ScApplication *self)
{
  self->real_is_wanted = FALSE;
  if (self->real.start == NULL)
    sc_edges_new_real_async (self->by_hand, begin_start (self, &self->real), on_real_ready,
                             g_object_ref (self));
}

static void
open_real (ScApplication *self)
{
  GtkWindow *window = self->real.window;

  if (window == NULL)
    {
      start_real (self);
      return;
    }
  self->real_is_wanted = SC_IS_WINDOW (window) && sc_window_is_closing (SC_WINDOW (window));
  gtk_window_present (window);
}

/* Rehearsals */

static void
on_rehearsal_ready (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScEdges) edges = sc_edges_new_rehearsal_finish (result, &error);

  end_start (self, &self->practice, edges, error);
}

static void
start_rehearsal (ScApplication *self)
{
  cancel_start (&self->practice);
  sc_edges_new_rehearsal_async (&self->rehearsal, begin_start (self, &self->practice),
                                on_rehearsal_ready, g_object_ref (self));
}

static void
rehearse (ScApplication *self, const ScRehearsal *rehearsal)
{
  g_clear_pointer (&self->rehearsal.folder, sc_exercise_folder_unref);
  g_clear_pointer (&self->practice.old_journal, g_free); /* of another exercise */
  self->rehearsal = *rehearsal;
  start_rehearsal (self);
}

static void
rehearse_action (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  ScApplication *self = user_data;
  const ScScenario *scenario = sc_scenario_find (g_variant_get_string (parameter, NULL));
  ScRehearsal rehearsal = { .speed = self->speed };

  if (scenario == NULL)
    return; /* other programs can ask for anything, over D-Bus */
  rehearsal.scenario = scenario->name;
  rehearse (self, &rehearsal);
}

/* Anew, in a new world: what was wrong with the old one is over. */
static void
rehearse_again_action (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                       gpointer user_data)
{
  ScApplication *self = user_data;
  ScRehearsal rehearsal = self->rehearsal;

  if (self->practice.window == NULL)
    return;
  rehearsal.folder = NULL;
  rehearse (self, &rehearsal);
}

static void
rehearsal_action (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                  gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "rehearse",
                                  g_variant_new_string (SC_SCENARIO_DEFAULT));
}

/* What a click on a notification asks for */

static void
show_record_action (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  ScApplication *self = user_data;
  GtkWindow *window = self->real.window;

  if (SC_IS_WINDOW (window) && !sc_window_is_closing (SC_WINDOW (window)))
    {
      show_record (window, g_variant_get_string (parameter, NULL));
      return;
    }
  g_free (self->wanted_record);
  self->wanted_record = g_variant_dup_string (parameter, NULL);
  open_real (self);
}

static gboolean
is_of_its_own (GApplication *app)
{
  return (g_application_get_flags (app) & G_APPLICATION_NON_UNIQUE) != 0;
}

/* The desktop sends every click to the one program that has our name, and starts that if it has to.
 * If a rehearsal of its own is meant, that one knows; if it has ended, nothing is to be shown. */
static void
show_rehearsal_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ScApplication *self = user_data;
  GApplication *app = user_data;
  GDBusConnection *bus = g_application_get_dbus_connection (app);

  if (self->practice.window != NULL)
    {
      show_record (self->practice.window, g_variant_get_string (parameter, NULL));
      return;
    }
  if (is_of_its_own (app) || bus == NULL)
    return;
  g_dbus_connection_call (bus, REHEARSAL_NAME, g_application_get_dbus_object_path (app),
                          "org.freedesktop.Application", "ActivateAction",
                          g_variant_new_parsed ("(%s, [%v], @a{sv} {})",
                                                g_action_get_name (G_ACTION (action)), parameter),
                          NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

static void
own_rehearsal_name (ScApplication *self)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));

  if (is_of_its_own (G_APPLICATION (self)) && bus != NULL)
    self->rehearsal_name = g_bus_own_name_on_connection (bus, REHEARSAL_NAME,
                                                         G_BUS_NAME_OWNER_FLAGS_ALLOW_REPLACEMENT
                                                             | G_BUS_NAME_OWNER_FLAGS_REPLACE,
                                                         NULL, NULL, NULL, NULL);
}

/* Ending: the windows see to it that the laptop gets its network back. */

static gpointer
keep (gconstpointer window, gpointer user_data G_GNUC_UNUSED)
{
  return g_object_ref ((gpointer)window);
}

/* As they are now: one that closes may take others with it. */
static GList *
list_windows (GtkApplication *app)
{
  return g_list_copy_deep (gtk_application_get_windows (app), keep, NULL);
}

/* A window that comes now would be one nobody expects. */
static void
cancel_starts (ScApplication *self)
{
  self->real_is_wanted = FALSE;
  g_clear_pointer (&self->wanted_record, g_free);
  cancel_start (&self->real);
  cancel_start (&self->practice);
}

static void
quit_action (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
             gpointer user_data)
{
  g_autolist (GtkWindow) windows = list_windows (user_data);

  cancel_starts (user_data);
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* Nobody is asked; but the laptop is not left on a sensor's network. */
static gboolean
on_terminate (gpointer user_data)
{
  g_autolist (GtkWindow) windows = list_windows (user_data);

  cancel_starts (user_data);
  for (GList *l = windows; l != NULL; l = l->next)
    if (SC_IS_WINDOW (l->data))
      sc_window_close_without_asking (l->data);
    else
      gtk_window_destroy (l->data);
  return G_SOURCE_CONTINUE;
}

/* Ctrl+C; once more, if somebody cannot wait. A terminal that is closed may say so twice by itself,
 * and whoever wants to kill a program has another signal. */
static gboolean
on_interrupt (gpointer user_data)
{
  ScApplication *self = user_data;
  g_autolist (GtkWindow) windows = list_windows (user_data);

  if (!self->was_interrupted)
    {
      self->was_interrupted = TRUE;
      return on_terminate (self);
    }
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_destroy (l->data);
  return G_SOURCE_CONTINUE;
}

/* As nohup wants it, and a shell for what it runs in the background */
static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void
take_signals (ScApplication *self)
{
  static const struct
  {
    int number;
    GSourceFunc func;
  } signals[] = { { SIGTERM, on_terminate }, { SIGHUP, on_terminate }, { SIGINT, on_interrupt } };

  G_STATIC_ASSERT (G_N_ELEMENTS (signals) == G_N_ELEMENTS (self->signal_sources));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (!is_ignored (signals[i].number))
      self->signal_sources[i] = g_unix_signal_add (signals[i].number, signals[i].func, self);
}

/* Life */

static ScExercise *
list_exercises (void)
{
  guint n = sc_scenario_count ();
  ScExercise *exercises = g_new0 (ScExercise, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const ScScenario *scenario = sc_scenario_get (i);

      exercises[i].id = scenario->name;
      exercises[i].group = _ (scenario->group);
      exercises[i].title = _ (scenario->summary);
      exercises[i].description = _ (scenario->expected);
    }
  return exercises;
}

static void
sc_application_startup (GApplication *app)
{
  static const GActionEntry actions[] = {
    { .name = "rehearse", .activate = rehearse_action, .parameter_type = "s" },
    { .name = "rehearse-again", .activate = rehearse_again_action },
    { .name = "rehearsal", .activate = rehearsal_action },
    { .name = "show-record", .activate = show_record_action, .parameter_type = "s" },
    { .name = "show-rehearsal", .activate = show_rehearsal_action, .parameter_type = "s" },
    { .name = "quit", .activate = quit_action },
  };
  static const char *const quit_keys[] = { "<Primary>q", NULL };
  ScApplication *self = SC_APPLICATION (app);

  G_APPLICATION_CLASS (sc_application_parent_class)->startup (app);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "app.quit", quit_keys);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  self->exercises = list_exercises ();
  take_signals (self);
  own_rehearsal_name (self);
}

static void
sc_application_activate (GApplication *app)
{
  ScApplication *self = SC_APPLICATION (app);
  ScRehearsal rehearsal = { .scenario = self->scenario,
                            .speed = self->speed,
                            .control_uri = self->control_uri,
                            .ca_file = self->ca_file };

  if (!self->wants_rehearsal)
    {
      open_real (self);
      return;
    }
  self->wants_rehearsal = FALSE; /* the next activation is the desktop's */
  rehearse (self, &rehearsal);
}

static gboolean
check_options (ScApplication *self)
{
  if (self->scenario != NULL && sc_scenario_find (self->scenario) == NULL)
    g_printerr (_ ("There is no scenario “%s”. Run sensor-simulator --list-scenarios.\n"),
                self->scenario);
  else if (self->speed < SC_SCALED_CLOCK_MIN_SPEED || self->speed > SC_SCALED_CLOCK_MAX_SPEED)
    g_printerr (_ ("The speed must be between %g and %g.\n"), SC_SCALED_CLOCK_MIN_SPEED,
                SC_SCALED_CLOCK_MAX_SPEED);
  else if (self->ca_file != NULL && self->control_uri == NULL)
    g_printerr (_ ("%s needs %s.\n"), "--ca", "--rehearsal-at");
  else
    return TRUE;
  return FALSE;
}

static int
sc_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  ScApplication *self = SC_APPLICATION (app);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("%s %s\n", "sensor-commissioner", PACKAGE_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "rehearsal-at", "s", &self->control_uri))
    self->wants_rehearsal = TRUE;
  self->by_hand = g_variant_dict_contains (options, "by-hand");
  g_variant_dict_lookup (options, "ca", "^ay", &self->ca_file);
  g_variant_dict_lookup (options, "speed", "d", &self->speed);
  if (!check_options (self))
    return 1;
  /* A rehearsal is a program run of its own: it never disturbs the real one. */
  if (self->wants_rehearsal)
    g_application_set_flags (app, G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
run_clear (Run *run)
{
  g_clear_object (&run->start);
  g_clear_pointer (&run->old_journal, g_free);
}

static void
sc_application_finalize (GObject *object)
{
  ScApplication *self = SC_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_handle_id (&self->rehearsal_name, g_bus_unown_name);
  g_free (self->wanted_record);
  run_clear (&self->real);
  run_clear (&self->practice);
  g_free (self->scenario);
  g_free (self->control_uri);
  g_free (self->ca_file);
  g_free (self->exercises);
  g_clear_pointer (&self->rehearsal.folder, sc_exercise_folder_unref);
  G_OBJECT_CLASS (sc_application_parent_class)->finalize (object);
}

static void
sc_application_class_init (ScApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_application_finalize;
  app_class->startup = sc_application_startup;
  app_class->activate = sc_application_activate;
  app_class->handle_local_options = sc_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = sc_application_window_removed;
}

/* --rehearsal[=SCENARIO]: an optional value is something only a callback can take. */
static gboolean
take_rehearsal (const char *option G_GNUC_UNUSED, const char *value, gpointer data G_GNUC_UNUSED,
                GError **error G_GNUC_UNUSED)
{
  ScApplication *self = SC_APPLICATION (g_application_get_default ());

  self->wants_rehearsal = TRUE;
  g_free (self->scenario);
  self->scenario = g_strdup (value);
  return TRUE;
}

static void
sc_application_init (ScApplication *self)
{
  static const GOptionEntry options[] = {
    { "rehearsal", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, take_rehearsal,
      N_ ("Rehearse with a simulated sensor; nothing real happens. SCENARIO as in "
          "sensor-simulator --list-scenarios"),
      N_ ("SCENARIO") },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, NULL,
      N_ ("Let the rehearsal’s time run this many times faster"), N_ ("FACTOR") },
    { "rehearsal-at", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Rehearse with a sensor-simulator that runs separately"), N_ ("URI") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Certificate authority of that simulator’s cloud"), N_ ("FILE") },
    { "by-hand", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Join sensors’ networks by hand, not through NetworkManager"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { 0 },
  };

  self->speed = DEFAULT_SPEED;
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * sc_application_new:
 *
 * Once in a process; its log is kept from here on.
 *
 * Returns: (transfer full): the program
 */
ScApplication *
sc_application_new (void)
{
  sc_log_install ();
  return g_object_new (SC_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_DEFAULT_FLAGS, "resource-base-path",
                       "/io/github/sensor_commissioner/SensorCommissioner", NULL);
}
