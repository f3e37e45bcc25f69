/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-record.h"

G_BEGIN_DECLS

/* Shared by sc-record.c (the object, reading) and sc-record-fold.c (what a step means). */

/* Where a failure stands until a success of the same sort clears it. */
typedef enum
{
  SC_FAILURE_VISIT,
  SC_FAILURE_SENSOR,
  SC_FAILURE_CLOUD,
  SC_FAILURE_CONTACT,
  SC_N_FAILURES
} ScFailureSort;

struct _ScRecord
{
  GObject parent_instance;

  char *uid;
  GPtrArray *steps;

  /* who it is */
  char *sensor_id;
  char *device_name;
  char *mac;
  GPtrArray *versions;
  ScCertificate *certificate;
  GBytes *sensor_ssid;
  GBytes *site_ssid;

  /* what the cloud says */
  ScTenant *tenant;
  gboolean has_baseline;
  char *baseline;
  gboolean baseline_is_newer; /* than the contact */
  gboolean already_ours;
  gboolean names_other; /* what the cloud accepted is another sensor's certificate */
  ScProvisionState provision_state;
  guint provision_attempts;
  char *cloud_id; /* nullable: as the cloud calls it, where that is not @sensor_id */
  char *provisioned;
  char *provisioned_by;
  char *last_connected;

  /* how far it got */
  ScRecordState state;
  gboolean early;
  gboolean changed; /* a request that changes the sensor has left, in any visit */
  ScProfileState profile_state;
  guint try_start;   /* index of the step the present try begins with */
  guint window_step; /* index + 1 of the ADD_ASKED the window counts from; 0 = no window */
  guint undone_step; /* the same of the round before, while its profile is being deleted again */
  ScProfileState undone_state;
  struct
  {
    int code;
    guint order;
  } failures[SC_N_FAILURES];
};

void sc_record_fold (ScRecord *self, const ScStep *step);

G_END_DECLS
