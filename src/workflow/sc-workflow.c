/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-workflow-private.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScWorkflow, sc_workflow, G_TYPE_OBJECT)

static void
emit_changed (ScWorkflow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* While the way back takes its usual time there is nothing to say; if it takes longer this computer
 * is simply offline, and the technician can help. */
static gboolean
is_on_sensor_ap (ScWorkflow *self)
{
  return (self->visit->lease != NULL && !self->visit->is_slow_to_return)
         || sc_site_test_is_running (self->site_test);
}

/* Passes on what one engine needs to know of the other. */
static void
on_engines_changed (ScWorkflow *self)
{
  gboolean under_way = !sc_visit_state_is_end (sc_visit_get_state (self->visit));

  sc_follow_up_set_visited (self->follow_up, under_way ? sc_visit_get_record (self->visit) : NULL);
  sc_follow_up_set_on_sensor_ap (self->follow_up, is_on_sensor_ap (self));
  sc_visit_set_early (self->visit, sc_workflow_will_provision_early (self));
  sc_link_set_quiet (self->link, sc_workflow_get_urgent (self) != NULL);
  emit_changed (self);
}

static void on_site_test_changed (ScWorkflow *self);

static void
on_session_changed (ScWorkflow *self)
{
  ScTenant *tenant = sc_session_get_tenant (self->session);

  if (tenant != self->visit->next_tenant)
    {
      sc_visit_set_tenant (self->visit, tenant);
      sc_follow_up_set_tenant (self->follow_up, tenant);
    }
  on_engines_changed (self);
}

/**
 * sc_workflow_new:
 * @ports: the outside world; referenced
 * @model: the sensor family
 *
 * Returns: (transfer full): a workflow at Prepare, with no records
 */
ScWorkflow *
sc_workflow_new (const ScPorts *ports, ScModel *model)
{
  ScWorkflow *self = g_object_new (SC_TYPE_WORKFLOW, NULL);

  self->clock = g_object_ref (ports->clock);
  self->link = g_object_ref (ports->link);
  self->way = sc_way_watch_new (ports->clock, ports->link, ports->cloud);
  self->session = sc_session_new (ports->cloud, ports->keyring, self->way);
  self->model = sc_model_ref (model);
  self->book = sc_record_book_new (ports->journal);
  self->visit = sc_visit_new (ports->clock, ports->link, ports->sensor, model, self->book);
  self->follow_up =
      sc_follow_up_new (ports->clock, ports->link, ports->cloud, self->way, model, self->book);
  self->home = sc_home_keeper_new (ports->clock, ports->link, ports->journal);
  g_signal_connect_object (self->home, "changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  self->site_test = sc_site_test_new (ports->clock, ports->link, ports->cloud);
  g_signal_connect_object (self->site_test, "changed", G_CALLBACK (on_site_test_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit, "changed", G_CALLBACK (on_engines_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follow_up, "changed", G_CALLBACK (on_engines_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (on_engines_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->link, "changed", G_CALLBACK (on_engines_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sc_workflow_load:
 * @self: a workflow
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Takes up the records of earlier runs, and where this computer was before. Call once, at the
 * start.
 *
 * Returns: whether the journal could be read
 */
gboolean
sc_workflow_load (ScWorkflow *self, GError **error)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), FALSE);
  g_clear_error (&self->journal_error);
  if (!sc_record_book_load (self->book, &self->journal_error)
      || !sc_home_keeper_load (self->home, &self->journal_error))
    {
      g_propagate_error (error, g_error_copy (self->journal_error));
      return FALSE;
    }
  emit_changed (self);
  return TRUE;
}

/* Prepare */

/**
 * sc_workflow_sign_in:
 * @self: a workflow
 * @account: validated; referenced
 * @remember: whether to save it in the keyring once it works
 *
 * Fetches a token. An account that was signed in before is signed out first.
 */
void
sc_workflow_sign_in (ScWorkflow *self, ScAccount *account, gboolean remember)
{
  g_return_if_fail (SC_IS_WORKFLOW (self) && account != NULL);
  sc_session_sign_in (self->session, account, remember);
}

/**
 * sc_workflow_cancel_sign_in:
 * @self: a workflow
 *
 * Takes effect at once.
 */
void
sc_workflow_cancel_sign_in (ScWorkflow *self)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  sc_session_cancel (self->session);
}

/**
 * sc_workflow_sign_out:
 * @self: a workflow
 *
 * Forgets account and token, not what the keyring holds. Does nothing during a visit.
 */
void
sc_workflow_sign_out (ScWorkflow *self)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  if (sc_visit_state_is_end (sc_visit_get_state (self->visit)))
    sc_session_sign_out (self->session);
}

/**
 * sc_workflow_look_up_account:
 * @self: a workflow
 *
 * Asks the keyring; `changed` follows, then see sc_workflow_get_saved_account() and
 * sc_workflow_get_keyring_error().
 */
void
sc_workflow_look_up_account (ScWorkflow *self)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  sc_session_look_up_account (self->session);
}

/**
 * sc_workflow_forget_account:
 * @self: a workflow
 *
 * Removes the saved account from the keyring.
 */
void
sc_workflow_forget_account (ScWorkflow *self)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  sc_session_forget_account (self->session);
}

/**
 * sc_workflow_set_site_network:
 * @self: a workflow
 * @network: (nullable): the factory's Wi-Fi, validated
 */
void
sc_workflow_set_site_network (ScWorkflow *self, ScSiteNetwork *network)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  if (network != NULL)
    sc_site_network_ref (network);
  sc_site_test_cancel (self->site_test); /* it is of another */
  g_clear_pointer (&self->network, sc_site_network_unref);
  self->network = network;
  sc_visit_set_site_network (self->visit, network);
  emit_changed (self);
}

/**
 * sc_workflow_test_site_network:
 * @self: a workflow
 *
 * Tries the site network on this laptop; see sc_workflow_get_site_test(). Nothing waits for it.
 *
 * Returns: whether it began, see sc_workflow_can_test_site_network()
 */
gboolean
sc_workflow_test_site_network (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), FALSE);
  self->begins_after = FALSE;
  return sc_workflow_can_test_site_network (self)
         && sc_site_test_start (self->site_test, self->network);
}

/**
 * sc_workflow_set_certificate_path:
 * @self: a workflow
 * @path: (nullable): the certificate's address on the sensor, validated; %NULL: the model's
 */
void
sc_workflow_set_certificate_path (ScWorkflow *self, const char *path)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  sc_visit_set_certificate_path (self->visit, path);
  emit_changed (self);
}

/**
 * sc_workflow_set_order:
 * @self: a workflow
 * @order: when to provision
 */
void
sc_workflow_set_order (ScWorkflow *self, ScProvisionOrder order)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  self->order = order;
  on_engines_changed (self);
}

/* Where the technician is */

/**
 * sc_workflow_begin:
 * @self: a workflow
 *
 * From Prepare to Sensor.
 *
 * Returns: %FALSE without sign-in or site network
 */
gboolean
sc_workflow_begin (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), FALSE);
  if (sc_session_get_tenant (self->session) == NULL || self->network == NULL)
    return FALSE;
  self->begins_after = FALSE;
  sc_site_test_cancel (self->site_test);
  g_clear_object (&self->viewed);
  if (sc_visit_state_is_end (sc_visit_get_state (self->visit)))
    sc_visit_reset (self->visit);
  self->begun = TRUE;
  self->done = FALSE;
  emit_changed (self);
  return TRUE;
}

/**
 * sc_workflow_begin_after_test:
 * @self: a workflow
 *
 * Tests the site network, then goes from Prepare to Sensor by itself if it works.
 * sc_workflow_begin() does not wait for that.
 *
 * Returns: whether the test began
 */
gboolean
sc_workflow_begin_after_test (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), FALSE);
  if (sc_session_get_tenant (self->session) == NULL || !sc_workflow_test_site_network (self))
    return FALSE;
  self->begins_after = TRUE;
  return TRUE;
}

/**
 * sc_workflow_stay:
 * @self: a workflow at Prepare
 *
 * Somebody changes something there: a test that is running may go on, but nothing follows from it
 * by itself.
 */
void
sc_workflow_stay (ScWorkflow *self)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  self->begins_after = FALSE;
}

static void
on_site_test_changed (ScWorkflow *self)
{
  if (self->begins_after && !sc_site_test_is_running (self->site_test))
    {
      self->begins_after = FALSE;
      if (sc_site_test_result_is_good (sc_site_test_get_result (self->site_test)))
        sc_workflow_begin (self);
    }
  on_engines_changed (self);
}

/**
 * sc_workflow_back_to_prepare:
 * @self: a workflow
 *
 * A visit that has not sent anything is cancelled; everything typed stays.
 *
 * Returns: %FALSE once the profile is on its way
 */
gboolean
sc_workflow_back_to_prepare (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), FALSE);
  if (!sc_visit_state_is_end (sc_visit_get_state (self->visit))
      && sc_visit_get_state (self->visit) != SC_VISIT_LEAVING && !sc_visit_cancel (self->visit))
    return FALSE;
  g_clear_object (&self->viewed);
  self->begun = FALSE;
  self->done = FALSE;
  emit_changed (self);
  return TRUE;
}

/**
 * sc_workflow_next_sensor:
 * @self: a workflow
 *
 * The present record goes on in the background.
 *
 * Returns: %FALSE while a visit is under way
 */
gboolean
sc_workflow_next_sensor (ScWorkflow *self)
{
  g_return_val_if_fail (SC_IS_WORKFLOW (self), FALSE);
  if (!sc_visit_reset (self->visit))
    return FALSE;
  g_clear_object (&self->viewed);
  self->begun = sc_session_get_tenant (self->session) != NULL && self->network != NULL;
  self->done = FALSE;
  emit_changed (self);
  return TRUE;
}

/**
 * sc_workflow_show_done:
 * @self: a workflow
 *
 * From Connect to Done; what is under way goes on.
 */
void
sc_workflow_show_done (ScWorkflow *self)
{
  g_return_if_fail (SC_IS_WORKFLOW (self));
  if (sc_workflow_get_stage (self) != SC_STAGE_CONNECT)
    return;
  self->done = TRUE;
  emit_changed (self);
}

/**
 * sc_workflow_open_record:
 * @self: a workflow
 * @record: one of its records
 *
 * Shows it on Connect, or on Done if nothing more is to happen. Does nothing during a visit.
 */
void
sc_workflow_open_record (ScWorkflow *self, ScRecord *record)
{
  g_return_if_fail (SC_IS_WORKFLOW (self) && SC_IS_RECORD (record));
  if (!sc_visit_state_is_end (sc_visit_get_state (self->visit)))
    return;
  g_set_object (&self->viewed, record);
  self->done = sc_record_get_state (record) == SC_RECORD_IN_CONTACT
               || sc_record_get_state (record) == SC_RECORD_UNCHANGED
               || sc_record_get_state (record) == SC_RECORD_STOPPED;
  emit_changed (self);
}

/**
 * sc_workflow_stop_record:
 * @self: a workflow
 * @record: one of its records
 *
 * "Stop helping, keep the record."
 */
void
sc_workflow_stop_record (ScWorkflow *self, ScRecord *record)
{
  g_return_if_fail (SC_IS_WORKFLOW (self) && SC_IS_RECORD (record));
  sc_record_book_write (self->book, record, sc_step_new (SC_STEP_STOPPED, self->clock));
}

/**
 * sc_workflow_resume_record:
 * @self: a workflow
 * @record: one of its records
 *
 * Goes on helping with a record that was stopped, or needs a visit.
 */
void
sc_workflow_resume_record (ScWorkflow *self, ScRecord *record)
{
  g_return_if_fail (SC_IS_WORKFLOW (self) && SC_IS_RECORD (record));
  sc_record_book_write (self->book, record, sc_step_new (SC_STEP_RESUMED, self->clock));
  sc_follow_up_try_now (self->follow_up, record);
}

/**
 * sc_workflow_try_now:
 * @self: a workflow
 * @record: one of its records
 *
 * Does not wait for the next try.
 */
void
sc_workflow_try_now (ScWorkflow *self, ScRecord *record)
{
  g_return_if_fail (SC_IS_WORKFLOW (self) && SC_IS_RECORD (record));
  sc_follow_up_try_now (self->follow_up, record);
}

static void
on_last_test_changed (ScSiteTest *test, GTask *task)
{
  if (sc_site_test_is_running (test) || g_task_get_completed (task))
    return;
  g_signal_handlers_disconnect_by_func (test, on_last_test_changed, task);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Without a visit, the laptop may be away for a test. */
static void
wait_for_test (ScWorkflow *self, GTask *task)
{
  if (!sc_site_test_is_running (self->site_test))
    g_task_return_boolean (task, TRUE);
  else /* disconnected there; the task is held until then */
    g_signal_connect (self->site_test, "changed", G_CALLBACK (on_last_test_changed),
                      g_object_ref (task));
}

static void
on_visit_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (sc_visit_shut_down_finish (SC_VISIT (source), result, &error))
    wait_for_test (g_task_get_source_object (task), task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sc_workflow_shut_down_async:
 * @self: a workflow
 * @cancellable: (nullable): unused; the laptop's network is restored in any case
 * @callback: called when the laptop is free
 * @user_data: for @callback
 *
 * Ends everything under way.
 */
void
sc_workflow_shut_down_async (ScWorkflow *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sc_workflow_shut_down_async);
  sc_session_cancel (self->session);
  sc_site_test_cancel (self->site_test);
  sc_follow_up_stop (self->follow_up);
  sc_visit_shut_down_async (self->visit, on_visit_shut_down, g_steal_pointer (&task));
}

/**
 * sc_workflow_shut_down_finish:
 * @self: a workflow
 * @result: from the callback
 * @error: why the laptop's network could not be restored
 *
 * Returns: whether the laptop is free
 */
gboolean
sc_workflow_shut_down_finish (ScWorkflow *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sc_workflow_dispose (GObject *object)
{
  ScWorkflow *self = SC_WORKFLOW (object);

  if (self->session != NULL)
    sc_session_cancel (self->session);
  if (self->follow_up != NULL)
    sc_follow_up_stop (self->follow_up);
  /* What follows makes the parts speak, and the other parts are gone then. */
  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);
  if (self->visit != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->visit, self);
      g_signal_handlers_disconnect_by_data (self->book, self);
      sc_visit_abandon (self->visit);
    }
  g_clear_object (&self->home);
  if (self->site_test != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->site_test, self);
      sc_site_test_cancel (self->site_test);
    }
  g_clear_object (&self->site_test);
  g_clear_object (&self->follow_up);
  g_clear_object (&self->visit);
  g_clear_object (&self->session);
  g_clear_object (&self->way);
  g_clear_object (&self->book);
  g_clear_object (&self->viewed);
  G_OBJECT_CLASS (sc_workflow_parent_class)->dispose (object);
}

static void
sc_workflow_finalize (GObject *object)
{
  ScWorkflow *self = SC_WORKFLOW (object);

  g_clear_error (&self->journal_error);
  g_clear_pointer (&self->network, sc_site_network_unref);
  g_clear_pointer (&self->model, sc_model_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  G_OBJECT_CLASS (sc_workflow_parent_class)->finalize (object);
}

static void
sc_workflow_class_init (ScWorkflowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_workflow_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_workflow_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_WORKFLOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_workflow_init (ScWorkflow *self G_GNUC_UNUSED)
{
}
