/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-plan-bed.h"

ScModel *plan_model;
ScTenant *plan_tenant;

const Row plan_reviewed[] = {
  { SC_STEP_IDENTIFIED, 0, "0000S111A", "SMS0000S111A" },
  { SC_STEP_TENANT, 0, ENDPOINT, "abc123" },
  { SC_STEP_BASELINE, 1, NULL },
  { 0 },
};

const Row plan_sent[] = {
  { SC_STEP_CONSENT, 9, "after" },
  { SC_STEP_DELETE_ASKED, 9 },
  { SC_STEP_DELETE_ANSWERED, 9.5 },
  { SC_STEP_ADD_ASKED, 10 },
  { SC_STEP_ADD_ANSWERED, 10.5 },
  { SC_STEP_RELEASED, 11 },
  { 0 },
};

void
plan_bed_set_up (void)
{
  plan_model = sc_model_load ("otosense-sms", NULL);
  g_assert_nonnull (plan_model);
  plan_tenant = sc_tenant_new (ENDPOINT, "abc123", "standard");
}

void
plan_bed_tear_down (void)
{
  sc_tenant_unref (plan_tenant);
  sc_model_unref (plan_model);
}

ScMoment
plan_moment_at (double at_s)
{
  ScMoment moment = { T0 + (gint64)(at_s * S), WALL0 + (gint64)(at_s * S), BOOT };

  return moment;
}

static void
add (ScRecord *record, const Row *row)
{
  ScStep step = { row->kind,         plan_moment_at (row->at_s), row->code,
                  (char *)row->text, (char *)row->extra,         NULL };

  sc_record_apply (record, &step);
}

ScRecord *
plan_make_record (const Row *first, ...)
{
  ScRecord *record = sc_record_new (NULL);
  va_list args;

  va_start (args, first);
  for (const Row *rows = first; rows != NULL; rows = va_arg (args, const Row *))
    for (; rows->kind != 0; rows++)
      add (record, rows);
  va_end (args);
  return record;
}

ScEvidence
plan_online (void)
{
  ScEvidence evidence = { .uplink = SC_UPLINK_READY, .cloud_proven = TRUE, .tenant = plan_tenant };

  return evidence;
}

ScPlan
plan_at (ScRecord *record, const ScEvidence *evidence, double at_s)
{
  ScMoment now = plan_moment_at (at_s);
  ScPlan plan = sc_plan_make (record, evidence, &now, plan_model);

  g_assert_cmpint (sc_plan_get_phase (record, evidence->visiting, &now, plan_model), ==,
                   plan.phase);
  return plan;
}
