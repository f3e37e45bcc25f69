/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-whole-words.h"

#include <string.h>

#define KEY_ATTRIBUTES "sc-whole-words" /* those that were put on a label here */

/* A line may end after a hyphen, as Unicode has it. In the middle of a name that reads badly. */
static const char *const words[] = { "Wi-Fi" };

/**
 * sc_whole_words_find:
 * @text: what a label shows
 *
 * Returns: (transfer full) (nullable): attributes that keep each name in one line; %NULL if there
 *   is none
 */
PangoAttrList *
sc_whole_words_find (const char *text)
{
  PangoAttrList *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *word = text; (word = strstr (word, words[i])) != NULL; word++)
      {
        PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

        whole->start_index = (guint)(word - text);
        whole->end_index = whole->start_index + (guint)strlen (words[i]);
        if (list == NULL)
          list = pango_attr_list_new ();
        pango_attr_list_insert (list, whole);
      }
  return list;
}

/* The text itself stays as it is: what is copied, searched or read aloud has an ordinary hyphen. */
static void
update (GtkLabel *label)
{
  PangoAttrList *before = gtk_label_get_attributes (label);
  g_autoptr (PangoAttrList) whole = NULL;

  if (before != g_object_get_data (G_OBJECT (label), KEY_ATTRIBUTES))
    return; /* it has others */
  whole = sc_whole_words_find (gtk_label_get_text (label));
  if (whole == NULL && before == NULL)
    return;
  gtk_label_set_attributes (label, whole);
  g_object_set_data_full (G_OBJECT (label), KEY_ATTRIBUTES, g_steal_pointer (&whole),
                          (GDestroyNotify)pango_attr_list_unref);
}

static gboolean
on_realize (GSignalInvocationHint *hint G_GNUC_UNUSED, guint n_values G_GNUC_UNUSED,
            const GValue *values, gpointer user_data G_GNUC_UNUSED)
{
  GObject *widget = g_value_get_object (&values[0]);

  if (GTK_IS_LABEL (widget))
    {
      g_signal_handlers_disconnect_by_func (widget, update, NULL); /* of an earlier time */
      g_signal_connect (widget, "notify::label", G_CALLBACK (update), NULL); /* own signal */
      update (GTK_LABEL (widget));
    }
  return TRUE; /* and the next one */
}

/**
 * sc_whole_words_init:
 *
 * Once. Labels are in templates, in the toolkit's own rows and in its dialogs: the one place that
 * all of them pass is where a widget is realized.
 */
void
sc_whole_words_init (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_LABEL)); /* or there are no signals yet */
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realize, NULL,
                              NULL);
}
