/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"

typedef struct
{
  guint http_status;
  gint64 retry_after_s;
} ScErrorPrivate;

static void
sc_error_private_init (ScErrorPrivate *priv G_GNUC_UNUSED)
{
}

static void
sc_error_private_copy (const ScErrorPrivate *src, ScErrorPrivate *dest)
{
  g_assert (src != NULL && dest != NULL);
  *dest = *src;
}

static void
sc_error_private_clear (ScErrorPrivate *priv G_GNUC_UNUSED)
{
}

G_DEFINE_EXTENDED_ERROR (ScError, sc_error)

/**
 * sc_error_new_http:
 * @code: what the reply means
 * @http_status: its status, 0 if there was none
 * @retry_after_s: seconds the server asked to wait (`Retry-After`); 0 or less = it did not say;
 *   more than %SC_ERROR_RETRY_AFTER_MAX_S counts as that
 * @detail: technical detail in English, no secret; made valid UTF-8
 *
 * Returns: (transfer full): an error that carries the two facts
 */
GError *
sc_error_new_http (ScError code, guint http_status, gint64 retry_after_s, const char *detail)
{
  g_autofree char *valid = g_utf8_make_valid (detail != NULL ? detail : "", -1);
  GError *error = g_error_new_literal (SC_ERROR, code, valid);
  ScErrorPrivate *priv = sc_error_get_private (error);

  g_assert (priv != NULL);
  priv->http_status = http_status;
  priv->retry_after_s = CLAMP (retry_after_s, 0, SC_ERROR_RETRY_AFTER_MAX_S);
  return error;
}

/**
 * sc_error_get_http_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status that led to it, 0 if none did
 */
guint
sc_error_get_http_status (const GError *error)
{
  const ScErrorPrivate *priv =
      error != NULL && error->domain == SC_ERROR ? sc_error_get_private (error) : NULL;

  return priv != NULL ? priv->http_status : 0;
}

/**
 * sc_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: seconds the server asked to wait, 0 if it did not say
 */
gint64
sc_error_get_retry_after (const GError *error)
{
  const ScErrorPrivate *priv =
      error != NULL && error->domain == SC_ERROR ? sc_error_get_private (error) : NULL;

  return priv != NULL ? priv->retry_after_s : 0;
}

/**
 * sc_error_describe:
 * @error: any error
 *
 * For the folded part of an error display, bundles and logs: the stable ID, the HTTP status if
 * there was one, and the technical detail, e.g. `SC-CLOUD-BUSY (HTTP 503): try later`. An error
 * of another domain, which an edge failed to map, is shown with its domain and code.
 *
 * Returns: (transfer full): one text in English, valid UTF-8
 */
char *
sc_error_describe (const GError *error)
{
  GString *text;
  guint status;

  g_return_val_if_fail (error != NULL, NULL);

  text = g_string_new (sc_error_get_info_for (error)->id);
  status = sc_error_get_http_status (error);
  if (error->domain != SC_ERROR)
    g_string_append_printf (text, " (%s %d)", g_quark_to_string (error->domain), error->code);
  else if (status != 0)
    g_string_append_printf (text, " (HTTP %u)", status);
  if (error->message != NULL && *error->message != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (error->message, -1);

      g_string_append_printf (text, ": %s", valid);
    }
  return g_string_free (text, FALSE);
}
