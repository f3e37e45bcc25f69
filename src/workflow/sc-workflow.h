/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud.h"
#include "sc-home-keeper.h"
#include "sc-journal.h"
#include "sc-keyring.h"
#include "sc-plan.h"
#include "sc-session.h"
#include "sc-site-test.h"
#include "sc-visit.h"

G_BEGIN_DECLS

/**
 * ScPorts: the outside world, as the application plugged it together. All required.
 */
typedef struct
{
  ScClock *clock;
  ScLink *link;
  ScSensor *sensor;
  ScCloud *cloud;
  ScJournal *journal;
  ScKeyring *keyring;
} ScPorts;

typedef enum
{
  SC_STAGE_PREPARE,
  SC_STAGE_SENSOR,
  SC_STAGE_REVIEW,
  SC_STAGE_CONNECT,
  SC_STAGE_DONE,
  SC_N_STAGES
} ScStage;

typedef enum
{
  SC_ORDER_AUTO,
  SC_ORDER_ALWAYS_AFTER,
  SC_ORDER_ALWAYS_EARLY
} ScProvisionOrder;

/**
 * ScWorkflow:
 *
 * What the window talks to. Pages hand it validated values and commands; it owns the two
 * engines (#ScVisit, and follow-up over all records) and tells of changes with one signal:
 * `changed` (no arguments), after the state is consistent. Pages are a function of what can be
 * read here.
 */
#define SC_TYPE_WORKFLOW (sc_workflow_get_type ())
G_DECLARE_FINAL_TYPE (ScWorkflow, sc_workflow, SC, WORKFLOW, GObject)

ScWorkflow *sc_workflow_new (const ScPorts *ports, ScModel *model);
gboolean sc_workflow_load (ScWorkflow *self, GError **error); /* records of earlier runs */

/* Reading */
ScStage sc_workflow_get_stage (ScWorkflow *self);
ScClock *sc_workflow_get_clock (ScWorkflow *self);
ScLink *sc_workflow_get_link (ScWorkflow *self);
ScModel *sc_workflow_get_model (ScWorkflow *self);
ScHomeKeeper *sc_workflow_get_home (ScWorkflow *self);
ScVisit *sc_workflow_get_visit (ScWorkflow *self);
GListModel *sc_workflow_get_records (ScWorkflow *self); /* ScRecord, newest first */
/* The record the Connect and Done pages show: the visit's, or a resumed one. (nullable) */
ScRecord *sc_workflow_get_current (ScWorkflow *self);
/* The newest open record of an earlier run, offered at the start. (nullable) */
ScRecord *sc_workflow_get_unfinished (ScWorkflow *self);
ScPlan sc_workflow_get_plan (ScWorkflow *self, ScRecord *record);
ScSignIn sc_workflow_get_sign_in (ScWorkflow *self);
/* Signing in failed on its way, and another one is looked for. */
gboolean sc_workflow_is_searching_way (ScWorkflow *self);
const GError *sc_workflow_get_sign_in_error (ScWorkflow *self); /* nullable */
ScTenant *sc_workflow_get_tenant (ScWorkflow *self);            /* nullable */
ScAccount *sc_workflow_get_known_account (ScWorkflow *self);    /* nullable: used last, or saved */
ScAccount *sc_workflow_get_refused_account (ScWorkflow *self);  /* nullable */
ScSiteNetwork *sc_workflow_get_site_network (ScWorkflow *self); /* nullable */
ScSiteNetwork *sc_workflow_get_refused_network (ScWorkflow *self); /* nullable */
/* Does a sensor that may still be in time wait for the cloud, and need this computer's radio for
 * that? (nullable) */
ScRecord *sc_workflow_get_urgent (ScWorkflow *self);
/* Why another sensor should not be joined now: that would take this computer off the way by which
 * this one is to be provisioned. (nullable) */
ScRecord *sc_workflow_get_hold (ScWorkflow *self);
ScSiteTest *sc_workflow_get_site_test (ScWorkflow *self);
const GError *sc_workflow_get_keyring_error (ScWorkflow *self); /* nullable: last attempt */
const GError *sc_workflow_get_journal_error (ScWorkflow *self); /* nullable */
gboolean sc_workflow_will_provision_early (ScWorkflow *self);   /* if Send came now */
gboolean sc_workflow_is_cloud_proven (ScWorkflow *self);

/* Commands */
void sc_workflow_sign_in (ScWorkflow *self, ScAccount *account, gboolean remember);
void sc_workflow_cancel_sign_in (ScWorkflow *self);
void sc_workflow_sign_out (ScWorkflow *self);
/* Looks for the saved account; `changed` follows, then take it from get_saved_account. */
void sc_workflow_look_up_account (ScWorkflow *self);
ScAccount *sc_workflow_get_saved_account (ScWorkflow *self); /* nullable */
void sc_workflow_forget_account (ScWorkflow *self);
void sc_workflow_set_site_network (ScWorkflow *self, ScSiteNetwork *network);
/* Tries the site network on this laptop; FALSE: not now, or not with this link. */
gboolean sc_workflow_can_test_site_network (ScWorkflow *self);
gboolean sc_workflow_test_site_network (ScWorkflow *self);
void sc_workflow_set_certificate_path (ScWorkflow *self, const char *path); /* nullable */
void sc_workflow_set_order (ScWorkflow *self, ScProvisionOrder order);
/* From Prepare to Sensor and back; needs sign-in and site network. */
gboolean sc_workflow_begin (ScWorkflow *self);
/* The same, but first tests the site network, and stays if something speaks against it. */
gboolean sc_workflow_begin_after_test (ScWorkflow *self);
void sc_workflow_stay (ScWorkflow *self); /* not from Prepare by itself */
gboolean sc_workflow_back_to_prepare (ScWorkflow *self);
/* "Commission another sensor": the current record goes on in the background. */
gboolean sc_workflow_next_sensor (ScWorkflow *self);
void sc_workflow_show_done (ScWorkflow *self); /* Connect to Done, "go on" */
/* Records: show one on the Connect/Done pages, stop helping, go on again, try the cloud now. */
void sc_workflow_open_record (ScWorkflow *self, ScRecord *record);
void sc_workflow_stop_record (ScWorkflow *self, ScRecord *record);
void sc_workflow_resume_record (ScWorkflow *self, ScRecord *record);
void sc_workflow_try_now (ScWorkflow *self, ScRecord *record);
/* Any record still needing us? (closing the window asks) */
guint sc_workflow_count_open (ScWorkflow *self);
/* Ends everything under way and releases the lease; the callback comes when the laptop is free.
 */
void sc_workflow_shut_down_async (ScWorkflow *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_workflow_shut_down_finish (ScWorkflow *self, GAsyncResult *result, GError **error);

G_END_DECLS
