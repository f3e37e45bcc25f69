/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-window-private.h"

#include "sc-background.h"
#include "sc-compat.h"
#include "sc-portal.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

/* Mostly this computer is free at once, and nothing should flash up. */
#define CLOSING_IN_SILENCE_US (G_USEC_PER_SEC / 2)

G_DEFINE_FINAL_TYPE (ScWindow, sc_window, ADW_TYPE_APPLICATION_WINDOW)

/* The one table that says which page a stage has. */
static const gsize page_offsets[SC_N_STAGES] = {
  [SC_STAGE_PREPARE] = G_STRUCT_OFFSET (ScWindow, prepare_page),
  [SC_STAGE_SENSOR] = G_STRUCT_OFFSET (ScWindow, sensor_page),
  [SC_STAGE_REVIEW] = G_STRUCT_OFFSET (ScWindow, review_page),
  [SC_STAGE_CONNECT] = G_STRUCT_OFFSET (ScWindow, connect_page),
  [SC_STAGE_DONE] = G_STRUCT_OFFSET (ScWindow, done_page),
};

static ScPage *
page_of_stage (ScWindow *self, ScStage stage)
{
  return G_STRUCT_MEMBER (ScPage *, self, page_offsets[stage]);
}

/**
 * sc_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): the page of the present stage
 */
ScPage *
sc_window_get_page (ScWindow *self)
{
  return page_of_stage (self, sc_workflow_get_stage (self->workflow));
}

/**
 * sc_window_toast:
 * @self: a window
 * @text: something that is over, a few words
 */
void
sc_window_toast (ScWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
show_title (ScWindow *self)
{
  ScTenant *tenant = sc_workflow_get_tenant (self->workflow);
  ScSiteNetwork *network = sc_workflow_get_site_network (self->workflow);
  const char *id = tenant != NULL ? sc_tenant_get_id (tenant) : NULL;
  g_autofree char *ssid = NULL;
  g_autofree char *subtitle = NULL;

  if (network != NULL)
    ssid = sc_ssid_to_display (sc_site_network_get_ssid (network));
  if (id != NULL && ssid != NULL)
    subtitle = g_strdup_printf ("%s · %s", id, ssid);
  else
    subtitle = g_strdup (id != NULL ? id : (ssid != NULL ? ssid : ""));
  adw_window_title_set_subtitle (self->title, subtitle);
}

/* GtkStack leaves the pages it does not show in the accessible tree; a screen reader would read
 * all of them one after another. */
static void
hide_other_pages (ScWindow *self, ScPage *page)
{
  for (ScStage stage = 0; stage < SC_N_STAGES; stage++)
    {
      ScPage *each = page_of_stage (self, stage);

      gtk_accessible_update_state (GTK_ACCESSIBLE (each), GTK_ACCESSIBLE_STATE_HIDDEN, each != page,
                                   -1);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->closing_page), GTK_ACCESSIBLE_STATE_HIDDEN,
                               page != SC_PAGE (self->closing_page), -1);
}

static void
show_page (ScWindow *self, ScStage stage, ScPage *page)
{
  gboolean changed = !self->is_shown || self->stage != stage;

  sc_stage_indicator_set_stage (self->indicator, stage);
  if (!changed)
    return;

  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  hide_other_pages (self, page);
  if (!self->is_shown && stage == SC_STAGE_PREPARE)
    sc_prepare_page_focus_first (self->prepare_page);
  else
    sc_page_focus_heading (page);
  self->stage = stage;
  self->is_shown = TRUE;
}

static void end_background (ScWindow *self);

/**
 * sc_window_update:
 * @self: a window
 *
 * Shows the workflow's state: the one handler of its changes.
 */
void
sc_window_update (ScWindow *self)
{
  ScStage stage = sc_workflow_get_stage (self->workflow);
  ScPage *page = page_of_stage (self, stage);

  sc_page_update (page);
  show_page (self, stage, page);
  show_title (self);
  sc_window_actions_update (self);
  if (gtk_widget_get_visible (sc_page_get_primary (page)))
    gtk_window_set_default_widget (GTK_WINDOW (self), sc_page_get_primary (page));
  sc_ticker_set_anchor (self->ticker, sc_page_get_anchor_us (page));
  end_background (self);
}

static void
on_tick (gpointer user_data)
{
  ScWindow *self = user_data;
  ScPage *page = sc_window_get_page (self);

  sc_page_tick (page);
  sc_ticker_set_anchor (self->ticker, sc_page_get_anchor_us (page));
}

/* Closing */

static gboolean
is_closing_shown (ScWindow *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->closing_page);
}

static void
show_closing (gpointer user_data)
{
  ScWindow *self = user_data;
  ScPage *page = SC_PAGE (self->closing_page);

  self->closing_timer = 0;
  sc_compat_dismiss (GTK_WINDOW (self)); /* it is decided */
  sc_page_update (page);
  gtk_widget_set_visible (GTK_WIDGET (self->indicator), FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  hide_other_pages (self, page);
  sc_page_focus_heading (page);
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sc_workflow_shut_down_finish (SC_WORKFLOW (source), result, &error))
    g_warning ("This computer’s network could not be restored: %s", error->message);
  gtk_window_destroy (GTK_WINDOW (self)); /* to close it might close no more than a dialog in it */
}

static void
close_for_good (ScWindow *self)
{
  ScClock *clock = sc_workflow_get_clock (self->workflow);

  if (self->life == SC_WINDOW_CLOSING)
    return;
  self->life = SC_WINDOW_CLOSING;
  sc_window_actions_update (self);
  sc_ticker_stop (self->ticker);
  g_signal_handlers_disconnect_by_func (self->workflow, sc_window_update, self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  self->closing_timer = sc_clock_add_timer (clock, sc_clock_now_us (clock) + CLOSING_IN_SILENCE_US,
                                            show_closing, self);
  sc_workflow_shut_down_async (self->workflow, NULL, on_shut_down, g_object_ref (self));
}

/* With nothing left to watch the background is over: a notification has told what happened. */
static void
end_background (ScWindow *self)
{
  if (self->life == SC_WINDOW_IN_BACKGROUND && sc_workflow_count_open (self->workflow) == 0)
    close_for_good (self);
}

/* It may be killed any time, in silence: better to be seen. */
static void
on_background_refused (GObject *owner)
{
  ScWindow *self = SC_WINDOW (owner);
  const ScCompatAnswer answers[] = { { "close", _ ("_Close"), FALSE } };

  if (self->life != SC_WINDOW_IN_BACKGROUND)
    return;
  gtk_window_present (GTK_WINDOW (self));
  sc_compat_ask (GTK_WINDOW (self), _ ("Not in the Background"),
                 _ ("The desktop does not let this program go on without its window. Leave the "
                    "window open, or quit and go on at the next start. What programs may do in "
                    "the background is among the system’s settings for apps."),
                 answers, G_N_ELEMENTS (answers), NULL, NULL, NULL);
}

/* Out of sight the program goes on watching; opening it again brings the window back. */
static void
watch_in_background (gpointer user_data)
{
  ScWindow *self = user_data;
  GApplication *app = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GDBusConnection *bus = app == NULL ? NULL : g_application_get_dbus_connection (app);

  if (self->life == SC_WINDOW_CLOSING)
    return; /* while the desktop was asked */
  if (bus != NULL && sc_portal_is_needed (SC_PORTAL_NOTIFY))
    sc_background_ask (bus, on_background_refused, G_OBJECT (self));
  sc_visit_cancel (sc_workflow_get_visit (self->workflow)); /* nobody is there to go on with it */
  self->life = SC_WINDOW_IN_BACKGROUND;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  end_background (self);
}

static void
on_close_answer (const char *id, gpointer user_data)
{
  if (g_str_equal (id, "watch"))
    sc_portal_then (user_data, SC_PORTAL_NOTIFY, watch_in_background, g_object_ref (user_data),
                    g_object_unref);
  else if (g_str_equal (id, "quit"))
    close_for_good (user_data);
}

static void
ask_before_closing (ScWindow *self, guint n_open)
{
  const ScCompatAnswer answers[] = { { "stay", _ ("_Stay"), FALSE },
                                     { "quit", _ ("_Quit and Resume Later"), TRUE },
                                     { "watch", _ ("Keep _Watching in the Background"), FALSE } };
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%u Sensor Is Not Finished", "%u Sensors Are Not Finished", n_open), n_open);

  /* A rehearsal could not be brought back: it is a program run of its own. */
  sc_compat_ask (GTK_WINDOW (self), heading,
                 _ ("If you quit now, nothing is provisioned or watched until the next start. The "
                    "records are kept, and the next start offers to go on."),
                 answers, self->setup.rehearsal ? 2 : 3, on_close_answer, g_object_ref (self),
                 g_object_unref);
}

static void
save_size (ScWindow *self)
{
  int width, height;

  if (self->settings == NULL || gtk_window_is_maximized (GTK_WINDOW (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (360, width));
  g_settings_set_int (self->settings, "window-height", MAX (294, height));
}

/**
 * sc_window_close_without_asking:
 * @self: a window
 *
 * Closes it as soon as the laptop is off the sensor's network; records that are not finished wait
 * for the next start.
 */
void
sc_window_close_without_asking (ScWindow *self)
{
  g_return_if_fail (SC_IS_WINDOW (self));
  save_size (self);
  close_for_good (self);
}

/**
 * sc_window_is_closing:
 * @self: a window
 *
 * Returns: whether it is decided that it goes, and it is only waited until the laptop is free
 */
gboolean
sc_window_is_closing (ScWindow *self)
{
  g_return_val_if_fail (SC_IS_WINDOW (self), TRUE);
  return self->life == SC_WINDOW_CLOSING;
}

static void
sc_window_show (GtkWidget *widget)
{
  ScWindow *self = SC_WINDOW (widget);

  if (self->life == SC_WINDOW_IN_BACKGROUND)
    self->life = SC_WINDOW_OPEN;
  GTK_WIDGET_CLASS (sc_window_parent_class)->show (widget);
}

/* Nobody answers what is asked over a window that is not there. */
static void
sc_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sc_window_parent_class)->unmap (widget);
  sc_compat_dismiss (GTK_WINDOW (widget));
}

static gboolean
sc_window_close_request (GtkWindow *window)
{
  ScWindow *self = SC_WINDOW (window);
  guint n_open;

  /* Whoever closes it again has read what it waits for. */
  if (is_closing_shown (self))
    return GTK_WINDOW_CLASS (sc_window_parent_class)->close_request (window);

  save_size (self);
  n_open = sc_workflow_count_open (self->workflow);
  if (n_open == 0 || self->life == SC_WINDOW_CLOSING)
    close_for_good (self);
  else
    {
      gtk_window_present (window); /* nobody answers what cannot be seen */
      ask_before_closing (self, n_open);
    }
  return GDK_EVENT_STOP;
}

static void
sc_window_dispose (GObject *object)
{
  ScWindow *self = SC_WINDOW (object);

  if (self->ticker != NULL)
    sc_ticker_stop (self->ticker);
  if (self->workflow != NULL)
    sc_clock_clear_timer (sc_workflow_get_clock (self->workflow), &self->closing_timer);
  g_clear_object (&self->ticker);
  g_clear_object (&self->workflow);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sc_window_parent_class)->dispose (object);
}

static void
sc_window_class_init (ScWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_window_dispose;
  widget_class->show = sc_window_show;
  widget_class->unmap = sc_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = sc_window_close_request;

  g_type_ensure (SC_TYPE_STAGE_INDICATOR);
  g_type_ensure (SC_TYPE_PREPARE_PAGE);
  g_type_ensure (SC_TYPE_SENSOR_PAGE);
  g_type_ensure (SC_TYPE_REVIEW_PAGE);
  g_type_ensure (SC_TYPE_CONNECT_PAGE);
  g_type_ensure (SC_TYPE_DONE_PAGE);
  g_type_ensure (SC_TYPE_CLOSING_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, SC_UI_RESOURCE_PATH "/sc-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScWindow, name)
  BIND (title);
  BIND (banner);
  BIND (indicator);
  BIND (toasts);
  BIND (stack);
  BIND (prepare_page);
  BIND (sensor_page);
  BIND (review_page);
  BIND (connect_page);
  BIND (done_page);
  BIND (closing_page);
#undef BIND
  sc_window_actions_init (klass);
}

static void
sc_window_init (ScWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
attach_pages (ScWindow *self)
{
  for (ScStage stage = 0; stage < SC_N_STAGES; stage++)
    sc_page_attach (page_of_stage (self, stage), self->workflow, self->settings);
  sc_page_attach (SC_PAGE (self->closing_page), self->workflow, self->settings);
}

/**
 * sc_window_new:
 * @app: (nullable): the application
 * @workflow: what the window shows
 * @settings: (nullable): where non-secret input and the size are remembered
 * @setup: what the application decided; copied, but for what is only read now
 *
 * Returns: (transfer none): a window, to be presented; GTK owns it
 */
ScWindow *
sc_window_new (GtkApplication *app, ScWorkflow *workflow, GSettings *settings,
               const ScWindowSetup *setup)
{
  ScWindow *self;

  g_return_val_if_fail (SC_IS_WORKFLOW (workflow), NULL);
  g_return_val_if_fail (setup != NULL && setup->report != NULL, NULL);

  sc_ui_init ();
  self = g_object_new (SC_TYPE_WINDOW, "application", app, NULL);
  self->workflow = g_object_ref (workflow);
  g_set_object (&self->settings, settings);
  self->setup = *setup;
  self->setup.prefill = NULL;
  self->setup.old_journal = NULL;
  self->ticker = sc_ticker_new (sc_workflow_get_clock (workflow), on_tick, self);

  attach_pages (self);
  if (setup->prefill != NULL)
    {
      sc_prepare_page_fill (self->prepare_page, setup->prefill);
      sc_connect_page_fill (self->connect_page, setup->prefill);
    }
  sc_prepare_page_tell_old_journal (self->prepare_page, setup->old_journal,
                                    !setup->old_journal_goes);
  gtk_revealer_set_reveal_child (self->banner, setup->rehearsal);
  if (settings != NULL)
    gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                                 g_settings_get_int (settings, "window-height"));

  g_signal_connect_object (workflow, "changed", G_CALLBACK (sc_window_update), self,
                           G_CONNECT_SWAPPED);
  sc_workflow_look_up_account (workflow);
  sc_window_update (self);
  return self;
}
