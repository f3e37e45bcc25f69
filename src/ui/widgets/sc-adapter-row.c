/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-adapter-row.h"

#include <glib/gi18n-lib.h>

struct _ScAdapterRow
{
  AdwComboRow parent_instance;

  char **interfaces; /* in the order of the list, after "automatic" */
  char *labels;      /* nullable: all that is in the list, to see whether it is another now */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (ScAdapterRow, sc_adapter_row, ADW_TYPE_COMBO_ROW)

static char *
describe (const ScAdapter *adapter)
{
  if (adapter->is_usb && adapter->is_uplink)
    /* Translators: %s is the name of a network adapter, such as wlan0. */
    return g_strdup_printf (_ ("%s (USB, online through it)"), adapter->interface);
  if (adapter->is_usb)
    /* Translators: %s is the name of a network adapter, such as wlan0. */
    return g_strdup_printf (_ ("%s (USB)"), adapter->interface);
  if (adapter->is_uplink)
    /* Translators: %s is the name of a network adapter, such as wlan0. */
    return g_strdup_printf (_ ("%s (online through it)"), adapter->interface);
  return g_strdup (adapter->interface);
}

static const ScAdapter *
find (GPtrArray *adapters, const char *interface)
{
  for (guint i = 0; i < adapters->len; i++)
    if (g_strcmp0 (((const ScAdapter *)g_ptr_array_index (adapters, i))->interface, interface) == 0)
      return g_ptr_array_index (adapters, i);
  return NULL;
}

/* A list that is open is left alone unless it is wrong. */
static void
fill (ScAdapterRow *self, GPtrArray *adapters)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) interfaces = g_strv_builder_new ();
  g_autoptr (GString) labels = g_string_new (_ ("Automatic"));

  gtk_string_list_append (names, _ ("Automatic"));
  for (guint i = 0; i < adapters->len; i++)
    {
      const ScAdapter *adapter = g_ptr_array_index (adapters, i);
      g_autofree char *label = describe (adapter);

      gtk_string_list_append (names, label);
      g_strv_builder_add (interfaces, adapter->interface);
      g_string_append_printf (labels, "\n%s", label);
    }
  if (g_strcmp0 (labels->str, self->labels) == 0)
    return;
  g_free (self->labels);
  self->labels = g_strdup (labels->str);
  g_strfreev (self->interfaces);
  self->interfaces = g_strv_builder_end (interfaces);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
}

static void
show_consequence (ScAdapterRow *self, const ScAdapter *used)
{
  g_autofree char *text = NULL;

  if (used == NULL)
    text = g_strdup ("");
  else if (used->is_uplink)
    /* Translators: %s is the name of a network adapter, such as wlan0. */
    text = g_strdup_printf (
        _ ("%s visits sensors. This computer leaves its own network for that time."),
        used->interface);
  else
    /* Translators: %s is the name of a network adapter, such as wlan0. */
    text = g_strdup_printf (_ ("%s visits sensors. This computer stays on its own network."),
                            used->interface);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

/**
 * sc_adapter_row_show:
 * @self: a row
 * @link: what knows the adapters
 * @chosen: (nullable): interface that was chosen; %NULL or "": the best one
 */
void
sc_adapter_row_show (ScAdapterRow *self, ScLink *link, const char *chosen)
{
  g_autoptr (GPtrArray) adapters = sc_link_list_adapters (link);
  guint selected = 0;

  g_return_if_fail (SC_IS_ADAPTER_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), adapters->len > 1);
  if (adapters->len <= 1)
    return;
  self->is_showing = TRUE;
  fill (self, adapters);
  for (guint i = 0; self->interfaces[i] != NULL; i++)
    if (g_strcmp0 (self->interfaces[i], chosen) == 0)
      selected = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->is_showing = FALSE;
  show_consequence (self, find (adapters, sc_link_get_adapter (link)));
}

static void
on_selected (ScAdapterRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->is_showing || self->interfaces == NULL || selected > g_strv_length (self->interfaces))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-adapter", "s",
                              selected == 0 ? "" : self->interfaces[selected - 1]);
}

static void
sc_adapter_row_finalize (GObject *object)
{
  ScAdapterRow *self = SC_ADAPTER_ROW (object);

  g_strfreev (self->interfaces);
  g_free (self->labels);
  G_OBJECT_CLASS (sc_adapter_row_parent_class)->finalize (object);
}

static void
sc_adapter_row_class_init (ScAdapterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_adapter_row_finalize;
}

/* The name of what is chosen: the toolkit's own would be cut off in a narrow window. */
static void
on_setup (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item,
          gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item,
         gpointer user_data G_GNUC_UNUSED)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (name));
}

static void
sc_adapter_row_init (ScAdapterRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  AdwComboRow *combo = ADW_COMBO_ROW (self);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL); /* own signal */
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);   /* own signal */
  adw_combo_row_set_list_factory (combo, adw_combo_row_get_factory (combo));
  adw_combo_row_set_factory (combo, factory);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Wi-Fi adapter"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL); /* own signal */
}
