/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-sensor-list.h"

#include "sc-ap-row.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScSensorList
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkWidget *others_expander;
  GtkListBox *others_list;

  ScWorkflow *workflow;
  GtkFilterListModel *sensors;
  GtkFilterListModel *others;
  gboolean pointed_at; /* the pointer is somewhere on it */
};

G_DEFINE_FINAL_TYPE (ScSensorList, sc_sensor_list, ADW_TYPE_BIN)

static gboolean
is_sensor (gpointer item, gpointer user_data G_GNUC_UNUSED)
{
  return sc_access_point_is_sensor (item);
}

static gboolean
is_no_sensor (gpointer item, gpointer user_data G_GNUC_UNUSED)
{
  return !sc_access_point_is_sensor (item);
}

/* Whether another one bears the same name. */
static gboolean
is_namesake (GListModel *model, ScAccessPoint *access_point)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (model, i);

      if (g_bytes_equal (sc_access_point_get_ssid (one), sc_access_point_get_ssid (access_point)))
        n++;
    }
  return n > 1;
}

/* The address of a sensor's network is its MAC address: what TI's chip does by default. Only needed
 * where the name leaves it open. */
static gboolean
is_of (ScRecord *record, ScAccessPoint *access_point, gboolean namesake)
{
  GBytes *ssid = sc_record_get_sensor_ssid (record);
  const char *mac = sc_record_get_mac (record);
  const char *bssid = sc_access_point_get_bssid (access_point);

  if (ssid == NULL || !g_bytes_equal (ssid, sc_access_point_get_ssid (access_point)))
    return FALSE;
  return !namesake || mac == NULL || bssid == NULL || g_ascii_strcasecmp (mac, bssid) == 0;
}

/* "done today at 10:42", if a sensor of this network was given its profile today. */
static char *
note_done_today (ScSensorList *self, ScAccessPoint *access_point, gboolean namesake)
{
  GListModel *records = sc_workflow_get_records (self->workflow);
  gint64 wall_us = sc_clock_wall_us (sc_workflow_get_clock (self->workflow));
  g_autofree char *today = sc_format_date (wall_us / G_USEC_PER_SEC);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);
      const ScStep *step = sc_record_find_step (record, SC_STEP_ADD_ANSWERED);
      g_autofree char *date = NULL;
      g_autofree char *time = NULL;

      if (step == NULL || !is_of (record, access_point, namesake))
        continue;
      date = sc_format_date (step->moment.wall_us / G_USEC_PER_SEC);
      if (!g_str_equal (date, today))
        continue;
      time = sc_format_clock_time (step->moment.wall_us);
      /* Translators: %s is a time of day. */
      return g_strdup_printf (_ ("done today at %s"), time);
    }
  return NULL;
}

static gboolean
is_in (GListModel *model, ScAccessPoint *access_point)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (model, i);

      if (sc_access_point_equal (one, access_point))
        return TRUE;
    }
  return FALSE;
}

/* Takes the rows of networks that are no longer in @model out of @list. While the pointer is on the
 * list, one that others would move up for stays, but cannot be chosen. */
static void
remove_rows (ScSensorList *self, GtkListBox *list, GListModel *model)
{
  GtkListBoxRow *row;
  gboolean last = TRUE;
  int i = 0;

  while (gtk_list_box_get_row_at_index (list, i) != NULL)
    i++;
  while (i > 0 && (row = gtk_list_box_get_row_at_index (list, --i)) != NULL)
    {
      gboolean there = is_in (model, sc_ap_row_get_access_point (SC_AP_ROW (row)));

      gtk_widget_set_sensitive (GTK_WIDGET (row), there);
      if (there || (self->pointed_at && !last))
        last = FALSE;
      else
        gtk_list_box_remove (list, GTK_WIDGET (row));
    }
}

static ScApRow *
find_row (GtkListBox *list, ScAccessPoint *access_point)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (sc_access_point_equal (sc_ap_row_get_access_point (SC_AP_ROW (row)), access_point))
      return SC_AP_ROW (row);
  return NULL;
}

/* A row stays the widget it is, and where it is, for as long as its network is heard: nothing moves
 * away under a finger. New ones come last. */
static void
show_rows (ScSensorList *self, GtkListBox *list, GListModel *model)
{
  remove_rows (self, list, model);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (model, i);
      ScApRow *row = find_row (list, one);
      gboolean namesake = is_namesake (model, one);
      g_autofree char *note =
          sc_access_point_is_sensor (one) ? note_done_today (self, one, namesake) : NULL;

      if (row == NULL)
        {
          row = SC_AP_ROW (sc_ap_row_new ());
          sc_ap_row_show (row, one, namesake, note);
          gtk_list_box_append (list, GTK_WIDGET (row));
        }
      else
        sc_ap_row_show (row, one, namesake, note);
    }
}

static void
on_row_activated (ScSensorList *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  /* While another sensor comes first, it takes the button that says so. */
  if (sc_workflow_get_hold (self->workflow) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.join", NULL);
}

/* Which one is chosen decides whether a password is asked for. */
static void
on_row_selected (ScSensorList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

/* One is chosen as long as there is any. */
static void
choose_one (ScSensorList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int i = 0;

  if (row != NULL && gtk_widget_get_sensitive (GTK_WIDGET (row)))
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, i++)) != NULL
         && !gtk_widget_get_sensitive (GTK_WIDGET (row)))
    ;
  gtk_list_box_select_row (self->list, row);
}

static void
update_rest (ScSensorList *self)
{
  choose_one (self);
  gtk_widget_set_visible (self->others_expander,
                          g_list_model_get_n_items (G_LIST_MODEL (self->others)) > 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

/* While one filter tells of a change, the other may not have heard of it: each is read by itself.
 */
static void
on_sensors_changed (ScSensorList *self)
{
  show_rows (self, self->list, G_LIST_MODEL (self->sensors));
  update_rest (self);
}

static void
on_others_changed (ScSensorList *self)
{
  show_rows (self, self->others_list, G_LIST_MODEL (self->others));
  update_rest (self);
}

static void
on_pointer_came (ScSensorList *self)
{
  self->pointed_at = TRUE;
}

static void
on_pointer_left (ScSensorList *self)
{
  self->pointed_at = FALSE;
  if (self->workflow == NULL)
    return;
  on_sensors_changed (self);
  on_others_changed (self);
}

static void
watch_pointer (ScSensorList *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (on_pointer_came), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_pointer_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * sc_sensor_list_get_selected:
 * @self: a list with a workflow
 *
 * Returns: (transfer none) (nullable): the chosen sensor's network
 */
ScAccessPoint *
sc_sensor_list_get_selected (ScSensorList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (SC_IS_SENSOR_LIST (self), NULL);
  row = gtk_list_box_get_selected_row (self->list);
  return row == NULL ? NULL : sc_ap_row_get_access_point (SC_AP_ROW (row));
}

/**
 * sc_sensor_list_find:
 * @self: a list with a workflow
 * @record: of a sensor that was visited before
 *
 * Returns: (transfer none) (nullable): its network, if it is in range; %NULL also if several could
 *   be it
 */
ScAccessPoint *
sc_sensor_list_find (ScSensorList *self, ScRecord *record)
{
  GListModel *model = G_LIST_MODEL (self->sensors);
  ScAccessPoint *found = NULL;

  g_return_val_if_fail (SC_IS_SENSOR_LIST (self) && SC_IS_RECORD (record), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (model, i);

      if (!is_of (record, one, is_namesake (model, one)))
        continue;
      if (found != NULL)
        return NULL;
      found = one; /* the link's list keeps it */
    }
  return found;
}

/**
 * sc_sensor_list_get_n_sensors:
 * @self: a list with a workflow
 *
 * Returns: how many sensors are in range
 */
guint
sc_sensor_list_get_n_sensors (ScSensorList *self)
{
  g_return_val_if_fail (SC_IS_SENSOR_LIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->sensors));
}

static GtkFilterListModel *
filter (GListModel *model, GtkCustomFilterFunc func)
{
  GtkCustomFilter *custom = gtk_custom_filter_new (func, NULL, NULL);

  return gtk_filter_list_model_new (g_object_ref (model), GTK_FILTER (custom));
}

/**
 * sc_sensor_list_set_workflow:
 * @self: a list
 * @workflow: whose link's networks are shown
 *
 * Called once.
 */
void
sc_sensor_list_set_workflow (ScSensorList *self, ScWorkflow *workflow)
{
  GListModel *access_points = sc_link_get_access_points (sc_workflow_get_link (workflow));

  g_return_if_fail (SC_IS_SENSOR_LIST (self));
  g_return_if_fail (self->workflow == NULL);

  self->workflow = g_object_ref (workflow);
  self->sensors = filter (access_points, is_sensor);
  self->others = filter (access_points, is_no_sensor);
  g_signal_connect_object (self->others, "items-changed", G_CALLBACK (on_others_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sensors, "items-changed", G_CALLBACK (on_sensors_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sc_workflow_get_records (workflow), "items-changed",
                           G_CALLBACK (on_sensors_changed), self, G_CONNECT_SWAPPED);
  on_others_changed (self);
  on_sensors_changed (self);
}

static void
sc_sensor_list_dispose (GObject *object)
{
  ScSensorList *self = SC_SENSOR_LIST (object);

  g_clear_object (&self->sensors);
  g_clear_object (&self->others);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (sc_sensor_list_parent_class)->dispose (object);
}

static void
sc_sensor_list_class_init (ScSensorListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_sensor_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-sensor-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ScSensorList, list);
  gtk_widget_class_bind_template_child (widget_class, ScSensorList, others_expander);
  gtk_widget_class_bind_template_child (widget_class, ScSensorList, others_list);
}

static void
sc_sensor_list_init (ScSensorList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_wrap_expander_label (GTK_EXPANDER (self->others_expander));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  watch_pointer (self);
}
