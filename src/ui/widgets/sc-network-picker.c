/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-network-picker.h"

#include "sc-format.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

#define KEY_CHOICE "sc-choice"
#define KEY_ICON "sc-icon"

struct _ScNetworkPicker
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkListBox *list;

  ScLink *link;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScNetworkPicker, sc_network_picker, ADW_TYPE_BIN)

static const ScNetworkChoice *
choice_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), KEY_CHOICE);
}

/* What a technician has to know before choosing it: signal, security, and what speaks against it.
 */
static char *
describe (const ScNetworkChoice *choice)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *signal = sc_format_signal (choice->strength);
  g_auto (GStrv) parts = NULL;
  ScSecurity security;

  g_strv_builder_add (builder, signal);
  if (choice->security == SC_AP_SECURITY_UNKNOWN)
    g_strv_builder_add (builder, _ ("with a password"));
  else if (sc_network_choice_get_security (choice, &security))
    g_strv_builder_add (builder, sc_format_security (security));
  else if (choice->security == SC_AP_SECURITY_ENTERPRISE)
    g_strv_builder_add (builder, _ ("wants a user name: not for sensors"));
  else
    g_strv_builder_add (builder, _ ("encrypted without password: not for sensors"));
  if (choice->bands == SC_BAND_5_GHZ)
    g_strv_builder_add (builder, _ ("5 GHz only: sensors cannot hear it"));
  else if (choice->bands & SC_BAND_2_4_GHZ)
    g_strv_builder_add (builder, _ ("2.4 GHz"));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static ScNetworkChoice *
copy (const ScNetworkChoice *choice)
{
  ScNetworkChoice *other = g_new0 (ScNetworkChoice, 1);

  *other = *choice;
  g_bytes_ref (other->ssid);
  return other;
}

static void
show_choice (GtkListBoxRow *row, const ScNetworkChoice *choice)
{
  g_autofree char *name = sc_ssid_to_display (choice->ssid);
  g_autofree char *subtitle = describe (choice);
  ScSecurity security;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (row), KEY_ICON),
                                sc_format_signal_icon (choice->strength));
  /* one on 5 GHz only may have a sister out of this computer's hearing: that is the technician's
   * to know */
  gtk_widget_set_sensitive (GTK_WIDGET (row), sc_network_choice_get_security (choice, &security));
  g_object_set_data_full (G_OBJECT (row), KEY_CHOICE, copy (choice),
                          (GDestroyNotify)sc_network_choice_free);
}

static GtkListBoxRow *
create_row (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), KEY_ICON, icon);
  return GTK_LIST_BOX_ROW (row);
}

static GtkListBoxRow *
find_row (ScNetworkPicker *self, const ScNetworkChoice *choice)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (sc_network_choice_equal (choice_of (row), choice))
      return row;
  return NULL;
}

/* Brings an open list up to date: a network that is no longer heard stays until it is opened anew,
 * so that nothing moves up under a finger. */
static void
update (ScNetworkPicker *self)
{
  g_autoptr (GPtrArray) choices = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;
  choices = sc_network_choices_new (sc_link_get_access_points (self->link));
  for (guint i = 0; i < choices->len; i++)
    {
      const ScNetworkChoice *choice = g_ptr_array_index (choices, i);
      GtkListBoxRow *row = find_row (self, choice);

      if (row == NULL)
        {
          row = create_row ();
          show_choice (row, choice);
          gtk_list_box_append (self->list, GTK_WIDGET (row));
        }
      else
        show_choice (row, choice);
    }
}

static void
on_opened (ScNetworkPicker *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  sc_link_rescan (self->link);
  update (self);
}

static void
on_activated (ScNetworkPicker *self, GtkListBoxRow *row)
{
  g_autoptr (ScNetworkChoice) choice = copy (choice_of (row));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[PICKED], 0, choice);
}

static void
update_visibility (ScNetworkPicker *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          (sc_link_get_abilities (self->link) & SC_LINK_CAN_LIST) != 0);
}

/**
 * sc_network_picker_set_link:
 * @self: a picker
 * @link: whose networks are listed
 *
 * Called once.
 */
void
sc_network_picker_set_link (ScNetworkPicker *self, ScLink *link)
{
  g_return_if_fail (SC_IS_NETWORK_PICKER (self) && self->link == NULL);
  self->link = g_object_ref (link);
  g_signal_connect_object (sc_link_get_access_points (link), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "changed", G_CALLBACK (update_visibility), self,
                           G_CONNECT_SWAPPED);
  update_visibility (self);
}

static void
sc_network_picker_dispose (GObject *object)
{
  g_clear_object (&SC_NETWORK_PICKER (object)->link);
  G_OBJECT_CLASS (sc_network_picker_parent_class)->dispose (object);
}

static void
sc_network_picker_class_init (ScNetworkPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_network_picker_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-network-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, ScNetworkPicker, button);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkPicker, popover);
  gtk_widget_class_bind_template_child (widget_class, ScNetworkPicker, list);
  signals[PICKED] = g_signal_new ("picked", SC_TYPE_NETWORK_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sc_network_picker_init (ScNetworkPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
}
