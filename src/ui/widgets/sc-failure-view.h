/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScChanged: what is known about the sensor when something fails.
 */
typedef enum
{
  SC_CHANGED_IRRELEVANT, /* no sensor is concerned */
  SC_CHANGED_NO,
  SC_CHANGED_YES
} ScChanged;

/**
 * ScFailureView:
 *
 * How every failure looks: what happened, the likely cause, what to do next with one button for
 * it, whether the sensor was changed and what is kept, and the technical detail folded away.
 */
#define SC_TYPE_FAILURE_VIEW (sc_failure_view_get_type ())
G_DECLARE_FINAL_TYPE (ScFailureView, sc_failure_view, SC, FAILURE_VIEW, AdwBin)

void sc_failure_view_show (ScFailureView *self, const GError *error, ScChanged changed);
void sc_failure_view_show_code (ScFailureView *self, ScError code, ScChanged changed);
void sc_failure_view_set_record (ScFailureView *self, ScRecord *record);
void sc_failure_view_copy (ScFailureView *self);
void sc_failure_view_set_has_button (ScFailureView *self, gboolean has_button);

/* The one next action of a remedy: button label with mnemonic and window action; both NULL if
 * there is nothing to do. */
void sc_failure_view_get_remedy (ScRemedy remedy, const char **label, const char **action);

G_END_DECLS
