/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * fake-portals FOLDER COMMAND [ARGUMENT…]
 *
 * Runs COMMAND on a desktop that grants everything: an imitation of what GNOME
 * Shell and its like do behind xdg-desktop-portal, which is the real one. What
 * was asked is in FOLDER:
 *
 *   log          a line for each request, such as "inhibit suspend: …"
 *   saved-NAME   a file the program asked where to save
 *   printed.pdf  what was printed
 *
 * Needs a session bus that can start the portals, with XDG_DESKTOP_PORTAL_DIR
 * leading to a file that names SC_PORTALS_NAME. The exit status is the
 * command's.
 */

#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <unistd.h>

#define SC_PORTALS_NAME "org.freedesktop.impl.portal.desktop.sensorcommissioner"
#define PATH "/org/freedesktop/portal/desktop"
#define PORTAL "org.freedesktop.impl.portal."

/* org.freedesktop.portal.Inhibit: 1 log out, 2 switch user, 4 suspend, 8 idle
 */
#define INHIBIT_SUSPEND 4u

static const char introspection[] =
    "<node>"
    "<interface name='" PORTAL "FileChooser'><method name='SaveFile'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='u' direction='out'/><arg type='a{sv}' "
    "direction='out'/></method></interface>"
    "<interface name='" PORTAL "Secret'><method name='RetrieveSecret'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='h' "
    "direction='in'/>"
    "<arg type='a{sv}' direction='in'/>"
    "<arg type='u' direction='out'/><arg type='a{sv}' "
    "direction='out'/></method>"
    "<property name='version' type='u' access='read'/></interface>"
    "<interface name='" PORTAL "Print'><method name='PreparePrint'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='u' direction='out'/><arg type='a{sv}' "
    "direction='out'/></method>"
    "<method name='Print'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='s' direction='in'/><arg type='h' direction='in'/>"
    "<arg type='a{sv}' direction='in'/>"
    "<arg type='u' direction='out'/><arg type='a{sv}' "
    "direction='out'/></method></interface>"
    "<interface name='" PORTAL "Notification'><method name='AddNotification'>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/></method><method "
    "name='RemoveNotification'>"
    "<arg type='s' direction='in'/><arg type='s' "
    "direction='in'/></method></interface>"
    "<interface name='" PORTAL "Inhibit'><method name='Inhibit'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='u' direction='in'/><arg type='a{sv}' direction='in'/></method>"
    "<method name='CreateMonitor'>"
    "<arg type='o' direction='in'/><arg type='o' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='s' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='QueryEndResponse'><arg type='o' "
    "direction='in'/></method></interface>"
    "<interface name='" PORTAL "Background'><method name='GetAppState'>"
    "<arg type='a{sv}' direction='out'/></method><method "
    "name='NotifyBackground'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='u' direction='out'/><arg type='a{sv}' "
    "direction='out'/></method>"
    "<method name='EnableAutostart'>"
    "<arg type='s' direction='in'/><arg type='b' direction='in'/><arg "
    "type='as' direction='in'/>"
    "<arg type='u' direction='in'/><arg type='b' "
    "direction='out'/></method></interface>"
    "<interface name='" PORTAL "Access'><method name='AccessDialog'>"
    "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' "
    "direction='in'/>"
    "<arg type='a{sv}' direction='in'/>"
    "<arg type='u' direction='out'/><arg type='a{sv}' "
    "direction='out'/></method></interface>"
    "<interface name='" PORTAL "Request'><method name='Close'/></interface>"
    "</node>";

typedef struct
{
  const char *folder;
  GDBusNodeInfo *info;
  GMainLoop *loop;
} Desk;

static void note (Desk *desk, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
note (Desk *desk, const char *format, ...)
{
  g_autofree char *path = g_build_filename (desk->folder, "log", NULL);
  g_autofree char *line = NULL;
  g_autofree char *ended = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  ended = g_strconcat (line, "\n", NULL);
  g_output_stream_write_all (G_OUTPUT_STREAM (stream), ended, strlen (ended), NULL, NULL, NULL);
}

static int
take_fd (GDBusMethodInvocation *invocation, GVariant *parameters, gsize index)
{
  GUnixFDList *list =
      g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  gint32 handle;

  g_variant_get_child (parameters, index, "h", &handle);
  return g_unix_fd_list_get (list, handle, NULL);
}

static void
grant (GDBusMethodInvocation *invocation, GVariantDict *results)
{
  g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(u@a{sv})", 0u, g_variant_dict_end (results)));
}

static void
save_file (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 4);
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);
  const char *name = "without-a-name";
  g_autofree char *base = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  const char *uris[] = { NULL, NULL };

  g_variant_lookup (options, "current_name", "&s", &name);
  note (desk, "save: %s", name);
  base = g_strconcat ("saved-", name, NULL);
  path = g_build_filename (desk->folder, base, NULL);
  uri = g_filename_to_uri (path, NULL, NULL);
  uris[0] = uri;
  g_variant_dict_insert_value (&results, "uris", g_variant_new_strv (uris, -1));
  grant (invocation, &results);
}

/* The same for each start of a program: its file of secrets is locked with it.
 */
static void
retrieve_secret (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  static const char secret[] = "sixty-four bytes or fewer that only this one program is ever told";
  g_autoptr (GOutputStream) stream =
      g_unix_output_stream_new (take_fd (invocation, parameters, 2), TRUE);
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);
  const char *app_id;

  g_variant_get_child (parameters, 1, "&s", &app_id);
  note (desk, "secret: %s", app_id);
  g_output_stream_write_all (stream, secret, 64, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  grant (invocation, &results);
}

static void
prepare_print (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) settings = g_variant_get_child_value (parameters, 4);
  g_autoptr (GVariant) page_setup = g_variant_get_child_value (parameters, 5);

  g_variant_dict_insert_value (&results, "settings", settings);
  g_variant_dict_insert_value (&results, "page-setup", page_setup);
  g_variant_dict_insert (&results, "token", "u", 1);
  grant (invocation, &results);
}

static void
print (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GInputStream) stream =
      g_unix_input_stream_new (take_fd (invocation, parameters, 4), TRUE);
  g_autofree char *path = g_build_filename (desk->folder, "printed.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) copy =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);
  const char *title;

  g_output_stream_splice (G_OUTPUT_STREAM (copy), stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                          NULL);
  g_variant_get_child (parameters, 3, "&s", &title);
  note (desk, "print: %s", title);
  grant (invocation, &results);
}

static void
add_notification (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) notification = g_variant_get_child_value (parameters, 2);
  const char *title = "";

  g_variant_lookup (notification, "title", "&s", &title);
  note (desk, "notification: %s", title);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* It lasts until its request is closed. */
static void
on_request (GDBusConnection *bus G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
            const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED,
            const char *method G_GNUC_UNUSED, GVariant *parameters G_GNUC_UNUSED,
            GDBusMethodInvocation *invocation, gpointer user_data)
{
  note (user_data, "inhibit: over");
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
inhibit (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_request };
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 4);
  const char *handle;
  const char *reason = "";
  guint32 flags;

  g_variant_get_child (parameters, 0, "&o", &handle);
  g_variant_get_child (parameters, 3, "u", &flags);
  g_variant_lookup (options, "reason", "&s", &reason);
  g_dbus_connection_register_object (
      g_dbus_method_invocation_get_connection (invocation), handle,
      g_dbus_node_info_lookup_interface (desk->info, PORTAL "Request"), &vtable, desk, NULL, NULL);
  note (desk, "inhibit%s: %s", (flags & INHIBIT_SUSPEND) != 0 ? " suspend" : "", reason);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
create_monitor (Desk *desk G_GNUC_UNUSED, GVariant *parameters G_GNUC_UNUSED,
                GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 0u));
}

/* Asked when a program may go on without a window. */
static void
enable_autostart (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *app_id;
  gboolean enable;

  g_variant_get_child (parameters, 0, "&s", &app_id);
  g_variant_get_child (parameters, 1, "b", &enable);
  note (desk, "background%s: %s", enable ? " and at each login" : "", app_id);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(b)", FALSE));
}

/* A question to the user, who says yes; without it there is no Background
 * portal. */
static void
ask_user (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);
  const char *title;

  g_variant_get_child (parameters, 3, "&s", &title);
  note (desk, "question: %s", title);
  grant (invocation, &results);
}

static void
get_app_state (Desk *desk G_GNUC_UNUSED, GVariant *parameters G_GNUC_UNUSED,
               GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{sv})", NULL));
}

static void
do_nothing (Desk *desk G_GNUC_UNUSED, GVariant *parameters G_GNUC_UNUSED,
            GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const struct
{
  const char *method;
  void (*answer) (Desk *desk, GVariant *parameters, GDBusMethodInvocation *invocation);
} methods[] = {
  { "SaveFile", save_file },
  { "RetrieveSecret", retrieve_secret },
  { "PreparePrint", prepare_print },
  { "Print", print },
  { "AddNotification", add_notification },
  { "RemoveNotification", do_nothing },
  { "Inhibit", inhibit },
  { "CreateMonitor", create_monitor },
  { "QueryEndResponse", do_nothing },
  { "EnableAutostart", enable_autostart },
  { "GetAppState", get_app_state },
  { "AccessDialog", ask_user },
};

static void
on_call (GDBusConnection *bus G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
         const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (!g_str_equal (methods[i].method, method))
        continue;
      methods[i].answer (user_data, parameters, invocation);
      return;
    }
  g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD,
                                         "%s is not imitated", method);
}

static GVariant *
on_get (GDBusConnection *bus G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
        const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED,
        const char *property G_GNUC_UNUSED, GError **error G_GNUC_UNUSED,
        gpointer user_data G_GNUC_UNUSED)
{
  return g_variant_new_uint32 (1); /* the one property there is: a version */
}

static void export(Desk *desk, GDBusConnection *bus)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call, .get_property = on_get };

  for (guint i = 0; desk->info->interfaces[i] != NULL; i++)
    {
      if (g_str_equal (desk->info->interfaces[i]->name, PORTAL "Request"))
        continue;
      g_dbus_connection_register_object (bus, PATH, desk->info->interfaces[i], &vtable, desk, NULL,
                                         NULL);
    }
}

static void
on_owned (GDBusConnection *bus G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer desk)
{
  g_main_loop_quit (((Desk *)desk)->loop);
}

static void
on_exited (GObject *source, GAsyncResult *result, gpointer desk)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_main_loop_quit (((Desk *)desk)->loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GSubprocess) command = NULL;
  Desk desk = { 0 };

  if (argc < 3)
    {
      g_printerr ("Usage: fake-portals FOLDER COMMAND [ARGUMENT…]\n");
      return 2;
    }
  desk.folder = argv[1];
  desk.loop = g_main_loop_new (NULL, FALSE);
  desk.info = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (bus == NULL)
    {
      g_printerr ("fake-portals: %s\n", error->message);
      return 1;
    }
  export(&desk, bus);
  g_bus_own_name_on_connection (bus, SC_PORTALS_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_owned, NULL,
                                &desk, NULL);
  g_main_loop_run (desk.loop);
  command = g_subprocess_newv ((const char *const *)argv + 2, G_SUBPROCESS_FLAGS_NONE, &error);
  if (command == NULL)
    {
      g_printerr ("fake-portals: %s\n", error->message);
      return 1;
    }
  g_subprocess_wait_async (command, NULL, on_exited, &desk);
  g_main_loop_run (desk.loop);
  return g_subprocess_get_if_exited (command) ? g_subprocess_get_exit_status (command) : 1;
}
