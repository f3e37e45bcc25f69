/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-follow-up.h"

#include "sc-cloud-answer.h"
#include "sc-presence.h"

#include <string.h>

/* What is known of one record besides its steps. Lives as long as the program. */
typedef struct
{
  ScFollowUp *follow_up; /* unowned */
  ScRecord *record;      /* unowned: the book keeps it */
  GError *last_error;
  ScAction last_failed; /* the call with @last_error */
  gint64 last_failure_us;
  gint64 last_ask_us;
  guint cloud_failures;
  gboolean busy;
  gboolean asked_again;
  gboolean conflict_verified;
} Entry;

struct _ScFollowUp
{
  GObject parent_instance;

  ScClock *clock;
  ScLink *link;
  ScCloud *cloud;
  ScModel *model;
  ScRecordBook *book;

  GHashTable *entries; /* ScRecord to Entry */
  GCancellable *cancellable;
  ScTenant *tenant;
  ScUplink uplink;
  gboolean on_sensor_ap;
  ScRecord *visited;    /* (nullable): of the visit under way */
  ScRecord *identified; /* (nullable) (unowned): of the last visit: the book keeps it */
  gboolean cloud_proven;
  ScWayWatch *way;
  gboolean stopped;
  gint64 last_regain_us;
  guint timer;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScFollowUp, sc_follow_up, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_clear_error (&entry->last_error);
  g_free (entry);
}

static Entry *
get_entry (ScFollowUp *self, ScRecord *record)
{
  Entry *entry = g_hash_table_lookup (self->entries, record);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->follow_up = self;
      entry->record = record;
      g_hash_table_insert (self->entries, g_object_ref (record), entry);
    }
  return entry;
}

static void
forget_failures (Entry *entry)
{
  g_clear_error (&entry->last_error);
  entry->cloud_failures = 0;
  entry->last_failure_us = 0;
  entry->conflict_verified = FALSE;
}

static ScPlan
make_plan (ScFollowUp *self, Entry *entry)
{
  ScMoment now = sc_clock_moment (self->clock);
  ScEvidence evidence = {
    .uplink = self->uplink,
    .cloud_proven = self->cloud_proven,
    .way = sc_way_watch_get (self->way),
    .on_sensor_ap = self->on_sensor_ap,
    .visiting = entry->record == self->visited,
    .tenant = self->tenant,
    .last_ask_us = entry->last_ask_us,
    .cloud_failures = entry->cloud_failures,
    .last_error = entry->last_error,
    .last_failed = entry->last_failed,
    .last_failure_us = entry->last_failure_us,
    .asked_again = entry->asked_again,
    .conflict_verified = entry->conflict_verified,
    .last_regain_us = self->last_regain_us,
  };

  return sc_plan_make (entry->record, &evidence, &now, self->model);
}

static void
write_step (ScFollowUp *self, ScRecord *record, ScStep *step)
{
  sc_record_book_write (self->book, record, step);
}

static void
set_proven (ScFollowUp *self, Entry *entry)
{
  self->cloud_proven = TRUE;
  sc_way_watch_prove (self->way);
  if (sc_record_get_window_start (entry->record) != NULL && !self->on_sensor_ap
      && sc_record_find_current_step (entry->record, SC_STEP_UPLINK_BACK) == NULL)
    write_step (self, entry->record, sc_step_new (SC_STEP_UPLINK_BACK, self->clock));
}

static void
call_failed (ScFollowUp *self, Entry *entry, ScAction call, const GError *error)
{
  g_clear_error (&entry->last_error);
  entry->last_error = g_error_copy (error);
  entry->last_failed = call;
  entry->last_failure_us = sc_clock_now_us (self->clock);
  entry->cloud_failures++;
  /* Any answer of the API itself proves the way to it. */
  if (sc_error_get_http_status (error) != 0
      && !g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_NOT_API)
      && !g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_PROXY))
    set_proven (self, entry);
  else if (!g_error_matches (error, SC_ERROR, SC_ERROR_JOURNAL_FAILED))
    {
      self->cloud_proven = FALSE;
      sc_way_watch_doubt (self->way, error);
    }
}

static void
take_sensor (ScFollowUp *self, Entry *entry, ScCloudSensor *sensor)
{
  gboolean conflict = g_error_matches (entry->last_error, SC_ERROR, SC_ERROR_CLOUD_CONFLICT);

  if (conflict && (sensor == NULL || sc_cloud_sensor_get_provisioned (sensor) == NULL))
    entry->conflict_verified = TRUE;
  else
    forget_failures (entry);
  if (sc_cloud_answer_note (self->book, self->clock, entry->record, entry->record == self->visited,
                            sensor))
    entry->asked_again = TRUE;
}

static Entry *
call_over (gpointer user_data)
{
  Entry *entry = user_data;

  entry->busy = FALSE;
  return entry;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScCloudSensor) sensor = NULL;
  g_autoptr (GError) error = NULL;
  gboolean answered = sc_cloud_get_sensor_finish (SC_CLOUD (source), result, &sensor, &error);
  Entry *entry = call_over (user_data);
  g_autoptr (ScFollowUp) self = entry->follow_up;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answered)
    {
      entry->last_ask_us = sc_clock_now_us (self->clock);
      set_proven (self, entry);
      take_sensor (self, entry, sensor);
    }
  else
    {
      call_failed (self, entry, SC_ACTION_ASK, error);
    }
  sc_follow_up_poke (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The cloud's own name for the sensor, where it stated one that could be another sensor's. */
static gboolean
is_other_sensor (ScFollowUp *self, ScRecord *record, ScCloudSensor *sensor)
{
  const char *ours = sc_record_get_sensor_id (record);
  const char *theirs = sc_cloud_sensor_get_id (sensor);

  return theirs != NULL && g_strcmp0 (ours, theirs) != 0 && sc_model_id_matches (self->model, ours)
         && sc_model_id_matches (self->model, theirs);
}

static void
take_accepted (ScFollowUp *self, Entry *entry, ScCloudSensor *sensor)
{
  ScStep *step = sc_step_new_text (SC_STEP_PROVISION_ACCEPTED, self->clock,
                                   sc_cloud_sensor_get_provisioned (sensor),
                                   sc_cloud_sensor_get_provisioned_by (sensor));

  const char *id = sc_cloud_sensor_get_id (sensor);

  if (id != NULL && g_strcmp0 (id, sc_record_get_sensor_id (entry->record)) != 0)
    step->blob = g_bytes_new (id, strlen (id));
  if (is_other_sensor (self, entry->record, sensor))
    step->code = SC_ERROR_IDENTITY_CONFLICT;
  forget_failures (entry);
  set_proven (self, entry);
  write_step (self, entry->record, step);
}

static void
on_provisioned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCloudSensor) sensor = sc_cloud_provision_finish (SC_CLOUD (source), result, &error);
  Entry *entry = call_over (user_data);
  g_autoptr (ScFollowUp) self = entry->follow_up;
  gboolean lost;

  /* Cancelled: it stays asked, and is settled at the next start. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sensor != NULL)
    {
      take_accepted (self, entry, sensor);
    }
  else
    {
      lost = g_error_matches (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_LOST);
      call_failed (self, entry, SC_ACTION_PROVISION, error);
      write_step (self, entry->record,
                  sc_step_new_code (lost ? SC_STEP_PROVISION_LOST : SC_STEP_PROVISION_FAILED,
                                    self->clock, error));
    }
  sc_follow_up_poke (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Where what we made of the sensor's name does not look like an ID, the cloud knows better, once it
 * has read the certificate (ADI, "Connecting to the cloud": the reply's `sensorId` is what is asked
 * for). */
static const char *
get_id_for_cloud (ScFollowUp *self, ScRecord *record)
{
  const char *ours = sc_record_get_sensor_id (record);
  const char *theirs = sc_record_get_cloud_id (record);

  return theirs != NULL && !sc_model_id_matches (self->model, ours) ? theirs : ours;
}

static void
start_ask (ScFollowUp *self, Entry *entry)
{
  entry->busy = TRUE;
  g_object_ref (self);
  sc_cloud_get_sensor_async (self->cloud, sc_record_get_tenant (entry->record),
                             get_id_for_cloud (self, entry->record), self->cancellable, on_asked,
                             entry);
}

static void
start_provision (ScFollowUp *self, Entry *entry)
{
  g_autoptr (GError) error = NULL;
  ScCertificate *certificate = sc_record_get_certificate (entry->record);

  if (certificate == NULL)
    return;
  if (!sc_record_book_write_first (self->book, entry->record,
                                   sc_step_new (SC_STEP_PROVISION_ASKED, self->clock), &error))
    {
      call_failed (self, entry, SC_ACTION_PROVISION, error);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  entry->busy = TRUE;
  entry->asked_again = FALSE;
  g_object_ref (self);
  sc_cloud_provision_async (self->cloud, sc_record_get_tenant (entry->record), certificate,
                            self->cancellable, on_provisioned, entry);
}

/* Does what is due. Returns: when there is something to do next, 0 = nothing. */
static gint64
act (ScFollowUp *self, Entry *entry)
{
  ScPlan plan = make_plan (self, entry);

  if (entry->busy || plan.action == SC_ACTION_NONE || plan.action == SC_ACTION_SIGN_IN)
    return 0;
  if (plan.due_us > sc_clock_now_us (self->clock))
    return plan.due_us;
  switch (plan.action)
    {
    case SC_ACTION_REGAIN_UPLINK:
      self->last_regain_us = sc_clock_now_us (self->clock);
      sc_link_regain_uplink (self->link);
      return make_plan (self, entry).due_us;
    case SC_ACTION_ASK:
      start_ask (self, entry);
      break;
    case SC_ACTION_PROVISION:
      start_provision (self, entry);
      if (!entry->busy && sc_record_get_certificate (entry->record) != NULL)
        return make_plan (self, entry).due_us;
      break;
    case SC_ACTION_GIVE_UP:
      write_step (self, entry->record, sc_step_new (SC_STEP_NO_CONTACT, self->clock));
      break;
    case SC_ACTION_NONE:
    case SC_ACTION_SIGN_IN:
      break;
    }
  return 0;
}

static gint64
sooner (gint64 a, gint64 b)
{
  if (a == 0 || b == 0)
    return MAX (a, b);
  return MIN (a, b);
}

static void
run (gpointer user_data)
{
  g_autoptr (ScFollowUp) self = g_object_ref (user_data);
  GListModel *book = G_LIST_MODEL (self->book);
  gint64 next = 0;

  self->timer = 0;
  for (guint i = 0; i < g_list_model_get_n_items (book); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (book, i);
      Entry *entry = get_entry (self, record);

      /* Joined by hand, the link cannot tell sensors apart: the one joined last is meant. */
      if (!self->on_sensor_ap
          && (sc_record_get_sensor_ssid (record) != NULL || record == self->identified))
        next = sooner (next,
                       sc_presence_note (self->clock, self->link, self->model, self->book, record));
      next = sooner (next, act (self, entry));
    }
  /* What was done may have asked for another look at once. */
  if (next != 0 && self->timer == 0 && !self->stopped)
    self->timer = sc_clock_add_timer (self->clock, next, run, self);
}

/**
 * sc_follow_up_poke:
 * @self: the follow-up
 *
 * Something may have changed: look at all records from the main loop.
 */
void
sc_follow_up_poke (ScFollowUp *self)
{
  if (self->stopped)
    return;
  sc_clock_clear_timer (self->clock, &self->timer);
  self->timer = sc_clock_add_timer (self->clock, 0, run, self);
}

/* What failed before says nothing of this way: it need not be waited out. */
static void
do_not_wait (ScFollowUp *self)
{
  GHashTableIter iter;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&entry))
    entry->last_failure_us = 0;
}

/* Whatever was proven was proven on another network. */
static void
forget_way (ScFollowUp *self)
{
  self->cloud_proven = FALSE;
  sc_way_watch_forget (self->way);
  sc_cloud_network_changed (self->cloud);
}

static void
on_link_changed (ScFollowUp *self)
{
  ScUplink uplink = sc_link_get_uplink (self->link);

  if (uplink != self->uplink)
    {
      self->uplink = uplink;
      forget_way (self);
      if (uplink == SC_UPLINK_READY)
        do_not_wait (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  sc_follow_up_poke (self);
}

static void
on_way_changed (ScFollowUp *self)
{
  if (sc_way_watch_get (self->way) == SC_WAY_OPEN && !self->cloud_proven)
    do_not_wait (self); /* perhaps another one */
  sc_follow_up_poke (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Consent and resumption begin a new try: what failed before does not count against it. */
static void
on_book_changed (ScFollowUp *self, ScRecord *record)
{
  GPtrArray *steps = sc_record_get_steps (record);
  const ScStep *last = g_ptr_array_index (steps, steps->len - 1);

  if (last->kind == SC_STEP_IDENTIFIED)
    self->identified = record;
  if (last->kind == SC_STEP_CONSENT || last->kind == SC_STEP_RESUMED)
    {
      Entry *entry = get_entry (self, record);

      forget_failures (entry);
      entry->asked_again = TRUE;
    }
  sc_follow_up_poke (self);
}

/**
 * sc_follow_up_set_tenant:
 * @self: the follow-up
 * @tenant: (nullable): whom we are signed in as; the cloud has just answered
 */
void
sc_follow_up_set_tenant (ScFollowUp *self, ScTenant *tenant)
{
  GHashTableIter iter;
  Entry *entry;

  g_clear_pointer (&self->tenant, sc_tenant_unref);
  if (tenant != NULL)
    self->tenant = sc_tenant_ref (tenant);
  self->cloud_proven = tenant != NULL;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&entry))
    forget_failures (entry);
  sc_follow_up_poke (self);
}

/**
 * sc_follow_up_set_on_sensor_ap:
 * @self: the follow-up
 * @on_sensor_ap: whether a lease is held
 *
 * Without a second uplink cloud work then pauses; it does not fail.
 */
void
sc_follow_up_set_on_sensor_ap (ScFollowUp *self, gboolean on_sensor_ap)
{
  if (self->on_sensor_ap == on_sensor_ap)
    return;
  self->on_sensor_ap = on_sensor_ap;
  forget_way (self);
  on_link_changed (self);
}

/**
 * sc_follow_up_set_visited:
 * @self: the follow-up
 * @record: (nullable): of the sensor that is being visited; %NULL if none is
 *
 * What was interrupted in an earlier visit is told from what goes on now by this.
 */
void
sc_follow_up_set_visited (ScFollowUp *self, ScRecord *record)
{
  if (g_set_object (&self->visited, record))
    sc_follow_up_poke (self);
}

/**
 * sc_follow_up_is_cloud_proven:
 * @self: the follow-up
 *
 * Returns: whether the cloud's last word came over the present network
 */
gboolean
sc_follow_up_is_cloud_proven (ScFollowUp *self)
{
  return self->cloud_proven;
}

/**
 * sc_follow_up_get_plan:
 * @self: the follow-up
 * @record: a record
 *
 * Returns: its plan at this moment
 */
ScPlan
sc_follow_up_get_plan (ScFollowUp *self, ScRecord *record)
{
  return make_plan (self, get_entry (self, record));
}

/**
 * sc_follow_up_try_now:
 * @self: the follow-up
 * @record: a record
 *
 * The technician does not want to wait for the next try, or wants one more after a refusal.
 */
void
sc_follow_up_try_now (ScFollowUp *self, ScRecord *record)
{
  Entry *entry = get_entry (self, record);

  forget_failures (entry);
  entry->asked_again = TRUE;
  entry->last_ask_us = 0;
  self->last_regain_us = 0;
  sc_follow_up_poke (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sc_follow_up_stop:
 * @self: the follow-up
 *
 * For the end of the program: nothing is started any more, calls are given up. What was asked
 * stays asked in the journal.
 */
void
sc_follow_up_stop (ScFollowUp *self)
{
  self->stopped = TRUE;
  sc_clock_clear_timer (self->clock, &self->timer);
  g_cancellable_cancel (self->cancellable);
  sc_way_watch_forget (self->way);
}

static void
sc_follow_up_finalize (GObject *object)
{
  ScFollowUp *self = SC_FOLLOW_UP (object);

  sc_clock_clear_timer (self->clock, &self->timer);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->visited);
  g_clear_object (&self->way);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  g_clear_object (&self->cloud);
  g_clear_pointer (&self->model, sc_model_unref);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (sc_follow_up_parent_class)->finalize (object);
}

static void
sc_follow_up_class_init (ScFollowUpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_follow_up_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_FOLLOW_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_follow_up_init (ScFollowUp *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify)entry_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * sc_follow_up_new:
 * @clock: time
 * @link: the laptop's networks
 * @cloud: the tenant's cloud
 * @way: knows the ways to @cloud
 * @model: the sensor's family
 * @book: all records
 *
 * Returns: (transfer full): the follow-up, at work
 */
ScFollowUp *
sc_follow_up_new (ScClock *clock, ScLink *link, ScCloud *cloud, ScWayWatch *way, ScModel *model,
                  ScRecordBook *book)
{
  ScFollowUp *self = g_object_new (SC_TYPE_FOLLOW_UP, NULL);

  self->clock = g_object_ref (clock);
  self->link = g_object_ref (link);
  self->cloud = g_object_ref (cloud);
  self->model = sc_model_ref (model);
  self->book = g_object_ref (book);
  self->uplink = sc_link_get_uplink (link);
  self->way = g_object_ref (way);
  g_signal_connect_object (self->way, "changed", G_CALLBACK (on_way_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "changed", G_CALLBACK (on_link_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "changed", G_CALLBACK (on_book_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "items-changed", G_CALLBACK (sc_follow_up_poke), self,
                           G_CONNECT_SWAPPED);
  sc_follow_up_poke (self);
  return self;
}
