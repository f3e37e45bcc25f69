/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Joining and leaving through NetworkManager, when something goes wrong. */

#include "sc-nm-bed.h"

#define SENSOR "02:00:00:00:00:02"
#define LOCKED "02:00:00:00:00:05"
#define SECONDS(n) ((n)*G_USEC_PER_SEC)

static void
assert_home (ScNmBed *f)
{
  sc_nm_bed_until (f, sc_fake_nm_is_connected (f->nm, "home"), SECONDS (30));
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 1);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_READY);
}

/* Every way an activation can end, and what is said about it. */
static const struct
{
  guint phase, device, active;
  ScError code;
} ends[] = {
  { 50, 2, 3, SC_ERROR_LINK_ADAPTER_FAILED },
  { 50, 3, 3, SC_ERROR_LINK_UNMANAGED },
  { 50, 4, 3, SC_ERROR_LINK_ADAPTER_FAILED },
  { 70, 5, 3, SC_ERROR_LINK_NO_ADDRESS },
  { 70, 15, 3, SC_ERROR_LINK_NO_ADDRESS },
  { 70, 16, 3, SC_ERROR_LINK_NO_ADDRESS },
  { 70, 17, 3, SC_ERROR_LINK_NO_ADDRESS },
  { 50, 7, 3, SC_ERROR_LINK_KEY_REFUSED },
  { 50, 9, 3, SC_ERROR_LINK_UNSUPPORTED },
  { 50, 10, 3, SC_ERROR_LINK_UNSUPPORTED },
  { 50, 11, 3, SC_ERROR_LINK_TIMEOUT },
  { 50, 53, 3, SC_ERROR_LINK_NOT_FOUND },
  { 50, 35, 3, SC_ERROR_LINK_FIRMWARE },
  { 50, 36, 3, SC_ERROR_LINK_UNPLUGGED },
  { 50, 38, 3, SC_ERROR_LINK_PROFILE_GONE },
  { 50, 0, 5, SC_ERROR_LINK_NO_ADDRESS },
  { 50, 0, 9, SC_ERROR_LINK_KEY_REFUSED },
  { 50, 0, 10, SC_ERROR_LINK_KEY_REFUSED },
  { 50, 0, 11, SC_ERROR_LINK_PROFILE_GONE },
  { 50, 8, 3, SC_ERROR_LINK_LOST },
  { 70, 40, 3, SC_ERROR_LINK_LOST },
  { 50, 37, 3, SC_ERROR_LINK_SUSPENDED },
  { 50, 0, 6, SC_ERROR_LINK_TIMEOUT },
  { 50, 4711, 815, SC_ERROR_LINK_NOT_JOINED }, /* numbers nobody knows */
};

static void
test_every_end (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_test_message ("device reason %u, connection reason %u", ends[i].device, ends[i].active);
      sc_fake_nm_fail_next (f->nm, ends[i].phase, ends[i].device, ends[i].active);
      sc_fake_nm_keep_failing (f->nm, TRUE);
      sc_nm_bed_fail_join (f, SENSOR, ends[i].code);
      sc_fake_nm_keep_failing (f->nm, FALSE);
      assert_home (f);
    }
}

/* Only what the technician decided is not undone. */
static void
test_taken (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const guint reasons[][2] = { { 39, 2 }, { 60, 3 }, { 0, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      guint before = sc_fake_nm_count_calls (f->nm, "ActivateConnection");

      sc_fake_nm_fail_next (f->nm, 50, reasons[i][0], reasons[i][1]);
      sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_TAKEN);
      sc_nm_bed_pass (f, SECONDS (5));
      g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "ActivateConnection"), ==, before);
      assert_home (f); /* by itself */
    }
}

static void
test_preparing_is_tried_twice (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_fail_next (f->nm, 50, 4, 3);
  lease = sc_nm_bed_join (f);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 2);
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 2);
}

static void
test_unknown_numbers_are_shown (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  sc_fake_nm_fail_next (f->nm, 50, 4711, 815);
  sc_nm_bed_start_join (f, SENSOR);
  sc_nm_bed_wait (f, SECONDS (30));
  g_assert_null (sc_link_join_finish (f->link, f->result, &error));
  g_clear_object (&f->result);
  g_assert_nonnull (strstr (error->message, "4711"));
  g_assert_nonnull (strstr (error->message, "815"));
}

static void
on_question (GDBusConnection *bus G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
             const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED,
             const char *method G_GNUC_UNUSED, GVariant *parameters G_GNUC_UNUSED,
             GDBusMethodInvocation *invocation, gpointer data)
{
  (*(guint *)data)++; /* a dialog over the wizard */
  g_dbus_method_invocation_return_dbus_error (
      invocation, "org.freedesktop.NetworkManager.SecretAgent.UserCanceled", "closed");
}

/* The desktop's own agent, on a connection of its own. */
static GDBusConnection *
add_desktop_agent (ScNmBed *f, guint *n_dialogs)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_question };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
      "<node><interface name='org.freedesktop.NetworkManager.SecretAgent'>"
      "<method name='GetSecrets'><arg type='a{sa{sv}}' direction='in'/>"
      "<arg type='o' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='a{sa{sv}}' direction='out'/></method></interface></node>",
      NULL);
  GDBusConnection *bus =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (f->daemon),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);

  g_dbus_connection_register_object (bus, "/org/freedesktop/NetworkManager/SecretAgent",
                                     node->interfaces[0], &vtable, n_dialogs, NULL, NULL);
  g_dbus_connection_call (
      bus, "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager/AgentManager",
      "org.freedesktop.NetworkManager.AgentManager", "RegisterWithCapabilities",
      g_variant_new ("(su)", "desktop", 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  sc_nm_bed_pass (f, SECONDS (1));
  g_dbus_connection_flush_sync (bus, NULL, NULL);
  sc_nm_bed_pass (f, SECONDS (1));
  return bus;
}

static void
test_wrong_key_brings_no_dialog (ScNmBed *f, gconstpointer security)
{
  g_autoptr (ScSecret) key = sc_secret_new ("not the key", -1);
  guint n_dialogs = 0;
  g_autoptr (GDBusConnection) desktop = add_desktop_agent (f, &n_dialogs);

  sc_fake_nm_add_ap (f->nm, "SMSlocked", LOCKED, GPOINTER_TO_INT (security), "the key");
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  sc_link_set_key (f->link, key);
  sc_nm_bed_fail_join (f, LOCKED, SC_ERROR_LINK_KEY_REFUSED);
  assert_home (f);
  g_assert_cmpuint (n_dialogs, ==, 0);
  g_dbus_connection_close_sync (desktop, NULL, NULL);
}

/* The user's own network may have a new password: that is for the desktop to ask. */
static void
test_home_key_is_the_desktops_matter (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  guint n_dialogs = 0;
  g_autoptr (GDBusConnection) desktop = add_desktop_agent (f, &n_dialogs);
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_ap (f->nm, "changed", "02:00:00:00:00:07", SC_FAKE_WPA2, "old");
  sc_fake_nm_add_profile (f->nm, "changed", "changed", "new", FALSE);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_connect (f->nm, "wlan0", "changed");
  sc_nm_bed_settle (f);
  lease = sc_nm_bed_join (f);
  sc_nm_bed_release (f, lease);
  for (guint i = 0; i < 100 && n_dialogs == 0; i++)
    {
      sc_nm_bed_pass (f, SECONDS (1) / 10);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (n_dialogs, >, 0);
  g_dbus_connection_close_sync (desktop, NULL, NULL);
  sc_nm_bed_wait (f, SECONDS (61));
  g_clear_object (&f->result);
}

static void
test_enterprise_and_wep_are_refused (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_nm_add_ap (f->nm, "SMSlocked", LOCKED, SC_FAKE_WEP, "k");
  sc_fake_nm_add_ap (f->nm, "SMScompany", "02:00:00:00:00:06", SC_FAKE_ENTERPRISE, NULL);
  sc_fake_nm_hear_all (f->nm);
  sc_nm_bed_settle (f);
  sc_nm_bed_fail_join (f, LOCKED, SC_ERROR_LINK_UNSUPPORTED);
  sc_nm_bed_fail_join (f, "02:00:00:00:00:06", SC_ERROR_LINK_UNSUPPORTED);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 0);
  assert_home (f);
}

/* Addresses */

static void
test_second_try_gets_an_address (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 began_us = sc_clock_now_us (SC_CLOCK (f->clock));
  g_autoptr (ScLease) lease = NULL;

  sc_fake_ap_lack_addresses (f->sensor, 1);
  lease = sc_nm_bed_join (f);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 2);
  g_assert_cmpint (sc_clock_now_us (SC_CLOCK (f->clock)) - began_us, <, SECONDS (21));
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, 2);
}

static void
test_no_address (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_ap_lack_addresses (f->sensor, 5);
  sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_NO_ADDRESS);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 2);
  assert_home (f);
}

/* Lists that are out of date */

static void
test_path_has_changed (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_nm_bed_start_join (f, SENSOR); /* with the path as it was when asked */
  sc_fake_ap_rename_path (f->nm, f->sensor);
  sc_nm_bed_wait (f, SECONDS (60));
  lease = sc_link_join_finish (f->link, f->result, NULL);
  g_clear_object (&f->result);
  g_assert_nonnull (lease);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "AddAndActivateConnection2"), ==, 2);
}

static void
test_not_heard_any_more (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScAccessPoint) access_point = sc_nm_bed_find (f, SENSOR);

  sc_nm_bed_start_join (f, SENSOR);
  sc_fake_ap_set_on_air (f->nm, f->sensor, FALSE);
  sc_fake_ap_forget (f->nm, f->sensor);
  sc_nm_bed_wait (f, SECONDS (60));
  g_assert_null (sc_link_join_finish (f->link, f->result, NULL));
  g_clear_object (&f->result);
  g_assert_cmpuint (sc_fake_nm_count_scans (f->nm), ==, 1); /* it was looked for */
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
}

/* Cancelling */

static void
cancel_after (ScNmBed *f, gint64 after_us)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("after %.1f s", after_us / 1e6);
  sc_nm_bed_start_join (f, SENSOR);
  if (after_us >= 0)
    sc_nm_bed_pass (f, after_us);
  g_cancellable_cancel (f->cancellable);
  sc_nm_bed_wait (f, SECONDS (1));
  g_assert_null (sc_link_join_finish (f->link, f->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&f->result);
  assert_home (f);
  sc_nm_bed_pass (f, SECONDS (5));
  assert_home (f); /* and it stays so */
  g_cancellable_reset (f->cancellable);
}

static void
test_cancel_at_any_time (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  for (gint64 at_us = -1; at_us < SECONDS (2); at_us += SECONDS (1) / 5)
    cancel_after (f, at_us);
}

static void
test_cancel_before_the_reply (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_nm_delay_replies (f->nm, SECONDS (1));
  for (gint64 at_us = 0; at_us < SECONDS (2); at_us += SECONDS (1) / 4)
    cancel_after (f, at_us);
}

/* The program may end with the join: the way home must be under way by then. */
static void
test_home_is_asked_for_before_the_end (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_nm_bed_start_join (f, SENSOR);
  sc_nm_bed_pass (f, SECONDS (1));
  g_cancellable_cancel (f->cancellable);
  sc_nm_bed_wait (f, SECONDS (1));
  g_clear_object (&f->result);
  g_assert_cmpuint (sc_fake_nm_count_calls (f->nm, "ActivateConnection"), ==, 1);
}

static void
test_join_right_after_cancelling (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_delay_replies (f->nm, SECONDS (1));
  sc_nm_bed_start_join (f, SENSOR);
  sc_nm_bed_pass (f, SECONDS (1) / 5);
  g_cancellable_cancel (f->cancellable);
  sc_nm_bed_wait (f, SECONDS (1));
  g_clear_object (&f->result);
  g_cancellable_reset (f->cancellable);
  lease = sc_nm_bed_join (f);
  sc_nm_bed_pass (f, SECONDS (10));
  g_assert_true (sc_lease_is_alive (lease));
  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (30), NULL));
  assert_home (f);
}

static void
test_changes_before_the_reply (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_delay_replies (f->nm, SECONDS (5)); /* joined long before the path is known */
  lease = sc_nm_bed_join (f);
  g_assert_true (sc_lease_is_alive (lease));
  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (30), NULL));
  sc_fake_nm_fail_next (f->nm, 50, 53, 3); /* failed and gone before the path is known */
  sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_NOT_FOUND);
  assert_home (f);
}

static void
test_never_joined (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  sc_fake_nm_hang_next (f->nm);
  sc_nm_bed_fail_join (f, SENSOR, SC_ERROR_LINK_TIMEOUT);
  assert_home (f);
}

/* Losing it again */

static void
test_lost (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);

  sc_fake_ap_set_on_air (f->nm, f->sensor, FALSE);
  sc_nm_bed_settle (f);
  g_assert_cmpuint (f->n_lost, ==, 1);
  g_assert_false (sc_lease_is_alive (lease));
  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (30), NULL));
  g_assert_cmpuint (f->n_lost, ==, 1);
  assert_home (f);
}

static void
test_the_user_switches (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  sc_fake_nm_add_ap (f->nm, "other", "02:00:00:00:00:08", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (f->nm);
  sc_fake_nm_add_profile (f->nm, "other", "other", NULL, FALSE);
  sc_nm_bed_start_join (f, SENSOR);
  sc_nm_bed_pass (f, SECONDS (1));
  sc_fake_nm_connect (f->nm, "wlan0", "other");
  sc_nm_bed_wait (f, SECONDS (5));
  g_assert_null (sc_link_join_finish (f->link, f->result, NULL));
  g_clear_object (&f->result);
  sc_nm_bed_pass (f, SECONDS (10));
  g_assert_true (sc_fake_nm_is_connected (f->nm, "other")); /* the user's choice is respected */

  lease = sc_nm_bed_join (f);
  sc_fake_nm_connect (f->nm, "wlan0", "home");
  sc_nm_bed_settle (f);
  g_assert_cmpuint (f->n_lost, ==, 1);
  sc_nm_bed_release (f, lease);
  g_assert_true (sc_nm_bed_finish_release (f, lease, SECONDS (5), NULL));
  g_assert_true (sc_fake_nm_is_connected (f->nm, "home"));
}

static void
test_adapter_is_pulled_out (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);
  g_autoptr (ScAccessPoint) access_point = sc_nm_bed_find (f, SENSOR);

  sc_fake_nm_remove_adapter (f->nm, "wlan0");
  sc_nm_bed_settle (f);
  g_assert_cmpuint (f->n_lost, ==, 1);
  sc_nm_bed_release (f, lease);
  sc_nm_bed_wait (f, SECONDS (61));
  g_clear_object (&f->result);
  sc_nm_bed_settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (sc_link_get_access_points (f->link)), ==, 0);
}

/* The fake itself: a test that passes must not do so for lack of strictness. */
static void
test_the_fake_is_strict (ScNmBed *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const wrong[] = {
    "({'connection': {'id': <'x'>, 'zone': <'y'>}}, %o, %o, @a{sv} {})",
    "({'connection': {'id': <'x'>}}, %o, %o, @a{sv} {})", /* everybody's: needs an administrator */
    "({'connection': {'id': <'x'>}}, %o, %o, {'colour': <'blue'>})",
  };
  g_autoptr (ScLease) lease = sc_nm_bed_join (f);
  guint n = sc_fake_nm_count_profiles (f->nm);
  guint i;

  f->expects_complaints = TRUE;
  for (i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_dbus_connection_call (
          f->bus, "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager",
          "org.freedesktop.NetworkManager", "AddAndActivateConnection2",
          g_variant_new_parsed (wrong[i], "/org/freedesktop/NetworkManager/Devices/1",
                                "/org/freedesktop/NetworkManager/AccessPoint/3"),
          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
      sc_nm_bed_settle (f);
      g_assert_cmpuint (sc_fake_nm_get_complaints (f->nm)->len, ==, i + 1);
    }
  g_assert_cmpuint (sc_fake_nm_count_profiles (f->nm), ==, n);
  g_dbus_connection_call (f->bus, "org.freedesktop.NetworkManager",
                          "/org/freedesktop/NetworkManager/Devices/1",
                          "org.freedesktop.NetworkManager.Device", "Disconnect", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  sc_nm_bed_settle (f);
  g_assert_cmpstr (g_ptr_array_index (sc_fake_nm_get_complaints (f->nm), i), ==,
                   "org.freedesktop.NetworkManager.Device.Disconnect was asked for");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test, data)                                                                      \
  g_test_add ("/nm-trouble/" path, ScNmBed, data, sc_nm_bed_set_up_link, test, sc_nm_bed_tear_down)
  ADD ("ends/every", test_every_end, NULL);
  ADD ("ends/taken", test_taken, NULL);
  ADD ("ends/preparing-is-tried-twice", test_preparing_is_tried_twice, NULL);
  ADD ("ends/unknown-numbers-are-shown", test_unknown_numbers_are_shown, NULL);
  ADD ("key/wrong-wpa2", test_wrong_key_brings_no_dialog, GINT_TO_POINTER (SC_FAKE_WPA2));
  ADD ("key/wrong-wpa3", test_wrong_key_brings_no_dialog, GINT_TO_POINTER (SC_FAKE_WPA3));
  ADD ("key/home", test_home_key_is_the_desktops_matter, NULL);
  ADD ("key/enterprise-and-wep", test_enterprise_and_wep_are_refused, NULL);
  ADD ("address/second-try", test_second_try_gets_an_address, NULL);
  ADD ("address/none", test_no_address, NULL);
  ADD ("list/path-has-changed", test_path_has_changed, NULL);
  ADD ("list/not-heard-any-more", test_not_heard_any_more, NULL);
  ADD ("cancel/at-any-time", test_cancel_at_any_time, NULL);
  ADD ("cancel/before-the-reply", test_cancel_before_the_reply, NULL);
  ADD ("cancel/home-is-asked-for", test_home_is_asked_for_before_the_end, NULL);
  ADD ("cancel/then-join", test_join_right_after_cancelling, NULL);
  ADD ("changes-before-the-reply", test_changes_before_the_reply, NULL);
  ADD ("never-joined", test_never_joined, NULL);
  ADD ("lost", test_lost, NULL);
  ADD ("user-switches", test_the_user_switches, NULL);
  ADD ("adapter/pulled-out", test_adapter_is_pulled_out, NULL);
  ADD ("fake/is-strict", test_the_fake_is_strict, NULL);
#undef ADD
  return g_test_run ();
}
