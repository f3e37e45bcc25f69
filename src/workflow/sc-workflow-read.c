/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be read of the workflow. */

#include "sc-workflow-private.h"

static ScStage
visit_stage (ScWorkflow *self)
{
  switch (sc_visit_get_state (self->visit))
    {
    case SC_VISIT_REVIEWING:
      return SC_STAGE_REVIEW;
    case SC_VISIT_PROVISIONING_EARLY:
    case SC_VISIT_SENDING:
    case SC_VISIT_RELEASING:
      return SC_STAGE_CONNECT;
    case SC_VISIT_SENT:
      return self->done ? SC_STAGE_DONE : SC_STAGE_CONNECT;
    case SC_VISIT_LEAVING:
    case SC_VISIT_FAILED:
      if (sc_visit_sensor_was_changed (self->visit))
        return self->done ? SC_STAGE_DONE : SC_STAGE_CONNECT;
      return SC_STAGE_SENSOR;
    case SC_VISIT_IDLE:
    case SC_VISIT_JOINING:
    case SC_VISIT_IDENTIFYING:
    case SC_VISIT_READING_CERTIFICATE:
    case SC_VISIT_NEEDS_CERTIFICATE:
    case SC_VISIT_COMPARING_NETWORK:
    case SC_VISIT_UNCHANGED:
    case SC_VISIT_N_STATES:
      break;
    }
  return SC_STAGE_SENSOR;
}

/**
 * sc_workflow_get_stage:
 * @self: a workflow
 *
 * Returns: which page the technician should see
 */
ScStage
sc_workflow_get_stage (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), SC_STAGE_PREPARE);
  if (self->viewed != NULL)
    return self->done ? SC_STAGE_DONE : SC_STAGE_CONNECT;
  if (!self->begun)
    return SC_STAGE_PREPARE;
  return visit_stage (self);
}

ScClock *
sc_workflow_get_clock (ScWorkflow *self)
{
  return self->clock;
}

ScLink *
sc_workflow_get_link (ScWorkflow *self)
{
  return self->link;
}

ScModel *
sc_workflow_get_model (ScWorkflow *self)
{
  return self->model;
}

/**
 * sc_workflow_get_home:
 * @self: a workflow
 *
 * Returns: (transfer none): what sees to this computer's own network
 */
ScHomeKeeper *
sc_workflow_get_home (ScWorkflow *self)
{
  return self->home;
}

ScVisit *
sc_workflow_get_visit (ScWorkflow *self)
{
  return self->visit;
}

/**
 * sc_workflow_get_records:
 * @self: a workflow
 *
 * Returns: (transfer none): list of #ScRecord, newest first
 */
GListModel *
sc_workflow_get_records (ScWorkflow *self)
{
  return G_LIST_MODEL (self->book);
}

/**
 * sc_workflow_get_current:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): the record that Connect and Done show
 */
ScRecord *
sc_workflow_get_current (ScWorkflow *self)
{
  return self->viewed != NULL ? self->viewed : sc_visit_get_record (self->visit);
}

/**
 * sc_workflow_get_known_account:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): the account that nobody needs to enter again: what was last
 *   used to sign in, or else what the keyring holds
 */
ScAccount *
sc_workflow_get_known_account (ScWorkflow *self)
{
  ScAccount *account;

  g_return_val_if_fail (SC_IS_WORKFLOW (self), NULL);
  account = sc_session_get_account (self->session);
  return account != NULL ? account : sc_session_get_saved_account (self->session);
}

/**
 * sc_workflow_get_refused_account:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): the account that was last used to sign in, if the cloud did
 *   not accept its client ID and secret
 */
ScAccount *
sc_workflow_get_refused_account (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), NULL);
  return g_error_matches (sc_session_get_error (self->session), SC_ERROR,
                          SC_ERROR_CLOUD_CREDENTIALS)
             ? sc_session_get_account (self->session)
             : NULL;
}

/**
 * sc_workflow_get_refused_network:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): the network that was last tried on this computer, if it did
 *   not accept the password
 */
ScSiteNetwork *
sc_workflow_get_refused_network (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), NULL);
  return sc_site_test_get_state (self->site_test) == SC_SITE_TEST_DONE
                 && sc_site_test_get_result (self->site_test) == SC_SITE_TEST_REFUSED
             ? sc_site_test_get_network (self->site_test)
             : NULL;
}

/**
 * sc_workflow_get_unfinished:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): the newest record with something left to do, outside the
 *   present visit
 */
ScRecord *
sc_workflow_get_unfinished (ScWorkflow *self)
{
  GListModel *book = G_LIST_MODEL (self->book);

  for (guint i = 0; i < g_list_model_get_n_items (book); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (book, i);

      if (record != sc_visit_get_record (self->visit)
          && (sc_record_get_state (record) == SC_RECORD_OPEN
              || sc_record_get_state (record) == SC_RECORD_NEEDS_VISIT))
        return record; /* the book keeps it */
    }
  return NULL;
}

ScPlan
sc_workflow_get_plan (ScWorkflow *self, ScRecord *record)
{
  return sc_follow_up_get_plan (self->follow_up, record);
}

ScSignIn
sc_workflow_get_sign_in (ScWorkflow *self)
{
  return sc_session_get_state (self->session);
}

gboolean
sc_workflow_is_searching_way (ScWorkflow *self)
{
  return sc_session_is_searching (self->session);
}

const GError *
sc_workflow_get_sign_in_error (ScWorkflow *self)
{
  return sc_session_get_error (self->session);
}

ScTenant *
sc_workflow_get_tenant (ScWorkflow *self)
{
  return sc_session_get_tenant (self->session);
}

ScSiteNetwork *
sc_workflow_get_site_network (ScWorkflow *self)
{
  return self->network;
}

/* The record of a sensor whose connection window is open and that is not provisioned yet. Asked for
 * at every change of anything, so no plans are made. */
static ScRecord *
find_in_window (ScWorkflow *self)
{
  GListModel *book = G_LIST_MODEL (self->book);
  ScRecord *visited = sc_visit_state_is_end (sc_visit_get_state (self->visit))
                          ? NULL
                          : sc_visit_get_record (self->visit);
  ScMoment now = sc_clock_moment (self->clock);

  for (guint i = 0; i < g_list_model_get_n_items (book); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (book, i);
      ScPhase phase = sc_plan_get_phase (record, record == visited, &now, self->model);

      if (phase == SC_PHASE_IN_TIME || phase == SC_PHASE_MAYBE_IN_TIME)
        return record; /* the book keeps it */
    }
  return NULL;
}

/* Whether sensors can be visited, or scanned for, without disturbing the way to the cloud: with a
 * second adapter, or where the cloud has answered over another way. */
static gboolean
has_free_radio (ScWorkflow *self)
{
  const char *interface = sc_link_get_adapter (self->link);
  g_autoptr (GPtrArray) adapters = sc_link_list_adapters (self->link);

  for (guint i = 0; i < adapters->len; i++)
    {
      const ScAdapter *adapter = g_ptr_array_index (adapters, i);

      if (g_strcmp0 (adapter->interface, interface) == 0)
        return !adapter->is_taken
               || (sc_follow_up_is_cloud_proven (self->follow_up) && !adapter->is_uplink
                   && g_strcmp0 (interface, sc_way_watch_get_interface (self->way)) != 0);
    }
  return FALSE;
}

/**
 * sc_workflow_get_urgent:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): the record of a sensor whose connection window is open and
 *   that is not provisioned yet, while the radio is needed for the cloud
 */
ScRecord *
sc_workflow_get_urgent (ScWorkflow *self)
{
  ScRecord *urgent = find_in_window (self);

  return urgent != NULL && !has_free_radio (self) ? urgent : NULL;
}

/**
 * sc_workflow_get_hold:
 * @self: a workflow
 *
 * One radio, one thing at a time: the next join is held while a sensor that may still be in time
 * waits for the cloud, which this computer reaches by the same adapter. It is for the technician to
 * decide otherwise. Who joins by hand is not held: nothing is switched here then.
 *
 * Returns: (transfer none) (nullable): the record of the sensor that comes first, see
 *   sc_workflow_get_plan() for how long; %NULL: join
 */
ScRecord *
sc_workflow_get_hold (ScWorkflow *self)
{
  if (!(sc_link_get_abilities (self->link) & SC_LINK_CAN_SWITCH)
      || !sc_visit_state_is_end (sc_visit_get_state (self->visit)))
    return NULL;
  return sc_workflow_get_urgent (self);
}

ScSiteTest *
sc_workflow_get_site_test (ScWorkflow *self)
{
  return self->site_test;
}

/**
 * sc_workflow_can_test_site_network:
 * @self: a workflow
 *
 * Returns: whether sc_workflow_test_site_network() would begin: there is a network with a key this
 *   link can try, no visit needs the radio, and no sensor waits for the cloud
 */
gboolean
sc_workflow_can_test_site_network (ScWorkflow *self)
{
  return self->network != NULL && sc_site_network_get_security (self->network) != SC_SECURITY_WEP
         && (sc_link_get_abilities (self->link) & SC_LINK_CAN_TRY)
         && !sc_site_test_is_running (self->site_test)
         && sc_visit_state_is_end (sc_visit_get_state (self->visit))
         && sc_workflow_get_urgent (self) == NULL;
}

const GError *
sc_workflow_get_keyring_error (ScWorkflow *self)
{
  return sc_session_get_keyring_error (self->session);
}

ScAccount *
sc_workflow_get_saved_account (ScWorkflow *self)
{
  return sc_session_get_saved_account (self->session);
}

/**
 * sc_workflow_get_journal_error:
 * @self: a workflow
 *
 * Returns: (transfer none) (nullable): why records are not being kept; %NULL if they are
 */
const GError *
sc_workflow_get_journal_error (ScWorkflow *self)
{
  return self->journal_error != NULL ? self->journal_error : sc_record_book_get_error (self->book);
}

/**
 * sc_workflow_will_provision_early:
 * @self: a workflow
 *
 * Returns: whether Send, pressed now, would provision before the profile leaves: as the order
 *   says, and by default if the cloud has answered while on the sensor's network
 */
gboolean
sc_workflow_will_provision_early (ScWorkflow *self)
{
  ScRecord *record = sc_visit_get_record (self->visit);

  if (record != NULL && sc_record_get_provision_state (record) == SC_PROVISION_ACCEPTED)
    return FALSE;
  switch (self->order)
    {
    case SC_ORDER_ALWAYS_AFTER:
      return FALSE;
    case SC_ORDER_ALWAYS_EARLY:
      return TRUE;
    case SC_ORDER_AUTO:
      break;
    }
  return self->visit->lease != NULL && sc_follow_up_is_cloud_proven (self->follow_up)
         && (record == NULL
             || sc_tenant_matches (sc_record_get_tenant (record),
                                   sc_session_get_tenant (self->session)));
}

gboolean
sc_workflow_is_cloud_proven (ScWorkflow *self)
{
  return sc_follow_up_is_cloud_proven (self->follow_up);
}

/**
 * sc_workflow_count_open:
 * @self: a workflow
 *
 * Returns: how many records are still watched: closing the window asks about them
 */
guint
sc_workflow_count_open (ScWorkflow *self)
{
  GListModel *book = G_LIST_MODEL (self->book);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (book); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (book, i);
      ScPlan plan = sc_follow_up_get_plan (self->follow_up, record);

      if (plan.phase == SC_PHASE_EARLY || plan.phase == SC_PHASE_SENDING
          || plan.phase == SC_PHASE_PROVISIONED || plan.action == SC_ACTION_PROVISION
          || (plan.phase >= SC_PHASE_IN_TIME && plan.phase <= SC_PHASE_OVERDUE))
        count++;
    }
  return count;
}
