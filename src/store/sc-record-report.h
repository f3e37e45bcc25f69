/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-record.h"

G_BEGIN_DECLS

/* A record for people outside this program: copied, saved, printed. Never holds the certificate
 * itself, only its fingerprint, and no secret. (transfer full) */
char *sc_record_report (ScRecord *record);
/* A name for a file it is saved to: "sensor-0000S111A-2026-11-23.txt". (transfer full) */
char *sc_record_report_file_name (ScRecord *record);

G_END_DECLS
