/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-step.h"

static const char *const kind_names[] = {
  [SC_STEP_IDENTIFIED] = "identified",
  [SC_STEP_MAC] = "mac",
  [SC_STEP_VERSION] = "version",
  [SC_STEP_CERTIFICATE] = "certificate",
  [SC_STEP_JOINED] = "joined",
  [SC_STEP_SITE_NETWORK] = "site-network",
  [SC_STEP_HEARD] = "heard",
  [SC_STEP_TENANT] = "tenant",
  [SC_STEP_BASELINE] = "baseline",
  [SC_STEP_ALREADY_OURS] = "already-ours",
  [SC_STEP_CONSENT] = "consent",
  [SC_STEP_DELETE_ASKED] = "delete-asked",
  [SC_STEP_DELETE_ANSWERED] = "delete-answered",
  [SC_STEP_ADD_ASKED] = "add-asked",
  [SC_STEP_ADD_ANSWERED] = "add-answered",
  [SC_STEP_AP_GONE] = "ap-gone",
  [SC_STEP_AP_STAYS] = "ap-stays",
  [SC_STEP_AP_CAME_BACK] = "ap-came-back",
  [SC_STEP_RELEASED] = "released",
  [SC_STEP_UPLINK_BACK] = "uplink-back",
  [SC_STEP_PROVISION_ASKED] = "provision-asked",
  [SC_STEP_PROVISION_ACCEPTED] = "provision-accepted",
  [SC_STEP_PROVISION_FAILED] = "provision-failed",
  [SC_STEP_PROVISION_LOST] = "provision-lost",
  [SC_STEP_CONTACT] = "contact",
  [SC_STEP_NO_CONTACT] = "no-contact",
  [SC_STEP_LEFT_UNCHANGED] = "left-unchanged",
  [SC_STEP_STOPPED] = "stopped",
  [SC_STEP_RESUMED] = "resumed",
  [SC_STEP_NOT_KNOWN] = "not-known",
};

/* A step's texts are valid UTF-8 whatever the sensor, the cloud or a damaged disk said. */
static char *
dup_text (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/**
 * sc_step_new:
 * @kind: what happened
 * @clock: tells when: now
 *
 * Returns: (transfer full): a step without an answer
 */
ScStep *
sc_step_new (ScStepKind kind, ScClock *clock)
{
  ScStep *step;

  g_return_val_if_fail (SC_IS_CLOCK (clock), NULL);

  step = g_new0 (ScStep, 1);
  step->kind = kind;
  step->moment = sc_clock_moment (clock);
  return step;
}

/**
 * sc_step_new_text:
 * @kind: what happened
 * @clock: tells when: now
 * @text: (nullable): see #ScStepKind; bytes that are not UTF-8 are replaced
 * @extra: (nullable): likewise
 *
 * Returns: (transfer full): a step with texts
 */
ScStep *
sc_step_new_text (ScStepKind kind, ScClock *clock, const char *text, const char *extra)
{
  ScStep *step = sc_step_new (kind, clock);

  g_return_val_if_fail (step != NULL, NULL);
  step->text = dup_text (text);
  step->extra = dup_text (extra);
  return step;
}

/**
 * sc_step_new_code:
 * @kind: what happened
 * @clock: tells when: now
 * @error: (nullable): what was answered; %NULL and a cancellation mean 0
 *
 * Only the code of an #SC_ERROR is kept, never its message; a foreign error is a mistake of the
 * edge that let it through and is kept as %SC_ERROR_BUG. Do not write an answer step for a
 * request that was cancelled: code 0 of an answer is success.
 *
 * Returns: (transfer full): a step with a code
 */
ScStep *
sc_step_new_code (ScStepKind kind, ScClock *clock, const GError *error)
{
  ScStep *step = sc_step_new (kind, clock);

  g_return_val_if_fail (step != NULL, NULL);
  if (error != NULL && error->domain == SC_ERROR)
    step->code = error->code;
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    step->code = SC_ERROR_BUG;
  return step;
}

/**
 * sc_step_new_blob:
 * @kind: what happened
 * @clock: tells when: now
 * @blob: (nullable): bytes, see #ScStepKind
 * @text: (nullable): see #ScStepKind
 *
 * Returns: (transfer full): a step with bytes
 */
ScStep *
sc_step_new_blob (ScStepKind kind, ScClock *clock, GBytes *blob, const char *text)
{
  ScStep *step = sc_step_new_text (kind, clock, text, NULL);

  g_return_val_if_fail (step != NULL, NULL);
  step->blob = blob != NULL ? g_bytes_ref (blob) : NULL;
  return step;
}

/**
 * sc_step_copy:
 * @step: a step
 *
 * Returns: (transfer full): the same; texts that were not UTF-8 are now
 */
ScStep *
sc_step_copy (const ScStep *step)
{
  ScStep *copy;

  g_return_val_if_fail (step != NULL, NULL);

  copy = g_new0 (ScStep, 1);
  copy->kind = step->kind;
  copy->moment = step->moment;
  copy->code = step->code;
  copy->text = dup_text (step->text);
  copy->extra = dup_text (step->extra);
  copy->blob = step->blob != NULL ? g_bytes_ref (step->blob) : NULL;
  return copy;
}

/**
 * sc_step_free:
 * @step: (nullable) (transfer full): a step
 */
void
sc_step_free (ScStep *step)
{
  if (step == NULL)
    return;
  g_free (step->text);
  g_free (step->extra);
  g_clear_pointer (&step->blob, g_bytes_unref);
  g_free (step);
}

/**
 * sc_step_kind_to_string:
 * @kind: a kind, perhaps of a newer program
 *
 * Returns: (transfer none): a stable word for logs and tests, never translated
 */
const char *
sc_step_kind_to_string (ScStepKind kind)
{
  if ((guint)kind >= G_N_ELEMENTS (kind_names) || kind_names[kind] == NULL)
    return "unknown";
  return kind_names[kind];
}
