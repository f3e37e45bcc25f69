/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-way.h"

#include <gio/gio.h>

#define NETWORK_AUTHENTICATION_REQUIRED 511 /* RFC 6585 §6 */

static gboolean
is_elsewhere (const char *endpoint, const char *location)
{
  g_autoptr (GUri) from = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) to =
      from != NULL ? g_uri_parse_relative (from, location, G_URI_FLAGS_NONE, NULL) : NULL;

  return to == NULL || g_uri_get_host (to) == NULL
         || g_ascii_strcasecmp (g_uri_get_host (from), g_uri_get_host (to)) != 0;
}

static gboolean
is_sign_in (const char *endpoint, const ScWayAnswer *answer)
{
  if (answer->status == NETWORK_AUTHENTICATION_REQUIRED)
    return TRUE;
  if (answer->status >= 300 && answer->status < 400)
    return answer->location != NULL && is_elsewhere (endpoint, answer->location);
  return answer->status >= 200 && answer->status < 300 && answer->is_page;
}

/**
 * sc_way_judge:
 * @endpoint: the cloud's address, `https://…`
 * @secure: what answered there, over TLS that was verified
 * @plain: (nullable): what answered at sc_way_plain_uri(); asked only if nothing did over TLS
 *
 * A network that wants a sign-in first takes the place of whatever is asked for: with a page, with
 * a redirection to another host, or with status 511. It can do so without TLS only, unless this
 * computer trusts its certificate; over TLS it can but be silent, or show a wrong certificate.
 *
 * Pure.
 *
 * Returns: what is at the end of this way
 */
ScWay
sc_way_judge (const char *endpoint, const ScWayAnswer *secure, const ScWayAnswer *plain)
{
  if (secure->status != 0)
    return is_sign_in (endpoint, secure) ? SC_WAY_SIGN_IN : SC_WAY_OPEN;
  return plain != NULL && is_sign_in (endpoint, plain) ? SC_WAY_SIGN_IN : SC_WAY_DEAD;
}

/**
 * sc_way_plain_uri:
 * @endpoint: the cloud's address, `https://…`
 *
 * The endpoint's own address without TLS and path: all that a sign-in page can take the place of.
 * So it is what to open in a browser to see that page, too.
 *
 * Returns: (transfer full): an `http://…` address of the same host, on its port if that is named
 */
char *
sc_way_plain_uri (const char *endpoint)
{
  g_autoptr (GUri) uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);

  g_return_val_if_fail (uri != NULL && g_uri_get_host (uri) != NULL, NULL);
  return g_uri_join (G_URI_FLAGS_NONE, "http", NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                     "/", NULL, NULL);
}
