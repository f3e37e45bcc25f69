/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-home-group.h"

#include "sc-button-box.h"
#include "sc-error.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScHomeGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *row;
  GtkWidget *stay_button;
  GtkWidget *go_button;
};

G_DEFINE_FINAL_TYPE (ScHomeGroup, sc_home_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
describe (ScHomeKeeper *home)
{
  const ScErrorInfo *info;

  switch (sc_home_keeper_get_offer (home))
    {
    case SC_HOME_OFFER_GOING:
      return g_strdup (_ ("Going back there. This takes a few seconds."));
    case SC_HOME_OFFER_FAILED:
      info = sc_error_get_info_for (sc_home_keeper_get_error (home));
      /* Translators: %s is a sentence that says what went wrong. */
      return g_strdup_printf (_ ("That did not work. %s Try again, or choose a network in the "
                                 "system’s menu."),
                              _ (info->what));
    case SC_HOME_OFFER_OPEN:
    case SC_HOME_OFFER_NONE:
      break;
    }
  return g_strdup (_ ("It was taken off it to visit a sensor, and has not come back by itself."));
}

/**
 * sc_home_group_show:
 * @self: a group
 * @home: what sees to this computer's own network
 */
void
sc_home_group_show (ScHomeGroup *self, ScHomeKeeper *home)
{
  ScHomeOffer offer = sc_home_keeper_get_offer (home);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (SC_IS_HOME_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), offer != SC_HOME_OFFER_NONE);
  if (offer == SC_HOME_OFFER_NONE)
    return;
  /* Translators: %s is the name of a network. */
  title = g_strdup_printf (_ ("This computer was on “%s” before"), sc_home_keeper_get_name (home));
  subtitle = describe (home);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, subtitle);
  gtk_widget_set_visible (self->stay_button, offer != SC_HOME_OFFER_GOING);
  gtk_widget_set_visible (self->go_button, offer != SC_HOME_OFFER_GOING);
}

static void
sc_home_group_class_init (ScHomeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SC_TYPE_BUTTON_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-home-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ScHomeGroup, row);
  gtk_widget_class_bind_template_child (widget_class, ScHomeGroup, stay_button);
  gtk_widget_class_bind_template_child (widget_class, ScHomeGroup, go_button);
}

static void
sc_home_group_init (ScHomeGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_wrap_button_label (GTK_BUTTON (self->stay_button));
  sc_ui_wrap_button_label (GTK_BUTTON (self->go_button));
}
