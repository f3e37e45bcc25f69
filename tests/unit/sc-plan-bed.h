/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-plan.h"

G_BEGIN_DECLS

/* Records and times to make plans of: a step is at so many seconds after T0. */

#define S ((gint64)G_USEC_PER_SEC)
#define BOOT "11111111-1111-1111-1111-111111111111"
#define T0 (1000 * S)                              /* boot time of the first step */
#define WALL0 (G_GINT64_CONSTANT (1772438400) * S) /* 2026-03-02 08:00 UTC */
#define ENDPOINT "https://cloud.example/prod"

typedef struct
{
  ScStepKind kind;
  double at_s; /* after T0 */
  const char *text;
  const char *extra;
  int code;
} Row;

extern ScModel *plan_model;
extern ScTenant *plan_tenant;

/* Each ends with an empty row. */
extern const Row plan_reviewed[]; /* a sensor with tenant and baseline; up to Review */
extern const Row plan_sent[];     /* the same goes on: the profile sent at 10 s */

void plan_bed_set_up (void);
void plan_bed_tear_down (void);
ScMoment plan_moment_at (double at_s);
ScRecord *plan_make_record (const Row *first, ...) G_GNUC_NULL_TERMINATED;
ScEvidence plan_online (void);
ScPlan plan_at (ScRecord *record, const ScEvidence *evidence, double at_s);

G_END_DECLS
