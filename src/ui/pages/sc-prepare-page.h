/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-page.h"
#include "sc-window.h"

G_BEGIN_DECLS

/**
 * ScPreparePage:
 *
 * Everything that is better done while online: the cloud account is signed in, the site network
 * typed, the certificate's address noted, this computer looked at.
 */
#define SC_TYPE_PREPARE_PAGE (sc_prepare_page_get_type ())
G_DECLARE_FINAL_TYPE (ScPreparePage, sc_prepare_page, SC, PREPARE_PAGE, ScPage)

void sc_prepare_page_fill (ScPreparePage *self, const ScPrefill *prefill);
void sc_prepare_page_tell_old_journal (ScPreparePage *self, const char *path, gboolean stays);
void sc_prepare_page_edit_account (ScPreparePage *self);
void sc_prepare_page_edit_network (ScPreparePage *self);
void sc_prepare_page_edit_certificate_path (ScPreparePage *self);
void sc_prepare_page_stop_editing (ScPreparePage *self);
gboolean sc_prepare_page_is_editing (ScPreparePage *self);
void sc_prepare_page_focus_first (ScPreparePage *self);

G_END_DECLS
