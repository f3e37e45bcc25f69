/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-review-page.h"

#include "sc-compat.h"
#include "sc-failure-view.h"
#include "sc-field-hint.h"
#include "sc-format.h"
#include "sc-identity-card.h"
#include "sc-status-row.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

#define ACCEPTED_KEY "unencrypted-warning-accepted"

struct _ScReviewPage
{
  ScPage parent_instance;

  ScFailureView *failure;
  AdwActionRow *network_row;
  AdwActionRow *cloud_row;
  ScStatusRow *heard_row;
  ScStatusRow *doubts_row;
  GtkWidget *confirm_group;
  GtkWidget *confirm_row;
  GtkCheckButton *confirm_check;
  ScFieldHint *confirm_hint;
  ScIdentityCard *identity_card;

  ScRecord *record; /* nullable: the one the check was made for */
};

G_DEFINE_FINAL_TYPE (ScReviewPage, sc_review_page, SC_TYPE_PAGE)

static ScWorkflow *
workflow_of (ScReviewPage *self)
{
  return sc_page_get_workflow (SC_PAGE (self));
}

static char *
ssid_to_hex (GBytes *ssid)
{
  GString *hex = g_string_new (NULL);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (ssid, &n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

static gboolean
is_accepted (ScReviewPage *self)
{
  GSettings *settings = sc_page_get_settings (SC_PAGE (self));
  ScSiteNetwork *network = sc_workflow_get_site_network (workflow_of (self));
  g_auto (GStrv) accepted = NULL;
  g_autofree char *hex = NULL;

  if (network == NULL || sc_site_network_get_key (network) == NULL)
    return TRUE; /* there is no password to be read */
  if (settings == NULL)
    return FALSE;
  accepted = g_settings_get_strv (settings, ACCEPTED_KEY);
  hex = ssid_to_hex (sc_site_network_get_ssid (network));
  return g_strv_contains ((const char *const *)accepted, hex);
}

static void
remember_accepted (ScReviewPage *self)
{
  GSettings *settings = sc_page_get_settings (SC_PAGE (self));
  ScSiteNetwork *network = sc_workflow_get_site_network (workflow_of (self));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) accepted = NULL;
  g_auto (GStrv) extended = NULL;
  g_autofree char *hex = NULL;

  if (settings == NULL || is_accepted (self))
    return;
  accepted = g_settings_get_strv (settings, ACCEPTED_KEY);
  hex = ssid_to_hex (sc_site_network_get_ssid (network));
  g_strv_builder_addv (builder, (const char **)accepted);
  g_strv_builder_add (builder, hex);
  extended = g_strv_builder_end (builder);
  g_settings_set_strv (settings, ACCEPTED_KEY, (const char *const *)extended);
}

static void
update_network (ScReviewPage *self, ScRecord *record)
{
  ScSiteNetwork *network = sc_workflow_get_site_network (workflow_of (self));
  const char *id = sc_record_get_sensor_id (record);
  g_autofree char *name = sc_ssid_to_display (sc_site_network_get_ssid (network));
  /* Translators: a sensor's ID, then the name of a Wi-Fi network. */
  g_autofree char *title = g_strdup_printf (_ ("Sensor %s gets the network “%s”"), id, name);
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%s. Networks stored in the sensor are deleted first. Then it leaves "
                          "set-up mode and its own network goes away."),
                       sc_format_security (sc_site_network_get_security (network)));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->network_row), title);
  adw_action_row_set_subtitle (self->network_row, subtitle);
}

static void
update_cloud (ScReviewPage *self, ScRecord *record)
{
  ScTenant *tenant = sc_workflow_get_tenant (workflow_of (self));
  const char *id = tenant != NULL ? sc_tenant_get_id (tenant) : NULL;
  g_autofree char *title = NULL;
  const char *subtitle;

  if (sc_record_was_already_ours (record))
    title = id != NULL ? g_strdup_printf (_ ("It already belongs to tenant %s"), id)
                       : g_strdup (_ ("It already belongs to your tenant"));
  else
    title = id != NULL ? g_strdup_printf (_ ("It is provisioned for tenant %s"), id)
                       : g_strdup (_ ("It is provisioned for the signed-in account"));

  if (sc_record_get_provision_state (record) == SC_PROVISION_ACCEPTED)
    subtitle = _ ("The cloud knows this sensor, so there is no deadline.");
  else if (sc_workflow_will_provision_early (workflow_of (self)))
    subtitle = _ ("At once, before the network is sent: this computer is online besides the "
                  "sensor’s Wi-Fi. There is no deadline.");
  else
    subtitle = _ ("As soon as this computer is online again. The sensor tries for about a minute; "
                  "stay near until it is done.");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->cloud_row), title);
  adw_action_row_set_subtitle (self->cloud_row, subtitle);
}

static void
update_heard (ScReviewPage *self)
{
  ScHeard heard = sc_visit_get_heard (sc_workflow_get_visit (workflow_of (self)));
  static const ScLamp lamps[] = {
    [SC_HEARD_UNKNOWN] = SC_LAMP_OFF,
    [SC_HEARD_YES] = SC_LAMP_ON,
    [SC_HEARD_NO] = SC_LAMP_TROUBLE,
    [SC_HEARD_NOTHING] = SC_LAMP_TROUBLE,
  };

  sc_status_row_set_state (self->heard_row, lamps[heard], sc_format_heard (heard));
}

static void
update_doubts (ScReviewPage *self, ScCertificateDoubt doubts)
{
  g_autofree char *text = sc_format_doubts (doubts);

  sc_status_row_set_state (
      self->doubts_row, doubts == SC_CERTIFICATE_DOUBT_NONE ? SC_LAMP_ON : SC_LAMP_TROUBLE,
      doubts == SC_CERTIFICATE_DOUBT_NONE ? _ ("Read and kept; nothing unusual about it") : text);
}

static void
sc_review_page_update (ScPage *page)
{
  ScReviewPage *self = SC_REVIEW_PAGE (page);
  ScVisit *visit = sc_workflow_get_visit (workflow_of (self));
  ScRecord *record = sc_visit_get_record (visit);
  ScCertificateDoubt doubts = sc_visit_get_certificate_doubts (visit);

  if (record == NULL || sc_workflow_get_site_network (workflow_of (self)) == NULL)
    return;

  if (g_set_object (&self->record, record))
    gtk_check_button_set_active (self->confirm_check, FALSE);
  sc_page_set_description (
      page, sc_record_was_changed (record)
                ? _ ("In this visit nothing on the sensor was changed so far. Sending cannot be "
                     "undone from here.")
                : _ ("Up to here nothing on the sensor was changed. Sending cannot be undone from "
                     "here."));
  sc_failure_view_set_record (self->failure, record);
  sc_failure_view_show (self->failure, sc_visit_get_error (visit), SC_CHANGED_NO);
  update_network (self, record);
  update_cloud (self, record);
  update_heard (self);
  update_doubts (self, doubts);
  gtk_widget_set_visible (self->confirm_group, !is_accepted (self));
  sc_identity_card_show (self->identity_card, record, SC_CERTIFICATE_DOUBT_NONE);
  sc_page_set_primary (page, doubts != SC_CERTIFICATE_DOUBT_NONE ? _ ("_Send Anyway") : _ ("_Send"),
                       "win.go-on");
  sc_page_set_secondary (page, _ ("_Cancel"), "win.cancel-visit");
}

static void
sc_review_page_submit (ScPage *page)
{
  ScReviewPage *self = SC_REVIEW_PAGE (page);

  if (!is_accepted (self) && !gtk_check_button_get_active (self->confirm_check))
    {
      gtk_widget_add_css_class (self->confirm_row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->confirm_check),
                                   GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      sc_field_hint_show_doubt (self->confirm_hint, _ ("Nothing was sent. Tick this first."));
      sc_compat_announce (GTK_WIDGET (self), _ ("Nothing was sent. Tick this first."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->confirm_check));
      return;
    }
  remember_accepted (self);
  if (!sc_visit_send (sc_workflow_get_visit (workflow_of (self))))
    sc_ui_bring_into_view (GTK_WIDGET (self->failure)); /* the page may be scrolled down */
}

static void
on_confirm_toggled (ScReviewPage *self)
{
  sc_field_hint_clear (self->confirm_hint);
  gtk_widget_remove_css_class (self->confirm_row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->confirm_check), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
sc_review_page_dispose (GObject *object)
{
  g_clear_object (&SC_REVIEW_PAGE (object)->record);

  G_OBJECT_CLASS (sc_review_page_parent_class)->dispose (object);
}

static void
sc_review_page_class_init (ScReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_review_page_dispose;
  SC_PAGE_CLASS (klass)->update = sc_review_page_update;
  SC_PAGE_CLASS (klass)->submit = sc_review_page_submit;

  g_type_ensure (SC_TYPE_FAILURE_VIEW);
  g_type_ensure (SC_TYPE_FIELD_HINT);
  g_type_ensure (SC_TYPE_IDENTITY_CARD);
  g_type_ensure (SC_TYPE_STATUS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-review-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScReviewPage, name)
  BIND (failure);
  BIND (network_row);
  BIND (cloud_row);
  BIND (heard_row);
  BIND (doubts_row);
  BIND (confirm_group);
  BIND (confirm_row);
  BIND (confirm_check);
  BIND (confirm_hint);
  BIND (identity_card);
#undef BIND
}

static void
sc_review_page_init (ScReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_keep_own_name (GTK_WIDGET (self->confirm_check));
  g_signal_connect_object (self->confirm_check, "toggled", G_CALLBACK (on_confirm_toggled), self,
                           G_CONNECT_SWAPPED);
}
