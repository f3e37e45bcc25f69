/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the desktop is asked through the Background portal, of which there is an imitation. */

#include "sc-background.h"

#include <gtk/gtk.h>

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"

static const char introspection[] =
    "<node><interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='o' direction='out'/>"
    "</method></interface></node>";

typedef struct
{
  GVariant *asked; /* nullable: the last question */
  gboolean is_owned;
} Portal;

static void
on_call (GDBusConnection *bus G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
         const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED,
         const char *method G_GNUC_UNUSED, GVariant *parameters, GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Portal *portal = user_data;

  portal->asked = g_variant_ref (parameters);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", PATH "/request/1"));
}

static void
on_name (GDBusConnection *bus G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer user_data)
{
  ((Portal *)user_data)->is_owned = TRUE;
}

static void
on_refused (GObject *owner G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

static void
test_asks_with_a_reason_and_not_to_start_by_itself (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) options = NULL;
  Portal portal = { NULL, FALSE };
  guint object = g_dbus_connection_register_object (bus, PATH, info->interfaces[0], &vtable,
                                                    &portal, NULL, NULL);
  guint name = g_bus_own_name_on_connection (bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_name, NULL,
                                             &portal, NULL);
  const char *reason = NULL;
  gboolean autostart = TRUE;

  while (!portal.is_owned)
    g_main_context_iteration (NULL, TRUE);
  sc_background_ask (bus, on_refused, G_OBJECT (bus));
  while (portal.asked == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_variant_get (portal.asked, "(&s@a{sv})", NULL, &options);
  g_assert_true (g_variant_lookup (options, "reason", "&s", &reason));
  g_assert_cmpstr (reason, ==, "Waits for sensors’ first contact with the cloud");
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart));
  g_assert_false (autostart);

  g_variant_unref (portal.asked);
  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (bus, object);
}

static void
on_nobody (GObject *bus, GAsyncResult *result, gpointer done)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);

  g_assert_null (reply);
  *(gboolean *)done = TRUE;
}

static void
test_nobody_to_ask_is_no_trouble (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gboolean done = FALSE;

  sc_background_ask (bus, on_refused, G_OBJECT (bus));
  /* Answers come in the order of the questions: after this one's the first is dealt with, and
   * would have been fatal if it were taken for a mistake. */
  g_dbus_connection_call (bus, NAME, PATH, "org.freedesktop.DBus.Peer", "Ping", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_nobody, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/background/nobody-to-ask-is-no-trouble", test_nobody_to_ask_is_no_trouble);
  g_test_add_func ("/background/asks-with-a-reason-and-not-to-start-by-itself",
                   test_asks_with_a_reason_and_not_to_start_by_itself);
  return g_test_run ();
}
