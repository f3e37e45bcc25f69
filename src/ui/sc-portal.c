/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * Asked for something that nobody does, GTK and GLib stay silent: the button did nothing. So it is
 * asked first whether somebody is there. xdg-desktop-portal shows an interface only if there is a
 * part of the desktop behind it.
 */

#include "config.h"

#include "sc-portal.h"

#include "sc-compat.h"
#include "sc-sandbox.h"

#include <glib/gi18n-lib.h>

#define PATIENCE_MS 3000 /* it may have to be started first */

static const struct
{
  const char *interface;
  const char *heading;
  const char *body;
  const char *go_on; /* nullable: what can be done all the same */
} portals[] = {
  [SC_PORTAL_OPEN] = { "org.freedesktop.portal.FileChooser", N_ ("No File Can Be Chosen"),
                       N_ ("This program runs in a sandbox, and the desktop’s file dialog for such "
                           "programs does not answer. Install xdg-desktop-portal and the part of "
                           "it for this desktop, then try again."),
                       NULL },
  [SC_PORTAL_SAVE] = { "org.freedesktop.portal.FileChooser", N_ ("Nothing Can Be Saved"),
                       N_ ("This program runs in a sandbox, and the desktop’s file dialog for such "
                           "programs does not answer. Install xdg-desktop-portal and the part of "
                           "it for this desktop, then try again. Until then, copy the text "
                           "instead."),
                       NULL },
  [SC_PORTAL_PRINT] = { "org.freedesktop.portal.Print", N_ ("Nothing Can Be Printed"),
                        N_ ("This program runs in a sandbox, and the desktop’s print dialog for "
                            "such programs does not answer. Install xdg-desktop-portal and the "
                            "part of it for this desktop, then try again. Until then, save or copy "
                            "the report instead."),
                        NULL },
  [SC_PORTAL_NOTIFY] = { "org.freedesktop.portal.Notification", N_ ("Nobody Will Tell You"),
                         N_ ("This desktop shows no notifications of a program in a sandbox. In "
                             "the background the sensors are watched all the same; open the "
                             "program again to see what has become of them."),
                         N_ ("_Watch All the Same") },
};

typedef struct
{
  GtkWindow *parent;
  ScPortal portal;
  ScPortalFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (Question *question)
{
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_object_unref (question->parent);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_explained (const char *answer, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (answer, "go-on"))
    question->func (question->user_data);
}

static void
explain (Question *question)
{
  ScPortal portal = question->portal;
  const char *go_on = portals[portal].go_on;
  const ScCompatAnswer answers[] = { { "close", go_on != NULL ? _ ("_Cancel") : _ ("_Close"),
                                       FALSE },
                                     { "go-on", go_on != NULL ? _ (go_on) : NULL, FALSE } };

  sc_compat_ask (question->parent, _ (portals[portal].heading), _ (portals[portal].body), answers,
                 go_on != NULL ? 2 : 1, on_explained, question, (GDestroyNotify)question_free);
}

/* Nobody wants to know any more. */
static gboolean
is_gone (Question *question)
{
  return !gtk_widget_get_realized (GTK_WIDGET (question->parent));
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) version =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (is_gone (question))
    return;
  if (version != NULL)
    {
      question->func (question->user_data);
      return;
    }
  g_message ("%s: %s", portals[question->portal].interface, error->message);
  explain (g_steal_pointer (&question));
}

static void
on_bus (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_message ("%s: %s", portals[question->portal].interface, error->message);
      explain (g_steal_pointer (&question));
      return;
    }
  g_dbus_connection_call (
      bus, SC_PORTAL_BUS_NAME, SC_PORTAL_OBJECT_PATH, "org.freedesktop.DBus.Properties", "Get",
      g_variant_new ("(ss)", portals[question->portal].interface, "version"),
      G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, on_answered, question);
  g_steal_pointer (&question);
}

static gboolean
gtk_is_told (void)
{
  const char *flags = g_getenv ("GDK_DEBUG");
  g_auto (GStrv) all = g_strsplit_set (flags != NULL ? flags : "", ":;, \t", -1);

  return g_strv_contains ((const char *const *)all, "portals");
}

/**
 * sc_portal_is_needed:
 * @portal: what is about to be asked of the desktop
 *
 * Returns: whether that goes through a portal: in a sandbox; and where somebody makes the libraries
 *   do so, too, GLib (notifications) with `GTK_USE_PORTAL=1`, GTK (files, printing) with
 *   `GDK_DEBUG=portals`
 */
gboolean
sc_portal_is_needed (ScPortal portal)
{
  if (sc_sandbox_is_there (SC_SANDBOX_INFO))
    return TRUE;
  return portal == SC_PORTAL_NOTIFY ? g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0
                                    : gtk_is_told ();
}

/**
 * sc_portal_then:
 * @parent: window that a sentence would belong to
 * @portal: what is about to be asked of the desktop
 * @func: does that
 * @user_data: for @func
 * @destroy: (nullable): for @user_data
 *
 * Calls @func, at once if no portal is needed. If nobody would answer, says so instead, and what
 * can be done about it.
 */
void
sc_portal_then (GtkWindow *parent, ScPortal portal, ScPortalFunc func, gpointer user_data,
                GDestroyNotify destroy)
{
  Question *question;

  g_return_if_fail (GTK_IS_WINDOW (parent) && portal < G_N_ELEMENTS (portals) && func != NULL);

  question = g_new0 (Question, 1);
  *question = (Question){ g_object_ref (parent), portal, func, user_data, destroy };
  if (sc_portal_is_needed (portal))
    {
      g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus, question);
      return;
    }
  func (user_data);
  question_free (question);
}
