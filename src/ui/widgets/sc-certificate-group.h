/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScCertificateGroup:
 *
 * Typing the address of the certificate on the sensor, which the vendor's guide names. Folded away
 * as long as it is empty.
 */
#define SC_TYPE_CERTIFICATE_GROUP (sc_certificate_group_get_type ())
G_DECLARE_FINAL_TYPE (ScCertificateGroup, sc_certificate_group, SC, CERTIFICATE_GROUP,
                      AdwPreferencesGroup)

void sc_certificate_group_bind (ScCertificateGroup *self, GSettings *settings);
const char *sc_certificate_group_get_path (ScCertificateGroup *self);
gboolean sc_certificate_group_is_good (ScCertificateGroup *self);
void sc_certificate_group_focus (ScCertificateGroup *self);

G_END_DECLS
