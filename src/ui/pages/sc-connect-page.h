/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-page.h"
#include "sc-window.h"

G_BEGIN_DECLS

/**
 * ScConnectPage:
 *
 * One record after Send: how much time is left, what has happened, what to do. A view of
 * sc_workflow_get_current() and its plan.
 */
#define SC_TYPE_CONNECT_PAGE (sc_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (ScConnectPage, sc_connect_page, SC, CONNECT_PAGE, ScPage)

void sc_connect_page_fill (ScConnectPage *self, const ScPrefill *prefill);
void sc_connect_page_edit_network (ScConnectPage *self);
void sc_connect_page_edit_account (ScConnectPage *self);
void sc_connect_page_stop_editing (ScConnectPage *self);

G_END_DECLS
