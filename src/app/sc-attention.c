/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-attention.h"

#include <glib/gi18n.h>

#define SENDING_S 5

struct _ScAttention
{
  GObject parent_instance;

  GtkWindow *window; /* unowned: it owns this */
  GtkApplication *app;
  gboolean is_rehearsal;
  ScWorkflow *workflow;
  GHashTable *phases; /* record UID to the phase last seen */
  guint inhibit_cookie;
};

G_DEFINE_FINAL_TYPE (ScAttention, sc_attention, G_TYPE_OBJECT)

static gboolean
release (gpointer app)
{
  g_application_release (app);
  return G_SOURCE_REMOVE;
}

/* In a sandbox GLib takes several steps to send it. A program with nothing left to watch ends at
 * once, and would take it along. */
static void
stay_until_sent (GApplication *app)
{
  g_application_hold (app);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, SENDING_S, release, g_object_ref (app),
                              g_object_unref);
}

static void
notify (ScAttention *self, ScRecord *record, ScPhase phase)
{
  const char *id = sc_record_get_sensor_id (record);
  g_autofree char *title = NULL;
  g_autoptr (GNotification) notification = NULL;

  /* Just closed, it may still count as active. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->window)) && gtk_window_is_active (self->window))
    return;
  if (phase == SC_PHASE_IN_CONTACT)
    /* Translators: %s is a sensor's ID */
    title = g_strdup_printf (_ ("Sensor %s is in contact with the cloud"), id);
  else
    /* Translators: %s is a sensor's ID */
    title = g_strdup_printf (_ ("Sensor %s needs a visit"), id);
  notification = g_notification_new (title);
  if (self->is_rehearsal)
    g_notification_set_body (notification, _ ("Rehearsal: the sensor and the cloud are simulated. "
                                              "Nothing real happens."));
  /* Without one, a click would start the program: the real one. */
  g_notification_set_default_action_and_target (
      notification, self->is_rehearsal ? "app.show-rehearsal" : "app.show-record", "s",
      sc_record_get_uid (record));
  g_application_send_notification (G_APPLICATION (self->app), sc_record_get_uid (record),
                                   notification);
  stay_until_sent (G_APPLICATION (self->app));
}

/* Suspended, this computer neither provisions in time nor holds the sensor's network. */
static gboolean
must_stay_awake (ScAttention *self)
{
  ScRecord *record = sc_workflow_get_current (self->workflow);
  ScVisit *visit = sc_workflow_get_visit (self->workflow);
  ScPhase phase;

  if (!sc_visit_state_is_end (sc_visit_get_state (visit)))
    return TRUE;
  if (record == NULL)
    return FALSE;
  phase = sc_workflow_get_plan (self->workflow, record).phase;
  return phase == SC_PHASE_IN_TIME || phase == SC_PHASE_MAYBE_IN_TIME;
}

static void
update_inhibition (ScAttention *self)
{
  gboolean wanted = !self->is_rehearsal && must_stay_awake (self);

  if (wanted && self->inhibit_cookie == 0)
    {
      self->inhibit_cookie =
          gtk_application_inhibit (self->app, self->window, GTK_APPLICATION_INHIBIT_SUSPEND,
                                   _ ("A sensor is being commissioned"));
    }
  else if (!wanted && self->inhibit_cookie != 0)
    {
      gtk_application_uninhibit (self->app, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
}

static void
on_changed (ScAttention *self)
{
  GListModel *records = sc_workflow_get_records (self->workflow);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);
      const char *uid = sc_record_get_uid (record);
      ScPhase phase = sc_workflow_get_plan (self->workflow, record).phase;
      gpointer before;
      gboolean known = g_hash_table_lookup_extended (self->phases, uid, NULL, &before);

      if (known && GPOINTER_TO_INT (before) != (int)phase
          && (phase == SC_PHASE_IN_CONTACT || phase == SC_PHASE_NEEDS_VISIT))
        notify (self, record, phase);
      g_hash_table_insert (self->phases, g_strdup (uid), GINT_TO_POINTER (phase));
    }
  update_inhibition (self);
}

static void
sc_attention_finalize (GObject *object)
{
  ScAttention *self = SC_ATTENTION (object);

  if (self->inhibit_cookie != 0)
    gtk_application_uninhibit (self->app, self->inhibit_cookie);
  g_clear_object (&self->app);
  g_clear_object (&self->workflow);
  g_clear_pointer (&self->phases, g_hash_table_unref);
  G_OBJECT_CLASS (sc_attention_parent_class)->finalize (object);
}

static void
sc_attention_class_init (ScAttentionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_attention_finalize;
}

static void
sc_attention_init (ScAttention *self)
{
  self->phases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sc_attention_new:
 * @window: the window of @workflow, of an application; must outlive the result
 * @workflow: what to tell of
 * @is_rehearsal: nothing real waits, and whoever is told is told that as well
 *
 * Returns: (transfer full): at work
 */
ScAttention *
sc_attention_new (GtkWindow *window, ScWorkflow *workflow, gboolean is_rehearsal)
{
  ScAttention *self = g_object_new (SC_TYPE_ATTENTION, NULL);

  self->window = window;
  self->app = g_object_ref (gtk_window_get_application (window));
  self->is_rehearsal = is_rehearsal;
  self->workflow = g_object_ref (workflow);
  g_signal_connect_object (workflow, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return self;
}
