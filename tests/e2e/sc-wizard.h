/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-driver.h"

G_BEGIN_DECLS

/* Longer than anything takes that a technician waits for, at the speeds the tests use; ms. */
#define SC_WIZARD_PATIENCE 120000

/**
 * ScWizard: someone who goes through the wizard's pages. Texts are given as in the program's
 * source, with mnemonic, and looked up in its language.
 */
typedef struct
{
  ScDriver *driver;     /* not owned */
  gboolean by_keyboard; /* strokes keys only, where it would press by action */
  const char *pictures; /* nullable: folder for one picture a page */
  gboolean wants_names; /* complains of pages with controls that have none */
  gint64 started_us;    /* if not 0, prints each step with the time since then */
} ScWizard;

char *sc_wizard_translate (const char *text);
void sc_wizard_say (ScWizard *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean sc_wizard_go_on (ScWizard *self, const char *label);
gboolean sc_wizard_see (ScWizard *self, const char *text);
gboolean sc_wizard_see_either (ScWizard *self, const char *one, const char *other);
gboolean sc_wizard_arrive (ScWizard *self, const char *heading, const char *picture);
gboolean sc_wizard_shows (ScWizard *self, ScAtspiKind kind, const char *name);

gboolean sc_wizard_sign_in (ScWizard *self);
gboolean sc_wizard_prepare (ScWizard *self);
gboolean sc_wizard_join (ScWizard *self);
gboolean sc_wizard_read (ScWizard *self);
gboolean sc_wizard_send (ScWizard *self);
gboolean sc_wizard_finish (ScWizard *self);

G_END_DECLS
