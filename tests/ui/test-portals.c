/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * In a sandbox, on a desktop without the portals that a program there depends on: each time
 * something is asked of nobody the window says so, and goes on. GLib and GTK are told to ask.
 */

#include "sc-ui-bed.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"

static const ScStepKind open_record[] = { SC_STEP_IDENTIFIED,
                                          SC_STEP_TENANT,
                                          SC_STEP_CERTIFICATE,
                                          SC_STEP_SITE_NETWORK,
                                          SC_STEP_CONSENT,
                                          SC_STEP_ADD_ASKED,
                                          SC_STEP_ADD_ANSWERED,
                                          SC_STEP_AP_GONE,
                                          SC_STEP_PROVISION_ASKED,
                                          SC_STEP_PROVISION_ACCEPTED,
                                          0 };

static gboolean
is_button_called (GtkWidget *widget, gpointer label)
{
  g_autofree char *text = GTK_IS_BUTTON (widget) ? ui_button_label (widget) : NULL;

  return g_strcmp0 (text, label) == 0 && gtk_widget_get_mapped (widget);
}

/* In which window @text is shown: a question is one of its own, or with a newer libadwaita a part
 * of ours. */
static GtkWidget *
window_that_shows (const char *text)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ui_shows (item->data, text))
      return item->data;
  return NULL;
}

static gboolean
on_tick (gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* Somebody on the bus is asked, which takes real time. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_us = g_get_monotonic_time () + 60 * S;                                              \
    guint tick = g_timeout_add (20, on_tick, NULL);                                                \
                                                                                                   \
    while (!(condition) && g_get_monotonic_time () < end_us)                                       \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (tick);                                                                        \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
press_button (const char *shown, const char *label)
{
  GtkWidget *button = NULL;

  WAIT_UNTIL (window_that_shows (shown) != NULL);
  WAIT_UNTIL ((button = ui_find (window_that_shows (shown), is_button_called, (gpointer)label))
              != NULL);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (window_that_shows (shown) == NULL);
}

/* At Done, with the record of a sensor. */
static UiBed *
bed_at_done (void)
{
  UiBed *bed = ui_bed_new_with_record (open_record);

  ui_press (bed, "win.resume-unfinished");
  ui_press (bed, "win.show-done");
  return bed;
}

static void
test_saving_a_report (void)
{
  g_autoptr (UiBed) bed = bed_at_done ();

  ui_press (bed, "win.save-report");
  WAIT_UNTIL (window_that_shows ("Nothing Can Be Saved") != NULL);
  g_assert_nonnull (window_that_shows ("Until then, copy the text instead."));
  press_button ("Nothing Can Be Saved", "Close");
  ui_press (bed, "win.copy-report"); /* which does go */
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Report copied"));
}

static void
test_printing_a_report (void)
{
  g_autoptr (UiBed) bed = bed_at_done ();

  ui_press (bed, "win.print-report");
  WAIT_UNTIL (window_that_shows ("Nothing Can Be Printed") != NULL);
  g_assert_nonnull (window_that_shows ("save or copy the report instead"));
  press_button ("Nothing Can Be Printed", "Close");
}

static void
test_saving_diagnostics (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *diagnostics = NULL;
  GtkWidget *save;

  ui_press (bed, "win.save-diagnostics");
  WAIT_UNTIL ((diagnostics = window_that_shows ("This helps others")) != NULL);
  save = ui_find (diagnostics, is_button_called, (gpointer) "Save…");
  g_assert_nonnull (save);
  g_signal_emit_by_name (save, "clicked");
  press_button ("Nothing Can Be Saved", "Close");
  gtk_window_destroy (GTK_WINDOW (diagnostics));
}

static void
test_choosing_a_certificate (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_find_no_certificate (bed);
  ui_press (bed, "win.load-certificate");
  WAIT_UNTIL (window_that_shows ("No File Can Be Chosen") != NULL);
  g_assert_nonnull (window_that_shows ("Install xdg-desktop-portal"));
  press_button ("No File Can Be Chosen", "Close");
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, SC_VISIT_NEEDS_CERTIFICATE);
}

/* The background */

static GtkApplication *app; /* has the bus */

static UiBed *
start_watch (void)
{
  UiBed *bed = ui_bed_new_with_record (open_record);

  gtk_window_set_application (GTK_WINDOW (bed->window), app);
  gtk_window_close (GTK_WINDOW (bed->window));
  press_button ("1 Sensor Is Not Finished", "Keep Watching in the Background");
  return bed;
}

static void
end_watch (UiBed *bed)
{
  gtk_window_set_application (GTK_WINDOW (bed->window), NULL);
  ui_bed_free (bed);
}

static gboolean
is_shown (UiBed *bed)
{
  return gtk_widget_get_visible (GTK_WIDGET (bed->window));
}

static void
test_watching_without_notifications (gconstpointer data)
{
  gboolean all_the_same = GPOINTER_TO_INT (data);
  UiBed *bed = start_watch ();

  WAIT_UNTIL (window_that_shows ("Nobody Will Tell You") != NULL);
  g_assert_true (is_shown (bed));
  press_button ("Nobody Will Tell You", all_the_same ? "Watch All the Same" : "Cancel");
  g_assert_cmpint (is_shown (bed), ==, !all_the_same);
  end_watch (bed);
}

/* A desktop that has portals, and does not let the program go on out of sight. */
static const char introspection[] =
    "<node><interface name='org.freedesktop.portal.Notification'>"
    "<property name='version' type='u' access='read'/></interface>"
    "<interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='o' direction='out'/></method></interface></node>";

static GVariant *
on_get (GDBusConnection *bus G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
        const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED,
        const char *property G_GNUC_UNUSED, GError **error G_GNUC_UNUSED,
        gpointer user_data G_GNUC_UNUSED)
{
  return g_variant_new_uint32 (1);
}

static void
on_call (GDBusConnection *bus, const char *sender, const char *path G_GNUC_UNUSED,
         const char *interface G_GNUC_UNUSED, const char *method G_GNUC_UNUSED,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  const char *const *answer = user_data; /* to be read as a variant */
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  request = g_strconcat (PATH "/request/", name, "/", token, NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new_parsed (*answer), NULL);
}

static void
on_name (GDBusConnection *bus G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

static void
test_not_allowed_in_the_background (gconstpointer answer)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call, .get_property = on_get };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  guint objects[2];
  gboolean is_owned = FALSE;
  guint name;
  UiBed *bed;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    objects[i] = g_dbus_connection_register_object (bus, PATH, info->interfaces[i], &vtable,
                                                    &answer, NULL, NULL);
  name = g_bus_own_name_on_connection (bus, PORTAL, G_BUS_NAME_OWNER_FLAGS_NONE, on_name, NULL,
                                       &is_owned, NULL);
  WAIT_UNTIL (is_owned);

  bed = start_watch ();
  WAIT_UNTIL (window_that_shows ("Not in the Background") != NULL);
  g_assert_true (is_shown (bed));
  press_button ("Not in the Background", "Close");
  end_watch (bed);

  g_bus_unown_name (name);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    g_dbus_connection_unregister_object (bus, objects[i]);
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  g_setenv ("GDK_DEBUG", "portals", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app = gtk_application_new ("org.example.Portals", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (app), NULL, NULL);

  g_test_add_func ("/portals/absent/saving-a-report", test_saving_a_report);
  g_test_add_func ("/portals/absent/printing-a-report", test_printing_a_report);
  g_test_add_func ("/portals/absent/saving-diagnostics", test_saving_diagnostics);
  g_test_add_func ("/portals/absent/choosing-a-certificate", test_choosing_a_certificate);
  g_test_add_data_func ("/portals/absent/notifications/stay", GINT_TO_POINTER (FALSE),
                        test_watching_without_notifications);
  g_test_add_data_func ("/portals/absent/notifications/watch", GINT_TO_POINTER (TRUE),
                        test_watching_without_notifications);
  g_test_add_data_func ("/portals/background/dismissed", "(uint32 1, @a{sv} {})",
                        test_not_allowed_in_the_background);
  g_test_add_data_func ("/portals/background/refused", "(uint32 0, {'background': <false>})",
                        test_not_allowed_in_the_background);
  status = g_test_run ();
  g_object_unref (app);
  return status;
}
