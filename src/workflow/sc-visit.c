/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The visit: its states, and the lease it owns. */

#include "sc-visit-private.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScVisit, sc_visit, G_TYPE_OBJECT)

/* One request to the sensor, so that a late answer finds out that it is late. */
typedef struct
{
  ScVisit *visit;
  ScRecord *record;
  ScSensorCall call;
  guint serial;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->visit);
  g_clear_object (&call->record);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

void
sc_visit_emit_changed (ScVisit *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sc_visit_stop_waiting:
 * @self: a visit
 *
 * Ends what the present state was waiting for: its answers are late from now on.
 */
void
sc_visit_stop_waiting (ScVisit *self)
{
  self->serial++;
  sc_clock_clear_timer (self->clock, &self->timer);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->tries = 0;
}

static void
on_lease_lost (ScVisit *self)
{
  /* From Send on this is what should happen. */
  if (self->state == SC_VISIT_SENDING || self->state == SC_VISIT_RELEASING
      || self->state == SC_VISIT_LEAVING || sc_visit_state_is_end (self->state))
    return;
  sc_visit_leave (
      self, g_error_new_literal (SC_ERROR, SC_ERROR_LINK_LOST, "The lease was lost before Send"));
}

static void
take_lease (ScVisit *self, ScLease *lease)
{
  self->lease = lease;
  g_signal_connect_object (lease, "lost", G_CALLBACK (on_lease_lost), self, G_CONNECT_SWAPPED);
}

static void
drop_lease (ScVisit *self)
{
  if (self->lease == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->lease, on_lease_lost, self);
  g_clear_object (&self->lease);
}

static void start_join (ScVisit *self);

static void
on_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScVisit) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sc_lease_release_finish (SC_LEASE (source), result, &error))
    g_warning ("Leaving the sensor's network: %s", error->message);
  if (self->state != SC_VISIT_LEAVING)
    return;
  drop_lease (self);
  if (error != NULL && !self->end_failed)
    { /* a visit that was cancelled, but this has to be said */
      self->end_failed = TRUE;
      sc_visit_set_error (self, g_steal_pointer (&error));
    }
  sc_visit_enter (self, self->end_failed ? SC_VISIT_FAILED : SC_VISIT_UNCHANGED);
}

static void
start_leaving (ScVisit *self)
{
  if (self->lease != NULL)
    sc_lease_release_async (self->lease, NULL, on_left, g_object_ref (self));
  else if (!self->joining) /* else the end of the join ends this */
    sc_visit_enter (self, self->end_failed ? SC_VISIT_FAILED : SC_VISIT_UNCHANGED);
}

/* On entering a state, start its one operation. */
static void
start_state (ScVisit *self)
{
  switch (self->state)
    {
    case SC_VISIT_JOINING:
      start_join (self);
      break;
    case SC_VISIT_IDENTIFYING:
      sc_visit_read_identify (self);
      break;
    case SC_VISIT_READING_CERTIFICATE:
      sc_visit_read_certificate (self);
      break;
    case SC_VISIT_COMPARING_NETWORK:
      sc_visit_read_compare (self);
      break;
    case SC_VISIT_PROVISIONING_EARLY:
      sc_visit_send_early (self);
      break;
    case SC_VISIT_SENDING:
      sc_visit_send_profile (self);
      break;
    case SC_VISIT_RELEASING:
      sc_visit_send_release (self);
      break;
    case SC_VISIT_LEAVING:
      start_leaving (self);
      break;
    case SC_VISIT_SENT:
      drop_lease (self);
      break;
    case SC_VISIT_IDLE:
    case SC_VISIT_NEEDS_CERTIFICATE:
    case SC_VISIT_REVIEWING:
    case SC_VISIT_UNCHANGED:
    case SC_VISIT_FAILED:
    case SC_VISIT_N_STATES:
      break;
    }
}

/**
 * sc_visit_enter:
 * @self: a visit
 * @state: where to go; must be an edge of the table
 *
 * The only place that changes the state.
 */
void
sc_visit_enter (ScVisit *self, ScVisitState state)
{
  if (!sc_visit_state_may_follow (self->state, state))
    {
      g_critical ("The visit cannot go from %s to %s", sc_visit_state_to_string (self->state),
                  sc_visit_state_to_string (state));
      return;
    }
  g_debug ("Visit: %s", sc_visit_state_to_string (state));
  sc_visit_stop_waiting (self);
  self->state = state;
  self->since_us = sc_clock_now_us (self->clock);
  self->is_slow_to_return = FALSE;
  start_state (self);
  sc_visit_emit_changed (self);
}

/**
 * sc_visit_set_error:
 * @self: a visit
 * @error: (transfer full) (nullable): what to show
 */
void
sc_visit_set_error (ScVisit *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

/**
 * sc_visit_leave:
 * @self: a visit
 * @error: (transfer full) (nullable): the failure; %NULL if the technician cancelled
 *
 * Ends the visit: restores the laptop, then UNCHANGED or FAILED.
 */
void
sc_visit_leave (ScVisit *self, GError *error)
{
  self->end_failed = error != NULL;
  if (error != NULL)
    sc_visit_set_error (self, error);
  if (self->early_pending)
    sc_visit_send_withdraw (self);
  if (self->record != NULL && !self->sensor_changed)
    sc_record_book_write (self->book, self->record,
                          sc_step_new_code (SC_STEP_LEFT_UNCHANGED, self->clock, error));
  sc_visit_enter (self, SC_VISIT_LEAVING);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = sc_sensor_call_finish (SC_SENSOR (source), result, &error);
  GDestroyNotify free_value = sc_sensor_call_result_free_func (call->call);
  ScVisit *self = call->visit;

  if (call->serial != self->serial)
    { /* Late: never moves the state, but what a changing call did is always written. */
      if (sc_sensor_call_changes_sensor (call->call) && call->record != NULL)
        sc_visit_send_record_answer (self, call->record, call->call, error);
      if (value != NULL && free_value != NULL)
        free_value (value);
      return;
    }
  if (self->state == SC_VISIT_SENDING)
    sc_visit_send_answer (self, call->call, value, error);
  else
    sc_visit_read_answer (self, call->call, value, error);
  if (value != NULL && free_value != NULL)
    free_value (value);
}

/**
 * sc_visit_call:
 * @self: a visit with a lease
 * @call: what to ask
 * @argument: see #ScSensorCall
 *
 * Asks the sensor; the answer goes to sc_visit_read_answer() or sc_visit_send_answer().
 */
void
sc_visit_call (ScVisit *self, ScSensorCall call, gconstpointer argument)
{
  Call *data = g_new0 (Call, 1);

  data->visit = g_object_ref (self);
  data->record = self->record != NULL ? g_object_ref (self->record) : NULL;
  data->call = call;
  data->serial = self->serial;
  self->tries++;
  sc_sensor_call_async (self->sensor, self->lease, call, argument, self->cancellable, on_answer,
                        data);
}

/**
 * sc_visit_wait:
 * @self: a visit
 * @delay_us: how long, µs
 * @func: called with the visit, unless the state is left before; it must set `timer` to 0 first
 */
void
sc_visit_wait (ScVisit *self, gint64 delay_us, ScClockFunc func)
{
  sc_clock_clear_timer (self->clock, &self->timer);
  self->timer =
      sc_clock_add_timer (self->clock, sc_clock_now_us (self->clock) + delay_us, func, self);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScLease) lease = sc_link_join_finish (SC_LINK (source), result, &error);
  ScVisit *self = call->visit;

  self->joining = FALSE;
  if (lease != NULL)
    take_lease (self, g_steal_pointer (&lease));
  if (self->state == SC_VISIT_LEAVING)
    start_leaving (self);
  else if (call->serial != self->serial)
    drop_lease (self);
  else if (error != NULL)
    sc_visit_leave (self, g_steal_pointer (&error));
  else
    sc_visit_enter (self, SC_VISIT_IDENTIFYING);
  if (self->shut_down != NULL)
    sc_visit_end_shut_down (self);
}

static void
start_join (ScVisit *self)
{
  Call *data = g_new0 (Call, 1);

  data->visit = g_object_ref (self);
  data->serial = self->serial;
  self->joining = TRUE;
  sc_link_join_async (self->link, self->access_point, self->cancellable, on_joined, data);
}

/**
 * sc_visit_forget_sensor:
 * @self: a visit that has ended
 *
 * Forgets the last sensor, not what the workflow settled.
 */
void
sc_visit_forget_sensor (ScVisit *self)
{
  drop_lease (self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_pointer (&self->heard_networks, g_ptr_array_unref);
  self->heard = SC_HEARD_UNKNOWN;
  self->candidate = 0;
  g_clear_error (&self->certificate_error);
  self->send_rounds = 0;
  self->early_pending = FALSE;
  self->end_failed = FALSE;
  self->sensor_changed = FALSE;
  sc_visit_set_error (self, NULL);
}

static void
sc_visit_finalize (GObject *object)
{
  ScVisit *self = SC_VISIT (object);

  sc_clock_clear_timer (self->clock, &self->timer);
  sc_visit_forget_sensor (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->access_point);
  g_clear_pointer (&self->next_network, sc_site_network_unref);
  g_clear_pointer (&self->next_tenant, sc_tenant_unref);
  g_clear_pointer (&self->network, sc_site_network_unref);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  g_clear_object (&self->shut_down);
  g_free (self->certificate_path);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  g_clear_object (&self->sensor);
  g_clear_pointer (&self->model, sc_model_unref);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (sc_visit_parent_class)->finalize (object);
}

static void
sc_visit_class_init (ScVisitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_visit_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_VISIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sc_visit_init (ScVisit *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sc_visit_new:
 * @clock: time
 * @link: the laptop's networks
 * @sensor: the calls to a sensor
 * @model: the sensor's family
 * @book: where steps are written
 *
 * Returns: (transfer full): an idle visit
 */
ScVisit *
sc_visit_new (ScClock *clock, ScLink *link, ScSensor *sensor, ScModel *model, ScRecordBook *book)
{
  ScVisit *self = g_object_new (SC_TYPE_VISIT, NULL);

  self->clock = g_object_ref (clock);
  self->link = g_object_ref (link);
  self->sensor = g_object_ref (sensor);
  self->model = sc_model_ref (model);
  self->book = g_object_ref (book);
  self->since_us = sc_clock_now_us (clock);
  return self;
}

/**
 * sc_visit_set_site_network:
 * @self: a visit
 * @network: (nullable): what sensors are given, from the next visit on
 */
void
sc_visit_set_site_network (ScVisit *self, ScSiteNetwork *network)
{
  g_clear_pointer (&self->next_network, sc_site_network_unref);
  if (network != NULL)
    self->next_network = sc_site_network_ref (network);
}

/**
 * sc_visit_set_tenant:
 * @self: a visit
 * @tenant: (nullable): whose sensors they become, from the next visit on
 */
void
sc_visit_set_tenant (ScVisit *self, ScTenant *tenant)
{
  g_clear_pointer (&self->next_tenant, sc_tenant_unref);
  if (tenant != NULL)
    self->next_tenant = sc_tenant_ref (tenant);
}

/**
 * sc_visit_set_certificate_path:
 * @self: a visit
 * @path: (nullable): the certificate's address, validated; %NULL: the model's, or its candidates
 */
void
sc_visit_set_certificate_path (ScVisit *self, const char *path)
{
  g_autofree char *old = self->certificate_path;

  self->certificate_path = g_strdup (path);
}

/**
 * sc_visit_set_early:
 * @self: a visit
 * @early: whether Send, pressed from now on, provisions before the profile leaves
 */
void
sc_visit_set_early (ScVisit *self, gboolean early)
{
  self->early = early;
}

/**
 * sc_visit_get_state:
 * @self: a visit
 *
 * Returns: where it stands
 */
ScVisitState
sc_visit_get_state (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), SC_VISIT_IDLE);
  return self->state;
}

/**
 * sc_visit_get_record:
 * @self: a visit
 *
 * Returns: (transfer none) (nullable): the sensor's record; %NULL until it is identified
 */
ScRecord *
sc_visit_get_record (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), NULL);
  return self->record;
}

/**
 * sc_visit_get_error:
 * @self: a visit
 *
 * Returns: (transfer none) (nullable): the failure, or why the present state needs the technician
 */
const GError *
sc_visit_get_error (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), NULL);
  return self->error;
}

/**
 * sc_visit_sensor_was_changed:
 * @self: a visit
 *
 * Returns: whether a call that changes the sensor has left this laptop in this visit
 */
gboolean
sc_visit_sensor_was_changed (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  return self->sensor_changed;
}

/**
 * sc_visit_get_heard:
 * @self: a visit
 *
 * Returns: whether the sensor hears the site network, as far as it was asked
 */
ScHeard
sc_visit_get_heard (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), SC_HEARD_UNKNOWN);
  return self->heard;
}

/**
 * sc_visit_get_state_since_us:
 * @self: a visit
 *
 * Returns: when the present state was entered, boot time in µs
 */
gint64
sc_visit_get_state_since_us (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), 0);
  return self->since_us;
}

/**
 * sc_visit_get_access_point:
 * @self: a visit
 *
 * Returns: (transfer none) (nullable): the network it began with; %NULL if joined by hand
 */
ScAccessPoint *
sc_visit_get_access_point (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), NULL);
  return self->access_point;
}

/**
 * sc_visit_get_certificate_doubts:
 * @self: a visit
 *
 * Returns: warnings about the certificate; none before it is read
 */
ScCertificateDoubt
sc_visit_get_certificate_doubts (ScVisit *self)
{
  ScCertificate *certificate;

  g_return_val_if_fail (SC_IS_VISIT (self), SC_CERTIFICATE_DOUBT_NONE);
  certificate = self->record != NULL ? sc_record_get_certificate (self->record) : NULL;
  if (certificate == NULL)
    return SC_CERTIFICATE_DOUBT_NONE;
  return sc_certificate_judge (certificate, sc_record_get_sensor_id (self->record),
                               sc_clock_wall_us (self->clock));
}
