/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-background.h"

#include <glib/gi18n-lib.h>

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* A desktop that does not ask does not forbid either. */
  if (reply == NULL)
    g_message ("Nobody was asked about the background: %s", error->message);
}

/**
 * sc_background_ask:
 * @bus: the session bus
 *
 * Asks the desktop, through the Background portal, to let a sandboxed program go on while none of
 * its windows is shown. The desktop asks the technician if it has to, and remembers. Whatever the
 * answer, nothing is lost if the program is ended: its records are on disk.
 */
void
sc_background_ask (GDBusConnection *bus)
{
  GVariantBuilder options;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  /* Translators: why the program wants to run without a window */
  g_variant_builder_add (
      &options, "{sv}", "reason",
      g_variant_new_string (_ ("Waits for sensors’ first contact with the cloud")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, NULL, on_asked, NULL);
}
