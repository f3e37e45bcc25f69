/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* unshare() */

#include "sc-binding.h"
#include "sc-error.h"
#include "sc-http.h"
#include "sc-test-call.h"
#include "sc-test-server.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

/* In a network of our own with a second interface: is a request really kept on the one it is bound
 * to, without any privilege? */

static gboolean
write_line (const char *file, const char *text)
{
  g_autoptr (GFile) target = g_file_new_for_path (file);
  g_autoptr (GFileIOStream) stream = g_file_open_readwrite (target, NULL, NULL);

  return stream != NULL
         && g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), text,
                                       strlen (text), NULL, NULL, NULL);
}

static gboolean
run (const char *command)
{
  int status;

  return g_spawn_command_line_sync (command, NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

/* Before anything starts a thread: a user namespace is for single-threaded programs. */
static gboolean
enter_own_network (void)
{
  g_autofree char *uid_map = g_strdup_printf ("0 %u 1", (guint)getuid ());
  g_autofree char *gid_map = g_strdup_printf ("0 %u 1", (guint)getgid ());

  return unshare (CLONE_NEWUSER | CLONE_NEWNET) == 0 && write_line ("/proc/self/setgroups", "deny")
         && write_line ("/proc/self/uid_map", uid_map)
         && write_line ("/proc/self/gid_map", gid_map);
}

static gboolean
add_interfaces (void)
{
  return run ("ip link set lo up") && run ("ip link add sc0 type veth peer name sc1")
         && run ("ip addr add 10.123.45.2/24 dev sc0") && run ("ip link set sc0 up")
         && run ("ip link set sc1 up");
}

static ScHttpReply *
send_through (ScTestServer *server, const char *interface, GError **error)
{
  g_autofree char *uri = sc_test_server_dup_uri (server, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);
  g_autoptr (SoupSession) session = soup_session_new ();
  ScHttpRules rules = {
    .peer = SC_HTTP_PEER_SENSOR,
    .connect_ms = 300,
    .total_ms = 5000,
    .body_cap = 100,
    .interface = interface,
  };
  ScTestCall waiting = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sc_http_send_async (session, message, &rules, NULL, sc_test_call_done, &waiting);
  result = sc_test_call_wait (&waiting);
  return sc_http_send_finish (result, error);
}

static void
test_a_request_stays_on_its_interface (void)
{
  g_autoptr (ScTestServer) server = sc_test_server_new (NULL);
  g_autoptr (ScHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (send_through (server, "sc0", &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_SENSOR_UNREACHABLE);
  g_assert_cmpuint (sc_test_server_count_connections (server), ==, 0);
  g_clear_error (&error);

  reply = send_through (server, "lo", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 404);
}

static void
test_a_connection_is_checked_against_its_interface (void)
{
  g_autoptr (ScTestServer) server = sc_test_server_new (NULL);
  g_autofree char *base = sc_test_server_dup_uri (server, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, base, 80, NULL, NULL);
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GError) error = NULL;

  g_assert_true (sc_binding_check (socket, "lo", &error));
  g_assert_no_error (error);
  g_assert_false (sc_binding_check (socket, "sc0", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
}

int
main (int argc, char **argv)
{
  gboolean own_network = enter_own_network ();

  g_test_init (&argc, &argv, NULL);
  if (!own_network || !add_interfaces ())
    {
      g_print ("1..0 # SKIP no network namespace of our own may be made here\n");
      return 0;
    }
  g_test_add_func ("/binding/bound", test_a_request_stays_on_its_interface);
  g_test_add_func ("/binding/checked", test_a_connection_is_checked_against_its_interface);
  return g_test_run ();
}
