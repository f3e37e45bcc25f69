/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-background.h"

#include "sc-portal.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint subscription; /* to the answer */
  ScBackgroundFunc refused;
  GWeakRef owner;
} Question;

static void
question_free (gpointer user_data)
{
  Question *question = user_data;

  g_weak_ref_clear (&question->owner);
  g_free (question);
}

/* org.freedesktop.portal.Request::Response: 0 means that the technician agreed, and then
 * `background` says what came of it. */
static void
on_response (GDBusConnection *bus, const char *sender G_GNUC_UNUSED, const char *path G_GNUC_UNUSED,
             const char *interface G_GNUC_UNUSED, const char *signal G_GNUC_UNUSED,
             GVariant *parameters, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GVariant) results = NULL;
  g_autoptr (GObject) owner = g_weak_ref_get (&question->owner);
  gboolean allowed = TRUE;
  guint32 response;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &allowed);
  if (owner != NULL && (response != 0 || !allowed))
    question->refused (owner);
  g_dbus_connection_signal_unsubscribe (bus, question->subscription); /* frees it */
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint subscription = GPOINTER_TO_UINT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* A desktop that does not ask does not forbid either. */
  if (reply != NULL)
    return;
  g_message ("Nobody was asked about the background: %s", error->message);
  g_dbus_connection_signal_unsubscribe (G_DBUS_CONNECTION (source), subscription);
}

/* Where the answer to the question with this token is sent, by the portal's rule. */
static char *
request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  return g_strconcat (SC_PORTAL_OBJECT_PATH "/request/", g_strdelimit (sender, ".", '_'), "/",
                      token, NULL);
}

/**
 * sc_background_ask:
 * @bus: the session bus
 * @refused: called if the answer is no; there may be none for long
 * @owner: for @refused, which is not called any more once it is gone
 *
 * Asks the desktop, through the Background portal, to let a sandboxed program go on while none of
 * its windows is shown. The desktop asks the technician if it has to, and remembers. Whatever the
 * answer, nothing is lost if the program is ended: its records are on disk.
 */
void
sc_background_ask (GDBusConnection *bus, ScBackgroundFunc refused, GObject *owner)
{
  static guint n_asked;
  g_autofree char *token = g_strdup_printf ("sc_background_%u", ++n_asked);
  g_autofree char *path = NULL;
  Question *question;
  GVariantBuilder options;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus) && refused != NULL && G_IS_OBJECT (owner));
  question = g_new0 (Question, 1);
  question->refused = refused;
  g_weak_ref_init (&question->owner, owner);
  path = request_path (bus, token);
  question->subscription = g_dbus_connection_signal_subscribe (
      bus, SC_PORTAL_BUS_NAME, "org.freedesktop.portal.Request", "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_response, question, question_free);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  /* Translators: why the program wants to run without a window */
  g_variant_builder_add (
      &options, "{sv}", "reason",
      g_variant_new_string (_ ("Waits for sensors’ first contact with the cloud")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (bus, SC_PORTAL_BUS_NAME, SC_PORTAL_OBJECT_PATH,
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, NULL, on_asked, GUINT_TO_POINTER (question->subscription));
}
