/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-pki.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

#define DAY_S (24 * 60 * 60)
#define MAX_CHAIN 4

struct _ScWorldPki
{
  gatomicrefcount ref_count;
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t ca;
  char *ca_pem;
  gint64 wall_s; /* when the authority was made */
};

static gboolean
check (int code, GError **error)
{
  if (code >= 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "GnuTLS: %s", gnutls_strerror (code));
  return FALSE;
}

static char *
export_certificate (gnutls_x509_crt_t crt, GError **error)
{
  gnutls_datum_t datum = { NULL, 0 };
  char *pem;

  if (!check (gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &datum), error))
    return NULL;
  pem = g_strndup ((const char *)datum.data, datum.size);
  gnutls_free (datum.data);
  return pem;
}

static gboolean
make_key (gnutls_x509_privkey_t *key, GError **error)
{
  guint bits = GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1);

  gnutls_x509_privkey_init (key);
  return check (gnutls_x509_privkey_generate (*key, GNUTLS_PK_ECDSA, bits, 0), error);
}

static gboolean
set_serial (gnutls_x509_crt_t crt, GError **error)
{
  guint8 serial[12];

  if (!check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), error))
    return FALSE;
  serial[0] &= 0x7f; /* a positive number */
  return check (gnutls_x509_crt_set_serial (crt, serial, sizeof serial), error);
}

static gboolean
fill_common (gnutls_x509_crt_t crt, gnutls_x509_privkey_t key, const char *dn, gint64 from_s,
             gint64 to_s, GError **error)
{
  guint8 id[64];
  gsize size = sizeof id;

  return check (gnutls_x509_crt_set_version (crt, 3), error) && set_serial (crt, error)
         && check (gnutls_x509_crt_set_dn (crt, dn, NULL), error)
         && check (gnutls_x509_crt_set_key (crt, key), error)
         && check (gnutls_x509_crt_set_activation_time (crt, (time_t)from_s), error)
         && check (gnutls_x509_crt_set_expiration_time (crt, (time_t)to_s), error)
         && check (gnutls_x509_crt_get_key_id (crt, 0, id, &size), error)
         && check (gnutls_x509_crt_set_subject_key_id (crt, id, size), error);
}

/* GnuTLS 3.7 does not find a certificate it made itself as the issuer of another: only importing
 * fills the names it compares. */
static gboolean
read_back (ScWorldPki *self, GError **error)
{
  gnutls_datum_t datum = { (unsigned char *)self->ca_pem, (unsigned int)strlen (self->ca_pem) };

  gnutls_x509_crt_deinit (self->ca);
  gnutls_x509_crt_init (&self->ca);
  return check (gnutls_x509_crt_import (self->ca, &datum, GNUTLS_X509_FMT_PEM), error);
}

static gboolean
make_authority (ScWorldPki *self, GError **error)
{
  guint usage = GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN;
  const char *dn = "CN=Sensor simulator practice authority,OU=Not a real authority: practice "
                   "only\\, made anew at every start,O=Sensor Commissioner simulator";

  gnutls_x509_crt_init (&self->ca);
  if (!make_key (&self->key, error)
      || !fill_common (self->ca, self->key, dn, self->wall_s - 30 * DAY_S,
                       self->wall_s + 3650 * (gint64)DAY_S, error)
      || !check (gnutls_x509_crt_set_basic_constraints (self->ca, 1, -1), error)
      || !check (gnutls_x509_crt_set_key_usage (self->ca, usage), error)
      || !check (gnutls_x509_crt_sign2 (self->ca, self->ca, self->key, GNUTLS_DIG_SHA256, 0),
                 error))
    return FALSE;
  self->ca_pem = export_certificate (self->ca, error);
  return self->ca_pem != NULL && read_back (self, error);
}

/**
 * sc_world_pki_new:
 * @wall_us: the present, UTC, µs since the epoch
 * @error: why GnuTLS could not
 *
 * Returns: (transfer full) (nullable): a new authority
 */
ScWorldPki *
sc_world_pki_new (gint64 wall_us, GError **error)
{
  g_autoptr (ScWorldPki) self = g_new0 (ScWorldPki, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->wall_s = wall_us / G_USEC_PER_SEC;
  if (!make_authority (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

ScWorldPki *
sc_world_pki_ref (ScWorldPki *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sc_world_pki_unref (ScWorldPki *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  gnutls_x509_crt_deinit (self->ca);
  if (self->key != NULL)
    gnutls_x509_privkey_deinit (self->key);
  g_free (self->ca_pem);
  g_free (self);
}

/**
 * sc_world_pki_get_ca_pem:
 * @self: an authority
 *
 * Returns: (transfer none): its certificate
 */
const char *
sc_world_pki_get_ca_pem (ScWorldPki *self)
{
  return self->ca_pem;
}

static gboolean
sign_leaf (ScWorldPki *self, gnutls_x509_crt_t crt, const char *purpose, GError **error)
{
  guint8 id[64];
  gsize size = sizeof id;

  return check (gnutls_x509_crt_get_subject_key_id (self->ca, id, &size, NULL), error)
         && check (gnutls_x509_crt_set_authority_key_id (crt, id, size), error)
         && check (gnutls_x509_crt_set_basic_constraints (crt, 0, -1), error)
         && check (gnutls_x509_crt_set_key_usage (crt, GNUTLS_KEY_DIGITAL_SIGNATURE), error)
         && check (gnutls_x509_crt_set_key_purpose_oid (crt, purpose, 0), error)
         && check (gnutls_x509_crt_sign2 (crt, self->ca, self->key, GNUTLS_DIG_SHA256, 0), error);
}

/**
 * sc_world_pki_issue_sensor:
 * @self: an authority
 * @sensor_id: becomes the subject's common name
 * @lasts_s: from now on, seconds; negative: it has expired
 * @error: why GnuTLS could not
 *
 * A chain as a sensor would hand it out: two PEM blocks, device first, then the authority; more
 * than 1,500 bytes, so that it leaves the device in several fragments. ADI's sample of
 * `POST /sensors` shows two blocks ("Connecting to the cloud"); that the subject holds the sensor
 * ID, and the key type, are guesses.
 *
 * Returns: (transfer full) (nullable): PEM
 */
GBytes *
sc_world_pki_issue_sensor (ScWorldPki *self, const char *sensor_id, gint64 lasts_s, GError **error)
{
  g_autofree char *dn = g_strdup_printf (
      "CN=%s,OU=Simulated smart motor sensors: practice only\\, never provision for real,"
      "O=Sensor Commissioner simulator",
      sensor_id);
  g_autofree char *pem = NULL;
  gnutls_x509_privkey_t key = NULL;
  gnutls_x509_crt_t crt;
  gboolean done;

  gnutls_x509_crt_init (&crt);
  done = make_key (&key, error)
         && fill_common (crt, key, dn, self->wall_s - 20 * DAY_S, self->wall_s + lasts_s, error)
         && sign_leaf (self, crt, GNUTLS_KP_TLS_WWW_CLIENT, error)
         && (pem = export_certificate (crt, error)) != NULL;
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);
  if (!done)
    return NULL;
  return g_bytes_new_take (g_strconcat (pem, self->ca_pem, NULL),
                           strlen (pem) + strlen (self->ca_pem));
}

static char *
common_name (gnutls_x509_crt_t crt)
{
  char name[256];
  gsize size = sizeof name;

  if (gnutls_x509_crt_get_dn_by_oid (crt, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size) < 0)
    return NULL;
  return g_utf8_validate (name, (gssize)size, NULL) ? g_strndup (name, size) : NULL;
}

static gboolean
verify_chain (ScWorldPki *self, gnutls_x509_crt_t *chain, guint n, GError **error)
{
  gnutls_x509_trust_list_t trust;
  guint status = 0;
  int code;

  gnutls_x509_trust_list_init (&trust, 0);
  gnutls_x509_trust_list_add_cas (trust, &self->ca, 1, 0);
  code = gnutls_x509_trust_list_verify_crt2 (trust, chain, n, NULL, 0,
                                             GNUTLS_VERIFY_DISABLE_TIME_CHECKS, &status, NULL);
  gnutls_x509_trust_list_deinit (trust, 0);
  if (!check (code, error))
    return FALSE;
  if (status == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "the certificate was not issued for one of our sensors");
  return FALSE;
}

/* GnuTLS takes the first for the leaf, even where it sorts. */
static void
put_leaf_first (gnutls_x509_crt_t *chain, guint n)
{
  for (guint i = 1; i < n; i++)
    if (gnutls_x509_crt_get_ca_status (chain[0], NULL) > 0
        && gnutls_x509_crt_get_ca_status (chain[i], NULL) == 0)
      {
        gnutls_x509_crt_t leaf = chain[i];

        chain[i] = chain[0];
        chain[0] = leaf;
      }
}

static gboolean
verify_time (gnutls_x509_crt_t leaf, gint64 wall_us, GError **error)
{
  gint64 now_s = wall_us / G_USEC_PER_SEC;

  if (now_s >= gnutls_x509_crt_get_activation_time (leaf)
      && now_s <= gnutls_x509_crt_get_expiration_time (leaf))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the certificate is not valid now");
  return FALSE;
}

/**
 * sc_world_pki_check_sensor:
 * @self: an authority
 * @pem: what somebody wants to provision
 * @wall_us: the present, UTC, µs since the epoch
 * @error: %G_IO_ERROR_INVALID_DATA with the reason
 *
 * What a careful cloud would do before it lets a tenant claim a sensor: parse the chain, put it in
 * order, check it against the authority and the time. That ADI's cloud does the same is a guess.
 *
 * Returns: (transfer full) (nullable): the sensor's ID
 */
char *
sc_world_pki_check_sensor (ScWorldPki *self, GBytes *pem, gint64 wall_us, GError **error)
{
  gnutls_x509_crt_t chain[MAX_CHAIN];
  guint n = MAX_CHAIN;
  gsize size;
  gnutls_datum_t datum = { (unsigned char *)g_bytes_get_data (pem, &size), 0 };
  char *id = NULL;

  datum.size = (unsigned int)size;
  if (size == 0
      || gnutls_x509_crt_list_import (chain, &n, &datum, GNUTLS_X509_FMT_PEM,
                                      GNUTLS_X509_CRT_LIST_IMPORT_FAIL_IF_EXCEED)
             <= 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no certificate in PEM form");
      return NULL;
    }
  put_leaf_first (chain, n);
  if (verify_chain (self, chain, n, error) && verify_time (chain[0], wall_us, error))
    {
      id = common_name (chain[0]);
      if (id == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the certificate has no name");
    }
  for (guint i = 0; i < n; i++)
    gnutls_x509_crt_deinit (chain[i]);
  return id;
}

static gboolean
add_address (gnutls_x509_crt_t crt, const char *address, GError **error)
{
  g_autoptr (GInetAddress) ip = g_inet_address_new_from_string (address);

  if (ip != NULL)
    return check (gnutls_x509_crt_set_subject_alt_name (
                      crt, GNUTLS_SAN_IPADDRESS, g_inet_address_to_bytes (ip),
                      (unsigned int)g_inet_address_get_native_size (ip), GNUTLS_FSAN_APPEND),
                  error);
  return check (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_DNSNAME, address,
                                                      (unsigned int)strlen (address),
                                                      GNUTLS_FSAN_APPEND),
                error);
}

static gboolean
fill_server (gnutls_x509_crt_t crt, gnutls_x509_privkey_t key, const char *address,
             ScWorldIdentity identity, GError **error)
{
  const char *dn = "CN=Simulated cloud,O=Sensor Commissioner simulator";
  /* TLS peers look at their own clock, which no simulation speeds up. */
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  gint64 from_s = now_s - 30 * DAY_S;
  gint64 to_s = now_s + 365 * (gint64)DAY_S;

  if (identity == SC_WORLD_IDENTITY_EXPIRED)
    to_s = now_s - DAY_S;
  else if (identity == SC_WORLD_IDENTITY_NOT_YET_VALID)
    from_s = now_s + 364 * (gint64)DAY_S;
  if (!fill_common (crt, key, dn, from_s, to_s, error))
    return FALSE;
  if (identity == SC_WORLD_IDENTITY_WRONG_HOST)
    return add_address (crt, "portal.example", error);
  return add_address (crt, "127.0.0.1", error) && add_address (crt, "::1", error)
         && add_address (crt, "localhost", error)
         && (address == NULL || add_address (crt, address, error));
}

static GTlsCertificate *
export_server (gnutls_x509_crt_t crt, gnutls_x509_privkey_t key, GError **error)
{
  g_autofree char *crt_pem = export_certificate (crt, error);
  g_autofree char *both = NULL;
  gnutls_datum_t datum = { NULL, 0 };
  GTlsCertificate *certificate;

  if (crt_pem == NULL
      || !check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL,
                                                    GNUTLS_PKCS_PLAIN, &datum),
                 error))
    return NULL;
  both = g_strdup_printf ("%s%.*s", crt_pem, (int)datum.size, (const char *)datum.data);
  certificate = g_tls_certificate_new_from_pem (both, -1, error);
  gnutls_memset (datum.data, 0, datum.size);
  gnutls_memset (both, 0, strlen (both));
  gnutls_free (datum.data);
  return certificate;
}

/**
 * sc_world_pki_issue_server:
 * @self: an authority
 * @address: (nullable): where the server listens, besides 127.0.0.1, ::1 and localhost
 * @identity: what is wrong with it
 * @error: why GnuTLS could not
 *
 * Returns: (transfer full) (nullable): a certificate with its key for a TLS server
 */
GTlsCertificate *
sc_world_pki_issue_server (ScWorldPki *self, const char *address, ScWorldIdentity identity,
                           GError **error)
{
  g_autoptr (ScWorldPki) other = NULL;
  GTlsCertificate *certificate = NULL;
  gnutls_x509_privkey_t key = NULL;
  gnutls_x509_crt_t crt;

  if (identity == SC_WORLD_IDENTITY_UNKNOWN_CA)
    {
      other = sc_world_pki_new (self->wall_s * G_USEC_PER_SEC, error);
      if (other == NULL)
        return NULL;
      self = other;
    }
  gnutls_x509_crt_init (&crt);
  if (make_key (&key, error) && fill_server (crt, key, address, identity, error)
      && sign_leaf (self, crt, GNUTLS_KP_TLS_WWW_SERVER, error))
    certificate = export_server (crt, key, error);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);
  return certificate;
}
