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
  char *selected_bssid; /* nullable; outlives a rescan */
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

/* "done today at 10:42", if a sensor of this network was given its profile today. */
static char *
note_done_today (ScSensorList *self, ScAccessPoint *access_point)
{
  GListModel *records = sc_workflow_get_records (self->workflow);
  gint64 wall_us = sc_clock_wall_us (sc_workflow_get_clock (self->workflow));
  g_autofree char *today = sc_format_date (wall_us / G_USEC_PER_SEC);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);
      GBytes *ssid = sc_record_get_sensor_ssid (record);
      const ScStep *step = sc_record_find_step (record, SC_STEP_ADD_ANSWERED);
      g_autofree char *date = NULL;
      g_autofree char *time = NULL;

      if (ssid == NULL || step == NULL
          || !g_bytes_equal (ssid, sc_access_point_get_ssid (access_point)))
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

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  g_autofree char *note = note_done_today (user_data, item);

  return sc_ap_row_new (item, note);
}

static GtkWidget *
create_other_row (gpointer item, gpointer user_data G_GNUC_UNUSED)
{
  return sc_ap_row_new (item, NULL);
}

static void
on_row_selected (ScSensorList *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return; /* a rescan replaces rows; on_sensors_changed() selects again */
  g_free (self->selected_bssid);
  self->selected_bssid =
      g_strdup (sc_access_point_get_bssid (sc_ap_row_get_access_point (GTK_WIDGET (row))));
}

static void
on_row_activated (ScSensorList *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.join", NULL);
}

static void
on_sensors_changed (ScSensorList *self)
{
  GtkListBoxRow *row;
  GtkListBoxRow *chosen = gtk_list_box_get_row_at_index (self->list, 0);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      ScAccessPoint *access_point = sc_ap_row_get_access_point (GTK_WIDGET (row));

      if (g_strcmp0 (sc_access_point_get_bssid (access_point), self->selected_bssid) == 0)
        chosen = row;
    }
  if (chosen != NULL)
    gtk_list_box_select_row (self->list, chosen);
  gtk_widget_set_visible (self->others_expander,
                          g_list_model_get_n_items (G_LIST_MODEL (self->others)) > 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
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
  return row == NULL ? NULL : sc_ap_row_get_access_point (GTK_WIDGET (row));
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
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sensors), create_row, self, NULL);
  gtk_list_box_bind_model (self->others_list, G_LIST_MODEL (self->others), create_other_row, self,
                           NULL);
  g_signal_connect_object (self->others, "items-changed", G_CALLBACK (on_sensors_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->sensors, "items-changed", G_CALLBACK (on_sensors_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
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
sc_sensor_list_finalize (GObject *object)
{
  g_free (SC_SENSOR_LIST (object)->selected_bssid);

  G_OBJECT_CLASS (sc_sensor_list_parent_class)->finalize (object);
}

static void
sc_sensor_list_class_init (ScSensorListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_sensor_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_sensor_list_finalize;
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
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
}
