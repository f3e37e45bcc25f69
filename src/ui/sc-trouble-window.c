/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-trouble-window.h"

#include "sc-error.h"
#include "sc-failure-view.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScTroubleWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *banner; /* of a rehearsal */
  ScFailureView *failure;
  GtkWidget *start_anew;
  GtkWidget *start_anew_note;
  GError *error; /* what is shown */
};

enum
{
  RETRY,
  START_ANEW,
  SAVE_DIAGNOSTICS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScTroubleWindow, sc_trouble_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_retry_clicked (ScTroubleWindow *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
on_start_anew_clicked (ScTroubleWindow *self)
{
  g_signal_emit (self, signals[START_ANEW], 0);
}

static void
save_diagnostics (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[SAVE_DIAGNOSTICS], 0);
}

static GtkWidget *
make_button (ScTroubleWindow *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  sc_ui_wrap_button_label (GTK_BUTTON (button));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_note (const char *text)
{
  GtkWidget *note = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER, NULL);

  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "secondary");
  return note;
}

static GtkWidget *
make_banner (void)
{
  GtkWidget *banner = g_object_new (
      GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "label",
      _ ("Rehearsal: the sensor and the cloud are simulated. Nothing real happens."), "wrap", TRUE,
      "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER, "visible", FALSE, NULL);

  gtk_widget_add_css_class (banner, "rehearsal-banner");
  return banner;
}

static void
sc_trouble_window_finalize (GObject *object)
{
  g_clear_error (&SC_TROUBLE_WINDOW (object)->error);
  G_OBJECT_CLASS (sc_trouble_window_parent_class)->finalize (object);
}

static void
sc_trouble_window_class_init (ScTroubleWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_trouble_window_finalize;
  signals[RETRY] = g_signal_new ("retry", SC_TYPE_TROUBLE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[START_ANEW] = g_signal_new ("start-anew", SC_TYPE_TROUBLE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE_DIAGNOSTICS] = g_signal_new ("save-diagnostics", SC_TYPE_TROUBLE_WINDOW,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.save-diagnostics", NULL,
                                   save_diagnostics);
}

static void
sc_trouble_window_init (ScTroubleWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *retry = make_button (self, _ ("Try _Again"), G_CALLBACK (on_retry_clicked));

  self->failure = g_object_new (SC_TYPE_FAILURE_VIEW, NULL);
  sc_failure_view_set_has_button (self->failure, FALSE);
  self->start_anew =
      make_button (self, _ ("_Start a New Journal"), G_CALLBACK (on_start_anew_clicked));
  self->start_anew_note = make_note (_ (
      "The damaged file stays in its folder under another name. The first page then says which."));
  gtk_widget_add_css_class (retry, "suggested-action");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->failure));
  gtk_box_append (GTK_BOX (box), retry);
  gtk_box_append (GTK_BOX (box), self->start_anew);
  gtk_box_append (GTK_BOX (box), self->start_anew_note);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_widget_set_margin_top (clamp, 12);
  gtk_widget_set_margin_bottom (clamp, 24);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);

  self->banner = make_banner ();
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), self->banner);
  gtk_box_append (GTK_BOX (content), scroller);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), content);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Sensor Commissioner"));
  gtk_window_set_default_size (GTK_WINDOW (self), 600, 440);
  gtk_window_set_default_widget (GTK_WINDOW (self), retry);
}

/**
 * sc_trouble_window_show:
 * @self: the window
 * @error: what is in the way now
 */
void
sc_trouble_window_show (ScTroubleWindow *self, const GError *error)
{
  gboolean damaged;

  g_return_if_fail (SC_IS_TROUBLE_WINDOW (self) && error != NULL);
  sc_failure_view_show (self->failure, error, SC_CHANGED_IRRELEVANT);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  damaged = g_error_matches (error, SC_ERROR, SC_ERROR_JOURNAL_DAMAGED);
  gtk_widget_set_visible (self->start_anew, damaged);
  gtk_widget_set_visible (self->start_anew_note, damaged);
}

/**
 * sc_trouble_window_new:
 * @app: (nullable): the application
 * @is_rehearsal: whether it is in the way of a rehearsal, of which the window reminds
 * @error: what is in the way
 *
 * Returns: (transfer none): a new window
 */
ScTroubleWindow *
sc_trouble_window_new (GtkApplication *app, gboolean is_rehearsal, const GError *error)
{
  ScTroubleWindow *self;

  sc_ui_init (); /* mostly this is the first window there is */
  self = g_object_new (SC_TYPE_TROUBLE_WINDOW, "application", app, NULL);
  gtk_widget_set_visible (self->banner, is_rehearsal);
  sc_trouble_window_show (self, error);
  return self;
}

/**
 * sc_trouble_window_get_error:
 * @self: the window
 *
 * Returns: (transfer none): what it shows
 */
const GError *
sc_trouble_window_get_error (ScTroubleWindow *self)
{
  g_return_val_if_fail (SC_IS_TROUBLE_WINDOW (self), NULL);
  return self->error;
}
