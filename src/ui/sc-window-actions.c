/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-window-private.h"

#include "sc-compat.h"
#include "sc-diagnostics-window.h"
#include "sc-failure-view.h"
#include "sc-practise-window.h"
#include "sc-preferences-window.h"
#include "sc-shortcuts-window.h"

#include <glib/gi18n-lib.h>

/* Every command of the window. Each works on the workflow or on the visible page; which can be
 * used at present is decided in sc_window_actions_update() alone. */

static ScVisit *
visit_of (ScWindow *self)
{
  return sc_workflow_get_visit (self->workflow);
}

static gboolean
joins_by_hand (ScWindow *self)
{
  ScLink *link = sc_workflow_get_link (self->workflow);

  return (sc_link_get_abilities (link) & SC_LINK_CAN_SWITCH) == 0;
}

/**
 * sc_window_start_by_hand:
 * @self: a window
 *
 * If sensors are joined by hand there is nothing to choose: begins to wait at once.
 */
void
sc_window_start_by_hand (ScWindow *self)
{
  if (sc_workflow_get_stage (self->workflow) == SC_STAGE_SENSOR && joins_by_hand (self)
      && sc_visit_get_state (visit_of (self)) == SC_VISIT_IDLE)
    sc_visit_start (visit_of (self), NULL);
}

/* Going on and back */

static void
go_on (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  sc_page_submit (sc_window_get_page (self));
  sc_window_start_by_hand (self);
}

static void
open_current (ScWindow *self)
{
  ScRecord *record = sc_workflow_get_current (self->workflow);

  if (record != NULL)
    sc_workflow_open_record (self->workflow, record);
}

static void
go_back (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScRecord *hold = sc_workflow_get_hold (self->workflow);

  switch (sc_workflow_get_stage (self->workflow))
    {
    case SC_STAGE_PREPARE:
      sc_prepare_page_stop_editing (self->prepare_page);
      sc_window_update (self);
      break;
    case SC_STAGE_SENSOR:
      if (hold != NULL) /* back to the one that comes first */
        sc_workflow_open_record (self->workflow, hold);
      else
        sc_workflow_back_to_prepare (self->workflow);
      break;
    case SC_STAGE_REVIEW:
    case SC_N_STAGES:
      break;
    case SC_STAGE_CONNECT:
      sc_connect_page_stop_editing (self->connect_page);
      sc_window_update (self);
      break;
    case SC_STAGE_DONE:
      open_current (self);
      break;
    }
}

/* Prepare */

static void
cancel_sign_in (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  sc_workflow_cancel_sign_in (SC_WINDOW (widget)->workflow);
}

static void
test_site_network (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                   GVariant *parameter G_GNUC_UNUSED)
{
  sc_workflow_test_site_network (SC_WINDOW (widget)->workflow);
}

static void
cancel_site_test (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED)
{
  sc_site_test_cancel (sc_workflow_get_site_test (SC_WINDOW (widget)->workflow));
}

static void
forget_account (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  sc_workflow_forget_account (self->workflow);
  sc_window_toast (self, _ ("Saved account forgotten"));
}

static void
edit_account (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  if (sc_workflow_get_stage (self->workflow) == SC_STAGE_CONNECT)
    {
      sc_connect_page_edit_account (self->connect_page);
      sc_window_update (self);
      return;
    }
  if (sc_workflow_get_stage (self->workflow) == SC_STAGE_PREPARE
      || sc_workflow_back_to_prepare (self->workflow))
    sc_prepare_page_edit_account (self->prepare_page);
  sc_window_update (self);
}

static void
edit_network (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  if (sc_workflow_get_stage (self->workflow) == SC_STAGE_CONNECT)
    {
      sc_connect_page_edit_network (self->connect_page);
      sc_window_update (self);
      return;
    }
  if (sc_workflow_get_stage (self->workflow) == SC_STAGE_PREPARE
      || sc_workflow_back_to_prepare (self->workflow))
    sc_prepare_page_edit_network (self->prepare_page);
  sc_window_update (self);
}

/* For the next sensors; at Connect, too, nothing is sent again because of it. */
static void
change_network (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScStage stage = sc_workflow_get_stage (self->workflow);

  if (stage == SC_STAGE_CONNECT || stage == SC_STAGE_DONE)
    sc_workflow_next_sensor (self->workflow); /* Prepare offers to go on with this one */
  if (stage == SC_STAGE_PREPARE || sc_workflow_back_to_prepare (self->workflow))
    sc_prepare_page_edit_network (self->prepare_page);
  sc_window_update (self);
}

static void
edit_certificate_source (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                         GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  if (sc_visit_get_state (visit_of (self)) == SC_VISIT_NEEDS_CERTIFICATE)
    sc_sensor_page_focus_path (self->sensor_page);
  else if (sc_workflow_back_to_prepare (self->workflow))
    sc_prepare_page_edit_certificate_path (self->prepare_page);
}

static void
go_home (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_home_keeper_accept (sc_workflow_get_home (SC_WINDOW (widget)->workflow));
}

static void
stay_here (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_home_keeper_decline (sc_workflow_get_home (SC_WINDOW (widget)->workflow));
}

/* The visit */

static void
join (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  if (sc_sensor_page_can_join (self->sensor_page)
      && sc_sensor_page_hand_over_key (self->sensor_page))
    sc_visit_start (visit_of (self), sc_sensor_page_get_selected (self->sensor_page));
}

static void
join_by_hand (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_visit_start (visit_of (SC_WINDOW (widget)), NULL);
}

/* What failed for lack of it is over. */
static void
power_on (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  sc_link_power_on (sc_workflow_get_link (self->workflow));
  if (sc_workflow_get_stage (self->workflow) == SC_STAGE_SENSOR)
    sc_workflow_next_sensor (self->workflow);
}

static void
choose_adapter (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  ScWindow *self = SC_WINDOW (widget);
  const char *interface = g_variant_get_string (parameter, NULL);

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "wifi-adapter", interface);
  sc_link_set_adapter (sc_workflow_get_link (self->workflow),
                       interface[0] != '\0' ? interface : NULL);
}

static void
rescan (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_link_rescan (sc_workflow_get_link (SC_WINDOW (widget)->workflow));
}

static void
cancel_visit (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_visit_cancel (visit_of (SC_WINDOW (widget)));
}

static void
skip_comparing (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  sc_visit_skip_comparing (visit_of (SC_WINDOW (widget)));
}

static void
on_certificate_chosen (GFile *file, gpointer user_data)
{
  sc_sensor_page_load_certificate (SC_WINDOW (user_data)->sensor_page, file);
}

static void
load_certificate (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED)
{
  sc_compat_open_file (GTK_WINDOW (widget), _ ("Certificate of the Sensor"), on_certificate_chosen,
                       g_object_ref (widget), g_object_unref);
}

/* Goes to the sensor of the record shown again. Beginning anew leaves a record that was opened
 * from the list; without an account or a network there is something to do on Prepare first. */
static void
visit_again (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScVisit *visit = visit_of (self);
  ScRecord *record = sc_workflow_get_current (self->workflow);
  ScAccessPoint *known = NULL;
  g_autoptr (ScAccessPoint) again = NULL;

  if (sc_visit_get_record (visit) == record) /* neither: the visit failed before it had one */
    known = sc_visit_get_access_point (visit);
  else if (record != NULL)
    known = sc_sensor_page_find (self->sensor_page, record);
  g_set_object (&again, known);
  if (!sc_workflow_begin (self->workflow))
    {
      sc_workflow_back_to_prepare (self->workflow);
      sc_window_toast (self, _ ("First sign in and enter the site network"));
    }
  else if (sc_workflow_get_hold (self->workflow) == NULL && (again != NULL || joins_by_hand (self)))
    sc_visit_start (visit, again);
}

static void
on_page_opened (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    {
      g_message ("Opening the sign-in page: %s", error->message);
      sc_window_toast (self, _ ("No browser could be opened. Open any web page in one."));
    }
}

/* The endpoint's own address, without TLS: all that a network can put its page in the place of. */
static void
open_sign_in_page (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                   GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScTenant *tenant = sc_workflow_get_tenant (self->workflow);
  g_autoptr (GAppLaunchContext) context =
      G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gtk_widget_get_display (widget)));
  g_autofree char *uri = NULL;

  if (tenant == NULL)
    return;
  uri = sc_way_plain_uri (sc_tenant_get_endpoint (tenant));
  g_app_info_launch_default_for_uri_async (uri, context, NULL, on_page_opened, g_object_ref (self));
}

static void
retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ScWindow *self = SC_WINDOW (widget);
  ScRecord *record = sc_workflow_get_current (self->workflow);

  switch (sc_workflow_get_stage (self->workflow))
    {
    case SC_STAGE_PREPARE:
    case SC_STAGE_REVIEW:
      go_on (widget, name, parameter);
      break;
    case SC_STAGE_SENSOR:
      if (sc_sensor_page_hand_over_key (self->sensor_page))
        sc_visit_retry (visit_of (self));
      break;
    case SC_STAGE_CONNECT:
      if (record != NULL)
        sc_workflow_try_now (self->workflow, record);
      break;
    case SC_STAGE_DONE:
    case SC_N_STAGES:
      break;
    }
}

/* Records */

static void
on_stop_answer (const char *id, gpointer user_data)
{
  ScWindow *self = user_data;
  ScRecord *record = sc_workflow_get_current (self->workflow);

  if (g_str_equal (id, "stop") && record != NULL)
    sc_workflow_stop_record (self->workflow, record);
}

static void
stop_helping (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  const ScCompatAnswer answers[] = { { "cancel", _ ("_Cancel"), FALSE },
                                     { "stop", _ ("_Stop Helping"), TRUE } };

  sc_compat_ask (GTK_WINDOW (widget), _ ("Stop Helping with This Sensor?"),
                 _ ("It is no longer provisioned or watched by this program. The record is kept, "
                    "and you can take it up again."),
                 answers, G_N_ELEMENTS (answers), on_stop_answer, g_object_ref (widget),
                 g_object_unref);
}

static void
resume_helping (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScRecord *record = sc_workflow_get_current (self->workflow);

  if (record == NULL)
    return;
  sc_workflow_resume_record (self->workflow, record);
  sc_workflow_open_record (self->workflow, record); /* where there is something to do again */
}

static void
resume_unfinished (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                   GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScRecord *record = sc_workflow_get_unfinished (self->workflow);

  if (record != NULL)
    sc_workflow_open_record (self->workflow, record);
}

static void
open_record (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  ScWindow *self = SC_WINDOW (widget);
  GListModel *records = sc_workflow_get_records (self->workflow);
  const char *uid = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      if (g_str_equal (sc_record_get_uid (record), uid))
        {
          sc_workflow_open_record (self->workflow, record);
          return;
        }
    }
}

static void
show_done (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_workflow_show_done (SC_WINDOW (widget)->workflow);
}

static void
next_sensor (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  sc_workflow_next_sensor (self->workflow);
  sc_window_start_by_hand (self);
}

/* Anywhere */

static ScFailureView *
find_failure (GtkWidget *root)
{
  if (SC_IS_FAILURE_VIEW (root))
    return gtk_widget_get_mapped (root) ? SC_FAILURE_VIEW (root) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      ScFailureView *found = find_failure (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Of the failure that is to be seen, not of another one that is over or elsewhere. */
static void
copy_details (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  ScFailureView *failure = find_failure (GTK_WIDGET (sc_window_get_page (self)));

  if (failure == NULL)
    return;
  sc_failure_view_copy (failure);
  sc_window_toast (self, _ ("Details copied"));
}

static void
save_diagnostics (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);
  g_autofree char *text = self->setup.diagnostics (self->workflow, self->setup.diagnostics_data);

  gtk_window_present (sc_diagnostics_window_new (GTK_WINDOW (self), text));
}

static void
show_toast (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  sc_window_toast (SC_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
refresh (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  if (self->is_shown && self->life != SC_WINDOW_CLOSING)
    sc_window_update (self);
}

static void
practise (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  gtk_window_present (sc_practise_window_new (GTK_WINDOW (self), self->setup.exercises));
}

static void
preferences (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  ScWindow *self = SC_WINDOW (widget);

  gtk_window_present (
      sc_preferences_window_new (GTK_WINDOW (self), self->workflow, self->settings));
}

static void
shortcuts (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  guint n_keys;
  const ScWindowKey *keys = sc_window_keys_get (&n_keys);

  gtk_window_present (sc_shortcuts_window_new (GTK_WINDOW (widget), keys, n_keys));
}

static void
about (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  sc_compat_show_about (GTK_WINDOW (widget));
}

/* Escape does what the button that leads back or cancels says. */
static void
escape (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  static const char *const ways_back[] = { "win.back", "win.cancel-visit", "win.cancel-sign-in",
                                           "win.cancel-site-test" };
  ScWindow *self = SC_WINDOW (widget);
  ScPage *page = sc_window_get_page (self);
  const char *other = sc_page_get_secondary_action (page);
  const char *main = sc_page_get_primary_action (page);

  if (self->life == SC_WINDOW_CLOSING)
    return; /* that page is gone */
  for (guint i = 0; i < G_N_ELEMENTS (ways_back); i++)
    if (g_strcmp0 (other, ways_back[i]) == 0 || g_strcmp0 (main, ways_back[i]) == 0)
      {
        /* the button may be another's from here on, and its action gone */
        gtk_widget_activate_action (widget, ways_back[i], NULL);
        return;
      }
}

static const struct
{
  const char *name;
  const char *parameter_type;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "win.go-on", NULL, go_on },
  { "win.back", NULL, go_back },
  { "win.cancel-sign-in", NULL, cancel_sign_in },
  { "win.test-site-network", NULL, test_site_network },
  { "win.cancel-site-test", NULL, cancel_site_test },
  { "win.forget-account", NULL, forget_account },
  { "win.edit-account", NULL, edit_account },
  { "win.edit-network", NULL, edit_network },
  { "win.change-network", NULL, change_network },
  { "win.edit-certificate-source", NULL, edit_certificate_source },
  { "win.go-home", NULL, go_home },
  { "win.stay-here", NULL, stay_here },
  { "win.join", NULL, join },
  { "win.join-by-hand", NULL, join_by_hand },
  { "win.power-on", NULL, power_on },
  { "win.choose-adapter", "s", choose_adapter },
  { "win.rescan", NULL, rescan },
  { "win.cancel-visit", NULL, cancel_visit },
  { "win.skip-comparing", NULL, skip_comparing },
  { "win.load-certificate", NULL, load_certificate },
  { "win.visit-again", NULL, visit_again },
  { "win.retry", NULL, retry },
  { "win.open-sign-in-page", NULL, open_sign_in_page },
  { "win.stop-helping", NULL, stop_helping },
  { "win.resume-helping", NULL, resume_helping },
  { "win.resume-unfinished", NULL, resume_unfinished },
  { "win.open-record", "s", open_record },
  { "win.show-done", NULL, show_done },
  { "win.next-sensor", NULL, next_sensor },
  { "win.copy-details", NULL, copy_details },
  { "win.save-diagnostics", NULL, save_diagnostics },
  { "win.toast", "s", show_toast },
  { "win.refresh", NULL, refresh },
  { "win.practise", NULL, practise },
  { "win.preferences", NULL, preferences },
  { "win.shortcuts", NULL, shortcuts },
  { "win.about", NULL, about },
  { "win.escape", NULL, escape },
};

/**
 * sc_window_actions_init:
 * @klass: the window's class
 *
 * Installs the commands and their keys.
 */
void
sc_window_actions_init (ScWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].func);
  sc_window_report_init (klass);
  sc_window_keys_install (widget_class);
}

static void
enable (ScWindow *self, const char *name, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), name, enabled);
}

/* Nothing of the menu or of another window may bring a page back while this one goes away. */
static void
disable_all (ScWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    enable (self, actions[i].name, FALSE);
}

/**
 * sc_window_actions_update:
 * @self: a window
 *
 * Decides which commands can be used at present.
 */
void
sc_window_actions_update (ScWindow *self)
{
  ScStage stage = sc_workflow_get_stage (self->workflow);
  ScVisitState state = sc_visit_get_state (visit_of (self));
  ScRecord *record = sc_workflow_get_current (self->workflow);
  ScLinkAbility abilities = sc_link_get_abilities (sc_workflow_get_link (self->workflow));
  gboolean busy = sc_workflow_get_sign_in (self->workflow) == SC_SIGN_IN_BUSY;
  gboolean at_end = sc_visit_state_is_end (state);

  if (sc_window_is_closing (self))
    {
      disable_all (self);
      return;
    }
  enable (self, "win.go-on", !busy);
  enable (self, "win.cancel-sign-in", busy);
  enable (self, "win.test-site-network", sc_workflow_can_test_site_network (self->workflow));
  enable (self, "win.cancel-site-test",
          sc_site_test_is_running (sc_workflow_get_site_test (self->workflow)));
  enable (self, "win.forget-account",
          !busy && sc_workflow_get_saved_account (self->workflow) != NULL);
  enable (self, "win.preferences", self->settings != NULL);
  enable (self, "win.join",
          stage == SC_STAGE_SENSOR && sc_sensor_page_can_join (self->sensor_page));
  enable (self, "win.join-by-hand",
          stage == SC_STAGE_SENSOR && at_end && (abilities & SC_LINK_CAN_NOTICE) != 0);
  enable (self, "win.power-on", (abilities & SC_LINK_CAN_POWER_ON) != 0);
  enable (self, "win.rescan", (abilities & SC_LINK_CAN_LIST) != 0);
  enable (self, "win.cancel-visit",
          state != SC_VISIT_SENDING && sc_visit_state_may_follow (state, SC_VISIT_LEAVING));
  enable (self, "win.skip-comparing", state == SC_VISIT_COMPARING_NETWORK);
  enable (self, "win.load-certificate", state == SC_VISIT_NEEDS_CERTIFICATE);
  enable (self, "win.visit-again", at_end);
  enable (self, "win.retry", !busy && (stage != SC_STAGE_SENSOR || at_end));
  enable (self, "win.open-sign-in-page", sc_workflow_get_tenant (self->workflow) != NULL);
  enable (self, "win.stop-helping",
          record != NULL && at_end && sc_record_get_state (record) == SC_RECORD_OPEN);
  enable (self, "win.resume-helping", record != NULL && at_end);
  enable (self, "win.resume-unfinished",
          at_end && sc_workflow_get_unfinished (self->workflow) != NULL);
  enable (self, "win.open-record", at_end);
  enable (self, "win.show-done", stage == SC_STAGE_CONNECT && at_end);
  enable (self, "win.next-sensor", at_end);
  enable (self, "win.copy-report", record != NULL);
  enable (self, "win.save-report", record != NULL);
  enable (self, "win.save-diagnostics", self->setup.diagnostics != NULL);
  enable (self, "win.print-report", record != NULL);
  enable (self, "win.practise", at_end && self->setup.exercises != NULL);
}
