/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-figure-view.h"

#include "sc-compat.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-timeline.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScFigureView
{
  AdwBin parent_instance;

  GtkLabel *phase_label;
  GtkStack *figure_stack;
  GtkWidget *timer; /* what a screen reader sees of the figure */
  GtkLabel *figure_label;
  GtkImage *phase_icon;
  GtkLabel *advice_label;
  ScTimeline *timeline;

  gint64 window_start_us; /* of the window the thresholds were said for */
  int announced_s;        /* last threshold said aloud; G_MAXINT = none yet */
};

G_DEFINE_FINAL_TYPE (ScFigureView, sc_figure_view, ADW_TYPE_BIN)

/* How a phase looks where there is no figure. */
static const struct
{
  const char *icon;
  const char *css_class;
} phases[] = {
  [SC_PHASE_READ] = { "document-save-symbolic", "accent" },
  [SC_PHASE_EARLY] = { "network-transmit-symbolic", "accent" },
  [SC_PHASE_PROVISIONED_NOT_SENT] = { "object-select-symbolic", "accent" },
  [SC_PHASE_SENDING] = { "network-wireless-symbolic", "accent" },
  [SC_PHASE_REFUSED] = { "dialog-warning-symbolic", "warning" },
  [SC_PHASE_IN_TIME] = { "network-transmit-symbolic", "accent" },
  [SC_PHASE_MAYBE_IN_TIME] = { "network-transmit-symbolic", "warning" },
  [SC_PHASE_ASLEEP] = { "weather-clear-night-symbolic", "warning" },
  [SC_PHASE_OVERDUE] = { "dialog-warning-symbolic", "warning" },
  [SC_PHASE_PROVISIONED] = { "object-select-symbolic", "success" },
  [SC_PHASE_IN_CONTACT] = { "object-select-symbolic", "success" },
  [SC_PHASE_NEEDS_VISIT] = { "dialog-warning-symbolic", "warning" },
  [SC_PHASE_STOPPED] = { "media-playback-stop-symbolic", "accent" },
  [SC_PHASE_UNCHANGED] = { "action-unavailable-symbolic", "accent" },
};

/* Aloud at 60, 30 and 10 seconds, not each second; the same text is the timer's name. */
static void
announce (ScFigureView *self, const ScPlan *plan, gint64 now_us)
{
  static const int thresholds[] = { 60, 30, 10 };
  gint64 left_us = plan->in_time_until_us - now_us;
  int due_s = G_MAXINT;
  g_autofree char *text = NULL;

  if (plan->phase != SC_PHASE_IN_TIME || plan->window_start_us != self->window_start_us)
    self->announced_s = G_MAXINT;
  self->window_start_us = plan->window_start_us;
  if (plan->phase != SC_PHASE_IN_TIME)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      if (left_us <= thresholds[i] * G_USEC_PER_SEC)
        due_s = thresholds[i];
    }
  if (due_s >= self->announced_s)
    return;
  self->announced_s = due_s;
  text = g_strdup_printf (
      ngettext ("About %d second left to provision", "About %d seconds left to provision", due_s),
      due_s);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->timer), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  sc_compat_announce (self->timer, text);
}

static void
show_figure (ScFigureView *self, const ScPlan *plan, const ScMoment *now)
{
  g_autofree char *figure = sc_sentence_figure (plan, now);
  gboolean is_back = plan->error == SC_ERROR_SENSOR_AP_CAME_BACK;
  const char *classes[] = { is_back ? "warning" : phases[plan->phase].css_class, NULL };

  if (figure != NULL)
    {
      if (g_strcmp0 (gtk_label_get_label (self->figure_label), figure) != 0)
        gtk_label_set_label (self->figure_label, figure);
      if (plan->phase != SC_PHASE_IN_TIME)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->timer), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        figure, -1);
    }
  else
    {
      gtk_image_set_from_icon_name (self->phase_icon,
                                    is_back ? "dialog-warning-symbolic" : phases[plan->phase].icon);
      gtk_widget_set_css_classes (GTK_WIDGET (self->phase_icon), classes);
    }
  gtk_stack_set_visible_child_name (self->figure_stack, figure != NULL ? "figure" : "icon");
  /* The stack leaves it in the accessible tree, and a countdown that is over must not be read. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->timer), GTK_ACCESSIBLE_STATE_HIDDEN,
                               figure == NULL, -1);
}

/**
 * sc_figure_view_set_model:
 * @self: a view
 * @model: the sensor family
 */
void
sc_figure_view_set_model (ScFigureView *self, ScModel *model)
{
  g_return_if_fail (SC_IS_FIGURE_VIEW (self));
  sc_timeline_set_model (self->timeline, model);
}

/**
 * sc_figure_view_show:
 * @self: a view with a model
 * @plan: where the record stands
 * @record: the record
 * @now: the present
 */
void
sc_figure_view_show (ScFigureView *self, const ScPlan *plan, ScRecord *record, const ScMoment *now)
{
  g_autofree char *heading = sc_sentence_heading (plan, now);
  g_autofree char *advice = sc_sentence_advice (plan, record, now);

  g_return_if_fail (SC_IS_FIGURE_VIEW (self));

  sc_format_set_label (self->phase_label, heading);
  sc_format_set_label (self->advice_label, advice);
  show_figure (self, plan, now);
  sc_timeline_show (self->timeline, plan, now->boot_us);
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), plan->window_start_us != 0);
  announce (self, plan, now->boot_us);
}

static void
sc_figure_view_class_init (ScFigureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SC_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-figure-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScFigureView, name)
  BIND (phase_label);
  BIND (figure_stack);
  BIND (timer);
  BIND (figure_label);
  BIND (phase_icon);
  BIND (advice_label);
  BIND (timeline);
#undef BIND
}

static void
sc_figure_view_init (ScFigureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->announced_s = G_MAXINT;
}
