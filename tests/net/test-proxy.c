/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A proxy that wants a login before it lets anybody through (CONNECT, RFC 9110, 9.3.6 and 15.5.8),
 * between a real client and a real cloud over TLS. */

#include "sc-test-cloud.h"

#include <string.h>

/* What the desktop would say of its proxy. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GSimpleProxyResolver)

struct _TestResolver
{
  GSimpleProxyResolver parent_instance;
};

static void test_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_SIMPLE_PROXY_RESOLVER,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      test_resolver_iface_init))

static gboolean
test_resolver_is_supported (GProxyResolver *resolver G_GNUC_UNUSED)
{
  return TRUE;
}

/* The rest is the parent's. */
static void
test_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = test_resolver_is_supported;
}

static void
test_resolver_class_init (TestResolverClass *klass G_GNUC_UNUSED)
{
}

static void
test_resolver_init (TestResolver *self G_GNUC_UNUSED)
{
}

typedef struct
{
  ScTestCloud cloud;
  ScTestServer *proxy;
  char *route; /* CONNECT to the cloud */
} Fixture;

static void
use_proxy (const char *uri)
{
  GProxyResolver *resolver = g_proxy_resolver_get_default ();

  g_assert_true (TEST_IS_RESOLVER (resolver));
  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), uri);
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *uri = NULL;
  g_autofree char *cloud_uri = NULL;

  sc_test_cloud_set_up (&f->cloud, NULL);
  f->proxy = sc_test_server_new (NULL);
  uri = sc_test_server_dup_uri (f->proxy, NULL);
  use_proxy (uri);
  cloud_uri = sc_test_server_dup_uri (f->cloud.server, "localhost");
  f->route = g_strconcat ("CONNECT ", cloud_uri + strlen ("https://"), NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  use_proxy ("direct://");
  g_free (f->route);
  sc_test_server_free (f->proxy);
  sc_test_cloud_tear_down (&f->cloud, NULL);
}

/* Nothing of the account is told to the proxy, and nothing gets past it. */
static void
assert_nothing_told (Fixture *f)
{
  const ScTestRequest *request;

  g_assert_cmpuint (sc_test_server_count (f->proxy, f->route), >=, 1);
  request = sc_test_server_get_request (f->proxy, f->route, 0);
  g_assert_null (strstr (request->head, "uthorization"));
  g_assert_cmpuint (g_bytes_get_size (request->body), ==, 0);
  g_assert_cmpuint (sc_test_server_count_connections (f->cloud.server), ==, 0);
}

static void
test_login (Fixture *f, gconstpointer scheme)
{
  g_autofree char *header = g_strdup_printf ("Proxy-Authenticate: %s", (const char *)scheme);
  g_autoptr (GError) error = NULL;

  sc_test_server_reply_header (f->proxy, f->route, 407, header, "text/html",
                               "<html><body>Sign in first</body></html>");
  error = sc_test_cloud_sign_in_to_fail (&f->cloud, SC_ERROR_CLOUD_PROXY);
  assert_nothing_told (f);
}

/* One that lets nobody through to there is a firewall. What it says is not the cloud's word. */
static void
test_refusal (Fixture *f, gconstpointer status)
{
  g_autoptr (GError) error = NULL;

  sc_test_server_reply (f->proxy, f->route, GPOINTER_TO_UINT (status), "text/html",
                        "<html>Blocked</html>");
  error = sc_test_cloud_sign_in_to_fail (&f->cloud, SC_ERROR_CLOUD_TLS_OTHER);
  g_assert_cmpuint (sc_error_get_http_status (error), ==, 0); /* the cloud answered nothing */
  assert_nothing_told (f);
}

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "sc-test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_tls_backend_get_default (); /* extension points are there from now on */
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, TEST_TYPE_RESOLVER,
                                  "sc-test", 1000);
#define ADD(path, data, func) g_test_add ("/proxy/" path, Fixture, data, set_up, func, tear_down)
  ADD ("login/basic", "Basic realm=\"Company\"", test_login);
  ADD ("login/digest", "Digest realm=\"Company\", nonce=\"1\", qop=\"auth\"", test_login);
  ADD ("login/negotiate", "Negotiate", test_login);
  ADD ("refusal/forbidden", GUINT_TO_POINTER (403), test_refusal);
  ADD ("refusal/not-found", GUINT_TO_POINTER (404), test_refusal);
  ADD ("refusal/busy", GUINT_TO_POINTER (503), test_refusal);
  return g_test_run ();
}
