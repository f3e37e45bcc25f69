/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-button-box.h"

#define SPACING 12

struct _ScButtonBox
{
  GtkWidget parent_instance;

  gboolean stacked; /* when it was laid out last */
};

G_DEFINE_FINAL_TYPE (ScButtonBox, sc_button_box, GTK_TYPE_WIDGET)

/* How wide the buttons that are shown want to be. Returns how wide the row is at least. */
static int
request_widths (ScButtonBox *self, GArray *requests)
{
  int minimum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize request = { .data = child };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &request.minimum_size,
                          &request.natural_size, NULL, NULL);
      minimum += request.minimum_size + (requests->len > 0 ? SPACING : 0);
      g_array_append_val (requests, request);
    }
  return minimum;
}

/* Returns what is left of @width when each button of the row has what it wants, or less. */
static int
share_out (GArray *requests, int width)
{
  GtkRequestedSize *sizes = (GtkRequestedSize *)(gpointer)requests->data;

  for (guint i = 0; i < requests->len; i++)
    width -= sizes[i].minimum_size + (i > 0 ? SPACING : 0);
  return gtk_distribute_natural_allocation (MAX (0, width), requests->len, sizes);
}

static void
measure_width (ScButtonBox *self, int *minimum, int *natural)
{
  g_autoptr (GArray) requests = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));

  request_widths (self, requests);
  for (guint i = 0; i < requests->len; i++)
    {
      const GtkRequestedSize *request = &g_array_index (requests, GtkRequestedSize, i);

      *minimum = MAX (*minimum, request->minimum_size);
      *natural += request->natural_size + (i > 0 ? SPACING : 0);
    }
}

static void
measure_height (ScButtonBox *self, int width, int *minimum, int *natural)
{
  g_autoptr (GArray) requests = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));
  gboolean stacked = request_widths (self, requests) > width && width >= 0;

  if (!stacked && width >= 0)
    share_out (requests, width);
  for (guint i = 0; i < requests->len; i++)
    {
      GtkRequestedSize *request = &g_array_index (requests, GtkRequestedSize, i);
      int each_minimum, each_natural;

      gtk_widget_measure (request->data, GTK_ORIENTATION_VERTICAL,
                          stacked || width < 0 ? width : request->minimum_size, &each_minimum,
                          &each_natural, NULL, NULL);
      *minimum =
          stacked ? *minimum + each_minimum + (i > 0 ? SPACING : 0) : MAX (*minimum, each_minimum);
      *natural =
          stacked ? *natural + each_natural + (i > 0 ? SPACING : 0) : MAX (*natural, each_natural);
    }
}

static void
sc_button_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (SC_BUTTON_BOX (widget), minimum, natural);
  else
    measure_height (SC_BUTTON_BOX (widget), for_size, minimum, natural);
}

static void
place (ScButtonBox *self, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_row (ScButtonBox *self, GArray *requests, int width, int height)
{
  int left = share_out (requests, width);
  int x = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      GtkRequestedSize *request = &g_array_index (requests, GtkRequestedSize, i);

      if (request->data == gtk_widget_get_last_child (GTK_WIDGET (self)))
        x += left;
      place (self, request->data, x, 0, request->minimum_size, height);
      x += request->minimum_size + SPACING;
    }
}

static void
place_stack (ScButtonBox *self, GArray *requests, int width)
{
  int y = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      GtkWidget *child = g_array_index (requests, GtkRequestedSize, i).data;
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      place (self, child, 0, y, width, height);
      y += height + SPACING;
    }
}

static void
sc_button_box_size_allocate (GtkWidget *widget, int width, int height, int baseline G_GNUC_UNUSED)
{
  ScButtonBox *self = SC_BUTTON_BOX (widget);
  g_autoptr (GArray) requests = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));

  self->stacked = request_widths (self, requests) > width;
  if (self->stacked)
    place_stack (self, requests, width);
  else
    place_row (self, requests, width, height);
}

static GtkSizeRequestMode
sc_button_box_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sc_button_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sc_button_box_parent_class)->dispose (object);
}

static void
sc_button_box_class_init (ScButtonBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_button_box_dispose;
  widget_class->get_request_mode = sc_button_box_get_request_mode;
  widget_class->measure = sc_button_box_measure;
  widget_class->size_allocate = sc_button_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "buttonbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sc_button_box_init (ScButtonBox *self G_GNUC_UNUSED)
{
}

/**
 * sc_button_box_is_stacked:
 * @self: a box that has been laid out
 *
 * Returns: whether its buttons are below one another
 */
gboolean
sc_button_box_is_stacked (ScButtonBox *self)
{
  g_return_val_if_fail (SC_IS_BUTTON_BOX (self), FALSE);
  return self->stacked;
}
