/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-visit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScIdentityCard:
 *
 * Who the sensor is: what a record knows of it, with doubts about its certificate as warnings.
 */
#define SC_TYPE_IDENTITY_CARD (sc_identity_card_get_type ())
G_DECLARE_FINAL_TYPE (ScIdentityCard, sc_identity_card, SC, IDENTITY_CARD, AdwPreferencesGroup)

void sc_identity_card_show (ScIdentityCard *self, ScRecord *record, ScCertificateDoubt doubts);

G_END_DECLS
