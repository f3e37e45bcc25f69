/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-http-failure.h"

#include <string.h>

static ScError
sensor_code (ScHttpProgress progress, ScHttpBreak how, const GError *cause)
{
  if (how == SC_HTTP_TOO_LARGE)
    return SC_ERROR_SENSOR_REPLY_TOO_LARGE;
  if (progress == SC_HTTP_NOT_CONNECTED)
    return SC_ERROR_SENSOR_UNREACHABLE;
  if (how == SC_HTTP_EXPIRED || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return SC_ERROR_SENSOR_SILENT;
  if (progress != SC_HTTP_WRITTEN)
    return SC_ERROR_SENSOR_UNREACHABLE;
  if (cause != NULL && cause->domain == SOUP_SESSION_ERROR)
    return SC_ERROR_SENSOR_ODD_REPLY;
  return SC_ERROR_SENSOR_DROPPED;
}

/* The errors are a bit-field. A wrong clock makes every certificate look invalid, so time is
 * looked at first. */
static ScError
tls_code (GTlsCertificateFlags errors)
{
  if (errors & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return SC_ERROR_CLOUD_TLS_TIME;
  if (errors & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return SC_ERROR_CLOUD_TLS_WRONG_HOST;
  if (errors & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return SC_ERROR_CLOUD_TLS_UNKNOWN_CA;
  return SC_ERROR_CLOUD_TLS_OTHER;
}

static gboolean
is_proxy_login (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH)
         || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED);
}

static ScError
cloud_code (const ScHttpRules *rules, ScHttpProgress progress, ScHttpBreak how, const GError *cause,
            GTlsCertificateFlags tls_errors)
{
  if (progress == SC_HTTP_WRITTEN)
    {
      if (!rules->repeatable)
        return SC_ERROR_CLOUD_REPLY_LOST;
      if (how == SC_HTTP_TOO_LARGE)
        return SC_ERROR_CLOUD_REPLY_TOO_LARGE;
      if (how == SC_HTTP_EXPIRED || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        return SC_ERROR_CLOUD_TIMEOUT;
      if (cause != NULL && cause->domain == SOUP_SESSION_ERROR)
        return SC_ERROR_CLOUD_NOT_API;
      return SC_ERROR_CLOUD_REPLY_LOST;
    }
  if (how == SC_HTTP_EXPIRED)
    return SC_ERROR_CLOUD_TIMEOUT;
  if (is_proxy_login (cause))
    return SC_ERROR_CLOUD_PROXY;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED))
    return SC_ERROR_CLOUD_TLS_OTHER;
  if (tls_errors != 0)
    return tls_code (tls_errors);
  if (cause != NULL && cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_EOF)
    return SC_ERROR_CLOUD_TLS_OTHER;
  return SC_ERROR_CLOUD_UNREACHABLE;
}

/**
 * sc_http_failure_code:
 * @rules: of the exchange
 * @progress: how far it got
 * @how: how it ended
 * @cause: (nullable): what the transport said
 * @tls_errors: what is wrong with the other end's certificate
 *
 * The one place where transport errors become ours. Not for cancellation.
 *
 * Returns: the error
 */
ScError
sc_http_failure_code (const ScHttpRules *rules, ScHttpProgress progress, ScHttpBreak how,
                      const GError *cause, GTlsCertificateFlags tls_errors)
{
  if (rules->peer == SC_HTTP_PEER_SENSOR)
    return sensor_code (progress, how, cause);
  return cloud_code (rules, progress, how, cause, tls_errors);
}

/**
 * sc_http_parse_retry_after:
 * @value: (nullable): value of `Retry-After`: seconds, or an HTTP date (RFC 9110 §10.2.3)
 * @date: (nullable): value of `Date` in the same reply; a date is counted from there, so that
 *   two clocks are never compared
 * @wall_us: our own time, for a reply without `Date`
 *
 * Returns: seconds to wait, 1 to 300; 0 if @value says nothing
 */
gint64
sc_http_parse_retry_after (const char *value, const char *date, gint64 wall_us)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = NULL;

  if (value == NULL || value[0] == '\0')
    return 0;
  if (strspn (value, "0123456789") == strlen (value))
    return (gint64)CLAMP (g_ascii_strtoull (value, NULL, 10), 1, SC_ERROR_RETRY_AFTER_MAX_S);

  then = soup_date_time_new_from_http_string (value);
  if (then == NULL)
    return 0;
  if (date != NULL)
    now = soup_date_time_new_from_http_string (date);
  if (now == NULL)
    now = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  return CLAMP (g_date_time_difference (then, now) / G_USEC_PER_SEC, 1, SC_ERROR_RETRY_AFTER_MAX_S);
}
