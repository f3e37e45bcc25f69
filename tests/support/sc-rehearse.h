/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-place.h"
#include "sc-scenario.h"

G_BEGIN_DECLS

typedef struct _ScTechnician ScTechnician;

/**
 * ScTechnician:
 * @begin_anew: has a journal that cannot be read put aside, and a new one begun
 * @resume: opens the sensor of an earlier run
 * @sign_in: enters the account, with @secret (nullable: as filled in), and signs in
 * @test: has the site network tested
 * @choose_security: says that the site network is protected in another way
 * @begin: goes from Prepare to the sensor in front of one, and joins
 * @type_ap_key: enters the password of the sensor's own network, and joins
 * @type_path: enters the certificate's address
 * @send: consents
 * @press: presses the one button of the failure that is shown
 * @type_key: enters another Wi-Fi password where the failure's button leads, and goes to the
 *   sensor again
 * @see: checks what is shown of a failure: headline, code, button, what became of the sensor
 *
 * Hands and eyes: of the workflow itself, or of the window over it.
 */
struct _ScTechnician
{
  void (*begin_anew) (const ScTechnician *self);
  void (*resume) (const ScTechnician *self);
  void (*sign_in) (const ScTechnician *self, const char *secret);
  void (*test) (const ScTechnician *self);
  void (*choose_security) (const ScTechnician *self, ScSecurity security);
  void (*begin) (const ScTechnician *self);
  void (*type_ap_key) (const ScTechnician *self, const char *key);
  void (*type_path) (const ScTechnician *self, const char *path);
  void (*send) (const ScTechnician *self);
  void (*press) (const ScTechnician *self, ScScenarioWhere where, const ScErrorInfo *info);
  void (*type_key) (const ScTechnician *self, const char *key);
  void (*see) (const ScTechnician *self, ScScenarioWhere where, const ScErrorInfo *info);
  gpointer data;
};

void sc_rehearse (ScPlace *place, const ScScenario *scenario, const ScTechnician *technician);

G_END_DECLS
