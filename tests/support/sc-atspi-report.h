/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-atspi.h"

G_BEGIN_DECLS

char *sc_atspi_dump (ScAtspi *self);
GPtrArray *sc_atspi_list_unnamed (ScAtspi *self);
char *sc_atspi_everything (ScAtspi *self, GError **error);

G_END_DECLS
