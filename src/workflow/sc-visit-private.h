/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"
#include "sc-record-book.h"
#include "sc-visit.h"

G_BEGIN_DECLS

/* The inside of #ScVisit, shared by its files: sc-visit.c (states), sc-visit-commands.c,
 * sc-visit-read.c (joining to Review, changes nothing), sc-visit-send.c (from Send on). */
struct _ScVisit
{
  GObject parent_instance;

  /* the outside */
  ScClock *clock;
  ScLink *link;
  ScSensor *sensor;
  ScModel *model;
  ScRecordBook *book;

  /* what the workflow settled for the next visit */
  ScSiteNetwork *next_network;
  ScTenant *next_tenant;
  /* and what this one began with */
  ScSiteNetwork *network;
  ScTenant *tenant;
  char *certificate_path; /* nullable: the model's, or its candidates */
  gboolean early;         /* provision before the profile leaves */

  ScVisitState state;
  gint64 since_us;
  guint serial; /* of the present attempt; answers of an older one are late */
  GCancellable *cancellable;
  guint timer;
  guint tries; /* of the present call */

  ScAccessPoint *access_point; /* nullable: by hand */
  ScLease *lease;
  gboolean is_slow_to_return; /* RELEASING takes longer than it should */
  gboolean joining;           /* a join is under way and will call back */
  GTask *shut_down;           /* (nullable): waits for the end of the join */
  ScRecord *record;
  GError *certificate_error; /* (nullable): what of the addresses tried says most */
  guint candidate;
  ScHeard heard;
  GPtrArray *heard_networks;
  gint64 scan_until_us;
  guint send_rounds;
  gboolean early_pending; /* the technician pressed Send; waiting for the cloud */

  GError *error;       /* shown: of a failure, or why a step has to be repeated */
  gboolean end_failed; /* LEAVING ends in FAILED, not UNCHANGED */
  gboolean sensor_changed;
};

ScVisit *sc_visit_new (ScClock *clock, ScLink *link, ScSensor *sensor, ScModel *model,
                       ScRecordBook *book);
void sc_visit_set_site_network (ScVisit *self, ScSiteNetwork *network);
void sc_visit_set_tenant (ScVisit *self, ScTenant *tenant);
void sc_visit_set_certificate_path (ScVisit *self, const char *path);
void sc_visit_set_early (ScVisit *self, gboolean early);
void sc_visit_shut_down_async (ScVisit *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_visit_shut_down_finish (ScVisit *self, GAsyncResult *result, GError **error);
void sc_visit_abandon (ScVisit *self);

/*< between the files >*/
void sc_visit_emit_changed (ScVisit *self);
void sc_visit_stop_waiting (ScVisit *self);
void sc_visit_forget_sensor (ScVisit *self);
void sc_visit_enter (ScVisit *self, ScVisitState state);
void sc_visit_leave (ScVisit *self, GError *error);
void sc_visit_end_shut_down (ScVisit *self);
void sc_visit_set_error (ScVisit *self, GError *error);
void sc_visit_call (ScVisit *self, ScSensorCall call, gconstpointer argument);
void sc_visit_wait (ScVisit *self, gint64 delay_us, ScClockFunc func);
/* What a state does on entry, and with the answer to its call */
void sc_visit_read_identify (ScVisit *self);
void sc_visit_read_certificate (ScVisit *self);
void sc_visit_read_compare (ScVisit *self);
void sc_visit_read_skip_compare (ScVisit *self);
void sc_visit_read_keep_certificate (ScVisit *self, ScCertificate *certificate);
void sc_visit_read_answer (ScVisit *self, ScSensorCall call, gpointer result, GError *error);
void sc_visit_send_early (ScVisit *self);
void sc_visit_send_withdraw (ScVisit *self);
void sc_visit_send_profile (ScVisit *self);
void sc_visit_send_release (ScVisit *self);
void sc_visit_send_answer (ScVisit *self, ScSensorCall call, gpointer result, GError *error);
void sc_visit_send_record_answer (ScVisit *self, ScRecord *record, ScSensorCall call,
                                  const GError *error);

G_END_DECLS
