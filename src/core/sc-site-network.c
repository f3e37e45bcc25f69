/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-site-network.h"

#include "sc-error.h"
#include "sc-text.h"
#include "sc-validate.h"

#include <string.h>

struct _ScSiteNetwork
{
  gatomicrefcount refs;
  GBytes *ssid;
  ScSecurity security;
  ScSecret *key; /* NULL for an open network */
};

G_DEFINE_BOXED_TYPE (ScSiteNetwork, sc_site_network, sc_site_network_ref, sc_site_network_unref)

/**
 * sc_site_network_new:
 * @ssid: the network's name, bytes as typed
 * @security: how it is protected
 * @key: (nullable): its key; not kept for an open network
 * @error: one of the `SC_ERROR_SSID_…` and `SC_ERROR_KEY_…`
 *
 * Returns: (transfer full) (nullable): the network, if name and key can be used
 */
ScSiteNetwork *
sc_site_network_new (GBytes *ssid, ScSecurity security, ScSecret *key, GError **error)
{
  ScSiteNetwork *self;
  const char *text = key != NULL ? sc_secret_peek (key) : NULL;

  if (!sc_validate_ssid (ssid, NULL, error) || !sc_validate_key (security, text, NULL, error))
    return NULL;
  if (security != SC_SECURITY_OPEN && text != NULL && strlen (text) != sc_secret_get_n_bytes (key))
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_KEY_NOT_ASCII, "key holds a NUL");
      return NULL;
    }

  self = g_new0 (ScSiteNetwork, 1);
  g_atomic_ref_count_init (&self->refs);
  self->ssid = g_bytes_ref (ssid);
  self->security = security;
  if (security != SC_SECURITY_OPEN)
    self->key = sc_secret_ref (key);
  return self;
}

/**
 * sc_site_network_ref:
 * @self: a site network
 *
 * Returns: (transfer full): the same
 */
ScSiteNetwork *
sc_site_network_ref (ScSiteNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sc_site_network_unref:
 * @self: (transfer full): a site network
 */
void
sc_site_network_unref (ScSiteNetwork *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_bytes_unref (self->ssid);
  g_clear_pointer (&self->key, sc_secret_unref);
  g_free (self);
}

/**
 * sc_site_network_get_ssid:
 * @self: a site network
 *
 * Returns: (transfer none): its name, 1 to 32 bytes of any value
 */
GBytes *
sc_site_network_get_ssid (ScSiteNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->ssid;
}

/**
 * sc_site_network_get_security:
 * @self: a site network
 *
 * Returns: how it is protected
 */
ScSecurity
sc_site_network_get_security (ScSiteNetwork *self)
{
  g_return_val_if_fail (self != NULL, SC_SECURITY_OPEN);
  return self->security;
}

/**
 * sc_site_network_get_key:
 * @self: a site network
 *
 * Returns: (transfer none) (nullable): its key, printable ASCII; %NULL for an open network
 */
ScSecret *
sc_site_network_get_key (ScSiteNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->key;
}

/**
 * sc_ssid_to_display:
 * @ssid: any bytes
 *
 * Returns: (transfer full): the name for people, one line of valid UTF-8; see
 * sc_text_to_display()
 */
char *
sc_ssid_to_display (GBytes *ssid)
{
  gsize n_bytes;
  const void *bytes;

  g_return_val_if_fail (ssid != NULL, NULL);
  bytes = g_bytes_get_data (ssid, &n_bytes);
  return sc_text_to_display (bytes, n_bytes);
}
