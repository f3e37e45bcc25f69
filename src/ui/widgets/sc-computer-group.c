/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-computer-group.h"

#include "sc-adapter-row.h"
#include "sc-fact-row.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-status-row.h"
#include "sc-ui.h"
#include "sc-ways-row.h"

#include <glib/gi18n-lib.h>

/* See flatpak/README.md. */
#define ALLOW_COMMAND                                                                              \
  "flatpak override --user --system-talk-name=org.freedesktop.NetworkManager " APPLICATION_ID

struct _ScComputerGroup
{
  AdwPreferencesGroup parent_instance;

  ScStatusRow *uplink_row;
  ScStatusRow *ways_row;
  ScStatusRow *link_row;
  GtkWidget *power_row;
  GtkButton *power_button;
  ScFactRow *command_row;
  ScAdapterRow *adapter_row;
  ScStatusRow *clock_row;
  ScStatusRow *keyring_row;
};

G_DEFINE_FINAL_TYPE (ScComputerGroup, sc_computer_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_uplink (ScComputerGroup *self, ScWorkflow *workflow)
{
  if (sc_workflow_is_cloud_proven (workflow))
    sc_status_row_set_state (self->uplink_row, SC_LAMP_ON, _ ("Online; the cloud answers"));
  else
    switch (sc_link_get_uplink (sc_workflow_get_link (workflow)))
      {
      case SC_UPLINK_READY:
        sc_status_row_set_state (self->uplink_row, SC_LAMP_ON, _ ("Online"));
        break;
      case SC_UPLINK_NONE:
        sc_status_row_set_state (self->uplink_row, SC_LAMP_TROUBLE,
                                 _ ("Not online. Connect to any network with internet access."));
        break;
      case SC_UPLINK_UNKNOWN:
        sc_status_row_set_state (self->uplink_row, SC_LAMP_OFF, _ ("Signing in will tell"));
        break;
      }
}

/* Whether something can be done about it that is better than joining by hand. */
static gboolean
has_own_way_out (ScError code)
{
  return code == SC_ERROR_LINK_DENIED || code == SC_ERROR_LINK_SANDBOX
         || code == SC_ERROR_LINK_UNMANAGED || code == SC_ERROR_LINK_FIRMWARE
         || code == SC_ERROR_LINK_NO_ADAPTER;
}

/* Joining by hand is a way to work, not a trouble; but what can be mended is one. */
static ScLamp
lamp_of_trouble (const GError *trouble, gboolean switches)
{
  return switches || has_own_way_out ((ScError)trouble->code) ? SC_LAMP_TROUBLE : SC_LAMP_OFF;
}

/* What is in the way, and the way out of it. */
static char *
describe_trouble (const GError *trouble, ScLinkAbility abilities)
{
  const ScErrorInfo *info = sc_error_get_info_for (trouble);
  const char *rest = _ (info->next);

  if (abilities & SC_LINK_CAN_POWER_ON)
    rest = NULL; /* the next row does it */
  else if (!(abilities & SC_LINK_CAN_SWITCH) && !has_own_way_out (info->code))
    rest = _ ("You join the sensor’s Wi-Fi by hand; the next page tells how. With "
              "a cable or a phone as a second way online there is no deadline.");
  return sc_format_sentences (_ (info->what), rest);
}

static void
show_link (ScComputerGroup *self, ScLink *link)
{
  const GError *trouble = sc_link_get_trouble (link);
  ScLinkAbility abilities = sc_link_get_abilities (link);
  gboolean switches = (abilities & SC_LINK_CAN_SWITCH) != 0;
  g_autofree char *text = trouble != NULL ? describe_trouble (trouble, abilities) : NULL;
  gboolean shut_out = g_error_matches (trouble, SC_ERROR, SC_ERROR_LINK_SANDBOX);

  if (text != NULL)
    sc_status_row_set_state (self->link_row, lamp_of_trouble (trouble, switches), text);
  else if (!switches)
    sc_status_row_set_state (
        self->link_row, SC_LAMP_OFF,
        _ ("You join the sensor’s Wi-Fi by hand; the next page tells how. With "
           "a cable or a phone as a second way online there is no deadline."));
  else
    sc_status_row_set_state (self->link_row, SC_LAMP_ON,
                             _ ("This program joins and leaves a sensor’s Wi-Fi by itself"));
  gtk_widget_set_visible (self->power_row, (abilities & SC_LINK_CAN_POWER_ON) != 0);
  sc_fact_row_set_value (self->command_row, shut_out ? ALLOW_COMMAND : NULL);
}

/* No keyring, one that is locked, one that says no: what happened, what that means and what to do.
 */
static void
show_keyring_error (ScComputerGroup *self, const GError *error)
{
  const ScErrorInfo *info = sc_error_get_info_for (error);
  g_autofree char *trouble = sc_format_sentences (_ (info->what), _ (info->cause));
  g_autofree char *text = sc_format_sentences (trouble, _ (info->next));

  sc_status_row_set_state (self->keyring_row, SC_LAMP_TROUBLE, text);
}

/**
 * sc_computer_group_show:
 * @self: a group
 * @workflow: what knows
 * @settings: (nullable): what was chosen
 */
void
sc_computer_group_show (ScComputerGroup *self, ScWorkflow *workflow, GSettings *settings)
{
  g_autofree char *adapter =
      settings != NULL ? g_settings_get_string (settings, "wifi-adapter") : NULL;
  gint64 wall_us = sc_clock_wall_us (sc_workflow_get_clock (workflow));
  g_autofree char *date = sc_format_date (wall_us / G_USEC_PER_SEC);
  g_autofree char *clock_text =
      g_strdup_printf (_ ("%s. If this date is wrong, signing in fails."), date);

  g_return_if_fail (SC_IS_COMPUTER_GROUP (self));

  show_uplink (self, workflow);
  sc_ways_row_show (self->ways_row, sc_workflow_get_link (workflow));
  show_link (self, sc_workflow_get_link (workflow));
  sc_adapter_row_show (self->adapter_row, sc_workflow_get_link (workflow), adapter);
  sc_status_row_set_state (self->clock_row, SC_LAMP_ON, clock_text);
  if (sc_workflow_get_keyring_error (workflow) != NULL)
    show_keyring_error (self, sc_workflow_get_keyring_error (workflow));
  else if (sc_workflow_get_saved_account (workflow) != NULL)
    sc_status_row_set_state (self->keyring_row, SC_LAMP_ON, _ ("Holds client ID and secret"));
  else
    sc_status_row_set_state (self->keyring_row, SC_LAMP_OFF,
                             _ ("Used only if you choose to remember the account"));
}

static void
sc_computer_group_class_init (ScComputerGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SC_TYPE_ADAPTER_ROW);
  g_type_ensure (SC_TYPE_FACT_ROW);
  g_type_ensure (SC_TYPE_STATUS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-computer-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, uplink_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, ways_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, link_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, power_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, power_button);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, command_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, adapter_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, clock_row);
  gtk_widget_class_bind_template_child (widget_class, ScComputerGroup, keyring_row);
}

static void
sc_computer_group_init (ScComputerGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_wrap_button_label (self->power_button);
}
