/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the technician can tell a visit. */

#include "sc-visit-private.h"

/**
 * sc_visit_start:
 * @self: a visit
 * @access_point: (nullable): the sensor's network; %NULL: the technician joins it by hand
 *
 * Returns: %FALSE if a visit is under way, or site network or tenant are not settled
 */
gboolean
sc_visit_start (ScVisit *self, ScAccessPoint *access_point)
{
  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  if (!sc_visit_state_may_follow (self->state, SC_VISIT_JOINING) || self->joining
      || self->next_network == NULL || self->next_tenant == NULL)
    return FALSE;
  sc_visit_forget_sensor (self);
  g_clear_pointer (&self->network, sc_site_network_unref);
  self->network = sc_site_network_ref (self->next_network);
  g_clear_pointer (&self->tenant, sc_tenant_unref);
  self->tenant = sc_tenant_ref (self->next_tenant);
  g_set_object (&self->access_point, access_point);
  sc_visit_enter (self, SC_VISIT_JOINING);
  return TRUE;
}

/**
 * sc_visit_retry:
 * @self: a visit that has ended
 *
 * Goes to the same sensor again, with everything still filled in.
 *
 * Returns: whether it started
 */
gboolean
sc_visit_retry (ScVisit *self)
{
  g_autoptr (ScAccessPoint) again = NULL;

  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  if (self->access_point != NULL)
    again = g_object_ref (self->access_point);
  return sc_visit_start (self, again);
}

/**
 * sc_visit_reset:
 * @self: a visit that has ended
 *
 * Makes room for the next sensor.
 *
 * Returns: whether it did
 */
gboolean
sc_visit_reset (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  if (self->state == SC_VISIT_IDLE)
    return TRUE;
  if (!sc_visit_state_is_end (self->state))
    return FALSE;
  sc_visit_forget_sensor (self);
  g_clear_object (&self->access_point);
  sc_visit_enter (self, SC_VISIT_IDLE);
  return TRUE;
}

/**
 * sc_visit_cancel:
 * @self: a visit
 *
 * Before Send: leaves the sensor unchanged and restores the laptop. Takes effect at once; the
 * laptop's network may need a few seconds more.
 *
 * Returns: %FALSE once the profile is on its way
 */
gboolean
sc_visit_cancel (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  if (self->state == SC_VISIT_SENDING || !sc_visit_state_may_follow (self->state, SC_VISIT_LEAVING))
    return FALSE;
  sc_visit_set_error (self, NULL);
  sc_visit_leave (self, NULL);
  return TRUE;
}

/**
 * sc_visit_use_certificate_path:
 * @self: a visit that needs the certificate's address
 * @path: from the vendor's guide; validated
 *
 * Returns: whether it is tried now
 */
gboolean
sc_visit_use_certificate_path (ScVisit *self, const char *path)
{
  g_return_val_if_fail (SC_IS_VISIT (self) && path != NULL, FALSE);
  if (self->state != SC_VISIT_NEEDS_CERTIFICATE)
    return FALSE;
  sc_visit_set_certificate_path (self, path);
  sc_visit_set_error (self, NULL);
  sc_visit_enter (self, SC_VISIT_READING_CERTIFICATE);
  return TRUE;
}

/**
 * sc_visit_use_certificate:
 * @self: a visit that needs the certificate
 * @certificate: read from a file
 *
 * Returns: whether it is used
 */
gboolean
sc_visit_use_certificate (ScVisit *self, ScCertificate *certificate)
{
  g_return_val_if_fail (SC_IS_VISIT (self) && certificate != NULL, FALSE);
  if (self->state != SC_VISIT_NEEDS_CERTIFICATE)
    return FALSE;
  sc_visit_set_error (self, NULL);
  sc_visit_read_keep_certificate (self, certificate);
  return TRUE;
}

/**
 * sc_visit_skip_comparing:
 * @self: a visit
 *
 * Returns: whether it went on to Review without the sensor's own scan
 */
gboolean
sc_visit_skip_comparing (ScVisit *self)
{
  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  if (self->state != SC_VISIT_COMPARING_NETWORK)
    return FALSE;
  sc_visit_read_skip_compare (self);
  return TRUE;
}

/**
 * sc_visit_send:
 * @self: a visit in review
 *
 * The technician's consent. From here on the sensor is changed.
 *
 * Returns: %FALSE in any other state, or if the journal cannot take it (see
 *   sc_visit_get_error())
 */
gboolean
sc_visit_send (ScVisit *self)
{
  g_autoptr (GError) error = NULL;
  ScStep *consent;

  g_return_val_if_fail (SC_IS_VISIT (self), FALSE);
  if (self->state != SC_VISIT_REVIEWING)
    return FALSE;
  sc_visit_set_error (self, NULL);
  consent = sc_step_new_text (SC_STEP_CONSENT, self->clock, self->early ? "early" : "after", NULL);
  if (!sc_record_book_write_first (self->book, self->record, consent, &error))
    {
      sc_visit_set_error (self, g_steal_pointer (&error));
      sc_visit_emit_changed (self);
      return FALSE;
    }
  sc_visit_enter (self, self->early ? SC_VISIT_PROVISIONING_EARLY : SC_VISIT_SENDING);
  return TRUE;
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (sc_lease_release_finish (SC_LEASE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sc_visit_end_shut_down:
 * @self: a visit that is being shut down, with no join under way
 *
 * Leaves the sensor's network if the laptop is on it, then tells.
 */
void
sc_visit_end_shut_down (ScVisit *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->shut_down);

  if (self->lease != NULL)
    sc_lease_release_async (self->lease, NULL, on_shut_down, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sc_visit_shut_down_async:
 * @self: a visit
 * @callback: called when the laptop is free
 * @user_data: for @callback
 *
 * For the end of the program, once: stops everything and leaves the sensor's network. What was on
 * its way stays *asked* in the journal and is settled at the next start.
 */
void
sc_visit_shut_down_async (ScVisit *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->shut_down == NULL);
  self->shut_down = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->shut_down, sc_visit_shut_down_async);
  sc_visit_cancel (self);
  sc_visit_stop_waiting (self);
  if (!self->joining) /* else the end of the join ends this */
    sc_visit_end_shut_down (self);
}

/**
 * sc_visit_shut_down_finish:
 * @self: a visit
 * @result: from the callback
 * @error: why the laptop's network could not be restored
 *
 * Returns: whether the laptop is free
 */
gboolean
sc_visit_shut_down_finish (ScVisit *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sc_visit_abandon:
 * @self: a visit whose workflow goes away
 *
 * Whatever is under way ends without consequence: requests may keep the visit alive a little
 * longer, but nothing follows from their answers. Drops the lease, which leaves the network.
 */
void
sc_visit_abandon (ScVisit *self)
{
  sc_visit_stop_waiting (self);
  sc_visit_forget_sensor (self);
  self->state = SC_VISIT_IDLE;
}
