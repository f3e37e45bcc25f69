/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-visit-bed.h"

GBytes *
sc_visit_bed_pem (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "sensor-chain.pem", NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize n_bytes;

  g_file_get_contents (path, &text, &n_bytes, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, n_bytes);
}

static ScSiteNetwork *
sc_visit_bed_site_network (void)
{
  g_autoptr (GBytes) ssid = g_bytes_new_static ("Hall 1", 6);
  g_autoptr (ScSecret) key = sc_secret_new ("correct horse", -1);

  return sc_site_network_new (ssid, SC_SECURITY_WPA, key, NULL);
}

void
sc_visit_bed_settle (ScVisitBed *f)
{
  sc_virtual_clock_advance (f->clock, 0); /* with the timers that are due */
}

void
sc_visit_bed_sign_in (ScVisitBed *f)
{
  g_autoptr (ScSecret) id = sc_secret_new ("id", -1);
  g_autoptr (ScSecret) secret = sc_secret_new ("secret", -1);
  g_autoptr (ScAccount) account = sc_account_new (ENDPOINT, id, secret, NULL, NULL);

  sc_workflow_sign_in (f->workflow, account, FALSE);
  sc_fake_cloud_answer (f->fakes, sc_tenant_new (ENDPOINT, "abc123", "standard"));
  sc_visit_bed_settle (f);
}

void
sc_visit_bed_set_up (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScSiteNetwork) network = sc_visit_bed_site_network ();
  ScPorts ports;

  f->clock = sc_virtual_clock_new ();
  f->fakes = sc_fakes_new ();
  f->model = sc_model_load ("otosense-sms", NULL);
  ports = (ScPorts){ SC_CLOCK (f->clock), f->fakes->link,    f->fakes->sensor,
                     f->fakes->cloud,     f->fakes->journal, f->fakes->keyring };
  f->workflow = sc_workflow_new (&ports, f->model);
  f->visit = sc_workflow_get_visit (f->workflow);
  sc_visit_bed_sign_in (f);
  sc_workflow_set_site_network (f->workflow, network);
  g_assert_true (sc_workflow_begin (f->workflow));
  sc_workflow_set_certificate_path (f->workflow, "/cert");
}

void
sc_visit_bed_tear_down (ScVisitBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&f->workflow);
  sc_visit_bed_settle (f);
  sc_fakes_free (f->fakes);
  sc_model_unref (f->model);
  g_clear_object (&f->clock);
}

/* One ordinary step forward from each state; what answers it. */
void
sc_visit_bed_step (ScVisitBed *f)
{
  switch (sc_visit_get_state (f->visit))
    {
    case SC_VISIT_IDLE:
      g_assert_true (sc_visit_start (f->visit, NULL));
      break;
    case SC_VISIT_JOINING:
      sc_fake_link_grant (f->fakes);
      break;
    case SC_VISIT_IDENTIFYING:
      g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_READ_NAME));
      sc_fake_sensor_answer (f->fakes, g_strdup ("SMS0000S111A"));
      sc_visit_bed_settle (f);
      sc_fake_sensor_answer (f->fakes, g_strdup ("00:11:22:33:44:55"));
      sc_visit_bed_settle (f);
      sc_fake_sensor_fail (f->fakes, SC_ERROR_SENSOR_NOT_FOUND); /* versions are optional */
      break;
    case SC_VISIT_READING_CERTIFICATE:
      {
        g_autoptr (GBytes) pem = sc_visit_bed_pem ();

        g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_READ_CERTIFICATE));
        sc_fake_sensor_answer (f->fakes, sc_certificate_new (pem, NULL));
        break;
      }
    case SC_VISIT_COMPARING_NETWORK:
      g_assert_true (sc_visit_skip_comparing (f->visit));
      break;
    case SC_VISIT_REVIEWING:
      g_assert_true (sc_visit_send (f->visit));
      break;
    case SC_VISIT_SENDING:
      g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_DELETE_PROFILES));
      sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
      sc_visit_bed_settle (f);
      g_assert_true (sc_fake_sensor_is_asked (f->fakes, SC_SENSOR_ADD_PROFILE));
      sc_fake_sensor_answer (f->fakes, GINT_TO_POINTER (TRUE));
      break;
    case SC_VISIT_RELEASING:
    case SC_VISIT_LEAVING:
      sc_fake_link_finish_release (f->fakes);
      break;
    case SC_VISIT_NEEDS_CERTIFICATE:
    case SC_VISIT_PROVISIONING_EARLY:
    case SC_VISIT_SENT:
    case SC_VISIT_UNCHANGED:
    case SC_VISIT_FAILED:
    case SC_VISIT_N_STATES:
      g_assert_not_reached ();
    }
  sc_visit_bed_settle (f);
}

void
sc_visit_bed_go_to (ScVisitBed *f, ScVisitState state)
{
  for (guint i = 0; i < 20 && sc_visit_get_state (f->visit) != state; i++)
    sc_visit_bed_step (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, state);
}

gboolean
sc_visit_bed_saw_a_change (ScVisitBed *f)
{
  return sc_fakes_has_logged (f->fakes, "delete-profiles")
         || sc_fakes_has_logged (f->fakes, "add-profile");
}

void
sc_visit_bed_assert_failed (ScVisitBed *f, ScError code)
{
  if (sc_visit_get_state (f->visit) == SC_VISIT_LEAVING)
    sc_visit_bed_step (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_FAILED);
  g_assert_error (sc_visit_get_error (f->visit), SC_ERROR, (int)code);
}

void
sc_visit_bed_go_to_early (ScVisitBed *f)
{
  sc_visit_bed_go_to (f, SC_VISIT_REVIEWING);
  g_assert_true (sc_fake_cloud_is_asked (f->fakes, "get")); /* the baseline */
  sc_fake_cloud_answer (f->fakes, NULL);
  sc_visit_bed_settle (f);
  g_assert_true (sc_workflow_will_provision_early (f->workflow));
  g_assert_true (sc_visit_send (f->visit));
  sc_visit_bed_settle (f);
  g_assert_cmpint (sc_visit_get_state (f->visit), ==, SC_VISIT_PROVISIONING_EARLY);
  g_assert_true (sc_fake_cloud_is_asked (f->fakes, "provision"));
  g_assert_false (sc_visit_bed_saw_a_change (f));
}

GPtrArray *
sc_visit_bed_heard (const char *ssid)
{
  GPtrArray *networks = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_heard_network_free);
  ScHeardNetwork *network = g_new0 (ScHeardNetwork, 1);

  network->digit = '3';
  network->ssid = g_bytes_new (ssid, strlen (ssid));
  g_ptr_array_add (networks, network);
  return networks;
}
