/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libsecret chooses its backend once in a program's life, so each keyring gets a program of its
 * own: the tests named …/subprocess. None of them sees the keyring of whoever runs the tests. */

#include "sc-account-text.h"
#include "sc-error.h"
#include "sc-journal-steps.h"
#include "sc-secret-keyring.h"

#include <string.h>

#define ENDPOINT "https://api.example.com/base"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define CLIENT_ID "CANARY-ID-4711"
#define CLIENT_SECRET "CANARY-SECRET 5:,\n“4712”"

/* Stopped, but kept until the program ends: it would wait for libsecret to let go of the bus. */
static GTestDBus *bus;

#define FOLDER_VARIABLE "SC_TEST_KEYRING_FOLDER"

/* Asked by a leak checker, if there is one. libsecret's file backend forgets the ETag of the file
 * each time it saves (seen with 0.20.5). */
int __lsan_is_turned_off (void);

G_MODULE_EXPORT int
__lsan_is_turned_off (void)
{
  return g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
on_done (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static gboolean
store (ScKeyring *keyring, ScAccount *account, GCancellable *cancellable, GError **error)
{
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };
  gboolean ok;

  sc_keyring_store_async (keyring, account, cancellable, on_done, &wait);
  g_main_loop_run (wait.loop);
  ok = sc_keyring_store_finish (keyring, wait.result, error);
  g_object_unref (wait.result);
  g_main_loop_unref (wait.loop);
  return ok;
}

static gboolean
look_up (ScKeyring *keyring, ScAccount **account, GError **error)
{
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };
  gboolean ok;

  sc_keyring_lookup_async (keyring, NULL, on_done, &wait);
  g_main_loop_run (wait.loop);
  ok = sc_keyring_lookup_finish (keyring, wait.result, account, error);
  g_object_unref (wait.result);
  g_main_loop_unref (wait.loop);
  return ok;
}

static ScAccount *
new_account (const char *client_secret, const char *ca_file)
{
  g_autoptr (ScSecret) client_id = sc_secret_new (CLIENT_ID, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (client_secret, -1);
  g_autoptr (GError) error = NULL;
  ScAccount *account = sc_account_new (ENDPOINT, client_id, secret, ca_file, &error);

  g_assert_no_error (error);
  return account;
}

static void
assert_same_account (ScAccount *a, ScAccount *b)
{
  g_assert_cmpstr (sc_account_get_endpoint (a), ==, sc_account_get_endpoint (b));
  g_assert_cmpstr (sc_account_get_ca_file (a), ==, sc_account_get_ca_file (b));
  g_assert_true (sc_secret_equal (sc_account_get_client_id (a), sc_account_get_client_id (b)));
  g_assert_true (
      sc_secret_equal (sc_account_get_client_secret (a), sc_account_get_client_secret (b)));
}

static void
test_text (void)
{
  g_autoptr (ScAccount) account = new_account (CLIENT_SECRET, "/etc/ca, 1:.pem");
  g_autoptr (ScSecret) text = sc_account_to_text (account);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScAccount) back =
      sc_account_from_text (sc_secret_peek (text), sc_secret_get_n_bytes (text), &error);

  g_assert_no_error (error);
  assert_same_account (account, back);
  for (gsize n = 0; n < sc_secret_get_n_bytes (text); n++)
    {
      g_autoptr (GError) cut = NULL;

      g_assert_null (sc_account_from_text (sc_secret_peek (text), n, &cut));
      g_assert_error (cut, SC_ERROR, SC_ERROR_KEYRING_FAILED);
    }
}

static void
test_text_of_others (void)
{
  static const char *const texts[] = {
    "",
    "hello",
    "sc1:",
    "sc2:1:a,1:a,1:a,0:,",
    "sc1:99999999999999999999:a,1:a,1:a,0:,",
    "sc1:-1:a,1:a,1:a,0:,",
    "sc1:1:a,1:a,1:a,0:,x",
    "sc1::a,1:a,1:a,0:,",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sc_account_from_text (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_KEYRING_FAILED);
    }
}

static void
use_file (const char *password)
{
  g_autofree char *path = g_build_filename (g_getenv (FOLDER_VARIABLE), "test.keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", password, TRUE);
}

static void
remember_in_file (void)
{
  g_autofree char *path = g_build_filename (g_getenv (FOLDER_VARIABLE), "test.keyring", NULL);
  g_autofree char *contents = NULL;
  gsize size;
  g_autoptr (ScKeyring) real = SC_KEYRING (sc_secret_keyring_new ("real"));
  g_autoptr (ScKeyring) rehearsal = SC_KEYRING (sc_secret_keyring_new ("rehearsal"));
  g_autoptr (ScAccount) account = new_account (CLIENT_SECRET, NULL);
  g_autoptr (ScAccount) changed = new_account ("another", "/etc/ca.pem");
  g_autoptr (ScAccount) found = NULL;
  g_autoptr (GError) error = NULL;

  use_file ("first password");
  g_assert_true (look_up (real, &found, &error));
  g_assert_null (found);                            /* nothing saved, and no error */
  g_assert_true (store (real, NULL, NULL, &error)); /* forgetting nothing is fine */
  store (real, account, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (look_up (rehearsal, &found, &error));
  g_assert_null (found); /* a rehearsal does not see the real one */
  look_up (real, &found, &error);
  g_assert_no_error (error);
  assert_same_account (found, account);
  g_clear_pointer (&found, sc_account_unref);

  store (real, changed, NULL, &error); /* replaces it: one item */
  g_assert_no_error (error);
  look_up (real, &found, &error);
  assert_same_account (found, changed);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_null (memmem (contents, size, CLIENT_ID, strlen (CLIENT_ID)));
}

static void
assert_fails (ScError code)
{
  g_autoptr (ScKeyring) keyring = SC_KEYRING (sc_secret_keyring_new ("real"));
  g_autoptr (ScAccount) account = new_account (CLIENT_SECRET, NULL);
  g_autoptr (ScAccount) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (look_up (keyring, &found, &error));
  g_assert_error (error, SC_ERROR, (int)code);
  g_clear_error (&error);
  g_assert_false (store (keyring, account, NULL, &error));
  g_assert_error (error, SC_ERROR, (int)code);
  g_assert_null (strstr (error->message, "CANARY"));
  g_clear_error (&error);
  g_assert_false (store (keyring, NULL, NULL, &error));
  g_assert_error (error, SC_ERROR, (int)code);
}

static void
fail_with_damaged_file (void)
{
  g_autofree char *path = g_build_filename (g_getenv (FOLDER_VARIABLE), "test.keyring", NULL);

  g_assert_true (g_file_set_contents (path, "This is no keyring.", -1, NULL));
  use_file ("first password");
  assert_fails (SC_ERROR_KEYRING_FAILED);
}

/* Runs in the connection's own thread. */
static GDBusMessage *
refuse (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  g_autoptr (GDBusMessage) reply = NULL;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  reply = g_dbus_message_new_method_error_literal (message, user_data, "The test says no");
  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);
  return NULL;
}

/* A program that owns @name on a bus of its own, and answers everything by @filter. */
static void
fail_with_owner (const char *name, GDBusMessageFilterFunction filter, const char *data,
                 ScError code)
{
  g_autoptr (GDBusConnection) service = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  service =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (service, filter, (gpointer)data, NULL);
  reply = g_dbus_connection_call_sync (service, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", name, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  assert_fails (code);
  g_clear_object (&service);
  g_test_dbus_stop (bus);
}

/* A keyring service that refuses everything with the D-Bus error @name. */
static void
fail_with_service (const char *name, ScError code)
{
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  fail_with_owner ("org.freedesktop.secrets", refuse, name, code);
}

static void
fail_locked (void)
{
  fail_with_service ("org.freedesktop.Secret.Error.IsLocked", SC_ERROR_KEYRING_LOCKED);
}

static void
fail_denied (void)
{
  fail_with_service ("org.freedesktop.DBus.Error.AccessDenied", SC_ERROR_KEYRING_DENIED);
}

static GDBusMessage *
answer_of_portal (GDBusMessage *call)
{
  g_autoptr (GVariant) options = NULL;
  g_autofree char *sender = g_strdup (g_dbus_message_get_sender (call) + 1);
  g_autofree char *request = NULL;
  const char *token = "none";
  GDBusMessage *reply = g_dbus_message_new_method_reply (call);

  if (g_str_equal (g_dbus_message_get_member (call), "Get"))
    {
      g_dbus_message_set_body (reply, g_variant_new ("(v)", g_variant_new_uint32 (1)));
      return reply;
    }
  g_assert_cmpstr (g_dbus_message_get_member (call), ==, "RetrieveSecret");
  options = g_variant_get_child_value (g_dbus_message_get_body (call), 1);
  g_variant_lookup (options, "handle_token", "&s", &token);
  request =
      g_strconcat (PORTAL_PATH "/request/", g_strdelimit (sender, ".", '_'), "/", token, NULL);
  g_dbus_message_set_body (reply, g_variant_new ("(o)", request));
  return reply;
}

typedef struct
{
  GDBusConnection *portal;
  char *asker;
  char *request;
} Dismissal;

static void
dismissal_free (gpointer user_data)
{
  Dismissal *dismissal = user_data;

  g_free (dismissal->asker);
  g_free (dismissal->request);
  g_free (dismissal);
}

/* Said until it is heard: libsecret begins to listen when it has been told where. */
static gboolean
say_dismissed (gpointer user_data)
{
  Dismissal *dismissal = user_data;

  if (g_dbus_connection_is_closed (dismissal->portal))
    return G_SOURCE_REMOVE;
  g_dbus_connection_emit_signal (
      dismissal->portal, dismissal->asker, dismissal->request, "org.freedesktop.portal.Request",
      "Response", g_variant_new ("(u@a{sv})", 1, g_variant_new_parsed ("@a{sv} {}")), NULL);
  return G_SOURCE_CONTINUE;
}

/* A desktop that has a Secret portal, whose every question is dismissed. Runs in the connection's
 * own thread: libsecret waits for the first answer. */
static GDBusMessage *
dismiss (GDBusConnection *connection, GDBusMessage *message, gboolean incoming,
         gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GDBusMessage) reply = NULL;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  reply = answer_of_portal (message);
  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  if (g_str_equal (g_dbus_message_get_signature (reply), "o"))
    {
      Dismissal *dismissal = g_new0 (Dismissal, 1);

      dismissal->portal = connection;
      dismissal->asker = g_strdup (g_dbus_message_get_sender (message));
      g_variant_get (g_dbus_message_get_body (reply), "(o)", &dismissal->request);
      g_timeout_add_full (G_PRIORITY_DEFAULT, 20, say_dismissed, dismissal, dismissal_free);
    }
  g_object_unref (message);
  return NULL;
}

/* To libsecret a Snap is a sandbox as Flatpak's is, and a Snap shows in the environment. */
static void
fail_in_sandbox_without_portal (void)
{
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("SNAP_NAME", "sandbox", TRUE);
  assert_fails (SC_ERROR_KEYRING_ABSENT);
  g_test_dbus_stop (bus);
}

static void
fail_in_sandbox_dismissed (void)
{
  g_setenv ("SNAP_NAME", "sandbox", TRUE);
  fail_with_owner ("org.freedesktop.portal.Desktop", dismiss, NULL, SC_ERROR_KEYRING_LOCKED);
}

static void
forget_in_file (void)
{
  g_autoptr (ScKeyring) keyring = SC_KEYRING (sc_secret_keyring_new ("real"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ScAccount) found = NULL;
  g_autoptr (GError) error = NULL;

  use_file ("first password");
  g_cancellable_cancel (cancellable);
  g_assert_false (store (keyring, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (look_up (keyring, &found, &error));
  g_assert_nonnull (found);
  g_clear_pointer (&found, sc_account_unref);

  store (keyring, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (look_up (keyring, &found, &error));
  g_assert_null (found);
}

static void
run (const char *path)
{
  g_test_trap_subprocess (path, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_file (void)
{
  g_autofree char *folder = sc_test_new_folder ();

  g_setenv (FOLDER_VARIABLE, folder, TRUE);
  run ("/keyring/file/subprocess/remember");
  run ("/keyring/file/subprocess/forget");
  run ("/keyring/file/subprocess/damaged");
  sc_test_remove_folder (folder);
}

static void
assert_absent (void)
{
  g_autoptr (ScKeyring) keyring = SC_KEYRING (sc_secret_keyring_new ("real"));
  g_autoptr (ScAccount) account = new_account (CLIENT_SECRET, NULL);
  g_autoptr (ScAccount) found = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_assert_false (look_up (keyring, &found, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_false (store (keyring, account, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_false (store (keyring, NULL, NULL, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_KEYRING_ABSENT);
  g_assert_null (strstr (error->message, "CANARY"));
}

static void
without_bus (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_absent ();
}

static void
without_address (void)
{
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("DISPLAY");
  g_setenv ("XDG_RUNTIME_DIR", "/nonexistent", TRUE);
  assert_absent ();
}

static void
without_service (void)
{
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus); /* a bus, and nobody on it */
  assert_absent ();
  g_test_dbus_stop (bus);
}

static void
test_absent (void)
{
  run ("/keyring/absent/subprocess/bus");
  run ("/keyring/absent/subprocess/address");
  run ("/keyring/absent/subprocess/service");
}

static void
test_refused (void)
{
  run ("/keyring/refused/subprocess/locked");
  run ("/keyring/refused/subprocess/denied");
}

static void
test_sandbox (void)
{
  run ("/keyring/sandbox/subprocess/without-portal");
  run ("/keyring/sandbox/subprocess/dismissed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/text", test_text);
  g_test_add_func ("/keyring/text-of-others", test_text_of_others);
  g_test_add_func ("/keyring/file", test_file);
  g_test_add_func ("/keyring/file/subprocess/remember", remember_in_file);
  g_test_add_func ("/keyring/file/subprocess/damaged", fail_with_damaged_file);
  g_test_add_func ("/keyring/file/subprocess/forget", forget_in_file);
  g_test_add_func ("/keyring/absent", test_absent);
  g_test_add_func ("/keyring/absent/subprocess/bus", without_bus);
  g_test_add_func ("/keyring/absent/subprocess/address", without_address);
  g_test_add_func ("/keyring/absent/subprocess/service", without_service);
  g_test_add_func ("/keyring/refused", test_refused);
  g_test_add_func ("/keyring/refused/subprocess/locked", fail_locked);
  g_test_add_func ("/keyring/refused/subprocess/denied", fail_denied);
  g_test_add_func ("/keyring/sandbox", test_sandbox);
  g_test_add_func ("/keyring/sandbox/subprocess/without-portal", fail_in_sandbox_without_portal);
  g_test_add_func ("/keyring/sandbox/subprocess/dismissed", fail_in_sandbox_dismissed);
  return g_test_run ();
}
