/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-follow-up.h"
#include "sc-visit-private.h"
#include "sc-workflow.h"

G_BEGIN_DECLS

/* The inside of #ScWorkflow, shared by sc-workflow.c (commands) and sc-workflow-read.c (what can
 * be read of it). */
struct _ScWorkflow
{
  GObject parent_instance;

  ScClock *clock;
  ScLink *link;
  ScModel *model;
  ScRecordBook *book;
  ScVisit *visit;
  ScFollowUp *follow_up;
  ScWayWatch *way;
  ScHomeKeeper *home;

  /* Prepare */
  ScSession *session;
  ScSiteNetwork *network;
  ScSiteTest *site_test;
  gboolean begins_after; /* the test, if nothing speaks against it then */
  GError *journal_error; /* of loading */
  ScProvisionOrder order;

  /* Where the technician is */
  gboolean begun;   /* past Prepare */
  gboolean done;    /* past Connect */
  ScRecord *viewed; /* nullable: opened from the list instead of the visit's */
};

G_END_DECLS
