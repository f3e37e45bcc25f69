/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-done-page.h"

#include "sc-fact-row.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-status-row.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

#define RECORD_KEY "sc-record"

struct _ScDonePage
{
  ScPage parent_instance;

  GtkWidget *record_group;
  ScStatusRow *state_row;
  ScFactRow *id_row;
  ScFactRow *mac_row;
  ScFactRow *network_row;
  ScFactRow *tenant_row;
  ScFactRow *provisioned_row;
  ScFactRow *contact_row;
  GtkWidget *todo_group;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ScDonePage, sc_done_page, SC_TYPE_PAGE)

static ScWorkflow *
workflow_of (ScDonePage *self)
{
  return sc_page_get_workflow (SC_PAGE (self));
}

/* Nothing goes on in the background then: someone has to do something first. */
static gboolean
waits_for_technician (const ScPlan *plan)
{
  gboolean provisioned = plan->phase == SC_PHASE_PROVISIONED;

  switch (plan->remedy)
    {
    case SC_REMEDY_EDIT_SITE_NETWORK:
    case SC_REMEDY_JOIN_AGAIN:
    case SC_REMEDY_VISIT_AGAIN:
      return TRUE;
    case SC_REMEDY_EDIT_ACCOUNT:
    case SC_REMEDY_EDIT_CERTIFICATE_SOURCE:
      return !provisioned;
    case SC_REMEDY_NONE:
    case SC_REMEDY_RETRY:
    case SC_REMEDY_GO_ONLINE:
    case SC_REMEDY_OPEN_SIGN_IN_PAGE:
    case SC_REMEDY_CHECK_CLOCK:
    case SC_REMEDY_FREE_SPACE:
    case SC_REMEDY_REHEARSE_AGAIN:
    case SC_REMEDY_REPORT:
      break;
    }
  return plan->action == SC_ACTION_SIGN_IN && !provisioned;
}

static ScLamp
lamp_of (const ScPlan *plan)
{
  switch (plan->phase)
    {
    case SC_PHASE_IN_CONTACT:
      return SC_LAMP_ON;
    case SC_PHASE_PROVISIONED:
      return waits_for_technician (plan) ? SC_LAMP_TROUBLE : SC_LAMP_ON;
    case SC_PHASE_PROVISIONED_NOT_SENT:
    case SC_PHASE_REFUSED:
    case SC_PHASE_ASLEEP:
    case SC_PHASE_OVERDUE:
    case SC_PHASE_NEEDS_VISIT:
      return SC_LAMP_TROUBLE;
    case SC_PHASE_READ:
    case SC_PHASE_STOPPED:
    case SC_PHASE_UNCHANGED:
      return SC_LAMP_OFF;
    case SC_PHASE_EARLY:
    case SC_PHASE_SENDING:
    case SC_PHASE_IN_TIME:
    case SC_PHASE_MAYBE_IN_TIME:
      break;
    }
  return waits_for_technician (plan) ? SC_LAMP_TROUBLE : SC_LAMP_WAITING;
}

static const char *
display_id (ScRecord *record)
{
  const char *id = sc_record_get_sensor_id (record);

  return id != NULL ? id : _ ("Sensor without a name");
}

/* The record */

static void
show_heading (ScDonePage *self, ScRecord *record, const ScPlan *plan)
{
  g_autofree char *heading = NULL;
  const char *description = NULL;

  switch (lamp_of (plan))
    {
    case SC_LAMP_ON:
      /* Translators: %s is a sensor's ID. */
      heading = g_strdup_printf (_ ("Sensor %s is commissioned"), display_id (record));
      if (plan->phase == SC_PHASE_PROVISIONED)
        description = _ ("Its first contact is watched in the background. You can walk away.");
      break;
    case SC_LAMP_WAITING:
      heading = g_strdup_printf (_ ("Sensor %s is not finished yet"), display_id (record));
      description = _ ("It goes on in the background as long as this program runs.");
      break;
    case SC_LAMP_TROUBLE:
      heading = g_strdup_printf (_ ("Sensor %s needs you"), display_id (record));
      description = _ ("Open it in the list below to see what to do.");
      break;
    case SC_LAMP_OFF:
      heading = g_strdup_printf (_ ("Sensor %s"), display_id (record));
      break;
    }
  sc_page_set_heading (SC_PAGE (self), heading);
  sc_page_set_description (SC_PAGE (self), description);
}

static void
show_facts (ScDonePage *self, ScRecord *record)
{
  GBytes *ssid = sc_record_get_site_ssid (record);
  ScTenant *tenant = sc_record_get_tenant (record);
  g_autofree char *network = ssid != NULL ? sc_ssid_to_display (ssid) : NULL;
  g_autofree char *tenant_name = tenant != NULL ? sc_format_tenant (tenant) : NULL;
  g_autofree char *provisioned = sc_format_server_time (sc_record_get_provisioned (record));
  g_autofree char *connected = sc_format_server_time (sc_record_get_last_connected (record));

  sc_fact_row_set_value (self->id_row, sc_record_get_sensor_id (record));
  sc_fact_row_set_value (self->mac_row, sc_record_get_mac (record));
  sc_fact_row_set_value (self->network_row, network);
  sc_fact_row_set_value (self->tenant_row, tenant_name);
  sc_fact_row_set_value (self->provisioned_row, provisioned);
  sc_fact_row_set_value (self->contact_row, connected);
}

/* The list */

static GtkWidget *
create_row (gpointer item, gpointer user_data G_GNUC_UNUSED)
{
  ScRecord *record = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), display_id (record));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), RECORD_KEY, g_object_ref (record), g_object_unref);
  return row;
}

static void
show_list (ScDonePage *self, const ScMoment *now)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      ScRecord *record = g_object_get_data (G_OBJECT (row), RECORD_KEY);
      ScPlan plan = sc_workflow_get_plan (workflow_of (self), record);
      g_autofree char *sentence = sc_sentence_short (&plan, now);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), display_id (record));
      if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), sentence) != 0)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
    }
}

static void
on_row_activated (ScDonePage *self, GtkListBoxRow *row)
{
  ScRecord *record = g_object_get_data (G_OBJECT (row), RECORD_KEY);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s",
                              sc_record_get_uid (record));
}

/* The whole */

static void
sc_done_page_update (ScPage *page)
{
  ScDonePage *self = SC_DONE_PAGE (page);
  ScWorkflow *workflow = workflow_of (self);
  ScRecord *record = sc_workflow_get_current (workflow);
  ScPlan plan;

  gtk_widget_set_visible (self->record_group, record != NULL);
  if (record == NULL)
    return;

  plan = sc_workflow_get_plan (workflow, record);
  show_heading (self, record, &plan);
  show_facts (self, record);
  gtk_widget_set_visible (self->todo_group, lamp_of (&plan) == SC_LAMP_ON);
  sc_page_set_primary (page, _ ("Commission _Another Sensor"), "win.next-sensor");
  if (sc_record_get_state (record) == SC_RECORD_STOPPED)
    sc_page_set_secondary (page, _ ("_Help with It Again"), "win.resume-helping");
  else
    sc_page_set_secondary (page,
                           sc_record_get_state (record) == SC_RECORD_OPEN
                                   || sc_record_get_state (record) == SC_RECORD_NEEDS_VISIT
                               ? _ ("_Back")
                               : NULL,
                           "win.back");
}

static void
sc_done_page_tick (ScPage *page, const ScMoment *now)
{
  ScDonePage *self = SC_DONE_PAGE (page);
  ScRecord *record = sc_workflow_get_current (workflow_of (self));

  if (record != NULL)
    {
      ScPlan plan = sc_workflow_get_plan (workflow_of (self), record);
      g_autofree char *sentence = sc_sentence_short (&plan, now);

      sc_status_row_set_state (self->state_row, lamp_of (&plan), sentence);
    }
  show_list (self, now);
}

/* Counts while any sensor of the list does. */
static gint64
sc_done_page_get_anchor_us (ScPage *page)
{
  ScDonePage *self = SC_DONE_PAGE (page);
  GListModel *records = sc_workflow_get_records (workflow_of (self));

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ScRecord) record = g_list_model_get_item (records, i);
      ScPlan plan = sc_workflow_get_plan (workflow_of (self), record);

      if (plan.phase == SC_PHASE_IN_TIME)
        return plan.window_start_us;
    }
  return 0;
}

static void
sc_done_page_attached (ScPage *page)
{
  ScDonePage *self = SC_DONE_PAGE (page);

  gtk_list_box_bind_model (self->list, sc_workflow_get_records (workflow_of (self)), create_row,
                           NULL, NULL);
}

static void
sc_done_page_class_init (ScDonePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ScPageClass *page_class = SC_PAGE_CLASS (klass);

  page_class->attached = sc_done_page_attached;
  page_class->update = sc_done_page_update;
  page_class->tick = sc_done_page_tick;
  page_class->get_anchor_us = sc_done_page_get_anchor_us;

  g_type_ensure (SC_TYPE_FACT_ROW);
  g_type_ensure (SC_TYPE_STATUS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-done-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScDonePage, name)
  BIND (record_group);
  BIND (state_row);
  BIND (id_row);
  BIND (mac_row);
  BIND (network_row);
  BIND (tenant_row);
  BIND (provisioned_row);
  BIND (contact_row);
  BIND (todo_group);
  BIND (list);
#undef BIND
}

static void
sc_done_page_init (ScDonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
}
