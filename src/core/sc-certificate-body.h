/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-certificate.h"

#include <gnutls/x509.h>

G_BEGIN_DECLS

/* What ScCertificate is made of: the sensor's bytes, taken apart. For sc-certificate.c only. */
typedef struct
{
  GBytes *pem; /* first to last block, as sent but for line ends */
  gnutls_x509_crt_t list[SC_CERTIFICATE_MAX_CHAIN]; /* in the order of @pem */
  guint n_certificates;
  guint n_unreadable; /* blocks that are damaged or do not end */
} ScCertificateBody;

gboolean sc_certificate_body_read (ScCertificateBody *body, GBytes *bytes, GError **error);
void sc_certificate_body_clear (ScCertificateBody *body);

G_END_DECLS
