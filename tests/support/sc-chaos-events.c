/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may happen at any time, to the world, to the laptop, and through the technician. */

#include "sc-chaos.h"

static ScWorldRadio *
radio_of (ScChaos *self)
{
  return sc_world_get_radio (self->place.world);
}

static ScWorldSensor *
any_sensor (ScChaos *self)
{
  return sc_world_get_sensor (self->place.world, sc_chaos_pick (self, 4) == 0 ? 1 : 0);
}

static ScRecord *
any_record (ScChaos *self)
{
  GListModel *records = sc_workflow_get_records (self->place.workflow);
  guint n = g_list_model_get_n_items (records);
  g_autoptr (ScRecord) record = NULL;

  if (n == 0)
    return NULL;
  record = g_list_model_get_item (records, sc_chaos_pick (self, n));
  return record; /* the workflow keeps it */
}

/* The world */

static void
fault_in_cloud (ScChaos *self)
{
  static const guint statuses[] = { 0, 400, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503 };
  ScWorldFault fault = { .call = (ScWorldCall)sc_chaos_pick (self, SC_WORLD_N_CALLS),
                         .n_times = 1 + sc_chaos_pick (self, 3),
                         .status = statuses[sc_chaos_pick (self, G_N_ELEMENTS (statuses))],
                         .after = sc_chaos_flip (self, 40) };

  /* What a cloud that has carried something out may still answer */
  if (fault.after && fault.status != 0 && fault.status < 500)
    fault.after = FALSE;
  /* To a GET this is an answer, and a cloud that lies is not to be helped. */
  if (fault.status == 404 && fault.call != SC_WORLD_CALL_PROVISION)
    fault.call = SC_WORLD_CALL_TOKEN;
  if (fault.status == 429 || fault.status == 503)
    fault.retry_after_s = sc_chaos_pick (self, 2) * sc_chaos_pick (self, 40);
  sc_chaos_tell (self, "cloud fault %u on call %d, %u times%s", fault.status, fault.call,
                 fault.n_times, fault.after ? ", after effect" : "");
  sc_world_cloud_add_fault (sc_world_get_cloud (self->place.world), &fault);
}

static void
fault_on_way_to_cloud (ScChaos *self)
{
  static const ScError before[] = { SC_ERROR_CLOUD_UNREACHABLE,   SC_ERROR_CLOUD_TIMEOUT,
                                    SC_ERROR_CLOUD_TLS_TIME,      SC_ERROR_CLOUD_TLS_UNKNOWN_CA,
                                    SC_ERROR_CLOUD_TLS_OTHER,     SC_ERROR_CLOUD_NOT_API,
                                    SC_ERROR_CLOUD_REPLY_INVALID, SC_ERROR_CLOUD_REPLY_LOST };
  gboolean after = sc_chaos_flip (self, 30);
  ScError code =
      after ? SC_ERROR_CLOUD_REPLY_LOST : before[sc_chaos_pick (self, G_N_ELEMENTS (before))];
  ScWorldCall call = (ScWorldCall)sc_chaos_pick (self, SC_WORLD_N_CALLS);

  sc_chaos_tell (self, "call %d to the cloud: %s%s", call, sc_error_get_info (code)->id,
                 after ? ", after effect" : "");
  sc_world_cloud_port_fail_next (self->place.cloud_port, call, (int)code, after);
}

static void
fault_of_sensor (ScChaos *self)
{
  static const ScError before[] = { SC_ERROR_SENSOR_UNREACHABLE, SC_ERROR_SENSOR_SILENT,
                                    SC_ERROR_SENSOR_DROPPED,     SC_ERROR_SENSOR_REFUSED,
                                    SC_ERROR_SENSOR_NOT_FOUND,   SC_ERROR_SENSOR_NO_ANSWER,
                                    SC_ERROR_SENSOR_ODD_REPLY,   SC_ERROR_SENSOR_REPLY_TOO_LARGE };
  static const ScError after[] = { SC_ERROR_SENSOR_SILENT, SC_ERROR_SENSOR_DROPPED,
                                   SC_ERROR_SENSOR_ODD_REPLY };
  gboolean is_after = sc_chaos_flip (self, 50);
  ScError code = is_after ? after[sc_chaos_pick (self, G_N_ELEMENTS (after))]
                          : before[sc_chaos_pick (self, G_N_ELEMENTS (before))];
  ScSensorCall call = sc_chaos_flip (self, 60) ? SC_SENSOR_DELETE_PROFILES + sc_chaos_pick (self, 2)
                                               : sc_chaos_pick (self, SC_SENSOR_ADD_PROFILE + 1);

  sc_chaos_tell (self, "sensor call %s: %s%s", sc_sensor_call_to_string (call),
                 sc_error_get_info (code)->id, is_after ? ", after effect" : "");
  sc_world_sensor_port_fail_next (self->place.sensor_port, call, (int)code, is_after);
}

static void
quirk (ScChaos *self)
{
  ScWorldSensor *sensor = any_sensor (self);
  ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

  quirks.visits = sc_chaos_pick (self, 4);
  quirks.silent = sc_chaos_flip (self, 30);
  quirks.ap_key = sc_chaos_flip (self, 20) ? SC_SCENARIO_AP_KEY : NULL;
  quirks.refuses_profile = sc_chaos_flip (self, 30);
  quirks.ap_stays = sc_chaos_flip (self, 40);
  quirks.certificate_path =
      sc_chaos_flip (self, 20) ? "/somewhere/else" : SC_WORLD_CERTIFICATE_PATH;
  sc_chaos_tell (self, "%s: %u odd visits:%s%s%s%s", sc_world_sensor_get_id (sensor), quirks.visits,
                 quirks.silent ? " silent" : "", quirks.refuses_profile ? " refuses" : "",
                 quirks.ap_stays ? " stays" : "", quirks.ap_key != NULL ? " has a password" : "");
  sc_world_sensor_set_quirks (sensor, &quirks);
}

static gboolean
is_known (ScChaos *self, const char *sensor_id)
{
  GListModel *records = sc_workflow_get_records (self->place.workflow);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);

      if (g_strcmp0 (sc_record_get_sensor_id (record), sensor_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
claimed_elsewhere (ScChaos *self)
{
  ScWorldCloud *cloud = sc_world_get_cloud (self->place.world);
  const char *id = sc_world_sensor_get_id (any_sensor (self));
  gint64 wall_us = sc_clock_wall_us (SC_CLOCK (self->world_clock));
  const char *tenant = sc_chaos_flip (self, 70) ? SC_PRACTICE_TENANT : SC_CHAOS_OTHER_TENANT;
  gboolean contact = sc_chaos_flip (self, 60);

  /* "Long ago" is before anybody asked. */
  if (sc_world_cloud_is_provisioned (cloud, id) || is_known (self, id))
    return;
  sc_chaos_tell (self, "%s was claimed by %s long ago%s", id, tenant, contact ? ", and used" : "");
  sc_world_cloud_claim (cloud, id, tenant, wall_us - 86400 * 30 * S,
                        contact ? wall_us - 86400 * S : 0);
}

static void
change_uplink (ScChaos *self)
{
  gint64 delay_us = sc_chaos_pick (self, 3) * sc_chaos_pick (self, 120) * S;

  if (sc_chaos_flip (self, 50))
    {
      gboolean present = sc_chaos_flip (self, 50);

      sc_chaos_tell (self, "second uplink: %d", present);
      sc_world_radio_set_second_uplink (radio_of (self), present);
      return;
    }
  sc_chaos_tell (self, "uplink after %d s", (int)(delay_us / S));
  sc_world_radio_set_uplink_delay (radio_of (self), delay_us);
}

/* What a join meets, as NetworkManager tells it */
static void
fault_of_join (ScChaos *self)
{
  static const ScError codes[] = {
    SC_ERROR_LINK_NOT_JOINED,   SC_ERROR_LINK_MANAGER_GONE,   SC_ERROR_LINK_DENIED,
    SC_ERROR_LINK_RADIO_OFF,    SC_ERROR_LINK_RADIO_BLOCKED,  SC_ERROR_LINK_NO_ADAPTER,
    SC_ERROR_LINK_NOT_FOUND,    SC_ERROR_LINK_ADAPTER_FAILED, SC_ERROR_LINK_UNSUPPORTED,
    SC_ERROR_LINK_KEY_NEEDED,   SC_ERROR_LINK_KEY_REFUSED,    SC_ERROR_LINK_TIMEOUT,
    SC_ERROR_LINK_NO_ADDRESS,   SC_ERROR_LINK_SUSPENDED,      SC_ERROR_LINK_TAKEN,
    SC_ERROR_LINK_SANDBOX,      SC_ERROR_LINK_UNMANAGED,      SC_ERROR_LINK_FIRMWARE,
    SC_ERROR_LINK_PROFILE_GONE, SC_ERROR_LINK_UNPLUGGED,
  };
  ScError code = codes[sc_chaos_pick (self, G_N_ELEMENTS (codes))];
  guint n_times = 1 + sc_chaos_pick (self, 3);

  sc_chaos_tell (self, "the next %u joins: %s", n_times, sc_error_get_info (code)->id);
  sc_world_radio_set_join_trouble (radio_of (self), code, n_times);
}

static void
come_between (ScChaos *self)
{
  ScError code = sc_chaos_flip (self, 50) ? SC_ERROR_LINK_VPN : SC_ERROR_LINK_OVERLAP;
  gint64 us = sc_chaos_pick (self, 300) * S;

  sc_chaos_tell (self, "%s, and %d s of a visit", sc_error_get_info (code)->id, (int)(us / S));
  sc_world_radio_set_obstacle (radio_of (self), code, us);
}

static void
stand_in_for_cloud (ScChaos *self)
{
  static const ScWorldIdentity identities[] = {
    SC_WORLD_IDENTITY_UNKNOWN_CA, SC_WORLD_IDENTITY_WRONG_HOST, SC_WORLD_IDENTITY_EXPIRED,
    SC_WORLD_IDENTITY_PLAIN,      SC_WORLD_IDENTITY_NONE,
  };
  ScWorldCloud *cloud = sc_world_get_cloud (self->place.world);
  guint which = sc_chaos_pick (self, G_N_ELEMENTS (identities) + 1);
  gint64 us = (1 + sc_chaos_pick (self, 200)) * S;

  if (which == G_N_ELEMENTS (identities))
    {
      sc_chaos_tell (self, "the next sign-in but one is another tenant's");
      sc_world_cloud_set_detour (cloud, SC_CHAOS_OTHER_TENANT, 1, 1);
      return;
    }
  sc_chaos_tell (self, "instead of the cloud there is %u for %d s", which, (int)(us / S));
  sc_world_cloud_set_identity (cloud, identities[which], us);
}

static void
happen_in_world (ScChaos *self)
{
  ScWorldSensor *sensor = any_sensor (self);
  ScWorldFault fault;

  switch (sc_chaos_pick (self, 16))
    {
    case 0:
    case 1:
      fault_in_cloud (self);
      break;
    case 2:
    case 3:
      fault_on_way_to_cloud (self);
      break;
    case 4:
    case 5:
      fault_of_sensor (self);
      break;
    case 6:
      quirk (self);
      break;
    case 7:
      claimed_elsewhere (self);
      break;
    case 8:
    case 9:
      change_uplink (self);
      break;
    case 11:
    case 12:
      fault_of_join (self);
      break;
    case 13:
      come_between (self);
      break;
    case 14:
      stand_in_for_cloud (self);
      break;
    case 10:
      fault = (ScWorldFault){ SC_WORLD_CALL_ANY, 1, 401, FALSE, 0 };
      sc_chaos_tell (self, "the token is withdrawn");
      sc_world_cloud_add_fault (sc_world_get_cloud (self->place.world), &fault);
      break;
    default:
      sc_chaos_tell (self, "%s is put into set-up mode", sc_world_sensor_get_id (sensor));
      sc_world_sensor_enter_set_up (sensor);
      break;
    }
}

/* The laptop */

static void
restart (ScChaos *self)
{
  guint how = sc_chaos_pick (self, 3);

  sc_chaos_tell (self, how == 0 ? "quit" : how == 1 ? "killed" : "power cut");
  if (how == 0)
    sc_chaos_quit_program (self);
  else
    sc_chaos_kill_program (self);
  if (how == 2)
    sc_virtual_clock_reboot (self->place.clock, (1 + sc_chaos_pick (self, 600)) * S);
  else
    sc_virtual_clock_advance (self->place.clock, sc_chaos_pick (self, 30) * S);
  sc_chaos_start_program (self);
  sc_chaos_tell (self, "started again");
}

/* Of what is kept: one step, or the account. */
static void
fault_of_store (ScChaos *self)
{
  static const ScError codes[] = { 0, SC_ERROR_KEYRING_ABSENT, SC_ERROR_KEYRING_FAILED,
                                   SC_ERROR_KEYRING_LOCKED, SC_ERROR_KEYRING_DENIED };
  guint which = sc_chaos_pick (self, 2 * G_N_ELEMENTS (codes));

  if (which >= G_N_ELEMENTS (codes))
    {
      sc_chaos_tell (self, "the next step is not kept");
      sc_troubled_journal_set_trouble (self->place.journal, SC_ERROR_JOURNAL_FAILED);
      return;
    }
  sc_chaos_tell (self, "keyring: %s", which > 0 ? sc_error_get_info (codes[which])->id : "well");
  sc_troubled_keyring_set_trouble (self->place.keyring, codes[which]);
  if (sc_chaos_flip (self, 50))
    sc_workflow_look_up_account (self->place.workflow);
  else
    sc_workflow_forget_account (self->place.workflow);
}

static void
happen_to_laptop (ScChaos *self)
{
  gint64 us;

  switch (sc_chaos_pick (self, 8))
    {
    case 5:
    case 6:
      fault_of_store (self);
      break;
    case 0:
      us = (1 + sc_chaos_pick (self, 1800)) * S;
      sc_chaos_tell (self, "asleep for %d s", (int)(us / S));
      sc_virtual_clock_suspend (self->place.clock, us);
      break;
    case 1:
      us = ((gint64)sc_chaos_pick (self, 200000) - 100000) * S;
      sc_chaos_tell (self, "wall clock set by %d s", (int)(us / S));
      sc_virtual_clock_set_wall (self->place.clock,
                                 sc_clock_wall_us (SC_CLOCK (self->place.clock)) + us);
      break;
    case 2:
      sc_chaos_tell (self, "the laptop changes networks");
      sc_world_radio_leave (radio_of (self));
      break;
    case 3:
      sc_chaos_tell (self, "the disk is full");
      sc_fake_journal_fail (self->place.fakes, SC_ERROR_JOURNAL_FAILED);
      break;
    case 4:
      sc_chaos_tell (self, "the disk has room");
      sc_fake_journal_fail (self->place.fakes, 0);
      break;
    default:
      restart (self);
      break;
    }
}

/* The technician */

static ScAccessPoint *
find_access_point (ScChaos *self, ScWorldSensor *sensor)
{
  GListModel *aps = sc_link_get_access_points (self->place.link);

  for (guint i = 0; i < g_list_model_get_n_items (aps); i++)
    {
      g_autoptr (ScAccessPoint) ap = g_list_model_get_item (aps, i);

      if (g_bytes_equal (sc_access_point_get_ssid (ap), sc_world_sensor_get_ssid (sensor)))
        return g_steal_pointer (&ap);
    }
  return NULL;
}

void
sc_chaos_sign_in (ScChaos *self, const char *client_id, const char *client_secret)
{
  g_autoptr (ScSecret) id = sc_secret_new (client_id, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (client_secret, -1);
  const ScPractice *practice = sc_world_get_practice (self->place.world);
  g_autoptr (ScAccount) account = sc_account_new (practice->endpoint, id, secret, NULL, NULL);

  sc_workflow_sign_in (self->place.workflow, account, sc_chaos_flip (self, 30));
}

static void
sign_in (ScChaos *self)
{
  guint who = sc_chaos_pick (self, 8);

  sc_chaos_tell (self, who == 0   ? "signs in with a wrong secret"
                       : who == 1 ? "signs in elsewhere"
                                  : "signs in");
  if (who == 0)
    sc_chaos_sign_in (self, SC_PRACTICE_CLIENT_ID, "wrong");
  else if (who == 1)
    sc_chaos_sign_in (self, SC_CHAOS_OTHER_ID, SC_CHAOS_OTHER_SECRET);
  else
    sc_chaos_sign_in (self, SC_PRACTICE_CLIENT_ID, SC_PRACTICE_CLIENT_SECRET);
}

/* Whoever has no sensor's password gives none. */
static void
give_ap_key (ScChaos *self)
{
  static const char *const keys[] = { SC_SCENARIO_AP_KEY, SC_SCENARIO_AP_KEY,
                                      SC_SCENARIO_MISREAD_AP_KEY, NULL };
  const char *text = keys[sc_chaos_pick (self, G_N_ELEMENTS (keys))];
  g_autoptr (ScSecret) key = text != NULL ? sc_secret_new (text, -1) : NULL;

  sc_link_set_key (self->place.link, key);
}

static void
start_visit (ScChaos *self)
{
  ScPlace *place = &self->place;
  ScWorldSensor *sensor = any_sensor (self);
  g_autoptr (ScAccessPoint) ap = find_access_point (self, sensor);
  gboolean by_hand = sc_chaos_flip (self, 25);
  gboolean started;

  if (ap == NULL)
    return;
  if (sc_workflow_get_site_network (place->workflow) == NULL)
    sc_place_set_network (place, sc_chaos_flip (self, 80) ? NULL : "wrong password");
  sc_workflow_begin (place->workflow);
  give_ap_key (self);
  started = sc_visit_start (place->visit, by_hand ? NULL : ap);
  sc_chaos_tell (self, "visits %s%s: %d", sc_world_sensor_get_id (sensor),
                 by_hand ? " by hand" : "", started);
  if (by_hand && started)
    {
      self->joined_by_hand = TRUE;
      sc_world_radio_join (radio_of (self), sc_access_point_get_bssid (ap), NULL, NULL);
    }
}

static void
decide_in_visit (ScChaos *self)
{
  ScPlace *place = &self->place;
  ScVisit *visit = place->visit;

  switch (sc_visit_get_state (visit))
    {
    case SC_VISIT_NEEDS_CERTIFICATE:
      if (sc_chaos_flip (self, 50))
        {
          sc_chaos_tell (self, "types the certificate's address");
          sc_visit_use_certificate_path (visit, "/somewhere/else");
        }
      else
        {
          GBytes *pem =
              sc_world_sensor_get_pem (sc_chaos_sensor_of (self, sc_visit_get_record (visit)));
          g_autoptr (ScCertificate) certificate = sc_certificate_new (pem, NULL);

          sc_chaos_tell (self, "loads a certificate");
          sc_visit_use_certificate (visit, certificate);
        }
      break;
    case SC_VISIT_COMPARING_NETWORK:
      sc_chaos_tell (self, "skips");
      sc_visit_skip_comparing (visit);
      break;
    case SC_VISIT_REVIEWING:
      sc_chaos_tell (self, "sends");
      sc_visit_send (visit);
      break;
    default:
      break;
    }
}

static void
work_on_record (ScChaos *self)
{
  ScWorkflow *workflow = self->place.workflow;
  ScRecord *record = any_record (self);
  static const char *const names[] = { "stops", "resumes", "tries now", "opens" };
  guint what = sc_chaos_pick (self, 4);

  if (record == NULL)
    return;
  sc_chaos_tell (self, "%s %s", names[what], sc_record_get_sensor_id (record));
  if (what == 0)
    sc_workflow_stop_record (workflow, record);
  else if (what == 1)
    sc_workflow_resume_record (workflow, record);
  else if (what == 2)
    sc_workflow_try_now (workflow, record);
  else
    sc_workflow_open_record (workflow, record);
}

static void
change_settings (ScChaos *self)
{
  ScWorkflow *workflow = self->place.workflow;
  guint what = sc_chaos_pick (self, 5);

  sc_chaos_tell (self, "changes setting %u", what);
  if (what < 2)
    sc_workflow_set_order (workflow, (ScProvisionOrder)sc_chaos_pick (self, 3));
  else if (what == 2)
    sc_place_set_network (&self->place, NULL);
  else if (what == 3)
    sc_place_set_network (&self->place, "wrong password");
  else
    sc_workflow_set_site_network (workflow, NULL);
}

static void
act (ScChaos *self)
{
  ScWorkflow *workflow = self->place.workflow;

  switch (sc_chaos_pick (self, 16))
    {
    case 0:
      sign_in (self);
      break;
    case 1:
      sc_chaos_tell (self, "cancels");
      sc_visit_cancel (self->place.visit);
      break;
    case 2:
      sc_chaos_tell (self, "retries");
      sc_visit_retry (self->place.visit);
      break;
    case 3:
      sc_chaos_tell (self, "goes back");
      sc_workflow_back_to_prepare (workflow);
      break;
    case 4:
      sc_chaos_tell (self, "next sensor");
      sc_workflow_next_sensor (workflow);
      break;
    case 5:
      sc_chaos_tell (self, "signs out");
      sc_workflow_sign_out (workflow);
      break;
    case 6:
      sc_chaos_tell (self, "goes on to Done");
      sc_workflow_show_done (workflow);
      break;
    case 7:
    case 8:
      work_on_record (self);
      break;
    case 9:
      change_settings (self);
      break;
    default:
      decide_in_visit (self);
      break;
    }
}

static gboolean
may_sign_in (ScChaos *self)
{
  return sc_workflow_get_sign_in (self->place.workflow) != SC_SIGN_IN_DONE
         && sc_workflow_get_sign_in (self->place.workflow) != SC_SIGN_IN_BUSY;
}

static gint64
some_time (ScChaos *self)
{
  switch (sc_chaos_pick (self, 10))
    {
    case 0:
      return 0;
    case 1:
    case 2:
    case 3:
      return sc_chaos_pick (self, 1000) * S / 1000;
    case 4:
    case 5:
    case 6:
      return sc_chaos_pick (self, 8000) * S / 1000;
    case 7:
    case 8:
      return sc_chaos_pick (self, 60) * S;
    default:
      return sc_chaos_pick (self, 1800) * S;
    }
}

/**
 * sc_chaos_happen:
 * @self: a place with the program running
 *
 * One more thing happens, then some time passes.
 */
void
sc_chaos_happen (ScChaos *self)
{
  guint what = sc_chaos_pick (self, 100);

  if (may_sign_in (self) && what < 60)
    sign_in (self);
  else if (sc_visit_state_is_end (sc_visit_get_state (self->place.visit)) && what < 35)
    start_visit (self);
  else if (what < 70)
    act (self);
  else if (what < 90)
    happen_in_world (self);
  else
    happen_to_laptop (self);
  sc_chaos_watch (self);
  sc_chaos_pass (self, some_time (self));
}
