/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-stage-indicator.h"

#include <glib/gi18n-lib.h>

struct _ScStageIndicator
{
  GtkWidget parent_instance;

  ScStage stage;
  GtkWidget *wide;
  GtkWidget *narrow;
  GtkWidget *items[SC_N_STAGES];
  GtkStack *marks[SC_N_STAGES];
};

G_DEFINE_FINAL_TYPE (ScStageIndicator, sc_stage_indicator, GTK_TYPE_WIDGET)

static const char *const stage_names[SC_N_STAGES] = {
  [SC_STAGE_PREPARE] = NC_ ("stage", "Prepare"), [SC_STAGE_SENSOR] = NC_ ("stage", "Sensor"),
  [SC_STAGE_REVIEW] = NC_ ("stage", "Review"),   [SC_STAGE_CONNECT] = NC_ ("stage", "Connect"),
  [SC_STAGE_DONE] = NC_ ("stage", "Done"),
};

/**
 * sc_stage_indicator_stage_name:
 * @stage: a stage
 *
 * Returns: (transfer none): its name, translated
 */
const char *
sc_stage_indicator_stage_name (ScStage stage)
{
  g_return_val_if_fail (stage < SC_N_STAGES, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "stage", stage_names[stage]);
}

static void
show_stage (ScStageIndicator *self)
{
  /* Translators: the first is a number, the second how many there are, then the stage's name. */
  g_autofree char *text =
      g_strdup_printf (_ ("Step %u of %u · %s"), (guint)self->stage + 1, (guint)SC_N_STAGES,
                       sc_stage_indicator_stage_name (self->stage));

  gtk_label_set_label (GTK_LABEL (self->narrow), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  for (guint i = 0; i < SC_N_STAGES; i++)
    {
      const char *classes[] = {
        "stage", i < self->stage ? "past" : (i == self->stage ? "current" : "future"), NULL
      };

      gtk_widget_set_css_classes (self->items[i], classes);
      gtk_stack_set_visible_child_name (self->marks[i], i < self->stage ? "past" : "number");
    }
}

/**
 * sc_stage_indicator_set_stage:
 * @self: an indicator
 * @stage: where one is
 */
void
sc_stage_indicator_set_stage (ScStageIndicator *self, ScStage stage)
{
  g_return_if_fail (SC_IS_STAGE_INDICATOR (self));
  g_return_if_fail (stage < SC_N_STAGES);

  if (self->stage == stage)
    return;
  self->stage = stage;
  show_stage (self);
}

/**
 * sc_stage_indicator_is_narrow:
 * @self: an indicator
 *
 * Returns: whether it shows the short form at its present width
 */
gboolean
sc_stage_indicator_is_narrow (ScStageIndicator *self)
{
  g_return_val_if_fail (SC_IS_STAGE_INDICATOR (self), FALSE);
  return gtk_widget_get_child_visible (self->narrow);
}

static GtkWidget *
create_item (ScStageIndicator *self, ScStage stage)
{
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *digit = g_strdup_printf ("%u", (guint)stage + 1);
  GtkWidget *number = gtk_label_new (digit);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *mark = gtk_stack_new ();

  gtk_widget_add_css_class (number, "numeric");
  gtk_stack_add_named (GTK_STACK (mark), number, "number");
  gtk_stack_add_named (GTK_STACK (mark), check, "past");
  gtk_widget_add_css_class (mark, "stage-mark");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (item), mark);
  gtk_box_append (GTK_BOX (item), gtk_label_new (sc_stage_indicator_stage_name (stage)));

  self->items[stage] = item;
  self->marks[stage] = GTK_STACK (mark);
  return item;
}

static gboolean
is_too_narrow (ScStageIndicator *self, int width)
{
  int minimum;

  gtk_widget_measure (self->wide, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return width < minimum;
}

static GtkSizeRequestMode
sc_stage_indicator_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The short form takes a second line where large text needs one. */
static void
sc_stage_indicator_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  ScStageIndicator *self = SC_STAGE_INDICATOR (widget);
  gboolean narrow =
      orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 && is_too_narrow (self, for_size);
  int wide_minimum, wide_natural, narrow_minimum, narrow_natural;

  gtk_widget_measure (self->wide, orientation, -1, &wide_minimum, &wide_natural, NULL, NULL);
  gtk_widget_measure (self->narrow, orientation, narrow ? for_size : -1, &narrow_minimum,
                      &narrow_natural, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? narrow_minimum
                                                       : MAX (wide_minimum, narrow_minimum);
  *natural = MAX (wide_natural, narrow_natural);
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
sc_stage_indicator_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ScStageIndicator *self = SC_STAGE_INDICATOR (widget);
  gboolean narrow = is_too_narrow (self, width);

  gtk_widget_set_child_visible (self->wide, !narrow);
  gtk_widget_set_child_visible (self->narrow, narrow);
  gtk_widget_allocate (narrow ? self->narrow : self->wide, width, height, baseline, NULL);
}

static void
sc_stage_indicator_dispose (GObject *object)
{
  ScStageIndicator *self = SC_STAGE_INDICATOR (object);

  g_clear_pointer (&self->wide, gtk_widget_unparent);
  g_clear_pointer (&self->narrow, gtk_widget_unparent);

  G_OBJECT_CLASS (sc_stage_indicator_parent_class)->dispose (object);
}

static void
sc_stage_indicator_class_init (ScStageIndicatorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_stage_indicator_dispose;
  widget_class->get_request_mode = sc_stage_indicator_get_request_mode;
  widget_class->measure = sc_stage_indicator_measure;
  widget_class->size_allocate = sc_stage_indicator_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "stageindicator");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sc_stage_indicator_init (ScStageIndicator *self)
{
  self->wide = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (self->wide, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->wide, GTK_WIDGET (self));
  for (guint i = 0; i < SC_N_STAGES; i++)
    {
      if (i > 0)
        {
          GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

          gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
          gtk_widget_add_css_class (line, "stage-line");
          gtk_box_append (GTK_BOX (self->wide), line);
        }
      gtk_box_append (GTK_BOX (self->wide), create_item (self, i));
    }

  self->narrow = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->narrow), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->narrow), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (self->narrow), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->narrow, "heading");
  gtk_widget_set_parent (self->narrow, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->narrow, FALSE);

  show_stage (self);
}
