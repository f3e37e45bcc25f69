/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate-body.h"

#include "sc-text.h"

#include <gnutls/gnutls.h>
#include <string.h>

#define DAY_S (24 * 60 * 60)
#define SOON_S (30 * (gint64)DAY_S)
#define SHA256_BYTES 32

/* All that is shown or judged is read once, when the certificate comes in. The leaf is the
 * sensor's own certificate, wherever in the chain it stands. */
struct _ScCertificate
{
  gatomicrefcount refs;
  GBytes *pem;
  guint n_certificates;
  char *subject;
  char *issuer;
  char *common_name;
  char *fingerprint;
  char *key_text;
  gint64 not_before;
  gint64 not_after;
  ScCertificateDoubt doubts; /* those that depend on neither time nor sensor */
};

G_DEFINE_BOXED_TYPE (ScCertificate, sc_certificate, sc_certificate_ref, sc_certificate_unref)

static gboolean
is_ca (gnutls_x509_crt_t certificate)
{
  unsigned int critical = 0;
  unsigned int ca = 0; /* not written if the extension is absent */
  int path_length = 0;

  return gnutls_x509_crt_get_basic_constraints (certificate, &critical, &ca, &path_length) >= 0
         && ca != 0;
}

/* The first that issued none of the others and is no CA; failing that the first. */
static guint
find_leaf (const ScCertificateBody *body)
{
  for (guint i = 0; i < body->n_certificates; i++)
    {
      gboolean issued_one = is_ca (body->list[i]);

      for (guint k = 0; k < body->n_certificates && !issued_one; k++)
        issued_one = k != i && gnutls_x509_crt_check_issuer (body->list[k], body->list[i]) != 0;
      if (!issued_one)
        return i;
    }
  return 0;
}

static char *
read_name (gnutls_x509_crt_t certificate,
           int (*get) (gnutls_x509_crt_t certificate, gnutls_datum_t *dn, unsigned flags))
{
  gnutls_datum_t name = { NULL, 0 };
  char *text;

  if (get (certificate, &name, 0) < 0)
    return g_strdup ("");
  text = sc_text_to_display (name.data, name.size);
  gnutls_free (name.data);
  return text;
}

static char *
read_common_name (gnutls_x509_crt_t certificate)
{
  char name[256];
  size_t size = sizeof name;

  if (gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size)
      < 0)
    return NULL;
  return sc_text_to_display (name, size);
}

static char *
read_fingerprint (gnutls_x509_crt_t certificate)
{
  guchar digest[SHA256_BYTES] = { 0 };
  size_t size = sizeof digest;
  GString *text = g_string_sized_new (SHA256_BYTES * 3);

  gnutls_x509_crt_get_fingerprint (certificate, GNUTLS_DIG_SHA256, digest, &size);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (text, i == 0 ? "%02X" : ":%02X", digest[i]);
  return g_string_free (text, FALSE);
}

static char *
read_key_text (gnutls_x509_crt_t certificate)
{
  unsigned int bits = 0;
  int algorithm = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);
  const char *name = gnutls_pk_get_name ((gnutls_pk_algorithm_t)algorithm);

  return g_strdup_printf ("%s %u", name != NULL ? name : "?", bits);
}

/* Under 112 bits of security (NIST SP 800-57), e.g. RSA under 2048. */
static gboolean
key_is_weak (gnutls_x509_crt_t certificate)
{
  unsigned int bits = 0;
  int algorithm = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);

  return algorithm < 0
         || gnutls_pk_bits_to_sec_param ((gnutls_pk_algorithm_t)algorithm, bits)
                < GNUTLS_SEC_PARAM_MEDIUM;
}

/* A self-signed certificate is trusted, or not, for what it is; its signature means nothing. */
static gboolean
signature_is_weak (gnutls_x509_crt_t certificate)
{
  int algorithm = gnutls_x509_crt_get_signature_algorithm (certificate);

  if (gnutls_x509_crt_check_issuer (certificate, certificate) != 0)
    return FALSE;
  return algorithm < 0
         || !gnutls_sign_is_secure2 ((gnutls_sign_algorithm_t)algorithm,
                                     GNUTLS_SIGN_FLAG_SECURE_FOR_CERTS);
}

static ScCertificateDoubt
find_lasting_doubts (const ScCertificateBody *body, guint leaf)
{
  ScCertificateDoubt doubts = SC_CERTIFICATE_DOUBT_NONE;

  if (body->n_unreadable > 0)
    doubts |= SC_CERTIFICATE_DOUBT_UNREADABLE;
  if (body->n_certificates == 1)
    doubts |= SC_CERTIFICATE_DOUBT_SINGLE;
  if (leaf != 0)
    doubts |= SC_CERTIFICATE_DOUBT_ORDER;
  if (is_ca (body->list[leaf]))
    doubts |= SC_CERTIFICATE_DOUBT_LEAF_IS_CA;
  for (guint i = 0; i < body->n_certificates; i++)
    {
      if (i + 1 < body->n_certificates
          && gnutls_x509_crt_check_issuer (body->list[i], body->list[i + 1]) == 0)
        doubts |= SC_CERTIFICATE_DOUBT_ORDER;
      if (key_is_weak (body->list[i]))
        doubts |= SC_CERTIFICATE_DOUBT_WEAK_KEY;
      if (signature_is_weak (body->list[i]))
        doubts |= SC_CERTIFICATE_DOUBT_WEAK_SIGNATURE;
    }
  return doubts;
}

/**
 * sc_certificate_new:
 * @body: what the sensor or a file gave: PEM with any line ends, JSON with PEM in a member, or
 *   one certificate in DER
 * @error: %SC_ERROR_CERTIFICATE_NONE, %SC_ERROR_CERTIFICATE_PRIVATE_KEY (then wipe @body), or
 *   %SC_ERROR_CERTIFICATE_TOO_LARGE (bytes or certificates)
 *
 * Whatever else is odd about it is a doubt, see sc_certificate_judge().
 *
 * Returns: (transfer full) (nullable): the chain
 */
ScCertificate *
sc_certificate_new (GBytes *body, GError **error)
{
  ScCertificateBody parts;
  ScCertificate *self = NULL;
  gnutls_x509_crt_t leaf;

  g_return_val_if_fail (body != NULL, NULL);

  if (sc_certificate_body_read (&parts, body, error))
    {
      guint index = find_leaf (&parts);

      leaf = parts.list[index];
      self = g_new0 (ScCertificate, 1);
      g_atomic_ref_count_init (&self->refs);
      self->pem = g_bytes_ref (parts.pem);
      self->n_certificates = parts.n_certificates;
      self->subject = read_name (leaf, gnutls_x509_crt_get_dn3);
      self->issuer = read_name (leaf, gnutls_x509_crt_get_issuer_dn3);
      self->common_name = read_common_name (leaf);
      self->fingerprint = read_fingerprint (leaf);
      self->key_text = read_key_text (leaf);
      self->not_before = (gint64)gnutls_x509_crt_get_activation_time (leaf);
      self->not_after = (gint64)gnutls_x509_crt_get_expiration_time (leaf);
      self->doubts = find_lasting_doubts (&parts, index);
    }
  sc_certificate_body_clear (&parts);
  return self;
}

/**
 * sc_certificate_ref:
 * @self: a certificate
 *
 * Returns: (transfer full): the same
 */
ScCertificate *
sc_certificate_ref (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sc_certificate_unref:
 * @self: (transfer full): a certificate
 */
void
sc_certificate_unref (ScCertificate *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_bytes_unref (self->pem);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->common_name);
  g_free (self->fingerprint);
  g_free (self->key_text);
  g_free (self);
}

/**
 * sc_certificate_get_pem:
 * @self: a certificate
 *
 * Returns: (transfer none): the chain as the sensor gave it, ASCII with LF line ends, no NUL. For
 * the journal and the cloud only.
 */
GBytes *
sc_certificate_get_pem (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->pem;
}

/**
 * sc_certificate_get_n_certificates:
 * @self: a certificate
 *
 * Returns: how many certificates could be read, at least 1
 */
guint
sc_certificate_get_n_certificates (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_certificates;
}

/**
 * sc_certificate_get_subject:
 * @self: a certificate
 *
 * Returns: (transfer none): the leaf's subject (RFC 4514), valid UTF-8, perhaps empty; may hold
 * markup characters
 */
const char *
sc_certificate_get_subject (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->subject;
}

/**
 * sc_certificate_get_issuer:
 * @self: a certificate
 *
 * Returns: (transfer none): the leaf's issuer, like sc_certificate_get_subject()
 */
const char *
sc_certificate_get_issuer (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->issuer;
}

/**
 * sc_certificate_get_common_name:
 * @self: a certificate
 *
 * Returns: (transfer none) (nullable): the common name in the leaf's subject, valid UTF-8
 */
const char *
sc_certificate_get_common_name (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->common_name;
}

/**
 * sc_certificate_get_fingerprint:
 * @self: a certificate
 *
 * Returns: (transfer none): the leaf's SHA-256 fingerprint, `AA:BB:…`, 95 characters
 */
const char *
sc_certificate_get_fingerprint (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->fingerprint;
}

/**
 * sc_certificate_get_key_text:
 * @self: a certificate
 *
 * Returns: (transfer none): kind and bits of the leaf's key, e.g. `EC/ECDSA 256`
 */
const char *
sc_certificate_get_key_text (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->key_text;
}

/**
 * sc_certificate_get_not_before:
 * @self: a certificate
 *
 * Returns: when the leaf's validity begins, s since the epoch, UTC
 */
gint64
sc_certificate_get_not_before (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->not_before;
}

/**
 * sc_certificate_get_not_after:
 * @self: a certificate
 *
 * Returns: when the leaf's validity ends, s since the epoch, UTC
 */
gint64
sc_certificate_get_not_after (ScCertificate *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->not_after;
}

static gboolean
contains_ignoring_case (const char *text, const char *part)
{
  g_autofree char *lower_text = g_ascii_strdown (text, -1);
  g_autofree char *lower_part = g_ascii_strdown (part, -1);

  return strstr (lower_text, lower_part) != NULL;
}

/**
 * sc_certificate_judge:
 * @self: a certificate
 * @sensor_id: (nullable): the sensor's stated ID; %NULL leaves the subject out
 * @wall_us: the present, UTC, µs since the epoch
 *
 * Pure. Dates are the leaf's. Nothing found here blocks: whether the sensor's ID is in the
 * subject at all, for one, is not public.
 *
 * Returns: what to warn about
 */
ScCertificateDoubt
sc_certificate_judge (ScCertificate *self, const char *sensor_id, gint64 wall_us)
{
  ScCertificateDoubt doubts;
  gint64 now = wall_us / G_USEC_PER_SEC;

  g_return_val_if_fail (self != NULL, SC_CERTIFICATE_DOUBT_NONE);

  doubts = self->doubts;
  if (now < self->not_before)
    doubts |= SC_CERTIFICATE_DOUBT_NOT_YET_VALID;
  if (now > self->not_after)
    doubts |= SC_CERTIFICATE_DOUBT_EXPIRED;
  else if (now > self->not_after - SOON_S)
    doubts |= SC_CERTIFICATE_DOUBT_EXPIRES_SOON;
  if (sensor_id != NULL && !contains_ignoring_case (self->subject, sensor_id))
    doubts |= SC_CERTIFICATE_DOUBT_SUBJECT;
  return doubts;
}

/**
 * sc_certificate_get_library_version:
 *
 * Returns: (transfer none): version of the library that reads certificates
 */
const char *
sc_certificate_get_library_version (void)
{
  return gnutls_check_version (NULL);
}
