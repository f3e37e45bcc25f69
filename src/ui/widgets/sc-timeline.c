/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-timeline.h"

#include "sc-sentence.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_ATTEMPTS 6
#define N_TICKS 5
#define TRACK_Y 22
#define TRACK_HEIGHT 10
#define MARK_SIZE 26
#define HEIGHT 68

struct _ScTimeline
{
  GtkWidget parent_instance;

  guint n_attempts;
  gint64 interval_us;

  gint64 start_us;    /* boot time of the first attempt; 0 = nothing to show */
  gint64 span_us;     /* length of the line */
  gint64 certain_us;  /* to the last attempt; after it it may be too late */
  double now;         /* 0 to 1 along the line; negative = not on it */
  double provisioned; /* the same */
  gboolean whole_sleep;
  char *text;

  GtkWidget *track;
  GtkWidget *window;
  GtkWidget *past;
  GtkWidget *attempts[MAX_ATTEMPTS];
  GtkWidget *provisioned_mark;
  GtkWidget *now_mark;
  GtkWidget *ticks[N_TICKS];
};

G_DEFINE_FINAL_TYPE (ScTimeline, sc_timeline, GTK_TYPE_WIDGET)

static double
position (ScTimeline *self, gint64 boot_us)
{
  if (boot_us == 0 || self->span_us <= 0)
    return -1;
  return CLAMP ((double)(boot_us - self->start_us) / (double)self->span_us, 0, 1);
}

static void
describe (ScTimeline *self, const ScPlan *plan)
{
  g_autofree char *text = NULL;

  if (plan->provisioned_us != 0 && plan->provisioned_us < self->start_us)
    text = g_strdup (_ ("Provisioned before the sensor’s first attempt."));
  else if (plan->provisioned_us != 0)
    {
      g_autofree char *when = sc_format_duration (plan->provisioned_us - self->start_us);

      text = g_strdup_printf (_ ("Provisioned %s after the sensor’s first attempt."), when);
    }
  else
    text = g_strdup_printf (
        ngettext ("%u attempt of the sensor; not provisioned yet.",
                  "%u attempts of the sensor, one every half minute; not provisioned yet.",
                  self->n_attempts),
        self->n_attempts);

  g_free (self->text);
  self->text = g_steal_pointer (&text);
}

/* Every half minute; over the whole sleep every five minutes, or as few as fit. */
static gint64
tick_step (ScTimeline *self)
{
  gint64 step = self->whole_sleep ? 5 * 60 * G_USEC_PER_SEC : self->interval_us;

  while (step * N_TICKS < self->span_us)
    step *= 2;
  return step;
}

static void
show_ticks (ScTimeline *self)
{
  for (guint i = 0; i < N_TICKS; i++)
    {
      g_autofree char *text = sc_format_duration (tick_step (self) * i);

      if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->ticks[i])), text) != 0)
        gtk_label_set_label (GTK_LABEL (self->ticks[i]), text);
    }
}

/**
 * sc_timeline_set_model:
 * @self: a time line
 * @model: the sensor family, for its attempts
 */
void
sc_timeline_set_model (ScTimeline *self, ScModel *model)
{
  g_return_if_fail (SC_IS_TIMELINE (self));

  self->n_attempts = MIN (sc_model_get_attempts (model), MAX_ATTEMPTS);
  self->interval_us = sc_model_get_time_us (model, SC_MODEL_TIME_ATTEMPT_INTERVAL);
}

/**
 * sc_timeline_show:
 * @self: a time line with a model
 * @plan: what is known
 * @now_us: boot time
 *
 * Moves the marks. If the plan has no window, the line is empty.
 */
void
sc_timeline_show (ScTimeline *self, const ScPlan *plan, gint64 now_us)
{
  gint64 end_us;

  g_return_if_fail (SC_IS_TIMELINE (self));

  self->start_us = plan->window_start_us;
  if (self->start_us == 0)
    {
      self->now = -1;
      self->provisioned = -1;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      return;
    }

  self->certain_us = (self->n_attempts - 1) * self->interval_us;
  end_us = self->start_us + self->n_attempts * self->interval_us;
  self->whole_sleep = now_us >= end_us;
  if (self->whole_sleep)
    {
      end_us = MAX (plan->asleep_until_us, end_us);
      while (end_us < now_us)
        end_us += (plan->asleep_until_us - self->start_us) + G_USEC_PER_SEC;
    }
  self->span_us = end_us - self->start_us;

  self->now = position (self, now_us);
  self->provisioned = position (self, plan->provisioned_us);
  show_ticks (self);
  describe (self, plan);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text,
                                  -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * sc_timeline_get_text:
 * @self: a time line
 *
 * Returns: (nullable): what it shows, in words
 */
const char *
sc_timeline_get_text (ScTimeline *self)
{
  g_return_val_if_fail (SC_IS_TIMELINE (self), NULL);
  return self->text;
}

/**
 * sc_timeline_get_now:
 * @self: a time line
 *
 * Returns: where now is, 0 to 1 along the line; negative if the line is empty
 */
double
sc_timeline_get_now (ScTimeline *self)
{
  g_return_val_if_fail (SC_IS_TIMELINE (self), -1);
  return self->now;
}

/**
 * sc_timeline_get_provisioned:
 * @self: a time line
 *
 * Returns: where provisioning is, 0 to 1 along the line; negative if it has not happened
 */
double
sc_timeline_get_provisioned (ScTimeline *self)
{
  g_return_val_if_fail (SC_IS_TIMELINE (self), -1);
  return self->provisioned;
}

/* @x is from where time begins: the left, or the right where one reads from there. */
static void
place (GtkWidget *child, gboolean shown, int x, int y, int width, int height)
{
  GtkWidget *line = gtk_widget_get_parent (child);
  GtkAllocation allocation = { x, y, width, height };
  int minimum_width, minimum_height;

  gtk_widget_set_child_visible (child, shown);
  if (!shown)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
  allocation.width = MAX (width, minimum_width);
  allocation.height = MAX (height, minimum_height);
  if (gtk_widget_get_direction (line) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (line) - x - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_mark (GtkWidget *mark, double at, int left, int length)
{
  int x = left + (int)lround (at * length) - MARK_SIZE / 2;

  place (mark, at >= 0, x, TRACK_Y + TRACK_HEIGHT / 2 - MARK_SIZE / 2, MARK_SIZE, MARK_SIZE);
}

static void
place_ticks (ScTimeline *self, int width, int left, int length)
{
  for (guint i = 0; i < N_TICKS; i++)
    {
      double at = (double)(tick_step (self) * i) / (double)self->span_us;
      int natural, x;

      gtk_widget_measure (self->ticks[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                          NULL);
      x = left + (int)lround (length * at) - natural / 2;
      x = CLAMP (x, 0, MAX (0, width - natural));
      place (self->ticks[i], self->start_us != 0 && at <= 1, x, TRACK_Y + TRACK_HEIGHT + 14,
             natural, 18);
    }
}

static void
sc_timeline_size_allocate (GtkWidget *widget, int width, int height G_GNUC_UNUSED,
                           int baseline G_GNUC_UNUSED)
{
  ScTimeline *self = SC_TIMELINE (widget);
  int left = MARK_SIZE / 2 + 2;
  int length = MAX (1, width - 2 * left);
  gboolean shown = self->start_us != 0;
  double window_end = shown ? (double)self->certain_us / (double)self->span_us : 0;

  place (self->track, shown, left, TRACK_Y, length, TRACK_HEIGHT);
  place (self->window, shown, left, TRACK_Y, MAX (4, (int)(length * window_end)), TRACK_HEIGHT);
  place (self->past, shown && self->now > 0, left, TRACK_Y, (int)(length * MAX (0, self->now)),
         TRACK_HEIGHT);
  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      double at = -1;

      if (shown && !self->whole_sleep && i < self->n_attempts)
        at = (double)(self->interval_us * i) / (double)self->span_us;
      place_mark (self->attempts[i], at, left, length);
    }
  place_mark (self->provisioned_mark, shown ? self->provisioned : -1, left, length);
  place (self->now_mark, shown && self->now >= 0,
         left + (int)lround (MAX (0, self->now) * length) - 2, 0, 4, 44);
  place_ticks (self, width, left, length);
}

static void
sc_timeline_measure (GtkWidget *widget G_GNUC_UNUSED, GtkOrientation orientation,
                     int for_size G_GNUC_UNUSED, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : HEIGHT;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
sc_timeline_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sc_timeline_parent_class)->dispose (object);
}

static void
sc_timeline_finalize (GObject *object)
{
  g_free (SC_TIMELINE (object)->text);

  G_OBJECT_CLASS (sc_timeline_parent_class)->finalize (object);
}

static void
sc_timeline_class_init (ScTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_timeline_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_timeline_finalize;
  widget_class->measure = sc_timeline_measure;
  widget_class->size_allocate = sc_timeline_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
add (ScTimeline *self, GtkWidget *child, const char *css_class)
{
  gtk_widget_add_css_class (child, css_class);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  gtk_widget_set_child_visible (child, FALSE);
  return child;
}

static void
sc_timeline_init (ScTimeline *self)
{
  self->now = -1;
  self->provisioned = -1;
  self->track = add (self, adw_bin_new (), "track");
  self->window = add (self, adw_bin_new (), "window");
  self->past = add (self, adw_bin_new (), "past");
  self->now_mark = add (self, adw_bin_new (), "now"); /* behind what has something to read */
  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%u", i + 1);

      self->attempts[i] = add (self, gtk_label_new (digit), "attempt");
    }
  self->provisioned_mark =
      add (self, gtk_image_new_from_icon_name ("object-select-symbolic"), "provisioned");
  for (guint i = 0; i < N_TICKS; i++)
    {
      self->ticks[i] = add (self, gtk_label_new (NULL), "tick");
      gtk_widget_add_css_class (self->ticks[i], "numeric");
    }
}
