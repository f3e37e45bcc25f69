/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-visit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Values as people read them. Pure; every text is (transfer full) unless const. */

const char *sc_format_security (ScSecurity security);
const char *sc_format_signal_icon (guint percent);
char *sc_format_signal (guint percent);
char *sc_format_date (gint64 seconds);
char *sc_format_server_time (const char *text);
char *sc_format_tenant (ScTenant *tenant);
char *sc_format_versions (GPtrArray *facts);
char *sc_format_doubts (ScCertificateDoubt doubts);
const char *sc_format_heard (ScHeard heard);
void sc_format_set_label (GtkLabel *label, const char *text);

G_END_DECLS
