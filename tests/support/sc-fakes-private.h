/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-fakes.h"

G_BEGIN_DECLS

/* What the fakes share: the log they write to, and how a scripted call ends. */

void sc_fake_say (GPtrArray *log, const char *line);
void sc_fake_fail (GTask *task, ScError code);
gboolean sc_fake_is_cancelled (GTask *task);
void sc_fake_on_cancelled (GCancellable *cancellable, gpointer slot);

ScLink *sc_fake_link_new (GPtrArray *log);
ScSensor *sc_fake_sensor_new (GPtrArray *log);
ScCloud *sc_fake_cloud_new (GPtrArray *log);
ScJournal *sc_fake_journal_new (GPtrArray *log);
ScKeyring *sc_fake_keyring_new (GPtrArray *log);

G_END_DECLS
