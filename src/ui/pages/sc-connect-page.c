/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-connect-page.h"

#include "sc-account-form.h"
#include "sc-failure-view.h"
#include "sc-figure-view.h"
#include "sc-network-form.h"
#include "sc-site-settings.h"
#include "sc-status-row.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScConnectPage
{
  ScPage parent_instance;

  ScFigureView *figure_view;
  ScFailureView *failure;
  ScNetworkForm *network_form;
  ScAccountForm *account_form;
  ScStatusRow *left_row;
  ScStatusRow *online_row;
  ScStatusRow *provisioned_row;
  ScStatusRow *contact_row;
  GtkButton *stop_button;

  gboolean wants_network_form;
  gboolean wants_account_form;
  gboolean needed_account_form; /* for this record; it stays, for somebody may be typing */
  gboolean signing_in;          /* from this page; closes its form when it is done */
  ScAccount *practice_account;  /* nullable: made-up values of a rehearsal */
  ScRecord *record;             /* nullable: the one the forms were opened for */
};

G_DEFINE_FINAL_TYPE (ScConnectPage, sc_connect_page, SC_TYPE_PAGE)

static ScWorkflow *
workflow_of (ScConnectPage *self)
{
  return sc_page_get_workflow (SC_PAGE (self));
}

/* Once provisioned, only watching needs the cloud: then signing in is offered, not urged. */
static gboolean
must_sign_in (const ScPlan *plan)
{
  return plan->action == SC_ACTION_SIGN_IN && plan->remedy == SC_REMEDY_EDIT_ACCOUNT
         && plan->provisioned_lamp != SC_LAMP_ON;
}

static gboolean
shows_account_form (ScConnectPage *self, const ScPlan *plan)
{
  return self->wants_account_form || self->needed_account_form || must_sign_in (plan);
}

/* Whether a form is open that Back may close. */
static gboolean
is_editing (ScConnectPage *self, const ScPlan *plan)
{
  return self->wants_network_form || (shows_account_form (self, plan) && !must_sign_in (plan));
}

/* A failure of the visit itself, if the record shown is the visit's. */
static const GError *
visit_error (ScConnectPage *self, ScRecord *record)
{
  ScVisit *visit = sc_workflow_get_visit (workflow_of (self));

  if (sc_visit_get_record (visit) != record || sc_visit_get_state (visit) != SC_VISIT_FAILED)
    return NULL;
  return sc_visit_get_error (visit);
}

/* Time */

static gint64
since_start (const ScPlan *plan, gint64 boot_us)
{
  if (plan->window_start_us == 0 || boot_us == 0 || boot_us < plan->window_start_us)
    return -1;
  return boot_us - plan->window_start_us;
}

static void
show_lamp_time (ScStatusRow *row, const ScPlan *plan, gint64 on_us, gint64 now_us)
{
  switch (sc_status_row_get_lamp (row))
    {
    case SC_LAMP_ON:
      sc_status_row_set_elapsed (row, since_start (plan, on_us));
      break;
    case SC_LAMP_WAITING:
      sc_status_row_set_elapsed (row, since_start (plan, now_us));
      break;
    case SC_LAMP_OFF:
    case SC_LAMP_TROUBLE:
      sc_status_row_set_elapsed (row, -1);
      break;
    }
}

static void
show_time (ScConnectPage *self, ScRecord *record, const ScPlan *plan, const ScMoment *now)
{
  sc_figure_view_show (self->figure_view, plan, record, now);
  show_lamp_time (self->left_row, plan, plan->left_since_us, now->boot_us);
  show_lamp_time (self->online_row, plan, plan->online_since_us, now->boot_us);
  show_lamp_time (self->provisioned_row, plan, plan->provisioned_us, now->boot_us);
  show_lamp_time (self->contact_row, plan, plan->contact_us, now->boot_us);
}

/* State */

static const char *
lamp_text (ScLamp lamp, const char *off, const char *waiting, const char *on, const char *trouble)
{
  const char *texts[] = { off, waiting, on, trouble };

  return texts[lamp];
}

static void
show_lamps (ScConnectPage *self, const ScPlan *plan)
{
  gboolean in_contact = plan->phase == SC_PHASE_IN_CONTACT;
  gboolean waits = plan->phase == SC_PHASE_PROVISIONED || plan->phase == SC_PHASE_NEEDS_VISIT;
  ScLamp contact = in_contact                            ? SC_LAMP_ON
                   : plan->phase == SC_PHASE_NEEDS_VISIT ? SC_LAMP_TROUBLE
                                                         : SC_LAMP_WAITING;

  sc_status_row_set_state (
      self->left_row, plan->left_lamp,
      lamp_text (plan->left_lamp, _ ("Not yet"), _ ("Waiting for its network to go away"),
                 C_ ("a sensor’s network", "Gone"),
                 plan->error == SC_ERROR_SENSOR_AP_CAME_BACK ? _ ("Its network is back")
                                                             : _ ("Its network is still there")));
  sc_status_row_set_state (self->online_row, plan->online_lamp,
                           lamp_text (plan->online_lamp, _ ("On the sensor’s network"),
                                      _ ("Looking for a way online"), _ ("Online"),
                                      _ ("Not online")));
  sc_status_row_set_state (self->provisioned_row, plan->provisioned_lamp,
                           lamp_text (plan->provisioned_lamp, _ ("Not yet"),
                                      _ ("Waiting for the cloud to accept it"),
                                      _ ("Accepted by the cloud"), _ ("Not accepted")));
  sc_status_row_set_state (
      self->contact_row, contact,
      lamp_text (contact, NULL, _ ("Normally within 1–20 minutes; nothing to wait for here"),
                 _ ("The sensor reports to the cloud"), _ ("None after 25 minutes")));
  gtk_widget_set_visible (GTK_WIDGET (self->contact_row), in_contact || waits);
}

static void
show_failure (ScConnectPage *self, ScRecord *record, const ScPlan *plan)
{
  const GError *error = visit_error (self, record);
  ScChanged changed = sc_record_was_changed (record) ? SC_CHANGED_YES : SC_CHANGED_NO;

  sc_failure_view_set_record (self->failure, record);
  /* An open form is the next step already. Being signed out is no failure: form or button say it.
   */
  if (self->wants_network_form)
    sc_failure_view_show (self->failure, NULL, changed);
  /* The sentence under the figure, the lamp and the button say all of it already. */
  else if (error == NULL && plan->error == SC_ERROR_UPLINK_NONE)
    sc_failure_view_show (self->failure, NULL, changed);
  else if (plan->error == SC_ERROR_CLOUD_SIGNED_OUT)
    sc_failure_view_show (self->failure, sc_workflow_get_sign_in_error (workflow_of (self)),
                          SC_CHANGED_IRRELEVANT);
  else if (error != NULL)
    sc_failure_view_show (self->failure, error, changed);
  else if (plan->cloud_detail != NULL && plan->error == plan->cloud_error)
    sc_failure_view_show (self->failure, plan->cloud_detail, changed);
  else
    sc_failure_view_show_code (self->failure, plan->error, changed);
}

/* A sensor that came back was given the network in use, and that did not work. */
static void
show_refused (ScConnectPage *self, const ScPlan *plan)
{
  ScWorkflow *workflow = workflow_of (self);

  sc_network_form_set_refused (self->network_form,
                               plan->error == SC_ERROR_SENSOR_AP_CAME_BACK
                                   ? sc_workflow_get_site_network (workflow)
                                   : sc_workflow_get_refused_network (workflow));
  sc_account_form_set_refused (self->account_form, sc_workflow_get_refused_account (workflow));
}

/* What asked for the account may have become the smaller trouble since: the form stays until the
 * account works. */
static void
follow_sign_in (ScConnectPage *self, const ScPlan *plan)
{
  ScSignIn sign_in = sc_workflow_get_sign_in (workflow_of (self));

  if (self->signing_in && sign_in == SC_SIGN_IN_DONE)
    self->wants_account_form = FALSE;
  if (sign_in != SC_SIGN_IN_BUSY)
    self->signing_in = FALSE;
  if (must_sign_in (plan))
    self->needed_account_form = TRUE;
  else if (sign_in == SC_SIGN_IN_DONE && plan->action != SC_ACTION_SIGN_IN)
    self->needed_account_form = FALSE;
}

static void
show_forms (ScConnectPage *self, const ScPlan *plan)
{
  ScWorkflow *workflow = workflow_of (self);
  ScAccount *account = sc_workflow_get_known_account (workflow);

  follow_sign_in (self, plan);
  show_refused (self, plan);
  sc_network_form_show (self->network_form, self->wants_network_form,
                        sc_workflow_get_site_network (workflow));
  sc_account_form_show (self->account_form, shows_account_form (self, plan),
                        account != NULL ? account : self->practice_account);
  gtk_widget_set_sensitive (GTK_WIDGET (self->account_form),
                            sc_workflow_get_sign_in (workflow) != SC_SIGN_IN_BUSY);
}

/* Asking the cloud again does not help a sensor that has no site network yet. */
static gboolean
needs_visit (const ScPlan *plan)
{
  return plan->phase == SC_PHASE_READ || plan->phase == SC_PHASE_PROVISIONED_NOT_SENT
         || plan->phase == SC_PHASE_REFUSED;
}

/* The button for what the plan asks of the technician; both NULL if it asks nothing. */
static void
find_primary (ScConnectPage *self, ScRecord *record, const ScPlan *plan, const char **label,
              const char **action)
{
  const GError *error = visit_error (self, record);
  ScRemedy remedy = error != NULL ? sc_error_get_info_for (error)->remedy : plan->remedy;

  *label = NULL;
  *action = NULL;
  if (plan->error == SC_ERROR_CLOUD_SIGNED_OUT)
    return;
  sc_failure_view_get_remedy (remedy, label, action);
  if (needs_visit (plan)
      && (*action == NULL || g_str_equal (*action, "win.retry")
          || g_str_equal (*action, "win.visit-again")))
    {
      *label = _ ("_Visit the Sensor");
      *action = "win.visit-again";
    }
  if (*label != NULL)
    return;
  if (plan->phase == SC_PHASE_ASLEEP || plan->phase == SC_PHASE_OVERDUE)
    {
      *label = _ ("_Try Now");
      *action = "win.retry";
    }
  else if (plan->phase == SC_PHASE_STOPPED)
    {
      *label = _ ("_Help with It Again");
      *action = "win.resume-helping";
    }
}

static void
show_form_buttons (ScConnectPage *self, const ScPlan *plan)
{
  gboolean opened = is_editing (self, plan);

  sc_page_set_primary (SC_PAGE (self),
                       self->wants_network_form ? _ ("_Send Again") : _ ("_Sign In"), "win.go-on");
  sc_page_set_secondary (SC_PAGE (self), opened ? _ ("_Back") : _ ("_Later"),
                         opened ? "win.back" : "win.show-done");
}

/* "Go On" leaves the rest to the background; while something is left to do here that is "Later".
 * While a deadline runs it is there, but nothing that Enter would press. */
static void
show_buttons (ScConnectPage *self, ScRecord *record, const ScPlan *plan)
{
  ScPage *page = SC_PAGE (self);
  ScVisitState state = sc_visit_get_state (sc_workflow_get_visit (workflow_of (self)));
  gboolean at_end = sc_visit_state_is_end (state);
  gboolean counts = plan->phase == SC_PHASE_IN_TIME || plan->phase == SC_PHASE_MAYBE_IN_TIME;
  const char *label;
  const char *action;

  if (sc_workflow_get_sign_in (workflow_of (self)) == SC_SIGN_IN_BUSY)
    {
      sc_page_set_primary (page, NULL, NULL);
      sc_page_set_secondary (page, _ ("_Cancel"), "win.cancel-sign-in");
      return;
    }
  if (self->wants_network_form || shows_account_form (self, plan))
    {
      show_form_buttons (self, plan);
      return;
    }

  find_primary (self, record, plan, &label, &action);
  if (label != NULL || counts)
    {
      sc_page_set_primary (page, label, action);
      sc_page_set_secondary (page, at_end ? _ ("_Later") : NULL, "win.show-done");
      return;
    }
  sc_page_set_primary (page, at_end ? _ ("_Go On") : NULL, "win.show-done");
  sc_page_set_secondary (page, plan->action == SC_ACTION_SIGN_IN ? _ ("_Sign In") : NULL,
                         "win.edit-account");
}

static void
show_heading (ScConnectPage *self, ScRecord *record)
{
  const char *id = sc_record_get_sensor_id (record);
  /* Translators: %s is a sensor's ID. */
  g_autofree char *heading = g_strdup_printf (_ ("Sensor %s"), id != NULL ? id : "");

  sc_page_set_heading (SC_PAGE (self), heading);
}

static void
sc_connect_page_update (ScPage *page)
{
  ScConnectPage *self = SC_CONNECT_PAGE (page);
  ScWorkflow *workflow = workflow_of (self);
  ScRecord *record = sc_workflow_get_current (workflow);
  ScVisitState state = sc_visit_get_state (sc_workflow_get_visit (workflow));
  ScPlan plan;

  if (record == NULL)
    return;
  if (g_set_object (&self->record, record))
    {
      self->wants_network_form = FALSE;
      self->wants_account_form = FALSE;
      self->needed_account_form = FALSE;
    }

  plan = sc_workflow_get_plan (workflow, record);
  show_heading (self, record);
  show_lamps (self, &plan);
  show_failure (self, record, &plan);
  show_forms (self, &plan);
  show_buttons (self, record, &plan);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button),
                          sc_visit_state_is_end (state)
                              && sc_record_get_state (record) == SC_RECORD_OPEN);
}

static void
sc_connect_page_tick (ScPage *page, const ScMoment *now)
{
  ScConnectPage *self = SC_CONNECT_PAGE (page);
  ScRecord *record = sc_workflow_get_current (workflow_of (self));
  ScPlan plan;

  if (record == NULL)
    return;
  plan = sc_workflow_get_plan (workflow_of (self), record);
  show_time (self, record, &plan, now);
}

static gint64
sc_connect_page_get_anchor_us (ScPage *page)
{
  ScConnectPage *self = SC_CONNECT_PAGE (page);
  ScRecord *record = sc_workflow_get_current (workflow_of (self));
  ScPlan plan;

  if (record == NULL)
    return 0;
  plan = sc_workflow_get_plan (workflow_of (self), record);
  switch (plan.phase)
    {
    case SC_PHASE_IN_TIME:
    case SC_PHASE_MAYBE_IN_TIME:
    case SC_PHASE_ASLEEP:
    case SC_PHASE_OVERDUE:
    case SC_PHASE_PROVISIONED:
      return plan.window_start_us;
    default:
      return 0;
    }
}

/* Forms */

static void
submit_network (ScConnectPage *self)
{
  ScWorkflow *workflow = workflow_of (self);
  g_autoptr (ScSiteNetwork) network = NULL;

  if (!sc_network_form_check (self->network_form))
    return;
  network = sc_network_form_take (self->network_form);
  if (network == NULL)
    return;
  self->wants_network_form = FALSE;
  sc_site_settings_save (sc_page_get_settings (SC_PAGE (self)), network);
  sc_workflow_set_site_network (workflow, network);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.visit-again", NULL);
}

static void
submit_account (ScConnectPage *self)
{
  g_autoptr (ScAccount) account = NULL;

  if (!sc_account_form_check (self->account_form))
    return;
  account = sc_account_form_take (self->account_form);
  if (account == NULL)
    return;
  self->signing_in = TRUE;
  sc_workflow_sign_in (workflow_of (self), account,
                       sc_account_form_get_remember (self->account_form));
}

static void
sc_connect_page_submit (ScPage *page)
{
  ScConnectPage *self = SC_CONNECT_PAGE (page);

  if (self->wants_network_form)
    submit_network (self);
  else
    submit_account (self);
}

static void
sc_connect_page_attached (ScPage *page)
{
  ScConnectPage *self = SC_CONNECT_PAGE (page);

  sc_figure_view_set_model (self->figure_view, sc_workflow_get_model (workflow_of (self)));
  sc_network_form_set_link (self->network_form, sc_workflow_get_link (workflow_of (self)));
  if (sc_page_get_settings (page) != NULL)
    sc_account_form_restore (self->account_form, sc_page_get_settings (page));
}

/**
 * sc_connect_page_fill:
 * @self: a page
 * @prefill: made-up values of a rehearsal
 *
 * For a sensor of an earlier run, which one can go on with before Prepare. As if they had been
 * entered before: nothing of it stands in an entry. The site network is not filled in: what was
 * really sent is the one to begin with.
 */
void
sc_connect_page_fill (ScConnectPage *self, const ScPrefill *prefill)
{
  g_autoptr (ScSecret) id = NULL;
  g_autoptr (ScSecret) secret = NULL;

  g_return_if_fail (SC_IS_CONNECT_PAGE (self));

  if (prefill->endpoint == NULL || prefill->client_id == NULL || prefill->client_secret == NULL)
    return;
  id = sc_secret_new (prefill->client_id, -1);
  secret = sc_secret_new (prefill->client_secret, -1);
  self->practice_account = sc_account_new (prefill->endpoint, id, secret, prefill->ca_file, NULL);
}

/**
 * sc_connect_page_edit_network:
 * @self: a page
 *
 * Opens the form in which a refused Wi-Fi password is corrected.
 */
void
sc_connect_page_edit_network (ScConnectPage *self)
{
  g_return_if_fail (SC_IS_CONNECT_PAGE (self));

  self->wants_network_form = TRUE;
  sc_page_update (SC_PAGE (self));
  sc_network_form_focus_key (self->network_form);
}

/**
 * sc_connect_page_edit_account:
 * @self: a page
 *
 * Opens the form in which one signs in again.
 */
void
sc_connect_page_edit_account (ScConnectPage *self)
{
  g_return_if_fail (SC_IS_CONNECT_PAGE (self));

  self->wants_account_form = TRUE;
  sc_page_update (SC_PAGE (self));
  sc_account_form_focus (self->account_form);
}

/**
 * sc_connect_page_stop_editing:
 * @self: a page
 *
 * Closes forms that were opened. What was typed in them is forgotten.
 */
void
sc_connect_page_stop_editing (ScConnectPage *self)
{
  g_return_if_fail (SC_IS_CONNECT_PAGE (self));

  if (self->wants_network_form)
    sc_network_form_discard (self->network_form);
  if (self->wants_account_form || self->needed_account_form)
    sc_account_form_discard (self->account_form);
  self->wants_network_form = FALSE;
  self->wants_account_form = FALSE;
  self->needed_account_form = FALSE;
  sc_page_update (SC_PAGE (self));
}

static void
sc_connect_page_dispose (GObject *object)
{
  ScConnectPage *self = SC_CONNECT_PAGE (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->practice_account, sc_account_unref);

  G_OBJECT_CLASS (sc_connect_page_parent_class)->dispose (object);
}

static void
sc_connect_page_class_init (ScConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ScPageClass *page_class = SC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_connect_page_dispose;
  page_class->attached = sc_connect_page_attached;
  page_class->update = sc_connect_page_update;
  page_class->tick = sc_connect_page_tick;
  page_class->get_anchor_us = sc_connect_page_get_anchor_us;
  page_class->submit = sc_connect_page_submit;

  g_type_ensure (SC_TYPE_ACCOUNT_FORM);
  g_type_ensure (SC_TYPE_FAILURE_VIEW);
  g_type_ensure (SC_TYPE_NETWORK_FORM);
  g_type_ensure (SC_TYPE_STATUS_ROW);
  g_type_ensure (SC_TYPE_FIGURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-connect-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScConnectPage, name)
  BIND (figure_view);
  BIND (failure);
  BIND (network_form);
  BIND (account_form);
  BIND (left_row);
  BIND (online_row);
  BIND (provisioned_row);
  BIND (contact_row);
  BIND (stop_button);
#undef BIND
}

static void
sc_connect_page_init (ScConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  sc_ui_wrap_button_label (self->stop_button);
  sc_failure_view_set_has_button (self->failure, FALSE);
}
