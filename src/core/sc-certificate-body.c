/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem() */

#include "sc-certificate-body.h"

#include "sc-error.h"
#include "sc-json.h"
#include "sc-secret.h"

#include <string.h>

#define BEGIN_ANY "-----BEGIN "
#define BEGIN_CERTIFICATE "-----BEGIN CERTIFICATE-----"
#define BEGIN_X509_CERTIFICATE "-----BEGIN X509 CERTIFICATE-----" /* OpenSSL's old label */
#define END_ANY "-----END "
#define DASHES "-----"
#define PRIVATE_KEY "PRIVATE KEY-----" /* ends the labels of all kinds of them */

typedef struct
{
  const char *start;
  const char *end; /* after the last dash of its END line, or the end of the text */
  gboolean whole;
} Block;

static gboolean
fail (GError **error, ScError code, const char *detail)
{
  g_set_error_literal (error, SC_ERROR, code, detail);
  return FALSE;
}

static const char *
find (const char *start, const char *end, const char *what)
{
  return start < end ? memmem (start, (gsize)(end - start), what, strlen (what)) : NULL;
}

static gboolean
starts_with (const char *start, const char *end, const char *what)
{
  return (gsize)(end - start) >= strlen (what) && memcmp (start, what, strlen (what)) == 0;
}

static gsize
label_length (const char *start, const char *end)
{
  if (starts_with (start, end, BEGIN_CERTIFICATE))
    return strlen (BEGIN_CERTIFICATE);
  return starts_with (start, end, BEGIN_X509_CERTIFICATE) ? strlen (BEGIN_X509_CERTIFICATE) : 0;
}

/* The next block with a certificate's label at or after @start; up to the next block of any kind
 * if it does not end before. */
static gboolean
find_block (const char *start, const char *end, Block *block)
{
  const char *inside;
  const char *next;
  const char *last;

  start = find (start, end, BEGIN_ANY);
  while (start != NULL && label_length (start, end) == 0)
    start = find (start + 1, end, BEGIN_ANY);
  if (start == NULL)
    return FALSE;

  inside = start + label_length (start, end);
  next = find (inside, end, BEGIN_ANY);
  last = find (inside, next != NULL ? next : end, END_ANY);
  if (last != NULL)
    last = find (last + strlen (END_ANY), next != NULL ? next : end, DASHES);
  block->start = start;
  block->whole = last != NULL;
  if (block->whole)
    block->end = last + strlen (DASHES);
  else
    block->end = next != NULL ? next : end;
  return TRUE;
}

static guint
count_blocks (const char *start, const char *end)
{
  Block block;
  guint n = 0;

  for (; find_block (start, end, &block); start = block.end)
    n++;
  return n;
}

static gboolean
is_ascii_text (const char *start, const char *end)
{
  for (; start < end; start++)
    if ((guchar)*start < 0x20 ? *start != '\n' && *start != '\t' : (guchar)*start > 0x7e)
      return FALSE;
  return TRUE;
}

/* Line ends become LF, whatever they were: the cloud gets the text inside JSON. */
static GString *
unify_line_ends (const char *start, const char *end)
{
  GString *text = g_string_sized_new ((gsize)(end - start));

  for (; start < end; start++)
    if (*start != '\r')
      g_string_append_c (text, *start);
    else if (start + 1 == end || start[1] != '\n')
      g_string_append_c (text, '\n');
  return text;
}

/* The blocks alone, one after another, without those that cannot be read anyway: cut off, or not
 * ASCII and so nothing for JSON either. */
static GBytes *
copy_blocks (const char *p, const char *end, guint *n_dropped)
{
  GString *blocks = g_string_new (NULL);
  Block block;

  for (; find_block (p, end, &block); p = block.end)
    if (!block.whole || !is_ascii_text (block.start, block.end))
      (*n_dropped)++;
    else
      {
        g_string_append_len (blocks, block.start, block.end - block.start);
        g_string_append_c (blocks, '\n');
      }
  return g_string_free_to_bytes (blocks);
}

/* From the first block to the last, with the line end after it. Notes between blocks stay where
 * they are, unless something there is not ASCII. */
static GBytes *
cut_out_pem (const char *text, const char *end, guint *n_dropped)
{
  const char *first = NULL;
  const char *last = text;
  Block block;

  for (; find_block (last, end, &block); last = block.end)
    if (first == NULL)
      first = block.start;
  if (first == NULL || !is_ascii_text (first, last))
    return copy_blocks (text, end, n_dropped);
  if (last < end && *last == '\n')
    last++;
  return g_bytes_new (first, (gsize)(last - first));
}

static gboolean
import_blocks (ScCertificateBody *body, GError **error)
{
  gsize n_bytes;
  const char *p = g_bytes_get_data (body->pem, &n_bytes);
  const char *end = p + n_bytes;
  Block block;
  int last = GNUTLS_E_NO_CERTIFICATE_FOUND;

  for (; find_block (p, end, &block); p = block.end)
    {
      gnutls_datum_t datum = { (guchar *)block.start, (guint)(block.end - block.start) };
      gnutls_x509_crt_t certificate;

      if (body->n_certificates == SC_CERTIFICATE_MAX_CHAIN)
        return fail (error, SC_ERROR_CERTIFICATE_TOO_LARGE,
                     "more than " G_STRINGIFY (SC_CERTIFICATE_MAX_CHAIN) " certificates");
      gnutls_x509_crt_init (&certificate);
      last = block.whole ? gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_PEM)
                         : GNUTLS_E_BASE64_DECODING_ERROR;
      if (last == GNUTLS_E_SUCCESS)
        body->list[body->n_certificates++] = certificate;
      else
        {
          gnutls_x509_crt_deinit (certificate);
          body->n_unreadable++;
        }
    }
  if (body->n_certificates > 0)
    return TRUE;
  g_set_error (error, SC_ERROR, SC_ERROR_CERTIFICATE_NONE, "no readable certificate: %s",
               gnutls_strerror (last));
  return FALSE;
}

static gboolean
read_pem (ScCertificateBody *body, const char *start, const char *end, GError **error)
{
  g_autoptr (GString) text = unify_line_ends (start, end);

  body->pem = cut_out_pem (text->str, text->str + text->len, &body->n_unreadable);
  return import_blocks (body, error);
}

/* A lone certificate in binary form, as a last resort. */
static gboolean
read_der (ScCertificateBody *body, const char *start, gsize n_bytes, GError **error)
{
  gnutls_datum_t datum = { (guchar *)start, (guint)n_bytes };
  gnutls_datum_t pem = { NULL, 0 };
  gnutls_x509_crt_t certificate;
  int result;

  gnutls_x509_crt_init (&certificate);
  result = gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_DER);
  if (result == GNUTLS_E_SUCCESS)
    result = gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem);
  if (result != GNUTLS_E_SUCCESS)
    {
      gnutls_x509_crt_deinit (certificate);
      return fail (error, SC_ERROR_CERTIFICATE_NONE, "neither PEM, JSON with PEM, nor DER");
    }
  body->pem = g_bytes_new (pem.data, pem.size);
  gnutls_free (pem.data);
  body->list[body->n_certificates++] = certificate;
  return TRUE;
}

typedef struct
{
  char *text; /* the value with most certificates, the first of equals */
  guint n_blocks;
  gboolean private_key;
} Found;

static void
look_into_member (const char *member G_GNUC_UNUSED, const char *value, gpointer user_data)
{
  Found *found = user_data;
  const char *end = value + strlen (value);
  guint n_blocks = count_blocks (value, end);

  found->private_key = found->private_key || find (value, end, PRIVATE_KEY) != NULL;
  if (n_blocks <= found->n_blocks)
    return;
  sc_secret_free_text (found->text);
  found->text = g_strdup (value);
  found->n_blocks = n_blocks;
}

static gboolean
read_json (ScCertificateBody *body, GBytes *bytes, GError **error)
{
  g_autoptr (GError) json_error = NULL;
  g_autoptr (ScJson) json = sc_json_new (bytes, &json_error);
  Found found = { 0 };
  gboolean ok = FALSE;

  if (json == NULL)
    return fail (error, SC_ERROR_CERTIFICATE_NONE, json_error->message);
  sc_json_foreach (json, look_into_member, &found);
  if (found.private_key)
    fail (error, SC_ERROR_CERTIFICATE_PRIVATE_KEY, "a private key inside JSON");
  else if (found.text == NULL)
    fail (error, SC_ERROR_CERTIFICATE_NONE, "no certificate in any member of the JSON");
  else
    ok = read_pem (body, found.text, found.text + strlen (found.text), error);
  sc_secret_free_text (found.text);
  return ok;
}

static gboolean
is_json (const char *p, const char *end)
{
  while (p < end && (g_ascii_isspace (*p) || (guchar)*p >= 0x80)) /* also a byte order mark */
    p++;
  return p < end && *p == '{';
}

/**
 * sc_certificate_body_read:
 * @body: (out caller-allocates): cleared with sc_certificate_body_clear(), also after a failure
 * @bytes: what the sensor or a file gave: PEM, JSON with PEM in a member, or DER
 * @error: one of the `SC_ERROR_CERTIFICATE_…`
 *
 * Certificates are read one by one: GnuTLS gives up a whole list for one damaged block, and
 * passes over private keys without a word.
 *
 * Returns: whether there is at least one certificate
 */
gboolean
sc_certificate_body_read (ScCertificateBody *body, GBytes *bytes, GError **error)
{
  gsize n_bytes;
  const char *start = g_bytes_get_data (bytes, &n_bytes);
  const char *end;

  memset (body, 0, sizeof *body);
  if (n_bytes == 0)
    return fail (error, SC_ERROR_CERTIFICATE_NONE, "nothing: the body is empty");
  end = start + n_bytes;
  if (n_bytes > SC_CERTIFICATE_MAX_BYTES)
    return fail (error, SC_ERROR_CERTIFICATE_TOO_LARGE, "more than 64 KiB");
  /* Before anything is copied, so that the key is in no memory but the caller's. */
  if (find (start, end, PRIVATE_KEY) != NULL)
    return fail (error, SC_ERROR_CERTIFICATE_PRIVATE_KEY, "a private key among the blocks");
  if (is_json (start, end))
    return read_json (body, bytes, error);
  if (count_blocks (start, end) > 0)
    return read_pem (body, start, end, error);
  return read_der (body, start, n_bytes, error);
}

/**
 * sc_certificate_body_clear:
 * @body: what was read
 */
void
sc_certificate_body_clear (ScCertificateBody *body)
{
  for (guint i = 0; i < body->n_certificates; i++)
    gnutls_x509_crt_deinit (body->list[i]);
  body->n_certificates = 0;
  g_clear_pointer (&body->pem, g_bytes_unref);
}
