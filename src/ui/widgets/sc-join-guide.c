/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-join-guide.h"

#include <glib/gi18n-lib.h>

struct _ScJoinGuide
{
  AdwPreferencesGroup parent_instance;

  guint n_steps;
};

G_DEFINE_FINAL_TYPE (ScJoinGuide, sc_join_guide, ADW_TYPE_PREFERENCES_GROUP)

static void
add_step (ScJoinGuide *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *digit = g_strdup_printf ("%u", ++self->n_steps);
  GtkWidget *number = gtk_label_new (digit);

  gtk_widget_add_css_class (number, "step-number");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/**
 * sc_join_guide_set_model:
 * @self: a guide
 * @model: the sensor family
 *
 * Writes the steps. Call once.
 */
void
sc_join_guide_set_model (ScJoinGuide *self, ScModel *model)
{
  const char *wake_up = sc_model_get_help (model, "wake-up");
  g_autofree char *join = NULL;

  g_return_if_fail (SC_IS_JOIN_GUIDE (self));
  g_return_if_fail (self->n_steps == 0);

  add_step (self, _ ("Put the sensor into set-up mode"),
            wake_up != NULL ? wake_up
                            : _ ("As the vendor’s guide says. Stay within a few metres."));
  /* Translators: %s is how the names of such networks begin. */
  join =
      g_strdup_printf (_ ("In this computer’s Wi-Fi menu. Its name probably begins with “%s”; it "
                          "has no password. If the computer warns that there is no internet, "
                          "stay connected."),
                       sc_model_get_name_prefix (model));
  add_step (self, _ ("Join the sensor’s Wi-Fi"), join);
  add_step (self, _ ("Do not let the computer return to it by itself"),
            _ ("In the settings of this network switch off “Connect automatically”, or forget the "
               "network afterwards. Otherwise the computer may leave the internet for it."));
}

static void
sc_join_guide_class_init (ScJoinGuideClass *klass G_GNUC_UNUSED)
{
}

static void
sc_join_guide_init (ScJoinGuide *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("How to join a sensor"));
}
