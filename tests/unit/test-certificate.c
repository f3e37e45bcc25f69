/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate.h"

#include "sc-error.h"
#include "sc-json.h"

#include <string.h>

#define ID "0000S111A"

/* 2026-11-23 12:00 UTC: within the validity of all but the two certificates made for it */
#define NOW (G_GINT64_CONSTANT (1795435200) * G_USEC_PER_SEC)

static char *
read_text (const char *name, gsize *n_bytes)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "certs", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, n_bytes, &error);
  g_assert_no_error (error);
  return text;
}

static ScCertificate *
read_body (const char *text, gsize n_bytes)
{
  g_autoptr (GBytes) body = g_bytes_new (text, n_bytes);
  g_autoptr (GError) error = NULL;
  ScCertificate *certificate = sc_certificate_new (body, &error);

  g_assert_no_error (error);
  g_assert_nonnull (certificate);
  return certificate;
}

static ScCertificate *
read_file (const char *name)
{
  gsize n_bytes;
  g_autofree char *text = read_text (name, &n_bytes);

  return read_body (text, n_bytes);
}

static void
assert_pem (ScCertificate *certificate, const char *expected)
{
  gsize n_bytes;
  const char *pem = g_bytes_get_data (sc_certificate_get_pem (certificate), &n_bytes);

  g_assert_cmpmem (pem, n_bytes, expected, strlen (expected));
}

static void
assert_refused (const char *text, gsize n_bytes, int expected)
{
  g_autoptr (GBytes) body = g_bytes_new (text, n_bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (sc_certificate_new (body, &error));
  g_assert_error (error, SC_ERROR, expected);
}

static void
test_chain_is_read (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("chain.pem");
  const char *fingerprint = sc_certificate_get_fingerprint (certificate);

  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 2);
  g_assert_cmpstr (sc_certificate_get_common_name (certificate), ==, ID);
  g_assert_nonnull (strstr (sc_certificate_get_subject (certificate), "CN=" ID));
  g_assert_nonnull (strstr (sc_certificate_get_subject (certificate), "O=Test sensors"));
  g_assert_cmpstr (sc_certificate_get_issuer (certificate), ==, "CN=Test sensor CA");
  g_assert_cmpstr (sc_certificate_get_key_text (certificate), ==, "EC/ECDSA 256");
  g_assert_cmpint (sc_certificate_get_not_before (certificate), ==, 1577836800);
  g_assert_cmpint (sc_certificate_get_not_after (certificate), ==, 2524607999);
  g_assert_cmpuint (strlen (fingerprint), ==, 95);
  g_assert_true (g_regex_match_simple ("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", fingerprint, 0, 0));
  g_assert_cmpint (sc_certificate_judge (certificate, ID, NOW), ==, SC_CERTIFICATE_DOUBT_NONE);
}

/* The fingerprint is that of the whole certificate in DER, as every other tool shows it. */
static void
test_fingerprint_is_of_the_der (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("chain.pem");
  gsize n_bytes;
  g_autofree char *der = read_text ("single.der", &n_bytes);
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)der, n_bytes);
  g_auto (GStrv) pairs = g_strsplit (sc_certificate_get_fingerprint (certificate), ":", -1);
  g_autofree char *plain = g_strjoinv ("", pairs);

  g_assert_true (g_ascii_strcasecmp (plain, digest) == 0);
}

static void
test_pem_is_kept_byte_for_byte (void)
{
  static const char *const files[] = { "chain.pem", "mis-ordered.pem", "single.pem",
                                       "garbage-block.pem" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = read_text (files[i], NULL);
      g_autoptr (ScCertificate) certificate = read_file (files[i]);

      assert_pem (certificate, text);
    }
}

static void
test_line_ends_become_lf (void)
{
  g_autofree char *text = read_text ("chain.pem", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n", lines);
  g_autofree char *cr = g_strjoinv ("\r", lines);
  g_autoptr (ScCertificate) from_crlf = read_body (crlf, strlen (crlf));
  g_autoptr (ScCertificate) from_cr = read_body (cr, strlen (cr));

  assert_pem (from_crlf, text);
  assert_pem (from_cr, text);
}

static void
test_what_is_around_the_blocks_is_left_out (void)
{
  g_autofree char *text = read_text ("chain.pem", NULL);
  g_autofree char *noisy = g_strconcat ("\xef\xbb\xbf"
                                        "OK\r\n\r\n",
                                        text, "\n\n-- end --", NULL);
  g_autofree char *tight = g_strndup (text, strlen (text) - 1);
  g_autoptr (ScCertificate) certificate = read_body (noisy, strlen (noisy));
  g_autoptr (ScCertificate) without_last_line_end = read_body (tight, strlen (tight));
  g_autoptr (ScCertificate) with_nul = read_body (text, strlen (text) + 1);

  assert_pem (certificate, text);
  assert_pem (without_last_line_end, tight);
  assert_pem (with_nul, text);
}

/* Both were found by a fuzzer. */
static void
test_bytes_that_json_cannot_carry (void)
{
  g_autofree char *chain = read_text ("chain.pem", NULL);
  g_autofree char *single = read_text ("single.pem", NULL);
  gsize n_bytes = strlen (chain) + 1;
  g_autofree char *after_nul = g_malloc0 (n_bytes);
  g_autofree char *garbled = g_strdup (chain);
  g_autoptr (ScCertificate) from_after_nul = NULL;
  g_autoptr (ScCertificate) from_garbled = NULL;

  memcpy (after_nul + 1, chain, n_bytes - 1);
  from_after_nul = read_body (after_nul, n_bytes);
  assert_pem (from_after_nul, chain);

  garbled[strlen (chain) - 60] = '\xff'; /* in the second block */
  from_garbled = read_body (garbled, strlen (garbled));
  assert_pem (from_garbled, single);
  g_assert_cmphex (sc_certificate_judge (from_garbled, ID, NOW), ==,
                   SC_CERTIFICATE_DOUBT_SINGLE | SC_CERTIFICATE_DOUBT_UNREADABLE);
}

static void
test_notes_between_blocks (void)
{
  g_autofree char *leaf = read_text ("single.pem", NULL);
  g_autofree char *ca = read_text ("ca-only.pem", NULL);
  g_autofree char *chain = read_text ("chain.pem", NULL);
  g_autofree char *ascii = g_strconcat (leaf, "issuer:\n", ca, NULL);
  g_autofree char *latin = g_strconcat (leaf, "Aussteller: M\xfcller\n", ca, NULL);
  g_autoptr (ScCertificate) from_ascii = read_body (ascii, strlen (ascii));
  g_autoptr (ScCertificate) from_latin = read_body (latin, strlen (latin));

  assert_pem (from_ascii, ascii);
  assert_pem (from_latin, chain); /* the cloud's JSON could not carry them */
}

static void
test_json_is_opened (void)
{
  g_autofree char *chain = read_text ("chain.pem", NULL);
  g_autofree char *single = read_text ("single.pem", NULL);
  g_autofree char *quoted_chain = sc_json_quote (chain);
  g_autofree char *quoted_single = sc_json_quote (single);
  g_autofree char *json = g_strdup_printf (
      " {\"version\":1,\"leaf\":%s,\"data\":{\"certificate\":%s}}", quoted_single, quoted_chain);
  g_autoptr (ScCertificate) certificate = read_body (json, strlen (json));

  assert_pem (certificate, chain); /* the member with most certificates */
}

static void
test_der_is_converted (void)
{
  g_autofree char *single = read_text ("single.pem", NULL);
  g_autoptr (ScCertificate) certificate = read_file ("single.der");

  assert_pem (certificate, single);
}

static void
test_nothing_readable (void)
{
  static const char *const bodies[] = {
    " ",
    "404 Not Found",
    "<html></html>",
    "{\"cert\":\"none\"}",
    "{\"cert\":",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
    "\x30\x82\x01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *shown = g_strescape (bodies[i], NULL);

      g_test_message ("%s", shown);
      assert_refused (bodies[i], strlen (bodies[i]), SC_ERROR_CERTIFICATE_NONE);
    }
  assert_refused ("", 0, SC_ERROR_CERTIFICATE_NONE);
}

static void
test_private_keys_are_refused (void)
{
  static const char *const labels[] = { "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY",
                                        "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY" };
  gsize n_bytes;
  g_autofree char *chain = read_text ("chain.pem", NULL);
  g_autofree char *with_key = read_text ("with-private-key.pem", &n_bytes);
  g_autofree char *quoted = sc_json_quote (with_key);
  g_autofree char *json = g_strdup_printf ("{\"cert\":%s}", quoted);
  g_autofree char *hidden =
      g_strdup_printf ("{\"cert\":\"x\",\"key\":\"-----BEGIN PRIVATE\\u0020KEY-----\"}");

  assert_refused (with_key, n_bytes, SC_ERROR_CERTIFICATE_PRIVATE_KEY);
  assert_refused (json, strlen (json), SC_ERROR_CERTIFICATE_PRIVATE_KEY);
  assert_refused (hidden, strlen (hidden), SC_ERROR_CERTIFICATE_PRIVATE_KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s-----BEGIN %s-----\nAAAA\n-----END %s-----\n",
                                               chain, labels[i], labels[i]);

      assert_refused (text, strlen (text), SC_ERROR_CERTIFICATE_PRIVATE_KEY);
    }
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_size_and_chain_are_bounded (void)
{
  g_autofree char *single = read_text ("single.pem", NULL);
  g_autofree char *longest = repeat (single, SC_CERTIFICATE_MAX_CHAIN);
  g_autofree char *too_long = repeat (single, SC_CERTIFICATE_MAX_CHAIN + 1);
  g_autofree char *blanks = g_strnfill (SC_CERTIFICATE_MAX_BYTES, ' ');
  g_autofree char *too_large = g_strconcat (single, blanks, NULL);
  g_autoptr (ScCertificate) certificate = read_body (longest, strlen (longest));

  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, SC_CERTIFICATE_MAX_CHAIN);
  assert_refused (too_long, strlen (too_long), SC_ERROR_CERTIFICATE_TOO_LARGE);
  assert_refused (too_large, strlen (too_large), SC_ERROR_CERTIFICATE_TOO_LARGE);
}

static void
test_each_doubt (void)
{
  static const struct
  {
    const char *file;
    ScCertificateDoubt doubts;
  } cases[] = {
    { "chain.pem", SC_CERTIFICATE_DOUBT_NONE },
    { "nameless.pem", SC_CERTIFICATE_DOUBT_NONE }, /* the ID is in serialNumber */
    { "single.pem", SC_CERTIFICATE_DOUBT_SINGLE },
    { "mis-ordered.pem", SC_CERTIFICATE_DOUBT_ORDER },
    { "expired.pem", SC_CERTIFICATE_DOUBT_EXPIRED },
    { "not-yet-valid.pem", SC_CERTIFICATE_DOUBT_NOT_YET_VALID },
    { "weak-key.pem", SC_CERTIFICATE_DOUBT_WEAK_KEY },
    { "weak-signature.pem", SC_CERTIFICATE_DOUBT_WEAK_SIGNATURE },
    { "other-id.pem", SC_CERTIFICATE_DOUBT_SUBJECT },
    { "garbage-block.pem", SC_CERTIFICATE_DOUBT_SINGLE | SC_CERTIFICATE_DOUBT_UNREADABLE },
    { "ca-only.pem", SC_CERTIFICATE_DOUBT_SINGLE | SC_CERTIFICATE_DOUBT_LEAF_IS_CA
                         | SC_CERTIFICATE_DOUBT_SUBJECT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ScCertificate) certificate = read_file (cases[i].file);

      g_test_message ("%s", cases[i].file);
      g_assert_cmphex (sc_certificate_judge (certificate, ID, NOW), ==, cases[i].doubts);
    }
}

static void
test_mis_ordered_chain_still_names_the_sensor (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("mis-ordered.pem");
  g_autoptr (ScCertificate) ordered = read_file ("chain.pem");

  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 2);
  g_assert_cmpstr (sc_certificate_get_common_name (certificate), ==, ID);
  g_assert_cmpstr (sc_certificate_get_fingerprint (certificate), ==,
                   sc_certificate_get_fingerprint (ordered));
}

static void
test_strangers_are_out_of_order (void)
{
  g_autofree char *leaf = read_text ("single.pem", NULL);
  g_autofree char *twice = g_strconcat (leaf, leaf, NULL);
  g_autoptr (ScCertificate) certificate = read_body (twice, strlen (twice));

  g_assert_cmphex (sc_certificate_judge (certificate, ID, NOW), ==, SC_CERTIFICATE_DOUBT_ORDER);
}

static void
test_cut_off_chain_is_doubted (void)
{
  g_autofree char *text = read_text ("chain.pem", NULL);
  g_autofree char *cut = g_strndup (text, strlen (text) - 40);
  g_autoptr (ScCertificate) certificate = read_body (cut, strlen (cut));

  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 1);
  g_assert_cmphex (sc_certificate_judge (certificate, ID, NOW), ==,
                   SC_CERTIFICATE_DOUBT_SINGLE | SC_CERTIFICATE_DOUBT_UNREADABLE);
}

/* A block that does not end must not take the next one's first dashes for its last. */
static void
test_block_without_an_end_takes_no_other (void)
{
  g_autofree char *text = read_text ("chain.pem", NULL);
  char *dashes = strstr (text, "-----END CERTIFICATE-----") + strlen ("-----END CERTIFICATE");
  g_autoptr (ScCertificate) certificate = NULL;

  memmove (dashes, dashes + strlen ("-----"), strlen (dashes + strlen ("-----")) + 1);
  certificate = read_body (text, strlen (text));
  g_assert_cmpuint (sc_certificate_get_n_certificates (certificate), ==, 1);
  g_assert_true (sc_certificate_judge (certificate, ID, NOW) & SC_CERTIFICATE_DOUBT_UNREADABLE);
}

static void
test_dates_count_to_the_second (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("chain.pem");
  gint64 from = sc_certificate_get_not_before (certificate);
  gint64 to = sc_certificate_get_not_after (certificate);
  const gint64 thirty_days = 30 * 24 * 60 * 60;

  g_assert_cmphex (sc_certificate_judge (certificate, ID, (from - 1) * G_USEC_PER_SEC), ==,
                   SC_CERTIFICATE_DOUBT_NOT_YET_VALID);
  g_assert_cmphex (sc_certificate_judge (certificate, ID, from * G_USEC_PER_SEC), ==, 0);
  g_assert_cmphex (sc_certificate_judge (certificate, ID, (to - thirty_days) * G_USEC_PER_SEC), ==,
                   0);
  g_assert_cmphex (sc_certificate_judge (certificate, ID, (to - thirty_days + 1) * G_USEC_PER_SEC),
                   ==, SC_CERTIFICATE_DOUBT_EXPIRES_SOON);
  g_assert_cmphex (sc_certificate_judge (certificate, ID, to * G_USEC_PER_SEC), ==,
                   SC_CERTIFICATE_DOUBT_EXPIRES_SOON);
  g_assert_cmphex (sc_certificate_judge (certificate, ID, (to + 1) * G_USEC_PER_SEC), ==,
                   SC_CERTIFICATE_DOUBT_EXPIRED);
}

static void
test_subject_is_compared_without_case (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("chain.pem");

  g_assert_cmphex (sc_certificate_judge (certificate, "0000s111a", NOW), ==, 0);
  g_assert_cmphex (sc_certificate_judge (certificate, NULL, NOW), ==, 0);
  g_assert_cmphex (sc_certificate_judge (certificate, "0000S111B", NOW), ==,
                   SC_CERTIFICATE_DOUBT_SUBJECT);
}

static void
test_hostile_subject_is_defused (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("hostile.pem");
  const char *subject = sc_certificate_get_subject (certificate);

  g_assert_true (g_utf8_validate (subject, -1, NULL));
  g_assert_null (strstr (subject, "\xe2\x80\xae"));
  g_assert_null (strstr (sc_certificate_get_common_name (certificate), "\xe2\x80\xae"));
}

static void
test_subject_without_common_name (void)
{
  g_autoptr (ScCertificate) certificate = read_file ("nameless.pem");

  g_assert_null (sc_certificate_get_common_name (certificate));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/chain-is-read", test_chain_is_read);
  g_test_add_func ("/certificate/fingerprint-is-of-the-der", test_fingerprint_is_of_the_der);
  g_test_add_func ("/certificate/pem/byte-for-byte", test_pem_is_kept_byte_for_byte);
  g_test_add_func ("/certificate/pem/line-ends", test_line_ends_become_lf);
  g_test_add_func ("/certificate/pem/around-blocks", test_what_is_around_the_blocks_is_left_out);
  g_test_add_func ("/certificate/pem/between-blocks", test_notes_between_blocks);
  g_test_add_func ("/certificate/pem/not-for-json", test_bytes_that_json_cannot_carry);
  g_test_add_func ("/certificate/json", test_json_is_opened);
  g_test_add_func ("/certificate/der", test_der_is_converted);
  g_test_add_func ("/certificate/refused/nothing-readable", test_nothing_readable);
  g_test_add_func ("/certificate/refused/private-key", test_private_keys_are_refused);
  g_test_add_func ("/certificate/refused/too-large", test_size_and_chain_are_bounded);
  g_test_add_func ("/certificate/doubts/each", test_each_doubt);
  g_test_add_func ("/certificate/doubts/mis-ordered",
                   test_mis_ordered_chain_still_names_the_sensor);
  g_test_add_func ("/certificate/doubts/strangers", test_strangers_are_out_of_order);
  g_test_add_func ("/certificate/doubts/cut-off", test_cut_off_chain_is_doubted);
  g_test_add_func ("/certificate/doubts/no-end", test_block_without_an_end_takes_no_other);
  g_test_add_func ("/certificate/doubts/dates", test_dates_count_to_the_second);
  g_test_add_func ("/certificate/doubts/subject", test_subject_is_compared_without_case);
  g_test_add_func ("/certificate/subject/hostile", test_hostile_subject_is_defused);
  g_test_add_func ("/certificate/subject/nameless", test_subject_without_common_name);
  return g_test_run ();
}
