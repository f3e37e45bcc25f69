/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-identity-card.h"

#include "sc-fact-row.h"
#include "sc-format.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScIdentityCard
{
  AdwPreferencesGroup parent_instance;

  ScFactRow *id_row;
  ScFactRow *mac_row;
  ScFactRow *doubts_row;
  AdwExpanderRow *more_row;
  ScFactRow *versions_row;
  ScFactRow *subject_row;
  ScFactRow *issuer_row;
  ScFactRow *validity_row;
  ScFactRow *key_row;
  ScFactRow *fingerprint_row;
};

G_DEFINE_FINAL_TYPE (ScIdentityCard, sc_identity_card, ADW_TYPE_PREFERENCES_GROUP)

static void
show_certificate (ScIdentityCard *self, ScCertificate *certificate)
{
  g_autofree char *from = sc_format_date (sc_certificate_get_not_before (certificate));
  g_autofree char *until = sc_format_date (sc_certificate_get_not_after (certificate));
  /* Translators: two dates. */
  g_autofree char *validity = g_strdup_printf (_ ("from %s until %s"), from, until);

  sc_fact_row_set_value (self->subject_row, sc_certificate_get_subject (certificate));
  sc_fact_row_set_value (self->issuer_row, sc_certificate_get_issuer (certificate));
  sc_fact_row_set_value (self->validity_row, validity);
  sc_fact_row_set_value (self->key_row, sc_certificate_get_key_text (certificate));
  sc_fact_row_set_value (self->fingerprint_row, sc_certificate_get_fingerprint (certificate));
}

static void
show_no_certificate (ScIdentityCard *self)
{
  sc_fact_row_set_value (self->subject_row, NULL);
  sc_fact_row_set_value (self->issuer_row, NULL);
  sc_fact_row_set_value (self->validity_row, NULL);
  sc_fact_row_set_value (self->key_row, NULL);
  sc_fact_row_set_value (self->fingerprint_row, NULL);
}

/**
 * sc_identity_card_show:
 * @self: a card
 * @record: (nullable): the sensor's record; %NULL hides the card
 * @doubts: about its certificate
 */
void
sc_identity_card_show (ScIdentityCard *self, ScRecord *record, ScCertificateDoubt doubts)
{
  ScCertificate *certificate;
  GPtrArray *versions;
  g_autofree char *versions_text = NULL;
  g_autofree char *doubts_text = NULL;

  g_return_if_fail (SC_IS_IDENTITY_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          record != NULL && sc_record_get_sensor_id (record) != NULL);
  if (record == NULL)
    return;

  sc_fact_row_set_value (self->id_row, sc_record_get_sensor_id (record));
  sc_fact_row_set_value (self->mac_row, sc_record_get_mac (record));
  versions = sc_record_get_versions (record);
  versions_text = sc_format_versions (versions);
  sc_fact_row_set_value (self->versions_row, versions_text);
  doubts_text = sc_format_doubts (doubts);
  sc_fact_row_set_value (self->doubts_row, doubts_text);

  certificate = sc_record_get_certificate (record);
  if (certificate != NULL)
    show_certificate (self, certificate);
  else
    show_no_certificate (self);
  gtk_widget_set_visible (GTK_WIDGET (self->more_row), certificate != NULL || versions->len > 0);
}

static void
sc_identity_card_class_init (ScIdentityCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SC_TYPE_FACT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-identity-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, id_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, mac_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, doubts_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, more_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, versions_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, subject_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, validity_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, key_row);
  gtk_widget_class_bind_template_child (widget_class, ScIdentityCard, fingerprint_row);
}

static void
sc_identity_card_init (ScIdentityCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
