/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScApplication:
 *
 * The program: its command line, its actions, and one window for real sensors and one for
 * rehearsals, each with edges of its own.
 *
 * Actions: `app.rehearse` (string: a scenario's id), `app.rehearsal`, `app.quit`.
 */
#define SC_TYPE_APPLICATION (sc_application_get_type ())
G_DECLARE_FINAL_TYPE (ScApplication, sc_application, SC, APPLICATION, AdwApplication)

ScApplication *sc_application_new (void);

G_END_DECLS
