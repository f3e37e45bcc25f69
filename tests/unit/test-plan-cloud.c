/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the plan makes of the cloud's answers: what is asked, repeated, or left to a person. */

#include "sc-plan-bed.h"

static void
test_without_baseline (void)
{
  static const Row rows[] = { { SC_STEP_IDENTIFIED, 0, "0000S111A", "SMS0000S111A" },
                              { SC_STEP_TENANT, 0, ENDPOINT, "abc123" },
                              { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (rows, plan_sent, NULL);
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_SERVER, "500");
  ScEvidence evidence = plan_online ();

  /* One look first; if the cloud does not say, the window does not wait for it. */
  g_assert_cmpint (plan_at (record, &evidence, 20).action, ==, SC_ACTION_ASK);
  evidence.cloud_failures = 1;
  evidence.last_error = error;
  evidence.last_failure_us = T0 + 20 * S;
  g_assert_cmpint (plan_at (record, &evidence, 20).action, ==, SC_ACTION_PROVISION);
}

/* That question is optional. What the cloud says to it is no word on the certificate, whether the
 * answer is a refusal or "your account may not". */
static void
test_question_is_refused (void)
{
  static const Row rows[] = { { SC_STEP_IDENTIFIED, 0, "0000S111A", "SMS0000S111A" },
                              { SC_STEP_TENANT, 0, ENDPOINT, "abc123" },
                              { 0 } };
  static const Row lost[] = { { SC_STEP_PROVISION_ASKED, 20 },
                              { SC_STEP_PROVISION_LOST, 22, NULL, NULL, SC_ERROR_CLOUD_REPLY_LOST },
                              { 0 } };
  static const Row taken[] = { { SC_STEP_PROVISION_ASKED, 24 },
                               { SC_STEP_PROVISION_FAILED, 25, NULL, NULL,
                                 SC_ERROR_CLOUD_CONFLICT },
                               { 0 } };
  static const struct
  {
    ScError code;
    guint status;
  } refusals[] = { { SC_ERROR_CLOUD_BAD_REQUEST, 400 },
                   { SC_ERROR_CLOUD_UNAUTHORIZED, 401 },
                   { SC_ERROR_CLOUD_FORBIDDEN, 403 } };
  g_autoptr (ScRecord) record = plan_make_record (rows, plan_sent, NULL);
  g_autoptr (ScRecord) unsettled = plan_make_record (rows, plan_sent, lost, NULL);
  g_autoptr (ScRecord) conflict = plan_make_record (rows, plan_sent, lost, taken, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error =
          sc_error_new_http (refusals[i].code, refusals[i].status, 0, "refused");
      ScEvidence evidence = plan_online ();
      ScPlan plan;

      evidence.cloud_failures = 1;
      evidence.last_error = error;
      evidence.last_failed = SC_ACTION_ASK;
      evidence.last_failure_us = T0 + 20 * S;
      plan = plan_at (record, &evidence, 20);
      g_assert_cmpint (plan.action, ==, SC_ACTION_PROVISION);
      g_assert_cmpint (plan.due_us, ==, 0);
      g_assert_cmpint (plan.error, ==, 0);
      /* What became of a lost one cannot be asked, so it is sent once more. */
      g_assert_cmpint (plan_at (unsettled, &evidence, 23).action, ==, SC_ACTION_PROVISION);
      /* If it is there already, only a person can find out whose it is. */
      plan = plan_at (conflict, &evidence, 26);
      g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
      g_assert_cmpint (plan.error, ==, SC_ERROR_CLOUD_CONFLICT);
      /* The same to the certificate itself is a refusal. */
      evidence.last_failed = SC_ACTION_PROVISION;
      g_assert_cmpint (plan_at (record, &evidence, 20).action, !=, SC_ACTION_PROVISION);
    }
}

/* A question that only failed is asked again: what became of the lost one is still open. */
static void
test_question_fails_after_a_lost_reply (void)
{
  static const Row lost[] = { { SC_STEP_PROVISION_ASKED, 20 },
                              { SC_STEP_PROVISION_LOST, 22, NULL, NULL, SC_ERROR_CLOUD_REPLY_LOST },
                              { 0 } };
  static const ScError codes[] = { SC_ERROR_CLOUD_SERVER, SC_ERROR_CLOUD_UNREACHABLE,
                                   SC_ERROR_CLOUD_TIMEOUT, SC_ERROR_CLOUD_BUSY };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, lost, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = sc_error_new_http (codes[i], 503, 0, "failed");
      ScEvidence evidence = plan_online ();

      evidence.cloud_failures = 1;
      evidence.last_error = error;
      evidence.last_failed = SC_ACTION_ASK;
      evidence.last_failure_us = T0 + 23 * S;
      g_assert_cmpint (plan_at (record, &evidence, 24).action, ==, SC_ACTION_ASK);
    }
}

/* Who cannot sign in cannot provision either. */
static void
test_credentials_are_refused (void)
{
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, NULL);
  g_autoptr (GError) error = sc_error_new_http (SC_ERROR_CLOUD_CREDENTIALS, 401, 0, "refused");
  ScEvidence evidence = plan_online ();

  evidence.cloud_failures = 1;
  evidence.last_error = error;
  evidence.last_failed = SC_ACTION_ASK;
  g_assert_cmpint (plan_at (record, &evidence, 20).action, ==, SC_ACTION_SIGN_IN);
}

static void
test_accounts (void)
{
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, NULL);
  g_autoptr (ScTenant) other = sc_tenant_new (ENDPOINT, "other", NULL);
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  evidence.tenant = NULL;
  plan = plan_at (record, &evidence, 20);
  g_assert_cmpint (plan.action, ==, SC_ACTION_SIGN_IN);
  g_assert_cmpint (plan.error, ==, SC_ERROR_CLOUD_SIGNED_OUT);

  evidence.tenant = other;
  plan = plan_at (record, &evidence, 20);
  g_assert_cmpint (plan.action, ==, SC_ACTION_SIGN_IN);
  g_assert_cmpint (plan.error, ==, SC_ERROR_CLOUD_OTHER_TENANT);
}

static void
test_lost_reply (void)
{
  static const Row lost[] = { { SC_STEP_PROVISION_ASKED, 20 },
                              { SC_STEP_PROVISION_LOST, 22, NULL, NULL, SC_ERROR_CLOUD_REPLY_LOST },
                              { 0 } };
  static const Row asked[] = { { SC_STEP_PROVISION_ASKED, 20 }, { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, lost, NULL);
  g_autoptr (ScRecord) killed = plan_make_record (plan_reviewed, plan_sent, asked, NULL);
  ScEvidence evidence = plan_online ();

  g_assert_cmpint (plan_at (record, &evidence, 23).action, ==, SC_ACTION_ASK);
  /* The same if the program died with the request under way. */
  g_assert_cmpint (plan_at (killed, &evidence, 23).action, ==, SC_ACTION_ASK);
}

static void
test_refused (void)
{
  static const Row failed[] = { { SC_STEP_PROVISION_ASKED, 20 },
                                { SC_STEP_PROVISION_FAILED, 22, NULL, NULL,
                                  SC_ERROR_CLOUD_BAD_REQUEST },
                                { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, failed, NULL);
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, SC_ERROR_CLOUD_BAD_REQUEST, "400");
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  evidence.last_error = error;
  evidence.cloud_failures = 1;
  evidence.last_failure_us = T0 + 22 * S;
  plan = plan_at (record, &evidence, 23);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan.error, ==, SC_ERROR_CLOUD_BAD_REQUEST);
  g_assert_cmpint (plan.provisioned_lamp, ==, SC_LAMP_TROUBLE);

  /* After a restart there is only the record. */
  evidence = plan_online ();
  plan = plan_at (record, &evidence, 23);
  g_assert_cmpint (plan.action, ==, SC_ACTION_NONE);
  g_assert_cmpint (plan.error, ==, SC_ERROR_CLOUD_BAD_REQUEST);

  /* The technician wants one more. */
  evidence.asked_again = TRUE;
  g_assert_cmpint (plan_at (record, &evidence, 23).action, ==, SC_ACTION_PROVISION);
}

static void
test_busy_cloud_is_obeyed (void)
{
  static const Row failed[] = { { SC_STEP_PROVISION_ASKED, 20 },
                                { SC_STEP_PROVISION_FAILED, 22, NULL, NULL, SC_ERROR_CLOUD_BUSY },
                                { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, failed, NULL);
  g_autoptr (GError) error = sc_error_new_http (SC_ERROR_CLOUD_BUSY, 429, 7, "busy");
  ScEvidence evidence = plan_online ();
  ScPlan plan;

  evidence.last_error = error;
  evidence.cloud_failures = 1;
  evidence.last_failure_us = T0 + 22 * S;
  plan = plan_at (record, &evidence, 23);
  g_assert_cmpint (plan.action, ==, SC_ACTION_PROVISION);
  g_assert_cmpint (plan.due_us, ==, T0 + 29 * S);
}

static void
test_busy_cloud_without_word (void)
{
  static const Row failed[] = { { SC_STEP_PROVISION_ASKED, 20 },
                                { SC_STEP_PROVISION_FAILED, 22, NULL, NULL, SC_ERROR_CLOUD_BUSY },
                                { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, failed, NULL);
  g_autoptr (GError) error = sc_error_new_http (SC_ERROR_CLOUD_BUSY, 429, 0, "busy");
  ScEvidence evidence = plan_online ();

  evidence.last_error = error;
  evidence.cloud_failures = 2;
  evidence.last_failure_us = T0 + 22 * S;
  g_assert_cmpint (plan_at (record, &evidence, 23).due_us, ==, T0 + 26 * S);
}

/* After a restart, the failure of a later visit does not stand for what the cloud said. */
static void
test_refusal_is_the_clouds (void)
{
  static const Row failed[] = { { SC_STEP_PROVISION_ASKED, 20 },
                                { SC_STEP_PROVISION_FAILED, 22, NULL, NULL, SC_ERROR_CLOUD_SERVER },
                                { SC_STEP_LEFT_UNCHANGED, 30, NULL, NULL, SC_ERROR_LINK_LOST },
                                { 0 } };
  g_autoptr (ScRecord) record = plan_make_record (plan_reviewed, plan_sent, failed, NULL);
  ScEvidence evidence = plan_online ();

  g_assert_cmpint (plan_at (record, &evidence, 40).action, ==, SC_ACTION_PROVISION);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  plan_bed_set_up ();
  g_test_add_func ("/plan-cloud/without-baseline", test_without_baseline);
  g_test_add_func ("/plan-cloud/accounts", test_accounts);
  g_test_add_func ("/plan-cloud/lost-reply", test_lost_reply);
  g_test_add_func ("/plan-cloud/refused", test_refused);
  g_test_add_func ("/plan-cloud/busy-cloud-is-obeyed", test_busy_cloud_is_obeyed);
  g_test_add_func ("/plan-cloud/busy-cloud-without-word", test_busy_cloud_without_word);
  g_test_add_func ("/plan-cloud/refusal-is-the-clouds", test_refusal_is_the_clouds);
  g_test_add_func ("/plan-cloud/question-is-refused", test_question_is_refused);
  g_test_add_func ("/plan-cloud/question-fails-after-a-lost-reply",
                   test_question_fails_after_a_lost_reply);
  g_test_add_func ("/plan-cloud/credentials-are-refused", test_credentials_are_refused);
  status = g_test_run ();
  plan_bed_tear_down ();
  return status;
}
