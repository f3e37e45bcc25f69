/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate.h"
#include "sc-cloud-codec.h"
#include "sc-error.h"
#include "sc-fuzz.h"
#include "sc-json.h"

#include <string.h>

/* A certificate chain as PEM, JSON with PEM, or DER; and the request that carries it on. */

/* What is sent is what is kept, byte for byte. */
static void
check_request (ScCertificate *certificate)
{
  g_autoptr (GBytes) request = sc_cloud_codec_format_provision (certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScJson) json = NULL;
  GBytes *pem = sc_certificate_get_pem (certificate);
  const char *text = NULL;

  json = sc_json_new (request, &error);
  g_assert_no_error (error);
  g_assert_true (sc_json_get_string (json, "cert", TRUE, G_MAXSIZE, &text, &error));
  g_assert_cmpmem (text, strlen (text), g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
}

static void
check (ScCertificate *certificate)
{
  GBytes *pem = sc_certificate_get_pem (certificate);
  const char *common_name = sc_certificate_get_common_name (certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCertificate) again = sc_certificate_new (pem, &error);

  /* what was kept reads like what was given */
  g_assert_no_error (error);
  g_assert_cmpuint (sc_certificate_get_n_certificates (again), ==,
                    sc_certificate_get_n_certificates (certificate));
  g_assert_cmpstr (sc_certificate_get_fingerprint (again), ==,
                   sc_certificate_get_fingerprint (certificate));
  g_assert_true (g_bytes_equal (sc_certificate_get_pem (again), pem));

  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), >=, 1);
  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), <=, SC_CERTIFICATE_MAX_CHAIN);
  g_assert_true (sc_fuzz_is_line (sc_certificate_get_subject (certificate), G_MAXSIZE));
  g_assert_true (sc_fuzz_is_line (sc_certificate_get_issuer (certificate), G_MAXSIZE));
  g_assert_true (common_name == NULL || sc_fuzz_is_line (common_name, G_MAXSIZE));
  g_assert_true (sc_fuzz_is_line (sc_certificate_get_key_text (certificate), 128));
  g_assert_cmpuint (strlen (sc_certificate_get_fingerprint (certificate)), ==, 32 * 3 - 1);
  g_assert_null (g_strstr_len (g_bytes_get_data (pem, NULL), (gssize)g_bytes_get_size (pem),
                               "PRIVATE KEY-----"));
  sc_certificate_judge (certificate, "0000S111A", G_GINT64_CONSTANT (1790000000000000));
  check_request (certificate);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = sc_fuzz_begin (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCertificate) certificate = sc_certificate_new (body, &error);

  g_assert_true ((certificate == NULL) == (error != NULL));
  g_assert_true (error == NULL || (error->domain == SC_ERROR && error->code != SC_ERROR_BUG));
  if (certificate != NULL)
    check (certificate);
  return sc_fuzz_end (1024 * 1024 + 160 * MIN (size, SC_JSON_MAX_BYTES) + size);
}
