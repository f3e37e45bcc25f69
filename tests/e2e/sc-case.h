/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-wizard.h"

G_BEGIN_DECLS

/**
 * ScCase: a test case's own computer: the program with user folders and settings that outlive
 * its restarts, but not the case. The program to test is named by SC_PROGRAM.
 */
typedef struct
{
  ScWizard wizard;
  char *home; /* start-N.log in it: all the program wrote in its Nth run */
  GPtrArray *arguments;
  guint n_starts;
} ScCase;

void sc_case_init (ScCase *self);
void sc_case_clear (ScCase *self);
void sc_case_add_argument (ScCase *self, const char *argument);
GSubprocess *sc_case_launch (ScCase *self);
void sc_case_start (ScCase *self);
void sc_case_start_again (ScCase *self);
void sc_case_kill (ScCase *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScCase, sc_case_clear)

G_END_DECLS
