/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-prepare-page.h"

#include "sc-account-form.h"
#include "sc-certificate-group.h"
#include "sc-computer-group.h"
#include "sc-fact-row.h"
#include "sc-failure-view.h"
#include "sc-format.h"
#include "sc-home-group.h"
#include "sc-network-form.h"
#include "sc-sentence.h"
#include "sc-site-settings.h"
#include "sc-site-test-group.h"
#include "sc-status-row.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _ScPreparePage
{
  ScPage parent_instance;

  ScHomeGroup *home_group;
  AdwPreferencesGroup *old_journal_group;
  ScFactRow *old_journal_row;
  AdwPreferencesGroup *unfinished_group;
  AdwPreferencesGroup *practise_group;
  AdwActionRow *unfinished_row;
  ScFailureView *journal_failure;
  ScFailureView *failure;
  ScAccountForm *account_form;
  GtkWidget *account_group;
  GtkWidget *change_account_button;
  ScStatusRow *signed_in_row;
  ScFactRow *tenant_row;
  ScFactRow *role_row;
  ScFactRow *endpoint_row;
  ScNetworkForm *network_form;
  GtkWidget *network_group;
  ScFactRow *name_row;
  ScFactRow *security_row;
  ScSiteTestGroup *site_test_group;
  ScCertificateGroup *certificate_group;
  ScComputerGroup *computer_group;

  gboolean is_practice;        /* the forms were filled with made-up values */
  gboolean wants_account_form; /* "Change" was pressed */
  gboolean wants_network_form;
  gint64 busy_since_us; /* boot time */
};

G_DEFINE_FINAL_TYPE (ScPreparePage, sc_prepare_page, SC_TYPE_PAGE)

static ScWorkflow *
workflow_of (ScPreparePage *self)
{
  return sc_page_get_workflow (SC_PAGE (self));
}

/* The form is there until the account works, unless the keyring has one. */
static gboolean
shows_account_form (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);

  if (self->wants_account_form)
    return TRUE;
  switch (sc_workflow_get_sign_in (workflow))
    {
    case SC_SIGN_IN_DONE:
      return FALSE;
    case SC_SIGN_IN_BUSY:
    case SC_SIGN_IN_NONE:
      return sc_workflow_get_saved_account (workflow) == NULL;
    case SC_SIGN_IN_FAILED:
      break;
    }
  return TRUE;
}

/* The keyring may answer late, after somebody has been asked for its password. */
static void
keep_what_is_typed (ScPreparePage *self)
{
  if (sc_account_form_is_typed (self->account_form)
      && sc_workflow_get_sign_in (workflow_of (self)) == SC_SIGN_IN_NONE
      && sc_workflow_get_saved_account (workflow_of (self)) != NULL)
    self->wants_account_form = TRUE;
}

/* Whether another account was refused, or not answered: the saved one is still there. */
static gboolean
may_give_up_sign_in (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);

  return sc_workflow_get_sign_in (workflow) == SC_SIGN_IN_FAILED
         && sc_workflow_get_saved_account (workflow) != NULL;
}

static gboolean
shows_network_form (ScPreparePage *self)
{
  return self->wants_network_form || sc_workflow_get_site_network (workflow_of (self)) == NULL;
}

/**
 * sc_prepare_page_is_editing:
 * @self: a page
 *
 * Returns: whether a form is open that could be closed without losing what works
 */
gboolean
sc_prepare_page_is_editing (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);

  g_return_val_if_fail (SC_IS_PREPARE_PAGE (self), FALSE);
  return (self->wants_account_form
          && (sc_workflow_get_tenant (workflow) != NULL
              || sc_workflow_get_saved_account (workflow) != NULL))
         || may_give_up_sign_in (self)
         || (self->wants_network_form && sc_workflow_get_site_network (workflow) != NULL);
}

static void
update_unfinished (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);
  ScRecord *record = sc_workflow_get_unfinished (workflow);
  ScMoment now = sc_clock_moment (sc_workflow_get_clock (workflow));
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;
  const char *id;
  ScPlan plan;

  gtk_widget_set_visible (GTK_WIDGET (self->unfinished_group), record != NULL);
  if (record == NULL)
    return;

  id = sc_record_get_sensor_id (record);
  plan = sc_workflow_get_plan (workflow, record);
  sentence = sc_sentence_short (&plan, &now);
  /* Translators: %s is a sensor's ID. */
  title = g_strdup_printf (_ ("Sensor %s"), id != NULL ? id : _ ("without a name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unfinished_row), title);
  adw_action_row_set_subtitle (self->unfinished_row, sentence);
}

/* Offered to those who have not begun anything yet. */
static void
update_practise (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);
  GListModel *records = sc_workflow_get_records (workflow);

  gtk_widget_set_visible (GTK_WIDGET (self->practise_group),
                          !self->is_practice && g_list_model_get_n_items (records) == 0
                              && sc_workflow_get_tenant (workflow) == NULL
                              && sc_workflow_get_saved_account (workflow) == NULL);
}

static void
update_account (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);
  ScTenant *tenant = sc_workflow_get_tenant (workflow);
  ScAccount *saved = sc_workflow_get_saved_account (workflow);
  gboolean busy = sc_workflow_get_sign_in (workflow) == SC_SIGN_IN_BUSY;
  gboolean form = shows_account_form (self);
  g_autofree char *name = NULL;

  if (busy) /* only out of sight: nobody knows yet what comes of it */
    gtk_widget_set_visible (GTK_WIDGET (self->account_form), FALSE);
  else
    sc_account_form_show (self->account_form, form, sc_workflow_get_known_account (workflow));
  gtk_widget_set_visible (self->account_group, !form || busy);
  gtk_widget_set_visible (self->change_account_button, !busy);
  sc_account_form_set_refused (self->account_form, sc_workflow_get_refused_account (workflow));
  /* With the form there, the primary button does it. */
  sc_failure_view_set_has_button (self->failure, !form);
  sc_failure_view_show (self->failure, sc_workflow_get_sign_in_error (workflow),
                        SC_CHANGED_IRRELEVANT);

  if (busy)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signed_in_row), _ ("Signing in"));
      sc_status_row_set_state (self->signed_in_row, SC_LAMP_WAITING,
                               sc_workflow_is_searching_way (workflow)
                                   ? _ ("Looking for another way to the cloud")
                                   : _ ("Waiting for the cloud to answer"));
    }
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signed_in_row),
                                     tenant != NULL ? _ ("Signed in") : _ ("Saved in the keyring"));
      sc_status_row_set_state (self->signed_in_row, tenant != NULL ? SC_LAMP_ON : SC_LAMP_OFF,
                               tenant != NULL ? _ ("The cloud accepted client ID and secret")
                                              : _ ("Client ID and secret are entered"));
      sc_status_row_set_elapsed (self->signed_in_row, -1);
    }
  g_object_set (self->signed_in_row, "timed", busy, NULL);

  name = tenant != NULL ? sc_format_tenant (tenant) : NULL;
  sc_fact_row_set_value (self->tenant_row, busy ? NULL : name);
  sc_fact_row_set_value (self->role_row,
                         busy || tenant == NULL ? NULL : sc_tenant_get_role (tenant));
  sc_fact_row_set_value (self->endpoint_row, busy             ? NULL
                                             : tenant != NULL ? sc_tenant_get_endpoint (tenant)
                                             : saved != NULL  ? sc_account_get_endpoint (saved)
                                                              : NULL);
}

static void
update_network (ScPreparePage *self)
{
  ScSiteNetwork *network = sc_workflow_get_site_network (workflow_of (self));
  gboolean form = shows_network_form (self);
  g_autofree char *name = NULL;
  g_autofree char *security = NULL;

  sc_network_form_show (self->network_form, form, network);
  sc_network_form_set_refused (self->network_form,
                               sc_workflow_get_refused_network (workflow_of (self)));
  gtk_widget_set_visible (self->network_group, !form);
  if (network == NULL)
    return;

  name = sc_ssid_to_display (sc_site_network_get_ssid (network));
  if (sc_site_network_get_key (network) != NULL)
    /* Translators: %s is a kind of security, such as WPA3. */
    security = g_strdup_printf (_ ("%s, password entered"),
                                sc_format_security (sc_site_network_get_security (network)));
  else
    security = g_strdup (sc_format_security (sc_site_network_get_security (network)));
  sc_fact_row_set_value (self->name_row, name);
  sc_fact_row_set_value (self->security_row, security);
}

static void
update_buttons (ScPreparePage *self)
{
  ScPage *page = SC_PAGE (self);

  if (sc_workflow_get_sign_in (workflow_of (self)) == SC_SIGN_IN_BUSY)
    {
      sc_page_set_primary (page, NULL, NULL);
      sc_page_set_secondary (page, _ ("_Cancel"), "win.cancel-sign-in");
      return;
    }
  if (sc_site_test_is_running (sc_workflow_get_site_test (workflow_of (self)))
      && !sc_prepare_page_is_editing (self))
    {
      sc_page_set_primary (page, _ ("Go On _without It"), "win.go-on");
      sc_page_set_secondary (page, _ ("_Cancel"), "win.cancel-site-test");
      return;
    }
  sc_page_set_primary (page,
                       shows_account_form (self)
                               || sc_workflow_get_tenant (workflow_of (self)) == NULL
                           ? _ ("_Sign In")
                       : sc_site_test_group_objects (self->site_test_group, workflow_of (self))
                           ? _ ("Continue _Anyway")
                           : _ ("_Continue"),
                       "win.go-on");
  sc_page_set_secondary (page, sc_prepare_page_is_editing (self) ? _ ("_Back") : NULL, "win.back");
}

/* To try again here would be to go on with something else: a record is written anew by itself. */
static void
show_journal_failure (ScPreparePage *self)
{
  const GError *error = sc_workflow_get_journal_error (workflow_of (self));

  sc_failure_view_set_has_button (self->journal_failure,
                                  error != NULL
                                      && sc_error_get_info_for (error)->remedy == SC_REMEDY_REPORT);
  sc_failure_view_show (self->journal_failure, error, SC_CHANGED_IRRELEVANT);
}

static void
sc_prepare_page_update (ScPage *page)
{
  ScPreparePage *self = SC_PREPARE_PAGE (page);
  ScWorkflow *workflow = workflow_of (self);
  ScSignIn sign_in = sc_workflow_get_sign_in (workflow);
  gboolean was_busy = self->busy_since_us != 0;

  if (was_busy && sign_in == SC_SIGN_IN_DONE)
    self->wants_account_form = FALSE;
  if (sign_in != SC_SIGN_IN_BUSY)
    self->busy_since_us = 0;
  else if (self->busy_since_us == 0)
    self->busy_since_us = sc_clock_now_us (sc_workflow_get_clock (workflow));

  show_journal_failure (self);
  sc_home_group_show (self->home_group, sc_workflow_get_home (workflow));
  update_unfinished (self);
  update_practise (self);
  keep_what_is_typed (self);
  update_account (self);
  update_network (self);
  sc_site_test_group_show (self->site_test_group, workflow, sc_page_get_settings (page),
                           shows_network_form (self));
  sc_computer_group_show (self->computer_group, workflow, sc_page_get_settings (page));
  update_buttons (self);
  gtk_widget_set_visible (
      GTK_WIDGET (self->certificate_group),
      sc_model_get_path (sc_workflow_get_model (workflow), SC_MODEL_PATH_CERTIFICATE) == NULL);
  if (was_busy && sign_in != SC_SIGN_IN_BUSY)
    sc_page_focus_heading (page); /* what had the focus is gone; what went wrong is at the top */
}

static void
sc_prepare_page_tick (ScPage *page, const ScMoment *now)
{
  ScPreparePage *self = SC_PREPARE_PAGE (page);

  if (self->busy_since_us != 0)
    sc_status_row_set_elapsed (self->signed_in_row, now->boot_us - self->busy_since_us);
  sc_site_test_group_tick (self->site_test_group, workflow_of (self), now->boot_us);
  if (gtk_widget_get_visible (GTK_WIDGET (self->unfinished_group)))
    update_unfinished (self);
}

static gint64
sc_prepare_page_get_anchor_us (ScPage *page)
{
  ScPreparePage *self = SC_PREPARE_PAGE (page);
  ScWorkflow *workflow = workflow_of (self);
  ScRecord *record = sc_workflow_get_unfinished (workflow);
  ScPlan plan;

  if (self->busy_since_us != 0)
    return self->busy_since_us;
  if (sc_site_test_is_running (sc_workflow_get_site_test (workflow)))
    return sc_site_test_get_since_us (sc_workflow_get_site_test (workflow));
  if (record == NULL)
    return 0;
  plan = sc_workflow_get_plan (workflow, record);
  return plan.phase == SC_PHASE_IN_TIME ? plan.window_start_us : 0;
}

/* Handing over */

static void
hand_over_network (ScPreparePage *self)
{
  GSettings *settings = sc_page_get_settings (SC_PAGE (self));
  g_autoptr (ScSiteNetwork) network = sc_network_form_take (self->network_form);

  if (network == NULL)
    return;
  self->wants_network_form = FALSE;
  sc_site_settings_save (settings, network);
  sc_workflow_set_site_network (workflow_of (self), network);
}

static void
hand_over_account (ScPreparePage *self)
{
  g_autoptr (ScAccount) account = sc_account_form_take (self->account_form);

  if (account != NULL)
    sc_workflow_sign_in (workflow_of (self), account,
                         sc_account_form_get_remember (self->account_form));
}

static gboolean
check_all (ScPreparePage *self, gboolean account, gboolean network)
{
  gboolean good = TRUE;

  /* Last to first, so that the focus ends on the first that is wrong. */
  if (!sc_certificate_group_is_good (self->certificate_group))
    {
      sc_certificate_group_focus (self->certificate_group);
      good = FALSE;
    }
  if (network && !sc_network_form_check (self->network_form))
    good = FALSE;
  if (account && !sc_account_form_check (self->account_form))
    good = FALSE;
  return good;
}

static void
begin (ScPreparePage *self)
{
  ScWorkflow *workflow = workflow_of (self);

  sc_page_update (SC_PAGE (self)); /* the network may be new */
  if (sc_site_test_group_wants_test (self->site_test_group, workflow))
    sc_workflow_begin_after_test (workflow);
  else
    sc_workflow_begin (workflow);
}

static void
sc_prepare_page_submit (ScPage *page)
{
  ScPreparePage *self = SC_PREPARE_PAGE (page);
  ScWorkflow *workflow = workflow_of (self);
  gboolean account = shows_account_form (self);
  gboolean network = shows_network_form (self);

  if (sc_workflow_get_sign_in (workflow) == SC_SIGN_IN_BUSY || !check_all (self, account, network))
    return;

  sc_workflow_set_certificate_path (workflow,
                                    sc_certificate_group_get_path (self->certificate_group));
  if (network)
    hand_over_network (self);
  if (account)
    hand_over_account (self);
  else if (sc_workflow_get_tenant (workflow) == NULL)
    sc_workflow_sign_in (workflow, sc_workflow_get_saved_account (workflow), TRUE);
  else
    begin (self);
}

/* Filling in */

static void
restore (ScPreparePage *self, GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, "site-ssid");
  g_autoptr (GBytes) ssid = g_variant_get_data_as_bytes (value);

  sc_account_form_restore (self->account_form, settings);
  sc_certificate_group_bind (self->certificate_group, settings);
  sc_network_form_fill (self->network_form, ssid, g_settings_get_enum (settings, "site-security"));
}

static void
sc_prepare_page_attached (ScPage *page)
{
  ScPreparePage *self = SC_PREPARE_PAGE (page);

  sc_network_form_set_link (self->network_form, sc_workflow_get_link (sc_page_get_workflow (page)));
  if (sc_page_get_settings (page) != NULL)
    restore (self, sc_page_get_settings (page));
}

/**
 * sc_prepare_page_fill:
 * @self: a page
 * @prefill: made-up values of a rehearsal
 */
void
sc_prepare_page_fill (ScPreparePage *self, const ScPrefill *prefill)
{
  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  self->is_practice = TRUE;
  sc_account_form_fill (self->account_form, prefill->endpoint, prefill->ca_file);
  sc_account_form_fill_secrets (self->account_form, prefill->client_id, prefill->client_secret);
  if (prefill->ssid != NULL)
    {
      g_autoptr (GBytes) ssid = g_bytes_new (prefill->ssid, strlen (prefill->ssid));

      sc_network_form_fill (self->network_form, ssid,
                            prefill->key == NULL ? SC_SECURITY_OPEN : SC_SECURITY_WPA);
    }
  if (prefill->key != NULL)
    sc_network_form_fill_key (self->network_form, prefill->key);
}

/**
 * sc_prepare_page_tell_old_journal:
 * @self: a page
 * @path: (nullable): where the file of a damaged journal is now; %NULL: there was none
 * @stays: whether it is still there when the program has ended
 *
 * Says so for as long as the window is there: somebody may have to look for it.
 */
void
sc_prepare_page_tell_old_journal (ScPreparePage *self, const char *path, gboolean stays)
{
  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  sc_fact_row_set_value (self->old_journal_row, path);
  adw_preferences_group_set_description (
      self->old_journal_group,
      stays ? _ ("The damaged one holds the earlier sensor records. Keep it: an expert may still "
                 "read certificates from it.")
            : _ ("The damaged one holds the earlier sensor records. It belongs to this exercise "
                 "and is deleted with it."));
  gtk_widget_set_visible (GTK_WIDGET (self->old_journal_group), path != NULL);
}

/**
 * sc_prepare_page_edit_account:
 * @self: a page
 *
 * Opens the account's form, with the one that is in use.
 */
void
sc_prepare_page_edit_account (ScPreparePage *self)
{
  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  self->wants_account_form = TRUE;
  sc_workflow_stay (workflow_of (self));
  sc_page_update (SC_PAGE (self));
  sc_account_form_focus (self->account_form);
}

/**
 * sc_prepare_page_edit_network:
 * @self: a page
 *
 * Opens the site network's form, with the one that is in use.
 */
void
sc_prepare_page_edit_network (ScPreparePage *self)
{
  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  self->wants_network_form = TRUE;
  sc_workflow_stay (workflow_of (self));
  sc_page_update (SC_PAGE (self));
  sc_network_form_focus_key (self->network_form);
}

/**
 * sc_prepare_page_edit_certificate_path:
 * @self: a page
 *
 * Leads to the certificate's address.
 */
void
sc_prepare_page_edit_certificate_path (ScPreparePage *self)
{
  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  sc_certificate_group_focus (self->certificate_group);
}

/**
 * sc_prepare_page_stop_editing:
 * @self: a page
 *
 * Closes forms that were opened by "Change", or because the saved account did not work. What was
 * typed in them is forgotten.
 */
void
sc_prepare_page_stop_editing (ScPreparePage *self)
{
  gboolean gives_up;

  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  gives_up = may_give_up_sign_in (self);
  if (self->wants_account_form || gives_up)
    sc_account_form_discard (self->account_form);
  if (self->wants_network_form)
    sc_network_form_discard (self->network_form);
  self->wants_account_form = FALSE;
  self->wants_network_form = FALSE;
  if (gives_up)
    sc_workflow_sign_out (workflow_of (self));
  sc_page_update (SC_PAGE (self));
}

/**
 * sc_prepare_page_focus_first:
 * @self: a page
 *
 * Puts the focus where typing starts, if something is missing, else on the heading.
 */
void
sc_prepare_page_focus_first (ScPreparePage *self)
{
  g_return_if_fail (SC_IS_PREPARE_PAGE (self));

  if (!shows_account_form (self) || !sc_account_form_focus_empty (self->account_form))
    sc_page_focus_heading (SC_PAGE (self));
}

static void
sc_prepare_page_class_init (ScPreparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ScPageClass *page_class = SC_PAGE_CLASS (klass);

  page_class->attached = sc_prepare_page_attached;
  page_class->update = sc_prepare_page_update;
  page_class->tick = sc_prepare_page_tick;
  page_class->get_anchor_us = sc_prepare_page_get_anchor_us;
  page_class->submit = sc_prepare_page_submit;

  g_type_ensure (SC_TYPE_ACCOUNT_FORM);
  g_type_ensure (SC_TYPE_CERTIFICATE_GROUP);
  g_type_ensure (SC_TYPE_COMPUTER_GROUP);
  g_type_ensure (SC_TYPE_HOME_GROUP);
  g_type_ensure (SC_TYPE_NETWORK_FORM);
  g_type_ensure (SC_TYPE_FACT_ROW);
  g_type_ensure (SC_TYPE_FAILURE_VIEW);
  g_type_ensure (SC_TYPE_SITE_TEST_GROUP);
  g_type_ensure (SC_TYPE_STATUS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-prepare-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScPreparePage, name)
  BIND (home_group);
  BIND (old_journal_group);
  BIND (old_journal_row);
  BIND (unfinished_group);
  BIND (practise_group);
  BIND (unfinished_row);
  BIND (journal_failure);
  BIND (failure);
  BIND (account_form);
  BIND (account_group);
  BIND (change_account_button);
  BIND (signed_in_row);
  BIND (tenant_row);
  BIND (role_row);
  BIND (endpoint_row);
  BIND (network_form);
  BIND (network_group);
  BIND (name_row);
  BIND (security_row);
  BIND (site_test_group);
  BIND (certificate_group);
  BIND (computer_group);
#undef BIND
}

static void
sc_prepare_page_init (ScPreparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
