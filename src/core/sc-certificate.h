/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScCertificate:
 *
 * A sensor's X.509 chain: the bytes exactly as the sensor gave them (line ends aside), and what
 * GnuTLS reads in them. It is a claim ticket: the PEM goes to the journal and to the cloud, its
 * fingerprint everywhere else. Immutable, reference-counted.
 */
typedef struct _ScCertificate ScCertificate;

#define SC_TYPE_CERTIFICATE (sc_certificate_get_type ())
GType sc_certificate_get_type (void) G_GNUC_CONST;

#define SC_CERTIFICATE_MAX_BYTES (64 * 1024)
#define SC_CERTIFICATE_MAX_CHAIN 8

/**
 * ScCertificateDoubt:
 *
 * Reasons to warn ("send anyway"), never to block: the cloud is the judge.
 */
typedef enum
{
  SC_CERTIFICATE_DOUBT_NONE = 0,
  SC_CERTIFICATE_DOUBT_EXPIRED = 1 << 0,
  SC_CERTIFICATE_DOUBT_NOT_YET_VALID = 1 << 1,
  SC_CERTIFICATE_DOUBT_EXPIRES_SOON = 1 << 2, /* within 30 days */
  SC_CERTIFICATE_DOUBT_ORDER = 1 << 3,        /* the chain is not leaf first */
  SC_CERTIFICATE_DOUBT_WEAK_KEY = 1 << 4,
  SC_CERTIFICATE_DOUBT_WEAK_SIGNATURE = 1 << 5,
  SC_CERTIFICATE_DOUBT_SINGLE = 1 << 6,  /* one block where the vendor's sample has two */
  SC_CERTIFICATE_DOUBT_SUBJECT = 1 << 7, /* the sensor's ID is nowhere in the subject */
  SC_CERTIFICATE_DOUBT_LEAF_IS_CA = 1 << 8,
  SC_CERTIFICATE_DOUBT_UNREADABLE = 1 << 9 /* a block is damaged or cut off */
} ScCertificateDoubt;

ScCertificate *sc_certificate_new (GBytes *body, GError **error);
ScCertificate *sc_certificate_ref (ScCertificate *self);
void sc_certificate_unref (ScCertificate *self);

GBytes *sc_certificate_get_pem (ScCertificate *self);
guint sc_certificate_get_n_certificates (ScCertificate *self);
const char *sc_certificate_get_subject (ScCertificate *self); /* RFC 4514, valid UTF-8 */
const char *sc_certificate_get_issuer (ScCertificate *self);
const char *sc_certificate_get_common_name (ScCertificate *self); /* nullable */
const char *sc_certificate_get_fingerprint (ScCertificate *self); /* SHA-256, AA:BB:… */
const char *sc_certificate_get_key_text (ScCertificate *self);    /* "EC/ECDSA 256" */
gint64 sc_certificate_get_not_before (ScCertificate *self);       /* s since the epoch, UTC */
gint64 sc_certificate_get_not_after (ScCertificate *self);
ScCertificateDoubt sc_certificate_judge (ScCertificate *self, const char *sensor_id,
                                         gint64 wall_us);
const char *sc_certificate_get_library_version (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScCertificate, sc_certificate_unref)

G_END_DECLS
