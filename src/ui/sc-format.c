/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-format.h"

#include <glib/gi18n-lib.h>

/**
 * sc_format_security:
 * @security: how a site network is protected
 *
 * Returns: (transfer none): its name, translated
 */
const char *
sc_format_security (ScSecurity security)
{
  switch (security)
    {
    case SC_SECURITY_OPEN:
      return _ ("None (open network)");
    case SC_SECURITY_WEP:
      return _ ("WEP (old)");
    case SC_SECURITY_WPA:
      return _ ("WPA or WPA2");
    case SC_SECURITY_WPA3:
      return _ ("WPA3");
    }
  g_return_val_if_reached ("");
}

/**
 * sc_format_signal_icon:
 * @percent: 0 to 100
 *
 * Returns: (transfer none): an icon name
 */
const char *
sc_format_signal_icon (guint percent)
{
  if (percent >= 80)
    return "network-wireless-signal-excellent-symbolic";
  if (percent >= 55)
    return "network-wireless-signal-good-symbolic";
  if (percent >= 30)
    return "network-wireless-signal-ok-symbolic";
  return "network-wireless-signal-weak-symbolic";
}

/**
 * sc_format_signal:
 * @percent: 0 to 100
 *
 * Returns: (transfer full): "Good (72 %)"
 */
char *
sc_format_signal (guint percent)
{
  if (percent >= 80)
    return g_strdup_printf (_ ("Excellent (%u %%)"), percent);
  if (percent >= 55)
    return g_strdup_printf (_ ("Good (%u %%)"), percent);
  if (percent >= 30)
    return g_strdup_printf (_ ("Fair (%u %%)"), percent);
  return g_strdup_printf (_ ("Weak (%u %%)"), percent);
}

/**
 * sc_format_date:
 * @seconds: since the epoch, UTC
 *
 * Returns: (transfer full): the local date as the locale writes it
 */
char *
sc_format_date (gint64 seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (seconds);

  return date == NULL ? g_strdup (C_ ("date", "unknown")) : g_date_time_format (date, "%x");
}

/**
 * sc_format_server_time:
 * @text: (nullable): a time as the cloud writes it
 *
 * Returns: (transfer full) (nullable): that moment in local time as the locale writes it; @text
 *   itself if it is no time with a zone
 */
char *
sc_format_server_time (const char *text)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %X") : g_strdup (text);
}

/**
 * sc_format_tenant:
 * @tenant: whom a token speaks for
 *
 * Returns: (transfer full): its ID, or a word for an account that does not say
 */
char *
sc_format_tenant (ScTenant *tenant)
{
  const char *id = sc_tenant_get_id (tenant);

  return g_strdup (id != NULL ? id : _ ("not named by the cloud"));
}

/**
 * sc_format_versions:
 * @facts: (element-type ScVersionFact): what the sensor says of its versions
 *
 * Returns: (transfer full): one line each
 */
char *
sc_format_versions (GPtrArray *facts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const ScVersionFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (text, "%s%s: %s", i == 0 ? "" : "\n", fact->name, fact->value);
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  ScCertificateDoubt doubt;
  const char *text;
} doubt_texts[] = {
  { SC_CERTIFICATE_DOUBT_EXPIRED, N_ ("The certificate has expired, by this computer’s clock.") },
  { SC_CERTIFICATE_DOUBT_NOT_YET_VALID,
    N_ ("The certificate is not valid yet, by this computer’s clock.") },
  { SC_CERTIFICATE_DOUBT_EXPIRES_SOON, N_ ("The certificate expires within 30 days.") },
  { SC_CERTIFICATE_DOUBT_ORDER, N_ ("The certificates are not in the usual order.") },
  { SC_CERTIFICATE_DOUBT_WEAK_KEY, N_ ("The certificate’s key is weak.") },
  { SC_CERTIFICATE_DOUBT_WEAK_SIGNATURE, N_ ("The certificate’s signature is weak.") },
  { SC_CERTIFICATE_DOUBT_SINGLE,
    N_ ("There is one certificate where the vendor’s example has two.") },
  { SC_CERTIFICATE_DOUBT_SUBJECT, N_ ("The certificate does not name this sensor’s ID.") },
  { SC_CERTIFICATE_DOUBT_LEAF_IS_CA,
    N_ ("The first certificate is one that signs others, not a sensor’s own.") },
};

/**
 * sc_format_doubts:
 * @doubts: flags
 *
 * Returns: (transfer full): one translated sentence for each, a line each; empty if there are none
 */
char *
sc_format_doubts (ScCertificateDoubt doubts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (doubt_texts); i++)
    {
      if (doubts & doubt_texts[i].doubt)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", _ (doubt_texts[i].text));
    }
  return g_string_free (text, FALSE);
}

/**
 * sc_format_heard:
 * @heard: whether the sensor hears the site network
 *
 * Returns: (transfer none): a sentence, translated
 */
const char *
sc_format_heard (ScHeard heard)
{
  switch (heard)
    {
    case SC_HEARD_YES:
      return _ ("The sensor hears this network.");
    case SC_HEARD_NO:
      return _ ("The sensor hears other networks, but not this one. Check the name, and that the "
                "network is in range on 2.4 GHz.");
    case SC_HEARD_NOTHING:
      return _ ("The sensor hears no network at all. It may be too far from the access point.");
    case SC_HEARD_UNKNOWN:
      return _ ("Not known whether the sensor hears this network.");
    }
  g_return_val_if_reached ("");
}

/**
 * sc_format_set_label:
 * @label: a label
 * @text: (nullable): what it says; %NULL or empty hides it
 *
 * Touches the label only if something changes, so that nothing is announced twice.
 */
void
sc_format_set_label (GtkLabel *label, const char *text)
{
  if (text != NULL && g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}
