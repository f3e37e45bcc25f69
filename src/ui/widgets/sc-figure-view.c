/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-figure-view.h"

#include "sc-announcement.h"
#include "sc-compat.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-timeline.h"
#include "sc-ui.h"

/* Characters that fit a narrow window at the full size; "10:47 PM" does not. */
#define LONG_FIGURE 6

struct _ScFigureView
{
  AdwBin parent_instance;

  GtkLabel *phase_label;
  GtkStack *figure_stack;
  GtkWidget *timer; /* what a screen reader sees of the figure */
  GtkLabel *figure_label;
  GtkImage *phase_icon;
  GtkLabel *caption_label;
  GtkLabel *advice_label;
  ScTimeline *timeline;

  char *uid; /* nullable: of the record that is shown */
  ScAnnounced said;
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

/* The time left is the timer's name as well: before GTK 4.14 that is all there is. */
static void
announce (ScFigureView *self, const ScPlan *plan, ScRecord *record, const ScMoment *now)
{
  const char *uid = sc_record_get_uid (record);
  ScAnnouncement due;
  g_autofree char *text = NULL;

  if (g_strcmp0 (self->uid, uid) != 0)
    {
      g_free (self->uid);
      self->uid = g_strdup (uid);
      self->said = (ScAnnounced){ FALSE };
    }
  due = sc_announcement_due (&self->said, plan, now->boot_us);
  text = sc_announcement_text (&due, plan, record, now);
  if (text == NULL)
    return;
  if (due.kind == SC_ANNOUNCE_TIME_LEFT)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->timer), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
  sc_compat_announce (GTK_WIDGET (self), text, due.is_urgent);
}

static void
show_figure (ScFigureView *self, const ScPlan *plan, const ScMoment *now)
{
  g_autofree char *figure = sc_sentence_figure (plan, now);
  gboolean in_setup_mode = sc_plan_is_in_setup_mode (plan);
  const char *classes[] = { in_setup_mode ? "warning" : phases[plan->phase].css_class, NULL };

  if (figure != NULL)
    {
      if (g_strcmp0 (gtk_label_get_label (self->figure_label), figure) != 0)
        gtk_label_set_label (self->figure_label, figure);
      if (g_utf8_strlen (figure, -1) > LONG_FIGURE)
        gtk_widget_add_css_class (GTK_WIDGET (self->figure_label), "long-figure");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->figure_label), "long-figure");
      if (plan->phase != SC_PHASE_IN_TIME)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->timer), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        figure, -1);
    }
  else
    {
      gtk_image_set_from_icon_name (self->phase_icon, in_setup_mode ? "dialog-warning-symbolic"
                                                                    : phases[plan->phase].icon);
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
  g_autofree char *caption = sc_sentence_caption (plan, now);
  g_autofree char *advice = sc_sentence_advice (plan, record, now);

  g_return_if_fail (SC_IS_FIGURE_VIEW (self));

  sc_format_set_label (self->phase_label, heading);
  sc_format_set_label (self->caption_label, caption);
  sc_format_set_label (self->advice_label, advice);
  show_figure (self, plan, now);
  sc_timeline_show (self->timeline, plan, now->boot_us);
  gtk_widget_set_visible (GTK_WIDGET (self->timeline),
                          plan->window_start_us != 0 && !sc_plan_is_in_setup_mode (plan));
  announce (self, plan, record, now);
}

static void
sc_figure_view_finalize (GObject *object)
{
  g_free (SC_FIGURE_VIEW (object)->uid);

  G_OBJECT_CLASS (sc_figure_view_parent_class)->finalize (object);
}

static void
sc_figure_view_class_init (ScFigureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_figure_view_finalize;
  g_type_ensure (SC_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-figure-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScFigureView, name)
  BIND (phase_label);
  BIND (figure_stack);
  BIND (timer);
  BIND (figure_label);
  BIND (phase_icon);
  BIND (caption_label);
  BIND (advice_label);
  BIND (timeline);
#undef BIND
}

static void
sc_figure_view_init (ScFigureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
